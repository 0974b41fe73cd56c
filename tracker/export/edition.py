"""Edition: the content of a briefing, put together from its assessments."""

from __future__ import annotations

from tracker import board, counting, meaning, printed, split
from tracker.board import Change, Entry
from tracker.changed import before, news
from tracker.charts.timeline import finding
from tracker.export import columns, findings, further
from tracker.export.briefing import Briefing
from tracker.export.citations import Citations, citation, titled
from tracker.export.content import Content, Section, cleaned
from tracker.export.record_tables import NONE, RecordTables
from tracker.judging.states import STANDINGS, state_of
from tracker.progress import Assessment
from tracker.telling.blocks import Cell, Span, Table, cell
from tracker.tongue import shared


def edition(briefing: Briefing) -> Content:
    """Return a briefing in words and tables, as every format writes it."""
    words, papers = briefing.words, RecordTables(briefing, Citations(briefing))
    name = briefing.portfolio.vocabulary.title
    return cleaned(
        Content(
            title=briefing.heading,
            portfolio=words.text(name),
            known=briefing.known,
            remark=tuple(_remark(briefing)),
            headline=_headline(briefing),
            overview=_overview(briefing, papers),
            changes=_changes(briefing, papers),
            sections=tuple(_section(one, briefing, papers) for one in briefing.assessments),
            sources=papers.citations.table(),
            states=_states(briefing),
            method=tuple(meaning.principles(words, briefing.rule)),
            closing=(words("export.made_by"), *_again(briefing)),
            nothing=words("export.empty"),
        )
    )


def _remark(briefing: Briefing) -> list[str]:
    """Return the reader's own lines, and in a short briefing what is due next."""
    own = [line for line in briefing.remark.splitlines() if line.strip()]
    return [*own, *findings.next_due(briefing)] if briefing.extent == "short" else own


def _again(briefing: Briefing) -> list[str]:
    """Return where newer figures stand, and how to build the briefing again with them."""
    words, published = briefing.words, "" if briefing.site else briefing.followed
    newest = [words("export.newest", address=published)] if published else []
    return [*newest, words("export.rebuild", address=briefing.rebuilt)]


def _headline(briefing: Briefing) -> str:
    """Return in one sentence how the targets with a deadline stand, without one what there is instead."""
    words, entries = briefing.words, briefing.promises
    counts = board.tally(entries)
    if not counts:
        return _counted(briefing)
    listed = words.listed([words.count(f"count.{state}", number) for state, number in counts.items()])
    return f"{words.count('overview.headline', len(entries), states=listed)} {_lost(briefing)}".strip()


def _lost(briefing: Briefing) -> str:
    """Return how many of those met are no longer kept, as the front page tells it; empty for none."""
    words, number = briefing.words, len(counting.groups(briefing.assessments)["lost"])
    return words.count("front.lost", number, lost=words.number(number)) if number else ""


def _counted(briefing: Briefing) -> str:
    """Return in one sentence how many promises without a deadline, figures and steps there are."""
    words, groups = briefing.words, counting.groups(briefing.assessments)
    numbers = {name: len(groups[name]) for name in ("undated", "unmeasured", "figures")}
    told = [
        words.count(f"front.{name}", number, **{name: words.number(number)})
        for name, number in numbers.items()
        if number
    ]
    steps = [step for one in counting.programmes(briefing.assessments) for step in one.parts]
    told += [finding(steps, words)] if steps else []
    return f"{words.strung(told)}." if told else ""


def _overview(briefing: Briefing, papers: RecordTables) -> Table:
    """Return one line for every verdict."""
    words, entries = briefing.words, board.entries(briefing.assessments)
    heads = ("target", "state", "latest", "goal", "gap_closed", "time_used")
    rows = [
        (cell(title), *_line(entry, papers))
        for entry, title in zip(entries, titled(entries, words), strict=True)
    ]
    named = tuple(words(f"column.{head}") for head in heads)
    widths, title = (31, 14, 18, 20, 8, 9), words("export.overview")
    return columns.told(Table(named, tuple(rows), title, widths, (4, 5), "overview"))


def _line(entry: Entry, papers: RecordTables) -> tuple[Cell, ...]:
    leaf = entry.leaf
    if entry.target.kind == "milestones":
        return papers.state(leaf), papers.done(leaf), papers.next_step(leaf), NONE, NONE
    return (
        papers.state(leaf),
        papers.latest(leaf),
        papers.promise(leaf),
        *_way_and_time(leaf, papers),
    )


def _way_and_time(assessment: Assessment, papers: RecordTables) -> tuple[Cell, Cell]:
    """Return the share of the way and of the time, with the digits that tell them apart."""
    way, time = printed.gap_closed(assessment), printed.time_used(assessment)
    decimals = papers.briefing.words.apart(way, time)
    return papers.share(way, decimals), papers.share(time, decimals)


def _changes(briefing: Briefing, papers: RecordTables) -> Table | None:
    """Return what became known since the day of comparison, or None when none is asked for."""
    words, since = briefing.words, briefing.choice.compared
    if since is None:
        return None
    heads = ("target", "before", "after", "known")
    rows = tuple(_change(change, briefing, papers) for change in briefing.changes)
    title = words("export.changes", since=words.day(since), on=words.day(briefing.on))
    named = tuple(words(f"column.{head}") for head in heads)
    return Table(named, rows, title, (36, 14, 14, 36), name="changes")


def _change(change: Change, briefing: Briefing, papers: RecordTables) -> tuple[Cell, ...]:
    words, leaf, was = briefing.words, change.entry.leaf, change.before
    return (
        cell(titled([change.entry], words)[0]),
        cell(Span(before(change, words), state=state_of(was)) if was else words("change.new")),
        papers.state(leaf),
        cell("; ".join(news(change, briefing.wording))),
    )


def _section(assessment: Assessment, briefing: Briefing, papers: RecordTables) -> Section:
    words, wording = briefing.words, briefing.wording
    target = briefing.portfolio.targets[assessment.id]
    return Section(
        id=assessment.id,
        title=words.text(assessment.title),
        context=_context(assessment, briefing),
        state=assessment.state,
        label=wording.state(assessment),
        verdict=wording.verdict(assessment),
        lines=_lines(assessment, papers),
        about=words.text(target.about),
        facts=_facts(assessment, papers),
        tables=further.everything(papers, assessment, target),
        method=_method(assessment, briefing),
        cited=papers.citations.line(assessment),
        citation=citation(assessment, briefing, papers.citations),
        address=briefing.target_address(assessment.id) if briefing.reachable else "",
    )


def _context(assessment: Assessment, briefing: Briefing) -> str:
    words, vocabulary = briefing.words, briefing.portfolio.vocabulary
    theme = vocabulary.themes.get(assessment.theme)
    owner = vocabulary.bodies.get(briefing.portfolio.targets[assessment.id].owner or "")
    names = [words.text(theme.title) if theme else assessment.theme, words.text(owner.title) if owner else ""]
    kept = [name for name in names if name]
    return shared(" · ".join(kept), kept)


def _lines(assessment: Assessment, papers: RecordTables) -> tuple[str, ...]:
    """Return what must be said beside the verdict: the pace, what bodies say, the flags, the reading."""
    briefing, words = papers.briefing, papers.briefing.words
    flags = papers.flags(assessment)
    nesting = getattr(briefing.portfolio.targets[assessment.id], "nesting_note", None)
    found = (
        briefing.wording.pace(assessment),
        *briefing.wording.further(assessment),
        *further.own_words(papers, assessment),
        words("target.flags", flags="; ".join(flags)) if flags else "",
        words.text(nesting),
    )
    return tuple(line for line in found if line)


def _facts(assessment: Assessment, papers: RecordTables) -> tuple[tuple[str, Cell], ...]:
    """Return the few numbers to remember; groups of steps or parts have none of their own."""
    if assessment.parts or assessment.kind == "milestones":
        return ()
    words, goal = papers.briefing.words, assessment.goal
    way, time = _way_and_time(assessment, papers)
    found = [
        (words("column.latest"), papers.latest(assessment)),
        (words("column.goal"), papers.promise(assessment)),
        (meaning.share_name("gap_closed", assessment, words), way),
        (words("column.time_used"), time),
    ]
    ahead = printed.projected(assessment)
    if ahead is not None and goal and goal.by:
        found.append(
            (meaning.projection_name(assessment, goal.by, words), papers.projection(ahead, assessment))
        )
    return tuple((label, cell) for label, cell in found if cell != NONE)


def _method(assessment: Assessment, briefing: Briefing) -> tuple[str, ...]:
    """Return how the verdict came about, each part of a group and the worst of its series on their own."""
    words, found = briefing.words, list[str]()
    series = split.worst(assessment)[: split.MOST] if assessment.by_series else []
    for leaf in (assessment, *assessment.parts, *series):
        if text := meaning.of_ratio(leaf, words, briefing.rule):
            found.append(text if leaf is assessment else f"{words.text(leaf.title)}: {text}")
    name = "steps" if assessment.kind == "milestones" else assessment.state
    if words.has(f"export.method.{name}"):
        found.append(words(f"export.method.{name}"))
    elif not found and (meant := meaning.of_verdict(assessment, words, briefing.rule)):
        found.append(meant)
    return tuple(found)


def _states(briefing: Briefing) -> Table:
    """Return what the states mean."""
    words = briefing.words
    rows = tuple(
        (cell(Span(words(f"state.{state}"), state=state_of(state))), cell(meant))
        for state in STANDINGS
        if (meant := meaning.of_state(state, words, briefing.rule))
    )
    heads = (words("column.state"), words("column.meaning"))
    return Table(heads, rows, words("method.states"), (25, 75), name="states")
