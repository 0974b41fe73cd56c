"""Shape: where the table lies in a sheet, and what its columns are.

Names of columns that offices use decide first, then what stands in the cells. Where both leave two
answers, nothing is guessed: the question comes with the line of the mapping that answers it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Fields
from dataclasses import dataclass, field

from tracker.importing import flagged, heads_above, months, numbers, periods, within_years
from tracker.importing.collisions import is_line, is_row_number, names_of, only
from tracker.importing.columns import (
    are_areas,
    are_figures,
    are_natures,
    are_parts,
    in_words,
    is_scale,
    plays,
    spelled_out,
)
from tracker.importing.content import Notice, StopError
from tracker.importing.flags import DESTATIS, NATURES, STATISTICS_CANADA
from tracker.importing.grid import Grid, letters
from tracker.importing.heads import (
    are_groups,
    cell_of,
    end_of,
    filled_in,
    first_text,
    is_head,
    is_lone,
    is_number,
    observed,
    parts_below,
    parts_of,
    period_cells,
    repeated,
)
from tracker.importing.keys import (
    column_of,
    counted,
    expect_labels,
    left_out,
    named_by,
    telling,
    values_beside,
)
from tracker.importing.mapping import Mapping

_EXTRACTED = "Data extracted on"  # when somebody asked for a table is not what it is about
# What is called so and holds years only says when something began or was counted.
_DATED = re.compile(
    r"(?:^|[\W_])(?:years?|dates?|jahr|datum|år|dato|năm|année|año)(?:$|[\W_])", re.IGNORECASE
)
_SAMPLE = 300
_HEADS = 40  # rows in which a head is looked for


@dataclass(frozen=True, slots=True)
class Shape:
    """What was recognised of a table.

    Attributes:
        head: the row of the names; `above` is a row of group names over them, or -1.
        first, last: the rows with figures.
        title: what stands above the table.
        period: column of the period; -1 in a wide table.
        values: columns with figures; in a wide table one a period.
        labels: the other columns that tell one series from another.
        wide: whether the values stand below periods.
        within: whether they stand below quarters or months of the years of the period column.
        scale: the column that says in which multiple figures are counted, or -1.
        parts: of heads such as `Andel 2020`, the period and what is counted, by column.
        flags: every column that speaks of the quality of figures.
        is_grouped: whether what stands in `parts` beside the period is a group and no quantity.
        estimates: the column with the last year that is no estimate, or -1.
        picked: the columns of which a person takes one member, with that member.
        areas: whether the columns with figures are areas, so that they are series of one target.
        months: the column of the months or quarters of the years, or -1.
    """

    head: int
    first: int
    last: int
    names: tuple[str, ...]
    title: str
    period: int
    values: tuple[int, ...]
    labels: tuple[int, ...]
    unit: int
    flag: int
    subject: int
    wide: bool
    above: int = -1
    told: tuple[Notice, ...] = ()
    within: bool = False
    scale: int = -1
    parts: Fields[int, tuple[str, str]] = field(default_factory=dict)
    areas: bool = False
    flags: tuple[int, ...] = ()
    estimates: int = -1
    is_grouped: bool = False
    picked: Fields[int, str] = field(default_factory=dict)
    months: int = -1

    def letters(self, column: int) -> Fields[str, str]:
        """What the flags of a column mean where the office that writes such heads has letters of its own."""
        if {"DGUID", "COORDINATE"} <= set(self.names):
            return STATISTICS_CANADA
        own = DESTATIS if {"Zeit_Code", "time_code"} & set(self.names) else {}
        return NATURES if are_natures(self.names[column], ()) else own


def recognised(grid: Grid, mapping: Mapping) -> Shape | None:
    """Return the shape of the table in a sheet; None where the sheet holds no figures.

    Raises:
        StopError: it can be meant in two ways, or the mapping names what is not there.
    """
    start, end = _given_rows(mapping, grid)
    head = next((row for row in range(start, min(end, start + _HEADS)) if is_head(grid, row, end)), -1)
    if head < 0:
        return None
    last, rest = end_of(grid, head, end)
    if not mapping.rows:
        again = next((row for row in range(rest, end) if is_head(grid, row, end)), -1)
        if again >= 0:
            raise StopError(
                "import.two_tables",
                place=", ".join(filter(None, (grid.file, grid.sheet))),
                first=f"{head + 1}-{last + 1}",
                second=f"{again + 1}-{end_of(grid, again, end)[0] + 1}",
            )
    wide = period_cells(grid, head)
    named = len(wide) > 1 or bool(mapping.values)
    grouped = {} if named else parts_below(grid, head, end)
    parts = grouped or ({} if named else parts_of(grid, head, end))
    wide = list(parts) if parts else wide
    is_wide = (len(wide) >= 2 or parts or is_lone(grid, head, end)) and not mapping.period
    names = tuple(" ".join(text.split()) for text in grid.rows[head])
    names = names if is_wide else names_of(grid.rows, head, start)
    names = spelled_out(
        heads_above.filled(grid.rows[: last + 1], head, names), grid.rows[head + 1 : last + 1]
    )
    above = (only(grid.rows[row]) for row in range(start, head))
    title = next((t for t in above if t and t not in names and not t.startswith(_EXTRACTED)), "")
    notes = [text for row in range(last + 1, end) if (text := first_text(grid.rows[row]))]
    told = [Notice("import.notes_below", {"first": notes[0], "count": str(len(notes))})] if notes else []
    if is_wide:
        groups = bool(grouped) and are_groups(parts)
        return _wide(grid, mapping, head, last, names, title, wide, tuple(told), parts, groups)
    return _long(grid, mapping, head, last, names, title, tuple(told))


def _given_rows(mapping: Mapping, grid: Grid) -> tuple[int, int]:
    given = re.fullmatch(r"([0-9]{1,9})\s*-\s*([0-9]{1,9})", mapping.rows)
    if mapping.rows and not given:
        raise StopError("import.map_field", file="rows", field=mapping.rows, choices="3-20")
    return (int(given[1]) - 1, min(int(given[2]), len(grid.rows))) if given else (0, len(grid.rows))


def _by_role(role: str, names: Sequence[str], columns: Sequence[int], given: str, file: str) -> int:
    """Return the column of a role, from the mapping or by its name; -1 for none."""
    if given:
        return column_of(names, given, file)
    found = [column for column in columns if plays(role, names[column])]
    return found[0] if found else -1


def _sample(grid: Grid, first: int, last: int, column: int) -> list[str]:
    step = max(1, (last - first) // _SAMPLE)
    rows = (row for number in range(first, last + 1, step) if not is_line(row := grid.rows[number]))
    return [row[column].strip() for row in rows if column < len(row)]


def _share(texts: Sequence[str], holds: Callable[[str], bool]) -> float:
    filled = [text for text in texts if text and not numbers.is_missing(text)]
    return sum(map(holds, filled)) / len(filled) if filled else 0.0


def _counts(texts: Sequence[str]) -> bool:
    """Tell whether a column holds differing numbers, which no units are."""
    return len(set(filter(None, texts))) > 1 and _share(texts, is_number) > 0.5


def _wide(
    grid: Grid,
    mapping: Mapping,
    head: int,
    last: int,
    names: tuple[str, ...],
    title: str,
    wide: list[int],
    told: tuple[Notice, ...],
    parts: Fields[int, tuple[str, str]],
    is_grouped: bool,
) -> Shape:
    others = [column for column in range(len(names)) if column not in wide and names[column]]
    others += [c for c in range(wide[0]) if c not in others and filled_in(_sample(grid, head + 1, last, c))]
    named = named_by(mapping, names, grid.file)
    expect_labels(named, wide, names, grid.file)
    samples = {c: _sample(grid, head + 1, last, c) for c in others}
    scale = next((c for c in others if c not in named and is_scale(names[c], samples[c])), -1)
    free = [c for c in others if c not in named and c < wide[0]]
    parted = months.beside(names, free, samples)
    others = [c for c in others if c != parted]
    worded = in_words(others, samples)
    said = [c for c in worded if named.get(c) != "" and not _counts(samples[c])]
    unit = _by_role("unit", names, said, mapping.unit_column, grid.file)
    subject = _by_role("names", names, worded, mapping.names, grid.file)
    skipped = {column_of(names, name, grid.file) for name in mapping.skip}
    left = [
        c
        for c in sorted(others)
        if c in named or (c not in {unit, scale, *skipped} and not plays("estimates", names[c]))
    ]
    key = [c for c in (unit, scale, parted) if c >= 0]
    labels = telling(names, grid.rows[head + 1 : last + 1], left, key, wide, named)
    told += left_out(grid, names, [c for c in left if c not in labels], (head + 1, last))
    above = head - 1 if head and len({c for c in wide if cell_of(grid, head - 1, c)}) == len(wide) > 0 else -1
    if above >= 0 and only([grid.rows[above][c] for c in wide]):
        above = -1
    if above >= 0 and all(cell_of(grid, above, c) == period for c, (period, _) in parts.items()) and parts:
        above = -1  # the years themselves
    if not parts:
        again = repeated(grid, head, above, wide)
        wide = [c for c in wide if c not in again]
        told += tuple(Notice("import.column_again", one) for one in again.values())
    if subject < 0 and labels and mapping.dimensions == ():
        # Of one column of words beside the years each row is a quantity of its own, but no country is one,
        # nor what makes up a total, nor what stands beside heads that say what is counted.
        told_above = any(what for _, what in parts.values()) and not is_grouped
        subject = labels[-1] if len(labels) == 1 and not told_above else -1
        members = _sample(grid, head + 1, last, subject) if subject >= 0 else []
        one_unit = unit < 0 or len(set(filter(None, samples[unit]))) < 2
        if subject >= 0 and (
            plays("area", names[subject])
            or (one_unit and are_areas(members))
            or _share(members, is_number) == 1
            or (one_unit and are_parts(members))
        ):
            told += (Notice("import.areas_below", {"column": names[subject] or letters(subject)}),)
            subject = -1
    return Shape(
        head,
        head + 1,
        last,
        names,
        title,
        -1,
        tuple(wide),
        tuple(labels),
        unit,
        -1,
        subject,
        True,
        above,
        told,
        scale=scale,
        parts=parts,
        is_grouped=is_grouped,
        estimates=_by_role("estimates", names, others, "", grid.file),
        picked={c: member for c, member in named.items() if member},
        months=parted,
    )


def _long(
    grid: Grid,
    mapping: Mapping,
    head: int,
    last: int,
    names: tuple[str, ...],
    title: str,
    told: tuple[Notice, ...],
) -> Shape:
    columns = [c for c in range(len(names)) if names[c] or any(_sample(grid, head + 1, last, c))]
    samples = {c: _sample(grid, head + 1, last, c) for c in columns}
    every = columns
    columns = [c for c in columns if any(samples[c])]
    named = named_by(mapping, names, grid.file)
    period = _by_role("period", names, columns, mapping.period, grid.file)
    if period < 0:
        period = _only_one(
            [c for c in columns if c not in named and _share(samples[c], periods.looks_like_one) > 0.9],
            names,
            "period",
            grid.file,
        )
    free = [c for c in columns if c not in named and c != period]
    parted = -1 if mapping.period else months.beside(names, free, samples, samples[period])
    rest = [c for c in columns if c not in (period, parted)]
    twin = next((c for c in rest if names[c] and names[c] == names[period]), -1)
    if twin >= 0 and not mapping.values and _share(samples[twin], periods.looks_like_one) > 0.9:
        raise StopError("import.beside", file=grid.file, one=letters(period), two=letters(twin))
    said = [c for c in in_words(rest, samples) if named.get(c) != "" and not _counts(samples[c])]
    unit = _by_role("unit", names, said, mapping.unit_column, grid.file)
    scale = next((c for c in rest if c not in named and is_scale(names[c], samples[c])), -1)
    key = [period, *(c for c in (unit, scale, parted) if c >= 0)]
    rows = grid.rows[head + 1 : last + 1]
    given = {column_of(names, name, grid.file) for name in mapping.values} | {*named, period, parted}
    open_ = {c: samples[c] for c in every if c not in given}
    marked = flagged.found(names, rows, open_, [*key, *named], mapping, grid.file)
    told += marked.told
    flags = marked.columns
    skipped = {column_of(names, name, grid.file) for name in mapping.skip}
    left = [c for c in rest if c in named or c not in {unit, scale, *flags, *marked.left, *skipped}]
    counting = {
        c
        for c in left
        if c not in named
        and is_row_number(names[c], [cell_of(grid, row, c) for row in range(head + 1, last + 1)])
    }
    told += tuple(Notice("import.row_numbers", {"column": letters(c)}) for c in sorted(counting))
    left = [c for c in left if c not in counting]
    values = _values(
        grid, mapping, names, [c for c in left if c not in named and not plays("skip", names[c])], samples
    )
    values = values if mapping.values else observed(names, values)
    in_years = within_years.parts(names, values, samples[period])
    left, totals = within_years.without_totals(names, left, values, in_years)
    within, values, told = bool(in_years), in_years or values, told + totals
    if len(values) > 1 and not (mapping.values or within):
        words = [c for c in left if c not in values and not are_figures(names[c], samples[c])]
        values = counted(names, rows, values, [*key, *words], period)
    expect_labels(named, (period, *values), names, grid.file)
    # A second column of values, such as `73.7 [72.7-74.8]` beside 73.7, tells no series apart.
    beside = [c for c in left if c not in values and (c in named or not plays("value", names[c]))]
    rest = telling(names, rows, beside, key, values, named, period)
    unread = [c for c in beside if c not in rest and not plays("period", names[c])]
    told += left_out(grid, names, unread, (head + 1, last))
    told += flagged.notes_told(names, unread, rows)
    told += values_beside(grid, names, values, [c for c in left if c not in named], (head + 1, last))
    subject = _by_role("names", names, in_words(rest, samples), mapping.names, grid.file)
    if mapping.dimensions:
        rest = [c for c in rest if c in named or c == subject]
    areas = len(values) > 1 and not (mapping.values or within) and are_areas(names[c] for c in values)
    if areas:
        told += (Notice("import.areas_beside", {"columns": ", ".join(names[c] for c in values)}),)
    return Shape(
        head,
        head + 1,
        last,
        names,
        title,
        period,
        values,
        tuple(rest),
        unit,
        flags[0] if flags else -1,
        subject,
        False,
        -1,
        told,
        within,
        scale,
        areas=areas,
        flags=flags,
        picked={c: member for c, member in named.items() if member},
        months=parted,
    )


def _values(
    grid: Grid, mapping: Mapping, names: Sequence[str], rest: Sequence[int], samples: dict[int, list[str]]
) -> tuple[int, ...]:
    """Return the columns with figures: the one that is called so, or every one that holds numbers."""
    if mapping.values:
        return tuple(column_of(names, name, grid.file) for name in mapping.values)
    named = [c for c in rest if plays("value", names[c])]
    if named:  # of several the one that holds plain numbers
        return (max(named, key=lambda c: _share(samples[c], is_number) > 0.5),)
    numbered = [c for c in rest if are_figures(names[c], samples[c])]
    years = {
        c for c in numbered if _DATED.search(names[c]) and _share(samples[c], periods.looks_like_one) == 1
    }
    found = tuple(c for c in numbered if c not in years or len(years) == len(numbered))
    dated = sorted(place for place in grid.made_up if place[1] in rest)
    if not found and dated:
        raise StopError("import.made_up_date", place=grid.place(*dated[0]))
    if not found:
        raise StopError("import.no_figures", file=grid.file, columns=", ".join(filter(None, names)))
    return found


def _only_one(found: Sequence[int], names: Sequence[str], role: str, file: str) -> int:
    if len(found) == 1:
        return found[0]
    if not found:
        raise StopError("import.no_period", file=file, columns=", ".join(filter(None, names)))
    choices = ", ".join(names[column] for column in found)
    raise StopError("import.which_column", file=file, role=role, choices=choices, answer=names[found[0]])
