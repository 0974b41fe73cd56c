"""Charts for tests: a language that shows where every text came from, and small portfolios to draw."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.portfolio import ON, SOURCES, target
from tracker import style
from tracker.charts import Chart, Setting
from tracker.judging.assessment import Assessment
from tracker.language import Words
from tracker.model import Portfolio, Target
from tracker.progress import assess
from tracker.terms import Body, Unit, Vocabulary

UNITS = {
    "percent": Unit(title={"en": "Per cent"}, symbol="%", decimals=1),
    "firms": Unit(title={"en": "firms"}, symbol="firms"),
    "rank": Unit(title={"en": "rank"}),
}
BODIES = {"government": Body(title={"en": "Government"}), "office": Body(title={"en": "Statistics Office"})}


class Echo(Words):
    """Words that answer with the id between brackets and the values, so that a test sees both."""

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the id and the values."""
        return " ".join([f"⟦{key}⟧", *(str(value) for value in values.values())])

    def count(self, key: str, number: int, /, **values: object) -> str:
        """Return the key, the number and the values."""
        return self(key, n=number, **values)

    def day(self, moment: date) -> str:
        """Return the day in figures, so that no word is in it."""
        return moment.isoformat()

    short_day = day


def portfolio(*targets: Target) -> Portfolio:
    """Return a portfolio that holds some targets."""
    held = {one.id: one for one in targets}
    return Portfolio(held, SOURCES, Vocabulary(units=UNITS, bodies=BODIES), {})


def setting(*targets: Target, narrow: bool = False, theme: style.ThemeName = "light") -> Setting:
    """Return a setting in the language of echoes."""
    return Setting(Echo("en"), style.look(theme, narrow=narrow), portfolio(*targets))


def drawn(draw: Any, made: Target, on: date = ON, narrow: bool = False, **more: Any) -> Chart:
    """Return the chart of a target as it was known on a day."""
    return draw(assess(made, on, SOURCES), setting(made, narrow=narrow), **more)


def assessed(made: Target, on: date = ON) -> Assessment:
    """Return the verdict on a target."""
    return assess(made, on, SOURCES)


def trace(chart: Chart, name: str) -> dict[str, Any]:
    """Return the trace with the name of a message."""
    return next(one for one in chart.figure["data"] if one["name"].startswith(f"⟦{name}⟧"))


def texts(chart: Chart) -> list[str]:
    """Return everything that is written in a picture."""
    layout = chart.figure["layout"]
    found = [note["text"] for note in layout["annotations"]]
    for name, value in layout.items():
        if name.startswith(("xaxis", "yaxis")):
            found += [*value["ticktext"], value.get("title", {}).get("text", "")]
    for one in chart.figure["data"]:
        found += [one["name"], *one.get("customdata", [])]
    return found


__all__ = ["ON", "SOURCES", "assessed", "drawn", "portfolio", "setting", "target", "texts", "trace"]
