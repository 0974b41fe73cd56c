"""Contract: assessments as the JSON that `python -m tracker status --format json` prints (docs/status.md).

Numbers are unrounded; what cannot be computed is null, with its reason by name in `reasons`.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from json.encoder import encode_basestring
from typing import Any

from tracker import printed
from tracker.judging.assessment import Outlook, Unchanged
from tracker.judging.numbers import NUMBERS
from tracker.model import Goal, Measure
from tracker.progress import Assessment, MethodResult, Point
from tracker.scalars import Figure
from tracker.terms import METHODS
from tracker.wording import Wording


def plain(value: float | None) -> float | int | None:
    """Return a number as JSON shows it best: whole figures without a decimal point."""
    if isinstance(value, Figure) and value.decimals == 0 and value.is_integer():
        return int(value)
    return None if value is None else float(value)


_CONSTANTS = {None: "null", True: "true", False: "false"}


def status(
    assessments: Sequence[Assessment], on: date, data: str, voices: Sequence[Wording] = ()
) -> dict[str, Any]:
    """Return the status document: day, folder, counts by state and every target.

    Args:
        assessments: of the targets.
        on: the day of assessment.
        data: the folder, as it was named.
        voices: the languages in which each verdict is said.
    """
    return {
        "on": on.isoformat(),
        "data": data,
        "counts": dict(Counter(assessment.state for assessment in assessments)),
        "targets": [_document(assessment, voices) for assessment in assessments],
    }


def status_text(
    assessments: Sequence[Assessment], on: date, data: str, voices: Sequence[Wording] = ()
) -> Iterator[str]:
    """Yield the status document as JSON in pieces, one target each, so that many need little memory."""
    head = status((), on, data) | {"counts": dict(Counter(one.state for one in assessments))}
    yield _json(head, "\n").removesuffix("]\n}")
    for place, assessment in enumerate(assessments):
        yield ("," if place else "") + "\n    " + _json(_document(assessment, voices), "\n    ")
    yield "\n  ]\n}\n" if assessments else "]\n}\n"


def _json(part: object, line: str) -> str:
    """Return a part as indented JSON, which the standard library writes several times as slowly.

    Args:
        part: dictionaries, lists and plain values.
        line: the line break with the indent of the part.
    """
    inner = line + "  "
    if isinstance(part, str):
        return encode_basestring(part)
    if isinstance(part, dict) and part:
        pairs = [f"{encode_basestring(name)}: {_json(one, inner)}" for name, one in part.items()]
        return f"{{{inner}{f',{inner}'.join(pairs)}{line}}}"
    if isinstance(part, (list, tuple)) and part:
        return f"[{inner}{f',{inner}'.join([_json(one, inner) for one in part])}{line}]"
    if part is None or isinstance(part, bool):
        return _CONSTANTS[part]
    if isinstance(part, float) and math.isfinite(part):
        return float.__repr__(part)  # as the standard library does, which makes an encoder each time
    return json.dumps(part, allow_nan=False)


def _document(given: Assessment, voices: Sequence[Wording]) -> dict[str, Any]:
    latest = printed.judged_point(given)
    document: dict[str, Any] = {
        "id": given.id,
        "kind": given.kind,
        "theme": given.theme,
        "title": dict(given.title),
        "note": dict(given.note) if given.note else None,
        "unit": given.unit,
        "scale": _scale(given.measure),
        "state": given.state,
        "standing": given.standing,
        "reason": given.reason,
        "flags": list(given.flags),
        "suppressed": [one.period.text for one in given.withheld],
        "statements": [
            {"for": one.for_.text if one.for_ else None, "says": dict(one.says), "source": one.source}
            for one in given.statements
        ],
        "goal": goal_of(given.goal),
        "unmeasured": _unmeasured(given.unmeasured),
        "baseline": _baseline(given.baseline),
        "latest": _latest(latest),
        "judged": _judged(printed.decision(given)),
    }
    document |= {name: plain(printed.quantity(given, name)) for name in NUMBERS}
    document |= {
        "recent_window": given.recent_window,
        "reasons": dict(given.reasons),
        "methods": _methods(given),
        "goals": [
            {
                **(goal_of(result.goal) or {}),
                "role": result.role,
                "state": result.state,
                "flags": list(result.flags),
                "gap_closed": plain(result.gap_closed),
                "ratio": plain(result.ratio),
            }
            for result in given.goals
        ],
        "due": given.due.text if given.due else None,
        "record": {"state": given.record.state, "on": given.record.on.text, "source": given.record.source}
        if given.record
        else None,
        **_elements(given),
        "baseline_qualifier": printed.qualifier_of(given.baseline) or None if given.baseline else None,
        "latest_qualifier": printed.qualifier_of(latest) or None if latest else None,
        "says": {voice.words.language: voice.says(given) for voice in voices},
        "parts": [_document(part, voices) for part in given.parts],
        "series": [_document(member, voices) | {"of": members_of(member)} for member in given.members],
    }
    return document


def _elements(given: Assessment) -> dict[str, Any]:
    """Return which goal leads and why, where it leads, and how old what is known is."""
    return {
        "lead": given.lead,
        "also": [
            {
                **(goal_of(goal) or {}),
                "state": result.state,
                "standing": result.standing,
                "flags": list(result.flags),
                "why": why,
            }
            for (result, why) in given.also
            for goal in (result.goal,)
        ],
        "outlook": _outlook(given.outlook),
        "if_nothing_changed": _unchanged(given.if_nothing_changed),
        "days_left": given.days_left,
        "age_days": given.age_days,
        "next_due": given.next_due.isoformat() if given.next_due else None,
        "stale": given.stale,
        "enough": given.enough.isoformat() if isinstance(given.enough, date) else given.enough,
        "chance": given.chance,
        "band": list(given.band) if given.band else None,
        "met_since": given.met_since.period.text if given.met_since else None,
    }


def _outlook(view: Outlook | None) -> dict[str, Any] | None:
    if view is None:
        return None
    return {
        "reaches": view.reaches,
        "value": plain(view.value),
        "by": view.by.text if view.by else None,
        "before_deadline": view.before_deadline,
        "reason": view.reason,
    }


def _unchanged(needed: Unchanged | None) -> dict[str, Any] | None:
    if needed is None:
        return None
    return {"value": plain(needed.value), "per": needed.per, "days_left": needed.days_left}


def members_of(series: Assessment) -> dict[str, str]:
    """Return of which members a series is, by dimension."""
    return dict(pair.split("=", 1) for pair in series.id.split(",")) if series.kind == "series" else {}


def _scale(measure: Measure | None) -> list[dict[str, str]] | None:
    """Return the words of a rating, the first of which stands for the number 1."""
    return [dict(word) for word in measure.scale] if measure and measure.scale else None


def goal_of(goal: Goal | None) -> dict[str, Any] | None:
    """Return a goal with its bound and its deadline."""
    if goal is None:
        return None
    single = None if goal.between else goal.low if goal.low is not None else goal.high
    return {
        "id": goal.id,
        "bound": goal.bound,
        "value": plain(single),
        "low": plain(goal.low),
        "high": plain(goal.high),
        "by": goal.by.text if goal.by else None,
        **({goal.due: True} if goal.due not in ("by", None) else {}),
        **({"path": _path(goal)} if goal.path else {}),
        **({"conditional": dict(goal.conditional)} if goal.conditional else {}),
    }


def _path(goal: Goal) -> dict[str, Any]:
    """Return the way to a goal as its publisher sets it: where it stands, and its points."""
    path = goal.path
    points = [{"period": one.period.text, "value": plain(one.value)} for one in path.points] if path else []
    return {"source": path.source if path else None, "points": points}


def _unmeasured(goal: Goal | None) -> dict[str, Any] | None:
    """Return a promise without a number: its words, or from which period it is counted."""
    if goal is None:
        return None
    return {
        "aim": dict(goal.aim) if goal.aim else None,
        "counted_from": goal.relative.of.text if goal.relative else None,
        "by": goal.by.text if goal.by else None,
        "source": goal.source,
    }


def _baseline(point: Point | None) -> dict[str, Any] | None:
    if point is None:
        return None
    return {
        "period": point.period.text,
        "value": plain(point.value),
        "derived": point.derived,
    }


def _latest(point: Point | None) -> dict[str, Any] | None:
    if point is None:
        return None
    return {
        "period": point.period.text,
        "value": plain(point.value),
        "source": point.source,
        "published": point.published.isoformat() if point.published else None,
    }


def _judged(told: printed.Decision | None) -> dict[str, Any] | None:
    if told is None:
        return None
    return {"period": told.period, "value": plain(told.value), "qualifier": told.qualifier or None}


def _methods(given: Assessment) -> dict[str, Any]:
    """Return what every method says, also where none applies: without a goal, of a group, of a step."""
    reason = given.reasons.get("ratio")
    found = {name: MethodResult(name, False, reason) for name in METHODS} | dict(given.methods)
    return {name: _method(result, given) for name, result in found.items()}


def _held(projection: float | None, given: Assessment) -> float | int | None:
    """Return a projection within what its measure can be."""
    return None if projection is None else plain(printed.held(projection, given))


def _method(result: MethodResult, given: Assessment) -> dict[str, Any]:
    return {
        "applicable": result.applicable,
        "reason": result.reason,
        "ratio": plain(result.ratio),
        "state": result.state,
        "projection": _held(result.projection, given),
    }
