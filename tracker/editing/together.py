"""Together: a change of many files on the disk, all of them or none, whoever is killed when.

The new contents, and the old ones, are written into a journal first, and the change is decided when the
journal gets its name, in one step. From then on every reader sees the new contents (`reading.pending`)
while they are put in place one by one. Whoever finds a journal of somebody who was killed carries it out.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.editing import lock, save
from tracker.editing.edit import Proposal
from tracker.editing.save import Outcome, StoppedError
from tracker.reading import pending
from tracker.reading.pending import BACK, FORWARD, LIST, Entry, Journal
from tracker.writing import unbroken


@dataclass(frozen=True, slots=True)
class Change:
    """New content for one file.

    Attributes:
        file: path relative to the data folder.
        before: the content that the change was made for; None when the file is to be new.
        after: the content it is to have; None when it is to be removed.
    """

    file: str
    before: bytes | None
    after: bytes | None

    @property
    def undone(self) -> Change:
        """The change that takes this one back."""
        return Change(self.file, self.after, self.before)


def commit(folder: Path, propose: Callable[[], Sequence[Change]], *, new: bool = False) -> Outcome:
    """Save changes of any number of files, all of them or none.

    Args:
        folder: the data folder.
        propose: returns the changes, made from the files as they are when it is called; nobody else who
            asks for the lock saves meanwhile.
        new: whether the folder is made where it is not there.
    """
    try:
        if new:
            folder.mkdir(parents=True, exist_ok=True)
        folder = Path(os.path.realpath(folder))  # a link may lead elsewhere before all files are saved
        with save.locked(folder, ""):
            with unbroken():
                left = _finish(folder)
            changes = [change for change in propose() if change.before != change.after]
            if changes:
                with unbroken():
                    _all_or_none(folder, changes)
            elif left and left.entries:
                return _completed(left)
            return Outcome("saved", "save.all", {"count": str(len(changes))})
    except StoppedError as stopped:
        return stopped.outcome
    except OSError as error:
        return save.failed(error, Path(os.path.realpath(folder)).name)


def finish(folder: Path) -> Outcome | None:
    """Complete what somebody who was killed has left half done; None when there is nothing to do.

    Scraps of a change that is not pending are removed if nobody saves just now, and left alone otherwise.
    """
    if pending.is_left(folder):
        return commit(folder, lambda: ())
    if pending.scraps(folder):
        with contextlib.suppress(OSError, lock.BusyError), lock.held(folder, tries=1, pause=0):
            _sweep(folder)
    return None


def _completed(journal: Journal) -> Outcome:
    """Return what became of a change that somebody who was killed had left half done."""
    told = {"count": str(len(journal.entries)), "file": journal.entries[0].file}
    return Outcome("saved", "save.taken_back" if journal.back else "save.completed", told)


def _sweep(folder: Path) -> None:
    for name in pending.scraps(folder):
        shutil.rmtree(name, ignore_errors=True)


def _all_or_none(folder: Path, changes: Sequence[Change]) -> None:
    """Decide on changes and carry them out; the lock is held.

    Raises:
        OSError: they could not be written; every file is what it was.
        StoppedError: a file is not what it was when the changes were made; so is every other one.
    """
    for change in changes:
        with _naming(change.file):
            _expect(folder, change)
    staged = folder / f"{FORWARD}.{os.getpid()}.{secrets.token_hex(4)}.tmp"
    try:
        _stage(staged, changes)
        _decide(staged, folder / FORWARD)
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    _finish(folder)


def _expect(folder: Path, change: Change) -> None:
    """Stop unless a file is as the change expects it."""
    wanted = _proposal(folder, change.file, _sha(change.before), b"")
    if change.before is not None:
        save.expect(save.real_path(wanted), wanted)
        return
    with contextlib.suppress(FileNotFoundError):
        (folder / change.file).lstat()  # where it cannot even be asked, nothing could be put in place
        raise StoppedError(Outcome("conflict", "save.exists", {"file": change.file}))


@contextlib.contextmanager
def _naming(file: str) -> Iterator[None]:
    """Let an error of the system say at which file it came up."""
    try:
        yield
    except OSError as error:
        raise StoppedError(save.failed(error, file)) from error


def _stage(staged: Path, changes: Sequence[Change]) -> None:
    """Write the journal under a name that nobody looks at, completely."""
    staged.mkdir()
    entries, filled = [], list[Path]()
    for number, change in enumerate(changes):
        for side, content in (("before", change.before), ("after", change.after)):
            if content is not None:
                path = staged / f"{side}-{number}"
                save.fill(path, content, force=False)
                filled.append(path)
        before, after = _sha(change.before), _sha(change.after)
        entries.append({"file": change.file, "before": before, "after": after})
    save.fill(staged / LIST, json.dumps(entries).encode(), force=False)
    save.force_all([*filled, staged / LIST])


def _decide(staged: Path, journal: Path) -> None:
    """Give the journal its name, by which the change counts; a reader in between notices by the time."""
    seen = pending.stamp(staged.parent)
    staged.rename(journal)
    while pending.stamp(staged.parent) == seen:
        os.utime(staged.parent)
    save.forced(staged.parent)


def _finish(folder: Path) -> Journal | None:
    """Carry out what is decided, remove what was never decided, return what it was; the lock is held.

    Raises:
        OSError: it could not be carried out; every file is what it was before the change.
        StoppedError: somebody else has changed one of the files since; the others are what they were.
    """
    journal = pending.found(folder)
    try:
        if journal is not None:
            _carry_out(folder, journal)
    except (OSError, StoppedError):
        if journal is None or journal.back:
            raise
        journal.home.rename(folder / BACK)
        _finish(folder)
        raise
    _sweep(folder)
    return journal


def _carry_out(folder: Path, journal: Journal) -> None:
    """Put every decided content in its place, and let the journal go in one step, as it came."""
    for number, entry in enumerate(journal.entries):
        with _naming(entry.file):
            _put(folder, journal, entry, number)
    places = [folder / entry.file for entry in journal.entries]
    for parent in {place.parent for place in places}:
        save.clear(parent, {place.name for place in places})
    save.force_all([place.resolve() for place in places if place.exists()])
    gone = folder / f"{FORWARD}.{os.getpid()}.{secrets.token_hex(4)}.tmp"
    journal.home.rename(gone)
    save.forced(folder)
    shutil.rmtree(gone, ignore_errors=True)


def _put(folder: Path, journal: Journal, entry: Entry, number: int) -> None:
    path = folder / entry.file
    old, new = journal.turned(entry)
    now = pending.digest_of(path if path.exists() else None)
    if now == new or (now != old and journal.back):  # when taking back, somebody else's content stays
        return
    if journal.back and not _is_within(folder, entry):  # nor was anything written there
        return
    proposal = _proposal(folder, entry.file, old, _content(journal, number, new))
    if new:
        save.require_inside(path, proposal)
        path.parent.mkdir(parents=True, exist_ok=True)
        save.written(proposal, force=False)
        return
    save.real_path(proposal)
    if now != old:
        raise StoppedError(Outcome("conflict", "save.conflict", {"file": entry.file}))
    path.unlink()
    with contextlib.suppress(OSError):  # a theme that still has files
        path.parent.rmdir()


def _is_within(folder: Path, entry: Entry) -> bool:
    """Tell whether a file lies behind all links inside the data folder."""
    try:
        save.require_inside(folder / entry.file, _proposal(folder, entry.file, "", b""))
    except StoppedError:
        return False
    return True


def _content(journal: Journal, number: int, digest: str) -> bytes:
    """Return the decided content of an entry.

    Raises:
        StoppedError: it is not there, is another one, or cannot be read.
    """
    if not digest:
        return b""
    place = journal.content(number)
    if place.is_symlink() or pending.digest_of(place) != digest:
        named = {"file": journal.entries[number].file, "journal": journal.home.name}
        raise StoppedError(Outcome("refused", "save.cut_short", named))
    return place.read_bytes()


def _proposal(folder: Path, file: str, digest: str, data: bytes) -> Proposal:
    return Proposal(folder, file, digest, data, "", "", ())


def _sha(content: bytes | None) -> str:
    return "" if content is None else save.sha(content)
