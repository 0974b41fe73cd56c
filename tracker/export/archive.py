"""Archive: office files are zip archives; here they lose the moment at which they were packed."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tracker.export.briefing import Briefing
from tracker.export.content import literal

LONGEST = 255
"""Signs that a property of a file may have."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


def deterministic(data: bytes, dropped: tuple[str, ...] = ()) -> bytes:
    """Return an archive whose bytes depend on its contents alone.

    Args:
        data: a zip archive.
        dropped: names of members to leave out.
    """
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as given, ZipFile(packed, "w", ZIP_DEFLATED) as made:
        for member in given.infolist():
            if member.filename not in dropped:
                info = ZipInfo(member.filename, _EPOCH)
                info.compress_type = ZIP_DEFLATED
                made.writestr(info, given.read(member.filename))
    return packed.getvalue()


def describe(properties: Any, briefing: Briefing) -> None:
    """Set the properties of a document or deck; the standard cuts them at 255 signs."""
    title, words = literal(briefing.heading), briefing.words
    properties.title, properties.subject = title[:LONGEST], literal(briefing.known)[:LONGEST]
    properties.author = properties.last_modified_by = words("app.title")
    properties.created = properties.modified = moment(briefing.on)
    properties.language, properties.revision = words.regional, 1
    properties.keywords = properties.comments = properties.category = ""


def moment(day: date) -> datetime:
    """Return the day of assessment as the moment that goes into the properties of a file."""
    return datetime(day.year, day.month, day.day)
