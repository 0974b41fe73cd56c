"""Edit: what a file will look like with one record more, and whether it may be saved.

`propose` and `propose_source` read the data folder, write nothing and ask nobody; `save.commit`
takes what they return. The digest of the file travels along, so that nobody's change is lost.
"""

from __future__ import annotations

import difflib
import hashlib
import pathlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker import reader
from tracker.editing.insertion import Refusal, with_observation, with_source
from tracker.editing.layout import Fields, at
from tracker.editing.row import with_row
from tracker.model import Measured, Milestones, Source, Table, Target, member_id
from tracker.plausible import doubtful_figures
from tracker.problems import Finding, Path, Problem
from tracker.reading import files
from tracker.reading.characters import decoded
from tracker.reading.completion import completed
from tracker.reading.elsewhere import Shelf, table_of
from tracker.reading.links import Known, links_of
from tracker.reading.names import near
from tracker.reading.rules import placed_series
from tracker.terms import Vocabulary

__all__ = ["Proposal", "Refusal", "propose", "propose_source", "with_observation", "with_source"]
_HEADING = "# yaml-language-server:"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of one file that nobody has made yet.

    Attributes:
        folder: the data folder.
        file: path of the file relative to it.
        digest: SHA-256 of the content that the change was made for; empty when the file is to be new.
        data: the whole new content.
        lines: the lines that it has more.
        diff: the same with the lines around them, as a unified diff.
        problems: what is wrong with the new content; only without errors can it be saved.
    """

    folder: pathlib.Path
    file: str
    digest: str
    data: bytes
    lines: str
    diff: str
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Whether the new content has no errors; warnings are for a person to judge."""
        return all(problem.severity == "warning" for problem in self.problems)

    def since(self, digest: str) -> Proposal:
        """Return the same change on condition that the file still has the content a person saw.

        Args:
            digest: SHA-256 of the file when the form was opened, as in `Portfolio.files`.
        """
        return replace(self, digest=digest)


def propose(
    folder: pathlib.Path, target: str, fields: Fields, part: str = "", on: date | None = None
) -> Proposal | Refusal:
    """Return a target file with one more observation.

    Args:
        folder: the data folder.
        target: id of the target.
        fields: the observation as texts, `note` and the like as text per language.
        part: id of the tier or part; empty for an indicator.
        on: the day that counts as today, for warnings about figures that are hard to believe.
    """
    if _is_empty(fields):
        return Refusal("edit.empty", {})
    places, amiss = files.find(folder)
    place = _readable(target, places, amiss)
    if isinstance(place, Refusal):
        return place
    data = files.read(place, folder)
    tree = data if isinstance(data, Problem) else reader.parse(data, place.file)
    if isinstance(data, Problem) or isinstance(tree, Problem):
        found = [problem for problem in (tree, data) if isinstance(problem, Problem)]
        return Refusal("edit.unreadable", {"file": place.file}, (found[0],))
    holder = _series_at(tree.root, part, place.file)
    if not isinstance(holder, Refusal) and (elsewhere := _elsewhere(tree.root, holder)):
        return _propose_elsewhere(folder, place.file, elsewhere, fields, (places, on))
    new = holder if isinstance(holder, Refusal) else with_observation(data, place.file, holder, fields)
    if isinstance(new, Refusal):
        return new
    known, sources = _known(folder, places, _cited(new, place.file))
    around = folder, places, on
    before, after = (_judged(content, place.file, known, sources, around) for content in (data, new))
    return _proposal(folder, place.file, data, new, _new_problems(before, after))


def _is_empty(fields: Fields) -> bool:
    """Tell whether nothing was filled in, neither a text nor one of several."""
    texts = (value.values() if isinstance(value, Mapping) else value for value in fields.values())
    return not any("".join(one).strip() for one in texts)


def _elsewhere(root: dict[str, Any], holder: Path) -> Mapping[str, Any]:
    """Return what names the CSV file or the target that holds the figures of a series."""
    listed = at(root, holder).get("observations")
    return listed if isinstance(listed, dict) else {}


def _propose_elsewhere(
    folder: pathlib.Path,
    file: str,
    elsewhere: Mapping[str, Any],
    fields: Fields,
    given: tuple[Sequence[files.Place], date | None],
) -> Proposal | Refusal:
    """Return the CSV file beside a target with one more row; figures of another target are recorded there."""
    if isinstance(name := elsewhere.get("file"), str):
        return _propose_row(folder, f"{file.rpartition('/')[0]}/{name}", fields, given)
    if isinstance(other := elsewhere.get("from"), str):
        return Refusal("edit.elsewhere", {"file": file, "target": other})
    return Refusal("edit.by_hand", {"file": file})


def _propose_row(
    folder: pathlib.Path, file: str, fields: Fields, given: tuple[Sequence[files.Place], date | None]
) -> Proposal | Refusal:
    """Return a CSV file of figures with one more row."""
    places, on = given
    place = next((one for one in places if one.file == file), None)
    data = files.read(place, folder) if place else Problem("F001", file, values={"name": file})
    if isinstance(data, Problem):
        return Refusal("edit.unreadable", {"file": file}, (data,))
    new = with_row(data, fields)
    if isinstance(new, tuple):
        return Refusal("edit.no_column", {"file": file, "columns": ", ".join(new)})
    known, sources = _known(folder, places, _cited(new, file))
    before, after = (_judged(content, file, known, sources, (folder, places, on)) for content in (data, new))
    return _proposal(folder, file, data, new, _new_problems(before, after))


def _cited(data: bytes, file: str) -> set[str]:
    """Return every word with which a file refers to another one, the ids of its sources among them."""
    return {link.word for link in reader.read(data, file).links}


def propose_source(folder: pathlib.Path, source: str, fields: Fields) -> Proposal | Refusal:
    """Return a new source file.

    Args:
        folder: the data folder.
        source: id of the source, which becomes the name of the file.
        fields: the record without its id as texts, `title` and `summary` as text per language.
    """
    file = f"seeds/{source}.yaml"
    if not files.is_id(source):
        bad = Problem("S010", "seeds", path="id", values={"given": source})
        return Refusal("edit.bad_id", {"given": source}, (bad,))
    places, _ = files.find(folder)
    taken = next((place.file for place in places if _is_source(place.file, source)), None)
    if taken:
        return Refusal("edit.source_exists", {"given": source, "file": taken})
    new = with_source({"id": source, **fields}, _heading(folder, places))
    known, _ = _known(folder, places, ())
    return _proposal(folder, file, b"", new, _judged(new, file, known, {}, (folder, places, None)))


def _is_source(file: str, source: str) -> bool:
    return file.startswith("seeds/") and files.stem(file) == source


def _heading(folder: pathlib.Path, places: Sequence[files.Place]) -> str:
    """Return the comment with which the other source files begin, if they have one for editors."""
    place = next((place for place in places if place.file.startswith("seeds/")), None)
    data = files.read(place, folder) if place else b""
    first = "" if isinstance(data, Problem) else next(iter(_text_lines(data[:200], "")), "")
    return first if first.startswith(_HEADING) else ""


def _proposal(
    folder: pathlib.Path, file: str, old: bytes, new: bytes, problems: Sequence[Problem]
) -> Proposal:
    digest = hashlib.sha256(old).hexdigest() if old else ""
    before, after = _text_lines(old, file), _text_lines(new, file)
    diff = list(difflib.unified_diff(before, after, file if old else "/dev/null", file, lineterm=""))
    added = [line[1:] for line in diff[2:] if line.startswith("+")]
    ordered = tuple(sorted(problems, key=lambda problem: problem.order))
    return Proposal(folder, file, digest, new, "\n".join(added), "\n".join(diff), ordered)


def _text_lines(data: bytes, file: str) -> list[str]:
    """Return the lines of a file without line ends, whatever they are."""
    text = decoded(data, file)
    return (data.decode(errors="backslashreplace") if isinstance(text, Problem) else text).splitlines()


def _readable(target: str, places: Sequence[files.Place], amiss: Iterable[Problem]) -> files.Place | Refusal:
    """Return the file of a target, unless it or the sources may lie in a folder that is shut."""
    place = _place_of(target, places)
    lost = isinstance(place, Refusal) and place.reason.startswith("edit.unknown_target")
    shut = [
        problem
        for problem in amiss
        if (lost and files.may_hold(target, [problem])) or files.is_shut("seeds", problem)
    ]
    return Refusal("edit.unreadable", {"file": shut[0].file}, tuple(shut)) if shut else place


def _place_of(target: str, places: Sequence[files.Place]) -> files.Place | Refusal:
    """Return the file of a target; it is looked up, no path is ever made of an id."""
    named = {
        place.file: place
        for place in places
        if place.file.startswith("targets/")
        and not files.is_vocabulary(place.file)
        and not files.is_table(place.file)
    }
    found = [file for file in named if files.stem(file) == target]
    if len(found) == 1:
        return named[found[0]]
    if found:
        return Refusal("edit.two_files", {"given": target, "first": found[0], "second": found[1]})
    close = near(target, [files.stem(file) for file in named])
    reason = "edit.unknown_target.near" if close else "edit.unknown_target"
    return Refusal(reason, {"given": target, "near": close})


def _series_at(root: dict[str, Any], part: str, file: str) -> Path | Refusal:
    """Return the path of the series that a figure belongs to."""
    if root.get("kind") == "milestones" or "steps" in root:
        return Refusal("edit.milestones", {"file": file})
    name = next((name for name in ("tiers", "parts") if isinstance(root.get(name), list)), None)
    if part and isinstance(root.get("series"), list):
        return _member_at(root["series"], part)
    if name is None:
        return Refusal("edit.no_parts", {"given": part, "file": file}) if part else ()
    ids = [str(entry.get("id")) if isinstance(entry, dict) else "" for entry in root[name]]
    if part in ids:
        return (name, ids.index(part))
    reason = "edit.unknown_part" if part else "edit.which_part"
    return Refusal(reason, {"given": part, "choices": ", ".join(ids)})


def _member_at(listed: Sequence[object], part: str) -> Path | Refusal:
    """Return the path of a series that is named by its members, such as `sex=female`."""
    given = [entry.get("of") if isinstance(entry, dict) else None for entry in listed]
    ids = [member_id(of) if isinstance(of, dict) else "" for of in given]
    wanted = ",".join(sorted(part.split(",")))
    if wanted in ids:
        return ("series", ids.index(wanted))
    return Refusal("edit.unknown_part", {"given": part, "choices": "; ".join(ids)})


def _judged(
    data: bytes,
    file: str,
    known: Known,
    sources: Mapping[str, Source],
    given: tuple[pathlib.Path, Sequence[files.Place], date | None],
) -> list[Problem]:
    """Return what is wrong with the content of a file, and what is hard to believe in it."""
    folder, places, on = given
    reading, tree = reader.read(data, file), reader.parse(data, file)
    if isinstance(tree, Problem):
        return list(reading.problems)
    lost = {link for link in reading.links if known.leads_nowhere(link)}
    broken = [known.finding(link, path) for path, link in links_of(tree.root, file) if link in lost]
    record, amiss = reading.record, list[Finding]()
    if known.words is not None and isinstance(record, Measured):
        record, amiss = completed(record, known.words, _shelf(record, folder, places))
    doubts = _doubts(record, sources, known.words, on) if on and not amiss else []
    return [*reading.problems, *(tree.problem(finding, file) for finding in (*broken, *amiss, *doubts))]


def _shelf(target: Target, folder: pathlib.Path, places: Sequence[files.Place]) -> Shelf:
    """Return what a target takes figures from, and the targets that it names; nothing else is read."""
    held = {place.file: place for place in places}
    own = [file for file in held if file.startswith("targets/") and not files.is_table(file)]
    stems = {files.stem(file): file for file in own}
    tables, targets, waiting = dict[str, Table | None](), {target.id: target}, [target]
    while waiting:
        one = waiting.pop()
        taken = [] if isinstance(one, Milestones) else [series.elsewhere for _, series in placed_series(one)]
        for file in {table_of(one, place) for place in taken} & held.keys():
            table = reader.load_file(held[file], folder).record
            tables[file] = table if isinstance(table, Table) else None
        names = {place.from_ for place in taken if place and place.from_}
        names |= {other.target for other in one.related}
        for name in (names & stems.keys()) - targets.keys():
            record = reader.load_file(held[stems[name]], folder).record
            if isinstance(record, Target):
                targets[name] = record
                waiting.append(record)
    return Shelf(tables, targets)


def _doubts(
    record: object, sources: Mapping[str, Source], words: Vocabulary | None, on: date
) -> Iterator[Finding]:
    """Yield every doubt about the figures of a target on a day."""
    if isinstance(record, Measured):
        for path, series in placed_series(record):
            for finding in doubtful_figures(
                series, record.measure, sources, words.units if words else {}, on
            ):
                yield finding.below(path)


def _new_problems(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    """Return the errors of the new content, and the warnings that the old one did not have."""
    old = {(problem.code, problem.path, str(problem.values)) for problem in before}
    return [
        problem
        for problem in after
        if problem.severity == "error" or (problem.code, problem.path, str(problem.values)) not in old
    ]


def _known(
    folder: pathlib.Path, places: Sequence[files.Place], cited: Collection[str]
) -> tuple[Known, dict[str, Source]]:
    """Return what a file may refer to; of the sources only those that it cites are read."""
    sources: dict[str, Source] = {}
    stems: set[str] = set()
    unread: set[str] = set()
    words = None
    for place in places:
        stem = files.stem(place.file)
        if files.is_vocabulary(place.file):
            reading = reader.load_file(place, folder)
            sound = all(problem.severity == "warning" for problem in reading.problems)
            words = reading.record if isinstance(reading.record, Vocabulary) and sound else None
        elif place.file.startswith("seeds/"):
            record = reader.load_file(place, folder).record if stem in cited else None
            if isinstance(record, Source):
                sources[stem] = record
            (unread if stem in cited and record is None else stems).add(stem)
    return Known(words, frozenset(stems), frozenset(unread)), sources
