"""Ctrl-C at every single line of what writes: all as before or all as after, and nothing lies beside it."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from tests import folder
from tests.test_together import changes
from tracker.editing import save, together
from tracker.editing.edit import Proposal
from tracker.reading import files
from tracker.site.publish import BESIDE, Folder
from tracker.writing import unbroken, write_whole

WRITERS = ("/editing/", "/tracker/writing.py", "/site/publish.py")


@pytest.fixture(autouse=True)
def _heard(monkeypatch: pytest.MonkeyPatch) -> object:
    """Hear Ctrl-C as a command does, also where whoever runs the tests is deaf to it."""
    monkeypatch.setattr(files, "_PAUSE", 0.0)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def stopped_at(line: int, work: Callable[[], object]) -> bool:
    """Do a piece of work, and press Ctrl-C at the given line of what writes; tell whether it came to it."""
    left = line

    def traced(frame: FrameType, event: str, _arg: object) -> object:
        nonlocal left
        if not any(part in frame.f_code.co_filename for part in WRITERS):
            return None
        if event == "line":
            left -= 1
            if left == 0:
                signal.raise_signal(signal.SIGINT)
        return traced

    sys.settrace(traced)
    try:
        work()
    except KeyboardInterrupt:
        pass
    finally:
        sys.settrace(None)
    return left <= 0


def tree(data: Path) -> dict[str, bytes]:
    """Return every file with its content, and every folder."""
    return {
        str(path.relative_to(data)): path.read_bytes() if path.is_file() else b"a folder"
        for path in data.rglob("*")
    }


def together_work(data: Path) -> object:
    """Change three files, one of them new."""
    return together.commit(data, lambda: changes(data))


def saved_work(data: Path) -> object:
    """Save one file."""
    content = (data / folder.TARGET).read_bytes()
    proposal = Proposal(data, folder.TARGET, save.sha(content), content.replace(b"40.0", b"41.0"), "", "", ())
    return save.commit(proposal)


def export_work(data: Path) -> object:
    """Write a file of an export over an earlier one."""
    return write_whole(data / "seeds/book-2024.yaml", b"new")


def site_work(data: Path) -> object:
    """Write a site of two files."""
    with Folder(data / "site") as site:
        site.put("g", "k", {"a.html": b"a", "b/c.html": b"c"})
        return site.publish()


@pytest.mark.parametrize(("work", "step"), [(together_work, 3), (saved_work, 1), (export_work, 1)])
def test_ctrl_c_at_any_line_leaves_all_as_before_or_all_as_after(
    work: Callable[[Path], object], step: int, tmp_path: Path
) -> None:
    """No line between the first and the last at which something is half-written or left over."""
    made = folder.made(tmp_path / "made")
    before = tree(made)
    done = tmp_path / "done"
    shutil.copytree(made, done)
    work(done)
    after = tree(done)
    assert after != before
    line, seen = 1, set[str]()
    while True:
        place = tmp_path / f"at-{line}"
        shutil.copytree(made, place)
        if not stopped_at(line, lambda at=place: work(at)):
            break
        now = tree(place)
        assert now in (before, after), (line, sorted({*now} ^ {*before}))
        seen.add("after" if now == after else "before")
        shutil.rmtree(place)
        line += step
    assert line > 10
    assert seen == {"before", "after"}


def test_ctrl_c_at_any_line_of_a_site_leaves_nothing_beside_it(tmp_path: Path) -> None:
    """What was being built goes away with the command that built it."""
    line, seen = 1, 0
    while stopped_at(line, lambda at=tmp_path / f"at-{line}": site_work(at)):
        seen += (tmp_path / f"at-{line}" / "site/a.html").exists()
        assert not (tmp_path / f"at-{line}" / "site" / BESIDE).exists(), line
        line += 1
    assert 0 < seen < line


def test_a_second_ctrl_c_does_not_wait() -> None:
    """Whoever presses it twice is let go at once, though something is being written."""
    past = []

    def writing() -> None:
        with unbroken():
            for time in ("first", "second"):
                signal.raise_signal(signal.SIGINT)
                past.append(time)

    with pytest.raises(KeyboardInterrupt):
        writing()
    assert past == ["first"]
