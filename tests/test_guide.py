"""The guide to the forms of promises: each of its examples can be copied, and is judged as worked by hand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from tests import told
from tests.shelf import FURTHER, ON, ONE_FIGURE, ONE_GOAL, laid, measure, read, verdict
from tracker.judging.rule import rule_of
from tracker.progress import assess
from tracker.terms import Counts

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs/which-form.md").read_text("utf-8")
TWO_FIGURES = (
    "observations: [{period: 2015, value: 60, source: data}, {period: 2024, value: 70, source: data}]\n"
)


class Row(NamedTuple):
    """A row of the guide: its sentence, its example, and what it says of the other places."""

    sentence: str
    example: str
    rest: str

    def within(self, place: str) -> str:
        """Return what the row writes in another place, such as the measure."""
        found = re.search(rf"`([^`]+)` in (?:the )?{place}", self.rest)
        return found[1] if found else ""

    def field(self, name: str) -> str:
        """Return a further field of the target, such as its kind."""
        found = re.search(rf"`{name}: ([^`]+)`", self.rest)
        return found[1] if found else ""


ROWS = [
    Row(*found)
    for found in re.findall(r"^\| ([^|]+) \| `([^`]+)`([^|]*)\|", GUIDE, re.MULTILINE)
    if ": " in found[1]
]
"""The rows of the guide; those of its heads have no example."""
STATES = {
    "At least 80 % by 2030": "slightly_off_track",  # 10 of 20 points in 9 of 15 years
    "More than 90 %": "well_off_track",  # 10 of 30 points: 0.333 of 0.6
    "Between 1 and 3 % in every year": "moving_away",  # 70 is outside, and further away than 60
    "2 % of the budget of 2026 alone": "awaiting_figure",
    "Among the first 30": "moving_away",  # from place 60 to 70
    "Halve it from 2015": "moving_away",  # 30 is wanted, it rose
    "15 points less than in 2015": "moving_away",  # 45 is wanted
    "50,000 fewer than in 2015": "moving_away",
    "Double it": "well_off_track",  # 10 of 60 points
    "No more than 290 in all from 2022 to 2025": "awaiting_final",  # no year of the four is published
    "100,000 homes over five years": "well_off_track",  # 70 of 100,000 in a fifth of the time
    "Fewer of them, without a number": "worsening",
    "20, 60, then 100 %": "met",  # the 20 of 2026 is the next one due
    "15.8 %, with foreign aid 43.5 %": "met",
    "Several, of which one is the promise": "slightly_off_track",
    "The publisher sets the way itself": "on_track",  # 60 + 10 * 9 / 11 = 68.2 are wanted by 2024
    "A goal that is proposed and not adopted": "not_assessable",
    "A rating: from low to high": "slightly_off_track",  # better than before, and not high
    "A law, an event, a yes or no": "unclear",
    "Classes of one population": "insufficient_data",
    "Parts of one whole": "insufficient_data",
    "Several shares that one promise names, which are no parts of a whole": "insufficient_data",
}
"""The verdict on each promise with 60 in 2015 and 70 in 2024, by hand."""

FIGURES = {
    "A share of what came in a span, such as of a budget": ("on_track", 66),  # 6 of 30 points in 1 of 7 years
    "An average over a span, such as a speed or a temperature": ("on_track", 66),
    "The sum since January, told again each month": ("on_track", 66),  # 6 of 30 in 1 of 7.25 years
    "Money or pieces in a span, not a level": ("on_track", 66),
    "A figure with a footnote of its source": ("insufficient_data", 66),
    "A figure that its source calls unreliable": ("insufficient_data", 66),
    "Another method than the straight line, for all of the portfolio": ("slightly_off_track", 70),
}
"""The verdict on 90 by 2030 and the figure it rests on; 1.73 % a year of 2.74 % compounding are 0.63."""


def guided(row: Row) -> str:
    """Return the target of a row of the guide, with a goal and figures where the example has none."""
    kind = row.field("kind") or "indicator"
    lines = f"id: copied\ntitle: {{en: Copied}}\nkind: {kind}\nowner: ministry\n"
    lines += "".join(f"{name}: {row.field(name)}\n" for name in ("nesting", "adds_up") if row.field(name))
    if kind != "milestones":
        within = row.within("the measure") or (row.example if "in the measure" in row.rest[:20] else "")
        lines += measure("percent", f", {within}" if within else "")
    if not row.rest.lstrip().startswith(("in the measure", "in vocabulary", "with `accessed", ", `decimals")):
        lines += row.example + "\n"
    if kind == "indicator":
        lines += "" if "goals: [" in lines.splitlines()[-1] or "scale" in lines else ONE_GOAL
        lines += "" if "\nobservations:" in lines else TWO_FIGURES
    return lines.replace("60", "Low").replace("70", "Medium") if "scale: [" in lines else lines


@pytest.mark.parametrize("row", ROWS, ids=[row.sentence for row in ROWS])
def test_every_example_of_the_guide_is_read_and_judged(row: Row, tmp_path: Path) -> None:
    """A newcomer can copy any example: no field of it is unknown, it has a verdict, and its page is told."""
    other = measure("percent") + ONE_FIGURE
    leading = f"{row.example}\n" if row.rest.lstrip().startswith("in vocabulary") else ""
    folder = laid(tmp_path, FURTHER + leading, copied=guided(row), other_target=other)
    if "exports.csv" in row.example:
        (folder / "targets/t/exports.csv").write_text("period,value,source\n2015,60,data\n2024,70,data\n")
    if "unknown" in row.example:
        seed = folder / "seeds/data.yaml"
        seed.write_text(seed.read_text().replace("2026-06-30", "unknown\naccessed: 2026-11-27"), "utf-8")
    portfolio, problems = read(folder)
    assert [one for one in problems if one.severity == "error"] == []
    assert told.of_target(folder, "copied")
    if row.sentence in STATES:
        assert verdict(portfolio, "copied").state == STATES[row.sentence]
    if row.sentence in FIGURES:
        rule = rule_of(portfolio.vocabulary)
        found = assess(portfolio.targets["copied"], ON, portfolio.sources, rule)
        assert found.latest is not None
        assert (found.state, found.latest.value) == FIGURES[row.sentence]


def test_every_promise_of_the_guide_has_a_verdict_worked_by_hand() -> None:
    """A row that is added to the guide is judged as well."""
    promises = GUIDE[GUIDE.index("## Promises") : GUIDE.index("## Figures")]
    assert {row.sentence for row in ROWS if f"| {row.sentence} |" in promises} == set(STATES)
    assert {row.sentence for row in ROWS} >= set(FIGURES)


def test_every_meaning_of_a_figure_over_a_span_has_its_row() -> None:
    """What a figure counts can be looked up by its promise; a level is what a figure is without a word."""
    written = {row.within("the measure") for row in ROWS}
    assert {counts for counts in get_args(Counts) if f"counts: {counts}" not in written} == {"level"}
