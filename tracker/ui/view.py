"""View: what every page draws from, and how a chart comes onto it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import streamlit as st
from platformdirs import user_cache_path
from streamlit.delta_generator import DeltaGenerator

from tracker import charts, markup, reader, store, style
from tracker.board import Change, Entry
from tracker.language import Words
from tracker.model import Observation, Portfolio, Target
from tracker.problems import Problem
from tracker.progress import Assessment
from tracker.reading.rules import placed_series
from tracker.scalars import Figure
from tracker.wording import Wording

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (340, 420, 500, 600, 720, 940)
"""Widths in pixels for which charts are laid out; the browser tells the largest that fits the page."""
PHONE = 500
ROWS = 150
"""Rows of a table that are drawn at a time."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")

_T = TypeVar("_T")


@dataclass(frozen=True)
class View:
    """Everything a page draws from: the data, the day, the language and the look.

    Attributes:
        entries: every verdict on the board, tiers and parts of an allocation one by one.
    """

    snapshot: store.Snapshot
    on: date
    today: date
    words: Words
    theme: style.ThemeName
    room: int
    assessments: Mapping[str, Assessment]
    entries: Sequence[Entry]

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio on the board."""
        return self.snapshot.portfolio

    @cached_property
    def wording(self) -> Wording:
        """The sentences, in the language of the view."""
        return Wording(self.words, self.portfolio.vocabulary.units)

    @property
    def narrow(self) -> bool:
        """Whether the page is read on a phone."""
        return self.room <= PHONE

    @property
    def setting(self) -> charts.Setting:
        """With what the charts of this page are drawn."""
        look = style.look(self.theme, narrow=self.narrow)
        return charts.Setting(self.words, replace(look, width=self.room), self.portfolio)

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

    def lines_of(self, target: str, part: str) -> Callable[[Observation], str]:
        """Return what names the line of an observation in its file, so that an editor finds it at once.

        No line is named while the file is not as it is shown.

        Args:
            target: id of the target.
            part: id of the tier or part, or of the target itself.
        """
        subject = self.portfolio.targets[target]
        try:
            lines = _lines(subject, part, subject.file, self.portfolio.files[subject.file])
        except LookupError:
            lines = {}
        if not lines or any(notice.problem.file == subject.file for notice in self.snapshot.stale):
            return lambda _: ""
        return lambda found: self.words("figure.line", line=lines[found.period.text, found.source])

    def link(self, page: str, **values: str | None) -> str:
        """Return the address of a page that keeps language and day."""
        kept = {
            "lang": self.words.language,
            "on": self.on.isoformat() if self.on != self.today else None,
        }
        return markup.page_address(page, **values, **kept)


@st.cache_resource(show_spinner=False, max_entries=1000)
def _lines(_target: Target, part: str, file: str, digest: str) -> dict[tuple[str, str], int]:
    """Return the lines of the observations of a target or part, by period and source.

    Raises:
        LookupError: the file has changed since, and is shown as it was before.
    """
    tree = reader.reread(file, data_folder(), digest)
    if not tree.root:
        raise LookupError(file)
    return {
        (observation.period.text, observation.source): tree.place((*path, "observations", index))[0]
        for path, series in placed_series(_target)
        for index, observation in enumerate(series.observations)
        if getattr(series, "id", "") == part
    }


@st.cache_resource(show_spinner=False)
def options() -> argparse.Namespace:
    """Return what stood after `--` on the command line of `streamlit run dashboard.py`."""
    parser = argparse.ArgumentParser(prog="dashboard.py", exit_on_error=False)
    parser.add_argument("--data", type=Path, default=ROOT)
    parser.add_argument("--cache", type=Path, default=user_cache_path("policy-target-tracker"))
    parser.add_argument("--public", action="store_true")
    parser.add_argument("--allow-edit", action="store_true")
    return parser.parse_known_args(sys.argv[1:])[0]


@st.cache_resource(show_spinner=False)
def shelf(root: Path) -> store.Store:
    """Return the one store of a data folder, shared by every visitor."""
    return store.Store(root, options().cache / "files.sqlite")


def data_folder() -> Path:
    """Return the data folder on the board."""
    folder: Path = options().data
    return folder.resolve()


def clock(portfolio: Portfolio) -> datetime:
    """Return day and time where the portfolio is at home, which need not be where the server stands."""
    return portfolio.vocabulary.local(datetime.now(UTC))


def editing() -> bool:
    """Tell whether readers may record observations: on this machine only, or where it was asked for."""
    given = options()
    return bool(given.allow_edit or (st.get_option("server.address") in LOOPBACK and not given.public))


def key(*ids: str) -> str:
    """Return the key of a widget: another one for every other tuple of ids, however they join."""
    return json.dumps(ids)


def draw(build: Callable[[], charts.Chart], name: tuple[str, ...], view: View, *chosen: object) -> None:
    """Show a chart with its text alternative; an unchanged chart is neither built nor drawn again.

    Args:
        build: makes the chart, of the view and of what `name` and `chosen` name, and of nothing else.
        name: the ids that tell the chart from every other of the portfolio, and name a saved picture.
        view: what to draw from.
        chosen: what else the reader chose to see in it.
    """
    look = (view.words.language, view.theme, view.room)
    text, alt = _built(build, (name, chosen), look, view.snapshot.stamp, view.on)
    figure = json.loads(text)
    st.plotly_chart(
        figure,
        theme=None,
        alt=alt,
        key=key("chart", *name, view.words.language, view.theme),
        height=figure["layout"]["height"],
        config=style.config("_".join((*name, view.on.isoformat())), view.setting.look),
    )


@st.cache_resource(show_spinner=False, max_entries=200)
def _built(
    _build: Callable[[], charts.Chart],
    shown: tuple[object, ...],
    look: tuple[str, style.ThemeName, int],
    stamp: str,
    on: date,
) -> tuple[str, str]:
    """Return a chart as JSON with its text alternative, built once for all visitors who see the same.

    As text, because whatever else is kept is searched for garbage after every run.
    """
    chart = _build()
    return json.dumps(chart.figure, ensure_ascii=False), chart.alt


def bounds_of(assessment: Assessment, view: View) -> tuple[Figure, Figure] | None:
    """Return the natural bounds of what a target measures, if it has any."""
    measure = getattr(view.portfolio.targets.get(assessment.key[0]), "measure", None)
    return measure.bounds if measure else None


def remark(text: str) -> None:
    """Show a note in small print; an author need not have written one, and nothing cannot be drawn."""
    if text:
        st.html(markup.tag("p", text, class_="tracker-note"))


def turned(items: Sequence[_T], key: str, most: int = ROWS) -> Sequence[_T]:
    """Return the items on the page that the reader turned to; only what is seen is drawn."""
    pages = -(-len(items) // most)
    if pages <= 1:
        return items
    at = st.pagination(pages, key=f"turn-{key}")
    return items[(at - 1) * most : at * most]


def columns(count: int) -> Sequence[DeltaGenerator]:
    """Return columns that stand below each other on a phone."""
    return st.columns(count)


def assessments_on(view: View, on: date) -> Mapping[str, Assessment]:
    """Return the verdicts of another day over the same data."""
    return shelf(data_folder()).assessments(view.snapshot, on)


def changes_since(view: View, since: date) -> Sequence[Change]:
    """Return what changed between an earlier day and the day of the view, over the same data."""
    return shelf(data_folder()).changes(view.snapshot, since, view.on)


def checked(view: View) -> Sequence[Problem]:
    """Return every problem of the files as they are today, whatever day is shown.

    Looked at from an earlier day, every later document would seem to lie in the future.
    """
    return shelf(data_folder()).checked(view.snapshot, view.today)
