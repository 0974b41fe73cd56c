"""Tables: verdicts as data frames, for tables that a reader sorts; the only module that knows pandas."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from tracker import printed
from tracker.board import Entry, deadline
from tracker.wording import Wording

SHARES = ("gap_closed", "time_used")


def overview(entries: Iterable[Entry], wording: Wording) -> pd.DataFrame:
    """Return one row for every entry of the board, in words, with numbers left as numbers.

    Columns are message ids without `column.`: target, state, latest, goal, deadline, gap_closed and
    time_used; shares are in per cent, missing where they cannot be computed, the index is the entry's key.
    """
    rows = [_row(entry, wording) for entry in entries]
    columns = ["key", "target", "state", "latest", "goal", "deadline", *SHARES]
    frame = pd.DataFrame(rows, columns=columns).set_index("key")
    frame["deadline"] = pd.to_datetime(frame["deadline"])
    for name in SHARES:
        frame[name] = pd.to_numeric(frame[name]).astype("Float64")
    return frame


def _row(entry: Entry, wording: Wording) -> dict[str, object]:
    leaf = entry.leaf
    measured = entry.target.kind != "milestones"
    title, own = entry.titles(wording.words.language)
    return {
        "key": entry.path,
        "target": f"{title}: {own}" if own else title,
        "state": wording.state(leaf),
        "latest": wording.latest(leaf) if measured else "",
        "goal": wording.promise(leaf) if measured else "",
        "deadline": deadline(leaf),
        "gap_closed": _per_cent(printed.gap_closed(leaf)),
        "time_used": _per_cent(printed.time_used(leaf)),
    }


def _per_cent(share: float | None) -> float | None:
    return None if share is None else 100 * share
