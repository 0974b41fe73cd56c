"""Adding: the form for a new target; verdict, chart and file are shown while it is filled in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import streamlit as st

from tracker import markup
from tracker.choosing import apart
from tracker.collation import order
from tracker.importing import form, phrases, review, stated
from tracker.importing.changes import ChangeSet
from tracker.importing.content import Document, StopError
from tracker.importing.propose import propose
from tracker.language import LANGUAGES
from tracker.ui import desk
from tracker.ui.desk import field_key
from tracker.ui.view import View

_NEW = ""


def new_target(view: View) -> None:
    """Show the fields of a new target, and what would be written."""
    desk.tell(view)
    _fields(view)
    try:
        made = _proposed(view)
    except StopError as stopped:
        if _given("title"):
            st.info(markup.markdown(review.notice(stopped.notice, view.words)))
        return
    if _is_short(view):
        st.info(markup.markdown(view.words("add.target.more")))
    if made.after is not None:
        desk.preview(made.targets[0].id, made.after, _stamp(made), view)
    desk.faults(made.problems, view)
    if made.targets[0].is_new:
        desk.files(made.changes, view)
        desk.button("save", view.words("add.save"), lambda: _save(made, view), disabled=not made.sound)
    else:
        st.warning(markup.markdown(view.words("add.target.taken", file=made.targets[0].file)))


def _save(shown: ChangeSet, view: View) -> None:
    """Save what was shown; what was typed since then is shown first."""
    try:
        now = _proposed(view)
    except StopError:
        return
    if [one.after for one in now.changes] == [one.after for one in shown.changes]:
        desk.write(shown.changes, view, lambda view: view.link("target", id=shown.targets[0].id))
    else:
        desk.changed_since()


def _stamp(made: ChangeSet) -> str:
    return hashlib.sha256(repr([(one.file, one.after) for one in made.changes]).encode()).hexdigest()


def _given(name: str) -> str:
    """Return what stands in a field of the page."""
    return str(st.session_state.get(field_key(name)) or "").strip()


def _kind() -> str:
    return _given("kind") or stated.KINDS[0]


def _is_short(view: View) -> bool:
    """Tell whether the target could be saved and would leave open what a reader asks first."""
    has_unit = _kind() == "milestones" or bool(_given("unit"))
    facts = "figures" if _kind() == "indicator" else f"facts.{_kind()}"
    return not has_unit or bool(_given(facts) and not _publisher(view))


def _fields(view: View) -> None:
    """Show the fields, those that belong together in one row."""
    words, vocabulary = view.words, view.portfolio.vocabulary
    st.selectbox(
        words("add.kind"),
        stated.KINDS,
        format_func=lambda one: words(f"add.kind.{one}"),
        key=field_key("kind"),
    )
    own = words.language
    named = {code: words("add.title.in", language=LANGUAGES[code]) for code in ("en", own)}
    english = words("add.title") if own == "en" else named["en"]
    st.text_input(markup.markdown(english), key=field_key("title"), placeholder=words("add.title.hint"))
    if own != "en":
        st.text_input(markup.markdown(named[own]), key=field_key("own"))
    one, two = st.columns(2)
    with one:
        _choice("theme", {name: words.text(word.title) for name, word in vocabulary.themes.items()}, view)
    if _kind() != "milestones":
        with two:
            _choice("unit", {name: words.text(word.title) for name, word in vocabulary.units.items()}, view)
    if _kind() == "indicator":
        _promise(view)
    else:
        _parts(view)
    _document(view)
    with st.expander(words("add.target.further")):
        _text("definition", view)
        _text("id", view)


def _promise(view: View) -> None:
    """Show the goal and the figures of one quantity."""
    words = view.words
    one, two, three = st.columns([1.2, 1, 1])
    with one:
        bounds = {"≥": words("add.at_least"), "≤": words("add.at_most")}
        st.selectbox(words("add.bound"), list(bounds), format_func=bounds.__getitem__, key=field_key("bound"))
    with two:
        _text("value", view, "90")
    with three:
        _text("by", view, "2030")
    st.text_area(
        words("add.figures"),
        key=field_key("figures"),
        placeholder="2024  12.5\n2025  40",
        help=markup.markdown(words("add.figures.help")),
    )


def _parts(view: View) -> None:
    """Show the tiers, parts or steps, and what is known of each."""
    words, kind = view.words, _kind()
    of = "milestones" if kind == "milestones" else "parts"
    if kind == "tiers":
        st.selectbox(
            words("add.nesting"),
            stated.NESTINGS,
            format_func=lambda one: words(f"add.nesting.{one}"),
            key=field_key("nesting"),
        )
    for name, label in (("parts", f"add.parts.{kind}"), ("facts", f"add.facts.{of}")):
        st.text_area(
            words(label), key=field_key(f"{name}.{kind}"), placeholder=words(f"add.{name}.{of}.hint")
        )


def _document(view: View) -> None:
    """Show which document the figures and the goal come from: one that is known, or a new one."""
    words, titles = view.words, apart({name: view.source_title(name) for name in view.portfolio.sources})
    known = sorted(titles, key=lambda name: order(titles[name], words.language))
    chosen = st.selectbox(
        words("add.document"),
        [_NEW, *known],
        format_func=lambda name: titles[name] if name else words("add.document.new"),
        key=field_key("source"),
    )
    if chosen:
        return
    one, two = st.columns(2)
    with one:
        _text("document.title", view, words("add.document.hint"))
    with two:
        bodies = view.portfolio.vocabulary.bodies
        _choice("publisher", {name: words.text(body.title) for name, body in bodies.items()}, view)
    one, two = st.columns(2)
    with one:
        _text("published", view, "2026-03-01")
    with two:
        _text("url", view, "https://")


def _text(name: str, view: View, hint: str = "") -> None:
    st.text_input(view.words(f"add.{name}"), key=field_key(name), placeholder=hint)


def _choice(name: str, options: Mapping[str, str], view: View) -> None:
    """Show a field in which a word of the vocabulary is chosen, or a new one is written."""
    options = apart(options)
    st.selectbox(
        view.words(f"add.{name}"),
        sorted(options, key=lambda one: order(options[one], view.words.language)),
        index=None,
        format_func=lambda one: options.get(one, one),
        accept_new_options=True,
        placeholder=view.words("add.choose_or_write"),
        key=field_key(name),
    )


def _publisher(view: View) -> str:
    return _given("publisher") or ("" if _given("source") not in view.portfolio.sources else "known")


def _stated(view: View) -> form.Form:
    """Return the form as it is filled in.

    Raises:
        StopError: a line of the figures is not understood.
    """
    kind = _kind()
    whole = kind == "indicator"
    goal = f"{_given('bound')} {_given('value')} by {_given('by')}" if whole and _given("value") else ""
    return form.Form(
        _given("title"),
        "" if kind == "milestones" else _given("unit"),
        _source(view),
        goal,
        phrases.listed(_given("figures")) if whole else (),
        None,
        _given("id"),
        _given("theme"),
        _given("definition"),
        {view.words.language: _given("own")} if _given("own") else {},
        kind,
        () if whole else _given(f"parts.{kind}").splitlines(),
        () if whole else _given(f"facts.{kind}").splitlines(),
        _given("nesting") if kind == "tiers" else "",
    )


def _source(view: View) -> Document:
    record = view.portfolio.sources.get(_given("source"))
    if record is None:
        title = _given("document.title") or _given("title")
        return Document(title, _given("publisher"), _given("published"), _given("url"))
    title = view.portfolio.sources[record.id].title.get("en", "")
    return Document(title, record.publisher, record.published.text, record.url or "")


def _proposed(view: View) -> ChangeSet:
    """Return what the form would change.

    Raises:
        StopError: the form does not say enough.
    """
    return propose(view.folder, form.content(_stated(view)), view.today)
