"""Changed: what became known of an entry of the board, in words: figures, goals, steps, statements."""

from __future__ import annotations

from tracker import printed
from tracker.board import UNTOLD, Change
from tracker.flags import label
from tracker.language import Words
from tracker.model import Statement
from tracker.progress import Assessment
from tracker.wording import Wording


def news(change: Change, wording: Wording) -> list[str]:
    """Return what became known of an entry since the earlier day, a sentence each without its stop.

    That of its series follows, with the title of each.
    """
    words = wording.words
    return [
        *_of_quantity(change, wording),
        *(f"{words.text(step.title)}: {wording.state(step)}" for step in change.steps),
        *(words("change.statement", says=words.text(said.says)) for said in change.statements),
        *(words(f"cause.{cause}") for cause in change.causes if cause in UNTOLD),
        *(told for member in change.members for told in _of_member(member, change, wording)),
    ]


def before(change: Change, words: Words) -> str:
    """Return the label of an entry on the earlier day; empty where nothing was known of it."""
    return label(change.before, change.flags, words) if change.before else ""


def part(leaf: Assessment, words: Words) -> str:
    """Return the name of a part or of a series, as it stands before what is said of it."""
    return words("promise.part", title=words.text(leaf.title))


def newest(leaf: Assessment, wording: Wording) -> str:
    """Return what is judged of a series, or its newest figure where that speaks of a later time."""
    shown = printed.judged(leaf, wording.scale(leaf))
    period = shown.period if shown else None
    if period is None or not leaf.series or leaf.series[-1].period.last <= period.last:
        return wording.latest(leaf)
    point, words = leaf.series[-1], wording.words
    return words("figure.at", figure=wording.point(point, leaf), period=words.period(point.period))


def _of_quantity(change: Change, wording: Wording, named: str = "") -> list[str]:
    """Return the figures and goals that became known, under the name of a series."""
    words, leaf = wording.words, change.entry.leaf
    points = [point for point in leaf.series if point.period in change.figures]
    return [
        *(
            words("figure.at", figure=named + wording.point(one, leaf), period=words.period(one.period))
            for one in points
        ),
        *(words("change.goal", goal=named + wording.goal(goal, leaf)) for goal in change.goals),
    ]


def _of_member(member: Change, whole: Change, wording: Wording) -> list[str]:
    """Return what became known of a series; why it differs is left out where that holds of the whole."""
    named = part(member.entry.leaf, wording.words)
    own = [cause for cause in member.causes if cause in UNTOLD and cause not in whole.causes]
    return [
        *_of_quantity(member, wording, named),
        *(named + wording.words(f"cause.{cause}") for cause in own),
    ]


def statement(said: Statement, who: str, when: str, assessment: Assessment, wording: Wording) -> str:
    """Return what a body says, and of which period, beside what the figures say."""
    words, period = wording.words, said.for_
    more = {"period": words.period(period)} if period else {}
    key = "statement.newest.for" if period else "statement.newest"
    state = wording.state(assessment)
    return words(key, who=who, says=words.text(said.says), when=when, state=state, **more)
