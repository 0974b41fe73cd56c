"""Cards: the board as HTML, drawn without any chart library so that the first screen stands at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from tracker import style
from tracker.board import Entry, deadline
from tracker.judging.states import UNKNOWN, State, state_of
from tracker.markup import Html, joined, link, tag
from tracker.progress import Assessment
from tracker.style import Theme
from tracker.wording import Wording

Address = Callable[[Assessment], str]


def chip(assessment: Assessment, wording: Wording, theme: Theme) -> Html:
    """Return the state as symbol and word; the word says the same as the colour."""
    return sign(assessment.state, wording.state(assessment), theme)


def sign(state: State, label: str, theme: Theme) -> Html:
    """Return a symbol and a label in the colour of a state."""
    glyph = tag("span", style.SIGNS[state].glyph, aria_hidden="true")
    ink = style.state_ink(state, theme)
    return tag("span", glyph, " ", label, class_="tracker-chip", style=f"color:{ink};font-weight:600")


def bar(assessment: Assessment, wording: Wording, theme: Theme) -> Html:
    """Return how much of the gap is closed, with a mark for the time used; empty when unknown."""
    closed, used = assessment.gap_closed, assessment.time_used
    if closed is None:
        return Html()
    words = wording.words
    share = min(1.0, max(0.0, closed))
    label = words("card.closed", closed=words.percent(closed))
    if used is not None and used <= 1:
        label = words("card.closed_used", closed=words.percent(closed), used=words.percent(used))
    colour = style.state_colour(assessment.state)
    filled = tag("span", style=f"display:block;height:100%;width:{share:.1%};background:{colour}")
    marker = (
        tag(
            "span",
            style=f"position:absolute;left:calc({min(1.0, max(0.0, used)):.1%} - 1px);top:-4px;height:16px;"
            f"width:2px;background:{theme.ink}",
        )
        if used is not None
        else Html()
    )
    track = f"position:relative;height:8px;background:{theme.raised};outline:1px solid {theme.axis}"
    return joined(
        [
            tag("div", filled, marker, style=track, role="img", aria_label=label),
            tag("div", label, class_="tracker-note"),
        ]
    )


def card(entry: Entry, wording: Wording, theme: Theme, address: str) -> Html:
    """Return one entry of the board: title, latest figure, goal, state, way and time."""
    leaf = entry.leaf
    title, own = entry.titles(wording.words.language)
    heading = link(own or title, address)
    above = tag("div", title, class_="tracker-note") if own else Html()
    if entry.target.kind == "milestones":
        inside = [_steps(leaf, wording)]
    else:
        inside = [_latest(leaf, wording), tag("div", wording.goal(leaf.goal, leaf), class_="tracker-goal")]
    foot = tag("div", chip(leaf, wording, theme), bar(leaf, wording, theme), class_="tracker-foot")
    name = tag("div", heading, class_="tracker-title", role="heading", aria_level="3")
    return tag("article", above, name, *inside, foot, class_="tracker-card")


def _latest(leaf: Assessment, wording: Wording) -> Html:
    if leaf.latest is None:
        return tag("div", tag("small", wording.words("figure.none")), class_="tracker-latest")
    period = tag("small", wording.words.period(leaf.latest.period))
    return tag("div", wording.point(leaf.latest, leaf), " ", period, class_="tracker-latest")


def _steps(leaf: Assessment, wording: Wording) -> Html:
    words = wording.words
    due = deadline(leaf)
    when = "card.due" if due and due >= leaf.on else "card.was_due"
    next_due = tag("div", words(when, day=words.short_day(due)), class_="tracker-goal") if due else Html()
    return joined([tag("div", wording.steps_done(leaf), class_="tracker-latest"), next_due])


def board(
    entries: Iterable[Entry],
    wording: Wording,
    theme: Theme,
    address: Address,
    heading: Callable[[str], str] | None = None,
) -> Html:
    """Return the cards, under the heading of their theme where one is given; they come sorted then.

    Below a theme's cards, what cannot be judged yet is listed in brief, so that it does not drown the rest.
    """
    if heading is None:
        return _grid(entries, wording, theme, address)
    blocks = []
    for name, group in groupby(entries, key=lambda entry: entry.target.theme):
        members = list(group)
        blocks.append(tag("h2", heading(name), class_="tracker-theme"))
        blocks.append(_grid((e for e in members if e.standing not in UNKNOWN), wording, theme, address))
        blocks.append(_brief((e for e in members if e.standing in UNKNOWN), wording, theme, address))
    return joined(blocks)


def _grid(entries: Iterable[Entry], wording: Wording, theme: Theme, address: Address) -> Html:
    shown = [card(entry, wording, theme, address(entry.target)) for entry in entries]
    return tag("div", *shown, class_="tracker-cards") if shown else Html()


def _brief(entries: Iterable[Entry], wording: Wording, theme: Theme, address: Address) -> Html:
    """Return entries as lines: title, what is promised or known, state."""
    lines = []
    for entry in entries:
        leaf = entry.leaf
        title, own = entry.titles(wording.words.language)
        name = link(f"{title}: {own}" if own else title, address(entry.target))
        told = wording.goal(leaf.goal, leaf) if leaf.goal or not leaf.latest else wording.latest(leaf)
        if entry.target.kind == "milestones":
            told = ""
        what = tag("span", told, class_="tracker-note")
        lines.append(tag("li", tag("span", name), what, chip(leaf, wording, theme)))
    return tag("ul", *lines, class_="tracker-brief") if lines else Html()


def strip(counts: Mapping[str, int], wording: Wording, theme: Theme) -> Html:
    """Return the states as one bar of counts, with symbol, number and word below."""
    total = sum(counts.values()) or 1
    words = wording.words
    pieces = [
        tag(
            "span",
            style=f"width:{number / total:.3%};background:{style.state_colour(state_of(state))};"
            f"border-right:2px solid {theme.paper}",
        )
        for state, number in counts.items()
    ]
    labels = [
        tag("li", sign(state_of(state), f"{words.number(number)} {words(f'state.{state}')}", theme))
        for state, number in counts.items()
    ]
    line = "display:flex;height:18px;border-radius:3px;overflow:hidden"
    wrap = "display:flex;flex-wrap:wrap;gap:0.2rem 1.4rem;list-style:none;margin:0.5rem 0 0;padding:0"
    return joined([tag("div", *pieces, style=line, aria_hidden="true"), tag("ul", *labels, style=wrap)])


def lines(rows: Sequence[tuple[object, object]]) -> Html:
    """Return a list of moments with what happened or is due then."""
    inside = [tag("li", tag("span", when, class_="tracker-when"), " ", what) for when, what in rows]
    return tag("ul", *inside, class_="tracker-list")
