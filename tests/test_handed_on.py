"""What is worked out from several figures, a sum, a mean or a goal, says what the sources say of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shelf import laid, read, verdict
from tracker.flags import sentences
from tracker.judging.assessment import Assessment
from tracker.language import words

RIVAL = "id: rival\nkind: statistics\ntitle: {en: Rival}\npublisher: ministry\npublished: 2026-07-15\n"
SEASONS = {"2024": (80, 90, 70, 60), "2025": (84, 94, 74, 64)}
PART = [(f"{year}-Q{at}", value) for year, some in SEASONS.items() for at, value in enumerate(some, 1)]
QUARTERS = ("percent, frequency: quarter, seasonal: true", "at_least: 85, by: 2030")
FLOW = "mt-co2e, frequency: year, counts: flow"
HALVED = ("mt-co2e, frequency: year", "at_most: {change: -50 %, of: 2015}, by: 2030")
YEARS = [("2023", 30), ("2024", 25), ("2025", 25)]
BUDGET = (FLOW, "total: {at_most: 100, over: 2023/2026}")
RATES = ("percent, frequency: year, growth_rate: true", "at_least: 5, by: 2030")


def judged(
    folder: Path,
    form: tuple[str, str],
    rows: list[tuple[str, float]],
    *rivals: tuple[str, float],
    **more: str,
) -> Assessment:
    """Return the verdict on figures, some of them with more fields, and on those of a second publisher."""
    head = "measure: {{definition: {{en: Something}}, unit: {}}}\ngoals: [{{{}, source: plan}}]\n"
    listed = [f"{period}, value: {value}, source: data{more.get('q' + period, '')}" for period, value in rows]
    listed += [f"{period}, value: {value}, source: rival" for period, value in rivals]
    figures = "".join(f"  - {{period: {one}}}\n" for one in listed)
    (laid(folder, one=head.format(*form) + more.get("base", "") + f"observations:\n{figures}"))
    (folder / "seeds/rival.yaml").write_text(RIVAL, "utf-8")
    return verdict(read(folder)[0], "one")


def test_a_mean_of_seasons_is_disputed_where_one_of_them_is(tmp_path: Path) -> None:
    """84, 60, 74, 64 are 70.5 after 75: R = (-4.5 / 1) / (10 / 6) = -2.7. With 94 they are 79, R = 2.4."""
    agreed, disputed = (
        judged(tmp_path / "a", QUARTERS, PART),
        judged(tmp_path / "b", QUARTERS, PART, ("2025-Q2", 60)),
    )
    assert (agreed.state, agreed.ratio, "conflict" in agreed.flags) == ("on_track", pytest.approx(2.4), False)
    assert (disputed.state, disputed.ratio) == ("moving_away", pytest.approx(-2.7))
    assert "conflict" in disputed.flags
    assert "Publishers state different figures" in sentences(disputed, words("en"))


@pytest.mark.parametrize(
    ("form", "rows", "rival", "raised"),
    [
        (QUARTERS, PART, ("2024-Q3", 75), True),  # a quarter of the baseline
        (BUDGET, YEARS, ("2023", 10), True),  # 10 + 25 + 25 instead of 80
        (BUDGET, YEARS, ("2025", 40), True),
        (BUDGET, [("2022", 40), *YEARS], ("2022", 30), False),  # not one of the summed
        (RATES, [("2016", 4), ("2017", 5), ("2018", 6)], ("2017", 8), True),
        (RATES, [("2014", 4), ("2016", 4), ("2017", 5)], ("2014", 8), False),  # from before the goal
    ],
)
def test_what_is_worked_out_is_disputed_where_a_figure_behind_it_is(
    tmp_path: Path,
    form: tuple[str, str],
    rows: list[tuple[str, float]],
    rival: tuple[str, float],
    raised: bool,
) -> None:
    """A sum, a mean and a baseline are as sure as what they are made of, and no less."""
    assert "conflict" not in judged(tmp_path / "a", form, rows).flags
    assert ("conflict" in judged(tmp_path / "b", form, rows, rival).flags) is raised


def test_a_goal_is_disputed_where_the_figure_is_that_it_is_counted_from(tmp_path: Path) -> None:
    """Half of 80 is 40, which 40 keeps; half of 50 would be 25, which it does not."""
    rows, base = [("2015", 50), ("2018", 60), ("2025", 40)], {"base": "baseline: 2018\n"}
    agreed = judged(tmp_path / "a", HALVED, rows, **base)
    disputed = judged(tmp_path / "b", HALVED, rows, ("2015", 80), **base)
    assert agreed.goal is not None
    assert disputed.goal is not None
    assert (agreed.goal.high, agreed.state, "conflict" in agreed.flags) == (25, "on_track", False)
    assert (disputed.goal.high, disputed.state, "conflict" in disputed.flags) == (40, "met", True)


@pytest.mark.parametrize("status", ["provisional", "estimated"])
def test_a_mean_of_seasons_is_provisional_where_one_of_them_is(tmp_path: Path, status: str) -> None:
    """The second of four quarters can still be revised, and with it their mean; one of the baseline not."""
    found = judged(tmp_path / "a", QUARTERS, PART, **{"q2025-Q2": f", status: {status}"})
    before = judged(tmp_path / "b", QUARTERS, PART, **{"q2024-Q2": f", status: {status}"})
    assert ("provisional" in found.flags, "provisional" in before.flags) == (True, False)


def test_a_mean_of_seasons_lies_between_the_means_of_their_ends(tmp_path: Path) -> None:
    """Of 84, 94, 74, 64, each 20 more or less, the mean lies between 59 and 99: moving away, or met."""
    ends = {f"q{period}": f", interval: [{value - 20}, {value + 20}]" for period, value in PART[4:]}
    found = judged(tmp_path, QUARTERS, PART, **ends)
    assert found.latest is not None
    assert found.latest.observation is not None
    assert found.latest.observation.interval == (59, 99)
    assert "borderline" in found.flags
    assert words("en")("verdict.within_interval") in sentences(found, words("en"))


def test_a_goal_that_hangs_on_how_sure_its_base_is_does_not_blame_the_rounding(tmp_path: Path) -> None:
    """Half of 50 to 90 is 25 to 45, and 40 lies between."""
    rows, base = [("2015", 70), ("2018", 60), ("2025", 40)], "baseline: 2018\n"
    found = judged(tmp_path, HALVED, rows, base=base, q2015=", interval: [50, 90]")
    assert "borderline" in found.flags
    assert words("en")("verdict.within_interval") in sentences(found, words("en"))
