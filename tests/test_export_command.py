"""`python -m tracker brief`: files, exit codes and sentences."""

import argparse
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.briefings import ON, ROOT, briefing, few
from tracker.board import entries
from tracker.export import command, formats
from tracker.judging.states import STANDINGS
from tracker.language import words


def run(*arguments: str) -> tuple[int, list[str]]:
    """Return the exit code of the command and what it said."""
    parser = argparse.ArgumentParser()
    command.add(parser.add_subparsers(required=True))
    said: list[str] = []
    given = parser.parse_args(["brief", "--data", str(ROOT), "--on", ON.isoformat(), *arguments])
    return command.run(given, ON, said.append), said


@pytest.mark.parametrize("form", ["pptx", "docx", "xlsx", "html", "md", "txt", "csv"])
def test_each_ending_makes_its_file(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is there, is of its kind, and the last line names it in full; no browser is needed."""
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    out = tmp_path / f"{'a-long-name-' * 8}board.{form}"
    code, said = run("--ids", ",".join(few()[:2]), "--lang", "vi", "--out", str(out))
    assert code == 0
    assert str(out) in said[-1]
    assert [file.name for file in tmp_path.iterdir()] == [out.name]
    if form in ("pptx", "docx", "xlsx"):
        assert zipfile.is_zipfile(out)
    else:
        assert words("vi")("export.known", day=words("vi").day(ON)) in out.read_text("utf-8") or form == "csv"


def test_pictures_are_one_file_each_with_the_id_in_its_name(tmp_path: Path) -> None:
    """One target gives the very file; several give a file each, and the line of all together."""
    one = few()[0]
    assert run("--ids", one, "--out", str(tmp_path / "x.svg"))[0] == 0
    assert [file.name for file in tmp_path.iterdir()] == ["x.svg"]
    code, said = run("--ids", ",".join(few()[:2]), "--out", str(tmp_path / "y.svg"))
    assert code == 0
    assert {f"y-{name}.svg" for name in few()[:2]} <= {file.name for file in tmp_path.iterdir()}
    assert [line for line in said if line.startswith("2 of 3")] == [f"2 of 3: {few()[0]}"]


def test_progress_is_told_target_by_target(tmp_path: Path) -> None:
    """A long job says how far it is: 1 of 2, 2 of 2, then the file."""
    _, said = run("--ids", ",".join(few()[:2]), "--out", str(tmp_path / "x.pptx"))
    assert [line.split(":")[0] for line in said] == ["1 of 2", "2 of 2", said[-1].split(":")[0]]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--ids", "no-such-target", "--out", "x.md"), "no-such-target"),
        (("--theme", "no-such-theme", "--out", "x.md"), "no-such-theme"),
        (("--state", "no-such-state", "--out", "x.md"), "no-such-state"),
        (("--since", "2026-11-22", "--out", "x.md"), "--since"),
        (("--was", "2026-11-23", "--out", "x.md"), "--was"),
        (("--out", "x.doc"), "pptx"),
        (("--out", "x"), "pptx"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(arguments: tuple[str, ...], named: str) -> None:
    """What cannot be meant is refused before any work, with the word that is wrong."""
    code, said = run(*arguments)
    assert code == 2
    assert len(said) == 1
    assert named in said[0]


@pytest.mark.parametrize("state", STANDINGS)
def test_every_word_of_a_state_narrows_a_briefing(state: str, tmp_path: Path) -> None:
    """Each word of a state is taken, is in the help, and gives the targets that it is said of."""
    out = tmp_path / "x.csv"
    assert run("--state", state, "--out", str(out))[0] == 0
    ids = {line.split(",")[0] for line in out.read_text("utf-8-sig").splitlines()[1:]}
    found = briefing().assessments
    said = {entry.target.id for entry in entries(found) if state in (entry.leaf.state, entry.leaf.standing)}
    assert ids == said
    assert state in command.add(argparse.ArgumentParser().add_subparsers()).format_help()


def test_a_missing_browser_is_one_sentence_and_exit_code_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PDF and PNG say how to get a browser, and leave no file behind."""
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    for form in formats.WITH_BROWSER:
        code, said = run("--ids", few()[0], "--out", str(tmp_path / f"x.{form}"))
        assert code == 1
        assert said[-1] == words("en")("export.no_browser")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    """A folder that is not there gives a sentence with the file, not a traceback."""
    code, said = run("--ids", few()[0], "--out", str(tmp_path / "none" / "x.md"))
    assert code == 2
    assert "x.md" in said[-1]


def test_an_old_file_stays_whole_until_the_new_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When writing fails half-way, the file of last month is still there and nothing lies beside it."""
    out = tmp_path / "x.md"
    out.write_text("last month")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    code, said = run("--ids", few()[0], "--out", str(out))
    assert code == 2
    assert "No space left on device" in said[-1]
    assert out.read_text() == "last month"
    assert list(tmp_path.iterdir()) == [out]


def test_the_title_remark_and_site_of_the_reader_are_in_the_file(tmp_path: Path) -> None:
    """The reader's own words head the briefing; the site makes its links whole."""
    out = tmp_path / "x.html"
    site = "https://tracker.example.org"
    run(
        "--ids",
        few()[0],
        "--title",
        "For <the> minister",
        "--remark",
        "Read *this*.",
        "--site",
        site,
        "--out",
        str(out),
    )
    text = out.read_text("utf-8")
    assert "<h1>For &lt;the&gt; minister</h1>" in text
    assert "Read *this*." in text
    assert f"{site}/briefing?ids=" in text


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://exämple.org/pfad", "https://xn--exmple-cua.org/pfad"),
        ("https://exämple.org:8080/pfäd/%C3%A4", "https://xn--exmple-cua.org:8080/pf%C3%A4d/%C3%A4"),
        ("https://targets.example/x/", "https://targets.example/x/"),
    ],
)
def test_an_address_in_letters_of_a_tongue_is_written_as_maps_and_feeds_want_it(
    typed: str, address: str
) -> None:
    """The host by its registered name, other letters of the path quoted, what is quoted left as it is."""
    assert command.read_site(typed) == address


@pytest.mark.parametrize("site", ["javascript:alert(1)", "http://a b", "example.org", 'https://x"y'])
def test_a_site_must_be_an_address(site: str) -> None:
    """Only http and https addresses without blanks or quotes become links."""
    with pytest.raises(SystemExit) as left:
        run("--site", site, "--out", "x.md")
    assert left.value.code == 2


def test_every_format_has_its_kind_and_a_safe_file_name() -> None:
    """Names of downloads are made of the id and the day; every format has a media type."""
    assert all(re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", kind) for kind in formats.MIME.values())
    assert formats.file_name(briefing(few()), "pptx") == "briefing-2026-11-22.pptx"
    assert formats.file_name(briefing(few()[:1]), "png") == f"{few()[0]}-2026-11-22.png"


def test_office_libraries_are_imported_only_for_their_format() -> None:
    """The command and the app start without python-pptx, python-docx, XlsxWriter, Plotly or pandas."""
    heavy = "{'pptx', 'docx', 'xlsxwriter', 'kaleido', 'plotly', 'pandas', 'streamlit'}"
    code = f"import sys, tracker.export.command; sys.exit(str({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr.strip() == "set()"


def test_no_news_since_a_day_is_silence(tmp_path: Path) -> None:
    """Between two days next to each other nothing of the laws became known: no file, and the end is 3."""
    out = tmp_path / "news.md"
    code, said = run("--since", "2026-11-19", "--on", "2026-11-20", "--theme", "laws", "--out", str(out))
    assert (code, out.exists(), len(said)) == (3, False, 1)
    assert "19 November 2026" in said[0]


def test_a_day_kept_in_a_file_moves_on_and_nothing_new_is_silence(tmp_path: Path) -> None:
    """The first run keeps its day; the second, on the same day, writes nothing and ends with 3."""
    kept, out = tmp_path / "last.txt", tmp_path / "news.md"

    def brief(day: str) -> int:
        return run("--since", str(kept), "--out", str(out), "--theme", "laws", "--on", day)[0]

    assert brief("2026-11-20") == 0
    assert kept.read_text() == "2026-11-20\n"
    assert out.exists()
    out.unlink()
    assert brief("2026-11-20") == 3
    assert not out.exists()
    kept.write_text("2024-01-01\n")
    assert brief("2026-11-20") == 0
    assert kept.read_text() == "2026-11-20\n"
    kept.write_text("yesterday")
    assert brief("2026-11-20") == 2


def test_a_file_that_keeps_a_day_may_have_a_name_that_begins_like_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is there, or has an ending, is the file; a day stays a day, and a mistyped one is refused."""
    monkeypatch.chdir(tmp_path)
    for name in ("2026-last", "2026-11-01"):
        Path(name).write_text("2024-01-01\n", "utf-8")
    for name in ("2026-last", "2026-first.txt", "last", "2026/last"):
        assert command.read_since(name) == Path(name)
    assert command.read_since("2026-11-01") == date(2026, 11, 1)
    for name in ("2026-11-31", "2026-lost", "1.11.2026"):
        with pytest.raises(argparse.ArgumentTypeError):
            command.read_since(name)
