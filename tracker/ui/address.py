"""Address: what the address bar holds, so that a link restores the exact view.

Values in the address are ids, days and codes, never labels. A value that does not fit is left out, and the
page says so. Language, day, method and portfolio stay while a reader moves between pages.

A browser that is clicked fast asks again before it has heard what the last click did, and then repeats the
address and the choices of a moment ago. So each value remembers what it was before the reader's last choices,
until the browser has caught up: such an echo never undoes a choice, a link or Back does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import isnan, nan
from types import MappingProxyType
from typing import Any

import streamlit as st

from tracker.choosing import apart, spelled
from tracker.scalars import FIRST_YEAR, LAST_YEAR
from tracker.ui import underneath

LONGEST = 8000
"""Letters of a value; a web server in front takes no longer addresses unasked."""
LASTING = ("lang", "on", "method", "portfolio")
LOOKED_FOR = 100
"""Letters of what a reader looks for in a list."""
Only = Callable[[str], str | None]
"""Returns the one code that a text fits, if there is just one."""
FIND = "find_"
"""Stands before the name of a choice: what a reader looks for among that many names."""


@dataclass(slots=True)
class _Value:
    """A value in force, and those that the reader's choices left behind and the browser may still repeat."""

    now: str
    left: list[str] = field(default_factory=list)


def begin() -> None:
    """Begin a run of the whole page: nothing is lost yet, and after Back nothing is an echo."""
    st.session_state["address_lost"], st.session_state["address_over"] = [], []
    st.session_state["address_vain"] = set()
    if underneath.moved_through_history():
        for value in _values().values():
            value.left.clear()


def turn_to(page: str) -> None:
    """Note on which page the reader is: what its address holds is that page's own."""
    st.session_state["address_page"] = page


def get(name: str) -> str:
    """Return a value of the address, cut to a sane length; empty when it is not there."""
    return str(st.query_params.get(name, ""))[:LONGEST]


def whole() -> tuple[str, dict[str, str]]:
    """Return the page and what was chosen on it, without what stays from page to page."""
    chosen = {name: get(name) for name in st.query_params if name not in (*LASTING, "turn", "figure")}
    return str(st.session_state.get("address_page", "")), {
        name: text for name, text in chosen.items() if text
    }


def put(name: str, value: str) -> None:
    """Write a value into the address, or take it out when it is empty."""
    choose(name, value)
    _write(name, value)


def last(*values: str) -> None:
    """Write what stays from page to page in one go: each writing is a step in the history of its own.

    What the address asked for in vain stays in it until the reader chooses, so that every run can say so.
    """
    vain = st.session_state.get("address_vain", set())
    shown = {name: one for name, one in zip(LASTING, values, strict=True) if name not in vain}
    for name, value in shown.items():
        choose(name, value)
        if not value:
            _write(name, "")
    if given := {name: value for name, value in shown.items() if value != get(name)}:
        st.query_params.update(given)


def choose(name: str, value: str) -> None:
    """Take over a value that the reader has just chosen; the run that follows puts it into the address.

    Written from a callback of the whole page, the address bar would keep the old one.
    """
    held = _values().setdefault(_place(name), _Value(get(name)))
    if held.now != value[:LONGEST]:
        held.left.append(held.now)
        held.now = value[:LONGEST]


def turn(name: str, value: str) -> None:
    """Take over a choice; with another target goes what the address held of the one before."""
    choose(name, value)
    if name == "id":
        for other in {own for page, own in _values() if page == _place(name)[0]} - {"id", "view", "ids"}:
            choose(other, "")


def current(name: str) -> str:
    """Return the value in force: the reader's last choice, or that of a link or Back since then."""
    given, held = get(name), _values().setdefault(_place(name), _Value(get(name)))
    if given == held.now:
        held.left.clear()
    elif given in held.left:
        _write(name, held.now)
    else:
        held.now = given
        held.left.clear()
    return held.now


def lasting(name: str) -> str:
    """Return a value that stays while the reader moves between pages; empty when none was ever chosen.

    Every address of ours names the language; one without it, such as that of the list of pages, says nothing
    about the day either.
    """
    held = _values().get(_place(name))
    return held.now if held and not get("lang") else current(name)


def taken(name: str) -> str:
    """Return what the reader last chose in the widget of this visit; empty where only a link asked for it."""
    chosen: dict[tuple[str, str], str] = st.session_state.get("address_taken", {})
    return chosen.get(_place(name), "")


def lost() -> list[str]:
    """Return what the address asked for on this page and the page could not show."""
    return list(dict.fromkeys(st.session_state.get("address_lost", [])))


def over() -> list[str]:
    """Return what the address asked for on this page beyond what is shown at once."""
    return list(dict.fromkeys(st.session_state.get("address_over", [])))


def go(link: str) -> None:
    """Leave for an address within the app; for callbacks. Back returns to this page as it is now."""
    st.session_state["go"] = link


def going() -> bool:
    """Tell whether the reader is leaving for another address."""
    return "go" in st.session_state


def wanted() -> str:
    """Return, once, the address that `go` was asked for; empty when there is none."""
    return str(st.session_state.pop("go", ""))


def read_day(text: str) -> date | None:
    """Return the day in an address, or None when it is no day between 1900 and 2200."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if len(text) == 10 and FIRST_YEAR <= found.year <= LAST_YEAR else None


_UNNAMED: Mapping[str, str] = MappingProxyType({})


def slot(name: str, wanted: object, labels: Mapping[str, str] = _UNNAMED) -> str:
    """Return the key of a widget that shows a value, a new one when something else than itself changed that.

    The browser repeats a widget's last choice with every run until it has been told of another one, so an
    old key could win against a link. The key names the language: Streamlit knows a choice by its label.
    A choice that is called otherwise since its file was edited has a new key for the same reason.
    Show the widget with this value as its default, too: what a key was given is told to the browser once, and
    a run that is interrupted may never tell it; the browser would then choose the default for the reader.
    """
    state = st.session_state
    turns = state.setdefault("address_turns", {})
    place = (*_place(name), "" if name in LASTING else lasting("lang"))
    key = f"widget {place} {turns.get(place, 0)}"
    called = state.setdefault("address_labels", {}).setdefault(place, {})
    renamed = any(called.get(code, label) != label for code, label in labels.items())
    called.update(labels)
    if renamed or (key in state and state[key] != wanted):
        turns[place] = turns.get(place, 0) + 1
        key = f"widget {place} {turns[place]}"
    if key not in state:
        state[key] = wanted
    return key


def chosen(
    name: str, options: Sequence[str], default: str, show: Callable[[str], str], label: str, **more: Any
) -> str:
    """Show a select box whose choice lives in the address, and return the choice.

    Args:
        name: in the address.
        options: codes to choose from.
        default: the code where the address names none; none of them where nothing is chosen then.
        show: returns what a code is called.
        label: of the box.
        more: of the box.
    """
    asked = _one_of(name, options, default)
    shown, at = (asked, options.index(asked)) if asked in options else (None, None)
    names = apart({one: show(one) for one in options})
    key = slot(name, shown, {one: names[one] for one in (shown,) if one})
    return (
        st.selectbox(label, options, at, format_func=names.__getitem__, **_kept(name, key, default), **more)
        or ""
    )


def several(
    name: str, options: Sequence[str], show: Callable[[str], str], label: str, **more: Any
) -> list[str]:
    """Show a multiple choice that lives in the address, separated by commas, and return it."""
    asked = spelled(current(name), options)
    found = [part for part in asked if part in options]
    known = found[: more.get("max_selections")]
    miss(*(part for part in asked if part not in options))
    st.session_state.setdefault("address_over", []).extend(found[len(known) :])
    if len(get(name)) == LONGEST:
        miss("…")
    names = apart({one: show(one) for one in options})
    key = slot(name, known, {one: names[one] for one in known})
    box = _kept(name, key, "") | more
    return list(st.multiselect(label, options, known, format_func=names.__getitem__, **box))


def typed(name: str, label: str, **more: Any) -> str:
    """Show a text field that lives in the address, and return the text."""
    text = _typed(name, more)
    key = slot(name, text)
    return str(st.text_input(label, text, **_kept(name, key, ""), **more))


def sought(name: str, label: str, only: Only) -> str:
    """Show a field for what a reader looks for among the options of a choice, and return the text."""
    text = _typed(FIND + name, {"max_chars": LOOKED_FOR})
    key = slot(FIND + name, text)
    return str(
        st.text_input(label, text, max_chars=LOOKED_FOR, key=key, on_change=_look, args=(name, key, only))
    )


def written(name: str, label: str, **more: Any) -> str:
    """Show a text field of several lines that lives in the address, and return the text."""
    text = _typed(name, more)
    key = slot(name, text)
    return str(st.text_area(label, text, **_kept(name, key, ""), **more))


def segment(
    name: str, options: Sequence[str], default: str, show: Callable[[str], str], label: str, **more: Any
) -> str:
    """Show a row of buttons of which one is pressed; the choice lives in the address."""
    shown = _one_of(name, options, default)
    names = apart({one: show(one) for one in options})
    key = slot(name, shown, {one: names[one] for one in (shown,) if one in names})
    pressed = st.segmented_control(
        label, options, format_func=names.__getitem__, default=shown, **_kept(name, key, default), **more
    )
    return str(pressed or default)


def page(name: str, pages: int) -> int:
    """Show a row of page numbers of which one is pressed; the choice lives in the address."""
    given = current(name)
    at = int(given) if given.isascii() and given.isdecimal() and 1 <= int(given) <= pages else 1
    expect(name, given, str(at) == given)
    key = slot(name, at)
    return st.pagination(pages, default=at, **_kept(name, key, "1"))


def day(name: str, value: date | None, label: str, between: tuple[date, date], **more: Any) -> date | None:
    """Show a field for a day that lives in the address, and return the day.

    Args:
        name: in the address.
        value: shown where the address names none, or one that does not fit.
        label: of the field.
        between: the earliest and the latest day that may be chosen.
        more: of the field: its `format`, which is how the reader's language types a day.
    """
    given = read_day(current(name))
    first, last = between
    fits = given is not None and first <= given <= last
    expect(name, current(name), fits)
    shown = given if fits else value
    key = slot(name, shown)
    default = value.isoformat() if value else ""
    kept = _kept(name, key, default) | more
    picked = st.date_input(label, shown, min_value=first, max_value=last, **kept)
    return picked if isinstance(picked, date) else value


def number(name: str, value: float, low: float, high: float, label: str, **more: Any) -> float:
    """Show a slider whose value lives in the address, and return the value."""
    given = current(name)
    try:
        asked = float(given) if given else value
    except ValueError:
        asked = nan
    at = value if isnan(asked) else min(max(asked, low), high)
    miss(*([given] if at != asked else []))
    key = slot(name, at)
    args = (name, key, f"{value:.10g}")
    return float(st.slider(label, low, high, at, key=key, on_change=_take, args=args, **more))


def _kept(name: str, key: str, default: str) -> dict[str, Any]:
    """Return how a widget keeps its choice under a key and in the address."""
    return {"key": key, "on_change": _take, "args": (name, key, default)}


def _typed(name: str, more: dict[str, Any]) -> str:
    given, most = current(name), more.get("max_chars", LONGEST)
    miss(*([given[most:]] if len(given) > most else []))
    return given[:most]


def _one_of(name: str, options: Sequence[str], default: str) -> str:
    given = current(name)
    if given in options:
        return given
    miss(*([given] if given and name != "id" else []))  # of an id the page itself speaks
    return default


def expect(name: str, asked: str, shown: bool) -> None:
    """Note what the address asked for under a name unless the page shows it."""
    if asked and not shown:
        st.session_state.setdefault("address_vain", set()).add(name)
        miss(asked)


def miss(*values: str) -> None:
    """Note what the address asked for and the page could not show."""
    st.session_state.setdefault("address_lost", []).extend(values)


def _values() -> dict[tuple[str, str], _Value]:
    values: dict[tuple[str, str], _Value] = st.session_state.setdefault("address_values", {})
    return values


def _place(name: str) -> tuple[str, str]:
    """Return whose value it is: that of every page, or of the one the reader is on."""
    return ("" if name in LASTING else str(st.session_state.get("address_page", "")), name)


def _write(name: str, value: str) -> None:
    if value:
        if st.query_params.get(name) != value:
            st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def _take(name: str, key: str, default: str) -> None:
    """Take over what was chosen in a widget; a callback that comes too late finds nothing to take."""
    if key not in st.session_state:
        return
    value = st.session_state[key]
    match value:
        case list():
            text = ",".join(value)
        case date():
            text = value.isoformat()
        case float():
            text = f"{value:.10g}"
        case _:
            text = str(value or "")
    st.session_state.setdefault("address_taken", {})[_place(name)] = text or default
    turn(name, "" if text == default else text)


def _look(name: str, key: str, only: Only) -> None:
    """Take over what was typed; what only one name fits is no search, but the choice of that name."""
    if key not in st.session_state:
        return
    text = str(st.session_state.get(key) or "")
    code = only(text)
    choose(FIND + name, "" if code else text)
    if code:
        turn(name, code)
