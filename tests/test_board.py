"""The board counts, filters, sorts, and says what changed."""

from datetime import date

import pytest

from tests.portfolio import SOURCES, figures, goal, target
from tracker import board
from tracker.board import Filter
from tracker.model import Portfolio
from tracker.progress import Assessment, assess
from tracker.terms import Vocabulary

ON = date(2026, 6, 30)


def place(**given: object) -> dict[str, object]:
    """Return the id and theme of a target, as the reader sets them."""
    return {"(folder)": given.pop("theme", "economy"), "title": given.pop("title", {"en": "Case"}), **given}


TARGETS = [
    target(
        **place(id="coverage", theme="networks", title={"en": "Coverage", "vi": "Vùng phủ sóng ở đường"}),
        owner="ministry",
        goals=[goal(at_least=70, by=2030)],
        observations=figures({2020: 40, 2025: 58}),
    ),
    target(
        **place(id="jobs", title={"en": "Jobs"}),
        goals=[goal(at_least=70, by=2028)],
        observations=figures({2020: 40, 2025: 41}),
    ),
    target(**place(id="silence", title={"en": "Silence"}), goals=[goal(at_least=5, by=2027)]),
    target(
        "tiers",
        **place(id="levels", title={"en": "Levels"}),
        nesting="exclusive",
        tiers=[
            {"id": "low", "title": {"en": "Low"}, "goals": [goal(at_least=9, by=2030)]},
            {"id": "high", "title": {"en": "High"}, "goals": [goal(at_least=3, by=2030)]},
        ],
    ),
    target(
        "milestones",
        **place(id="laws", title={"en": "Laws"}),
        steps=[
            {
                "id": "one",
                "title": {"en": "One"},
                "due": "2026-03",
                "records": [{"state": "done", "on": "2026-02-01", "source": "y2010"}],
            },
            {"id": "two", "title": {"en": "Two"}, "due": "2026-12"},
        ],
    ),
]
VOCABULARY = Vocabulary.model_validate(
    {
        "themes": {
            "networks": {"title": {"en": "N"}, "order": 10},
            "economy": {"title": {"en": "E"}, "order": 20},
        }
    }
)
PORTFOLIO = Portfolio({one.id: one for one in TARGETS}, dict(SOURCES), VOCABULARY, {})


def judged(on: date = ON) -> list[Assessment]:
    """Return the verdicts on every target of the test."""
    return [assess(one, on, SOURCES) for one in TARGETS]


def keys(found: list[board.Entry]) -> list[str]:
    """Return the keys of entries as an address writes them."""
    return [entry.path for entry in found]


def test_tiers_count_one_by_one() -> None:
    """Every tier is a promise of its own; a set of milestones is one entry."""
    found = keys(board.entries(judged()))
    assert found == ["coverage", "jobs", "silence", "levels/low", "levels/high", "laws"]


def test_the_tally_runs_from_best_to_worst_then_to_what_nobody_can_tell() -> None:
    """58 of 40 to 70 in half the time is on track; 41 is well off; three have no figures."""
    counts = board.tally(one for one in board.entries(judged()) if one.leaf.goal)
    assert list(counts.items()) == [("on_track", 1), ("well_off_track", 1), ("no_figures", 3)]


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (Filter(), 6),
        (Filter(text="duong PHU"), 1),
        (Filter(text="levels low"), 1),
        (Filter(text="nothing like it"), 0),
        (Filter(themes=frozenset({"networks"})), 1),
        (Filter(states=frozenset({"no_figures"})), 3),
        (Filter(owners=frozenset({"ministry"})), 1),
        (Filter(due_by=2028), 3),
        (Filter(sources=frozenset({"office"})), 2),
        (Filter(text="jobs", themes=frozenset({"networks"})), 0),
    ],
)
def test_a_filter_lets_through_what_fits_every_part(wanted: Filter, left: int) -> None:
    """Text is found without accents and case, in any language; the parts of a filter add up."""
    assert len(board.narrowed(board.entries(judged()), wanted, PORTFOLIO)) == left


def test_each_order_puts_first_what_it_says() -> None:
    """The first of the vocabulary, the worst state, the next deadline, the alphabet: each on its order."""
    entries = board.entries(judged())
    orders: tuple[board.Sorting, ...] = ("theme", "state", "deadline", "title")
    first = {name: board.ordered(entries, name, PORTFOLIO, "en")[0].path for name in orders}
    assert first == {"theme": "coverage", "state": "jobs", "deadline": "laws", "title": "coverage"}
    assert keys(board.ordered(entries, "latest", PORTFOLIO, "en"))[:2] == ["coverage", "jobs"]


def test_within_a_theme_unknown_comes_last_and_tiers_keep_their_order() -> None:
    """What can be judged stands before what cannot; tiers stay lowest first."""
    found = keys(board.ordered(board.entries(judged()), "theme", PORTFOLIO, "en"))
    assert found == ["coverage", "jobs", "laws", "silence", "levels/low", "levels/high"]


def test_the_deadline_of_milestones_is_the_next_open_step() -> None:
    """A step that is done is not due any more."""
    laws = next(one for one in judged() if one.id == "laws")
    assert board.deadline(laws) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("records", "found"),
    [([], "no_record"), ([{"state": "in_progress", "on": "2025-02-01", "source": "y2010"}], "overdue")],
)
def test_what_nobody_reported_is_not_called_late(records: list[dict[str, str]], found: str) -> None:
    """A step past its date without any record is unknown; one last seen in progress is overdue."""
    steps = [{"id": "one", "title": {"en": "One"}, "due": "2026-03", "records": records}]
    laws = assess(target("milestones", **place(id="laws"), steps=steps), ON, SOURCES)
    assert laws.state == "overdue"
    assert board.standing(laws) == found


def test_changes_name_what_became_known() -> None:
    """Between two days a state moved, a figure and a goal became known; silence stays out."""
    late = target(
        id="late",
        goals=[goal(at_least=70, by=2030), {"at_least": 60, "by": 2028, "source": "y2024"}],
        observations=[*figures({2020: 40, 2021: 45}), *figures({2023: 41}, source="y2024")],
    )
    quiet = target(id="quiet", goals=[goal(at_least=5, by=2027)])
    earlier, later = ([assess(one, day, SOURCES) for one in (late, quiet)] for day in (date(2023, 1, 1), ON))
    found = board.changes(earlier, later)
    assert keys([change.entry for change in found]) == ["late"]
    assert found[0].before == "on_track"
    assert found[0].moved
    assert [period.text for period in found[0].figures] == ["2023"]
    assert [given.by.text for given in found[0].goals if given.by] == ["2028"]


def test_what_was_not_known_before_is_new() -> None:
    """An entry of which nothing was known on the earlier day has no standing before."""
    fresh = target(id="fresh", goals=[{"at_least": 60, "by": 2028, "source": "y2024"}])
    found = board.changes([assess(fresh, date(2023, 1, 1), SOURCES)], [assess(fresh, ON, SOURCES)])
    assert [change.before for change in found] == [None]


def test_a_promise_without_a_number_is_known_before_it() -> None:
    """An aim of the plan of January 2020 is no news between 2023 and 2026; between 2019 and 2026 it is."""
    fewer = target(id="fewer", goals=[goal(aim={"en": "Fewer deaths"}, by=2030)])
    old, earlier, later = ([assess(fewer, day, SOURCES)] for day in (date(2019, 1, 1), date(2023, 1, 1), ON))
    assert board.changes(earlier, later) == []
    assert [(one.before, len(one.goals)) for one in board.changes(old, later)] == [(None, 1)]


def test_every_document_a_target_cites_is_found() -> None:
    """Goals, figures and records of steps name their documents."""
    assert board.sources_of(PORTFOLIO, "coverage") == {"plan", "office"}
    assert board.sources_of(PORTFOLIO, "laws") == {"y2010"}
