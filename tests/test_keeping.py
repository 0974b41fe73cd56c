"""A new place in which something is kept is found however it is written, and what ends with a call is not."""

from pathlib import Path

import pytest

from tests.keeping import places

IMPORTS = """\
import collections
import functools
import sqlite3
import streamlit as st
import weakref
from collections import OrderedDict, defaultdict
from functools import cache, cached_property, lru_cache
from functools import lru_cache as kept_for
from streamlit import session_state as own
from tracker.once import once
again = functools.cache
"""
AN_OBJECT = "class Store:\n    def __init__(self):\n        "


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("@lru_cache\ndef f(x): ...", "f"),
        ("@lru_cache(maxsize=9)\nasync def f(x): ...", "f"),
        ("@functools.cache\ndef f(x): ...", "f"),
        ("@kept_for\ndef f(x): ...", "f"),
        ("@again\ndef f(x): ...", "f"),
        ("@st.cache_data(ttl=9)\ndef f(x): ...", "f"),
        ("@st.cache_resource\ndef f(x): ...", "f"),
        ("class W:\n    @once\n    def f(self, a): ...", "f"),
        ("class W:\n    @cached_property\n    def f(self):\n        return {}", "f"),
        ("def outer():\n    @cache\n    def f(x): ...\n    return f", "f"),
        ("def f():\n    return lru_cache(None)(int)", "f"),
        ("f = kept_for(int)", "f"),
        (AN_OBJECT + "self.f = lru_cache(self.g)", "self.f"),
        (AN_OBJECT + "self.f: dict[str, str] = {}", "self.f"),
        (AN_OBJECT + "self.f = []", "self.f"),
        (AN_OBJECT + "self.f, self.g = {}, 1", "self.f"),
        (AN_OBJECT + "self.f = OrderedDict()", "self.f"),
        ("def start(thing):\n    thing.f = set()", "thing.f"),
        ("f: dict[str, str] = {}", "f"),
        ("f = dict[str, str]()", "f"),
        ("f = defaultdict(dict)", "f"),
        ("f = collections.deque(maxlen=3)", "f"),
        ("f = weakref.WeakKeyDictionary()", "f"),
        ("if True:\n    f = {}", "f"),
        ("class A:\n    f = {}", "A.f"),
        ("class A:\n    f: dict[str, str] = {}", "A.f"),
        ("class A(Model):\n    f: ClassVar[dict[str, str]] = {}", "A.f"),
        ("@dataclass\nclass A:\n    f: dict[str, str] = field(default_factory=dict)", "A.f"),
        ("def g(x, f={}): ...", "g(f)"),
        ("def g(x, *, f=defaultdict(list)): ...", "g(f)"),
        ("def g(x):\n    return st.session_state.setdefault('f', x)", "session_state['f']"),
        ("def g(x):\n    st.session_state['f'] = x", "session_state['f']"),
        ("def g(x):\n    state = st.session_state\n    state['f'] = x", "session_state['f']"),
        ("def g(x):\n    a, state = 1, st.session_state\n    state['f'] = x", "session_state['f']"),
        ("def g(x):\n    own['f'] = x", "session_state['f']"),
        ("def g(x):\n    st.session_state.setdefault('f', {})['a'] = x", "session_state['f']"),
        ("def f(x):\n    return sqlite3.connect(x)", "f"),
    ],
)
def test_a_place_is_found_however_it_is_written(written: str, place: str, tmp_path: Path) -> None:
    """Under another name, on an object, by a default, in the session."""
    (tmp_path / "new.py").write_text(IMPORTS + written + "\n", "utf-8")
    assert f"new:{place}" in list(places(tmp_path))


@pytest.mark.parametrize(
    "written",
    [
        "f = {1: 2}",
        "f = dict.fromkeys((1, 2))",
        "f = dict(zip('ab', 'cd'))",
        "f = frozenset()",
        "def g():\n    f = {}\n    return f",
        "class A(Model):\n    f: dict[str, str] = {}",
        "@dataclass\nclass A:\n    f: Mapping[str, str] = field(default_factory=dict)",
        "class A:\n    @cached_property\n    def f(self):\n        return 1",
        "def g():\n    st.session_state['f'] = True",
    ],
)
def test_what_is_a_table_or_ends_with_its_call_is_none(written: str, tmp_path: Path) -> None:
    """Else the list of places would be one of constants."""
    (tmp_path / "new.py").write_text(
        IMPORTS.replace("again = functools.cache\n", "") + written + "\n", "utf-8"
    )
    assert list(places(tmp_path)) == []
