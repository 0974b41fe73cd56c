"""Numbers, dates, plurals and texts in the language of the reader."""

from datetime import date
from functools import partial

import pytest

from tracker.collation import folded
from tracker.language import LANGUAGES, preferred, words
from tracker.scalars import Figure, Period
from tracker.telling.signs import woven
from tracker.telling.spans import Span
from tracker.terms import Unit

ENTERPRISES = Unit.model_validate({"title": {"en": "enterprises", "vi": "doanh nghiệp"}})
PERCENT = Unit.model_validate({"title": {"en": "per cent"}, "symbol": "%"})


def test_remarks_follow_each_other_as_sentences_do() -> None:
    """A semicolon parts two remarks, but not behind a full stop."""
    spoken = words("en")
    assert spoken.strung(["set aside", "", "Another count.", "Ministries alone: 59."]) == (
        "set aside; Another count. Ministries alone: 59."
    )
    assert spoken.strung([]) == ""


def test_no_sentence_ends_with_two_points() -> None:
    """A value that ends with one closes the sentence itself, in a plain message as in one with links."""
    german = words("de")
    assert german("claim.sentence", clause="zuletzt 12 Mio.") == "zuletzt 12 Mio."
    spans = {"title": Span("Personen"), "figure": Span("12 Mio.", link="?id=a")}
    told = woven(partial(german, "front.nearest.plain"), spans)
    assert "".join(span.text for span in told) == "Am nächsten: Personen, 12 Mio."


def test_a_title_within_a_sentence_keeps_the_capital_of_a_german_noun() -> None:
    """By sex, nach Geschlecht; an abbreviation stays as it is."""
    assert words("en").within("Sex") == "sex"
    assert words("de").within("Geschlecht") == "Geschlecht"
    assert words("sv").within("EU-land") == "EU-land"


@pytest.mark.parametrize(
    ("code", "number", "share", "day"),
    [
        ("en", "650,000.5", "42%", "22 November 2026"),
        ("vi", "650.000,5", "42%", "22 tháng 11 năm 2026"),
        ("de", "650.000,5", "42 %", "22. November 2026"),
        ("nb", "650 000,5", "42 %", "22. november 2026"),
        ("sv", "650 000,5", "42 %", "22 november 2026"),
    ],
)
def test_numbers_and_days_follow_the_language(code: str, number: str, share: str, day: str) -> None:
    """Separators, the sign for per cent and the order of a date are those of the language."""
    spoken = words(code)
    assert spoken.number(650000.5, 1).replace("\u00a0", " ") == number
    assert spoken.percent(0.42).replace("\u00a0", " ") == share
    assert spoken.day(date(2026, 11, 22)) == day


def test_a_figure_keeps_the_decimals_it_was_published_with() -> None:
    """39.80 is not shown as 39.8: the zero says how exact the figure is."""
    assert words("en").number(Figure(39.8, 2)) == "39.80"
    assert words("en").number(Figure(650000, 0)) == "650,000"


@pytest.mark.parametrize("value", [1e27, -3.5e120, 1.7e308])
def test_a_number_of_any_size_can_be_written(value: float) -> None:
    """A ratio of tiny figures may be astronomically large; it is written out and nothing fails."""
    assert float(words("en").number(value, 2).replace(",", "").replace("\u2212", "-")) == pytest.approx(value)
    assert words("vi").percent(value).endswith("%")


def test_a_negative_zero_has_no_sign() -> None:
    """Rounding a small loss does not print -0."""
    assert words("en").number(-0.0, 0) == "0"


def test_a_unit_stands_behind_the_number_in_its_language() -> None:
    """A unit without a symbol is named by its title; per cent clings to the number in English."""
    assert words("vi").figure(Figure(650000), ENTERPRISES) == "650.000 doanh nghiệp"
    assert words("en").figure(Figure(39.85, 2), PERCENT) == "39.85%"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2024", "2024"),
        ("2025-Q4", "Q4 2025"),
        ("2025-H1", "H1 2025"),
        ("2025-07", "Jul 2025"),
        ("2025-06-30", "30 Jun 2025"),
        ("2025-01/2025-07", "Jan 2025 – Jul 2025"),
        ("2021/2025", "2021 – 2025"),
    ],
)
def test_every_form_of_a_period_has_a_reading(text: str, shown: str) -> None:
    """A period is shown as people write it."""
    assert words("en").period(Period.parse(text)) == shown


def test_plurals_follow_the_language() -> None:
    """One target, two targets; Vietnamese has one form."""
    assert words("en").count("count.targets", 1) == "1 target"
    assert words("en").count("count.targets", 2000) == "2,000 targets"
    assert words("vi").count("count.targets", 2) == "2 mục tiêu"


def test_an_authors_text_falls_back_to_english() -> None:
    """A text that is not there in the language is shown in English, an absent one as nothing."""
    assert words("vi").text({"en": "Jobs"}) == "Jobs"
    assert words("vi").text({"en": "Jobs", "vi": "Việc làm"}) == "Việc làm"
    assert words("vi").text(None) == ""


def test_an_unknown_id_and_language_do_no_harm() -> None:
    """A message that does not exist shows its id; a language that is not spoken gives English."""
    assert words("en")("no.such.message") == "no.such.message"
    assert words("xx").language == "en"


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        *(("vi-VN", "vi"), ("de-AT", "de"), ("no", "nb"), ("nn-NO", "nb"), ("sv", "sv")),
        *(("fr-FR", "en"), (None, "en")),
    ],
)
def test_the_first_guess_comes_from_the_browser(locale: str | None, code: str) -> None:
    """A browser's locale leads to the nearest language, Norwegian of any kind to bokmål."""
    assert preferred(locale) == code
    assert preferred(locale) in LANGUAGES


def test_search_does_not_care_about_accents() -> None:
    """Đường and duong are the same word to a search, composed or not."""
    assert folded("Đường số") == "duong so"
    assert folded("gia\u0309i pháp") == folded("giải pháp")


@pytest.mark.parametrize(
    ("way", "time", "shown"),
    [
        (0.0756, 0.0833, ("7.6%", "8.3%")),
        (0.42, 0.31, ("42%", "31%")),
        (0.5, 0.5, ("50%", "50%")),
        (0.50004, 0.5, ("50%", "50%")),
        (0.5004, 0.5, ("50.04%", "50.00%")),
    ],
)
def test_two_shares_that_differ_are_told_apart(way: float, time: float, shown: tuple[str, str]) -> None:
    """Where the way lags behind the time, the two are not printed as one number, to two decimals."""
    assert words("en").compared(way, time) == shown


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_line_ends_behind_the_sign_of_a_number(code: str) -> None:
    """A number below zero has a minus: behind the hyphen of -13 a program may end the line."""
    spoken = words(code)
    shown = (spoken.number(-13), spoken.percent(-0.13), spoken.figure(-13, PERCENT))
    assert [one.replace("\u00a0", "")[:3] for one in shown] == ["\u221213"] * 3
