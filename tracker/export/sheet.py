"""Sheet: what of a target goes onto one A4 page beside its picture, the weightiest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.charts import labels
from tracker.export import columns
from tracker.export.briefing import Briefing
from tracker.export.content import Section
from tracker.telling.blocks import Table, cell

WIDTH, HEIGHT = 493.0, 705.0
"""Room on the page, in points."""
LOW, HIGH = 230.0, 330.0
"""The height of the picture, in points."""
MOST = 9
"""Rows of figures; who wants more wants a curve, which is above."""
SMALL = 8.5
PADDING = 11.0
_SHOWN = {
    "parts": ("part", "goal", "latest", "state"),
    "steps": ("step", "state", "due"),
    "series": ("part", "goal", "latest", "state"),
    "goals": ("goal", "role", "state", "source"),
    "figures": ("period", "figure", "status", "source"),
}
"""The tables on a sheet, and their columns."""


def sheet(section: Section, briefing: Briefing) -> Section:
    """Return a section cut to what fits onto one page: of its tables the first rows, and what is left out."""
    kept = replace(section, tables=(), method=(), cited=_cut(section.cited, 3))
    if _taken(kept) > HEIGHT - LOW:
        kept = replace(kept, about="")
    while len(kept.lines) > 1 and _taken(kept) > HEIGHT - LOW:
        kept = replace(kept, lines=kept.lines[:-1])
    left, found, lost = HEIGHT - LOW - 16 - _taken(kept), list[Table](), 0
    for table in _wanted(section, briefing):
        shown = _rows(table, left)
        left -= _tall(shown) if shown.rows else 0
        lost += len(table.rows) - len(shown.rows)
        found += [shown] if shown.rows else []
    more = (briefing.words.count("export.more_rows", lost),) if lost else ()
    return replace(kept, tables=tuple(found), method=more)


def picture_height(section: Section) -> float:
    """Return the height in points that is left for the picture of a sheet."""
    return max(LOW, min(HIGH, HEIGHT - _taken(section) - sum(_tall(one) for one in section.tables)))


def _wanted(section: Section, briefing: Briefing) -> Iterator[Table]:
    """Yield the tables for a sheet with few columns; the goals only where there are several."""
    for name, heads in _SHOWN.items():
        table = next((one for one in section.tables if one.name == name), None)
        if table is None or (name == "goals" and len(table.rows) < 2):
            continue
        wanted = [briefing.words(f"column.{head}") for head in heads]
        yield columns.narrowed(table, wanted)


def _taken(section: Section) -> float:
    """Return the height in points of everything but tables and picture."""
    texts = [(section.title, 17.0), (section.verdict, 11.0), (section.about, 10.0)]
    texts += [(line, 10.0) for line in section.lines]
    small = (section.context, *section.method, section.cited, section.citation, section.address)
    texts += [(line, SMALL) for line in small]
    lines = sum(_lines(text, size, WIDTH - 20) * size * 1.45 + 5 for text, size in texts if text)
    return lines + 24 + 17 * len(section.facts)


def _lines(text: str, size: float, room: float) -> int:
    return len(labels.wrap(text, size * 1.06, room))


def _cut(text: str, most: int) -> str:
    return " ".join(labels.wrap(text, SMALL * 1.06, WIDTH - 20, most))


def _rows(table: Table, room: float) -> Table:
    """Return a table with as many of its first rows as fit."""
    heights, used = _heights(table), _tall(replace(table, rows=()))
    kept = 0
    for height in heights[1 : MOST + 1 if table.name == "figures" else None]:
        used += height
        if used > room:
            break
        kept += 1
    return replace(table, rows=table.rows[:kept])


def _tall(table: Table) -> float:
    return 34.0 + sum(_heights(table))


def _heights(table: Table) -> list[float]:
    """Return the heights of the head and of each row, in points."""
    rooms = [one - PADDING for one in columns.widths(table, WIDTH, SMALL, PADDING)]
    rows = [tuple(cell(head) for head in table.heads), *table.rows]
    return [
        max(_lines(one.text, SMALL, room) for one, room in zip(row, rooms, strict=True)) * SMALL * 1.45 + 6
        for row in rows
    ]
