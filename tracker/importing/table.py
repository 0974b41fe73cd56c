"""Table: from a recognised sheet to figures, one target for each quantity."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Mapping as Fields
from dataclasses import dataclass, replace

from tracker.importing import collisions, doubtful, editions, flags, money, months, numbers, periods, unmarked
from tracker.importing.columns import is_lettered, is_named_total, is_total, plays, scaled
from tracker.importing.content import Content, Document, Figure, Notice, StopError, Strand, Subject
from tracker.importing.folder import spelling
from tracker.importing.grid import Grid
from tracker.importing.identifiers import ident
from tracker.importing.mapping import Mapping
from tracker.importing.periods import Habits, Open
from tracker.importing.shape import Shape
from tracker.importing.tally import Tally

_QUESTIONS = (("order", "import.which_order"), ("split", "import.which_start"), ("pair", "import.which_pair"))
_Of = tuple[tuple[str, str], ...]
_Found = dict[tuple[str, str], dict[_Of, list[Figure]]]


def content(grid: Grid, shape: Shape, mapping: Mapping, document: Document) -> Content:
    """Return the figures of a table, each with its place.

    Raises:
        StopError: a figure or a period can be meant in two ways.
    """
    width = max(*shape.values, shape.period) + 1
    broken = grid.broken_off(_rows(grid, shape), width)
    grid = doubtful.without_shifted(grid, _rows(grid, shape), shape.labels, width)
    words = {*shape.labels, shape.subject} - {*shape.picked}
    grid = unmarked.members(grid, _rows(grid, shape), words, {shape.period, shape.months, *shape.picked})
    texts = (_at(grid, c.row, c.column) for c in _cells(grid, shape) if (c.row, c.column) not in grid.native)
    mark = mapping.mark or doubtful.mark_of(grid.file, texts)
    doubtful.expect_stated(grid, ((c.row, c.column) for c in _cells(grid, shape)), mapping.brackets)
    found, tally = _Found(), Tally(grid.file)
    habits = _habits(grid, shape, mapping)
    columns = dimensions(grid, shape, mapping)
    doubtful.expect_words(grid, {shape.above, *range(shape.head, shape.first)}, {*columns, *shape.values})
    rows = range(shape.first, shape.last + 1)
    doubtful.expect_words(grid, rows, {*columns, shape.subject})
    about, wholes = dict[tuple[str, str], _Of](), dict[tuple[str, str], tuple[str, ...]]()
    picked = {_called(shape, c) for c in shape.picked}
    over = _sections(grid, shape)
    lettered, spelled = _lettered(grid, shape, columns), dict[str, str]()
    for one in _cells(grid, shape):
        if any(want.casefold() != _at(grid, one.row, c).casefold() for c, want in shape.picked.items()):
            continue
        members = {_called(shape, c): _at(grid, one.row, c) for c in columns}
        if one.group or over.get(one.row):
            members[" "] = one.group or over[one.row]
        if shape.areas:
            members["area"] = shape.names[one.column]
        figure = _figure(grid, shape, one, mark, habits, tally)
        if figure is not None:
            figure = doubtful.unbracketed(figure, mapping.brackets)
            unit = _unit(grid, shape, mapping, one.row)
            key = (_subject(grid, shape, one), spelled.setdefault(spelling(unit), unit))
            if key not in about:
                about[key] = _about(grid, shape, columns, one.row)
            of = tuple(
                (n.strip() or "group", m)
                for n, m in members.items()
                if n not in picked and (not is_total(m) or (m in ("T", "t") and n in lettered))
            )
            found.setdefault(key, {}).setdefault(of, []).append(figure)
            if not of:
                named = (f"{n}: {m}" for n, m in members.items() if n not in picked and is_named_total(m))
                wholes.setdefault(key, tuple(named))
    if "other_mark" in tally.examples and not mapping.mark:
        texts = (_at(grid, cell.row, cell.column) for cell in _cells(grid, shape))
        doubtful.ask_mark(grid.file, texts, mark, tally.examples["other_mark"][0])
    left = [] if mapping.unit else money.part(found, about, grid.sheet or grid.file)
    left += doubtful.dates(grid, rows, {*columns, shape.subject}, shape.names)
    left += _unclear(found, grid.sheet or grid.file)
    subjects = tuple(
        replace(
            _made(key, _bare(strands), shape, mapping, document, len(found)),
            definition="; ".join(
                (*map(": ".join, about[key]), *wholes.get(key, ()), *map(": ".join, _shared(strands)))
            ),
            shared=(*about[key], *_alike(strands)),
        )
        for key, strands in found.items()
    )
    left += [
        one
        for subject in subjects
        for one in doubtful.shares([figure for of in subject.strands for figure in of.figures], subject.id)
    ]
    left += [
        Notice("import.whole", {"id": one.id, "of": "; ".join(whole)})
        for key, one in zip(found, subjects, strict=True)
        if (whole := wholes.get(key))
    ]
    return Content(subjects, (*grid.told, *shape.told, *left, *tally.notices(), *broken))


def _shared(strands: Iterable[_Of]) -> tuple[tuple[str, str], ...]:
    """Return the members that all of several series of a quantity have, which tell none of them apart."""
    every = [set(of) for of in strands]
    first = next(iter(strands), ())
    return tuple(one for one in first if len(every) > 1 and all(one in of for of in every))


def _alike(strands: Collection[_Of]) -> _Of:
    """Return the members that all series have, those of a single one too."""
    return _shared(strands) if len(strands) > 1 else next(iter(strands), ())


def _bare(strands: Fields[_Of, list[Figure]]) -> dict[_Of, list[Figure]]:
    """Return the series without the members that all of them have."""
    shared = _shared(strands)
    return {tuple(one for one in of if one not in shared): figures for of, figures in strands.items()}


def _unclear(found: _Found, place: str) -> list[Notice]:
    """Take quantities away whose figures fall on each other, which keeps nobody from the others; tell it.

    Raises:
        StopError: it is the only one.
    """
    left = [*collisions.clear_away(found, place, few=True)]
    for key, strands in list(found.items()):
        try:
            for figures in strands.values():
                collisions.expect_none(figures, place)
        except StopError as stopped:
            if len(found) == 1:
                raise
            del found[key]
            left += (Notice("import.left.target", {"id": ident(key[0] or key[1])}), stopped.notice)
    return left


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    column: int
    period: str
    group: str = ""
    what: str = ""


def _sections(grid: Grid, shape: Shape) -> dict[int, str]:
    """Return the line over each row, where rows would say the same without it; else nothing."""
    rows = [row for row in range(shape.first, shape.last + 1) if not collisions.is_line(grid.rows[row])]
    columns = [*shape.labels, *(c for c in (shape.period, shape.months) if c >= 0)]
    said = [tuple(_at(grid, row, column) for column in columns) for row in rows]
    if len(set(said)) == len(said):
        return {}
    over = collisions.sections(grid.rows, shape.first, shape.last)
    return over if any(over.values()) else {}


def _at(grid: Grid, row: int, column: int) -> str:
    cells = grid.rows[row]
    return cells[column].strip() if 0 <= column < len(cells) else ""


def _rows(grid: Grid, shape: Shape) -> list[int]:
    """Return the rows of a table with more than a remark in them."""
    rows = range(shape.first, shape.last + 1)
    held = (row for row in rows if sum(1 for cell in grid.rows[row] if cell.strip()) > 1)
    return [row for row in held if not collisions.is_line(grid.rows[row])]


def _cells(grid: Grid, shape: Shape) -> Iterator[_Cell]:
    """Yield every cell that may hold a figure, with its period and the group above it."""
    for row in _rows(grid, shape):
        for column in shape.values:
            if shape.wide:
                group = _at(grid, shape.above, column) if shape.above >= 0 else ""
                period, what = shape.parts.get(column, (_at(grid, shape.head, column), ""))
                period = _dated(grid, shape, row, period)
                yield (
                    _Cell(row, column, period, what, "")
                    if shape.is_grouped
                    else _Cell(row, column, period, group, what)
                )
            else:
                period = _dated(grid, shape, row, _at(grid, row, shape.period))
                name = shape.names[column] if shape.within else ""
                yield _Cell(row, column, months.of_year(period, "", name) or period)


def _dated(grid: Grid, shape: Shape, row: int, year: str) -> str:
    """Return the period of a row: its year, with its month or quarter where these have a column."""
    if shape.months < 0:
        return year
    name, text = shape.names[shape.months], _at(grid, row, shape.months)
    return months.of_year(year, name, text) or f"{year} {text}"


def _habits(grid: Grid, shape: Shape, mapping: Mapping) -> Habits:
    """Return how the periods of a table are read.

    Raises:
        StopError: days come as 3/4/2025, years as 2015/16 or 2009-10, and nothing says how they are meant.
    """
    if shape.wide:
        heads = [shape.parts.get(c, (_at(grid, shape.head, c), ""))[0] for c in shape.values]
        texts = [] if shape.months >= 0 else heads
    else:
        rows = range(shape.first, shape.last + 1)
        texts = [_dated(grid, shape, row, _at(grid, row, shape.period)) for row in rows]
        made_up = next((row for row in rows if (row, shape.period) in grid.made_up), -1)
        if made_up >= 0:
            raise StopError("import.made_up_date", place=grid.place(made_up, shape.period))
    distinct = list(dict.fromkeys(texts))
    quarters = not shape.wide and months.are_quarters(shape.names[shape.period], distinct)
    first = mapping.day_order
    if not first:
        orders = periods.day_orders(distinct)
        first = orders.pop() if len(orders) == 1 else ""
    spans = periods.are_spans(distinct)
    name = "" if shape.wide else shape.names[shape.period]
    across, pairs = mapping.pairs(months.are_pairs(name, distinct))
    plain = Habits(first, mapping.year_starts, across, pairs, spans=spans)
    opened = [(text, periods.read(text, plain)) for text in distinct]
    for why, reason in _QUESTIONS:
        example = next((text for text, got in opened if isinstance(got, Open) and got.why == why), "")
        if example:
            raise StopError(reason, file=grid.file, example=example)
    statline = any(text.endswith("JJ00") for text in distinct)
    days = periods.are_days(distinct)
    firsts = months.are_firsts(name, distinct, plain)
    return replace(plain, days=days, statline=statline, quarters=quarters, firsts=firsts)


def dimensions(grid: Grid, shape: Shape, mapping: Mapping) -> list[int]:
    """Return the columns of words that tell the series of a quantity apart: with more than one word."""
    rows = [row for row in range(shape.first, shape.last + 1) if not collisions.is_line(grid.rows[row])]
    chosen = []
    for column in shape.labels:
        if column == shape.subject:
            continue
        pairs = {(_at(grid, row, shape.subject), _at(grid, row, column)) for row in rows}
        asked = column in shape.picked or shape.names[column] in mapping.dimensions
        if asked or len(pairs) > len({of for of, _ in pairs}):
            chosen.append(column)
    return chosen


def _lettered(grid: Grid, shape: Shape, columns: Sequence[int]) -> set[str]:
    """Return the names of columns whose members are single letters, of which T is no total."""
    rows = range(shape.first, shape.last + 1)
    return {_called(shape, c) for c in columns if is_lettered(_at(grid, row, c) for row in rows)}


def _called(shape: Shape, column: int) -> str:
    return shape.names[column] or f"column {column + 1}"


def _about(grid: Grid, shape: Shape, columns: Sequence[int], row: int) -> _Of:
    """Return the names of columns that hold one word for a whole quantity, each with that word."""
    others = (c for c in shape.labels if c not in columns and c != shape.subject and shape.names[c])
    said = ((shape.names[c], _at(grid, row, c)) for c in others)
    return tuple(one for one in said if not numbers.is_missing(one[1]))


def _unit(grid: Grid, shape: Shape, mapping: Mapping, row: int) -> str:
    """Return the unit of a row with what it is counted in."""
    unit = _at(grid, row, shape.unit) if shape.unit >= 0 else ""
    return scaled(unit or mapping.unit, _at(grid, row, shape.scale)) if shape.scale >= 0 else unit


def _figure(grid: Grid, shape: Shape, one: _Cell, mark: str, habits: Habits, tally: Tally) -> Figure | None:
    """Return the figure of a cell; None where it holds none, which is counted."""
    text, place = _at(grid, one.row, one.column), grid.place(one.row, one.column)
    if (one.row, one.column) in grid.made_up:
        raise StopError("import.made_up_date", place=place)
    if grid.is_spread(one.row, one.column):
        return None  # the figure stands once, in the first of the merged cells
    span = periods.read(one.period, habits)
    if isinstance(span, Open):
        if text:
            tally.add(f"period_{span.why}", one.period, place)
        return None
    said = [(column, letter) for column in shape.flags if (letter := _at(grid, one.row, column))]
    given = [shape.letters(column).get(letter, letter) for column, letter in said]
    flag = next((letter for letter in given if flags.quality(letter) != flags.Quality()), "".join(given[:1]))
    made = figure(text, span, place, flag, tally, "." if (one.row, one.column) in grid.native else mark)
    if made and made.hidden and not text:
        return replace(made, as_printed=said[0][1])
    last = _at(grid, one.row, shape.estimates)
    estimated = last.isdigit() and made and not made.status and made.period[:4] > last
    return replace(made, status="estimated") if made and estimated else made


def figure(
    text: str, span: periods.Read, place: str, flag: str, tally: Tally, mark: str = "."
) -> Figure | None:
    """Return a printed figure with what its flags say; None where there is none, which is counted.

    Args:
        text: what is printed.
        span: its period.
        place: where it stands.
        flag: what stands in a column of flags.
        tally: where it is counted when it is left out.
        mark: the decimal mark.
    """
    if numbers.is_missing(text):
        if text or flag:
            if flags.quality(flag or numbers.flag_of_missing(text)).hidden:
                return Figure(span.period, "", text.strip() or flag.strip(), place, hidden=True)
            tally.add("missing", text or flag, place)
        return None
    printed = numbers.taken_apart(text)
    if printed is None or not numbers.fits(printed.number, mark):
        tally.add("not_a_number" if printed is None else "other_mark", text, place)
        return None
    beside = printed.flag if not flag or printed.flag.isalpha() else ""
    said = flags.quality(";".join(filter(None, (flag, beside))))
    if not flags.is_known(flag):
        tally.add("mark", flag, place)
    value = numbers.plain(printed.number, mark)
    if abs(float(value)) > 1e15:
        tally.add("too_large", text, place)
        return None
    lead = flags.quality(span.tail.strip("[]()")).status
    note = "" if (lead and said.status) or span.period in span.tail else span.tail
    status = said.status or lead
    return Figure(
        span.period,
        value,
        text.strip(),
        place,
        status,
        (", ".join(flags.marks(flag)) or printed.flag) if said.breaks else "",
        said.low,
        note,
    )


def _subject(grid: Grid, shape: Shape, one: _Cell) -> str:
    """Return the name of the quantity of a cell; empty where the table holds only one."""
    several = not shape.wide and not shape.within and not shape.areas and len(shape.values) > 1
    if shape.subject >= 0:
        name = _at(grid, one.row, shape.subject)
        what = shape.names[one.column] if several else one.what
        parted = several or len({of for _, of in shape.parts.values()}) > 1
        return f"{name}: {what}" if what and parted else name
    return one.what or (shape.names[one.column] if several else "")


def _made(
    key: tuple[str, str],
    strands: Fields[tuple[tuple[str, str], ...], Sequence[Figure]],
    shape: Shape,
    mapping: Mapping,
    document: Document,
    count: int,
) -> Subject:
    """Return one target with its series."""
    name, unit = key
    value = shape.names[shape.values[0]] if not shape.wide and len(shape.values) == 1 else ""
    fallback = "" if plays("value", value) else value
    title = (mapping.title if count == 1 else "") or name or fallback or shape.title or document.title
    is_paid = shape.unit < 0 and bool(money.name_of(unit))
    called = f"{title} {money.name_of(unit)}" if is_paid else title
    title = f"{title} ({unit})" if is_paid else title
    made = ident(mapping.target if count == 1 and mapping.target else called)
    spans = [one.period for figures in strands.values() for one in figures]
    percent = any("%" in one.as_printed for figures in strands.values() for one in figures[:1])
    paid = " / ".join(money.signs(strands.values()))
    stated = (
        unit or mapping.unit or unit_in(title) or unit_in(shape.title) or ("percent" if percent else paid)
    )
    return Subject(
        made,
        {"en": title},
        stated,
        document,
        tuple(Strand(dict(of), figures) for of, figures in strands.items()),
        frequency=periods.frequency(spans),
        names_unit=bool(unit) and not is_paid and not mapping.unit,
        marked=bool(shape.flags) or shape.estimates >= 0,
        edition=""
        if mapping.target or title not in (shape.title, document.title)
        else editions.undated(title),
    )


def unit_in(title: str) -> str:
    """Return the unit that a title names in brackets or as per cent; empty where it names none."""
    if re.search(r"%|per ?cent(?!ile)|percentage|Prozent|prosent|procent|phần trăm", title, re.IGNORECASE):
        return "percent"
    found = re.search(r"[\[(]([^\])]{1,40})[\])]\s*$", title)
    if found is None or found[1].isdigit() or editions.undated(f"x {found[1]}") == "x":
        return ""  # a number in brackets is the mark of a note, a date that of an edition
    return found[1]
