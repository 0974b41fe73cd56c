"""Every target at a glance, to search, narrow and order."""

from tracker import ui
from tracker.telling.pages import title
from tracker.telling.target import nothing

view = ui.enter()
ui.tell(view, title(view, "board"))

if view.assessments:
    ui.show_board(view)
else:
    ui.tell(view, [nothing(view, titled=True)])
    ui.begin_here(view)
