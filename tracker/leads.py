"""Leads: the pictures of the front page as HTML: steps, shares, small trajectories and the bar of states.

Shapes are elements with classes, or plain SVG without words, so that no style attribute is written, the
words stay as large as the text of the page, and a page with twenty pictures is drawn at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from tracker import markup, style
from tracker.judging.states import State
from tracker.markup import Html, joined, tag
from tracker.style import Theme
from tracker.telling.blocks import Band, Bar, Curve, Lead, Leads, Span, Strip

WIDE, HIGH = 200, 44
KEPT = " =:/,;()'"
"""Signs that the address of a picture within a page holds as they are; fewer bytes for every one of them."""
_BETWEEN = re.compile(r"(?<=\d) – (?=\w)")
"""The dash of a period, such as 2021 – 2025, which no end of a line may part."""
LONG = 20
"""Letters from which on a promise is set smaller."""
SVG = "http://www.w3.org/2000/svg"


def span(given: Span) -> Html:
    """Return a run of text: a link, the sign of a state, small print, code or plain text."""
    shown = unparted(given.text)
    if given.state:
        shown = sign(given.state, given.text, given.standing)
        return markup.link(shown, given.link, class_="tracker-count") if given.link else shown
    if given.link:
        shown = markup.link(given.text, given.link)
    if given.kind == "code":
        return tag("code", shown)
    return tag("span", shown, class_=f"tracker-{given.kind}") if given.kind else shown


def unparted(text: str) -> Html:
    """Return a text in which no end of a line parts a period."""
    shown = markup.esc(text)
    return Html(_BETWEEN.sub("\u00a0–\u2060\u00a0", shown)) if " – " in shown else shown


def line(given: Iterable[Span]) -> Html:
    """Return spans one behind the other."""
    return joined([span(one) for one in given])


def sign(state: State, label: str, standing: str = "") -> Html:
    """Return a symbol and a label in the colour of a state; the word says the same as the colour."""
    glyph = tag("span", style.glyph(standing or state), aria_hidden="true")
    return tag("span", glyph, " ", label, class_=f"tracker-chip is-{style.SIGNS[state].family}")


def hundredth(share: float) -> int:
    """Return a share as whole per cent, as the classes of the sheet name it."""
    return round(100 * min(1.0, max(0.0, share)))


def fragment(block: Strip | Leads | Band, theme: Theme | None = None) -> Html:
    """Return one of the blocks that are drawn here; with a theme, pictures are files within the page.

    What cleans the page of an app takes every SVG out of its text, so that there a picture has to be a file.
    """
    if isinstance(block, Strip):
        return strip(block)
    return grid(block, theme) if isinstance(block, Leads) else band(block, theme)


def strip(given: Strip) -> Html:
    """Return the states as one bar of counts, with symbol, number and word below."""
    total = sum(number for _, number in given.counts) or 1
    pieces, labels = [], []
    for state, number in given.counts:
        if state.state:
            name = f"is-{style.SIGNS[state.state].family} w-{hundredth(number / total)}"
            away = {"href": state.link, "tabindex": "-1", "title": state.text} if state.link else {}
            pieces.append(tag("a" if away else "span", class_=name, **away))
        labels.append(tag("li", span(state)))
    bar = tag("div", *pieces, class_="tracker-strip", aria_hidden="true")
    return joined([bar, tag("ul", *labels, class_="tracker-legend")])


def grid(given: Leads, theme: Theme | None = None) -> Html:
    """Return leads beside each other."""
    return tag("div", *(_lead(one, theme, 2) for one in given.leads), class_="tracker-leads")


def band(given: Band, theme: Theme | None = None) -> Html:
    """Return a theme in one row."""
    head = tag(f"h{given.level}", span(given.title), class_="tracker-theme")
    said = tag("div", head, strip(given.strip), tag("p", span(given.more), class_="tracker-all"))
    small = (_lead(one, theme, given.level + 1) for one in given.leads)
    row = tag("div", *small, class_="tracker-row", tabindex="0", role="region", aria_label=given.title.text)
    return tag("section", said, row if given.leads else "", class_="tracker-band")


def _lead(given: Lead, theme: Theme | None, level: int) -> Html:
    """Return one target as a picture of its kind, below a heading of the level before."""
    name = tag("div", span(given.title), class_="tracker-title", role="heading", aria_level=f"{level}")
    kind = "steps" if len(given.bars) > 1 else "share" if given.bars else "curve" if given.curve else "number"
    parts: list[Html] = [name]
    if kind != "steps":
        size = "tracker-latest tracker-long" if len(given.large) > LONG else "tracker-latest"
        when = (" ", tag("small", given.when)) if given.when else ()
        parts.append(tag("div", given.large, *when, class_=size))
    parts.append(_bars(given.bars) if given.bars else _curve(given.curve, theme) if given.curve else Html())
    said = [tag("b", given.when), given.scale] if kind == "steps" and given.when else [given.scale]
    drawn = joined(said, " · ")
    parts += [tag("div", one, class_="tracker-told") for one in (drawn, line(given.told)) if one]
    source = tag("span", line(given.source), class_="tracker-note") if given.source else ""
    parts.append(tag("div", span(given.sign), " ", source, class_="tracker-foot"))
    return tag("article", *parts, class_=f"tracker-lead lead-{kind}")


def _bars(given: Sequence[Bar]) -> Html:
    """Return bars with number and name: a goal is an outline, dashed and empty, what is reached is solid."""
    rows = []
    for bar in given:
        reached = bar.reached or 0.0
        full = tag("span", class_=f"tracker-reached at-{hundredth(bar.start)} w-{hundredth(reached)}")
        outline = tag("span", class_=f"tracker-promised at-{hundredth(bar.start)} w-{hundredth(bar.length)}")
        track = tag("span", outline, full if reached else "", class_="tracker-track", aria_hidden="true")
        words = [tag("b", bar.value), " ", tag("span", bar.name), " "] if len(given) > 1 else []
        rows.append(tag("li", *words, track))
    wordless = None if len(given) > 1 else "true"  # what it shows stands above it
    return tag("ul", *rows, class_="tracker-bars", aria_hidden=wordless)


def _curve(given: Curve, theme: Theme | None) -> Html:
    """Return a small trajectory: figures as a line, the way asked for dashed, the goals as diamonds."""
    shapes = [_polyline(given.path, "path"), _polyline(given.seen, "seen")]
    shapes += [_mark(spot, "goal") for spot in given.goals] + [_mark(spot, "now") for spot in given.seen[-1:]]
    box = f"-6 -6 {WIDE + 12} {HIGH + 12}"
    if theme is None:
        drawn = tag("svg", *shapes, viewBox=box, aria_hidden="true", focusable="false")
        return tag("div", drawn, class_="tracker-curve", role="img", aria_label=given.told)
    file = tag("svg", tag("style", Html(_colours(theme))), *shapes, viewBox=box, xmlns=SVG)
    shown = tag("img", src=f"data:image/svg+xml,{quote(file, safe=KEPT)}", alt=given.told)
    return tag("div", Html(shown.removesuffix("</img>")), class_="tracker-curve")


def _colours(theme: Theme) -> str:
    """Return the style sheet of a picture that is a file of its own."""
    return (
        "polyline{fill:none;stroke-width:2.4;stroke-linejoin:round;stroke-linecap:round}"
        f".seen{{stroke:{theme.observed}}}.now{{fill:{theme.observed}}}.goal{{fill:{theme.required}}}"
        f"polyline.path{{stroke:{theme.required};stroke-width:1.6;stroke-dasharray:5 4}}"
    )


def _place(spot: tuple[float, float]) -> tuple[float, float]:
    return round(spot[0] * WIDE, 1), round((1 - spot[1]) * HIGH, 1)


def _polyline(spots: Sequence[tuple[float, float]], name: str) -> Html:
    points = " ".join(f"{x:g},{y:g}" for x, y in map(_place, spots))
    return tag("polyline", points=points, class_=name)


def _mark(spot: tuple[float, float], name: str) -> Html:
    x, y = _place(spot)
    if name == "goal":
        around = ((x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y))
        return tag("polygon", points=" ".join(f"{a:g},{b:g}" for a, b in around), class_=name)
    return tag("circle", cx=f"{x:g}", cy=f"{y:g}", r="4", class_=name)
