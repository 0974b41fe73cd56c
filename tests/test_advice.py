"""Advice: a hint names the real cause of a fault, or says nothing; it never changes what the author meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.filing import FILE, TEXT
from tracker import model, reader, series, terms
from tracker.language import words
from tracker.numberless import plain_number
from tracker.problems import told
from tracker.reading.characters import _TEXT_FIELD
from tracker.reading.names import near


def advice(old: str, new: str) -> list[tuple[str, int, str]]:
    """Return code, line and hint of every fault after a text was replaced."""
    assert old in TEXT
    problems = reader.read(TEXT.replace(old, new, 1).encode(), FILE).problems
    return [(problem.code, problem.line, told(problem, words("en"))[1]) for problem in problems]


LOCALISED = (
    *("#BEZUG!", "#WERT!", "#NV", "#ZAHL!", "#¡REF!", "#¡VALOR!", "#¿NOMBRE?", "#N/D", "#REF !"),
    *("#VALEUR!", "#VERDI!", "#I/T", "#VÄRDEFEL!", "#DIVISION/0!", "Err:502"),
)
"""Errors of spreadsheets in other tongues than English."""


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("12.5 3", "S043"),
        ("12 13", "S043"),
        ("12.5; 13.5", "S043"),
        ("2x", "S044"),
        ("2 x", "S044"),
        ("x2", "S044"),
        ("3-fold", "S044"),
        ("1.5 times", "S044"),
        ("2 lần", "S044"),
        ('"#N/A"', "S042"),
        ('"#DIV/0!"', "S042"),
        ("#REF!", "S042"),
        ("'######'", "S042"),
        *((f"'{word}'", "S042") for word in LOCALISED),
    ],
)
def test_what_is_no_figure_is_called_what_it_is(given: str, code: str) -> None:
    """No number is made of two numbers, of a multiple, or of the error of a spreadsheet."""
    ((found, line, hint),) = advice("value: 35.6", f"value: {given}")
    assert (found, line) == (code, 18)
    assert not any(sign.isdigit() for sign in hint)


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("650,000", "650000"),
        ("650 000", "650000"),
        ("1\u202f250\u202f000", "1250000"),
        ("1_000", "1000"),
        ("650k", "650000"),
        ("40%", "40"),
        ("39,85", "39.85"),
        ("40 Mt", "40"),
        ("0,123", "0.123"),
        ("1,234,567", "1234567"),
        ("1,234.5", "1234.5"),
        ("13#x", "13"),
        ("80,", "80"),
        ("\u201c35.6\u201d", "35.6"),
        ("1,234", ""),
        ("12,345", ""),
        ("12,34,567", ""),
        ("1,23,456", ""),
        ("20\u00b9", ""),
        ("10\u2076", ""),
        ("5\u2081", ""),
        ("5 tr", ""),
        ("5 tusen", ""),
        ("5 lakh", ""),
        ("5 milliards", ""),
        ("5 dozen", ""),
        ("5 T", ""),
        ("5 bp", ""),
        ("20\u2030", ""),
        ("5+", ""),
        ("12.5 3", ""),
        ("12 13", ""),
        ("1_0", ""),
        ("2x", ""),
        ("5 m", ""),
        ("5 of 63", ""),
        ("2/3", ""),
        ("40-50", ""),
        ("High", ""),
    ],
)
def test_a_plain_spelling_is_offered_only_where_there_is_one(given: str, plain: str) -> None:
    """Thousands are set apart by one sign in groups of three; no word is dropped that may multiply.

    1,234 may mean decimals or thousands; 650,000 does not need its zeros unless it means thousands.
    """
    assert plain_number(given) == plain


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "hint"),
    [
        ("unit: percent", "unit: Percent", "S010", 7, "write percent"),
        ("checked: 2026-11-01", "checked: 1.11.2026", "S006", 24, "write 2026-11-01"),
        (
            '- period: 2023\n    value: 35.6\n    source: report-2025\n    as_printed: "35,6 %"',
            "- 35.6",
            "S021",
            17,
            "write the entry with its fields, such as '- {period: …, value: …, source: …}'",
        ),
    ],
)
def test_the_plain_form_of_a_day_an_id_and_an_entry(
    old: str, new: str, code: str, line: int, hint: str
) -> None:
    """What is to be written is told whole."""
    assert advice(old, new) == [(code, line, hint)]


def test_wrong_letters_are_found_in_escapes() -> None:
    """The bytes of é as two escapes, of x or of u, are two other letters; an escape of é is é."""
    for escapes in (r"\xc3\xa9", r"\u00c3\u00a9"):
        assert advice("Files handled online", f'"Caf{escapes}"') == [
            ("W029", 2, "write 'é'; or open the source with the encoding UTF-8 and copy the text again")
        ]
    for sound in (r"Caf\xe9", r"\u1ed3\xea", r"\xe9\xe8"):
        assert advice("Files handled online", f'"{sound}"') == []


DIGITS = "write digits, with a point before decimals, such as 650000 or 39.85"
RELATIVE = (
    "write {{{}}} where the promise is counted from an earlier figure, 'aim: …' where it "
    "has no number, or the value in the unit of the measure; two ends of a range are two goals"
)


COMPARED = "write '{bound}: 80', or the number alone where 'at_least' is meant"
PROMISED = {
    "enterprises": """
        half of 1990 = change: -50 %, of: 1990
        -43% = change: -43 %, of: 2015
        43 % = change: …, of: …
        double = times: 2, of: 2015
        reduce by 30 % = change: -30 %, of: 2015
        15 % above 2005 = change: 15 %, of: 2005
        -43 percent = change: -43 %, of: 2015
        -43 Prozent = change: -43 %, of: 2015
        -43 phần trăm = change: -43 %, of: 2015
        reduce by 30 pct = change: -30 %, of: 2015
        50 prosent of 2010 = times: 0.5, of: 2010
        43 percent = change: …, of: …
        +10 = change: 10, of: 2015""",
    "percent": """
        \u221243% = change: -43 %, of: 2015
        50% of 2010 = times: 0.5, of: 2010
        cut by 20 points = change: -20 points, of: 2015
        +10 points = change: 10 points, of: 2015
        reduce to 50 % = change: …, of: …
        50% of women = change: …, of: …""",
}
"""What an author writes, by unit, and what stands in the braces that are advised."""


@pytest.mark.parametrize(
    ("unit", "given", "code", "hint"),
    [
        ("percent", "80%", "S002", "write 80"),
        ("rank", "top 30", "S002", "write 30"),
        ("percent", "≥ 80", "S002", "write 80"),
        ("percent", "≤ 80", "S002", COMPARED.format(bound="at_most")),
        ("percent", "'> 80'", "S002", COMPARED.format(bound="more_than")),
        ("percent", ">80", "S002", COMPARED.format(bound="more_than")),
        ("percent", ">= 80", "S002", "write 80"),
        ("percent", "{80}", "S002", "write 80"),
        *(
            (unit, given, "S044", RELATIVE.format(meant))
            for unit, lines in PROMISED.items()
            for given, meant in (line.strip().split(" = ") for line in lines.strip().splitlines())
        ),
    ],
)
def test_per_cent_of_something_is_no_number_of_it(unit: str, given: str, code: str, hint: str) -> None:
    """-43% of the enterprises are not -43 enterprises; 80% per cent are 80.

    A cut is no rise, doubling is no halving, and 43 % alone may be any of them.
    """
    text = TEXT.replace("unit: percent", f"unit: {unit}").replace("at_least: 80", f"at_least: {given}")
    (problem,) = reader.read(text.encode(), FILE).problems
    assert (problem.code, told(problem, words("en"))[1]) == (code, hint)


@pytest.mark.parametrize(
    "word", ["percent", "per cent", "pct", "Prozent", "phần trăm", "prosent", "procent", "%"]
)
def test_a_figure_in_per_cent_is_no_number_of_people(word: str) -> None:
    """12 Prozent of the people are not 12 people, and neither are the ends of a range."""
    text = TEXT.replace("unit: percent", "unit: people").replace(
        "at_least: 80", f"between: [70 {word}, 80 {word}]"
    )
    problems = reader.read(text.replace("value: 35.6", f"value: 12 {word}").encode(), FILE).problems
    assert [(one.code, one.line) for one in problems] == [("S044", 12), ("S044", 12), ("S044", 18)]
    assert not any(sign.isdigit() for one in problems for sign in told(one, words("en"))[1])


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("{en: Villages, with 5G}", "Villages, with 5G"),
        ("{en: Villages, towns, with 5G}", "Villages, towns, with 5G"),
        ("{vi: Xã, en: Women, men}", "Women, men"),
        ("{en: Women, men, vi: Xã}", "Women, men"),
        ("{en: 1,000 villages}", "1,000 villages"),
        ("{en: Firms with 1,000,000 VND, or more}", "Firms with 1,000,000 VND, or more"),
    ],
)
def test_a_comma_that_ended_a_text_is_one_fault(title: str, whole: str) -> None:
    """The whole text is offered in quotes, however many fields it fell into."""
    found = advice("title: {en: Files handled online, vi: Hồ sơ trực tuyến}", f"title: {title}")
    assert found == [("S039", 2, f'put the whole text in quotes: "{whole}"')]


def test_a_title_keeps_what_a_comment_cuts_off() -> None:
    """`title: Goal #1` is to be written with its #1, which needs quotes."""
    found = advice("title: {en: Files handled online, vi: Hồ sơ trực tuyến}", "title: Goal #1")
    assert ("S016", 2, 'write it as en: "Goal #1"') in found


@pytest.mark.parametrize(("given", "hint"), [("{12.5}", "write 12.5"), ("{value}", DIGITS)])
def test_braces_around_a_number_are_one_fault(given: str, hint: str) -> None:
    """Neither is the number cut by a comma, nor does a field within the braces lack its value."""
    ((code, _, said),) = advice("value: 35.6", f"value: {given}")
    assert (code, said) == ("S002", hint)


@pytest.mark.parametrize(
    ("old", "new", "line", "plain"),
    [
        ("goals:", "goals：", 10, "goals:"),
        ("owner: ministry", "owner：ministry", 4, "owner: ministry"),
        ("id: online-filing", "id： online-filing", 1, "id: online-filing"),
        ("- period: 2023", "- period：2023", 17, "period: 2023"),
        ("{en: Files", "{en：Files", 2, "en: Files handled online"),
    ],
)
def test_the_wide_colon_is_told_from_a_plain_one(old: str, new: str, line: int, plain: str) -> None:
    """An author who types Chinese or Japanese sees a colon there; YAML sees none."""
    assert advice(old, new) == [("S095", line, f"write {plain}")]


def test_an_empty_language_is_still_called_empty() -> None:
    """`{en: Files, vi}` lacks the Vietnamese text; nothing was cut in two."""
    found = advice("{en: Files handled online, vi: Hồ sơ trực tuyến}", "{en: Files, vi}")
    assert [(code, line) for code, line, _ in found] == [("S008", 2)]


@pytest.mark.parametrize("fence", ["```", "```yaml", "~~~"])
def test_a_fence_of_markdown_is_named(fence: str) -> None:
    """Copied from a chat or a page, the data begins below the fence; one inside a text block is no fence."""
    assert [one[:2] for one in advice("id: online", f"{fence}\nid: online")] == [("Y005", 1)]
    assert [one[:2] for one in advice("checked: 2026-11-01", f"checked: 2026-11-01\n{fence[:3]}")] == [
        ("Y005", 25)
    ]
    block = f"about: |\n  Text\n  {fence}\nchecked:"
    assert advice("checked:", block) == []


@pytest.mark.parametrize("end", ["", "\n", "\n\n# to be continued\n", " # to be continued"])
@pytest.mark.parametrize(
    ("bracket", "column"), [("[", 13), ("[{area: {en: Hue}, value: 1},", 13), ("[{", 14)]
)
def test_a_half_saved_file_names_its_open_bracket(bracket: str, column: int, end: str) -> None:
    """The bracket is named where it stands, not the end of the file."""
    text = f"{TEXT}breakdowns: {bracket}{end}"
    (problem,) = reader.read(text.encode(), FILE).problems
    assert (problem.code, problem.line, problem.column) == ("Y104", 25, column)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("unit: percent", "unit: '%'", "S010"),
        ("unit: percent", "unit: %", "Y106"),
    ],
)
def test_the_sign_of_per_cent_is_no_unit(old: str, new: str, code: str) -> None:
    """The unit has a name."""
    assert [(one[0], one[2]) for one in advice(old, new)] == [(code, "write percent")]


@pytest.mark.parametrize("rest", [", frequency: year}", "} # share", " # share"])
def test_the_sign_of_per_cent_is_no_unit_within_brackets_and_before_a_remark(rest: str) -> None:
    """Quotes are not advised, since they would be refused."""
    given = f"{{unit: %{rest}" if "}" in rest else f"unit: %{rest}"
    (problem,) = reader.read(f"measure:\n  {given}\n".encode(), FILE).problems
    assert (problem.code, told(problem, words("en"))[1]) == ("Y106", "write percent")


@pytest.mark.parametrize("error", ["#BEZUG!", "#NV", "#¡REF!", "#N/D", "#REF !"])
def test_an_error_of_a_spreadsheet_that_counts_as_a_comment_is_named(error: str) -> None:
    """To put it in quotes would make no figure of it."""
    ((code, line, hint),) = advice("value: 35.6", f"value: {error}")
    assert (code, line, "quotes" in hint) == ("S042", 18, False)


@pytest.mark.parametrize(
    ("entry", "code", "column"),
    [
        ("{period: 2024, value: #REF!, source: data}", "S042", 27),
        ("{period: 2024, source: data, value: #N/A}", "S042", 41),
        ("{period: 2024, source: data, value: #WERT!}", "S042", 41),
        ("{period: 2024, value: 1, note: #REF!}", "Y113", 36),
        ("{period: 2024, value: ####, source: data}", "S042", 27),
        ("{period: 2024, value: #1, source: data}", "Y113", 27),
        ("{period: 2024, value: # missing, source: data}", "Y113", 27),
        ("{period: 2024, source: data, value: ## missing}", "Y113", 41),
        ("{period: 2023, value: 40, source: rep # Table 3}", "Y113", 43),
        ("{period: 2024, value: 30 # %, source: data}", "Y113", 30),
        ("{at_least: 80 # %, by: 2030, source: data}", "Y113", 19),
        ("{period: 2022 # est, value: 1, source: data}", "Y113", 19),
        ("{period: 2022, note: see table # 3, value: 1}", "Y113", 36),
    ],
)
def test_an_error_of_a_spreadsheet_is_one_within_brackets_too(entry: str, code: str, column: int) -> None:
    """In quotes it would be no figure either; only a text may be put in quotes."""
    (problem,) = reader.read(f"observations:\n  - {entry}\n".encode(), FILE).problems
    assert (problem.code, problem.line, problem.column) == (code, 2, column)


ENTRY = "  - period: 2024\n    value: 39.8\n    source: report-2025\n"


@pytest.mark.parametrize("given", ["30, of which 10", "2022, 2023", "30, up from 10 %"])
def test_a_comma_between_two_numbers_is_no_text_without_quotes(given: str) -> None:
    """In quotes they would be no number either."""
    ((code, line, hint),) = advice(ENTRY, f"  - {{period: 2024, value: {given}, source: report-2025}}\n")
    assert (code, line, "quotes" in hint) == ("S043", 21, False)
    assert [one[:2] for one in advice("value: 35.6", f"value: {given}")] == [("S043", 18)]
    ((code, _, _),) = advice("at_least: 80\n", f"between: [1, 2]\n    note: {{en: {given}}}\n")
    assert code == "S039"


@pytest.mark.parametrize("given", ["> 30", ">30"])
def test_a_sign_before_a_figure_is_its_qualifier_in_braces_too(given: str) -> None:
    """YAML takes the sign for the beginning of a block of text."""
    for old, new, line in (
        (ENTRY, f"  - {{period: 2024, value: {given}, source: report-2025}}\n", 21),
        ("value: 39.8", f"value: {given}", 22),
    ):
        (problem,) = reader.read(TEXT.replace(old, new).encode(), FILE).problems
        assert (problem.code, problem.line, problem.path) == ("S002", line, "observations[1].value")
        assert told(problem, words("en"))[1] == "write 30, and beside it 'qualifier: over'"


def test_a_number_sign_that_cuts_a_text_is_told() -> None:
    """`en: Goal #1` is read as "Goal"; a remark behind a blank, and quotes, are left alone."""
    block = "title:\n  en: {}\n  vi: Hồ sơ"
    whole = "title: {en: Files handled online, vi: Hồ sơ trực tuyến}"
    assert [one[:2] for one in advice(whole, block.format("Goal #1"))] == [("W028", 3)]
    for fine in ("Goal # 1", '"Goal #1"', "'Goal #1'", "Goal#1", "2024 #checked"):
        assert advice(whole, block.format(fine)) == [], fine
    assert advice("value: 35.6", "value: 35.6 #checked") == []
    assert advice("unit: percent", "unit: percent #see yearbook") == []
    assert advice("period: 2023", "period: 2023-Q4 #checked") == []
    for title in ("{en: Goal #1,", "{en: Goal # 1,"):
        assert [one[:2] for one in advice("{en: Files handled online,", title)] == [("Y113", 2)]


def test_every_field_of_a_text_may_be_cut_and_no_other() -> None:
    """Titles and notes may go on behind a number sign, and so may `en`; a unit, a source, a day may not."""
    texts, others = set(), set()
    for kind in (one for module in (model, series, terms) for one in vars(module).values()):
        for name, type_ in getattr(kind, "__annotations__", {}).items():
            field = getattr(kind, "model_fields", {}).get(name)
            if field:
                alone = str(type_).split(" | ")[0] in ("Line", "Prose", "Reason", "Texts")
                (texts if alone else others).add(field.alias or name)
    assert [one for one in texts | {"en", "vi", "pt-BR"} if not _TEXT_FIELD.fullmatch(one)] == []
    assert [one for one in others - texts if _TEXT_FIELD.fullmatch(one)] == []


def test_a_value_behind_a_number_sign_is_no_value() -> None:
    """`owner: #ministry` is empty, and the hint says why."""
    assert advice("owner: ministry", "owner: #ministry") == [
        (
            "S008",
            4,
            "'#ministry' counts as a comment, because it begins with #; put it in quotes if it is the value",
        )
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("unit: percent", "unti: percent", [("S004", "unit")]),
        ("title:", "titel:", [("S004", "title")]),
        ("    period: 2023", "    periode: 2023", None),
        ("kind: indicator", "kindd: indicator", [("S004", "kind")]),
        ("    source: ", "    src: ", [("S004", "source")]),
        ("id: ", "di: ", [("S004", "id")]),
    ],
)
def test_one_misspelt_field_is_one_fault(old: str, new: str, expected: list[tuple[str, str]] | None) -> None:
    """The field that it leaves missing is not told as well."""
    text = TEXT.replace(old, new, 1) if expected else TEXT.replace("period: 2023", "periode: 2023", 1)
    problems = reader.read(text.encode(), FILE).problems
    assert [(one.code, one.values["near"]) for one in problems] == (expected or [("S004", "period")])


@pytest.mark.parametrize("name", ["file", "from"])
def test_a_file_in_the_list_of_figures_is_not_taken_for_a_group_of_people(name: str) -> None:
    """`[file: x.csv]` for `{file: x.csv}`: that whose figure it is has nothing to do with it."""
    text = TEXT.replace("period: 2023\n", f"{name}: x.csv\n    period: 2023\n", 1)
    told = [one.values for one in reader.read(text.encode(), FILE).problems if one.code == "S004"]
    assert [(one["name"], "whose" in one) for one in told] == [(name, False)]


def test_a_field_that_is_missing_beside_another_unknown_one_is_still_told() -> None:
    """Only the one that was meant is excused."""
    problems = reader.read(TEXT.replace("unit: percent", "colour: red").encode(), FILE).problems
    assert sorted(one.code for one in problems) == ["S001", "S004"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi\u00e1\u00bb\u2021t Nam", ["\u00e1\u00bb\u2021"]),
        ("Caf\u00c3\u00a9", ["\u00c3\u00a9"]),
        ("\u00c4\u2018\u00c3\u00b4 th\u00e1\u00bb\u2039", None),
        ("d\u00e2\u20ac\u2122eau", ["\u00e2\u20ac\u2122"]),
        ("\u00d8kte \u00e6res \u00e5 \u2013 \u201ePr\u00e4sident\u201c", []),
        ("\u0110\u00f4 th\u1ecb, s\u1ed1 h\u00f3a: \u00c2n, \u00c2u", []),
        ("S\u00e3o Paulo, \u00abA\u00c7\u00c3O\u00bb", []),
        ("„Das rechte Maß“, “XÃ”, “THỦ ĐÔ”, «MILJØ», ”MILJÖ” – ”PÅ…”, »TRÆ«, ‚HÅ‘, ”vad då…”", []),
        ("XÃ\u00a0HỘI, MILJÖ\u00a02030, Maß®, “Khá”…", []),
        ("H\u00c3\u00a0 Nội", ["\u00c3\u00a0"]),
        ("h\u00c3\u00a0ng", ["\u00c3\u00a0"]),
        ("\u00c4\u2018i", ["\u00c4\u2018"]),
        (
            "\u00c3\u2013kad, \u00c3\u2026r, \u00c3\u201eNDRING",
            ["\u00c3\u2013", "\u00c3\u2026", "\u00c3\u201e"],
        ),
        ("\u00c2\u00abord", ["\u00c2\u00ab"]),
        ("Wroc\u00c5\u201aaw", ["\u00c5\u201a"]),
    ],
)
def test_letters_read_in_the_wrong_encoding_are_told(
    text: str, found: list[str] | None, tmp_path: Path
) -> None:
    """UTF-8 that was read as Windows-1252; the letters of real languages are left alone."""
    given = TEXT.replace("Files handled online", f"'{text}'", 1)
    problems = reader.read(given.encode(), FILE).problems
    told_of = [one.values["given"] for one in problems if one.code == "W029"]
    assert [one.code for one in problems if one.code != "W029"] == []
    assert told_of if found is None else told_of == found


def test_the_mark_of_a_note_is_no_digit() -> None:
    """40¹ is 40 with a note, not 401."""
    ((code, _, hint),) = advice("value: 35.6", "value: 40¹")
    assert code == "S002"
    assert "401" not in hint


def test_words_above_the_fields_are_no_text_that_a_comma_ended() -> None:
    """A line of talk before the first field has lost no comma."""
    found = advice("id: online-filing", "Here is the file:\n\nid: online-filing")
    assert [code for code, _, _ in found] == ["S008"]


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("at_best", "at_least"),
        ("at_worst", "at_most"),
        ("replaced_by", "replaces"),
        ("replaced", "replaces"),
        ("non_conditional", "conditional"),
        ("no_every_period", "every_period"),
        ("unpublished", "published"),
        ("unsuppressed", "suppressed"),
        ("unfinal", "final"),
        ("inclusive", "exclusive"),
        ("noncumulative", "cumulative"),
        ("specified", "unspecified"),
        ("not_in_progress", "in_progress"),
        ("undropped", "dropped"),
        ("Unlikely", "Likely"),
        ("Unavailable", "Available"),
        ("No risk", "At risk"),
        ("Off track", "On track"),
        ("million-vnd", "billion-vnd"),
        ("milion-vnd", "billion-vnd"),
        ("billion-usd", "billion-vnd"),
        ("kwh", "mwh"),
        ("gigatonnes", "megatonnes"),
        ("per-100", "per-1000"),
        ("km2", "km"),
        ("age-25-34", "age-15-24"),
        ("report-2025", "report-2024"),
        ("unrelated", "related"),
        ("related", "unrelated"),
        ("likely", "not likely"),
    ],
)
def test_no_word_is_offered_that_means_something_else(word: str, known: str) -> None:
    """A negation, a number or a multiplier is no slip of the pen, in either of the two words."""
    assert near(word, [known]) == ""


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("at_lest", "at_least"),
        ("bilion-vnd", "billion-vnd"),
        ("milions-vnd", "million-vnd"),
        ("reprot-2025", "report-2025"),
        ("unspecifed", "unspecified"),
        ("inidcator", "indicator"),
        ("inprogress", "in_progress"),
        ("uint", "unit"),
    ],
)
def test_a_slip_of_the_pen_is_still_told(word: str, known: str) -> None:
    """A prefix that both words have, and a misspelt multiplier, change nothing of what is meant."""
    assert near(word, [known]) == known


@pytest.mark.parametrize(("name", "bound"), [("no_more_than", "at_most"), ("no_less_than", "at_least")])
def test_a_bound_in_other_words_is_the_bound_that_it_means(name: str, bound: str) -> None:
    """No more than 80 is at most 80, and not more than 80."""
    (found,) = advice("at_least: 80", f"{name}: 80")
    assert found == ("S004", found[1], f"did you mean '{bound}'?")


LATEST = "- period: 2024\n    value: 39.8\n    source: report-2025"


@pytest.mark.parametrize(("given", "plain"), [("1,234,567", "1234567"), ("12,345,678,901", "12345678901")])
def test_a_number_with_several_commas_is_one_fault(given: str, plain: str) -> None:
    """No part of it is offered for the whole."""
    found = advice(LATEST, f"- {{period: 2024, value: {given}, source: report-2025}}")
    assert [(code, hint) for code, _, hint in found] == [("S029", f"write {plain}")]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("at", "12, 13"),
        ("at", "12, 13, 14"),
        ("note", "5, 6"),
        ("as_printed", "39,8"),
        ("as_printed", "1,234"),
    ],
)
def test_numbers_in_a_field_of_text_are_put_in_quotes(field: str, text: str) -> None:
    """Pages 12 and 13 are no 12.13, and a figure as printed keeps its comma."""
    found = advice(LATEST, f"- {{period: 2024, value: 39.8, {field}: {text}, source: report-2025}}")
    assert [(code, hint) for code, _, hint in found] == [("S039", f'put the whole text in quotes: "{text}"')]


def test_a_title_of_digits_keeps_its_comma() -> None:
    """`1,234` as a title is no number."""
    found = advice("title: {en: Files handled online, vi: Hồ sơ trực tuyến}", "title: {en: 1,234}")
    assert found == [("S039", 2, 'put the whole text in quotes: "1,234"')]


def test_two_numbers_without_brackets_are_a_range_without_them() -> None:
    """`interval: 28, 32` is no 28.32."""
    found = advice(LATEST, "- {period: 2024, value: 30, interval: 28, 32, source: report-2025}")
    assert [(code, hint) for code, _, hint in found] == [("S023", "write both in brackets, such as [0, 100]")]
