"""Every figure and every goal of whole Open SDG sites, against a reader that shares no line with the import.

With `TRACKER_SAMPLES` further sites are compared, whose licences do not allow them to be kept here: each
folder below it that holds `data` and `meta`.
"""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.imports import HERE, brought, errors
from tracker import reader
from tracker.model import Indicator, Portfolio

FURTHER = sorted(Path(os.environ.get("TRACKER_SAMPLES") or HERE / "none").glob("*/meta"))
SITES = [HERE / "open-sdg-uk", HERE / "open-sdg-own", *(home.parent for home in FURTHER)]
NO_BREAKDOWN = {"year", "value", "series", "units", "unit measure", "unit multiplier", "observation status"}
NO_BREAKDOWN |= {"geocode"}

Of = frozenset[str]


@pytest.fixture(scope="module", params=SITES, ids=[site.name for site in SITES])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A site, and a data folder into which it was brought."""
    data = tmp_path_factory.mktemp("data")
    brought(data, request.param, "--year-starts", "4", "--series", "all")
    return request.param, data


def files(home: Path) -> dict[str, Path]:
    """Return the tables of a site by the number of their indicator."""
    found = {
        path.name.removeprefix("indicator_").replace("_", "-").split(".")[0]: path
        for path in home.glob("data/ind*.csv")
    }
    return {name: path for name, path in found.items() if path.stat().st_size}


def counted(path: Path) -> Counter[tuple[Of, float]]:
    """Return the figures of a table with the members of their rows; of two for one year the last counts."""
    found: dict[tuple[object, ...], float] = {}
    with path.open(encoding="utf-8-sig", newline="") as opened:
        for row in csv.DictReader(line for line in opened if line.strip()):
            named = {(name or "").strip().casefold(): (text or "").strip() for name, text in row.items()}
            of = frozenset(text for name, text in named.items() if name and name not in NO_BREAKDOWN and text)
            year = re.match(r"[0-9]{4}(?![a-z]{3})", named["year"].replace("17 May to 11 June ", ""))
            if year and re.fullmatch(r"-?[0-9.]+(e-?[0-9]+)?", named["value"]):
                key = (named.get("series"), named.get("units") or named.get("unit measure"), of)
                number = re.sub(r"(?<=[0-9]{4})[ab]$|\*$|\.0$", "", named["year"])
                found[*key, number] = float(named["value"])
    return Counter((key[2], value) for key, value in found.items())


def targets(data: Path, number: str) -> tuple[Portfolio, list[Indicator]]:
    """Return the targets that were made of an indicator."""
    portfolio = reader.load(data)[0]
    own = [one for name, one in portfolio.targets.items() if re.fullmatch(f"{number}(-.*)?", name)]
    return portfolio, [one for one in own if isinstance(one, Indicator)]


def test_every_figure_of_a_site_is_there_and_no_other(site: tuple[Path, Path]) -> None:
    """Each series has just the figures of the rows with its members; what is left is the whole."""
    home, data = site
    assert len(files(home)) >= 4
    for number, path in files(home).items():
        wanted = counted(path)
        portfolio, made = targets(data, number)
        words = portfolio.vocabulary.dimensions
        found: Counter[tuple[Of, float]] = Counter()
        for series in (one for target in made for one in target.series):
            of = frozenset(words[name].members[member].title["en"] for name, member in series.of.items())
            found.update((of, float(one.value)) for one in series.observations)
        assert found - wanted == Counter(), number
        whole = Counter(float(one.value) for target in made for one in target.observations)
        assert whole == Counter(value for _, value in (wanted - found).elements()), number
    assert errors(data) == []


def spelt(unit: str) -> str:
    """Return a unit in one spelling; an import calls every percentage per cent."""
    return re.sub(r"percentage|percent", "per cent", unit.casefold())


def options(home: Path, number: str) -> list[dict[str, Any]]:
    """Return the options of the progress of an indicator."""
    for ending in (".md", ".yml"):
        path = home / "meta" / (number + ending)
        if path.is_file():
            text = path.read_text("utf-8-sig").replace("\t", " ")
            front = re.split(r"^---\s*$", text, flags=re.MULTILINE)[1] if text.startswith("---") else text
            return (yaml.safe_load(front) or {}).get("progress_calculation_options") or []
    return []


def test_every_progress_option_of_a_site_is_a_goal(site: tuple[Path, Path]) -> None:
    """Value, bound, year, and where progress begins, of each target of the indicator it is about."""
    home, data = site
    for number in files(home):
        portfolio, made = targets(data, number)
        for target in made:
            unit = portfolio.vocabulary.units[target.measure.unit].title["en"]
            wanted = [
                one
                for one in options(home, number)
                if re.fullmatch(r"-?[0-9.]+", str(one.get("target", "")))
                and str(one.get("series") or "") in target.title["en"]
                and spelt(str(one.get("unit") or unit)) == spelt(unit)
            ]
            found = [
                (
                    "positive" if goal.at_least is not None else "negative",
                    float(goal.at_least or goal.at_most),
                )
                for goal in target.goals
            ]
            assert found == [(one.get("direction", "negative"), float(one["target"])) for one in wanted], (
                number
            )
            assert [goal.by.text for goal in target.goals] == [
                str(one.get("target_year", 2030)) for one in wanted
            ], number
            if wanted:
                start = str(wanted[0].get("base_year") or 2015)
                spans = sorted(one.period.text for one in target.observations)
                first = next((span for span in spans if span[:4] >= start), None)
                assert (target.baseline.period.text if target.baseline else None) == first, number
