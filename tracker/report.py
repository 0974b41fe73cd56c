"""Report: assessments as the JSON, CSV and text that `python -m tracker status` prints."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from tracker import printed
from tracker.board import Entry, entries
from tracker.judging.quantities import NUMBERS
from tracker.model import Goal, Portfolio
from tracker.progress import Assessment, MethodResult, Point
from tracker.scalars import Figure
from tracker.wording import Wording

METHODS = ("linear_pace", "eurostat_cagr", "recent_projection", "acceleration_factor")
COLUMNS = (
    "id",
    "part",
    "kind",
    "theme",
    "title",
    "unit",
    "state",
    "flags",
    "goal",
    "by",
    "baseline_period",
    "baseline",
    "latest_period",
    "latest",
    "source",
    *NUMBERS,
)


def plain(value: float | None) -> float | int | None:
    """Return a number as JSON shows it best: whole figures without a decimal point."""
    if isinstance(value, Figure) and value.decimals == 0 and value.is_integer():
        return int(value)
    return None if value is None else float(value)


def status(assessments: Sequence[Assessment], on: date, data: str) -> dict[str, Any]:
    """Return the status document: day, folder, counts by state and every target.

    Numbers are unrounded; a figure that cannot be computed is None, with its reason in `reasons`.
    """
    return {
        "on": on.isoformat(),
        "data": data,
        "counts": dict(Counter(assessment.state for assessment in assessments)),
        "targets": [_document(assessment) for assessment in assessments],
    }


def status_text(assessments: Sequence[Assessment], on: date, data: str) -> Iterator[str]:
    """Yield the status document as JSON in pieces, one target each, so that many need little memory."""

    def text(part: dict[str, Any], indent: str) -> str:
        written = json.dumps(part, ensure_ascii=False, indent=2, allow_nan=False)
        return written.replace("\n", f"\n{indent}")

    head = status((), on, data) | {"counts": dict(Counter(one.state for one in assessments))}
    yield text(head, "").removesuffix("]\n}")
    for place, assessment in enumerate(assessments):
        yield ("," if place else "") + "\n    " + text(_document(assessment), "    ")
    yield "\n  ]\n}\n" if assessments else "]\n}\n"


def _document(given: Assessment) -> dict[str, Any]:
    document: dict[str, Any] = {
        "id": given.id,
        "kind": given.kind,
        "theme": given.theme,
        "title": dict(given.title),
        "unit": given.unit,
        "state": given.state,
        "reason": given.reason,
        "flags": list(given.flags),
        "goal": _goal(given.goal),
        "baseline": _baseline(given.baseline),
        "latest": _latest(given.latest),
    }
    document |= {name: plain(getattr(given, name)) for name in NUMBERS}
    document |= {
        "recent_window": given.recent_window,
        "reasons": dict(given.reasons),
        "methods": _methods(given),
        "goals": [
            {
                **(_goal(result.goal) or {}),
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
        "parts": [_document(part) for part in given.parts],
        "series": [_document(member) | {"of": members_of(member)} for member in given.members],
    }
    return document


def members_of(series: Assessment) -> dict[str, str]:
    """Return of which members a series is, by dimension."""
    return dict(pair.split("=", 1) for pair in series.id.split(",")) if series.kind == "series" else {}


def _goal(goal: Goal | None) -> dict[str, Any] | None:
    if goal is None:
        return None
    single = goal.at_least if goal.at_least is not None else goal.at_most
    return {
        "id": goal.id,
        "bound": goal.bound,
        "value": plain(single),
        "low": plain(goal.low),
        "high": plain(goal.high),
        "by": goal.by.text if goal.by else None,
    }


def _baseline(point: Point | None) -> dict[str, Any] | None:
    if point is None:
        return None
    return {"period": point.period.text, "value": plain(point.value), "derived": point.derived}


def _latest(point: Point | None) -> dict[str, Any] | None:
    if point is None:
        return None
    return {
        "period": point.period.text,
        "value": plain(point.value),
        "source": point.source,
        "published": point.published.isoformat() if point.published else None,
    }


def _methods(given: Assessment) -> dict[str, Any]:
    """Return what every method says, also where none applies: without a goal, of a group, of a step."""
    reason = given.reasons.get("ratio")
    found = {name: MethodResult(name, False, reason) for name in METHODS} | dict(given.methods)
    return {name: _method(result) for name, result in found.items()}


def _method(result: MethodResult) -> dict[str, Any]:
    return {
        "applicable": result.applicable,
        "reason": result.reason,
        "ratio": plain(result.ratio),
        "state": result.state,
        "projection": plain(result.projection),
    }


def rows(assessments: Iterable[Assessment], language: str) -> list[dict[str, object]]:
    """Return one flat row for every verdict, with the keys of COLUMNS."""
    found: list[dict[str, object]] = []
    for entry in _with_series(entries(assessments)):
        leaf, goal = entry.leaf, _goal(entry.leaf.goal) or {}
        title, own = entry.titles(language)
        ends = (goal.get("low"), goal.get("high"))
        found.append(
            {
                "id": entry.target.id,
                "part": "" if leaf is entry.target else leaf.id,
                "kind": entry.target.kind,
                "theme": entry.target.theme,
                "title": f"{title}: {own}" if own else title,
                "unit": leaf.unit,
                "state": leaf.state,
                "flags": " ".join(leaf.flags),
                "goal": "..".join(str(end) for end in ends if end is not None),
                "by": goal.get("by"),
                "baseline_period": leaf.baseline.period.text if leaf.baseline else None,
                "baseline": plain(leaf.baseline.value) if leaf.baseline else None,
                "latest_period": leaf.latest.period.text if leaf.latest else None,
                "latest": plain(leaf.latest.value) if leaf.latest else None,
                "source": leaf.latest.source if leaf.latest else None,
                **{name: plain(printed.quantity(leaf, name)) for name in NUMBERS},
            }
        )
    return found


def _with_series(board: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the lines of a board, and below an indicator one for each of its series."""
    for entry in board:
        yield entry
        yield from (Entry(entry.target, member) for member in entry.leaf.members)


def csv_text(assessments: Iterable[Assessment], language: str) -> str:
    """Return the rows as CSV; a text that a spreadsheet would run as a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(assessments, language):
        writer.writerow([_cell(row[name]) for name in COLUMNS])
    return out.getvalue()


def _cell(value: object) -> object:
    return defused(value) if isinstance(value, str) else value


def defused(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    start = text.lstrip()[:1]
    risky = start in tuple("=+-@＝＋－＠") or text[:1] in ("\t", "\r", "\n", "\0")
    return f"'{text}" if start and risky else text


def table(assessments: Sequence[Assessment], wording: Wording, portfolio: Portfolio) -> str:
    """Return the verdicts as a text table, grouped by theme, for a terminal."""
    words, blocks = wording.words, []
    heads = [words(f"column.{name}") for name in ("target", "state", "latest", "goal", "gap_closed")]
    by_theme: dict[str, list[list[str]]] = {}
    for entry in entries(assessments):
        title, own = entry.titles(words.language)
        share, measured = printed.gap_closed(entry.leaf), entry.target.kind != "milestones"
        by_theme.setdefault(entry.target.theme, []).append(
            [
                f"{title}: {own}" if own else title,
                wording.state(entry.leaf),
                wording.latest(entry.leaf) if measured else "",
                wording.goal(entry.leaf.goal, entry.leaf) if measured else "",
                "" if share is None else words.percent(share),
            ]
        )
    widths = [
        min(_CUT[i], max(_width(line[i]) for lines in [*by_theme.values(), [heads]] for line in lines))
        for i in range(len(heads))
    ]
    for theme, lines in by_theme.items():
        word = portfolio.vocabulary.themes.get(theme)
        blocks.append(words.text(word.title) if word else theme)
        blocks += ["  " + _line(line, widths) for line in [heads, *lines]] + [""]
    return "\n".join(blocks)


_CUT = (58, 22, 30, 34, 12)
_SPACES = str.maketrans("\u00a0\u202f", "  ")  # between a number and its unit, or its thousands


def _width(text: str) -> int:
    """Return the columns a text takes in a terminal: combining marks none, wide signs two."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    shown = []
    for cell, width in zip(cells, widths, strict=True):
        safe = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in cell.translate(_SPACES))
        cut = safe if _width(safe) <= width else safe[: width - 1] + "…"
        shown.append(cut + " " * (width - _width(cut)))
    return "  ".join(shown).rstrip()
