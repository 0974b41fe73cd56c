"""Completion: what a target takes from other files, put in when all of them have been read."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import TypeVar

from pydantic_core import PydanticCustomError

from tracker.model import Milestones, Target
from tracker.problems import Finding, Path
from tracker.reading.calendars import placed
from tracker.scalars import Period
from tracker.terms import Record, Vocabulary

_R = TypeVar("_R", bound=Record)


def completed(target: Target, words: Vocabulary) -> tuple[Target, list[Finding]]:
    """Return a target with its periods in the calendar of its measure, and what does not fit there."""
    if isinstance(target, Milestones) or not (target.measure.calendar or target.measure.window):
        return target, []
    measure, found = target.measure, list[Finding]()
    calendar = words.calendars.get(measure.calendar or "")

    def place(period: Period, path: Path) -> Period:
        try:
            return placed(period, measure, calendar)
        except PydanticCustomError as error:
            values = {name: str(value) for name, value in (error.context or {}).items()}
            found.append(Finding(error.type, path, values))
            return period

    return _dated(target, place, ()), found


def _dated(record: _R, place: Callable[[Period, Path], Period], path: Path) -> _R:
    """Return a record in which every period was placed."""
    changed = {}
    for name, value in record.__dict__.items():
        new = _value(value, place, (*path, _written(record, name)))
        if new is not value:
            changed[name] = new
    return _changed(record, changed) if changed else record


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
    return str(type(record).model_fields[name].alias or name)
