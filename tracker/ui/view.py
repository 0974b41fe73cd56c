"""View: what every page draws from, and how a chart comes onto it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tracker import charts, launch, markup, reader, store, style
from tracker.board import Change
from tracker.export import drawing
from tracker.given import LOOPBACK
from tracker.judging.rule import Rule, rule_of
from tracker.markup import tag
from tracker.model import Observation, Portfolio, Target
from tracker.problems import Problem
from tracker.progress import Assessment
from tracker.reading.elsewhere import home_of, home_of_figures
from tracker.reading.rules import placed_series
from tracker.scene import Scene
from tracker.telling.blocks import Picture
from tracker.terms import Method
from tracker.ui import address

_PACKAGE = Path(__file__).resolve().parents[1]
# Pages and dashboard lie beside the package; an installed one holds them.
ROOT = _PACKAGE / "app" if (_PACKAGE / "app").is_dir() else _PACKAGE.parent
ROOMS = (340, 420, 500, 600, 720, 940)
"""Widths in pixels for which charts are laid out; the browser tells the largest that fits the page."""
PHONE = 500
ROWS = 150
"""Rows of a table that are drawn at a time."""

_T = TypeVar("_T")


@dataclass(frozen=True)
class View(Scene):
    """The scene of one visitor: the data as they are on the disk now, and the look of the browser.

    Attributes:
        folder: the data folder.
        named: what stands in the address for the portfolio; empty for the one that opens.
    """

    snapshot: store.Snapshot
    theme: style.ThemeName
    room: int
    method: Method | None = None
    folder: Path = ROOT
    named: str = ""

    @cached_property
    def rule(self) -> Rule:
        """The method of the verdicts with its cut-offs, as the reader chose it."""
        return rule_of(self.portfolio.vocabulary, self.method)

    @property
    def narrow(self) -> bool:
        """Whether the page is read on a phone."""
        return self.room <= PHONE

    @property
    def look(self) -> style.Look:
        """For what the charts of this page are laid out."""
        return replace(style.look(self.theme, narrow=self.narrow), width=self.room)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of all targets by their ids, in the order of the reader's language."""
        return shelf(self.folder).titles(self.snapshot, self.words.language)

    def judged(self, on: date) -> Mapping[str, Assessment]:
        """Return the verdicts of another day over the same data."""
        return shelf(self.folder).assessments(self.snapshot, on, self.method)

    def changes(self, since: date) -> Sequence[Change]:
        """Return what changed between an earlier day and the day of the view, over the same data."""
        return shelf(self.folder).changes(self.snapshot, since, self.on, self.method)

    def problems(self) -> Sequence[Problem]:
        """Return every problem of the files as they are today, whatever day is shown.

        Looked at from an earlier day, every later document would seem to lie in the future.
        """
        return shelf(self.folder).checked(self.snapshot, self.today)

    def lines_of(self, target: str, part: str) -> Callable[[Observation], str]:
        """Return what names the line of an observation in its file, so that an editor finds it at once.

        No line is named while the file is not as it is shown.

        Args:
            target: id of the target.
            part: id of the tier or part, or of the target itself.
        """
        subject = self.portfolio.targets[target]
        series = next((one for _, one in placed_series(subject) if getattr(one, "id", "") == part), None)
        file = home_of_figures(subject, series.elsewhere) if series else subject.file
        try:
            lines = _lines(subject, (target, part), file, self.portfolio.files[file], str(self.folder))
        except LookupError:
            lines = {}
        if not lines or any(notice.problem.file == file for notice in self.snapshot.stale):
            return lambda _: ""
        return lambda found: self.words("figure.line", line=lines[found.period.text, found.source])

    def card(self, target: str, figure: str) -> str:
        """Return the address at which the card of a figure opens."""
        return self.link("target", id=target, figure=figure)

    def link(self, page: str, **values: str | None) -> str:
        """Return the address of a page that keeps language, day and method."""
        return markup.page_address(page, **values, **self.stays | {"on": self._day})

    @property
    def _day(self) -> str | None:
        return self.on.isoformat() if self.on != self.today else None

    @property
    def stays(self) -> dict[str, str | None]:
        """What the address of every page holds of this view, its day even where that is today."""
        held = {"lang": self.words.language, "on": self.on.isoformat()}
        return {**held, "method": self.method, "portfolio": self.named}


@st.cache_resource(show_spinner=False, max_entries=1000)
def _lines(
    _target: Target, place: tuple[str, str], file: str, digest: str, folder: str
) -> dict[tuple[str, str], int]:
    """Return the lines of the observations of a target or part, by period and source.

    Raises:
        LookupError: the file has changed since, and is shown as it was before.
    """
    tree = reader.reread(file, Path(folder), digest)
    if not tree.root:
        raise LookupError(file)
    return {
        (observation.period.text, observation.source): tree.place(
            home_of(_target, (*path, "observations", index))[1]
        )[0]
        for path, series in placed_series(_target)
        for index, observation in enumerate(series.observations)
        if getattr(series, "id", "") == place[1]
    }


def _data_of(root: Path) -> Path:
    """Return the data folder where none is named: beside the pages, else where the command was started."""
    return root if (root / "targets").is_dir() else Path()


@st.cache_resource(show_spinner=False)
def options() -> argparse.Namespace:
    """Return what stood after `--` on the command line of `streamlit run dashboard.py`."""
    return launch.parser(_data_of(ROOT)).parse_known_args(sys.argv[1:])[0]


@st.cache_resource(show_spinner=False)
def shelf(root: Path) -> store.Store:
    """Return the one store of a data folder, shared by every visitor."""
    return store.Store(root, options().cache / "files.sqlite")


@st.cache_resource(show_spinner=False)
def portfolios() -> dict[str, Path]:
    """Return the data folders of this app by their names in the address, the one that opens first."""
    given = options()
    return launch.named(given.folders or (given.data,))


def on_board() -> str:
    """Return the name of the portfolio on the board; empty for the one that opens."""
    asked, known = address.lasting("portfolio"), list(portfolios())
    return asked if asked in known[1:] else ""


def data_folder() -> Path:
    """Return the data folder on the board."""
    known = portfolios()
    return known[on_board() or next(iter(known))]


def clock(portfolio: Portfolio) -> datetime:
    """Return day and time where the portfolio is at home, which need not be where the server stands."""
    return portfolio.vocabulary.local(datetime.now(UTC))


def state(snapshot: store.Snapshot) -> str:
    """Return what differs whenever a page has to be drawn anew: the data, or the day."""
    return f"{snapshot.stamp} {clock(snapshot.portfolio).date()}"


def pulse(name: str) -> str:
    """Return the state of a portfolio by its name in the address, looked at now."""
    known = portfolios()
    folder = known[name if name in known else next(iter(known))]
    return state(shelf(folder).glance(datetime.now(UTC)))


def editing() -> bool:
    """Tell whether readers may record observations: on this machine only, or where it was asked for."""
    given = options()
    return bool(given.allow_edit or (st.get_option("server.address") in LOOPBACK and not given.public))


def key(*ids: str) -> str:
    """Return the key of a widget: another one for every other tuple of ids, however they join."""
    return json.dumps(ids)


def draw(picture: Picture, view: View, look: style.Look | None = None) -> None:
    """Show a chart with its text alternative; an unchanged chart is neither built nor drawn again.

    The first one of a visit stands as a still picture until the library that draws it has come.
    """
    if st.session_state.setdefault("first_picture", picture.name) == picture.name:
        with st.container(key="still"):
            _draw(picture, view, look or view.look, still=True)
    else:
        _draw(picture, view, look or view.look)


def _draw(picture: Picture, view: View, shape: style.Look, *, still: bool = False) -> None:
    text, alt = _built(
        partial(picture.draw, shape),
        (picture.name, picture.chosen),
        (view.words.language, shape),
        view.snapshot.stamp,
        (view.on, view.method),
    )
    figure = json.loads(text)
    height = figure["layout"]["height"]
    if still:
        source = f"data:image/svg+xml,{quote(_still(text, alt, shape.width))}"
        st.html(tag("img", src=source, alt=alt, height=str(height), class_="tracker-still"))
    st.plotly_chart(
        figure,
        theme=None,
        alt=alt,
        key=key("chart", *picture.name, view.words.language, view.theme),
        height=height,
        config=style.config("_".join((*picture.name, view.on.isoformat())), shape),
    )


@st.cache_resource(show_spinner=False, max_entries=50)
def _still(figure: str, alt: str, width: int) -> str:
    """Return a chart as SVG, for as long as nothing else can draw it."""
    return drawing.svg(charts.Chart(json.loads(figure), alt, alt, "", ""), width)


@st.cache_resource(show_spinner=False, max_entries=200)
def _built(
    _build: Callable[[], charts.Chart],
    shown: tuple[object, ...],
    look: tuple[str, style.Look],
    stamp: str,
    judged: tuple[date, Method | None],
) -> tuple[str, str]:
    """Return a chart as JSON with its text alternative, built once for all visitors who see the same.

    As text, because whatever else is kept is searched for garbage after every run.
    """
    chart = _build()
    return json.dumps(chart.figure, ensure_ascii=False), chart.alt


def turned(items: Sequence[_T], key: str, most: int = ROWS) -> Sequence[_T]:
    """Return the items on the page that the reader turned to; only what is seen is drawn."""
    pages = -(-len(items) // most)
    if pages <= 1:
        return items
    at = address.page(f"turn-{key}", pages)
    return items[(at - 1) * most : at * most]


def columns(count: int) -> Sequence[DeltaGenerator]:
    """Return columns that stand below each other on a phone."""
    return st.columns(count)
