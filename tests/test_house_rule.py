"""The house rule: whatever method and cut-offs are in force, every output gives the same verdict by them.

The share went 10, 10, 10, 10, 10, 40 in 2019 to 2024, toward 70 by 2029. Straight line: 30 of 60 in five of
ten years, 1.00, on track. Recent pace of Destatis: 6 a year times 5 years are 30 of the 30 that are missing,
1.00, on track. With 1.2 as the first cut-off and 0.9 as the second it is slightly off track by either; with
1.5 and 1.1 well off track.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path

import pytest
import streamlit as st

from tests.imports import run
from tests.shelf import ON, laid, sound
from tests.visits import shown, visit
from tracker import meaning
from tracker.__main__ import main
from tracker.judging.pace import Cutoffs
from tracker.judging.rule import PUBLISHED, Rule, rule_of
from tracker.language import LANGUAGES, words
from tracker.progress import assess
from tracker.terms import METHODS
from tracker.wording import Wording

DAY = ON.isoformat()
FIGURES = {2019: 10, 2020: 10, 2021: 10, 2022: 10, 2023: 10, 2024: 40}
TARGET = (
    "measure: {definition: {en: As the source defines it.}, unit: percent, frequency: year}\n"
    "goals: [{at_least: 70, by: 2029, source: plan}]\nbaseline: 2019\nobservations:\n"
    + "".join(f"  - {{period: {year}, value: {value}, source: data}}\n" for year, value in FIGURES.items())
)
STRICT = "assessment: {method: linear_pace, cut_offs: {on_track: 1.5, slightly_off_track: 1.1}}\n"
FACTOR = "assessment: {method: acceleration_factor, cut_offs: {on_track: 0.4, slightly_off_track: 0.8}}\n"


def house(folder: Path, rule: str) -> Path:
    """Write the portfolio of one target with a house rule."""
    made = laid(folder, rule, share=TARGET)
    sound(made)
    return made


def outputs(folder: Path, more: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Return the state or the words with the state of every output of the command line, by name."""
    common = ["--data", str(folder), "--on", DAY, *more]
    told = {}
    for form in ("json", "csv", "table", "text"):
        assert main(["status", "--format", form, *common]) == 0
        told[f"status.{form}"] = capsys.readouterr().out
    for form in ("md", "html", "csv"):
        out = folder / f"brief.{form}"
        assert main(["brief", "--out", str(out), *common]) == 0
        told[f"brief.{form}"] = out.read_text("utf-8")
    assert main(["site", "--out", str(folder / "site"), *common]) == 0
    for name in ("data/targets.json", "data/targets.csv", "en/target/share.html", "en/target/share.json"):
        told[f"site.{name}"] = (folder / "site" / name).read_text("utf-8")
    told["site.board"] = (folder / "site/en/board.html").read_text("utf-8")
    capsys.readouterr()
    return told


def states_in(name: str, text: str) -> set[str]:
    """Return the states of the target in an output, in the engine's words."""
    if name.endswith("json"):
        return {one["state"] for one in json.loads(text)["targets"]}
    if name.endswith("csv") and "brief" not in name:
        return {row["state"] for row in csv.DictReader(io.StringIO(text))}
    known = {
        words("en")(f"state.{state}"): state for state in ("on_track", "well_off_track", "not_assessable")
    }
    found = re.search(
        "|".join(known), re.sub(r"<(nav|form|select|option)\b.*?</\1>", "", text, flags=re.DOTALL)
    )
    return {known[found[0]]} if found else set()


def app(folder: Path, patched: pytest.MonkeyPatch, **address: str) -> str:
    """Return the page of the target as the app shows it."""
    with patched.context() as own:
        own.setattr(sys, "argv", ["dashboard.py", "--data", str(folder)])
        st.cache_resource.clear()
        seen = shown(visit("target", id="share", on=DAY, **address))
    st.cache_resource.clear()
    return seen


@pytest.mark.parametrize(
    "case",
    [
        ("", [], "on_track"),
        (STRICT, [], "well_off_track"),
        (STRICT, ["--method", "recent_projection"], "on_track"),
        (FACTOR, [], "well_off_track"),
    ],
)
def test_one_rule_gives_one_verdict_in_every_output(
    case: tuple[str, list[str], str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """1.00 on the line is below 1.1; at the recent pace the gap closes; a factor of 1 is over 0.8."""
    rule, more, state = case
    folder = house(tmp_path, rule)
    told = outputs(folder, more, capsys)
    found = {name: states_in(name, text) for name, text in told.items() if name != "brief.csv"}
    assert found == {name: {state} for name in found}
    page = app(folder, monkeypatch, **({"method": more[1]} if more else {}))
    assert words("en")(f"state.{state}") in page
    chosen = "another method" in told["status.text"]
    assert chosen == bool(more)
    for name in ("brief.md", "brief.html", "site.en/target/share.html"):
        assert ("another method than that of the portfolio" in told[name]) == chosen


@pytest.mark.parametrize(
    ("method", "ratio"),
    [
        (None, "Straight-line method: observed pace over required pace is 1.00"),
        ("eurostat_cagr", "Compound growth (Eurostat formula): the ratio is 1.49"),
        ("recent_projection", "Recent trend (Destatis rule): the ratio is 1.00"),
        (
            "acceleration_factor",
            "Acceleration factor: the pace needed from now on is 1.00 times that since 2019",
        ),
    ],
)
def test_the_ratio_beside_a_verdict_is_that_of_its_method(
    method: str | None, ratio: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Growth: the fifth root of 4 is 1.3195, the tenth root of 7 is 1.2148; 31.95 over 21.48 is 1.49."""
    told = outputs(house(tmp_path, ""), ["--method", method] if method else [], capsys)
    for name in ("brief.md", "brief.html", "site.en/target/share.html"):
        assert ratio in told[name]
        assert ("Straight-line method" in told[name]) == (method is None)


def test_a_pace_by_another_method_is_not_told_as_a_value_to_be_held(tmp_path: Path) -> None:
    """From 75 no line leads to 70; 15 in five years, and as much again, is 1.5 times the 10 missing."""
    values = {2017: 75, 2019: 45, 2020: 48, 2021: 51, 2022: 54, 2023: 57, 2024: 60}
    head = TARGET.partition("observations:\n")[0].replace("baseline: 2019", "baseline: 2017")
    rows = "".join(
        f"  - {{period: {year}, value: {value}, source: data}}\n" for year, value in values.items()
    )
    portfolio = sound(laid(tmp_path, "", back=f"{head}observations:\n{rows}"))
    rule = rule_of(portfolio.vocabulary, "recent_projection")
    found = assess(portfolio.targets["back"], ON, portfolio.sources, rule)
    assert (found.state, found.ratio, meaning.basis_of(found)) == ("on_track", None, "line")
    assert meaning.of_ratio(found, words("en"), rule).startswith(
        "Recent trend (Destatis rule): the ratio is 1.50"
    )


def test_a_new_target_is_told_by_the_house_rule(tmp_path: Path) -> None:
    """From 10 in 2023 to 40 in 2024 are 30 of 60 in a sixth of the time, 3.0: not even a house's 3.5."""
    house(tmp_path, "assessment: {cut_offs: {on_track: 4, slightly_off_track: 3.5}}\n")
    figures = [part for year in (2023, 2024) for part in ("--figure", f"{year}={FIGURES[year]}")]
    paper = ["--publisher", "stats", "--published", "2026-06-30", "--unit", "percent"]
    common = ["--data", tmp_path, "--dry-run", "--format", "json", "--on", DAY]
    code, out, hints = run("new", "Other", "--goal", "at least 70 by 2029", *paper, *figures, *common)
    assert code == 0, out + hints
    assert json.loads(out)["targets"][0]["verdict"]["after"] == "well_off_track"


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_states_are_explained_by_the_cut_offs_in_force(code: str) -> None:
    """Every limit of the rule stands in the words, none of another rule does, whatever the method."""
    spoken = words(code)
    for method in METHODS:
        for limits in (None, Cutoffs(0.875, 1.25 if method == "acceleration_factor" else 0.55)):
            rule = Rule(method, limits, enough=0.2)
            given = limits or PUBLISHED[method]
            texts = [
                meaning.of_state(f"{name}_track", spoken, rule) for name in ("on", "slightly_off", "well_off")
            ]
            text = " ".join([*texts, *meaning.principles(spoken, rule)])
            mark = spoken.separators[0]
            told = {float(one.replace(mark, ".")) for one in re.findall(rf"\d+(?:\{mark}\d+)?(?=\s?%)", text)}
            told = {share / 100 for share in told}
            told |= {
                float(one.replace(mark, ".")) for one in re.findall(rf"\d+(?:\{mark}\d+)?(?!\S*\s?%)", text)
            }
            assert {given.on_track, given.slightly} <= told, (method, text)
            assert not {0.95, 0.6, 0.8} & (told - {given.on_track, given.slightly, given.well}), (
                method,
                text,
            )
            assert "{" not in text
            assert "20" in meaning.of_state("too_early", spoken, rule)


def test_a_floor_for_well_off_track_is_explained() -> None:
    """Where the house calls a slow pace moving away, the words say from where on."""
    rule = Rule("linear_pace", Cutoffs(0.9, 0.5, 0.2))
    assert meaning.of_state("well_off_track", words("en"), rule).endswith(
        "the ratio is from 0.2 to below 0.5."
    )
    assert "below 0.2" in meaning.of_state("moving_away", words("en"), rule)


def test_what_came_nearer_is_never_said_to_be_further_away(tmp_path: Path) -> None:
    """From 10 to 40 is nearer to 70, although a recent fall from 60 to 40 is moving away by that method."""
    values = {2016: 10, **dict.fromkeys(range(2018, 2024), 60), 2024: 40}
    head = TARGET.partition("observations:\n")[0].replace("baseline: 2019", "baseline: 2016")
    rows = "".join(
        f"  - {{period: {year}, value: {value}, source: data}}\n" for year, value in values.items()
    )
    rule = "assessment: {method: recent_projection}\n"
    portfolio = sound(laid(tmp_path, rule, fallen=f"{head}observations:\n{rows}"))
    found = assess(portfolio.targets["fallen"], ON, portfolio.sources, rule_of(portfolio.vocabulary))
    assert found.state == "moving_away"
    said = Wording(words("en"), portfolio.vocabulary.units).verdict(found)
    assert said.startswith("Moving away by the method chosen here: 40% (2024), from 10% (2016); the goal is")


@pytest.mark.parametrize(("limits", "state"), [("1.5", "Well off track"), ("0.3", "On track so far")])
def test_own_cut_offs_are_not_explained_by_a_path_that_denies_them(
    limits: str, state: str, tmp_path: Path
) -> None:
    """22 of the 40 that the path asks for is not close to it, and 40 of 40 is not behind it."""
    last = "40" if state == "Well off track" else "22"
    rule = f"assessment: {{cut_offs: {{on_track: {limits}, slightly_off_track: {float(limits) - 0.1}}}}}\n"
    portfolio = sound(laid(tmp_path, rule, share=TARGET.replace("value: 40", f"value: {last}")))
    found = assess(portfolio.targets["share"], ON, portfolio.sources, rule_of(portfolio.vocabulary))
    said = Wording(words("en"), portfolio.vocabulary.units).verdict(found)
    assert said.startswith(f"{state} by the method chosen here: {last}% (2024), from 10% (2019); the goal is")


def test_the_method_that_gives_the_verdict_is_marked_and_no_other(tmp_path: Path) -> None:
    """The table of methods says of one of them that it gives the state."""
    portfolio = sound(laid(tmp_path, share=TARGET))
    for method in METHODS:
        found = assess(portfolio.targets["share"], ON, portfolio.sources, Rule(method))
        notes = {name: meaning.of_method(one, found, words("en")) for name, one in found.methods.items()}
        assert [name for name, note in notes.items() if note.endswith("This gives the state.")] == [method]


def test_every_method_has_published_cut_offs() -> None:
    """A method without them would be found out by a reader who asks for it."""
    assert set(PUBLISHED) == set(METHODS)
