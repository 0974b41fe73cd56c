"""Turns: between two of them the day is all that changes, and the store never shows another day's verdict."""

from bisect import bisect
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker import board, progress, reader, verdicts
from tracker.judging.rule import DEFAULT, rule_of
from tracker.judging.turns import stretch_of, turns_of
from tracker.model import Portfolio, Source, Target
from tracker.progress import assess
from tracker.store import Store

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT, *sorted((ROOT / "portfolios").iterdir()))
ON = date(2026, 11, 22)
DAYS = st.dates(date(2014, 1, 1), date(2036, 1, 1))


@cache
def read(folder: Path) -> Portfolio:
    """Return the data in a folder."""
    return reader.load(folder)[0]


@cache
def subjects() -> dict[str, tuple[Target, dict[str, Source]]]:
    """Return every target with its sources."""
    return {name: (one, p.sources) for p in map(read, FOLDERS) for name, one in p.targets.items()}


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(subjects())), DAYS, st.data())
def test_between_two_turns_the_day_put_in_gives_the_verdict(name: str, on: date, data: st.DataObject) -> None:
    """What is known on any day, told for any other before the next turn, is the verdict of that other."""
    target, sources = subjects()[name]
    start, end = stretch_of(turns_of(target, sources), on)
    last = min(end - timedelta(1), date(2199, 12, 31))
    first = max(start, date(1901, 1, 1))
    other = data.draw(st.one_of(st.just(first), st.just(last), st.dates(first, last)))
    assert progress.told(progress.facts_of(target, on, sources), other) == assess(target, other, sources)


def test_the_turns_of_a_target_are_those_days_and_no_others() -> None:
    """A stretch begins on a turn or before the day, ends after it, and the turns follow each other."""
    for name, (target, sources) in subjects().items():
        found = turns_of(target, sources)
        assert found == tuple(sorted({date.min, *found, date.max})), name
        for on in (*found[:-1], ON):
            assert stretch_of(found, on) == (found[bisect(found, on) - 1], found[bisect(found, on)]), name
        assert stretch_of(found, date.max)[1] == date.max


@settings(max_examples=12, deadline=None)
@given(st.lists(DAYS, min_size=2, max_size=9))
def test_whatever_days_are_asked_for_in_turn_each_has_its_own_verdicts(days: list[date]) -> None:
    """A store that has shown other days before shows what is judged afresh."""
    store, portfolio, rule = Store(ROOT), read(ROOT), rule_of(read(ROOT).vocabulary)
    snapshot = store.refresh(datetime(2026, 11, 22, 12, tzinfo=UTC))
    for on in days:
        fresh = {name: assess(one, on, portfolio.sources, rule) for name, one in portfolio.targets.items()}
        assert dict(store.assessments(snapshot, on)) == fresh
        assert {entry.target.on for entry in store.entries(snapshot, on)} <= {on}


@settings(max_examples=12, deadline=None)
@given(DAYS, DAYS)
def test_what_changed_is_found_among_what_has_turned(one: date, other: date) -> None:
    """Nothing else is compared between two days, and a comparison of everything finds no more."""
    portfolio, (since, on) = read(ROOT), sorted((one, other))
    earlier, later = (verdicts.judged(portfolio, day, DEFAULT, []) for day in (since, on))
    whole = board.changes(earlier.by_target.values(), later.by_target.values())
    with patch.object(verdicts, "told", wraps=progress.told) as telling:
        assert [_plain(change) for change in verdicts.changes(later, since)] == [_plain(one) for one in whole]
    judged = {call.args[0].target.id for call in telling.call_args_list}
    assert judged == {name for name, held in later.held.items() if not held.start <= since < held.end}


def _plain(change: board.Change) -> tuple[object, ...]:
    return (change.entry.key, change.before, change.figures, change.goals, change.causes, change.statements)


def test_another_day_judges_only_what_has_turned() -> None:
    """A day later nothing is judged anew unless it has a turn on that day."""
    portfolio = read(ROOT)
    today = verdicts.judged(portfolio, ON, DEFAULT, [])
    turned = {name for name, one in today.held.items() if one.end == ON + timedelta(1)}
    with patch.object(verdicts, "facts_of", wraps=progress.facts_of) as judging:
        tomorrow = verdicts.judged(portfolio, ON + timedelta(1), DEFAULT, [today])
    assert {call.args[0].id for call in judging.call_args_list} == turned
    assert all(one.on == ON + timedelta(1) for one in tomorrow.by_target.values())
    aged = next(name for name, one in today.by_target.items() if one.age_days)
    assert tomorrow.by_target[aged].age_days == (today.by_target[aged].age_days or 0) + 1


def test_verdicts_by_another_method_are_never_shown_for_those_of_the_house() -> None:
    """One day, two methods, two boards."""
    store = Store(ROOT)
    snapshot = store.refresh(datetime(2026, 11, 22, 12, tzinfo=UTC))
    for method in (None, "recent_projection", "linear_pace", None):
        found = store.assessments(snapshot, ON, method)
        judged = {one.method for one in found.values() if one.goal is not None}
        assert judged == {method or "linear_pace"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_turn_is_a_day_on_which_something_becomes_known_or_falls_due(folder: Path) -> None:
    """Nothing turns before the first document was published."""
    portfolio = read(folder)
    for target in portfolio.targets.values():
        assert stretch_of(turns_of(target, portfolio.sources), date(1990, 1, 1))[0] == date.min
