"""Defined: how a measure is defined, in words, for the page of a target and for files to take along."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.language import Words
from tracker.model import Measure
from tracker.terms import Vocabulary


def of_measure(measure: Measure, vocabulary: Vocabulary, words: Words) -> list[tuple[str, str]]:
    """Return what is known of a measure, by the names of the messages `papers.…`; what is not is left out."""
    unit = vocabulary.units.get(measure.unit)
    pairs = [
        ("definition", words.text(measure.definition)),
        ("unit", words.text(unit.title) if unit else measure.unit),
        ("frequency", words(f"frequency.{measure.frequency}") if measure.frequency else ""),
        ("proxy", words.text(measure.proxy)),
        *_read(measure, vocabulary, words),
    ]
    return [(name, text) for name, text in pairs if text]


def _read(measure: Measure, vocabulary: Vocabulary, words: Words) -> Iterator[tuple[str, str]]:
    """Yield how the figures of a measure are to be read, where that is not plain."""
    calendar = vocabulary.calendars.get(measure.calendar or "")
    if measure.counts != "level":
        yield "counts", words(f"counts.{measure.counts}")
    if measure.seasonal:
        yield "seasonal", words("papers.seasonal.yes")
    if measure.calendar:
        yield "calendar", words.text(calendar.title) if calendar else measure.calendar
    if measure.window:
        yield "window", words.count("papers.window.months", measure.window)
    if measure.wanted:
        yield "wanted", words(f"wanted.{measure.wanted}")
    if measure.scale:
        yield "scale", words.listed([words.text(word) for word in measure.scale])
    if expected := measure.expected:
        every = words(f"frequency.{expected.every}")
        month = words.month(int(expected.month)) if expected.month else ""
        yield "expected", words("papers.expected.month", every=every, month=month) if month else every
