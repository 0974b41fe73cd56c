"""Verify: is every number of the articles accounted for, and does every figure stand where the data says?

The articles are the texts the data was read from; they lie outside the data folder. A number counts as
accounted for when a data item that cites the paragraph prints it (`as_printed`), when the source record
lists it under `left_out` with a reason, or when it is part of the record's own address.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tracker import reader
from tracker.articles import numberwords, numerals
from tracker.articles.numerals import Numeral
from tracker.model import (
    Baseline,
    Citation,
    Goal,
    Indicator,
    Milestones,
    Observation,
    Portfolio,
    Series,
    Source,
    Target,
    Tiers,
)
from tracker.problems import Path as FieldPath
from tracker.problems import Problem, dotted
from tracker.reading.tree import Tree

Span = tuple[int, int]
Lookup = Callable[[str, FieldPath], tuple[int, int]]
_LINE = re.compile(r"L([1-9][0-9]{0,5})", re.ASCII)


@dataclass(frozen=True)
class Item:
    """A data item that cites an article: where it stands in the data, and the numbers it states."""

    file: str
    path: FieldPath
    at: str | None
    as_printed: str | None
    stated: tuple[float, ...]
    factor: float


@dataclass(frozen=True)
class Article:
    """An article as it was read: its record, its name as shown, its bytes, its paragraphs, their numbers."""

    source: Source
    shown: str
    content: bytes
    lines: tuple[str, ...]
    found: tuple[list[Numeral], ...]

    def numbers(self, line: int) -> list[Numeral]:
        """Return the numbers of a paragraph."""
        return self.found[line - 1]

    def spans(self, line: int, text: str) -> list[Span]:
        """Return where a text stands in a paragraph without cutting a word or a number in two."""
        paragraph = self.lines[line - 1]
        cuts = [(number.start, number.end) for number in self.numbers(line)]
        pattern = r"\s+".join(map(re.escape, unicodedata.normalize("NFC", text).split()))
        found = [match.span() for match in re.finditer(pattern, paragraph)] if pattern else []
        return [span for span in found if not _splits(paragraph, span, cuts)]


def verify(articles: Path, portfolio: Portfolio, data: Path | None = None) -> list[Problem]:
    """Return everything in which articles and data disagree; empty when every number is accounted for.

    Args:
        articles: the folder of the article texts, named as the source records' `article` fields name them.
        portfolio: the data.
        data: the data folder, read again for the line of a faulty field; without it a problem names line 1.
    """
    place = _places(data)
    found: list[Problem] = []
    named = set()
    for source in portfolio.sources.values():
        if source.article is not None:
            named.add(source.article)
            article = _read(articles, source)
            if article is None:
                found.append(_fault("V001", source.file, ("article",), place, article=source.article))
            else:
                found += _compare(article, _cited(portfolio, source.id), place)
    return sorted([*found, *_unknown(articles, named)], key=lambda problem: problem.order)


def _places(data: Path | None) -> Lookup:
    """Return the function that looks up line and column of a field."""
    if data is None:
        return lambda file, path: (1, 1)

    @cache
    def tree(file: str) -> Tree | Problem:
        return reader.parse((data / file).read_bytes(), file)

    def place(file: str, path: FieldPath) -> tuple[int, int]:
        try:
            found = tree(file)
        except OSError:
            return (1, 1)
        return (1, 1) if isinstance(found, Problem) else found.place(path)[:2]

    return place


def _fault(code: str, file: str, path: FieldPath, place: Lookup, **values: str) -> Problem:
    line, column = place(file, path)
    return Problem(code, file, line, column, dotted(path), values)


def _unknown(articles: Path, named: set[str]) -> Iterator[Problem]:
    """Yield a problem for every article that no source record names."""
    for entry in sorted(articles.iterdir()):
        if entry.is_file() and not entry.name.startswith(".") and entry.name not in named:
            yield Problem("V008", str(entry), values={"article": entry.name})


def _read(articles: Path, source: Source) -> Article | None:
    """Return the article of a source record, or None when there is no such text in the folder."""
    name = source.article or ""
    path = articles / name
    try:
        content = path.read_bytes() if Path(name).name == name and path.is_file() else None
    except (OSError, ValueError):
        return None
    if content is None:
        return None
    text = unicodedata.normalize("NFC", content.decode("utf-8-sig", errors="replace"))
    lines = tuple(re.split(r"\r\n|\n|\r", text))
    found = tuple(numerals.find(line, source.language) for line in lines)
    return Article(source, str(path), content, lines, found)


def _cited(portfolio: Portfolio, source: str) -> list[Item]:
    """Return every data item that cites a source, in the order of the files."""
    found = []
    for target in portfolio.targets.values():
        factor = 1.0
        if not isinstance(target, Milestones):
            unit = portfolio.vocabulary.units.get(target.measure.unit)
            factor = float(unit.factor) if unit and unit.factor is not None else 1.0
        citing = ((path, each) for path, each in _citations(target) if each.source == source)
        found += [_item(target.file, path, each, factor) for path, each in citing]
    return found


def _citations(target: Target) -> Iterator[tuple[FieldPath, Citation | Baseline]]:
    """Yield everything in a target that names a source for a figure or a step."""
    if isinstance(target, Milestones):
        yield from _of_steps(target)
    elif isinstance(target, Indicator):
        yield from _of_series(target)
    else:
        field = "tiers" if isinstance(target, Tiers) else "parts"
        for number, part in enumerate(target.parts):
            yield from (((field, number, *path), each) for path, each in _of_series(part))


def _of_series(series: Series) -> Iterator[tuple[FieldPath, Citation | Baseline]]:
    yield from ((("goals", number), goal) for number, goal in enumerate(series.goals))
    if series.baseline is not None:
        yield ("baseline",), series.baseline
    yield from ((("observations", number), each) for number, each in enumerate(series.observations))


def _of_steps(target: Milestones) -> Iterator[tuple[FieldPath, Citation | Baseline]]:
    for number, step in enumerate(target.steps):
        if step.source is not None:
            yield ("steps", number), Citation(source=step.source, at=step.at, as_printed=step.as_printed)
        yield from ((("steps", number, "records", place), each) for place, each in enumerate(step.records))


def _item(file: str, path: FieldPath, cited: Citation | Baseline, factor: float) -> Item:
    stated: tuple[float | None, ...] = ()
    if isinstance(cited, Goal):
        stated = (cited.low, cited.high)
    elif isinstance(cited, Observation | Baseline):
        stated = (cited.value,)
    numbers = tuple(abs(float(number)) for number in stated if number is not None)
    return Item(file, path, cited.at, cited.as_printed, numbers, factor)


def _compare(article: Article, items: list[Item], place: Lookup) -> Iterator[Problem]:
    """Yield what is wrong between one article, its source record and the items that cite it."""
    source = article.source
    digest = hashlib.sha256(article.content).hexdigest()
    if digest != source.sha256:
        values = {"article": source.article or "", "found": digest}
        yield _fault("V002", source.file, ("sha256",), place, **values)
    if source.language is not None and numberwords.tongue(source.language) is None:
        known = ", ".join(numberwords.known())
        yield _fault("V012", source.file, ("language",), place, language=source.language, known=known)
    printed: dict[int, list[str]] = {}
    for item in items:
        yield from _misquoted(article, item, place)
        line = _line(article, item.at)
        if line and item.as_printed:
            printed.setdefault(line, []).append(item.as_printed)
    covered = {line: _claimed(article, line, texts) for line, texts in printed.items()}
    yield from _left_out(article, covered, place)
    yield from _unaccounted(article, covered)


def _line(article: Article, at: str | None) -> int | None:
    """Return the paragraph that a place such as L61 names, or None when the article has none there."""
    match = _LINE.fullmatch(at or "")
    line = int(match[1]) if match else 0
    return line if 1 <= line <= len(article.lines) and article.lines[line - 1].strip() else None


def _misquoted(article: Article, item: Item, place: Lookup) -> Iterator[Problem]:
    """Yield the faults of one item: its place, its figure as printed, and the number it makes of it."""
    named = {"article": article.source.article or ""}
    if item.at is None:
        yield _fault("V011", item.file, item.path, place, **named)
        return
    line = _line(article, item.at)
    if line is None:
        yield _fault("V005", item.file, (*item.path, "at"), place, at=item.at, **named)
        return
    if item.as_printed is None:
        return
    path = (*item.path, "as_printed")
    if article.spans(line, item.as_printed):
        yield from _misread(article, item, place)
        return
    where = [f"L{n}" for n in range(1, len(article.lines) + 1) if article.spans(n, item.as_printed)]
    values = {"figure": item.as_printed, "at": item.at, "elsewhere": ", ".join(where)} | named
    yield _fault("V013" if where else "V004", item.file, path, place, **values)


def _misread(article: Article, item: Item, place: Lookup) -> Iterator[Problem]:
    """Yield a problem when the figure as printed cannot mean the number that the item states."""
    printed = item.as_printed or ""
    found = numerals.find(unicodedata.normalize("NFC", printed), article.source.language)
    meant = {reading for numeral in found for reading in numeral.readings}
    for number in item.stated if meant else ():
        if not any(_equal(number, reading) or _equal(number * item.factor, reading) for reading in meant):
            path = (*item.path, "as_printed")
            yield _fault("V009", item.file, path, place, figure=printed, value=f"{number:.15g}")


def _equal(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(abs(one), abs(other))


def _claimed(article: Article, line: int, texts: list[str]) -> set[Numeral]:
    """Return the numbers of a paragraph that texts account for; each text accounts for one place of it."""
    taken: set[Numeral] = set()
    for text in sorted(texts, key=len, reverse=True):
        taken |= _next_free(article, line, text, taken)
    return taken


def _next_free(article: Article, line: int, text: str, taken: set[Numeral]) -> set[Numeral]:
    """Return the numbers that the first place of a text covers where one is not accounted for yet."""
    for start, end in article.spans(line, text):
        inside = {number for number in article.numbers(line) if start <= number.start and number.end <= end}
        if inside - taken:
            return inside - taken
    return set()


def _left_out(article: Article, covered: dict[int, set[Numeral]], place: Lookup) -> Iterator[Problem]:
    """Take the numbers that the source record leaves out; yield the entries that do not fit."""
    source = article.source
    for number, entry in enumerate(source.left_out):
        path: FieldPath = ("left_out", number)
        line = _line(article, entry.at)
        values = {"figure": entry.figure, "at": entry.at, "article": source.article or ""}
        if line is None:
            yield _fault("V005", source.file, (*path, "at"), place, **values)
        elif not article.spans(line, entry.figure):
            yield _fault("V006", source.file, (*path, "figure"), place, **values)
        elif free := _next_free(article, line, entry.figure, covered.setdefault(line, set())):
            covered[line] |= free
        else:
            yield _fault("V007", source.file, (*path, "figure"), place, **values)


def _unaccounted(article: Article, covered: dict[int, set[Numeral]]) -> Iterator[Problem]:
    """Yield every number of the article that nothing accounts for."""
    for line in range(1, len(article.lines) + 1):
        own = article.spans(line, article.source.url) if article.source.url else []
        for number in article.numbers(line):
            if number in covered.get(line, ()) or any(s <= number.start and number.end <= e for s, e in own):
                continue
            values = {"figure": number.text, "at": f"L{line}", "source": article.source.id}
            yield Problem("V003", article.shown, line, number.start + 1, values=values)


def _splits(text: str, span: Span, numbers: list[Span]) -> bool:
    """Tell whether a place in a text begins or ends in the middle of a word or of a number."""
    for edge in span:
        if 0 < edge < len(text) and text[edge - 1].isalpha() and text[edge].isalpha():
            return True
        if any(start < edge < end for start, end in numbers):
            return True
    return False
