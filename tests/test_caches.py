"""Caches: whatever was shown before, a page is what it would be if nothing else had ever been shown."""

from __future__ import annotations

import ast
import gc
import json
import random
import re
import sys
import time
from datetime import UTC, date, datetime
from functools import _lru_cache_wrapper
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
import streamlit as st

from tests.keeping import PACKAGE, places
from tests.shelf import FURTHER, VOCABULARY, laid, measure
from tests.test_export_screen import Plain
from tests.visits import shown, visit
from tracker import hypertext, style
from tracker.board import Change
from tracker.language import LANGUAGES, words
from tracker.problems import Problem
from tracker.progress import Assessment
from tracker.store import PAUSE, Store
from tracker.telling import card, contents, front, overview, target
from tracker.telling.blocks import Asked, Beside, Block, Copied, Fold, Offer, Paged, Picture, walked
from tracker.terms import Method

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
TODAY, EARLIER = date(2026, 11, 27), date(2023, 3, 1)
METHODS: tuple[Method | None, ...] = (None, "recent_projection")

OF_ARGUMENTS = {
    "articles.numberwords:_tongues",
    "charts.labels:_advances",
    "charts.labels:_wrapped",
    "charts.labels:_ways",
    "charts.metrics:advance",
    "collation:folded",
    "collation:order",
    "digits:rounded",
    "export.content:literal",
    "export.delimited:_safe_text",
    "export.document_layout:_properties",
    "export.marks:_hyphened",
    "importing.flags:quality",
    "importing.folder:_folded",
    "importing.folder:spelling",
    "importing.open_sdg:_bare",
    "judging.relative:_with_value",
    "judging.rounding:_printed_step",
    "judging.rounding:_decimals",
    "judging.turns:_late",
    "language:_locale",
    "language:_decimal",
    "language:_date",
    "language:_percent",
    "language:territories",
    "language:words",
    "markup:_escaped",
    "markup:_attribute",
    "markup:_scheme",
    "multiples:_measures",
    "multiples:factors",
    "periods:_period",
    "periods:year_pair",
    "reading.events:_composed",
    "reading.heads:_known",
    "reading.links:_cited",
    "scalars:_figure",
    "scalars:year_point",
    "scalars:_period",
    "scalars:_is_id",
    "site.pictures:inline",
    "slips:_is_seen",
    "slips:_is_said",
}
"""What is kept follows from the arguments alone: words, numbers, days and ids; a goal is known by itself."""
OF_THE_PROCESS = {
    "reading.memory:_rules",
    "ui.desk:last",
    "ui.frame:_let_back",
    "ui.frame:_set_aside",
    "ui.taking:_browser",
    "ui.view:options",
    "ui.view:shelf",
    "ui.view:portfolios",
}
"""One for the process or for a data folder: its program, options, store and last save, the browser that
draws."""
UNDER_A_KEY = {
    "store:self._assessed",
    "store:self._boards",
    "store:self._changes",
    "store:self._titles",
    "store:self._checked",
    "ui.view:_lines",
    "ui.view:_still",
    "ui.view:_built",
}
"""Kept under a key, which has to name everything that is seen; that it does is tried below."""


OF_ITS_RECORD = {
    "judging.demand:said",
    "language:self._found",
    "scene:cards",
    "site.frame:_menus",
    "site.plan:_changes",
    "site.plan:_days",
    "wording:further",
    "wording:goal",
    "wording:headline",
    "wording:latest",
    "wording:pace",
    "wording:promise",
    "wording:scale",
    "wording:shares",
    "wording:verdict",
}
"""Kept with a record that never changes, of one day and language where the key names no other: what is said
of a verdict by language, units and what else it speaks of; cards by the keys of their entries; messages."""
OF_THE_FILES = {
    "reading.events:self.sources",
    "reading.files:self._seen",
    "reading.memory:_connected",
    "reading.memory:self._new",
    "reading.memory:self._used",
    "reading.quiet:self._heard",
    "reading.quiet:self._stamps",
    "site.publish:Manifest.files",
    "site.publish:Manifest.groups",
    "store:self._amiss",
    "store:self._gone",
    "store:self._good",
    "store:self._readings",
    "store:self._signatures",
    "ui.pulse:self._beats",
}
"""What was seen on the disk, by path or portfolio with its stamp, or by the hash of bytes and rules."""
OF_THE_SESSION = {
    "ui.address:session_state['address_labels']",
    "ui.address:session_state['address_lost']",
    "ui.address:session_state['address_over']",
    "ui.address:session_state['address_page']",
    "ui.address:session_state['address_taken']",
    "ui.address:session_state['address_turns']",
    "ui.address:session_state['address_vain']",
    "ui.address:session_state['address_values']",
    "ui.address:session_state['go']",
    "ui.address:session_state[key]",
    "ui.desk:session_state[key('writing')]",
    "ui.frame:session_state['_portfolio']",
    "ui.frame:session_state['_view']",
    "ui.frame:session_state['steps_taken']",
    "ui.frame:session_state['visit']",
    "ui.present:session_state['steps_taken']",
    "ui.recording:session_state[key('desk')]",
    "ui.settings:session_state['kept_settings']",
    "ui.taking:session_state[key('brief-asked')]",
    "ui.taking:session_state[key('brief-file')]",
    "ui.taking:session_state[key('told', *named)]",
    "ui.view:session_state['first_picture']",
}
"""Of one reader: what was chosen, asked for and told, and a file under all that it was made from; what
`key` names is let go of with its portfolio."""
OF_ONE_TASK = {
    "articles.verify:tree",
    "export.document:self._known",
    "export.document:self._waiting",
    "export.native_look:Series.bars",
    "export.workbook:self._formats",
    "export.workbook:self._found",
    "export.workbook:self._runs",
    "importing.folder:Folder.by_title",
    "importing.folder:Folder.called",
    "importing.folder:Folder.members",
    "importing.folder:Folder.new",
    "importing.folder:Folder.sources",
    "importing.folder:Folder.words",
    "importing.form:Form.languages",
    "importing.open_sdg:_period_reader",
    "importing.sdg_words:self.files",
    "importing.tally:Tally.counts",
    "importing.tally:Tally.examples",
    "judging.numbers:Numbers.reasons",
    "judging.numbers:Numbers.values",
    "problems:Finding.values",
    "problems:Problem.values",
    "site.publish:self._made",
    "site.publish:self._there",
    "site.publish:self._waiting",
    "site.render:self._offered",
    "site.render:self.charts",
    "ui.address:_Value.left",
    "ui.desk:Desk.answers",
}
"""Filled while one thing is made, as a file, an import, a page, a verdict or a form, and gone with it."""
KNOWN = [
    *(OF_ARGUMENTS | OF_THE_PROCESS | UNDER_A_KEY),
    *(OF_ITS_RECORD | OF_THE_FILES | OF_THE_SESSION | OF_ONE_TASK),
]


def test_every_cache_is_known_and_says_what_its_content_rests_on() -> None:
    """A new one has to be put into one of the lists, and with a key of its own into the tests below."""
    assert sorted(places()) == sorted(KNOWN)


class Key(NamedTuple):
    """Everything by which two pages may differ."""

    portfolio: str
    on: date
    language: str
    method: Method | None
    theme: style.ThemeName
    narrow: bool
    edited: bool


class Shown(Plain):
    """A scene over a store, as the app has it."""

    def __init__(self, store: Store, key: Key) -> None:
        self.store, self.key, self.snapshot = store, key, store.refresh(NOW)
        judged = store.assessments(self.snapshot, key.on, key.method)
        entries = store.entries(self.snapshot, key.on, key.method)
        super().__init__(self.snapshot.portfolio, key.on, TODAY, words(key.language), judged, entries)

    def link(self, page: str, **values: str | None) -> str:
        """Return an address that tells for whom it is."""
        return f"{page}?{values}&{self.key}"

    def judged(self, on: date) -> dict[str, Assessment]:
        """Return the verdicts of another day."""
        return dict(self.store.assessments(self.snapshot, on, self.key.method))

    def changes(self, since: date) -> list[Change]:
        """Return what changed since a day."""
        return list(self.store.changes(self.snapshot, since, self.on, self.key.method))

    def problems(self) -> list[Problem]:
        """Return what is wrong with the files."""
        return list(self.store.checked(self.snapshot, self.today))


def pages(store: Store, key: Key) -> str:
    """Return everything that is told of a portfolio to one reader, its pictures included."""
    scene = Shown(store, key)
    told: list[Block] = [*front.front(scene), *overview.listed(overview.found(scene, {}), scene)]
    for page in contents.PAGES.values():
        told += page.blocks(scene, {})
    for one in scene.assessments.values():
        told += target.page(one, scene)
        told += [block for point in card.every(one) for block in card.card(point, one, scene)]
    look = style.look(key.theme, narrow=key.narrow)
    return "\n".join(_text(block, look) for block in walked(told)) + str(
        store.titles(scene.snapshot, key.language)
    )


def _text(block: Block, look: style.Look) -> str:
    if isinstance(block, Picture):
        chart = block.draw(look)
        return json.dumps(chart.figure) + chart.alt + chart.headline
    if isinstance(block, Copied):
        return block.text
    if isinstance(block, Offer | Paged | Asked | Fold | Beside):
        return ""
    return hypertext.fragment(block, look.theme)


def portfolio(folder: Path, name: str, value: float, decimals: int) -> Path:
    """Write a portfolio whose ids are those of every other one, and little else.

    Its relative goal is counted from 20, published anew as 20.0: one number, printed in two ways.
    """
    goal = f"goals: [{{at_least: {60 + value}, by: 2030, source: plan}}]\n"
    rows = "observations: [{period: 2017, value: 20, source: early}, "
    rows += f"{{period: 2019, value: 22, source: early}}, {{period: 2024, value: {value}, source: data}}]\n"
    half = "goals: [{at_least: {change: 50 %, of: 2017}, by: 2030, source: plan}]\n"
    half += rows.replace("source: early}, ", "source: early}, {period: 2017, value: 20.0, source: data}, ", 1)
    own = {one: measure("percent") + lines for one, lines in (("share", goal + rows), ("half", half))}
    own["other"] = measure("percent", ", calendar: financial") + rows
    own["other"] += (
        f"statements: [{{for: 2024/25, says: {{en: Fine {value}}}, scale: agencies, source: data}}]\n"
    )
    own["asked"] = (
        measure("percent", ", calendar: financial") + "goals: [{at_least: 70, by: 2029/30, source: plan}]\n"
    )
    made = laid(folder / name, **own)
    words_of = (
        (VOCABULARY + FURTHER).replace("Trial portfolio", name.title()).replace("Trials", f"Trials of {name}")
    )
    words_of = words_of.replace(
        'symbol: {en: "%"}, decimals: 1', f'symbol: {{en: "%"}}, decimals: {decimals}'
    )
    (made / "targets/vocabulary.yaml").write_text(words_of, "utf-8")
    file = made / "targets/t/share.yaml"
    file.write_text(
        file.read_text("utf-8").replace("en: Share", f"en: Share of {name}, de: Anteil {name}"), "utf-8"
    )
    return made


def edit(folder: Path, *, edited: bool) -> None:
    """Bring the files of a portfolio to their first state or to the other: a figure, a statement, a unit."""
    for name, first, other in (
        ("share", "value: 22,", "value: 23,"),
        ("other", "en: Fine", "en: Grave"),
        ("../vocabulary", 'symbol: {en: "%"}', "symbol: {en: pct}"),
    ):
        file = folder / f"targets/t/{name}.yaml"
        before, after = (first, other) if edited else (other, first)
        file.write_text(file.read_text("utf-8").replace(before, after), "utf-8")


def forget() -> None:
    """Empty every cache of the process, as a fresh one has it."""
    st.cache_resource.clear()
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper) and str(one.__module__).startswith("tracker"):
            one.cache_clear()


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, Path]:
    """Return two portfolios by their names."""
    return {
        "north": portfolio(tmp_path, "north", 31.25, 1),
        "south": portfolio(tmp_path, "south", 31.5, 0),
    }


def test_in_any_order_every_reader_is_told_what_a_fresh_process_tells(
    folders: dict[str, Path], tmp_path: Path
) -> None:
    """Two portfolios of the same ids with one memory, days, languages, methods, looks, before an edit."""
    stores = {name: Store(folder, tmp_path / "memory") for name, folder in folders.items()}
    chance = random.Random(19)
    either = (True, False)
    keys = [
        Key(*one, chance.choice(("light", "dark")), chance.choice(either), chance.choice(either))
        for one in product(folders, (TODAY, EARLIER), LANGUAGES, METHODS)
    ]
    keys += [
        key._replace(**{name: not getattr(key, name)})
        for key in chance.sample(keys, 5)
        for name in ("narrow", "edited")
    ]
    warm: dict[Key, str] = {}
    chance.shuffle(keys)
    for key in [*keys, *chance.sample(keys, 10)]:
        edit(folders[key.portfolio], edited=key.edited)
        told = pages(stores[key.portfolio], key)
        assert warm.setdefault(key, told) == told, key
    assert all(len({warm[key], warm[other]}) == 2 for key in warm for other in warm if _beside(key, other))
    for key in chance.sample(keys, 10):
        forget()
        edit(folders[key.portfolio], edited=key.edited)
        assert pages(Store(folders[key.portfolio]), key) == warm[key], key


def _beside(key: Key, other: Key) -> bool:
    """Tell whether two readers differ in the width of the look alone, or in the edited file alone."""
    return key != other and any(
        key._replace(**{name: getattr(other, name)}) == other for name in ("narrow", "edited")
    )


def seen(address: dict[str, str]) -> str:
    """Return what a page of the app shows, its charts included."""
    app = visit("target", id="share", **address)
    return shown(app) + "".join(chart.proto.spec + chart.proto.alt for chart in app.get("plotly_chart"))


def test_the_app_shows_a_new_reader_nothing_that_was_made_for_another(
    folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Readers who differ in one thing, portfolio, day, language, method or an edit, see their own page."""
    own = [word for folder in folders.values() for word in ("--data", str(folder))]
    monkeypatch.setattr(sys, "argv", ["dashboard.py", *own, "--cache", str(tmp_path / "cache")])
    readers = [{}, {"portfolio": "south"}, {"on": "2023-03-01"}, {"lang": "de"}, {"method": METHODS[1]}]
    alone = []
    for reader in readers:
        forget()
        alone.append(seen(reader))
    assert len(set(alone)) == len(readers)
    forget()
    assert [seen(reader) for reader in readers] == alone
    edit(folders["north"], edited=True)
    time.sleep(PAUSE)
    after = seen({})
    forget()
    assert after == seen({}) != alone[0]
    forget()


def test_no_cached_function_takes_a_figure() -> None:
    """20 and 20.0 are one key: no cached function takes a figure, but a number and its digits apart."""
    taking = [
        f"{file.relative_to(PACKAGE)}:{node.name}"
        for file in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any(
            "cache" in ast.unparse(one)
            for one in node.decorator_list
            if ast.unparse(one) != "cached_property"
        )
        and any(
            one.annotation and re.search(r"\b(Figure|Number)\b", ast.unparse(one.annotation))
            for one in (*node.args.args, *node.args.kwonlyargs)
        )
    ]
    assert taking == []
