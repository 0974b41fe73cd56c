"""One target: the verdict, what it rests on, and what would have to happen."""

from tracker import ui

view = ui.enter()
assessment = ui.choose(view)

if assessment:
    ui.heading(assessment, view)
    ui.verdict(assessment, view)
    if assessment.kind == "indicator":
        ui.key_figures(assessment, view)
        ui.trajectory(assessment, view)
        ui.take_target(assessment, view)
        ui.what_if(assessment, view)
        ui.figures(assessment, view)
        ui.goals(assessment, view)
        ui.breakdowns(assessment, view)
        ui.methods(assessment, view)
    else:
        ui.parts(assessment, view)
        ui.take_target(assessment, view)
    ui.record_form(assessment, view)
    ui.doubts(assessment, view)
    ui.papers(assessment, view)
