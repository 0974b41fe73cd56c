"""What all tests share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True, scope="session")
def _no_trace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Leave the cache of the person at this machine alone."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of the product's own data that a test may spoil."""
    for name in ("targets", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path
