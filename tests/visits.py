"""Visits to the app without a browser, for tests of what its pages show."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from tracker import reader

DASHBOARD = Path(__file__).parents[1] / "dashboard.py"
ON = "2026-11-22"
PATIENCE = 60


def visit(page: str, **address: str) -> AppTest:
    """Open a page as a new visitor who comes from elsewhere; no fault may show."""
    app = AppTest.from_file(str(DASHBOARD), default_timeout=PATIENCE)
    for name, value in {"lang": "en", "on": ON, **address}.items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    assert not app.error
    return app


def today_in(folder: Path) -> date:
    """Return the day it is where a portfolio is at home, which need not be the machine's."""
    return reader.vocabulary_in(folder).local(datetime.now(UTC)).date()


def shown(app: AppTest) -> str:
    """Return the markup of a page, without the buttons, which only act."""
    whole = "".join(str(html.proto.body) for html in app.get("html"))
    return re.sub(r"<button.*?</button>", "", whole, flags=re.DOTALL)


def begun(one: Any) -> Any:
    """Return the value of a widget in a browser that was told of no other than its default."""
    given = one.proto.default
    match one.type:
        case "selectbox":
            return one.value if given == one.index else given
        case "multiselect" | "button_group":
            return one.value if list(given) == list(one.indices) else given
        case "date_input":
            return date.fromisoformat(given[0]) if given else None
        case "slider":
            return given[0]
    return given
