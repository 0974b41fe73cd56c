"""Numbers of imported files: what is behind a figure speaks of it, or makes it another one."""

from __future__ import annotations

import pytest

from tracker.importing.numbers import Printed, taken_apart


@pytest.mark.parametrize(
    ("given", "number", "flag"),
    [
        ("12.3 p", "12.3", "p"),
        ("12.3(b)", "12.3", "b"),
        ("12.3*", "12.3", "*"),
        ("12.3\u00b9", "12.3", "\u00b9"),
        ("1 234,5 e", "1 234,5", "e"),
        ("-$5", "-5", ""),
        ("($5)", "-5", ""),
        ("$5.10", "5.10", ""),
        ("5 \u20ac", "5", ""),
        ("12,34,567.5", "12,34,567.5", ""),
        ("16.5\u1d43", "16.5", "\u1d43"),
        ("17.5 \u00b2\u207e", "17.5", "\u00b2"),
        ("\u0661\u0662\u066b\u0665", "12.5", ""),
        ("\u0661\u066c\u0662\u0663\u0664\u066a", "1'234", ""),
        ("\u200f\u06f5\u06f6", "56", ""),
        ("\u0967\u0968.\u096b", "12.5", ""),
        ("\uff11\uff12\uff0e\uff15", "12.5", ""),
    ],
)
def test_a_letter_of_its_quality_is_taken_off_a_figure(given: str, number: str, flag: str) -> None:
    """Provisional, a break, estimated, the marks of notes; lakhs, and the digits of other scripts."""
    assert taken_apart(given) == Printed(number, flag)


@pytest.mark.parametrize(
    "given",
    [
        "$5b",
        "$5t",
        "\u20ac5L",
        "5k",
        "5 K",
        "5 tr",
        "5 M",
        "5 bn",
        "5 Mn",
        "5B",
        "5 T",
        "10\u2076",
        "10\u00b3",
    ],
)
def test_what_multiplies_a_figure_is_not_dropped(given: str) -> None:
    """Five thousand is not five, and a million is not ten."""
    assert taken_apart(given) is None
