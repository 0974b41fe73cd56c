"""Heads: the columns of a CSV file of figures, whose faults are told once and not row by row."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from tracker.model import Observation, Table
from tracker.problems import Finding
from tracker.reading.names import near, record_in, written_fields
from tracker.reading.records import record_of

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?", re.ASCII)
_ENDS = {"interval.low", "interval.high"}
_NEEDED = ("period", "value", "source")
_Fields = dict[str, Any]


def table_of(root: _Fields, file: str, gaps: bool) -> tuple[Table | None, list[Finding]]:
    """Return the figures of a table and what is wrong with it: a head once, a cell at its row.

    Args:
        root: the rows, and the heads above them.
        file: path relative to the data folder.
        gaps: whether there may be fields without a value.
    """
    heads: Sequence[str] = root.get("heads", [])
    amiss = [*_strange(heads), *_missing(heads)]
    strange = [heads[one.path[1]] for one in amiss if len(one.path) == 2 and isinstance(one.path[1], int)]
    rows = [_without(row, strange) for row in root["observations"]] if strange else root["observations"]
    record, found = record_of({"observations": rows}, file, gaps)
    told = {one.values["name"] for one in amiss if one.code == "S001"} | {_meant(one) for one in amiss}
    told |= {head.partition(".")[0] for head in (*strange, *told) if head.startswith("interval.")}
    found = [replace(one, values=one.values | _instead(one)) for one in found if not _follows(one, told)]
    return record if isinstance(record, Table) and not amiss else None, [*amiss, *found]


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Return the heads that there are, and those that may name a language behind a point."""
    names: set[str] = set(_ENDS)
    spoken: set[str] = set()
    for name, kind in written_fields(Observation).items():
        inner = record_in(kind)
        names |= {f"{name}.{field}" for field in written_fields(inner)} if inner else {name} - {"interval"}
        spoken |= {name} if "dict" in str(kind) else set()
    return frozenset(names), frozenset(spoken)


def _strange(heads: Iterable[str]) -> Iterator[Finding]:
    """Yield heads that are no field of an observation, and languages that are none."""
    names, spoken = _known()
    for at, head in enumerate(heads):
        name, _, language = head.partition(".")
        if head in names:
            continue
        if name not in spoken:
            close = near(head, names)
            whose = "" if close else head
            yield Finding("S004", ("heads", at), {"name": head, "near": close, "whose": whose})
        elif not _LANGUAGE.fullmatch(language):
            yield Finding("S014", ("heads", at), {"given": language})


def _missing(heads: Sequence[str]) -> Iterator[Finding]:
    """Yield the columns that every table has; one whose name is misspelt is told as that."""
    if not heads:
        return
    meant = {_meant(one) for one in _strange(heads)}
    for name in _NEEDED:
        if name not in heads and name not in meant and not (name == "value" and "quality" in heads):
            yield Finding("S001", ("heads",), {"name": name})


def _instead(finding: Finding) -> _Fields:
    """Return what the advice for a cell names, where it differs from that for a field of YAML."""
    given = finding.values.get("given", "")
    word = finding.code == "S002" and finding.path[-1] == "value" and given.replace(" ", "").isalpha()
    ends = {"columns": ", ".join(sorted(_ENDS, reverse=True))} if finding.code == "S023" else {}
    return {"word": given} if word else ends


def _follows(finding: Finding, told: Collection[str]) -> bool:
    """Tell whether a cell is at fault for a head alone: a field that is missing, an interval of one end."""
    if finding.code == "S023":
        return finding.path[-1] in told
    return finding.code == "S001" and len(finding.path) <= 2 and finding.values["name"] in told


def _meant(finding: Finding) -> str:
    return finding.values.get("near", "") if finding.code == "S004" else ""


def _without(row: _Fields, heads: Iterable[str]) -> _Fields:
    """Return a row without the cells of some columns."""
    kept = dict(row)
    for head in heads:
        name, _, language = head.partition(".")
        held = kept.get(name)
        if isinstance(held, dict) and language:
            kept[name] = {key: text for key, text in held.items() if key != language}
        elif head == name:
            kept.pop(name, None)
        if kept.get(name) == {}:
            del kept[name]
    return kept
