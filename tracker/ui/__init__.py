"""The user interface: the only part of the tracker that knows Streamlit."""

from tracker.ui.evidence import doubts, figures, goals, methods, papers
from tracker.ui.frame import enter, run
from tracker.ui.overview import headline, next_deadlines, recent_changes, show_board
from tracker.ui.pages import (
    allocation_pictures,
    changed,
    comparison,
    quality,
    source_list,
    tier_pictures,
    timeline,
    title,
    worked_method,
)
from tracker.ui.recording import record_form
from tracker.ui.taking import briefing, take_target
from tracker.ui.target import (
    breakdowns,
    choose,
    empty_board,
    heading,
    key_figures,
    parts,
    trajectory,
    verdict,
    what_if,
)
from tracker.ui.view import columns

__all__ = [
    "allocation_pictures",
    "breakdowns",
    "briefing",
    "changed",
    "choose",
    "columns",
    "comparison",
    "doubts",
    "empty_board",
    "enter",
    "figures",
    "goals",
    "heading",
    "headline",
    "key_figures",
    "methods",
    "next_deadlines",
    "papers",
    "parts",
    "quality",
    "recent_changes",
    "record_form",
    "run",
    "show_board",
    "source_list",
    "take_target",
    "tier_pictures",
    "timeline",
    "title",
    "trajectory",
    "verdict",
    "what_if",
    "worked_method",
]
