"""Standing: what is said of how far a target has come, and the numbers that belong into that sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import inf

from tracker import digits, printed
from tracker.digits import Scale
from tracker.judging import quantities
from tracker.judging.assessment import Assessment, Point
from tracker.judging.states import LOST
from tracker.model import GROUPS, Goal
from tracker.printed import PACED, Number, distance, number_of, qualifier_of, vagueness
from tracker.scalars import Figure

_CLOSE = 0.9
"""The least ratio of what may be called close to its path."""


def said(given: Assessment, scale: Scale) -> tuple[str, list[Number]]:
    """Return what is said of a standing, as the name of its sentence, and its numbers."""
    if given.kind not in ("indicator", "part", "series"):
        return _whole(given), []
    points = {"latest": given.latest, "baseline": given.baseline}
    numbers = [number_of(name, point, given, scale) for name, point in points.items() if point]
    if given.state == "met":
        return _met(given, scale)
    if given.state in ("missed", "awaiting_final", "awaiting_figure"):
        return _after(given, scale, numbers)
    if given.state in PACED:
        return _summed(given, scale, numbers) or _paced(given, scale, numbers)
    if given.state in ("improving", "little_change", "worsening"):
        return _worded("trend" if len(numbers) == 2 else "known", given), numbers
    return _untold(given, scale, numbers)


def _whole(given: Assessment) -> str:
    """Return what is said of tiers, shares or steps together, or of one step."""
    if given.kind in GROUPS and given.reason == "no_observation":
        return "no_figures.parts"
    if given.kind in GROUPS:
        return "reason" if given.reason else "whole"
    return "steps" if given.kind == "milestones" else "step"


def _reasoned(given: Assessment, scale: Scale) -> tuple[str, list[Number]] | None:
    """Return what is said where figures can be compared and yet give no verdict, for a reason to be told."""
    latest, path, goal = given.latest, given.path_value, given.goal
    if given.reason == "part_year":
        return "part_year", []
    if given.reason != "path_flat" or latest is None or path is None or goal is None:
        return None
    ends = printed.figure(latest, given, scale), printed.on_path(given, scale)
    off = digits.rounded(abs(ends[0] - ends[1]), max(end.decimals for end in ends))
    if not off:
        return "flat.on", []
    ahead = quantities.distance(goal, latest.value) < quantities.distance(goal, path)
    return f"flat.{'ahead' if ahead else 'behind'}", [Number("off", off, off, "change")]


def _untold(given: Assessment, scale: Scale, numbers: list[Number]) -> tuple[str, list[Number]]:
    """Return what is said where no verdict can be given."""
    last = given.latest.period.last if given.latest else date.max
    number = sum(one.period.last <= last for one in given.series)  # what is newer and unlike is not compared
    counted = Number("figures", number, Figure(number), "count")
    if given.state == "too_early":
        return ("too_early.from" if isinstance(given.enough, date) else "too_early"), numbers
    if given.state == "insufficient_data" and given.goal is not None:
        over = ".over" if given.goal.by is not None and given.goal.by.last < given.on else ""
        if given.latest is None:
            return f"no_figures{over}", []
        few = "one_figure" if number == 1 else "few_figures"
        says, more = _reasoned(given, scale) or (few + over, [counted])
        return says, [*numbers, *more]
    measure = given.measure
    if given.reason == "no_goal" and given.latest and measure and measure.wanted and not measure.growth_rate:
        return _worded("alone", given), numbers
    told = "untold" if given.latest and given.state == "not_assessable" else "reason"
    return (_worded(told, given) if given.reason == "no_goal" else told), numbers


def _worded(says: str, given: Assessment) -> str:
    """Return the sentence for a promise in words, where there is one instead of a goal."""
    return f"{says}.aim" if given.unmeasured is not None and given.unmeasured.aim else says


def _paced(given: Assessment, scale: Scale, numbers: list[Number]) -> tuple[str, list[Number]]:
    """Return what is said of a standing that compares paces, or of a value to be held."""
    mean = printed.mean_of(given, scale)
    if mean is not None:
        return "mean", [mean]
    if len(numbers) < 2 or given.ratio is None or given.latest is None:
        return ("was_met", numbers) if "was_met" in given.flags else _held(given, scale)
    if not _by_the_line(given, given.ratio):
        return "other_method", numbers
    if given.state == "moving_away" or given.path_value is None or "no_change" in given.flags:
        still = "still" if "no_change" in given.flags else "held"
        return "moving_away" if given.state == "moving_away" else still, numbers
    path = Number("path", given.path_value, printed.on_path(given, scale), "value", given.latest.period)
    says = "paced.path" if given.goal is not None and given.goal.path is not None else "paced"
    close = given.state == "on_track" and given.ratio < 1
    return f"{says}.close" if close else says, [*numbers, path]


def _held(given: Assessment, scale: Scale) -> tuple[str, list[Number]]:
    """Return what is said of a value that has no pace: whether it is nearer than where its trend starts.

    A trend over ends of years may tell another story than the newest figure: then it is not compared.
    """
    latest, start, goal = given.latest, given.recent_from or given.baseline, given.goal
    points = {"latest": latest, "start": start}
    numbers = [number_of(name, point, given, scale) for name, point in points.items() if point]
    if latest is None or start is None or goal is None:
        return "held", numbers
    nearer = quantities.distance(goal, latest.value) < quantities.distance(goal, start.value)
    if nearer != (given.state == "slightly_off_track"):
        return "held", numbers[:1]
    return "held.toward" if nearer else "held.away", numbers


def _by_the_line(given: Assessment, ratio: float) -> bool:
    """Tell whether a state is what a reader would call it who sees baseline, figure and straight path.

    A house rule may judge by another method or by cut-offs that call a figure ahead of the path off
    track, one far behind it on track, and one that came nearer moving away.
    """
    linear = given.methods.get("linear_pace")
    if linear is not None and linear.state not in (None, given.state):
        return False
    if given.state == "moving_away":
        return (given.pace_observed or 0.0) < 0
    return ratio >= _CLOSE if given.state == "on_track" else ratio < 1


def _summed(given: Assessment, scale: Scale, numbers: list[Number]) -> tuple[str, list[Number]] | None:
    """Return what is said of a sum over years beside its even share; None of any other goal."""
    if given.goal is None or given.goal.total is None or given.path_value is None or given.latest is None:
        return None
    return "total.gapped" if given.gapped else "total", [
        *numbers,
        Number("path", given.path_value, printed.on_path(given, scale), "value", given.latest.period),
    ]


def _met(given: Assessment, scale: Scale) -> tuple[str, list[Number]]:
    """Return what is said of a goal that is met: by which figure, since when, by how much."""
    lost = LOST in given.flags
    kept = printed.deciding(given)
    if kept is None or given.goal is None:
        return "held", []
    numbers = [number_of("latest", kept, given, scale)]
    if lost and given.latest is not None:
        return "met.lost", [*numbers, number_of("newest", given.latest, given, scale)]
    mean = printed.mean_of(given, scale)
    if mean is not None:
        return "met.mean", [mean]
    spare = _spare(given, given.goal, kept, scale)
    vague = bool(qualifier_of(kept) or given.goal.hedge)  # over 90 keeps at least 90, and not exactly
    vague = vague or bool(given.measure and given.measure.scale)
    says = "met.to_spare" if spare else "met.kept" if vague else "met.exactly"
    numbers += spare
    since = given.met_since
    if since is not None and since.period.first < kept.period.first and _each_kept(given, given.goal, since):
        return f"{says}.since", [*numbers, number_of("since", since, given, scale)]
    return says, numbers


def _each_kept(given: Assessment, goal: Goal, since: Point) -> bool:
    """Tell whether every figure since one keeps a goal: where means are compared, those behind them too."""
    behind = (one for one in given.series if one.period.first >= since.period.first)
    return not since.period.mean or all(quantities.keeps(goal, one) for one in behind)


def _after(given: Assessment, scale: Scale, numbers: list[Number]) -> tuple[str, list[Number]]:
    """Return what is said after a deadline: missed, or waiting for the figure that decides."""
    if given.state != "missed":
        return _waiting(given), numbers
    mean, latest = printed.mean_of(given, scale), given.latest
    if mean is not None and given.goal is not None and latest is not None:
        short = _short(given, given.goal, given.averaged[-1], scale)
        return "missed.mean" if short else "missed.mean.exactly", [mean, *short]
    decided = printed.deciding(given)
    if decided is None or given.goal is None or latest is None:
        return "missed", numbers
    short = _short(given, given.goal, decided, scale)
    over = given.goal.is_budget and given.goal.low is None
    says = "missed" if not short else "missed.budget" if over else "missed.by"
    found = [number_of("latest", decided, given, scale), *short]
    if decided.period == latest.period or given.goal.is_closed:
        return says, found
    return f"{says}.still", [*found, number_of("newest", latest, given, scale)]


def _waiting(given: Assessment) -> str:
    """Return what is said while a figure is missing: the one promised, or one of those that are summed."""
    goal, latest = given.goal, given.latest
    over = goal is not None and goal.by is not None and goal.by.last < given.on
    if goal is not None and goal.total is not None:
        inside = latest is not None and latest.period.first >= goal.total.over.first
        if over or inside:
            return f"{given.state}.total" if given.summed else f"{given.state}.total.no_figure"
    says = f"{given.state}.over" if over and given.state == "awaiting_figure" else given.state
    return says if latest is not None else f"{says}.no_figure"


def _short(given: Assessment, goal: Goal, decided: Point, scale: Scale) -> list[Number]:
    """Return by how much a goal was missed; nothing where words are compared, or by no amount."""
    value = float(decided.value if given.mean is None else given.mean)
    by = max(
        goal.low - value if goal.low is not None else 0.0, value - goal.high if goal.high is not None else 0.0
    )
    if by <= 0 or (given.measure is not None and given.measure.scale):
        return []
    said = vagueness(goal, decided, given, short=True)
    return [replace(distance("short", by, decided, given, scale), qualifier=said)]


def _spare(given: Assessment, goal: Goal, kept: Point, scale: Scale) -> list[Number]:
    """Return by how much a goal is exceeded, if by an amount: over 91 is more than one point above 90."""
    more = -(given.gap or 0.0)
    if kept is not given.latest:
        more = min(
            kept.value - goal.low if goal.low is not None else inf,
            goal.high - kept.value if goal.high is not None else inf,
        )
    if more <= 0 or (given.measure is not None and given.measure.scale):
        return []
    said = vagueness(goal, kept, given, short=False)
    spare = replace(distance("to_spare", more, kept, given, scale), qualifier=said)
    return [spare] if spare.shown else []  # rank 46 has no place to spare beside 46.5 or better
