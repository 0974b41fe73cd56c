"""What a verdict rests on, as tables: methods, figures, goals, open questions and the papers of a target."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from tracker import cards, markup, style
from tracker.markup import Html, joined, tag
from tracker.model import Goal, Observation, Target
from tracker.progress import Assessment, Point
from tracker.ui.view import View, bounds_of


def methods(assessment: Assessment, view: View) -> None:
    """Show what each of the four methods says, and why one does not apply."""
    words, theme = view.words, style.THEMES[view.theme]
    if not assessment.methods:
        return
    rows = []
    for name, result in assessment.methods.items():
        state = cards.sign(result.state, words(f"state.{result.state}"), theme) if result.state else Html("–")
        ratio = words.number(result.ratio, 2) if result.ratio is not None else "–"
        projection = (
            view.wording.projection(result.projection, assessment, bounds_of(assessment, view))
            if result.projection is not None
            else "–"
        )
        why = words(f"reason.{result.reason}") if result.reason else words(f"method.{name}.about")
        rows.append([words(f"method.{name}"), state, ratio, projection, why])
    heads = [words(f"column.{name}") for name in ("method", "state", "ratio", "projection")]
    st.html(markup.table([*heads, words("column.note")], rows, words("target.methods"), numeric=(2, 3)))


def figures(assessment: Assessment, view: View, target: str = "") -> None:
    """Show every figure known on the day with its papers, the ones not used as well.

    Args:
        assessment: of an indicator or of a part.
        view: what to draw from.
        target: id of the target to which a part belongs.
    """
    words = view.words
    points = [(point, "") for point in assessment.series] + [
        (rival.point, rival.role) for rival in assessment.others
    ]
    if not points:
        st.html(tag("div", words("figures.none"), class_="tracker-empty"))
        return
    points.sort(key=lambda pair: (pair[0].period.last, pair[0].published or date.min), reverse=True)
    heads = [
        words(f"column.{name}")
        for name in ("period", "figure", "printed", "status", "source", "published", "note")
    ]
    line_of = view.lines_of(target or assessment.id, assessment.id)
    rows = [_figure(point, role, assessment, line_of, view) for point, role in points]
    filled = [at for at in range(len(heads)) if any(str(row[at]) for row in rows)]
    st.html(
        markup.table(
            [heads[at] for at in filled],
            [[row[at] for at in filled] for row in rows],
            words("figures.title"),
            numeric=(1,),
        )
    )


def _figure(
    point: Point, role: str, assessment: Assessment, line_of: Callable[[Observation], str], view: View
) -> Sequence[object]:
    words, observation = view.words, point.observation
    notes = [words(f"role.{role}")] if role else []
    if observation:
        notes += [
            words.text(text) for text in (observation.set_aside, observation.break_, observation.note) if text
        ]
    return [
        words.period(point.period),
        view.wording.point(point, assessment),
        observation.as_printed or "" if observation else "",
        words(f"obs.{observation.status}") if observation and observation.status else "",
        view.source_link(point.source, observation.at if observation else None),
        view.published(point.source),
        joined(
            [
                "; ".join(notes),
                tag("div", line_of(observation) if observation else "", class_="tracker-line"),
            ]
        ),
    ]


def goals(assessment: Assessment, view: View) -> None:
    """Show every goal, drafts and replaced ones too, each with its own verdict."""
    words, theme = view.words, style.THEMES[view.theme]
    if not assessment.goals:
        return
    rows = []
    for result in assessment.goals:
        goal: Goal = result.goal
        note = "; ".join(words.text(text) for text in (goal.reason, goal.note) if text)
        share = words.percent(result.gap_closed) if result.gap_closed is not None else "–"
        rows.append(
            [
                view.wording.goal(goal, assessment),
                words(f"goal.role.{result.role}"),
                cards.sign(result.state, words(f"state.{result.state}"), theme),
                share,
                view.source_link(goal.source, goal.at),
                joined([goal.as_printed or "", note], " "),
            ]
        )
    heads = [words(f"column.{name}") for name in ("goal", "role", "state", "gap_closed", "source", "note")]
    widths = (19, 9, 15, 8, 27, 22) if any(str(row[-1]).strip() for row in rows) else (19, 9, 15, 8, 49)
    shown = slice(len(widths))  # without a note there is no column for notes
    rows = [row[shown] for row in rows]
    st.html(markup.table(heads[shown], rows, words("goals.title"), numeric=(3,), widths=widths))


def doubts(assessment: Assessment, view: View) -> None:
    """Show the open questions about the wording, and the reading used."""
    words = view.words
    target: Target = view.portfolio.targets[assessment.id]
    if not target.ambiguities:
        return
    rows = [
        [words.text(doubt.question), words.text(doubt.reading), words(f"settled.{doubt.settled}")]
        for doubt in target.ambiguities
    ]
    heads = [words(f"column.{name}") for name in ("question", "reading", "settled")]
    st.html(markup.table(heads, rows, words("doubts.title")))


def papers(assessment: Assessment, view: View) -> None:
    """Say where the file lies, when a person last checked it, and how the measure is defined."""
    words, target = view.words, view.portfolio.targets[assessment.id]
    measure = getattr(target, "measure", None)
    pairs: list[tuple[object, object]] = []
    if measure:
        pairs = [
            (words("papers.definition"), words.text(measure.definition)),
            (words("papers.unit"), view.unit_title(measure.unit)),
            (words("papers.frequency"), words(f"frequency.{measure.frequency}") if measure.frequency else ""),
            (words("papers.proxy"), words.text(measure.proxy)),
        ]
    checked = words.day(target.checked) if target.checked else words("papers.unchecked")
    pairs += [(words("papers.checked"), checked), (words("papers.file"), tag("code", target.file))]
    rows = [[term, value] for term, value in pairs if str(value)]
    st.html(markup.table([words("papers.head"), words("papers.value")], rows, words("papers.title")))
