"""Compared: what becomes of the figures of a source beside those that a target holds already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from tracker.importing import marks
from tracker.importing.changes import WRITTEN, Item, What
from tracker.importing.columns import is_total
from tracker.importing.content import Figure, Notice, StopError, Strand, Subject
from tracker.importing.counted import Of, held, others, says
from tracker.importing.editions import undated
from tracker.importing.folder import NO_PUBLISHER, Folder
from tracker.model import Indicator, Observation
from tracker.scalars import Period


def placed(
    strands: Sequence[Strand], subject: Subject, existing: Indicator | None, folder: Folder
) -> list[Strand]:
    """Return the series of a source with the members that tell them apart in the target that is there.

    An edition in which one member of a dimension is left has no series by it; its figures are still those of
    the member and not of the whole.
    """
    told = {name for one in existing.series for name in one.of} if existing else set()
    other = others(subject, existing) if existing else ()
    shared = {
        name: member
        for name, member in subject.shared
        if (folder.known("dimensions", name) in told and not is_total(member)) or (name, member) in other
    }
    return [replace(strand, of={**shared, **strand.of}) for strand in strands] if shared else [*strands]


def headed(strands: Sequence[Strand], existing: Indicator, folder: Folder) -> list[Strand]:
    """Return series without the members that the figures of the target are of, as its definition says.

    An edition that adds Sweden to a table of Norway alone goes on with the figures of Norway.

    Raises:
        StopError: beside such a member there is a whole now.
    """
    said = (existing.measure.definition or {}).get("en", "")
    named = {pair for strand in strands for pair in strand.of.items() if says(said, *pair)}
    held_by = [one.of.items() for one in existing.series]
    words = {pair: folder.of(dict([pair]), add=False) for pair in sorted(named)}
    own = [pair for pair, of in words.items() if not any(of and of.items() <= one for one in held_by)]
    for name, member in own:
        if any(name not in strand.of for strand in strands):
            values = {"id": existing.id, "file": existing.file, "name": name, "member": member}
            raise StopError("import.headline", **values)
    return [replace(one, of={n: m for n, m in one.of.items() if (n, m) not in own}) for one in strands]


def expect_unit(subject: Subject, existing: Indicator, folder: Folder) -> None:
    """Stop at figures of another unit than that of the target which is there.

    Raises:
        StopError: the source names one.
    """
    unit = existing.measure.unit
    if subject.names_unit and subject.unit and not folder.is_called(unit, subject.unit):
        known = folder.portfolio.vocabulary.units.get(unit)
        at = next((one.at for strand in subject.strands for one in strand.figures), "")
        said = {"id": subject.id, "at": at or subject.document.title, "new": subject.unit}
        old = known.title["en"] if known else unit
        reason = "refresh.other_unit" if existing.origin else "import.other_unit"
        raise StopError(reason, **said, old=old, file=existing.file)


def compared(
    figures: Sequence[Figure],
    observations: Sequence[Observation],
    subject: Subject,
    folder: Folder,
    strand: Strand,
) -> tuple[list[Item], list[Figure]]:
    """Return what becomes of every figure of a series, and those that are to be written."""
    published = _day(subject.document.published, folder.on)
    newest = _newest(observations, folder)
    by_text = {one.period.text: one for one in newest.values()}
    items, written, seen = [], [], set()
    of = ", ".join(f"{name}: {member}" for name, member in strand.of.items())
    stated = subject.marked or any(map(marks.of_figure, figures))
    for figure in figures:
        known = by_text.get(figure.period) or newest.get(_span(figure.period))
        what = _fate(figure, known, published, subject, folder, stated=stated)
        seen.add(id(known))
        pair = (marks.of_observation(known) if known else (), marks.of_figure(figure))
        said = pair if pair[0] != pair[1] else None
        items.append(Item(what, of, figure.period, _shown(known), figure.as_printed, figure.at, said))
        if what in WRITTEN:
            written.append(figure)
    left = [one for one in newest.values() if id(one) not in seen] if figures else []
    return [*items, *_gone(left, of, subject, folder)], written


def unsaid(subject: Subject, existing: Indicator, items: Sequence[Item], folder: Folder) -> Iterator[Notice]:
    """Yield a sentence where a source revises figures of one member of which the target says nothing."""
    said = (existing.measure.definition or {}).get("en", "").casefold()
    by = {name for one in existing.series for name in one.of}
    new = [
        f"{name}: {member}"
        for name, member in subject.shared
        if f"{name}: ".casefold() not in said and folder.known("dimensions", name) not in by
        if name.casefold() not in ("freq", "frequency")
        if not is_total(member) and undated(f"x {member}") != "x"
    ]
    if new and any(item.what == "revised" for item in items):
        yield Notice("import.unsaid", {"id": existing.id, "file": existing.file, "of": "; ".join(new)})


def lost(existing: Indicator | None, found: Iterable[Of], subject: Subject, folder: Folder) -> Iterator[Item]:
    """Yield the figures of the series that a source has no more, though it has others by the same dimensions.

    Of a target that has series the whole is one of them.
    """
    there = set(found)
    by = {frozenset(name for name, _ in of) for of in there if of}
    for of, observations in held(existing).items() if existing and existing.series and by else ():
        if of not in there and (not of or frozenset(name for name, _ in of) in by):
            yield from _gone(_newest(observations, folder).values(), _named(of, folder), subject, folder)


def _named(of: Of, folder: Folder) -> str:
    """Return the members of a series as people call them."""
    known = folder.portfolio.vocabulary.dimensions
    return ", ".join(
        f"{known[name].title['en']}: {known[name].members[word].title['en']}" for name, word in of
    )


def _newest(observations: Iterable[Observation], folder: Folder) -> dict[tuple[date, date], Observation]:
    """Return the figure of each period that was published last."""
    newest: dict[tuple[date, date], Observation] = {}
    for one in observations:
        key = (one.period.first, one.period.last)
        if key not in newest or folder.published(newest[key].source) <= folder.published(one.source):
            newest[key] = one
    return newest


def _gone(left: Iterable[Observation], of: str, subject: Subject, folder: Folder) -> list[Item]:
    """Return what the same publisher said before and says no more."""
    publisher, sources = _publisher(subject, folder), folder.portfolio.sources
    own = {one.id for one in sources.values() if one.publisher == publisher}
    return [
        Item("gone", of, one.period.text, _shown(one), "", one.at or "") for one in left if one.source in own
    ]


def single(figures: Sequence[Figure], name: str, told: list[Notice]) -> Sequence[Figure]:
    """Return the figures in the order of time, one a period; of two that differ the last one counts."""
    found: dict[str, Figure] = {}
    for figure in figures:
        before = found.get(figure.period)
        if before and replace(before, at=figure.at) == figure:
            continue  # a row that stands there twice is found where it stands first
        if before is not None and _value(before) != _value(figure):
            values = {
                "id": name,
                "period": figure.period,
                "out": before.as_printed,
                "kept": figure.as_printed,
            }
            told.append(Notice("import.left.twice", values))
        found[figure.period] = figure
    return [found[period] for period in sorted(found)]


def _publisher(subject: Subject, folder: Folder) -> str:
    return folder.known("bodies", subject.document.publisher or NO_PUBLISHER)


def _span(text: str) -> tuple[date, date]:
    try:
        period = Period.parse(text)
    except ValueError:
        return date.min, date.min
    return period.first, period.last


def _fate(
    figure: Figure,
    known: Observation | None,
    published: date,
    subject: Subject,
    folder: Folder,
    *,
    stated: bool,
) -> What:
    """Return what becomes of a figure that meets another one of its period, or none.

    A publisher revises a figure with its marks; another one that prints the same value says the same.
    """
    if known is None:
        return "new"
    same = known.quality == "suppressed" if figure.hidden else float(known.value) == _value(figure)
    if same and (figure.hidden or not marks.differ(figure, known, stated=stated)):
        return "unchanged"
    record = folder.portfolio.sources.get(known.source)
    rival = record is not None and record.publisher != _publisher(subject, folder)
    if same and rival:
        return "unchanged"
    if folder.published(known.source) > published:
        return "older"
    return "rival" if rival else "revised"


def _value(figure: Figure) -> float | None:
    return None if figure.hidden else float(figure.value)


def _day(published: str, on: date) -> date:
    return Period.parse(published).last if published else on


def _shown(known: Observation | None) -> str:
    if known is None or known.as_printed or known.quality == "suppressed":
        return (known.as_printed or ":") if known else ""
    return f"{known.value:.{known.value.decimals}f}"
