"""Names: the fields that a record has, and what is told of one that it does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import AliasChoices

from tracker.model import UNWRITABLE, Baseline, Breakdown, Indicator, Measure, Source, Step, StepRecord
from tracker.problems import Finding, Path
from tracker.reading.characters import plain
from tracker.series import ONE_SIDED, Goal, Observation, Relative, Total
from tracker.terms import Record

LONGEST_COMPARED = 100


_LIMITS = {
    "min": "at_least",
    "minimum": "at_least",
    "max": "at_most",
    "maximum": "at_most",
    "above": "more_than",
    "below": "less_than",
    "under": "less_than",
}
_TIMES = ("date", "year", "when", "time")
_MEANT: dict[type[Record], dict[str, str]] = {
    Goal: {
        **_LIMITS,
        **dict.fromkeys((*_TIMES, "in", "until", "deadline"), "by"),
        **dict.fromkeys(("each_year", "every", "every_year", "each_period"), "every_period"),
        **dict.fromkeys(("sum", "budget"), "total"),
        **dict.fromkeys(("reduce", "cut"), "at_most: {change: …, of: …}"),
        "halve": "at_most: {change: -50 %, of: …}",
        "comment": "note",
    },
    Total: _LIMITS,
    Relative: dict.fromkeys(("from", "since", "base", "baseline", "period", "year"), "of")
    | {"total": "total: {at_most: …, over: …}"},
    Observation: {
        **dict.fromkeys(_TIMES, "period"),
        **dict.fromkeys(("provisional", "preliminary"), "status: provisional"),
        **dict.fromkeys(("estimate", "estimated"), "status: estimated"),
        "forecast": "status: forecast",
        "suppressed": "quality: suppressed",
        "ci": "interval",
        "comment": "note",
    },
    Baseline: dict.fromkeys(_TIMES, "period"),
    Measure: {"freq": "frequency", "def": "definition"},
    Breakdown: dict.fromkeys(_TIMES, "period") | {"by": "dimension"},
    Source: {"date": "published"},
    Step: dict.fromkeys(("by", "deadline", "until", "date", "year", "when"), "due"),
    StepRecord: dict.fromkeys(("date", "when"), "on") | {"status": "state"},
}
"""The field that is meant by a word of other formats, by the record that it stands in."""
_VALUES = frozenset(("exactly", "exact", "equal", "equals", "value", "target", "direction"))
"""Words for the value of a goal that do not say which way is good."""
_FIGURES = frozenset(("figure", "number", "amount", "result"))
"""Words for a figure, wherever one stands as `value`."""
_GROUPS = frozenset(("sex", "gender", "age", "region", "area", "province"))
"""Words by which a quantity is split."""
_COUNTED = {"change": "change: {}, of: …", "times": "times: {}, of: …"} | dict.fromkeys(
    ("of", "from", "since"), "change: …, of: {}"
)
"""What is written beside a bound instead of in its place, and how it is written there."""

_UNSPACED = re.compile(r"([A-Za-z][A-Za-z0-9_-]*|[0-9]{4}):(?!//)(\S.*)", re.DOTALL)
CODE = re.compile(r"[a-z]{2}(-[A-Za-z]{2,8})?", re.ASCII)
"""The code of a language."""


def unknown(name: str, path: Path, model: type[Record], given: str) -> Finding:
    """Return the finding of a field that does not exist, or not here."""
    here = _record_at(model, path[:-1])
    if here is Goal and name in _COUNTED:
        form = f"{{{_COUNTED[name].format(given)}}}"
        return Finding("S036", path, {"name": name, "form": form}, at_name=True)
    if here is Goal and name in _VALUES:
        return Finding("S004", path, {"name": name, "least": "at_least", "most": "at_most"}, at_name=True)
    if here and name in written_fields(here):  # fields in the place of a list of entries
        return Finding("S020", path[:-1])
    if here and (meant := _MEANT.get(here, {}).get(name) or _figure(name, here, given)):
        return Finding("S004", path, {"name": name, "near": meant}, at_name=True)
    return _elsewhere(name, path, model, here)


def _figure(name: str, here: type[Record], given: str) -> str:
    """Return what is meant by another word for a figure, or by its year: `{2024: 10.5}`."""
    if here is Observation and re.match("[0-9]{4}", name):
        value = given if re.fullmatch("-?[0-9.]+", given) else "…"
        return f"- {{period: {name}, value: {value}, source: …}}"
    return "value" if name in _FIGURES and "value" in written_fields(here) else ""


def unspaced(node: dict[str, Any] | list[Any], path: Path, model: type[Record]) -> dict[object, Finding]:
    """Return, by name, what is found where a colon lacks its space: `{en: Villages, vi:Thôn}`.

    What has no value behind such a name is the rest of its text, and only marked as seen.
    """
    found: dict[object, Finding] = {}
    if isinstance(node, list):
        return found
    behind = False
    for name, value in node.items():
        field, text = _field(name, node, path, model) if value is None else ("", "")
        behind = bool(field) or (behind and value is None)
        if field:
            values = {"given": name, "plain": f"{field}: {text}", "near": field}
            found[name] = Finding("S095", (*path, name), values, at_name=True)
        elif behind:
            found[name] = Finding("", (*path, name))
    return found


def _field(name: str, node: dict[str, Any], path: Path, model: type[Record]) -> tuple[str, str]:
    """Return field and text of `vi:Thôn`; behind other fields it may be the rest of a text with a comma."""
    parts = _UNSPACED.fullmatch(name)
    if not parts or parts[1] in node:
        return "", ""
    here = _record_at(model, path)
    known = parts[1] in written_fields(here) if here else CODE.fullmatch(parts[1]) or path[-1:] == ("of",)
    text = '"…"' if parts[2][0] in "\"'" else parts[2]
    return (parts[1], text) if known or name == next(iter(node)) else ("", "")


def _elsewhere(name: str, path: Path, model: type[Record], here: type[Record] | None) -> Finding:
    """Return the finding of a field by the field that is spelt like it, or by where it belongs."""
    close = near(name, written_fields(here) if here else ())
    if path[0] == "series" and len(path) == 3 and not close:  # {sex: female} for {of: {sex: female}}
        return Finding("S036", path, {"name": name, "home": "of"}, at_name=True)
    alike = plain(close) in (plain(name), plain(name).removesuffix("s"))  # `values` for `value`
    if not alike and (home := _home(name, path, model)) is not None:
        return Finding("S036", path, {"name": name, "home": home}, at_name=True)
    split = re.sub("by[ _-]", "", name)
    grouped = here is Observation or (here is Indicator and split in _GROUPS)
    whose = {"whose": split} if grouped and not close and name not in ("by", "file", "from") else {}
    return Finding("S004", path, {"name": name, "near": close} | whose, at_name=True)


def _home(name: str, path: Path, model: type[Record]) -> str | None:
    """Return the field that a field stands in: one around it, or the only one; empty is the file itself."""
    for end in range(len(path) - 2, -1, -1):
        step, around = path[end], _record_at(model, path[: end + 1])
        if isinstance(step, str) and around and name in written_fields(around):
            return step
    if name in written_fields(model):
        return ""
    direct = {
        home
        for home, kind in written_fields(model).items()
        if (inner := record_in(kind)) and name in written_fields(inner)
    }  # `unit` belongs to a measure before it belongs to a share
    homes = direct or {home for field, home in _homes(model, "") if field == name}
    return homes.pop() if len(homes) == 1 else None


def written_fields(model: type[Record]) -> dict[str, Any]:
    """Return the annotation of every field that an author may write, by its written name."""
    named = {
        str(info.validation_alias or info.alias or name): info.annotation
        for name, info in model.model_fields.items()
        if not isinstance(info.validation_alias, AliasChoices)
    }
    return {name: kind for name, kind in named.items() if not name.startswith(("(", UNWRITABLE))}


def record_in(annotation: object) -> type[Record] | None:
    """Return the record inside an annotation such as `tuple[Goal, ...]` or `Baseline | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := record_in(part))), None)


def _record_at(model: type[Record], path: Path) -> type[Record] | None:
    """Return the record whose fields stand at a path."""
    found: type[Record] | None = model
    for step in path:
        if found and isinstance(step, str) and step in written_fields(found):
            counted = (
                found is Goal and step in ONE_SIDED
            )  # the value of a bound may be a change from a figure
            found = Relative if counted else record_in(written_fields(found)[step])
    return found


def _homes(model: type[Record], home: str) -> Iterator[tuple[str, str]]:
    """Yield every field below a record with the field that it stands in."""
    for name, annotation in written_fields(model).items():
        if home:
            yield name, home
        if inner := record_in(annotation):
            yield from _homes(inner, name)


def near(word: str, known: Iterable[str]) -> str:
    """Return the known word that comes closest to one that is not known; empty when none is close.

    Compared without case, and with the letters of other alphabets that look the same exchanged. Close is
    what differs by a letter in four, or begins alike for more than half of it, such as `year` and `yearly`.
    """
    folded = {plain(candidate): candidate for candidate in known}
    wanted = plain(word[:LONGEST_COMPARED])
    ranked = sorted((_slips(wanted, one), one) for one in folded if _may_be(wanted, one))
    return folded[ranked[0][1]] if ranked else ""


def _may_be(word: str, other: str) -> bool:
    """Tell whether one word may be a slip of the other."""
    shorter, longer = sorted((word, other), key=len)
    most = (len(longer) + 1) // 4
    half = max(len("year"), len(longer) // 2 + 1)
    alike = len(shorter) >= half and word[:half] == other[:half]
    return alike or (len(longer) - len(shorter) <= most and _slips(word, other) <= most)


def _slips(word: str, other: str) -> int:
    """Return how many letters are wrong, missing, too many or exchanged with the next one."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(word):
        after = [i + 1]
        for j, wanted in enumerate(other):
            least = min(row[j] + (letter != wanted), row[j + 1] + 1, after[j] + 1)
            crossed = i and j and letter == other[j - 1] and word[i - 1] == wanted
            after.append(min(least, before[j - 1] + 1) if crossed else least)
        before, row = row, after
    return row[-1]
