"""Charts: from assessments to Plotly figures as plain dictionaries, each with a text alternative."""

from tracker.charts.canvas import Chart, Setting
from tracker.charts.trajectory import trajectory

__all__ = ["Chart", "Setting", "trajectory"]
