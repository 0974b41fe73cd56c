"""Cube: figures by dimensions, as statistical offices hand them out, as targets and their series.

A dimension that says what is measured, or in which unit, makes a target of each member; every other one
makes series of one target. One member means the whole where it is called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Fields
from dataclasses import dataclass, field, replace

from tracker.importing import periods, table
from tracker.importing.columns import is_lettered, is_named_total, is_total
from tracker.importing.content import Content, Document, Figure, Notice, Strand, Subject
from tracker.importing.identifiers import ident
from tracker.importing.mapping import Mapping
from tracker.importing.periods import Habits, Open
from tracker.importing.tally import Tally

_METRIC = re.compile(
    r"indic.*|variables?|contentscode|contents?|concept|measure|subject|series|metric|innehåll|.*_indic", re.I
)
UNIT = re.compile(r"units?|unit_mult|unit[_ ]?measure|unit of measure|einheit|enhet", re.I)
TIMES = " x "  # between the code of a unit and the power of ten in which it is counted
_QUARTERS = re.compile(r"trim|quart|kvart|quý", re.I)


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension: its id, its name, and the names of its members by code; `metric` says what is measured."""

    id: str
    label: str
    members: Fields[str, str]
    metric: bool = False

    @property
    def is_unit(self) -> bool:
        """Whether its members are units."""
        return bool(UNIT.fullmatch(self.id) or UNIT.fullmatch(self.label))

    @property
    def tells_what(self) -> bool:
        """Whether each of its members is a quantity of its own."""
        return (
            self.metric or self.is_unit or bool(_METRIC.fullmatch(self.id) or _METRIC.fullmatch(self.label))
        )

    def called(self, code: str) -> str:
        """Return the name of a member."""
        return self.members.get(code) or code


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a cube: the code of each axis, the period and the figure as printed, and its flag.

    The flag is None where the source has no place for one.
    """

    codes: Sequence[str]
    period: str
    value: str
    flag: str | None
    at: str


@dataclass(frozen=True, slots=True)
class Cube:
    """Figures by dimensions, with what is known of all of them."""

    file: str
    name: str
    title: str
    axes: Sequence[Axis]
    cells: Iterable[Cell]
    document: Document
    units: Fields[str, str] = field(default_factory=dict)
    definitions: Fields[str, str] = field(default_factory=dict)


_Key = tuple[str, ...]


def content(cube: Cube, mapping: Mapping) -> Content:
    """Return the targets of a cube."""
    tally = Tally(cube.file)
    habits = Habits(mapping.dates.removesuffix("-first"), mapping.year_starts)
    cells = [cell for cell in cube.cells if _picked(cube.axes, cell, mapping.pick)]
    present = [{cell.codes[number] for cell in cells} for number in range(len(cube.axes))]
    what = [n for n, axis in enumerate(cube.axes) if axis.tells_what]
    by = [n for n in range(len(cube.axes)) if n not in what and len(present[n]) > 1]
    read: dict[str, periods.Read | Open] = {}
    found: dict[_Key, dict[_Key, list[Figure]]] = {}
    wholes: dict[_Key, str] = {}
    for cell in cells:
        span = read.get(cell.period) or read.setdefault(cell.period, periods.read(cell.period, habits))
        if isinstance(span, Open):
            tally.add(f"period_{span.why}", cell.period, cell.at)
            continue
        figure = table.figure(cell.value, span, cell.at, cell.flag or "", tally)
        if figure is not None:
            key = tuple(cell.codes[n] for n in what)
            of = tuple(_member(cube.axes[n], cell.codes[n]) for n in by)
            found.setdefault(key, {}).setdefault(of, []).append(figure)
            if not any(of):
                wholes.setdefault(key, _named(cube.axes, by, cell))
    told, marked = list[Notice](), any(cell.flag is not None for cell in cells)
    subjects = []
    for key, strands in found.items():
        made = replace(_subject(cube, mapping, what, by, present, key, strands), marked=marked)
        if whole := wholes.get(key):
            told.append(Notice("import.whole", {"id": made.id, "of": whole}))
            made = replace(made, definition="; ".join(filter(None, (made.definition, whole))))
        subjects.append(made)
    if subjects:
        told.insert(0, _seen(cube, [n for n in what if len(present[n]) > 1], by))
    return Content(tuple(subjects), (*told, *tally.notices()))


def _named(axes: Sequence[Axis], by: Sequence[int], cell: Cell) -> str:
    """Return the members that stand for the whole by a name of their own, such as `Entity: World`."""
    names = ((axes[n].label, axes[n].called(cell.codes[n])) for n in by)
    return "; ".join(f"{label}: {name}" for label, name in names if is_named_total(name))


def _seen(cube: Cube, what: Sequence[int], by: Sequence[int]) -> Notice:
    """Return the sentence that says what was recognised."""
    targets, labels = (
        ", ".join(cube.axes[n].label or cube.axes[n].id for n in some) or "–" for some in (what, by)
    )
    return Notice("import.seen.known", {"place": cube.file, "targets": targets, "labels": labels})


def _picked(axes: Sequence[Axis], cell: Cell, wanted: Fields[str, str]) -> bool:
    """Tell whether a cell is among the members that were picked, by code or by name."""
    for axis, code in zip(axes, cell.codes, strict=True):
        for name in (axis.id, axis.label):
            pick, called = wanted.get(name), axis.called(code)
            known = {
                code,
                called,
                code.partition(TIMES)[0],
                called.partition(" (")[0] if TIMES in code else called,
            }
            if pick and pick.casefold() not in {one.casefold() for one in known}:
                return False
    return True


def _member(axis: Axis, code: str) -> str:
    """Return the name of a member; empty for the whole."""
    name = axis.called(code)
    whole = is_total(code) and not (code in ("T", "t") and is_lettered(axis.members))
    return "" if whole or is_total(name) else name


def _subject(
    cube: Cube,
    mapping: Mapping,
    what: Sequence[int],
    by: Sequence[int],
    present: Sequence[set[str]],
    key: _Key,
    strands: Fields[_Key, Sequence[Figure]],
) -> Subject:
    told = [(cube.axes[n], code) for n, code in zip(what, key, strict=True) if len(present[n]) > 1]
    picked = [
        (axis, next(iter(present[n])))
        for n, axis in enumerate(cube.axes)
        if _is_picked(axis, mapping) and len(present[n]) == 1
    ]
    names = [axis.called(code) for axis, code in told if not axis.is_unit]
    title = (
        mapping.title or ": ".join([cube.title, ", ".join(names)]) if names else mapping.title or cube.title
    )
    unit = next(
        (cube.axes[n].called(code) for n, code in zip(what, key, strict=True) if cube.axes[n].is_unit), ""
    )
    unit = unit or next((cube.units[code] for code in key if code in cube.units), "")
    codes = [code for _, code in dict.fromkeys((axis.id, code) for axis, code in [*told, *picked])]
    constant = [
        (axis, next(iter(present[n])))
        for n, axis in enumerate(cube.axes)
        if n not in what and len(present[n]) == 1
    ]
    counted = [(axis, code) for axis, code in _lone(cube, what, present) if not _is_picked(axis, mapping)]
    said = [
        f"{axis.label}: {axis.called(code)}"
        for axis, code in (*counted, *constant)
        if not _is_frequency(axis)
    ]
    more = [cube.definitions[code] for code in key if code in cube.definitions]
    series = [
        Strand({cube.axes[n].label: member for n, member in zip(by, of, strict=True) if member}, figures)
        for of, figures in strands.items()
    ]
    alone = [(cube.axes[n].label, next(iter(strands))[at]) for at, n in enumerate(by) if len(strands) == 1]
    alone += [
        (axis.label, axis.called(code))
        for axis, code in constant
        if not (_is_picked(axis, mapping) or _is_frequency(axis))
        and (_member(axis, code) or is_total(axis.called(code)))
    ]
    return Subject(
        ident(mapping.target or " ".join([cube.name, *codes])),
        {"en": title},
        mapping.unit or unit or table.unit_in(title),
        cube.document,
        series,
        definition="; ".join([*more, *said]),
        frequency=periods.frequency(figure.period for figures in strands.values() for figure in figures),
        shared=[one for one in alone if one[1]],
        counted=[(axis.label, axis.called(code), code) for axis, code in counted if not mapping.target],
        names_unit=bool(unit) and not mapping.unit,
        said_unit=unit if mapping.unit else "",
    )


def _lone(cube: Cube, what: Sequence[int], present: Sequence[set[str]]) -> Iterable[tuple[Axis, str]]:
    """Yield the only member of each dimension that says what is measured, unless the cube is called so."""
    for axis, codes in ((cube.axes[n], present[n]) for n in what):
        code = next(iter(codes))
        if len(codes) == 1 and not axis.is_unit and code != cube.name and _member(axis, code):
            yield axis, code


def _is_picked(axis: Axis, mapping: Mapping) -> bool:
    return len(axis.members) > 1 and bool(mapping.pick.get(axis.id) or mapping.pick.get(axis.label))


def _is_frequency(axis: Axis) -> bool:
    return axis.id.casefold() in ("freq", "frequency")


def quarters(axis_id: str, period: str) -> str:
    """Return a period of a dimension of quarters, which may be printed 2005 - 1."""
    if _QUARTERS.search(axis_id):
        return re.sub(r"^(\d{4})\s*[-–/]?\s*([1-4])$", r"\1-Q\2", period)
    return period


def notice_of_pages(count: str, file: str) -> Notice:
    """Return the sentence that only the first of several pages was brought."""
    return Notice("import.pages", {"count": count, "file": file})
