"""Timeline: the steps of milestones on one line of time, each with symbol, word and date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker import style
from tracker.charts import axes, labels
from tracker.charts.bars import SIDE
from tracker.charts.canvas import (
    Chart,
    Layout,
    Plane,
    Setting,
    Texts,
    Trace,
    chart,
    margins,
    note,
    row_height,
    source_line,
)
from tracker.judging.states import State, state_of
from tracker.language import Words
from tracker.model import Milestones
from tracker.progress import Assessment
from tracker.scalars import Period, year_point

_DONE = ("done", "done_late")
_APART = 13
_SYMBOL = 15
_LIFT = 12  # from the middle of a symbol to the title above it, on a phone


@dataclass(frozen=True, slots=True)
class Rail:
    """One step: where it stands in time and what is written about it.

    Attributes:
        due, seen: places in time of the due period and of the newest record; None when not stated.
    """

    title: str
    words: str
    standing: str
    due: float | None
    seen: float | None

    @property
    def state(self) -> State:
        """The state of which the standing is the word."""
        return state_of(self.standing)

    @property
    def place(self) -> float | None:
        """Where the symbol stands: at the record of a finished step, else at its due date."""
        if self.state in (*_DONE, "dropped") or self.due is None:
            return self.seen
        return self.due


def timeline(assessments: Sequence[Assessment], setting: Setting) -> Chart:
    """Return steps by date, the earliest on top; those without a date stand last.

    Args:
        assessments: steps, or targets of kind `milestones`, whose steps are taken.
        setting: language, look and portfolio.
    """
    steps = [step for one in assessments for step in (one.parts if one.kind == "milestones" else (one,))]
    rails = sorted((_rail(step, setting) for step in steps), key=_order)
    texts = _texts(steps, rails, setting, _title(assessments, setting))
    look = setting.look
    lines = [labels.wrap(rail.title, look.text - 1, _room(setting)) for rail in rails]
    left = SIDE if look.narrow else _room(setting) + SIDE + 12
    edge = margins(look, texts, (left, SIDE + 8), below=30, above=42 if look.narrow else 30)
    tall = row_height(look, edge, _tall(setting, lines), len(rails))
    height = round(edge["t"] + edge["b"] + tall * max(1, len(rails)))
    span, sized = _span(steps, rails), replace(setting, look=replace(look, height=height))
    plane = Plane(span, (len(rails) - 0.5, -0.5), edge, sized.look)
    most, room = max(2, int(plane.wide / 56)), plane.wide / (look.text - 1)
    ticks = axes.time_ticks(span, [span[1]], setting.words, most, room)
    ticks = _inside(ticks, plane)
    titles = [_titled(lines[n], n, plane) for n in range(len(rails))]
    states = [_stated(rail, n, plane) for n, rail in enumerate(rails)]
    layout = {
        "xaxis": axes.time_axis(look, span, ticks, grid=True),
        "yaxis": style.axis(look, plane.y),
        "annotations": [*titles, *states, *_today(steps, plane, setting, _above(lines, tall, look))],
        "shapes": _shapes(rails, steps, plane, setting),
    }
    return chart(sized, plane, texts, _traces(rails, setting), layout)


def _inside(ticks: axes.TimeTicks, plane: Plane) -> axes.TimeTicks:
    """Return the bands with no name out of the picture: moved inside, or left out beside the next one."""
    (first, last), edge = plane.x, plane.margin
    found, end = list[tuple[float, str]](), plane.wide + edge["r"]
    for place, name in reversed(list(zip(ticks.places, ticks.names, strict=True))):
        half = labels.width(name, plane.look.text - 1) / 2 + 2
        across = max((place - first) / (last - first) * plane.wide, half - edge["l"])
        across = min(across, plane.wide + edge["r"] - half)
        if across + half <= end + 1e-9:
            found.insert(0, (first + across / plane.wide * (last - first), name))
            end = across - half
    return ticks._replace(places=[place for place, _ in found], names=[name for _, name in found])


def _rail(step: Assessment, setting: Setting) -> Rail:
    words, record = setting.words, step.record
    when: Period | None = record.on if record and step.state in (*_DONE, "dropped") else step.due
    when = when or (record.on if record else None)
    state = setting.wording.state(step)
    said = words("figure.at", figure=state, period=words.period(when)) if when else state
    due, seen = step.due.year if step.due else None, record.on.year if record else None
    return Rail(words.text(step.title), said, step.standing, due, seen)


def _order(rail: Rail) -> tuple[bool, float]:
    return rail.place is None, rail.place or 0.0


def _room(setting: Setting) -> float:
    """Return the width for titles: above the line on a phone, left of it elsewhere."""
    look = setting.look
    return look.width - 2 * SIDE if look.narrow else look.width * 0.36


def _tall(setting: Setting, lines: Sequence[Sequence[str]]) -> float:
    size = (setting.look.text - 1) * labels.LINE
    most = max((len(one) for one in lines), default=1)
    return size * most + 38 if setting.look.narrow else max(size * most + 10, 36)


def _above(lines: Sequence[Sequence[str]], tall: float, look: style.Look) -> float:
    """Return by how many pixels the title of the first step reaches out over the rows."""
    if not look.narrow or not lines:
        return 0.0
    return max(0.0, _LIFT + len(lines[0]) * (look.text - 1) * labels.LINE - tall / 2)


def _span(steps: Sequence[Assessment], rails: Sequence[Rail]) -> tuple[float, float]:
    """Return the years from the first to the last date, the day of assessment among them."""
    dates = [date for rail in rails for date in (rail.due, rail.seen) if date is not None]
    dates += [year_point(step.on) for step in steps[:1]] or [2000.0]
    room = max(0.25, (max(dates) - min(dates)) * 0.06)
    return min(dates) - room, max(dates) + room


def _title(assessments: Sequence[Assessment], setting: Setting) -> str:
    """Return the title of the one target whose steps are shown; empty when there are several."""
    alone = len(assessments) == 1 and assessments[0].kind == "milestones"
    return setting.words.text(assessments[0].title) if alone else ""


def finding(steps: Sequence[Assessment], words: Words) -> str:
    """Return how many of some steps are done, overdue and open."""
    done = sum(step.state in _DONE for step in steps)
    overdue = sum(step.state == "overdue" for step in steps)
    values = {"done": done, "overdue": overdue, "open": len(steps) - done - overdue}
    numbers = {name: words.number(value) for name, value in values.items()}
    return words.count("chart.headline.timeline", len(steps), **numbers)


def _texts(steps: Sequence[Assessment], rails: Sequence[Rail], setting: Setting, title: str) -> Texts:
    words = setting.words
    head = finding(steps, words)
    head = words("chart.headline.timeline.of", title=title, finding=head) if title else head
    small = words("chart.subtitle.timeline")
    cited = [source for step in steps for source in _cited(step, setting)]
    source = source_line(setting, steps[0].on, cited) if steps else ""
    said = [words("chart.alt.timeline", headline=head)]
    said += [words("chart.alt.row", title=rail.title, line=rail.words) for rail in rails]
    return Texts(head, small, source, " ".join([*said, source]))


def _cited(step: Assessment, setting: Setting) -> list[str | None]:
    """Return the document of the newest record of a step, or the one that announced it."""
    held = setting.portfolio.targets.get(step.within)
    steps = held.steps if isinstance(held, Milestones) else ()
    announced = [one.source for one in steps if one.id == step.id]
    return [step.record.source] if step.record else announced


def _traces(rails: Sequence[Rail], setting: Setting) -> list[Trace]:
    """Return the symbols, and a small ring at the due date of what was done at another time."""
    drawn = [(n, rail) for n, rail in enumerate(rails) if rail.place is not None]
    shown = {
        "symbol": [style.sign(rail.standing).symbol for _, rail in drawn],
        "size": _SYMBOL,
        "color": [style.state_colour(rail.state) for _, rail in drawn],
        "line": {"color": [style.state_colour(rail.state) for _, rail in drawn], "width": 2},
    }
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": setting.words("chart.line.steps"),
            "x": [rail.place for _, rail in drawn],
            "y": [n for n, _ in drawn],
            "marker": shown,
            "cliponaxis": False,
            "customdata": [labels.marked_up([rail.title, rail.words]) for _, rail in drawn],
            "hovertemplate": "%{customdata}<extra></extra>",
        }
    ]


def _titled(lines: Sequence[str], n: int, plane: Plane) -> Layout:
    """Return the title of a step: left of the line, on a phone above the symbol."""
    look, theme = plane.look, plane.look.theme
    offset = SIDE - plane.margin["l"]
    title = {
        "xref": "paper",
        "x": 0,
        "xshift": offset,
        "xanchor": "left",
        "align": "left",
        "yref": "y",
        "y": n,
    }
    title |= {"yanchor": "bottom", "yshift": _LIFT} if look.narrow else {"yanchor": "middle"}
    return title | {"bgcolor": theme.paper} | note(labels.marked_up(lines), look.text - 1, theme.ink)


def _stated(rail: Rail, n: int, plane: Plane) -> Layout:
    """Return the word for the state of a step beside its symbol."""
    look, theme = plane.look, plane.look.theme
    beside = {"xref": "x", "x": plane.x[0] if rail.place is None else rail.place, "yref": "y", "y": n}
    said, right = _beside(rail, plane)
    side = "left" if right else "right"
    beside |= {"xanchor": side, "align": side, "xshift": _APART if right else -_APART}
    below = (len(said) - 1) * (look.text - 1) * labels.LINE / 2  # the second line hangs below the symbol
    text = note(labels.marked_up(said), look.text - 1, style.state_ink(rail.state, theme))
    return beside | {"yanchor": "middle", "yshift": -below, "bgcolor": theme.paper} | text


def _beside(rail: Rail, plane: Plane) -> tuple[Sequence[str], bool]:
    """Return the word for a state in one line or two, and whether it stands on the right of its symbol."""
    size, edge = plane.look.text - 1, plane.margin
    across = 0.0 if rail.place is None else plane.pixel(rail.place, 0)[0]
    before, behind = across + edge["l"] - _APART, plane.wide + edge["r"] - across - _APART
    wide = labels.width(rail.words, size) + 4
    right = wide <= behind or (wide > before and behind >= before)
    room = behind if right else before
    return [rail.words] if wide <= room else labels.wrap(rail.words, size, room - 4), right


def _today(steps: Sequence[Assessment], plane: Plane, setting: Setting, above: float) -> list[Layout]:
    """Return the day of assessment over its line, and over a title that reaches out above the rows."""
    if not steps:
        return []
    text = labels.safe(setting.words.short_day(steps[0].on))
    place = {
        "xref": "x",
        "x": year_point(steps[0].on),
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "yshift": 2 + above,
    }
    return [place | note(text, plane.look.small, setting.theme.today)]


def _shapes(
    rails: Sequence[Rail], steps: Sequence[Assessment], plane: Plane, setting: Setting
) -> list[Layout]:
    """Return the day of assessment, and a line from due date to record where the two differ."""
    theme = setting.theme
    found = []
    for n, rail in enumerate(rails):
        if rail.state in _DONE and rail.due is not None and rail.seen is not None and rail.due != rail.seen:
            line = {"color": theme.axis, "width": 2}
            ends = {"x0": rail.due, "x1": rail.seen, "y0": n, "y1": n}
            found.append({"type": "line", "xref": "x", "yref": "y", "layer": "below", "line": line} | ends)
    for step in steps[:1]:
        day = year_point(step.on)
        thin = {"color": theme.today, "width": 1.2, "dash": "dot"}
        ends = {"x0": day, "x1": day, "y0": 0, "y1": 1}
        found.append({"type": "line", "xref": "x", "yref": "paper", "layer": "below", "line": thin} | ends)
    return found
