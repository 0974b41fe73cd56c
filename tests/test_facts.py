"""A portfolio against the table it was written from: every row is in the data or left out with a reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks.facts import missing
from tracker import checks, reader

ROOT = Path(__file__).parents[1]
GROUPS = sorted(path.name for path in (ROOT / "portfolios").iterdir() if path.is_dir())


@pytest.mark.parametrize("name", GROUPS)
def test_every_further_portfolio_is_clean(name: str) -> None:
    """Reading and checking a portfolio of the folder finds nothing to say, not even a warning."""
    portfolio, unread = reader.load(ROOT / "portfolios" / name)
    assert [*unread, *checks.check(portfolio, date(2026, 11, 27), ROOT / "portfolios" / name)] == []


def row(target: str, kind: str, period: str, value: str, **more: str) -> dict[str, str]:
    """Return a row of a table."""
    names = {"indicator_id": target, "kind": kind, "period": period, "value": value}
    return names | {"publisher": "p", "published": "2026"} | more


def test_what_is_missing_on_either_side_is_told() -> None:
    """Rows without an entry, reasons that are missing and entries without a row are told apart."""
    portfolio = reader.load(ROOT / "portfolios" / "eu-digital-decade")[0]
    rows = [row("ai", "observation", "2025", "19.950"), row("ai", "observation", "2025", "21")]
    left = [
        row("ai", "path", "2030", "17", reason="A projection."),
        row("ai", "path", "2030", "18", reason=""),
    ]
    found = list(missing([*rows, left[0]], left, portfolio))
    assert "line 3: ai observation 2025 21 is neither in the data nor left out" in found
    assert "left out, but not in the table: ai path 2030 18 p 2026" in found
    assert "left out without a reason: ai path 2030 18" in found
    assert "in the data, but not in the table: ai target 2030 75" in found
    assert not any("19.95" in one for one in found)
