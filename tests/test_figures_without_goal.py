"""Figures without a goal: what is provisional, old or disputed of them is told as beside a goal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shelf import FURTHER, laid, measure, read, verdict
from tests.told import of_target
from tracker.language import words
from tracker.report import rows
from tracker.wording import Wording

FIGURE = "{{period: {}, value: {}, source: {}{}}}"
WORDED = {
    "provisional": "The latest figure is provisional or estimated",
    "stale": "The latest figure is old",
    "conflict": "Publishers state different figures",
    "at_limit": "At the natural limit of the measure",
}


def figures(*some: tuple[object, ...]) -> str:
    """Return observations of period, value, source and further fields."""
    listed = (FIGURE.format(*one, *("",) * (4 - len(one))) for one in some)
    return f"observations: [{', '.join(listed)}]\n"


@pytest.mark.parametrize("wanted", ["", ", wanted: rise"])
@pytest.mark.parametrize(
    ("some", "flags"),
    [
        ([(2020, 40, "data"), (2025, 50, "data", ", status: provisional")], ["provisional"]),
        ([(2020, 40, "data"), (2025, 50, "data", ", status: estimated")], ["provisional"]),
        ([(2020, 40, "data", ", status: provisional"), (2025, 50, "data")], []),
        ([(2020, 40, "data"), (2023, 50, "data")], ["stale"]),
        ([(2020, 40, "data"), (2025, 50, "data"), (2025, 51, "plan")], ["conflict"]),
        ([(2020, 40, "data"), (2025, 100, "data")], ["at_limit"]),
        ([], []),
    ],
)
def test_what_qualifies_a_figure_is_told_without_a_goal(
    tmp_path: Path, wanted: str, some: list[tuple[object, ...]], flags: list[str]
) -> None:
    """In the verdict, in the rows of `status` and on the page; what was provisional before is over."""
    text = measure("percent", wanted + ", bounds: [0, 100]") + (figures(*some) if some else "")
    folder = laid(tmp_path, one=text)
    portfolio = read(folder)[0]
    found = verdict(portfolio, "one")
    assert list(found.flags) == flags
    row = next(iter(rows([found], Wording(words("en"), portfolio.vocabulary.units))))
    assert row["flags"] == " ".join(flags)
    page = of_target(folder, "one")
    assert [name for name, sentence in WORDED.items() if sentence in page] == flags


def test_a_conflict_about_the_start_of_a_direction_is_told(tmp_path: Path) -> None:
    """40 or 41 in 2020 is what a rise to 50 is counted from; where no way is wanted only 50 is told."""
    some = figures((2020, 40, "data"), (2020, 41, "plan"), (2025, 50, "data"))
    texts = {name: measure("percent", way) + some for name, way in (("on", ", wanted: rise"), ("off", ""))}
    portfolio = read(laid(tmp_path, **texts))[0]
    assert [verdict(portfolio, name).flags for name in texts] == [("conflict",), ()]


def test_a_series_without_a_goal_of_its_own_is_told_of_as_well(tmp_path: Path) -> None:
    """The provisional 50 of women has no goal, as that of all has none."""
    text = measure("percent") + "series:\n  - of: {sex: female}\n    "
    text += figures((2025, 50, "data", ", status: provisional"))
    found = verdict(read(laid(tmp_path, FURTHER, one=text))[0], "one")
    assert [one.flags for one in found.members] == [("provisional",)]
