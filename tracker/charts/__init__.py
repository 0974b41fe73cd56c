"""Charts: from assessments to Plotly figures as plain dictionaries, each with a text alternative."""

from tracker.charts.across import compare
from tracker.charts.canvas import Chart, Setting
from tracker.charts.multiples import members, multiples
from tracker.charts.parts import Reading, allocation, pace, stated, tiers
from tracker.charts.ranking import Ranking, ranked_dots
from tracker.charts.slope import moves, slope
from tracker.charts.timeline import timeline
from tracker.charts.trajectory import trajectory

__all__ = [
    "Chart",
    "Ranking",
    "Reading",
    "Setting",
    "allocation",
    "compare",
    "members",
    "moves",
    "multiples",
    "pace",
    "ranked_dots",
    "slope",
    "stated",
    "tiers",
    "timeline",
    "trajectory",
]
