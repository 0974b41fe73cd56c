"""Every command, whatever its streams lead to and whenever it is stopped: a plain end, never a traceback.

The commands are those of the parser, so that a new one without a call below is a failure.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from tests import folder
from tests.browser.server import free_port
from tracker import __main__ as command_line
from tracker.streams import STOPPED

ROOT = Path(__file__).parents[1]
TABLE = "Year,Region,Share\n2023,North,4.5\n2024,North,5.5\n"
CALLS = {
    "check": "check --data data",
    "status": "status --data data",
    "brief": "brief --out {new}.pptx --data data",
    "site": "site --out {new} --lang en --data data",
    "schema": "schema --out {new}",
    "verify": "verify --articles data --data data",
    "import": "import table.csv --title T --unit percent --publisher office --yes --data {data}",
    "refresh": "refresh --data data",
    "new": "new T --figure 2024=1 --unit percent --publisher office --yes --data {data}",
    "init": "init {new}",
    "log": "log --data data",
    "app": "app data --port {port}",
    "add": "add share --period 2025 --value 1 --source book-2024 --data {data}",
    "add-source": "add-source s --kind press --publisher office --published 2025 --data {data}",
}
STREAMS = {"open": "{}>{}", "closed": "{}>&-", "full": "{}>/dev/full"}
DRAWN = random.Random(12)


def commands() -> list[str]:
    """Return every command that the parser knows."""
    (found,) = (
        one for one in command_line._parser([])._actions if isinstance(one, argparse._SubParsersAction)
    )
    return list(found.choices)


def pairs(name: str) -> list[tuple[str, str]]:
    """Return ends of what is said and complained of: each state of either; of all commands, each pair."""
    turn = commands().index(name) % 3
    states = list(STREAMS)
    return list(zip(states, states[turn:] + states[:turn], strict=True))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a data folder in it and a table to import."""
    made = tmp_path_factory.mktemp("place")
    folder.made(made / "data")
    (made / "table.csv").write_text(TABLE, "utf-8")
    return made


_fresh = itertools.count()


def call(name: str, place: Path) -> list[str]:
    """Return the words of a call; what it writes to is as it was for every other call."""
    number = next(_fresh)
    if "{data}" in CALLS[name]:
        shutil.copytree(place / "data", place / f"data-{number}")
    return CALLS[name].format(data=f"data-{number}", new=f"new-{number}", port=free_port()).split()


def started(words: list[str], place: Path, ends: str = "") -> subprocess.Popen[str]:
    """Begin a command with its streams led somewhere by a shell, the others to where a test reads."""
    line = shlex.join([sys.executable, "-m", "tracker", *words])
    return subprocess.Popen(
        ["sh", "-c", f"exec {line} {ends}"],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(words: list[str], place: Path, ends: str = "") -> tuple[int, str, str]:
    """Return exit code and words of a command; what serves is stopped by Ctrl-C once it does."""
    process = started(words, place, ends)
    while "--port" in words and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", int(words[-1])), timeout=5):
            process.send_signal(signal.SIGINT)
            break
        time.sleep(0.1)
    said, told = process.communicate(timeout=120)
    return process.returncode, said, told


@cache
def usual(name: str, place: Path) -> tuple[int, str, float]:
    """Return exit code and words of a call that nothing disturbs, and the seconds that it takes."""
    begun = time.monotonic()
    code, said, _ = ended(call(name, place), place)
    return code, said, time.monotonic() - begun


def left_over(place: Path) -> list[Path]:
    """Return what a command that was stopped has forgotten: files under a name for the meantime."""
    return [path for path in place.rglob("*") if path.name.endswith((".tmp", ".part"))]


def test_every_command_has_a_call_here() -> None:
    """Whoever adds a command says how it is called, and the tests below try it."""
    assert sorted(CALLS) == sorted(commands())
    assert {pair for name in commands() for pair in pairs(name)} == set(itertools.product(STREAMS, STREAMS))


@pytest.mark.parametrize("name", commands())
def test_a_lone_mark_of_the_end_of_options_is_no_value(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--data=--`, and so of every option: a plain sentence and exit code 2, before anything runs."""
    (known,) = (
        one for one in command_line._parser([name])._actions if isinstance(one, argparse._SubParsersAction)
    )
    taken = [one for action in known.choices[name]._actions for one in action.option_strings[-1:]]
    for option in taken:
        with pytest.raises(SystemExit) as refused:
            command_line.main([name, f"{option}=--"])
        assert refused.value.code == 2
        assert f"argument {option}: '--' is not a value" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("name", commands())
def test_no_stream_of_any_command_leads_to_a_traceback(name: str, place: Path) -> None:
    """Open, closed or full: the code is that of the call, or 2 for an output lost, whatever the other is."""
    wanted, said, _ = usual(name, place)
    for out, aside in pairs(name):
        told = place / "told"
        told.write_text("")
        ends = f"{STREAMS[out].format(1, '/dev/null')} {STREAMS[aside].format(2, told)} <&-"
        code, *_ = ended(call(name, place), place, ends)
        lost = out != "open" and said and wanted != STOPPED
        assert code == (2 if lost else wanted), (out, aside, told.read_text())
        assert "Traceback" not in told.read_text(), (out, aside)


ODD = "-a 'b' \"c\" #1 %20 đ\n$H;*[x]{y}~" + ("\udcff" if sys.platform == "linux" else "")
"""A name that holds whatever a shell, an address, YAML or a terminal may take for something else."""


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such names")
@pytest.mark.parametrize("name", commands())
def test_no_path_is_too_odd_for_any_command(name: str, place: Path, tmp_path: Path) -> None:
    """Every command says and does in a folder with an odd name what it does in any other."""
    odd = tmp_path / ODD
    odd.mkdir()
    shutil.copytree(place / "data", odd / "data")
    shutil.copy(place / "table.csv", odd / f"{ODD}.csv")
    mapped = {"table.csv": str(odd / f"{ODD}.csv"), "data": str(odd / "data"), "new": str(odd / ODD)}
    mapped["new.pptx"] = f"{mapped['new']}.pptx"
    words = CALLS[name].format(data="data", new="new", port=free_port()).split()
    words[1:] = [mapped.get(word, word) for word in words[1:]]
    code, said, told = ended(words, tmp_path)
    assert code == usual(name, place)[0], told
    assert "Traceback" not in told
    assert "\n$H" not in said + told, "a name is told on one line"


@pytest.mark.parametrize("name", commands())
def test_ctrl_c_at_any_moment_ends_every_command_without_a_word(name: str, place: Path) -> None:
    """While it is loaded, reads, works or writes: no traceback, nothing half-written, exit code 130."""
    whole, _, took = usual(name, place)
    for _ in range(4):
        process = started(call(name, place), place)
        time.sleep(DRAWN.uniform(0.05, took))
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=120)
        if "Traceback" in told:  # Python itself had not begun yet
            assert "tracker" not in told
        elif name == "app":
            assert process.returncode in (STOPPED, -signal.SIGINT), told
        else:
            assert process.returncode in (whole, STOPPED, -signal.SIGINT), told
    assert left_over(place) == []


SWALLOWED = """
import time
from tracker import streams
from tracker.ui import serving, underneath

def start(_):
    print("loading", flush=True)
    try:
        time.sleep(60)
    except KeyboardInterrupt:
        time.sleep(60)
    return 0

underneath.serve = start
raise SystemExit(streams.run(lambda: serving.launch([], 0, []), print))
"""


def test_a_library_that_swallows_ctrl_c_keeps_no_app_from_ending(place: Path) -> None:
    """While it is loaded the server has nothing to clean up: the process ends whatever a library catches."""
    given = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", SWALLOWED], cwd=place, env=given, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "loading\n"
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == STOPPED
