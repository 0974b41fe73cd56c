"""The status document, its CSV and its table for the terminal."""

import csv
import io
import json
import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from tests.portfolio import SOURCES, figures, goal, target
from tracker import report
from tracker.judging.states import UNJUDGED
from tracker.language import words
from tracker.model import Portfolio
from tracker.progress import Assessment, assess
from tracker.terms import Vocabulary
from tracker.wording import Wording

ON = date(2026, 6, 30)
FIELDS = {
    *("id", "kind", "theme", "title", "unit", "state", "flags", "goal", "baseline", "latest", "gap_closed"),
    *("time_used", "pace_observed", "pace_required", "ratio", "pace_required_now", "acceleration_factor"),
    *("projection", "path_value", "deviation", "methods", "parts"),
}


def judged(**given: object) -> Assessment:
    """Return the verdict on 40 in 2020 and 58 in 2025 with 70 by 2030."""
    content = {
        "goals": [goal(id="g", at_least=70, by=2030)],
        "observations": figures({2020: 40, 2025: 58}),
    } | given
    return assess(target(**content), ON, SOURCES)


def test_the_document_keeps_its_contract() -> None:
    """Day, folder, counts and targets; every field of the contract, worked by hand."""
    document = report.status([judged()], ON, "data")
    assert list(document) == ["on", "data", "counts", "targets"]
    assert (document["on"], document["data"], document["counts"]) == ("2026-06-30", "data", {"on_track": 1})
    found = document["targets"][0]
    assert set(found) >= FIELDS
    bound = {"bound": "at_least", "value": 70, "low": 70, "high": None}
    assert found["goal"] == {"id": "g", **bound, "by": "2030"}
    assert found["baseline"] == {"period": "2020", "value": 40, "derived": True}
    assert found["latest"] == {"period": "2025", "value": 58, "source": "office", "published": "2020-02-01"}
    assert (found["gap_closed"], found["time_used"]) == (pytest.approx(0.6), pytest.approx(0.5))
    assert (found["pace_observed"], found["ratio"]) == (pytest.approx(3.6), pytest.approx(1.2))
    assert set(found["methods"]) >= {"linear_pace", "eurostat_cagr", "recent_projection"}
    assert set(found["methods"]["linear_pace"]) == {"applicable", "reason", "ratio", "state", "projection"}


def test_the_document_says_each_verdict_in_the_languages_asked_for() -> None:
    """The sentence is the one of every page; parts say theirs; standing, lead and freshness have fields."""
    voices = [Wording(words(code), {}) for code in ("en", "vi")]
    found = report.status([judged()], ON, ".", voices)["targets"][0]
    assert found["says"]["en"] == voices[0].says(judged())
    assert set(found["says"]) == {"en", "vi"}
    gained = {"standing", "lead", "also", "outlook", "if_nothing_changed", "age_days", "stale", "enough"}
    assert gained | {"chance", "band", "days_left", "next_due", "met_since"} <= set(found)
    over = [*figures({2020: 40}), *figures({2025: 58}, qualifier="over")]
    assert report.status([judged(observations=over)], ON, ".")["targets"][0]["latest_qualifier"] == "over"


QUARTERS = {"2024-Q1": 20, "2024-Q2": 10, "2024-Q3": 10, "2024-Q4": 10, "2025-Q1": 5}
FLOW = {"unit": "homes", "frequency": "quarter", "counts": "flow"}
GROWTH = {"unit": "percent", "frequency": "year", "growth_rate": True}


@pytest.mark.parametrize(
    ("measure", "promise", "values", "state", "told"),
    [
        (FLOW, {"at_least": 40, "for": 2024}, QUARTERS, "met", ("2024-Q1/2024-Q4", 50)),
        ({}, {"at_least": 50, "by": 2024}, {2020: 40, 2024: 45, 2025: 48}, "missed", ("2024", 45)),
        ({}, {"at_least": 50, "by": 2030}, {2020: 40, 2024: 55, 2025: 52}, "met", ("2025", 52)),
        (GROWTH, {"at_least": 3, "by": 2025}, {2023: 0, 2024: 21, 2025: 0}, "met", ("2023/2025", 6.56)),
        ({}, {"at_least": 50, "for": 2030}, {2020: 40, 2025: 48}, "awaiting_figure", None),
    ],
)
def test_csv_and_json_have_what_the_verdict_compares_with_the_goal(
    measure: dict[str, Any],
    promise: dict[str, Any],
    values: dict[Any, float],
    state: str,
    told: tuple[str, float] | None,
) -> None:
    """The sum of the year, the figure of the deadline, the newest or the mean: 1.21 is 1.0656 three times."""
    made = target(measure=measure, goals=[goal(**promise)], observations=figures(values))
    found = assess(made, ON, SOURCES)
    (row,) = report.rows([found], Wording(words("en"), {}))
    judged = report.status([found], ON, ".")["targets"][0]["judged"]
    period, value = told or (None, None)
    assert (row["state"], row["judged_period"]) == (state, period)
    assert row["judged_value"] == (None if value is None else pytest.approx(value, abs=0.01))
    assert (judged or {}).get("value") == row["judged_value"]
    assert (judged or {}).get("period") == period


COUNTS = st.dictionaries(
    st.sampled_from([f"{year}-Q{number}" for year in (2022, 2023, 2024, 2025) for number in (1, 2, 3, 4)]),
    st.integers(0, 6),
    min_size=1,
)
MEANT = ({"by": 2024}, {"by": 2026}, {"for": 2024}, {"by": 2024, "every_period": True})


@settings(max_examples=300, deadline=None)
@given(
    COUNTS,
    st.sampled_from(MEANT),
    st.sampled_from(["at_least", "at_most"]),
    st.integers(1, 15),
    st.sampled_from([{}, {"counts": "flow"}, {"counts": "running_total"}, {"growth_rate": True}]),
)
def test_who_reads_the_csv_finds_the_verdict_again(
    values: dict[str, int], meant: dict[str, Any], bound: str, end: int, measure: dict[str, Any]
) -> None:
    """Met is what is judged on the right side of the goal, missed what is on the other."""
    made = target(
        measure={"unit": "percent", "frequency": "quarter", **measure},
        goals=[goal(**{bound: end}, **meant)],
        observations=figures(values),
    )
    (row,) = report.rows([assess(made, ON, SOURCES)], Wording(words("en"), {}))
    value, state = row["judged_value"], row["state"]
    if state in UNJUDGED:
        assert value is None
    elif state in ("met", "missed"):
        assert isinstance(value, (int, float))
        keeps = value >= end if bound == "at_least" else value <= end
        assert keeps == (state == "met")


def test_what_cannot_be_computed_is_null_with_a_reason() -> None:
    """A goal without figures has no zero anywhere."""
    found = report.status([judged(observations=[])], ON, ".")["targets"][0]
    assert found["state"] == "insufficient_data"
    assert found["reason"] == "no_observation"
    for name in ("gap_closed", "ratio", "projection", "pace_observed"):
        assert found[name] is None
        assert found["reasons"][name]


def test_the_document_is_plain_json() -> None:
    """No number is NaN or infinite, tiers carry the same fields as targets."""
    tiers = target(
        "tiers",
        nesting="exclusive",
        tiers=[{"id": "low", "title": {"en": "Low"}, "goals": [goal(at_least=9, by=2030)]}],
    )
    document = report.status([assess(tiers, ON, SOURCES), judged()], ON, ".")
    again = json.loads(json.dumps(document, allow_nan=False))
    assert set(again["targets"][0]["parts"][0]) >= FIELDS


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_document_in_pieces_is_the_document(count: int) -> None:
    """Written target by target it is the very text that it is when written at once."""
    assessments = [judged(id=f"t{at}", title={"en": 'Say "so"\u2028\n'}) for at in range(count)]
    whole = json.dumps(report.status(assessments, ON, "x"), ensure_ascii=False, indent=2) + "\n"
    assert "".join(report.status_text(assessments, ON, "x")) == whole


def test_the_csv_has_one_line_a_verdict_and_no_formula() -> None:
    """A title that a spreadsheet would run is defused; numbers stay numbers."""
    hostile = judged(title={"en": "=1+1"})
    lines = list(csv.DictReader(io.StringIO(report.csv_text([hostile], Wording(words("en"), {})))))
    assert [line["title"] for line in lines] == ["'=1+1"]
    assert float(lines[0]["gap_closed"]) == pytest.approx(0.6)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\r=1"])
def test_a_text_that_a_spreadsheet_would_run_is_defused(text: str) -> None:
    """An apostrophe keeps it a text."""
    assert report.defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "5G", "a=b", "Việt Nam"])
def test_an_innocent_text_stays_as_it_is(text: str) -> None:
    """Nothing is added where nothing could run."""
    assert report.defused(text) == text


def test_the_table_fits_a_terminal_and_shows_control_signs_as_escapes() -> None:
    """A title cannot paint the terminal; columns line up whatever the alphabet."""
    portfolio = Portfolio({}, dict(SOURCES), Vocabulary(), {})
    shown = report.table([judged(title={"en": "Red \x1b[31m alert"})], Wording(words("en"), {}), portfolio)
    assert "\x1b" not in shown
    assert "\\x1b[31m" in shown
    assert "60%" in shown


def test_the_table_spaces_numbers_as_the_language_does() -> None:
    """German parts the percent sign with a space, which a terminal shows as a space and not as an escape."""
    portfolio = Portfolio({}, dict(SOURCES), Vocabulary(), {})
    shown = report.table([judged()], Wording(words("de"), {}), portfolio)
    assert "60 %" in shown
    assert "\\xa0" not in shown


def gaps(found: dict[str, Any], where: str) -> list[str]:
    """Return every null of a document, its parts included, that has no reason, and every missing method."""
    lacking = [name for name in FIELDS if found[name] is None and name not in ("unit", *found["reasons"])]
    lacking += [name for name in report.METHODS[:3] if not says(found["methods"].get(name))]
    inner = [gap for part in found["parts"] for gap in gaps(part, f"{where}.{part['id']}")]
    return [f"{where}: {name}" for name in lacking] + inner


def says(method: dict[str, Any] | None) -> bool:
    """Tell whether a method is there and says why when it does not apply."""
    return method is not None and (method["applicable"] or bool(method["reason"]))


def test_every_kind_names_every_method_and_a_reason_for_every_null() -> None:
    """Tiers, parts, steps and figures without a goal keep the contract as an indicator does."""
    part = {"id": "low", "title": {"en": "Low"}, "goals": [goal(at_least=9, by=2030)]}
    subjects = [
        target("tiers", nesting="exclusive", tiers=[part]),
        target("allocation", parts=[part]),
        target("milestones", steps=[{"id": "a", "title": {"en": "A"}}]),
        target(observations=figures({2020: 40})),
        target(goals=[goal(at_least=9)], observations=figures({2020: 4})),
        target(),
    ]
    document = report.status([assess(subject, ON, SOURCES) for subject in subjects], ON, ".")
    assert [gap for found in document["targets"] for gap in gaps(found, found["kind"])] == []


@pytest.mark.parametrize(
    "title",
    [
        "国民のデジタル識別番号の普及率を全国で引き上げるための長い名前の目標であり切られる",
        "가" * 80,
        "e\u0301" * 80,
        "👨\u200d👩\u200d👧 families " * 9,
        "ไม่มีข้อมูลที่เผยแพร่สำหรับเป้าหมายนี้ในปีที่ผ่านมาและปีก่อนหน้านั้นด้วยเช่นกัน",
        "Short",
    ],
)
def test_columns_stand_below_each_other_in_every_script(title: str) -> None:
    """A title is cut by the columns it takes in a terminal, and never between a letter and its marks."""
    title = report._harmless(title)
    cut = report._cut_to(title, 58)
    assert wcswidth(cut) <= 58
    assert wcswidth(cut) >= 55 or cut == title
    line = report._line([title, "Met"], [58, 3])
    assert wcswidth(line) == 58 + 2 + 3
    assert not unicodedata.combining(title[len(cut) - 1 : len(cut)] or " ") or cut == title
