"""Targets of any unit side by side."""

from tracker import ui

view = ui.enter()
ui.page(view, "compare")
