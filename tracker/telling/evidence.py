"""What a verdict rests on, as tables: methods, figures, goals, open questions and the record of a target."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from tracker import flags, meaning, split
from tracker.defined import of_measure
from tracker.model import Observation, series_of
from tracker.progress import Assessment, GoalResult, MethodResult, Point
from tracker.promised import remarks, way
from tracker.scene import Scene
from tracker.telling.blocks import (
    Block,
    Cell,
    Empty,
    Fold,
    Given,
    Heading,
    Paged,
    Prose,
    Span,
    cell,
    line,
    stacked,
    strung,
    tabled,
)
from tracker.telling.card import name_of, published
from tracker.telling.signs import heads, named

MOST = 9
"""Figures that are shown at a time: on a phone each takes a third of the screen."""

MOST_OF_SERIES = 30
"""Figures of series that are shown at a time where a reader unfolds them."""


def methods(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell what each of the methods says, and why one does not apply."""
    words = scene.words
    if not assessment.methods or assessment.state == "met":
        return  # of a goal that is met no method has anything left to compare
    rows: list[Sequence[Given]] = []
    for name, result in assessment.methods.items():
        projection = "–"
        if result.projection is not None:
            projection = scene.wording.projection(result.projection, assessment)
        rows.append(
            [
                words(f"method.{name}"),
                named(result.state, scene) if result.state else "–",
                _ratio(result, scene),
                projection,
                meaning.of_method(result, assessment, words),
            ]
        )
    names = heads(scene, "method", "state", "ratio", "projection", "note")
    yield tabled(names, rows, words("target.methods"), numeric=(2, 3))


def _ratio(result: MethodResult, scene: Scene) -> str:
    if result.ratio is None:
        return "–"
    return scene.words.number(meaning.ratio_shown(result.ratio, result.id, scene.rule))


def figures(assessment: Assessment, scene: Scene, target: str = "") -> Iterator[Block]:
    """Tell every figure known on the day with its papers, the ones not used as well.

    Args:
        assessment: of an indicator or of a part.
        scene: what to tell from.
        target: id of the target to which a part belongs.
    """
    points = _points(assessment)
    if not points:
        if assessment.goals or assessment.unmeasured:
            yield Empty(scene.words("figures.none"))
        return
    names = heads(scene, *_COLUMNS)
    line_of = scene.lines_of(target or assessment.id, assessment.id)
    rows = [_figure(point, role, assessment, line_of, scene) for point, role in points]
    filled = [at for at in range(len(names)) if any(row[at].text for row in rows)]
    shown, title = [names[at] for at in filled], scene.words("figures.title")

    def some(given: Sequence[Sequence[Cell]]) -> Iterator[Block]:
        yield tabled(shown, [[row[at] for at in filled] for row in given], title, numeric=(1,))

    yield Paged("~".join(("figures", *assessment.key)), rows, some, MOST)


def figures_of_series(target: Assessment, members: Sequence[Assessment], scene: Scene) -> Iterator[Block]:
    """Tell the figures of series with their papers, series after series; a suppressed one with its reason."""
    found = [(one, *pair) for one in members for pair in _points(one)]
    names, title = heads(scene, "part", *_COLUMNS[1:]), scene.words("members.figures")

    def some(given: Sequence[tuple[Assessment, Point, str]]) -> Iterator[Block]:
        rows = [
            [
                stacked(line(scene.words.text(one.title)), line(scene.words.period(point.period))),
                *_figure(point, role, one, scene.lines_of(target.id, one.id), scene)[1:],
            ]
            for one, point, role in given
        ]
        filled = [at for at in range(len(names)) if any(row[at].text for row in rows)]
        yield tabled([names[at] for at in filled], [[row[at] for at in filled] for row in rows], numeric=(1,))

    if found:
        yield Fold(title, (Paged(f"figures-of-series-{target.id}", found, some, MOST_OF_SERIES),))


_COLUMNS = ("period", "figure", "printed", "status", "source", "published", "note")


def _points(assessment: Assessment) -> list[tuple[Point, str]]:
    """Return every figure known on the day with its role where it is not used, the newest first."""
    points = [(point, "") for point in assessment.series]
    points += [(rival.point, str(rival.role)) for rival in assessment.others]
    points += [(point, "") for point in assessment.withheld]
    return sorted(points, key=lambda pair: (pair[0].period.last, pair[0].published or date.min), reverse=True)


def _figure(
    point: Point, role: str, assessment: Assessment, line_of: Callable[[Observation], str], scene: Scene
) -> list[Cell]:
    words, observation = scene.words, point.observation
    notes = [words(f"role.{role}")] if role else []
    if observation:
        notes += _doubt(observation, assessment, scene)
        notes += [
            words.text(text) for text in (observation.set_aside, observation.break_, observation.note) if text
        ]
    place = Span(line_of(observation) if observation else "", "line")
    shown = Span("–")
    if not point.suppressed:
        opens = scene.card(assessment.within or assessment.id, name_of(point, assessment))
        shown = Span(scene.wording.point(point, assessment), link=opens)
    return [
        stacked(line(words.period(point.period))),
        stacked((shown,)),
        stacked(line(observation.as_printed or "" if observation else "")),
        stacked(line(words(f"obs.{observation.status}") if observation and observation.status else "")),
        stacked(scene.source(point.source, observation.at if observation else None)),
        stacked(line(published(point, scene))),
        stacked(strung(*notes), line(place)),
    ]


def drafts(target: str, scene: Scene) -> Iterator[Block]:
    """Tell the figures that nobody has reviewed yet, for those who may: none of them is counted."""
    words, whole = scene.words, scene.assessments[target]
    parts = {one.id: one for one in (*whole.parts, *whole.members)}
    rows: list[Sequence[Given]] = []
    for part, series in series_of(scene.portfolio.targets[target]):
        judged = parts.get(part, whole)
        for one in series.observations:
            if one.draft:
                name = words.text(judged.title) if part else ""
                shown = "–" if one.quality == "suppressed" else scene.wording.beside(one.value, judged)
                cited = stacked(scene.source(one.source, one.at))
                rows.append([name, words.period(one.period), shown, cited, words.text(one.note)])
    if rows:
        yield Heading(words("drafts.title"))
        yield Prose(line(words("drafts.note")), "note")
        filled = [at for at in range(5) if any(cell(row[at]).text for row in rows)]
        names = heads(scene, "part", "period", "figure", "source", "note")
        yield tabled([names[at] for at in filled], [[row[at] for at in filled] for row in rows])


def _doubt(observation: Observation, assessment: Assessment, scene: Scene) -> list[str]:
    """Return how sure a figure is, and its footnote."""
    words, wording = scene.words, scene.wording
    told = []
    if observation.interval:
        ends = wording.ends(observation.interval, assessment)
        sure = observation.confidence
        name = "figure.interval" if sure is None else "figure.interval.sure"
        told.append(words(name, **ends, confidence=words.percent((sure or 0) / 100)))
    if observation.of:
        told.append(
            words(
                "figure.of",
                whole=wording.words.figure(observation.of.value, wording.units.get(observation.of.unit)),
            )
        )
    if observation.quality:
        told.append(words(f"quality.of.{observation.quality}"))
    if observation.footnote:
        told.append(words.text(observation.footnote))
    return told


def goals(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell every goal, drafts and replaced ones too, each with its own verdict."""
    if not assessment.goals:
        return
    names = heads(scene, "goal", "role", "state", "gap_closed", "source", "note")
    rows = [_goal(result, assessment, scene) for result in assessment.goals]
    noted = any(row[-1].text for row in rows)
    widths = (19, 9, 15, 8, 27, 22) if noted else (19, 9, 15, 8, 49)
    shown = slice(len(widths))  # without a note there is no column for notes
    title = scene.words("goals.title")
    yield tabled(names[shown], [row[shown] for row in rows], title, widths=widths, numeric=(3,))


def _goal(result: GoalResult, assessment: Assessment, scene: Scene) -> list[Cell]:
    words, goal = scene.words, result.goal
    share = None if result.state == "met" else result.gap_closed
    path = way(words, goal, lambda value: scene.wording.value(value, assessment))
    notes = strung(*remarks(words, goal), path)
    cited = (Span(" ("), *scene.source(goal.path.source, goal.path.at), Span(")")) if goal.path else ()
    return [
        stacked(line(scene.wording.goal(goal, assessment))),
        stacked(line(split.role(result, assessment, words))),
        stacked((_reached(result, assessment, scene),)),
        stacked(line(words.percent(share) if share is not None else "–")),
        stacked(scene.source(goal.source, goal.at)),
        stacked(line(goal.as_printed or "", " " if goal.as_printed and notes else "", *notes, *cited)),
    ]


def _reached(result: GoalResult, assessment: Assessment, scene: Scene) -> Span:
    """Return the state of a goal, in the word that the verdict uses for it."""
    name = split.reached(result, assessment)
    return Span(flags.label(name, result.flags, scene.words), state=result.state, standing=name)


def open_questions(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell the open questions about the wording, and the reading used."""
    words = scene.words
    found = scene.portfolio.targets[assessment.id].ambiguities
    rows = [
        [words.text(one.question), words.text(one.reading), words(f"settled.{one.settled}")] for one in found
    ]
    if rows:
        yield tabled(heads(scene, "question", "reading", "settled"), rows, words("doubts.title"))


def record(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell where the file lies, when a person last checked it, and how the measure is defined."""
    words, target = scene.words, scene.portfolio.targets[assessment.id]
    measure = getattr(target, "measure", None)
    pairs: list[tuple[str, str | Span]] = []
    if measure:
        pairs += of_measure(measure, scene.portfolio.vocabulary, words)
    pairs.append(("checked", words.day(target.checked) if target.checked else words("papers.unchecked")))
    pairs.append(("file", Span(target.file, "code")))
    rows = [[words(f"papers.{name}"), value] for name, value in pairs if value]
    yield tabled([words("papers.head"), words("papers.value")], rows, words("papers.title"))
