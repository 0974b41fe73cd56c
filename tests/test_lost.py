"""A goal that was met at its deadline and is no longer kept: each series says so, and so does the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import told
from tests.test_arithmetic import figures
from tests.test_links import SHARES, part
from tests.test_part_states import scene
from tracker.contract import status
from tracker.export.briefing import Choice, compose
from tracker.export.markdown import markdown
from tracker.language import words
from tracker.site.place import SiteScene
from tracker.telling import front, overview, target

PAST = {"id": "by-2022", "source": "yearbook", "at_least": "50", "by": "2022"}
ONE = {"id": "one", "title": {"en": "One"}, "kind": "indicator", "measure": {"unit": "percent"}}
WOMEN, MEN = (
    {
        "of": {"sex": sex},
        "goals": [PAST],
        "observations": figures(("2020", "10"), ("2022", then), ("2024", now)),
    }
    for sex, then, now in (("w", "51", "45"), ("m", "52", "53"))
)
SERIES = {**ONE, "series": [MEN, WOMEN]}


def page(seen: SiteScene) -> str:
    """Return what the page of the target tells."""
    return told.plain(lambda seen: target.page(seen.assessments["one"], seen), seen)


def test_a_series_that_no_longer_keeps_what_it_met_is_told_first_and_turns_the_whole(tmp_path: Path) -> None:
    """Women had 51 of 50 by 2022 and have 45 in 2024; men keep it with 53."""
    text = page(scene(tmp_path, SERIES))
    assert (
        "Overall: Met (no longer kept). Series by series: Women: 45% (2024), Met (no longer kept); " in text
    )
    assert "Men: 53% (2024), Met." in text
    assert "Note: Met at the deadline, no longer now." in text
    assert "Women at least 50% by 2022 45% (2024) ★ Met (no longer kept)" in text
    assert "Men at least 50% by 2022 53% (2024) ★ Met Office" in text


def test_a_whole_whose_series_keep_what_they_met_has_lost_nothing(tmp_path: Path) -> None:
    """53 is still 50."""
    seen = scene(tmp_path, {**ONE, "series": [MEN]})
    assert "no longer" not in page(seen)
    assert seen.assessments["one"].flags == ()


@pytest.mark.parametrize("content", [SERIES, {**ONE, "goals": [PAST], "observations": WOMEN["observations"]}])
def test_headline_card_and_briefing_tell_the_loss(tmp_path: Path, content: dict[str, object]) -> None:
    """With and without series, in the same words."""
    seen = scene(tmp_path, content)
    one = seen.assessments["one"]
    assert "Met (no longer kept)" in seen.wording.headline(one)
    assert "Met (no longer kept)" in told.plain(front.front, seen)
    text = markdown(compose(seen.portfolio, Choice(), told.ON, words("en"))).decode()
    assert "The goal was satisfied at its deadline, and no longer is." in text
    assert "1 is met. Of those met 1 is no longer kept." in text


def test_machines_hear_that_a_whole_has_lost_what_it_met(tmp_path: Path) -> None:
    """The flag of the series is that of the whole too, and of the goal that both are asked for."""
    seen = scene(tmp_path, {**SERIES, "goals": [PAST]})
    (found,) = status(tuple(seen.assessments.values()), told.ON, ".")["targets"]
    assert (found["state"], found["flags"]) == ("met", ["lost_since"])
    assert found["goals"][0]["flags"] == ["lost_since"]


def test_shares_of_a_whole_tell_the_loss_of_a_part(tmp_path: Path) -> None:
    """One of two parts no longer keeps its goal."""
    roads, rail = part("roads"), part("rail")
    parts = [{**roads, **_only(WOMEN)}, {**rail, **_only(MEN)}]
    assert "Met (no longer kept), judged by the weakest part." in page(
        scene(tmp_path, {**SHARES, "id": "one", "parts": parts})
    )


def test_an_earlier_goal_that_is_lost_says_so_in_the_table_of_goals(tmp_path: Path) -> None:
    """50 by 2022 was met and is lost; 90 by 2030 leads."""
    later = {**PAST, "id": "by-2030", "at_least": "90", "by": "2030"}
    content = {**ONE, "goals": [PAST, later], "observations": WOMEN["observations"]}
    text = page(scene(tmp_path, content))
    assert "at least 50% by 2022 past ★ Met (no longer kept)" in text
    assert "deadline passed, at least 50% by 2022: Met (no longer kept)" in text


def test_a_goal_met_late_and_lost_since_is_told_as_both_and_so_is_its_whole(tmp_path: Path) -> None:
    """48 of 50 by 2022, 51 in 2023, and 45 in 2024; the history has the label of the sentence."""
    rows = figures(("2020", "10"), ("2022", "48"), ("2023", "51"), ("2024", "45"))
    seen = scene(tmp_path, {**ONE, "series": [MEN, {**WOMEN, "observations": rows}]})
    assert seen.assessments["one"].flags == ("met_late", "lost_since")
    text = page(seen)
    assert "Overall: Met, after the deadline (no longer kept). Series by series: Women: 45% (2024), " in text
    label = "Met, after the deadline (no longer kept)"
    assert f"Women, deadline passed, at least 50% by 2022: {label} 1 Feb" in text
    assert "Met after the deadline" in text
    assert "Met at the deadline" not in text


def test_a_goal_met_late_and_lost_is_told_with_the_figure_that_met_it(tmp_path: Path) -> None:
    """48 of 50 by 2022 did not meet it; 51 in 2023 did."""
    rows = figures(("2020", "10"), ("2022", "48"), ("2023", "51"), ("2024", "45"))
    seen = scene(tmp_path, {**ONE, "goals": [PAST], "observations": rows})
    assert (
        "Met, after the deadline with 51% (2023), but no longer kept: 45% (2024); the goal was at least 50%"
        in page(seen)
    )


def test_the_front_page_counts_what_is_met_and_no_longer_kept(tmp_path: Path) -> None:
    """Women had 51 of 50 by 2022 and have 45: the promise stays met, and its loss stands beside the count."""
    seen = scene(tmp_path, SERIES)
    assert "1 on track or met, 0 not. Of those met 1 is no longer kept." in told.plain(front.front, seen)
    assert [entry.path for entry in overview.asked_group(seen, {"group": "lost"})] == ["one"]
    kept = scene(tmp_path / "kept", {**ONE, "series": [MEN]})
    assert "is no longer kept" not in told.plain(front.front, kept)


def test_before_its_deadline_a_goal_is_judged_by_its_newest_figure(tmp_path: Path) -> None:
    """51 of 50 by 2030 were met in 2022; with 45 in 2024 it is on track, and met no more."""
    ahead = {**PAST, "id": "by-2030", "by": "2030"}
    seen = scene(
        tmp_path, {**ONE, "goals": [ahead], "baseline": "2020", "observations": WOMEN["observations"]}
    )
    assert (seen.assessments["one"].state, seen.assessments["one"].flags) == ("on_track", ())


def _only(series: dict[str, object]) -> dict[str, object]:
    """Return goals and figures of a series."""
    return {name: series[name] for name in ("goals", "observations")}
