"""Plain: a briefing as plain text, ready for a mail program; short lines, tables as lists."""

from __future__ import annotations

from collections.abc import Iterator

from wcwidth import wcswidth

from tracker.export.briefing import Briefing
from tracker.export.content import Content, Section
from tracker.export.extents import content_of
from tracker.telling.blocks import Table

WIDTH = 72


def plain(briefing: Briefing) -> bytes:
    """Return the briefing as plain text in UTF-8."""
    blocks = [block for block in _blocks(content_of(briefing), briefing) if block]
    return ("\n\n".join(blocks) + "\n").encode()


def _blocks(content: Content, briefing: Briefing) -> Iterator[str]:
    words = briefing.words
    yield _heading(content.title, "=")
    yield from map(_wrapped, (content.portfolio, content.known, *content.remark, content.headline))
    if content.overview.rows:
        yield from _table(content.overview)
    elif not briefing.is_sheets:
        yield _wrapped(content.nothing)
    if content.changes:
        yield from _table(content.changes)
        yield "" if content.changes.rows else _wrapped(words("export.changes.none"))
    for section in content.sections:
        yield from _section(section, briefing)
    if content.method:
        yield _heading(words("export.method"), "-")
        yield from map(_wrapped, content.method)
    yield from _table(content.sources)
    yield from map(_wrapped, content.closing)


def _section(section: Section, briefing: Briefing) -> Iterator[str]:
    words = briefing.words
    yield _heading(section.title, "-")
    yield from map(_wrapped, (section.context, section.verdict, *section.lines, section.about))
    yield "\n".join(_wrapped(f"{label}: {cell.text}", "- ") for label, cell in section.facts)
    for table in section.tables:
        yield from _table(table)
    yield from map(_wrapped, section.method)
    yield _wrapped(words("export.sources.cited", sources=section.cited)) if section.cited else ""
    yield _wrapped(words("export.cite", citation=section.citation))


def _table(table: Table) -> Iterator[str]:
    """Yield a table as a list: the first cell, then each further one behind its head."""
    if not table.rows:
        return
    yield _heading(table.title, "-")
    lines = []
    for row in table.rows:
        told = [
            f"{head}: {one.text}"
            for head, one in zip(table.heads[1:], row[1:], strict=True)
            if one.text not in ("", "–")
        ]
        lines.append(_wrapped(". ".join((row[0].text, "; ".join(told))), "- "))
    yield "\n".join(lines)


def _heading(text: str, line: str) -> str:
    """Return a heading with a line below it, as long as its longest line."""
    rows = _wrapped(text)
    wide = max(1, *(wcswidth(row) for row in rows.split("\n")))
    return f"{rows}\n{line * wide}" if text else ""


def _wrapped(text: str, first: str = "") -> str:
    """Return a text in lines of at most 72 columns; a longer word, such as an address, stays whole."""
    indent = " " * len(first)
    rows, used = [first], len(first)
    for word in text.split(" "):
        wide = max(0, wcswidth(word))
        if used > len(indent) and used + 1 + wide > WIDTH:
            rows.append(indent)
            used = len(indent)
        glue = " " if used > len(indent) else ""
        rows[-1] += glue + word
        used += len(glue) + wide
    return "\n".join(rows) if text else ""
