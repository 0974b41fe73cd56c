"""Arithmetic: the formulas behind a verdict with their numbers, or in one sentence why there are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker import printed, split
from tracker.progress import Assessment
from tracker.scene import Scene
from tracker.telling.blocks import Block, Empty, Given, Paged, Prose, Span, line, tabled
from tracker.telling.signs import heads
from tracker.worked import Line, worked

_RECKONED = ("growth_rate", "scale")
"""Why there is no pace where a figure as it is published is not what is compared with the goal."""
_DIRECTIONS = ("improving", "little_change", "worsening")


def arithmetic(assessment: Assessment, scene: Scene) -> Iterator[Block]:
    """Tell the formulas with the numbers put in: of a target, else of each of its parts or series."""
    borne = _borne(assessment)
    if not any(one.series or one.goals for one in borne):
        return
    found = [(one, _lines(one, scene)) for one in borne]
    untold = dict.fromkeys(_uncounted(one, scene) for one, lines in found if not lines)
    if len(untold) == 1 and not any(lines for _, lines in found):
        yield Empty(next(iter(untold)))
        return
    found.sort(key=lambda one: not one[1])

    def show(some: Sequence[tuple[Assessment, Sequence[Line]]]) -> Iterator[Block]:
        for one, lines in some:
            yield _told(one, lines, assessment, scene)
            if lines and one.reason == "no_deadline":
                reason = scene.words("reason.no_deadline")
                yield Prose(line(scene.words("method.no_pace", reason=reason)), "note")

    yield Paged(f"worked-{assessment.id}", found, show, max(split.MOST, len(assessment.parts)))


def counted(assessment: Assessment, scene: Scene) -> bool:
    """Tell whether there is any arithmetic to be shown."""
    return any(_lines(one, scene) for one in _borne(assessment))


def _borne(assessment: Assessment) -> Sequence[Assessment]:
    """Return what is reckoned with: the target, else its parts or its series, of these the worst first."""
    if assessment.by_series and (assessment.goal is None or any(one.goal for one in assessment.members)):
        return split.worst(assessment)
    return assessment.parts or (assessment,)


def _lines(assessment: Assessment, scene: Scene) -> list[Line]:
    return worked(assessment, scene.wording, scene.rule)


def _told(one: Assessment, lines: Sequence[Line], whole: Assessment, scene: Scene) -> Block:
    """Return the arithmetic of a target, a part or a series, the latter two under their title."""
    words, title = scene.words, scene.words("method.worked")
    if not lines:
        return Empty(words("export.table.of", table=words.text(one.title), part=_uncounted(one, scene)))
    if one is not whole:
        title = words("export.table.of", table=title, part=words.text(one.title))
    rows: list[Sequence[Given]] = [
        [row.label, Span(row.formula, "formula"), scene.wording.qualified(row.value, row.qualifier)]
        for row in lines
    ]
    return tabled(heads(scene, "quantity", "formula", "value"), rows, title, numeric=(2,))


def _uncounted(one: Assessment, scene: Scene) -> str:
    """Return in a sentence why nothing is calculated."""
    why = next(key for key in _reasons(one) if scene.words.has(key))
    return scene.words("method.no_numbers", reason=scene.words(why))


def _reasons(one: Assessment) -> Iterator[str]:
    """Yield messages why nothing is calculated, what says most first; at last that no formula comes out."""
    why = one.reasons.get("ratio", "")
    if one.goal is not None and one.by_series:
        yield "method.uncounted.total"
    if one.state in printed.SETTLED and why not in _RECKONED:
        yield "method.uncounted.compared"
    if one.goal is None and one.unmeasured is not None and one.unmeasured.relative is None:
        yield "method.uncounted.no_number"
    elif one.state in _DIRECTIONS:
        yield "method.uncounted.direction"
    yield from (f"reason.{code}" for code in (one.reason, why, one.reasons.get("gap_closed"), "out_of_range"))
