"""Caches: whatever was shown before, a page is what it would be if nothing else had ever been shown."""

from __future__ import annotations

import ast
import gc
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import _lru_cache_wrapper
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
import streamlit as st

from tests.shelf import VOCABULARY, laid, measure
from tests.test_export_screen import Plain
from tests.visits import shown, visit
from tracker import hypertext, style
from tracker.board import Change
from tracker.language import LANGUAGES, words
from tracker.problems import Problem
from tracker.progress import Assessment
from tracker.store import Store
from tracker.telling import contents, front, overview, target
from tracker.telling.blocks import Asked, Beside, Block, Fold, Offer, Paged, Picture, walked
from tracker.terms import Method

PACKAGE = Path(__file__).parents[1] / "tracker"
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
TODAY, EARLIER = date(2026, 11, 27), date(2023, 3, 1)
METHODS: tuple[Method | None, ...] = (None, "recent_projection")

OF_ARGUMENTS = {
    "articles.numberwords:_tongues",
    "articles.verify:tree",
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
    "reading.memory:_rules",
    "scalars:_figure",
    "scalars:year_point",
    "scalars:_period",
    "scalars:_is_id",
    "site.pictures:inline",
    "slips:_agrees",
    "slips:_is_seen",
    "slips:_other_sign",
}
"""What is kept follows from the arguments alone: words, numbers, days and ids; a goal is known by itself."""
OF_THE_PROCESS = {
    "ui.desk:last",
    "ui.frame:_let_back",
    "ui.frame:_set_aside",
    "ui.taking:_browser",
    "ui.view:options",
    "ui.view:shelf",
    "ui.view:portfolios",
}
"""One for the process or for a data folder: its options, store and last save, the browser that draws."""
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


def caches() -> Iterator[str]:
    """Yield every place of the package where something is kept that is not a part of one record."""
    for file in sorted(PACKAGE.rglob("*.py")):
        text = file.read_text("utf-8")
        if not re.search(r"cache|OrderedDict|^\w+.* = (\{\}|\[\]|dict\(\)|set\(\))$", text, re.MULTILINE):
            continue
        tree = ast.parse(text)
        name = ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                kept = [ast.unparse(one) for one in node.decorator_list if "cache" in ast.unparse(one)]
                yield from (f"{name}:{node.name}" for one in kept if one != "cached_property")
            if isinstance(node, ast.Assign | ast.AnnAssign) and _keeps(node, tree.body):
                place = node.targets[0] if isinstance(node, ast.Assign) else node.target
                yield f"{name}:{ast.unparse(place)}"


def _keeps(node: ast.Assign | ast.AnnAssign, top: Sequence[ast.stmt]) -> bool:
    """Tell whether an assignment makes a place that fills while the process runs."""
    value = ast.unparse(node.value) if node.value else ""
    ordered = isinstance(node, ast.AnnAssign) and "OrderedDict" in ast.unparse(node.annotation)
    return ordered or (node in top and ("_cache(" in value or value in ("{}", "[]", "dict()", "set()")))


def test_every_cache_is_known_and_says_what_its_content_rests_on() -> None:
    """A new one has to be put into one of the three lists, and with a key of its own into the tests below."""
    assert sorted(caches()) == sorted([*OF_ARGUMENTS, *OF_THE_PROCESS, *UNDER_A_KEY])


class Key(NamedTuple):
    """Everything by which two pages may differ."""

    portfolio: str
    on: date
    language: str
    method: Method | None
    theme: style.ThemeName


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
    look = style.look(key.theme)
    return "\n".join(_text(block, look) for block in walked(told)) + str(
        store.titles(scene.snapshot, key.language)
    )


def _text(block: Block, look: style.Look) -> str:
    if isinstance(block, Picture):
        chart = block.draw(look)
        return json.dumps(chart.figure) + chart.alt + chart.headline
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
    own = {"share": goal + rows, "other": rows, "half": half}
    made = laid(folder / name, **{one: measure("percent") + lines for one, lines in own.items()})
    words_of = VOCABULARY.replace("Trial portfolio", name.title()).replace("Trials", f"Trials of {name}")
    words_of = words_of.replace(
        'symbol: {en: "%"}, decimals: 1', f'symbol: {{en: "%"}}, decimals: {decimals}'
    )
    (made / "targets/vocabulary.yaml").write_text(words_of, "utf-8")
    file = made / "targets/t/share.yaml"
    file.write_text(file.read_text("utf-8").replace("en: Share", f"en: Share of {name}"), "utf-8")
    return made


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


def test_in_any_order_every_reader_is_told_what_a_fresh_process_tells(folders: dict[str, Path]) -> None:
    """Two portfolios with the same ids, two days, every language, two methods, two themes, shuffled."""
    stores = {name: Store(folder) for name, folder in folders.items()}
    chance = random.Random(19)
    keys = [
        Key(*one, chance.choice(("light", "dark")))
        for one in product(folders, (TODAY, EARLIER), LANGUAGES, METHODS)
    ]
    warm: dict[Key, str] = {}
    chance.shuffle(keys)
    for key in [*keys, *chance.sample(keys, 10)]:
        told = pages(stores[key.portfolio], key)
        assert warm.setdefault(key, told) == told, key
    for key in chance.sample(keys, 10):
        forget()
        assert pages(Store(folders[key.portfolio]), key) == warm[key], key


def seen(address: dict[str, str]) -> str:
    """Return what a page of the app shows, its charts included."""
    app = visit("target", id="share", **address)
    return shown(app) + "".join(chart.proto.spec + chart.proto.alt for chart in app.get("plotly_chart"))


def test_the_app_shows_a_new_reader_nothing_that_was_made_for_another(
    folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Readers who differ in one thing only, portfolio, day, language or method, each see their own page."""
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
