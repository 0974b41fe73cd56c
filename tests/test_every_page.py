"""Every page, whatever the data leave open: nothing that an author may leave out breaks one."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from tests.visits import shown, visit
from tracker.ui.frame import PAGES

# Only what the format requires: no note, definition, owner, place, printed figure or kept record.
FILES = {
    "targets/vocabulary.yaml": """\
units: {percent: {title: {en: per cent}}}
themes: {land: {title: {en: Land}}}
bodies: {office: {title: {en: Office}}}
dimensions: {sex: {title: {en: Sex}, members: {f: {title: {en: Women}}, m: {title: {en: Men}}}}}
calendars: {financial: {title: {en: Financial year}, starts: 04}}
""",
    "seeds/paper.yaml": """\
id: paper
kind: statistics
title: {en: Paper}
publisher: office
published: 2024-06-30
""",
    "targets/land/nothing.yaml": """\
id: nothing
title: {en: Nothing yet}
kind: indicator
measure: {unit: percent}
""",
    "targets/land/promised.yaml": """\
id: promised
title: {en: Promised}
kind: indicator
measure: {unit: percent}
goals: [{at_least: 50, source: paper}]
""",
    "targets/land/moving.yaml": """\
id: moving
title: {en: Moving}
kind: indicator
measure: {unit: percent}
goals: [{between: [50, 60], by: 2030, source: paper}]
observations:
  - {period: 2020, value: 10, source: paper}
  - {period: 2023, value: 20, source: paper}
breakdowns:
  - dimension: region
    period: 2023
    source: paper
    values: [{area: {en: North}, value: 30}, {area: {en: South}, value: 10}]
""",
    "targets/land/levels.yaml": """\
id: levels
title: {en: Levels}
kind: tiers
measure: {unit: percent}
nesting: exclusive
tiers: [{id: low, title: {en: Low}}, {id: high, title: {en: High}}]
""",
    "targets/land/steps-of-firms.yaml": """\
id: steps-of-firms
title: {en: Steps of firms}
kind: tiers
measure: {unit: percent}
nesting: cumulative
tiers:
  - id: low
    title: {en: Low}
    goals: [{at_least: 60, by: 2030, source: paper}]
    observations: [{period: 2022, value: 20, source: paper}, {period: 2023, value: 25, source: paper}]
  - id: high
    title: {en: High}
    goals: [{at_least: 20, by: 2030, source: paper}]
""",
    "targets/land/shares.yaml": """\
id: shares
title: {en: Shares}
kind: allocation
measure: {unit: percent}
parts: [{id: one, title: {en: One}, goals: [{at_least: 40, source: paper}]}, {id: two, title: {en: Two}}]
""",
    "targets/land/by-sex.yaml": """\
id: by-sex
title: {en: By sex}
kind: indicator
measure: {unit: percent, calendar: financial}
goals: [{at_least: 60, by: 2029/30, source: paper}]
series:
  - of: {sex: f}
    goals: same
    observations:
      - {period: 2020/21, value: 10, source: paper}
      - {period: 2022/23, value: 20, source: paper}
  - {of: {sex: m}}
statements: [{says: Fine, source: paper}]
related: [{target: nothing}]
next: [{what: A survey, ours: true}]
projections: [{by: office, source: paper, points: [{period: 2029/30, value: 40}]}]
""",
    "targets/land/law.yaml": """\
id: law
title: {en: Law}
kind: milestones
steps: [{id: draft, title: {en: Draft}}, {id: vote, title: {en: Vote}, due: 2025}]
""",
}
NAMES = sorted(Path(name).stem for name in FILES if name.count("/") == 2)


@pytest.fixture(autouse=True, scope="module")
def _app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the app read a portfolio in which everything that may be left out is left out."""
    folder = tmp_path_factory.mktemp("bare")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "argv", ["dashboard.py", "--data", str(folder)])
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


@pytest.mark.parametrize("on", ["2026-11-22", "2020-01-01"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_on_what_the_format_requires(page: str, on: str) -> None:
    """With every field left out that may be, and before anything was published, no page shows a fault."""
    assert "<h1" in shown(visit(page, on=on)) or page in ("target", "method")


def test_a_folder_that_is_no_theme_keeps_nobody_from_the_targets() -> None:
    """Its name is no id; the page of a target that nobody asked for offers the first one all the same."""
    stray = Path(sys.argv[2]) / "targets/My Theme"
    stray.mkdir()
    st.cache_resource.clear()
    page = shown(visit("target"))
    stray.rmdir()
    st.cache_resource.clear()
    assert re.search(r"<h1[^>]*>[^<]", page)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("more", [{}, {"view": "present"}])
def test_the_page_of_each_kind_of_target_stands(name: str, more: dict[str, str]) -> None:
    """Its title is the heading, on the page and on a wall, whatever its kind and however little is known."""
    title = FILES[f"targets/land/{name}.yaml"].split("{en: ")[1].split("}", maxsplit=1)[0]
    assert re.search(f"<h1[^>]*>{title}</h1>", shown(visit("target", id=name, **more)))


@pytest.mark.parametrize("name", NAMES)
def test_the_method_of_each_kind_of_target_stands(name: str) -> None:
    """The arithmetic is that of the target asked for, or there is a sentence that it has none."""
    app = visit("method", id=name)
    assert name in [box.value for box in app.selectbox]
