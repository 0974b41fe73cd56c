"""A small data folder on the disk, for tests that write to it."""

from __future__ import annotations

from pathlib import Path

TARGET = "targets/economy/share.yaml"
VOCABULARY = """\
units:
  percent:
    title: {en: per cent}
themes:
  economy:
    title: {en: Economy}
bodies:
  office:
    title: {en: Office}
"""
SOURCE = """\
# yaml-language-server: $schema=../schemas/source.schema.json
id: NAME
kind: statistics
title: {en: Yearbook}
publisher: office
published: 2026-06-30
"""
SHARE = """\
# A comment on top.
id: share
title: {en: Share}
kind: indicator
measure:
  unit: percent
  frequency: year
observations:
  - period: 2024   # the first year
    value: 40.0
    source: book-2024
    as_printed: "40,0 %"

# What follows is open.
checked: 2026-11-22
"""
TIERS = """\
id: levels
title: {en: Levels}
kind: tiers
measure:
  unit: percent
nesting: unspecified
tiers:
  - id: low
    title: {en: Low}
    goals:
      - at_least: 5
        by: 2030
        source: book-2024
  - id: high
    title: {en: High}
"""
STEPS = """\
id: law
title: {en: Law}
kind: milestones
steps:
  - id: draft
    title: {en: Draft}
"""


def made(folder: Path) -> Path:
    """Write a data folder with an indicator, tiers, a milestones file and two sources; return it."""
    texts = {
        "targets/vocabulary.yaml": VOCABULARY,
        TARGET: SHARE,
        "targets/economy/levels.yaml": TIERS,
        "targets/economy/law.yaml": STEPS,
        "seeds/book-2024.yaml": SOURCE.replace("NAME", "book-2024"),
        "seeds/book-2025.yaml": SOURCE.replace("NAME", "book-2025"),
    }
    for file, text in texts.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder
