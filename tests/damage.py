"""Damage: what happens to real files, at random, and what every reading of a damaged file has to keep."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from tracker import reader
from tracker.language import words
from tracker.problems import CATALOGUE, listed

ROOT = Path(__file__).parents[1]
REAL = sorted([*ROOT.glob("targets/**/*.yaml"), *ROOT.glob("seeds/*.yaml")])
NAMES = [str(path.relative_to(ROOT)) for path in REAL]

# Texts that have broken YAML readers before, as values or anywhere in a file.
EVIL = [
    "",
    "~",
    "no",
    "0x1F",
    ".nan",
    "-",
    "- ",
    ": ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    "{{ x }}",
    ",",
    "#",
    " #x",
    "&a",
    "*a",
    "<<: *a",
    "!!int x",
    "!x",
    "|",
    ">",
    "|9",
    ">-x",
    "@",
    "`",
    "%YAML 1.1",
    "---",
    "...",
    "\n---\n",
    '"',
    "'",
    '"\\x00"',
    '"\\uD83D"',
    '"\\q"',
    "\t",
    "\n\t",
    "\n\n",
    "\r",
    "\ufeff",
    "\u00a0",
    "\u0085",
    "\u2028",
    "\u202e",
    "\u200b",
    "\x00",
    "\x1b[31m",
    "\ufffe",
    "\U0001f600",
    "9" * 400,
    "1e999",
    "2025-02-30",
    "<<<<<<< HEAD\n",
    "[" * 30,
    "- " * 30,
    "a: " * 30,
    "(folder)",
    "{a: b}",
    "[a, b]",
    "650,000",
]


def judged(data: bytes, file: str) -> reader.Reading:
    """Return the reading of a damaged file after holding it to the promises of every reading."""
    reading = reader.read(data, file)
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    for problem in reading.problems:
        assert problem.code in CATALOGUE
        assert 1 <= problem.line <= text.count("\n") + 1
        assert problem.column >= 1
    told = listed(reading.problems, words("en"), "text")
    assert all(sign == "\n" or sign.isprintable() for sign in told)
    # A file is a sound record, or something is said about it.
    assert reading.record is not None or reading.problems
    return reading


def _typed(data: bytes, chance: Random) -> bytes:
    """Return a text with something typed or pasted anywhere."""
    place = chance.randint(0, len(data))
    return data[:place] + chance.choice(EVIL).encode("utf-8", "surrogatepass") + data[place:]


def _cut(data: bytes, chance: Random) -> bytes:
    """Return a text with a piece lost."""
    start = chance.randint(0, len(data))
    return data[:start] + data[start + chance.choice((1, 2, 8, 64, 4096)) :]


def _overwritten(data: bytes, chance: Random) -> bytes:
    """Return a text with a few bytes replaced by noise."""
    place = chance.randint(0, len(data))
    noise = chance.randbytes(chance.randint(1, 4))
    return data[:place] + noise + data[place + len(noise) :]


def _moved(data: bytes, chance: Random) -> bytes:
    """Return a text with a few lines moved, or doubled."""
    lines = data.splitlines(keepends=True) or [b""]
    start, to = chance.randrange(len(lines)), chance.randrange(len(lines) + 1)
    block = lines[start : start + chance.choice((1, 1, 2, 5))]
    if chance.random() < 0.5:
        del lines[start : start + len(block)]
    return b"".join((*lines[:to], *block, *lines[to:]))


def _indented(data: bytes, chance: Random) -> bytes:
    """Return a text with a line moved to the left or right."""
    lines = data.splitlines(keepends=True) or [b""]
    at = chance.randrange(len(lines))
    lines[at] = lines[at].removeprefix(b" ") if chance.random() < 0.5 else b" " + lines[at]
    return b"".join(lines)


def _revalued(data: bytes, chance: Random) -> bytes:
    """Return a text in which one value of a field became another, often one of the same text."""
    places = [found.span(1) for found in re.finditer(rb":[ ]+([^\n{}\[\],]+)", data)]
    if not places:
        return data
    start, end = chance.choice(places)
    other = data[slice(*chance.choice(places))] if chance.random() < 0.5 else b""
    return data[:start] + (other or chance.choice(VALUES)) + data[end:]


def _repeated(data: bytes, chance: Random) -> bytes:
    """Return a text in which a piece stands many times."""
    start = chance.randint(0, len(data))
    piece = data[start : start + chance.choice((1, 2, 3, 20))]
    return data[:start] + piece * chance.choice((2, 30, 400)) + data[start:]


VALUES = (
    *(b"0", b"-0", b"-1", b"1e-9", b"1e15", b"0.1", b"1e300", b"99999999999999", b"100", b"-5.5e-3"),
    *(b"1900", b"2200", b"2024-Q4", b"2024-H1", b"2024-12", b"2024-02-29", b"2030-12-31", b"2025/2026"),
    *(b"percent", b"decrease", b"increase", b"forecast", b"exclusive", b"true", b"''", b"[]", b"{}"),
)
DAMAGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _typed,
    _cut,
    _overwritten,
    _moved,
    _indented,
    _revalued,
    _revalued,
    _repeated,
)


def damaged(data: bytes, chance: Random) -> bytes:
    """Return a text after one to four accidents."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        data = chance.choice(DAMAGES)(data, chance)
    return data


@cache
def specimens() -> tuple[tuple[str, bytes], ...]:
    """Return files to damage, with their places: the real ones, and the broken ones of every code."""
    broken = sorted((ROOT / "tests" / "broken").glob("*/*/**/*.yaml"))
    found = [(str(path.relative_to(ROOT)), path.read_bytes()) for path in REAL]
    found += [("/".join(path.relative_to(ROOT).parts[3:]), path.read_bytes()) for path in broken]
    return tuple((file, data) for file, data in found if len(data) <= 8192)
