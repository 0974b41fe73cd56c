"""What a briefing contains: the choice of targets, and the same numbers as `status`."""

import re
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from tests.briefings import EARLIER, ON, briefing, few, invented, leaves, portfolio
from tests.hostile import sources
from tests.portfolio import figures, goal, source, target
from tracker import counting, report
from tracker.board import entries
from tracker.export import charted, findings
from tracker.export.briefing import Choice, compose
from tracker.export.citations import Citations, cited
from tracker.export.content import Content, cleaned, literal
from tracker.export.edition import edition
from tracker.language import LANGUAGES, words
from tracker.model import Portfolio
from tracker.terms import Vocabulary


def texts(given: object) -> list[str]:
    """Return every text in a piece of content."""
    if isinstance(given, str):
        return [given]
    if isinstance(given, tuple):
        return [text for part in given for text in texts(part)]
    if is_dataclass(given):
        return [text for one in fields(given) for text in texts(getattr(given, one.name))]
    return []


def test_chosen_ids_come_in_the_order_in_which_they_are_named() -> None:
    """The reader's order counts, and an id named twice comes once."""
    wanted = tuple(reversed(few()))
    made = compose(portfolio(), Choice(ids=(*wanted, wanted[0])), ON, words("en"))
    assert tuple(one.id for one in made.assessments) == wanted


def test_theme_and_state_narrow_the_choice() -> None:
    """A theme keeps its targets; a state keeps a target when any of its verdicts is in it."""
    whole = briefing()
    theme = whole.assessments[0].theme
    themed = compose(portfolio(), Choice(theme=theme), ON, words("en")).assessments
    assert {one.theme for one in themed} == {theme}
    assert len(themed) == sum(one.theme == theme for one in whole.assessments)
    met = compose(portfolio(), Choice(state="met"), ON, words("en")).assessments
    assert {one.id for one in met} == {
        e.target.id for e in entries(whole.assessments) if e.leaf.state == "met"
    }
    assert met


def test_since_keeps_what_became_known_and_says_what() -> None:
    """Targets about which nothing was published since the day are left out, unless named by id."""
    moved = compose(portfolio(), Choice(since=EARLIER), ON, words("en"))
    assert 0 < len(moved.assessments) < len(portfolio().targets)
    assert {change.entry.target.id for change in moved.changes} == {one.id for one in moved.assessments}
    still = next(name for name in portfolio().targets if name not in {one.id for one in moved.assessments})
    named = compose(portfolio(), Choice(ids=(still,), since=EARLIER), ON, words("en"))
    assert [one.id for one in named.assessments] == [still]
    assert named.changes == ()
    assert edition(named).changes is not None


def test_nothing_published_later_is_in_a_briefing_of_an_earlier_day() -> None:
    """A briefing of 1 October 2025 cites no document of a later day."""
    past = compose(portfolio(), Choice(), EARLIER, words("en"))
    for name in Citations(past).numbers:
        assert portfolio().sources[name].known <= EARLIER


def test_the_address_rebuilds_the_choice() -> None:
    """The link carries ids and language, and the day of the file, from which on the next lists changes.

    It names no day as known on: who follows it wants the newer figures.
    """
    made = briefing(few()[:2], "vi", EARLIER, site="https://tracker.example.org/")
    first, second = few()[:2]
    assert made.address == (
        f"https://tracker.example.org/briefing?ids={first}%2C{second}&since=2026-11-22&lang=vi"
    )
    assert (
        made.target_address(first) == f"https://tracker.example.org/target?id={first}&on=2026-11-22&lang=vi"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_id_is_left_in_the_words(language: str) -> None:
    """Every text of a briefing over all targets is put into words, in each language."""
    made = briefing((), language, EARLIER)
    known = [
        one for one in texts(edition(made)) if one.startswith(("export.", "column.", "quantity.", "state."))
    ]
    assert known == []


def test_every_number_of_status_stands_unrounded_behind_the_words() -> None:
    """Gap, shares, paces, ratio and projection of each verdict are those of `status`, digit for digit."""
    made = briefing()
    rows = {(row["id"], row["part"]): row for row in report.rows(made.assessments, made.wording)}
    sections = {section.id: section for section in edition(made).sections}
    for leaf, entry in ((entry.leaf, entry) for entry in entries(made.assessments)):
        row = rows[entry.target.id, "" if leaf is entry.target else leaf.id]
        values = [
            cell.value
            for table in sections[entry.target.id].tables
            if table.name == "arithmetic" and (leaf is entry.target or leaf.title["en"] in table.title)
            for cells in table.rows
            for cell in cells
            if cell.value is not None
        ]
        known = {name: row[name] for name in report.NUMBERS if row[name] is not None}
        if "gap" in known:  # its name says whether it is missing or more than is asked for
            known["gap"] = abs(float(str(known["gap"])))
        if "projection" in known:  # written for people, it ends at the bounds of the measure
            known["projection"] = made.wording.scale(leaf).within(float(str(known["projection"])))
        assert values == list(known.values()), leaf.id


def test_a_rounded_number_says_the_same_as_the_exact_one() -> None:
    """What is shown differs from the value behind it by less than half of the last digit shown."""
    spoken = words("en")
    for section in edition(briefing()).sections:
        for table in section.tables:
            for cell in (
                cell for row in table.rows for cell in row if cell.number and isinstance(cell.value, float)
            ):
                shown = float(cell.number.replace(",", "").replace("\u2212", "-").rstrip("%")) / (
                    100 if cell.share else 1
                )
                step = 10.0**-cell.decimals / (100 if cell.share else 1)
                assert abs(shown - cell.value) <= step / 2 + 1e-9, (section.id, cell)
    assert spoken.percent(0.425) == "42%"


def test_a_pace_that_is_needed_is_enough_in_every_table() -> None:
    """What a table says is needed a year is no less than what is, and its formula comes out unrounded."""
    found = 0
    for section in edition(briefing()).sections:
        for table in section.tables:
            for label, *between, value in table.rows if table.name == "arithmetic" else ():
                hedged = value.text.startswith("over")
                if label.text.startswith("Required pace") and isinstance(value.value, float) and not hedged:
                    found += 1
                    shown = re.search(r"-?[0-9][0-9,.]*", value.text.replace("−", "-"))
                    assert shown is not None
                    assert float(shown[0].replace(",", "")) >= value.value * (1 - 1e-9), (section.id, value)
                    assert all(re.search(r" = [−-]?[0-9]", one.text) for one in between if one.text)
    assert found > 10


def test_every_figure_names_a_listed_document() -> None:
    """Each counted figure of each target stands in a table with the number of its source."""
    made = briefing()
    content, numbers = edition(made), Citations(made).numbers
    listed = {row[0].text: row for row in content.sources.rows}
    sections = {section.id: section for section in content.sections}
    for assessment in made.assessments:
        for leaf in assessment.parts or (assessment,):
            for point in leaf.series:
                mark = f"[{numbers[point.source]}]"
                cells = [row for table in sections[assessment.id].tables for row in table.rows]
                assert any(
                    cell.value == float(point.value) and any(one.text.startswith(mark) for one in row)
                    for row in cells
                    for cell in row
                ), (leaf.id, point.period.text)
                assert mark.strip("[]") in listed


def test_a_source_shows_publisher_day_and_address() -> None:
    """The list of sources carries what a reader needs to find the document again."""
    made = briefing(few())
    for name, row in zip(Citations(made).numbers, edition(made).sources.rows, strict=True):
        record = portfolio().sources[name]
        shown = [cell.text for cell in row]
        assert words("en").period(record.published) in shown
        assert (record.url or "–") in shown
        assert row[-1].link == (record.url or "")


def test_steps_are_counted_in_words_not_as_a_share() -> None:
    """A verdict on steps says how many are done; documents that announce them are cited."""
    known = {"plan": source("plan", "2020-01-15"), "later": source("later", "2027-01-01")}
    steps = target(
        "milestones",
        steps=[
            {
                "id": "a",
                "title": {"en": "A"},
                "source": "plan",
                "records": [{"state": "done", "on": "2021", "source": "plan"}],
            },
            {"id": "b", "title": {"en": "B"}, "due": "2030", "source": "plan"},
            {"id": "c", "title": {"en": "C"}, "source": "later"},
        ],
    )
    made = compose(Portfolio({"case": steps}, known, Vocabulary(), {}), Choice(), ON, words("en"))
    section = edition(made).sections[0]
    assert section.verdict == "In progress: 1 of 2 steps done, next due 31 December 2030."
    assert cited(made.assessments[0], made) == ["plan"]


def test_a_share_is_never_shown_beyond_its_limits() -> None:
    """A pace that would lead to 130% ends at 100%, in words and in the number behind them."""
    made = target(
        measure={"bounds": [0, 100]},
        goals=[goal(at_least=95, by=2030)],
        baseline="2020",
        observations=figures({2020: 30, 2025: 80}),
    )
    known = {name: source(name, "2020-01-15") for name in ("plan", "office")}
    briefed = compose(Portfolio({"case": made}, known, Vocabulary(), {}), Choice(), ON, words("en"))
    last = edition(briefed).sections[0].facts[-1][1]
    assert last.value == 100.0
    assert "130" not in last.text
    assert "100" in last.text


def test_a_group_with_too_few_verdicts_says_so() -> None:
    """Tiers of which three in four have no figures yet have no goal of their own, and still a sentence."""
    tiers = [
        {"id": f"t{at}", "title": {"en": f"T{at}"}, "goals": [goal(at_least=10, by=2030)]} for at in range(4)
    ]
    tiers[0]["observations"] = figures({2020: 2, 2025: 6})
    made = target("tiers", nesting="exclusive", tiers=tiers)
    known = {name: source(name, "2020-01-15") for name in ("plan", "office")}
    briefed = compose(Portfolio({"case": made}, known, Vocabulary(), {}), Choice(), ON, words("en"))
    assert "75%" in edition(briefed).sections[0].verdict


def test_no_text_of_a_briefing_has_line_breaks_or_signs_that_no_format_can_hold() -> None:
    """Control characters and halves of surrogate pairs go, everything else stays as the author wrote it."""
    assert literal("a\x00b\nc\ud800 \u202ed  e\x0b") == "ab c \u202ed e"
    assert cleaned(("a\x01", ("b\n",))) == ("a", ("b",))
    for text in texts(edition(briefing(few(), "vi"))):
        assert text == literal(text)


def test_an_empty_choice_is_a_briefing_that_says_so() -> None:
    """No target fits: the content has no sections and no headline, and nothing fails."""
    made = compose(portfolio(), Choice(state="dropped", theme="laws"), date(1990, 1, 1), words("en"))
    assert isinstance(edition(made), Content)
    assert edition(made).sections == ()
    assert edition(made).headline == ""
    assert leaves(made) == []


def test_a_briefing_without_a_deadline_is_headed_by_what_it_counts() -> None:
    """One figure without a goal; of three steps one is done, one was due in 2025, one has no day."""
    steps = [
        {"id": "law", "title": {"en": "Law"}, "source": "office"}
        | {"records": [{"state": "done", "on": "2025-03", "source": "office"}]},
        {"id": "body", "title": {"en": "Body"}, "source": "office", "due": "2025-06-30"},
        {"id": "plan", "title": {"en": "Plan"}, "source": "office"},
    ]
    found = [
        target(goals=[], observations=figures({2022: 10, 2023: 12})),
        target(id="steps", kind="milestones", steps=steps),
    ]
    told = edition(invented(found, sources())).headline
    assert told == "1 figure without a goal; 1 of 3 steps done, 1 overdue, 1 open."


def test_sentences_of_a_picture_in_words_end_with_one_dot() -> None:
    """A definition that ends with a stop is not followed by another one."""
    for language in LANGUAGES:
        made = briefing((), language)
        for assessment in made.assessments:
            for _, draw in charted.pictures(assessment, made):
                assert ".." not in draw(made.look).alt, assessment.id


def test_a_briefing_counts_promises_as_the_front_page_does() -> None:
    """Tiers and allocations are one promise each: in the sentence and in the picture."""
    made = briefing()
    promised = counting.groups(made.assessments)["promises"]
    assert edition(made).headline.startswith(f"Of {len(promised)} targets with a deadline, ")
    pictured = findings.standings(made).values()
    assert sum(number for counts in pictured for number in counts.values()) == len(promised)
    assert len(promised) < sum(bool(one.leaf.goal and one.leaf.goal.by) for one in entries(made.assessments))
