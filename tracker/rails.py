"""Rails: lines of time as HTML, with the axis always in sight and a mark for each step or date."""

from __future__ import annotations

from tracker import style
from tracker.leads import hundredth, span
from tracker.markup import Html, joined, tag
from tracker.telling.blocks import Rail, Rails, Span, Stop

EDGE = 0.2
"""The share of the width at either end where the day is written to one side of its place."""


def rails(given: Rails) -> Html:
    """Return lines of time below each other on one axis."""
    at, day = given.today
    line = tag("span", class_=f"tracker-day at-{hundredth(at)}")
    names = [tag("span", name, class_=f"tracker-year at-{hundredth(place)}") for place, name in given.ticks]
    side = " from-here" if at < EDGE else " up-to-here" if at > 1 - EDGE else ""
    now = tag("span", day, class_=f"tracker-now at-{hundredth(at)}{side}")
    axis = tag("div", tag("div", *names, now, class_="tracker-scale"), class_="tracker-axis")
    rows = (_row(one, line) for one in given.rails)
    drawn = tag("div", axis, tag("ul", *rows, class_="tracker-rails"), class_="tracker-programmes")
    legend = tag("ul", *(tag("li", span(one)) for one in given.legend), class_="tracker-legend")
    return joined([drawn, legend]) if given.legend else drawn


def _row(rail: Rail, line: Html) -> Html:
    """Return one programme: its name, how much is done, and its steps along the line."""
    more = [tag("span", one, class_="tracker-note") for one in (rail.done, rail.undated) if one]
    named = tag("div", span(rail.title), " ", joined(more, " · "), class_="tracker-programme")
    stops = (_stop(one) for one in rail.stops)
    return tag(
        "li", named if rail.title.text else "", tag("div", line, *stops, class_="tracker-line-of-time")
    )


def _stop(stop: Stop) -> Html:
    """Return what stands at one place: the mark of each state, with a number where several have it."""
    told = "; ".join(stop.told)
    name = f"tracker-stop at-{hundredth(stop.at)}"
    return tag(
        "span",
        *(_mark(shown, number) for shown, number in stop.marks),
        class_=name,
        role="img",
        aria_label=told,
        title=told,
    )


def _mark(shown: Span, number: int) -> Html:
    if shown.state is None:
        return tag("span", shown.text, class_="tracker-due")
    many = tag("small", str(number)) if number > 1 else ""
    family = style.SIGNS[shown.state].family
    return tag("span", style.glyph(shown.standing or shown.state), many, class_=f"is-{family}")
