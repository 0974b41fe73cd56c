"""Recording an observation on the page of a target: look at the change first, then save it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

import streamlit as st

from tracker import markup, problems
from tracker.board import entries
from tracker.choosing import apart
from tracker.collation import order
from tracker.editing import edit, save
from tracker.editing.edit import Proposal, Refusal
from tracker.editing.layout import Fields, Value
from tracker.editing.together import Change
from tracker.markup import joined, tag
from tracker.progress import Assessment
from tracker.telling.blocks import Offer, Prose, Span
from tracker.ui.desk import Say, remember, saying
from tracker.ui.door import fragment
from tracker.ui.show import show
from tracker.ui.view import View, editing, key

QUALIFIERS = ("", "at_least", "over", "about", "under")
QUALITIES = ("", "low", "suppressed")
FURTHER = ("break", "footnote", "set_aside")
STATUSES = ("", "final", "provisional", "estimated", "forecast")


def record(offer: Offer, view: View) -> None:
    """Offer to record a figure of a target."""
    record_form(view.assessments[offer.ids[0]], view)


@dataclass
class _Desk:
    """What a reader does on the page of one target: it is cleared when the page of another one is opened.

    Attributes:
        token: without it nobody can ask for the save; only the page that shows the change knows it.
        forms: how many forms were filled in; after a save the next one is empty.
        asked: whether the reader wants to see the change; kept until it is shown, since a run of the page
            that was asked for in the same moment would cut this one short.
        outcome: what became of the last save, and the lines that were not saved; it stays until the reader
            goes on.
    """

    target: str
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    forms: int = 0
    asked: bool = False
    proposal: Proposal | Refusal | None = None
    outcome: tuple[Say, str] | None = None

    def ask(self) -> None:
        """Note that the reader wants to see the change."""
        self.asked = True

    def field(self, name: str, language: str) -> str:
        """Return the key of a list to choose from; by it what was chosen stays when the list grows."""
        return key("record", self.target, str(self.forms), name, language)


def _desk(target: str) -> _Desk:
    desk: _Desk | None = st.session_state.get(key("desk"))
    if desk is None or desk.target != target:
        desk = st.session_state[key("desk")] = _Desk(target)
    return desk


@fragment
def record_form(assessment: Assessment, view: View) -> None:
    """Offer a form that adds one figure to the file; only where editing is allowed."""
    if not editing() or assessment.kind == "milestones":
        return
    words, desk = view.words, _desk(assessment.id)
    drawer = st.expander(
        words("record.title"),
        icon=":material/edit_note:",
        key=key("record", assessment.id),
        on_change="rerun",
    )
    if not drawer.open:
        return
    with drawer:
        with st.form(key("form", assessment.id, str(desk.forms)), border=False):
            part, fields = _fields(assessment, desk, view)
            st.form_submit_button(words("record.preview"), icon=":material/difference:", on_click=desk.ask)
        if desk.asked:
            desk.asked = False
            made = edit.propose(view.folder, assessment.id, fields, part, view.today)
            desk.proposal, desk.outcome, desk.token = _seen(made, view), None, secrets.token_hex(16)
        if desk.outcome is not None:
            say, unsaved = desk.outcome
            _tell(say(view), unsaved, view)
        if desk.proposal is not None:
            _show(desk.proposal, desk, view)


def _fields(assessment: Assessment, desk: _Desk, view: View) -> tuple[str, Fields]:
    """Show the fields of an observation and return the part and what was typed, without what is empty."""
    words = view.words
    parts = [entry.leaf.id for entry in entries([assessment]) if entry.leaf is not assessment]
    parts += ["", *(one.id for one in assessment.members)] if assessment.members else []
    inside = {part.id: words.text(part.title) for part in (*assessment.parts, *assessment.members)}
    titles = apart({**inside, "": words.text(assessment.title)})
    part, named = "", desk.field("part", words.language)
    if parts:
        part = str(st.selectbox(words("column.part"), parts, format_func=titles.__getitem__, key=named))
    one, two, three = st.columns(3)
    sources = apart({one: view.source_title(one) for one in view.portfolio.sources})
    known = sorted(sources, key=lambda one: order(sources[one], words.language))
    cited = desk.field("source", words.language)
    fields: dict[str, str] = {
        "period": one.text_input(words("column.period"), placeholder="2026-Q3", max_chars=21),
        "value": two.text_input(words("column.figure"), placeholder="39.85", max_chars=40),
        "as_printed": three.text_input(words("column.printed"), placeholder="39,85 %", max_chars=120),
        "source": str(
            st.selectbox(
                words("column.source"), known, index=None, format_func=sources.__getitem__, key=cited
            )
            or ""
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
    fields |= _doubt(view)
    written: dict[str, Value] = {name: text.strip() for name, text in fields.items() if text.strip()}
    ends = [written.pop(name, "") for name in ("low", "high")]
    if any(ends):
        written["interval"] = [str(end) for end in ends]
    if note.strip():
        written["note"] = {"en": note.strip()}
    return part, written | _further(desk, view)


def _doubt(view: View) -> dict[str, str]:
    """Show the fields that say how sure a figure is, and whether anybody has reviewed it."""
    words = view.words
    one, two, three, four = st.columns(4)
    low = one.text_input(words("record.low"), placeholder="38.9", max_chars=40)
    high = two.text_input(words("record.high"), placeholder="43.5", max_chars=40)
    sure = three.text_input(words("record.confidence"), placeholder="95", max_chars=10)
    quality = four.selectbox(
        words("record.quality"),
        QUALITIES,
        format_func=lambda name: words(f"quality.of.{name}") if name else "–",
    )
    five, six = st.columns([1, 3])
    published = five.text_input(words("record.published"), placeholder="2026-08-01", max_chars=10)
    draft = six.checkbox(words("record.draft"))
    return {
        "low": low,
        "high": high,
        "confidence": sure,
        "quality": str(quality),
        "published": published,
        "draft": "true" if draft else "",
    }


def _further(desk: _Desk, view: View) -> dict[str, Value]:
    """Show what is to be said of few figures only, and return what was typed, without what is empty."""
    words = view.words
    units = {name: words.text(unit.title) for name, unit in view.portfolio.vocabulary.units.items()}
    titles = {"": "–", **apart(units)}
    with st.expander(words("record.further")):
        typed = {name: st.text_input(words(f"record.{name}"), max_chars=500).strip() for name in FURTHER}
        one, two = st.columns(2)
        value = one.text_input(words("record.of"), placeholder="1830", max_chars=40).strip()
        chosen = desk.field("of", words.language)
        unit = two.selectbox(words("record.of.unit"), titles, format_func=titles.__getitem__, key=chosen)
    said: dict[str, Value] = {name: {"en": text} for name, text in typed.items() if text}
    return said | ({"of": {"value": value, "unit": str(unit)}} if value or unit else {})


def _seen(proposal: Proposal | Refusal, view: View) -> Proposal | Refusal:
    """Return the proposal on condition that the file is still the one on the page."""
    if isinstance(proposal, Refusal):
        return proposal
    return proposal.since(view.portfolio.files.get(proposal.file, proposal.digest))


def _show(proposal: Proposal | Refusal, desk: _Desk, view: View) -> None:
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
    if proposal.sound:
        st.button(
            words("record.save"),
            type="primary",
            key=key("save", desk.token),
            on_click=_save,
            args=(proposal, desk, view),
        )


def _save(proposal: Proposal, desk: _Desk, view: View) -> None:
    """Save a proposal once; the form is emptied when the disk has it."""
    if desk.proposal is not proposal:
        return
    before = _content(proposal)
    outcome = save.commit(proposal)
    saved = outcome.state == "saved"
    if saved and before is not None:
        remember([Change(proposal.file, before, proposal.data)], view)
    desk.proposal, desk.token = None, secrets.token_hex(16)
    desk.forms += saved
    desk.outcome = saying(outcome), "" if saved else proposal.lines


def _content(proposal: Proposal) -> bytes | None:
    """Return the content for which a proposal was made; None when the file is not that any more."""
    try:
        held = (proposal.folder / proposal.file).read_bytes()
    except OSError:
        return None
    return held if save.sha(held) == proposal.digest else None


def _tell(text: str, unsaved: str, view: View) -> None:
    """Tell what became of a save, with the lines to keep when it did not happen."""
    if not unsaved:
        st.success(markup.markdown(text))
        show([Prose((Span(view.words("add.undo"), link=view.link("add")),), "way")], view, {})
        return
    st.error(markup.markdown(text))
    st.code(unsaved, language="yaml")
