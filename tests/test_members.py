"""One indicator by sex, age, region: each series its own verdict, nothing added up."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests import told
from tests.shelf import ON, laid, read, sound, verdict
from tracker import report
from tracker.__main__ import main
from tracker.board import entries
from tracker.charts import Setting, members
from tracker.counting import groups
from tracker.export import charted
from tracker.export.briefing import Choice, compose
from tracker.language import words
from tracker.style import look
from tracker.telling import front
from tracker.telling.target import spread
from tracker.wording import Wording

DIMENSIONS = """\
dimensions:
  sex:
    title: {en: Sex, vi: Giới tính}
    members: {female: {title: {en: Women, vi: Nữ}}, male: {title: {en: Men, vi: Nam}}}
  age:
    title: {en: Age}
    members: {15-24: {title: {en: 15 to 24}}, 25-64: {title: {en: 25 to 64}}}
"""
MEASURE = "measure: {definition: {en: Share}, unit: percent, frequency: irregular, bounds: [0, 100]}\n"
GOALS = "goals: [{at_least: 90, by: 2030, source: plan}]\n"
TOTAL = "observations: [{period: 2017, value: 60, source: data}, {period: 2024, value: 75, source: data}]\n"


def entry(of: str, first: float, last: float, goals: str = "goals: same, ") -> str:
    """Return a series with two figures."""
    figures = (
        f"[{{period: 2017, value: {first}, source: data}}, {{period: 2024, value: {last}, source: data}}]"
    )
    return f"  - {{of: {{{of}}}, {goals}baseline: 2017, observations: {figures}}}\n"


BY_SEX = "series:\n" + entry("sex: female", 52, 71) + entry("sex: male", 68, 79)


def test_each_series_has_its_own_verdict_on_the_goals_of_the_target(tmp_path: Path) -> None:
    """Women from 52 to 71 and men from 68 to 79 of 90: half the way in 7 of 13 years each, R 0.93."""
    portfolio = sound(laid(tmp_path, DIMENSIONS, bank=MEASURE + GOALS + TOTAL + BY_SEX))
    found = verdict(portfolio, "bank")
    assert found.latest is not None
    assert found.latest.value == 75
    assert [(one.id, one.key, one.state) for one in found.members] == [
        ("sex=female", ("bank", "sex=female"), "slightly_off_track"),
        ("sex=male", ("bank", "sex=male"), "slightly_off_track"),
    ]
    assert [one.ratio for one in found.members] == [pytest.approx(0.5 / (7 / 13))] * 2
    assert [words("vi").text(one.title) for one in found.members] == ["Nữ", "Nam"]


def test_a_target_without_a_total_shows_the_spread_and_stands_as_its_worst_series(tmp_path: Path) -> None:
    """Women well off (52 to 56: R 0.2), men slightly off: the board says 56 to 79 % and well off track."""
    series = "series:\n" + entry("sex: female", 52, 56) + entry("sex: male", 68, 79)
    portfolio = sound(laid(tmp_path, DIMENSIONS, bank=MEASURE + GOALS + series))
    found = verdict(portfolio, "bank")
    wording = Wording(words("en"), portfolio.vocabulary.units)
    assert found.members[0].ratio == pytest.approx((4 / 38) / (7 / 13))
    assert found.state == "well_off_track"
    assert found.latest is None
    assert wording.latest(found) == "56.0% to 79.0%" or wording.latest(found) == "56% to 79%"
    assert "Women" in wording.verdict(found)
    assert len(entries([found])) == 1


def test_series_of_two_dimensions_are_told_apart_by_both(tmp_path: Path) -> None:
    """Members name a series in any order of writing; its title names all of them."""
    series = "series:\n" + entry("sex: female, age: 15-24", 52, 56) + entry("age: 25-64, sex: female", 60, 66)
    portfolio = sound(laid(tmp_path, DIMENSIONS, bank=MEASURE + GOALS + series))
    found = verdict(portfolio, "bank")
    assert [one.id for one in found.members] == ["age=15-24,sex=female", "age=25-64,sex=female"]
    assert [words("en").text(one.title) for one in found.members] == ["Women, 15 to 24", "25 to 64, Women"]


def test_status_carries_every_series(tmp_path: Path) -> None:
    """JSON nests the series below their target; CSV has a line for each, after that of the total."""
    portfolio = sound(laid(tmp_path, DIMENSIONS, bank=MEASURE + GOALS + TOTAL + BY_SEX))
    found = verdict(portfolio, "bank")
    document = json.loads("".join(report.status_text([found], ON, ".")))
    assert [one["of"] for one in document["targets"][0]["series"]] == [{"sex": "female"}, {"sex": "male"}]
    assert document["counts"] == {"slightly_off_track": 1}
    rows = list(csv.DictReader(io.StringIO(report.csv_text([found], Wording(words("en"), {})))))
    assert [(row["part"], row["latest"]) for row in rows] == [
        ("", "75"),
        ("sex=female", "71"),
        ("sex=male", "79"),
    ]


def test_small_pictures_of_series_share_one_axis(tmp_path: Path) -> None:
    """All panels have the same range of values and of years, and each is called by its members."""
    portfolio = sound(laid(tmp_path, DIMENSIONS, bank=MEASURE + GOALS + TOTAL + BY_SEX))
    found = verdict(portfolio, "bank")
    chart = members(found, found.members, Setting(words("en"), look("light"), portfolio))
    layout = chart.figure["layout"]
    assert layout["yaxis"]["range"] == layout["yaxis2"]["range"]
    assert layout["xaxis"]["range"] == layout["xaxis2"]["range"]
    texts = [note["text"] for note in layout["annotations"]]
    assert any("<b>Women</b>" in text for text in texts)


@pytest.mark.parametrize(
    ("men", "subtitle", "labels"),
    [
        ("goals: same, ", "One axis for all. Dashed: required path. Goal: at least 90% by 2030", []),
        (
            "goals: [{at_least: 80, by: 2028, source: plan}], ",
            "One axis for all. Dashed: required path.",
            ["Goal: at least 90% by 2030", "Goal: at least 80% by 2028"],
        ),
        ("", "One axis for all. Dashed: required path.", ["Goal: at least 90% by 2030", "No goal"]),
    ],
)
@pytest.mark.parametrize("narrow", [False, True])
def test_small_pictures_of_series_name_the_goal_of_their_lines(
    men: str, subtitle: str, labels: list[str], narrow: bool, tmp_path: Path
) -> None:
    """One goal for all stands once above, others each above its picture; who hears it is told it too."""
    series = "series:\n" + entry("sex: female", 52, 71) + entry("sex: male", 68, 79, men)
    portfolio = sound(laid(tmp_path, DIMENSIONS, bank=MEASURE + GOALS + TOTAL + series))
    found = verdict(portfolio, "bank")
    chart = members(found, found.members, Setting(words("en"), look("light", narrow=narrow), portfolio))
    texts = [note["text"].replace("<br>", " ") for note in chart.figure["layout"]["annotations"]]
    assert chart.subtitle == subtitle
    assert [text for text in texts if text.startswith(("Goal", "No goal"))] == labels
    assert "at least 90% by 2030" in chart.alt


def test_a_series_without_a_goal_alone_is_told_to_have_none(tmp_path: Path) -> None:
    """Nothing is dashed, and one picture shares its axis with none."""
    series = "series:\n" + entry("sex: female", 52, 71, "")
    portfolio = sound(laid(tmp_path, DIMENSIONS, bank=MEASURE + GOALS + TOTAL + series))
    found = verdict(portfolio, "bank")
    chart = members(found, found.members, Setting(words("en"), look("light"), portfolio))
    texts = [note["text"] for note in chart.figure["layout"]["annotations"]]
    assert (chart.subtitle, "No goal" in texts) == ("", True)


def test_a_word_that_the_vocabulary_lacks_stands_for_itself(tmp_path: Path) -> None:
    """A misspelt member is told and the target stays on the board."""
    series = "series:\n" + entry("sex: femal", 52, 71)
    portfolio, problems = read(laid(tmp_path, DIMENSIONS, bank=MEASURE + GOALS + series))
    assert [(one.code, one.path) for one in problems] == [("S055", "series[0].of.sex")]
    assert words("en").text(verdict(portfolio, "bank").members[0].title) == "femal"


@pytest.mark.parametrize(
    ("own", "state", "said"),
    [
        ("", "well_off_track", "Overall: Well off track. Series by series: Women: 56% (2024), Well off"),
        ("wanted", "improving", "Improving: 75% (2024)"),
        (GOALS, "slightly_off_track", "Slightly off track: 75% (2024)"),
    ],
)
def test_a_promise_to_a_series_alone_is_the_promise_of_the_target(
    own: str, state: str, said: str, tmp_path: Path
) -> None:
    """The total has figures and promises nothing; women from 52 to 56 of 90 have made 4 of 38, R 0.2."""
    measure = MEASURE.replace("bounds", "wanted: rise, bounds") if own == "wanted" else MEASURE
    series = "series:\n" + entry("sex: female", 52, 56, f"{GOALS.strip()}, ")
    lines = measure + (own if own == GOALS else "") + TOTAL + series
    portfolio = sound(laid(tmp_path, DIMENSIONS, bank=lines))
    found, wording = verdict(portfolio, "bank"), Wording(words("en"), portfolio.vocabulary.units)
    assert found.state == state
    assert wording.verdict(found).startswith(said)
    if not own:
        assert wording.promise(found) == "in 1 series, due 2030"
        assert (found.latest and found.latest.value, "latest" in found.reasons) == (75, False)
        assert [one.leaf.id for one in groups([found])["behind"]] == ["bank"]


@pytest.mark.parametrize("given", ["femal", "women", "woman"])
def test_a_member_written_by_its_title_is_told_its_word(given: str, tmp_path: Path) -> None:
    """Women are `female` in the vocabulary: who writes women is told so."""
    series = "series:\n" + entry(f"sex: {given}", 52, 71)
    _, problems = read(laid(tmp_path, DIMENSIONS, bank=MEASURE + GOALS + series))
    assert [(one.code, one.values["near"]) for one in problems if one.code == "S055"] == [("S055", "female")]


def test_a_target_whose_series_alone_have_figures_never_says_that_there_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the page nor what is taken along calls for figures; the series are the picture."""
    series = "series:\n" + "".join(
        f"  - {{of: {{sex: {member}}}, goals: same,"
        f" observations: [{{period: 2024, value: {value}, source: data}}]}}\n"
        for member, value in (("female", 71), ("male", 79))
    )
    folder = laid(tmp_path / "data", DIMENSIONS, bank=MEASURE + GOALS + series)
    portfolio = sound(folder)
    found = verdict(portfolio, "bank")
    assert spread(found)
    made = compose(portfolio, Choice(), ON, words("en"))
    assert [name for name, _ in charted.pictures(found, made)] == ["series"]
    monkeypatch.setattr(charted, "PICTURES", 1)  # of many series each picture has a file of its own
    assert [name for name, _ in charted.pictures(found, made)] == ["series", "series-2"]
    monkeypatch.undo()
    assert main(["site", "--data", str(folder), "--out", str(tmp_path / "site"), "--on", ON.isoformat()]) == 0
    page = (tmp_path / "site/en/target/bank.html").read_text("utf-8")
    assert "No figures yet" not in page
    assert "none published" not in page
    assert "71%" in page


def test_every_figure_of_a_series_has_its_document_and_a_suppressed_one_its_reason(tmp_path: Path) -> None:
    """The table of series names the paper of the goal; below it stand the figures, the newest first."""
    few = "{period: 2025, quality: suppressed, source: data, note: Fewer than ten answers}"
    asked = BY_SEX.replace("source: data}]}\n", f"source: data, footnote: By post}}, {few}]}}\n")
    laid(tmp_path, DIMENSIONS, bank=MEASURE + GOALS + TOTAL + asked)
    said = told.of_target(tmp_path, "bank")
    _, figures = said.split("The figures of the series and where they come from")
    assert (
        "Women 2025 – Office of Statistics: data 30 Jun 2026 suppressed by its source; Fewer than ten"
        in figures
    )
    assert "Men 2024 79% Office of Statistics: data 30 Jun 2026 By post" in figures


def test_a_goal_stands_as_what_is_judged_on_it_and_a_series_own_goal_is_told_as_announced(
    tmp_path: Path,
) -> None:
    """Women, 52 to 73 toward 90: R 1.03. Men, 68 to 69 toward their own 75 by 2028: R 0.22."""
    own = "goals: [{at_least: 75, by: 2028, source: plan}], "
    series = "series:\n" + entry("sex: female", 52, 73) + entry("sex: male", 68, 69, own)
    portfolio = sound(laid(tmp_path, DIMENSIONS, bank=MEASURE + GOALS + series))
    found = verdict(portfolio, "bank")
    assert [one.state for one in found.members] == ["on_track", "well_off_track"]
    assert (found.state, found.goals[0].state) == ("well_off_track", "on_track")
    said = told.of_target(tmp_path, "bank")
    assert said.count("announced: at least 90") == 1
    assert "Men, announced: at least 75% by 2028" in said


def test_a_goal_on_which_no_series_is_judged_has_no_verdict_of_another(tmp_path: Path) -> None:
    """Both series have a goal of their own; of the 90 % nothing is known."""
    own = "goals: [{at_least: 75, by: 2028, source: plan}], "
    series = "series:\n" + entry("sex: female", 52, 53, own) + entry("sex: male", 68, 69, own)
    portfolio = sound(laid(tmp_path, DIMENSIONS, bank=MEASURE + GOALS + series))
    found = verdict(portfolio, "bank")
    assert (found.state, found.goals[0].state) == ("well_off_track", "insufficient_data")


def test_a_goal_counted_from_a_base_stands_as_the_series_that_count_it_from_theirs(tmp_path: Path) -> None:
    """Half as much again: 78 of 52 for women, 102 of 68 for men; 53 and 69 are both well off."""
    half = "goals: [{at_least: {change: +50 %, of: 2017}, by: 2030, source: plan}]\n"
    base = "baseline: {period: 2017, value: 60, source: data}\n"
    series = "series:\n" + entry("sex: female", 52, 53) + entry("sex: male", 68, 69)
    measure = MEASURE.replace(", bounds: [0, 100]", "")
    portfolio = sound(laid(tmp_path, DIMENSIONS, bank=measure + half + base + series))
    found = verdict(portfolio, "bank")
    assert [one.goal.at_least for one in (found, *found.members) if one.goal] == [90, 78, 102]
    assert [one.state for one in (found, found.goals[0])] == ["well_off_track"] * 2
    assert told.of_target(tmp_path, "bank").count("announced:") == 1


def test_what_needs_attention_tells_the_figures_of_the_series_where_the_whole_has_none(
    tmp_path: Path,
) -> None:
    """Both series missed 85 by 2025: the line says from where to where they stand, as the card does."""
    whole = MEASURE + "goals: [{at_least: 85, by: 2025, source: plan}]\nseries:\n"
    for sex, value in (("female", 49), ("male", 60)):
        seen = f"[{{period: 2017, value: 40, source: data}}, {{period: 2025, value: {value}, source: data}}]"
        whole += f"  - {{of: {{sex: {sex}}}, goals: same, observations: {seen}}}\n"
    told_of = told.page(laid(tmp_path, DIMENSIONS, bank=whole), front.urgent)
    assert "No figure yet" not in told_of
    assert "49% to 60%" in told_of
