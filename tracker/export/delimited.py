"""Delimited: verdicts and figures as CSV that a spreadsheet opens safely.

UTF-8 with a byte order mark, RFC 4180; a text that a spreadsheet would run gets an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from functools import lru_cache

from tracker import report
from tracker.comparing import Placed
from tracker.export.briefing import Briefing
from tracker.export.citations import Citations
from tracker.export.content import literal
from tracker.language import Words
from tracker.model import Breakdown, Goal, Source
from tracker.progress import Assessment, Point
from tracker.promised import remarks
from tracker.wording import Wording

SOURCE = ("publisher", "source_title", "source_published", "source_address")
DOUBT = ("interval_low", "interval_high", "confidence", "quality", "of_value", "of_unit", "note")
"""Columns that say how sure a figure is, what it is a share of, and what is remarked on it."""
TERMS = ("due", "condition", "word", "aim")
"""Columns that say how a goal is meant, which word a number stands for, and what is promised without one."""
VERDICTS = (*report.COLUMNS, *SOURCE)
RECORD = ("id", "title", "publisher", "published", "kind", "reliability", "url")
FIGURES = (
    "id",
    "part",
    "title",
    "period",
    "until",
    "value",
    "unit",
    "qualifier",
    "status",
    "role",
    "as_printed",
    "source",
    "place",
    "published",
    *DOUBT,
    *TERMS,
    *SOURCE,
)
_SOURCE = FIGURES.index("source")
_NO_PAPERS = (None,) * (len(FIGURES) - FIGURES.index("as_printed") - len(SOURCE))


def verdicts(briefing: Briefing) -> bytes:
    """Return one line for every verdict: the unrounded numbers of `status` and who published the latest."""
    named = Citations(briefing)
    lines = [
        [*(row[name] for name in report.COLUMNS), *_papers(row["source"], briefing, named)]
        for row in report.rows(briefing.assessments, briefing.wording)
    ]
    return _written(VERDICTS, lines, comma=briefing.comma)


def sources(found: Iterable[Source], briefing: Briefing) -> bytes:
    """Return one line for every source: who published it, when, what kind it is and where it lies."""
    lines = [
        [
            one.id,
            briefing.words.text(one.title),
            one.publisher,
            one.dated,
            one.kind,
            one.reliability,
            one.url,
        ]
        for one in found
    ]
    return _written(RECORD, lines)


def figures(briefing: Briefing) -> bytes:
    """Return one line for every figure and every goal behind the chosen targets: the data of their charts."""
    return _written(FIGURES, data(briefing), comma=briefing.comma)


def pasted(briefing: Briefing) -> str:
    """Return the table of `figures` as a spreadsheet takes it from the clipboard, without the documents.

    Columns stand apart by tabs, and decimals behind the mark of the language.
    """
    comma, heads = briefing.words.separators[0] == ",", FIGURES[: -len(SOURCE)]
    lines = [heads, *_data(briefing)]
    return "\n".join("\t".join(_bare(value, comma=comma) for value in line) for line in lines)


def _bare(value: object, *, comma: bool) -> str:
    """Return a value as one cell of a pasted table."""
    return "" if value is None else " ".join(str(_safe(value, comma=comma)).split())


def data(briefing: Briefing) -> list[list[object]]:
    """Return the lines of `figures`, those of one series together."""
    named = Citations(briefing)
    return [[*line, *_papers(line[_SOURCE], briefing, named)] for line in _data(briefing)]


def _data(briefing: Briefing) -> Iterable[list[object]]:
    """Yield the lines of `figures` without the documents."""
    for target in briefing.assessments:
        for leaf in _carriers(target):
            part = "" if leaf is target else leaf.id
            head = [target.id, part, briefing.words.text(leaf.title)]
            yield from ([*head, *line] for line in _lines(leaf, briefing.wording))
            for one in briefing.placed:
                yield from ([*head, *line] for line in (_shares(one) if one.key == leaf.key else ()))
        for split in briefing.splits:
            yield from _places(split, target, briefing.words)


def _carriers(target: Assessment) -> tuple[Assessment, ...]:
    """Return what of a target has figures, goals or a place of its own: steps have none."""
    if target.kind == "milestones":
        return (target,)
    return target.parts or (target, *target.members)


def _shares(placed: Placed) -> Iterable[list[object]]:
    """Yield the share of the way made and of the time used, on the day of a verdict."""
    day = placed.on.isoformat()
    for role, value in (("gap_closed", placed.closed), ("time_used", placed.used)):
        if value is not None:
            yield [day, day, report.plain(value), None, None, None, role, *_NO_PAPERS]


def _places(split: Breakdown, target: Assessment, words: Words) -> Iterable[list[object]]:
    """Yield the figure of each place of a breakdown, which is a part by its name."""
    spot = (split.period.text, split.period.last.isoformat())
    for one in split.values:
        head = (target.id, words.text(one.area), words.text(one.area))
        value = (report.plain(one.value), target.unit, None, None, split.dimension, one.as_printed)
        yield [*head, *spot, *value, split.source, *_NO_PAPERS[2:]]


def _lines(leaf: Assessment, wording: Wording) -> Iterable[list[object]]:
    """Yield figures, the baseline, goals and what is promised without a number, from `period` to `aim`."""
    points = [(point, "counted") for point in leaf.series]
    points += [(rival.point, str(rival.role)) for rival in leaf.others]
    points += [(point, "suppressed") for point in leaf.withheld]
    if leaf.stated:
        points.append((leaf.stated, "baseline"))
    for point, role in sorted(points, key=lambda pair: pair[0].period.last):
        said = None if point.suppressed else report.rated(leaf, wording.words, point.value)
        yield [*_figure(point, role, leaf.unit), *_doubt(point, wording.words), None, None, said, None]
    for result in leaf.goals:
        goal = result.goal
        for end, value in (("at_least", goal.low), ("at_most", goal.high)):
            if value is not None:
                bound = (report.plain(value), leaf.unit, end if goal.between else goal.bound)
                said = report.rated(leaf, wording.words, value)
                yield [*_promise(goal, f"goal_{result.role}", wording.words, bound), said, None]
        yield from _path(goal, leaf)
    if leaf.unmeasured:
        line = _promise(leaf.unmeasured, "unmeasured", wording.words, (None, None, None))
        yield [*line, None, wording.goal(leaf.unmeasured, leaf)]


def _path(goal: Goal, leaf: Assessment) -> Iterable[list[object]]:
    """Yield the points of the way to a goal as its publisher sets it, from `period` to `condition`."""
    for one in goal.path.points if goal.path else ():
        cited = (None, goal.path.source, goal.path.at) if goal.path else ()
        spot = (one.period.text, one.period.last.isoformat(), report.plain(one.value), leaf.unit)
        yield [*spot, None, None, "path", *cited, *([None] * (len(DOUBT) + 1 + len(TERMS)))]


def _promise(goal: Goal, role: str, words: Words, bound: tuple[object, ...]) -> list[object]:
    """Return what is known of a goal, from `period` to `condition`; its bound is value, unit and kind."""
    by = (goal.by.text, goal.by.last.isoformat()) if goal.by else ("", "")
    papers = (goal.as_printed, goal.source, goal.at)
    told = ([None] * len(DOUBT), "; ".join(remarks(words, goal)))
    return [*by, *bound, "", role, *papers, *told[0], told[1], goal.due, words.text(goal.conditional)]


def _figure(point: Point, role: str, unit: str | None) -> list[object]:
    seen = point.observation
    return [
        point.period.text,
        point.period.last.isoformat(),
        "" if point.suppressed else report.plain(point.value),
        unit,
        seen.qualifier if seen else None,
        seen.status if seen else None,
        role,
        seen.as_printed if seen else None,
        point.source,
        seen.at if seen else None,
    ]


def _doubt(point: Point, words: Words) -> list[object]:
    """Return when a figure was published, how sure it is, what it is a share of, and the remarks on it."""
    published = point.published.isoformat() if point.published else None
    seen = point.observation
    if seen is None:
        return [published, *([None] * len(DOUBT))]
    low, high = seen.interval or (None, None)
    noted = [words.text(text) for text in (seen.set_aside, seen.break_, seen.note, seen.footnote) if text]
    return [
        published,
        report.plain(low),
        report.plain(high),
        report.plain(seen.confidence),
        seen.quality,
        report.plain(seen.of.value) if seen.of else None,
        seen.of.unit if seen.of else None,
        "; ".join(noted),
    ]


def _papers(source: object, briefing: Briefing, named: Citations) -> list[str]:
    record = named.record(str(source)) if source else None
    if record is None:
        return [""] * len(SOURCE)
    title = briefing.words.text(record.title)
    return [
        named.publisher(record.id, short=False),
        title,
        record.published.last.isoformat(),
        record.url or "",
    ]


def _written(heads: Sequence[str], lines: Iterable[Sequence[object]], *, comma: bool = False) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", delimiter=";" if comma else ",")
    writer.writerow(heads)
    writer.writerows([_safe(value, comma=comma) for value in line] for line in lines)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _safe(value: object, *, comma: bool) -> object:
    """Return a value as it is written: a text that nothing runs, a number with the decimal mark wanted."""
    if comma and isinstance(value, float):
        return repr(float(value)).replace(".", ",")
    return _safe_text(value) if isinstance(value, str) else value


@lru_cache(maxsize=10_000)
def _safe_text(text: str) -> str:
    """Return a text that no spreadsheet runs; names of units, documents and bodies come again and again."""
    return report.defused(literal(text))
