"""Progress: tiers, allocations, groups, and what holds for every target."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.portfolio import documented, figures, goal, judged, simple
from tracker.judging.assessment import Assessment
from tracker.progress import NUMBERS, summary


def tiers(latest: list[float | None], nesting: str = "exclusive") -> Assessment:
    """Return a group of tiers that each go from 0 (2020) to 100 by 2030, with figures of 2025."""
    parts = [
        {
            "id": f"level-{place}",
            "title": {"en": f"Level {place}"},
            "goals": [goal(at_least=100, by="2030")],
            "observations": figures({2020: 0} if value is None else {2020: 0, 2025: value}),
        }
        for place, value in enumerate(latest, 1)
    ]
    return judged(kind="tiers", nesting=nesting, tiers=parts)


def test_tiers_take_the_worst_state():
    """Half the time used: 50 is on track, 40 (R = 0.8) slightly off, 10 (R = 0.2) well off, which decides."""
    found = tiers([50, 40, 10])
    assert [part.state for part in found.parts] == ["on_track", "slightly_off_track", "well_off_track"]
    assert (found.state, found.kind, found.parts[0].kind) == ("well_off_track", "tiers", "part")
    assert (found.ratio, found.reasons["ratio"]) == (None, "group")


def test_tiers_need_three_quarters():
    """Three of four judged tiers suffice, one of two does not."""
    assert tiers([50, 40, 10, None]).state == "well_off_track"
    few = tiers([50, None])
    assert (few.state, few.reason) == ("insufficient_data", "too_few_assessed")


def test_tiers_without_stated_nesting():
    """Whether the classes contain each other is not stated: no verdict on the whole, one on each tier."""
    found = tiers([50, 40], nesting="unspecified")
    assert (found.state, found.reason) == ("not_assessable", "nesting_unspecified")
    assert [part.state for part in found.parts] == ["on_track", "slightly_off_track"]


def test_allocation_takes_the_worst_part():
    """A share of 41.25 % keeps a floor of 40 %; a share of 12 under a floor of 15 decides the whole."""
    parts = [
        {
            "id": "ai",
            "title": {"en": "AI"},
            "goals": [goal(at_least=40, by="2030")],
            "observations": figures({2025: 41.25}),
        },
        {
            "id": "data",
            "title": {"en": "Data"},
            "goals": [goal(at_least=15, by="2025")],
            "observations": figures({2020: 10, 2025: 12}),
        },
    ]
    found = judged(kind="allocation", parts=parts)
    assert ([part.state for part in found.parts], found.state) == (["met", "missed"], "missed")


def test_whole_of_parts_that_cannot_be_judged():
    """Parts without a deadline make a whole without one, not a lack of data."""
    part = {"id": "ai", "title": {"en": "AI"}, "goals": [goal(at_least=40)]}
    found = judged(kind="allocation", parts=[part])
    assert (found.state, found.reason) == ("not_assessable", "no_deadline")


def test_summary_counts_and_never_averages():
    """Two of three with a verdict are too few to be shown; three of four are enough."""
    good = simple((2020, 38), (2025, 58), {"at_least": 78, "by": "2030"})
    nothing = judged(goals=[goal(at_least=50, by="2030")])
    three, four = summary([good, good, nothing]), summary([good, good, good, nothing])
    assert (three.counts, three.assessed, three.shown) == ({"on_track": 2, "insufficient_data": 1}, 2, False)
    assert (four.total, four.assessed, four.shown) == (4, 3, True)
    assert summary([]).shown is False


# At most twenty decimals, as the reader lets them in.
NUMBER = st.floats(-1e15, 1e15, allow_nan=False).map(lambda value: repr(round(value, 15)))
PERIODS = st.sampled_from([*map(str, range(2015, 2027)), "2020-06", "2024-Q1", "2025-03-31", "2026-H1"])


@given(
    values=st.dictionaries(
        PERIODS, st.one_of(NUMBER, st.sampled_from(["0", "50", "49.95", "100"])), max_size=8
    ),
    bound=st.sampled_from(["at_least", "at_most", "between"]),
    aim=st.one_of(NUMBER, st.sampled_from(["0", "50"])),
    by=st.sampled_from([None, "2019", "2025", "2026-Q4", "2030"]),
    baseline=st.one_of(st.none(), PERIODS),
    traits=st.fixed_dictionaries(
        {}, optional={"rank_of": st.just(193), "growth_rate": st.just("true"), "bounds": st.just([0, 100])}
    ),
    every=st.booleans(),
)
def test_any_series_has_a_verdict_and_a_reason_for_every_gap(  # noqa: PLR0917 - each is drawn by name
    values, bound, aim, by, baseline, traits, every
):
    """Whatever the figures: no error, no number that is not one, and a reason wherever a number is absent."""
    wide: Any = [repr(min(float(aim), 9e14)), "1e15"]
    promise: Any = {bound: wide if bound == "between" else aim}
    promise |= {"by": by} if by else {}
    found = judged(
        goals=[goal(**promise, every_period="true" if every else "false")],
        observations=figures(values),
        measure=traits,
        **({"baseline": baseline} if baseline else {}),
    )
    assert (found.reason is None) == (
        found.state
        not in ("not_assessable", "insufficient_data", "awaiting_final", "too_early", "awaiting_figure")
    )
    for name in NUMBERS:
        value = getattr(found, name)
        assert (value is None) == (name in found.reasons), name
        assert value is None or value - value == 0, name
    assert set(found.flags) <= documented("Flag")
    given_reasons = {*found.reasons.values(), found.reason, *(one.reason for one in found.methods.values())}
    assert given_reasons - {None} <= documented("Reason")
    for result in found.methods.values():
        assert result.applicable or (result.reason and (result.ratio, result.state) == (None, None))
        assert result.ratio is None or result.ratio - result.ratio == 0
