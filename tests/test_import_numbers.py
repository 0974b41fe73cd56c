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
    ],
)
def test_a_letter_of_its_quality_is_taken_off_a_figure(given: str, number: str, flag: str) -> None:
    """Provisional, a break, estimated, and the marks of notes."""
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
