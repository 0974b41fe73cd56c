"""Each theme in one row, and one theme as a story of its own."""

from tracker import ui

view = ui.enter()
ui.page(view, "themes")
