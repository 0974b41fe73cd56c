"""Markdown: a briefing as text that any Markdown reader shows, with every author's text literal."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.export.briefing import Briefing
from tracker.export.content import Section
from tracker.export.extents import content_of
from tracker.telling.blocks import Cell, Table

# Marks that mean something inside a line; a colon does before "//" and in :smile:.
_MARKS = re.compile(r"[\\`*_\[\]<>&|~$^@{}]|:(?=//|[a-z0-9_+-]+:)|(?<=[wW]{3})\.|(?<=!)(?=\[)")
_START = re.compile(r"^([#+=-]|\d+(?=[.)])|!)")


def markdown(briefing: Briefing) -> bytes:
    """Return the briefing as Markdown (CommonMark with tables)."""
    content, words = content_of(briefing), briefing.words
    blocks = [
        f"# {escaped(content.title)}",
        *_paragraphs((content.portfolio, content.known, *content.remark)),
    ]
    if not briefing.is_sheets:
        blocks += [f"## {escaped(words('export.summary'))}", *_paragraphs([content.headline])]
        blocks += _table(content.overview) if content.overview.rows else _paragraphs([content.nothing])
    if content.changes:
        blocks += _table(content.changes) if content.changes.rows else []
        blocks += [] if content.changes.rows else _paragraphs([words("export.changes.none")])
    for section in content.sections:
        blocks += _section(section, briefing)
    if content.method:
        blocks += [f"## {escaped(words('export.method'))}", *_paragraphs(content.method)]
        blocks += _table(content.states)
        blocks += [f"## {escaped(content.sources.title)}", *_table(content.sources, title=False)]
    blocks += [_linked(line, briefing.followed) for line in content.closing]
    return ("\n\n".join(blocks) + "\n").encode()


def _section(section: Section, briefing: Briefing) -> list[str]:
    words = briefing.words
    lines = [section.context, section.verdict, *section.lines, section.about]
    facts = "\n".join(f"- {escaped(label)}: {escaped(cell.text)}" for label, cell in section.facts)
    after = [*section.method, words("export.sources.cited", sources=section.cited) if section.cited else ""]
    cited = _linked(words("export.cite", citation=section.citation), section.address)
    tables = [block for table in section.tables for block in _table(table)]
    return [
        f"## {escaped(section.title)}",
        *_paragraphs(lines),
        *([facts] if facts else []),
        *tables,
        *_paragraphs(after),
        cited,
    ]


def _paragraphs(lines: Iterable[str]) -> list[str]:
    return [escaped(line) for line in lines if line]


def _linked(text: str, address: str) -> str:
    """Return a line in which the address that others can follow is a link."""
    before, found, after = text.partition(address) if address else (text, "", "")
    return escaped(before) + (f"<{found}>" if found else "") + escaped(after)


def _table(table: Table, *, title: bool = True) -> list[str]:
    if not table.rows:
        return []
    rule = " | ".join("---:" if column in table.numeric else "---" for column in range(len(table.heads)))
    lines = [" | ".join(escaped(head) for head in table.heads), rule]
    lines += [" | ".join(_shown(cell) for cell in row) for row in table.rows]
    written = "\n".join(f"| {line} |" for line in lines)
    return [f"### {escaped(table.title)}", written] if title and table.title else [written]


def _shown(cell: Cell) -> str:
    return f"<{cell.link}>" if cell.link else escaped(cell.text) or " "


def escaped(text: str) -> str:
    """Return one line of plain text as Markdown that shows it literally."""
    safe = _MARKS.sub(lambda found: f"\\{found[0]}" if found[0] else "\\", text)
    return _START.sub(lambda found: f"{found[0]}\\" if found[0][0].isdigit() else f"\\{found[0]}", safe)
