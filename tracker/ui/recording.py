"""Recording an observation on the page of a target: look at the change first, then save it."""

from __future__ import annotations

import streamlit as st

from tracker import markup, problems
from tracker.board import entries
from tracker.editing import edit, save
from tracker.editing.edit import Proposal, Refusal
from tracker.editing.layout import Fields
from tracker.markup import joined, tag
from tracker.progress import Assessment
from tracker.telling.blocks import Offer
from tracker.ui.view import View, data_folder, editing, key

QUALIFIERS = ("", "at_least", "over", "about", "under")
STATUSES = ("", "final", "provisional", "estimated", "forecast")


def record(offer: Offer, view: View) -> None:
    """Offer to record a figure of a target."""
    record_form(view.assessments[offer.ids[0]], view)


@st.fragment
def record_form(assessment: Assessment, view: View) -> None:
    """Offer a form that adds one figure to the file; only where editing is allowed."""
    if not editing() or assessment.kind == "milestones":
        return
    words = view.words
    drawer = st.expander(
        words("record.title"),
        icon=":material/edit_note:",
        key=key("record", assessment.id),
        on_change="rerun",
    )
    if not drawer.open:
        return
    with drawer:
        with st.form(key("form", assessment.id), border=False):
            part, fields = _fields(assessment, view)
            previewed = st.form_submit_button(words("record.preview"), icon=":material/difference:")
        if previewed:
            made = edit.propose(data_folder(), assessment.id, fields, part, view.today)
            st.session_state["proposal"] = _seen(made, view)
        proposal: Proposal | Refusal | None = st.session_state.get("proposal")
        if proposal is not None:
            _show(proposal, view)


def _fields(assessment: Assessment, view: View) -> tuple[str, Fields]:
    """Show the fields of an observation and return the part and what was typed, without what is empty."""
    words = view.words
    parts = [entry.leaf.id for entry in entries([assessment]) if entry.leaf is not assessment]
    parts += ["", *(one.id for one in assessment.members)] if assessment.members else []
    titles = {part.id: words.text(part.title) for part in (*assessment.parts, *assessment.members)}
    titles[""] = words.text(assessment.title)
    part = str(st.selectbox(words("column.part"), parts, format_func=titles.__getitem__)) if parts else ""
    one, two, three = st.columns(3)
    sources = sorted(view.portfolio.sources, key=view.source_title)
    fields = {
        "period": one.text_input(words("column.period"), placeholder="2026-Q3", max_chars=21),
        "value": two.text_input(words("column.figure"), placeholder="39.85", max_chars=40),
        "as_printed": three.text_input(words("column.printed"), placeholder="39,85 %", max_chars=120),
        "source": str(
            st.selectbox(words("column.source"), sources, index=None, format_func=view.source_title) or ""
        ),
    }
    four, five, six = st.columns(3)
    fields |= {
        "at": four.text_input(words("column.place"), placeholder="p. 12", max_chars=120),
        "qualifier": str(
            five.selectbox(
                words("record.qualifier"),
                QUALIFIERS,
                format_func=lambda name: words(f"qualifier.{name}", figure="…") if name else "–",
            )
        ),
        "status": str(
            six.selectbox(
                words("column.status"),
                STATUSES,
                format_func=lambda name: words(f"obs.{name}") if name else "–",
            )
        ),
    }
    note = st.text_input(words("column.note"), max_chars=500)
    written: dict[str, str | dict[str, str]] = {
        name: text.strip() for name, text in fields.items() if text.strip()
    }
    if note.strip():
        written["note"] = {"en": note.strip()}
    return part, written


def _seen(proposal: Proposal | Refusal, view: View) -> Proposal | Refusal:
    """Return the proposal on condition that the file is still the one on the page."""
    if isinstance(proposal, Refusal):
        return proposal
    return proposal.since(view.portfolio.files.get(proposal.file, proposal.digest))


def _show(proposal: Proposal | Refusal, view: View) -> None:
    """Show what would be written and what is wrong with it; save it when the reader says so."""
    words = view.words
    if isinstance(proposal, Refusal):
        st.error(markup.markdown(words(proposal.reason, **proposal.values)))
        return
    st.code(proposal.diff, language="diff")
    if proposal.problems:
        lines = []
        for problem in proposal.problems:
            sentence, hint = problems.told(problem, words)
            lines.append(
                tag("li", f"{problem.path}: {sentence}", " ", tag("span", hint, class_="tracker-note"))
            )
        st.html(joined([tag("ul", *lines)]))
    if proposal.sound and st.button(words("record.save"), type="primary"):
        outcome = save.commit(proposal)
        st.session_state["proposal"] = None
        text = markup.markdown(words(outcome.reason, **outcome.values))
        st.success(text) if outcome.state == "saved" else st.error(text)
        if outcome.state != "saved":
            st.code(proposal.lines, language="yaml")
