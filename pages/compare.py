"""Targets of any unit side by side."""

from tracker import ui

view = ui.enter()
ui.title(view, "compare")
ui.comparison(view)
