"""Links from a page to another: each leads to something that is there."""

from __future__ import annotations

import re
from pathlib import Path

from tests import told
from tests.browser.portfolio import save, source, vocabulary
from tracker.site.render import Renderer
from tracker.telling import target

FIGURES = {"2020": "10", "2024": "20"}


def part(name: str) -> dict[str, object]:
    """Return a part of a whole that is judged: a tenth became a fifth, on the way to two fifths."""
    figures = [{"period": year, "value": value, "source": "yearbook"} for year, value in FIGURES.items()]
    goal = {"id": "by-2030", "source": "yearbook", "at_least": "40", "by": "2030"}
    head = {"id": name, "title": {"en": name}, "goals": [goal], "baseline": "2020"}
    return {**head, "observations": figures}


SHARES = {
    "id": "shares",
    "title": {"en": "Shares"},
    "kind": "allocation",
    "measure": {"unit": "percent", "frequency": "year"},
    "parts": [part("roads"), part("rail")],
}


def test_the_arithmetic_of_a_part_is_on_the_page_of_its_target(tmp_path: Path) -> None:
    """A part has no page of its own, and another target may have its id."""
    save(tmp_path, "targets/vocabulary.yaml", vocabulary())
    save(tmp_path, "seeds/yearbook.yaml", source())
    save(tmp_path, "targets/health/shares.yaml", SHARES)
    seen = told.scene(tmp_path)
    page = str(Renderer(seen, None).html(target.page(seen.assessments["shares"], seen)))
    links = re.findall(r'href="([^"]*#method)"', page)
    assert len(links) == 2
    assert {Path(link.partition("#")[0]).stem for link in links} <= {"", "shares"}
