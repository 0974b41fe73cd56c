"""Wording: claims and values in plain sentences, the same on the page, in exports and in the terminal.

Here alone a value gets unit, qualifier and digits, and a claim its sentence; who shows texts escapes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import isnan

from tracker import claims, digits, flags, meaning, printed, promised, ratings, split
from tracker.amounts import counted, first_of_two, in_steps, ranked
from tracker.board import deadline
from tracker.claims import Claim
from tracker.digits import Scale
from tracker.language import Words
from tracker.model import Goal, Observation
from tracker.once import once
from tracker.printed import Number
from tracker.progress import Assessment, Point
from tracker.scalars import Figure
from tracker.terms import Unit

_TURNS = ("held.toward", "was_met")
"""Standings whose sentence has a "but" of its own: what follows stands beside it without another."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language together with the units of one portfolio."""

    words: Words
    units: Mapping[str, Unit]

    def state(self, assessment: Assessment) -> str:
        """Return the state as a short label, for example "On track"."""
        return flags.label(assessment.standing, assessment.flags, self.words)

    @once
    def scale(self, assessment: Assessment) -> Scale:
        """Return how the values of an assessment are rounded."""
        unit = self.units.get(assessment.unit or "")
        return digits.scale_of(assessment.measure, unit, assessment.unit)

    def value(self, value: float, assessment: Assessment, decimals: int | None = None) -> str:
        """Return a figure in the unit of the assessed series; a rank is called a rank.

        Args:
            value: a published figure gets the digits it was published with, within those of its unit.
            assessment: whose unit it has.
            decimals: the digits, where they are known already.
        """
        return self.printed(self._rounded(value, assessment, decimals), assessment)

    def beside(self, value: float, assessment: Assessment) -> str:
        """Return a value that is not counted, as a draft or what a body expects, beside the goals."""
        return self.printed(printed.told(value, assessment, self.scale(assessment)), assessment)

    def number(self, value: float, assessment: Assessment, decimals: int | None = None) -> str:
        """Return a figure as `value` does, without its unit."""
        shown = self._rounded(value, assessment, decimals)
        return self.words.text(ratings.word(shown, assessment.measure)) or self.words.number(shown)

    def _rounded(self, value: float, assessment: Assessment, decimals: int | None) -> Figure:
        """Return a value with its digits: given, or those of a published or a computed one."""
        if decimals is not None:
            return digits.rounded(value, decimals)
        scale = self.scale(assessment)
        return digits.published(value, scale) if isinstance(value, Figure) else digits.computed(value, scale)

    def printed(self, shown: Figure, assessment: Assessment) -> str:
        """Return a value that has its digits already, in the unit of the assessed series."""
        if rating := ratings.word(shown, assessment.measure):
            return self.words.text(rating)
        if ranked(assessment):
            return self.words("figure.rank", number=self.words.number(shown))
        return self.words.figure(shown, self.units.get(assessment.unit or ""))

    def point(self, point: Point, assessment: Assessment) -> str:
        """Return a published figure with its qualifier, for example "over 91%"."""
        shown = self.printed(self.figure(point, assessment), assessment)
        return self.qualified(shown, printed.qualifier_of(point))

    def figure(self, point: Point, assessment: Assessment) -> Figure:
        """Return a published figure with the digits with which it is printed everywhere."""
        return printed.figure(point, assessment, self.scale(assessment))

    def observation(self, observation: Observation, assessment: Assessment) -> str:
        """Return an observation's figure with its qualifier."""
        return self.qualified(self.value(observation.value, assessment), observation.qualifier)

    def qualified(self, shown: str, qualifier: str | None) -> str:
        """Return a written number with its qualifier, if it has one."""
        return self.words(f"qualifier.{qualifier}", figure=shown) if qualifier else shown

    def bound(self, goal: Goal, assessment: Assessment, shown: Callable[..., str] | None = None) -> str:
        """Return the promised value, for example "at least 99%" or "rank 50 or better".

        Args:
            goal: the promise.
            assessment: whose unit it has.
            shown: writes the value, where it is to be written shorter than elsewhere.
        """
        written = shown or (lambda end, decimals=None: self.value(end, assessment, decimals))
        scale, relative = self.scale(assessment), goal.relative
        unit = self.units.get(assessment.unit or "")
        way = ""
        if relative is not None:
            moved = lambda size: in_steps(self.words, size, unit, assessment) or written(size)  # noqa: E731 - bound to this unit
            way = promised.from_base(self.words, relative, moved, ranked=ranked(assessment))
        if way and isnan(goal.low or goal.high or 0):
            return self.words(f"goal.{goal.bound}", value=way)
        if goal.between and goal.relative is None:
            low, high = (printed.promised(end, goal, assessment, scale) for end in goal.between)
            first = first_of_two(written(low, low.decimals), self.number(low, assessment, low.decimals))
            return self.words("goal.between", low=first, high=written(high, high.decimals))
        limit = (goal.low if goal.low is not None else goal.high) or Figure(0)
        limit = printed.promised(limit, goal, assessment, scale)
        rank = ranked(assessment) and goal.bound == "at_most"
        name = "goal.rank" if rank else f"goal.{goal.bound}"
        bound = self.words(name, value=self.qualified(written(limit, limit.decimals), promised.hedge(goal)))
        return self.words("goal.relative", bound=bound, way=way) if way else bound

    @once
    def goal(self, goal: Goal | None, assessment: Assessment) -> str:
        """Return the promise with its deadline, for example "at least 99% by 2030"."""
        goal = goal or assessment.unmeasured
        if goal is None:
            return self.words("goal.none")
        bound = self.words.text(goal.aim) or self.bound(goal, assessment)
        if goal.by is None:
            return self.words("goal.every_period" if goal.every_period else "goal.no_deadline", goal=bound)
        return promised.due(self.words, bound, goal, goal.by)

    @once
    def promise(self, assessment: Assessment) -> str:
        """Return the promise by which an assessment is judged: its own goal, else those of its series."""
        return split.promise(assessment, self)

    @once
    def latest(self, assessment: Assessment) -> str:
        """Return the latest figure, or what is judged in its stead, with its period.

        Without one it is the spread of the series, or a word for its absence.
        """
        figure, period = split.judged(assessment, self)
        if not figure:
            return split.spread(assessment, self) or self.words("figure.none")
        return self.words("figure.at", figure=figure, period=period)

    def figured(self, number: Number, assessment: Assessment) -> str:
        """Return a value of a claim with its unit and its qualifier."""
        return self.qualified(self.printed(number.shown, assessment), number.qualifier)

    def averaged(self, told: str, *numbers: Number) -> str:
        """Return a value or a spread of values; where one is a mean of growth rates, it is said."""
        mean = any(number.name == "mean" for number in numbers)
        return self.words("claim.mean", mean=told) if mean else told

    def projection(self, value: float, assessment: Assessment) -> str:
        """Return a projected value, held within the natural bounds of the measure."""
        scale = self.scale(assessment)
        shown = self.printed(printed.projection(value, assessment, scale), assessment)
        if printed.beyond(value, assessment):
            return self.words("qualifier.or_less", figure=shown)
        outside = scale.within(value) != value and not scale.ranked
        return self.words("projection.limit", limit=shown) if outside else shown

    def change(self, value: float, assessment: Assessment, decimals: int | None = None) -> str:
        """Return an amount of change; shares move in percentage points, ranks in places."""
        if decimals is not None:
            return self._amount(digits.rounded(value, decimals), assessment)
        shown = digits.rounded(value, digits.pace_decimals(value, self.scale(assessment)))
        return self._amount(digits.trimmed(shown), assessment)

    def _amount(self, shown: Figure, assessment: Assessment) -> str:
        """Return an amount of change that has its digits already."""
        unit = self.units.get(assessment.unit or "")
        return in_steps(self.words, shown, unit, assessment) or self.words.figure(shown, unit)

    def missing(self, assessment: Assessment) -> str:
        """Return what is missing to the goal, or by how much it is exceeded, as the sentences say it."""
        gap, point = assessment.gap, printed.judged_point(assessment)
        if gap is None or point is None:
            return ""
        shown = printed.distance("gap", abs(gap), point, assessment, self.scale(assessment)).shown
        return self.qualified(self._amount(shown, assessment), printed.vagueness_of("gap", assessment))

    def off_path(self, assessment: Assessment) -> str:
        """Return how far the latest figure is from the path, as the two are printed."""
        return self._amount(printed.off_path(assessment, self.scale(assessment)), assessment)

    def tried(self, pace: float, assessment: Assessment) -> str:
        """Return a pace that a reader tries: 2.8 places a year lead elsewhere than 3 do."""
        return self._amount(digits.as_tried(pace), assessment)

    def needed(self, value: float, assessment: Assessment, qualifier: str = "") -> str:
        """Return a pace that is needed, rounded up so that keeping it is enough."""
        return self._number(printed.needed(value, self.scale(assessment), qualifier), assessment)

    def paces(self, needed: float, managed: float, assessment: Assessment) -> tuple[str, str]:
        """Return a pace that is needed beside the one that was managed, told apart where it is more."""
        wanted, had = printed.paces(needed, managed, assessment, self.scale(assessment))
        return self._number(wanted, assessment), self._number(had, assessment)

    @once
    def verdict(self, assessment: Assessment) -> str:
        """Return standing and outlook in one sentence, then the age of an old figure."""
        if assessment.by_series:
            return promised.conditioned(self.words, self._of_members(assessment), assessment.goal)
        scale = self.scale(assessment)
        where, leads = claims.standing(assessment, scale), claims.outlook(assessment, scale)
        said = [self._sentence(where, leads, assessment)]
        more = claims.behind(assessment, scale, leads)
        said += [self._closed(self._said(claim, assessment)) for claim in more]
        return " ".join(said)

    @once
    def pace(self, assessment: Assessment) -> str:
        """Return what is missing and how much time is left; empty when nothing is left to reach."""
        claim = claims.need(assessment, self.scale(assessment))
        return self._closed(self._said(claim, assessment)) if claim else ""

    @once
    def further(self, assessment: Assessment) -> list[str]:
        """Return how the goals stand that must be named beside the leading one."""
        return [
            self._sentence(claims.beside(assessment, one), None, assessment)
            for one in claims.others(assessment, self.scale(assessment))
        ]

    def says(self, assessment: Assessment) -> str:
        """Return everything that is said of an assessment as one paragraph."""
        lines = [self.verdict(assessment), self.pace(assessment), *self.further(assessment)]
        return " ".join(line for line in lines if line)

    @once
    def headline(self, assessment: Assessment, *, outlook: bool = True) -> str:
        """Return the finding of an assessment as one line without its last stop, for above a chart.

        Args:
            assessment: of a target or part.
            outlook: whether an outlook that differs from the standing is told where there is room for it.
        """
        scale = self.scale(assessment)
        where, leads = claims.standing(assessment, scale), claims.outlook(assessment, scale)
        values = {"title": self.words.text(assessment.title), "state": self.state(assessment)}
        values["goal"] = self.goal(assessment.goal, assessment) if assessment.goal else ""
        if assessment.by_series and (reach := split.spread(assessment, self)):
            return self.words("verdict.headline.members", latest=reach, **values)
        if assessment.latest is None:
            name = "no_figures" if assessment.goal else "nothing"
            return self.words(f"claim.headline.{name}", **values)
        point = printed.deciding(assessment) or assessment.latest
        values |= {"latest": self.point(point, assessment), "period": self.words.period(point.period)}
        if mean := where.number("mean"):  # the rate of one year says nothing of a goal for their mean
            values["latest"] = self.words("claim.mean", mean=self._number(mean, assessment))
            values["period"] = self.words.period(assessment.averaged[-1].period)
        if assessment.goal is None:
            return self.words("claim.headline.no_goal", **values)
        if outlook and leads is not None and not claims.agree(where, leads):
            values["outlook"] = self._said(leads, assessment)
            return self.words("claim.headline.but", **values)
        return self.words("claim.headline.plain", **values)

    @once
    def shares(self, assessment: Assessment) -> str:
        """Return how much of the way is made in how much of the time; empty where that is not said."""
        closed, used = printed.gap_closed(assessment), printed.time_used(assessment)
        if closed is None:
            return ""
        if used is None or used > 1:
            told = self.words("card.closed", closed=self.words.percent(closed))
            return meaning.counted_from(told, assessment, self.words)
        way, time = self.words.compared(closed, used)
        return self.words("card.closed_used", closed=way, used=time)

    def way(self, assessment: Assessment) -> str:
        """Return the state with the share of the way and of the time, for beside a dot."""
        closed, used = printed.gap_closed(assessment), printed.time_used(assessment)
        if closed is None or used is None:
            return self.state(assessment)
        way, time = self.words.compared(closed, used)
        return self.words("claim.way", state=self.state(assessment), closed=way, used=time)

    def way_since(self, was: Assessment, now: Assessment) -> str:
        """Return how far a target had come on two days, with its state on the later one."""
        before, after = (self.words.percent(printed.gap_closed(one) or 0.0) for one in (was, now))
        return self.words("claim.way.since", was=before, now=after, state=self.state(now))

    def panel(self, assessment: Assessment, glyph: str) -> str:
        """Return the state with its sign and the latest figure, for above a small picture."""
        return self.words(
            "claim.panel", glyph=glyph, state=self.state(assessment), latest=self.latest(assessment)
        )

    def ends(self, ends: tuple[Figure, Figure], assessment: Assessment) -> dict[str, str]:
        """Return the two ends of an interval as `low` and `high`, their unit behind the second."""
        low, high = (self.value(end, assessment) for end in ends)
        return {"low": first_of_two(low, self.number(ends[0], assessment)), "high": high}

    def _of_members(self, assessment: Assessment) -> str:
        """Return how the series of an indicator without a total of its own stand, the worst first."""
        members = split.worst(assessment)
        names = {one.id: self.words.text(one.title) for one in members}
        told = [
            self.words("verdict.member", member=names[one.id], latest=self.latest(one), state=self.state(one))
            if one.latest
            else self.words("claim.headline.nothing", title=names[one.id], state=self.state(one))
            for one in members[: split.MOST]
        ]
        more = len(members) - len(told)
        if more:
            told.append(self.words.count("verdict.members.more", more))
        return self.words("verdict.members", state=self.state(assessment), members="; ".join(told))

    def no_pace(self, assessment: Assessment) -> str:
        """Return that no pace can be shown, with the state and the latest figure."""
        return self.words("claim.no_pace", state=self.state(assessment), latest=self.latest(assessment))

    def steps_done(self, assessment: Assessment) -> str:
        """Return how many steps of milestones are done."""
        if not assessment.parts:
            return self.words("claim.steps.none")
        done = sum(step.state in ("done", "done_late") for step in assessment.parts)
        return self.words.count("card.steps", len(assessment.parts), done=self.words.number(done))

    def _sentence(self, where: Claim, leads: Claim | None, assessment: Assessment) -> str:
        """Return standing and outlook as one sentence, which names both where they differ."""
        differ = leads is not None and not claims.agree(where, leads)
        clause = self._said(where, assessment, so_far=differ and where.state == "on_track")
        if leads is not None:
            way = "claim.joined.but" if differ and where.says not in _TURNS else "claim.joined"
            clause = self.words(way, standing=clause, outlook=self._said(leads, assessment))
        return promised.conditioned(self.words, self._closed(clause), where.goal)

    def _closed(self, clause: str) -> str:
        """Return a clause as a sentence."""
        return self.words("claim.sentence", clause=clause)

    def _said(self, claim: Claim, assessment: Assessment, *, so_far: bool = False) -> str:
        """Return a claim as a clause with its numbers."""
        values = {number.name: self._number(number, assessment) for number in claim.numbers}
        dated = [number for number in claim.numbers if number.period]
        values |= {f"{one.name}_period": self.words.spoken(one.period) for one in dated if one.period}
        values |= dict(self._words_of(claim, assessment, so_far))
        return self.words(f"claim.{claim.element}.{claim.says}", **values)

    def _words_of(self, claim: Claim, assessment: Assessment, so_far: bool) -> Iterable[tuple[str, str]]:
        """Yield the words of a claim that are no numbers."""
        if claim.state:
            label = flags.label(claim.state, claim.flags, self.words)
            yield "state", self.words("claim.so_far", state=label) if so_far else label
        if claim.goal is not None:
            bare = assessment.last_broken is not None and claim.goal is assessment.goal
            yield "goal", (self.bound if bare else self.goal)(claim.goal, assessment)
            yield "held", promised.timed(self.words, claim.goal)
            by = claim.goal.by
            by = by if by is None or claim.element == "standing" else claims.end_of(by)
            yield "by", self.words.deadline(by, to_the_day=claim.says == "left") if by else ""
        if claim.reason:
            yield "reason", self.words(f"reason.{claim.reason}")
        if claim.dated is not None:
            yield "reached", self.words.spoken(claim.dated)
        if claim.element == "outlook":
            yield "pace", self._pace(claim, assessment)
            yield "since", meaning.since(assessment, self.words)
        if claim.says == "too_early.from" and isinstance(assessment.enough, date):
            yield "enough", self.words.day(assessment.enough)
        if claim.says == "old.due" and assessment.next_due:
            yield "due", self.words.short_day(assessment.next_due)
        if claim.says == "steps":
            yield "steps", self._steps(assessment)

    def _pace(self, claim: Claim, assessment: Assessment) -> str:
        """Return over which time the pace was taken that an outlook goes on with."""
        if (start := claim.number("start")) and start.period:
            since, value = self.words.deadline(start.period), self._number(start, assessment)
            return self.words("claim.pace.from", start=since, value=value)
        return self.words("claim.pace.since", start=meaning.since(assessment, self.words))

    def _number(self, number: Number, assessment: Assessment) -> str:
        if number.kind == "count":
            return counted(self.words, number, assessment.on)
        if number.kind == "share":
            return self.words.percent(number.shown)
        if number.kind == "change":
            shown = self._amount(number.shown, assessment)
        else:
            shown = self.printed(number.shown, assessment)
        return self.qualified(shown, number.qualifier)

    def _steps(self, assessment: Assessment) -> str:
        """Return how many steps are done and when the next is due."""
        due, done = deadline(assessment), self.steps_done(assessment)
        if due is None or due < assessment.on:
            return done
        return self.words("claim.steps.due", steps=done, day=self.words.day(due))
