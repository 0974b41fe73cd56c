"""News: what each build announces, written down so that nothing is announced twice.

`data/editions.json` holds the editions with what they announced, how everything stood at the last one,
and how it stood before that; so a second build of one day finds the same news again.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from tracker.board import Entry, promised_by
from tracker.changed import newest, part
from tracker.judging.states import label_of
from tracker.model import Statement
from tracker.progress import Assessment, as_promised
from tracker.scene import Scene
from tracker.telling.blocks import Block, Empty, Heading, Paged, Prose, Span, line, tabled
from tracker.telling.signs import heads

FILE = "data/editions.json"
RECENT = timedelta(days=90)
"""With the board of so long before, a site that begins compares itself."""
SHOWN = 60
"""News on one page."""
Standings = dict[str, list[str]]
"""By entry: its standing, marks of figures, goals and steps, whether it is past due, marks of statements
and of the figures and goals of each series, the deadlines of goals that have passed, and the label of the
standing: whether a goal was met late and whether it is still kept."""


@dataclass(frozen=True, slots=True)
class News:
    """One announcement.

    Attributes:
        id: never changes and is never given twice.
        title, text: by language.
    """

    id: str
    on: str
    target: str
    theme: str
    title: Mapping[str, str]
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Editions:
    """What was announced until now.

    Attributes:
        seed: tells the feeds of this site from those of every other.
        on: the day of the last edition.
        before, after: how everything stood before and at the last edition.
        earlier: the day of the edition before; empty for the first.
        began: the day of the first edition, as far as it is known.
    """

    seed: str
    on: str
    before: Standings
    after: Standings
    news: tuple[News, ...]
    earlier: str = ""
    began: str = ""

    @property
    def fresh(self) -> tuple[News, ...]:
        """What the last edition announced."""
        return tuple(one for one in self.news if one.on == self.on)

    def text(self) -> str:
        """Return the editions as they are written."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def read(text: str) -> Editions | None:
    """Return the editions in a file; None where it holds none."""
    try:
        found: dict[str, Any] = json.loads(text)
        news = tuple(News(**one) for one in found.pop("news"))
        uuid.UUID(found["seed"])
        return Editions(news=news, **found)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def edition(
    known: Editions | None, scenes: Sequence[Scene], earlier: Iterable[Entry], address: str = ""
) -> Editions:
    """Return the editions with the one of the day of the scenes.

    Args:
        known: what was announced until now; None for a site that begins.
        scenes: one for each language.
        earlier: the board of some weeks before, with which a site that begins compares itself.
        address: where the site is published; empty where nobody said.
    """
    scene = scenes[0]
    on, after = scene.on.isoformat(), standings(scene.entries, scene.on)
    if known is None:
        seed, began = _seed(on, scene, address), on
        board, past = list(earlier), tuple[News, ...]()
        before = standings(board, max((entry.leaf.on for entry in board), default=scene.on))
        day_before = ""
    elif on < known.on:
        return known
    else:
        seed, day_before = known.seed, known.earlier if on == known.on else known.on
        began = known.began or min([known.on, *(one.on for one in known.news)])
        before = known.before if on == known.on else known.after
        past = tuple(news for news in known.news if news.on != on)
    fresh = [news for entry in scene.entries for news in _news(entry, before, after, scenes, seed)]
    return Editions(seed, on, before, after, (*fresh, *past), day_before, began)


def _seed(on: str, scene: Scene, address: str) -> str:
    """Return what tells a site that begins from others of its day: title, and address or else targets."""
    title = json.dumps(dict(scene.portfolio.vocabulary.title or {}), sort_keys=True)
    own = address or " ".join(sorted(scene.portfolio.targets))
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"policy-target-tracker {on} {title} {own}"))


def told(editions: Editions, scene: Scene) -> Iterator[Block]:
    """Tell what the last edition announced, and since when that is new."""
    words, fresh = scene.words, editions.fresh
    yield Heading(words("site.edition"), 1)
    if editions.on != scene.on.isoformat():  # a day before that of the last edition announces nothing
        yield Empty(words("site.edition.none"))
        return
    if not fresh:
        yield Empty(since(editions, scene))
        return
    yield Prose(line(since(editions, scene)), "note")

    def show(some: Sequence[News]) -> Iterator[Block]:
        rows = [
            (
                Span(spoken(one.title, words.language), link=scene.link("target", id=one.target)),
                spoken(one.text, words.language),
            )
            for one in some
        ]
        yield tabled(heads(scene, "target", "known"), rows, widths=(36, 64))

    yield Paged("edition", fresh, show, SHOWN)


def since(editions: Editions, scene: Scene) -> str:
    """Return since when the news of an edition are new, or since when there are none, in a sentence."""
    words = scene.words
    day = date.fromisoformat(editions.earlier) if editions.earlier else scene.on - RECENT
    name = ("since" if editions.earlier else "first") if editions.fresh else "nothing"
    return words(f"site.edition.{name}", day=words.day(day))


def spoken(texts: object, language: str) -> str:
    """Return what is told by language in one of them."""
    found = dict(texts) if isinstance(texts, dict) else {}
    return str(found.get(language) or found.get("en") or next(iter(found.values()), ""))


def standings(entries: Iterable[Entry], on: date) -> Standings:
    """Return how everything stands."""
    return {
        entry.path: [
            entry.standing,
            _figures(entry.leaf),
            _goals(entry.leaf),
            _mark((step.id, step.record.state) for step in entry.leaf.parts if step.record),
            "past" if entry.due and entry.due < on else "",
            _mark((said.source, said.says["en"]) for said in _said(entry)),
            " ".join(mark for one in entry.leaf.members for mark in _of_series(one, entry.leaf)),
            " ".join(sorted({day.isoformat() for day in _passed(entry.leaf, on)})),
            label_of(entry.standing, entry.leaf.flags),
        ]
        for entry in entries
        if any(leaf.goals or leaf.series or leaf.parts for leaf in (entry.leaf, *entry.leaf.members))
    }


def _passed(leaf: Assessment, on: date) -> Iterator[date]:
    """Yield the deadlines of the goals of an entry and of its series that have passed."""
    return (day for one in (leaf, *leaf.members) for day in promised_by(one) if day < on)


def _newly_passed(entry: Entry, was: list[str] | None, now: list[str]) -> set[date]:
    """Return the deadlines that have passed since; an edition without a list of them tells its own alone."""
    before = was[7] if was and len(was) > 7 else now[7]
    days = set(now[7].split()) - set(before.split())
    if now[4] and entry.due and (was is None or not was[4]):
        days.add(entry.due.isoformat())
    return set(map(date.fromisoformat, days))


def _figures(leaf: Assessment) -> str:
    return _mark((point.period.text, float(point.value)) for point in leaf.series)


def _goals(leaf: Assessment) -> str:
    return _mark((one.goal.bound, one.goal.low, one.goal.high, one.goal.by) for one in leaf.goals)


def _of_series(series: Assessment, whole: Assessment) -> tuple[str, str]:
    """Return the marks of a series: of its figures, and of its goals that the whole does not share."""
    shared = [as_promised(one.goal) for one in whole.goals]
    goals = "" if all(as_promised(one.goal) in shared for one in series.goals) else _goals(series)
    return f"{series.id}:figure:{_figures(series)}", f"{series.id}:goal:{goals}"


def _told_of_series(entry: Entry, was: list[str] | None, scene: Scene) -> Iterator[str]:
    """Yield the figures and goals of series that are new; an edition without their marks tells of none."""
    words, wording, known = scene.words, scene.wording, was[6].split() if was and len(was) > 6 else []
    for one in entry.leaf.members if was is None or len(was) > 6 else ():
        figures, goals = _of_series(one, entry.leaf)
        if figures not in known and one.latest:
            yield words("site.news.figure", latest=part(one, words) + newest(one, wording))
        if goals not in known and one.goal and not goals.endswith(":"):
            yield words("site.news.goal", goal=part(one, words) + wording.goal(one.goal, one))


def _said(entry: Entry) -> Sequence[Statement]:
    """Return what the body in charge has said; of tiers and shares the first tells it for the whole."""
    target = entry.target
    return target.statements if any(entry.leaf is one for one in (target, *target.parts[:1])) else ()


def _mark(given: Iterable[object]) -> str:
    text = repr(list(given))
    return sha256(text.encode()).hexdigest()[:10] if text != "[]" else ""


def _news(
    entry: Entry, before: Standings, after: Standings, scenes: Sequence[Scene], seed: str
) -> Iterable[News]:
    """Yield what is new about one entry, at most one announcement."""
    now = after.get(entry.path)
    was = before.get(entry.path)
    if now is None or now == was or (was and now[: len(was)] == was):
        return  # an edition of an earlier version of this program knew fewer marks
    on = scenes[0].on.isoformat()
    yield News(
        id=f"urn:uuid:{uuid.uuid5(uuid.UUID(seed), f'{on} {entry.path}')}",
        on=on,
        target=entry.target.id,
        theme=entry.target.theme,
        title={one.words.language: one.title(entry) for one in scenes},
        text={one.words.language: _text(entry, was, now, one) for one in scenes},
    )


def _text(entry: Entry, was: list[str] | None, now: list[str], scene: Scene) -> str:
    """Return what is new in sentences: the standing, figures, goals, steps, a passed deadline."""
    words, wording, leaf = scene.words, scene.wording, entry.leaf
    before = words(f"state.{was[8] if len(was) > 8 else was[0]}") if was else words("change.new")
    told = []
    if was is None or was[0] != now[0] or was[8:] not in ([], now[8:]):
        told.append(words("site.news.standing", before=before, after=wording.state(leaf)))
    if now[1] and (was is None or was[1] != now[1]):
        told.append(words("site.news.figure", latest=newest(leaf, wording)))
    if now[2] and (was is None or was[2] != now[2]):
        told.append(words("site.news.goal", goal=wording.goal(leaf.goal, leaf)))
    if now[3] and (was is None or was[3] != now[3]):
        told.append(words("site.news.steps", done=wording.steps_done(leaf)))
    if now[5] and was and was[5:] not in ([], now[5:]):
        told.append(words("site.news.statement", says=words.text(_said(entry)[-1].says)))
    told += _told_of_series(entry, was, scene)
    passed = sorted(_newly_passed(entry, was, now))
    told += [words("site.news.deadline", day=words.day(day)) for day in passed]
    return " ".join(told) or wording.verdict(leaf)
