"""Finds a Chromium or Chrome for the browser tests; `python -m tests.browser.find` prints its path."""

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def browser() -> str | None:
    """Return the path of a browser, or None; the variable CHROMIUM has the first word."""
    named = [os.environ.get("CHROMIUM", ""), *(shutil.which(name) or "" for name in NAMES), *PLACES]
    own = [Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright"]
    for folder in own:
        named += [str(file) for file in folder.glob("chromium-*/chrome-*/*hrom*") if file.is_file()]
    return next((path for path in named if path and Path(path).exists()), None)


if __name__ == "__main__":
    found = browser()
    sys.stdout.write((found or "no Chromium found") + "\n")
    sys.exit(found is None)
