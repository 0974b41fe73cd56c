"""Real files, damaged at random: never an exception, never a fault without a line."""

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.damage import EVIL, NAMES, ROOT, judged
from tests.shelf import laid
from tracker import checks, reader
from tracker.charts.canvas import Setting
from tracker.charts.trajectory import trajectory
from tracker.language import words
from tracker.model import Indicator
from tracker.problems import CATALOGUE, listed
from tracker.progress import assess
from tracker.reading.records import written_fields
from tracker.reading.schema import records_in
from tracker.reading.tree import Tree
from tracker.style import look
from tracker.wording import Wording

QUIET = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
ON = date(2026, 11, 22)

evil = st.one_of(st.sampled_from(EVIL), st.text(max_size=12))


@QUIET
@given(st.sampled_from(NAMES), st.data())
def test_a_file_cut_anywhere(name: str, data: st.DataObject) -> None:
    """Half-written files give problems with lines."""
    whole = (ROOT / name).read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    judged(whole[:start] + whole[end:], name)


@QUIET
@given(st.sampled_from(NAMES), st.integers(0, 10**6), evil)
def test_a_file_with_something_typed_in(name: str, place: int, typed: str) -> None:
    """Whatever is typed or pasted anywhere gives problems with lines."""
    text = (ROOT / name).read_text("utf-8")
    place %= len(text) + 1
    judged((text[:place] + typed + text[place:]).encode("utf-8", "surrogatepass"), name)


@QUIET
@given(st.sampled_from(NAMES), st.integers(0, 10**6), st.binary(min_size=1, max_size=6))
def test_a_file_with_bytes_overwritten(name: str, place: int, noise: bytes) -> None:
    """A damaged disk or a wrong encoding gives problems with lines."""
    whole = (ROOT / name).read_bytes()
    place %= len(whole)
    judged(whole[:place] + noise + whole[place + len(noise) :], name)


@QUIET
@given(st.sampled_from(NAMES), st.integers(0, 10**6), st.integers(0, 10**6))
def test_lines_lost_doubled_and_moved(name: str, one: int, other: int) -> None:
    """A slip with cut and paste of lines gives problems with lines."""
    lines = (ROOT / name).read_text("utf-8").splitlines(keepends=True)
    one, other = one % len(lines), other % len(lines)
    for changed in (
        lines[:one] + lines[one + 1 :],
        lines[: one + 1] + lines[one:],
        [*lines[:one], lines[other], *lines[one + 1 :]],
        [*lines[:one], " " + lines[one], *lines[one + 1 :]],
        [*lines[:one], lines[one].removeprefix(" "), *lines[one + 1 :]],
    ):
        judged("".join(changed).encode(), name)


def nodes(node: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the path of every field and entry below a field."""
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [found for key, value in entries for found in ((*path, key), *nodes(value, (*path, key)))]


def as_yaml(node: Any) -> str:
    """Return a tree in brackets, every text quoted; values that are missing stay missing."""
    if isinstance(node, dict):
        return "{" + ", ".join(f"{as_yaml(key)}: {as_yaml(value)}" for key, value in node.items()) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(as_yaml(value) for value in node) + "]"
    if node is None:
        return ""
    return "'" + str(node).replace("'", "''").replace("\n", "\n\n") + "'"


WRONG: list[Any] = [
    None,
    "",
    "x",
    "-1",
    "0",
    "1e15",
    "2024",
    "{",
    {},
    [],
    {"x": "y"},
    ["x"],
    [None],
    [[[]]],
    {"en": None},
]


def spoilt(tree: Tree, place: int, wrong: Any) -> Any:
    """Lose or replace one field of a tree, and return what held it."""
    paths = nodes(tree.root)
    *way, last = paths[place % len(paths)]
    holder: Any = tree.root
    for step in way:
        holder = holder[step]
    if wrong == "lost":
        del holder[last]
    else:
        holder[last] = wrong
    return holder


@QUIET
@given(st.sampled_from(NAMES), st.integers(0, 10**6), st.sampled_from([*WRONG, "lost"]))
def test_a_field_lost_or_replaced_by_something_wrong(name: str, place: int, wrong: Any) -> None:
    """Whatever a field holds, the record is made or a problem says why not."""
    tree = reader.parse((ROOT / name).read_bytes(), name)
    assert isinstance(tree, Tree)
    holder = spoilt(tree, place, wrong)
    reading = judged(as_yaml(tree.root).encode(), name)
    if wrong is None and isinstance(holder, dict):
        assert "S008" in {problem.code for problem in reading.problems}


RICH = """\
id: rich
title: {en: Everything that can be written}
kind: indicator
owner: stats
measure: {definition: {en: All of it}, unit: people, frequency: year, counts: flow, calendar: financial}
goals:
  - {id: all, total: {at_least: 900, over: 2022-23/2025-26}, source: data}
  - {id: half, at_most: {change: -50 %, of: 2022/23}, by: 2028/29, source: data, lead: true}
  - {id: twice, at_least: {times: 2, of: 2022/23}, by: 2029/30, source: data, conditional: {en: With aid}}
  - {at_most: 9, by: 2030/31, source: data, path: {source: data, points: [{period: 2027/28, value: 3}]}}
baseline: 2022/23
observations:
  - {period: 2022/23, value: 80, source: data, interval: [70, 90], of: {value: 900, unit: people}}
  - {period: 2023/24, quality: suppressed, source: data, footnote: {en: Few answers}}
  - {period: 2024/25, value: 60, source: data, quality: low, published: 2026-08-01}
  - {period: 2025/26, value: 55, source: data, confidence: 95, draft: true}
series:
  - {of: {sex: female}, goals: same, observations: [{period: 2024/25, value: 31, source: data}]}
projections: [{by: stats, source: data, points: [{period: 2027/28, value: 40}]}]
statements: [{for: 2024/25, says: {en: At risk}, scale: agencies, source: data}]
next: [{what: {en: A survey}, who: stats, by: 2027, ours: true}]
related: [{target: other, why: {en: Near}}]
"""
MORE = """\
id: more
title: {en: The rest that can be written}
kind: indicator
owner: stats
about: {en: Months and promises in words}
measure: {definition: {en: Rest}, unit: percent, frequency: month, counts: mean, window: 12 months,
  seasonal: true, wanted: fall, bounds: [0, 100], proxy: {en: Close}, cumulative: false, growth_rate: false,
  expected: {every: year, month: 03}}
goals:
  - {id: one, more_than: 40, by: 2030, source: data, at: p. 1, as_printed: more than 40, note: {en: N}}
  - {id: two, less_than: 90, for: 2027, source: data, replaces: one, reason: {en: R}}
  - {id: six, between: [1, 90], every_period: true, draft: true, source: data}
  - {id: aim, aim: {en: Fewer}, by: 2031, source: data}
observations:
  - {period: 2024-02, value: 60, source: data, qualifier: about, status: final, note: {en: Looked at}}
  - {period: 2025-02, value: 55, source: data, break: {en: New form}}
  - {period: 2025-02, value: 56, source: early, set_aside: {en: Older}, published: 2026-01-05}
breakdowns: [{dimension: region, period: 2024, source: data, note: {en: S},
  values: [{area: {en: N}, value: 6, as_printed: "6"}]}]
ambiguities: [{question: {en: Which}, reading: {en: This}, settled: no, source: data}]
origin: {as: csv, address: "https://example.org/a.csv", pick: {geo: DE}, year_starts: 4}
"""
ELSEWHERE = {"checked", "file", "from", "rank_of"}
"""Figures in a CSV file or of another target, a rank, and the day that `laid` writes itself."""
WORDS = """\
calendars: {financial: {title: {en: Financial year}, starts: 07}}
scales: {agencies: {words: [{en: At risk}, {en: On track}]}}
dimensions: {sex: {title: {en: Sex}, members: {female: {title: {en: Women}}, male: {title: {en: Men}}}}}
"""


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a portfolio with every field that a target can have, which the test below spoils."""
    other = "measure: {definition: {en: Near}, unit: people, frequency: year, scale: [low, high]}\n"
    other += "observations: [{period: 2024, value: low, source: data}]\n"
    return laid(tmp_path_factory.mktemp("rich"), WORDS, rich=RICH, more=MORE, other=other)


def test_a_portfolio_with_every_field_is_sound(rich: Path) -> None:
    """Nothing is said about it, so that whatever is said below comes from the damage."""
    portfolio, problems = reader.load(rich)
    assert problems == []
    assert {"rich", "more", "other"} == set(portfolio.targets)


def test_no_field_of_an_indicator_is_forgotten() -> None:
    """A field that is added to the format has to be added here, so that it is spoilt as well."""
    fields = {name for record in records_in(Indicator) for name in written_fields(record)}
    written = set(re.findall(r"([a-z_]+):", RICH + MORE))
    assert fields - written - ELSEWHERE == set()


@QUIET
@given(st.sampled_from(["rich", "more"]), st.integers(0, 10**6), st.sampled_from([*WRONG, "lost"]))
def test_a_further_field_lost_or_replaced_by_something_wrong(
    rich: Path, name: str, place: int, wrong: Any
) -> None:
    """Whatever a further field holds, the target is judged, said and drawn, or a problem names its line."""
    file = rich / f"targets/t/{name}.yaml"
    whole = file.read_bytes()
    tree = reader.parse(whole, f"targets/t/{name}.yaml")
    assert isinstance(tree, Tree)
    spoilt(tree, place, wrong)
    try:
        file.write_text(as_yaml(tree.root), "utf-8")
        portfolio, problems = reader.load(rich)
        problems += checks.check(portfolio, ON, rich)
        assert all(problem.line >= 1 and problem.code in CATALOGUE for problem in problems)
        assert listed(problems, words("en"), "text").isprintable() or problems
        kept = portfolio.targets.get(name)
        assert kept is not None or any(one.severity == "error" for one in problems)
        if isinstance(kept, Indicator):
            found = assess(kept, ON, portfolio.sources)
            assert Wording(words("en"), portfolio.vocabulary.units).says(found)
            trajectory(found, Setting(words("en"), look("light"), portfolio))
    finally:
        file.write_bytes(whole)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the product's own data that the test below spoils again and again."""
    folder = tmp_path_factory.mktemp("data")
    for top in ("targets", "seeds"):
        shutil.copytree(ROOT / top, folder / top)
    return folder


@settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(NAMES), st.integers(0, 10**6), evil)
def test_one_damaged_file_in_the_folder(copy: Path, name: str, place: int, typed: str) -> None:
    """Folder and checks stand any damage to one file, and no target is lost without a word."""
    file = copy / name
    text = file.read_text("utf-8")
    place %= len(text) + 1
    try:
        file.write_bytes((text[:place] + typed + text[place:]).encode("utf-8", "surrogatepass"))
        portfolio, problems = reader.load(copy)
        problems += checks.check(portfolio, ON, copy)
        blamed = {problem.file for problem in problems if problem.severity == "error"}
        kept = {target.file for target in portfolio.targets.values()}
        wanted = {one for one in NAMES if one.startswith("targets/") and not one.endswith("vocabulary.yaml")}
        assert wanted - kept <= blamed
        assert all(problem.line >= 1 for problem in problems)
    finally:
        file.write_text(text, "utf-8")
