"""Flagged: which columns of a table are flags, by their names or by what stands in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Fields
from dataclasses import dataclass

from tracker.importing import flags, numbers
from tracker.importing.collisions import Rows, is_line
from tracker.importing.columns import are_figures, are_flags
from tracker.importing.content import Notice, StopError
from tracker.importing.keys import column_of
from tracker.importing.mapping import Mapping

# Heads that say flag in other languages, where the cells are marks.
_CALLED = re.compile(
    r"(statut|estado|estatus|stato|status|märkning|merkmal|merking|merke|mærkning|kennzeichnung|signatur"
    r"|flagg?[ea]?|stav|příznak|značka|oznaka|lippu|marques?|marcas?|drapeau|bandera|ký hiệu|trạng thái"
    r"|tình trạng)\b.*",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"((foot ?)?notes?|remarks?|comments?|ghi chú|anmerkung(en)?|bemerkung(en)?|fußnoten?|merknad(er)?"
    r"|fotnot(e|er)?|anmärkning(ar)?|notas?|observaciones|remarques?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Flagged:
    """The columns of flags, and what is told of columns that are called so.

    Attributes:
        columns: those that are read, in the order in which they count.
        left: those that hold numbers, or no mark at all.
        told: what is told of the latter.
    """

    columns: tuple[int, ...]
    left: tuple[int, ...]
    told: tuple[Notice, ...]


def found(
    names: Sequence[str],
    rows: Rows,
    samples: Fields[int, Sequence[str]],
    key: Sequence[int],
    mapping: Mapping,
    file: str,
) -> Flagged:
    """Return the columns that a person names, that are called as flags are, or that hold nothing but marks.

    Args:
        names: those of all columns.
        rows: the rows of the table.
        samples: what stands in the columns that may be flags.
        key: the columns that keep figures apart anyway, the period first.
        mapping: what a person says.
        file: the name of the file.

    Raises:
        StopError: a column may be flags as well as a breakdown.
    """
    if mapping.flag:
        return Flagged((column_of(names, mapping.flag, file),), (), ())
    silent = [c for c, texts in samples.items() if not any(texts) and are_flags(names[c], ())]
    called = [c for c, texts in samples.items() if c not in silent and are_flags(names[c], texts)]
    numbered = tuple(c for c in called if are_figures(names[c], samples[c]))
    told = tuple(Notice("import.flag_numbers", {"column": names[c]}) for c in numbered)
    rest = [c for c in samples if c not in {*called, *silent, *key} and not are_figures(names[c], samples[c])]
    beside = any(are_figures(names[c], texts) for c, texts in samples.items())
    held = _by_content(names, rows, rest, key, file) if beside or mapping.values else []
    return Flagged((*(c for c in called if c not in numbered), *held, *silent), numbered, told)


def _by_content(
    names: Sequence[str], rows: Rows, columns: Sequence[int], key: Sequence[int], file: str
) -> list[int]:
    """Return the columns of words whose cells are blank or marks, whatever they are called.

    Figures are apart without them, and they are not the same throughout a series, as codes of countries are.
    """
    held = [row for row in rows if not is_line(row)]
    likely = [c for c in columns if _are_marks(names[c], [_cell(row, c) for row in held])]
    labels = [*key[1:], *(c for c in columns if c not in likely and not is_notes(names[c]))]
    keys = Counter(_key(row, [key[0], *labels]) for row in held) if likely else Counter[tuple[str, ...]]()
    if len(keys) < len(held):
        return []
    flags_of = [c for c in likely if _is_called(names[c]) or not _is_of_series(held, labels, c)]
    for column in flags_of:
        if not _is_sure(names[column], [_cell(row, column) for row in held]):
            raise StopError("import.which_flags", file=file, column=names[column])
    return flags_of


def _is_of_series(rows: Rows, labels: Sequence[int], column: int) -> bool:
    """Tell whether several series have one text each in a column."""
    by_series: dict[tuple[str, ...], set[str]] = {}
    for row in rows:
        by_series.setdefault(_key(row, labels), set()).add(_cell(row, column))
    return len(by_series) > 1 and all(len(own) == 1 for own in by_series.values())


def notes_told(names: Sequence[str], columns: Sequence[int], rows: Rows) -> tuple[Notice, ...]:
    """Return what is told of columns of notes that are not read."""
    left = [names[c] for c in columns if is_notes(names[c]) and any(_cell(row, c) for row in rows)]
    return (Notice("import.notes_left", {"columns": ", ".join(left)}),) if left else ()


def is_notes(name: str) -> bool:
    """Tell whether a column is called as those of notes are."""
    return _NOTES.fullmatch(" ".join(name.replace("_", " ").split())) is not None


def _are_marks(name: str, texts: Sequence[str]) -> bool:
    """Tell whether cells are blank or marks, some of which say something, and do not all say the same."""
    said = {text for text in texts if not numbers.is_missing(text) or text in ("c", "x")}
    if _CALLED.fullmatch(name.strip()) and said and not any(map(str.isalnum, "".join(said))):
        return True  # stars and daggers
    known = all(flags.marks(text) and flags.is_known(text) for text in said)
    tells = any(flags.quality(text) != flags.Quality() for text in said)
    differ = len(said) > 1 or len(said) < len(set(texts)) or _CALLED.fullmatch(name.strip()) is not None
    return known and tells and differ and not (is_notes(name) and _are_numbering(said))


def _is_sure(name: str, texts: Sequence[str]) -> bool:
    """Tell whether marks are no letters of a breakdown: some cells are blank, or are more than letters."""
    letters = all(len(text) <= 1 for text in texts)
    return _is_called(name) or not letters or ("" in texts and not _are_numbering(texts))


def _are_numbering(texts: Iterable[str]) -> bool:
    """Tell whether letters count from a on, as those of footnotes and of grades do."""
    return any(text.casefold() == "a" for text in texts)


def _is_called(name: str) -> bool:
    return _CALLED.fullmatch(name.strip()) is not None or is_notes(name)


def _key(row: Sequence[str], columns: Sequence[int]) -> tuple[str, ...]:
    return tuple(_cell(row, c) for c in columns)


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""
