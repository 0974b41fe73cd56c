"""Parts: the tiers of a population and the parts of a whole, in one picture each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from tracker import printed
from tracker.charts.bars import Row, bars
from tracker.charts.canvas import Chart, Setting, Texts, source_line
from tracker.charts.phrases import ValueFormat, subtitle, value_format
from tracker.model import Target, Tiers
from tracker.progress import Assessment
from tracker.scalars import year_point

Reading = Literal["exclusive", "cumulative"]
_FEW = 3


def stated(target: Target | None) -> Reading:
    """Return how tiers are read unless a reader chooses: as their file says, else as separate classes."""
    return "cumulative" if isinstance(target, Tiers) and target.nesting == "cumulative" else "exclusive"


def tiers(assessment: Assessment, setting: Setting, reading: Reading | None = None) -> Chart:
    """Return the tiers as steps, the highest on top.

    Args:
        assessment: of a target of kind `tiers`.
        setting: language, look and portfolio.
        reading: `exclusive` puts the bars end to end, so that they add up to all members, unless the file
            says that they do not; `cumulative` starts every bar at zero, because a tier then contains
            those above it. None is the reading that the file states.
    """
    speeches = [value_format(part, setting, assessment.id) for part in reversed(assessment.parts)]
    whole, words = value_format(assessment, setting), setting.words
    reading = reading or stated(whole.target)
    apart = reading == "exclusive" and not getattr(whole.target, "adds_up", True)
    name = "apart" if apart else reading
    rows = _rows(speeches, end_to_end=name == "exclusive")
    end = max((row.end for row in rows), default=0.0)
    figures = sum(row.reached is not None for row in rows)
    head = words(
        f"chart.headline.tiers.{name}" if figures else f"chart.headline.tiers.{name}.no_figures",
        title=words.text(assessment.title),
        number=words.number(len(rows)),
        total=speeches[0].full(end) if speeches else "",
        figures=words.number(figures),
    )
    small = _reading(whole, reading, name)
    return bars(rows, end, whole, _texts(assessment, rows, (head, small), setting), setting)


def _reading(whole: ValueFormat, reading: Reading, name: str) -> str:
    """Return the sentence that says how the tiers are read, and whether the source settles it."""
    target, words = whole.target, whole.words
    if not isinstance(target, Tiers) or target.nesting == "unspecified":
        return words(f"chart.tiers.{name}.open")
    if target.nesting != reading:
        return words("chart.tiers.other", reading=words(f"reading.{reading}"))
    return words(f"chart.tiers.{name}")


def _rows(speeches: Sequence[ValueFormat], *, end_to_end: bool) -> list[Row]:
    rows: list[Row] = []
    for fmt in speeches:
        part, words = fmt.assessment, fmt.words
        start = rows[-1].start + (rows[-1].promised or 0.0) if rows and end_to_end else 0.0
        wording = fmt.wording
        line = words("chart.part.line", goal=wording.goal(part.goal, part), latest=wording.latest(part))
        number = printed.judged(part, wording.scale(part))
        reached = number.value if number else None
        promised = _size(part)
        tag = fmt.short(promised) if promised is not None else ""
        rows.append(Row(words.text(part.title), line, start, promised, reached, tag))
    return rows


def _size(part: Assessment) -> float | None:
    """Return the length of a promise: the smallest value that keeps it, else the largest."""
    if part.goal is None:
        return None
    low, high = part.goal.low, part.goal.high
    return float(low if low is not None else high or 0.0)


def allocation(assessment: Assessment, setting: Setting) -> Chart:
    """Return the parts of a whole end to end, with what no document assigns as the last row."""
    whole, words = value_format(assessment, setting), setting.words
    speeches = [value_format(part, setting, assessment.id) for part in assessment.parts]
    adds_up = getattr(whole.target, "adds_up", True)
    rows = _rows(speeches, end_to_end=adds_up)
    sizes = [row.promised or 0.0 for row in rows]
    assigned = sum(sizes) if adds_up else max(sizes, default=0.0)
    limit = float(whole.measure.bounds[1]) if whole.measure and whole.measure.bounds else assigned
    if adds_up and speeches and assigned < limit and all(row.promised is not None for row in rows):
        rest = limit - assigned
        line = words("chart.rest.line", value=speeches[0].full(rest))
        rows.append(Row(words("chart.rest"), line, assigned, None, None, loose=rest))
    named = [_named(fmt) for fmt in speeches]
    values = {
        "title": words.text(assessment.title),
        "number": words.number(len(speeches)),
        "parts": "; ".join(named),
    }
    head = words(
        "chart.headline.allocation" if len(named) <= _FEW else "chart.headline.allocation.many", **values
    )
    end = max([limit, *(row.end for row in rows)])
    return bars(rows, end, whole, _texts(assessment, rows, (head, subtitle(whole)), setting), setting)


def _named(fmt: ValueFormat) -> str:
    """Return a part with what is promised to it."""
    part, words = fmt.assessment, fmt.words
    bound = fmt.wording.bound(part.goal, part) if part.goal else fmt.wording.goal(None, part)
    return words("chart.part", part=words.text(part.title), goal=bound)


def _texts(assessment: Assessment, rows: Sequence[Row], head: tuple[str, str], setting: Setting) -> Texts:
    """Return the words around a picture of parts; every row is a sentence of the alternative."""
    words = setting.words
    leaves = assessment.parts or (assessment,)
    points = [part.latest for part in leaves if part.latest]
    goals = [part.goal.source for part in leaves if part.goal]
    source = source_line(setting, assessment.on, [*(point.source for point in points), *goals])
    said = [words("chart.alt.bars", headline=head[0], subtitle=head[1])]
    said += [words("chart.alt.row", title=row.title, line=row.line) for row in rows]
    return Texts(*head, source, " ".join([*said, source]))


def pace(assessment: Assessment, setting: Setting) -> Chart:
    """Return the pace required from now on and the pace managed, of every part or of an indicator itself.

    Where no figure of a count is published, the bar shows the most that can be required: the whole
    promise spread over the time left, as if none had been reached yet; the words say so.
    """
    words = setting.words
    leaves = list(reversed(assessment.parts)) if assessment.parts else [assessment]
    speeches = [value_format(leaf, setting, assessment.id) for leaf in leaves]
    rows = [_pace_row(fmt) for fmt in speeches]
    figures = any(row.reached is not None for row in rows)
    suffix = "" if figures else ".no_figures"
    enough = sum(row.reached is not None and row.reached >= (row.promised or 0.0) for row in rows)
    counts = {"enough": words.number(enough), "number": words.number(len(rows))}
    head = words(f"chart.headline.pace{suffix}", title=words.text(assessment.title), **counts)
    end = max((row.end for row in rows), default=0.0) * (1.25 if setting.look.narrow else 1.12)
    unit = words.text(speeches[0].unit.title) if speeches[0].unit else ""
    small = words(f"chart.subtitle.pace{suffix}", unit=unit)
    return bars(rows, end, speeches[0], _texts(assessment, rows, (head, small), setting), setting)


def _pace_row(fmt: ValueFormat) -> Row:
    part, words, wording = fmt.assessment, fmt.words, fmt.wording
    needed, managed = part.pace_required_now, part.pace_recent
    title = words.text(part.title)
    if needed is not None and needed > 0:
        if managed is None:
            vague = printed.vagueness_of("pace_required_now", part)
            line = words("chart.pace.needed", needed=wording.needed(needed, part, vague))
        else:
            wanted, had = wording.paces(needed, managed, part)
            line = words("chart.pace.both", needed=wanted, managed=had)
        return Row(title, line, 0.0, needed, max(managed, 0.0) if managed is not None else None)
    most = _most(fmt)
    if most is not None:
        shown = wording.needed(most, part)
        return Row(title, words("chart.pace.most", needed=shown), 0.0, None, None, loose=most)
    return Row(title, wording.no_pace(part), 0.0, None, None)


def _most(fmt: ValueFormat) -> float | None:
    """Return promise over time left when no figure is known; only for counts, which start at zero."""
    part = fmt.assessment
    goal = part.goal
    if part.latest or goal is None or goal.at_least is None or goal.by is None:
        return None
    left = goal.by.year - year_point(part.on)
    counted = not fmt.in_percent and not fmt.is_rank
    return goal.at_least / left if counted and left > 0 and goal.at_least > 0 else None
