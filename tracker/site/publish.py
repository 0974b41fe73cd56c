"""Publish: files put into a folder so that whoever looks at any moment sees whole pages.

Files are written beside the others and renamed into place one by one, what others need first. The
manifest names every file that the tool wrote; no other file is touched.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from tracker.writing import is_below, unbroken

MANIFEST = ".tracker-site.json"
BESIDE = ".tracker-site-building"
FOLDER = "/"
"""Stands for the hash of a folder that lies where a file belongs."""
_BUFFER = 1 << 16
"""Bytes; where it is named, opening does not ask the file whether it is a terminal."""


class ForeignFileError(Exception):
    """A file lies where a page belongs, and the tool did not write it."""


@dataclass
class Manifest:
    """What lies in the folder: by file its hash, and by group of files the key of what it was made from.

    While files are brought into place, a file has the hash of before and of after, with a space between.
    """

    files: dict[str, str] = field(default_factory=dict)
    groups: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, out: Path) -> Manifest:
        """Return the manifest of a folder; an empty one where there is none.

        Whoever made the folder, no name in it leads out of it.
        """
        try:
            found = json.loads((out / MANIFEST).read_text("utf-8"))
            files = {file: str(made) for file, made in found["files"].items() if is_below(file)}
            groups = {
                name: [key, list(made)]
                for name, (key, made) in found["groups"].items()
                if files.keys() >= set(made)
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return cls()
        return cls(files, groups)

    def text(self) -> str:
        """Return the manifest as it is written."""
        return json.dumps({"files": self.files, "groups": self.groups}, sort_keys=True, indent=0) + "\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many files a build found, wrote and took away."""

    total: int
    written: int
    removed: int


class Folder:
    """The folder of a site while it is built."""

    def __init__(self, out: Path, given: Iterable[str] = ()) -> None:
        """Begin beside what lies there.

        Args:
            out: the folder.
            given: files that are ours whoever put them there, such as what earlier builds announced.
        """
        self._out, self._beside = out, out / BESIDE
        self.old, self.new = Manifest.read(out), Manifest()
        self._given = frozenset(given)
        self._held: frozenset[str] = frozenset()
        self._waiting: list[str] = []
        self._made: set[str] = set()
        self._own: set[str] = {""}
        self._there: dict[str, frozenset[str]] = {}
        out.mkdir(parents=True, exist_ok=True)
        if self._beside.is_symlink():
            self._beside.unlink()
        shutil.rmtree(self._beside, ignore_errors=True)

    def __enter__(self) -> Folder:
        """Return the folder."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take away what was made beside the others and was not brought into place."""
        shutil.rmtree(self._beside, ignore_errors=True)

    def same(self, group: str, key: str) -> bool:
        """Tell whether a group of files lies there as it would be made; if so, it stays."""
        known = self.old.groups.get(group)
        if not known or known[0] != key or not all(self._lies(file) for file in known[1]):
            return False
        self.new.groups[group] = known
        self.new.files |= {file: self.old.files[file] for file in known[1]}
        return True

    def _lies(self, file: str) -> bool:
        self._within(file.rpartition("/")[0])
        return file in self.old.files and self._hash(file) == self.old.files[file]

    def _hash(self, file: str) -> str:
        """Return the hash of what lies at a file's place; nothing where nothing does, or no file."""
        folder, _, name = file.rpartition("/")
        if name.casefold() not in self._names(folder):
            return ""
        try:
            with open(f"{self._out}/{file}", "rb", buffering=0) as lying:  # noqa: PTH123 - thousands of files
                return digest(lying.read())
        except IsADirectoryError:
            return FOLDER
        except OSError:
            return ""

    def _names(self, folder: str) -> frozenset[str]:
        """Return what lay in a folder when the build first looked into it; some disks know no capitals."""
        if folder not in self._there:
            try:
                lying = os.listdir(self._out / folder)  # noqa: PTH208 - names alone
            except OSError:
                lying = []
            self._there[folder] = frozenset(map(str.casefold, lying))
        return self._there[folder]

    def put(self, group: str, key: str, files: Mapping[str, bytes]) -> None:
        """Write a group of files beside the others, those that differ.

        Raises:
            ForeignFileError: a file lies there that the tool did not write, or the way to it leads elsewhere.
        """
        self.new.groups[group] = [key, list(files)]
        for file, data in files.items():
            self._within(file.rpartition("/")[0])
            if file in self._held and self._lies(file):
                self.new.files[file] = self.old.files[file]
                continue
            self.new.files[file] = made = digest(data)
            lies = self._hash(file)
            if lies == made:
                continue
            if lies == FOLDER or (lies and file not in self.old.files and file not in self._given):
                raise ForeignFileError(file)
            self._write(f"{self._beside}/{file}", data)
            self._waiting.append(file)

    def _within(self, folder: str) -> None:
        """Check that a folder of the site is no file, and no link to another place, where nothing is ours.

        Raises:
            ForeignFileError: it is.
        """
        if folder not in self._own:
            self._within(folder.rpartition("/")[0])
            place = self._out / folder
            if place.is_symlink() or (place.exists() and not place.is_dir()):
                raise ForeignFileError(folder)
            self._own.add(folder)

    def _write(self, place: str, data: bytes) -> None:
        self._make(place.rpartition("/")[0])
        with open(place, "wb", buffering=_BUFFER) as file:  # noqa: PTH123 - thousands of files
            file.write(data)

    def _make(self, folder: str) -> None:
        """Make a folder the first time that something is put into it."""
        if folder not in self._made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - a text already
            self._made.add(folder)

    def earlier(self, file: str) -> bytes:
        """Return a file as the last build left it; nothing where it is another or not there."""
        try:
            data = (self._out / file).read_bytes()
        except OSError:
            return b""
        return data if digest(data) in self.old.files.get(file, "").split() else b""

    def hold(self, files: Iterable[str]) -> None:
        """Let files of earlier builds stay as they are, whatever this one makes of them."""
        self._held = frozenset(files)

    def keep(self, files: Iterable[str]) -> None:
        """Let files of earlier builds stay that this one does not make."""
        self.new.files |= {file: self.old.files[file] for file in files if file in self.old.files}

    def publish(self) -> Outcome:
        """Bring everything into place, assets first, pages next, what lists them last, then take away.

        Ctrl-C waits for it, so that the site is the old one or the new one.
        """
        with unbroken():
            outcome = self._brought()
            shutil.rmtree(self._beside, ignore_errors=True)
        return outcome

    def _brought(self) -> Outcome:
        gone = sorted(self.old.files.keys() - self.new.files.keys(), key=_leaving, reverse=True)
        for file in gone:
            self._within(file.rpartition("/")[0])
        if self._waiting or gone:
            # Whatever happens from here on, the next build knows which files are its own.
            both = {file: f"{self.old.files.get(file, '')} {self.new.files[file]}" for file in self._waiting}
            self._manifest(Manifest(self.old.files | both))
        # What is new goes first: whatever is stopped in between, no page leads to one that is not there yet.
        for file in sorted(self._waiting, key=lambda file: (file in self.old.files, *_order(file))):
            place = f"{self._out}/{file}"
            self._make(place.rpartition("/")[0])
            _moved(f"{self._beside}/{file}", place)
        removed = [file for file in gone if self._hash(file) in self.old.files[file].split()]
        for file in removed:  # what somebody has edited since is theirs
            (self._out / file).unlink(missing_ok=True)
            self._prune((self._out / file).parent)
        if self._manifest_text() != self.new.text():
            self._manifest(self.new)
        return Outcome(len(self.new.files), len(self._waiting), len(removed))

    def _manifest_text(self) -> str:
        try:
            return (self._out / MANIFEST).read_text("utf-8")
        except OSError:
            return ""

    def _manifest(self, manifest: Manifest) -> None:
        self._write(f"{self._beside}/{MANIFEST}", manifest.text().encode())
        _moved(f"{self._beside}/{MANIFEST}", f"{self._out}/{MANIFEST}")

    def _prune(self, folder: Path) -> None:
        """Take away folders that have become empty."""
        while folder != self._out and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def _moved(file: str, place: str) -> None:
    """Rename a file into its place; whoever looks sees the old one or the new one, whole."""
    os.replace(file, place)  # noqa: PTH105 - thousands of files, and a Path for each is slow


def digest(data: bytes) -> str:
    """Return what tells one content from every other."""
    return hashlib.sha256(data).hexdigest()[:32]


def _order(file: str) -> tuple[int, str, str]:
    """Return when a file is brought into place: before everything that leads to it.

    The pages of one target lead to each other, so they come and go next to each other, after its files.
    """
    name = os.path.basename(file)  # noqa: PTH119 - thousands of files, and a Path for each is slow
    if file.startswith("assets/"):
        return 0, name, file
    if "/target/" in file or "/embed/" in file:
        return 1, name.partition(".")[0], f"{name.endswith('.html'):d}{'/embed/' in file:d}{file}"
    last = name.endswith((".atom", "sitemap.xml")) or name in ("index.html", "editions.json")
    return (3 if last else 2), name, file


def _leaving(file: str) -> tuple[bool, int, str, str]:
    """Return when a file is taken away, the greatest first: pages before what they lead to."""
    return file.endswith(".html"), *_order(file)
