"""Portfolios in which nothing, or nothing yet, is known: app and site say so once, and show nothing empty."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests import told
from tests.shelf import FURTHER, HEAD, ONE_FIGURE, ONE_GOAL, laid, measure
from tests.sites import links, text_of
from tests.test_site_words import NZ, Published, published, words
from tests.visits import ON
from tracker import language
from tracker.export.briefing import Choice, compose
from tracker.export.citations import citation
from tracker.export.edition import edition
from tracker.site.frame import PAGES as MENU
from tracker.site.render import Renderer
from tracker.telling import due, front, overview, pages, programmes, upkeep
from tracker.telling.contents import offered

EARLY, LATE = date(2010, 1, 1), date(2026, 11, 27)
"""Before the plan of 15 January 2016 was known, and after."""
STEPS = HEAD.format(id="p").replace("indicator", "milestones") + (
    "steps: [{id: s1, title: {en: Step one}, due: 2027-06, source: plan, note: The first.}]\n"
)
TIERS = HEAD.format(id="levels").replace("indicator", "tiers") + (
    measure("homes") + "nesting: exclusive\n"
    "tiers: [{id: low, title: {en: Low}, goals: [{at_least: 5, by: 2030, source: plan}]}]\n"
)
SERIES = measure("percent") + (
    "series:\n  - of: {sex: female}\n    note: The old benchmark.\n"
    "    observations: [{period: 2015, value: 60, source: data}]\n"
)
FAR = SERIES.replace("    note", "    goals: [{at_least: 70, by: 2060, source: plan}]\n    note")
DONE = STEPS.replace(
    "2027-06, source: plan,", "2024-06, source: plan, records: [{state: done, on: 2024-05, source: data}],"
)
FOLDERS = {
    "none": {},
    "steps": {"p": STEPS},
    "goal": {"a": measure("percent") + ONE_GOAL},
    "far": {"a": measure("percent") + ONE_GOAL.replace("2030", "2050"), "women": FAR},
    "levels": {"levels": TIERS, "women": SERIES},
}
CASES = [
    ("none", "de", ON),
    ("steps", "nb", EARLY.isoformat()),
    ("steps", "sv", ON),
    ("goal", "vi", EARLY.isoformat()),
    ("goal", "en", ON),
    ("far", "en", ON),
    ("far", "de", "2018-01-01"),
    ("levels", "en", EARLY.isoformat()),
]


def folder(tmp: Path, name: str) -> Path:
    """Write one of the folders."""
    return laid(tmp / name, FURTHER, **FOLDERS[name])


@pytest.fixture(scope="module", params=CASES, ids=" ".join)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """Return the site of a folder, which the app shows meanwhile."""
    name, lang, on = request.param
    tmp = tmp_path_factory.mktemp("nothing")
    yield from published(folder(tmp, name), lang, tmp / "site", on)


def test_every_page_says_in_both_media_the_same(site: Published) -> None:
    """Each page of the menu, each theme and each target; how to begin an app offers in one button more."""
    begin = words([language.words(site.lang)("add.first")])
    there = {page: page for page in MENU if (site.out / site.lang / f"{page}.html").exists()}
    for page in there.keys() - {"quality", "method", "changes"}:
        app = site.app("overview" if page == "index" else page)
        assert site.page(page) in (app, app[: -len(begin)]), page
    for file in (site.out / site.lang / "target").glob("*.html"):
        assert site.page(f"target/{file.stem}") == site.app("target", id=file.stem)
    for file in (site.out / site.lang / "theme").glob("*.html"):
        assert site.page(f"theme/{file.stem}") == site.app("themes", theme=file.stem)


def test_no_page_holds_an_empty_table_or_list_and_none_is_led_to(site: Published) -> None:
    """No table without a row, no dash for sources, no count without an entry; every link is there."""
    assert links(site.out)
    pages = {one: one.read_text("utf-8") for one in site.out.rglob("*.html")}
    led = "".join(pages.values())
    for file, text in pages.items():
        assert "<tbody></tbody>" not in text, file
        assert ": –." not in text, file
        assert language.words(site.lang)("board.nothing") not in text_of(file), file
        if file.parent.name == "list":
            assert f'list/{file.name}"' in led, file


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("name", ["none", "steps"])
def test_a_count_of_nothing_is_no_filter_that_fits_nothing(tmp_path: Path, lang: str, name: str) -> None:
    """Where a group has no entry nobody is told to take a filter away; where a filter fits none, they are."""
    seen, said = told.scene(folder(tmp_path, name), lang), language.words(lang)
    asked = {"group": "judged"}
    plain = told.plain(lambda one: overview.listed(overview.found(one, asked), one, asked), seen)
    assert said("group.none") in plain
    assert said("board.nothing") not in plain
    sought = {"q": "nowhere"}
    if name != "none":
        assert said("board.nothing") in told.plain(lambda one: overview.listed([], one, sought), seen)


def test_counts_of_nothing_have_no_list_on_the_site(tmp_path: Path) -> None:
    """The eleven promises of New Zealand leave unpublished, undated and unmeasured empty."""
    for site in published(NZ, "sv", tmp_path / "site"):
        found = {one.stem for one in (site.out / "sv/list").glob("*.html")}
        assert {"promises", "judged", "open", "figures"} <= found
        assert not found & {"unpublished", "undated", "unmeasured"}
        assert links(site.out)


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_what_is_not_known_yet_is_neither_over_nor_counted(tmp_path: Path, lang: str) -> None:
    """In 2010 no deadline is known; after 2030 nothing is due any more."""
    data, said = folder(tmp_path, "goal"), language.words(lang)
    early = told.page(data, due.next_deadlines, lang, EARLY)
    assert early.split() == f"{said('overview.next')} {said('overview.next.unknown')}".split()
    over = told.page(data, due.next_deadlines, lang, date(2031, 1, 1))
    assert said("overview.next.none") in over
    done = laid(tmp_path / "done", FURTHER, p=DONE)
    assert said("overview.next.none") in told.page(done, due.next_deadlines, lang)
    assert said("front.apart") not in told.page(data, front.standing, lang, EARLY)
    figure = laid(tmp_path / "figure", one=measure("percent") + ONE_FIGURE)
    assert said("front.apart") in told.page(figure, front.standing, lang)


def test_what_is_not_known_yet_leaves_no_table_and_no_picture(tmp_path: Path) -> None:
    """A programme without steps, levels without goals, series and a target without figures."""
    steps = told.page(folder(tmp_path, "steps"), lambda seen: programmes.milestones(seen, {}), on=EARLY)
    assert steps.split() == ["Without", "any", "date:", "Share"]
    levels = folder(tmp_path, "levels")
    seen = told.scene(levels, on=EARLY)
    assert "<svg" not in str(Renderer(seen, None).html(pages.tiers(seen, {})))
    assert "All pictures share one axis" not in told.of_target(levels, "women", on=EARLY)
    assert "All pictures share one axis" in told.of_target(levels, "women")
    goal = folder(tmp_path, "goal")
    assert "Nobody has published a number" not in told.of_target(goal, "a", on=EARLY)
    assert "goal without a figure" not in told.page(goal, lambda seen: upkeep.quality(seen, {}), on=EARLY)
    assert "1 goal without a figure" in told.page(goal, lambda seen: upkeep.quality(seen, {}))


def test_themes_are_offered_where_there_is_a_target(tmp_path: Path) -> None:
    """Without one the page is neither in the menu nor a file; who has its address is told how to begin."""
    assert "themes" not in offered(told.scene(folder(tmp_path, "none")))
    assert "themes" in offered(told.scene(folder(tmp_path, "steps")))


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_an_edition_without_news_does_not_announce_any(tmp_path: Path, lang: str) -> None:
    """Of a first edition of 22 November it is told that nothing is new since 24 August, 90 days before."""
    said = language.words(lang)
    for site in published(folder(tmp_path, "steps"), lang, tmp_path / "site"):
        day = said.day(date(2026, 8, 24))
        for page in ("edition", "changes"):
            text = text_of(site.out / lang / f"{page}.html")
            assert said("site.edition.nothing", day=day) in text
            assert said("site.edition.first", day=day) not in text


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_a_citation_without_sources_names_none(tmp_path: Path, lang: str) -> None:
    """With the plan of the ministry it does, and an address stands behind both."""
    for on, cited in ((EARLY, 0), (LATE, 1)):
        seen = told.scene(folder(tmp_path, "goal"), lang, on)
        made = compose(seen.portfolio, Choice(("a",)), on, seen.words)
        text = citation(made.assessments[0], made)
        assert text.count("Ministry of Plans") == cited
        assert "–" not in text
        assert text.endswith(f"{seen.words.day(on)}.")
        reached = replace(made, site="https://example.org/")
        assert citation(made.assessments[0], reached).startswith(f"{text} https://example.org/")


def test_remarks_on_series_and_steps_are_shown_and_kept_in_the_data(tmp_path: Path) -> None:
    """Below the name on the page of the app and of the site, and as `note` in the data beside it."""
    for name, target, note in (("levels", "women", "The old benchmark."), ("steps", "p", "The first.")):
        for site in published(folder(tmp_path / name, name), "en", tmp_path / name / "site"):
            assert " ".join(words([note])) in " ".join(site.page(f"target/{target}"))
            assert site.page(f"target/{target}") == site.app("target", id=target)
            found = json.loads((site.out / f"en/target/{target}.json").read_text("utf-8"))["targets"][0]
            assert [one["note"] for one in (*found["parts"], *found["series"])] == [{"en": note}]


def test_levels_are_shown_as_their_file_states_unless_a_reader_chooses(tmp_path: Path) -> None:
    """Where every file says that levels hold the higher ones, that reading comes first."""
    data = folder(tmp_path, "levels")
    (choice,) = pages.tier_choices(told.scene(data))
    assert list(choice.options) == ["exclusive", "cumulative"]
    for file in data.rglob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("nesting: exclusive", "nesting: cumulative"), "utf-8")
    (choice,) = pages.tier_choices(told.scene(data))
    assert (choice.default, list(choice.options)) == ("cumulative", ["cumulative", "exclusive"])


def test_a_goal_whose_series_have_figures_is_not_without_one(tmp_path: Path) -> None:
    """The page on data quality names only goals of which nothing is published at all."""
    series = "series:\n  - of: {sex: female}\n    goals: same\n" + ("    " + ONE_FIGURE)
    data = laid(tmp_path, FURTHER, a=measure("percent") + ONE_GOAL + series, b=measure("percent") + ONE_GOAL)
    page = told.page(data, lambda seen: upkeep.quality(seen, {}))
    assert "1 goal without a figure" in page


def test_a_goal_without_a_figure_has_one_word_in_a_briefing(tmp_path: Path) -> None:
    """The sentence says "No figures yet", and so does the table of goals."""
    seen = told.scene(folder(tmp_path, "goal"), "en", LATE)
    made = compose(seen.portfolio, Choice(("a",)), LATE, seen.words)
    tables = [table for part in edition(made).sections for table in part.tables if table.name == "goals"]
    rows = [row for table in tables for row in table.rows]
    assert [row[2].text for row in rows] == ["No figures yet"]
