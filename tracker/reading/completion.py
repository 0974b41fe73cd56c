"""Completion: what a target takes from other files, put in when all of them have been read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from types import NoneType
from typing import TypeVar, cast

from pydantic_core import PydanticCustomError

from tracker.model import Goal, Indicator, Milestones, NextStep, Series, Statement, Target, Total
from tracker.problems import Finding, Path
from tracker.reading.calendars import placed
from tracker.reading.elsewhere import Figures, Shelf, joined
from tracker.reading.names import near
from tracker.reading.rules import baseline, placed_series, twice
from tracker.scalars import Period
from tracker.terms import Record, Scale, Vocabulary

UNKNOWN_WORDS = frozenset(("S003", "S040", "S054", "S055", "S075", "S076", "S078"))
"""The faults of words that the vocabulary does not know; such a word stands for itself."""
_TIMELESS = (str, float, int, dict, NoneType)
"""Kinds of values in which no period is, which are most of them."""
_R = TypeVar("_R", bound=Record)
_DAYS = ("published",)
"""Fields with a day of a document: no calendar and no window of the measure reads them."""
_SAID = "statements"
"""What bodies say is of a time of its own: the calendar reads it, the window of the figures does not."""
_SUMMED = "over"
"""What a total is over is no window: the windows are summed that follow each other within it."""


def completed(target: Target, words: Vocabulary, shelf: Shelf) -> tuple[Target, list[Finding]]:
    """Return a target with its figures, the titles of its series, and its periods in their calendar.

    With it comes what does not fit: figures that are not there, a member or a period that nobody knows.
    """
    found: list[Finding] = [*_unknown_words(target, words, shelf)]
    target = _with_figures(_rated(target, words), joined(target, shelf, found.append), found)
    found += _unknown_units(target, words)
    if isinstance(target, Indicator) and target.series:
        target = _titled(target, words, found)
    if isinstance(target, Milestones) or not (target.measure.calendar or target.measure.window):
        return target, found
    measure = target.measure
    calendar = words.calendars.get(measure.calendar or "")
    unmoved = _changed(measure, {"window": None})

    def place(period: Period, path: Path) -> Period:
        try:
            return placed(period, unmoved if path[0] == _SAID or path[-1] == _SUMMED else measure, calendar)
        except PydanticCustomError as error:
            values = {name: str(value) for name, value in (error.context or {}).items()}
            found.append(Finding(error.type, path, values))
            return period

    dated = _dated(target, place, ())
    return dated, [*found, *_met(target, dated)]


def _met(written: Target, dated: Target) -> Iterator[Finding]:
    """Yield figures of one source whose periods, written in two ways, are one in their calendar."""
    for (path, before), (_, after) in zip(placed_series(written), placed_series(dated), strict=True):
        taken = before.elsewhere is not None and before.elsewhere.from_ is not None
        if not taken and before.observations is not after.observations:
            told = {finding.path for finding in twice(before.observations)}
            yield from (one.below(path) for one in twice(after.observations) if one.path not in told)


def _rated(target: Target, words: Vocabulary) -> Target:
    """Return a target whose statements speak every language of the words of their scales."""
    if not any(one.scale in words.scales for one in target.statements):
        return target
    said = tuple(_translated(one, words.scales.get(one.scale or "")) for one in target.statements)
    return _changed(target, {"statements": said})


def _translated(said: Statement, scale: Scale | None) -> Statement:
    """Return a statement in the languages of its word; what it says of its own stays."""
    known = next((word for word in scale.words if word["en"] == said.says["en"]), None) if scale else None
    return _changed(said, {"says": {**known, **said.says}}) if known else said


def _with_figures(target: Target, figures: Mapping[Path, Figures], found: list[Finding]) -> Target:
    """Return a target in whose series the figures stand that were elsewhere."""
    for path, observations in figures.items():
        # An indicator holds its figures as each of its series does: the types cannot say that.
        holder: Series = target if not path else getattr(target, str(path[0]))[path[1]]  # type: ignore[assignment]
        series = _changed(holder, {"observations": observations})
        found += [finding.below(path) for finding in baseline(series)]
        if path:
            name, index = str(path[0]), int(path[1])
            parts = getattr(target, name)
            target = _changed(target, {name: (*parts[:index], series, *parts[index + 1 :])})
        else:
            target = cast("Target", series)
    return target


def _unknown_words(target: Target, words: Vocabulary, shelf: Shelf) -> Iterator[Finding]:
    """Yield scales and their words, bodies and related targets that are not known."""
    for index, one in enumerate(target.statements):
        if one.scale is None:
            continue
        scale, given = words.scales.get(one.scale), one.says["en"]
        if scale is None:
            values = {"given": one.scale, "near": near(one.scale, words.scales)}
            yield Finding("S076", ("statements", index, "scale"), values)
        elif given not in (choices := [word["en"] for word in scale.words]):
            values = {"given": given, "choices": ", ".join(choices), "near": near(given, choices)}
            yield Finding("S075", ("statements", index, "says"), values)
    for index, other in enumerate(target.related):
        if other.target not in shelf.targets or other.target == target.id:
            values = {"given": other.target, "near": near(other.target, shelf.targets.keys() - {target.id})}
            yield Finding("S078", ("related", index, "target"), values)
    bodies = [(("next", index, "who"), step.who) for index, step in enumerate(target.next)]
    if isinstance(target, Indicator):
        bodies += [(("projections", index, "by"), one.by) for index, one in enumerate(target.projections)]
    for path, body in bodies:
        if body is not None and body not in words.bodies:
            yield Finding("S040", path, {"given": body, "near": near(body, words.bodies)})


def _unknown_units(target: Target, words: Vocabulary) -> Iterator[Finding]:
    """Yield units that are not known of what figures are a share of."""
    for path, series in placed_series(target):
        for index, seen in enumerate(series.observations):
            if seen.of is not None and seen.of.unit not in words.units:
                values = {"given": seen.of.unit, "near": near(seen.of.unit, words.units)}
                yield Finding("S003", (*path, "observations", index, "of", "unit"), values)


def _titled(target: Indicator, words: Vocabulary, found: list[Finding]) -> Indicator:
    """Return an indicator whose series have the titles of their members."""
    series = []
    for index, one in enumerate(target.series):
        for name, member in one.of.items():
            path, known = ("series", index, "of", name), words.dimensions.get(name)
            if known is None:
                values = {"given": name, "near": near(name, words.dimensions)}
                found.append(Finding("S054", path, values, at_name=True))
            elif member not in known.members:
                titled = {title: word for word, its in known.members.items() for title in its.title.values()}
                meant = near(member, known.members) or titled.get(near(member, titled), "")
                found.append(Finding("S055", path, {"given": member, "dimension": name, "near": meant}))
        series.append(_changed(one, {"title": series_title(one.of, words)}))
    return _changed(target, {"series": tuple(series)})


def series_title(of: Mapping[str, str], words: Vocabulary) -> dict[str, str]:
    """Return the titles of the members of a series as one, in every language that one of them has."""
    titles: list[Mapping[str, str]] = []
    for name, member in of.items():
        known = words.dimensions.get(name)
        here = known.members.get(member) if known else None
        titles.append(here.title if here else {"en": member})
    languages = dict.fromkeys(code for title in titles for code in title)
    return {code: ", ".join(title.get(code, title["en"]) for title in titles) for code in languages}


def _dated(record: _R, place: Callable[[Period, Path], Period], path: Path) -> _R:
    """Return a record in which every period was placed."""
    changed: dict[str, object] = {}
    for name, value in record.__dict__.items():
        if isinstance(value, _TIMELESS) or name in _DAYS or isinstance(record, NextStep):
            continue
        if name == "by" and isinstance(record, Goal) and (record.for_ or record.total):
            continue  # written once, as the period that the promise is for
        new = _value(value, place, (*path, _written(record, name)))
        if new is not value:
            changed[name] = new
    if not changed:
        return record
    if isinstance(record, Goal) and (alone := changed.get("for_") or changed.get("total")):
        changed["by"] = alone.over if isinstance(alone, Total) else alone
    return _changed(record, changed)


def _changed(record: _R, values: dict[str, object]) -> _R:
    """Return a record with other values; an observation lets go of the names that `model_copy` needs."""
    new = copy(record)
    new.__dict__.update(values)
    return new


def _value(value: object, place: Callable[[Period, Path], Period], path: Path) -> object:
    if isinstance(value, Period):
        return place(value, path)
    if isinstance(value, Record):
        return _dated(value, place, path)
    if isinstance(value, tuple):
        new = tuple(_value(entry, place, (*path, index)) for index, entry in enumerate(value))
        return new if any(one is not other for one, other in zip(new, value, strict=True)) else value
    return value


def _written(record: Record, name: str) -> str:
    """Return the name that an author writes for a field; a relative goal stands under its bound."""
    if isinstance(record, Goal) and name == "relative":
        return record.bound
    return str(type(record).model_fields[name].alias or name)
