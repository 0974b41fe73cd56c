"""The store: what is read and judged again when a file changes, and what a visitor gets to see."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from tracker import store
from tracker.reading import files
from tracker.store import Store

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ON = date(2026, 11, 22)
VOCABULARY = """\
units: {percent: {title: {en: per cent}}}
themes: {growth: {title: {en: Growth}}}
bodies: {office: {title: {en: Office}}}
"""
SOURCE = """\
id: plan
kind: policy
title: {en: Plan}
publisher: office
published: 2020
"""
TARGET = """\
id: NAME
title: {en: NAME}
kind: indicator
owner: office
measure: {unit: percent, frequency: year}
goals:
  - {at_least: 50, by: 2030, source: plan}
observations:
  - {period: 2020, value: 10, source: plan}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data folder with two targets and one source."""
    (tmp_path / "targets" / "growth").mkdir(parents=True)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "targets" / "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    (tmp_path / "seeds" / "plan.yaml").write_text(SOURCE, "utf-8")
    for name in ("jobs", "wages"):
        target(tmp_path, name).write_text(TARGET.replace("NAME", name), "utf-8")
    return tmp_path


def target(folder: Path, name: str) -> Path:
    """Return the path of a target file."""
    return folder / "targets" / "growth" / f"{name}.yaml"


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text in a file."""
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


@contextmanager
def reads() -> Iterator[list[str]]:
    """Collect the names of the files that are opened."""
    seen: list[str] = []
    original = files.read

    def noting(place: files.Place, folder: Path) -> object:
        seen.append(place.file)
        return original(place, folder)

    with patch.object(files, "read", noting):
        yield seen


def test_only_a_changed_file_is_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first look reads all four files, the next none, and after an edit one."""
    monkeypatch.setattr(store, "TICK", 0)
    kept = Store(folder)
    with reads() as first:
        kept.refresh(NOW)
    with reads() as second:
        kept.refresh(NOW)
    edit(target(folder, "jobs"), "value: 10", "value: 12.5")
    with reads() as third:
        snapshot = kept.refresh(NOW)
    assert (len(first), second, third) == (4, [], ["targets/growth/jobs.yaml"])
    assert snapshot.portfolio.targets["jobs"].observations[0].value == 12.5


def test_only_a_changed_target_is_judged_again(folder: Path) -> None:
    """After an edit of one target the verdict on the other is the very same object."""
    kept = Store(folder)
    before = kept.assessments(kept.refresh(NOW), ON)
    edit(target(folder, "jobs"), "value: 10", "value: 50")
    after = kept.assessments(kept.refresh(NOW), ON)
    assert after["wages"] is before["wages"]
    assert (before["jobs"].state, after["jobs"].state) == ("insufficient_data", "met")


def test_a_changed_source_lets_every_verdict_be_found_anew(folder: Path) -> None:
    """A source that is published later than the day takes its goals and figures out of every verdict."""
    kept = Store(folder)
    kept.assessments(kept.refresh(NOW), ON)
    edit(folder / "seeds" / "plan.yaml", "2020", "2027")
    found = kept.assessments(kept.refresh(NOW), ON)
    assert {name: entry.goals for name, entry in found.items()} == {"jobs": (), "wages": ()}


def test_a_verdict_of_another_day_is_not_taken_over(folder: Path) -> None:
    """What was known in 2019 is judged for 2019, whatever was judged before."""
    kept = Store(folder)
    snapshot = kept.refresh(NOW)
    kept.assessments(snapshot, ON)
    assert kept.assessments(snapshot, date(2019, 12, 31))["jobs"].goals == ()


def test_visitors_within_half_a_second_share_one_look(folder: Path) -> None:
    """A glance right after another one does not go to the disk, a later one does."""
    seconds = [100.0]
    kept = Store(folder, clock=lambda: seconds[0])
    first = kept.glance(NOW)
    edit(target(folder, "jobs"), "value: 10", "value: 11")
    seconds[0] += 0.4
    assert kept.glance(NOW) is first
    seconds[0] += 0.1
    assert kept.glance(NOW).portfolio.targets["jobs"].observations[0].value == 11


def test_a_clock_that_is_set_back_or_forward_changes_no_waiting(folder: Path) -> None:
    """An edit is seen although the hands went back an hour; a file just away stays although they went on."""
    assert Store(folder)._clock is time.monotonic
    seconds = [100.0]
    kept = Store(folder, clock=lambda: seconds[0])
    kept.glance(NOW)
    edit(target(folder, "jobs"), "value: 10", "value: 11")
    seconds[0] += 1
    seen = kept.glance(NOW - timedelta(hours=1))
    assert seen.portfolio.targets["jobs"].observations[0].value == 11
    target(folder, "jobs").rename(folder / "jobs.yaml")
    for hours, waited in ((0, 1), (24, 8), (-24, 0.9)):
        seconds[0] += waited
        assert "jobs" in kept.refresh(NOW + timedelta(hours=hours)).portfolio.targets
    seconds[0] += 1.2
    assert "jobs" not in kept.refresh(NOW).portfolio.targets


def test_a_file_in_the_wrong_place_is_told_at_once(folder: Path) -> None:
    """A stray file is a problem of the next snapshot although nothing that is read has changed."""
    kept = Store(folder)
    kept.refresh(NOW)
    (folder / "targets" / "stray.yaml").write_text("id: stray\n", "utf-8")
    assert [problem.file for problem in kept.refresh(NOW).problems] == ["targets/stray.yaml"]


def test_a_misspelt_field_is_named_before_the_one_that_it_leaves_missing(folder: Path) -> None:
    """`unti: percent` lacks a unit as well, but what helps is the word that is wrong and the right one."""
    store = Store(folder)
    store.refresh(NOW)
    edit(target(folder, "jobs"), "unit:", "unti:")
    (stale,) = store.refresh(NOW + timedelta(minutes=1)).stale
    assert (stale.problem.code, stale.problem.values["near"]) == ("S004", "unit")


def test_a_target_at_fault_is_named_although_its_source_is_broken_too(folder: Path) -> None:
    """A target that only waits for a source is not named, one that lacks a field of its own is."""
    store = Store(folder)
    store.refresh(NOW)
    edit(folder / "seeds" / "plan.yaml", "publisher:", "pubilsher:")
    edit(target(folder, "jobs"), "unit: percent, ", "")
    shown = store.refresh(NOW + timedelta(minutes=1))
    named = {stale.problem.file: stale.problem.code for stale in shown.stale}
    assert named["targets/growth/jobs.yaml"] == "S001"
    assert "targets/growth/wages.yaml" not in named


def test_a_file_that_was_never_good_is_named_as_absent(folder: Path) -> None:
    """Nothing is missing from the board in silence: the notice names the first error of the file."""
    edit(target(folder, "jobs"), "kind: indicator", "kind indicator")
    snapshot = Store(folder).refresh(NOW)
    assert list(snapshot.portfolio.targets) == ["wages"]
    assert [(one.file, one.line, one.code) for one in snapshot.absent] == [
        ("targets/growth/jobs.yaml", 3, "Y108")
    ]
    assert snapshot.stale == ()


def test_a_broken_source_is_named_once_and_its_targets_keep_their_verdicts(folder: Path) -> None:
    """While the source is mended its last good version dates the figures; only the source is stale."""
    kept = Store(folder)
    before = kept.assessments(kept.refresh(NOW), ON)
    (folder / "seeds" / "plan.yaml").write_bytes(b"\xff\xfe")
    snapshot = kept.refresh(NOW + timedelta(minutes=1))
    assert [notice.problem.file for notice in snapshot.stale] == ["seeds/plan.yaml"]
    assert dict(kept.assessments(snapshot, ON)) == dict(before)


def test_a_source_that_was_never_readable_leaves_its_targets_on_the_board(folder: Path) -> None:
    """What it states is left out and flagged; the target stays, with the error of its source named."""
    (folder / "seeds" / "plan.yaml").write_bytes(b"\xff\xfe")
    kept = Store(folder)
    snapshot = kept.refresh(NOW)
    found = kept.assessments(snapshot, ON)
    assert {name: (entry.goals, entry.series, entry.flags) for name, entry in found.items()} == {
        "jobs": ((), (), ("undated",)),
        "wages": ((), (), ("undated",)),
    }
    assert [problem.file for problem in snapshot.absent] == ["seeds/plan.yaml"]


def test_a_folder_that_stays_as_it_is_is_not_listed_again(folder: Path) -> None:
    """After a while looking costs no more than asking each folder and file for its time."""
    listing = files.Listing(folder)
    for _ in range(10):
        listing.look()
    with patch.object(files.os, "scandir", side_effect=AssertionError):
        seen = listing.look()
    assert seen == files.find(folder)


def test_a_new_file_and_a_new_folder_are_seen_however_long_nothing_happened(folder: Path) -> None:
    """Not being listed again ends with the first change."""
    listing = files.Listing(folder)
    for _ in range(10):
        listing.look()
    target(folder, "jobs").rename(target(folder, "posts"))
    (folder / "targets" / "trade").mkdir()
    (folder / "targets" / "trade" / "exports.yaml").write_text("id: exports\n", "utf-8")
    (folder / "seeds" / "notes.txt").write_text("not data", "utf-8")
    places, problems = listing.look()
    assert (places, problems) == files.find(folder)
    assert [place.file for place in places if "posts" in place.file or "exports" in place.file]
    assert [problem.code for problem in problems] == ["W003"]


def test_an_emptied_and_a_missing_folder_are_told(folder: Path) -> None:
    """What is amiss is said at every look, and no longer once it is mended."""
    listing = files.Listing(folder)
    listing.look()
    (folder / "seeds" / "plan.yaml").rename(folder / "plan.yaml")
    assert [problem.code for problem in listing.look()[1]] == ["F010"]
    (folder / "seeds").rmdir()
    assert [problem.code for problem in listing.look()[1]] == ["F001"]
    assert [problem.code for problem in listing.look()[1]] == ["F001"]
    (folder / "seeds").mkdir()
    (folder / "plan.yaml").rename(folder / "seeds" / "plan.yaml")
    assert listing.look()[1] == []


def test_the_board_and_what_changed_are_found_once(folder: Path) -> None:
    """Visitors share them until the data change."""
    kept = Store(folder)
    snapshot = kept.refresh(NOW)
    before = date(2019, 1, 1)
    found = kept.entries(snapshot, ON), kept.changes(snapshot, before, ON)
    assert [entry.path for entry in found[0]] == ["jobs", "wages"]
    assert [change.entry.path for change in found[1]] == ["jobs", "wages"]
    assert (kept.entries(snapshot, ON), kept.changes(snapshot, before, ON)) == found
    assert kept.changes(snapshot, before, ON) is found[1]
    assert kept.changes(snapshot, ON, ON) == []
    edit(target(folder, "jobs"), "value: 10", "value: 60")
    later = kept.refresh(NOW + timedelta(minutes=1))
    assert kept.entries(later, ON)[0].standing == "met"
    assert kept.entries(snapshot, ON)[0].standing != "met"


def test_a_changed_source_leaves_verdicts_alone_that_do_not_rest_on_it(folder: Path) -> None:
    """Only targets that cite it are judged again; a source that comes or goes counts as changed."""
    kept = Store(folder)
    (folder / "seeds" / "other.yaml").write_text(SOURCE.replace("id: plan", "id: other"), "utf-8")
    edit(target(folder, "jobs"), "source: plan", "source: other")
    before = kept.assessments(kept.refresh(NOW), ON)
    edit(folder / "seeds" / "other.yaml", "published: 2020", "published: 2027")
    after = kept.assessments(kept.refresh(NOW), ON)
    assert after["wages"] is before["wages"]
    assert (len(before["jobs"].series), len(after["jobs"].series)) == (1, 0)


def test_a_picture_that_comes_or_goes_is_checked_at_once(folder: Path) -> None:
    """A logo is no file of figures, and no other file changes with it."""
    known, logo = Store(folder), folder / "targets/logo.png"

    def found() -> list[str]:
        return [one.code for one in known.checked(known.refresh(NOW), ON) if one.file.endswith(".png")]

    assert found() == []
    logo.write_bytes(b"\x89PNG")
    assert found() == ["W003"]
    logo.unlink()
    assert found() == []
