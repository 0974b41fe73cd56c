"""Shares of a whole: how money is to be divided."""

from tracker import ui

view = ui.enter()
ui.page(view, "allocations")
