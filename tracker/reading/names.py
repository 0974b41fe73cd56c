"""Names: the fields that a record has, and what is told of one that it does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, get_args

from pydantic import AliasChoices

from tracker.model import (
    KINDS,
    UNWRITABLE,
    Baseline,
    Breakdown,
    Indicator,
    Measure,
    MemberSeries,
    Part,
    Series,
    Source,
    Step,
    StepRecord,
)
from tracker.numberless import node_at
from tracker.problems import Finding, Path
from tracker.reading.characters import is_text_field, plain
from tracker.reading.spelling import means_otherwise, slips
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
    **dict.fromkeys(("no_more_than", "not_more_than"), "at_most"),
    **dict.fromkeys(("no_less_than", "not_less_than"), "at_least"),
}
_TIMES = ("date", "year", "when", "time")
_PRINTED = {
    **dict.fromkeys(("printed", "quote"), "as_printed"),
    **dict.fromkeys(("page", "table", "paragraph"), "at"),
    "comment": "note",
}
_SERIES = {
    **dict.fromkeys(("values", "figures", "data", "results"), "observations"),
    **dict.fromkeys(("target", "targets"), "goals"),
    **dict.fromkeys(("base", "base_year"), "baseline"),
}
_TARGET = {
    **dict.fromkeys(("name", "label"), "title"),
    **dict.fromkeys(("description", "summary"), "about"),
    **dict.fromkeys(("type", "category"), "kind"),
    **dict.fromkeys(("responsible", "body"), "owner"),
    **dict.fromkeys(("metric", "quantity"), "measure"),
}
_MEANT: dict[type[Record], dict[str, str]] = {
    **{kind: _TARGET | (_SERIES if issubclass(kind, Series) else {}) for kind in KINDS.values()},
    Part: _SERIES,
    MemberSeries: _SERIES,
    Goal: {
        **_PRINTED,
        **_LIMITS,
        **dict.fromkeys((*_TIMES, "in", "until", "deadline"), "by"),
        **dict.fromkeys(("each_year", "every", "every_year", "each_period"), "every_period"),
        **dict.fromkeys(("sum", "budget"), "total"),
        **dict.fromkeys(("reduce", "cut"), "at_most: {change: …, of: …}"),
        "halve": "at_most: {change: -50 %, of: …}",
    },
    Total: _LIMITS,
    Relative: dict.fromkeys(("from", "since", "base", "baseline", "period", "year"), "of")
    | {"total": "total: {at_most: …, over: …}"},
    Observation: {
        **_PRINTED,
        **dict.fromkeys(_TIMES, "period"),
        **dict.fromkeys(("provisional", "preliminary"), "status: provisional"),
        **dict.fromkeys(("estimate", "estimated"), "status: estimated"),
        "forecast": "status: forecast",
        "suppressed": "quality: suppressed",
        "ci": "interval",
    },
    Baseline: dict.fromkeys(_TIMES, "period") | _PRINTED,
    Measure: {"freq": "frequency", "def": "definition"},
    Breakdown: dict.fromkeys(_TIMES, "period") | {"by": "dimension"},
    Source: {"date": "published"},
    Step: dict.fromkeys(("by", "deadline", "until", "date", "year", "when"), "due"),
    StepRecord: dict.fromkeys(("date", "when"), "on") | {"status": "state"},
}
"""The field that is meant by a word of other formats, by the record that it stands in."""
_VALUES = frozenset(("exactly", "exact", "equal", "equals", "value", "target", "goal", "direction"))
"""Words for the value of a goal that do not say which way is good."""
_FIGURES = frozenset(("figure", "number", "amount", "result"))
"""Words for a figure, wherever one stands as `value`."""
_GROUPS = frozenset(("sex", "gender", "age", "region", "area", "province"))
"""Words by which a quantity is split."""
_COUNTED = {"change": "change: {}, of: …", "times": "times: {}, of: …"} | dict.fromkeys(
    ("of", "from", "since"), "change: …, of: {}"
)
"""What is written beside a bound instead of in its place, and how it is written there."""

_TWO_TOTALS = {"least": "{at_least: …, over: …}", "most": "{at_most: …, over: …}"}
"""What is written instead of a total with two ends."""

_ENTRIES: dict[type[Record], str] = {
    Observation: "{period: …, value: …, source: …}",
    Goal: "{at_least: …, by: …, source: …}",
}
"""What an entry holds at least."""

_UNSPACED = re.compile(r"([A-Za-z][A-Za-z0-9_-]*|[0-9]{4})(?::(?!//)| *:?[：﹕] *)(\S.*)", re.DOTALL)
CODE = re.compile(r"[a-z]{2}(-[A-Za-z]{2,8})?", re.ASCII)
"""The code of a language."""
_LANGUAGE = re.compile(r"[A-Z][a-z]+|[A-Za-z]{2,3}(_.*)?", re.ASCII)
"""What seems to be the name of a language, or its code: Vietnamese, EN, zh_CN."""


def unknown(name: str, path: Path, model: type[Record], given: str) -> Finding:
    """Return the finding of a field that does not exist, or not here."""
    here = _record_at(model, path[:-1])
    if here and (parts := _UNSPACED.fullmatch(name)) and parts[1] in written_fields(here):
        values = {"given": name, "plain": f"{parts[1]}: {parts[2]}: {given}", "near": parts[1]}
        return Finding("S095", path, values, at_name=True)
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
    if not found and _nameless(node, path, model):
        found.update(dict.fromkeys(node, Finding("", path)))
        found[next(iter(node))] = Finding("S015", path)
    return found


def spaced(text: str) -> dict[str, str]:
    """Return what is told of `en:Villages` in the place of one text per language; empty of other texts."""
    parts = _UNSPACED.fullmatch(text)
    return {"given": text, "plain": f"{parts[1]}: {parts[2]}"} if parts and CODE.fullmatch(parts[1]) else {}


def _nameless(node: dict[str, Any], path: Path, model: type[Record]) -> bool:
    """Tell whether a text stands in braces without its language: `{Villages with 5G}`."""
    first = next(iter(node), "")
    if not path or not first or node[first] is not None or CODE.fullmatch(first):
        return False
    return isinstance(path[-1], str) and is_text_field(path[-1]) and _record_at(model, path) is None


def beside(finding: Finding, root: dict[str, Any]) -> Finding:
    """Return a finding on a name by what stands beside it: the field that is meant, or a text cut off."""
    fields = node_at(finding.path[:-1], root)
    if not isinstance(fields, dict):
        return finding
    if finding.code == "S004" and finding.values.get("near") in fields:
        return replace(finding, values=finding.values | {"near": ""})
    return _gone_on(finding, fields) if finding.code == "S014" else finding


def _gone_on(finding: Finding, texts: dict[str, Any]) -> Finding:
    """Return the finding of a text that goes on behind its comma: `{en: Villages, with 5G: all}`."""
    name, names = finding.path[-1], [*texts]
    before = names[names.index(name) - 1] if name in names[1:] else ""
    if not isinstance(name, str) or not CODE.fullmatch(before) or _LANGUAGE.fullmatch(name):
        return finding
    text = f"{texts[before]}, {name}: {texts[name]}"
    if re.search(r"[0-9]|^[^A-Z]\S* ", name):
        return Finding("S039", (*finding.path[:-1], before), {"given": text})
    return replace(finding, values=finding.values | {"text": text})


def entry_at(model: type[Record], path: Path) -> str:
    """Return how an entry of a list is written with its fields; empty where no form is short."""
    here = _record_at(model, path)
    return _ENTRIES.get(here, "") if here else ""


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
    if path[0] == "series" and len(path) == 3 and not close:
        return Finding("S036", path, {"name": name, "home": _home_in_series(name)}, at_name=True)
    alike = plain(close) in (plain(name), plain(name).removesuffix("s"))  # `values` for `value`
    if not alike and (home := _home(name, path, model)) is not None:
        two = _TWO_TOTALS if here is Total and name == "between" else {}
        return Finding("S036", path, {"name": name, "home": home} | two, at_name=True)
    split = re.sub("by[ _-]", "", name)
    grouped = here is Observation or (here is Indicator and split in _GROUPS)
    whose = {"whose": split} if grouped and not close and name not in ("by", "file", "from") else {}
    return Finding("S004", path, {"name": name, "near": close} | whose, at_name=True)


def _home_in_series(name: str) -> str:
    """Return the field of a series that a field stands in; else it is a dimension: {sex: female}."""
    lists: dict[str, type[Record]] = {"goals": Goal, "observations": Observation}
    return " / ".join(home for home, entry in lists.items() if name in written_fields(entry)) or "of"


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
    No word is offered that means something else, as `likely` does for `unlikely`.
    """
    folded = {plain(candidate): candidate for candidate in known}
    wanted = plain(word[:LONGEST_COMPARED])
    ranked = sorted((slips(wanted, one), one) for one in folded if _may_be(wanted, one))
    return folded[ranked[0][1]] if ranked and not means_otherwise(wanted, ranked[0][1]) else ""


def shortens(word: str, name: str) -> bool:
    """Tell whether a short word may stand for a name: as `src` for `source` and `di` for `id` do."""
    letters = iter(name[1:])
    within = len(word) > 1 and word[0] == name[0] and all(letter in letters for letter in word[1:])
    return within or sorted(word) == sorted(name)


def _may_be(word: str, other: str) -> bool:
    """Tell whether one word may be a slip of the other."""
    shorter, longer = sorted((word, other), key=len)
    most = (len(longer) + 1) // 4
    half = max(len("year"), len(longer) // 2 + 1)
    alike = len(shorter) >= half and word[:half] == other[:half]
    return alike or (len(longer) - len(shorter) <= most and slips(word, other) <= most)
