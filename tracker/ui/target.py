"""What the page of one target shows: verdict, chart, pace, what-if, methods, figures, doubts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from tracker import cards, charts, markup, style
from tracker.markup import Html, joined, link, tag
from tracker.model import Goal, Indicator, Target
from tracker.progress import Assessment, Point
from tracker.scalars import Figure
from tracker.ui import address
from tracker.ui.view import View, draw
from tracker.whatif import what_if as outcome_of


def choose(view: View, *, titled: bool = False) -> Assessment | None:
    """Let the reader choose a target and return its assessment; the id lives in the address.

    Args:
        view: what to draw from.
        titled: whether the page has a heading already.
    """
    words = view.words
    given = address.get("id")
    ids = list(view.assessments)
    if not ids:
        empty_board(view, titled=titled)
        return None
    if given and given not in view.assessments:
        st.warning(markup.markdown(words("target.unknown", id=given[:80])), icon=":material/search:")
    titles = {name: words.text(found.title) for name, found in view.assessments.items()}
    picked = address.chosen(
        "id", sorted(ids, key=titles.__getitem__), ids[0], titles.__getitem__, words("target.choose")
    )
    address.put("id", picked)
    return view.assessments[picked]


def empty_board(view: View, *, titled: bool = False) -> None:
    """Teach how to begin when the folder holds no target, below a heading unless the page has one."""
    words = view.words
    st.html(
        tag(
            "div",
            tag("h2" if titled else "h1", words("empty.title"), class_="tracker-theme"),
            tag("p", words("empty.how")),
            tag("code", "targets/economy/jobs.yaml"),
            class_="tracker-empty",
        )
    )


def heading(assessment: Assessment, view: View) -> None:
    """Show title, theme, owner and what the target is about."""
    words, target = view.words, view.portfolio.targets[assessment.id]
    st.html(tag("h1", words.text(assessment.title), class_="tracker-lede"))
    about = words.text(target.about)
    owner = view.body_title(target.owner) if target.owner else ""
    marks = joined([view.theme_title(assessment.theme), *([owner] if owner else [])], " · ")
    st.html(joined([tag("div", marks, class_="tracker-note"), tag("p", about) if about else Html()]))


def verdict(assessment: Assessment, view: View) -> None:
    """Show the verdict in one sentence with the two figures and the method behind it."""
    theme, wording, words = style.THEMES[view.theme], view.wording, view.words
    lines = [tag("div", wording.verdict(assessment))]
    pace_line = wording.pace(assessment)
    if pace_line:
        lines.append(tag("div", pace_line))
    lines += [tag("div", line) for line in wording.further(assessment)]
    flags = [words(f"flag.{flag}") for flag in assessment.flags if words.has(f"flag.{flag}")]
    if flags:
        lines.append(tag("div", words("target.flags", flags=". ".join(flags)), class_="tracker-note"))
    if assessment.ratio is not None:
        text = words("target.method", ratio=words.number(assessment.ratio, 2), day=words.day(assessment.on))
        lines.append(
            tag(
                "div",
                text,
                " ",
                link(words("target.method.link"), view.link("method", id=assessment.id)),
                class_="tracker-note",
            )
        )
    colour = style.state_colour(assessment.state)
    glyph = tag(
        "span",
        style.SIGNS[assessment.state].glyph,
        class_="tracker-glyph",
        style=f"color:{style.state_ink(assessment.state, theme)}",
        aria_hidden="true",
    )
    inside = [glyph, tag("div", *lines)]
    st.html(tag("div", *inside, class_="tracker-verdict", style=f"--state:{colour}"))


def key_figures(assessment: Assessment, view: View) -> None:
    """Show latest figure, goal, way and time as the few numbers to remember."""
    words, wording = view.words, view.wording
    pairs: list[tuple[object, object]] = [
        (words("column.latest"), wording.latest(assessment)),
        (words("column.goal"), wording.goal(assessment.goal, assessment)),
    ]
    if assessment.gap_closed is not None:
        pairs.append((words("column.gap_closed"), words.percent(assessment.gap_closed)))
    if assessment.time_used is not None:
        pairs.append((words("column.time_used"), words.percent(assessment.time_used)))
    if (
        assessment.projection is not None
        and assessment.goal
        and assessment.goal.by
        and assessment.state != "met"
    ):
        label = words("target.projection", by=words.period(assessment.goal.by))
        pairs.append(
            (label, wording.projection(assessment.projection, assessment, bounds_of(assessment, view)))
        )
    st.html(markup.facts(pairs))


def bounds_of(assessment: Assessment, view: View) -> tuple[Figure, Figure] | None:
    """Return the natural bounds of what a target measures, if it has any."""
    measure = getattr(view.portfolio.targets.get(assessment.id), "measure", None)
    return measure.bounds if measure else None


def trajectory(assessment: Assessment, view: View) -> None:
    """Show the figures, the required path through all goals and the projection."""
    if assessment.series or assessment.goals:
        draw(charts.trajectory(assessment, view.setting), f"{assessment.id}-trajectory", view)
        alone = link(view.words("target.present"), view.link("target", id=assessment.id, view="present"))
        if assessment.kind == "indicator":
            st.html(tag("p", alone, class_="tracker-note tracker-list tracker-screen"))


@st.fragment
def what_if(assessment: Assessment, view: View) -> None:
    """Let the reader try a pace and see when the goal would be reached."""
    goal, latest = assessment.goal, assessment.latest
    if (
        goal is None
        or latest is None
        or assessment.pace_required_now is None
        or assessment.gap is None
        or assessment.gap <= 0
    ):
        return
    words, wording = view.words, view.wording
    st.html(tag("h2", words("whatif.title"), class_="tracker-theme"))
    top = round(3 * max(abs(assessment.pace_required_now), abs(assessment.pace_recent or 0)), 6)
    managed = min(max(assessment.pace_recent or 0.0, 0.0), top)
    tried = st.slider(
        markup.markdown(words("whatif.pace")),
        0.0,
        top,
        float(managed),
        top / 100,
        key=f"whatif_{assessment.id}",
        format="%.4g",
    )
    outcome = outcome_of(assessment, tried)
    if outcome.reached is None:
        st.html(tag("p", words("whatif.never")))
        return
    by_deadline = (
        wording.value(outcome.at_deadline, assessment, wording.decimals(assessment))
        if outcome.at_deadline is not None
        else ""
    )
    sentence = words(
        "whatif.result" if by_deadline else "whatif.reached",
        pace=wording.pace_figure(tried, assessment),
        goal=wording.bound(goal, assessment),
        year=words.period(outcome.reached),
        value=by_deadline,
        by=words.period(goal.by) if goal.by else "",
    )
    st.html(tag("p", sentence, aria_live="polite"))


def breakdowns(assessment: Assessment, view: View) -> None:
    """Show how a quantity is split, for example by province, as far as it was known on the day."""
    target = view.portfolio.targets[assessment.id]
    if not isinstance(target, Indicator):
        return
    for number, split in enumerate(target.breakdowns):
        source = view.portfolio.sources[split.source]
        if source.known > view.on:
            continue
        whole = next((p.value for p in assessment.series if p.period.last == split.period.last), None)
        ranking = charts.Ranking(
            title=assessment.title,
            unit=target.measure.unit,
            period=split.period,
            values={view.words.text(one.area): one.value for one in split.values},
            on=view.on,
            sources=(split.source,),
            whole=whole,
        )
        draw(charts.ranked_dots(ranking, view.setting), f"{assessment.id}-split-{number}", view)
        note = view.words.text(split.note)
        st.html(tag("p", note, class_="tracker-note") if note else Html())


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
    rows = [_figure(point, role, assessment, target or assessment.id, view) for point, role in points]
    filled = [at for at in range(len(heads)) if any(str(row[at]) for row in rows)]
    st.html(
        markup.table(
            [heads[at] for at in filled],
            [[row[at] for at in filled] for row in rows],
            words("figures.title"),
            numeric=(1,),
        )
    )


def _figure(point: Point, role: str, assessment: Assessment, target: str, view: View) -> Sequence[object]:
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
                tag("div", view.line_of(target, observation) if observation else "", class_="tracker-line"),
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
    st.html(markup.table(heads, rows, words("goals.title"), numeric=(3,), widths=(19, 9, 15, 8, 27, 22)))


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


def parts(assessment: Assessment, view: View) -> None:
    """Show the parts of a target: tiers and shares as picture, table and figures, steps as a list."""
    if assessment.kind == "milestones":
        steps(assessment.parts, view)
        return
    picture = charts.tiers if assessment.kind == "tiers" else charts.allocation
    draw(picture(assessment, view.setting), f"{assessment.id}-parts", view)
    parts_table(assessment, view)
    for part in assessment.parts:
        if part.series or part.others:
            st.html(tag("h2", view.words.text(part.title), class_="tracker-theme"))
            verdict(part, view)
            trajectory(part, view)
            figures(part, view, assessment.id)


def parts_table(target: Assessment, view: View) -> None:
    """Show the parts of a target with goal, figure, state and where the goal stands."""
    words, wording, theme = view.words, view.wording, style.THEMES[view.theme]
    rows = []
    for part in target.parts:
        source = view.source_link(part.goal.source, part.goal.at) if part.goal else ""
        rows.append(
            [
                words.text(part.title),
                wording.goal(part.goal, part),
                wording.latest(part),
                cards.chip(part, wording, theme),
                source,
            ]
        )
    heads = [words(f"column.{name}") for name in ("part", "goal", "latest", "state", "source")]
    more = link(words("target.open"), view.link("target", id=target.id))
    st.html(
        joined([markup.table(heads, rows, words.text(target.title)), tag("p", more, class_="tracker-list")])
    )


def steps(found: Sequence[Assessment], view: View) -> None:
    """Show steps with state, due date and evidence."""
    words, theme, wording = view.words, style.THEMES[view.theme], view.wording
    rows = []
    for step in found:
        record = step.record
        due = words.period(step.due) if step.due else words("step.no_due")
        evidence: Html = Html(words("step.no_record"))
        if record:
            evidence = joined(
                [
                    words("step.record", state=words(f"state.{record.state}"), day=words.period(record.on)),
                    " ",
                    view.source_link(record.source, record.at),
                ]
            )
        rows.append([words.text(step.title), cards.chip(step, wording, theme), due, evidence])
    heads = [words(f"column.{name}") for name in ("step", "state", "due", "evidence")]
    st.html(markup.table(heads, rows))
