"""Serving others: what the options after `--` switch on and off, as docs/serving.md tells it."""

import logging
import re
import shlex
import sys
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests import folder
from tracker.editing import edit, save
from tracker.language import words
from tracker.ui import view

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "serving.md").read_text("utf-8")
OPEN = {"::", "0.0.0.0", "", "192.0.2.7"}


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the options of an earlier start; pretend an address in each test."""
    st.cache_resource.clear()


def started(monkeypatch: pytest.MonkeyPatch, line: str, address: str = "127.0.0.1") -> None:
    """Pretend that the app was started with a command line at an address."""
    monkeypatch.setattr(sys, "argv", ["dashboard.py", *shlex.split(line)])
    monkeypatch.setattr(st, "get_option", lambda name: address if name == "server.address" else None)
    st.cache_resource.clear()


@pytest.mark.parametrize(
    ("line", "address", "may"),
    [
        ("", "127.0.0.1", True),
        ("", "localhost", True),
        ("--public", "127.0.0.1", False),
        ("--public --allow-edit", "127.0.0.1", True),
        ("--public", "0.0.0.0", False),
        ("--public --allow-edit", "0.0.0.0", True),
        ("--data elsewhere --public", "::1", False),
    ],
)
def test_who_may_record(monkeypatch: pytest.MonkeyPatch, line: str, address: str, may: bool) -> None:
    """The person at the machine may; those whom a web server sends on only with --allow-edit."""
    started(monkeypatch, line, address)
    assert view.editing() is may


@pytest.mark.parametrize("address", sorted(OPEN))
def test_an_open_address_is_refused_unless_asked_for(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Bound to more than this machine without --public, every page is one sentence and nothing else."""
    monkeypatch.setattr(sys, "argv", ["dashboard.py"])
    real = st.get_option
    monkeypatch.setattr(st, "get_option", lambda name: address if name == "server.address" else real(name))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params["lang"] = "en"
    app.run()
    told = [re.sub(r"[\\\u2060]", "", error.value) for error in app.error]
    assert told == [words("en")("app.public_refused")]
    assert not app.get("html")


def test_the_log_of_the_server_names_every_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """However often a page is drawn, a save is one line: file, content before and after."""
    monkeypatch.setattr(logging.getLogger("tracker"), "handlers", [])
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(folder.made(tmp_path))])
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.run().run()
    capsys.readouterr()
    made = edit.propose(tmp_path, "share", {"period": "2025", "value": "41", "source": "book-2025"})
    assert isinstance(made, edit.Proposal)
    assert save.commit(made).state == "saved"
    told = capsys.readouterr().err
    assert told.count(f"saved {folder.TARGET}: {made.digest} -> ") == 1


def test_the_guide_names_the_options_that_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command line in the guide is understood to the last word."""
    lines = re.findall(r"streamlit run dashboard\.py [^#]*? -- (--data [^\n`]+)", GUIDE)
    assert len(lines) >= 2
    for line in lines:
        started(monkeypatch, line)
        given = view.options()
        assert given.data == Path("/srv/policy")
        assert given.public
        assert not view.editing()


def test_every_web_server_sends_the_same_policy() -> None:
    """The policy is the same for nginx, Caddy and HAProxy: no script of an author, no address elsewhere."""
    first, *others = re.findall(r'Content-Security-Policy "([^"]+)"', GUIDE)
    assert others == [first, first]
    rules = dict(rule.split(" ", 1) for rule in first.split("; "))
    assert rules["script-src"] == "'self' blob:"
    assert rules["connect-src"] == "'self'"
    assert "http" not in " ".join(rules.values())
