"""Beside the goal and the figure of a part or series stands its own state, and whose figure it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import told
from tests.browser.portfolio import save, source, vocabulary
from tests.test_arithmetic import GOAL, figures
from tests.test_links import SHARES, part
from tracker.site.place import SiteScene
from tracker.telling import front, overview, upkeep

SPLIT = {
    "sex": {
        "title": {"en": "Sex"},
        "members": {"w": {"title": {"en": "Women"}}, "m": {"title": {"en": "Men"}}},
    }
}


def scene(folder: Path, *targets: dict[str, object]) -> SiteScene:
    """Return the scene of a portfolio of these targets."""
    save(folder, "targets/vocabulary.yaml", vocabulary(dimensions=SPLIT))
    save(folder, "seeds/yearbook.yaml", source())
    for one in targets:
        save(folder, f"targets/health/{one['id']}.yaml", one)
    return told.scene(folder)


def listed(seen: SiteScene) -> str:
    """Return what the list of promises with a deadline tells."""
    asked = {"group": "promises"}
    return told.plain(lambda seen: overview.listed(overview.found(seen, asked), seen, asked), seen)


def test_the_state_of_a_part_stands_beside_its_goal_where_the_whole_cannot_be_judged(tmp_path: Path) -> None:
    """A third of the way in two fifths of the time is on a good way; one of two parts is too few."""
    rail = {"id": "rail", "title": {"en": "rail"}}
    late = {**part("roads"), "goals": [{**GOAL, "at_least": "30"}]}
    seen = scene(tmp_path, {**SHARES, "parts": [late, rail]})
    card = told.plain(front.promised, seen)
    assert card.strip().startswith("Shares: roads at least 30% by 2030")
    assert "On track" in card
    assert "Insufficient data" not in card
    assert "roads: at least 30% by 2030 (On track)" in listed(seen)
    assert "Insufficient data" in listed(seen)


@pytest.mark.parametrize(
    ("women", "latest"),
    [([], "Latest: Men: 55% ○"), (figures(("2020", "20"), ("2024", "30")), "Latest: 30% ○")],
)
def test_the_figure_beside_a_goal_of_one_series_is_of_that_series(
    tmp_path: Path, women: list[dict[str, str]], latest: str
) -> None:
    """Of others it is said whose it is."""
    series = [
        {"of": {"sex": "w"}, "goals": [GOAL], "observations": women},
        {"of": {"sex": "m"}, "observations": figures(("2020", "50"), ("2024", "55"))},
    ]
    one = {"id": "one", "title": {"en": "One"}, "kind": "indicator", "measure": {"unit": "percent"}}
    assert latest in told.plain(front.promised, scene(tmp_path, {**one, "series": series}))


def test_the_counts_of_the_front_page_need_no_verb(tmp_path: Path) -> None:
    """Each count may be one, whatever the others are."""
    one = {"id": "one", "title": {"en": "One"}, "kind": "indicator", "measure": {"unit": "percent"}}
    met = {"baseline": "2020", "observations": figures(("2020", "20"), ("2024", "50"))}
    seen = scene(tmp_path, {**one, "goals": [GOAL]}, {**one, "id": "two", "goals": [GOAL], **met})
    told_there = told.plain(front.standing, seen)
    assert "Of 2 promises with a deadline 1 can be judged: 1 on track or met, 0 not." in told_there


def test_of_a_new_step_without_news_nothing_is_said(tmp_path: Path) -> None:
    """No dash stands for what became known of it."""
    step = {"id": "s", "title": {"en": "Step"}, "due": "2027-06", "source": "yearbook"}
    seen = scene(tmp_path, {"id": "one", "title": {"en": "One"}, "kind": "milestones", "steps": [step]})
    page = told.plain(lambda seen: upkeep.changes(seen, {"since": "2024-01-01"}), seen)
    assert "1 entry is new" in page
    assert page.count("–") == 1  # that it had no state before
