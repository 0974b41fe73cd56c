"""The manual of the format: what it calls good is read without a word, what it calls bad is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.shelf import laid, read
from tests.test_office import png

ROOT = Path(__file__).parents[1]
BLOCKS = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/data-format.md").read_text("utf-8"), re.DOTALL)
MEASURE = "measure: {definition: {en: Share}, unit: count, frequency: year, counts: flow}\n"
FIGURES = "observations:\n" + "".join(
    f"  - {{period: {year}, value: 41, source: report-2025}}\n" for year in (2015, 2020, 2022, 2023, 2024)
)
WORDS = """\
scales: {agencies: {words: [{en: At risk}, {en: On track}]}}
dimensions: {sex: {title: {en: Sex}, members: {female: {title: {en: W}}, male: {title: {en: M}}}}}
"""
UNIT = "  rating: {title: {en: rating}}\n"
SOURCES = ("plan-2024", "report-2025", "survey", "quarterly-report-2025-q4")
ONE_OF_SEVERAL = ("observations: {",)
"""Fields of which an example shows several ways, each for a file of its own."""
REFUSED = {"between: [{": "S044", "Nearly there": "S075", "../figures.csv": "S066", "accent: #": "S084"}


def portfolio(folder: Path, example: str) -> Path:
    """Lay an example into a portfolio that has all it names."""
    vocabulary = example if example.startswith(("logo", "accent")) else ""
    lines = "" if vocabulary or "kind: indicator" in example else example
    text = ("" if "measure:" in lines else MEASURE) + lines + ("" if "observations" in lines else FIGURES)
    laid(folder, WORDS + vocabulary, **{"example": text, "online-filing": MEASURE + FIGURES})
    words = folder / "targets/vocabulary.yaml"
    words.write_text(words.read_text("utf-8").replace("units:\n", f"units:\n{UNIT}", 1), "utf-8")
    for name in SOURCES:
        seed = (folder / "seeds/plan.yaml").read_text("utf-8").replace("id: plan", f"id: {name}")
        (folder / f"seeds/{name}.yaml").write_text(seed, "utf-8")
    (folder / "targets/t/online-filing.csv").write_text("period,value,source\n2024,41,data\n", "utf-8")
    (folder / "targets/logo.png").write_bytes(png())
    if "kind: indicator" in example:
        (folder / "targets/t/online-filing.yaml").write_text(example, "utf-8")
    return folder


def examples() -> list[str]:
    """Return what each block calls good; where lines exclude each other, one of them at a time."""
    found: list[str] = []
    for block in BLOCKS:
        kept = [line for line in block.splitlines() if "# bad" not in line]
        alone = [line for line in kept if line.startswith(ONE_OF_SEVERAL)]
        found += alone or ["\n".join(kept) + "\n"]
    return found


@pytest.mark.parametrize("example", examples())
def test_what_the_manual_calls_good_is_read(example: str, tmp_path: Path) -> None:
    """A newcomer can type it: nothing is wrong with the file that it stands in."""
    _, problems = read(portfolio(tmp_path, example))
    assert [one for one in problems if one.severity == "error"] == []


@pytest.mark.parametrize(("part", "code"), REFUSED.items())
def test_what_the_manual_calls_bad_is_refused(part: str, code: str, tmp_path: Path) -> None:
    """With the message that says what to write instead."""
    block = next(block for block in BLOCKS if part in block)
    line = next(line for line in block.splitlines() if part in line)
    example = line + "\n" if not line.startswith(" ") else block.splitlines()[0] + "\n" + line + "\n"
    _, problems = read(portfolio(tmp_path, example))
    assert code in {one.code for one in problems}
