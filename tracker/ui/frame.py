"""Frame: what surrounds every page: start-up, navigation, sidebar, language, day, live reload.

`run` is called by dashboard.py, `enter` is the first statement of every page.
"""

from __future__ import annotations

import gc
import secrets
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from starlette.middleware import Middleware
from streamlit.navigation.page import StreamlitPage

from tracker import hypertext, kept, language, launch, logo, markup, problems, store, style
from tracker.choosing import apart
from tracker.given import LOOPBACK
from tracker.judging.rule import rule_of
from tracker.language import Words
from tracker.telling import contents
from tracker.terms import METHODS, Method, Vocabulary
from tracker.ui import address, door, present, settings, underneath
from tracker.ui.gate import Gate
from tracker.ui.pulse import PATH, Pulse
from tracker.ui.view import (
    PHONE,
    ROOMS,
    ROOT,
    View,
    clock,
    data_folder,
    editing,
    on_board,
    options,
    portfolios,
    pulse,
    shelf,
    state,
)

PAGES = {
    "overview": ":material/home:",
    "themes": ":material/category:",
    "board": ":material/dashboard:",
    "target": ":material/show_chart:",
    "compare": ":material/compare_arrows:",
    "milestones": ":material/event_available:",
    "changes": ":material/history:",
    "enterprises": ":material/stairs:",
    "allocations": ":material/pie_chart:",
    "add": ":material/edit_square:",
    "briefing": ":material/co_present:",
    "sources": ":material/library_books:",
    "quality": ":material/fact_check:",
    "method": ":material/function:",
}
FLUID = ("", "themes", "board", "milestones", "sources")
"""Pages without charts, which look the same at every width but that of a phone: no need to be drawn anew."""
NOTICES = 3  # faulty files that are named above a page; the page on data quality names all
RUNS = 8
"""Runs after which what they have left is taken out of garbage collections."""
_HERE = Path(__file__).parent
_bridge = st.components.v2.component("tracker.bridge", js=(_HERE / "bridge.js").read_text("utf-8"))


def _settle() -> None:
    """Take all there is out of later garbage collections.

    Streamlit collects garbage after each run; without this a run costs ten times as much, and ten
    times as much again while many readers arrive, of whom each leaves thousands of objects that live.
    Every five minutes everything is let back and looked through, so that what has become garbage goes.
    """
    _let_back(int(datetime.now().timestamp()) // 300)
    _set_aside(gc.get_stats()[-1]["collections"] // RUNS)


@st.cache_resource(show_spinner=False, max_entries=1000)
def _let_back(interval: int) -> None:
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False, max_entries=1000)
def _set_aside(runs: int) -> None:
    gc.collect()
    gc.freeze()


def _set_up() -> None:
    """Stay at home, let presses end and be answered, and keep a log."""
    underneath.stay_at_home(LOOPBACK[0])
    underneath.let_presses_end()
    underneath.answer_every_press()
    door.keep_a_log()


def middleware() -> list[Middleware]:
    """Return what stands before the server, which stays at home and keeps a log from its start."""
    launch.refuse_unknown(sys.argv, ROOT)
    _set_up()
    return [Middleware(Gate), Middleware(Pulse, look=pulse)]


def run() -> None:
    """Draw the frame and the page that the address names."""
    _set_up()
    address.begin()
    given = options()
    words = _words()
    st.set_page_config(page_title=words("app.title"), page_icon="🎯", layout="wide")
    if st.get_option("server.address") not in LOOPBACK and not given.public:
        st.error(markup.markdown(words("app.public_refused")))
        st.stop()
    _forget_another(on_board())
    view = _view(words, shelf(data_folder()))
    st.session_state["_view"] = view
    page = _navigation(view)
    address.turn_to(page.url_path)
    steps = _dress(view, page.url_path)
    on = view.on.isoformat() if view.on != view.today else ""
    address.last(words.language, on, view.method or "", view.named)
    if present.presenting():
        door.guarded("present", lambda: present.slide(view, steps))
    else:
        _page(view, page)
    _settle()


def _page(view: View, page: StreamlitPage) -> None:
    """Draw the page with the sidebar beside it and the notices above it."""
    with st.sidebar:
        _sidebar(view)
    notices = st.container()  # always there: a notice that comes or goes does not redraw what is below
    st.session_state["_through_frame"] = True
    door.guarded(page.title, page.run)
    with notices:
        _notices(view)


def _navigation(view: View) -> StreamlitPage:
    """Return the page that the address names, and offer those that the portfolio has something for."""
    words, offered = view.words, contents.offered(view) | ({"add"} if editing() else set())
    pages = [
        st.Page(
            ROOT / "pages" / f"{name}.py",
            title=words(f"nav.{name}"),
            icon=icon,
            default=name == "overview",
            visibility="visible" if name in offered else "hidden",
        )
        for name, icon in PAGES.items()
    ]
    bare = st.context.is_embedded or present.presenting()
    # Sections would be lists that are none to a screen reader; the line between them is drawn by the sheet.
    return st.navigation(pages, position="hidden" if bare else "sidebar", expanded=True)


def enter() -> View:
    """Return the view; a page opened directly on a fresh server is sent through the frame first.

    Streamlit runs a file of `pages/` by itself until `st.navigation` was called once in the process.
    """
    if not st.session_state.pop("_through_frame", False):
        st.navigation([st.Page(ROOT / "pages" / f"{name}.py") for name in PAGES], position="hidden")
        st.rerun()
    view: View = st.session_state["_view"]
    return view


def _words() -> Words:
    """Return the words in the reader's language: the address, what was chosen before, the browser."""
    chosen_before = settings.kept("lang")
    guess = chosen_before if chosen_before in language.LANGUAGES else language.preferred(st.context.locale)
    asked = address.lasting("lang")
    address.expect("lang", asked, asked in language.LANGUAGES)
    return language.words(next((one for one in (asked, guess) if one in language.LANGUAGES), "en"))


def _view(words: Words, known: store.Store) -> View:
    snapshot = known.glance(datetime.now(UTC))
    today = clock(snapshot.portfolio).date()
    asked = address.lasting("on")
    given = address.read_day(asked)
    address.expect("on", asked, given is not None)
    on = given or today
    method = _method(snapshot.portfolio.vocabulary)
    state = st.session_state.get("bridge", {})
    return View(
        snapshot=snapshot,
        on=on,
        today=today,
        words=words,
        theme=_theme(),
        room=_room(state.get("room")),
        assessments=known.assessments(snapshot, on, method),
        entries=known.entries(snapshot, on, method),
        portfolio=snapshot.portfolio,
        method=method,
        folder=data_folder(),
        named=on_board(),
    )


def _forget_another(name: str) -> None:
    """Forget what a reader has begun in another portfolio, whose targets may have the same ids.

    A name in the address that no folder has is told.
    """
    asked = address.lasting("portfolio")
    address.expect("portfolio", asked, asked == name or asked in portfolios())
    if st.session_state.get("_portfolio", name) != name:
        for held in [one for one in st.session_state if str(one).startswith("[")]:  # what `key` names
            del st.session_state[held]
    st.session_state["_portfolio"] = name


def _method(vocabulary: Vocabulary) -> Method | None:
    """Return the method in the address; None where it is that of the house, or none at all."""
    asked = address.lasting("method")
    address.expect("method", asked, asked in METHODS)
    return next((name for name in METHODS if name == asked != rule_of(vocabulary).method), None)


def _room(told: object) -> int:
    """Return the width the browser has told of; most readers sit before a wide screen."""
    return next((room for room in ROOMS if room == told), ROOMS[-1])


def _theme() -> style.ThemeName:
    """Return the look the browser shows now."""
    return "dark" if st.context.theme.get("type") == "dark" else "light"


def _dress(view: View, page: str) -> int:
    """Put the style sheet and the script of the frame in place; return how many slides were turned so far."""
    theme = style.THEMES[view.theme]
    sheets = ["style.css", "present.css"] if present.presenting() else ["style.css"]
    own = "".join((_HERE / name).read_text("utf-8") for name in sheets)
    colours = hypertext.variables(theme, view.portfolio.vocabulary.accent)
    st.html(markup.style(colours, hypertext.sheet() + own))
    result = _bridge(
        key="bridge",
        data={
            "language": view.words.language,
            "visit": st.session_state.setdefault("visit", secrets.token_hex(4)),
            "room": view.room,
            "rooms": ROOMS,
            "phone": PHONE,
            "fluid": page in FLUID and not present.presenting(),
            "presenting": present.presenting(),
            "base": "/" + str(st.get_option("server.baseUrlPath") or "").strip("/"),
            "remember": settings.told(),
            "go": address.wanted(),
            "menu": '[data-testid="stSidebarNavLink"]',
            "lasting": address.LASTING,
            "pulse": f"{PATH}?{urlencode({'portfolio': view.named})}",
            "state": state(view.snapshot),
            "paper": theme.paper,
            "pages": {name: view.words(f"pages.{name}") for name in ("all", "one", "previous", "next")},
        },
        height=1,
        on_changed_change=_nothing,
        on_steps_change=_nothing,
        on_room_change=_nothing,
    )
    steps = int(result.steps or 0)
    st.session_state.setdefault("steps_taken", steps)
    return steps


def _nothing() -> None:
    """Take note of a change; the run that follows reads it."""


def _sidebar(view: View) -> None:
    """Offer language and day, and say so when the day is not today."""
    words = view.words
    if picture := logo.logo_of(view.portfolio.vocabulary, view.folder):
        st.logo(picture, size="large")
    if len(portfolios()) > 1:
        _choose_portfolio(view)
    spoken, dated = address.slot("lang", words.language), address.slot("on", view.on)
    spoken_by = list(language.LANGUAGES)
    st.selectbox(
        words("side.language"),
        spoken_by,
        spoken_by.index(words.language),
        format_func=language.LANGUAGES.__getitem__,
        key=spoken,
        on_change=_speak,
        args=(spoken,),
    )
    st.date_input(
        words("side.day"),
        view.on,
        min_value=date(1900, 1, 1),
        max_value=date(2200, 12, 31),
        format=words("day.typed"),
        help=markup.markdown(words("side.day.help")),
        key=dated,
        on_change=_travel,
        args=(dated, view.today),
    )
    if view.on != view.today:
        st.button(words("side.today"), width="stretch", on_click=address.choose, args=("on", ""))
    if view.method:
        st.button(words("side.house"), width="stretch", on_click=address.choose, args=("method", ""))


def _choose_portfolio(view: View) -> None:
    """Offer the portfolios by their titles; another one opens at its front page."""
    names, now = list(portfolios()), datetime.now(UTC)
    found = {name: shelf(folder).glance(now).portfolio for name, folder in portfolios().items()}
    titles = apart({name: view.words.text(one.vocabulary.title) or name for name, one in found.items()})
    shown = view.named or names[0]
    chosen = address.slot("portfolio", shown, {shown: titles[shown]})
    st.selectbox(
        view.words("side.portfolio"),
        names,
        names.index(shown),
        format_func=titles.__getitem__,
        key=chosen,
        on_change=_turn_over,
        args=(chosen, shown, names[0], view.words.language),
    )


def _turn_over(key: str, shown: str, first: str, spoken: str) -> None:
    """Turn to the portfolio that was chosen under a key: its front page, as it is known today.

    A browser that goes Back and Forward fast repeats what was shown under the key, which is no choice.
    """
    name = st.session_state.get(key)
    if not name or name == shown:
        return
    there = "" if name == first else name
    if address.whole()[0]:
        address.go(markup.page_address("./", lang=spoken, portfolio=there))
    else:  # the front page is here already
        address.choose("portfolio", there)
        address.choose("on", "")


def _speak(key: str) -> None:
    """Take over the language that was chosen under a key, for this visit and the next."""
    chosen = st.session_state.get(key)
    if chosen:
        address.choose("lang", chosen)
        settings.keep("lang", chosen)


def _travel(key: str, today: date) -> None:
    """Take over the day that was chosen under a key; today is no day to be remembered, it moves on."""
    if key not in st.session_state:
        return
    day = st.session_state[key]
    address.choose("on", day.isoformat() if isinstance(day, date) and day != today else "")


def _notices(view: View) -> None:
    """Say what a reader must know before reading on: another day, a file that could not be read."""
    words = view.words
    if view.on != view.today:
        st.info(markup.markdown(words("side.past", day=words.day(view.on))), icon=":material/history:")
    if view.method:
        told = words("side.method", method=words(f"method.{view.method}"))
        st.info(markup.markdown(told), icon=":material/function:")
    for name, values in (("address.lost", address.lost()), ("address.over", address.over())):
        if values:
            told = words.listed([value[:80] for value in values[:NOTICES]])
            text = words.count(name, len(values), named=told)
            st.info(markup.markdown(text), icon=":material/link_off:")
    texts = [_kept_since(notice, view) for notice in view.snapshot.stale]
    texts += [words("stale.partial", **_told(problem, words)) for problem in view.snapshot.partial]
    texts += [words(kept.lack(problem), **_told(problem, words)) for problem in view.snapshot.absent]
    if len(texts) > NOTICES:
        texts = [*texts[:NOTICES], words.count("stale.more", len(texts) - NOTICES)]
    for text in texts:
        st.warning(markup.markdown(text), icon=":material/warning:")


def _kept_since(notice: kept.Stale, view: View) -> str:
    """Return the notice of a file shown in an earlier version, with day and time of the portfolio's zone."""
    read = view.portfolio.vocabulary.local(notice.read)
    told = _told(notice.problem, view.words)
    return view.words("stale.banner", day=view.words.day(read.date()), time=f"{read:%H:%M}", **told)


def _told(problem: problems.Problem, words: Words) -> dict[str, str]:
    """Return the values of a notice about a file."""
    sentence, hint = problems.told(problem, words)
    remedy = words("stale.remedy", hint=hint) if hint else ""
    return {"where": f"{problems.named(problem.file)}:{problem.line}", "problem": sentence, "hint": remedy}
