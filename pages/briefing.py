"""A choice of targets as slides, document, page or tables."""

from tracker import ui
from tracker.telling.pages import title

view = ui.enter()
ui.tell(view, title(view, "briefing"))
ui.briefing(view)
