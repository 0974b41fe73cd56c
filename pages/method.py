"""The formulas, with the numbers of a target put in."""

from tracker import ui
from tracker.telling.pages import title
from tracker.telling.upkeep import method, rules

view = ui.enter()
ui.tell(view, title(view, "method"))
ui.choose_method(view)
assessment = ui.choose(view, titled=True)

if assessment:
    ui.tell(view, method(assessment, view))
elif not view.assessments:
    ui.tell(view, rules(view))
