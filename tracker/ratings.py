"""Ratings: words in order, such as low, medium and high, which are compared and never reckoned with.

In a file a rating is its word. In a record it is the place of the word, the worst being 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tracker.model import Measure
from tracker.problems import Finding
from tracker.terms import BOUNDS

_RATED = frozenset({"value", "other", "goal", "low", "high", "only"})
"""The values of a finding that may be figures of the measure."""
SERIES = ("tiers", "parts", "series")
ENTRIES: Mapping[str, tuple[str, ...]] = {
    "observations": ("value", "interval"),
    "goals": BOUNDS,
    "projections": (),
    "breakdowns": (),
}
"""The fields in which a word of the scale may stand, by the list whose entries have them."""


def placed(given: Any) -> Any:  # noqa: ANN401 (whatever was written)
    """Return the fields of a target with the places of words instead of the words of its scale."""
    measure = given.get("measure") if isinstance(given, dict) else None
    words = measure.get("scale") if isinstance(measure, dict) else None
    if not isinstance(words, list):
        return given
    places = {_english(word): str(place) for place, word in enumerate(words, 1)}
    return _series(given, places)


def word(value: float, measure: Measure | None) -> Mapping[str, str] | None:
    """Return the word of a rating; None where the measure has no scale, or none at that place."""
    words = measure.scale if measure else None
    place = round(value) - 1
    return words[place] if words and 0 <= place < len(words) else None


def in_words(finding: Finding, scale: Sequence[object]) -> Finding:
    """Return a finding on a measure with a scale, with the words of its ratings instead of their places."""
    named = (one.get("en") if isinstance(one, Mapping) else one for one in scale)
    words = {str(place): str(word) for place, word in enumerate(named, 1)}
    said = {name: words.get(value, value) for name, value in finding.values.items() if name in _RATED}
    return replace(finding, values={**finding.values, **said}) if said else finding


def _english(word: object) -> str:
    text = word.get("en") if isinstance(word, dict) else word
    return text.casefold() if isinstance(text, str) else ""


def _series(given: dict[str, Any], places: Mapping[str, str]) -> dict[str, Any]:
    """Return a series, and those within it, with places."""
    made = dict(given)
    for name, fields in ENTRIES.items():
        if isinstance(given.get(name), list):
            made[name] = [_fields(one, fields, places) for one in given[name]]
    if isinstance(given.get("baseline"), dict):
        made["baseline"] = _fields(given["baseline"], ("value",), places)
    for name in SERIES:
        if isinstance(given.get(name), list):
            made[name] = [_series(one, places) if isinstance(one, dict) else one for one in given[name]]
    return made


def _fields(given: Any, names: tuple[str, ...], places: Mapping[str, str]) -> Any:  # noqa: ANN401 (as written)
    """Return an entry with places in some of its fields, and in the points on a way that it has."""
    if not isinstance(given, dict):
        return given
    made = {**given, **{name: _place(given[name], places) for name in names if name in given}}
    if isinstance(given.get("path"), dict):
        made["path"] = _fields(given["path"], (), places)
    for name in ("points", "values"):
        if isinstance(given.get(name), list):
            made[name] = [_fields(one, ("value",), places) for one in given[name]]
    return made


def _place(given: Any, places: Mapping[str, str]) -> Any:  # noqa: ANN401 (as written)
    """Return the place of a word, or of both ends of a range."""
    if isinstance(given, list):
        return [_place(one, places) if isinstance(one, str) else one for one in given]
    # What is no word of the scale is no number either, though it may look like one.
    return places.get(given.casefold(), f'"{given}"') if isinstance(given, str) else given
