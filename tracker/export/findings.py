"""Findings: what a slide is about: a claim, all standings, what needs a decision, what nobody published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker import board
from tracker.charts import labels
from tracker.export import columns
from tracker.export.briefing import Briefing
from tracker.export.citations import Citations, titled
from tracker.export.content import Content, Section
from tracker.export.record_tables import NONE, RecordTables
from tracker.judging.states import SEVERITY
from tracker.language import Words
from tracker.progress import Assessment, goals_of
from tracker.telling.blocks import Cell, Span, Table, cell
from tracker.wording import Wording

URGENT = ("missed", "moving_away", "overdue", "well_off_track", "awaiting_final", "awaiting_figure")
"""States that ask for a decision, the worst first."""


def claim(assessment: Assessment, wording: Wording, size: float, room: float) -> tuple[str, bool]:
    """Return the finding of a target in at most two lines, and whether it names the target.

    What differs from the standing is left to the line below where there is no room, and at last the
    title of the target, which then stands above.

    Args:
        assessment: of the target.
        wording: says it.
        size: of the title in points.
        room: width of the title in points.
    """
    title = f"{wording.words.text(assessment.title)}: "
    whole, plain = wording.headline(assessment), wording.headline(assessment, outlook=False)
    for text in (whole, plain):
        if len(labels.wrap(text, size * 1.06, room)) <= 2:
            return text, True
    rest = plain.removeprefix(title)
    return rest[:1].upper() + rest[1:], rest == plain


def is_silent(assessment: Assessment) -> bool:
    """Tell whether nobody has published a figure of a target, whole or part."""
    leaves = assessment.parts or (assessment,)
    known = (one.latest or one.series or one.others or one.members for one in leaves)
    return assessment.kind != "milestones" and not any(known)


def standings(briefing: Briefing) -> dict[str, dict[str, int]]:
    """Return how many promises with a deadline have each standing, for each theme of the briefing."""
    words, themes = briefing.words, briefing.portfolio.vocabulary.themes
    found: dict[str, dict[str, int]] = {}
    for theme in dict.fromkeys(one.theme for one in briefing.assessments):
        counts = board.tally(one for one in briefing.promises if one.target.theme == theme)
        if counts:
            known = themes.get(theme)
            found[words.text(known.title) if known else theme] = {str(k): n for k, n in counts.items()}
    return found


def decisions(briefing: Briefing) -> Table:
    """Return the verdicts that ask for a decision, with what is missing."""
    words, papers = briefing.words, RecordTables(briefing, Citations(briefing))
    entries = [one for one in board.entries(briefing.assessments) if one.leaf.state in URGENT]
    entries.sort(key=lambda one: URGENT.index(one.leaf.state))
    rows = tuple(
        (
            cell(title),
            papers.state(entry.leaf),
            papers.done(entry.leaf) if entry.leaf.kind == "milestones" else papers.latest(entry.leaf),
            _asked(entry.leaf, papers),
            cell(briefing.wording.pace(entry.leaf) or "–"),
        )
        for entry, title in zip(entries, titled(entries, words), strict=True)
    )
    heads = tuple(words(f"column.{name}") for name in ("target", "state", "latest", "goal", "note"))
    table = Table(heads, rows, words("export.decisions"), (25, 16, 15, 18, 26), name="decisions")
    return columns.told(table)


def _asked(leaf: Assessment, papers: RecordTables) -> Cell:
    """Return what is promised, of a programme when its next step is due."""
    if leaf.kind == "milestones":
        return papers.next_step(leaf)
    return papers.promise(leaf) if goals_of(leaf) else NONE


def next_due(briefing: Briefing) -> tuple[str, ...]:
    """Return in one line what is due next, as the front page lists it; nothing where nothing is to come."""
    words, entries = briefing.words, board.entries(briefing.assessments)
    coming = [
        (entry.due, entry)
        for entry in entries
        if entry.due and entry.due >= briefing.on and entry.leaf.state not in ("met", "done")
    ]
    if not coming:
        return ()
    first = min(due for due, _ in coming)
    titles = titled([entry for due, entry in coming if due == first], words)
    return (words.count("export.next", len(titles), day=words.short_day(first), title=titles[0]),)


def grouped(assessments: Sequence[Assessment]) -> dict[str, str]:
    """Return the targets without a slide of their own: `silent` without a figure, `lone` with one alone.

    A single one has a slide of its own: a table of one row would leave it empty.
    """
    found = {one.id: "silent" for one in assessments if is_silent(one)}
    found |= {one.id: "lone" for one in assessments if _is_lone(one)}
    return found if len(found) > 1 else {}


def _is_lone(assessment: Assessment) -> bool:
    """Tell whether of a target without a goal one figure is known, so that there is nothing to draw."""
    days = {point.period.last for point in assessment.series}
    alone = assessment.kind == "indicator" and not assessment.goals and not assessment.members
    return alone and assessment.latest is not None and len(days) == 1


def together(name: str, briefing: Briefing, sections: Sequence[Section]) -> Table:
    """Return targets of which there is nothing to draw, with their figure or with what was promised."""
    words, papers = briefing.words, RecordTables(briefing, Citations(briefing))
    known = {one.id: one for one in briefing.assessments}
    rows = []
    for section in sections:
        leaf = known[section.id]
        told = papers.latest(leaf) if name == "lone" else _promised(leaf, papers)
        rows.append((cell(section.title), told, cell(section.context)))
    second = "latest" if name == "lone" else "goal"
    heads = tuple(words(f"column.{head}") for head in ("target", second, "theme"))
    return Table(heads, tuple(rows), words(f"export.{name}"), (42, 28, 30), name=name)


def _promised(leaf: Assessment, papers: RecordTables) -> Cell:
    """Return what a target, or each of its parts, promises."""
    wording = papers.briefing.wording
    told = dict.fromkeys(wording.goal(part.goal, part) for part in leaf.parts if part.goal)
    if told:
        return cell("; ".join(told))
    return papers.promise(leaf) if goals_of(leaf) else NONE


def standing_of(name: str, section: Section, words: Words) -> Table:
    """Return the parts or the series of a target as slides list them; series with the worst at the top."""
    table = next(one for one in section.tables if one.name == name)
    if name == "series":
        rows = sorted(table.rows, key=lambda row: min(SEVERITY.index(one.state) for one in row if one.state))
        table = replace(table, rows=tuple(rows))
    return columns.narrowed(table, [words(f"column.{one}") for one in ("part", "goal", "latest", "state")])


def behind(section: Section, words: Words) -> Table | None:
    """Return what a target without a picture is known by: its series, else its figures, else its goals."""
    if any(one.name == "series" for one in section.tables):
        return standing_of("series", section, words)
    table = next((one for one in section.tables if one.name in ("figures", "goals")), None)
    wanted = [words(f"column.{one}") for one in ("period", "figure", "goal", "source", "note")]
    return columns.narrowed(table, wanted) if table else None


def documents(content: Content) -> Table:
    """Return the documents as slides list them: titles are links, kind and reliability share a column."""
    table = paired(content.sources)
    rows = [
        (number, publisher, cell(Span(title.text, link=address.link)), day, kind)
        for number, publisher, title, day, kind, address in table.rows
    ]
    return replace(table, heads=table.heads[:5], rows=tuple(rows), widths=(4, 30, 40, 10, 16))


def paired(sources: Table) -> Table:
    """Return the list of documents with kind and reliability in one column, so that long words have room."""
    heads, shares = sources.heads, sources.widths
    return replace(
        sources,
        heads=(*heads[:4], " · ".join(heads[4:6]), *heads[6:]),
        rows=tuple((*row[:4], _joined(*row[4:6]), *row[6:]) for row in sources.rows),
        widths=(*shares[:4], max(shares[4:6]), *shares[6:]),
    )


def _joined(*cells: Cell) -> Cell:
    """Return what several cells say as one."""
    return cell(", ".join(one.text for one in cells if one.text != NONE.text))


def addresses(table: Table) -> list[str]:
    """Return the addresses behind the rows of a table, each after what its row begins with."""
    return [f"{row[0].text}: {one.link}" for row in table.rows for one in row if one.link]


def met_with(content: Content) -> Table:
    """Return what the states mean, of those that a briefing speaks of."""
    tables = [content.overview, *(table for one in content.sections for table in one.tables)]
    seen = {cell.text for table in tables for row in table.rows for cell in row if cell.state}
    return replace(content.states, rows=tuple(row for row in content.states.rows if row[0].text in seen))


def spoken(section: Section) -> list[str]:
    """Return the speaker notes: the method with its numbers, open questions, sources, citation."""
    found = [section.verdict, *section.lines, section.about, *section.method]
    for table in section.tables:
        found += ["", table.title]
        found += [" | ".join(cell.text for cell in row if cell.text) for row in table.rows]
    return [*found, "", section.cited, section.citation]
