"""What became known between two days."""

from tracker import ui

view = ui.enter()
ui.page(view, "changes")
