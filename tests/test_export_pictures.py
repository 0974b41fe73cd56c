"""Pictures: right size, right look, traceable, drawn with and without a browser."""

import io
import struct
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from tests.briefings import ON, ROOT, briefing, chromium, few, invented, squeezed
from tests.hostile import groups, sources, targets
from tracker import charts, reader, style
from tracker.export import charted, drawing
from tracker.export.briefing import SHAPES, Choice, compose
from tracker.export.browser import Browser, UnavailableError
from tracker.export.marks import Marker, Text, block, lines, symbol, symbols
from tracker.export.pictures import picture, pictures
from tracker.judging.states import STANDINGS
from tracker.language import words
from tracker.site.pictures import inline

SITE = "https://tracker.example.org"
SVG = "{http://www.w3.org/2000/svg}"


def shown(data: bytes | str) -> str:
    """Return the texts drawn in a picture, without blanks."""
    root = ElementTree.fromstring(data)
    return squeezed("".join(text for node in root.iter(f"{SVG}text") for text in node.itertext()))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_chart_is_drawn_in_the_exact_proportions(shape: str, theme: style.ThemeName) -> None:
    """Each kind of chart fills 16:9, 4:3, a square and A4, on the paper of its look."""
    made = briefing(few(), shape=shape, theme=theme, site=SITE)
    wide, high = SHAPES[made.shape]
    for name, data in pictures(made, "svg"):
        root = ElementTree.fromstring(data)
        width, height = float(root.attrib["width"]), float(root.attrib["height"])
        assert width / height == pytest.approx(wide / high, rel=0.004), name
        paper = root.find(f"{SVG}rect")
        assert paper is not None
        assert paper.attrib["fill"] == style.THEMES[theme].paper


def test_a_picture_can_be_traced_back() -> None:
    """Headline, publishers, the day of assessment and the link to the view are inside the picture."""
    made = briefing(few(), site=SITE)
    for assessment in made.assessments:
        for _, draw in charted.pictures(assessment, made):
            chart, _ = charted.fitted(draw, made.look, made.target_address(assessment.id))
            text = shown(picture(draw, "svg", made, None, made.target_address(assessment.id)))
            assert squeezed(chart.headline) in text
            assert squeezed(chart.source) in text
            assert squeezed("22 November 2026") in text
            assert squeezed(f"{SITE}/target?id={assessment.id}&on=2026-11-22&lang=en") in text


def test_all_charts_of_all_targets_can_be_drawn_without_a_browser() -> None:
    """Nothing in the real data needs a kind of line, mark or shape that the drawing does not know."""
    made = briefing((), "vi")
    drawn = dict(pictures(made, "svg"))
    assert len(drawn) > len(made.assessments) / 2
    for name, data in drawn.items():
        root = ElementTree.fromstring(data)
        assert root.attrib["role"] == "img", name
        assert root.find(f"{SVG}title") is not None
        assert root.find(f"{SVG}desc") is not None


@pytest.mark.parametrize("name", ["eu-digital-decade", "nz-government-targets"])
def test_all_charts_of_the_other_portfolios_can_be_drawn_without_a_browser(name: str) -> None:
    """Ratings, series of members and ranges among countries need no mark that the drawing does not know."""
    made = compose(reader.load(ROOT / "portfolios" / name)[0], Choice(), ON, words("en"))
    for _, data in pictures(made, "svg"):
        assert ElementTree.fromstring(data).attrib["role"] == "img"


def test_an_open_mark_with_a_dot_is_a_ring_and_a_dot() -> None:
    """A figure of somebody else is drawn as a ring of diameter 9 around a dot."""
    drawn = symbol(Marker("circle-open-dot", 9, "#123456", "#000000", 0), 5, 5)
    assert drawn.count("<circle") == 2
    assert 'r="4.5"' in drawn


def test_marks_of_one_paint_say_it_once() -> None:
    """Two blue rings behind each other share a group, the red one behind them stands alone."""
    blue, red = (Marker("circle", 8, colour, colour, 2) for colour in ("#0000ff", "#ff0000"))
    drawn = symbols([(blue, 1, 1), (blue, 2.06, 2), (red, 3, 3)])
    assert drawn == (
        '<g fill="#0000ff" stroke="#0000ff" stroke-width="2"><circle cx="1" cy="1" r="4"/>'
        '<circle cx="2.1" cy="2" r="4"/></g>'
        '<circle cx="3" cy="3" r="4" fill="#ff0000" stroke="#ff0000" stroke-width="2"/>'
    )


def test_a_text_that_looks_like_an_attribute_stays_a_text() -> None:
    """On a page the ink of a chart becomes a variable, and never what an author wrote."""
    ink = style.LIGHT.ink
    drawn = block(Text(f'fill="{ink}"', 12, "start", "top", ink), 0, 0)
    assert ElementTree.fromstring(drawn).text == f'fill="{ink}"'
    assert inline(drawn).count(ink) == 1
    assert inline(drawn).count('fill="var(--ink)"') == 1


def test_drawn_marks_lie_where_the_values_are() -> None:
    """On an axis from 0 to 10 across 100 pixels, 5 is at pixel 10 + 50; upward values grow."""
    layout = {
        "paper_bgcolor": "#ffffff",
        "height": 120,
        "margin": {"l": 10, "r": 10, "t": 10, "b": 10},
        "font": {"family": "Arial"},
        "xaxis": {"range": [0, 10], "tickfont": {"size": 10, "color": "#000000"}},
        "yaxis": {"range": [0, 100], "tickfont": {"size": 10, "color": "#000000"}},
    }
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [5],
        "y": [25],
        "marker": {"color": "#123456", "size": 8},
    }
    drawn = drawing.svg(charts.Chart({"data": [trace], "layout": layout}, "alt", "head", "", ""), 120)
    circle = ElementTree.fromstring(drawn).find(f"{SVG}circle")
    assert circle is not None
    assert (circle.attrib["cx"], circle.attrib["cy"], circle.attrib["r"]) == ("60", "85", "4")


def test_an_unknown_kind_of_trace_raises() -> None:
    """A picture is never silently poorer than the chart on the page."""
    made = briefing(few())
    draw = charted.pictures(made.assessments[0], made)[0][1]
    chart, width = charted.fitted(draw, made.look)
    odd = replace(chart, figure={**chart.figure, "data": [{"type": "pie"}]})
    with pytest.raises(ValueError, match="pie"):
        drawing.svg(odd, width)
    with pytest.raises(KeyError):
        symbol(Marker("unheard-of", 8, "#000000", "#000000", 1), 0, 0)


def test_every_sign_of_a_state_has_an_outline() -> None:
    """Each symbol of the style is drawn by the exports as well."""
    for sign in map(style.sign, STANDINGS):
        assert symbol(Marker(sign.symbol, 10, "#000000", "#000000", 1), 5, 5).startswith("<")


def test_bold_and_line_breaks_of_a_label_are_kept_and_nothing_else_is_markup() -> None:
    """A chart's text is bold and broken where the chart says so; other signs are signs."""
    assert lines("<b>Goal</b> at &lt;50%<br>x") == [[("Goal", True), (" at <50%", False)], [("x", False)]]


def test_a_png_has_twice_the_pixels_of_its_shape_and_the_same_bytes_twice() -> None:
    """16:9 gives 2560 by 1440 pixels, whatever height a chart would like to have."""
    made = briefing(few()[:2], site=SITE)
    first = dict(pictures(made, "png", chromium()))
    for data in first.values():
        assert data.startswith(b"\x89PNG\r\n\x1a\n")
        wide, high = struct.unpack(">II", data[16:24])
        assert abs(wide - 2560) <= 2
        assert abs(high - 1440) <= 12
    name, again = next(pictures(made, "png", chromium()))
    assert again == first[name]


def test_a_chart_as_pdf_is_one_page_of_selectable_text() -> None:
    """The page has the proportions of the shape, and the headline can be selected."""
    made = briefing(few()[:1])
    draw = charted.pictures(made.assessments[0], made)[0][1]
    data = picture(draw, "pdf", made, chromium())
    document = PdfReader(io.BytesIO(data))
    assert len(document.pages) == 1
    wide, high = (float(part) for part in document.pages[0].mediabox[2:])
    assert wide / high == pytest.approx(16 / 9, rel=0.01)
    chart, _ = charted.fitted(draw, made.look)
    assert squeezed(chart.headline) in squeezed(document.pages[0].extract_text())
    assert picture(draw, "pdf", made, chromium()) == data


def test_without_a_browser_the_reason_is_one_sentence() -> None:
    """A path that leads nowhere raises the message on how to get a browser, and SVG still works."""
    made = briefing(few()[:1])
    with Browser("/nowhere/chromium") as none, pytest.raises(UnavailableError) as failure:
        list(pictures(made, "png", none))
    assert failure.value.id == "export.no_browser"
    sentence = made.words(failure.value.id)
    assert "BROWSER_PATH" in sentence
    assert list(pictures(made, "svg"))
    with pytest.raises(UnavailableError):
        list(pictures(made, "png", None))


@pytest.mark.parametrize("made", [targets(), groups()], ids=["titles", "parts"])
def test_hostile_titles_are_drawn_as_they_are(made: list) -> None:
    """The picture is well-formed, its title and description are the very text, and no element sneaks in."""
    nasty = invented(made, sources())
    for _, data in pictures(nasty, "svg"):
        root = ElementTree.fromstring(data)
        kinds = {node.tag.removeprefix(SVG) for node in root.iter()}
        assert kinds <= {"svg", "title", "desc", "rect", "line", "path", "circle", "text", "tspan", "g"}
        assert not any(
            key.endswith("href") or key.startswith("on") for node in root.iter() for key in node.attrib
        )


def test_a_closed_browser_starts_again() -> None:
    """After `close` the next picture starts a new browser, as after a crash."""
    made = briefing(few()[:1])
    draw = charted.pictures(made.assessments[0], made)[0][1]
    before = picture(draw, "png", made, chromium())
    chromium().close()
    assert picture(draw, "png", made, chromium()) == before
