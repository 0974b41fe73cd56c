"""The options of the app: what is misspelt is refused before anything is served."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import tree_sitter
import tree_sitter_powershell

from tracker import launch
from tracker.__main__ import main

ROOT = Path(__file__).parents[1]
WRONG = (
    ["--publc"],
    ["data"],
    ["--data"],
    ["--allow"],
    ["--public=yes"],
    ["--data", "a", "b"],
    ["--data", ""],
    ["--data=--"],
    ["--public", "--cache=--"],
)


@pytest.mark.parametrize("arguments", WRONG)
def test_a_wrong_option_is_one_sentence_and_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Misspelt, cut short, a bare folder, an option without its value: none is passed over."""
    with pytest.raises(SystemExit) as ended:
        launch.refuse_unknown(["/srv/dashboard.py", *arguments], ROOT)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "--allow-edit" in said


def test_what_is_right_is_taken() -> None:
    """Every option, and none; the words of another program are not ours to judge."""
    launch.refuse_unknown(["dashboard.py"], ROOT)
    launch.refuse_unknown(["dashboard.py", "--data", "x", "--cache", "y", "--public", "--allow-edit"], ROOT)
    launch.refuse_unknown(["pytest", "-q"], ROOT)
    given = launch.parser(ROOT).parse_args(["--data", "x"])
    assert (given.data, given.public, given.allow_edit) == (Path("x"), False, False)


@pytest.mark.parametrize("starter", ["streamlit", "bin/app"])
def test_the_server_does_not_start_with_a_wrong_option(starter: str, tmp_path: Path) -> None:
    """However it is started, the process ends with 2 by itself and no record form is open to anybody."""
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--"]
    if starter == "bin/app":
        command = ["sh", "bin/app"]
    done = subprocess.run(
        [*command, "--publc"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 2
    assert done.stderr.strip().splitlines()[-1].startswith("dashboard.py: unrecognized arguments: --publc")


@pytest.mark.parametrize("port", ["0", "65536", "-1", "x", "9" * 30, "٣"])
def test_a_port_that_there_is_not_is_one_sentence_and_exit_code_2(
    port: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command says what a port is before anything is loaded for the server."""
    with pytest.raises(SystemExit) as ended:
        main(["app", ".", "--port", port])
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith("is not a port; write a number from 1 to 65535\n")


def test_the_script_for_windows_reads_as_powershell() -> None:
    """Where no PowerShell is to be had its grammar still tells a slip; one that is put in is found."""
    reads = tree_sitter.Parser(tree_sitter.Language(tree_sitter_powershell.language()))
    script = (ROOT / "bin/app.ps1").read_bytes()
    assert not reads.parse(script).root_node.has_error
    assert reads.parse(script.replace(b"))", b")", 1)).root_node.has_error
