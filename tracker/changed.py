"""Changed: what became known of an entry of the board, in words: figures, goals, steps, statements."""

from __future__ import annotations

from tracker.board import UNTOLD, Change
from tracker.wording import Wording


def news(change: Change, wording: Wording) -> list[str]:
    """Return what became known of an entry since the earlier day, a sentence each without its stop."""
    words, leaf = wording.words, change.entry.leaf
    by_period = {point.period: point for point in leaf.series}
    return [
        *(
            words("figure.at", figure=wording.point(by_period[one], leaf), period=words.period(one))
            for one in change.figures
        ),
        *(words("change.goal", goal=wording.goal(goal, leaf)) for goal in change.goals),
        *(f"{words.text(step.title)}: {wording.state(step)}" for step in change.steps),
        *(words("change.statement", says=words.text(said.says)) for said in change.statements),
        *(words(f"cause.{cause}") for cause in change.causes if cause in UNTOLD),
    ]
