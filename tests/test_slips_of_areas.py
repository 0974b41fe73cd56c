"""Slips in the figures of areas, which are looked at as those of the whole are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shelf import VOCABULARY, laid, read

HEAD = "measure: {definition: {en: Share}, unit: percent, frequency: year}\n"
AREA = (
    "breakdowns: [{dimension: region, period: 2024, source: data, values: [{area: {en: North}, value: §}]}]\n"
)
PLACE = "breakdowns[0].values[0]"


@pytest.mark.parametrize(
    ("figure", "unit", "code", "place"),
    [
        ("65.3, as_printed: 56.3 %", "percent", "W031", f"{PLACE}.as_printed"),
        ("65.3, as_printed: 65.3 %", "percent", "", ""),
        ("0", "rank", "W034", f"{PLACE}.value"),
        ("1", "rank", "", ""),
    ],
)
def test_a_slip_of_an_area_is_told(figure: str, unit: str, code: str, place: str, tmp_path: Path) -> None:
    """Digits in another order, and a place before the first."""
    text = HEAD.replace("percent", unit) + AREA.replace("§", figure)
    folder = laid(tmp_path, cut=text)
    ranked = VOCABULARY.replace("themes:", "  rank: {title: {en: rank}, decimals: 0}\nthemes:")
    (folder / "targets/vocabulary.yaml").write_text(ranked, "utf-8")
    _, found = read(folder)
    assert not [one for one in found if one.severity == "error"]
    assert [(one.code, one.path) for one in found if one.code in ("W031", "W034")] == (
        [(code, place)] if code else []
    )
