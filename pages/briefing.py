"""A choice of targets as slides, document, page or tables."""

from tracker import ui

view = ui.enter()
ui.title(view, "briefing")
ui.briefing(view)
