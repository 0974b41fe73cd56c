"""One target: the verdict, what it rests on, and what would have to happen."""

from tracker import ui
from tracker.telling.target import page

view = ui.enter()
assessment = ui.choose(view)

if assessment:
    ui.tell(view, page(assessment, view))
    ui.show_card(view, assessment)
