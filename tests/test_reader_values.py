"""In a field: texts, numbers, periods and addresses, taken as written or refused without a guess."""

import pytest

from tests.filing import ENGLISH, FILE, SOUND, faults, spoilt
from tracker import reader
from tracker.model import Indicator
from tracker.problems import render


# Fields whose looks another YAML reader would take for something else.
@pytest.mark.parametrize(
    "given", ["no", "Off", "014", "12:30", "2030", "1e3", ".nan", "~", "null", "0x1F", "="]
)
def test_a_text_is_the_text_as_written(given: str) -> None:
    """A text field keeps what stands there, whatever YAML could make of it."""
    record = reader.read(
        spoilt("definition: {en: Share of all", f"definition: {{en: {given} #").encode(), FILE
    )
    text = spoilt(
        "  definition: {en: Share of all files handled online from end to end}", f"  definition: {given}"
    )
    record = reader.read(text.encode(), FILE).record
    assert isinstance(record, Indicator)
    assert record.measure.definition == {"en": given}


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("650,000", "650000"),
        ("1,234,567.8", "1234567.8"),
        ("650,5", "650.5"),
        ("40%", "40"),
        ("40 %", "40"),
        ("−5", "-5"),
        ("0650", "650"),
        ("1_000", "1000"),
        ("650 000", "650000"),
        ("１２３", "123"),
        ("13#x", "13"),
    ],
)
def test_a_number_with_extras_is_refused_with_its_plain_spelling(given: str, plain: str) -> None:
    """No separator or unit is guessed away; the hint shows what to write."""
    problem = reader.read(spoilt("value: 39.8", f"value: {given}").encode(), FILE).problems[0]
    assert (problem.code, problem.line, problem.column) == ("S002", 22, 12)
    assert render(problem, ENGLISH).endswith(f"\n    write {plain}")


@pytest.mark.parametrize(
    ("given", "hedge"),
    [("~40", "about"), ("≈ 40", "about"), ("≥40", "at_least"), ("> 40", "over"), ("<40", "under")],
)
def test_a_sign_before_a_figure_is_written_as_a_word(given: str, hedge: str) -> None:
    """The hint keeps what the sign says; at a goal it names the number only where the bound says the same."""
    problem = reader.read(spoilt("value: 39.8", f"value: '{given}'").encode(), FILE).problems[0]
    assert (problem.code, problem.line, problem.column) == ("S002", 22, 12)
    assert render(problem, ENGLISH).endswith(f"\n    write 40, and beside it 'qualifier: {hedge}'")
    bound = reader.read(spoilt("at_least: 80", f"at_least: '{given}'").encode(), FILE).problems[0]
    general = "write digits, with a point before decimals, such as 650000 or 39.85"
    meant = {"over": "more_than", "under": "less_than"}.get(hedge, "")
    compared = f"write '{meant}: 40', or the number alone where 'at_least' is meant" if meant else general
    advice = "write 40" if hedge == "at_least" else compared
    assert render(bound, ENGLISH).endswith(f"\n    {advice}")


@pytest.mark.parametrize(
    "given",
    [
        "no",
        ".nan",
        ".inf",
        "NaN",
        "12:30",
        "40-50",
        "0x1F",
        "0b11",
        "٦٥٠",
        "1.2.3",
        "null",
        "~",
        "650 triệu",
        "39.8O",
        "2l",
    ],
)
def test_a_number_that_is_none_is_refused_without_a_guess(given: str) -> None:
    """What could mean several things gets the general hint only."""
    problem = reader.read(spoilt("value: 39.8", f"value: {given}").encode(), FILE).problems[0]
    assert (problem.code, problem.line) == ("S002", 22)
    assert render(problem, ENGLISH).endswith("such as 650000 or 39.85")


@pytest.mark.parametrize("given", ["39.8", "-1.5", "0", "1e2", "9.98E1", "40.00"])
def test_plain_numbers_are_read(given: str) -> None:
    """Digits, a point, a minus and an exponent make a number."""
    record = reader.read(spoilt("value: 39.8", f"value: {given}").encode(), FILE).record
    assert isinstance(record, Indicator)
    assert record.observations[1].value == float(given)


@pytest.mark.parametrize(
    "given",
    [
        "2025-13",
        "2025-02-30",
        "02/03/2025",
        "2O25",
        "2025-1-1",
        "2568",
        "1899",
        "9999",
        "Q2-2025",
        "2025-Q5",
        "2025-W03",
        "25",
        "2025/2024",
        "2025-06-30T00:00",
        "２０２５",
        "-2025",
    ],
)
def test_a_period_that_is_none_is_refused(given: str) -> None:
    """Slash dates, other calendars and days that do not exist are never guessed."""
    assert faults(spoilt("period: 2024", f"period: {given}")) == [("S007", 21)]


@pytest.mark.parametrize(
    "given",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "www.example.org",
        "//example.org",
        "https://",
        "ftp://a.b",
        "https://u:p@example.org/",
        "https://example.org/a b",
        "'https://example.org/<b>'",
    ],
)
def test_an_address_is_http_or_nothing(given: str) -> None:
    """Only a plain web address can become a link."""
    text = (SOUND / "seeds/plan-2024.yaml").read_text("utf-8").replace("https://example.org/plan", given)
    problems = reader.read(text.encode(), "seeds/plan-2024.yaml").problems
    assert [(problem.code, problem.line) for problem in problems] == [("S011", 6)]
