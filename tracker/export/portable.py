"""Portable: PDF files of the browser lose the moment at which they were printed and by which machine."""

from __future__ import annotations

import re
from datetime import date

_STAMP = re.compile(rb"/(CreationDate|ModDate) \(D:[^)]*\)")
_CREATOR = re.compile(rb"/Creator \(((?:[^()\\]|\\.)*)\)")


def deterministic(data: bytes, on: date, maker: str) -> bytes:
    """Return a PDF whose dates are the day of assessment and whose creator is named; no byte of it moves.

    Args:
        data: a PDF as Chromium writes it.
        on: the day of assessment.
        maker: the name of the program, in ASCII.
    """
    stamp = f"{on:%Y%m%d}000000+00'00'".encode()

    def day(found: re.Match[bytes]) -> bytes:
        wanted = b"/%b (D:%b)" % (found[1], stamp)
        return wanted if len(wanted) == len(found[0]) else found[0]

    def named(found: re.Match[bytes]) -> bytes:
        name = maker.encode("ascii", "ignore")[: len(found[1])]
        return b"/Creator (" + name.replace(b"(", b" ").replace(b")", b" ").ljust(len(found[1])) + b")"

    return _CREATOR.sub(named, _STAMP.sub(day, data, count=2), count=1)
