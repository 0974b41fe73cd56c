"""Goals that follow the figure of another period: halve it, 15 points less, twice as much."""

from datetime import date
from pathlib import Path

import pytest

from tests.shelf import laid, read, sound, verdict
from tracker import meaning
from tracker.board import changes
from tracker.judging.rule import DEFAULT
from tracker.language import words
from tracker.wording import Wording

MEASURE = "measure: {definition: {en: Emissions}, unit: mt-co2e, frequency: year}\n"


def lines(bound: str, figures: str, more: str = "") -> str:
    """Return a target with one goal for 2030."""
    return f"{MEASURE}goals: [{{{bound}, by: 2030, source: plan}}]\n{more}observations: [{figures}]\n"


def figure(period: str, value: float, source: str = "data") -> str:
    """Return an observation."""
    return f"{{period: {period}, value: {value}, source: {source}}}"


FROM_600 = ", ".join([figure("2005", 600), figure("2024", 450)])


@pytest.mark.parametrize(
    ("bound", "value", "said"),
    [
        ("at_most: {change: -43 %, of: 2005}", 342.0, "at most 342 Mt CO2e (43% below 2005) by 2030"),
        ("at_most: {change: -43%, of: 2005}", 342.0, "at most 342 Mt CO2e (43% below 2005) by 2030"),
        ("at_most: {change: -150 points, of: 2005}", 450.0, None),
        (
            "less_than: {change: -150, of: 2005}",
            450.0,
            "less than 450 Mt CO2e (150 Mt CO2e below 2005) by 2030",
        ),
        ("at_least: {times: 2, of: 2005}", 1200.0, "at least 1,200 Mt CO2e (2 times 2005) by 2030"),
        ("at_least: {change: +10 %, of: 2005}", 660.0, "at least 660 Mt CO2e (10% above 2005) by 2030"),
    ],
)
def test_the_value_follows_the_figure_of_the_base(
    bound: str, value: float, said: str | None, tmp_path: Path
) -> None:
    """43 % less than 600 is 342; the words name the way, the base and the value."""
    portfolio, _ = read(laid(tmp_path, cut=lines(bound, FROM_600)))
    found = verdict(portfolio, "cut")
    assert found.goal is not None
    assert (found.goal.low if found.goal.low is not None else found.goal.high) == pytest.approx(value)
    if said:
        assert Wording(words("en"), portfolio.vocabulary.units).goal(found.goal, found) == said


@pytest.mark.parametrize(
    ("bound", "base", "said"),
    [
        ("at_most: {change: -43 %, of: 2016}", 30, "at most 17.1% (43% below 2016) by 2030"),
        ("at_most: {change: -50 %, of: 2016}", 30, "at most 15% (50% below 2016) by 2030"),
        ("at_most: {change: -12.5 points, of: 2016}", 30, "at most 17.5% (12.5 points below 2016) by 2030"),
        ("at_least: {times: 1.5, of: 2016}", 31, "at least 46.5% (1.5 times 2016) by 2030"),
    ],
)
def test_a_goal_between_two_whole_numbers_is_said_with_its_decimal(
    bound: str, base: int, said: str, tmp_path: Path
) -> None:
    """43 % below 30 is 17.1, although 30 was published without a decimal."""
    text = lines(bound, ", ".join([figure("2016", base), figure("2024", 28)])).replace("mt-co2e", "percent")
    portfolio, _ = read(laid(tmp_path, cut=text))
    found = verdict(portfolio, "cut")
    assert found.goal is not None
    assert Wording(words("en"), portfolio.vocabulary.units).goal(found.goal, found) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("10 points", "at least 62% (10 points above 2016) by 2030"),
        ("-1 point", "at least 51% (1 point below 2016) by 2030"),
        ("10", "at least 62% (10 points above 2016) by 2030"),
    ],
)
def test_points_are_said_as_points(change: str, said: str, tmp_path: Path) -> None:
    """Of 52 % ten points more are 62 %, one less is 51 %."""
    share = MEASURE.replace("mt-co2e", "percent")
    target = f"{share}goals: [{{at_least: {{change: {change}, of: 2016}}, by: 2030, source: plan}}]\n"
    folder = laid(tmp_path, trust=target + f"observations: [{figure('2016', 52)}, {figure('2024', 58)}]\n")
    portfolio = sound(folder)
    found = verdict(portfolio, "trust")
    assert Wording(words("en"), portfolio.vocabulary.units).goal(found.goal, found) == said


def test_progress_is_counted_from_the_base_of_the_goal(tmp_path: Path) -> None:
    """From 600 (2005) to 450 (2024) toward 342 (2030): 150 of 258 in 19 of 25 years is R 0.765."""
    found = verdict(sound(laid(tmp_path, cut=lines("at_most: {change: -43 %, of: 2005}", FROM_600))), "cut")
    assert found.baseline is not None
    assert found.baseline.period.text == "2005"
    assert found.ratio == pytest.approx((150 / 258) / (19 / 25))
    assert found.state == "slightly_off_track"


def test_the_value_is_the_one_known_on_the_day(tmp_path: Path) -> None:
    """A base of 600, revised to 620 in June 2026: 43 % less is 342 before and 353.4 after."""
    figures = ", ".join([figure("2005", 600, "early"), figure("2005", 620), figure("2024", 450)])
    portfolio = sound(laid(tmp_path, cut=lines("at_most: {change: -43 %, of: 2005}", figures)))
    before, after = (verdict(portfolio, "cut", day) for day in (date(2026, 6, 1), date(2026, 7, 1)))
    assert [one.goal.high if one.goal else None for one in (before, after)] == [
        pytest.approx(342),
        pytest.approx(353.4),
    ]


def test_a_goal_without_the_figure_of_its_base_is_not_judged(tmp_path: Path) -> None:
    """Nobody can say what half of an unknown figure is: that is told at the line, and as the reason."""
    portfolio, problems = read(laid(tmp_path, cut=lines("at_most: {change: -50 %, of: 2004}", FROM_600)))
    assert [(one.code, one.path) for one in problems] == [("W053", "goals[0].at_most.of")]
    found = verdict(portfolio, "cut")
    assert (found.state, found.reason) == ("not_assessable", "no_base_figure")
    assert not meaning.of_verdict(found, words("en"), DEFAULT)  # it has a number, a deadline and clear words


def test_a_relative_goal_is_new_only_once(tmp_path: Path) -> None:
    """Changes between two days name a goal only when it became known, though its value is worked out anew."""
    portfolio = sound(laid(tmp_path, cut=lines("at_most: {change: -43 %, of: 2005}", FROM_600)))
    days = [[verdict(portfolio, "cut", day)] for day in (date(2026, 8, 1), date(2026, 9, 1))]
    assert changes(*days) == []


def test_a_baseline_of_its_own_can_be_the_base(tmp_path: Path) -> None:
    """The figure of 2005 stands as a baseline with a value, and the goal is counted from it."""
    more = "baseline: {period: 2005, value: 600, source: data}\n"
    target = lines("at_most: {change: -50 %, of: 2005}", figure("2024", 450), more)
    found = verdict(sound(laid(tmp_path, cut=target)), "cut")
    assert found.goal is not None
    assert found.goal.high == 300


def test_a_baseline_counts_from_the_day_it_is_published(tmp_path: Path) -> None:
    """The figure of 2005 comes out on 30 June 2026: before it nobody knows what half of it is."""
    more = "baseline: {period: 2005, value: 600, source: data}\n"
    target = lines("at_most: {change: -50 %, of: 2005}", figure("2019", 450, "early"), more)
    portfolio, _ = read(laid(tmp_path, cut=target))
    before, after = (verdict(portfolio, "cut", day) for day in (date(2026, 6, 29), date(2026, 6, 30)))
    assert (before.goal, before.reason) == (None, "no_base_figure")
    assert after.goal is not None
    assert after.goal.high == 300


@pytest.mark.parametrize(
    ("language", "promised"),
    [
        ("en", "rank 45 or better (15 places better than in 2016) by 2030"),
        ("vi", "hạng 45 trở lên (tốt hơn 15 bậc so với năm 2016) đến năm 2030"),
        ("de", "Rang 45 oder besser (15 Plätze besser als 2016) bis 2030"),
        ("nb", "plass 45 eller bedre (15 plasser bedre enn i 2016) innen 2030"),
        ("sv", "plats 45 eller bättre (15 platser bättre än 2016) senast 2030"),
    ],
)
def test_a_rank_that_falls_is_a_better_one(language: str, promised: str, tmp_path: Path) -> None:
    """From rank 60, fifteen places better are rank 45: never "places below"."""
    rank = "measure: {definition: {en: Rank}, unit: count, rank_of: 180, frequency: year}\n"
    goal = "goals: [{at_most: {change: -15, of: 2016}, by: 2030, source: plan}]\n"
    folder = laid(
        tmp_path, place=rank + goal + f"observations: [{figure('2016', 60)}, {figure('2024', 50)}]\n"
    )
    portfolio, _ = read(folder)
    found = verdict(portfolio, "place")
    said = Wording(words(language), portfolio.vocabulary.units).goal(found.goal, found)
    assert said == promised


@pytest.mark.parametrize("times", [0, -2])
def test_no_goal_is_nothing_times_its_base(times: int, tmp_path: Path) -> None:
    """Nothing times 600 would promise 0, and was told as 600 itself."""
    _, problems = read(laid(tmp_path, cut=lines(f"at_most: {{times: {times}, of: 2005}}", FROM_600)))
    assert [(one.code, one.values["given"]) for one in problems if one.code[0] == "S"] == [
        ("S074", f"{times}")
    ]


def test_series_are_each_counted_from_their_own_figure(tmp_path: Path) -> None:
    """30 and 20 in 2015 halve to 15 and 10; only where a series has no figure of 2015 is that told."""
    members = "{n: {title: {en: North}}, s: {title: {en: South}}}"
    words_ = f"dimensions:\n  area: {{title: {{en: Area}}, members: {members}}}\n"
    goal = "goals: [{at_most: {change: -50 %, of: 2015}, by: 2030, source: plan}]\nseries:\n"
    entry = "  - {{of: {{area: {}}}, goals: same, observations: [{}, {}]}}\n"
    measure = "measure: {definition: {en: Share}, unit: percent, frequency: irregular}\n"
    north = entry.format("n", figure("2015", 30), figure("2025", 22))
    south = [entry.format("s", figure(year, 20), figure("2025", 16)) for year in ("2015", "2016")]
    portfolio = sound(laid(tmp_path / "a", words_, cut=measure + goal + north + south[0]))
    found = verdict(portfolio, "cut")
    assert [one.goal.high if one.goal else None for one in found.members] == [
        pytest.approx(15),
        pytest.approx(10),
    ]
    _, problems = read(laid(tmp_path / "b", words_, cut=measure + goal + north + south[1]))
    assert [(one.code, one.path) for one in problems] == [("W053", "series[1].goals")]


@pytest.mark.parametrize(
    ("bound", "base", "reached", "met"),
    [
        ("at_least: {change: 10 %, of: 2020}", 110, 121, True),
        ("less_than: {change: -43 %, of: 2020}", 600, 342, False),
        ("at_least: {times: 3, of: 2020}", 0.1, 0.3, True),
        ("at_least: {change: 0.2, of: 2020}", 0.1, 0.3, True),
    ],
)
def test_a_goal_that_follows_a_figure_is_that_number_and_no_other(
    bound: str, base: float, reached: float, met: bool, tmp_path: Path
) -> None:
    """10 % above 110 are 121, not 121.00000000000001; what only reaches a strict bound breaks it."""
    figures = ", ".join([figure("2020", base), figure("2025", reached)])
    assert (verdict(sound(laid(tmp_path, cut=lines(bound, figures))), "cut").state == "met") is met


def quarters(*years: tuple[int, tuple[float, ...]]) -> str:
    """Return the figures of quarters, year by year."""
    return ", ".join(
        figure(f"{year}-Q{at}", value) for year, values in years for at, value in enumerate(values, 1)
    )


BOTH = quarters((2020, (80, 120, 100, 100)), (2024, (72, 108, 90, 90)))
SECOND = ", ".join(figure(period, value) for period, value in (("2020-Q2", 120), ("2024-Q2", 90)))


@pytest.mark.parametrize(
    ("of", "figures", "values"),
    [
        ("2020", f"{figure('2020', 400)}, {BOTH}", (80, 100, 90)),
        ("2020", f"{figure('2020', 400)}, {SECOND}", (96, 120, 90)),
        ("2020-Q1", BOTH, (64, 80, 72)),
    ],
)
def test_seasons_are_compared_with_the_same_part_of_their_base(
    of: str, figures: str, values: tuple[float, ...], tmp_path: Path
) -> None:
    """400 came in 2020 as a whole: a mean of four quarters follows their mean, a quarter the same quarter.

    20 % below a mean of 100 is 80; below the second quarter, 120, it is 96; below the first, 80, it is 64.
    """
    text = lines(f"at_most: {{change: -20 %, of: {of}}}", figures)
    text = text.replace("frequency: year", "frequency: quarter, counts: flow, seasonal: true")
    portfolio, _ = read(laid(tmp_path, cut=text))
    found = verdict(portfolio, "cut")
    assert found.goal is not None
    assert found.baseline is not None
    assert found.latest is not None
    assert (found.goal.high, found.baseline.value, found.latest.value) == pytest.approx(values)


@pytest.mark.parametrize(
    ("base", "latest", "borderline"),
    [
        ("interval: [580, 620]", "", True),
        ("interval: [595, 605]", "", False),
        ("", "interval: [330, 370]", True),
        ("qualifier: about, as_printed: '600'", "", False),
    ],
)
def test_a_goal_moves_with_the_figure_that_it_is_counted_from(
    base: str, latest: str, borderline: bool, tmp_path: Path
) -> None:
    """350 of 2025 misses 43 % below 600, which is 342; were it 620, the goal would be 353.4, and met."""
    rows = ((2005, 600, base), (2025, 350, latest))
    figures = ", ".join(f"{{period: {at}, value: {value}, source: data, {told}}}" for at, value, told in rows)
    found = verdict(
        sound(laid(tmp_path, cut=lines("at_most: {change: -43 %, of: 2005}", figures.replace(", }", "}")))),
        "cut",
    )
    assert found.state == "on_track"
    assert ("borderline" in found.flags) is borderline


@pytest.mark.parametrize(
    ("bound", "said"),
    [
        ("at_most: {change: 0 %, of: 2005}", "at most 600 Mt CO2e (the level of 2005) by 2030"),
        ("at_most: {change: -0 points, of: 2005}", "at most 600 Mt CO2e (the level of 2005) by 2030"),
        ("less_than: {change: 0, of: 2005}", "less than 600 Mt CO2e (the level of 2005) by 2030"),
        ("at_least: {times: 1, of: 2005}", "at least 600 Mt CO2e (the level of 2005) by 2030"),
        ("at_most: {change: 0 %, of: 2004}", "at most the level of 2004 by 2030"),
    ],
)
def test_no_change_is_the_level_of_its_base(bound: str, said: str, tmp_path: Path) -> None:
    """Nobody promises to be 0 % above a year, or 1 times as much: it is to stay at the level of then."""
    portfolio, _ = read(laid(tmp_path, cut=lines(bound, FROM_600)))
    found = verdict(portfolio, "cut")
    promised = found.goal or found.unmeasured
    assert Wording(words("en"), portfolio.vocabulary.units).goal(promised, found) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "(mức của năm 2005)"),
        ("de", "(das Niveau von 2005)"),
        ("nb", "(nivået fra 2005)"),
        ("sv", "(nivån 2005)"),
    ],
)
def test_the_level_of_a_base_is_said_in_each_language(language: str, said: str, tmp_path: Path) -> None:
    """The level of 2005, as people would say it."""
    portfolio, _ = read(laid(tmp_path, cut=lines("at_most: {change: 0 %, of: 2005}", FROM_600)))
    found = verdict(portfolio, "cut")
    assert said in Wording(words(language), portfolio.vocabulary.units).goal(found.goal, found)


@pytest.mark.parametrize(
    ("bound", "hedge", "value", "said"),
    [
        (
            "at_most: {change: -50 %, of: 2019}",
            "under",
            15,
            "Missed: 15% (2024) did not keep at most under 15%",
        ),
        ("at_most: {change: -50 %, of: 2019}", "about", 15, "Met: 15% (2024) keeps at most about 15%"),
        ("at_most: {change: -50 %, of: 2019}", "over", 15, "Met: 15% (2024) keeps at most over 15%"),
        ("at_least: {times: 2, of: 2019}", "over", 60, "Missed: 60% (2024) did not keep at least over 60%"),
        ("at_least: {times: 2, of: 2019}", "over", 61, "with under 1 point to spare"),
        ("at_least: {times: 2, of: 2019}", "under", 61, "with over 1 point to spare"),
        ("at_least: {times: 2, of: 2019}", "over", 58, "over 2 points"),
        ("at_least: {times: 2, of: 2019}", "at_least", 60, "Met: 60% (2024) keeps at least 60%"),
        ("more_than: {times: 2, of: 2019}", "under", 60, "Met: 60% (2024) keeps more than under 60%"),
        ("less_than: {change: -50 %, of: 2019}", "over", 15, "Met: 15% (2024) keeps less than over 15%"),
        ("at_most: {change: -100 %, of: 2019}", "under", 0, "Met: 0% (2024), exactly the goal of at most 0%"),
    ],
)
def test_a_goal_is_hedged_as_the_figure_that_it_is_counted_from(
    bound: str, hedge: str, value: float, said: str, tmp_path: Path
) -> None:
    """Half of under 30 is under 15, which 15 does not keep; twice over 30 is less than 1 below 61."""
    base = figure("2019", 30).replace("source", f"qualifier: {hedge}, source")
    text = lines(bound, ", ".join([base, figure("2024", value)])).replace("mt-co2e", "percent")
    portfolio, _ = read(laid(tmp_path, cut=text.replace("by: 2030", "by: 2024")))
    assert said in Wording(words("en"), portfolio.vocabulary.units).says(verdict(portfolio, "cut"))
