"""The formulas, with the numbers of a target put in."""

from tracker import ui

view = ui.enter()
ui.title(view, "method")
assessment = ui.choose(view, titled=True)

if assessment:
    ui.worked_method(assessment, view)
