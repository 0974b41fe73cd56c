"""Citations: which documents a briefing rests on, their numbers in it, and how to cite a target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.board import Entry
from tracker.documents import beside
from tracker.export.briefing import Briefing
from tracker.language import Words
from tracker.model import Source
from tracker.progress import Assessment
from tracker.telling.blocks import Cell, Span, Table, cell
from tracker.tongue import shared


def cited(assessment: Assessment, briefing: Briefing) -> list[str]:
    """Return the ids of the documents behind an assessment, known on its day, each once."""
    sources = briefing.portfolio.sources
    found = dict.fromkeys(name for name in _cited(assessment, briefing) if name)
    return [name for name in found if name in sources and sources[name].known <= briefing.on]


def _cited(given: Assessment, briefing: Briefing) -> Iterator[str | None]:
    for part in (*given.parts, *given.members):
        yield from _cited(part, briefing)
    yield from (result.goal.source for result in given.goals)
    yield given.baseline.source if given.baseline else None
    yield from (point.source for point in given.series)
    yield from (rival.point.source for rival in given.others)
    yield given.record.source if given.record else None
    target = briefing.portfolio.targets.get(given.id) if not given.within else None
    yield from beside(target) if target else ()


class Citations:
    """The numbered documents of one briefing, in the order in which the targets cite them.

    Attributes:
        numbers: the number of each document by its id, from 1.
    """

    def __init__(self, briefing: Briefing) -> None:
        """Number the documents behind the chosen targets."""
        self._briefing = briefing
        order = dict.fromkeys(
            name for assessment in briefing.assessments for name in cited(assessment, briefing)
        )
        self.numbers = {name: at for at, name in enumerate(order, 1)}

    def record(self, source: str | None) -> Source | None:
        """Return the record of a document that has a number here."""
        return self._briefing.portfolio.sources.get(source or "") if source in self.numbers else None

    def publisher(self, source: str | None, *, short: bool = True) -> str:
        """Return the name of who published a document, the short one where there is one."""
        record = self.record(source)
        return self.body(record.publisher, short=short) if record else ""

    def body(self, name: str, *, short: bool = False) -> str:
        """Return the title of a body, or its short name where it has one and that is wanted."""
        body, text = self._briefing.portfolio.vocabulary.bodies.get(name), self._briefing.words.text
        if body is None:
            return name
        return (text(body.short) if short else "") or text(body.title)

    def published(self, source: str | None) -> str:
        """Return when a document was published, as exactly as it is known."""
        record, words = self.record(source), self._briefing.words
        if record is None:
            return ""
        day = words.period(record.published)
        return words("source.day_unknown", day=day) if record.day_unknown else day

    def mark(self, source: str | None, place: str | None = None) -> Cell:
        """Return number, publisher and place of a document as a cell, for example "[3] MOST, L61"."""
        record = self.record(source)
        if record is None:
            return cell("–")
        shown = f"[{self.numbers[record.id]}] {self.publisher(record.id)}"
        return cell(f"{shown}, {place}" if place else shown)

    def line(self, assessment: Assessment) -> str:
        """Return the documents behind one target in one line, with the day of each."""
        return "; ".join(
            f"{self.mark(name).text}, {self.published(name)}"
            for name in sorted(cited(assessment, self._briefing), key=self._place)
            if self.record(name)
        )

    def _place(self, source: str) -> int:
        return self.numbers.get(source, 0)

    def table(self) -> Table:
        """Return every document with publisher, day, reliability and its address written out."""
        words = self._briefing.words
        heads = ("number", "publisher", "source", "published", "kind", "reliability", "address")
        return Table(
            tuple(words(f"export.column.{head}" if head in _OWN else f"column.{head}") for head in heads),
            tuple(self._row(number, name) for name, number in self.numbers.items()),
            words("export.sources"),
            (4, 16, 27, 10, 8, 9, 34),
            (0,),
            "sources",
        )

    def _row(self, number: int, name: str) -> tuple[Cell, ...]:
        words, source = self._briefing.words, self._briefing.portfolio.sources[name]
        publisher = self.publisher(name, short=False)
        if source.outlet:
            outlet = words.text(self._briefing.portfolio.vocabulary.bodies[source.outlet].title)
            publisher = f"{publisher}; {words('source.outlet', outlet=outlet)}"
        whole = "-" in source.published.text and source.published.first == source.published.last
        title = words.text(source.title)
        if source.translated:
            title = words("export.translated", title=title, language=source.language or "")
        return (
            cell(str(number), number, str(number)),
            cell(publisher),
            cell(title),
            cell(self.published(name), source.published.last if whole else None),
            cell(words(f"kind.{source.kind}")),
            cell(words(f"reliability.{source.reliability}") if source.reliability else "–"),
            cell(Span(source.url or "–", link=source.url or "")),
        )


_OWN = ("number", "address")


def citation(assessment: Assessment, briefing: Briefing, known: Citations | None = None) -> str:
    """Return how to cite what is said about a target: title, publishers, day and link."""
    words, citations = briefing.words, known or Citations(briefing)
    names = dict.fromkeys(citations.publisher(name) for name in cited(assessment, briefing))
    text = words(
        "export.citation" if names else "export.citation.alone",
        title=words.text(assessment.title),
        publishers="; ".join(names),
        day=words.day(briefing.on),
    )
    return f"{text} {briefing.target_address(assessment.id)}" if briefing.reachable else text


def titled(entries: Iterable[Entry], words: Words) -> list[str]:
    """Return the titles of board entries, a part behind the title of its target."""
    return [_titled(entry, words) for entry in entries]


def _titled(entry: Entry, words: Words) -> str:
    own = None if entry.leaf is entry.target else entry.leaf.title
    parts = [text for text in (words.text(entry.target.title), words.text(own)) if text]
    return shared(": ".join(parts), parts)
