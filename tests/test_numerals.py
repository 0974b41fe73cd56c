"""Numerals: every number of a text is found, whatever language and spelling it has."""

import pytest

from tracker.articles import numberwords, numerals


def texts(text, language):
    """Return the numbers of a text as they are written."""
    return [found.text for found in numerals.find(text, language)]


def meanings(text, language):
    """Return what the only number of a text may mean."""
    (found,) = numerals.find(text, language)
    return found.readings


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("650 000", {650000}),
        ("650\u00a0000", {650000}),
        ("650\u202f000", {650000}),
        ("1'000", {1000}),
        ("39,85", {39.85}),
        ("39.85", {39.85}),
        ("2,772", {2.772, 2772}),
        ("2.772", {2.772, 2772}),
        ("1.234.567,8", {1234567.8}),
        ("1,234,567.8", {1234567.8}),
        ("1000", {1000}),
        ("06", {6}),
        ("½", {0.5}),
    ],
)
def test_digits_are_read_with_the_separators_of_any_language(digits, expected):
    """A comma or a point may part decimals or thousands; both readings are kept where both are possible."""
    assert meanings(f"ca. {digits} %", "nb") == expected


def test_a_scale_word_belongs_to_its_number():
    """Millions written in words are part of the figure, with and without their factor."""
    assert texts("utstedt 21,8 millioner sertifikater", "nb") == ["21,8 millioner"]
    assert meanings("utstedt 21,8 millioner sertifikater", "nb") == {21.8, 21_800_000}
    assert meanings("2 772 billioner VND", "nb") == {2772, 2772e12}
    assert meanings("2 triệu tỷ đồng", "vi") == {2, 2e15}


def test_numbers_in_names_dates_and_ranges_are_found_one_by_one():
    """Nothing is skipped because it is part of a name or of a date."""
    assert texts("57-NQ/TW, 5G/6G, 2026–2030, 16/10/2025, 50:50", "nb") == [
        "57",
        "5",
        "6",
        "2026",
        "2030",
        "16",
        "10",
        "2025",
        "50",
        "50",
    ]


def test_years_beside_each_other_are_two_numbers():
    """Four digits never take the next group for thousands."""
    assert texts("i 2025 100 sentre", "nb") == ["2025", "100"]


def test_roman_numerals_are_numbers():
    """Two or more Roman letters are a number; one letter alone is not."""
    assert texts("quý IV năm nay, kỳ XIV", "vi") == ["IV", "XIV"]
    assert meanings("quý IV", "vi") == {4}
    assert texts("V er en bokstav", "nb") == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "zwei Sitzungen und die vierte Runde", ["zwei", "vierte"]),
        ("de", "rund einundzwanzig bis fünfhundert Firmen", ["einundzwanzig", "fünfhundert"]),
        ("de", "Millionen Menschen, die Hälfte davon", ["Millionen", "Hälfte"]),
        ("de", "ein dreistufiger Plan", ["dreistufiger"]),
        ("nb", "fem trinn, seks områder, fire land", ["fem", "seks", "fire"]),
        ("nb", "på bare én dag, etter ett år, to lover", ["én", "ett", "to"]),
        ("nb", "tjuefem femhundre femogtjue", ["tjuefem femhundre femogtjue"]),
        ("nb", "en femårsplan", ["femårsplan"]),
        ("nb", "tjente millioner av dong", ["millioner"]),
        ("sv", "tre lagar, andra gången", ["tre", "andra"]),
        ("vi", "ba luật, năm nhóm, một triệu người", ["ba", "năm", "một triệu"]),
        ("vi", "quý tư, hai trăm nghìn", ["tư", "hai trăm nghìn"]),
        ("en", "five steps, two hundred thousand firms", ["five", "two hundred thousand"]),
        ("no", "fem trinn", ["fem"]),
    ],
)
def test_number_words_are_found(language, text, expected):
    """Cardinals, ordinals, fractions, compounds and bare millions are numbers in their language."""
    assert texts(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ein Plan, eine Idee, einer der beiden Staaten"),
        ("nb", "en plan, et land, noen andre steder, begge sider"),
        ("nb", "generalsekretær To Lam og fru To Thi Huong"),
        ("sv", "en lag, ett krav, andra länder, båda sidor"),
        ("vi", "năm ngoái, tỷ lệ, đầu tư, doanh nghiệp tư nhân, vạn vật, một nền tảng"),
        ("en", "a plan, an idea, both sides, a second opinion"),
    ],
)
def test_articles_and_names_are_not_numbers(language, text):
    """Ordinary articles, words for both and others, and capitalised names state no figure."""
    assert texts(text, language) == []


def test_a_vietnamese_paragraph_is_read_as_vietnamese():
    """In a Norwegian text, ba is a verb; among Vietnamese words it is three."""
    assert texts("Han ba om hjelp", "nb") == []
    assert texts("Bộ đề xuất ba dự án", "nb") == ["ba"]


def test_without_a_language_the_lists_of_all_are_used():
    """A text of unknown language is read with every list rather than with none."""
    assert texts("zwei fem három", None) == ["zwei", "fem"]


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("de", "zweitausendfünfhundert", 2500),
        ("de", "dreiundvierzig", 43),
        ("nb", "tohundreogtjuefem", 225),
        ("nb", "femti", 50),
        ("sv", "femhundra", 500),
        ("sv", "tjugoett", 21),
        ("de", "jahrhundert", None),
        ("nb", "landene", None),
    ],
)
def test_compounds_are_worth_what_they_say(language, word, expected):
    """A compound of number words is counted out; a word that only contains one is no number."""
    assert numberwords.value(word, numberwords.tongue(language)) == expected


def test_a_language_without_a_list_is_known_to_have_none():
    """Whoever reads a text in such a language can say so."""
    assert numberwords.tongue("fi") is None
    assert "vi" in numberwords.known()
