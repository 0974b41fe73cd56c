"""Frame: what surrounds every page: start-up, navigation, sidebar, language, day, live reload.

`run` is called by dashboard.py, `enter` is the first statement of every page.
"""

from __future__ import annotations

import argparse
import gc
import logging
import secrets
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tracker import charts, language, markup, store, style
from tracker.language import Words
from tracker.model import Portfolio
from tracker.problems import Problem
from tracker.progress import Assessment
from tracker.ui import address
from tracker.wording import Wording

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "overview": ":material/dashboard:",
    "target": ":material/show_chart:",
    "enterprises": ":material/domain:",
    "allocations": ":material/pie_chart:",
    "compare": ":material/compare_arrows:",
    "milestones": ":material/event_available:",
    "changes": ":material/history:",
    "sources": ":material/library_books:",
    "quality": ":material/fact_check:",
    "method": ":material/function:",
}
_HERE = Path(__file__).parent
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_bridge = st.components.v2.component("tracker.bridge", js=(_HERE / "bridge.js").read_text("utf-8"))


@dataclass(frozen=True)
class View:
    """Everything a page draws from: the data, the day, the language and the look."""

    snapshot: store.Snapshot
    on: date
    today: date
    words: Words
    theme: style.ThemeName
    narrow: bool
    assessments: Mapping[str, Assessment]

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio on the board."""
        return self.snapshot.portfolio

    @cached_property
    def wording(self) -> Wording:
        """The sentences, in the language of the view."""
        return Wording(self.words, self.portfolio.vocabulary.units)

    @property
    def setting(self) -> charts.Setting:
        """With what the charts of this page are drawn."""
        return charts.Setting(self.words, style.look(self.theme, narrow=self.narrow), self.portfolio)

    def theme_title(self, theme: str) -> str:
        """Return the title of a theme."""
        word = self.portfolio.vocabulary.themes.get(theme)
        return self.words.text(word.title) if word else theme

    def body_title(self, body: str) -> str:
        """Return the title of a body."""
        word = self.portfolio.vocabulary.bodies.get(body)
        return self.words.text(word.title) if word else body

    def unit_title(self, unit: str) -> str:
        """Return the title of a unit."""
        word = self.portfolio.vocabulary.units.get(unit)
        return self.words.text(word.title) if word else unit

    def source_title(self, source: str) -> str:
        """Return the title of a source record."""
        record = self.portfolio.sources.get(source)
        return self.words.text(record.title) if record else source

    def published(self, source: str | None) -> str:
        """Return when a document was published, as exactly as it is known."""
        record = self.portfolio.sources.get(source or "")
        return self.words.period(record.published) if record else ""

    def source_link(self, source: str | None, at: str | None) -> markup.Html:
        """Return publisher, document and place, linked to the document where it has an address."""
        record = self.portfolio.sources.get(source or "")
        if record is None:
            return markup.Html("")
        name = self.source_title(record.id)
        shown = markup.link(name, record.url) if record.url else markup.esc(name)
        place = f" {at}" if at else ""
        return markup.joined([markup.esc(self.body_title(record.publisher)), ": ", shown, place])

    def link(self, page: str, **values: str | None) -> str:
        """Return the address of a page that keeps language and day."""
        kept = {
            "lang": self.words.language,
            "on": self.on.isoformat() if self.on != self.today else None,
        }
        return markup.page_address(page, **values, **kept)


@st.cache_resource(show_spinner=False)
def options() -> argparse.Namespace:
    """Return what stood after `--` on the command line of `streamlit run dashboard.py`."""
    parser = argparse.ArgumentParser(prog="dashboard.py", exit_on_error=False)
    parser.add_argument("--data", type=Path, default=ROOT)
    parser.add_argument("--public", action="store_true")
    parser.add_argument("--allow-edit", action="store_true")
    return parser.parse_known_args(sys.argv[1:])[0]


@st.cache_resource(show_spinner=False)
def _store(root: Path) -> store.Store:
    """Return the one store of a data folder, shared by every visitor."""
    return store.Store(root)


@st.cache_resource(show_spinner=False)
def _settle() -> bool:
    """Import what is heavy once and take it out of every later garbage collection.

    Streamlit collects garbage after each run; without this a run costs ten times as much.
    """
    gc.collect()
    gc.freeze()
    return True


def run() -> None:
    """Draw the frame and the page that the address names."""
    given = options()
    words = _words()
    st.set_page_config(page_title=words("app.title"), page_icon="🎯", layout="wide")
    if st.get_option("server.address") not in _LOOPBACK and not given.public:
        st.error(markup.markdown(words("app.public_refused")))
        st.stop()
    view = _view(words, _store(data_folder()))
    st.session_state["_view"] = view
    _settle()
    _dress(view)
    page = st.navigation(
        [
            st.Page(
                ROOT / "pages" / f"{name}.py",
                title=words(f"nav.{name}"),
                icon=icon,
                default=name == "overview",
            )
            for name, icon in PAGES.items()
        ],
        position="hidden" if st.context.is_embedded else "sidebar",
    )
    with st.sidebar:
        _sidebar(view)
    _watch(view.snapshot.stamp)
    _notices(view)
    st.session_state["_through_frame"] = True
    try:
        page.run()
    except Exception:  # the last door: whatever happens, the reader gets a sentence, the log the rest
        incident = secrets.token_hex(4)
        logging.getLogger("tracker").exception("incident %s on page %s", incident, page.title)
        st.error(markup.markdown(words("app.incident", number=incident)), icon=":material/error:")


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
    wanted = address.kept("lang", language.preferred(st.context.locale))
    return language.words(wanted if wanted in language.LANGUAGES else "en")


def _view(words: Words, shelf: store.Store) -> View:
    today = date.today()
    snapshot = shelf.refresh(datetime.now())
    on = address.read_day(address.kept("on", today.isoformat())) or today
    theme: Literal["light", "dark"] = "dark" if st.context.theme.get("type") == "dark" else "light"
    state = st.session_state.get("bridge", {})
    return View(
        snapshot=snapshot,
        on=on,
        today=today,
        words=words,
        theme=theme,
        narrow=bool(state.get("narrow", False)),
        assessments=shelf.assessments(snapshot, on),
    )


def _dress(view: View) -> None:
    """Put the style sheet in place, and the script that follows links inside the app."""
    theme = style.THEMES[view.theme]
    colours = {
        name: getattr(theme, name)
        for name in ("paper", "raised", "ink", "muted", "grid", "axis", "observed", "required", "projected")
    }
    st.html(markup.style(colours, (_HERE / "style.css").read_text("utf-8")))
    result = _bridge(
        key="bridge",
        data={"language": view.words.language, "narrow": view.narrow},
        height=1,
        on_go_change=_nothing,
        on_narrow_change=_nothing,
    )
    if result.go:
        _follow(str(result.go))


def data_folder() -> Path:
    """Return the data folder on the board."""
    folder: Path = options().data
    return folder.resolve()


def editing() -> bool:
    """Tell whether readers may record observations: on this machine only, or where it was asked for."""
    given = options()
    return bool(given.allow_edit or (st.get_option("server.address") in _LOOPBACK and not given.public))


def draw(chart: charts.Chart, name: str, view: View) -> None:
    """Show a chart with its text alternative; an unchanged chart is not drawn again."""
    st.plotly_chart(
        chart.figure,
        theme=None,
        alt=chart.alt,
        key=f"{name}-{view.words.language}-{view.theme}",
        height=chart.figure["layout"]["height"],
        config=style.config(f"{name}-{view.on.isoformat()}", view.setting.look),
    )


def columns(count: int) -> Sequence[DeltaGenerator]:
    """Return columns that stand below each other on a phone."""
    return st.columns(count)


def assessments_on(view: View, on: date) -> Mapping[str, Assessment]:
    """Return the verdicts of another day over the same data."""
    return _store(data_folder()).assessments(view.snapshot, on)


def checked(view: View) -> Sequence[Problem]:
    """Return every problem of the data, as it stands on the day of the view."""
    return _store(data_folder()).checked(view.snapshot, view.on)


def _nothing() -> None:
    """Take note of a change; the run that follows reads it."""


def _follow(href: str) -> None:
    """Switch to the page that a link inside the app names; anything else is ignored."""
    name, _, query = href.partition("?")
    name = name.strip("./")
    if name in PAGES:
        st.switch_page(ROOT / "pages" / f"{name}.py", query_params=dict(parse_qsl(query)))


def _sidebar(view: View) -> None:
    """Offer language and day, and say so when the day is not today."""
    words = view.words
    codes = list(language.LANGUAGES)
    chosen = st.selectbox(
        words("side.language"),
        codes,
        index=codes.index(words.language),
        format_func=language.LANGUAGES.__getitem__,
    )
    if chosen != words.language:
        address.keep("lang", chosen, "")
        st.rerun()
    day = st.date_input(
        words("side.day"),
        value=view.on,
        min_value=date(1900, 1, 1),
        max_value=date(2200, 12, 31),
        format="YYYY-MM-DD",
        help=markup.markdown(words("side.day.help")),
    )
    if isinstance(day, date) and day != view.on:
        address.keep("on", day.isoformat(), view.today.isoformat())
        st.rerun()
    if view.on != view.today and st.button(words("side.today"), width="stretch"):
        address.keep("on", view.today.isoformat(), view.today.isoformat())
        st.rerun()


@st.fragment(run_every=1.5)
def _watch(stamp: str) -> None:
    """Look for saved changes; Streamlit's own watcher misses files saved by renaming."""
    if _store(data_folder()).refresh(datetime.now()).stamp != stamp:
        st.rerun()


def _notices(view: View) -> None:
    """Say what a reader must know before reading on: another day, a file that could not be read."""
    words = view.words
    if view.on != view.today:
        st.info(markup.markdown(words("side.past", day=words.day(view.on))), icon=":material/history:")
    for notice in view.snapshot.stale:
        sentence, hint = words.problem(notice.problem)
        where = f"{notice.problem.file}:{notice.problem.line}"
        text = words(
            "stale.banner", where=where, problem=sentence, hint=hint, time=notice.read.strftime("%H:%M")
        )
        st.warning(markup.markdown(text), icon=":material/warning:")
