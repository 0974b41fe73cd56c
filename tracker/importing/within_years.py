"""Within years: quarters or months as heads of columns beside a column of years, with totals among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tracker.importing import months
from tracker.importing.columns import is_total
from tracker.importing.content import Notice

# What a column that sums up the quarters or months of its year is called, beside `Total`.
_WHOLE_YEAR = re.compile(
    r"((full|whole|entire|calendar) )?year( total| average)?|annual( total| average| avg\.?| mean)?|average"
    r"|avg\.?|mean|sum|(ganzes |gesamtes )?jahr( insgesamt|essumme|eswert|esdurchschnitt)?|summe|zusammen"
    r"|durchschnitt|mittel(wert)?|(hele |hela )?året?|helår|året totalt|totalt (for )?året|sum(ma)?|samtlige"
    r"|samtliga|genomsnitt|gjennomsnitt|medel(värde)?|(cả|toàn) năm|tổng( cả năm)?|bình quân|trung bình",
    re.IGNORECASE,
)


def sums_up(name: str) -> bool:
    """Tell whether a column is called as one is that sums up what stands beside it."""
    return bool(name.strip()) and (is_total(name) or _WHOLE_YEAR.fullmatch(name.strip()) is not None)


def parts(names: Sequence[str], values: Iterable[int], years: Iterable[str]) -> tuple[int, ...]:
    """Return the columns of quarters or months; none where a column is neither one nor a total.

    Args:
        names: those of all columns.
        values: the columns with figures.
        years: the cells of the column of periods, which are to be years.
    """
    others = [c for c in values if not sums_up(names[c])]
    whole = all(months.year_of(year)[0] for year in years if year)
    within = whole and len(others) > 1 and all(months.of_year("2020", "", names[c]) for c in others)
    return tuple(others) if within else ()


def without_totals(
    names: Sequence[str], columns: Sequence[int], values: Sequence[int], kept: Sequence[int]
) -> tuple[list[int], tuple[Notice, ...]]:
    """Return columns without the totals beside quarters or months, and what is told of these."""
    totals = [c for c in values if kept and c not in kept]
    left = ", ".join(names[c] for c in totals)
    said = (Notice("import.totals_left", {"columns": left}),) if left else ()
    return [c for c in columns if c not in totals], said
