"""The list of a site's files: whatever was built into a folder before, the site is a clean build's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.shelf import laid, measure, series
from tests.sites import files, without_browser
from tests.test_site_pictures import PNG
from tracker import language, reader
from tracker.export.browser import Browser
from tracker.markup import Html
from tracker.site import command, news, plan, publish
from tracker.site.plan import Site
from tracker.site.render import Renderer
from tracker.terms import Method

__all__ = ["without_browser"]
DAY = date(2026, 11, 27)
RENDERED = Renderer.html


class Wish(NamedTuple):
    """Everything by which two sites may differ."""

    portfolio: str = "north"
    on: date = DAY
    later: int = 0
    languages: tuple[str, ...] = ("en",)
    address: str = ""
    since: date | None = None
    method: Method | None = None
    version: str = "1"
    babel: str = "2.17"
    pictured: bool = False
    edited: tuple[str, ...] = ()


CHANGES: dict[str, tuple[Any, ...]] = {
    "portfolio": ("north", "south"),
    "on": (DAY, DAY - timedelta(1), date(2023, 3, 1)),
    "later": (0, 400),
    "languages": (("en",), ("de",), ("de", "en"), ("en", "de")),
    "address": ("", "https://a.example/", "https://b.example/x/"),
    "since": (None, date(2022, 1, 1)),
    "method": (None, "recent_projection"),
    "version": ("1", "2"),
    "babel": ("2.17", "2.18"),
    "pictured": (False, True),
    "edited": ((), ("value: 40",), ("published: 2026",), ("en: per cent",), ("cannot: [be read",)),
}
EDITS = {
    "value: 40": ("targets/t/share.yaml", "value: 41"),
    "published: 2026": ("seeds/data.yaml", "published: 2025"),
    "en: per cent": ("targets/vocabulary.yaml", "en: of a hundred"),
}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return where portfolios lie and sites go, with what stands for a browser."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Browser, "drawn", lambda _, page, *__: PNG + page.encode())
        yield tmp_path_factory.mktemp("sites")


def portfolio(room: Path, wish: Wish) -> Path:
    """Write the portfolio that a site is wished of; another one has the same ids."""
    goal = "goals: [{at_least: 60, by: 2030, source: plan}]\n"
    other = "goals: [{at_least: {change: 50 %, of: 2015}, by: 2030, source: plan}]\n"
    other += series(("2015", 7 if wish.portfolio == "north" else 8)) + "related: [{target: share}]\n"
    folder = laid(
        room / wish.portfolio,
        share=measure("percent") + goal + series(("2015", 20), ("2025", 40)),
        other=measure("percent") + other,
    )
    (folder / "targets/t/stray.yaml").unlink(missing_ok=True)
    for one in wish.edited:
        file, after = EDITS.get(one, ("targets/t/stray.yaml", one))
        text = (folder / file).read_text("utf-8") if one in EDITS else one
        (folder / file).write_text(text.replace(one, after), "utf-8")
    return folder


def build(room: Path, out: Path, wish: Wish) -> dict[str, bytes]:
    """Build a site and return its files; every page says of which version of the program it is."""
    folder = portfolio(room, wish)
    held, found = reader.load(folder)
    more = {"since": wish.since, "method": wish.method, "today": wish.on + timedelta(wish.later)}
    site = Site(held, folder, wish.on, tuple(found), wish.languages, wish.address, **more)
    mark = Html(f"<!-- {wish.version} {wish.babel} -->")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(plan, "_program", lambda: wish.version)
        patched.setattr(plan.babel, "__version__", wish.babel)
        patched.setattr(Browser, "found", property(lambda _: wish.pictured))
        patched.setattr(Renderer, "html", lambda self, told: Html(RENDERED(self, told) + mark))
        command._written(site, out, language.words("en"), lambda _: None)
    return files(out)


@settings(max_examples=2, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(changes=st.permutations(list(CHANGES)), data=st.data())
def test_a_site_holds_nothing_of_what_was_built_there_before(
    changes: list[str], data: st.DataObject, room: Path
) -> None:
    """One thing after another changes; each site is what the same build makes of an empty folder.

    What a site has announced is its own record, so the empty folder has that of the site, and nothing else.
    """
    out = next(one for number in count() if not (one := room / f"out-{number}").exists())
    wish = Wish()
    build(room, out, wish)
    for name in changes:
        others = [one for one in CHANGES[name] if one != getattr(wish, name)]
        wish = wish._replace(**{name: data.draw(st.sampled_from(others), name)})
        fresh = room / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        (fresh / "data").mkdir(parents=True)
        shutil.copy(out / news.FILE, fresh / news.FILE)
        built, clean = build(room, out, wish), build(room, fresh, wish)
        assert sorted(built) == sorted(clean), wish
        assert [file for file in clean if built[file] != clean[file]] == [], wish
        assert publish.MANIFEST in clean
