"""A briefing of no target: every file says so, also where each target would have a sheet."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from pptx import Presentation
from pypdf import PdfReader

from tests.briefings import briefing, chromium, squeezed
from tracker.export.briefing import Briefing
from tracker.export.formats import written


def told(form: str, made: Briefing) -> str:
    """Return the words of a file."""
    data = written(made, form, chromium() if form == "pdf" else None)
    if form == "pdf":
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    if form == "docx":
        return " ".join(one.text for one in Document(BytesIO(data)).paragraphs)
    if form == "pptx":
        shapes = [one for slide in Presentation(BytesIO(data)).slides for one in slide.shapes]
        return " ".join(one.text_frame.text for one in shapes if one.has_text_frame)
    return data.decode()


@pytest.mark.parametrize("form", ["pdf", "pptx", "docx", "html", "md", "txt"])
def test_sheets_of_no_target_say_that_there_is_none(form: str) -> None:
    """The PDF could not be bound, and the other files were empty."""
    made = replace(briefing(), assessments=(), extent="factsheet")
    assert squeezed(made.words("export.empty")) in squeezed(told(form, made))
