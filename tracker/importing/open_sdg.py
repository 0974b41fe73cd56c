"""Open SDG: the folder of a national reporting site, data and metadata side by side.

A file an indicator: Year, columns of breakdowns, Value; a blank cell means "all", so that the row without
any breakdown is the headline. Goals stand in the metadata as options of the progress calculation.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Sequence
from collections.abc import Mapping as Fields
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

from tracker.importing import flags, months, periods, sdg_meta, table
from tracker.importing.collisions import clear_away, expect_heads, tells_apart
from tracker.importing.columns import is_total
from tracker.importing.content import Content, Figure, Notice, StopError, Strand, Subject, unread
from tracker.importing.grid import LARGEST, text_of, without_torn_figure
from tracker.importing.identifiers import ident
from tracker.importing.mapping import Mapping
from tracker.importing.periods import Habits, Open
from tracker.importing.sdg_words import Translations, unknown
from tracker.importing.tally import Tally

_PREFIXED = re.compile(
    r"indicator_(?P<id>[0-9A-Za-z]+(?:-[0-9A-Za-z]+|_(?:[0-9]+|[a-z])(?![0-9a-z]))*).*\.csv", re.IGNORECASE
)
# Newer sites leave the word out; then the number of the indicator is the whole name.
_BARE = re.compile(r"(?P<id>[0-9]+(?:[-.][0-9A-Za-z]+)+)\.csv", re.IGNORECASE)
_UNITS = ("units", "unit measure", "unit_measure", "unit", "unit of measure", "einheit", "единица измерения")
_FLAGS = ("observation status", "obs_status", "status of observation")
_SERIES = ("series", "serie", "time series", "zeitreihe", "показатель")
_DEFINITIONS = ("national_indicator_description", "computation_definitions", "stat_conc_def")
_MULTIPLIERS = ("unit multiplier", "unit_mult")
# What says the same as another column: codes of maps, what a unit is counted in.
_PASSED_OVER = re.compile(r"geocode|unit multiplier|unit_mult")
# What is mostly said about a figure: remarks, sources. Where it alone tells figures apart, it is a breakdown.
_REMARKS = re.compile(r"progress|footnotes?|remarks?|notes?|(comment|source|time_detail|data_last_update).*")
# Remarks by number, in which some sites keep the signs of their flags, several beside each other.
_SIGNS = re.compile(r"comment_obs(_[0-9]+)?")
_LONGEST_SIGN = 3
MOST_BYTES = 2 << 20  # of all files together; beyond it breakdowns come only when they are asked for
_PLAIN_UNITS = ("", "units", "unit", "1", "0")
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
Say = Callable[[str, int, int], None]


def is_one(folder: Path) -> bool:
    """Tell whether a folder is that of an Open SDG site."""
    names = [path.name for path in _tables(folder)]
    described = bool(sdg_meta.folders(folder))
    return any(_PREFIXED.fullmatch(name) or (described and _BARE.fullmatch(name)) for name in names)


def _tables(folder: Path) -> list[Path]:
    """Return the tables of a site.

    Raises:
        OSError: its folder of data cannot be read.
    """
    home = folder / "data"
    found = home.iterdir() if home.is_dir() else ()
    return sorted(path for path in found if path.name.endswith(".csv"))


def content(
    folder: Path, mapping: Mapping, say: Say | None = None, starts: Fields[str, int] | None = None
) -> Content:
    """Return what the folder of an Open SDG site says.

    Args:
        folder: the folder with data and meta.
        mapping: what the person says, such as where years across two calendar years begin.
        say: told about progress: a file, how many are done, and of how many.
        starts: the months in which the years of targets that are there begin, by id.
    """
    paths = _tables(folder)
    files = [path for path in paths if _number(path)]
    seen = {"place": folder.resolve().name, "count": str(len(files))}
    told = [Notice("import.seen.sdg", seen)] if files else []
    told += [Notice("import.sdg.other_file", {"file": path.name}) for path in paths if path not in files]
    by_number = {_number(path): path.name for path in reversed(files)}
    for path in files:
        if (first := by_number[_number(path)]) != path.name:
            told.append(Notice("import.sdg.twins", {"file": path.name, "other": first}))
    homes = sdg_meta.folders(folder)
    translations = Translations(folder)
    metas = {path: translations.into(sdg_meta.meta_of(homes, _number(path))) for path in files}
    told += unknown(metas.values())
    order = sdg_meta.day_order(metas.values())
    subjects: list[Subject] = []
    size = sum(path.stat().st_size for path in files)
    deep = mapping.series == "all" or (not mapping.series and size <= MOST_BYTES)
    if not (deep or mapping.series):
        told.append(Notice("import.sdg.whole", {"size": f"{size / (1 << 20):.1f} MB"}))
    for done, path in enumerate(files, 1):
        try:
            own = mapping if mapping.year_starts else _begun(mapping, _number(path), by_number, starts or {})
            subjects += _indicator(path, metas[path], own, order, told, deep=deep)
        except StopError as stopped:
            told.append(Notice("import.left_out", {"file": path.name}))
            told.append(stopped.notice)
        except OSError as error:
            told.append(unread(path.name, error).notice)
        if say:
            say(path.name, done, len(files))
    return Content(tuple(subjects), tuple(told))


def _begun(mapping: Mapping, number: str, numbers: Collection[str], starts: Fields[str, int]) -> Mapping:
    """Return a mapping with the month in which the years of the targets of an indicator begin."""
    own = [one for one in starts if one == number or (one.startswith(f"{number}-") and one not in numbers)]
    months_of = {starts[one] for one in own}
    return replace(mapping, year_starts=months_of.pop()) if len(months_of) == 1 else mapping


def _number(path: Path) -> str:
    """Return the number of the indicator that a file is called after; empty for another file."""
    found = _PREFIXED.fullmatch(path.name) or _BARE.fullmatch(path.name)
    return re.sub(r"[._]", "-", found["id"].casefold()) if found else ""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of one file; -1 where there is none."""

    names: Sequence[str]
    year: int
    value: int
    unit: int
    flags: tuple[int, ...]
    series: int
    multiplier: int
    breakdowns: tuple[int, ...]


def _columns(head: Sequence[str], rows: Sequence[Sequence[str]], file: str) -> _Columns:
    names = [name.strip().strip("\ufeff").rpartition("data.")[2] for name in head]
    plain = [name.casefold() for name in names]
    if "year" not in plain or "value" not in plain:
        raise StopError("import.sdg.columns", file=file, columns=", ".join(names))

    def one(of: Sequence[str]) -> int:
        return next((plain.index(name) for name in of if name in plain), -1)

    year, value = plain.index("year"), len(plain) - 1 - plain[::-1].index("value")
    unit, flag, series, multiplier = one(_UNITS), one(_FLAGS), one(_SERIES), one(_MULTIPLIERS)
    signs = (c for c, name in enumerate(plain) if _SIGNS.fullmatch(name) and c != flag)
    taken = {year, value, unit, flag, series}
    left = [c for c, name in enumerate(plain) if c not in taken and name and not _PASSED_OVER.fullmatch(name)]
    remarks = [c for c in left if _REMARKS.fullmatch(plain[c])]
    sure = [c for c in left if c not in remarks]
    if remarks:
        key = [year, *(c for c in (unit, series) if c >= 0), *sure]
        sure = sorted([*sure, *(c for c in remarks if tells_apart(rows, key, c, (value,)))])
    return _Columns(names, year, value, unit, (flag, *signs), series, multiplier, tuple(sure))


def _indicator(
    path: Path, meta: sdg_meta.Meta | None, mapping: Mapping, order: str, told: list[Notice], *, deep: bool
) -> list[Subject]:
    """Return the targets of one file: one for each series and unit."""
    if path.stat().st_size > LARGEST:
        raise StopError("import.too_large", file=path.name, limit=f"{LARGEST >> 20} MB")
    text = text_of(path.read_bytes(), path.name)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    last, torn = without_torn_figure(rows, text)
    start = next((number for number, row in enumerate(rows) if any(cell.strip() for cell in row)), 0)
    columns = _columns(rows[start], rows, path.name)
    expect_heads(rows, start, (columns.value,), path.name)
    tally = Tally(path.name)
    if torn:
        tally.add("broken_off", torn, f"{path.name}, row {last + 1}")
    numbered: _Numbered = list(enumerate(rows, 1))[start + 1 :]
    if not deep:
        numbered = _wholes(numbered, columns) or numbered
    groups = _groups(numbered, columns, path.name, mapping, tally)
    told += [*tally.notices(), *clear_away(groups, path.name)]
    if meta is None:
        told.append(Notice("import.sdg.no_meta", {"file": path.name}))
        meta = sdg_meta.Meta({}, {})
    if not groups:
        told.append(Notice("import.left_out", {"file": path.name}))
    marked = max(columns.flags) >= 0
    return [
        replace(
            _stated(_subject(_number(path), key, strands, meta, len(groups), order, told), mapping),
            marked=marked,
        )
        for key, strands in groups.items()
    ]


_Of = tuple[tuple[str, str], ...]
_Groups = dict[tuple[str, str], dict[_Of, list[Figure]]]


_Numbered = Sequence[tuple[int, Sequence[str]]]


def _wholes(rows: _Numbered, columns: _Columns) -> _Numbered:
    """Return the rows without any breakdown."""
    if not columns.breakdowns:
        return rows
    width, by = max(columns.breakdowns), itemgetter(*columns.breakdowns, columns.year)
    year = columns.year
    return [one for one in rows if len(one[1]) > width and not any(by(one[1])[:-1]) and one[1][year]]


def _groups(rows: _Numbered, columns: _Columns, file: str, mapping: Mapping, tally: Tally) -> _Groups:
    """Return the figures by series and unit, and within these by breakdown."""
    found: _Groups = {}
    read = _period_reader(rows, columns, mapping)
    width = max(columns.year, columns.value, *columns.breakdowns, 0)
    seen: set[tuple[object, ...]] = set()
    for number, row in rows:
        place = f"{file}, row {number}"
        if len(row) <= width:
            if any(cell.strip() for cell in row):
                tally.add("broken_off", ", ".join(row), place)
            continue
        of = tuple((columns.names[c], _bare(row[c])) for c in columns.breakdowns if row[c] and row[c].strip())
        span = read(row[columns.year].strip())
        if isinstance(span, Open):
            tally.add(f"period_{span.why}", row[columns.year], place)
            continue
        flag = _flag(row, columns)
        figure = table.figure(row[columns.value].strip(), span, place, flag, tally)
        if figure is None:
            continue
        key = (_bare(row[columns.series]) if columns.series >= 0 else "", _unit(row, columns))
        one = (key, of, figure.period, figure.value)
        if one in seen:
            tally.add("repeated", f"{row[columns.year]}: {row[columns.value]}", place)
            continue
        seen.add(one)
        found.setdefault(key, {}).setdefault(of, []).append(figure)
    return found


def _period_reader(
    rows: _Numbered, columns: _Columns, mapping: Mapping
) -> Callable[[str], periods.Read | Open]:
    """Return a reader of periods that remembers, since a column holds few of them many times."""
    texts = {row[columns.year].strip() for _, row in rows if len(row) > columns.year}
    across, pairs = mapping.pairs(months.are_pairs(columns.names[columns.year], texts))
    plain = Habits("", mapping.year_starts, across, pairs)
    splits = any(isinstance(got := periods.read(text, plain), Open) and got.why == "split" for text in texts)
    habits = replace(plain, across=across or splits)
    return lru_cache(maxsize=None)(lambda text: periods.read(text, habits))


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """Return a cell without the markup of the page that it is shown on."""
    return " ".join(_TAG.sub(" ", text).split()) if "<" in text else text.strip()


def _flag(row: Sequence[str], columns: _Columns) -> str:
    """Return the flag of a row: what its column says, or the first sign beside it that says something."""
    first, *signs = columns.flags
    flag = row[first].strip() if first >= 0 else ""
    beside = (row[column].strip() for column in signs if column < len(row))
    known = (one for one in beside if len(one) <= _LONGEST_SIGN and flags.quality(one) != flags.Quality())
    return flag or next(known, "")


def _unit(row: Sequence[str], columns: _Columns) -> str:
    """Return the unit of a row, with the multiplier that it is counted in."""
    unit = row[columns.unit].strip() if columns.unit >= 0 else ""
    more = row[columns.multiplier].strip() if columns.multiplier >= 0 else ""
    return unit if more.casefold() in _PLAIN_UNITS else f"{unit} ({more.casefold()})".strip()


def _subject(
    number: str,
    key: tuple[str, str],
    strands: Fields[_Of, Sequence[Figure]],
    meta: sdg_meta.Meta,
    count: int,
    order: str,
    told: list[Notice],
) -> Subject:
    """Return the target of one series of an indicator."""
    series, unit = key
    whole = _whole(strands, meta)
    arranged = [Strand({} if of == whole else dict(of), figures) for of, figures in strands.items()]
    headline = strands.get(whole, ()) if whole is not None else ()
    narrower = "; ".join(f"{field}: {member}" for field, member in whole or () if not is_total(member))
    name = ident(f"{number} {series or unit}") if count > 1 else number
    titles = meta.title(number)
    if count > 1 and series:
        titles = {language: f"{title}: {series}" for language, title in titles.items()}
    if narrower and len(strands) > 1:
        told.append(Notice("import.sdg.starts", {"id": name, "of": narrower}))
    goal = sdg_meta.words(meta.fields.get("sdg_goal")) or number.partition("-")[0]
    goals, baseline = sdg_meta.promises(meta, series, unit, headline, name, told)
    spans = [figure.period for figure in headline] or [
        f.period for figures in strands.values() for f in figures
    ]
    named = unit or meta.text(*sdg_meta.UNITS)
    return Subject(
        name,
        titles,
        named or table.unit_in(titles["en"]),
        sdg_meta.document(meta, titles["en"], spans, order, name, told),
        arranged,
        definition="; ".join(filter(None, (meta.text(*_DEFINITIONS), narrower))),
        frequency=periods.frequency(spans),
        goals=goals,
        goals_at=sdg_meta.OPTIONS if meta.fields else "",
        baseline=baseline,
        theme=(f"goal-{ident(goal)}", f"Goal {goal}"),
        shared=[one for one in whole or () if not is_total(one[1]) and _started(strands, meta) is None],
        names_unit=bool(named),
    )


def _stated(one: Subject, mapping: Mapping) -> Subject:
    """Return a target with what the person states of its unit, and of its document beside the site."""
    said = one.document
    publisher, published = said.publisher or mapping.publisher, said.published or mapping.published
    document = replace(said, publisher=publisher, published=published)
    return replace(one, document=document, names_unit=one.names_unit and not mapping.unit)


def _whole(strands: Fields[_Of, Sequence[Figure]], meta: sdg_meta.Meta) -> _Of | None:
    """Return the breakdown that stands for the whole: none, where the site starts, or the only one."""
    started = _started(strands, meta)
    return next(iter(strands)) if started is None and len(strands) == 1 else started


def _started(strands: Fields[_Of, object], meta: sdg_meta.Meta) -> _Of | None:
    """Return the breakdown that a site calls the whole; None where it calls none so."""
    if () in strands:
        return ()
    given = meta.fields.get("data_start_values")
    entries = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    # A site that starts with several members of a breakdown says of none of them that it is the whole.
    starts: dict[str, set[str]] = {}
    for one in entries:
        starts.setdefault(str(one.get("field")), set()).add(_bare(str(one.get("value"))))
    for of in strands:
        if of and all(starts.get(name) == {member} or is_total(member) for name, member in of):
            return of
    return None
