"""Leading targets as pictures of their kind: steps, a share of a whole, a small trajectory or a number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Literal

from tracker import printed, split
from tracker.board import Entry
from tracker.charts.promise import is_promise
from tracker.charts.trajectory_data import Spot, TrajectoryData, trajectory_data
from tracker.model import GROUPS, Milestones, Tiers
from tracker.progress import Assessment, goals_of, judged_on
from tracker.promised import timed
from tracker.scene import Scene
from tracker.telling.beside import nearest
from tracker.telling.blocks import Bar, Curve, Lead, Span, line
from tracker.telling.signs import opened, sign, woven

MOST = 6
"""Targets that lead a portfolio which names none itself."""
REACH = 12.0
"""Years ahead that a small trajectory shows at most."""


def leading(scene: Scene) -> list[Assessment]:
    """Return the targets that lead: those named as such, else of each theme the one that aims furthest."""
    named = [
        scene.assessments[name] for name in scene.portfolio.vocabulary.headline if name in scene.assessments
    ]
    return named or _furthest(scene)[:MOST]


def _furthest(scene: Scene) -> list[Assessment]:
    """Return of each theme the target with the furthest adopted goal, in the order of the portfolio."""
    found: dict[str, tuple[float, Assessment]] = {}
    for one in scene.assessments.values():
        ends = [goal.by.year for goal in goals_of(one) if goal.by]
        if ends and max(ends) > found.get(one.theme, (0.0, one))[0]:
            found[one.theme] = max(ends), one
    return [one for _, one in found.values()]


def lead(target: Assessment, scene: Scene) -> Lead:
    """Return a target as a picture of its kind."""
    large, when = _promise(target, scene)
    borne = _borne(target)
    shown = sign(borne, scene)
    if borne.state == "not_assessable" and (goal := _first(target).goal) and goal.by is None:
        # The reason stands behind the verdict, not three lines above it.
        shown, when = replace(shown, text=scene.words("front.undecided", state=shown.text, reason=when)), ""
    return Lead(
        title=replace(opened(target.id, scene), text=scene.title(Entry(target, borne))),
        large=large,
        when=when,
        sign=shown,
        told=_told(target, scene),
        source=_source(target, scene),
        bars=_bars(target, scene),
        scale=_scale(target, scene),
        curve=_curve(target, scene),
    )


def brief(entry: Entry, scene: Scene) -> Lead:
    """Return an entry for a row of small pictures: large where it stands, below that what is promised."""
    leaf = entry.leaf
    title = Span(scene.title(entry), link=scene.link("target", id=entry.target.id))
    promised = goals_of(leaf) or leaf.unmeasured
    told = split.promise(leaf, scene.wording, "alone") if promised else ""
    figure, period = "", ""
    if leaf.kind == "milestones":
        figure, told = scene.wording.steps_done(leaf), ""
    elif leaf.latest:
        figure, period = split.judged(leaf, scene.wording)
    else:
        figure = split.spread(leaf, scene.wording) or scene.words("figure.none")
    return Lead(
        title, figure, period, sign(leaf, scene), line(told), curve=_curve(leaf, scene, entry.target.id)
    )


def _borne(target: Assessment) -> Assessment:
    """Return the part that alone has a goal, where its state is another than that of the whole, else that."""
    promised = _goals_of(target)
    return promised[0] if len(promised) == 1 and promised[0].state != target.state else target


def _first(target: Assessment) -> Assessment:
    """Return the leaf with the goal that stands for the target, else with the promise in words."""
    leaves = (target, *target.parts)
    found = [leaf for leaf in leaves if leaf.goal] or [leaf for leaf in leaves if leaf.unmeasured]
    return next(iter(found), target)


def _promise(target: Assessment, scene: Scene) -> tuple[str, str]:
    """Return what is promised and by when; of steps the date they share."""
    words, leaf = scene.words, _first(target)
    if target.kind == "milestones":
        return scene.wording.steps_done(target), ""
    if judged_on(leaf)[0] is not leaf:
        return split.promise(leaf, scene.wording, "alone"), ""
    if leaf.goal is None:
        return _unpromised(leaf, scene), ""
    times = _times(target, scene)
    when = "" if len(set(times)) > 1 else timed(words, leaf.goal)
    return scene.wording.bound(leaf.goal, leaf), when


def _times(target: Assessment, scene: Scene) -> list[str]:
    """Return by when each part is to reach its goal."""
    return [timed(scene.words, part.goal) for part in _goals_of(target) if part.goal]


def _unpromised(leaf: Assessment, scene: Scene) -> str:
    """Return what stands large where no goal is measured: the promise in words, else the latest figure."""
    if leaf.unmeasured:
        return scene.wording.goal(leaf.unmeasured, leaf)
    return scene.wording.point(leaf.latest, leaf) if leaf.latest else scene.words("figure.none")


def _told(target: Assessment, scene: Scene) -> tuple[Span, ...]:
    """Return the latest figure, else that there is none and what comes nearest."""
    words, leaf = scene.words, _first(target)
    if target.kind == "milestones":
        return ()
    known = [one for one in (leaf, target, *target.parts) if one.latest or one.members]
    if known:
        several = len(_goals_of(target)) > 1
        return line(_latest(known[0], scene, words.text(known[0].title) if several else ""))
    near = nearest(target, scene)
    if near is None:
        # Below bars it is said with what they are.
        return () if _goals_of(target) else line(words("front.nobody"))
    other, why = near
    spans = {"title": opened(other.id, scene), "figure": Span(scene.wording.latest(other)), "why": Span(why)}
    name = "front.nearest" if why else "front.nearest.plain"
    return woven(lambda **given: words(name, **given), spans)


def _latest(leaf: Assessment, scene: Scene, part: str = "") -> str:
    """Return the latest figure with its day or period, the part whose figure it is, and how old it is."""
    figure = scene.wording.latest(leaf)
    if part:
        figure = scene.words("missing.part", part=part, goal=figure)
    if leaf.latest is None or leaf.age_days is None:
        return scene.words("front.latest", figure=figure)
    told = printed.judged(leaf, scene.wording.scale(leaf))
    last = told.period.last if told and told.period else leaf.latest.period.last
    age = scene.words.age(min(last, leaf.on), leaf.on)  # of a running total a newer one may be out
    return scene.words("front.latest.aged", figure=figure, age=age)


def _source(target: Assessment, scene: Scene) -> tuple[Span, ...]:
    """Return the publisher and year of the promise, linked to its document."""
    leaf = judged_on(_first(target))[0]
    goal = leaf.goal or leaf.unmeasured
    record = scene.portfolio.sources.get(goal.source or "") if goal else None
    if record is None:
        return ()
    body, year = scene.body_short(record.publisher), str(record.published.last.year)
    text = scene.words("figure.at", figure=body, period=year)
    return (Span(text, link=record.url or scene.link("target", id=target.id)),)


def _bars(target: Assessment, scene: Scene) -> tuple[Bar, ...]:
    """Return tiers end to end, or all from the left where one contains the next; a share of its whole."""
    parts = _goals_of(target)
    if not parts:
        return ()
    sizes = [_size(part) for part in parts]
    whole, piled = _whole(target, scene)[0], _piled(target, scene)
    bars, start = list[Bar](), 0.0
    times = _times(target, scene)
    for part, size, when in zip(parts, sizes, times, strict=True):
        figure = _figure(part, scene)
        reached = None if figure is None else figure / whole
        value = scene.wording.number(part.goal.low if part.goal and part.goal.low is not None else size, part)
        name = scene.words.text(part.title)
        name = scene.words("missing.part", part=name, goal=when) if len(set(times)) > 1 else name
        bars.append(Bar(value, name, start / whole, size / whole, reached))
        start += size if piled else 0.0
    return tuple(bars)


def _figure(part: Assessment, scene: Scene) -> float | None:
    """Return the figure of a part that is judged."""
    number = printed.judged(part, scene.wording.scale(part))
    return number.value if number else None


def _goals_of(target: Assessment) -> list[Assessment]:
    """Return the parts with a goal that are drawn as bars."""
    return [part for part in target.parts if part.goal] if target.kind in GROUPS else []


def _piled(target: Assessment, scene: Scene) -> bool:
    """Tell whether the parts stand end to end, as those do of which none contains the next."""
    subject = scene.portfolio.targets[target.id]
    inside = isinstance(subject, Tiers) and subject.nesting == "cumulative"
    return not inside and getattr(subject, "adds_up", True)


def _whole(target: Assessment, scene: Scene) -> tuple[float, Literal["bound", "sum", "largest", "figure"]]:
    """Return for which value the full width of the bars stands, and what it is.

    A figure beyond its goal ends within the width too, which then is neither goal nor sum.
    """
    parts = _goals_of(target)
    sizes, piled = [_size(part) for part in parts], _piled(target, scene)
    starts = [0.0, *accumulate(sizes)] if piled else [0.0] * len(parts)
    reached = zip(starts, (_figure(part, scene) for part in parts), strict=False)
    ends = [start + figure for start, figure in reached if figure is not None]
    subject = scene.portfolio.targets[target.id]
    bounds = None if isinstance(subject, Milestones) else subject.measure.bounds
    most = sum(sizes) if piled else max(sizes)
    if bounds and bounds[1] >= max([most, *ends]):
        return bounds[1] or 1.0, "bound"
    if max([most, *ends]) > most:
        return max(ends), "figure"
    return most or 1.0, "sum" if piled and len(sizes) > 1 else "largest"


def _scale(target: Assessment, scene: Scene) -> str:
    """Say that the bars are goals, what their full width stands for, and whether a figure is known."""
    parts, words = _goals_of(target), scene.words
    if not parts:
        return ""
    whole, what = _whole(target, scene)
    told = words.count(f"front.scale.{what}", len(parts), whole=scene.wording.value(whole, parts[0]))
    known = any(part.latest for part in parts)
    return f"{told} {words('front.scale.reached' if known else 'front.scale.nobody')}"


def _size(part: Assessment) -> float:
    """Return the length of a promise: the smallest value that keeps it, else the largest."""
    if part.goal is None:
        return 0.0
    return float(part.goal.low if part.goal.low is not None else part.goal.high or 0.0)


def _curve(leaf: Assessment, scene: Scene, target: str = "") -> Curve | None:
    """Return figures, path and goal of a quantity with at least two figures.

    The picture ends at the goal that is named beside it: a later one would be a mark without a name.
    """
    if leaf.kind not in ("indicator", "part", "series") or is_promise(leaf):
        return None
    subject = scene.portfolio.targets[target or leaf.id]
    curves = trajectory_data(leaf, None if isinstance(subject, Milestones) else subject.measure)
    seen = [(one.period.year, float(one.value)) for piece in curves.observed for one in piece]
    until = leaf.on.year + REACH
    if leaf.goal and leaf.goal.by:
        until = min(until, leaf.goal.by.year)
    goals = _goals(curves, until)
    path = [spot for spot in curves.required if spot[0] <= until]
    told = f"{scene.wording.headline(leaf)}."
    every = [*seen, *path, *goals]
    falls = scene.wording.scale(leaf).ranked
    seen_at, path_at, goals_at = (_scaled(spots, every, falls=falls) for spots in (seen, path, goals))
    return Curve(seen_at, path_at, goals_at, told)


def _goals(curves: TrajectoryData, until: float) -> list[Spot]:
    """Return the goal that is judged, where it is due within the picture."""
    judged = [one.goal for one in curves.adopted if one.role == "headline"]
    return [
        (goal.by.year, float(goal.low if goal.low is not None else goal.high or 0.0))
        for goal in judged
        if goal.by and goal.by.year <= until
    ]


def _scaled(spots: Iterable[Spot], every: Sequence[Spot], *, falls: bool) -> tuple[Spot, ...]:
    """Return places as shares of the space that all of them take."""
    (left, right), (low, high) = ((min(axis), max(axis)) for axis in zip(*every, strict=True))
    across, up = (right - left) or 1.0, (high - low) or 1.0
    shares = [((x - left) / across, (y - low) / up if high > low else 0.5) for x, y in spots]
    return tuple((x, 1 - y) if falls else (x, y) for x, y in shares)
