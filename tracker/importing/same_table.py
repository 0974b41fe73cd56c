"""Same table: a target goes on with the table that its figures came from, and not by a mere head."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from tracker.importing.content import Notice, Subject
from tracker.importing.counted import held
from tracker.importing.editions import series_of, undated
from tracker.importing.folder import Folder
from tracker.importing.headings import differ
from tracker.importing.identifiers import free, ident
from tracker.model import Indicator

Table = tuple[str, str]
"""The file and the sheet of a table; of a text it has no sheet."""
_PLACE = re.compile(
    r"(?P<file>.+), row [0-9]+|(?P<book>.+?\.[A-Za-z]{3,4}|[^,]+), (?P<sheet>.+), [A-Z]+[0-9]+", re.DOTALL
)


def parted(subjects: Sequence[Subject], folder: Folder, told: list[Notice]) -> Iterator[Subject]:
    """Yield subjects with the id of the target that has the figures of their table, or with one of their own.

    A head such as `Total`, or one name in several sheets, says nothing of what is counted: the file without
    its years, the sheet, and what stands above the table do. Which target a table is taken as is told where
    that is not plain.
    """
    tables: dict[str, set[str]] = {}
    for subject in subjects:
        tables.setdefault(subject.id, set()).add(subject.table)
    for subject in subjects:
        alike = len(tables[subject.id]) > 1
        is_open = alike or subject.is_head or subject.heading
        yield _own(subject, folder, told, alike) if subject.table and is_open else subject


def _own(subject: Subject, folder: Folder, told: list[Notice], alike: bool) -> Subject:
    """Return a subject with the id of its own target."""
    there = folder.portfolio.targets.get(subject.id)
    every = [*_candidates(subject, folder)]
    same = [one for one in every if _agrees(subject, one, folder, alike)]
    same.sort(key=lambda one: one.id != subject.id)
    if same:
        before = {table for table, _ in _held(same[0], folder)}
        if before and (subject.is_head or alike) and _table(subject.table) not in before:
            told.append(Notice("import.edition", {"id": same[0].id, "title": _called(subject)}))
        return replace(subject, id=same[0].id)
    if there is None and not alike:
        return subject
    known = {own for one in every for _, own in _held(one, folder)}
    again = subject.heading if _undated(_table(subject.table)) in known else ""
    name = again or _name(subject, {file for file, _ in known}, alike)
    made = free(ident(f"{subject.id} {name}"), folder.portfolio.targets)
    if there is not None:
        said = {"id": there.id, "new": made, "title": again or _called(subject)}
        told.append(Notice("import.other_table", said))
    title = f"{name}: {subject.title['en']}"
    edition = undated(title) if subject.edition else ""
    return replace(subject, id=made, title={**subject.title, "en": title}, edition=edition)


def _name(subject: Subject, known: Collection[str], alike: bool) -> str:
    """Return what tells a table from the others: its sheet in a workbook that is known, else its file."""
    sheet, file = _table(subject.table)[1], _undated(_table(subject.table))[0]
    return sheet if sheet and (alike or file in known) else subject.document.title


def _candidates(subject: Subject, folder: Folder) -> Iterator[Indicator]:
    """Yield the targets that may be that of a subject: of its id, or of its id and title with more words."""
    title = subject.title["en"]
    for name, one in folder.portfolio.targets.items():
        if isinstance(one, Indicator) and (
            name == subject.id
            or (
                name.startswith(f"{subject.id}-")
                and f": {one.title['en']}".endswith(f": {title}")
                and (not subject.names_unit or folder.is_called(one.measure.unit, subject.unit))
            )
        ):
            yield one


def _agrees(subject: Subject, target: Indicator, folder: Folder, alike: bool) -> bool:
    """Tell whether a target has figures of the table, or of the origin, of a subject."""
    if differ(subject.heading, (target.measure.definition or {}).get("en", "")):
        return False
    if target.origin and target.origin.address == subject.origin.get("address"):
        return True
    if not (subject.is_head or alike):
        return True
    file, sheet = _undated(_table(subject.table))
    return any(
        file == own and (sheet in (other, "") or (not alike and _is_year(sheet) and _is_year(other)))
        for _, (own, other) in _held(target, folder)
    )


def _held(target: Indicator, folder: Folder) -> Collection[tuple[Table, Table]]:
    """Return the tables that the figures of a target came from, with and without years.

    For figures without a place these are the titles of their sources.
    """
    every = [one for figures in held(target).values() for one in figures]
    places = {_table(one.at) for one in every if one.at and ", " in one.at}
    found = {(place, _undated(place)) for place in places}
    records = (folder.portfolio.sources.get(one) for one in {one.source for one in every if not one.at})
    titles = (one.title.get("en", "") for one in records if one)
    return found | {(("", ""), (series_of(title), "")) for title in titles}


def _table(place: str) -> Table:
    """Return the file and the sheet of a place; either may have a comma in its name."""
    match = _PLACE.fullmatch(place)
    return (match["file"] or match["book"], match["sheet"] or "") if match else (place, "")


def _undated(table: Table) -> Table:
    return series_of(table[0]), series_of(table[1]) if table[1] else ""


def _called(subject: Subject) -> str:
    return ", ".join(filter(None, _table(subject.table)))


def _is_year(sheet: str) -> bool:
    return sheet.replace("-", "").isdigit()
