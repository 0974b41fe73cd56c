"""Propose: what a source would change in a data folder; nothing is written.

Every figure of the source is compared with the newest one that the folder has of its period. A revision
becomes a new observation with a new source; what an older release says never takes the place of a newer one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tracker import reader
from tracker.editing.insertion import Refusal, with_observations
from tracker.editing.layout import Fields, Value
from tracker.editing.together import Change
from tracker.editing.words import with_series
from tracker.importing.assembled import new_assembled
from tracker.importing.changes import ChangeSet, Item, TargetChange
from tracker.importing.compared import compared, expect_unit, headed, lost, placed, single, unsaid
from tracker.importing.content import Content, Figure, Notice, StopError, Strand, Subject
from tracker.importing.counted import held
from tracker.importing.drafts import new_target, observation
from tracker.importing.folder import Folder
from tracker.importing.identifiers import ident
from tracker.importing.matched import matched
from tracker.importing.restated import restated
from tracker.importing.written import series_lines
from tracker.judging.rule import rule_of
from tracker.model import Indicator, Observation, Portfolio, Source, Target
from tracker.problems import Problem
from tracker.progress import assess
from tracker.reading import files

LARGEST = files.LARGEST_FILE * 7 // 8  # bytes of a new target; later releases have room in the rest
_PORTION = 8 << 20  # bytes of new targets that are read back at a time; records need thirty times as many
_LINE = 110  # bytes of a figure beside what is counted one by one


def propose(
    path: Path,
    content: Content,
    on: date,
    theme: str = "",
    leave: Collection[str] = (),
    more: Sequence[Change] = (),
    year_starts: int = 0,
) -> ChangeSet:
    """Return what a source would change.

    Args:
        path: the data folder.
        content: what the source says.
        on: the day of the import.
        theme: the folder for targets that are new and belong to none.
        leave: ids of targets to be left as they are.
        more: further files to be written with it, such as a mapping.
        year_starts: the month in which years across two calendar years begin.

    Raises:
        StopError: the folder cannot take it.
    """
    folder = Folder.read(path, on)
    before = dict(folder.portfolio.targets)
    told = list(content.told)
    found, stops = list[TargetChange](), 0
    for subject in matched(content.subjects, folder, told):
        if subject.kind != "indicator":
            found.append(new_assembled(folder, subject, theme))
            continue
        strands = _taken(subject, told, len(content.subjects) > 1)
        if subject.id not in leave and strands:
            before_it = set(folder.new)
            try:
                found.append(_one(folder, subject, strands, theme, year_starts, told))
            except StopError as stopped:
                if len(content.subjects) == 1:
                    raise
                folder.back_to(before_it)
                stops += 1
                told += (Notice("import.left.target", {"id": subject.id}), stopped.notice)
    if content.subjects and not (found or leave or stops):
        raise StopError("import.which_member", **_choice(content.subjects[0]))
    changes = folder.changes()
    if any(one.is_changed for one in found):
        changes += (one for one in more if one.before != one.after)
    judged, problems = list[TargetChange](), list[Problem]()
    after = folder.portfolio
    for some in _portions(found, folder.new):
        after, amiss = _after(folder, {one.file for one in some})
        judged += [
            _judged(one, before.get(one.id), after.targets.get(one.id), folder, after.sources, on)
            for one in some
        ]
        problems += [one for one in amiss if one not in problems]
    unsound = {one.file: one for one in problems}
    if 0 < sum(one.file in unsound for one in found) < len(found):
        # One target that would not pass the check keeps nobody from the others.
        told += (_unsound(one.id, unsound[one.file]) for one in found if one.file in unsound)
        judged = [one for one in judged if one.file not in unsound]
        problems = [one for one in problems if one.file not in {target.file for target in found}]
        changes = [one for one in changes if one.file not in unsound]
    nothing = not found and (stops > 0 or not content.subjects)
    return ChangeSet(judged, changes, tuple(told), tuple(problems), after, nothing)


def _unsound(name: str, problem: Problem) -> Notice:
    return Notice("import.left.unsound", {"id": name, "code": problem.code, "line": str(problem.line)})


def _portions(found: Sequence[TargetChange], new: Mapping[str, bytes]) -> Iterable[Sequence[TargetChange]]:
    """Yield targets in portions whose records fit into the memory together; nearly always there is one."""
    portion, size = list[TargetChange](), 0
    for one in found:
        own = len(new.get(one.file, b""))
        if portion and size + own > _PORTION:
            yield portion
            portion, size = [], 0
        portion.append(one)
        size += own
    yield portion


def _one(
    folder: Folder,
    subject: Subject,
    strands: Sequence[Strand],
    theme: str,
    year_starts: int,
    told: list[Notice],
) -> TargetChange:
    """Put what one subject says into the new contents of a folder, and return it as a change."""
    existing = folder.portfolio.targets.get(subject.id)
    if existing is not None and not isinstance(existing, Indicator):
        raise StopError("import.not_an_indicator", id=subject.id, file=existing.file)
    if existing is not None:
        expect_unit(subject, existing, folder)
    there, fates, found = held(existing), [], []
    strands = placed(strands, subject, existing, folder)
    for strand in headed(strands, existing, folder) if existing else strands:
        of = folder.of(strand.of, add=False)
        members = dict.fromkeys(
            (folder.known("dimensions", name) for name in strand.of), ""
        )  # still without a word
        found.append(tuple(sorted((members if of is None else of).items())))
        known = there.get(found[-1], ())
        items, written = compared(single(strand.figures, subject.id, told), known, subject, folder, strand)
        fates.append(_Fate(strand, known, items, written))
    cited = {
        one.source
        for fate in fates
        for one in fate.known
        if one.period.text in {figure.period for figure in fate.written}
    }
    written_any = any(fate.written for fate in fates)
    needed = written_any or (existing is None and subject.goals and subject.promised is None)
    source = folder.source(subject.document, cited) if needed else ""
    if existing is None:
        of_each = [(fate.strand.of, fate.written) for fate in fates]
        file = new_target(folder, subject, theme, source, of_each, year_starts)
    else:
        file = existing.file
        _add_to(folder, file, existing, source, [fate for fate in fates if fate.written])
        told += restated(subject, existing)
    goals = [f"{goal.bound} {goal.value} {goal.by}" for goal in subject.goals] if existing is None else []
    items = [item for fate in fates for item in fate.items]
    items += lost(existing, found, subject, folder)
    told += unsaid(subject, existing, items, folder) if existing else ()
    return TargetChange(subject.id, file, subject.title, existing is None, items, goals)


@dataclass(frozen=True, slots=True)
class _Fate:
    """What becomes of one series: what is there, every figure, and those that are to be written."""

    strand: Strand
    known: Sequence[Observation]
    items: Sequence[Item]
    written: Sequence[Figure]


def _add_to(folder: Folder, file: str, existing: Indicator, source: str, fates: Sequence[_Fate]) -> None:
    """Add figures to the lists of a target that is there, and series that it does not have yet.

    Raises:
        StopError: its file is written in a way that no program can add to.
    """
    places = {tuple(sorted(one.of.items())): number for number, one in enumerate(existing.series)}
    data: bytes | Refusal = folder.content(file) or b""
    lines, entries = list[str](), []
    for fate in fates:
        own = [observation(figure, source) for figure in fate.written]
        of = folder.of(fate.strand.of, add=True) or {}
        place = places.get(tuple(sorted(of.items())))
        if of and place is None:
            lines += series_lines(of, own)
            entries.append({"of": of, "observations": [_said(one) for one in own]})
        elif isinstance(data, bytes):
            holder = () if place is None else ("series", place)
            data = with_observations(data, file, holder, own)
    if lines and isinstance(data, bytes):
        data = with_series(data, file, lines, entries)
    if isinstance(data, Refusal):
        raise StopError("import.by_hand", file=file)
    if fates:
        folder.new[file] = data


def _said(fields: Fields) -> dict[str, Value]:
    return {name: value for name, value in fields.items() if value}


def _taken(subject: Subject, told: list[Notice], among: bool) -> Sequence[Strand]:
    """Return the series that are taken: all of them, or the whole alone where they are too many for a file.

    Args:
        subject: the subject with its series.
        told: where it is told what is left out.
        among: whether there are other subjects, so that one without a whole stops nobody.

    Raises:
        StopError: they are too many, and which of them is meant is not known.
    """
    if len(subject.strands) == 1:
        return [replace(subject.strands[0], of={})]
    if _size(subject) <= LARGEST:
        return sorted(subject.strands, key=lambda strand: bool(strand.of))
    whole = [strand for strand in subject.strands if not strand.of]
    if whole or among:
        count = str(len(subject.strands) - len(whole))
        names = ", ".join(sorted({name for strand in subject.strands for name in strand.of}))
        told.append(Notice("import.left.series", {"id": subject.id, "count": count, "names": names}))
        return whole
    raise StopError("import.which_member", **_choice(subject))


def _size(subject: Subject) -> int:
    """Return about how many bytes the file of a new target would have, rather too many than too few."""
    source = len(ident(subject.document.title)) + 12
    figures = [one for strand in subject.strands for one in strand.figures]
    each = sum(len(f"{one.at}{one.note}{one.as_printed}{one.value}".encode()) for one in figures)
    of = sum(len(f"{dict(strand.of)}".encode()) + 50 for strand in subject.strands)
    return each + of + (source + _LINE) * len(figures) + 4 * len(subject.definition.encode())


def _choice(subject: Subject) -> dict[str, str]:
    """Return the words of the question which member of a dimension is meant."""
    members: dict[str, dict[str, None]] = {}
    for strand in subject.strands:
        for name, member in strand.of.items():
            members.setdefault(name, {})[member] = None
    name = next(iter(members))
    choices = list(members[name])
    shown = ", ".join(choices[:8]) + (" …" if len(choices) > 8 else "")
    said = {"title": subject.title["en"], "name": name, "choices": shown, "answer": choices[0]}
    return {**said, "every": "\n".join(choices)}


def _after(folder: Folder, wanted: Collection[str]) -> tuple[Portfolio, list[Problem]]:
    """Return the portfolio as it would be, and the errors of the files that would be new.

    Args:
        folder: the data folder.
        wanted: the targets among the new files that are to be read; sources and words always are.
    """
    readings = dict(folder.readings)
    for file, data in folder.new.items():
        if file in wanted or file.startswith("seeds/") or files.is_vocabulary(file):
            readings[file] = reader.read(data, file)
    portfolio, problems = reader.assemble(list(readings.values()), folder.path)
    large = {file: len(data) for file, data in folder.new.items() if len(data) > files.LARGEST_FILE}
    problems = [*problems, *(files.too_large(file, size) for file, size in large.items())]
    return portfolio, [one for one in problems if one.severity == "error" and one.file in folder.new]


def _judged(
    change: TargetChange,
    before: Target | None,
    after: Target | None,
    folder: Folder,
    sources: Mapping[str, Source],
    on: date,
) -> TargetChange:
    """Return a change with the verdict before and after it."""
    rule = rule_of(folder.portfolio.vocabulary)
    old = assess(before, on, folder.portfolio.sources, rule).state if before is not None else ""
    new = assess(after, on, sources, rule).state if after is not None else ""
    return replace(change, before=old or "", after=new or "")
