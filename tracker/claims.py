"""Claims: what is said of a target on a day, before any language: of which goal, which numbers, which way.

Every sentence, headline and alternative text is made of claims, and nothing else joins a number with a
verdict. A claim carries its numbers as they are printed, so that tests can tell whether what a reader
sees holds together. There are three elements: the standing (how far, against the way it should have made
by its last figure), the outlook (where the recent pace leads) and the freshness (how old what we know is,
and how much time is left).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tracker import digits, printed
from tracker import standing as standings
from tracker.digits import Scale
from tracker.judging import begun
from tracker.judging.assessment import Also, Assessment, GoalResult
from tracker.judging.states import LOST
from tracker.model import Goal
from tracker.printed import PACED, SETTLED, Number
from tracker.scalars import Figure, Period

Element = Literal["standing", "outlook", "freshness"]
Direction = Literal[-1, 0, 1]

YEAR = 365
"""The days up to which a deadline is near enough to be named where nothing else is known."""
_NO_MOVE = 1e-9
_NO_NEED = SETTLED | {"awaiting_figure", "not_assessable"}
HORIZON = 15
"""The years after the deadline beyond which no month of arrival is said."""
LIKELY = ((0.9, "very_likely"), (0.66, "likely"), (0.33, "even"), (0.1, "unlikely"), (0.0, "very_unlikely"))
"""The words of a chance, each from the share on from which it is used."""
GOOD = frozenset({"met", "on_track", "improving"})
BAD = frozenset({"slightly_off_track", "well_off_track", "moving_away", "missed", "worsening"})


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about a target on a day.

    Attributes:
        subject: the id of the target, and of the part within it.
        says: what is stated; with the element it names the sentence.
        direction: toward or within the goal, away from or short of it, or neither.
        sentence: claims that are said in one sentence share its name.
        needs: whether something is said to be needed for the goal.
        dated: the day at which a projection is said to arrive.
        flags: what qualifies the state, as far as the sentence does not tell it of itself.
    """

    subject: tuple[str, ...]
    element: Element
    says: str
    on: date
    state: str = ""
    goal: Goal | None = None
    numbers: tuple[Number, ...] = ()
    direction: Direction = 0
    sentence: str = ""
    needs: bool = False
    dated: Period | None = None
    reason: str = ""
    flags: tuple[str, ...] = ()

    def number(self, name: str) -> Number | None:
        """Return one of its numbers."""
        return next((one for one in self.numbers if one.name == name), None)


def standing(given: Assessment, scale: Scale) -> Claim:
    """Return how far a target has come, against the way it should have made by its last figure."""
    way: Direction = 1 if given.state in GOOD else -1 if given.state in BAD else 0
    says, numbers = standings.said(given, scale)
    return Claim(
        subject_of(given),
        "standing",
        says,
        given.on,
        given.standing,
        given.unmeasured if says.endswith(".aim") else given.goal,
        tuple(numbers),
        way,
        "verdict",
        reason=given.reason or "",
        flags=tuple(flag for flag in given.flags if (flag, says) != (LOST, "met.lost")),
    )


def subject_of(given: Assessment) -> tuple[str, ...]:
    """Return the ids of a target and of the part within it."""
    return given.key


def broken(given: Assessment, scale: Scale) -> Claim | None:
    """Return which figure was the last not to keep a value that is promised for every period."""
    if given.last_broken is None:
        return None
    number = printed.number_of("broken", given.last_broken, given, scale)
    return Claim(
        subject_of(given), "standing", "broken", given.on, "", given.goal, (number,), sentence="broken"
    )


def outlook(given: Assessment, scale: Scale) -> Claim | None:
    """Return where the recent pace leads, where that is part of the verdict: before the deadline, not met."""
    view, goal = given.outlook, given.goal
    if view is None or goal is None or goal.by is None or goal.by.last < given.on or given.state not in PACED:
        return None
    if view.reason in ("there_by_now", "sum_reached"):
        return _there(given, view.reason, scale)
    if view.reaches is None or printed.projected(given) is None:
        return None
    end = printed.projected(given) or 0.0
    value = end if view.value is None else view.value
    shown = printed.projection(value, given, scale)
    less = "or_less" if printed.beyond(end, given) else ""
    numbers: tuple[Number, ...] = (Number("value", value, shown, "value", goal.by, less),)
    numbers += _since(given, view.reaches, scale)
    if view.reaches:
        return _outlook(given, "reaches" if view.by else "keeps", numbers, 1, view.by)
    if given.latest is not None and abs(value - given.latest.value) < _NO_MOVE:
        return _outlook(given, "still", numbers, -1)
    after = view.by is not None and not view.before_deadline  # a pace may run through a range before the day
    late = after and view.by is not None and view.by.year - goal.by.year <= HORIZON
    return _outlook(given, "late" if late else "short", numbers, -1, view.by if late else None)


def _there(given: Assessment, reason: str, scale: Scale) -> Claim:
    """Return that the pace leads nowhere further: it would be there by now, or the sum is, for now."""
    if reason == "there_by_now" or given.latest is None:
        return _outlook(given, reason, (), 1)
    return _outlook(given, reason, (printed.number_of("latest", given.latest, given, scale),), 0)


def paced_since(given: Assessment) -> Period | None:
    """Return the end of the period since when the pace is taken with which an outlook goes on."""
    start = given.recent_from or given.baseline
    return end_of(start.period) if start else None


def _since(given: Assessment, reaches: bool, scale: Scale) -> tuple[Number, ...]:
    """Return the figure that the recent pace counts from, where that pace tells another story.

    Who sees baseline and last figure only would take an outlook that points the other way for a slip.
    """
    start, base = given.recent_from, given.baseline
    if start is None or base is None or start.period == base.period:
        return ()
    other = given.state in (BAD if reaches else GOOD) or "no_change" in given.flags
    number = printed.number_of("start", start, given, scale)
    return (replace(number, period=end_of(start.period)),) if other else ()


def _outlook(
    given: Assessment, says: str, numbers: tuple[Number, ...], way: Direction, dated: Period | None = None
) -> Claim:
    return Claim(
        subject_of(given), "outlook", says, given.on, "", given.goal, numbers, way, "verdict", dated=dated
    )


def chance(given: Assessment, scale: Scale) -> Claim | None:
    """Return how likely the goal is kept, where an outlook is said and the figures carry a chance."""
    if given.chance is None or scale.ranked or printed.projected(given) is None:
        return None
    word = next(word for least, word in LIKELY if given.chance >= least)
    share = min(max(given.chance, 0.01), 0.99)  # nothing is certain, whatever the figures say
    shown = round(share, 2)
    if shown > share and any(share < least <= shown for least, _ in LIKELY):
        shown -= 0.01  # 89.6 % is likely, and 90 % would be very likely
    number = Number("chance", given.chance, Figure(shown, 2), "share")
    return Claim(
        subject_of(given), "outlook", f"chance.{word}", given.on, "", given.goal, (number,), 0, "chance"
    )


def need(given: Assessment, scale: Scale) -> Claim | None:
    """Return what is missing and how much time is left: never after the deadline, never of a goal met."""
    left, goal = given.days_left, given.goal
    if left is None or goal is None or goal.by is None or given.on > goal.by.last or given.state in _NO_NEED:
        return None
    counted = Number("left", left, Figure(left), "count")
    own = given.reasons.get("if_nothing_changed") == begun.ANEW
    if own and (begun_with := _of_its_own(given, goal, scale)):
        return _need(given, "so_far", (*begun_with, counted))
    if own or given.gap is None or given.latest is None or given.gap <= 0:
        return _need(given, "left", (counted,)) if left <= YEAR and not goal.every_period else None
    vague = printed.vagueness_of("gap", given)
    gap = printed.distance("gap", given.gap, given.latest, given, scale)
    told = given.latest.period
    gap = replace(gap, period=told, qualifier=vague)
    if goal.every_period:
        return _need(given, "gap.held", (gap,))  # it is due now, and no time is left for it
    unchanged = given.if_nothing_changed
    if unchanged is None:
        return _need(given, "gap", (gap, counted))
    needed = printed.needed(printed.from_gap(unchanged.value, gap), scale, vague)
    gap = replace(gap, period=end_of(told) if told.mean else told)  # pooled years stay whole
    return _need(given, f"unchanged.{unchanged.per}", (gap, needed, counted))


def _of_its_own(given: Assessment, goal: Goal, scale: Scale) -> tuple[Number, ...]:
    """Return what has come of the total that a floor is for, which has begun anew, and what lacks to it."""
    latest, measure = given.latest, given.measure
    found = begun.so_far(goal, measure, latest, given.series) if latest and measure else None
    if found is None or goal.low is None or goal.high is not None or found.value >= goal.low:
        return ()
    lack = printed.distance("lack", float(goal.low - found.value), found, given, scale)
    return printed.number_of("so_far", found, given, scale), lack


def end_of(period: Period) -> Period:
    """Return the last month, term or year of a stretch of several, since when something may have changed."""
    if period.printed or period.window:
        return replace(period, text=_last_of(period.text), mean=False)
    return Period.parse(period.text.rpartition("/")[2])


def _last_of(text: str) -> str:
    """Return the last of the years or terms of a calendar that a text names: 2027-28 of 2023-24/2027-28."""
    first, slash, last = text.rpartition(" – ")[2].partition("/")
    return last if slash and "-" in first else f"{first}{slash}{last}"


def _need(given: Assessment, says: str, numbers: tuple[Number, ...]) -> Claim:
    return Claim(
        subject_of(given),
        "freshness",
        says,
        given.on,
        "",
        given.goal,
        numbers,
        sentence="need",
        needs=True,
    )


def age(given: Assessment, scale: Scale) -> Claim | None:
    """Return how old the last figure is, once it is two intervals old; that stands in the verdict.

    A sum that waits for a missing figure is older than the last figure, and its sentence says why.
    """
    if not given.stale or given.age_days is None or given.latest is None or given.state == "missed":
        return None
    if given.gapped:
        return None
    old = Number("age", given.age_days, Figure(given.age_days), "count", given.latest.period)
    due = given.next_due is not None and given.next_due < given.on
    says = "old.due" if due else "old"
    return Claim(subject_of(given), "freshness", says, given.on, numbers=(old,), sentence="age")


def behind(given: Assessment, scale: Scale, leads: Claim | None) -> list[Claim]:
    """Return what is said behind standing and outlook, each in a sentence of its own."""
    sure = chance(given, scale) if leads else None
    return [one for one in (broken(given, scale), sure, age(given, scale)) if one is not None]


def others(given: Assessment, scale: Scale) -> list[Also]:
    """Return the goals to be named beside the one that leads; what two documents ask alike is named once."""
    known, found = [_asked(given.goal, given.state, scale)], []
    for one in given.also:
        asked = _asked(one.result.goal, one.result.state, scale)
        if asked not in known:
            known.append(asked)
            found.append(one)
    return found


def _asked(goal: Goal | None, state: str, scale: Scale) -> tuple[object, ...]:
    """Return what a goal asks for, as it is printed, until when, and how it stands, whoever says so.

    A third less than 1,378 and "at most 919" are one promise, as are 2029 and the twelve months to its end.
    """
    if goal is None:
        return ()
    ends = [None if end is None else float(digits.published(end, scale)) for end in (goal.low, goal.high)]
    until = goal.by.last if goal.by else None
    return goal.bound, *ends, until, goal.every_period, goal.total is not None, goal.for_ is not None, state


def beside(given: Assessment, one: Also) -> Claim:
    """Return how a goal stands that must be named beside the one that leads."""
    result: GoalResult = one.result
    way: Direction = 1 if result.state in GOOD else -1 if result.state in BAD else 0
    return Claim(
        subject_of(given),
        "standing",
        f"also.{one.why}",
        given.on,
        result.standing,
        result.goal,
        direction=way,
        sentence="also",
        flags=result.flags,
    )


def agree(one: Claim, other: Claim) -> bool:
    """Tell whether two claims do not point in opposite directions."""
    return one.direction * other.direction >= 0
