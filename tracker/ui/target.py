"""What the page of one target shows: verdict, chart, pace, what-if, parts and steps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from tracker import cards, charts, markup, style
from tracker.markup import Html, joined, link, tag
from tracker.model import Indicator
from tracker.progress import Assessment
from tracker.ui import address
from tracker.ui.evidence import figures
from tracker.ui.view import View, bounds_of, draw, key, remark
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


def trajectory(assessment: Assessment, view: View, target: str = "") -> None:
    """Show the figures, the required path through all goals and the projection.

    Args:
        assessment: of an indicator or of a part.
        view: what to draw from.
        target: id of the target to which a part belongs.
    """
    if assessment.series or assessment.goals:
        draw(lambda: charts.trajectory(assessment, view.setting), (*assessment.key, "trajectory"), view)
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
        key=key("whatif", *assessment.key),
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
            values=[(view.words.text(one.area), one.value) for one in split.values],
            on=view.on,
            sources=(split.source,),
            whole=whole,
        )
        name = (assessment.id, "split", str(number))
        draw(partial(charts.ranked_dots, ranking, view.setting), name, view)
        remark(view.words.text(split.note))


def parts(assessment: Assessment, view: View) -> None:
    """Show the parts of a target: tiers and shares as picture, table and figures, steps as a list."""
    if assessment.kind == "milestones":
        steps(assessment.parts, view)
        return
    picture = charts.tiers if assessment.kind == "tiers" else charts.allocation
    draw(lambda: picture(assessment, view.setting), (assessment.id, "parts"), view)
    parts_table(assessment, view)
    for part in assessment.parts:
        if part.series or part.others:
            st.html(tag("h2", view.words.text(part.title), class_="tracker-theme"))
            verdict(part, view)
            trajectory(part, view, assessment.id)
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
    st.html(markup.table(heads, rows, words.text(target.title)))


def way_to(target: Assessment, view: View) -> None:
    """Offer the page of a target."""
    more = link(view.words("target.open"), view.link("target", id=target.id))
    st.html(tag("p", more, class_="tracker-list"))


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
