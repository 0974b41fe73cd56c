"""What an office adds of its own: a new target, a file of figures."""

from tracker import ui
from tracker.telling.pages import title

view = ui.enter()
ui.tell(view, title(view, "add"))
ui.add(view)
