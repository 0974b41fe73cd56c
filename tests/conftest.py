"""What all tests share."""

import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

ROOT = Path(__file__).parents[1]
# How long an example takes depends on the machine, and no test asserts a time.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True, scope="session")
def _no_trace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Leave the cache of the person at this machine alone."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True, scope="session")
def _components() -> Iterator[None]:
    """Search the installed packages for components of Streamlit once, not for each visitor."""
    with pytest.MonkeyPatch.context() as patched:
        found = cache(manifest_scanner.scan_component_manifests)
        patched.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(scope="module")
def own_app() -> Iterator[None]:
    """Let the app show the product's own data."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "argv", ["dashboard.py", "--data", str(ROOT)])
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of the product's own data that a test may spoil."""
    for name in ("targets", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path
