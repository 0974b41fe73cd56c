"""A reader who clicks faster than any page can follow, while somebody edits and breaks the files.

`MONKEY_SECONDS` says for how long (120), `MONKEY_SEED` with which luck.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error, Locator, expect

from tests.browser.conftest import Visit
from tests.browser.editor import choose_language
from tests.browser.portfolio import begun, indicator, save
from tests.browser.server import serving
from tests.browser.visitor import Visitor
from tracker.language import LANGUAGES

SECONDS = float(os.environ.get("MONKEY_SECONDS", "120"))
SEED = int(os.environ.get("MONKEY_SEED", "0")) or random.randrange(1, 10_000)
HURRY = 400
"""Milliseconds after which the monkey gives up on a click and does something else."""
WRONG = re.compile(r"Traceback|incident [0-9a-f]{8}|Uncaught|\bERROR\b|Exception")
BROKEN = ("", "id: [", "id: nurses\nkind: indicator\n", "\ufffd\x00", "a: &b [*b]\n")


class Monkey:
    """Does one thing after another without waiting for what comes of it."""

    def __init__(self, visitor: Visitor, folder: Path, chance: random.Random) -> None:
        """Sit down before a page."""
        self.visitor, self.page, self.folder, self.chance = visitor, visitor.page, folder, chance
        self.done: list[str] = []

    def act(self) -> None:
        """Do something; what is no longer there when the hand comes down is let go."""
        deeds: list[tuple[int, Callable[[], None]]] = [
            (6, self.switch_language),
            (4, self.press_anything),
            (4, self.follow_a_link),
            (3, self.turn_the_page),
            (3, self.type_a_search),
            (2, self.choose_in_a_box),
            (2, self.go_back),
            (2, self.write_a_day),
            (1, self.change_the_colours),
            (1, self.change_the_width),
            (2, self.edit_a_file),
            (1, self.break_a_file),
        ]
        weights = [weight for weight, _ in deeds]
        deed = self.chance.choices([deed for _, deed in deeds], weights)[0]
        self.done.append(deed.__name__)
        try:
            deed()
        except Error:
            self.done[-1] += " (missed)"

    def switch_language(self) -> None:
        """Choose a language, or several within a moment."""
        for _ in range(self.chance.choice((1, 1, 2, 3))):
            choose_language(self.visitor, self.chance.choice(list(LANGUAGES)), HURRY)

    def press_anything(self) -> None:
        """Press a button, a tab or a field of the page."""
        self._one_of("[data-testid=stMain] button:visible, [data-testid=stSidebar] button:visible").click(
            timeout=HURRY
        )

    def follow_a_link(self) -> None:
        """Follow a link within the app."""
        self._one_of("[data-testid=stMain] [data-testid=stHtml] a[href]:not([href^=http]):visible").click(
            timeout=HURRY
        )

    def turn_the_page(self) -> None:
        """Open another page from the list."""
        self._one_of("[data-testid=stSidebarNavLink]").click(timeout=HURRY)

    def type_a_search(self) -> None:
        """Type into a field for text."""
        field = self._one_of("[data-testid=stMain] input[type=text]:visible")
        field.fill(self.chance.choice(("nur", "", "5", "%", "<b>", "Đường")), timeout=HURRY)
        field.press("Enter", timeout=HURRY)

    def choose_in_a_box(self) -> None:
        """Open a box of choices and take one."""
        self._one_of("[data-testid=stMain] [role=combobox]:visible").click(timeout=HURRY)
        self._one_of("[role=option]:visible").click(timeout=HURRY)

    def go_back(self) -> None:
        """Go back, or forward."""
        self.page.evaluate(self.chance.choice(("history.back()", "history.back()", "history.forward()")))

    def write_a_day(self) -> None:
        """Look back from another day."""
        field = self.page.locator("[data-testid=stSidebar] [data-testid=stDateInput] input").first
        field.fill(
            self.chance.choice(("2025-10-31", "2026-11-22", "2024-01-01", "2199-13-99")), timeout=HURRY
        )
        field.press("Enter", timeout=HURRY)

    def change_the_colours(self) -> None:
        """Let night fall, or day break."""
        self.page.emulate_media(color_scheme=self.chance.choice(("dark", "light")))

    def change_the_width(self) -> None:
        """Turn the telephone."""
        self.page.set_viewport_size({"width": self.chance.choice((390, 800, 1440)), "height": 900})

    def edit_a_file(self) -> None:
        """Save another figure."""
        figure = str(self.chance.randrange(1, 99))
        save(self.folder, "targets/health/nurses.yaml", indicator("nurses", "Nurses", figure))

    def break_a_file(self) -> None:
        """Save half a file, or take one away, and perhaps bring it back."""
        name = self.chance.choice(
            ("targets/health/nurses.yaml", "targets/vocabulary.yaml", "seeds/yearbook.yaml")
        )
        path = self.folder / name
        if self.chance.random() < 0.3:
            path.unlink(missing_ok=True)
        else:
            path.write_text(self.chance.choice(BROKEN), "utf-8")
        if self.chance.random() < 0.7:
            begun(self.folder)

    def _one_of(self, selector: str) -> Locator:
        found = self.page.locator(selector)
        return found.nth(self.chance.randrange(max(1, found.count())))


def mended(visitor: Visitor, folder: Path) -> None:
    """Bring every file back and give the page a quiet look."""
    begun(folder)
    visitor.page.set_viewport_size({"width": 1440, "height": 900})
    visitor.page.emulate_media(color_scheme="light")
    visitor.page.keyboard.press("Escape")
    visitor.page.wait_for_timeout(2_000)  # the last steps through the history are still under way
    visitor.go("board?lang=en&as=cards")
    unfold = visitor.page.locator("[data-testid=stExpandSidebarButton]")
    if unfold.is_visible():
        unfold.click()


def test_no_click_however_fast_shows_an_error(visit: Visit, tmp_path: Path) -> None:
    """Minutes of clicks, words, files and nights: no error, nothing in the log, the last choice stands."""
    chance = random.Random(SEED)
    folder = begun(tmp_path / "data")
    with serving(folder, tmp_path, dashboard=["--allow-edit"]) as busy:
        visitor = visit("?lang=en", at=busy)
        monkey = Monkey(visitor, folder, chance)
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            for _ in range(40):
                monkey.act()
            story = f"seed {SEED}, the last deeds: {monkey.done[-60:]}"
            assert WRONG.search(busy.written()) is None, f"{story}\n{busy.written()[-4000:]}"
            shown = visitor.page.locator("[data-testid=stException], [data-testid=stAlertContentError]")
            assert [text for text in shown.all_inner_texts() if "number" in text] == [], story
        mended(visitor, folder)
        last = chance.choice([one for one in LANGUAGES if one != "en"])
        for language in (*chance.sample(list(LANGUAGES), 3), last):
            choose_language(visitor, language)
        assert visitor.settle().asked_for()["lang"] == last, f"seed {SEED}"
        assert visitor.page.evaluate("document.documentElement.lang") == last
        page = urlsplit(visitor.page.url).path.strip("/")
        assert page == "board", f"seed {SEED}: {visitor.page.url}"
        expect(visitor.page.locator(".tracker-card").first).to_be_visible()
        assert busy.foreign() == []
