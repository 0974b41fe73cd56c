"""What only a server can do for one target: let the reader choose it, and try another pace."""

from __future__ import annotations

import streamlit as st

from tracker import markup
from tracker.judging.rule import rule_of
from tracker.markup import tag
from tracker.problems import Problem
from tracker.progress import Assessment
from tracker.reading import files
from tracker.telling.blocks import Choice, Heading, Offer
from tracker.telling.evidence import drafts
from tracker.telling.target import nothing
from tracker.telling.upkeep import unreadable
from tracker.terms import METHODS
from tracker.ui import address, choosing
from tracker.ui.door import fragment
from tracker.ui.show import show
from tracker.ui.view import View, editing
from tracker.whatif import what_if as outcome_of


def choose(view: View, *, titled: bool = False) -> Assessment | None:
    """Let the reader choose a target and return its assessment; the id lives in the address.

    Args:
        view: what to draw from.
        titled: whether the page has a heading already.

    Returns:
        The assessment; None where there is none, or where the target asked for is unknown or its file cannot
        be read: the page then speaks of that and of no other target.
    """
    words = view.words
    given = address.get("id")
    if not view.assessments:
        show([nothing(view, titled=titled)], view, {})
        return None
    if faults := [] if given in view.assessments else _faults(given, view):
        show(unreadable(given, faults, view), view, {})
        return None
    if given and given not in view.assessments:
        st.warning(markup.markdown(words("target.unknown", id=given[:80])), icon=":material/search:")
    first = "" if given and given not in view.assessments else next(iter(view.assessments))
    picked = choosing.one(Choice("id", words("target.choose"), "one", view.titles, first), words)
    if not picked:
        show([] if titled else [Heading(words("nav.target"), 1)], view, {})
        return None
    address.put("id", picked)
    return view.assessments[picked]


def _faults(name: str, view: View) -> list[Problem]:
    """Return what keeps the file of a target off the board; nothing where there is no such file."""
    wrong = (one for one in view.problems() if name and one.severity == "error")
    return [one for one in wrong if files.identity(one.file) == ("targets", name)]


def choose_method(view: View) -> None:
    """Let the reader choose by which method the verdicts of every page are given."""
    names: dict[str, str] = {name: view.words(f"method.{name}") for name in METHODS}
    house = rule_of(view.portfolio.vocabulary).method
    label = view.words("method.choose")
    address.chosen("method", list(names), house, names.__getitem__, label)


def try_pace(offer: Offer, view: View) -> None:
    """Let the reader try a pace, where there is a gap left to close."""
    assessment = view.assessments[offer.ids[0]]
    gap = assessment.gap
    if assessment.goal and assessment.latest and assessment.pace_required_now is not None and gap and gap > 0:
        what_if(assessment, view)


@fragment
def what_if(assessment: Assessment, view: View) -> None:
    """Let the reader try a pace and see when the goal would be reached."""
    words, needed = view.words, assessment.pace_required_now or 0.0
    st.html(tag("h2", words("whatif.title"), class_="tracker-theme"))
    top = float(f"{3 * max(abs(needed), abs(assessment.pace_recent or 0)):.6g}")
    managed = float(min(max(assessment.pace_recent or 0.0, 0.0), top))
    label = markup.markdown(words("whatif.pace"))
    tried = address.number("pace", managed, 0.0, top, label, step=top / 100, format="%.4g")
    st.html(tag("p", _outcome(assessment, tried, view), aria_live="polite"))


def show_drafts(offer: Offer, view: View) -> None:
    """Show the figures that nobody has reviewed yet to those who may change them."""
    if editing():
        show(drafts(offer.ids[0], view), view, {})


def _outcome(assessment: Assessment, tried: float, view: View) -> str:
    """Return where a pace leads, in one sentence."""
    words, wording, goal = view.words, view.wording, assessment.goal
    outcome = outcome_of(assessment, tried)
    if goal is None:
        return words("whatif.never")
    values = {"pace": wording.tried(tried, assessment), "goal": wording.bound(goal, assessment)}
    if outcome.reached is None:
        return words("whatif.by_now", **values) if outcome.by_now else words("whatif.never")
    values["year"] = words.spoken(outcome.reached)
    at_deadline = outcome.at_deadline
    if at_deadline is None:
        return words("whatif.reached", **values)
    shown = wording.projection(at_deadline, assessment)
    return words("whatif.result", value=shown, by=words.deadline(goal.by) if goal.by else "", **values)
