"""Reader: from bytes to a tree with positions, from trees to records, from a folder to a portfolio.

Faults are collected, never raised: a file with errors leaves the portfolio and says so.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from tracker.model import Portfolio, Source, Table, Target, series_of
from tracker.problems import Finding, Problem
from tracker.reading import events, files, heads, pending, records, rows
from tracker.reading.characters import commented, decoded, odd
from tracker.reading.completion import UNKNOWN_WORDS, completed
from tracker.reading.elsewhere import Shelf, home_of, table_of
from tracker.reading.links import Known, Link, clashes_of, links_in, links_of, stand_ins
from tracker.reading.tree import Tree
from tracker.terms import Vocabulary

if TYPE_CHECKING:
    from tracker.reading.memory import Memory

_MANY = 20_000  # objects: as many as some hundred targets are made of


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file gave.

    Attributes:
        file: path relative to the data folder.
        digest: SHA-256 of the content, hexadecimal; empty when it could not be read.
        record: None when the file has errors; of a source or vocabulary with errors, what is sound.
        problems: what is wrong with the file itself, whatever other files say.
        links: what the file expects of other files.
    """

    file: str
    digest: str = ""
    record: Target | Source | Vocabulary | Table | None = None
    problems: tuple[Problem, ...] = ()
    links: frozenset[Link] = frozenset()


def parse(data: bytes, file: str, tops: Iterable[str] | None = None) -> Tree | Problem:
    """Return the tree of a file, or the one problem that keeps it from being read as YAML.

    Args:
        data: the content.
        file: path relative to the data folder.
        tops: the only fields whose places are wanted, where the file was read before.
    """
    text = decoded(data, file)
    return text if isinstance(text, Problem) else _tree_of(text, file, tops)


def _tree_of(text: str, file: str, tops: Iterable[str] | None = None) -> Tree | Problem:
    return rows.tree_of(text, file) if files.is_table(file) else events.tree_of(text, file, tops)


def read(data: bytes, file: str, memory: Memory | None = None) -> Reading:
    """Return what a file gave, from its bytes alone: the same bytes always give the same.

    Args:
        data: the content.
        file: path relative to the data folder; it says whether it is a target, a source or the vocabulary.
        memory: the fields of files that were sound before; with it, these are not parsed again.
    """
    digest = hashlib.sha256(data).hexdigest()
    known = memory.recall(digest) if memory else None
    root, record, problems, sources = _recalled(known, file) or _understood(data, file)
    if memory and root and known is None and not problems:
        memory.keep(digest, root)
    if not files.is_well_named(file):
        record, problems = None, [Problem("F009", file, values={"name": Path(file).name}), *problems]
    if files.stem(file) in files.RESERVED:
        problems = [*problems, Problem("M001", file, values={"name": Path(file).name})]
    links = () if root is None else links_in(root, file, sources)
    return Reading(file, digest, record, tuple(problems), frozenset(links))


# The fields, their record, the problems; what every `source` names, where that is known.
_Understood: TypeAlias = tuple[
    dict[str, Any] | None, Target | Source | Vocabulary | Table | None, list[Problem], list[Any] | None
]


def _recalled(known: dict[str, Any] | None, file: str) -> _Understood | None:
    """Return fields that were sound before with their record; None when they are no longer.

    The bytes of a table and of a record may be the same, and their fields never are.
    """
    if known is None or (files.is_table(file) and set(known) != {"heads", "observations"}):
        return None
    record, findings = _record_of(known, file, gaps=False)
    return None if findings else (known, record, [], None)


def _understood(data: bytes, file: str) -> _Understood:
    """Return the fields of a file, None when it cannot be read as YAML, its record and its problems by line.

    A sound file is built once, without marks; only one with faults is built again to place them.
    """
    text = decoded(data, file)
    if isinstance(text, Problem):
        return None, None, [text], None
    quick = None if files.is_table(file) else events.fields_of(text)
    root, gaps, sources = quick or ({}, True, None)
    record, findings = _record_of(root, file, gaps) if quick else (None, [])
    problems: list[Problem] = []
    if findings or quick is None:
        tree = _tree_of(text, file)
        if isinstance(tree, Problem):
            return None, None, [tree], None
        root, sources = tree.root, None
        record, findings = _record_of(root, file, gaps=True)
        problems = [commented(tree.problem(finding, file), text) for finding in findings]
    if records.may_be_hollow(text) or root.get("observations") == []:
        problems += _hollow(text, file, problems)
    return root, record, sorted(problems + odd(text, file), key=lambda problem: problem.order), sources


def _hollow(text: str, file: str, known: Sequence[Problem]) -> list[Problem]:
    """Return lists without an entry at their places, except those that are told as a fault already."""
    tree = _tree_of(text, file)
    if isinstance(tree, Problem):
        return []
    found = (tree.problem(Finding("W085", path), file) for path in records.hollow(tree.root))
    told = {problem.path for problem in known}
    return [problem for problem in found if problem.path not in told]


def _record_of(
    root: dict[str, Any], file: str, gaps: bool
) -> tuple[Target | Source | Vocabulary | Table | None, list[Finding]]:
    """Return the record that the fields of a file make up, and what is wrong with them."""
    return (heads.table_of if files.is_table(file) else records.record_of)(root, file, gaps)


def load_files(places: Iterable[files.Place], folder: Path, memory: Memory | None = None) -> list[Reading]:
    """Return what files of a data folder give, in the same order."""
    with uncollected():
        return [load_file(place, folder, memory) for place in places]


def load_file(place: files.Place, folder: Path, memory: Memory | None = None) -> Reading:
    """Return what one file of a data folder gives."""
    data = files.read(place, folder)
    if isinstance(data, Problem):
        return Reading(place.file, problems=(data,))
    return read(data, place.file, memory)


@contextmanager
def uncollected(*, tidy: bool = True) -> Iterator[None]:
    """Put off the search for garbage: records hold no cycles, and many new ones make it search in vain.

    Where many were made, what is there is left out of every later search, too; whatever is let go of goes
    all the same. The garbage of others is taken out before, since nobody would look for it any more.

    Args:
        tidy: whether to take it out; the app itself does, now and then, and a command ends soon.
    """
    waiting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if waiting:
            if gc.get_count()[0] > _MANY:
                if tidy:
                    gc.collect()
                gc.freeze()
            gc.enable()


def load(folder: Path) -> tuple[Portfolio, list[Problem]]:
    """Return the portfolio in a data folder and what is wrong with it, by file and line."""
    with uncollected(tidy=False):
        readings, problems = pending.settled(folder, lambda: _all(folder))
        portfolio, found = assemble(readings, folder)
    return portfolio, sorted(together(problems, found), key=lambda problem: problem.order)


def together(amiss: Sequence[Problem], found: Iterable[Problem]) -> list[Problem]:
    """Return what is wrong with a folder and its files; nothing is missed of a folder that cannot be read."""
    nowhere = any(problem.file in (".", "targets") for problem in amiss)
    shut = any(files.is_shut("seeds", problem) for problem in amiss)
    following = {"F011": nowhere, "X003": shut}
    return [*amiss, *(problem for problem in found if not following.get(problem.code))]


def vocabulary_in(folder: Path) -> Vocabulary:
    """Return the vocabulary of a data folder, reading no other file; an empty one where there is none."""
    for name in files.VOCABULARIES:
        record = load_file(files.place_of(name, folder), folder).record
        if isinstance(record, Vocabulary):
            return record
    return Vocabulary()


def _all(folder: Path) -> tuple[list[Reading], list[Problem]]:
    places, problems = files.find(folder)
    return load_files(places, folder), problems


def assemble(readings: Sequence[Reading], folder: Path) -> tuple[Portfolio, list[Problem]]:
    """Return the portfolio that files make up together, and the problems of all of them.

    A record whose id two files use is left out, since nobody can tell which of them is meant. One that
    refers to nothing stays, so that no file takes others off the board: a word that is not known
    stands for itself, a figure whose source is not known cannot be dated and is not counted.

    Args:
        readings: one per file; a caller may put an earlier record in the place of one that has errors.
        folder: where the files lie, to look up the lines of what does not fit together.
    """
    problems = [problem for reading in readings for problem in reading.problems]
    clashes = clashes_of(reading.file for reading in readings)
    vocabulary, known = _known(readings, clashes)
    if vocabulary is None:
        problems.append(Problem("F011", files.VOCABULARY))
    links = frozenset().union(*(reading.links for reading in readings))
    nowhere = frozenset(link for link in links if known.leads_nowhere(link))
    good: list[Target | Source] = []
    tables = {
        reading.file: reading.record if isinstance(reading.record, Table) else None
        for reading in readings
        if files.is_table(reading.file)
    }
    for reading in readings:
        lost = reading.links & nowhere if nowhere else nowhere
        if lost or reading.file in clashes:
            problems += _located(reading.file, folder, clashes.get(reading.file, ()), lost, known)
        if reading.file not in clashes and isinstance(reading.record, Target | Source):
            good.append(reading.record)
    words = stand_ins(vocabulary or Vocabulary(), good)
    whole, amiss = _completed(good, words, tables, (folder, problems), judged=known.words is not None)
    return _portfolio(whole, words, readings), problems + amiss


def _completed(
    good: Sequence[Target | Source],
    words: Vocabulary,
    tables: Mapping[str, Table | None],
    place: tuple[Path, Sequence[Problem]],
    *,
    judged: bool,
) -> tuple[list[Target | Source], list[Problem]]:
    """Return records with what they take from other files; one with a period out of place is left out.

    Args:
        good: the records.
        words: the vocabulary; a word that it does not know stands for itself.
        tables: the figures of CSV files, None for one with faults.
        place: where the files lie, and what is wrong with them so far.
        judged: whether the vocabulary is sound, so that a word missing from it is a fault.
    """
    folder, amiss = place
    whole: list[Target | Source] = []
    problems: list[Problem] = []
    shelf = Shelf(tables, {one.id: one for one in good if not isinstance(one, Source)})
    unused = set(tables)
    for record in good:
        if isinstance(record, Source):
            whole.append(record)
            continue
        target, findings = completed(record, words, shelf)
        told = [finding for finding in findings if judged or finding.code not in UNKNOWN_WORDS]
        problems += placed(record, told, folder)
        if tables:
            unused -= {table_of(record, series.elsewhere) for _, series in series_of(record)}
        if all(finding.code in UNKNOWN_WORDS for finding in findings):
            whole.append(target)
    # A target that cannot be read may be the one that names a file of figures.
    unread = {
        problem.file.rpartition("/")[0] for problem in (*amiss, *problems) if problem.severity == "error"
    }
    problems += [
        Problem("W003", file, values={"name": Path(file).name})
        for file in sorted(unused)
        if file.rpartition("/")[0] not in unread
    ]
    return whole, problems


def placed(target: Target, findings: Iterable[Finding], folder: Path) -> list[Problem]:
    """Return findings on a target at their lines, in its file or in that of its figures.

    What is found in the figures of another target is told there. A file is parsed again only for a finding.
    """
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        file, path = home_of(target, finding.path)
        other = home_of(target, finding.other)[1] if finding.other else ()
        found.setdefault(file, []).append(replace(finding, path=path, other=other))
    return [problem for file in found if file for problem in located(file, found[file], folder)]


def located(file: str, findings: Sequence[Finding], folder: Path) -> list[Problem]:
    """Return findings in a file at their lines, for which it is parsed once more as far as they lie."""
    if not findings:
        return []
    places = [path for one in findings for path in (one.path, one.other)]
    tops = None if any(len(path) > 1 for path in places) else {str(top) for path in places for top in path}
    tree = reread(file, folder, tops=tops)
    return [tree.problem(finding, file) for finding in findings]


def _located(
    file: str, folder: Path, findings: Iterable[Finding], lost: Collection[Link], known: Known
) -> list[Problem]:
    """Return the problems between a file and others at their lines, for which it is parsed once more."""
    tree = reread(file, folder)
    broken = [known.finding(link, path) for path, link in links_of(tree.root, file) if link in lost]
    return [tree.problem(finding, file) for finding in (*findings, *broken)]


def reread(file: str, folder: Path, digest: str = "", tops: Iterable[str] | None = None) -> Tree:
    """Return the tree of a file that was read before; an empty one when it has changed for the worse.

    Args:
        file: path relative to the data folder.
        folder: the data folder.
        digest: hash of the content that is meant; any other content counts as changed for the worse.
        tops: the only fields whose places are wanted.
    """
    data = files.read(files.place_of(file, folder), folder)
    if digest and not isinstance(data, Problem) and hashlib.sha256(data).hexdigest() != digest:
        return Tree({}, {})
    tree = data if isinstance(data, Problem) else parse(data, file, tops)
    return Tree({}, {}) if isinstance(tree, Problem) else tree


def _known(readings: Iterable[Reading], clashes: Collection[str]) -> tuple[Vocabulary | None, Known]:
    """Return the vocabulary, if there is one, and what may be referred to; clashing files may not."""
    vocabulary, sound, sources, unread = None, False, set(), set()
    for reading in readings:
        if isinstance(reading.record, Vocabulary) or files.is_vocabulary(reading.file):
            vocabulary = reading.record if isinstance(reading.record, Vocabulary) else Vocabulary()
            sound = not any(problem.severity == "error" for problem in reading.problems)
        elif isinstance(reading.record, Source) and reading.file not in clashes:
            sources.add(reading.record.id)
        elif reading.file.startswith("seeds/"):
            unread.add(files.stem(reading.file))
    known = Known(vocabulary if sound else None, frozenset(sources), frozenset(unread - sources))
    return vocabulary, known


def _portfolio(good: Iterable[Target | Source], words: Vocabulary, readings: Iterable[Reading]) -> Portfolio:
    """Return records as a portfolio, the targets in the order of theme and file."""
    order = {name: (theme.order, name) for name, theme in words.themes.items()}
    targets = [record for record in good if not isinstance(record, Source)]
    targets.sort(key=lambda target: (order.get(target.theme, (0, target.theme)), target.file))
    return Portfolio(
        targets={target.id: target for target in targets},
        sources={record.id: record for record in good if isinstance(record, Source)},
        vocabulary=words,
        files={reading.file: reading.digest for reading in readings if reading.digest},
    )
