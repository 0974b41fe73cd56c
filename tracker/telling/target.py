"""One target: the verdict, what it rests on, and what would have to happen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

from tracker import charts, flags, meaning, printed
from tracker.charts import Chart, Setting
from tracker.model import Breakdown, Indicator
from tracker.progress import Assessment
from tracker.scene import Scene
from tracker.style import Look
from tracker.telling import beside, evidence
from tracker.telling.arithmetic import counted
from tracker.telling.blocks import (
    Asked,
    Block,
    Cell,
    Empty,
    Facts,
    Fold,
    Given,
    Heading,
    Offer,
    Paged,
    Picture,
    Prose,
    Span,
    Verdict,
    line,
    stacked,
    tabled,
)
from tracker.telling.history import history
from tracker.telling.members import choices, dimensions, passing
from tracker.telling.signs import heads, sign

PICTURES = 12
"""Small pictures that are shown at a time."""


def page(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell everything about one target."""
    yield from opening(assessment, scene)
    yield verdict(assessment, scene)
    yield from beside.aims(assessment, scene)
    yield from beside.newest_statement(assessment, scene)
    yield from beside.related(assessment, scene)
    if assessment.kind == "indicator":
        yield from key_figures(assessment, scene)
        yield from trajectory(assessment, scene)
        yield from history(assessment, scene)
        yield from members(assessment, scene)
        if not spread(assessment):
            yield from evidence.figures(assessment, scene)
        yield from breakdowns(assessment, scene)
        yield Offer("pace", (assessment.id,))
    else:
        yield from parts(assessment, scene)
        yield from history(assessment, scene)
    yield Offer("drafts", (assessment.id,))
    yield Offer("record", (assessment.id,))
    yield Offer("log", (assessment.id,))
    yield from beside.coming(assessment, scene)
    yield Fold(scene.words("target.more"), tuple(rest(assessment, scene)))


def rest(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell what a reader asks for who wants to know how the verdict came about."""
    if assessment.kind == "indicator":
        yield from evidence.goals(assessment, scene)
        yield from evidence.methods(assessment, scene)
    yield from beside.statements(assessment, scene)
    yield from beside.projections(assessment, scene)
    yield from evidence.open_questions(assessment, scene)
    yield from evidence.record(assessment, scene)


def _taking(assessment: Assessment, scene: Scene) -> Offer:
    """Return the offer to take along the picture that stands for a target."""
    return Offer("take", (assessment.id,), next(iter(pictures(assessment, scene)), None))


def taken(drawn: Picture, target: str, *splits: Breakdown) -> Iterator[Block]:
    """Tell a picture with the offer to take it along: whatever is shown can be taken."""
    yield drawn
    yield Offer("take", (target,), drawn, splits=splits)


def opening(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell title, theme, owner and what the target is about."""
    target = scene.portfolio.targets[assessment.id]
    yield Heading(scene.words.text(assessment.title), 1)
    owner = scene.body_title(target.owner) if target.owner else ""
    yield Prose(
        line(" · ".join(part for part in (scene.theme_title(assessment.theme), owner) if part)), "note"
    )
    about = scene.words.text(target.about)
    if about:
        yield Prose(line(about))


def verdict(assessment: Assessment, scene: Scene) -> Verdict:
    """Return the verdict in one sentence with the two figures and the method behind it."""
    words, wording = scene.words, scene.wording
    lines = [wording.verdict(assessment), wording.pace(assessment), *wording.further(assessment)]
    told = [line(text) for text in lines if text]
    if qualified := flags.sentences(assessment, words):
        told.append((Span(words("target.flags", flags=". ".join(qualified)), "note"),))
    if text := meaning.of_ratio(assessment, words, scene.rule):
        link = scene.link("method", id=assessment.key[0]) if counted(assessment, scene) else ""
        more = line(Span(words("target.method.link") if link else "", "note", link))
        told.append((Span(f"{text} ", "note"), *more))
    return Verdict(assessment.state, tuple(told), assessment.standing)


def key_figures(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell latest figure, goal, way and time as the few numbers to remember."""
    words, wording = scene.words, scene.wording
    pairs = [
        (words("column.latest"), wording.latest(assessment)),
        (words("column.goal"), wording.promise(assessment)),
    ]
    shares = {"gap_closed": printed.gap_closed(assessment), "time_used": printed.time_used(assessment)}
    digits = words.apart(*shares.values())
    pairs += [
        (meaning.share_name(name, assessment, words), words.percent(share, digits))
        for name, share in shares.items()
        if share is not None
    ]
    goal, reached = assessment.goal, printed.projected(assessment)
    if reached is not None and goal and goal.by:
        pairs.append(
            (meaning.projection_name(assessment, goal.by, words), wording.projection(reached, assessment))
        )
    yield Facts(tuple(pairs))


PAINTED: dict[str, tuple[tuple[str, Callable[[Assessment, Setting], Chart]], ...]] = {
    "indicator": (("trajectory", charts.trajectory),),
    "part": (("trajectory", charts.trajectory),),
    "series": (("trajectory", charts.trajectory),),
    "tiers": (("tiers", charts.tiers), ("pace", charts.pace)),
    "allocation": (("allocation", charts.allocation),),
    "milestones": (("steps", lambda given, setting: charts.timeline([given], setting)),),
}
"""The pictures of each kind of target, the one that stands for it first: the only place that knows."""


def pictures(assessment: Assessment, scene: Scene) -> list[Picture]:
    """Return every picture of a target or part; of one with nothing to draw there is none."""
    if spread(assessment):
        return [_side_by_side(assessment, drawable(assessment.members)[:PICTURES], scene)]
    leaves = (assessment, *assessment.parts)
    if not any(one.series or one.goals or one.kind == "step" for one in leaves):
        return []
    return [
        Picture((*assessment.key, form), partial(_drawn, paint, assessment, scene))
        for form, paint in PAINTED[assessment.kind]
    ]


def spread(assessment: Assessment) -> bool:
    """Tell whether an indicator has figures of its series alone, and none of the whole."""
    return not assessment.series and any(one.series for one in assessment.members)


def drawable(members: Sequence[Assessment]) -> list[Assessment]:
    """Return the series that have something to draw."""
    return [one for one in members if one.series or one.goals]


def _side_by_side(assessment: Assessment, some: Sequence[Assessment], scene: Scene) -> Picture:
    """Return series as small pictures on one axis."""
    ids = tuple(one.id for one in some)
    return Picture((assessment.id, "members"), partial(_together, assessment, some, scene), (ids,))


def _drawn(
    paint: Callable[[Assessment, Setting], Chart], assessment: Assessment, scene: Scene, look: Look
) -> Chart:
    return paint(assessment, scene.setting(look))


def trajectory(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell the figures, the required path through all goals and the projection."""
    if spread(assessment):  # its series are drawn below
        return
    drawn = pictures(assessment, scene)
    yield from drawn
    if drawn:
        alone = scene.link("target", id=assessment.id, view="present")
        yield Prose((Span(scene.words("target.present"), link=alone),), "alone")
    yield _taking(assessment, scene)


def breakdowns(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell how a quantity is split, for example by province, as far as it was known on the day."""
    target = scene.portfolio.targets[assessment.id]
    if not isinstance(target, Indicator):
        return
    for number, split in enumerate(target.breakdowns):
        document = scene.portfolio.sources.get(split.source)
        if document is None or document.known > scene.on:
            continue
        whole = next((p.value for p in assessment.series if p.period.last == split.period.last), None)
        ranking = charts.Ranking(
            title=assessment.title,
            unit=target.measure.unit,
            period=split.period,
            values=[(scene.words.text(one.area), one.value) for one in split.values],
            on=scene.on,
            sources=(split.source,),
            whole=whole,
        )
        drawn = Picture((assessment.id, "split", str(number)), partial(_ranked, ranking, scene))
        yield from taken(drawn, assessment.id, split)
        note = scene.words.text(split.note)
        if note:
            yield Prose(line(note), "note")


def _ranked(ranking: charts.Ranking, scene: Scene, look: Look) -> Chart:
    return charts.ranked_dots(ranking, scene.setting(look))


def members(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell the series of an indicator as small pictures on one axis and as a table, narrowed by member."""
    target = scene.portfolio.targets[assessment.id]
    if not isinstance(target, Indicator) or not target.series:
        return
    names = scene.words.listed(dimensions(target.series, scene))
    yield Heading(scene.words("members.title", dimensions=names))
    wanted = choices(target.series, scene)
    yield Asked(wanted, lambda chosen: _members(assessment, passing(target.series, chosen), scene))


def _members(assessment: Assessment, wanted: Collection[str], scene: Scene) -> Iterator[Block]:
    """Tell the series that a reader wants to see."""
    shown = [one for one in assessment.members if one.id in wanted]
    if not shown:
        yield Empty(scene.words("members.none"))
        return

    def pictured(some: Sequence[Assessment]) -> Iterator[Block]:
        yield from taken(_side_by_side(assessment, some, scene), assessment.id)

    if drawn := drawable(shown):
        yield Paged(f"members-{assessment.id}", drawn, pictured, PICTURES)
        yield Prose(line(scene.words("members.note")), "note")

    def tabled_series(some: Sequence[Assessment]) -> Iterator[Block]:
        yield parts_table(assessment, scene, some)

    yield Paged(f"series-{assessment.id}", shown, tabled_series, evidence.MOST)
    yield from evidence.figures_of_series(assessment, shown, scene)


def _together(target: Assessment, some: Sequence[Assessment], scene: Scene, look: Look) -> Chart:
    return charts.members(target, some, scene.setting(look))


def parts(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell the parts of a target: tiers and shares as picture, table and figures, steps as a list."""
    if assessment.kind == "milestones":
        if assessment.parts:
            yield steps(assessment.parts, scene)
        yield _taking(assessment, scene)
        return
    yield from pictures(assessment, scene)[:1]
    yield _taking(assessment, scene)
    yield parts_table(assessment, scene)
    for part in assessment.parts:
        if part.series or part.others:
            yield Heading(scene.words.text(part.title))
            yield verdict(part, scene)
            for drawn in pictures(part, scene):
                yield from taken(drawn, assessment.id)
            yield from evidence.figures(part, scene, assessment.id)


def parts_table(target: Assessment, scene: Scene, shown: Sequence[Assessment] = ()) -> Block:
    """Return the parts of a target, or series that are wanted, with goal, figure, state and source."""
    words, wording = scene.words, scene.wording
    rows: list[Sequence[Given]] = [
        [
            _noted(part, scene),
            wording.goal(part.goal, part),
            wording.latest(part),
            sign(part, scene),
            stacked(scene.source(part.goal.source, part.goal.at) if part.goal else ()),
        ]
        for part in shown or target.parts
    ]
    names = heads(scene, "part", "goal", "latest", "state", "source")
    return tabled(names, rows, words.text(target.title))


def _noted(part: Assessment, scene: Scene) -> Cell:
    """Return the name of a tier, part, series or step, below it what is remarked on it."""
    words = scene.words
    return stacked(line(words.text(part.title)), line(Span(words.text(part.note), "note")))


def steps(found: Sequence[Assessment], scene: Scene) -> Block:
    """Return steps with state, due date and evidence."""
    words = scene.words
    rows: list[Sequence[Given]] = []
    for step in found:
        record = step.record
        evidence_of, remarked = line(words("step.no_record")), ""
        if record:
            told = words("step.record", state=words(f"state.{record.state}"), day=words.period(record.on))
            evidence_of = (Span(f"{told} "), *scene.source(record.source, record.at))
            remarked = words.text(record.note)
        due = words.period(step.due) if step.due else words("step.no_due")
        evidence = stacked(evidence_of, line(Span(remarked, "note")))
        rows.append([_noted(step, scene), sign(step, scene), due, evidence])
    return tabled(heads(scene, "step", "state", "due", "evidence"), rows)


def nothing(scene: Scene, *, titled: bool = False) -> Empty:
    """Return how to begin when the folder holds no target, below a heading unless the page has one."""
    words = scene.words
    return Empty(words("empty.how"), words("empty.title"), "targets/economy/jobs.yaml", 2 if titled else 1)
