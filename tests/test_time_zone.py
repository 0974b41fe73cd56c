"""The time zone of a portfolio: which names are understood, and what a moment is called there."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

import pytest
import streamlit as st

from tests import folder
from tests.visits import visit
from tracker import reader
from tracker.language import words
from tracker.problems import told
from tracker.terms import Vocabulary
from tracker.ui import frame, view

ROOT = Path(__file__).parents[1]
NEW_YEAR = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)


def vocabulary(zone: str) -> reader.Reading:
    """Return the reading of a vocabulary with a time zone."""
    return reader.read(
        f"time_zone: {zone}\nunits: {{kg: {{title: {{en: kg}}}}}}\n".encode(), "targets/vocabulary.yaml"
    )


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Asia/Ho_Chi_Minh", "2027-01-01 00:30"),
        ("Europe/Oslo", "2026-12-31 18:30"),
        ("UTC", "2026-12-31 17:30"),
        ("America/Argentina/Ushuaia", "2026-12-31 14:30"),
        ("Asia/Kathmandu", "2026-12-31 23:15"),
    ],
)
def test_half_past_five_in_greenwich_is_another_time_elsewhere(zone: str, day: str) -> None:
    """In Hanoi the new year has begun: 17:30 and seven hours."""
    record = vocabulary(zone).record
    assert isinstance(record, Vocabulary)
    assert record.local(NEW_YEAR).strftime("%Y-%m-%d %H:%M") == day


def test_without_a_zone_the_machine_decides() -> None:
    """Nothing changes for a portfolio that names no zone."""
    assert Vocabulary().local(NEW_YEAR) == NEW_YEAR.astimezone()


@pytest.mark.parametrize(
    ("zone", "hint"),
    [
        ("Asia/Saigom", "did you mean 'Asia/Saigon'?"),
        ("Oslo", "did you mean 'Europe/Oslo'?"),
        ("Asia/Ho Chi Minh", "did you mean 'Asia/Ho_Chi_Minh'?"),
        ("asia/ho_chi_minh", "did you mean 'Asia/Ho_Chi_Minh'?"),
        ("Asia/Hanoi", "write its IANA name, such as Asia/Ho_Chi_Minh or Europe/Oslo"),
        ("GMT+7", "write its IANA name, such as Asia/Ho_Chi_Minh or Europe/Oslo"),
        ("EST", "write its IANA name, such as Asia/Ho_Chi_Minh or Europe/Oslo"),
        ("UTC+7", "write its IANA name, such as Asia/Ho_Chi_Minh or Europe/Oslo"),
        ("'+07:00'", "write its IANA name, such as Asia/Ho_Chi_Minh or Europe/Oslo"),
        ("7", "write its IANA name, such as Asia/Ho_Chi_Minh or Europe/Oslo"),
        ("Asia", "write its IANA name, such as Asia/Ho_Chi_Minh or Europe/Oslo"),
        ("America/Argentina", "write its IANA name, such as Asia/Ho_Chi_Minh or Europe/Oslo"),
        ("../../etc/passwd", "write its IANA name, such as Asia/Ho_Chi_Minh or Europe/Oslo"),
        ("[Europe/Oslo]", "write its IANA name, such as Asia/Ho_Chi_Minh or Europe/Oslo"),
    ],
)
def test_an_unknown_zone_is_told_and_harms_nothing_else(zone: str, hint: str) -> None:
    """The other words of the vocabulary stay; only a name spelt almost right is guessed."""
    found = vocabulary(zone)
    assert [problem.code for problem in found.problems] == ["S037"]
    assert told(found.problems[0], words("en"))[1] == hint
    assert isinstance(found.record, Vocabulary)
    assert (list(found.record.units), found.record.time_zone) == (["kg"], None)


def test_the_vocabulary_alone_is_read_for_the_day(tmp_path: Path) -> None:
    """A folder without one, or with one that cannot be read, leaves the day to the machine."""
    assert reader.vocabulary_in(tmp_path) == Vocabulary()
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets/vocabulary.yml").write_text("time_zone: Europe/Oslo\n", "utf-8")
    assert reader.vocabulary_in(tmp_path).time_zone == "Europe/Oslo"
    (tmp_path / "targets/vocabulary.yml").write_bytes(b"\xff\xfe")
    assert reader.vocabulary_in(tmp_path).time_zone is None


def test_page_and_banner_go_by_the_clock_where_the_portfolio_is_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half past five in Greenwich on New Year's Eve: in Hanoi it is 2027; the banner says the day, too."""

    class Greenwich(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return NEW_YEAR.astimezone(tz)

    data = folder.made(tmp_path)
    (data / "targets/vocabulary.yaml").write_text(
        f"time_zone: Asia/Ho_Chi_Minh\n{folder.VOCABULARY}", "utf-8"
    )
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(data)])
    monkeypatch.setattr(view, "datetime", Greenwich)
    monkeypatch.setattr(frame, "datetime", Greenwich)
    st.cache_resource.clear()
    page = visit("overview", on="")
    assert page.session_state["_view"].today == date(2027, 1, 1)
    (data / folder.TARGET).write_text("id: share\nknd: indicator\n", "utf-8")
    time.sleep(0.6)  # visitors within half a second share one look
    (banner,) = page.run().warning
    assert "the version read on 1 January 2027 at 00:30 is shown" in banner.value.replace("\\", "")
    st.cache_resource.clear()


NO_ZONES = ("UTC+25", "UTC+24", ":/nonexistent", "Foo/Bar", "", ":", "/etc", "/etc/passwd", "a" * 5000)


@pytest.mark.skipif(os.name != "posix", reason="the system does not hear TZ")
@pytest.mark.parametrize("zone", NO_ZONES)
def test_a_machine_without_a_sound_time_zone_counts_in_utc(zone: str, tmp_path: Path) -> None:
    """Whatever `TZ` is, a command works and the day is that of Greenwich."""
    code = (
        "import sys; from tracker.__main__ import main; from datetime import datetime;"
        " assert not datetime.now().astimezone().utcoffset();"
        " sys.exit(main(['status', '--data', sys.argv[1]]))"
    )
    (tmp_path / "UTC").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", code, str(ROOT / "portfolios/nz-government-targets")],
        env={**os.environ, "TZ": zone, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr


@pytest.mark.skipif(os.name != "posix", reason="the system does not hear TZ")
@pytest.mark.parametrize(
    ("zone", "offset"),
    [("Asia/Saigon", 7), ("<+07>-7", 7), ("UTC", 0), ("/usr/share/zoneinfo/Asia/Tokyo", 9)],
)
def test_a_machine_with_a_sound_time_zone_keeps_it(zone: str, offset: int, tmp_path: Path) -> None:
    """Names, rules and files of zones are heard, also where a folder of the name lies about."""
    (tmp_path / "UTC").mkdir()
    if zone.startswith("/") and not Path(zone).exists():
        pytest.skip("the system keeps no files of time zones")
    code = (
        "from tracker.language import words; words('en'); from datetime import datetime;"
        " print(datetime.now().astimezone().utcoffset().total_seconds() / 3600)"
    )
    environment = {**os.environ, "TZ": zone, "PYTHONPATH": str(ROOT)}
    told = subprocess.check_output([sys.executable, "-c", code], env=environment, cwd=tmp_path, timeout=60)
    assert float(told) == offset
