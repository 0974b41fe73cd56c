"""Hypertext: blocks as HTML, the same in the app and on a site; every text is escaped.

No style attribute is written, so that the strictest policy of a web host lets everything through:
colours, widths and places are classes of the sheet that `sheet` returns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tracker import leads, markup, rails, style
from tracker.leads import hundredth, span, unparted
from tracker.markup import Html, joined, tag
from tracker.style import Theme
from tracker.telling.blocks import (
    Band,
    Block,
    Card,
    Cards,
    Cell,
    Empty,
    Facts,
    Heading,
    Leads,
    Prose,
    Rails,
    Span,
    Strip,
    Table,
    Timeline,
    Verdict,
)

__all__ = ["fragment", "sheet", "span", "variables"]
_COLOURS = ("paper", "raised", "ink", "muted", "grid", "axis", "observed", "required", "projected")
SHEETS = ("hypertext.css", "leads.css")
_HEADINGS = {1: "tracker-lede", 2: "tracker-theme"}
_PROSE = {
    "": None,
    "note": "tracker-note",
    "kicker": "tracker-kicker",
    "finding": "tracker-finding",
    "way": "tracker-list",
    "alone": "tracker-note tracker-list tracker-screen",
}


def variables(theme: Theme, accent: str | None = None) -> dict[str, str]:
    """Return the colours of a theme, and of a house, as CSS variables by their names."""
    families = {sign.family: state for state, sign in style.SIGNS.items()}
    named = {name: getattr(theme, name) for name in _COLOURS}
    named |= {f"mark-{family}": style.state_colour(state) for family, state in families.items()}
    if accent:
        named |= {"accent": style.visible(accent, theme), "line": "4px"}
    return named | {f"state-{family}": style.state_ink(state, theme) for family, state in families.items()}


def sheet() -> str:
    """Return the style sheet of all that `fragment` writes; its colours are the variables of a theme."""
    families = dict.fromkeys(sign.family for sign in style.SIGNS.values())
    rules = [f".is-{one}{{--mark:var(--mark-{one});--state:var(--state-{one})}}" for one in families]
    rules += [f".w-{n}{{width:{n}%}}.at-{n}{{left:calc({n}% - 1px)}}" for n in range(101)]
    here = Path(__file__).parent
    return "".join([*((here / name).read_text("utf-8") for name in SHEETS), *rules])


def fragment(block: Block, theme: Theme | None = None) -> Html:
    """Return a block as HTML.

    Args:
        block: what is said.
        theme: where small pictures have to be files within the page, their colours.

    Raises:
        TypeError: each medium has its own way for this block.
    """
    match block:
        case Heading():
            made = _heading(block)
        case Prose():
            made = tag("p", leads.line(block.line), class_=_PROSE[block.kind])
        case Verdict():
            made = _verdict(block)
        case Facts():
            made = markup.facts((term, unparted(value)) for term, value in block.pairs)
        case Table():
            made = _table(block)
        case Cards():
            made = joined([_grid(block.cards), _brief(block.brief)])
        case Strip() | Leads() | Band() | Rails():
            made = _drawn(block, theme)
        case Timeline():
            made = _timeline(block.rows)
        case Empty():
            made = _empty(block)
        case _:
            raise TypeError(type(block).__name__)
    return made


def _drawn(block: Strip | Leads | Band | Rails, theme: Theme | None) -> Html:
    return rails.rails(block) if isinstance(block, Rails) else leads.fragment(block, theme)


def _heading(block: Heading) -> Html:
    text = markup.link(block.text, block.link) if block.link else block.text
    name = f"{_HEADINGS[block.level]} tracker-list" if block.link else _HEADINGS[block.level]
    return tag(f"h{block.level}", text, class_=name, id=block.anchor or None)


def _verdict(block: Verdict) -> Html:
    sign = style.SIGNS[block.state]
    lines = []
    for line in block.lines:
        small = bool(line) and all(one.kind == "note" for one in line)
        plain = (Span(one.text, link=one.link) for one in line) if small else line
        lines.append(tag("div", leads.line(plain), class_="tracker-note" if small else None))
    glyph = tag(
        "span", style.glyph(block.standing or block.state), class_="tracker-glyph", aria_hidden="true"
    )
    return tag("div", glyph, tag("div", *lines), class_=f"tracker-verdict is-{sign.family}")


def _table(table: Table) -> Html:
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    return markup.table(table.heads, rows, table.title, table.numeric, table.widths)


def _cell(cell: Cell) -> Html:
    first, *rest = cell.lines or ((),)
    if not rest:
        return leads.line(first)
    below = (tag("span", leads.line(line), class_="tracker-below") for line in rest if line)
    return joined([leads.line(first), *below])


def _grid(cards: Sequence[Card]) -> Html:
    return tag("div", *(_card(card) for card in cards), class_="tracker-cards") if cards else Html()


def _card(card: Card) -> Html:
    """Return one entry of the board: title, latest figure, goal, state, way and time."""
    above = tag("div", card.above, class_="tracker-note") if card.above else Html()
    name = tag("div", span(card.title), class_="tracker-title", role="heading", aria_level="3")
    figure, period = card.figure
    small = tag("small", period) if period else ""
    latest = tag("div", joined([one for one in (figure, small) if one], " "), class_="tracker-latest")
    goal = tag("div", card.goal, class_="tracker-goal") if card.goal else Html()
    foot = tag("div", span(card.sign), _bar(card), class_="tracker-foot")
    return tag("article", above, name, latest, goal, foot, class_="tracker-card")


def _bar(card: Card) -> Html:
    """Return how much of the gap is closed, with a mark for the time used; empty when unknown."""
    if card.closed is None or card.sign.state is None:
        return Html()
    marker = tag("span", class_=f"tracker-time at-{hundredth(card.used)}") if card.used is not None else ""
    filled = tag("span", class_=f"tracker-way w-{hundredth(card.closed)}")
    family = style.SIGNS[card.sign.state].family
    track = tag("div", filled, marker, class_=f"tracker-bar is-{family}", role="img", aria_label=card.label)
    return joined([track, tag("div", card.label, class_="tracker-note")])


def _brief(cards: Sequence[Card]) -> Html:
    """Return entries as lines: title, what is promised or known, state, and who answers."""
    lines = (
        tag(
            "li",
            tag("span", span(one.name)),
            tag("span", unparted(one.told), *_owner(one), class_="tracker-note"),
            span(one.sign),
        )
        for one in cards
    )
    return tag("ul", *lines, class_="tracker-brief") if cards else Html()


def _owner(card: Card) -> tuple[Html | str, ...]:
    return (" · ", tag("span", card.owner, class_="tracker-owner")) if card.owner else ()


def _timeline(rows: Iterable[tuple[str, tuple[Span, ...]]]) -> Html:
    """Return a list of moments with what happened or is due then."""
    inside = [
        tag("li", tag("span", when, class_="tracker-when") if when else "", " ", leads.line(what))
        for when, what in rows
    ]
    return tag("ul", *inside, class_="tracker-list")


def _empty(empty: Empty) -> Html:
    if not empty.heading:
        return tag("div", empty.text, class_="tracker-empty")
    heading = tag(f"h{empty.level}", empty.heading, class_="tracker-theme")
    return tag("div", heading, tag("p", empty.text), tag("code", empty.code), class_="tracker-empty")
