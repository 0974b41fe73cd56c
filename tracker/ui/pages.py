"""What the remaining pages show: tiers, allocations, comparison, milestones, changes, sources, quality."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

import streamlit as st

from tracker import board, cards, charts, markup, problems, style
from tracker.board import Change, Entry
from tracker.judging.states import STANDINGS, state_of
from tracker.markup import Html, joined, link, tag
from tracker.progress import Assessment
from tracker.scalars import FIRST_YEAR
from tracker.ui import address
from tracker.ui.taking import take_comparison, take_target
from tracker.ui.target import parts_table, steps, verdict, way_to
from tracker.ui.view import View, assessments_on, changes_since, checked, draw, remark, turned
from tracker.worked import worked

EARLIEST = date(FIRST_YEAR, 1, 1)
MOST_COMPARED = 12
PICTURES, LISTS, LINKS = 12, 24, 6  # pictures and lists on a page, and links in a cell of a table
COMPARISONS = ("scatter", "multiples", "slope")


def title(view: View, page: str) -> None:
    """Show the title of a page and one sentence on what it is for."""
    st.html(tag("h1", view.words(f"nav.{page}"), class_="tracker-lede"))
    st.html(tag("p", view.words(f"about.{page}"), class_="tracker-note"))


def of_kind(view: View, kind: str) -> list[Assessment]:
    """Return the assessments of one kind, in the order of the portfolio."""
    return [found for found in view.assessments.values() if found.kind == kind]


def nothing_of(view: View, found: list[Assessment], kind: str) -> None:
    """Say that the portfolio has no target of a kind, and how to add one."""
    if not found:
        st.html(tag("div", view.words(f"empty.{kind}"), class_="tracker-empty"))


def tier_pictures(view: View) -> None:
    """Show every set of tiers in one picture, in the reading the reader chooses, with the pace it needs."""
    words = view.words
    found = of_kind(view, "tiers")
    nothing_of(view, found, "tiers")
    if not found:
        return
    reading = address.segment(
        "reading",
        ["exclusive", "cumulative"],
        "exclusive",
        lambda r: words(f"reading.{r}"),
        words("reading.label"),
    )
    for target in turned(found, "tiers", PICTURES):
        chosen: charts.Reading = "cumulative" if reading == "cumulative" else "exclusive"
        draw(partial(charts.tiers, target, view.setting, chosen), (target.id, "tiers"), view, reading)
        take_target(target, view)
        remark(words.text(getattr(view.portfolio.targets[target.id], "nesting_note", None)))
        draw(partial(charts.pace, target, view.setting), (target.id, "pace"), view)
        parts_table(target, view)
        way_to(target, view)


def allocation_pictures(view: View) -> None:
    """Show every allocation as parts of its whole."""
    found = of_kind(view, "allocation")
    nothing_of(view, found, "allocation")
    for target in turned(found, "allocations", PICTURES):
        draw(partial(charts.allocation, target, view.setting), (target.id, "allocation"), view)
        take_target(target, view)
        parts_table(target, view)
        way_to(target, view)


def comparison(view: View) -> None:
    """Show targets of any unit on one scale: the way made against the time used."""
    words = view.words
    entries = [e for e in view.entries if e.leaf.gap_closed is not None and e.leaf.time_used is not None]
    if not entries:
        st.html(tag("div", words("compare.none"), class_="tracker-empty"))
        return
    named = {entry.path: entry for entry in entries}
    titles = {key: _title(entry, view) for key, entry in named.items()}
    picked = address.several(
        "ids",
        sorted(named, key=titles.__getitem__),
        titles.__getitem__,
        words("compare.choose"),
        max_selections=MOST_COMPARED,
        placeholder=words("compare.placeholder"),
    )
    shown = [named[key] for key in picked] or board.ordered(entries, "state", view.portfolio, words.language)[
        :MOST_COMPARED
    ]
    form = address.segment(
        "as",
        COMPARISONS,
        COMPARISONS[0],
        lambda name: markup.markdown(words(f"compare.{name}")),
        words("compare.form"),
    )
    _comparison_chart(form, shown, view)
    take_comparison([entry.target for entry in shown], view)
    rows = [
        [
            link(_title(entry, view), view.link("target", id=entry.target.id)),
            cards.chip(entry.leaf, view.wording, style.THEMES[view.theme]),
            words.percent(entry.leaf.gap_closed or 0.0),
            words.percent(entry.leaf.time_used or 0.0),
            view.wording.goal(entry.leaf.goal, entry.leaf),
        ]
        for entry in shown
    ]
    heads = [words(f"column.{name}") for name in ("target", "state", "gap_closed", "time_used", "goal")]
    st.html(markup.table(heads, rows, numeric=(2, 3)))


def _comparison_chart(form: str, shown: list[Entry], view: View) -> None:
    """Draw the way against the time, small trajectories, or the move since a year ago."""
    leaves, keys = [entry.leaf for entry in shown], [entry.key for entry in shown]
    if form == "multiples":
        draw(lambda: charts.multiples(leaves, view.setting), ("compare", "multiples"), view, *keys)
    elif form == "slope":
        earlier = board.entries(assessments_on(view, view.on - timedelta(days=365)).values())
        before = [entry.leaf for entry in earlier if entry.key in keys]
        draw(lambda: charts.slope(before, leaves, view.setting), ("compare", "slope"), view, *keys)
    else:
        draw(lambda: charts.compare(leaves, view.setting), ("compare", "scatter"), view, *keys)


def _title(entry: Entry, view: View) -> str:
    whole, own = entry.titles(view.words.language)
    return f"{whole}: {own}" if own else whole


def timeline(view: View) -> None:
    """Show every dated step on one line of time, and all steps by target below."""
    found = of_kind(view, "milestones")
    nothing_of(view, found, "milestones")
    if not found:
        return
    shown = turned(found, "milestones", LISTS)
    dated = [step for target in shown for step in target.parts if step.due or step.record]
    if dated:
        names = [target.id for target in shown]
        draw(lambda: charts.timeline(dated, view.setting), ("milestones", "timeline"), view, *names)
    for target in shown:
        heading = link(view.words.text(target.title), view.link("target", id=target.id))
        st.html(tag("h2", heading, class_="tracker-theme tracker-list"))
        steps(target.parts, view)


def changed(view: View) -> None:
    """Show what became known between two days, and how the states moved."""
    words = view.words
    since = address.read_day(address.get("since")) or max(view.on - timedelta(days=365), EARLIEST)
    picked = st.date_input(
        words("changes.since"),
        value=min(since, view.on),
        min_value=EARLIEST,
        max_value=view.on,
        format="YYYY-MM-DD",
    )
    if isinstance(picked, date) and picked != since:
        since = picked
    address.put("since", since.isoformat())
    found = changes_since(view, since)
    moved = [change for change in found if change.moved and change.before is not None]
    fresh = [change for change in found if change.before is None]
    rest = [change for change in found if not change.moved]
    st.html(
        tag(
            "p",
            words(
                "changes.head",
                since=words.day(since),
                on=words.day(view.on),
                moved=words.number(len(moved)),
                new=words.number(len(fresh)),
                figures=words.number(len(rest)),
            ),
        )
    )
    for name, group in (("moved", moved), ("figures", rest), ("new", fresh)):
        if group:
            _change_table(name, group, view)


def _change_table(name: str, group: list[Change], view: View) -> None:
    words, wording, theme = view.words, view.wording, style.THEMES[view.theme]
    rows = []
    for change in turned(group, name):
        leaf = change.entry.leaf
        before = Html("–")
        if change.before:
            before = cards.sign(state_of(change.before), words(f"state.{change.before}"), theme)
        where = link(_title(change.entry, view), view.link("target", id=change.entry.target.id))
        rows.append([where, before, cards.chip(leaf, wording, theme), _news(change, view)])
    heads = [words(f"column.{key}") for key in ("target", "before", "after", "known")]
    st.html(markup.table(heads, rows, words(f"changes.{name}")))


def _news(change: Change, view: View) -> Html:
    """Return what became known of an entry: figures, goals and steps."""
    words, leaf = view.words, change.entry.leaf
    by_period = {point.period: point for point in leaf.series}
    news = [
        words("figure.at", figure=view.wording.point(by_period[period], leaf), period=words.period(period))
        for period in change.figures
    ]
    news += [words("change.goal", goal=view.wording.goal(goal, leaf)) for goal in change.goals]
    news += [f"{words.text(step.title)}: {view.wording.state(step)}" for step in change.steps]
    return joined([tag("div", line) for line in news]) if news else Html("–")


def source_list(view: View) -> None:
    """Show every document known on the day, how reliable it is and what rests on it."""
    words = view.words
    rests: dict[str, list[str]] = {}
    for name in view.portfolio.targets:
        for cited in board.sources_of(view.portfolio, name):
            rests.setdefault(cited, []).append(name)
    known = [source for source in view.portfolio.sources.values() if source.known <= view.on]
    known.sort(key=lambda one: (one.known, one.id), reverse=True)
    if not known:
        st.html(tag("div", words("empty.sources"), class_="tracker-empty"))
        return
    rows = []
    for source in turned(known, "sources"):
        name = words.text(source.title)
        targets = _resting(sorted(rests.get(source.id, [])), source.id, view)
        rows.append(
            [
                joined(
                    [
                        link(name, source.url) if source.url else name,
                        tag("div", words.text(source.summary), class_="tracker-note"),
                    ]
                ),
                view.body_title(source.publisher),
                words.period(source.published),
                joined(
                    [words(f"kind.{source.kind}"), _reading(source.translated, source.language, view)], ""
                ),
                words(f"reliability.{source.reliability}") if source.reliability else "–",
                joined(targets, ", ") if targets else "–",
            ]
        )
    heads = [
        words(f"column.{key}") for key in ("source", "publisher", "published", "kind", "reliability", "rests")
    ]
    st.html(markup.table(heads, rows, words.count("sources.known", len(known)), widths=(38, 16, 9, 8, 9, 20)))


def _resting(targets: Sequence[str], source: str, view: View) -> list[Html]:
    """Return links to the targets that rest on a source; of many the first, and one to the board with all."""
    words = view.words
    titles = {name: words.text(view.portfolio.targets[name].title) for name in targets[:LINKS]}
    found = [link(title, view.link("target", id=name)) for name, title in titles.items()]
    if len(targets) > LINKS:
        more = words.count("sources.more", len(targets) - LINKS)
        found.append(link(more, view.link("./", source=source)))
    return found


def _reading(translated: str | None, code: str | None, view: View) -> Html:
    if not translated or not code:
        return Html()
    return tag("div", view.words("source.translated", language=code), class_="tracker-note")


def quality(view: View) -> None:
    """Show what is wrong or doubtful in the data: faults, conflicts, stale and single-sourced figures."""
    words, found = view.words, checked(view)
    errors = [problem for problem in found if problem.severity == "error"]
    valid = len(view.portfolio.targets)
    st.html(
        tag(
            "p",
            words(
                "quality.head",
                targets=words.count("count.targets", valid),
                errors=words.count("count.errors", len(errors)),
                warnings=words.count("count.warnings", len(found) - len(errors)),
            ),
        )
    )
    if view.on != view.today:
        st.html(tag("p", words("quality.today"), class_="tracker-note"))
    if found:
        rows = []
        worst_first = sorted(found, key=lambda one: (one.severity != "error", *one.order))
        for problem in turned(worst_first, "problems"):
            sentence, hint = problems.told(problem, words)
            where = tag("code", f"{problems.named(problem.file)}:{problem.line}")
            path = f"{problem.path}: " if problem.path else ""
            rows.append(
                [
                    words(f"severity.{problem.severity}"),
                    where,
                    problem.code,
                    joined([path, sentence, tag("div", hint, class_="tracker-note")]),
                ]
            )
        heads = [words(f"column.{key}") for key in ("severity", "where", "code", "problem")]
        st.html(markup.table(heads, rows, words("quality.problems")))
    else:
        st.html(tag("div", words("quality.clean"), class_="tracker-empty"))
    _weak_spots(view)


def _weak_spots(view: View) -> None:
    words = view.words
    entries = view.entries
    spots = {
        "stale": [e for e in entries if "stale" in e.leaf.flags],
        "conflict": [e for e in entries if "conflict" in e.leaf.flags],
        "single": [
            e for e in entries if e.leaf.series and len({point.source for point in e.leaf.series}) == 1
        ],
        "no_figures": [e for e in entries if e.leaf.kind != "milestones" and not e.leaf.series],
        "unchecked": [e for e in entries if view.portfolio.targets[e.target.id].checked is None],
    }
    for name, group in spots.items():
        if group:
            label = words.count(f"quality.{name}", len(group))
            with st.expander(markup.markdown(label)):
                shown = turned(group, name)
                st.html(
                    cards.lines(
                        [("", link(_title(e, view), view.link("target", id=e.target.id))) for e in shown]
                    )
                )


def worked_method(assessment: Assessment, view: View) -> None:
    """Show the formulas with the numbers of one target put in, then states, cut-offs and flags."""
    words, wording = view.words, view.wording
    verdict(assessment, view)
    lines = worked(assessment, wording)
    if lines:
        rows = [
            [line.label, tag("span", line.formula, class_="tracker-formula"), line.value] for line in lines
        ]
        heads = [words(f"column.{key}") for key in ("quantity", "formula", "value")]
        st.html(markup.table(heads, rows, words("method.worked"), numeric=(2,)))
    else:
        st.html(tag("div", words("method.no_numbers"), class_="tracker-empty"))
    states = [s for s in STANDINGS if words.has(f"state.{s}.about")]
    rows = [
        [cards.sign(state_of(s), words(f"state.{s}"), style.THEMES[view.theme]), words(f"state.{s}.about")]
        for s in states
    ]
    st.html(markup.table([words("column.state"), words("column.meaning")], rows, words("method.states")))
