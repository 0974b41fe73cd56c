"""What was promised, where it stands, and what needs attention."""

from tracker import ui
from tracker.telling.front import front
from tracker.telling.target import nothing

view = ui.enter()

if view.assessments:
    ui.send_on("target", ui.TARGET)
    ui.send_on("board", ui.BOARD)
    ui.tell(view, front(view))
else:
    ui.tell(view, [nothing(view)])
    ui.begin_here(view)
