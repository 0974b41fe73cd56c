"""Milestones: the programmes on one line of time, the steps by date, and every step with its evidence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from tracker.counting import programmes
from tracker.judging.states import STANDINGS
from tracker.progress import Assessment
from tracker.scalars import Period, year_point
from tracker.scene import Scene
from tracker.telling.blocks import (
    Block,
    Empty,
    Fold,
    Heading,
    Paged,
    Prose,
    Rail,
    Rails,
    Span,
    Stop,
    Timeline,
    line,
)
from tracker.telling.pages import Chosen
from tracker.telling.signs import opened, sign, standing
from tracker.telling.target import steps

T = TypeVar("T")
DATED, TABLES = 6, 24
"""Steps by date, and programmes with their tables, that are shown at a time."""
TICKS = 9
WIDE, NARROW = 400, 280
"""Pixels of a line of time at least, and on a phone, where the marks of one place stand below each other."""
MARK, DIGIT = 20, 8
"""Pixels of a mark with its air, and of a digit beside it."""
DONE = ("done", "done_late", "dropped")
LATE = timedelta(days=366)


def milestones(scene: Scene, _: Chosen) -> Iterator[Block]:
    """Tell every programme on one line of time, what is due by date, and all steps on demand."""
    found = programmes(scene.assessments.values())
    if not found:
        yield Empty(scene.words("empty.milestones"))
        return
    yield from on_time(found, scene)
    yield from by_date(found, scene)

    def tables(some: Sequence[Assessment]) -> Iterator[Block]:
        for one in some:
            yield Heading(scene.words.text(one.title), link=scene.link("target", id=one.id))
            yield steps(one.parts, scene)

    known = [one for one in found if one.parts]
    if known:
        title = scene.words.count("milestones.all", sum(len(one.parts) for one in known))
        yield Fold(title, (Paged("milestones", known, tables, TABLES),))


def on_time(found: Sequence[Assessment], scene: Scene) -> Iterator[Block]:
    """Tell programmes on one line of time, and name those that have no date to stand there."""
    drawn = rails(found, scene)
    if drawn.rails:
        yield drawn
    without = [one for one in found if not any(when(step) for step in one.parts)]
    if without:
        links = [part for one in without for part in (Span(", "), opened(one.id, scene))][1:]
        yield Prose(line(f"{scene.words('milestones.no_dates')} ", *links), "note")


def when(step: Assessment) -> Period | None:
    """Return when a step was done, else when it is due, else when it was last heard of."""
    seen = step.record.on if step.record else None
    return seen if step.state in DONE or step.due is None else step.due


def rails(found: Sequence[Assessment], scene: Scene) -> Rails:
    """Return programmes as lines of time on a common axis, the day of assessment among the dates."""
    axis = axis_of((moment.year for one in found for step in one.parts if (moment := when(step))), scene)
    lines = tuple(_rail(one, axis, scene) for one in found if any(when(step) for step in one.parts))
    names = {step.standing for one in found for step in one.parts if when(step)}
    legend = tuple(standing(name, scene) for name in sorted(names, key=STANDINGS.index))
    return Rails(lines, axis.ticks, axis.today, legend)


class Axis(NamedTuple):
    """A line of time in whole years, with the names of years and the day of assessment on it."""

    first: int
    last: int
    ticks: tuple[tuple[float, str], ...]
    today: tuple[float, str]

    def place(self, year: float) -> float:
        """Return where a moment stands, as a share of the width."""
        return (year - self.first) / (self.last - self.first or 1)


def axis_of(moments: Iterable[float], scene: Scene) -> Axis:
    """Return an axis over some moments, the day of assessment among them; a name stands amid its year."""
    now = year_point(scene.on)
    years = [*moments, now]
    bare = Axis(math.floor(min(years) + 1e-9), math.ceil(max(years) - 1e-9), (), (0.0, ""))
    every = -(-(bare.last - bare.first) // TICKS) or 1
    ticks = tuple(
        (bare.place(year - 0.5), scene.words.period(Period.parse(str(year))))
        for year in range(bare.first + 1, bare.last + 1)
        if (bare.last - year) % every == 0
    )
    return bare._replace(ticks=ticks, today=(bare.place(now), scene.words.short_day(scene.on)))


def _rail(one: Assessment, axis: Axis, scene: Scene) -> Rail:
    """Return one programme; steps at one place stand side by side, each state with its number."""
    dated = [(axis.place(moment.year), step) for step in one.parts if (moment := when(step))]
    dated.sort(key=lambda pair: (pair[0], pair[1].standing))
    stops = tuple(
        Stop(place, _marks(some, scene), tuple(_told(step, scene) for step in some))
        for place, some in gathered(dated, _extent)
    )
    undated = sum(when(step) is None for step in one.parts)
    said = scene.words.count("milestones.undated", undated) if undated else ""
    return Rail(opened(one.id, scene), scene.wording.steps_done(one), stops, said)


def _marks(some: Sequence[Assessment], scene: Scene) -> tuple[tuple[Span, int], ...]:
    """Return each standing of some steps with how many have it, the one to worry about last and on top."""
    counts = Counter(step.standing for step in some)
    ranked = sorted(counts, key=STANDINGS.index, reverse=True)
    return tuple((standing(name, scene), counts[name]) for name in ranked)


def gathered(
    dated: Sequence[tuple[float, T]], extent: Callable[[Sequence[T]], float]
) -> list[tuple[float, list[T]]]:
    """Return what has a place of its own, and together what would cover each other.

    Args:
        dated: places as shares of the width, in their order.
        extent: how much of the width some of them take together.
    """
    places = list[tuple[float, list[T]]]()
    ends = list[tuple[float, float]]()
    for place, one in dated:
        places.append((place, [one]))
        ends.append((place, place))
        while len(places) > 1:
            (left, before), (right, after) = places[-2:]
            if right - left >= (extent(before) + extent(after)) / 2:
                break
            whole = ends[-2][0], ends[-1][1]
            places[-2:], ends[-2:] = [(sum(whole) / 2, [*before, *after])], [whole]
    return places


def _extent(some: Sequence[Assessment]) -> float:
    """Return which share of the width the marks of some steps take, beside or below each other."""
    counts = Counter(step.standing for step in some).values()
    wide = [MARK + (DIGIT * len(str(number)) if number > 1 else 0) for number in counts]
    return max(sum(wide) / WIDE, max(wide) / NARROW)


def _told(step: Assessment, scene: Scene) -> str:
    moment = when(step)
    state = scene.wording.state(step)
    said = scene.words("figure.at", figure=state, period=scene.words.period(moment)) if moment else state
    return f"{scene.words.text(step.title)}: {said}"


def by_date(found: Sequence[Assessment], scene: Scene) -> Iterator[Block]:
    """Tell the steps that are not done by their due dates: those past due within a year, then those ahead."""
    dated = [
        (step.due.last, one, step)
        for one in found
        for step in one.parts
        if step.due and step.state not in DONE and step.due.last >= scene.on - LATE
    ]
    if not dated:
        return
    dated.sort(key=lambda found: (found[0], found[1].id))
    yield Heading(scene.words("milestones.by_date"))

    def listed(some: Sequence[tuple[date, Assessment, Assessment]]) -> Iterator[Block]:
        yield Timeline([_dated(one, scene) for one in some])

    yield Paged("steps", dated, listed, DATED)
    yield Prose(line(scene.words("milestones.dates")), "note")


def _dated(given: tuple[date, Assessment, Assessment], scene: Scene) -> tuple[str, tuple[Span, ...]]:
    day, one, step = given
    name = f"{scene.words.text(step.title)} ("
    return scene.words.short_day(day), line(sign(step, scene), " ", name, opened(one.id, scene), ")")
