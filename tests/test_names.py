"""Names that are not known: the field that is meant, or the place where it belongs, or nothing."""

from __future__ import annotations

import pytest

from tests.filing import ENGLISH, FILE, TEXT, spoilt
from tracker import reader
from tracker.problems import told
from tracker.reading.names import near

GOAL, FIGURE, MEASURE, TOP = "at_least: 80", "value: 35.6", "unit: percent", "owner: ministry"
ENTRY = f"- period: 2023\n    {FIGURE}\n    source: report-2025"
TITLE = "{en: Files handled online, vi: Hồ sơ trực tuyến}"
REMOVE = "remove it; docs/data-format.md lists the fields"
LEFT = "it is a field of the file itself: begin its line at the left edge"


def hints(old: str, new: str) -> list[str]:
    """Return the hint of every fault of the sound indicator after a text was replaced."""
    found = reader.read(spoilt(old, new).encode(), FILE).problems
    return [told(problem, ENGLISH)[1] for problem in found]


@pytest.mark.parametrize(
    ("old", "new", "meant"),
    [
        ("period: 2023", "date: 2023", "period"),
        (FIGURE, f"{FIGURE}\n    estimate: true", "status: estimated"),
        (FIGURE, f"{FIGURE}\n    ci: [35, 36]", "interval"),
        ("by: 2030", "year: 2030", "by"),
        (GOAL, "halve: 2015", "at_most: {change: -50 %, of: …}"),
        (GOAL, f"{GOAL}\n    every: year", "every_period"),
        (FIGURE, "values: 35.6", "value"),
        (FIGURE, "number: 35.6", "value"),
        ("baseline: 2023", "baseline: {period: 2023, figure: 35.6, source: report-2025}", "value"),
        (ENTRY, "- 2023: 35.6", "- {period: 2023, value: 35.6, source: …}"),
        (ENTRY, "- 2023: {a: 35.6}", "- {period: 2023, value: …, source: …}"),
        (GOAL, "at_most: {total: 80}", "total: {at_most: …, over: …}"),
        ("observations:", "values:", "observations"),
        ("observations:", "data:", "observations"),
        ("goals:", "targets:", "goals"),
        ("measure:", "metric:", "measure"),
        ("title:", "name:", "title"),
        ("as_printed:", "printed:", "as_printed"),
        (FIGURE, f"{FIGURE}\n    page: 12", "at"),
    ],
)
def test_a_word_of_another_format_is_told_its_field(old: str, new: str, meant: str) -> None:
    """What follows from it, such as a missing period, is not told as well."""
    assert hints(old, new) == [f"did you mean '{meant}'?"]


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        (GOAL, f"{GOAL}\n    rank: 3", REMOVE),
        (MEASURE, f"{MEASURE}\n  tiers: 3", REMOVE),
        (MEASURE, f"{MEASURE}\n  direction: up", REMOVE),
        (FIGURE, f"{FIGURE}\n    by: 2024", REMOVE),
        (GOAL, f"{GOAL}\n    baseline: 2023", LEFT),
        (MEASURE, f"{MEASURE}\n  baseline: 2023", LEFT),
        (MEASURE, f"{MEASURE}\n  goals: 3", LEFT),
        (TOP, f"{TOP}\nfrequency: year", "it is a field of 'measure': check the indentation"),
        (TOP, f"{TOP}\nat_least: 3", "it is a field of 'goals': check the indentation"),
        (FIGURE, f"{FIGURE}\n    number: 35.6", REMOVE),
        (FIGURE, f"{FIGURE}\n    values: 35.6", REMOVE),
        (GOAL, f"{GOAL}\n    min: 80", REMOVE),
    ],
)
def test_the_place_of_a_field_is_told_where_there_is_one(old: str, new: str, hint: str) -> None:
    """The field around it, or the file, comes before a place elsewhere; of several none is named."""
    assert hints(old, new) == [hint]


def test_fields_in_the_place_of_a_list_are_no_unknown_fields() -> None:
    """`observations: {period: …}` lacks its hyphen; no field is told to be meant by its own name."""
    both = TEXT[TEXT.index("observations:") : TEXT.index("checked:")]
    alone = "observations: {period: 2024, value: 39.8, source: report-2025}\n"
    assert hints(both, alone) == ["begin each entry on its own line with a hyphen and a space"]


@pytest.mark.parametrize(
    ("old", "new", "meant"),
    [
        (TITLE, "{en: Villages, vi:Thôn}", ["vi: Thôn"]),
        (TITLE, "{en:Villages with 5G, vi: Thôn}", ["en: Villages with 5G"]),
        (TITLE, "{en:Villages}", ["en: Villages"]),
        (TITLE, "{en:Villages, pt-BR:Aldeias}", ["en: Villages", "pt-BR: Aldeias"]),
        (TITLE, "{en:Villages, with 5G, vi: Thôn}", ["en: Villages"]),
        (TITLE, '{en:"Villages, with 5G", vi: Thôn}', ['en: "…"']),
        (ENTRY, "- {period: 2023, value:35.6, source: report-2025}", ["value: 35.6"]),
        (ENTRY, "- {period:2023, value: 35.6, source: report-2025}", ["period: 2023"]),
        (ENTRY, "- {period: 2023, value: 35.6, source:report-2025}", ["source: report-2025"]),
        (TOP, f"{TOP}\nseries: [{{of: {{sex: female, age:old}}, goals: same}}]", ["age: old"]),
        ("title: {", "title:{", ["title: {en: Files handled online, vi: Hồ sơ trực tuyến}"]),
        (f"title: {TITLE}", "title:{en: Files}", ["title: {en: Files}"]),
        ("kind: indicator", "kind:indicator", ["kind: indicator"]),
        ("id: online-filing", "id:online-filing", ["id: online-filing"]),
        (FIGURE, "value:\u00a035.6", ["value: 35.6"]),
        (GOAL, f"note:see this: that\n    {GOAL}", ["note: see this: that"]),
        ("checked: 2026-11-01", "checked:2026-11-01", ["checked: 2026-11-01"]),
        ("  - period: 2023", "  - period:2023", ["period: 2023"]),
        (TITLE, "\n  en:Files\n  vi: x", ["en: Files"]),
        (TITLE, "\n  en:Files", ["en: Files"]),
    ],
)
def test_a_colon_without_its_space_is_one_fault(old: str, new: str, meant: list[str]) -> None:
    """Nobody is told of a comma, or that the field is missing which stands there."""
    text = spoilt(old, new).replace('\n    as_printed: "35,6 %"', "")
    found = [one for one in reader.read(text.encode(), FILE).problems if one.path != "series[0]"]
    assert [told(one, ENGLISH)[1] for one in found] == [f"write {one}" for one in meant]


@pytest.mark.parametrize(
    "text", ["Open 10:30, 11:30", "See https://a.vn, https://b.vn", "Villages, see:note", "Villages, en:all"]
)
def test_a_text_with_a_comma_and_a_colon_is_still_put_in_quotes(text: str) -> None:
    """A time, an address, and a word that is no field are no field that lacks a space."""
    assert hints(TITLE, f"{{en: {text}}}") == [f'put the whole text in quotes: "{text}"']


@pytest.mark.parametrize(
    "text",
    ["Villages, with 5G: all", "Share (in %), by year: end", "Villages, 5G: all", "All, as of 2030: 3"],
)
def test_a_text_that_goes_on_behind_its_comma_is_put_in_quotes(text: str) -> None:
    """What stands before the second colon is no name of a language."""
    assert hints(TITLE, f"{{en: {text}}}") == [f'put the whole text in quotes: "{text}"']


def test_what_may_be_a_language_or_a_text_is_told_of_both() -> None:
    """`inside` may be either; Vietnamese is a language; a text alone lacks its language."""
    code = "write two small letters, such as en or vi"
    both = (
        f'{code}; if it belongs to the text before it, put the whole text in quotes: "Villages, inside: all"'
    )
    assert hints(TITLE, "{en: Villages, inside: all}") == [both]
    assert hints(TITLE, "{en: Villages, Vietnamese: Thôn}") == [code]
    assert hints(TITLE, "{Villages, vi: Thôn}") == ["add 'en:'; the other languages stand beside it"]


@pytest.mark.parametrize("name", ["sex", "by_sex", "by sex"])
def test_a_target_by_sex_has_series(name: str) -> None:
    """Nobody is told to remove the figures of women."""
    (hint,) = hints(TOP, f"{TOP}\n{name}: female")
    assert "write 'series:'" in hint
    assert "- of: {sex: …}" in hint


def test_near_is_a_slip_and_no_likeness() -> None:
    """One letter of four wrong, missing, too many or exchanged; a first letter is not enough."""
    known = ("definition", "draft", "reason", "state", "title", "unit", "year", "rank_of")
    slips = {"unti": "unit", "titel": "title", "defintion": "definition", "yearly": "year", "rank": "rank_of"}
    assert {word: near(word, known) for word in slips} == slips
    assert [near(word, known) for word in ("date", "region", "tiers", "direction", "in", "")] == [""] * 6


@pytest.mark.parametrize(
    ("entry", "homes"),
    [
        ("of: {sex: male}\n    at_least: 50\n    by: 2030", ["goals", "goals"]),
        ("of: {sex: male}\n    value: 20\n    source: plan-2024", ["observations", "goals / observations"]),
        ("sex: male", ["of"]),
    ],
)
def test_a_field_straight_in_a_series_is_told_its_list(entry: str, homes: list[str]) -> None:
    """A bound belongs to the goals of the series, a figure to its observations, only a dimension to `of`."""
    found = [one for one in hints("checked:", f"series:\n  - {entry}\nchecked:") if "indentation" in one]
    assert found == [f"it is a field of '{home}': check the indentation" for home in homes]


def test_a_total_between_two_sums_is_two_goals() -> None:
    """A total has one bound, and no range has a place in it or beside it."""
    forms = [f"'total: {{{bound}: …, over: …}}'" for bound in ("at_least", "at_most")]
    told_of = hints(f"{GOAL}\n    by: 2030", "total: {between: [1, 2], over: 2022/2025}")
    assert told_of == [f"a total has one bound: write two goals, {' and '.join(forms)}"]
