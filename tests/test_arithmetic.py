"""The arithmetic on the pages: of each part or series that is judged, else why there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import told
from tests.browser.portfolio import save, source, vocabulary
from tests.test_links import SHARES, part
from tracker.export.briefing import Choice, compose
from tracker.export.markdown import markdown
from tracker.language import words
from tracker.telling import upkeep

SPLIT = {"sex": {"title": {"en": "Sex"}, "members": {"w": {"title": {"en": "Women"}}}}}
GOAL = {"id": "by-2030", "source": "yearbook", "at_least": "40", "by": "2030"}


def figures(*values: tuple[str, str]) -> list[dict[str, str]]:
    """Return figures of years, all of one source."""
    return [{"period": year, "value": value, "source": "yearbook"} for year, value in values]


def seen(folder: Path, **content: object) -> str:
    """Return what the page on method tells of one target before the rules."""
    save(folder, "targets/vocabulary.yaml", vocabulary(dimensions=SPLIT))
    save(folder, "seeds/yearbook.yaml", source())
    head = {"id": "one", "title": {"en": "One"}, "kind": "indicator"}
    save(folder, "targets/health/one.yaml", {**head, "measure": {"unit": "percent"}, **content})
    scene = told.scene(folder)
    return told.plain(lambda scene: upkeep.arithmetic(scene.assessments["one"], scene), scene)


def test_of_a_whole_the_arithmetic_of_each_part_is_told(tmp_path: Path) -> None:
    """From 10 to 20 of 40: a third of the way in four of ten years; a part that is met is compared alone."""
    met = {**part("rail"), "goals": [{**GOAL, "at_least": "15"}]}
    page = seen(tmp_path, **{**SHARES, "id": "one", "parts": [part("roads"), met]})
    assert "The arithmetic: roads" in page
    assert "(20 − 10) ÷ (40 − 10) 33.3%" in page
    assert "rail: Nothing is calculated here: the verdict compares the figure with the goal." in page


def test_of_a_target_that_stands_as_its_series_the_arithmetic_of_these_is_told(tmp_path: Path) -> None:
    """A total without goal and direction is not reckoned with."""
    found = {"baseline": "2020", "observations": figures(("2020", "10"), ("2024", "20"))}
    women = {"of": {"sex": "w"}, "goals": [GOAL], **found}
    own = {"series": [women], "observations": figures(("2020", "11"), ("2024", "12"))}
    page = seen(tmp_path, **own)
    assert "The arithmetic: Women" in page
    assert "(20 − 10) ÷ (40 − 10) 33.3%" in page


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (
            {"goals": [GOAL], "baseline": "2020", "observations": figures(("2020", "20"), ("2024", "50"))},
            "the verdict compares the figure with the goal.",
        ),
        (
            {
                "measure": {"unit": "percent", "wanted": "rise"},
                "goals": [{"id": "aim", "aim": {"en": "More"}, "by": "2030", "source": "yearbook"}],
                "observations": figures(("2020", "10"), ("2024", "20")),
            },
            "the goal has no number that a figure could be compared with.",
        ),
        (
            {
                "goals": [GOAL],
                "series": [{"of": {"sex": "w"}, "observations": figures(("2020", "10"), ("2024", "20"))}],
            },
            "the goal is for the total, of which no figure has been published.",
        ),
        (
            {
                "measure": {"unit": "percent", "wanted": "rise"},
                "observations": figures(("2020", "20"), ("2022", "30"), ("2024", "40")),
            },
            "no goal is set, so no pace is needed; the latest figure is compared with an earlier one.",
        ),
        ({"goals": [GOAL], "observations": figures(("2024", "20"))}, "only one figure has been published."),
        ({"goals": [GOAL]}, "no figure has been published."),
        ({"observations": figures(("2020", "20"), ("2024", "30"))}, "no goal is set."),
    ],
)
def test_without_arithmetic_the_true_reason_is_told(
    tmp_path: Path, content: dict[str, object], why: str
) -> None:
    """Too few figures are named where there are too few."""
    assert seen(tmp_path, **content).strip() == f"Nothing is calculated here: {why}"


def test_the_arithmetic_is_linked_where_there_is_any(tmp_path: Path) -> None:
    """From 10 in 2020 to 20 in 2024 of 40 by 2030: formulas stand behind the ratio."""
    seen(tmp_path, goals=[GOAL], baseline="2020", observations=figures(("2020", "10"), ("2024", "20")))
    assert "See the arithmetic" in told.of_target(tmp_path, "one")


def test_no_arithmetic_is_linked_where_none_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not come out is not printed, and has no link."""
    seen(tmp_path, goals=[GOAL], baseline="2020", observations=figures(("2020", "10"), ("2024", "20")))
    monkeypatch.setattr("tracker.telling.arithmetic.worked", lambda *_: [])
    page = told.of_target(tmp_path, "one")
    assert "observed pace over required pace is" in page
    assert "See the arithmetic" not in page


def test_a_way_without_a_deadline_is_told_with_its_base_and_arithmetic(tmp_path: Path) -> None:
    """From 10 in 2020 to 30 in 2024 of 50: half of the way, 5 a year, and no time to be on."""
    undated = {"id": "aim", "source": "yearbook", "at_least": "50"}
    found = figures(("2020", "10"), ("2024", "30"))
    page = seen(tmp_path, goals=[undated], baseline="2020", observations=found)
    assert "Share of the gap closed (30 − 10) ÷ (50 − 10) 50.0%" in page
    assert "Observed pace a year (30 − 10) ÷ (2024 − 2020) 5.000" in page
    assert "No pace that would be needed is calculated: the source states no deadline." in page
    assert "Nothing is calculated" not in page
    assert "Time" not in page
    assert "Gap closed since 2020 50%" in told.of_target(tmp_path, "one")
    scene = told.scene(tmp_path)
    assert scene.wording.shares(scene.assessments["one"]) == "50% of the gap closed since 2020"
    briefing = markdown(compose(scene.portfolio, Choice(), told.ON, words("en"))).decode()
    assert "- Gap closed since 2020: 50%" in briefing


def test_a_base_over_several_periods_is_named_as_a_whole(tmp_path: Path) -> None:
    """The mean of four quarters, and the average of three years, are no figure of their last one."""
    undated = {"id": "aim", "source": "yearbook", "at_least": "50"}
    years = [("2022", "10"), ("2023", "20"), ("2024", "30")]
    quarters = figures(*((f"{year}-Q{n}", value) for year, value in years for n in (1, 2, 3, 4)))
    seasons = {"unit": "percent", "frequency": "quarter", "counts": "mean", "seasonal": "true"}
    seen(tmp_path, measure=seasons, goals=[undated], baseline="2022-Q4", observations=quarters)
    page = told.of_target(tmp_path, "one").replace("\u2060", "")
    assert "Gap closed since the mean of Q1 2022 – Q4 2022 50%" in page
    stretches = figures(("2017/2019", "10"), ("2020/2022", "20"), ("2023/2025", "30"))
    seen(tmp_path, goals=[undated], baseline="2017/2019", observations=stretches)
    page = told.of_target(tmp_path, "one").replace("\u2060", "")
    assert "Gap closed since 2017 – 2019 50%" in page
