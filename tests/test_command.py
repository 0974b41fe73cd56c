"""The command line: what it prints and how it ends."""

import json
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests import folder
from tests.test_kept import refused
from tracker import language
from tracker.__main__ import main

ROOT = Path(__file__).parents[1]


def spoil(file: Path, old: str, new: str) -> int:
    """Replace the first occurrence of a text in a file and return its line."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_products_own_data_has_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    """What is shipped is clean; a summary says how much was read."""
    assert main(["check", "--data", str(ROOT)]) == 0
    shown = capsys.readouterr()
    assert "error" not in shown.out
    assert "0 errors" in shown.err


def test_strict_fails_on_a_warning(data: Path) -> None:
    """The open conflict of the data is declared and passes; a slip of the hand does not."""
    assert main(["check", "--strict", "--data", str(data)]) == 0
    spoil(data / "targets/digital-identity/digital-signature-adult-share.yaml", "settled: no", "settled: yes")
    assert main(["check", "--data", str(data)]) == 0
    assert main(["check", "--strict", "--data", str(data)]) == 1


def test_a_fault_is_reported_with_its_place_and_its_remedy(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A number with separators is named with file, line and column and the plain spelling."""
    file = data / "targets/enterprises/maturity-tiers.yaml"
    line = spoil(file, "at_least: 650000", "at_least: 650,000")
    assert main(["check", "--data", str(data)]) == 1
    out = capsys.readouterr().out
    assert f"targets/enterprises/maturity-tiers.yaml:{line}:" in out
    assert "error S002: tiers[0].goals[0].at_least: '650,000' is not a number\n    write 650000" in out


def test_only_the_files_asked_for_are_reported(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Naming a path narrows the report and the verdict to it."""
    spoil(data / "targets/enterprises/maturity-tiers.yaml", "at_least: 650000", "at_least: 650,000")
    assert main(["check", str(data / "targets/digital-infrastructure"), "--data", str(data)]) == 0
    assert main(["check", str(data / "targets/enterprises"), "--data", str(data)]) == 1
    assert capsys.readouterr().out.count("error S002") == 1


def test_other_forms_say_the_same(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON and workflow commands carry file, line, code and sentence."""
    file = "targets/enterprises/maturity-tiers.yaml"
    line = spoil(data / file, "at_least: 650000", "at_least: 650k")
    assert main(["check", "--format", "json", "--data", str(data)]) == 1
    found = [one for one in json.loads(capsys.readouterr().out) if one["severity"] == "error"]
    assert [(one["file"], one["line"], one["code"]) for one in found] == [(file, line, "S002")]
    assert main(["check", "--format", "github", "--data", str(data)]) == 1
    assert f"::error file={file},line={line}," in capsys.readouterr().out


def test_status_speaks_of_the_day_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """A year earlier fewer programmes were done; an unknown id is wrong usage."""
    counts = []
    for day in ("2025-10-31", "2026-11-22"):
        assert main(["status", "--format", "json", "--on", day, "--data", str(ROOT)]) == 0
        document = json.loads(capsys.readouterr().out)
        assert document["on"] == day
        assert sum(document["counts"].values()) == len(document["targets"])
        counts.append(document["counts"])
    assert counts[0].get("done", 0) < counts[1].get("done", 0)
    assert main(["status", "--ids", "no-such-target", "--data", str(ROOT)]) == 2


@pytest.mark.parametrize(
    "typed",
    [
        *(["schema", "--out", ""], ["schema", "--out", " "], ["import", ""], ["init", ""], ["check", ""]),
        *(["verify", "--articles", ""], ["brief", "--out", ""], ["status", "--ids", ""]),
        *(["brief", "--ids", ",,", "--out", "made.md"], ["status", "--ids", ",,"]),
    ],
)
def test_an_empty_name_is_neither_this_folder_nor_every_target(
    typed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A variable without a value leaves it; nothing is written, and nothing is shown in its place."""
    monkeypatch.chdir(tmp_path)
    data = ["--data", str(ROOT)] if typed[0] in ("status", "brief") else []
    try:
        code: object = main([*typed, *data])
    except SystemExit as ended:
        code = ended.code
    assert (code, [*tmp_path.iterdir()]) == (2, [])


AHEAD, BEHIND = "Pacific/Kiritimati", "Pacific/Pago_Pago"


@pytest.mark.parametrize("command", ["status", "check", "add", "brief"])
def test_the_day_is_that_of_the_portfolio_wherever_the_machine_stands(
    command: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Kiritimati is 25 hours ahead of Pago Pago: what is tomorrow here lies two days ahead there."""
    tomorrow = datetime.now(ZoneInfo(AHEAD)).date() + timedelta(days=1)
    spoil(data / "targets/laws/digital-laws.yaml", "checked: ", f"checked: {tomorrow} # ")
    figure = ["--period", str(tomorrow), "--value", "1", "--source", "most-telecoms-2025-07"]
    arguments = {
        "status": ["--format", "json", "--ids", "egdi-rank"],
        "check": [],
        "add": ["vneid-accounts", "--dry-run", *figure],
        "brief": ["--ids", "egdi-rank", "--out", str(data / "made.md")],
    }[command]
    said = {}
    vocabulary = data / "targets/vocabulary.yaml"
    words = vocabulary.read_text("utf-8")
    for zone in (AHEAD, BEHIND):
        vocabulary.write_text(re.sub("time_zone: .*", f"time_zone: {zone}", words), "utf-8")
        main([command, *arguments, "--data", str(data)])
        said[zone] = capsys.readouterr().out
        if command == "brief":
            said[zone] = (data / "made.md").read_text("utf-8")
    if command == "status":
        assert json.loads(said[AHEAD])["on"] > json.loads(said[BEHIND])["on"]
    elif command == "brief":
        today = language.words("en").day(tomorrow - timedelta(days=1))
        assert today in said[AHEAD]
        assert today not in said[BEHIND]
    else:
        code = "W020" if command == "check" else "W016"
        assert code not in said[AHEAD]
        assert code in said[BEHIND]


def test_status_lists_what_was_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """Ids narrow the document; the table names themes and verdicts."""
    assert (
        main(["status", "--ids", "egdi-rank,5g-population-coverage", "--format", "json", "--data", str(ROOT)])
        == 0
    )
    names = {target["id"] for target in json.loads(capsys.readouterr().out)["targets"]}
    assert names == {"egdi-rank", "5g-population-coverage"}
    assert main(["status", "--data", str(ROOT), "--lang", "vi", "--on", "2026-11-22"]) == 0
    assert "Hạ tầng số" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["status", "--on", "2026-13-01"],
        ["status", "--on", "tomorrow"],
        ["check", "--format", "xml"],
        ["no-such-command"],
        [],
        ["verify"],
    ],
)
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    """A call that makes no sense ends with 2 and one sentence, not with a trace."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_a_path_that_does_not_exist_is_wrong_usage(data: Path) -> None:
    """Nothing to check is not the same as clean."""
    assert main(["check", str(data / "nowhere"), "--data", str(data)]) == 2
    assert main(["verify", "--articles", str(data / "nowhere"), "--data", str(data)]) == 2


@pytest.mark.parametrize(
    "command",
    [
        "status --ids gap",
        "brief --ids gap --out x.md",
        "brief --theme laws --out x.md",
        "refresh gap",
        "log gap",
    ],
)
def test_a_folder_that_may_not_be_read_hides_no_target(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is named; what was asked for may lie in it, so nothing is said to be missing."""
    data = folder.made(tmp_path)
    refused(monkeypatch, data / "targets", "scandir")
    assert main([*command.split(), "--data", str(data)]) == 1
    said = "".join(capsys.readouterr())
    assert "targets:1:1: error F002" in said
    assert "there is no" not in said.lower()


def test_an_empty_folder_is_told_not_traced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without targets says what is missing."""
    assert main(["check", "--data", str(tmp_path)]) == 1
    assert "targets" in capsys.readouterr().out
    assert main(["status", "--format", "json", "--data", str(tmp_path)]) == 1
    assert json.loads(capsys.readouterr().out)["targets"] == []


def test_the_schemas_are_printed_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each schema is JSON; written ones are those the data files point to."""
    assert main(["schema", "--out", str(tmp_path)]) == 0
    for name in ("target", "source", "vocabulary"):
        written = (tmp_path / f"{name}.schema.json").read_text("utf-8")
        assert json.loads(written)
        assert written == (ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8")
    assert capsys.readouterr().out


def test_checking_needs_neither_pandas_nor_plotly_nor_streamlit() -> None:
    """The command starts at once because it imports what it needs and no more."""
    code = (
        "import sys, tracker.__main__ as m; m.main(['check']);"
        "print(*sorted({'pandas', 'plotly', 'streamlit'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].strip() == ""


def test_a_reader_that_has_enough_ends_it_quietly() -> None:
    """Piping into head leaves no trace of a broken pipe."""
    line = f"{sys.executable} -m tracker status --format json | head -1"
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "{\n"
    assert "Traceback" not in done.stderr
