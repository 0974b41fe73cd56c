"""Open SDG: the folder of a national reporting site, data and metadata side by side.

A file an indicator: Year, columns of breakdowns, Value; a blank cell means "all", so that the row without
any breakdown is the headline. Goals stand in the metadata as options of the progress calculation.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Fields
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from tracker.importing import periods, table
from tracker.importing.content import Content, Document, Figure, Notice, Promise, StopError, Strand, Subject
from tracker.importing.grid import LARGEST, text_of
from tracker.importing.identifiers import ident
from tracker.importing.mapping import Mapping
from tracker.importing.periods import Habits, Open
from tracker.importing.table import Tally
from tracker.reading.foreign import front_matter

_FILE = re.compile(r"indicator_(?P<id>[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*).*\.csv", re.IGNORECASE)
_UNITS = ("units", "unit measure", "unit_measure", "unit", "unit of measure")
_FLAGS = ("observation status", "obs_status", "status of observation")
_SERIES = ("series", "serie")
_PASSED_OVER = ("geocode", "unit multiplier", "unit_mult", "progress", "source", "footnote", "comment_obs")
_KEY = re.compile(r"[a-z_]+(\.[A-Za-z0-9_-]+)+")
MOST_BYTES = 2 << 20  # of all files together; beyond it breakdowns come only when they are asked for
_PLAIN_UNITS = ("", "units", "unit", "1", "0")
Say = Callable[[str, int, int], None]


def is_one(folder: Path) -> bool:
    """Tell whether a folder is that of an Open SDG site."""
    return (folder / "meta").is_dir() and any(
        _FILE.fullmatch(path.name) for path in (folder / "data").glob("*.csv")
    )


@dataclass(frozen=True, slots=True)
class _Meta:
    """The metadata of an indicator, by language; English, or the only one, first."""

    fields: Fields[str, Any]
    others: Fields[str, Fields[str, Any]]

    def text(self, *names: str) -> str:
        """Return the first of several fields that says something in words rather than a key."""
        for name in names:
            found = _words(self.fields.get(name))
            if found:
                return found
        return ""

    def title(self, number: str) -> dict[str, str]:
        """Return the name of the indicator by language."""
        names = ("indicator_name", "national_indicator_available", "indicator_available", "graph_title")
        found = {"en": self.text(*names) or f"Indicator {number}"}
        for language, fields in self.others.items():
            text = next((said for name in names if (said := _words(fields.get(name)))), "")
            found |= {language: text} if text and re.fullmatch(r"[a-z]{2,3}", language) else {}
        return found


def _words(given: object) -> str:
    """Return a text of the metadata without its markup; empty for a key of a translation."""
    text = (
        " ".join(html.unescape(re.sub(r"<[^>]*>", " ", str(given))).split()) if isinstance(given, str) else ""
    )
    return "" if _KEY.fullmatch(text) or text.casefold() in ("none", "null", "n/a") else text


def content(folder: Path, mapping: Mapping, say: Say | None = None) -> Content:
    """Return what the folder of an Open SDG site says.

    Args:
        folder: the folder with data and meta.
        mapping: what the person says, such as where years across two calendar years begin.
        say: told about progress: a file, how many are done, and of how many.
    """
    paths = sorted(path for path in (folder / "data").glob("*.csv"))
    files = [path for path in paths if _FILE.fullmatch(path.name)]
    told = [Notice("import.sdg.other_file", {"file": path.name}) for path in paths if path not in files]
    homes = [home for home in sorted((folder / "meta").iterdir()) if home.is_dir()]
    metas = {path: _meta(folder / "meta", homes, _number(path)) for path in files}
    order = _day_order(metas.values())
    subjects: list[Subject] = []
    size = sum(path.stat().st_size for path in files)
    deep = mapping.series == "all" or (not mapping.series and size <= MOST_BYTES)
    if not deep:
        told.append(Notice("import.sdg.whole", {"size": f"{size / (1 << 20):.1f} MB"}))
    for done, path in enumerate(files, 1):
        try:
            subjects += _indicator(path, metas[path], mapping, order, told, deep=deep)
        except StopError as stopped:
            told.append(Notice("import.sdg.left_out", {"file": path.name}))
            told.append(stopped.notice)
        if say:
            say(path.name, done, len(files))
    return Content(tuple(subjects), tuple(told))


def _number(path: Path) -> str:
    found = _FILE.fullmatch(path.name)
    return found["id"].casefold() if found else ""


def _meta(folder: Path, homes: Sequence[Path], number: str) -> _Meta | None:
    """Return the metadata of an indicator; None where there is none that can be read."""
    fields = _read_meta(folder, number)
    others = {home.name: found for home in homes if (found := _read_meta(home, number)) is not None}
    if fields is None and others:
        fields = others.get("en") or next(iter(others.values()))
    return (
        None if fields is None else _Meta(fields, {name: one for name, one in others.items() if name != "en"})
    )


def _read_meta(folder: Path, number: str) -> dict[str, Any] | None:
    for ending in (".md", ".yml", ".yaml"):
        path = folder / (number + ending)
        if path.is_file() and path.stat().st_size < 1 << 20:
            return front_matter(path.read_bytes().decode("utf-8-sig", "replace"))
    return None


def _day_order(metas: Any) -> str:
    """Return whether release days are written with day or month first, where one of them shows it."""
    texts = [
        str(value) for meta in metas if meta for name, value in meta.fields.items() if "release_date" in name
    ]
    orders = periods.day_orders(texts)
    return orders.pop() if len(orders) == 1 else ""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of one file; -1 where there is none."""

    names: Sequence[str]
    year: int
    value: int
    unit: int
    flag: int
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
    unit, flag, series, multiplier = one(_UNITS), one(_FLAGS), one(_SERIES), one(("unit multiplier",))
    taken = {year, value, unit, flag, series}
    left = (c for c, name in enumerate(plain) if c not in taken and name and name not in _PASSED_OVER)
    return _Columns(names, year, value, unit, flag, series, multiplier, tuple(left))


def _indicator(
    path: Path, meta: _Meta | None, mapping: Mapping, order: str, told: list[Notice], *, deep: bool
) -> list[Subject]:
    """Return the targets of one file: one for each series and unit."""
    if path.stat().st_size > LARGEST:
        raise StopError("import.too_large", file=path.name, limit=f"{LARGEST >> 20} MB")
    rows = list(csv.reader(io.StringIO(text_of(path.read_bytes(), path.name), newline="")))
    start = next((number for number, row in enumerate(rows) if any(cell.strip() for cell in row)), 0)
    columns = _columns(rows[start], rows, path.name)
    tally = Tally()
    numbered: _Numbered = list(enumerate(rows, 1))[start + 1 :]
    if not deep:
        numbered = _wholes(numbered, columns) or numbered
    groups = _groups(numbered, columns, path.name, mapping, tally)
    told += tally.notices(path.name)
    if meta is None:
        told.append(Notice("import.sdg.no_meta", {"file": path.name}))
        meta = _Meta({}, {})
    if not groups:
        told.append(Notice("import.sdg.left_out", {"file": path.name}))
    return [
        _subject(_number(path), key, strands, meta, len(groups), order, told)
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
        if len(row) <= width:
            if any(cell.strip() for cell in row):
                tally.add("not_a_number", ",".join(row))
            continue
        of = tuple(
            (columns.names[c], row[c].strip()) for c in columns.breakdowns if row[c] and row[c].strip()
        )
        span = read(row[columns.year].strip())
        if isinstance(span, Open):
            tally.add(f"period_{span.why}", row[columns.year])
            continue
        flag = row[columns.flag].strip() if columns.flag >= 0 else ""
        figure = table.figure(row[columns.value].strip(), span, f"{file}, row {number}", flag, tally)
        if figure is None:
            continue
        key = (row[columns.series].strip() if columns.series >= 0 else "", _unit(row, columns))
        one = (key, of, figure.period, figure.value)
        if one in seen:
            tally.add("repeated", f"{row[columns.year]}: {row[columns.value]}")
            continue
        seen.add(one)
        found.setdefault(key, {}).setdefault(of, []).append(figure)
    return found


def _period_reader(
    rows: _Numbered, columns: _Columns, mapping: Mapping
) -> Callable[[str], periods.Read | Open]:
    """Return a reader of periods that remembers, since a column holds few of them many times."""
    texts = {row[columns.year].strip() for _, row in rows if len(row) > columns.year}
    plain = Habits("", mapping.year_starts)
    across = any(isinstance(got := periods.read(text, plain), Open) and got.why == "split" for text in texts)
    habits = Habits("", mapping.year_starts, across)
    return lru_cache(maxsize=None)(lambda text: periods.read(text, habits))


def _unit(row: Sequence[str], columns: _Columns) -> str:
    """Return the unit of a row, with the multiplier that it is counted in."""
    unit = row[columns.unit].strip() if columns.unit >= 0 else ""
    more = row[columns.multiplier].strip() if columns.multiplier >= 0 else ""
    return unit if more.casefold() in _PLAIN_UNITS else f"{unit} ({more.casefold()})".strip()


def _subject(
    number: str,
    key: tuple[str, str],
    strands: Fields[_Of, Sequence[Figure]],
    meta: _Meta,
    count: int,
    order: str,
    told: list[Notice],
) -> Subject:
    """Return the target of one series of an indicator."""
    series, unit = key
    whole = _whole(strands, meta)
    arranged = [Strand({} if of == whole else dict(of), figures) for of, figures in strands.items()]
    headline = strands.get(whole, ()) if whole is not None else ()
    name = ident(f"{number} {series or unit}") if count > 1 else number
    titles = meta.title(number)
    if count > 1 and series:
        titles = {language: f"{title}: {series}" for language, title in titles.items()}
    goal = _words(meta.fields.get("sdg_goal")) or number.partition("-")[0]
    goals, baseline = _promises(meta, series, unit, headline, name, told)
    spans = [figure.period for figure in headline] or [
        f.period for figures in strands.values() for f in figures
    ]
    return Subject(
        name,
        titles,
        unit or meta.text("computation_units") or table.unit_in(titles["en"]),
        _document(meta, titles["en"], spans, order, name, told),
        arranged,
        definition=meta.text("national_indicator_description", "computation_definitions", "stat_conc_def"),
        frequency=table.frequency(spans),
        goals=goals,
        baseline=baseline,
        theme=(f"goal-{ident(goal)}", f"Goal {goal}"),
    )


def _whole(strands: Fields[_Of, Sequence[Figure]], meta: _Meta) -> _Of | None:
    """Return the breakdown that stands for the whole: none, or the one with which the site starts."""
    if () in strands:
        return ()
    given = meta.fields.get("data_start_values")
    entries = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    starts = {str(one.get("field")): str(one.get("value")) for one in entries}
    for of in strands:
        if of and all(starts.get(name) == member or table.is_total(member) for name, member in of):
            return of
    return next(iter(strands)) if len(strands) == 1 else None


def _promises(
    meta: _Meta, series: str, unit: str, headline: Sequence[Figure], name: str, told: list[Notice]
) -> tuple[list[Promise], str]:
    """Return the goals of the progress options, and the period of the baseline."""
    given = meta.fields.get("progress_calculation_options")
    options = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    goals, baseline = [], ""
    for place, option in enumerate(options):
        if _other(option, series, unit):
            continue
        target = str(option.get("target", "")).strip()
        if re.fullmatch(r"-?[0-9.]+(e-?[0-9]+)?", target):
            # Without a base year Open SDG counts from 2015, or from the first figure after it.
            baseline = baseline or _baseline(str(option.get("base_year") or "2015"), headline)
            goals.append(_promise(option, target, place, name, told))
    lines = meta.fields.get("graph_target_lines")
    for line in [one for one in lines if isinstance(one, dict)] if isinstance(lines, list) else []:
        value = str(line.get("value", ""))
        if (
            value
            and not any(float(goal.value) == _number_of(value) for goal in goals)
            and not _other(line, series, unit)
        ):
            told.append(Notice("import.sdg.line", {"id": name, "value": value}))
    return goals, baseline


def _number_of(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _other(option: Fields[str, Any], series: str, unit: str) -> bool:
    """Tell whether an option is about another series or unit, or about one breakdown."""
    for name, own in (("series", series), ("unit", unit)):
        wanted = _words(option.get(name))
        if wanted and own and wanted.casefold() != own.casefold():
            return True
    return bool(option.get("disaggregation"))


def _promise(option: Fields[str, Any], target: str, place: int, name: str, told: list[Notice]) -> Promise:
    direction = str(option.get("direction", "")).strip().casefold()
    if direction not in ("positive", "negative"):
        told.append(Notice("import.sdg.direction", {"id": name, "value": target}))
    year = str(option.get("target_year", "")).strip()
    by = year if re.fullmatch(r"[12][0-9]{3}", year) else "2030"
    at = f"progress_calculation_options {place + 1}"
    value = re.sub(r"^(-?)0+(?=[0-9])", r"\1", target.rstrip(".")) if target[:1] != "." else f"0{target}"
    return Promise("at_least" if direction == "positive" else "at_most", value, by, at)


def _baseline(year: str, headline: Sequence[Figure]) -> str:
    """Return the period of the base year, or the first one after it, as the peer takes it."""
    if not re.fullmatch(r"[12][0-9]{3}", year):
        return ""
    later = [figure.period for figure in headline if figure.period[:4] >= year]
    return min(later, default="")


def _document(
    meta: _Meta, title: str, spans: Sequence[str], order: str, name: str, told: list[Notice]
) -> Document:
    """Return the document behind the figures: the first source of the metadata."""
    fields = meta.fields
    for number in range(1, 11):
        if str(fields.get(f"source_active_{number}", "")).casefold() == "true":
            break
    else:
        number = 1
    listed = fields.get("sources")
    if isinstance(listed, list) and listed and isinstance(listed[0], dict):
        fields = {f"{key}_{number}": value for key, value in listed[0].items()}
    said = _words(fields.get(f"source_url_text_{number}")) or title
    url = str(fields.get(f"source_url_{number}", "")).strip()
    released = _released(_words(fields.get(f"source_release_date_{number}")), order)
    if released and spans and max(span[:4] for span in spans) > released[:4]:
        told.append(Notice("import.sdg.release", {"id": name, "day": released}))
        released = ""
    publisher = _words(fields.get(f"source_organisation_{number}"))
    return Document(said, publisher, released, url if re.fullmatch(r"https?://\S+", url) else "")


def _released(text: str, order: str) -> str:
    """Return a release day; empty where it is not written as one, or can be two."""
    found = periods.read(text, Habits(order)) if text else None
    return found.period if isinstance(found, periods.Read) and "/" not in found.period else ""
