"""Logo: the picture of the office that keeps a portfolio; a PNG file and nothing else.

An SVG file may hold scripts and addresses, so none is taken. A picture is measured before anything
decodes it, and one that a page could not show is no logo.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from tracker.problems import Problem
from tracker.reading import files
from tracker.terms import Vocabulary

LARGEST = 200 * 1024
"""Bytes that a logo may have."""
WIDEST = 2000
"""Pixels that a side of a logo may have."""
_START = b"\x89PNG\r\n\x1a\n"


def logo_of(vocabulary: Vocabulary, folder: Path) -> bytes | None:
    """Return the logo of a portfolio; None where it names none, or one that cannot be shown."""
    data = _read(vocabulary, folder)
    return data if data is not None and is_png(data) else None


def fault_of(vocabulary: Vocabulary, folder: Path) -> str:
    """Return the code of what is wrong with the logo; empty where nothing is."""
    if vocabulary.logo is None:
        return ""
    data = _read(vocabulary, folder)
    if data is None:
        return "W056"
    return "" if is_png(data) else "W057"


def _read(vocabulary: Vocabulary, folder: Path) -> bytes | None:
    if vocabulary.logo is None:
        return None
    data = files.read(files.place_of(f"targets/{vocabulary.logo}", folder), folder)
    return b"" if isinstance(data, Problem) and data.code == "F003" else _bytes(data)


def _bytes(data: bytes | Problem) -> bytes | None:
    return None if isinstance(data, Problem) else data


def is_png(data: bytes) -> bool:
    """Tell whether bytes are a whole PNG picture of bearable size."""
    if len(data) > LARGEST or not data.startswith(_START):
        return False
    at, kinds = len(_START), []
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body, sealed = data[at + 4 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if sealed != struct.pack(">I", zlib.crc32(body)):
            return False
        kinds.append(kind)
        at += 12 + length
    sound = kinds[:1] == [b"IHDR"] and b"IDAT" in kinds and kinds[-1:] == [b"IEND"] and at == len(data)
    return sound and all(0 < side <= WIDEST for side in struct.unpack_from(">II", data, 16))
