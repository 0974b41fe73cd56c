"""Verdicts before and after a change of the rules, as a table in Markdown.

    python -m tracker status --format json --on 2026-11-27 > before.json    # with the old code
    python -m tracker status --format json --on 2026-11-27 > after.json     # with the new code
    python -m benchmarks.verdicts before.json after.json

Every verdict that differs has a row; docs/verdict-changes.md keeps the tables with the reason of each row.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def verdicts(document: dict[str, Any]) -> dict[str, tuple[str, str, str]]:
    """Return state, leading goal and flags of every target and part by its id."""
    return {
        f"{target['id']}/{one['id']}" if one is not target else target["id"]: (
            one["state"] if one["reason"] is None else f"{one['state']} ({one['reason']})",
            _goal(one["goal"]),
            " ".join(one["flags"]),
        )
        for target in document["targets"]
        for one in (target, *target["parts"])
        if one["kind"] != "step"
    }


def _goal(goal: dict[str, Any] | None) -> str:
    return "" if goal is None else f"{goal['bound']} {goal['low'] or goal['high']} by {goal['by']}"


def rows(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """Yield one row for every verdict that differs; what is only in one of the two is left out."""
    old, new = verdicts(before), verdicts(after)
    yield "| target | before | after |"
    yield "|---|---|---|"
    for name in sorted(old.keys() & new.keys()):
        if old[name] != new[name]:
            yield f"| {name} | {_cell(old[name])} | {_cell(new[name])} |"


def _cell(found: tuple[str, str, str]) -> str:
    return "; ".join(part for part in found if part)


if __name__ == "__main__":
    first, second = (json.loads(Path(name).read_text("utf-8")) for name in sys.argv[1:3])
    sys.stdout.write("\n".join(rows(first, second)) + "\n")
