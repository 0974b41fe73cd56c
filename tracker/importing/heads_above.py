"""Heads above: names of columns in the row above an empty head, as `Region` above the years beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.importing import periods
from tracker.importing.collisions import Rows, only
from tracker.importing.columns import are_figures, plays
from tracker.importing.heads import is_number

_DAY = re.compile(r"[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}")
_LONGEST = 40


def filled(rows: Rows, head: int, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of columns, an empty one over words by what stands directly above it."""
    return tuple(
        name or (_above(rows[head - 1], column) if head and _holds_words(rows, head, column) else "")
        for column, name in enumerate(names)
    )


def _holds_words(rows: Rows, head: int, column: int) -> bool:
    texts = [row[column].strip() for row in rows[head + 1 :] if column < len(row)]
    return any(texts) and not are_figures("", texts)


def _above(above: Sequence[str], column: int) -> str:
    """Return the name in a cell above an empty head; a lone text is a title unless it is that of areas.

    What ends with a colon, or stands beside a day, says something about the table.
    """
    text = " ".join(above[column].split()) if column < len(above) else ""
    if not text or len(text) > _LONGEST or text.endswith(":") or is_number(text):
        return ""
    if only(above):
        return text if plays("area", text) or plays("names", text) else ""
    dated = any(_DAY.match(cell.strip()) for cell in above)
    return "" if dated or periods.looks_like_one(text) else text
