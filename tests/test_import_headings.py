"""What stands above a table: kept in the definition, and what tells another table from a newer release."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports import brought, data, errors, figures, file, target, tree
from tracker import reader
from tracker.importing import editions

__all__ = ["data"]

AI, CLOUD = "Enterprises using AI, percent", "Enterprises using cloud services, percent"


def table(data: Path, name: str, above: str, trade: str, years: str = "2021,2022") -> Path:
    """Return a table of trade with lines above it."""
    return file(data, f"{above}\nindustry,{years}\nManufacturing,{trade}\nTrade,{trade}\n", name)


@pytest.mark.parametrize("above", [f'"{AI}"', ""])
def test_rows_of_another_file_are_other_targets(data: Path, above: str) -> None:
    """6.5 per cent with artificial intelligence stay, 60.5 in the cloud are a target of their own."""
    brought(data, table(data, "ai.csv", above, "6.5,7.2"))
    said = brought(data, table(data, "cloud.csv", above.replace("AI", "cloud"), "60.5,63.2"))
    assert "“cloud.csv” is another table than that of the target trade" in said
    assert figures(data, "trade") == [("2021", 6.5), ("2022", 7.2)]
    assert figures(data, "trade-cloud") == [("2021", 60.5), ("2022", 63.2)]
    assert target(data, "trade-cloud").title["en"] == "cloud: Trade"
    held = tree(data)
    for name, trade in (("ai", "6.5,7.2"), ("cloud", "60.5,63.2")):
        own = above if name == "ai" else above.replace("AI", "cloud")
        assert "nothing to write" in brought(data, table(data, f"{name}.csv", own, trade))
    assert tree(data) == held
    assert errors(data) == []


@pytest.mark.parametrize("office", ["", "Office of statistics\n"])
def test_another_title_above_is_another_table(data: Path, office: str) -> None:
    """A file and a head of one name revise nothing below another title; the next release finds its own."""
    for title, rate in ((AI, 6.5), (CLOUD, 60.5), (CLOUD, 61), (AI, 7)):
        brought(data, file(data, f'{office}"{title}"\n\nYear,Rate\n2021,{rate}\n', "data.csv"))
    first, second = sorted(reader.load(data)[0].targets, key=len)
    assert (first, second.startswith("rate-")) == ("rate", True)
    assert figures(data, first) == [("2021", 6.5), ("2021", 7)]
    assert figures(data, second) == [("2021", 60.5), ("2021", 61)]
    lines = (office.strip(), CLOUD) if office else (CLOUD,)
    definition = target(data, second).measure.definition
    assert definition == {"en": f"Above the table: {' / '.join(lines)}"}
    assert errors(data) == []


def test_another_title_is_not_hidden_by_a_stated_target_of_before(data: Path) -> None:
    """What was said of the first table holds for the second only when it is said again."""
    one = f'"{AI}"\n\nYear,Rate\n2021,6.5\n'
    other = f'"{CLOUD}"\n\nYear,Rate\n2021,60.5\n'
    brought(data, file(data, one, "rate.csv"), "--target", "ai")
    brought(data, file(data, other, "rate.csv"))
    assert figures(data, "ai") == [("2021", 6.5)]
    brought(data, file(data, other, "rate.csv"), "--target", "ai")
    assert figures(data, "ai") == [("2021", 6.5), ("2021", 60.5)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Jobs (%) by industry, 1990–2021", "Jobs (%) by industry, 1990–2022"),
        ("Jobs in March 2023 by industry", "Jobs in April 2024 by industry (revised)"),
        ("Jobs by industry", "JOBS BY INDUSTRY, updated 18.04.2024"),
        ("Jobs", "Jobs\nNote: seasonally adjusted"),
        ("Updated: 2023-11-17 08:00\nJobs", "Updated: 2024-11-19 09:30\nJobs"),
        ("Jobs", ""),
        ("", "Jobs"),
    ],
)
def test_a_newer_release_goes_on(data: Path, before: str, after: str) -> None:
    """Years, dates and words of an edition, and a remark or a title that is new, make no other table."""
    lines = ["\n".join(f'"{line}"' for line in text.splitlines() if line) for text in (before, after)]
    brought(data, table(data, "jobs-2022.csv", lines[0], "6.5,7.2"))
    brought(data, table(data, "jobs-2023.csv", lines[1], "6.5,7.3,8", "2021,2022,2023"))
    assert set(reader.load(data)[0].targets) == {"manufacturing", "trade"}
    assert figures(data, "trade") == [("2021", 6.5), ("2022", 7.2), ("2022", 7.3), ("2023", 8)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jobs, age 15-24", "Jobs, age 25-64"), ("Table 5", "Table 6"), ("Jobs (%)", "Jobs (‰)")],
)
def test_numbers_and_signs_tell_titles_apart(one: str, other: str) -> None:
    """An age, the number of a table and a unit are no edition."""
    assert editions.timeless(one) != editions.timeless(other)


def test_a_name_below_indicator_goes_on_in_any_file(data: Path) -> None:
    """It says what is counted; only another title above is another table."""
    rows = "Indicator,2021,2022\nJobs,{0},{0}\nRents,{0},{0}\n"
    for name, above, rate in (("one", "Women", 5), ("two", "Women", 6), ("three", "Men", 8)):
        brought(data, file(data, f"{above}\n{rows.format(rate)}", f"{name}.csv"))
    assert set(reader.load(data)[0].targets) == {"jobs", "rents", "jobs-three", "rents-three"}
    assert figures(data, "jobs") == [("2021", 5), ("2022", 5), ("2021", 6), ("2022", 6)]
