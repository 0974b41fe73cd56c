"""Worked: the formulas of the method with the numbers of one target put in, each of them true.

A reader with a pocket calculator gets what is printed behind a formula: numbers in it get as many digits
as that takes, and a formula that would not come out is not printed. Time is written as people write it:
as years where figures and goal are for whole years, else as days with the years between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import isfinite

from tracker import digits, meaning, printed
from tracker.judging.quantities import bound_from
from tracker.judging.rule import DEFAULT, Rule
from tracker.progress import Assessment
from tracker.scalars import Figure, Period
from tracker.wording import Wording

Term = tuple[float, int]
"""A number and the fewest decimals with which it is printed; negative for a whole number that gets none."""
_MORE = 10
_ROUNDS = 3
_SHARES = ("gap_closed", "time_used")
_COMPARED = {"ratio": "linear_pace", "acceleration_factor": "acceleration_factor"}
"""What is compared with cut-offs, by the method whose they are."""


@dataclass(frozen=True, slots=True)
class Line:
    """One quantity: its name, its formula with numbers, and the result.

    Attributes:
        qualifier: how vague the result is, as the sentences say it; the formula comes out without.
    """

    label: str
    formula: str
    value: str
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class _Formula:
    """A formula: how it is written, what it computes, and the numbers in it by name."""

    name: str
    written: str
    compute: Callable[..., float]
    terms: dict[str, Term]


_Settled = tuple[_Formula, dict[str, Figure], Figure]
"""A formula, its numbers as they are printed, and the result."""


def worked(assessment: Assessment, wording: Wording, rule: Rule = DEFAULT) -> list[Line]:
    """Return the quantities of docs/method.md with their numbers, as far as they can be computed.

    Args:
        assessment: of the target.
        wording: says it.
        rule: the method and the cut-offs, which no ratio is rounded across.
    """
    settled = _alike(list(_formulas(assessment, wording)), assessment, rule)
    lines = [_told(*one, assessment, wording) for one in settled]
    return [*_spans(assessment, wording), *lines] if lines else []


def _alike(formulas: list[_Formula], assessment: Assessment, rule: Rule) -> list[_Settled]:
    """Return the formulas that come out, each number in them with the same digits wherever it stands."""
    settled: list[_Settled] = []
    for _ in range(_ROUNDS):
        made = (_settled(formula, assessment, rule) for formula in formulas)
        settled = [one for one in made if one is not None]
        formulas = _widened(settled)
    return settled


def _widened(settled: list[_Settled]) -> list[_Formula]:
    """Return formulas whose numbers have the most digits that one of the formulas needs of them."""
    most: dict[float, int] = {}
    for formula, terms, _ in settled:
        for name, (value, _) in formula.terms.items():
            most[value] = max(most.get(value, 0), terms[name].decimals)
    return [
        replace(
            formula,
            terms={
                name: (one, most[one] if places >= 0 else places)
                for name, (one, places) in formula.terms.items()
            },
        )
        for formula, _, _ in settled
    ]


def _settled(formula: _Formula, assessment: Assessment, rule: Rule) -> _Settled | None:
    """Return a formula with just the digits with which it comes out, or None when it does not."""
    value = printed.quantity(assessment, formula.name)
    factor = 100 if formula.name in _SHARES else 1
    if value is None or not isfinite(value * factor):
        return None
    shown = digits.share(value) if formula.name in _SHARES else digits.rounded(value, _decimals(value))
    decimals = shown.decimals
    if formula.name in _COMPARED:
        shown = meaning.ratio_shown(value, _COMPARED[formula.name], rule, decimals)
        decimals = shown.decimals
    for more in range(_MORE):
        terms = {name: _printed(term, more) for name, term in formula.terms.items()}
        computed = _computed(formula, terms)
        if (
            computed is not None
            and isfinite(computed * factor)
            and digits.rounded(computed * factor, decimals) == shown
        ):
            return formula, terms, shown
    return None


def _told(
    formula: _Formula, terms: dict[str, Figure], shown: Figure, assessment: Assessment, wording: Wording
) -> Line:
    words = wording.words
    numbers = {name: _written(term, wording) for name, term in terms.items()}
    label = meaning.quantity_name(formula.name, assessment, words)
    result = words.number(shown)
    if formula.name in _SHARES:
        result = words("figure.percent", number=result)
    vague = printed.vagueness_of(formula.name, assessment)
    return Line(label, formula.written.format(**numbers), result, vague)


def _written(term: Figure, wording: Wording) -> str:
    """Return a number of a formula; a year has no mark between its thousands."""
    if term.decimals < 0:
        return f"{term:.0f}"
    shown = wording.words.number(digits.trimmed(term))
    return f"({shown})" if term < 0 else shown


def _printed(term: Term, more: int) -> Figure:
    value, decimals = term
    return Figure(value, -1) if decimals < 0 else digits.rounded(value, decimals + more)


def _computed(formula: _Formula, terms: dict[str, Figure]) -> float | None:
    try:
        return formula.compute(**{name: float(term) for name, term in terms.items()})
    except ZeroDivisionError:
        return None


def _decimals(value: float) -> int:
    """Return the decimals of a result: three, or three digits that count where it is small."""
    return max(3, min(digits.MOST, digits.pace_decimals(value, digits.Scale()) + 1))


def _formulas(assessment: Assessment, wording: Wording) -> Iterator[_Formula]:
    """Yield the formulas that apply to a goal, from a baseline and a latest figure."""
    base, latest, goal = assessment.baseline, assessment.latest, assessment.goal
    if base is None or latest is None or goal is None or base.period == latest.period:
        return
    if goal.by is not None and goal.is_budget:
        span = _time(base.period, latest.period, goal.by)
        passed, whole, _ = _written_times(span)
        yield _Formula("time_used", f"{passed} ÷ {whole}", _time_used, span)
        yield _quotient("ratio", assessment.path_value, latest.value)
        return
    scale = wording.scale(assessment)
    aim, now = bound_from(goal, base.value), bound_from(goal, latest.value)
    values = {"start": base.value, "end": latest.value, "aim": Figure(aim, _places(aim))}
    terms: dict[str, Term] = {
        name: (float(value), digits.published(value, scale).decimals) for name, value in values.items()
    }
    rising = base.value < aim
    span = _time(base.period, latest.period, goal.by or latest.period)
    passed, whole, left = _written_times(span)
    bound = {"now": (float(now), digits.published(Figure(now, _places(now)), scale).decimals)}
    crossed = aim != now and rising != (latest.value < now)
    closed, observed = _crossing(rising, terms | bound, span) if crossed else (_approach(terms), None)
    yield closed
    yield _Formula("time_used", f"{passed} ÷ {whole}", _time_used, span)  # none comes out without a deadline
    ends = {name: terms[name] for name in ("start", "end")}
    yield observed or _observed("pace_observed", rising, ends, span)
    yield _Formula(
        "pace_required",
        "({aim} − {start}) ÷ " + whole if rising else "({start} − {aim}) ÷ " + whole,
        lambda aim, start, **years: (aim - start if rising else start - aim) / _years(years, "b", "d"),
        {name: terms[name] for name in ("aim", "start")} | span,
    )
    if goal.path is None:
        yield _quotient("ratio", assessment.pace_observed, assessment.pace_required)
    else:
        path = assessment.path_value or 0.0
        yield _Formula(
            "ratio",
            "({end} − {start}) ÷ ({path} − {start})",
            lambda end, path, start: (end - start) / (path - start),
            ends | {"path": (path, _places(path))},
        )
    low = latest.value < now
    terms |= bound
    yield _Formula(
        "pace_required_now",
        "({now} − {end}) ÷ " + left if low else "({end} − {now}) ÷ " + left,
        lambda now, end, **years: (now - end if low else end - now) / _years(years, "t", "d"),
        {name: terms[name] for name in ("now", "end")} | span,
    )
    first = assessment.recent_from
    if first is not None and first.period != base.period:
        ends["start"] = (float(first.value), digits.published(first.value, scale).decimals)
        since = _time(first.period, latest.period, goal.by or latest.period)
        yield _observed("pace_recent", low if crossed else rising, ends, since)
    yield _quotient("acceleration_factor", assessment.pace_required_now, assessment.pace_recent)


def _approach(terms: dict[str, Term]) -> _Formula:
    """Return the share of the gap that is closed, seen from one side of the goal."""
    written = "({end} − {start}) ÷ ({aim} − {start})"
    return _Formula("gap_closed", written, lambda end, start, aim: (end - start) / (aim - start), dict(terms))


def _crossing(rising: bool, terms: dict[str, Term], span: dict[str, Term]) -> tuple[_Formula, _Formula]:
    """Return share and pace of a figure that left an interval on its other side: less what it lacks there."""
    lacked = "({aim} − {start})" if rising else "({start} − {aim})"
    gain = f"({lacked} − " + ("({end} − {now}))" if rising else "({now} − {end}))")

    def gained(start: float, end: float, aim: float, now: float) -> float:
        return (aim - start) - (end - now) if rising else (start - aim) - (now - end)

    return _Formula(
        "gap_closed",
        f"{gain} ÷ {lacked}",
        lambda aim, start, **ends: gained(start, aim=aim, **ends) / abs(aim - start),
        dict(terms),
    ), _Formula(
        "pace_observed",
        f"{gain} ÷ {_written_times(span)[0]}",
        lambda start, end, aim, now, **years: gained(start, end, aim, now) / _years(years, "b", "t"),
        terms | span,
    )


def _observed(name: str, rising: bool, ends: dict[str, Term], span: dict[str, Term]) -> _Formula:
    """Return the formula of a pace between two figures: positive on the way to the goal."""
    change = "{end} − {start}" if rising else "{start} − {end}"
    return _Formula(
        name,
        f"({change}) ÷ {_written_times(span)[0]}",
        lambda end, start, **years: (end - start if rising else start - end) / _years(years, "b", "t"),
        ends | span,
    )


def _quotient(name: str, above: float | None, below: float | None) -> _Formula:
    """Return a quotient of two quantities that stand above it."""
    over, under = above if above is not None else 0.0, below if below is not None else 0.0
    terms = {"above": (over, _decimals(over)), "below": (under, _decimals(under))}
    return _Formula(name, "{above} ÷ {below}", lambda above, below: above / below, terms)


def _places(value: float) -> int:
    return value.decimals if isinstance(value, Figure) else 0


def _time(start: Period, now: Period, end: Period) -> dict[str, Term]:
    """Return the terms of time: baseline (b), latest figure (t) and deadline (d), or what lies between."""
    if all(_is_year(period) for period in (start, now, end)):
        return {name: (float(one.text), -1) for name, one in {"b": start, "t": now, "d": end}.items()}
    spans = {"bt": now.year - start.year, "bd": end.year - start.year, "td": end.year - now.year}
    return {name: (span, 2) for name, span in spans.items()}


def _written_times(time: dict[str, Term]) -> tuple[str, str, str]:
    """Return how the time passed, the whole time and the time left are written.

    Whole years are subtracted as they are written; of anything else the years between stand there.
    """
    if "b" in time:
        return "({t} − {b})", "({d} − {b})", "({d} − {t})"
    return "{bt}", "{bd}", "{td}"


def _is_year(period: Period) -> bool:
    return period.text.isdigit()


def _years(years: dict[str, float], first: str, last: str) -> float:
    """Return the years between two of the terms of time."""
    return years[last] - years[first] if "b" in years else years[first + last]


def _time_used(**years: float) -> float:
    return _years(years, "b", "t") / _years(years, "b", "d")


def _spans(assessment: Assessment, wording: Wording) -> list[Line]:
    """Return from which day to which the spans of time go, where they are not between whole years."""
    base, latest, goal = assessment.baseline, assessment.latest, assessment.goal
    if base is None or latest is None or goal is None or assessment.state == "met":
        return []
    by = goal.by or latest.period
    if all(_is_year(period) for period in (base.period, latest.period, by)):
        return []
    words, ends = wording.words, {"b": base.period, "t": latest.period, "d": by}
    found = []
    spans = {"passed": ("b", "t"), "whole": ("b", "d"), "left": ("t", "d")}
    for name, (first, last) in spans.items() if goal.by else [("passed", spans["passed"])]:
        years = ends[last].year - ends[first].year
        if years > 0:
            formula = words("worked.span", first=words.day(ends[first].last), last=words.day(ends[last].last))
            shown = digits.trimmed(digits.rounded(years, 4))
            told = words.count("worked.years", 1 if float(shown) == 1 else 2, number=words.number(shown))
            found.append(Line(words(f"worked.{name}"), formula, told))
    return found
