"""Whoever writes the same in another order, with other quotes or `40` as `40.0`, gets the same verdict."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.portfolio import figures, judged, source
from tracker import reader
from tracker.judging.assessment import Assessment
from tracker.judging.rule import rule_of
from tracker.model import Portfolio
from tracker.progress import assess
from tracker.reading import files

ROOT = Path(__file__).parents[1]
CASES = [one for one in sorted((ROOT / "tests/cases").iterdir()) if one.is_dir()]
FOLDERS = [ROOT, *sorted((ROOT / "portfolios").iterdir()), *CASES]
DAYS = (date(2025, 10, 31), date(2026, 11, 27))
LISTS = ("observations", "goals", "series", "statements", "ambiguities")
NUMBERS = ("value", "at_least", "at_most", "more_than", "less_than", "between", "bounds", "rank_of")


def written(node: yaml.Node, chance: Random, key: str = "") -> yaml.Node:
    """Return a node in another spelling: its entries in another order, its numbers and quotes retyped."""
    if isinstance(node, yaml.MappingNode):
        pairs = [(name, written(value, chance, name.value)) for name, value in node.value]
        chance.shuffle(pairs)
        return yaml.MappingNode(node.tag, pairs, flow_style=node.flow_style)
    if isinstance(node, yaml.SequenceNode):
        entries = [written(one, chance, key) for one in node.value]
        if key in LISTS:
            chance.shuffle(entries)
        return yaml.SequenceNode(node.tag, entries, flow_style=node.flow_style)
    text = str(node.value)
    if key in NUMBERS and text.lstrip("-").replace(".", "", 1).isdigit():
        text = chance.choice(
            [text, f"{text}0" if "." in text else f"{text}.0", f"{text}00" if "." in text else text]
        )
    style = node.style if "\n" in text else chance.choice([node.style, '"', "'"])
    return yaml.ScalarNode(node.tag, text, style=style)


def respelled(data: bytes, chance: Random) -> bytes:
    """Return a file in another spelling."""
    node = yaml.compose(data.decode(), Loader=yaml.BaseLoader)
    dumper: Any = yaml.BaseDumper
    text: str = yaml.serialize(written(node, chance), Dumper=dumper, allow_unicode=True, width=10**6)
    return text.encode()


def states(portfolio: Portfolio) -> dict[tuple[object, ...], tuple[object, ...]]:
    """Return what is decided of every series of a portfolio on two days."""
    rule = rule_of(portfolio.vocabulary)
    whole = [
        (on, assess(one, on, portfolio.sources, rule)) for on in DAYS for one in portfolio.targets.values()
    ]
    return {
        (on, *one.key): decided(one) for on, found in whole for one in (found, *found.parts, *found.members)
    }


def decided(one: Assessment) -> tuple[object, ...]:
    """Return state and numbers of an assessment, and which goal leads."""
    goal = (one.goal.bound, one.goal.low, one.goal.high, one.goal.by, one.lead) if one.goal else ()
    beside = [(also.result.goal.low, also.result.goal.high, also.result.state, also.why) for also in one.also]
    latest = (one.latest.period, float(one.latest.value), one.latest.source) if one.latest else ()
    base = (one.baseline.period, float(one.baseline.value)) if one.baseline else ()
    return (one.standing, one.reason, one.flags, goal, beside, latest, base, one.ratio, one.gap, one.chance)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
@settings(max_examples=4, deadline=None)
@given(st.integers(0, 10**9))
def test_no_spelling_of_a_portfolio_changes_a_verdict(folder: Path, seed: int) -> None:
    """Of every target of every portfolio and of every case: state, numbers, flags and the goal that leads."""
    before = reader.load(folder)[0]
    chance = Random(seed)
    readings, own = [], {one.file for one in before.targets.values()}
    for place in files.find(folder)[0]:
        data, target = Path(place.path).read_bytes(), place.file in own
        readings.append(reader.read(respelled(data, chance) if target else data, place.file))
    after = reader.assemble(readings, folder)[0]
    assert after.targets.keys() == before.targets.keys()
    assert states(after) == states(before)


def test_two_figures_of_one_day_are_settled_by_their_sources_and_not_by_their_lines() -> None:
    """40 and 44 for 2024, published on one day by one office: that of the smaller id, in either order."""
    extra = {one.id: one for one in (source("a-table", "2025-03-01"), source("b-table", "2025-03-01"))}
    both = [*figures({2024: 44}, source="b-table"), *figures({2024: 40}, source="a-table")]
    for lines in (both, both[::-1]):
        found = judged(observations=[*figures({2020: 30}), *lines], sources=extra)
        assert found.latest is not None
        assert (found.latest.value, found.latest.source) == (40, "a-table")


def test_a_revision_inside_one_source_counts_by_the_day_of_its_figure() -> None:
    """One table, filled in twice: the figure published later counts, in either order of the lines."""
    lines = [
        {"period": "2024", "value": 40, "source": "office", "published": "2025-03-01"},
        {"period": "2024", "value": 42, "source": "office", "published": "2026-03-01"},
    ]
    for told in (lines, lines[::-1]):
        found = judged(observations=[*figures({2020: 30}), *told])
        assert found.latest is not None
        assert found.latest.value == 42
        early = judged(date(2025, 6, 1), observations=[*figures({2020: 30}), *told])
        assert early.latest is not None
        assert early.latest.value == 40
