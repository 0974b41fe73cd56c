"""Real files, damaged at random: never an exception, never a fault without a line."""

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import told
from tests.damage import EVIL, NAMES, ROOT, judged
from tests.shelf import laid
from tests.test_office import png
from tracker import checks, reader
from tracker.language import words
from tracker.model import Allocation, Indicator, Milestones, Source, Tiers
from tracker.problems import CATALOGUE, listed
from tracker.reading.names import written_fields
from tracker.reading.schema import records_in
from tracker.reading.tree import Tree
from tracker.terms import Vocabulary

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
origin: {as: csv, address: "https://example.org/a.csv", pick: {geo: DE}, year_starts: 4, unit_name: EUR}
"""
CLASSES = """\
id: classes
title: {en: Classes}
kind: tiers
owner: stats
measure: {definition: {en: All}, unit: people, frequency: year, rank_of: 9}
nesting: exclusive
nesting_note: {en: So it says}
adds_up: false
tiers:
  - {id: low, title: {en: Low}, note: {en: N}, goals: [{at_least: 900, by: 2030, source: data}],
    baseline: {period: 2020, value: 100, source: data, at: p. 1, as_printed: "100", note: {en: N}}}
  - {id: high, title: {en: High}, observations: [{period: 2024, value: 80, source: data}]}
statements: [{for: 2025, says: {en: At risk}, scale: agencies, source: data, note: {en: N}}]
"""
SHARES = """\
id: shares
title: {en: Shares}
kind: allocation
measure: {definition: {en: All}, unit: percent, frequency: year}
adds_up: false
parts:
  - {id: one, title: {en: One}, goals: [{at_least: 90, by: 2030, source: data}],
    observations: [{period: 2024, value: 80, source: data}, {period: 2020, value: 70, source: data}]}
  - {id: two, title: {en: Two}, observations: {from: other}}
next: [{what: {en: A survey}, by: 2027, source: data, at: p. 1}]
"""
STEPS = """\
id: steps
title: {en: Steps}
kind: milestones
steps:
  - {id: one, title: {en: One}, due: 2026, source: data, at: p. 1, as_printed: "1", note: {en: N},
    records: [{state: done, on: 2026-01, source: data, note: {en: N}}]}
  - {id: two, title: {en: Two}, due: 2027}
statements: [{says: {en: On track}, scale: agencies, source: data}]
"""
SOURCE = """\
id: data
kind: report
title: {en: Data}
publisher: stats
outlet: ministry
published: unknown
accessed: 2026-06-30
url: https://example.org/data
language: de
original_language: fr
translated: human
summary: {en: All of it}
reliability: secondary
sha256: "0000000000000000000000000000000000000000000000000000000000000000"
article: data.txt
license: CC BY 4.0
left_out: [{figure: "7", at: L1, reason: A page}]
"""
ELSEWHERE = {"checked", "file"}
"""Figures in a CSV file, whose damage has tests of its own, and the day that `laid` writes itself."""
WORDS = """\
about: {en: Everything that can be written}
time_zone: Asia/Ho_Chi_Minh
site: https://example.org/targets/
logo: logo.png
accent: '#0a4b78'
headline: [rich, classes]
calendars: {financial: {title: {en: Financial year}, starts: 07, parts: {T1: 07/10}}}
scales: {agencies: {title: {en: Ratings}, words: [{en: At risk}, {en: On track}]}}
dimensions: {sex: {title: {en: Sex}, members: {female: {title: {en: Women}}, male: {title: {en: Men}}}}}
assessment: {method: linear_pace, enough: 0.15,
  cut_offs: {on_track: 0.95, slightly_off_track: 0.6, well_off_track: 0}}
"""
UNITS = """\
units:
  percent: {title: {en: per cent}, symbol: {en: "%"}, decimals: 1}
  people: {title: {en: people}, symbol: {en: people}, singular: {en: person}, decimals: 0, exact: true}
  thousands: {title: {en: thousands}, base: people, factor: 1000}
themes: {t: {title: {en: Trials}, order: 1}}
bodies:
  stats: {title: {en: Statistics}, short: {en: S}, url: "https://example.org"}
  ministry: {title: {en: Ministry}}
"""
TARGETS = {"rich": RICH, "more": MORE, "classes": CLASSES, "shares": SHARES, "steps": STEPS}
RECORDS = (Indicator, Tiers, Allocation, Milestones, Source, Vocabulary)


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a portfolio with every field that a file can have, which the test below spoils."""
    other = "measure: {definition: {en: Near}, unit: percent, frequency: year, scale: [low, high]}\n"
    other += "observations: [{period: 2024, value: low, source: data}]\n"
    near = "measure: {definition: {en: Near}, unit: percent, frequency: year}\n"
    near += "observations: [{period: 2024, value: 61, source: data}]\n"
    folder = laid(tmp_path_factory.mktemp("rich"), WORDS, **TARGETS, other=near, rated=other)
    (folder / "targets/vocabulary.yaml").write_text("title: {en: All}\n" + UNITS + WORDS, "utf-8")
    (folder / "targets/logo.png").write_bytes(png())
    (folder / "seeds/data.yaml").write_text(SOURCE, "utf-8")
    return folder


def test_a_portfolio_with_every_field_is_read(rich: Path) -> None:
    """No error is told about it, so that whatever is told below comes from the damage."""
    portfolio, problems = reader.load(rich)
    assert problems == []
    assert {*TARGETS, "other", "rated"} == set(portfolio.targets)


def test_no_field_of_the_format_is_forgotten() -> None:
    """A field that is added to the format has to be added here, so that it is spoilt as well."""
    fields = {name for record in records_in(*RECORDS) for name in written_fields(record)}
    written = set(re.findall(r"([a-z_0-9]+):", "".join(TARGETS.values()) + SOURCE + WORDS + UNITS + "title:"))
    assert fields - written - ELSEWHERE == set()


FILES = [*(f"targets/t/{name}.yaml" for name in TARGETS), "seeds/data.yaml", "targets/vocabulary.yaml"]


@settings(QUIET, max_examples=60)
@given(st.sampled_from(FILES), st.integers(0, 10**6), st.sampled_from([*WRONG, "lost"]))
def test_a_further_field_lost_or_replaced_by_something_wrong(
    rich: Path, name: str, place: int, wrong: Any
) -> None:
    """Whatever a field holds, the targets left are judged, told and drawn, or a problem names its line."""
    file = rich / name
    whole = file.read_bytes()
    tree = reader.parse(whole, name)
    assert isinstance(tree, Tree)
    spoilt(tree, place, wrong)
    try:
        file.write_text(as_yaml(tree.root), "utf-8")
        portfolio, problems = reader.load(rich)
        problems += checks.check(portfolio, ON, rich)
        assert all(problem.line >= 1 and problem.code in CATALOGUE for problem in problems)
        assert listed(problems, words("en"), "text").isprintable() or problems
        blamed = {problem.file for problem in problems if problem.severity == "error"}
        lost = {f"targets/t/{one}.yaml" for one in TARGETS if one not in portfolio.targets}
        assert not lost or blamed
        seen = [file.stem] if file.stem in portfolio.targets else [*portfolio.targets][place % 3 :: 3]
        for one in seen:
            assert told.of_target(rich, one)
    finally:
        file.write_bytes(whole)


TABLE = b"""\
period,value,source,as_printed,note,note.vi,interval.low,interval.high,of.value,of.unit,status
2015,60,data,"60,0 %",,,55,65,900,people,final
2020,65.5,data,,"A second, longer count",,,,,,
2024,70,data,,,,,,,,provisional
"""


@pytest.fixture(scope="module")
def tabled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a portfolio whose figures stand in a CSV file, which the test below damages."""
    lines = "measure: {definition: {en: Near}, unit: percent, frequency: year}\n"
    lines += "goals: [{at_least: 90, by: 2030, source: plan}]\nobservations: {file: some.csv}\n"
    return laid(tmp_path_factory.mktemp("tabled"), some=lines)


def spoilt_table(data: st.DataObject) -> bytes:
    """Return the table with bytes lost or typed in, a row doubled or lost, or another mark between cells."""
    start = data.draw(st.integers(0, len(TABLE)))
    end = data.draw(st.integers(start, min(len(TABLE), start + 12)))
    typed = data.draw(
        st.one_of(evil.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary(max_size=6))
    )
    rows = TABLE.splitlines(keepends=True)
    row = data.draw(st.integers(0, len(rows) - 1))
    return data.draw(
        st.sampled_from(
            [
                TABLE[:start] + typed + TABLE[end:],
                b"".join([*rows[: row + 1], *rows[row:]]),
                b"".join([*rows[:row], *rows[row + 1 :]]),
                TABLE.replace(b",", data.draw(st.sampled_from([b";", b"\t", b"|"]))),
                TABLE.replace(b"\n", data.draw(st.sampled_from([b"\r\n", b"\r", b""]))),
            ]
        )
    )


@settings(QUIET, max_examples=120)
@given(st.data())
def test_a_damaged_table_of_figures(tabled: Path, data: st.DataObject) -> None:
    """Whatever becomes of a CSV file, its target is told, or a problem names a line and says why not."""
    file = tabled / "targets/t/some.csv"
    file.write_bytes(spoilt_table(data))
    portfolio, problems = reader.load(tabled)
    problems += checks.check(portfolio, ON, tabled)
    assert all(problem.line >= 1 and problem.code in CATALOGUE for problem in problems)
    assert listed(problems, words("en"), "text") or not problems
    if "some" in portfolio.targets:
        assert told.of_target(tabled, "some")
    else:
        assert any(problem.severity == "error" for problem in problems)


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
