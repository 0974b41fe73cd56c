"""Bringing: a table from the reader's machine, recognised, reviewed, and written where it is accepted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import streamlit as st

from tracker import markup
from tracker.choosing import apart
from tracker.importing import bring, review, sources
from tracker.importing.changes import WRITTEN, ChangeSet, TargetChange
from tracker.importing.content import Notice, StopError
from tracker.importing.mapping import Mapping as Reading
from tracker.importing.questions import answered, answers
from tracker.markup import Html, tag
from tracker.scalars import Period
from tracker.ui import desk
from tracker.ui.desk import field_key
from tracker.ui.view import View

LARGEST = 25
"""Megabytes; what is larger is brought on the command line."""
_KINDS = ["csv", "tsv", "txt", "xlsx", "xlsm", "json"]
LISTED, OPEN, FEW = 40, 100, 3
"""Figures of a target that are listed; targets that are accepted one by one, and that stand open."""


def bring_a_file(view: View) -> None:
    """Let the reader choose a file, say what it does not say, and accept what it changes."""
    words = view.words
    desk.tell(view)
    brought = st.file_uploader(words("add.file"), type=_KINDS, key=field_key("file"), max_upload_size=LARGEST)
    if brought is None:
        st.html(tag("p", words("add.file.kinds"), class_="tracker-note"))
        return
    _missing(view)
    source = sources.Brought(brought.name, brought.getvalue())
    try:
        with st.spinner(words("add.file.reading")):
            found = _recognised(source, view)
            made = _proposed(found, source, (), view)
        left = _review(made, view)
        if left:
            made = _proposed(found, source, left, view)
    except StopError as stopped:
        _asked(stopped.notice, view)
        return
    desk.faults(made.problems, view)
    if not made.changes:
        st.info(markup.markdown(words("import.dry" if made.stopped else "import.nothing_to_do")))
        return
    desk.files(made.changes, view)
    desk.button("bring", words("add.save"), lambda: _save(made, source, left, view), disabled=not made.sound)


def _recognised(source: sources.Brought, view: View) -> sources.Recognised:
    """Return what a file says, as the reader and earlier files say that it is read."""
    return bring.recognised(view.folder, source, _reading())


def _proposed(
    found: sources.Recognised, source: sources.Brought, leave: Collection[str], view: View
) -> ChangeSet:
    return bring.change_set(view.folder, found, source.name, view.today, _given("theme"), leave)


def _given(*names: str) -> str:
    return str(st.session_state.get(field_key(*names)) or "").strip()


def _reading() -> Reading:
    """Return what the reader says about the file.

    Raises:
        StopError: the day of publication is none.
    """
    published = _given("published")
    if published:
        try:
            Period.parse(published)
        except ValueError:
            raise StopError("form.period", given=published) from None
    stated = Reading(
        title=_given("title"), unit=_given("unit"), publisher=_given("publisher"), published=published
    )
    return answered(stated, desk.desk().answers)


def _missing(view: View) -> None:
    """Show the fields for what a file seldom says itself."""
    words, vocabulary = view.words, view.portfolio.vocabulary
    with st.expander(words("add.file.more")):
        one, two = st.columns(2)
        with one:
            _choice("publisher", {n: words.text(w.title) for n, w in vocabulary.bodies.items()}, view)
            _choice("unit", {n: words.text(w.title) for n, w in vocabulary.units.items()}, view)
        with two:
            st.text_input(words("add.published"), key=field_key("published"), placeholder="2026-03-01")
            _choice("theme", {n: words.text(w.title) for n, w in vocabulary.themes.items()}, view)
        st.text_input(words("add.title"), key=field_key("title"))


def _choice(name: str, options: Mapping[str, str], view: View) -> None:
    options = apart(options)
    st.selectbox(
        view.words(f"add.{name}"),
        list(options),
        index=None,
        format_func=lambda one: options.get(one, one),
        accept_new_options=True,
        placeholder=view.words("add.choose_or_write"),
        key=field_key(name),
    )


def _asked(question: Notice, view: View) -> None:
    """Tell why a file is not read, with the answers that there are."""
    name, choices = answers(question)
    if not choices:
        st.error(markup.markdown(review.notice(question, view.words)))
        return
    st.warning(markup.markdown(review.notice(question, view.words)))
    st.selectbox(
        view.words("add.answer"),
        choices,
        index=None,
        format_func=lambda one: _spoken(name, one, view),
        key=field_key("answer", name),
        on_change=_answer,
        args=(name,),
    )


def _spoken(name: str, answer: str, view: View) -> str:
    """Return an answer in words; a month by its name, a column or a member as it is called."""
    if name in ("decimal", "dates", "brackets"):
        return view.words(f"add.answer.{answer}")
    return view.words.month(int(answer)) if name == "year_starts" else answer


def _answer(name: str) -> None:
    given = _given("answer", name)
    if given:
        desk.desk().answers[name] = given


def _review(made: ChangeSet, view: View) -> list[str]:
    """Show what a file changes, target by target; return the ids of those that are left as they are."""
    words = view.words
    told = [tag("li", review.notice(one, words)) for one in made.told]
    if told:
        st.html(tag("ul", *told[:LISTED]))
    changed = [one for one in made.targets if one.is_changed]
    left = []
    for target in changed[:OPEN]:
        title = f"{words.text(target.title)} — {_verdict(target, view)}"
        if not st.checkbox(
            markup.markdown(title), value=True, key=field_key("accept", target.id), help=target.file
        ):
            left.append(target.id)
        count = words("add.figures.count", count=words.number(len(target.items)))
        with st.expander(markup.markdown(count), expanded=len(changed) <= FEW):
            st.html(tag("ul", *_items(target, view)))
    same = len(made.targets) - len(changed)
    if same:
        st.html(tag("p", words("import.unchanged", count=words.number(same))))
    if len(changed) > OPEN:
        st.html(tag("p", words("add.more_targets", count=words.number(len(changed) - OPEN))))
    return left


def _verdict(target: TargetChange, view: View) -> str:
    words = view.words
    after = words(f"state.{target.after}") if target.after else "–"
    before = words(f"state.{target.before}") if target.before else words("add.is_new")
    return after if before == after else f"{before} → {after}"


def _items(target: TargetChange, view: View) -> list[Html]:
    """Return the figures of a target as entries of a list, those that change something first."""
    ordered = replace(target, items=sorted(target.items, key=lambda one: one.what not in WRITTEN))
    return [tag("li", line) for _, line in review.figures(ordered, view.words, LISTED)]


def _save(made: ChangeSet, source: sources.Brought, left: Collection[str], view: View) -> None:
    """Save what was shown; what was stated since then is shown first."""
    try:
        now = _proposed(_recognised(source, view), source, left, view)
    except StopError:
        return
    if [one.after for one in now.changes] == [one.after for one in made.changes]:
        target = next((one.id for one in made.targets if one.is_changed and one.id not in left), "")
        page = "target" if target else "board"
        desk.write(made.changes, view, lambda view: view.link(page, id=target))
    else:
        desk.changed_since()
