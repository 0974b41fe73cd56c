"""`python -m benchmarks.calibration SERIES [--data FOLDER ...] [--write]`: how often an outlook's band held.

SERIES is a JSON list of records with a field `series` of [year, value] pairs, such as published national
indicators; folders with targets add their own yearly figures. From every year with six figures behind
it each later year up to five ahead is forecast as the outlook does. The constants of the band are fitted
on half of the series and its coverage is counted on the other half, two hundred times; beside it stand
plain drift, the last value and a straight line, each with its own textbook band of 80 per cent. With
--write the tables replace those of docs/method.md. It ends with 1 when the band of the tracker held less
often than 75 or more often than 85 times in a hundred, over all or any number of years ahead.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import ROOT, Table, markdown
from tracker import reader
from tracker.judging import chance, pace
from tracker.judging.figures import figures_of
from tracker.judging.pace import XY
from tracker.judging.series import known_figures
from tracker.model import Indicator

METHOD = ROOT / "docs" / "method.md"
BEGIN, END = "<!-- calibration: begin -->", "<!-- calibration: end -->"
AHEAD, ROUNDS, SEED = 5, 200, 20261127
COVERED, POWERS = 0.80, tuple(power / 20 for power in range(8, 21))
ACCEPTED = (0.75, 0.85)
DISTANCES = tuple(step / 4 for step in range(-8, 9))

HEADS = ("band", "all", "1 year ahead", *(f"{years} years" for years in range(2, AHEAD + 1)))

Series = tuple[XY, ...]
Band = tuple[float, float]


class Forecast(NamedTuple):
    """One forecast and what came: the figures known then, years ahead, the outlook's centre, the outcome."""

    past: Series
    ahead: float
    centre: float
    outcome: float

    @property
    def scale(self) -> float:
        """The usual yearly change of the figures known then."""
        return chance.usual_change(self.past)


def main() -> int:
    """Measure, print, and write when asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calibration", description=__doc__)
    parser.add_argument("series", type=Path)
    parser.add_argument("--data", type=Path, action="append", default=[])
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    found = distinct([*published(given.series), *(one for data in given.data for one in kept(data))])
    by_series = [list(forecasts(one)) for one in found]
    text = "\n".join(markdown(table) for table in tables(by_series))
    print(text)
    if given.write:
        head, _, rest = METHOD.read_text("utf-8").partition(BEGIN)
        METHOD.write_text(f"{head}{BEGIN}\n\n{text.strip()}\n\n{END}{rest.partition(END)[2]}", "utf-8")
    shares = [held(group, outlook_band) for group in _by_years([one for part in by_series for one in part])]
    return 0 if all(ACCEPTED[0] <= share <= ACCEPTED[1] for share in shares) else 1


def published(path: Path) -> Iterator[Series]:
    """Return the series of a JSON list of records; records without one are passed over."""
    for record in json.loads(path.read_text("utf-8")):
        pairs = record.get("series") or ()
        yield tuple((float(year), float(value)) for year, value in pairs if value is not None)


def kept(data: Path) -> Iterator[Series]:
    """Return the yearly figures of the indicators of a data folder that are no ranks."""
    portfolio = reader.load(data)[0]
    for target in portfolio.targets.values():
        if isinstance(target, Indicator) and target.measure.unit != "rank":
            known = known_figures(
                figures_of(target.observations, portfolio.sources), target.measure, date.max
            )
            places = ((point.period.year, float(point.value)) for point in known.usable)
            yield tuple(place for place in places if place[0] % 1 == 0)


def distinct(series: Iterable[Series]) -> list[Series]:
    """Return the series that can be forecast at all, each once, in a stable order."""
    return sorted({one for one in series if len(one) > chance.FEWEST and len({y for _, y in one}) > 1})


def forecasts(series: Series) -> Iterator[Forecast]:
    """Return every forecast of up to five years ahead that a series allows."""
    for known in range(chance.FEWEST, len(series)):
        past = series[:known]
        change = pace.recent_change(past)
        if change is None or not chance.usual_change(past):
            continue
        for year, outcome in series[known:]:
            ahead = year - past[-1][0]
            if 1 <= ahead <= AHEAD:
                yield Forecast(past, ahead, past[-1][1] + change * ahead, outcome)


def fitted(sample: Sequence[Forecast]) -> tuple[float, float]:
    """Return the factor and the power of the band that would have held four of five of a sample.

    Of the powers the one counts under which the factors of one to five years ahead differ least.
    """

    def factors(power: float) -> list[float]:
        by_year: dict[float, list[float]] = defaultdict(list)
        for one in sample:
            by_year[one.ahead].append(abs(one.outcome - one.centre) / one.scale / one.ahead**power)
        return [_quantile(values) for values in by_year.values()]

    power = min(
        POWERS, key=lambda power: statistics.pstdev(factors(power)) / statistics.fmean(factors(power))
    )
    misses = [abs(one.outcome - one.centre) / one.scale / one.ahead**power for one in sample]
    return _quantile(misses), power


def _quantile(values: Sequence[float]) -> float:
    """Return the value below which four of five lie, with the correction of split conformal prediction."""
    place = math.ceil((len(values) + 1) * COVERED) - 1
    return sorted(values)[min(place, len(values) - 1)]


def outlook_band(one: Forecast, factor: float = chance.FACTOR, power: float = chance.POWER) -> Band:
    """Return the band of the tracker."""
    half = factor * one.scale * one.ahead**power
    return one.centre - half, one.centre + half


def drift_band(one: Forecast) -> Band:
    """Return the band of plain drift: the mean change since the first figure, its residuals, growing."""
    first, last = one.past[0], one.past[-1]
    rate, steps = pace.slope(first, last), last[0] - first[0]
    misses = [(b[1] - a[1] - rate * (b[0] - a[0])) / math.sqrt(b[0] - a[0]) for a, b in pairwise(one.past)]
    sigma = math.sqrt(math.fsum(miss * miss for miss in misses) / max(1, len(misses) - 1))
    half = chance.QUANTILE * sigma * math.sqrt(one.ahead * (1 + one.ahead / steps))
    centre = last[1] + rate * one.ahead
    return centre - half, centre + half


def last_value_band(one: Forecast) -> Band:
    """Return the band around the last value, as wide as a random walk has it."""
    changes = [(b[1] - a[1]) / math.sqrt(b[0] - a[0]) for a, b in pairwise(one.past)]
    sigma = math.sqrt(math.fsum(change * change for change in changes) / len(changes))
    half = chance.QUANTILE * sigma * math.sqrt(one.ahead)
    return one.past[-1][1] - half, one.past[-1][1] + half


def straight_line_band(one: Forecast) -> Band:
    """Return the prediction interval of the straight line of least squares through all figures."""
    line = pace.least_squares(one.past)
    assert line is not None, "six figures lie in six years"
    count, year = len(one.past), one.past[-1][0] + one.ahead
    middle = math.fsum(x for x, _ in one.past) / count
    spread = math.fsum((x - middle) ** 2 for x, _ in one.past)
    misses = [y - line[1] - line[0] * x for x, y in one.past]
    sigma = math.sqrt(math.fsum(miss * miss for miss in misses) / (count - 2))
    half = chance.QUANTILE * sigma * math.sqrt(1 + 1 / count + (year - middle) ** 2 / spread)
    centre = line[1] + line[0] * year
    return centre - half, centre + half


BANDS: dict[str, Callable[[Forecast], Band]] = {
    "this tracker": outlook_band,
    "plain drift": drift_band,
    "last value": last_value_band,
    "straight line": straight_line_band,
}


def held(sample: Sequence[Forecast], band: Callable[[Forecast], Band]) -> float:
    """Return the share of a sample whose outcome lay within its band."""
    inside = sum(low <= one.outcome <= high for one in sample for low, high in (band(one),))
    return inside / len(sample)


def tables(by_series: Sequence[Sequence[Forecast]]) -> list[Table]:
    """Return the tables: coverage by years ahead, split halves, goals kept by word."""
    sample = [one for part in by_series for one in part]
    return [_coverage(sample, len(by_series)), _halves(by_series), _words(sample)]


def _by_years(sample: Sequence[Forecast]) -> list[Sequence[Forecast]]:
    """Return all forecasts, then those of one year ahead, of two, and so on."""
    return [sample, *([one for one in sample if one.ahead == years] for years in range(1, AHEAD + 1))]


def _coverage(sample: Sequence[Forecast], series: int) -> Table:
    groups = _by_years(sample)
    rows = [[name, *(f"{held(group, band):.0%}" for group in groups)] for name, band in BANDS.items()]
    rows.append(["forecasts", *(f"{len(group):,}" for group in groups)])
    return Table(f"Outcomes inside the band of 80 per cent, {series} series", HEADS, rows)


def _halves(by_series: Sequence[Sequence[Forecast]]) -> Table:
    """Return how the band held on the half of the series on which it was not fitted."""
    chooser = random.Random(SEED)
    constants: list[tuple[float, float]] = []
    fresh: list[list[float]] = []
    fixed: list[list[float]] = []
    for _ in range(ROUNDS):
        order = chooser.sample(range(len(by_series)), len(by_series))
        first, second = order[: len(order) // 2], order[len(order) // 2 :]
        factor, power = fitted([one for place in first for one in by_series[place]])
        unseen = _by_years([one for place in second for one in by_series[place]])
        fresh.append([held(part, lambda one, f=factor, p=power: outlook_band(one, f, p)) for part in unseen])
        fixed.append([held(part, outlook_band) for part in unseen])
        constants.append((factor, power))
    factors, powers = zip(*constants, strict=True)
    rows = [
        ["as fitted", *(_spread(values, "{:.1%}") for values in zip(*fresh, strict=True))],
        [
            f"{chance.FACTOR} and {chance.POWER}",
            *(_spread(values, "{:.1%}") for values in zip(*fixed, strict=True)),
        ],
    ]
    note = f"Factor as fitted {_spread(factors, '{:.2f}')}, power {_spread(powers, '{:.2f}')}."
    return Table(
        f"Fitted on one half of the series, counted on the other, {ROUNDS} times: mean ± spread",
        HEADS,
        rows,
        note,
    )


def _spread(values: Sequence[float], form: str) -> str:
    return f"{form.format(statistics.fmean(values))} ± {form.format(statistics.stdev(values))}"


def _words(sample: Sequence[Forecast]) -> Table:
    """Return how many goals, drawn at all distances, were kept, by the word for their chance."""
    told: dict[str, list[bool]] = {name: [] for _, name in chance.WORDS}
    for one in sample:
        half = chance.half_width(one.past, one.ahead)
        for distance in DISTANCES:
            goal = one.centre + distance * half
            told[chance.word(chance.chance(one.centre, half, (goal, None)))].append(one.outcome >= goal)
            told[chance.word(chance.chance(one.centre, half, (None, goal)))].append(one.outcome <= goal)
    rows = [
        [name.replace("_", " "), f"{statistics.fmean(kept):.0%}", f"{len(kept):,}"]
        for name, kept in told.items()
    ]
    return Table("Goals kept, by the word for their chance", ["word", "kept", "goals drawn"], rows)


if __name__ == "__main__":
    sys.exit(main())
