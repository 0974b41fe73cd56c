"""Choosing: of a long list a reader is offered what a text finds, or what stands beside the choice."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.browser.portfolio import indicator, save, source, vocabulary
from tests.visits import DASHBOARD, PATIENCE, begun
from tracker import choosing
from tracker.choosing import LONG, MOST, found, offered

NAMES = {f"t{number:03d}": f"Tỷ lệ số {number:03d}" for number in range(LONG + 1)}


def test_a_short_list_is_offered_as_a_whole() -> None:
    """Up to two hundred names stand in one list, in their order, whatever was typed."""
    names = dict(list(NAMES.items())[:LONG])
    assert offered(names, None, ["t007"]) == offered(names, found(names, "12"), []) == list(names)


def test_a_whole_stands_for_its_parts() -> None:
    """What is no code and begins others names all of these; what is nothing stays, to be told."""
    names = ["tiers/low", "tiers/high", "rank", "tiersome"]
    assert choosing.spelled("rank,tiers,rank,gone,", names) == ["rank", "tiers/low", "tiers/high", "gone"]


@pytest.mark.parametrize(
    ("at", "first", "last"), [("t000", 0, 49), ("t100", 75, 124), ("t200", 151, 200), ("?", 0, 49)]
)
def test_beside_the_choice_stand_its_neighbours(at: str, first: int, last: int) -> None:
    """Without a text fifty names are offered, the chosen one in their middle where there are as many."""
    codes = offered(NAMES, None, [at])
    assert (codes[0], codes[-1], len(codes)) == (f"t{first:03d}", f"t{last:03d}", MOST)


def test_a_text_finds_names_whatever_their_accents_and_keeps_what_is_chosen() -> None:
    """Every word has to occur in the name or the code; what is chosen stays, before what is found."""
    nineties = [f"t{number}" for number in range(190, 200)]
    assert offered(NAMES, found(NAMES, "ty 19"), ["t003"]) == ["t003", "t019", "t119", *nineties]
    assert offered(NAMES, found(NAMES, "nowhere"), ["t003"]) == ["t003"]
    assert len(offered(NAMES, found(NAMES, "so"), ["t003"])) == MOST


def test_what_begins_with_the_text_is_found_first() -> None:
    """Then comes where a word begins so, then where it stands within a word."""
    names = {"a": "Interest", "b": "Public rest", "c": "Rest homes"}
    assert choosing.found(names, "rest") == ["c", "b", "a"]


def test_a_text_that_fits_one_name_or_is_one_leads_to_it() -> None:
    """A name that also begins others is found by itself; two of the same name are told apart by nobody."""
    names = {"a": "Hà Nội", "b": "Hà Nội 2", "c": "Huế", "d": "Huế"}
    found = {text: choosing.only(names, text) for text in ("ha noi", "noi 2", "ha", "hue", "d", "x", " ")}
    assert found == {"ha noi": "a", "noi 2": "b", "ha": None, "hue": None, "d": "d", "x": None, " ": None}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder of one target more than are offered all together."""
    folder = tmp_path_factory.mktemp("many")
    save(folder, "targets/vocabulary.yaml", vocabulary())
    save(folder, "seeds/yearbook.yaml", source())
    for number in range(LONG + 1):
        name = f"t{number:03d}"
        save(folder, f"targets/health/{name}.yaml", indicator(name, f"Đường {number:03d}"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["dashboard.py", "--data", str(folder), "--cache", str(folder / "cache")])
        st.cache_resource.clear()
        yield folder
    st.cache_resource.clear()


def opened(page: str, **given: str) -> AppTest:
    """Open a page over the many targets."""
    app = AppTest.from_file(str(DASHBOARD), default_timeout=PATIENCE)
    for name, value in {"lang": "en", **given}.items():
        app.query_params[name] = value
    return app.switch_page(f"pages/{page}.py").run()


def heading(app: AppTest) -> str:
    """Return the markup of a page up to the end of its title."""
    return "".join(str(html.proto.body) for html in app.get("html")).partition("</h1>")[0]


def test_no_page_sends_a_list_of_all_targets(many: Path) -> None:
    """Target, comparison and briefing offer a part of the names, the one of the address among them."""
    assert many.is_dir()
    for page, given in (
        ("target", {"id": "t150"}),
        ("compare", {"ids": "t150"}),
        ("briefing", {"ids": "t150"}),
    ):
        app = opened(page, **given)
        boxes = [*app.main.selectbox, *app.main.multiselect]
        lists = [box.options for box in boxes if "Đường 150" in box.options]
        assert [len(one) <= MOST + 1 for one in lists] == [True], page
        assert not app.exception
        assert not app.error


def test_a_text_that_one_name_fits_opens_that_target(many: Path) -> None:
    """What is typed without its accents leads to the target; a text that fits several narrows the list."""
    assert many.is_dir()
    app = opened("target", id="t003")
    (field,) = [one for one in app.main.text_input if one.label == "Find among 201"]
    field.set_value("duong 19").run()
    nineties = [f"Đường {number}" for number in range(190, 200)]
    assert app.main.selectbox[0].options == ["Đường 003", *nineties, "Đường 019", "Đường 119"]
    assert "Đường 003" in heading(app)
    app.main.text_input[0].set_value("duong 142").run()
    assert app.query_params["id"] in ("t142", ["t142"])
    assert "find_id" not in app.query_params
    assert "Đường 142" in heading(app)
    app.main.text_input[0].set_value("duong 19").run()
    app.main.selectbox[0].select("Đường 195").run()
    assert "Đường 195" in heading(app)
    assert app.main.text_input[0].value == ""


def test_a_link_restores_what_was_looked_for(many: Path) -> None:
    """Text and target of the address stand in field and box; a text that nothing fits says so."""
    assert many.is_dir()
    app = opened("target", id="t003", find_id="nowhere", lang="de")
    assert app.main.text_input[0].value == "nowhere"
    assert app.main.text_input[0].label == "Suchen unter 201"
    assert "0 gefunden" in heading(app)
    assert app.main.selectbox[0].options == ["Đường 003"]


def test_a_browser_that_missed_a_run_still_shows_what_was_looked_for(many: Path) -> None:
    """Target and text of a link are the defaults of box and field; fast clicks can swallow what sets them."""
    assert many.is_dir()
    app = opened("target", id="t150", find_id="15").run()
    assert begun(app.main.selectbox[0]) == app.main.selectbox[0].value == "t150"
    assert begun(app.main.text_input[0]) == app.main.text_input[0].value == "15"


def test_names_that_are_alike_are_told_apart_by_their_codes() -> None:
    """Also where what tells two apart is the name of a third, and where a name is empty."""
    names = {"a": "X", "b": "X", "c": "X (a)", "d": "Y", "e": "", "f": ""}
    told = choosing.apart(names)
    assert len(set(told.values())) == len(names)
    assert (told["a"], told["b"], told["c"]) == ("X (a) (a)", "X (b)", "X (a) (c)")
    assert (told["d"], told["e"]) == ("Y", " (e)")
    assert choosing.apart({"a": "X", "b": "Y"}) == {"a": "X", "b": "Y"}


@pytest.fixture
def alike(tmp_path: Path) -> Iterator[Path]:
    """Return a folder of three targets of one title, in two themes of one title."""
    words = vocabulary()
    save(tmp_path, "targets/vocabulary.yaml", words)
    save(tmp_path, "seeds/yearbook.yaml", source())
    for name in ("same-1", "same-2", "same-3"):
        save(tmp_path, f"targets/health/{name}.yaml", indicator(name, "Same title"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["dashboard.py", "--data", str(tmp_path)])
        st.cache_resource.clear()
        yield tmp_path
    st.cache_resource.clear()


@pytest.mark.parametrize("page", ["target", "method", "compare", "briefing"])
def test_no_two_options_of_any_field_are_called_alike(page: str, alike: Path) -> None:
    """A browser knows a choice by its name: it would answer with the last of those that are alike."""
    assert alike.is_dir()
    app = opened(page, id="same-1", ids="same-1,same-2")
    fields = [*app.main.selectbox, *app.main.multiselect, *app.sidebar.selectbox]
    assert any("Same title (same-1)" in one.options for one in fields)
    for one in fields:
        assert len(set(one.options)) == len(one.options), one.label
