"""Every target at a glance."""

from tracker import ui

view = ui.enter()

if view.assessments:
    ui.headline(view)
    ui.show_board(view)
    left, right = ui.columns(2)
    with left:
        ui.next_deadlines(view)
    with right:
        ui.recent_changes(view)
else:
    ui.empty_board(view)
