"""Marks of a newer edition: provisional, estimated, forecast, low reliability, a break, new or lifted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.imports import brought, data, file, run, target, tree

__all__ = ["data"]

MARKS = {"p": "provisional", "e": "estimated", "f": "forecast", "u": "low reliability", "b": "break"}


def newest(data: Path, name: str) -> list[tuple[str, str, bool]]:
    """Return status or quality of each figure and of a break before it, in the order of the file."""
    found = target(data, name).observations
    return [(one.period.text, one.status or one.quality or "", one.break_ is not None) for one in found]


def edition(data: Path, text: str, on: str, *options: str) -> str:
    """Import an edition on a day, see that a second time changes nothing, and return what was said."""
    source = file(data, text, "jobs.csv")
    code, out, hints = run("import", source, "--data", data, "--yes", "--on", on, *options)
    assert code == 0, out + hints
    before = tree(data)
    assert run("import", source, "--data", data, "--yes", "--on", on, *options)[0] == 0
    assert tree(data) == before
    return out + hints


def by_hand(data: Path, field: str) -> None:
    """Write a field below the figure 41.5, as a person does."""
    path = data / target(data, "jobs").file
    text = path.read_text("utf-8")
    path.write_text(text.replace("    value: 41.5\n", f"    value: 41.5\n    {field}\n"), "utf-8")


@pytest.mark.parametrize("flag", MARKS)
@pytest.mark.parametrize("head", ["Year,Jobs,Flag", "DATAFLOW,TIME_PERIOD,OBS_VALUE,OBS_STATUS"])
def test_a_mark_that_comes_or_goes_is_a_vintage(data: Path, head: str, flag: str) -> None:
    """The value stays the same; the review says which mark came and went."""
    row = "{},{},{}" if head.startswith("Year") else "ESTAT:JOBS(1.0),{},{},{}"
    name = "jobs"

    def text(first: str, second: str) -> str:
        return "\n".join([head, row.format(2020, 41.5, first), row.format(2021, 43, second), ""])

    edition(data, text("", flag), "2026-11-01")
    said = edition(data, text(flag, ""), "2026-11-02")
    assert f"2020: 41.5 (no mark) is now 41.5 ({MARKS[flag]}" in said
    assert f"2021: 43 ({MARKS[flag]}" in said
    assert "is now 43 (no mark)" in said
    word = {"u": "low", "b": ""}.get(flag, MARKS[flag])
    mark, none = (word, flag == "b"), ("", False)
    assert newest(data, name) == [
        ("2020", *none), ("2021", *mark), ("2020", *mark), ("2021", *none),
    ]  # fmt: skip


def test_marks_of_a_cube_are_compared(data: Path) -> None:
    """JSON-stat keeps marks beside the figures; without the field it has no place for them."""
    one: dict[str, object] = {
        "version": "2.0", "class": "dataset", "label": "Jobs", "id": ["time"], "size": [2],
        "dimension": {"time": {"label": "Year", "category": {"index": ["2020", "2021"]}}},
        "role": {"time": ["time"]}, "value": [41.5, 43], "status": {"1": "e"},
    }  # fmt: skip
    source = data.parent / "jobs.json"
    source.write_text(json.dumps(one), "utf-8")
    brought(data, source)
    source.write_text(json.dumps({name: said for name, said in one.items() if name != "status"}), "utf-8")
    assert "nothing to write" in brought(data, source)
    source.write_text(json.dumps({**one, "status": {"0": "b"}}), "utf-8")
    said = brought(data, source)
    assert "2020: 41.5 (no mark) is now 41.5 (break in the series)" in said
    assert "2021: 43 (estimated) is now 43 (no mark)" in said


def test_a_file_without_marks_lifts_none_of_a_person(data: Path) -> None:
    """No column speaks of them; what stood in the cell itself is lifted with it."""
    edition(data, "Year,Jobs\n2020,41.5\n2021,43 e\n", "2026-11-01")
    by_hand(data, "quality: low")
    said = edition(data, "Year,Jobs\n2020,41.5\n2021,43\n", "2026-11-02")
    assert "2021: 43 e (estimated) is now 43 (no mark)" in said
    assert newest(data, "jobs") == [("2020", "low", False), ("2021", "estimated", False), ("2021", "", False)]


@pytest.mark.parametrize("period", ["2026f", "2026 (forecast)", "Forecast 2026", "2026 forecast"])
@pytest.mark.parametrize("wide", [False, True])
def test_a_mark_beside_the_period_is_lifted_with_it(data: Path, period: str, wide: bool) -> None:
    """A forecast becomes a plain figure in the edition that prints the year alone; a person's one stays."""
    layout = "What,2025,{}\nJobs,41.5,43\n" if wide else "Year,Jobs\n2025,41.5\n{},43\n"
    edition(data, layout.format(period), "2026-11-01")
    by_hand(data, "status: forecast")
    said = edition(data, layout.format("2026"), "2026-11-02")
    assert "2026: 43 (forecast) is now 43 (no mark)" in said
    assert newest(data, "jobs") == [
        ("2025", "forecast", False),
        ("2026", "forecast", False),
        ("2026", "", False),
    ]


def test_a_break_in_the_words_of_a_person_stays(data: Path) -> None:
    """The file has a place for breaks and tells none, but it was no import that wrote this one."""
    edition(data, "Year,Jobs,Flag\n2020,41.5,\n2021,43,b\n", "2026-11-01")
    by_hand(data, "break: New survey")
    said = edition(data, "Year,Jobs,Flag\n2020,41.5,\n2021,43,\n", "2026-11-02")
    assert "2020" not in said.replace("2020,", "")
    assert newest(data, "jobs") == [("2020", "", True), ("2021", "", True), ("2021", "", False)]


def test_another_publisher_with_the_same_value_says_the_same(data: Path) -> None:
    """Marks are of the figure of one publisher."""
    edition(data, "Year,Jobs,Flag\n2020,41.5,\n", "2026-11-01", "--publisher", "Office")
    said = edition(data, "Year,Jobs,Flag\n2020,41.5,e\n", "2026-11-02", "--publisher", "Bank")
    assert "nothing to write" in said


def test_marks_are_told_in_every_language(data: Path) -> None:
    """The words are those of the interface."""
    edition(data, "Year,Jobs,Flag\n2020,41.5,p\n", "2026-11-01")
    said = edition(data, "Year,Jobs,Flag\n2020,41.5,u\n", "2026-11-02", "--lang", "de")
    assert "2020: 41.5 (vorläufig) ist jetzt 41.5 (geringe Verlässlichkeit)" in said


UN = "SeriesDescription,GeoAreaName,TimePeriod,Value,{},Sex\n"
NATURES = ("C", "CA", "E", "M", "G", "N", "NA")


@pytest.mark.parametrize("head", ["Nature", "[Nature]", "NATURE"])
def test_how_a_figure_of_the_un_came_about_is_a_mark(data: Path, head: str) -> None:
    """One series, whoever counted; what was estimated or modelled is estimated, as in the answers in JSON."""
    rows = "".join(f"Users,Viet Nam,{2015 + n},6{n},{nature},\n" for n, nature in enumerate(NATURES))
    brought(data, file(data, UN.format(head) + rows, "un.csv"))
    assert newest(data, "users") == [
        (str(2015 + n), "estimated" if nature in ("E", "M") else "", False)
        for n, nature in enumerate(NATURES)
    ]
    assert target(data, "users").series == ()


def test_a_nature_in_words_of_its_own_tells_series_apart(data: Path) -> None:
    """Forests and meadows are no marks."""
    rows = "Land,Viet Nam,2020,6,Forest,\nLand,Viet Nam,2020,7,Meadow,\n"
    brought(data, file(data, UN.format("Nature") + rows, "un.csv"))
    assert [dict(one.of) for one in target(data, "land").series] == [
        {"nature": "forest"},
        {"nature": "meadow"},
    ]
