"""Plotted: the data of a workbook as one flat sheet, what its columns mean, and native charts over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker import style
from tracker.export.archive import moment
from tracker.export.briefing import Briefing
from tracker.export.content import literal
from tracker.export.delimited import FIGURES, data
from tracker.style import LIGHT

if TYPE_CHECKING:
    from xlsxwriter.chart_scatter import ChartScatter
    from xlsxwriter.workbook import Workbook

_ID, _PART, _TITLE, _ROLE = (FIGURES.index(name) for name in ("id", "part", "title", "role"))
_UNTIL, _VALUE = FIGURES.index("until"), FIGURES.index("value")
_LOW, _HIGH = FIGURES.index("interval_low"), FIGURES.index("interval_high")
_WORD = FIGURES.index("word")
_SIZE = {"width": 720, "height": 380}
ROWS = 20
"""The rows of a sheet, each at least 20 pixels high, that a chart covers, with one below it."""
Runs = Mapping[str, list[tuple[str, str, int, int]]]
"""Of each target its series: the title, counted or goal, and the first and last row of it."""


def lines(briefing: Briefing) -> list[list[object]]:
    """Return the figures and goals of a briefing; of each series what counts stands together."""
    found = data(briefing)
    places = {(line[_ID], line[_PART]): at for at, line in reversed(list(enumerate(found)))}
    return sorted(found, key=lambda line: (places[line[_ID], line[_PART]], _kind(str(line[_ROLE]))))


def _kind(role: str) -> str:
    return "counted" if role == "counted" else "goal" if role.startswith("goal_") else "other"


def runs(found: list[list[object]]) -> Runs:
    """Return where in the flat sheet each series lies whose days are known."""
    made: dict[str, list[tuple[str, str, int, int]]] = {}
    last: tuple[object, ...] = ()
    for row, line in enumerate(found, 1):
        kind = _kind(str(line[_ROLE]))
        this = (line[_ID], line[_PART], kind)
        if kind == "other" or not line[_UNTIL]:
            last = ()
            continue
        own = made.setdefault(str(line[_ID]), [])
        if this == last:
            own[-1] = (*own[-1][:3], row)
        else:
            own.append((str(line[_TITLE]), kind, row, row))
        last = this
    return made


def sheet(made: Workbook, name: str, found: list[list[object]], base: dict[str, Any]) -> None:
    """Add the flat sheet: one line a figure or goal, numbers and days typed, heads that filter."""
    flat = made.add_worksheet(name)
    flat.set_paper(9)
    flat.set_landscape()
    head, plain = made.add_format(base | {"bold": True, "bottom": 1}), made.add_format(base)
    day = made.add_format(base | {"num_format": "yyyy-mm-dd", "align": "left"})
    for column, title in enumerate(FIGURES):
        flat.write_string(0, column, title, head)
        flat.set_column(column, column, 14)
    for row, line in enumerate(found, 1):
        for column, value in enumerate(line):
            if column == _UNTIL and value:
                flat.write_datetime(row, column, moment(date.fromisoformat(str(value))), day)
            elif isinstance(value, (int, float)):
                flat.write_number(row, column, value, plain)
            elif value:
                flat.write_string(row, column, literal(str(value)), plain)
    flat.freeze_panes(1, 0)
    flat.autofilter(0, 0, max(1, len(found)), len(FIGURES) - 1)


def _strokes(lines: list[list[object]]) -> dict[str, Any]:
    """Return the intervals of figures as strokes through their marks, where any has one."""
    lengths = {
        side: [abs(_number(line[at], line[_VALUE]) - _number(line[_VALUE])) for line in lines]
        for side, at in (("plus_values", _HIGH), ("minus_values", _LOW))
    }
    if not any(map(any, lengths.values())):
        return {}
    return {"y_error_bars": {"type": "custom", "end_style": 0, **lengths}}


def _number(*given: object) -> float:
    """Return the first of some cells that is a number."""
    return next((float(one) for one in given if isinstance(one, (int, float))), 0.0)


def _labels(lines: list[list[object]]) -> dict[str, Any]:
    """Return what stands beside the marks of a series: numbers, or the words that those of a rating are."""
    shown: dict[str, Any] = {"value": True, "font": {"size": 9}}
    if not any(line[_WORD] for line in lines):
        return shown
    # behind a space no word is a formula
    return shown | {
        "position": "above",
        "custom": [{"value": f" {literal(str(line[_WORD]))}"} for line in lines],
    }


def chart(
    made: Workbook,
    series: list[tuple[str, str, int, int]],
    flat: tuple[str, list[list[object]]],
    scale: Sequence[str] = (),
) -> ChartScatter:
    """Return the chart of a target: each series as a line through its figures, its goals as diamonds.

    The names in it are cells of the flat sheet, given with its name and lines, so that nothing an author
    wrote is a formula. Above stands which words of a `scale` the numbers of a rating are.
    """
    name, found = flat
    drawn: ChartScatter = made.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    for _, kind, first, last in series:
        ink = LIGHT.observed if kind == "counted" else LIGHT.required
        plain = len([one for one in series if one[1] == kind]) == 1
        look: dict[str, Any] = {"marker": {"type": "circle" if kind == "counted" else "diamond", "size": 7}}
        look["line"] = {"none": True} if kind == "goal" else {"width": 1.75}
        if plain:
            paint = {"color": ink}
            look["marker"] |= {"fill": paint, "border": paint}
            look["line"] |= paint if kind == "counted" else {}
        drawn.add_series(
            {
                "name": [name, first, _TITLE],
                "categories": [name, first, _UNTIL, last, _UNTIL],
                "values": [name, first, _VALUE, last, _VALUE],
                "data_labels": _labels(found[first - 1 : last]),
            }
            | look
            | _strokes(found[first - 1 : last])
        )
    font = {"size": 10, "name": style.FONT.split(",")[0].strip("\"'")}
    drawn.set_x_axis({"num_format": "yyyy", "num_font": font, "major_gridlines": {"visible": False}})
    grid = {"num_font": font, "major_gridlines": {"visible": True, "line": {"color": LIGHT.grid}}}
    ends = {"min": 0, "max": len(scale), "major_unit": 1, "num_format": '[=0]"";0'} if scale else {}
    drawn.set_y_axis(grid | ends)
    key = ", ".join(f"{place} = {literal(word)}" for place, word in enumerate(scale, 1))
    drawn.set_title({"name": key, "name_font": font | {"bold": False}} if scale else {"none": True})
    drawn.set_legend({"position": "bottom"} if len(series) > 2 else {"none": True})
    drawn.set_size(_SIZE)
    return drawn
