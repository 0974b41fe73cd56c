"""Questions: what a person may answer when a source can be meant in two ways."""

from __future__ import annotations

from tracker.importing.content import Notice
from tracker.importing.mapping import Mapping

_FIXED = {
    "import.which_mark": ("decimal", ("point", "comma")),
    "import.two_marks": ("decimal", ("point", "comma")),
    "import.which_brackets": ("brackets", ("low", "minus")),
    "import.which_order": ("dates", ("day-first", "month-first")),
    "import.which_start": ("year_starts", tuple(str(month) for month in range(1, 13))),
    "import.which_pair": ("dates", ("year-pair", "year-month")),
    "import.left.period_pair": ("dates", ("year-pair", "year-month")),
    "import.left.period_split": ("year_starts", tuple(str(month) for month in range(1, 13))),
    "import.which_encoding": ("encoding", ("windows-1252", "windows-1258")),
}


def answers(asked: Notice) -> tuple[str, tuple[str, ...]]:
    """Return the field of the mapping that answers a question, and the answers that there are.

    The field is empty for what is no question. A member is answered under its column: `pick.NAME`.
    """
    values = asked.values
    if asked.reason == "import.two_tables":
        return "rows", (values["first"], values["second"])
    if asked.reason == "import.which_column":
        return values["role"], tuple(values["choices"].split(", "))
    if asked.reason == "import.which_member":
        return f"pick.{values['name']}", tuple(values["every"].split("\n"))
    return _FIXED.get(asked.reason, ("", ()))


def answered(mapping: Mapping, given: dict[str, str]) -> Mapping:
    """Return a mapping with the answers to questions put in.

    Args:
        mapping: what is known already.
        given: answers by field, as `answers` names them.
    """
    picked = {name.removeprefix("pick."): one for name, one in given.items() if name.startswith("pick.")}
    rest = {name: one for name, one in given.items() if not name.startswith("pick.")}
    return Mapping(
        decimal=rest.get("decimal", ""),
        brackets=rest.get("brackets", ""),
        dates=rest.get("dates", ""),
        year_starts=int(rest.get("year_starts", "0")),
        encoding=rest.get("encoding", ""),
        rows=rest.get("rows", ""),
        period=rest.get("period", ""),
        pick={**mapping.pick, **picked},
    ).over(mapping)
