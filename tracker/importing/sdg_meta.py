"""Metadata of an Open SDG site: names by language, goals of the progress options, sources."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Fields
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tracker.importing import periods, workbook
from tracker.importing.content import Document, Figure, Notice, Promise, StopError
from tracker.importing.periods import Habits
from tracker.reading.foreign import front_matter

# Where sites keep what they say about an indicator: the first that says something counts.
_FOLDERS = ("meta", "csv-meta", "indicator-config", "indicator_settings", "global-meta")
# The labels by which sites that keep their metadata as tables call the same fields.
_LABELS = {
    "indicator name": "indicator_name",
    "indicator available": "national_indicator_available",
    "indicator description": "national_indicator_description",
    "unit of measurement": "computation_units",
    "definitions": "computation_definitions",
    "graph title": "graph_title",
    "индикатор": "indicator_name",
    "организация": "source_organisation_1",
    "определение": "computation_definitions",
}
_OF_SOURCE = {
    "organisation": "source_organisation",
    "link to data source": "source_url",
    "link to data source text": "source_url_text",
    "release date": "source_release_date",
}
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#]\S*)?", re.ASCII)
NAMES = ("indicator_name", "national_indicator_available", "indicator_available", "graph_title")
UNITS = ("computation_units", "measurement_units")
LARGEST = 1 << 20
OPTIONS = "progress_calculation_options"
_NUMBER = re.compile(r"-?[0-9.]+(e-?[0-9]+)?")
KEY = re.compile(r"[a-z_]+(\.[A-Za-z0-9_-]+)+")


@dataclass(frozen=True, slots=True)
class Meta:
    """The metadata of an indicator, by language; English, or the only one, first."""

    fields: Fields[str, Any]
    others: Fields[str, Fields[str, Any]]

    def text(self, *names: str) -> str:
        """Return the first of several fields that says something in words rather than a key."""
        for name in names:
            found = words(self.fields.get(name))
            if found:
                return found
        return ""

    def title(self, number: str) -> dict[str, str]:
        """Return the name of the indicator by language."""
        printed = self.text(*NAMES) or _bare(self.text("SDG_INDICATOR"))
        found = {"en": printed or f"Indicator {number}"}
        for language, fields in self.others.items():
            text = next((said for name in NAMES if (said := words(fields.get(name)))), "")
            found |= {language: text} if text and re.fullmatch(r"[a-z]{2,3}", language) else {}
        return found


def _bare(text: str) -> str:
    """Return the words of "Indicator 1.1.1: Proportion of people" without the number before them."""
    return re.sub(r"^(?:Indicator\s+)?[0-9]+(?:\.[0-9a-z]+)+[.:]?\s+", "", text, flags=re.IGNORECASE)


def words(given: object) -> str:
    """Return a text of the metadata without its markup; empty for a key of a translation."""
    text = (
        " ".join(html.unescape(re.sub(r"<[^>]*>", " ", str(given))).split()) if isinstance(given, str) else ""
    )
    return "" if KEY.fullmatch(text) or text.casefold() in ("none", "null", "n/a") else text


def folders(site: Path) -> dict[Path, tuple[Path, ...]]:
    """Return the folders of a site that hold metadata, each with those of its languages."""
    homes = (site / name for name in _FOLDERS)
    return {
        home: tuple(inner for inner in sorted(home.iterdir()) if inner.is_dir())
        for home in homes
        if home.is_dir()
    }


def meta_of(homes: Fields[Path, Sequence[Path]], number: str) -> Meta | None:
    """Return the metadata of an indicator, from all folders together; None where none can be read."""
    found = [one for home, inner in homes.items() if (one := _one_meta(home, inner, number)) is not None]
    if not found:
        return None
    fields: dict[str, Any] = {}
    others: dict[str, Fields[str, Any]] = {}
    for one in reversed(found):
        fields |= {name: value for name, value in one.fields.items() if value or name not in fields}
        others |= one.others
    return Meta(fields, others)


def _one_meta(folder: Path, homes: Sequence[Path], number: str) -> Meta | None:
    fields = _read_meta(folder, number)
    others = {home.name: found for home in homes if (found := _read_meta(home, number)) is not None}
    if fields is None and others:
        fields = others.get("en") or next(iter(others.values()))
    return (
        None if fields is None else Meta(fields, {name: one for name, one in others.items() if name != "en"})
    )


def _read_meta(folder: Path, number: str) -> dict[str, Any] | None:
    for ending in (".md", ".yml", ".yaml"):
        path = folder / (number + ending)
        if path.is_file() and path.stat().st_size < LARGEST:
            return front_matter(path.read_bytes().decode("utf-8-sig", "replace"))
    for ending, cells in ((".csv", _cells_of_text), (".xlsx", _cells_of_workbook)):
        path = folder / (number + ending)
        if path.is_file() and path.stat().st_size < LARGEST:
            return _labelled(cells(path))
    return None


def _cells_of_text(path: Path) -> Iterable[Sequence[str]]:
    text = path.read_bytes().decode("utf-8-sig", "replace")
    return csv.reader(io.StringIO(text, newline=""))


def _cells_of_workbook(path: Path) -> Iterable[Sequence[str]]:
    try:
        return [row for grid in workbook.sheets(path.read_bytes(), path.name) for row in grid.rows]
    except StopError:  # as with other metadata that cannot be read: the figures come without it
        return ()


def _labelled(rows: Iterable[Sequence[str]]) -> dict[str, Any] | None:
    """Return the fields of metadata that a site keeps as a table: a label, and what it says."""
    found: dict[str, Any] = {}
    for row in rows:
        label, said, *_ = *(cell.strip() for cell in row if cell.strip()), "", ""
        label = " ".join(label.casefold().rstrip(":").split())
        source = re.fullmatch(r"source (\d+) (.+)", label)
        name = f"{_OF_SOURCE[source[2]]}_{source[1]}" if source and source[2] in _OF_SOURCE else ""
        name = name or _LABELS.get(label, "")
        if name and said:
            found.setdefault(name, _bare(said) if name == "indicator_name" else said)
    return found or None


def day_order(metas: Iterable[Meta | None]) -> str:
    """Return whether release days are written with day or month first, where one of them shows it."""
    texts = [
        str(value) for meta in metas if meta for name, value in meta.fields.items() if "release_date" in name
    ]
    orders = periods.day_orders(texts)
    return orders.pop() if len(orders) == 1 else ""


def promises(
    meta: Meta, series: str, unit: str, headline: Sequence[Figure], name: str, told: list[Notice]
) -> tuple[list[Promise], str]:
    """Return the goals of the progress options, and the period of the baseline."""
    given = meta.fields.get(OPTIONS)
    options = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    goals, narrower, baseline = list[Promise](), list[str](), ""
    for place, option in enumerate(options):
        if _other(option, series, unit):
            continue
        target = str(option.get("target", "")).strip()
        if _NUMBER.fullmatch(target) and option.get("disaggregation"):
            narrower.append(f"{target} ({_members(option)})")
        elif _NUMBER.fullmatch(target):
            # Without a base year Open SDG counts from 2015, or from the first figure after it.
            if not option.get("base_year") and not baseline:
                told.append(Notice("import.sdg.base_year", {"id": name, "year": "2015"}))
            baseline = baseline or _baseline(str(option.get("base_year") or "2015"), headline)
            goals.append(_promise(option, target, place, name, told))
    if narrower:
        values = {"id": name, "count": str(len(narrower)), "names": "; ".join(narrower)}
        told.append(Notice("import.sdg.narrower", values))
    lines = meta.fields.get("graph_target_lines")
    for line in [one for one in lines if isinstance(one, dict)] if isinstance(lines, list) else []:
        value = str(line.get("value", ""))
        if (
            value
            and not any(float(goal.value) == _number_of(value) for goal in goals)
            and not _other(line, series, unit)
            and not line.get("disaggregation")
        ):
            told.append(Notice("import.sdg.line", {"id": name, "value": value}))
    return goals, baseline


def _number_of(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _other(option: Fields[str, Any], series: str, unit: str) -> bool:
    """Tell whether an option is about another series or unit."""
    for name, own in (("series", series), ("unit", unit)):
        wanted = words(option.get(name))
        if wanted and own and wanted.casefold() != own.casefold():
            return True
    return False


def _members(option: Fields[str, Any]) -> str:
    """Return the members of the breakdown that an option is about."""
    given = option.get("disaggregation")
    entries = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    return ", ".join(words(str(one.get("value", ""))) for one in entries)


def _promise(option: Fields[str, Any], target: str, place: int, name: str, told: list[Notice]) -> Promise:
    direction = str(option.get("direction", "")).strip().casefold()
    if direction not in ("positive", "negative"):
        told.append(Notice("import.sdg.direction", {"id": name, "value": target}))
    year = str(option.get("target_year", "")).strip()
    stated = re.fullmatch(r"[12][0-9]{3}", year) is not None
    if not stated:
        told.append(Notice("import.sdg.target_year", {"id": name, "value": target, "year": "2030"}))
    by = year if stated else "2030"
    at = f"{OPTIONS} {place + 1}"
    value = re.sub(r"^(-?)0+(?=[0-9])", r"\1", target.rstrip(".")) if target[:1] != "." else f"0{target}"
    return Promise("at_least" if direction == "positive" else "at_most", value, by, at)


def _baseline(year: str, headline: Sequence[Figure]) -> str:
    """Return the period of the base year, or the first one after it, as the peer takes it."""
    if not re.fullmatch(r"[12][0-9]{3}", year):
        return ""
    later = [figure.period for figure in headline if figure.period[:4] >= year and not figure.hidden]
    return min(later, default="")


def document(
    meta: Meta, title: str, spans: Sequence[str], order: str, name: str, told: list[Notice]
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
    said = words(fields.get(f"source_url_text_{number}")) or title
    url = _address(str(fields.get(f"source_url_{number}", "")))
    released = _released(words(fields.get(f"source_release_date_{number}")), order)
    if released and spans and max(span[:4] for span in spans) > released[:4]:
        told.append(Notice("import.sdg.release", {"id": name, "day": released}))
        released = ""
    publisher = words(fields.get(f"source_organisation_{number}"))
    return Document(said, publisher, released, url)


def _address(text: str) -> str:
    """Return a web address with the signs escaped that stand in none; empty for a text that is no address."""
    bare = re.sub(r"""[<>"\\^`{|}]""", lambda sign: quote(sign[0]), text.strip())
    return bare if len(bare) <= 2000 and _ADDRESS.fullmatch(bare) else ""


def _released(text: str, order: str) -> str:
    """Return a release day; empty where it is not written as one, or can be two."""
    found = periods.read(text, Habits(order)) if text else None
    return found.period if isinstance(found, periods.Read) and "/" not in found.period else ""
