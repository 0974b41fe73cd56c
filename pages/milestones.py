"""Laws, events and commitments: done, late, due and unknown."""

from tracker import ui

view = ui.enter()
ui.page(view, "milestones")
