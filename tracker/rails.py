"""Rails: programmes on one line of time as HTML, with the axis always in sight and a mark for each step."""

from __future__ import annotations

from tracker import style
from tracker.leads import hundredth, sign, span
from tracker.markup import Html, joined, tag
from tracker.telling.blocks import Rail, Rails, Stop


def rails(given: Rails) -> Html:
    """Return programmes below each other on one axis of time."""
    at, day = given.today
    line = tag("span", class_=f"tracker-day at-{hundredth(at)}")
    names = [tag("span", name, class_=f"tracker-year at-{hundredth(place)}") for place, name in given.ticks]
    now = tag("span", day, class_=f"tracker-now at-{hundredth(at)}")
    axis = tag("div", tag("div", *names, now, class_="tracker-scale"), class_="tracker-axis")
    rows = (_row(one, line) for one in given.rails)
    legend = tag("ul", *(tag("li", span(one)) for one in given.legend), class_="tracker-legend")
    return tag("div", axis, tag("ul", *rows, class_="tracker-rails"), legend, class_="tracker-programmes")


def _row(rail: Rail, line: Html) -> Html:
    """Return one programme: its name, how much is done, and its steps along the line."""
    more = [tag("span", one, class_="tracker-note") for one in (rail.done, rail.undated) if one]
    name = tag("div", span(rail.title), " ", joined(more, " · "), class_="tracker-programme")
    stops = (_stop(one) for one in rail.stops)
    return tag("li", name, tag("div", line, *stops, class_="tracker-line-of-time"))


def _stop(stop: Stop) -> Html:
    """Return the mark of one step, or of several of one state at one place with their number."""
    told = "; ".join(stop.told)
    if stop.sign.state is None:
        return sign("unclear", told)
    glyph = style.SIGNS[stop.sign.state].glyph
    many = tag("small", str(len(stop.told))) if len(stop.told) > 1 else ""
    name = f"tracker-stop is-{style.SIGNS[stop.sign.state].family} at-{hundredth(stop.at)}"
    return tag("span", glyph, many, class_=name, role="img", aria_label=told, title=told)
