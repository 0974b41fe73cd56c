"""Steps: where the steps of a milestones target stand, alone and together."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import told
from tests.portfolio import judged
from tracker.judging.assessment import Assessment
from tracker.telling.due import ahead
from tracker.telling.programmes import gathered


def step(ident: str = "law", due: str | None = "2025-10-31", **records: str) -> dict[str, Any]:
    """Return a step with records given as `r<year>=state`, each recorded in its source's month."""
    entries = [
        {"state": state, "on": f"{key[1:]}-06", "source": f"y{key[1:]}"} for key, state in records.items()
    ]
    content = {"id": ident, "title": {"en": ident}, "source": "plan", "records": entries}
    return {**content, "due": due} if due else content


def milestones(*steps: dict[str, Any], on: date = date(2026, 11, 22)) -> Assessment:
    """Return the assessment of a milestones target."""
    return judged(on=on, kind="milestones", steps=list(steps))


@pytest.mark.parametrize(
    ("given_step", "state", "flags"),
    [
        (step(r2025="done"), "done", ()),
        (step(due="2025-06-30", r2025="done"), "done", ()),
        (step(due="2025-05", r2025="done"), "done_late", ()),
        (step(r2025="dropped"), "dropped", ()),
        (step(r2025="in_progress"), "overdue", ()),
        (step(), "overdue", ("no_record",)),
        (step(due="2027", r2025="in_progress"), "in_progress", ()),
        (step(due=None, r2025="not_started"), "not_started", ()),
        (step(due=None, r2025="done"), "done", ()),
        (step(due="2027"), "unclear", ()),
        (step(due=None), "unclear", ()),
        (step(due=None, r2024="done", r2025="in_progress"), "in_progress", ()),
    ],
)
def test_steps(given_step, state, flags):
    """A step follows its newest record; once its due day has passed it is overdue unless done or dropped."""
    (part,) = milestones(given_step).parts
    assert (part.state, part.flags, part.kind) == (state, flags, "step")
    assert part.due == (None if "due" not in given_step else part.due)


def test_step_becomes_overdue_the_day_after():
    """On 31 October the step is not yet overdue, on 1 November it is."""
    assert milestones(step(), on=date(2025, 10, 31)).state == "unclear"
    assert milestones(step(), on=date(2025, 11, 1)).state == "overdue"


def test_records_are_seen_from_their_publication_on():
    """The completion published on 30 June 2026 is unknown on the day before."""
    law = step(r2026="done", due=None)
    assert milestones(law, on=date(2026, 6, 29)).state == "unclear"
    assert milestones(law, on=date(2026, 6, 30)).state == "done"


def test_step_announced_later_is_left_out():
    """A step is not there before its source announced it; without any step the state is unclear."""
    later = {**step("later"), "source": "y2026"}
    before = milestones(later, on=date(2026, 6, 29))
    assert (before.parts, before.state) == ((), "unclear")
    assert len(milestones(later, on=date(2026, 6, 30)).parts) == 1


@pytest.mark.parametrize(
    ("states", "whole"),
    [
        (["done", "overdue"], "overdue"),
        (["done", "done"], "done"),
        (["done", "done_late"], "done_late"),
        (["done", "dropped"], "done"),
        (["dropped"], "dropped"),
        (["done", "unclear"], "in_progress"),
        (["not_started", "in_progress"], "in_progress"),
        (["not_started", "unclear"], "not_started"),
        (["unclear"], "unclear"),
    ],
)
def test_milestones_together(states, whole):
    """One overdue step makes the whole overdue; it is done when nothing is open."""
    made = {
        "done": step("a", due=None, r2025="done"),
        "done_late": step("b", due="2024", r2025="done"),
        "dropped": step("c", r2025="dropped"),
        "overdue": step("d"),
        "in_progress": step("e", due=None, r2025="in_progress"),
        "not_started": step("f", due=None, r2025="not_started"),
        "unclear": step("g", due=None),
    }
    steps = [{**made[state], "id": f"s{place}"} for place, state in enumerate(states)]
    found = milestones(*steps)
    assert ([part.state for part in found.parts], found.state) == (states, whole)


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from("abc")), max_size=60))
def test_no_mark_on_a_line_of_time_covers_another(drawn):
    """However many steps crowd: none is lost, and places are as far apart as their marks are wide."""
    dated = sorted(drawn)

    def extent(some):
        return 0.05 * len(set(some))

    places = gathered(dated, extent)
    assert [one for _, some in places for one in some] == [one for _, one in dated]
    for (left, before), (right, after) in pairwise(places):
        assert right - left >= (extent(before) + extent(after)) / 2


def test_deadlines_beyond_the_line_stand_at_its_end_with_an_arrow():
    """Of deadlines in 2026, 2030 and 2060 the line shows all three; the arrow says that one lies beyond."""
    scene = told.scene(Path(__file__).parents[1], on=date(2026, 11, 28))
    line = ahead([date(2026, 12, 31), date(2030, 12, 31), date(2060, 12, 31)], scene)
    assert [mark.text for stop in line.rails[0].stops for mark, _ in stop.marks] == ["1", "2 →"]
