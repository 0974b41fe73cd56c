"""The slides of briefings, and what is found on them."""

import io
from collections.abc import Iterator
from functools import lru_cache

from pptx import Presentation

from tests.briefings import EARLIER, briefing, few, squeezed
from tracker.export.slides import slides

SITE = "https://tracker.example.org"


@lru_cache
def whole(language: str) -> bytes:
    """Return the slides of all targets."""
    return slides(briefing((), language))


@lru_cache
def deck(language: str = "en") -> bytes:
    """Return the slides of the few targets."""
    return slides(briefing(few(), language, EARLIER, site=SITE, remark="First.\nSecond."))


def opened(data: bytes):
    """Return the presentation in a file."""
    return Presentation(io.BytesIO(data))


def words_on(slide) -> str:
    """Return every text on a slide, without blanks."""
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if getattr(shape, "has_table", False) and shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return squeezed("\n".join(found))


def charts(data: bytes) -> Iterator:
    """Yield every chart of a file."""
    for slide in opened(data).slides:
        for shape in slide.shapes:
            if shape.has_chart:
                yield shape.chart
