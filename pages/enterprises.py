"""Tiers at one glance: how many enterprises are to reach which level."""

from tracker import ui

view = ui.enter()
ui.page(view, "enterprises")
