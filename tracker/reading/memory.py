"""Memory: the fields of sound files, kept from one start to the next under the hash of their bytes.

A file whose bytes are known is not parsed again. Its fields are validated all the same, and sealed with the
name they are kept under, so that a memory may be damaged, mixed up, or older than the rules for records, and
still not put a wrong figure on the board.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LASTING = timedelta(days=30)
_SEAL = 16  # bytes
# The library reads names in a damaged file as text, and fails on them by itself.
_DAMAGED = (sqlite3.Error, UnicodeDecodeError)
_TABLE = "CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, used TEXT NOT NULL, fields BLOB NOT NULL)"


class Memory:
    """What was kept by earlier starts, and what is to be kept of this one."""

    def __init__(self, kept: sqlite3.Connection) -> None:
        """Begin with what a database holds."""
        self._kept = kept
        self._used: list[str] = []
        self._new: dict[str, bytes] = {}

    def recall(self, digest: str) -> dict[str, Any] | None:
        """Return the fields of the file with a hash; None when they are not known."""
        name = _name(digest)
        try:
            found = self._kept.execute("SELECT fields FROM kept WHERE name = ?", (name,)).fetchone()
            fields = json.loads(zlib.decompress(_opened(name, found[0]))) if found else None
        except (*_DAMAGED, zlib.error, ValueError, TypeError):
            return None
        self._used.append(name)
        return fields if isinstance(fields, dict) else None

    def keep(self, digest: str, fields: dict[str, Any]) -> None:
        """Remember the fields of the sound file with a hash."""
        name = _name(digest)
        self._new[name] = _sealed(name, zlib.compress(json.dumps(fields).encode(), 1))

    def write(self, today: date) -> None:
        """Put down what is new, and let go of what no start has asked for in a month."""
        day, last = today.isoformat(), (today - LASTING).isoformat()
        with self._kept:
            self._kept.executemany(
                "UPDATE kept SET used = ? WHERE name = ? AND used <> ?",
                [(day, name, day) for name in self._used],
            )
            self._kept.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)",
                [(name, day, fields) for name, fields in self._new.items()],
            )
            self._kept.execute("DELETE FROM kept WHERE used < ?", (last,))


@contextmanager
def opened(place: Path | None, today: date) -> Iterator[Memory | None]:
    """Give the memory that lies at a place, and put down what is new when the block ends.

    None without a place, and where nothing can be kept: everything is read then, which only takes longer.
    A file that is no memory, or a damaged one, makes room for a new one.
    """
    try:
        connection = _connected(place) if place else None
    except (*_DAMAGED, OSError):
        connection = None
    if connection is None:
        yield None
        return
    with closing(connection):
        memory = Memory(connection)
        yield memory
        try:
            memory.write(today)
        except _DAMAGED:  # a full disk, or another start is writing: the next one keeps it
            return


def _connected(place: Path) -> sqlite3.Connection:
    """Return the database at a place, made anew when it cannot be used.

    Raises:
        OSError: nothing can be put there.
        sqlite3.Error: nor can it be read.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch(mode=0o600)
    for attempt in range(2):
        connection = sqlite3.connect(place, timeout=1)
        try:
            connection.execute(_TABLE)
            sound = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        except sqlite3.OperationalError:
            connection.close()
            raise
        except _DAMAGED:
            sound = False
        if sound or attempt:
            return connection
        connection.close()
        place.unlink()
    raise sqlite3.DatabaseError


def _sealed(name: str, fields: bytes) -> bytes:
    """Return fields behind a seal that ties them to their name."""
    return hashlib.sha256(name.encode() + fields).digest()[:_SEAL] + fields


def _opened(name: str, kept: bytes) -> bytes:
    """Return the fields behind a seal.

    Raises:
        ValueError: they are not those that were kept under the name.
    """
    fields = kept[_SEAL:]
    if _sealed(name, fields) != kept:
        raise ValueError
    return fields


def _name(digest: str) -> str:
    """Return under which name the fields of a file are kept; other rules of reading give other names."""
    return f"{_rules()}-{digest}"


@cache
def _rules() -> str:
    """Return the hash of what decides which fields a text gives: of all that reads files."""
    here = Path(__file__).parent
    files = (*sorted(here.glob("*.py")), here.parent / "reader.py", here.parent / "scalars.py")
    rules = b"".join(file.read_bytes() for file in files) + yaml.__version__.encode()
    return hashlib.sha256(rules).hexdigest()[:16]
