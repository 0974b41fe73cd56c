"""Report: assessments as the CSV and the text that `python -m tracker status` prints; JSON: contract.py."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from wcwidth import wcswidth

from tracker import printed, split
from tracker.board import Entry, entries
from tracker.contract import goal_of, members_of, plain, status, status_text
from tracker.judging.numbers import NUMBERS
from tracker.language import Words
from tracker.model import Portfolio
from tracker.progress import Assessment
from tracker.ratings import word
from tracker.terms import METHODS
from tracker.wording import Wording

__all__ = [
    "COLUMNS",
    "METHODS",
    "NUMBERS",
    "csv_text",
    "defused",
    "members_of",
    "plain",
    "rows",
    "spoken",
    "status",
    "status_text",
    "table",
]

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
    "baseline_qualifier",
    "latest_period",
    "latest",
    "latest_qualifier",
    "source",
    *NUMBERS,
    "goal_bound",
    "goal_low",
    "goal_high",
    "by_day",
    "latest_day",
    "goal_due",
    "goal_condition",
    "goal_word",
    "latest_word",
    "aim",
    "judged_period",
    "judged_value",
    "judged_qualifier",
)


def rows(assessments: Iterable[Assessment], wording: Wording) -> list[dict[str, object]]:
    """Return one flat row for every verdict, with the keys of COLUMNS."""
    found: list[dict[str, object]] = []
    for entry in _with_series(entries(assessments)):
        leaf, goal = entry.leaf, goal_of(entry.leaf.goal) or {}
        title, own = entry.titles(wording.words.language)
        latest = printed.judged_point(leaf)
        ends = [end for end in (goal.get("low"), goal.get("high")) if end is not None]
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
                "goal": ends[0] if len(ends) == 1 else "..".join(str(end) for end in ends),
                "by": goal.get("by"),
                "baseline_period": leaf.baseline.period.text if leaf.baseline else None,
                "baseline": plain(leaf.baseline.value) if leaf.baseline else None,
                "baseline_qualifier": printed.qualifier_of(leaf.baseline) if leaf.baseline else None,
                "latest_period": latest.period.text if latest else None,
                "latest": plain(latest.value) if latest else None,
                "latest_qualifier": printed.qualifier_of(latest) if latest else None,
                "source": latest.source if latest else None,
                **{name: plain(printed.quantity(leaf, name)) for name in NUMBERS},
                **_meant(leaf, wording),
                **_judged(leaf),
            }
        )
    return found


def _meant(leaf: Assessment, wording: Wording) -> dict[str, object]:
    """Return in a type of its own what goal and figure mean: bound, ends, days, condition, rating, aim."""
    goal, latest, words = leaf.goal, printed.judged_point(leaf), wording.words
    days = (goal.by if goal else None, latest.period if latest else None)
    return {
        "goal_bound": goal.bound if goal else None,
        "goal_low": plain(goal.low) if goal else None,
        "goal_high": plain(goal.high) if goal else None,
        **{
            name: period.last.isoformat() if period else None
            for name, period in zip(("by_day", "latest_day"), days, strict=True)
        },
        "goal_due": goal.due if goal else None,
        "goal_condition": words.text(goal.conditional) if goal else None,
        "goal_word": rated(leaf, words, *((goal.low, goal.high) if goal else ())),
        "latest_word": rated(leaf, words, latest.value) if latest else None,
        "aim": wording.goal(leaf.unmeasured, leaf) if leaf.unmeasured else None,
    }


def _judged(leaf: Assessment) -> dict[str, object]:
    """Return the value that the verdict compares with the goal; empty without a verdict."""
    told = printed.decision(leaf)
    return {
        "judged_period": told.period if told else None,
        "judged_value": plain(told.value) if told else None,
        "judged_qualifier": told.qualifier if told else None,
    }


def rated(leaf: Assessment, words: Words, *values: float | None) -> str:
    """Return the words of a scale for which values stand; empty where the measure has no scale."""
    named = (word(value, leaf.measure) for value in values if value is not None)
    return "..".join(words.text(one) for one in named if one)


def _with_series(board: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the lines of a board, and below an indicator one for each of its series."""
    for entry in board:
        yield entry
        yield from (Entry(entry.target, member) for member in entry.leaf.members)


def csv_text(assessments: Iterable[Assessment], wording: Wording) -> str:
    """Return the rows as CSV; a text that a spreadsheet would run as a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(assessments, wording):
        writer.writerow([_cell(row[name]) for name in COLUMNS])
    return out.getvalue()


def _cell(value: object) -> object:
    return defused(value) if isinstance(value, str) else value


def defused(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    start = text.lstrip()[:1]
    risky = start in tuple("=+-@＝＋－＠") or text[:1] in ("\t", "\r", "\n", "\0")
    return f"'{text}" if start and risky else text


def spoken(assessments: Iterable[Assessment], wording: Wording) -> str:
    """Return every verdict in full sentences, a line each behind its title, for a terminal."""
    words = wording.words
    lines = []
    for entry in entries(assessments):
        title, own = entry.titles(words.language)
        said = words("claim.of", title=f"{title}: {own}" if own else title, says=wording.says(entry.leaf))
        lines.append(_harmless(said))
    return "\n".join(lines)


def _harmless(text: str) -> str:
    """Return a text in which no sign commands a terminal."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text.translate(_SPACES))


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
                split.promise(entry.leaf, wording, "narrow") if measured else "",
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
    """Return the columns a text takes in a terminal: marks and joiners none, wide signs two."""
    columns: int = wcswidth(_harmless(text))
    return columns


def _cut_to(text: str, width: int) -> str:
    """Return a text cut so that it takes no more columns, never between a letter and its marks."""
    if _width(text) <= width:
        return text
    kept = text
    while kept and (_width(kept) >= width or unicodedata.combining(text[len(kept)])):
        kept = kept[:-1]
    return kept + "…"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    shown = []
    for cell, width in zip(cells, widths, strict=True):
        safe = _harmless(cell)
        cut = _cut_to(safe, width)
        shown.append(cut + " " * (width - _width(cut)))
    return "  ".join(shown).rstrip()
