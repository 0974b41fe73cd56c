"""The five promises of the README, each put to the test on a copy of the product's own data.

The commands run as processes of their own, as a reader starts them; the pages run in Streamlit's own
test bench. What only a real browser can tell is tested in `tests/browser`.
"""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
import streamlit as st
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from streamlit import net_util
from streamlit.testing.v1 import AppTest
from streamlit.web.server import server_util

from tests.hostile import NASTY
from tracker import reader
from tracker.editing import edit, save
from tracker.editing.edit import Proposal
from tracker.editing.quoting import quoted
from tracker.export.content import literal
from tracker.language import words
from tracker.report import defused
from tracker.store import Store
from tracker.ui.frame import PAGES

ROOT = Path(__file__).parents[1]
BROKEN = ROOT / "tests" / "broken"
ON = "2026-11-22"
NOW = datetime(2026, 11, 22, 12)
LINE = re.compile(r"[^:\s].*?:\d+:\d+: (error|warning) [A-Z]\d{3}: .+")
LARGEST = 500  # MiB
PATIENCE = 120  # seconds after which a command counts as hanging


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, what it wrote, and its memory at the peak in MiB."""

    code: int
    out: str
    err: str
    peak: float


# Linux counts the memory of the process that started another as the other's peak; this is the command's own.
PEAK = """import atexit, os, re
def noted():
    if os.path.exists('/proc/self/status'):
        open('peak', 'w').write(re.search(r'VmHWM:(.*)', open('/proc/self/status').read()).group(1))
atexit.register(noted); """


def run(place: Path, *arguments: str, guard: str = "") -> Ended:
    """Run `python -m tracker` in an empty folder and return how it ended.

    Args:
        place: where its output is kept.
        arguments: the command.
        guard: Python statements that run before the command does.
    """
    begun = f"import runpy, sys; {PEAK}{guard}"
    code = f"{begun}\nrunpy.run_module('tracker', run_name='__main__', alter_sys=True)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    with (place / "out").open("wb") as out, (place / "err").open("wb") as err:
        process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments], stdout=out, stderr=err, cwd=place, env=environment
        )
        signal.signal(signal.SIGALRM, lambda *_: process.kill())
        signal.alarm(PATIENCE)
        _, status, usage = os.wait4(process.pid, 0)
        signal.alarm(0)
    process.returncode = os.waitstatus_to_exitcode(status)
    told = ((place / name).read_bytes().decode("utf-8", "replace") for name in ("out", "err"))
    peak = (place / "peak").read_text() if (place / "peak").exists() else str(usage.ru_maxrss)
    return Ended(process.returncode, *told, int(peak.split()[0]) / 1024)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of the product's own data that a test may spoil."""
    for name in ("targets", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / "data" / name)
    return tmp_path / "data"


def targets(data: Path) -> list[Path]:
    """Return the files of all targets."""
    return sorted(path for path in data.glob("targets/*/*.yaml"))


def status(data: Path, *more: str) -> dict[str, dict[str, object]]:
    """Return the verdicts that the command line gives, by target."""
    ended = run(data.parent, "status", "--format", "json", "--on", ON, "--data", str(data), *more)
    assert ended.code in (0, 1)
    assert "Traceback" not in ended.err
    return {target["id"]: target for target in json.loads(ended.out)["targets"]}


BESIDE = ("S025", "S028", "S071", "S092", "Y110")
"""Faults that only another file beside the broken one makes."""


def broken_files() -> Iterator[tuple[str, bytes, list[str]]]:
    """Yield for every broken file its case, its content, and each fault as `line:column: error CODE`.

    Left out is what depends on other files of its folder, or on a fault of the system.
    """
    for case in sorted(BROKEN.iterdir()):
        file = case / "targets/digital/online-filing.yaml"
        if file.exists() and re.match("[EYS]", case.name) and case.name[:4] not in BESIDE:
            told = (case / "expected.txt").read_text("utf-8")
            found = re.findall(
                r"^targets/digital/online-filing\.yaml:(\d+:\d+: error \w+)", told, re.MULTILINE
            )
            yield case.name, file.read_bytes(), [one for one in found if not one.endswith("S040")]


WORDS = """
calendars:
  financial: {title: {en: Financial year}, starts: 04}
  school: {title: {en: School year}, parts: {T1: 02/04, T2: 05/07, T3: 07/09, T4: 10/12}}
dimensions:
  sex: {title: {en: Sex}, members: {female: {title: {en: Women}}, male: {title: {en: Men}}}}
scales:
  agencies: {words: [{en: Off track}, {en: At risk}, {en: On track}]}
"""
"""What some of the broken files speak of and the product's own vocabulary has not."""

BOMBS = {
    "dashes": b"- " * 27_000,
    "brackets": b"a: " + b"[" * 100_000,
    "braces": b"a: " + b"{a: " * 20_000,
    "questions": b"? " * 20_000,
    "merges": b"a: &a {x: 1}\n" + b"".join(b"b%d: &b%d {<<: [*a, *a]}\n" % (n, n) for n in range(25)),
    "aliases": b"a: &a [x, x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(40)),
    "digits": b"id: digits\nvalue: " + b"9" * 5_000,
    "text": b"about: " + b"x" * 900_000,
    "fields": b"".join(b"k%d: v\n" % number for number in range(70_000)),
    "entries": b"goals:\n" + b"- {}\n" * 150_000,
    "quotes": b'a: "' + b'\\"' * 400_000,
    "breaks": b"\n" * 1_000_000,
}


def test_promise_1_every_fault_of_every_file_is_told_in_one_run(data: Path) -> None:
    """All kinds of broken files at once: one run names each with its line, and ends with 1."""
    wanted = []
    with (data / "targets/vocabulary.yaml").open("a", encoding="utf-8") as words:
        words.write(WORDS)
    for case, content, faults in broken_files():
        file = f"targets/laws/{case.lower()}.yaml"
        (data / file).write_bytes(content.replace(b"online-filing", case.lower().encode()))
        for table in (BROKEN / case).glob("targets/digital/*.csv"):
            shutil.copy(table, data / f"targets/laws/{case.lower()}.csv")
        wanted += [f"{file}:{fault}:" for fault in faults]
    ended = run(data.parent, "check", "--on", ON, "--data", str(data))
    assert ended.code == 1
    assert len(wanted) >= 60
    assert [place for place in wanted if place not in ended.out] == []
    assert [
        line for line in ended.out.splitlines() if not line.startswith("    ") and not LINE.match(line)
    ] == []
    assert "Traceback" not in ended.out + ended.err


def test_promise_1_no_bomb_hangs_the_check(data: Path) -> None:
    """Files made to exhaust a reader are refused with a line, all in one run, in bounded memory."""
    for name, content in BOMBS.items():
        (data / f"targets/laws/{name}.yaml").write_bytes(content)
    ended = run(data.parent, "check", "--on", ON, "--data", str(data))
    assert ended.code == 1
    assert [name for name in BOMBS if f"targets/laws/{name}.yaml:" not in ended.out] == []
    assert "Traceback" not in ended.out + ended.err
    assert ended.peak < LARGEST


def test_promise_1_things_that_are_no_files_are_told_too(data: Path) -> None:
    """Pipes, devices, circles, folders named like files, five gigabytes, names that command a terminal."""
    laws = data / "targets" / "laws"
    os.mkfifo(laws / "pipe.yaml")
    (laws / "device.yaml").symlink_to("/dev/zero")
    (laws / "circle.yaml").symlink_to("circle.yaml")
    (laws / "outside.yaml").symlink_to("/etc/passwd")
    (laws / "folder.yaml").mkdir()
    (laws / "huge.yaml").touch()
    os.truncate(laws / "huge.yaml", 5 * 1024**3)
    (laws / "red\x1b[31m\nline.yaml").write_bytes(b"id: red\n")
    (Path(os.fsdecode(os.fsencode(laws) + b"/not-\xff-text.yaml"))).write_bytes(b"id: x\n")
    (laws / "<script>.yaml").write_bytes(b"id: script\n")
    ended = run(data.parent, "check", "--on", ON, "--data", str(data))
    assert ended.code == 1
    for name in ("pipe", "device", "circle", "outside", "folder", "huge", "<script>", "not-\\xff-text"):
        assert f"targets/laws/{name}.yaml:1:1: error" in ended.out, name
    assert "red\\x1b[31m\\x0aline.yaml" in ended.out
    assert "root:" not in ended.out
    assert "\x1b" not in ended.out
    assert "Traceback" not in ended.out + ended.err
    assert ended.peak < LARGEST


def spoil_all(files: list[Path]) -> None:
    """Damage files, each in another way."""
    kinds = [content for _, content, _ in broken_files()] + list(BOMBS.values())
    for number, file in enumerate(files):
        file.write_bytes(kinds[number * 7 % len(kinds)])


def test_promise_2_the_verdicts_on_other_targets_stay_the_same(data: Path) -> None:
    """With every second file damaged the other half is judged to the digit as before."""
    before, files = status(data), targets(data)
    spoil_all(files[::2])
    kept = {file.stem for file in files[1::2]}
    after = status(data)
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    ended = run(data.parent, "check", "--on", ON, "--data", str(data))
    told = {line.partition(":")[0] for line in ended.out.splitlines() if ": error " in line}
    lost = {str(file.relative_to(data)) for file in files[::2] if file.stem not in after}
    assert lost <= told


def test_promise_2_sources_and_words_take_no_target_with_them(data: Path) -> None:
    """A slip in each source, and the words gone altogether: every target is still judged."""
    before = status(data)
    for file in data.glob("seeds/*.yaml"):
        file.write_text(file.read_text("utf-8").replace("publisher:", "publsher:"), "utf-8")
    (data / "targets/vocabulary.yaml").write_bytes(b"\xff\xfe\x00units")
    assert set(status(data)) == set(before)


def test_promise_2_what_was_good_stays_on_the_board(data: Path) -> None:
    """All files go bad while the app runs: every target keeps its last verdict, and is named as stale."""
    kept = Store(data)
    before = kept.refresh(NOW)
    verdicts = dict(kept.assessments(before, date.fromisoformat(ON)))
    files = targets(data)
    spoil_all(files)
    after = kept.refresh(NOW.replace(minute=1))
    assert set(after.portfolio.targets) >= set(before.portfolio.targets)
    assert {file.stem for file in files} == {Path(notice.problem.file).stem for notice in after.stale}
    assert dict(kept.assessments(after, date.fromisoformat(ON))) == verdicts


@pytest.fixture
def bench(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """Return the app on the copy of the data, as Streamlit's test bench runs it."""
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(data)])
    st.cache_resource.clear()
    yield AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE).run()
    st.cache_resource.clear()


def shown(app: AppTest, page: str, **address: str) -> str:
    """Return the HTML of a page, after looking for signs of a fault."""
    for name, value in {"lang": "en", "on": ON, **address}.items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}.py").run()
    incident = words("en")("app.incident", number="").split()[0]
    assert not app.exception
    assert not [error.value for error in app.error if error.value.startswith(incident)]
    return "".join(str(html.proto.body) for html in app.get("html"))


def test_promise_2_the_pages_stand_whatever_the_files_hold(bench: AppTest, data: Path) -> None:
    """Every page opens over damaged files, and after all went bad while it was open; no target leaves."""
    titles = {target.title["en"] for target in reader.load(data)[0].targets.values()}
    spoil_all(list(data.glob("seeds/*.yaml"))[::9])
    st.cache_resource.clear()
    for spoil in ([], targets(data)):
        spoil_all(spoil)
        for page in PAGES:
            shown(bench, page)
        shown(bench, "target")
        assert titles == set(bench.main.selectbox[0].options)
        assert len(bench.warning) >= 4


@pytest.mark.parametrize("held", [(), ("targets", "seeds"), ("targets/vocabulary.yaml",)])
def test_promise_2_an_empty_folder_is_a_board_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: tuple[str, ...]
) -> None:
    """A newcomer's folder, empty or half-empty, opens on every page, and every command answers."""
    for name in held:
        (tmp_path / name).mkdir(parents=True)
    for command in ("check", "status", "status --format json", "status --format csv"):
        ended = run(tmp_path, *command.split(), "--data", str(tmp_path))
        assert (ended.code, "Traceback" in ended.err) == (1, False)
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(tmp_path)])
    st.cache_resource.clear()
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE).run()
    for page in PAGES:
        shown(app, page)
    st.cache_resource.clear()


def readable() -> list[str]:
    """Return the nasty texts that a file may hold: the others are refused by name, as promise 1 says."""
    sample = "id: x\nkind: indicator\nmeasure: {unit: percent}\ntitle: {en: "
    tried = {
        text: reader.parse(f"{sample}{quoted(text)}}}\n".encode(), "targets/laws/x.yaml") for text in NASTY
    }
    return [text for text, tree in tried.items() if hasattr(tree, "root")]


@pytest.fixture
def nasty(data: Path) -> dict[str, str]:
    """Put a nasty text into every field for text of one target after another; return them by id."""
    texts = {f"nasty-{number}": text for number, text in enumerate(readable())}
    for name, text in texts.items():
        said = quoted(text)
        lines = [
            *(f"id: {name}", f"title: {{en: {said}}}", "kind: indicator", "owner: most"),
            *(f"about: {{en: {said}}}", "measure:", f"  definition: {{en: {said}}}", "  unit: percent"),
            *("baseline: 2020", "goals:", "  - at_least: 90", "    by: 2030", "    source: nasty"),
            *(f"    as_printed: {said}", f"    note: {{en: {said}}}", "observations:"),
            *("  - period: 2020", "    value: 10", "    source: nasty", f"    at: {said}"),
            *("  - period: 2024", "    value: 40", "    source: nasty", f"    note: {{en: {said}}}"),
            *(
                "ambiguities:",
                f"  - question: {{en: {said}}}",
                f"    reading: {{en: {said}}}",
                "    settled: no",
            ),
        ]
        (data / f"targets/laws/{name}.yaml").write_text("\n".join(lines) + "\n", "utf-8", newline="")
    title = quoted(NASTY[0])
    source = f"id: nasty\nkind: policy\ntitle: {{en: {title}}}\npublisher: most\npublished: 2020-01-15\n"
    (data / "seeds/nasty.yaml").write_text(source, "utf-8")
    assert len(texts) >= 57
    return texts


def test_promise_3_status_prints_titles_as_they_were_typed(data: Path, nasty: dict[str, str]) -> None:
    """JSON gives each text back; the CSV and the table differ only by their own safe spelling."""
    found = status(data)
    assert {name: found[name]["title"]["en"] for name in nasty} == nasty
    ids = ",".join(nasty)
    table = run(data.parent, "status", "--on", ON, "--data", str(data), "--ids", ids)
    assert table.code == 0
    assert all(sign == "\n" or sign.isprintable() for sign in table.out)
    assert len([line for line in table.out.splitlines() if "44%" in line or "38%" in line]) >= len(nasty)
    lines = run(data.parent, "status", "--format", "csv", "--on", ON, "--data", str(data), "--ids", ids).out
    rows = {
        row["id"]: row["title"] for row in csv.DictReader(io.StringIO(lines.lstrip("\ufeff"), newline=""))
    }
    assert rows == {name: defused(text) for name, text in nasty.items()}


class Texts(HTMLParser):
    """Collects the tags and the visible texts of a page."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and every attribute that could act; the first picture of a chart is ours."""
        given = dict(attrs)
        if given.get("class") == "tracker-still" and str(given["src"]).startswith("data:image/svg"):
            return
        self.tags.add(tag)
        self.tags |= {name for name, _ in attrs if name.startswith("on") or name in ("src", "srcdoc")}

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text += data


def squeezed(text: str) -> str:
    """Return a text without its white space, which pages and slides may break anywhere."""
    return "".join(text.split())


def test_promise_3_a_briefing_shows_texts_literally_in_every_form(data: Path, nasty: dict[str, str]) -> None:
    """A page, a text and a workbook from the command line: no tag, no link, no formula, each text whole."""
    made = {}
    for form in ("html", "md", "xlsx"):
        made[form] = data.parent / f"briefing.{form}"
        ended = run(
            *(data.parent, "brief", "--ids", ",".join(nasty), "--on", ON, "--data", str(data)),
            *("--out", str(made[form])),
        )
        assert (ended.code, "Traceback" in ended.err) == (0, False)
    acting = {"script", "img", "iframe", "object", "form", "base", "onerror", "src", "srcdoc"}
    page = Texts(made["html"].read_text("utf-8"))
    text = Texts(MarkdownIt("commonmark").render(made["md"].read_text("utf-8")))
    for read in (page, text):
        assert not read.tags & acting
        seen = squeezed(read.text)
        assert [one for one in nasty.values() if squeezed(literal(one)) not in seen] == []
    cells = [cell for sheet in load_workbook(made["xlsx"]) for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert [one for one in nasty.values() if literal(one) not in {cell.value for cell in cells}] == []


def test_promise_3_the_pages_escape_every_text(nasty: dict[str, str], bench: AppTest) -> None:
    """Board and target page hold each text as text: their HTML has no tag of an author."""
    acting = {"script", "img", "iframe", "object", "form", "base", "onerror", "srcdoc"}
    pages = [Texts(shown(bench, "board", source="nasty", **{"turn-board": f"{n}"})) for n in (1, 2, 3, 4)]
    assert [page.tags & acting for page in pages] == [set()] * 4
    written = "".join(squeezed(page.text) for page in pages)
    assert [text for text in nasty.values() if squeezed(text) not in written] == []
    for name, text in list(nasty.items())[::8]:
        page = Texts(shown(bench, "target", id=name))
        assert not page.tags & acting
        assert squeezed(page.text).count(squeezed(text)) >= 4


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_promise_3_a_message_quotes_what_was_typed_and_runs_nothing(data: Path, form: str) -> None:
    """A nasty text where it is wrong is quoted on one line, escaped for a terminal and for GitHub."""
    for number, text in enumerate(readable()):
        said = quoted(text)
        wrong = f"id: {said}\ntitle: {said}\nkind: {said}\nmeasure: {{unit: {said}}}\n{said}: {said}\n"
        (data / f"targets/laws/wrong-{number}.yaml").write_text(wrong, "utf-8", newline="")
    ended = run(data.parent, "check", "--format", form, "--on", ON, "--data", str(data))
    assert ended.code == 1
    assert all(sign == "\n" or sign.isprintable() for sign in ended.out)
    lines = ended.out.splitlines()
    if form == "json":
        assert len({one["file"] for one in json.loads(ended.out)}) >= 57
    elif form == "github":
        assert [
            line for line in lines if not re.match(r"::(error|warning) file=[^,:]+,line=\d+,", line)
        ] == []
    else:
        assert [line for line in lines if not line.startswith("    ") and not LINE.match(line)] == []


ADD = ("--value", "41.5", "--source", "most-telecoms-2025-07", "--period")


def indicators(data: Path) -> list[Path]:
    """Return the files of all indicators."""
    return [file for file in targets(data) if "\nkind: indicator\n" in file.read_text("utf-8")]


def is_extended(old: bytes, new: bytes) -> bool:
    """Tell whether a file holds what it held, in one piece or two, and something more."""
    ahead = next((place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    return len(new) > len(old) and new.endswith(old[ahead:])


def test_promise_4_a_save_adds_its_lines_and_changes_no_other_byte(data: Path) -> None:
    """`add` on real files: the old bytes around the new lines, and every other file as it was."""
    before = {file: file.read_bytes() for file in data.rglob("*.yaml")}
    for file in indicators(data)[::12]:
        ended = run(data.parent, "add", file.stem, "--data", str(data), *ADD, "1999")
        assert ended.code == 0, ended.out + ended.err
        assert ended.out.endswith(f"Saved in {file.relative_to(data)}.\n")
        after = file.read_bytes()
        assert is_extended(before[file], after)
        assert b"period: 1999" in after
        before[file] = after
    assert {file: file.read_bytes() for file in data.rglob("*.yaml")} == before


def test_promise_4_a_command_killed_at_any_time_leaves_old_or_new(data: Path) -> None:
    """Killed at twenty moments: the file is the old or the new one, whole, and what was said is there."""
    file, chance = indicators(data)[0], random.Random(4)
    started = time.monotonic()
    assert run(data.parent, "add", file.stem, "--data", str(data), *ADD, "1979").code == 0
    whole = time.monotonic() - started  # what it takes here and now, undisturbed
    said = 0
    for year in range(1980, 2000):
        old = file.read_bytes()
        command = [sys.executable, "-m", "tracker", "add", file.stem, "--data", str(data), *ADD, str(year)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        try:
            out, _ = process.communicate(timeout=chance.uniform(0.1, 1.5) * whole)
        except subprocess.TimeoutExpired:
            process.kill()
            out, _ = process.communicate()
        new = file.read_bytes()
        assert new == old or (is_extended(old, new) and f"period: {year}".encode() in new)
        assert new != old or b"Saved" not in out
        said += new != old
        assert not [one for one in reader.load(data)[1] if one.severity == "error"]
    assert said


def test_promise_4_saved_is_said_when_it_is_on_the_disk(data: Path) -> None:
    """A disk that does not confirm gets no "Saved": the command says so and the file stays."""
    file = indicators(data)[0]
    old = file.read_bytes()
    guard = f"import os\ndef fsync(d): raise OSError({errno.EIO}, 'Input/output error')\nos.fsync = fsync"
    ended = run(data.parent, "add", file.stem, "--data", str(data), *ADD, "1999", guard=guard)
    assert ended.code == 2
    assert "Saved" not in ended.out
    assert "period: 1999" in ended.out
    assert file.read_bytes() == old


def test_promise_4_nobody_is_overwritten_unseen(data: Path) -> None:
    """A form opened before a colleague saved is a conflict; five people at once all keep their figure."""
    file = indicators(data)[0]
    form = edit.propose(data, file.stem, {"period": "1999", "value": "1", "source": ADD[3]})
    assert isinstance(form, Proposal)
    theirs = file.read_bytes() + b"# theirs\n"
    file.write_bytes(theirs)
    assert save.commit(form).state == "conflict"
    assert file.read_bytes() == theirs
    command = [sys.executable, "-m", "tracker", "add", file.stem, "--data", str(data), *ADD]
    crowd = [
        subprocess.Popen([*command, str(year)], cwd=ROOT, stdout=subprocess.PIPE)
        for year in range(1990, 1995)
    ]
    assert [b"Saved" in person.communicate()[0] for person in crowd] == [True] * 5
    kept = file.read_text("utf-8")
    assert all(f"period: {year}\n" in kept for year in range(1990, 1995))
    assert kept.endswith("# theirs\n")


# Ends the process at the first thing that could leave the machine, whatever would catch an exception.
DEAF = """
import os
def told(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.bind",
                 "socket.gethostbyname", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"):
        os.write(2, f"left the machine: {event} {arguments}".encode())
        os._exit(99)
sys.addaudithook(told)
"""
# The browser that draws pictures is a program of its own, with a test of its own.
ALONE = f"{DEAF}\nos.environ['BROWSER_PATH'] = '/nowhere/chromium'"


@pytest.mark.parametrize(
    "arguments",
    [
        "check --on 2026-11-22",
        "status",
        "status --format json --lang vi",
        "status --format csv --lang de",
        "schema",
        "verify --articles data",
        "add vneid-accounts --period 1999 --value 1 --source most-telecoms-2025-07",
        "add-source new --kind press --publisher most --published 2026-10 --title New --url https://example.org",
        *(f"brief --ids vneid-accounts,egdi-rank --out x.{form}" for form in ("html", "md", "csv", "xlsx")),
        *(f"brief --ids vneid-accounts,egdi-rank --out x.{form}" for form in ("pptx", "docx", "svg")),
    ],
)
def test_promise_5_no_command_talks_to_anybody(data: Path, arguments: str) -> None:
    """No connection, no name looked up, no other program started."""
    more = [] if arguments == "schema" else ["--data", str(data)]
    ended = run(data.parent, *arguments.split(), *more, guard=ALONE)
    assert ended.code in (0, 1), ended.err
    assert "left the machine" not in ended.err


def test_promise_5_the_guard_of_the_test_above_works(tmp_path: Path) -> None:
    """A process under the same guard that does call out is ended."""
    guard = f"{DEAF}\nimport urllib.request\nurllib.request.urlopen('http://127.0.0.1:9')"
    assert run(tmp_path, "status", guard=guard).code == 99


def test_promise_5_the_browser_that_draws_is_sent_nowhere(data: Path) -> None:
    """Where a picture needs a browser, every request of it goes to a port at which nobody listens."""
    ended = run(data.parent, "brief", "--ids", "egdi-rank", "--out", "x.pdf", "--data", str(data), guard=DEAF)
    assert ended.code == 99
    assert "--proxy-server=http://127.0.0.1:9" in ended.err


def test_promise_5_a_foreign_page_that_knocks_is_refused_without_a_question(
    bench: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit would ask a machine elsewhere for our address to compare; here it never does."""
    assert not bench.exception
    asked: list[str] = []
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda url, **_: asked.append(url))
    assert not server_util.is_url_from_allowed_origins("https://evil.example")
    assert asked == []


def test_promise_5_the_app_is_set_up_to_stay_at_home() -> None:
    """This machine only, strangers' names and origins refused, no statistics, nothing served besides."""
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
    server, browser, client = settings["server"], settings["browser"], settings["client"]
    assert server["address"] == "127.0.0.1"
    assert server["allowedHosts"] == ["localhost", "127.0.0.1"]
    assert server["enableCORS"] is server["enableXsrfProtection"] is True
    assert server["enableStaticServing"] is server["enableAgentApi"] is server["showEmailPrompt"] is False
    assert browser["gatherUsageStats"] is client["showErrorLinks"] is False
    assert client["showErrorDetails"] == "none"
