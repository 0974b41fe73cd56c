"""Every document, how reliable it is, and what rests on it."""

from tracker import ui

view = ui.enter()
ui.title(view, "sources")
ui.source_list(view)
