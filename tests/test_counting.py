"""Counts of the front page: each is the list behind it, and none counts what another counts."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests import told
from tests.shelf import ONE_FIGURE, ONE_GOAL, laid, measure
from tests.visits import shown, visit
from tracker import attention, board, counting, progress, reader
from tracker.progress import Assessment
from tracker.telling import front, upkeep

ROOT = Path(__file__).parents[1]
ON = date(2026, 11, 22)


pytestmark = pytest.mark.usefixtures("own_app")


@pytest.fixture(scope="module")
def assessments() -> dict[str, Assessment]:
    """Return every verdict on the product's own data."""
    portfolio = reader.load(ROOT)[0]
    return {name: progress.assess(one, ON, portfolio.sources) for name, one in portfolio.targets.items()}


def test_promises_figures_and_steps_are_counted_apart(assessments: dict[str, Assessment]) -> None:
    """Every target is counted once: with a deadline, without one, without a goal, or as a programme."""
    found = counting.groups(assessments.values())
    apart = [*found["promises"], *found["undated"], *found["figures"]]
    names = [entry.target.id for entry in apart] + [
        one.id for one in counting.programmes(assessments.values())
    ]
    assert sorted(names) == sorted(assessments)
    assert len(found["promises"]) == sum(len(found[name]) for name in ("judged", "unpublished", "open"))
    assert len(found["judged"]) == len(found["kept"]) + len(found["behind"])


def test_four_tiers_are_one_promise(assessments: dict[str, Assessment]) -> None:
    """The maturity levels have four goals and stand once among the promises that nobody has figures for."""
    found = counting.groups(assessments.values())["unpublished"]
    assert [entry.path for entry in found if entry.target.id == "maturity-tiers"] == ["maturity-tiers"]


def counts(page: str) -> dict[str, int]:
    """Return the counts of the front page by the addresses they lead to."""
    found = re.findall(r'href="board\?(group=[^"]*)"[^>]*>(?:<[^>]*>[^<]*</span> |<span[^>]*>)*(\d+)', page)
    return {address.replace("&amp;", "&"): int(number) for address, number in found}


def test_every_count_leads_to_exactly_what_was_counted() -> None:
    """The board behind a number of the sentence, of the bar or of the line below shows so many entries."""
    page = shown(visit("overview"))
    found = counts(page)
    assert len(found) > 10
    for address, number in found.items():
        asked = dict(pair.split("=") for pair in address.split("&"))
        behind = shown(visit("board", **asked))
        said = re.search(r'class="tracker-note">(\d+) (?:entry|entries)', behind)
        assert said is not None, address
        assert int(said[1]) == number, address


def test_the_bar_adds_up_to_the_promises(assessments: dict[str, Assessment]) -> None:
    """The states of the bar together are every promise with a deadline."""
    promises = counting.groups(assessments.values())["promises"]
    assert sum(board.tally(promises).values()) == len(promises)


def test_what_was_missed_comes_before_what_will_be(assessments: dict[str, Assessment]) -> None:
    """Missed and overdue first, then what is behind and due soon, then what is old; one line a target."""
    found = attention.matters(board.entries(assessments.values()), ON, ())
    ranks = [attention.REASONS.index(one.reason) for one in found]
    assert [rank if rank else 1 for rank in ranks] == sorted(rank if rank else 1 for rank in ranks)
    assert len({one.entry.target.id for one in found}) == len(found)
    missed = [one.entry.target.id for one in found if one.reason == "missed"]
    leading = [one.entry.target.id for one in found if one.reason == "missed" and one.goal is None]
    assert leading == ["5g-stations", "labour-productivity-growth"]
    assert set(missed) - set(leading) == {  # 20 %, 100,000 and 100 Mbps by 2025, each followed by a new goal
        "digital-economy-gdp-share-gso",
        "digital-tech-enterprises",
        "mobile-speed-ispeed",
    }


def test_a_goal_that_was_missed_is_told_though_a_new_one_leads(tmp_path: Path) -> None:
    """Half of 14 deaths by 2025 are 7, and 8 died: for a year the goal of zero by 2040 does not hide that."""
    lines = "measure: {definition: {en: Deaths}, unit: count, frequency: year, counts: flow}\ngoals:\n"
    lines += "  - {at_most: {change: -50 %, of: 2015}, by: 2025, source: plan}\n"
    lines += "  - {at_most: 0, by: 2040, source: plan}\nobservations:\n"
    lines += "".join(
        f"  - {{period: {year}, value: {n}, source: data}}\n" for year, n in ((2015, 14), (2025, 8))
    )
    folder = laid(tmp_path, road=lines)
    said = (
        "Earlier goal: at most 7 items (50% below 2015) by 2025; 8 items (2025)"
        " · Owner: Ministry of Plans ✖ Missed"
    )
    assert said in told.page(folder, front.urgent)
    assert "at most 7 items" not in told.page(folder, front.urgent, on=date(2027, 1, 5))


def test_a_sum_that_missed_its_goal_is_told_and_not_its_last_year(tmp_path: Path) -> None:
    """4 + 3 + 2 + 2 = 11 is more than 10; the 2 of the last year alone would look as if the goal was kept."""
    lines = "measure: {definition: {en: Deaths}, unit: count, frequency: year, counts: flow}\ngoals:\n"
    lines += "  - {total: {at_most: 10, over: 2022/2025}, source: plan}\nobservations:\n"
    lines += "".join(
        f"  - {{period: {year}, value: {n}, source: data}}\n"
        for year, n in zip(range(2022, 2026), (4, 3, 2, 2), strict=True)
    )
    later = lines.replace("source: plan}\n", "source: plan}\n  - {at_most: 1, by: 2040, source: plan}\n")
    assert "latest 11 items (2022 –\u2060 2025)" in told.page(laid(tmp_path / "a", road=lines), front.urgent)
    assert "; 11 items (2022 –\u2060 2025)" in told.page(laid(tmp_path / "b", road=later), front.urgent)


def test_an_earlier_goal_is_told_with_what_decided_it(tmp_path: Path) -> None:
    """The year came to 30 + 30 + 30 + 12 = 102 of at most 100; the 12 of its last quarter decided nothing."""
    lines = "measure: {definition: {en: Homes}, unit: count, frequency: quarter, counts: flow}\ngoals:\n"
    lines += "  - {at_most: 100, for: 2025, source: plan}\n  - {at_least: 110, for: 2026, source: plan}\n"
    lines += "observations:\n" + "".join(
        f"  - {{period: 2025-Q{quarter}, value: {n}, source: data}}\n"
        for quarter, n in enumerate((30, 30, 30, 12), 1)
    )
    page = told.page(laid(tmp_path, road=lines), front.urgent)
    assert "Earlier goal: at most 100 items for 2025; 102 items (Q1 2025 –\u2060 Q4 2025)" in page


def test_an_earlier_goal_for_a_mean_is_told_with_the_mean(tmp_path: Path) -> None:
    """Growth of 2 %, 2 % and 4 % is 2.66 % a year, which misses 3 %; the last rate alone does not."""
    lines = "measure: {definition: {en: Growth}, unit: percent, frequency: year, growth_rate: true}\n"
    lines += "goals:\n  - {at_least: 3, by: 2025, source: plan}\n  - {at_least: 5, by: 2040, source: plan}\n"
    lines += "observations:\n" + "".join(
        f"  - {{period: {year}, value: {n}, source: data}}\n"
        for year, n in ((2023, "2.0"), (2024, "2.0"), (2025, "4.0"))
    )
    page = told.page(laid(tmp_path, road=lines), front.urgent)
    assert "Earlier goal: at least 3% by 2025; " in page
    assert "2.7%" in page


def test_a_deadline_more_than_a_year_ago_needs_no_attention(assessments: dict[str, Assessment]) -> None:
    """On 1 January 2028 the goals missed at the end of 2025 are history."""
    portfolio = reader.load(ROOT)[0]
    day = date(2028, 1, 1)
    later = [progress.assess(one, day, portfolio.sources) for one in portfolio.targets.values()]
    names = [one.entry.target.id for one in attention.matters(board.entries(later), day, ())]
    assert assessments["5g-stations"].state == "missed"
    assert "5g-stations" not in names


def test_a_leading_target_comes_first_among_equals(assessments: dict[str, Assessment]) -> None:
    """Of two that were missed on the same day the one that leads the portfolio stands first."""
    entries = board.entries(assessments.values())
    found = attention.matters(entries, ON, ["labour-productivity-growth"])
    assert found[0].entry.target.id == "labour-productivity-growth"


def test_the_first_words_of_the_front_page_hold_what_was_promised() -> None:
    """650,000, 250,000, 80,000 and 20,000 enterprises, 40 % and 15 % stand before any verdict."""
    head = shown(visit("overview")).partition("Where we stand")[0]
    for number in ("650,000", "250,000", "80,000", "20,000", "40%", "15%"):
        assert number in head


def test_the_sentence_states_the_whole_of_which_it_speaks(assessments: dict[str, Assessment]) -> None:
    """Before how many are kept stands how many promises there are; the parts of the sentence add up to it."""
    found = counting.groups(assessments.values())
    page = shown(visit("overview"))
    said = re.search(r'class="tracker-finding">(.*?)</p>', page)
    assert said is not None
    numbers = [int(one) for one in re.findall(r"\d+", re.sub("<[^>]*>", "", said[1]))]
    promises, judged, kept, behind, unpublished, opened = numbers
    assert promises == len(found["promises"]) == judged + unpublished + opened
    assert (kept, behind) == (len(found["kept"]), len(found["behind"]))
    assert judged == kept + behind


def test_every_matter_can_be_seen_and_their_number_is_told(assessments: dict[str, Assessment]) -> None:
    """The number above the list is that of its lines, the folded ones included."""
    page = shown(visit("overview"))
    headline = reader.load(ROOT)[0].vocabulary.headline
    found = attention.matters(board.entries(assessments.values()), ON, headline)
    assert f"{len(found)} in all" in page
    lines = re.findall(r'<ul class="tracker-brief">(.*?)</ul>', page)[:2]
    assert "".join(lines).count("<li>") == len(found)


def test_every_matter_names_who_answers_for_it() -> None:
    """By the short name of the owner, such as MOST, in the words of each language."""
    for code, word in {
        "en": "Owner",
        "vi": "Chủ trì",
        "de": "Zuständig",
        "nb": "Ansvar",
        "sv": "Ansvar",
    }.items():
        listed = re.findall(r'<ul class="tracker-brief">(.*?)</ul>', shown(visit("overview", lang=code)))[:2]
        lines = [line for part in listed for line in part.split("<li>")[1:]]
        assert len(lines) == 13
        assert all(f'class="tracker-owner">{word}: ' in line for line in lines), code


def test_the_day_stands_above_the_sentence() -> None:
    """Also where the field for the day is out of sight, as on a phone."""
    assert re.search(r"<h2[^>]*>Where we stand on \d+ [A-Z][a-z]+ 20\d\d</h2>", shown(visit("overview")))


def test_every_word_of_the_list_stands_in_a_legend() -> None:
    """What is said of a goal or a step that needs attention is counted beside the list by the same word."""
    page = shown(visit("overview"))
    counted, _, listed = page.partition("What needs attention")
    words = set(
        re.findall(r'tracker-chip[^>]*><span aria-hidden="true">.</span> ([^<]*)<', listed.split("</ul>")[0])
    )
    assert words
    for word in words:
        assert re.search(rf"\d+ {re.escape(word)}<", counted), word


def test_one_entry_is_told_in_the_singular_and_a_passed_deadline_is_no_figure(tmp_path: Path) -> None:
    """Nothing was published for a goal of 2025: the passed deadline is news of one entry, no figure."""
    lines = "measure: {definition: {en: Homes}, unit: homes, frequency: year}\ngoals:\n"
    folder = laid(tmp_path, homes=lines + "  - {at_least: 7, by: 2025, source: plan}\n")
    said = told.page(folder, lambda seen: upkeep.changes(seen, {"since": "2025-06-30"}))
    assert "0 states moved, 0 entries are new, 1 other has news without a change of state." in said
    assert "Other news, same state" in said


def test_a_promise_counted_from_an_unknown_figure_is_in_every_sum_and_needs_attention(tmp_path: Path) -> None:
    """60 of 2015 is old whatever it is compared with; 3 targets are 1 promise, 1 unmeasured and 1 figure."""
    cut = "goals: [{at_most: {change: -10 %, of: 2024}, by: 2026, source: plan}]\n"
    texts = {"cut": cut + ONE_FIGURE, "kept": ONE_GOAL + ONE_FIGURE, "known": ONE_FIGURE}
    folder = laid(tmp_path, **{name: measure("people") + text for name, text in texts.items()})
    seen = told.scene(folder)
    groups = counting.groups(seen.assessments.values())
    apart = [len(groups[name]) for name in ("promises", "undated", "unmeasured", "figures")]
    assert (apart, sum(apart)) == ([1, 0, 1, 1], len(seen.entries))
    found = attention.matters(seen.entries, ON, ())
    assert [(one.entry.path, one.reason) for one in found] == [("cut", "old"), ("kept", "old")]
    page = told.page(folder, front.front)
    urgent, _, due = page.partition("What needs attention")[2].partition("Due next")
    assert "at most 10% below 2024 by 2026" in urgent
    assert "31 Dec 2026" in due
