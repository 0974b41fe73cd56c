"""Running the commands that bring data in, in this process, and looking at what became of a folder."""

from __future__ import annotations

import contextlib
import io
from datetime import date
from pathlib import Path

import pytest

from tracker import __main__, checks, reader
from tracker.model import Indicator

HERE = Path(__file__).parent / "importing"
ON = "2026-11-27"
LONG = "Year,Value\n2020,12.5\n2021,13.5\n2022,14.75\n"
WANTED = [("2020", 12.5), ("2021", 13.5), ("2022", 14.75)]


def run(*arguments: object) -> tuple[int, str, str]:
    """Return exit code, output and hints of a command."""
    streams = [io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2)]
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        code = __main__.main([str(one) for one in arguments])
    out, hints = (stream.buffer.getvalue().decode() for stream in streams)
    return code, out, hints


def brought(data: Path, source: object, *options: object) -> str:
    """Import a source, see that it is written, and return what was said."""
    code, out, hints = run("import", source, "--data", data, "--yes", "--on", ON, *options)
    assert code == 0, out + hints
    return out + hints


def refused(data: Path, source: object, *options: object) -> str:
    """Import a source that is refused, see that nothing is written, and return the one sentence."""
    before = tree(data)
    code, out, hints = run("import", source, "--data", data, "--yes", "--on", ON, *options)
    assert (code, out) == (1, ""), out + hints
    assert tree(data) == before
    assert hints.count("\n") == 1, hints
    return hints.strip()


def tree(data: Path) -> dict[str, bytes]:
    """Return every file of a folder with its content."""
    return {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def errors(data: Path) -> list[str]:
    """Return the errors that the check finds, as code and file."""
    portfolio, found = reader.load(data)
    found = [*found, *checks.check(portfolio, date.fromisoformat(ON), data)]
    return [f"{one.code} {one.file}" for one in found if one.severity == "error"]


def target(data: Path, name: str) -> Indicator:
    """Return a target of a folder."""
    found = reader.load(data)[0].targets[name]
    assert isinstance(found, Indicator)
    return found


def figures(data: Path, name: str) -> list[tuple[str, float]]:
    """Return the periods and values of a target, in the order of its file."""
    return [(one.period.text, float(one.value)) for one in target(data, name).observations]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An empty data folder."""
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def file(data: Path, content: str | bytes, name: str = "share.csv") -> Path:
    """Write a file beside the data folder and return it."""
    path = data.parent / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
