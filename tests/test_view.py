"""What every page draws from: charts are built once for all who see the same, and never for others."""

import json
import re
import sys
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from unittest.mock import Mock, patch
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.visits import shown, visit
from tracker import charts
from tracker.export.browser import UnavailableError
from tracker.telling import target
from tracker.ui import taking


@pytest.fixture(autouse=True)
def _app(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the app read the data that a test may change."""
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(data)])
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def titles(app: AppTest) -> list[str]:
    """Return what the charts of a page say as their text alternative."""
    return [chart.proto.alt for chart in app.get("plotly_chart")]


def test_a_chart_is_built_once_for_all_who_see_the_same(data: Path) -> None:
    """Another visitor gets the same picture; another language, day or figure gets one of its own."""
    file = next(data.glob("targets/*/rd-spend-gdp.yaml"))
    asked = {"id": file.stem}
    built = Mock(wraps=charts.trajectory)
    with patch.dict(target.PAINTED, {"indicator": (("trajectory", built),)}):
        first = titles(visit("target", **asked))
        assert titles(visit("target", **asked)) == first
        assert built.call_count == 1
        assert titles(visit("target", **asked, lang="vi")) != first
        visit("target", **asked, on="2025-06-30")
        assert built.call_count == 3
        file.write_text(file.read_text("utf-8") + "# looked at\n", "utf-8")
        time.sleep(0.6)  # visitors within half a second share one look
        assert titles(visit("target", **asked)) == first
        assert built.call_count == 4


def test_parts_of_one_name_in_two_targets_have_charts_of_their_own(data: Path) -> None:
    """What is remembered of one target is never shown for another."""
    source = next(data.glob("seeds/*.yaml")).stem
    for number, name in ((11, "one"), (22, "two")):
        made = TIERS.format(name=name, figure=number, source=source)
        (data / f"targets/enterprises/{name}.yaml").write_text(made, "utf-8")
    assert any("11" in text for text in titles(visit("target", id="one"))[1:])
    assert any("22" in text for text in titles(visit("target", id="two"))[1:])


TIERS = """\
id: {name}
title: {{en: Firms {name}}}
kind: tiers
measure: {{unit: percent}}
nesting: exclusive
tiers:
  - id: low
    title: {{en: Low}}
    goals: [{{at_least: 50, by: 2030, source: {source}}}]
    observations:
      - {{period: 2023, value: 3, source: {source}}}
      - {{period: 2024, value: {figure}, source: {source}}}
"""


def test_a_comparison_shows_what_was_chosen(data: Path) -> None:
    """Each choice of targets has a chart of its own."""
    del data
    with patch.object(charts, "compare", wraps=charts.compare) as built:
        drawn = [titles(visit("compare", ids=ids)) for ids in ("rd-spend-gdp", "ai-world-rank")]
        assert drawn[0] != drawn[1]
        assert titles(visit("compare", ids="rd-spend-gdp")) == drawn[0]
        assert built.call_count == 2


def test_lines_are_named_only_while_the_file_is_as_shown(data: Path) -> None:
    """A file that broke shows its last good version without lines; mended, it names them again."""
    file = next(data.glob("targets/*/rd-spend-gdp.yaml"))
    good, asked = file.read_text("utf-8"), {"id": file.stem}
    line = 1 + next(at for at, text in enumerate(good.splitlines()) if "- period:" in text)

    def named(app: AppTest) -> bool:
        return f'<span class="tracker-line">line {line} of the file<' in shown(app)

    app = visit("target", **asked)
    assert named(app)
    file.write_text(good.replace("goals:", "gaols:"), "utf-8")
    time.sleep(0.6)  # visitors within half a second share one look
    app.query_params["id"] = file.stem
    app.switch_page("pages/target.py").run()
    assert not named(app)
    file.write_text(good, "utf-8")
    time.sleep(0.6)
    app.query_params["id"] = file.stem
    assert named(app.switch_page("pages/target.py").run())
    assert named(visit("target", **asked))


def test_only_what_stands_on_the_page_turned_to_is_drawn() -> None:
    """Ten items, four to a page: the third holds the last two; four items need no pages."""
    app = AppTest.from_string(TURNED).run()
    assert app.text[0].value == "[0, 1, 2, 3] [0, 1, 2, 3]"
    app.query_params["turn-many"] = "3"
    assert app.run().text[0].value == "[8, 9] [0, 1, 2, 3]"
    assert len(app.get("pagination")) == 1


TURNED = """
import streamlit as st
from tracker.ui.view import turned
st.text(f"{list(turned(range(10), 'many', 4))} {list(turned(range(4), 'few', 4))}")
"""


def test_a_source_of_many_targets_leads_to_the_board_with_all_of_them() -> None:
    """The list names six targets and how many more; the link behind them shows every one."""
    pages = (shown(visit("sources", **{"turn-sources": f"{number}"})) for number in range(1, 20))
    rows = (row for page in pages for row in page.split("<tr"))
    cell = next(row for row in rows if re.search(r">\d+ more targets?</a>", row))
    more = int(re.search(r">(\d+) more", cell)[1])
    source = re.search(r'href="board\?source=([a-z0-9-]+)', cell)[1]
    assert cell.count('href="target?id=') == 6
    board = "".join(shown(visit("board", source=source, **{"turn-board": f"{n}"})) for n in (1, 2, 3, 4))
    assert len(set(re.findall(r'href="target\?id=([a-z0-9-]+)', board))) >= 6 + more


def test_goals_without_a_note_have_no_column_for_notes() -> None:
    """One target's goals are all without a note, another's are not."""
    bare, noted = "ai-innovation-centres", "ai-world-rank"
    heads = {name: goal_heads(shown(visit("target", id=name))) for name in (bare, noted)}
    assert "Note" not in heads[bare]
    assert "Note" in heads[noted]


def goal_heads(page: str) -> list[str]:
    """Return the column heads of the table of goals."""
    table = page.rpartition("Goals and their history")[2].partition("</thead>")[0]
    return re.findall(r"<th[^>]*>([^<]*)</th>", table)


def test_data_quality_speaks_of_the_files_as_they_are_today() -> None:
    """Seen from a year ago, no document is called one of the future; a sentence says which day counts."""
    today, earlier = shown(visit("quality")), shown(visit("quality", on="2025-10-31"))
    assert re.findall(r"W\d{3}", earlier) == re.findall(r"W\d{3}", today)
    assert "as they are today" in earlier


def test_the_page_of_a_broken_file_speaks_of_that_file(data: Path) -> None:
    """A target whose file was never sound: its fault with the line, and no other target in its place."""
    (data / "targets/laws/broken.yaml").write_text(
        "id: broken\ntitle: {en: Broken}\nknd: indicator\n", "utf-8"
    )
    app = visit("target", id="broken")
    page = shown(app)
    assert ">broken</h1>" in page
    assert "targets/laws/broken.yaml:3" in page
    assert "knd" in page
    assert page.count("<h1") == 1
    assert not app.get("plotly_chart")


@pytest.mark.parametrize(
    ("lang", "form"), [("en", "YYYY-MM-DD"), ("vi", "DD/MM/YYYY"), ("de", "DD.MM.YYYY"), ("sv", "YYYY-MM-DD")]
)
def test_days_in_fields_are_written_as_the_language_does(lang: str, form: str) -> None:
    """The day of the sidebar, the day that changes count from, and the deadlines of the board."""
    app = visit("changes", lang=lang)
    assert {field.proto.format for field in app.date_input} == {form}
    assert len(app.date_input) == 2
    board = visit("overview", lang=lang, **{"as": "table"})
    assert f'"format":"{form}"' in board.dataframe[0].proto.columns.replace(" ", "")


def test_a_file_that_cannot_be_made_leaves_word(caplog: pytest.LogCaptureFixture) -> None:
    """A missing browser is named, a fault of ours has a number in the log; the next file begins anew."""

    def made(fault: Exception | None) -> bytes:
        if fault:
            raise fault
        return b"file"

    told: taking.Told = []
    with pytest.raises(UnavailableError):
        taking._telling(lambda: made(UnavailableError("export.no_browser")), told)()
    assert told == [("export.no_browser", {})]
    with pytest.raises(ZeroDivisionError):
        taking._telling(lambda: made(ZeroDivisionError("ours")), told)()
    ((message, values),) = told
    assert message == "app.incident"
    assert values["number"] in caplog.text
    assert taking._telling(lambda: made(None), told)() == b"file"
    assert told == []


def test_the_first_picture_of_a_visit_stands_before_the_library_has_come() -> None:
    """The still has the words and the height of the chart in whose place it stands; later ones need none."""
    app = visit("target", id="5g-population-coverage")
    (still,) = re.findall(r"<img [^>]*>", shown(app))
    chart = app.get("plotly_chart")[0].proto
    assert unescape(re.findall(r'alt="([^"]*)"', still)[0]) == chart.alt
    assert f'height="{json.loads(chart.spec)["layout"]["height"]}"' in still
    drawing = unquote(re.findall(r'src="data:image/svg\+xml,([^"]*)"', still)[0])
    assert ElementTree.fromstring(drawing).tag.endswith("}svg")
    app.query_params["id"] = "egdi-rank"
    assert "<img" not in shown(app.run())
