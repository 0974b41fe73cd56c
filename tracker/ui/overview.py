"""What the overview shows: the headline, the states, the board and what is next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from heapq import nsmallest
from typing import Any

import streamlit as st

from tracker import board, cards, markup, style
from tracker.board import Entry, Filter
from tracker.progress import Assessment
from tracker.ui import address
from tracker.ui.view import View, changes_since, turned

PAGE = 60
RECENT = 90
SORTINGS: tuple[board.Sorting, ...] = ("theme", "state", "deadline", "latest", "title")


def headline(view: View) -> None:
    """Say in one sentence how the targets with a deadline stand, and show the states as one bar."""
    words = view.words
    entries = board.dated(view.entries)
    counts = board.tally(entries)
    listed = words.listed([words.count(f"count.{state}", number) for state, number in counts.items()])
    sentence = words.count("overview.headline", len(entries), states=listed)
    name = words.text(view.portfolio.vocabulary.title)
    if name:
        st.html(markup.tag("p", name, class_="tracker-kicker"))
    st.html(markup.tag("h1", sentence, class_="tracker-lede"))
    st.html(cards.strip(counts, view.wording, style.THEMES[view.theme]))


@st.fragment
def show_board(view: View) -> None:
    """Show the filters and the entries that pass them, as cards or as a table."""
    words = view.words
    if view.narrow:
        with st.expander(words("filter.title")):
            wanted, sorting, form = _filters(view)
    else:
        wanted, sorting, form = _filters(view)
    entries = board.narrowed(view.entries, wanted, view.portfolio)
    entries = board.ordered(entries, sorting, view.portfolio, words.language)
    st.caption(markup.markdown(words.count("board.found", len(entries))))
    if not entries:
        st.html(markup.tag("div", words("board.nothing"), class_="tracker-empty"))
        return
    if form == "table":
        _table(entries, view)
        return
    shown = turned(entries, "board", PAGE)
    st.html(
        cards.board(
            shown,
            view.wording,
            style.THEMES[view.theme],
            lambda target: view.link("target", id=target.id),
            view.theme_title if sorting == "theme" else None,
        )
    )


def _filters(view: View) -> tuple[Filter, board.Sorting, str]:
    """Show the filters; each lives in the address."""
    words = view.words
    entries = view.entries
    states = list(board.tally(entries))
    themes = sorted({entry.target.theme for entry in entries})
    owners = sorted({target.owner for target in view.portfolio.targets.values() if target.owner})
    text_at, theme_at, state_at, sort_at, form_at, more_at = st.columns(
        [2.4, 2, 2, 1.5, 1.7, 1.6], vertical_alignment="bottom"
    )
    with text_at:
        text = address.typed("q", words("filter.text"), placeholder=words("filter.text.example"))
    with theme_at:
        picked = address.several(
            "theme", themes, view.theme_title, words("filter.theme"), placeholder=words("filter.any")
        )
    with state_at:
        standing = address.several(
            "state",
            states,
            lambda s: words(f"state.{s}"),
            words("filter.state"),
            placeholder=words("filter.any"),
        )
    with sort_at:
        order = address.chosen("sort", SORTINGS, "theme", lambda s: words(f"sort.{s}"), words("sort.label"))
    with form_at:
        form = address.segment(
            "as", ["cards", "table"], "cards", lambda f: words(f"board.{f}"), words("board.form")
        )
    with more_at, st.popover(words("filter.more"), width="stretch"):
        bodies = address.several(
            "owner", owners, view.body_title, words("filter.owner"), placeholder=words("filter.any")
        )
        cited = address.several(
            "source",
            sorted(view.portfolio.sources),
            view.source_title,
            words("filter.source"),
            placeholder=words("filter.any"),
        )
        years = sorted({str(due.year) for entry in entries if (due := entry.due)})
        due_by = address.chosen(
            "due",
            ["", *years],
            "",
            lambda year: words("filter.due.by", year=year) if year else words("filter.any"),
            words("filter.due"),
        )
    wanted = Filter(
        text=text,
        themes=frozenset(picked),
        states=frozenset(standing),
        owners=frozenset(bodies),
        sources=frozenset(cited),
        due_by=int(due_by) if due_by else None,
    )
    sorting = next(name for name in SORTINGS if name == order)
    return wanted, sorting, form


def _table(entries: list[Entry], view: View) -> None:
    """Show entries as a table that a reader sorts by its heads; a chosen row opens its target."""
    from tracker import tables  # pandas takes half a second to import: only where a table is asked for

    words = view.words
    frame = tables.overview(entries, view.wording)
    widths = {"target": 270, "state": 120, "latest": 150, "goal": 190}
    heads: dict[str, Any] = {
        name: st.column_config.TextColumn(words(f"column.{name}"), width=width)
        for name, width in widths.items()
    }
    heads["deadline"] = st.column_config.DateColumn(words("column.deadline"), format="YYYY-MM-DD")
    for name in tables.SHARES:
        heads[name] = st.column_config.NumberColumn(words(f"column.{name}"), format="%.0f%%")
    key, links = f"table-{words.language}", [view.link("target", id=entry.target.id) for entry in entries]
    st.dataframe(
        frame,
        hide_index=True,
        column_config=heads,
        on_select=partial(_open_row, key, links),
        selection_mode="single-row",
        height=min(38 * (len(frame) + 1), 760),
        placeholder="–",
        alt=words("board.alt"),
        key=key,
    )
    if address.going():
        st.rerun()


def _open_row(key: str, links: Sequence[str]) -> None:
    """Leave for the target of the row that was chosen."""
    for row in st.session_state[key]["selection"]["rows"]:
        address.go(links[row])


def next_deadlines(view: View) -> None:
    """List what falls due next."""
    words = view.words
    st.html(markup.tag("h2", words("overview.next"), class_="tracker-theme"))
    coming = [
        (due, entry)
        for entry in view.entries
        if (due := entry.due) and due >= view.on and entry.leaf.state not in ("met", "done")
    ]
    nearest = nsmallest(8, coming, key=lambda pair: pair[0])
    rows = [(words.short_day(due), _name(entry.target, entry.leaf, view)) for due, entry in nearest]
    st.html(cards.lines(rows) if rows else words("overview.next.none"))


def recent_changes(view: View) -> None:
    """List what became known in the last three months."""
    words = view.words
    st.html(markup.tag("h2", words("overview.recent"), class_="tracker-theme"))
    since = view.on - timedelta(days=RECENT)
    moved = changes_since(view, since)
    rows: list[tuple[object, object]] = []
    for change in moved[:8]:
        before = words(f"state.{change.before}") if change.before else words("change.new")
        after = view.wording.state(change.entry.leaf)
        news = len(change.figures) + len(change.goals) + len(change.steps)
        moved_to = words("change.moved", before=before, after=after)
        what = moved_to if change.moved else words.count("change.figures", news)
        rows.append((what, _name(change.entry.target, change.entry.leaf, view)))
    if not rows:
        st.html(markup.tag("p", words("overview.recent.none", day=words.day(since)), class_="tracker-note"))
        return
    st.html(cards.lines(rows))


def _name(target: Assessment, leaf: Assessment, view: View) -> markup.Html:
    title, own = Entry(target, leaf).titles(view.words.language)
    return markup.link(f"{title}: {own}" if own else title, view.link("target", id=target.id))
