"""Split: what a target is judged by that stands as its series do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from tracker import printed
from tracker.amounts import first_of_two
from tracker.judging.growth import averages, rates
from tracker.judging.promise import Promise
from tracker.judging.states import LOST, SEVERITY
from tracker.language import Words
from tracker.printed import Number
from tracker.progress import Assessment, GoalResult, as_promised, judged_on
from tracker.scalars import Period

if TYPE_CHECKING:
    from tracker.wording import Wording

Place = Literal["headed", "narrow", "alone"]
MOST = 3
"""Series that a verdict names one by one."""


def promise(given: Assessment, wording: Wording, place: Place = "headed") -> str:
    """Return the goal by which a target is judged, else in how many series goals stand, due when.

    Args:
        given: the target, or a part of one.
        wording: the words.
        place: below or beside the heading "Goal", there in few columns, or alone.
    """
    words, judged = wording.words, judged_on(given)
    if not given.members or judged[0] is given:
        return wording.goal(given.goal, given)
    if shared := _shared(given, wording):
        return shared
    told = words.count("goal.series.alone" if place == "alone" else "goal.series", len(judged))
    dues = sorted((one.goal.by for one in judged if one.goal and one.goal.by), key=lambda by: by.last)
    if not dues:
        return told
    if place == "narrow":
        return words("goal.series.years", goals=told, years=_years(dues))
    return words("goal.series.due", goals=told, by=_due(dues, words))


def _years(dues: Sequence[Period]) -> str:
    """Return the years of the first and the last deadline, as short as can be."""
    return "–".join(dict.fromkeys(str(by.last.year) for by in (dues[0], dues[-1])))


def _due(dues: Sequence[Period], words: Words) -> str:
    """Return from the first deadline to the last."""
    low, high = (words.spoken(by) for by in (dues[0], dues[-1]))
    return low if low == high else words("figure.spread", low=low, high=high)


def apart(given: Assessment, wording: Wording) -> bool:
    """Tell whether a target is judged by goals of its series that are not one and the same for all."""
    return bool(given.members) and judged_on(given)[0] is not given and not _shared(given, wording)


def _shared(given: Assessment, wording: Wording) -> str:
    """Return the goal that all series have; empty where one has another or none, or the total a figure."""
    told = {wording.goal(as_promised(one.goal), one) if one.goal else "" for one in given.members}
    return told.pop() if len(told) == 1 and given.latest is None else ""


def reached(result: GoalResult, assessment: Assessment) -> str:
    """Return the standing of a goal: `no_figures` where neither the target nor a series of it has one."""
    figured = assessment.series or any(one.series for one in assessment.members)
    return "no_figures" if result.state == "insufficient_data" and not figured else result.state


def role(result: GoalResult, given: Assessment, words: Words) -> str:
    """Return the role of a goal; one that leads, and that no series shares by which all is judged, is not."""
    judged = judged_on(given)
    borne = [as_promised(one.goal) for one in judged if one.goal]
    apart = result.role == "headline" and as_promised(result.goal) not in borne
    return words("goal.role.apart" if apart else f"goal.role.{result.role}")


def judged(given: Assessment, wording: Wording) -> tuple[str, str]:
    """Return the figure that stands beside a state, and its period; nothing where none is known."""
    return _told(printed.judged(given, wording.scale(given)), given, wording)


def decided(one: Promise, given: Assessment, wording: Wording) -> tuple[str, str]:
    """Return the value that decided one of several goals, and its period; nothing where none did."""
    case, scale = one.based[0], wording.scale(given)
    counting = rates(case.goal, case.known, case.base) if averages(case.goal, case.measure) else []
    if case.reading is not None and len(counting) > 1:
        shown = printed.average(case.reading, counting[-1], given, scale)
        return _told(Number("mean", case.reading, shown, "value", counting[-1].period), given, wording)
    point = one.decided or case.latest
    return _told(printed.number_of("latest", point, given, scale) if point else None, given, wording)


def _told(number: Number | None, given: Assessment, wording: Wording) -> tuple[str, str]:
    """Return a value in words, and its period."""
    if number is None or number.period is None:
        return "", ""
    return wording.averaged(wording.figured(number, given), number), wording.words.period(number.period)


def spread(given: Assessment, wording: Wording) -> str:
    """Return from which figure to which the series reach of which goals are told; empty without figures.

    Of others, where only these have figures, it is said whose they are.
    """
    known, judged = [one for one in given.members if one.latest], judged_on(given)
    borne = [one for one in known if one in judged]
    reach = _reach(borne or known, wording)
    if not reach or borne or judged[0] is given:
        return reach
    words = wording.words
    titles = [words.text(one.title) for one in known]
    named = words.listed(titles[:MOST]) + ("…" if titles[MOST:] else "")
    return words("missing.part", part=named, goal=reach)


def _reach(known: Sequence[Assessment], wording: Wording) -> str:
    """Return the lowest and the highest of the figures of series, or the one that all of them are."""
    told = [(number, one) for one in known if (number := printed.judged(one, wording.scale(one)))]
    if not told:
        return ""
    low, high = (end(told, key=lambda one: one[0].value) for end in (min, max))
    reach = wording.figured(*high)
    if low[0].value != high[0].value:
        whole, bare = wording.printed(low[0].shown, low[1]), _bare(*low, wording)
        first = wording.qualified(first_of_two(whole, bare), low[0].qualifier)
        reach = wording.words("figure.spread", low=first, high=reach)
    return wording.averaged(reach, low[0], high[0])


def _bare(number: Number, given: Assessment, wording: Wording) -> str:
    """Return a figure without its unit."""
    return wording.number(number.shown, given, number.shown.decimals)


def worst(given: Assessment) -> list[Assessment]:
    """Return the series of a target, the worst first, before others of its state one that has lost it."""
    return sorted(given.members, key=lambda one: (SEVERITY.index(one.state), LOST not in one.flags))
