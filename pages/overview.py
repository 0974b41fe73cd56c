"""Every target at a glance."""

from tracker import ui
from tracker.telling.overview import headline, outlook
from tracker.telling.target import nothing

view = ui.enter()

if view.assessments:
    ui.tell(view, headline(view))
    ui.show_board(view)
    ui.tell(view, [outlook(view)])
else:
    ui.tell(view, [nothing(view)])
