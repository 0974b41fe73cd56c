"""Records of one file: its fields validated, every fault as a finding with the path of its field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tracker import ratings
from tracker.model import KINDS, UNWRITABLE, Source, Table, Target
from tracker.periods import year_pair
from tracker.problems import CATALOGUE, Finding, Path, dotted
from tracker.reading.characters import is_text_field
from tracker.reading.files import is_id, is_table, is_vocabulary, stem
from tracker.reading.meant import meant
from tracker.reading.misread import (
    either_year,
    meant_day,
    meant_deadline,
    meant_id,
    meant_period,
    meant_stretch,
    turned,
)
from tracker.reading.names import CODE, beside, entry_at, near, shortens, spaced, unknown, unspaced
from tracker.reading.rules import broken_rules
from tracker.terms import BOUNDS, Record, Vocabulary

MOST_FINDINGS = 50
_ASSIGNED = ("(folder)", "(file)")
_TYPES = {
    "tuple_type": "S020",
    "list_type": "S020",
    "model_type": "S021",
    "model_attributes_type": "S021",
    "dict_type": "S021",
    "too_short": "S022",
    "too_long": "S023",
    "string_pattern_mismatch": "S024",
    "string_type": "S024",
}
_WORDS = frozenset(("units", "themes", "bodies", "calendars", "dimensions", "scales"))
_KIND_BY_FIELD = {"tiers": "tiers", "parts": "allocation", "steps": "milestones"}
_HOLLOW = re.compile(r"\[\s*\]")
# Names with a digit or a capital in them: a part of a year, and the one field.
_NAMED = re.compile(r"[A-Z][0-9]{1,2}|sha256", re.ASCII)
_SPELT = {"S006": meant_day, "S010": meant_id}
_DAYS = (("by",), ("due",), ("on",), ("published",))
"""Where a period is most often a day."""
_THOUSANDS = re.compile(r"[0-9]{3}(\.[0-9]+)?", re.ASCII)


def record_of(
    root: dict[str, Any], file: str, gaps: bool
) -> tuple[Target | Source | Vocabulary | Table | None, list[Finding]]:
    """Return the record that the fields of a file make up, and what is wrong with them.

    A target with faults is no record at all; of a source and of the vocabulary the sound fields are
    kept, so that a slip in one file does not take every target off the board that refers to it.

    Args:
        root: the fields.
        file: path relative to the data folder.
        gaps: whether there may be fields without a value.
    """
    model, found = _model(root, file)
    found += [*_misnamed(root, model, file), *(_empty(root, (), model) if gaps else ())]
    given = {name: value for name, value in root.items() if name not in _ASSIGNED} | _assigned(model, file)
    record, faults = _validated(model, ratings.placed(given))
    known = {finding.path for finding in found}
    for fault in faults:
        if not _covered(fault.path, known) and [fault] != found[-1:]:
            found.append(fault)
    if not found and record:
        found = list(broken_rules(record))
    if not found:
        return record, []
    kept = record if isinstance(record, Source | Vocabulary) else None
    return kept, _listed([meant(beside(finding, root), root) for finding in _told_once(_shortened(found))])


def _shortened(found: Sequence[Finding]) -> list[Finding]:
    """Return findings in which an unknown field is a short word for the one that is missing beside it."""
    missing = [(one.path, one.values["name"]) for one in found if one.code == "S001"]
    made = list[Finding]()
    for one in found:
        is_open = one.code == "S004" and not one.values.get("near", "-")
        beside_it = (name for path, name in missing if is_open and path == one.path[:-1])
        meant = next((name for name in beside_it if shortens(one.values["name"], name)), "")
        made.append(replace(one, values={"name": one.values["name"], "near": meant}) if meant else one)
    return made


def _told_once(found: Sequence[Finding]) -> list[Finding]:
    """Return findings without those that only follow: the field that a misspelt one leaves missing."""
    spelt = {
        (*finding.path[:-1], name)
        for finding in found
        if finding.code in ("S004", "S036", "S095")
        for near in (finding.values.get("near") or finding.values.get("home", ""),)
        for name in (["of"] if near.startswith("total:") else re.findall("[a-z_]+", near))
    }
    torn = {finding.path for finding in found if finding.code == "S023"}  # [70 80] is no two figures
    braced = {finding.path for finding in found if finding.code == "S002"}  # {12.5} lacks no value
    return [
        finding
        for finding in found
        if finding.code
        and not (finding.code == "S001" and (*finding.path, finding.values["name"]) in spelt)
        and not (finding.code in ("S002", "S043") and finding.path[:-1] in torn)
        and not (finding.code in ("S008", "S039") and finding.path[:-1] in braced)
    ]


def _covered(path: Path, known: set[Path]) -> bool:
    """Tell whether a fault at a path, or around it, is known."""
    return any(path[:length] in known for length in range(1, len(path) + 1))


def _listed(found: list[Finding]) -> list[Finding]:
    """Return as many findings as a person can use at a time, and how many more there are."""
    if len(found) <= MOST_FINDINGS:
        return found
    more = str(len(found) - MOST_FINDINGS)
    return [*found[:MOST_FINDINGS], Finding("S027", found[MOST_FINDINGS - 1].path, {"count": more})]


def _model(root: dict[str, Any], file: str) -> tuple[type[Record], list[Finding]]:
    """Return the kind of record that a file is to hold, by its place and its field `kind`."""
    if is_vocabulary(file) or is_table(file):
        return Table if is_table(file) else Vocabulary, []
    if not file.startswith("targets/"):
        return Source, []
    kind = root.get("kind")
    if isinstance(kind, str) and kind in KINDS:
        return KINDS[kind], []
    guess = next((name for field, name in _KIND_BY_FIELD.items() if field in root), "indicator")
    if "kind" not in root:
        return KINDS[guess], []
    values = {"given": _text(kind), "choices": ", ".join(KINDS), "near": near(_text(kind), KINDS)}
    return KINDS[guess], [] if kind is None else [Finding("S019", ("kind",), values)]


def _assigned(model: type[Record], file: str) -> dict[str, str]:
    """Return the fields that come from where a file lies; nobody can write them in YAML."""
    if model is Vocabulary:
        return {}
    place = {"(file)": file.encode(errors="replace").decode()}
    return place if model in (Source, Table) else place | {"(folder)": file.split("/")[1]}


def _misnamed(root: dict[str, Any], model: type[Record], file: str) -> Iterator[Finding]:
    """Yield top fields that only the program may set, and an id that is not the file name."""
    for name in _ASSIGNED:
        if name in root:
            yield Finding("S004", (name,), {"name": name, "near": ""}, at_name=True)
    given, name = root.get("id"), stem(file)
    named = isinstance(given, str) and is_id(given) and is_id(name)
    if model not in (Vocabulary, Table) and named and given != name:
        yield Finding("S025", ("id",), {"given": str(given), "name": name})


def _empty(node: dict[str, Any] | list[Any], path: Path, model: type[Record]) -> Iterator[Finding]:
    """Yield every field without a value: left out or not, an author has to say which.

    The second half of a number that was torn apart is only marked as seen, by a finding without a code.
    """
    entries: Iterable[tuple[Any, Any]] = node.items() if isinstance(node, dict) else enumerate(node)
    before: tuple[Any, Any] = ("", "")
    cut: tuple[Any, str] = ("", "")
    slips = unspaced(node, path, model)
    for key, value in entries:
        if isinstance(value, dict | list):
            yield from _empty(value, (*path, key), model)
        elif key in slips:
            yield slips[key]
        elif value is None and path and (cut[1] or _is_cut_text(before, key, "en" in node)):
            cut = (cut[0] or before[0], _joined(cut[1] or before[1], key, before))
            yield Finding("", (*path, key))
            continue
        elif value is None and _are_numbers(before[1], key):
            yield from _torn(before, key, node, path)
            before = (before[0], f"{before[1]},{key}")
            continue
        elif value is None:  # a colour without quotes is a comment
            yield Finding("S084" if (*path, key) == ("accent",) else "S008", (*path, key), {"given": ""})
        if cut[1]:
            yield _cut_off((*path, cut[0]), cut[1])
            cut = ("", "")
        before = (key, f"{before[1]},{key}" if value is None else value)
    if cut[1]:
        yield _cut_off((*path, cut[0]), cut[1])


def _cut_off(path: Path, given: str) -> Finding:
    """Return the finding of what a comma ends: a text, or a number with another one behind it."""
    is_number = re.match(r"[+-]?[0-9][0-9.,]*,", given) and not is_text_field(str(path[-1]))
    twice = is_number and re.search("[0-9]", given.partition(", ")[2])
    return Finding("S043" if twice else "S002" if is_number else "S039", path, {"given": given})


def may_be_hollow(text: str) -> bool:
    """Tell whether a list without an entry may stand in a text, which is rare."""
    return "[" in text and _HOLLOW.search(text) is not None


def hollow(node: dict[str, Any] | list[Any], path: Path = ()) -> Iterator[Path]:
    """Yield the paths of lists without an entry: nobody can tell one from a forgotten one."""
    entries: Iterable[tuple[Any, Any]] = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in entries:
        if value == []:
            yield (*path, key)
        elif isinstance(value, dict | list):
            yield from hollow(value, (*path, key))


def _split_text(before: tuple[Any, Any], key: object, per_language: bool) -> bool:
    """Tell whether `{en: Villages, with 5G}` was read as two fields because of its comma."""
    name, text = before
    return (
        isinstance(key, str)
        and isinstance(name, str)
        and isinstance(text, str)
        and not _NAMED.fullmatch(key)
        and bool(re.search("[^a-z_-]", key) or (per_language and not CODE.fullmatch(key)))
    )


def _are_numbers(before: object, key: object) -> bool:
    return _split_number(before, key) or _split_decimals(before, key)


def _is_cut_text(before: tuple[Any, Any], key: object, per_language: bool) -> bool:
    """Tell whether a comma ended a text: of words, or of numbers as in `at: 12, 13`."""
    if _are_numbers(before[1], key):
        return isinstance(before[0], str) and is_text_field(before[0])
    return _split_text(before, key, per_language)


def _joined(text: str, key: str, before: tuple[Any, Any]) -> str:
    """Return a text with what stands behind its comma: 1,234 and 30,5 are one figure as printed."""
    close = _are_numbers(before[1], key) and (before[0] == "as_printed" or _THOUSANDS.fullmatch(key))
    return f"{text},{key}" if close else f"{text}, {key}"


def _torn(before: tuple[Any, Any], key: str, node: Iterable[Any], path: Path) -> Iterator[Finding]:
    """Yield what is found of a number that its comma tears apart, once for all its groups of thousands."""
    digits, thousands = f"{before[1]},{key}", _split_number(before[1], key)
    if before[0] in ("between", "bounds", "interval"):
        yield Finding("S023", (*path, before[0]))
    elif not (thousands and _goes_on(key, node)):
        plain = digits.replace(",", "" if thousands else ".")
        yield Finding("S029" if thousands else "S002", (*path, before[0]), {"given": digits, "plain": plain})
    yield Finding("", (*path, key))


def _goes_on(key: str, node: Iterable[Any]) -> bool:
    """Tell whether another group of thousands stands behind one: 234 in `{at_least: 1,234,567}`."""
    names = [*node]
    return any(_split_number("1", one) for one in names[names.index(key) + 1 :][:1])


def _split_number(before: object, key: object) -> bool:
    """Tell whether `{at_least: 650,000}` was read as two fields because of its comma."""
    return (
        isinstance(key, str)
        and isinstance(before, str)
        and bool(_THOUSANDS.fullmatch(key) and re.fullmatch(r"-?[0-9,]+", before, re.ASCII))
    )


def _split_decimals(before: object, key: object) -> bool:
    """Tell whether `{value: 12,5}` was read as two fields because of its comma."""
    whole = isinstance(before, str) and re.fullmatch(r"-?[0-9]+", before, re.ASCII)
    return bool(whole and isinstance(key, str) and re.fullmatch(r"[0-9]{1,2}", key, re.ASCII))


def _validated(model: type[Record], given: dict[str, Any]) -> tuple[Any, list[Finding]]:
    """Return the record, or what can be kept of it, and its faults."""
    try:
        return model.model_validate(given), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    # A list whose entries are all at fault is not too short, though it ends up without a sound entry.
    details = [detail for detail in details if detail["type"] != "too_short" or not _below(detail, details)]
    faults = [_finding(detail, model) for detail in details[:MOST_FINDINGS]]
    faults += [Finding("S027", (), {"count": str(place)}) for place in range(MOST_FINDINGS, len(details))]
    if model not in (Source, Vocabulary):
        return None, faults
    try:
        return model.model_validate(_without(given, [detail["loc"] for detail in details], model)), faults
    except ValidationError:
        return None, faults


def _below(short: ErrorDetails, details: Sequence[ErrorDetails]) -> bool:
    """Tell whether an entry of a list that seems too short is at fault itself."""
    place = short["loc"]
    return any(one["loc"][: len(place)] == place and one["loc"] != place for one in details)


def _without(given: dict[str, Any], places: Iterable[Path], model: type[Record]) -> dict[str, Any]:
    """Return the fields without those at fault; of the vocabulary's lists only the words at fault go."""
    bad = {place[: 2 if model is Vocabulary and place[0] in _WORDS else 1] for place in places}
    kept = {name: value for name, value in given.items() if (name,) not in bad}
    for name in _WORDS & kept.keys():
        kept[name] = {word: entry for word, entry in kept[name].items() if (name, word) not in bad}
    return kept


def _finding(detail: ErrorDetails, model: type[Record]) -> Finding:
    """Return the finding behind one error of pydantic."""
    kind = detail["type"]
    path = tuple(step.lstrip(UNWRITABLE) if isinstance(step, str) else step for step in detail["loc"])
    values = {name: str(value) for name, value in detail.get("ctx", {}).items()}
    if path and path[-1] == "[key]":
        return Finding(kind, path[:-1], values, at_name=True)
    if kind == "missing" and isinstance(path[-1], str):
        like = {"like": "of: 2015"} if path[-1] == "of" and path[-2] in BOUNDS else {}
        return Finding("S001", path[:-1], {"name": path[-1]} | like, at_name=True)
    if kind == "S001":
        return Finding(kind, path, values, at_name=True)
    if kind == "extra_forbidden":
        return unknown(str(path[-1]), path, model, _text(detail["input"]))
    if kind == "S007":
        return _no_period(path, values, detail["input"])
    form = {"form": entry_at(model, path)} if _TYPES.get(kind) == "S021" else {}
    return _spelt(kind, path, values) if kind in CATALOGUE else _mistyped(detail, path, values | form)


def _spelt(kind: str, path: Path, values: dict[str, str]) -> Finding:
    """Return the finding of a day or an id with the one that is meant, or of a language without its space."""
    given = values.get("given", "")
    if kind == "S016" and (slip := spaced(given)):
        return Finding("S095", path, slip)
    if kind == "S016":
        return Finding(kind, path, {"given": _typable(given)})
    plain = {"plain": _SPELT[kind](given)} if kind in _SPELT else {}
    return Finding(kind, path, values | plain)


def _typable(given: str) -> str:
    """Return a text as it stands behind `en: `: one line, without its own language, in quotes if need be."""
    own = re.search(r"(?m)^en: +(.*\S)", given)
    text = own[1] if own else " ".join(given.split())
    bare = text[:1].isalnum() and not re.search(r": | #|:$", text)
    return text if bare else f'"{text}"' if '"' not in text else "'" + text.replace("'", "''") + "'"


def _no_period(path: Path, values: dict[str, str], written: object) -> Finding:
    """Return the finding of a period that is none, or of an unknown day of publication."""
    given = values.get("given", "")
    if path[-1:] == ("published",) and near(given, ("unknown",)):
        alone = {} if len(path) == 1 else {"field": dotted(path[-1:])}
        if given == "unknown" or alone:
            return Finding("S077", path, {"given": "unknown", **alone})
        return Finding("S007", path, values | {"plain": "unknown", "months": ""})
    if way := turned(written):
        return Finding("S007", path, values | {"turned": way, "months": ""})
    deadline, over = path[-1:] == ("by",), path[-1:] == ("over",)
    meant = meant_deadline(given) if deadline else meant_period(given)
    meant = meant or (meant_day(given) if path[-1:] in _DAYS else "")
    meant = meant or (meant_stretch(written) if over else "")
    if "months" in values:  # no calendar reads the field
        meant = "" if year_pair(meant) else meant
        months = "" if meant else either_year(given).get("months", values["months"])
        return Finding("S007", path, values | {"plain": meant, "months": months})
    return Finding("S007", path, values | {"plain": meant} | either_year(given))


def _mistyped(detail: ErrorDetails, path: Path, values: dict[str, str]) -> Finding:
    """Return the finding of a value that is not of the type of its field."""
    given = _text(detail["input"])
    if detail["type"] == "literal_error":
        choices = re.findall(r"'([^']*)'", values.get("expected", ""))
        values = {"given": given, "choices": ", ".join(choices), "near": near(given, choices)}
        return Finding("S062" if path[-1] == "dimension" else "S019", path, values)
    if detail["type"] == "too_short" and detail["input"] == {}:
        return Finding("S021", path)
    if detail["type"] == "too_short" and detail["input"]:
        return Finding("S087", path, {"least": values["min_length"], "count": values["actual_length"]})
    if path[0] == "series" and path[-1] == "goals" and near(given, ("same",)):
        return Finding("S019", path, {"given": given, "choices": "same", "near": "same"})
    if any(step in ("between", "bounds", "interval") for step in path[-2:]):
        return Finding("S023", path[:-1] if isinstance(path[-1], int) else path)
    return Finding(_TYPES.get(detail["type"], "S028"), path, {"given": given, "form": values.get("form", "")})


def _text(given: object) -> str:
    """Return how a faulty value is named in a message."""
    if isinstance(given, dict | list):
        return "{…}" if isinstance(given, dict) else "[…]"
    return "" if given is None else str(given)
