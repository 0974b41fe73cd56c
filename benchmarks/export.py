"""`python -m benchmarks.export [1 10 60]`: seconds per format for briefings of 1, 10 and 60 targets.

Prints a table; the first picture of a browser stands apart from the later ones, because starting the
browser takes most of it. Written in one process, each format imported before the clock starts.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from tests.browser import find
from tracker import reader
from tracker.export import formats
from tracker.export.briefing import Briefing, Choice, compose
from tracker.export.browser import Browser
from tracker.export.pictures import pictures
from tracker.language import words

ON = date(2026, 11, 22)
SIZES = (1, 10, 60)
DOCUMENTS = ("pptx", "docx", "pdf", "html", "xlsx", "md", "csv")


def timed(job: Callable[[], object]) -> float:
    """Return the seconds that a job takes."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def main() -> None:
    """Measure every format and print the seconds."""
    sizes = tuple(int(one) for one in sys.argv[1:]) or SIZES
    whole = compose(reader.load(Path(__file__).parents[1])[0], Choice(), ON, words("en"))
    made = {size: replace(whole, assessments=whole.assessments[:size]) for size in sizes}
    smallest = made[min(sizes)]
    with Browser(find.browser()) as browser:
        print(
            f"first picture (starts the browser): {timed(lambda: _drawn(smallest, 'png', browser, 1)):.2f} s"
        )
        print(f"next picture: {timed(lambda: _drawn(smallest, 'png', browser, 1)):.2f} s")
        print("| format | " + " | ".join(f"{size} targets" for size in sizes) + " |")
        print("|---|" + "---:|" * len(sizes))
        for form in (*DOCUMENTS, "png", "svg"):
            _written(smallest, form, browser)
            seconds = [timed(lambda one=one: _written(one, form, browser)) for one in made.values()]  # noqa: B023
            print(f"| {form} | " + " | ".join(f"{one:.2f}" for one in seconds) + " |")
        print(f"| docx without browser | {' | '.join(_bare(one) for one in made.values())} |")


def _bare(made: Briefing) -> str:
    return f"{timed(lambda: formats.written(made, 'docx')):.2f}"


def _written(made: Briefing, form: str, browser: Browser) -> None:
    if form in formats.PICTURES:
        _drawn(made, form, browser)
    else:
        formats.written(made, form, browser)


def _drawn(made: Briefing, form: str, browser: Browser, most: int | None = None) -> None:
    for _ in islice(pictures(made, "png" if form == "png" else "svg", browser), most):
        pass


if __name__ == "__main__":
    main()
