"""Worked: the formulas of the default method with the numbers of one target put in."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.progress import Assessment
from tracker.scalars import Period
from tracker.wording import Wording


@dataclass(frozen=True, slots=True)
class Line:
    """One quantity: its name, its formula with numbers, and the result."""

    label: str
    formula: str
    value: str


def worked(assessment: Assessment, wording: Wording) -> list[Line]:
    """Return the quantities of docs/method.md with their numbers, as far as they can be computed."""
    base, latest, goal = assessment.baseline, assessment.latest, assessment.goal
    if base is None or latest is None or goal is None or goal.by is None or assessment.gap_closed is None:
        return []
    number = wording.words.number
    bound = goal.low if goal.low is not None and goal.bound != "at_most" else goal.high
    start, end, aim = number(base.value), number(latest.value), number(bound if bound is not None else 0.0)
    years = [_year(point.period, wording) for point in (base, latest)]
    due = _year(goal.by, wording)
    formulas = {
        "gap_closed": f"({end} − {start}) ÷ ({aim} − {start})",
        "time_used": f"({years[1]} − {years[0]}) ÷ ({due} − {years[0]})",
        "pace_observed": f"|{end} − {start}| ÷ ({years[1]} − {years[0]})",
        "pace_required": f"|{aim} − {start}| ÷ ({due} − {years[0]})",
        "ratio": _over(assessment.pace_observed, assessment.pace_required, wording),
        "pace_required_now": f"|{aim} − {end}| ÷ ({due} − {years[1]})",
        "acceleration_factor": _over(assessment.pace_required_now, assessment.pace_recent, wording),
    }
    found = []
    for name, formula in formulas.items():
        value = getattr(assessment, name)
        if value is not None and formula:
            shown = (
                wording.words.percent(value, 1) if name in ("gap_closed", "time_used") else number(value, 3)
            )
            found.append(Line(wording.words(f"quantity.{name}"), formula, shown))
    return found


def _year(period: Period, wording: Wording) -> str:
    """Return a place on the time axis: 2024, or 2024.5 for the middle of 2025, without separators."""
    return f"{period.year:.2f}".rstrip("0").rstrip(".").replace(".", wording.words.separators[0])


def _over(above: float | None, below: float | None, wording: Wording) -> str:
    if above is None or below is None:
        return ""
    return f"{wording.words.number(above, 3)} ÷ {wording.words.number(below, 3)}"
