"""The file of a briefing that a session keeps: it is only ever offered for the choice it was made of."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import streamlit
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.test_caches import edit, portfolio
from tests.visits import ON, visit
from tracker import store
from tracker.export import formats
from tracker.export.briefing import Briefing
from tracker.ui import taking

WRITTEN, DRESSED, OFFERED = formats.written, taking._dressed, streamlit.download_button
IN_THE_ADDRESS = {
    "portfolio": ("", "south"),
    "on": (ON, "2023-03-01"),
    "lang": ("en", "de", "vi"),
    "method": ("", "recent_projection"),
    "ids": ("", "share", "half", "half,share", "share,half"),
    "theme": ("", "t"),
    "state": ("", "on_track", "behind"),
    "since": ("", "2021-01-01"),
    "was": ("", "2020-01-01"),
    "title": ("", "Mine"),
    "remark": ("", "Read this."),
}
PRESSED = {
    "form": ("pptx", "docx", "csv", "html"),
    "extent": ("full", "short", "factsheet"),
    "shape": ("16:9", "a4"),
    "look": ("light", "dark"),
    "comma": (False, True),
    "edited": (False, True),
    "page": ("briefing", "overview", "target"),
}
CHANGES: dict[str, tuple[Any, ...]] = IN_THE_ADDRESS | PRESSED
WITHIN = {"comma": "csv", "shape": "pptx", "look": "pptx"}
"""What is asked for one format alone."""


def written(made: Briefing, form: str, *_: object) -> bytes:
    """Return what stands for a file: all that a briefing says, and how it was to look."""
    look = (form, made.comma, made.shape, made.theme, made.extent, made.named, made.logo)
    return WRITTEN(replace(made, comma=False), "md") + repr(look).encode()


class Reader:
    """A reader of the app, with what is offered in the last run and what would be made in it."""

    def __init__(self, room: Path, patched: pytest.MonkeyPatch) -> None:
        self.room, self.offered, self.wanted = room, list[bytes](), b""
        patched.setattr(formats, "written", written)
        patched.setattr(taking, "_dressed", self._dressed)
        patched.setattr(streamlit, "download_button", self._offer)
        self.app: AppTest = visit("briefing")
        self.address: dict[str, str] = {}

    def _dressed(self, made: Briefing, form: str, view: Any) -> Briefing:
        found = DRESSED(made, form, view)
        self.wanted = written(found, form)
        return found

    def _offer(self, *given: Any, data: Any, **more: Any) -> bool:
        if isinstance(data, bytes):
            self.offered.append(data)
        return OFFERED(*given, data=data, **more)

    def run(self, page: str = "briefing") -> None:
        """Run a page with what was chosen, and see that what it offers is what it would make."""
        self.offered, self.wanted = [], b""
        for name, value in self.address.items():
            self.app.query_params[name] = value
        (self.app.switch_page(f"pages/{page}.py")).run()
        assert not self.app.exception
        assert self.offered in ([], [self.wanted])

    def make(self) -> None:
        """Press the button."""
        next(one for one in self.app.button if one.icon == ":material/draft:").click()
        self.run()
        assert self.offered == [self.wanted]

    def change(self, name: str, value: Any) -> None:
        """Change one thing of the page, or go to another page and come back."""
        if name in IN_THE_ADDRESS:
            self.address[name] = value
        elif name == "edited":
            edit(self.room / "north", edited=value)
        elif name == "page":
            self.run(value)
        else:
            for one in (*self.app.button_group, *self.app.toggle):
                if one.key == f"brief-{name}":
                    one.set_value(value)
        self.run()


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Let the app show two portfolios of the same ids, at which it looks in every run."""
    made = tmp_path_factory.mktemp("portfolios")
    own = [str(portfolio(made, *one)) for one in (("north", 31.25, 1), ("south", 31.5, 0))]
    with pytest.MonkeyPatch.context() as patched:
        data = [word for one in own for word in ("--data", one)]
        patched.setattr(sys, "argv", ["dashboard.py", *data, "--cache", str(made / "cache")])
        patched.setattr(store, "PAUSE", 0.0)
        streamlit.cache_resource.clear()
        yield made
    streamlit.cache_resource.clear()


@settings(max_examples=2, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(changes=st.permutations(list(CHANGES)), data=st.data())
def test_a_file_is_offered_for_no_other_choice_than_its_own(
    changes: list[str], data: st.DataObject, room: Path
) -> None:
    """A file is made, one thing changes, and some stay so: page, portfolio, day, language, look, files."""
    with pytest.MonkeyPatch.context() as patched:
        edit(room / "north", edited=False)
        reader, now = Reader(room, patched), {name: values[0] for name, values in CHANGES.items()}
        for name in changes:
            if name in WITHIN:
                now["form"] = WITHIN[name]
                reader.change("form", now["form"])
            reader.make()
            value = data.draw(st.sampled_from([one for one in CHANGES[name] if one != now[name]]), name)
            reader.change(name, value)
            if reader.wanted and data.draw(st.booleans(), "stays"):
                now[name] = value
            else:
                reader.change(name, now[name])
