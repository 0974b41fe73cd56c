"""Beside a verdict: what bodies say, what others expect, what comes next, and the nearest evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.changed import statement
from tracker.model import Indicator, Statement
from tracker.progress import Assessment, figured
from tracker.scene import Scene
from tracker.telling.blocks import Block, Given, Heading, Prose, Span, line, stacked, tabled
from tracker.telling.signs import heads, sign


def aims(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell what is promised in words only, as far as it was published on the day."""
    target, sources = scene.portfolio.targets[assessment.id], scene.portfolio.sources
    for goal in getattr(target, "goals", ()):
        if goal.aim and goal.source in sources and sources[goal.source].known <= scene.on:
            told = scene.words.text(goal.aim)
            if goal.by:
                told = scene.words("aim.by", aim=told, by=scene.words.period(goal.by))
            yield Prose((Span(scene.words("aim.told", aim=told) + " "), *scene.source(goal.source, goal.at)))


def newest_statement(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell the newest statement beside the verdict, never mixed with it."""
    if not assessment.statements:
        return
    said = assessment.statements[-1]
    who, when = _speaker(said, assessment, scene), scene.published(said.source)
    yield Prose(line(statement(said, who, when, assessment, scene.wording)))


def _speaker(said: Statement, assessment: Assessment, scene: Scene) -> str:
    owner = scene.portfolio.targets[assessment.id].owner
    return scene.body_title(said.speaker(owner, scene.portfolio.sources))


def statements(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell every statement known on the day, the newest first."""
    if not assessment.statements:
        return
    words = scene.words
    rows: list[Sequence[Given]] = [
        [
            words.period(one.for_) if one.for_ else "–",
            _speaker(one, assessment, scene),
            words.text(one.says),
            stacked(scene.source(one.source, one.at)),
            scene.published(one.source),
            words.text(one.note),
        ]
        for one in reversed(assessment.statements)
    ]
    names = heads(scene, "period", "body", "says", "source", "published", "note")
    yield tabled(names, rows, words("statement.all"))


def projections(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell what bodies expect, as far as it was published on the day; it is nobody's verdict here."""
    target = scene.portfolio.targets[assessment.id]
    if not isinstance(target, Indicator):
        return
    sources = scene.portfolio.sources
    rows: list[Sequence[Given]] = [
        [
            scene.body_title(one.by),
            scene.words.period(point.period),
            scene.wording.beside(point.value, assessment),
            stacked(scene.source(one.source, one.at)),
        ]
        for one in target.projections
        if one.source in sources and sources[one.source].known <= scene.on
        for point in one.points
    ]
    if rows:
        names = heads(scene, "body", "period", "expected", "source")
        yield tabled(names, rows, scene.words("projections.title"), numeric=(2,))


def coming(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell what comes next; what only this office says is called its note."""
    words = scene.words
    rows: list[Sequence[Given]] = [
        [
            words.text(one.what),
            scene.body_title(one.who) if one.who else "–",
            words.period(one.by) if one.by else "–",
            stacked(scene.source(one.source, one.at)) if one.source else words("next.ours"),
        ]
        for one in scene.portfolio.targets[assessment.id].next
    ]
    if rows:
        yield tabled(heads(scene, "what", "who", "due", "source"), rows, words("next.title"))


def related(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell the nearest evidence of other targets, where this one has no figures of its own."""
    given = scene.portfolio.targets[assessment.id].related
    known = {name: one for name, one in scene.assessments.items() if figured(one)}
    found = [(one, known[one.target]) for one in given if one.target in known]
    if not found:
        return
    words = scene.words
    yield Heading(words("related.title"))
    yield Prose(line(words("related.note")), "note")
    rows: list[Sequence[Given]] = [
        [
            Span(words.text(other.title), link=scene.link("target", id=other.id)),
            scene.wording.latest(other),
            sign(other, scene),
            words.text(one.why),
        ]
        for one, other in found
    ]
    yield tabled(heads(scene, "target", "latest", "state", "note"), rows)


def nearest(target: Assessment, scene: Scene) -> tuple[Assessment, str] | None:
    """Return the first related target that has a figure on the day, and why it comes near."""
    for one in scene.portfolio.targets[target.id].related:
        other = scene.assessments.get(one.target)
        if other is not None and other.latest is not None:
            return other, scene.words.text(one.why)
    return None
