"""Collation: lists stand in the order a reader of the language expects, and a search finds what is meant."""

import pytest

from tracker.collation import folded, order

ORDERS = {
    "vi": ["an", "ăn", "ân", "bà", "bả", "bã", "bá", "bạ", "dân", "đà", "đất", "giao", "Ủy", "ứng", "xã"],
    "sv": ["andel", "Ånga", "Ärende", "Öppen"],
    "nb": ["andel", "zone", "Ære", "Øl", "Ånd"],
    "de": ["Aal", "Ähre", "Ausgabe", "Öl", "Straße", "Strasse X", "Zoll"],
    "en": ["apple", "Łódź", "Zoo"],
}


@pytest.mark.parametrize("language", ORDERS)
def test_letters_of_its_own_stand_where_the_language_puts_them(language: str) -> None:
    """Đ follows d; å, ä and ö end the Swedish alphabet, æ, ø and å the Norwegian; umlauts follow vowels."""
    assert sorted(sorted(ORDERS[language]), key=lambda text: order(text, language)) == ORDERS[language]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("co2", "CO₂"),
        ("lodz", "Łódź"),
        ("isik", "ışık"),
        ("duong", "Đường"),
        ("strasse", "Straße"),
        ("ol", "Øl"),
        ("aere", "Ære"),
        ("m2", "m²"),
        ("file", "\ufb01le"),
        ("istanbul", "İstanbul"),
        ("\u2764", "\u2764\ufe0f"),
        ("5g", "\ufeff5G"),
        ("digital", "digi\u00adtal"),
        ("dien tu", "điện\x85tử"),
        ("dien tu", "điện\x1etử"),
        ("dien tu", "điện\ntử"),
    ],
)
def test_a_search_without_accents_finds_the_whole_kind(typed: str, written: str) -> None:
    """Accents, strokes, ligatures, dotless and dotted letters, subscripts and powers need not be typed."""
    assert folded(typed) == folded(written)
    assert folded(written) == typed
