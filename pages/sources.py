"""Every document, how reliable it is, and what rests on it."""

from tracker import ui

view = ui.enter()
ui.page(view, "sources")
