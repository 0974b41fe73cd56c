"""What is wrong or doubtful in the data."""

from tracker import ui

view = ui.enter()
ui.page(view, "quality")
