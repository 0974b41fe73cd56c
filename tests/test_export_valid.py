"""Office files are what the standard says: Microsoft's own validator finds nothing in them."""

from dataclasses import replace
from itertools import cycle, product
from pathlib import Path

import pytest

from tests.briefings import EARLIER, ON, ROOT, briefing, few, invented
from tests.hostile import sources, targets
from tests.office import faults
from tracker import reader
from tracker.export import formats
from tracker.export.briefing import SHAPES, Briefing, Choice, Extent, Shape, compose
from tracker.language import LANGUAGES, words
from tracker.style import ThemeName

OFFICE = ("pptx", "docx", "xlsx")


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wrong_in_a_file_of_any_kind_and_language(
    form: str, language: str, tmp_path: Path
) -> None:
    """Two targets of each kind, with a remark, a link and what changed, in each language."""
    assert faults(formats.written(_full(language), form), form, tmp_path) == []


@pytest.mark.parametrize(
    ("drawn", "language"), zip(product(SHAPES, ["light", "dark"]), cycle(LANGUAGES), strict=False)
)
def test_nothing_is_wrong_in_slides_of_any_shape_look_and_language(
    drawn: tuple[Shape, ThemeName], language: str, tmp_path: Path
) -> None:
    """The same on slides: each shape in both looks, and every language among them."""
    shape, look = drawn
    made = replace(_full(language), shape=shape, theme=look)
    assert faults(formats.written(made, "pptx"), "pptx", tmp_path) == []


def _full(language: str) -> Briefing:
    return briefing(few(), language, EARLIER, site="https://tracker.example.org", remark="One.\nTwo.")


@pytest.mark.parametrize("form", OFFICE)
def test_nothing_is_wrong_with_another_portfolio(form: str, tmp_path: Path) -> None:
    """The targets of the EU Digital Decade, all of them."""
    made = _whole(ROOT / "portfolios" / "eu-digital-decade")
    assert faults(formats.written(made, form), form, tmp_path) == []


@pytest.mark.parametrize("form", OFFICE)
def test_nothing_is_wrong_without_any_target(form: str, tmp_path: Path) -> None:
    """A choice that no target meets is a file that says so."""
    made = replace(briefing(few()), assessments=())
    assert faults(formats.written(made, form), form, tmp_path) == []


@pytest.mark.parametrize("extent", ["short", "factsheet"])
@pytest.mark.parametrize("form", ["pptx", "docx"])
def test_nothing_is_wrong_in_a_short_file_and_in_sheets(form: str, extent: Extent, tmp_path: Path) -> None:
    """Targets with statements of their owners, in German, with links to their pages."""
    nz = _whole(ROOT / "portfolios" / "nz-government-targets")
    made = replace(nz, words=words("de"), extent=extent, site="https://tracker.example.org")
    assert faults(formats.written(made, form), form, tmp_path) == []


def _whole(folder: Path) -> Briefing:
    return compose(reader.load(folder)[0], Choice(), ON, words("en"))


@pytest.mark.parametrize("form", OFFICE)
def test_nothing_is_wrong_with_hostile_texts_and_a_title_without_end(form: str, tmp_path: Path) -> None:
    """Markup, formulas, signs that no file may hold, and more signs than a property may have."""
    title = "=cmd|x \U0001f600 ]]> \x07\u202e" + "A title without an end. " * 30
    made = replace(invented(targets(), sources()), extent="factsheet", title=title, remark="\x00a]]>\n=1")
    assert faults(formats.written(made, form), form, tmp_path) == []
