"""Formats: every file that a briefing can become, under one call; a format is imported when it is used."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from tracker.export.briefing import SHAPES, Briefing, Step, quiet
from tracker.export.browser import Browser, UnavailableError

MIME: dict[str, str] = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown",
    "txt": "text/plain",
    "csv": "text/csv",
    "png": "image/png",
    "svg": "image/svg+xml",
}
PICTURES = ("png", "svg")
SHAPED = ("pptx", *PICTURES)
COLOURED = ("html", *SHAPED)
"""Formats that take a shape, and those that take a look; what is for paper is A4 and white."""
FIGURES = ("csv", "xlsx")
WITH_BROWSER = ("pdf", "png")
"""Formats that cannot be written without a Chrome or Chromium; docx then has no pictures."""


_PLAIN = {
    "html": ("page", "page"),
    "xlsx": ("workbook", "workbook"),
    "csv": ("delimited", "verdicts"),
    "md": ("markdown", "markdown"),
    "txt": ("plain", "plain"),
}


def written(briefing: Briefing, form: str, browser: Browser | None = None, step: Step = quiet) -> bytes:
    """Return a briefing as one file.

    Args:
        briefing: what to write.
        form: one of `MIME` except the pictures, of which a briefing has several (`pictures.pictures`).
        browser: for PDF, and for the pictures in a DOCX.
        step: is told about each target of a long job.

    Raises:
        UnavailableError: the form needs a browser or a package that is not there.
        KeyError: there is no such form.
    """
    try:
        return _written(briefing, form, browser, step)
    except ModuleNotFoundError as error:
        raise UnavailableError("export.no_package", package=str(error.name)) from None


def _written(briefing: Briefing, form: str, browser: Browser | None, step: Step) -> bytes:
    if form == "pdf":
        from tracker.export.page import pdf

        if browser is None:
            raise UnavailableError("export.no_browser")
        return pdf(briefing, browser)
    if form == "docx":
        from tracker.export.document import document

        try:
            return document(briefing, browser, step)
        except UnavailableError:
            return document(briefing, None, step)
    if form == "pptx":
        from tracker.export.slides import slides

        return slides(briefing, step)
    module, name = _PLAIN[form]
    write: Callable[[Briefing], bytes] = getattr(import_module(f"tracker.export.{module}"), name)
    return write(briefing)


def lacking(template: bytes) -> tuple[str, ...]:
    """Return what a deck has no place for, by the names of their messages.

    Raises:
        UnavailableError: it is no deck.
    """
    from tracker.export.house import opened

    return opened(template, SHAPES["16:9"], "light").lacks


def file_name(briefing: Briefing, form: str, name: str = "") -> str:
    """Return a file name from checked ids, day, shape and look: briefing-economy-2026-11-22-4x3.pptx."""
    choice, ids = briefing.choice, [assessment.id for assessment in briefing.assessments]
    narrowed = () if choice.ids else (choice.theme, choice.state)
    own = name or (ids[0] if len(ids) == 1 else "-".join(("briefing", *filter(None, narrowed))))
    extent = briefing.extent if briefing.extent != "full" and form != "csv" and not name else ""
    parts = [own, *filter(None, (extent,)), briefing.on.isoformat()]
    drawn = name and form not in FIGURES
    if briefing.shape != "16:9" and (form in SHAPED or drawn):
        parts.append(briefing.shape.replace(":", "x"))
    if briefing.theme == "dark" and (form in COLOURED or drawn):
        parts.append("dark")
    return f"{'-'.join(parts)}.{form}"
