"""Desk: what a reader is about to write, shown first, then saved, and taken back where that is wanted."""

from __future__ import annotations

import difflib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import streamlit as st

from tracker import markup, problems
from tracker.editing import together
from tracker.editing.save import Outcome
from tracker.editing.together import Change
from tracker.judging.rule import rule_of
from tracker.markup import joined, tag
from tracker.model import Portfolio
from tracker.problems import Problem
from tracker.progress import assess
from tracker.telling.blocks import Prose, Span
from tracker.telling.target import pictures, verdict
from tracker.ui.show import show
from tracker.ui.view import View, clock, key

Say = Callable[[View], str]
"""Says something in the language of the page on which it is told, whatever that of the page before was."""
SHOWN = 12
"""Files whose new lines are shown; a folder that was brought may have hundreds."""


@dataclass
class Last:
    """The last save in a data folder: what it changed, when, and the file that names it best."""

    changes: Sequence[Change] = ()
    at: datetime | None = None


@dataclass
class Desk:
    """What one reader does on the page: it is cleared when something was saved.

    Attributes:
        token: names the fields, so that after a save they are empty ones.
        told: what became of the last save, whether it happened, and where it can be seen.
        answers: to questions about the file that was brought, by field of the mapping.
    """

    token: str = field(default_factory=lambda: secrets.token_hex(8))
    told: tuple[Say, bool, Say | None] | None = None
    answers: dict[str, str] = field(default_factory=dict)


def desk() -> Desk:
    """Return the desk of the reader."""
    found: Desk = st.session_state.setdefault(key("writing"), Desk())
    return found


@st.cache_resource(show_spinner=False)
def last(folder: Path) -> Last:
    """Return the last save in a data folder, which any editor of it may take back."""
    return Last()


def field_key(*names: str) -> str:
    """Return the key of a field of the page."""
    return key("write", *names, desk().token)


def remember(changes: Sequence[Change], view: View) -> None:
    """Remember a save, so that it can be taken back."""
    held = last(view.folder)
    held.changes, held.at = tuple(changes), clock(view.portfolio)


def write(changes: Sequence[Change], view: View, way: Say | None = None) -> bool:
    """Save changes, all of them or none, and keep what to tell the reader.

    Args:
        changes: as they were shown.
        view: the view in which they were shown.
        way: returns the address where the result can be seen.
    """
    outcome = together.commit(view.folder, lambda: changes)
    done = outcome.state == "saved"
    st.session_state[key("writing")] = replace(desk(), told=(saying(outcome), done, way if done else None))
    if done:
        remember(changes, view)
        st.session_state[key("writing")] = Desk(told=desk().told)
    return done


def changed_since() -> None:
    """Tell that what was typed since the last look was not saved."""
    desk().told = (lambda view: view.words("add.again")), False, None


def saying(outcome: Outcome) -> Say:
    """Return what says what became of a save."""
    return lambda view: view.words(outcome.reason, **outcome.values)


def tell(view: View) -> None:
    """Tell what became of the last save, with the way to what was written."""
    told = desk().told
    if told is None:
        return
    say, done, way = told
    if not done:
        st.error(markup.markdown(say(view)))
        return
    st.success(markup.markdown(say(view)))
    if way:
        show([Prose((Span(view.words("add.look"), link=way(view)),), "way")], view, {})


def undo(view: View) -> None:
    """Offer to take the last save back; only while its files are still as it left them."""
    held, words = last(view.folder), view.words
    if not held.changes or held.at is None:
        return
    files = ", ".join(problems.named(one.file) for one in held.changes[:3])
    if len(held.changes) > 3:
        files += words("add.and_more", count=words.number(len(held.changes) - 3))
    moment = words("add.moment", day=words.day(held.at.date()), time=f"{held.at:%H:%M}")
    with st.expander(words("add.undo"), icon=":material/undo:"):
        st.html(tag("p", words("add.undo.what", moment=moment, files=files)))
        other = [one for one in held.changes if _now(view.folder / one.file) != one.after]
        for one in other[:SHOWN]:
            st.html(tag("p", words("add.undo.changed", file=problems.named(one.file))))
            st.code(_diff(one.file, one.after, _now(view.folder / one.file)), language="diff")
        if not other:
            st.button(
                words("add.undo.do"),
                key=key("undo", str(held.at)),
                on_click=_take_back,
                args=(held, held.changes, view),
            )


def _now(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _take_back(held: Last, changes: Sequence[Change], view: View) -> None:
    """Take back the save that was offered; where somebody has saved since, that one is left alone."""
    if held.changes != changes:
        desk().told = (lambda view: view.words("add.undo.other")), False, None
        return
    outcome = together.commit(view.folder, lambda: [one.undone for one in changes])
    done = outcome.state == "saved"
    if done:
        held.changes = ()

    def undone(view: View) -> str:
        return view.words("add.undone", count=view.words.number(len(changes)))

    desk().told = (undone if done else saying(outcome)), done, None


def files(changes: Sequence[Change], view: View) -> None:
    """Show the files as they will be written: new ones whole, of the others the lines that change."""
    words = view.words
    title = words("add.files", count=words.number(len(changes)))
    with st.expander(markup.markdown(title), icon=":material/difference:"):
        for one in changes[:SHOWN]:
            st.html(tag("p", problems.named(one.file), class_="tracker-note"))
            if one.before is None and one.after is not None:
                st.code(one.after.decode("utf-8", "replace"), language="yaml")
            else:
                st.code(_diff(one.file, one.before, one.after), language="diff")
        if len(changes) > SHOWN:
            st.html(tag("p", words("add.more_files", count=words.number(len(changes) - SHOWN))))


def _diff(file: str, before: bytes | None, after: bytes | None) -> str:
    old, new = ((content or b"").decode("utf-8", "replace").splitlines() for content in (before, after))
    return "\n".join(difflib.unified_diff(old, new, file, file, lineterm=""))


def faults(found: Sequence[Problem], view: View) -> None:
    """Show what would be wrong with the new files."""
    lines = []
    for problem in found:
        sentence, hint = problems.told(problem, view.words)
        lines.append(tag("li", f"{problem.path}: {sentence}", " ", tag("span", hint, class_="tracker-note")))
    if lines:
        st.html(joined([tag("ul", *lines)]))


def preview(target: str, after: Portfolio, stamp: str, view: View) -> None:
    """Show verdict and chart of a target as they would be.

    Args:
        target: its id.
        after: the data as they would be.
        stamp: changes whenever these data do.
        view: the view of the data as they are.
    """
    subject = after.targets.get(target)
    if subject is None:
        return
    found = assess(subject, view.on, after.sources, rule_of(after.vocabulary, view.method))
    # The same form may be filled in over other words.
    stamp = repr((str(view.folder), view.snapshot.stamp, stamp))
    snapshot = replace(view.snapshot, portfolio=after, stamp=stamp)
    seen = replace(view, portfolio=after, assessments={target: found}, entries=(), snapshot=snapshot)
    show([verdict(found, seen), *pictures(found, seen)], seen, {})


def button(name: str, label: str, do: Callable[[], None], *, disabled: bool = False) -> None:
    """Show the button that saves."""
    st.button(markup.markdown(label), type="primary", key=field_key(name), on_click=do, disabled=disabled)
