"""What is shown of files that are broken, renamed, lost or out of sight, and that the notices are true."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import streamlit as st

from tests.test_store import NOW, ON, SOURCE, TARGET, edit, folder, target
from tests.visits import shown, visit
from tracker import store
from tracker.kept import lack
from tracker.problems import Problem
from tracker.reading import files
from tracker.store import Snapshot, Store

__all__ = ["folder"]
LATER = NOW + timedelta(hours=30)
Watch = Callable[[float], Snapshot]


@pytest.fixture
def kept(folder: Path) -> Store:
    """Return a store that has read the folder, with a clock that a test moves on."""
    made = Store(folder, clock=lambda: made.seconds)
    made.seconds = 0.0
    made.refresh(NOW)
    return made


def after(kept: Store, seconds: float) -> Snapshot:
    """Return what is shown some seconds on, thirty hours after the first look."""
    kept.refresh(LATER)
    kept.seconds += seconds
    return kept.refresh(LATER)


def told(shown: Snapshot) -> dict[str, list[tuple[str, str]]]:
    """Return file and code of every notice, by kind."""
    lists = {
        "stale": [notice.problem for notice in shown.stale],
        "partial": shown.partial,
        "absent": shown.absent,
    }
    return {kind: [(one.file, one.code) for one in found] for kind, found in lists.items() if found}


def verdicts(kept: Store, shown: Snapshot) -> dict[str, object]:
    """Return the verdict on every target."""
    return dict(kept.assessments(shown, ON))


def test_a_renamed_source_harms_nobody_when_another_file_breaks(folder: Path, kept: Store) -> None:
    """plan.yaml becomes plan.yml: at no moment are there two plans, or none."""
    before = verdicts(kept, kept.refresh(NOW))
    (folder / "seeds/plan.yaml").rename(folder / "seeds/plan.yml")
    shown = kept.refresh(LATER)
    assert (told(shown), verdicts(kept, shown)) == ({}, before)
    edit(target(folder, "jobs"), "value: 10", "value: ten")
    shown = after(kept, 20)
    assert told(shown) == {"stale": [("targets/growth/jobs.yaml", "S002")]}
    assert verdicts(kept, shown) == before


def test_a_target_that_moves_to_another_theme_is_never_there_twice(folder: Path, kept: Store) -> None:
    """The old file is let go of at once, since its id has a new home."""
    (folder / "targets/trade").mkdir()
    target(folder, "jobs").rename(folder / "targets/trade/jobs.yaml")
    shown = kept.refresh(LATER)
    assert shown.portfolio.targets["jobs"].theme == "trade"
    assert [code for _, code in told(shown)["partial"]] == ["S041"]


def test_a_lost_source_is_kept_and_named_while_something_cites_it(folder: Path, kept: Store) -> None:
    """Deleted, it dates the figures as it was read, said with day and time; uncited it is forgotten."""
    before = verdicts(kept, kept.refresh(NOW))
    (folder / "seeds/plan.yaml").rename(folder / "plan.yaml")
    shown = after(kept, 11)
    assert [(one.problem.file, one.problem.code, one.read) for one in shown.stale] == [
        ("seeds/plan.yaml", "F002", NOW)
    ]
    assert verdicts(kept, shown) == before
    (folder / "seeds/other.yaml").write_text(SOURCE.replace("id: plan", "id: other"), "utf-8")
    for name in ("jobs", "wages"):
        edit(target(folder, name), "source: plan", "source: other")
    assert told(kept.refresh(LATER)) == {}
    edit(target(folder, "jobs"), "source: other", "source: plan")
    shown = after(kept, 20)
    assert "plan" not in shown.portfolio.sources
    assert told(shown) == {"stale": [("targets/growth/jobs.yaml", "X003")]}


def test_a_lost_source_that_nobody_cites_never_returns(folder: Path, kept: Store) -> None:
    """Thirty hours later another file breaks, and the source stays away."""
    (folder / "seeds/other.yaml").write_text(SOURCE.replace("id: plan", "id: other"), "utf-8")
    assert "other" in kept.refresh(NOW).portfolio.sources
    (folder / "seeds/other.yaml").unlink()
    assert "other" not in after(kept, 11).portfolio.sources
    edit(target(folder, "jobs"), "value: 10", "value: ten")
    assert "other" not in after(kept, 11).portfolio.sources


def test_a_lost_source_that_comes_back_is_read_anew(folder: Path, kept: Store) -> None:
    """Nothing is kept of it then."""
    text = (folder / "seeds/plan.yaml").read_text("utf-8")
    (folder / "seeds/plan.yaml").unlink()
    after(kept, 11)
    (folder / "seeds/plan.yaml").write_text(text.replace("2020", "2019"), "utf-8")
    shown = kept.refresh(LATER)
    assert (told(shown), shown.portfolio.sources["plan"].known) == ({}, date(2019, 12, 31))


def test_a_deleted_target_is_gone_after_ten_seconds(folder: Path, kept: Store) -> None:
    """Nothing rests on it, so nothing is kept, also when another file breaks."""
    target(folder, "jobs").unlink()
    assert "jobs" in after(kept, 9).portfolio.targets
    assert "jobs" not in after(kept, 2).portfolio.targets
    edit(target(folder, "wages"), "value: 10", "value: ten")
    assert list(kept.refresh(LATER).portfolio.targets) == ["wages"]


def test_the_words_stay_when_their_file_is_deleted_and_the_notice_says_so(folder: Path, kept: Store) -> None:
    """Titles of units and themes are those of the version read at noon; renamed, the file is simply read."""
    words = kept.refresh(NOW).portfolio.vocabulary
    (folder / "targets/vocabulary.yaml").rename(folder / "words.yaml")
    shown = after(kept, 11)
    assert shown.portfolio.vocabulary == words
    assert [(one.problem.file, one.problem.code, one.read) for one in shown.stale] == [
        ("targets/vocabulary.yaml", "F011", NOW)
    ]
    assert "absent" not in told(shown)
    (folder / "words.yaml").rename(folder / "targets/vocabulary.yml")
    assert told(kept.refresh(LATER)) == {}
    (folder / "targets/vocabulary.yml").unlink()
    shown = after(kept, 11)
    assert shown.portfolio.vocabulary == words
    assert told(shown) == {"stale": [("targets/vocabulary.yaml", "F011")]}


def cited(folder: Path, place: str) -> Path:
    """Let `jobs` take its figures from another file, `tab.csv` or the target `wages`; return that file."""
    edit(target(folder, "jobs"), "observations:\n  - {period: 2020, value: 10, source: plan}\n", "")
    with target(folder, "jobs").open("a", encoding="utf-8") as file:
        file.write(f"observations: {place}\n")
    (folder / "targets/growth/tab.csv").write_text("period,value,source\n2020,10,plan\n", "utf-8")
    return folder / "targets/growth" / ("tab.csv" if "file" in place else "wages.yaml")


@pytest.mark.parametrize("place", ["{file: tab.csv}", "{from: wages}"])
@pytest.mark.parametrize("renamed", [False, True])
def test_lost_figures_are_kept_and_named_while_a_target_takes_them(
    place: str, renamed: bool, folder: Path, kept: Store
) -> None:
    """A table or target that is deleted, or has a new name, keeps those on the board that rest on it."""
    lost = cited(folder, place)
    before = verdicts(kept, kept.refresh(NOW))
    assert set(before) == {"jobs", "wages"}
    if renamed:
        lost.rename(lost.with_name(f"new{lost.suffix}"))
    else:
        lost.unlink()
    shown = after(kept, 20)
    assert (verdicts(kept, shown), verdicts(kept, after(kept, 20))) == (before, before)
    assert [(one.problem.file, one.problem.code, one.read) for one in shown.stale] == [
        (f"targets/growth/{lost.name}", "F002", NOW)
    ]
    edit(target(folder, "jobs"), "at_least: 50", "at_least: 60")
    assert kept.refresh(LATER).portfolio.targets["jobs"].goals[0].low == 60


def test_what_nothing_takes_any_more_is_let_go(folder: Path, kept: Store) -> None:
    """A lost table, and a lost target that cites it, stay as long as a third one rests on them."""
    cited(folder, "{from: wages}")
    edit(target(folder, "wages"), "observations:\n  - {period: 2020, value: 10, source: plan}\n", "")
    with target(folder, "wages").open("a", encoding="utf-8") as file:
        file.write("observations: {file: tab.csv}\n")
    kept.refresh(NOW)
    for name in ("wages.yaml", "tab.csv"):
        (folder / "targets/growth" / name).unlink()
    shown = after(kept, 20)
    assert [file for file, _ in told(shown)["stale"]] == [
        "targets/growth/tab.csv",
        "targets/growth/wages.yaml",
    ]
    assert shown.portfolio.targets["jobs"].observations[0].value == 10
    edit(target(folder, "jobs"), "{from: wages}", "[{period: 2020, value: 10, source: plan}]")
    shown = kept.refresh(LATER)
    assert (told(shown), list(shown.portfolio.targets)) == ({}, ["jobs"])


def test_only_what_is_on_the_board_is_said_to_be_shown(folder: Path, kept: Store) -> None:
    """A target whose figures are of another kind by now is not shown, and nobody says that it is."""
    cited(folder, "{from: wages}")
    kept.refresh(NOW)
    target(folder, "wages").write_text(
        "id: wages\ntitle: {en: wages}\nkind: milestones\nowner: office\nsteps: [{id: a, title: {en: A}}]\n",
        "utf-8",
    )
    shown = after(kept, 20)
    assert "jobs" not in shown.portfolio.targets
    assert told(shown) == {"absent": [("targets/growth/jobs.yaml", "S072")]}


def test_an_edit_that_keeps_size_and_time_is_seen(folder: Path, kept: Store) -> None:
    """A program that sets the old time of change again cannot set that of the entry in the folder."""
    file = target(folder, "jobs")
    before = file.stat()
    edit(file, "value: 10", "value: 12")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert kept.refresh(LATER).portfolio.targets["jobs"].observations[0].value == 12


def test_two_edits_within_one_tick_of_the_clock_are_both_seen(
    folder: Path, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that changed just now may change again and bear the same time: it is read once more."""
    monkeypatch.setattr(store, "TICK", 3_600_000_000_000)
    edit(target(folder, "jobs"), "value: 10", "value: 11")
    kept.refresh(LATER)
    same = target(folder, "jobs").stat()
    edit(target(folder, "jobs"), "value: 11", "value: 12")
    monkeypatch.setattr(store, "_signature", lambda _: files.signature(same))
    assert kept.refresh(LATER).portfolio.targets["jobs"].observations[0].value == 12


def refused(monkeypatch: pytest.MonkeyPatch, place: Path, *calls: str) -> None:
    """Let the system refuse to look at a folder and what lies in it, as it does after chmod 000."""
    for name in calls:
        really = getattr(os, name)

        def asked(
            path: object, *more: object, really: Callable[..., object] = really, **named: object
        ) -> object:
            if str(path).startswith(str(place)):
                raise PermissionError(13, "Permission denied", str(path))
            return really(path, *more, **named)

        monkeypatch.setattr(os, name, asked)


@pytest.mark.parametrize("within", ["", "targets", "targets/growth", "seeds"])
def test_a_folder_that_may_not_be_read_is_told_and_everything_stays(
    within: str, folder: Path, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long it takes, the board is as it was, and comes back by itself."""
    before = kept.refresh(NOW)
    with monkeypatch.context() as patched:
        refused(patched, folder / within, "stat", "scandir", "open")
        shown = after(kept, 3600)
        assert [(one.problem.code, one.read) for one in shown.stale] == [("F002", NOW)] * len(shown.stale)
        assert {one.problem.file for one in shown.stale} == {within or "."}
        assert (shown.partial, shown.absent) == ((), ())
        assert verdicts(kept, shown) == verdicts(kept, before)
        assert kept.refresh(LATER).stamp == shown.stamp
    edit(target(folder, "jobs"), "value: 10", "value: 12")
    shown = kept.refresh(LATER)
    assert told(shown) == {}
    assert shown.portfolio.targets["jobs"].observations[0].value == 12


@pytest.mark.parametrize("page", ["overview", "board", "target", "quality", "briefing"])
def test_an_open_page_outlives_the_loss_of_its_permission(
    page: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page stands as it was, says why and since when, and is back once it may read again."""
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--data", str(folder)])
    st.cache_resource.clear()
    app = visit(page, id="jobs", on="")
    before = shown(app)
    with monkeypatch.context() as patched:
        refused(patched, folder, "stat", "scandir", "open")
        time.sleep(0.6)  # visitors within half a second share one look
        assert not app.run().exception
        assert "Permission denied" in app.warning[0].value
        assert (app.error, page == "quality" or shown(app) == before) == ([], True)
    time.sleep(0.6)
    assert (shown(app.run()), list(app.warning)) == (before, [])
    st.cache_resource.clear()


def test_a_data_folder_that_is_away_leaves_the_board_as_it_was(folder: Path, kept: Store) -> None:
    """A drive that is not there just now, or an empty folder in its place, takes nothing off the board."""
    away = folder.with_name("away")
    folder.rename(away)
    shown = after(kept, 3600)
    assert told(shown) == {"stale": [(".", "F001")]}
    assert list(shown.portfolio.targets) == ["jobs", "wages"]
    folder.mkdir()
    assert told(after(kept, 3600)) == {"stale": [(".", "F012")]}
    folder.rmdir()
    away.rename(folder)
    assert told(kept.refresh(LATER)) == {}


def test_a_folder_of_documents_that_is_away_is_told_once_and_as_it_is_shown(
    folder: Path, kept: Store
) -> None:
    """Of `seeds` all is shown for a moment, then what is cited; no notice says that nothing is."""
    (folder / "seeds").rename(folder / "elsewhere")
    for seconds in (1, 60):
        shown = after(kept, seconds)
        assert told(shown) == {"stale": [("seeds", "F001")]}
        assert shown.portfolio.sources
    (folder / "elsewhere").rename(folder / "seeds")
    assert told(after(kept, 120)) == {}


def test_a_folder_without_files_is_told_as_it_is_shown(folder: Path, kept: Store) -> None:
    """Where the last source is gone and still cited, no notice says that nothing of `seeds` is shown."""
    for file in (folder / "seeds").iterdir():
        file.unlink()
    shown = after(kept, 60)
    assert "absent" not in told(shown)
    assert shown.portfolio.sources


def test_a_folder_that_never_could_be_read_is_told_once(tmp_path: Path) -> None:
    """An empty folder is one fault, and so is one that does not exist or is a file."""
    found = {".": Store(tmp_path), "no": Store(tmp_path / "no")}
    (tmp_path / "file").touch()
    found["file"] = Store(tmp_path / "file")
    codes = {name: told(one.refresh(NOW))["absent"] for name, one in found.items()}
    assert codes == {".": [(".", "F012")], "no": [(".", "F001")], "file": [(".", "F002")]}
    assert found["no"].refresh(NOW).portfolio.targets == {}


def test_a_file_that_could_not_be_opened_comes_back_by_itself(
    folder: Path, kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is at fault, the file was never touched: it is tried again at every look."""
    edit(target(folder, "jobs"), "value: 10", "value: 12")
    with monkeypatch.context() as patched:
        refused(patched, target(folder, "jobs"), "open")
        assert told(kept.refresh(LATER)) == {"stale": [("targets/growth/jobs.yaml", "F002")]}
    shown = kept.refresh(LATER)
    assert (told(shown), shown.portfolio.targets["jobs"].observations[0].value) == ({}, 12)


def test_links_in_a_circle_are_told_and_harm_nobody(folder: Path, kept: Store) -> None:
    """Two links that lead to each other, one to itself, one to the folder it lies in."""
    for name, to in (("a.yaml", "b.yaml"), ("b.yaml", "a.yaml"), ("c.yaml", "c.yaml"), ("d", ".")):
        (folder / "targets/growth" / name).symlink_to(to)
    shown = after(kept, 60)
    assert set(told(shown)) == {"absent"}
    assert sorted(told(shown)["absent"]) == [
        *((f"targets/growth/{name}.yaml", "F006") for name in "abc"),
        ("targets/growth/d", "F013"),
    ]
    assert list(shown.portfolio.targets) == ["jobs", "wages"]


def test_no_earlier_version_is_claimed_of_a_file_that_was_never_sound(folder: Path) -> None:
    """A source with a slip from the start is shown as far as it is sound, and that is what is said."""
    edit(folder / "seeds/plan.yaml", "title: {en: Plan}", "title: {en: Plan}\nurl: www")
    edit(target(folder, "jobs"), "source: plan}\nobs", "source: plna}\nobs")
    shown = Store(folder).refresh(NOW)
    assert told(shown) == {"partial": [("seeds/plan.yaml", "S011"), ("targets/growth/jobs.yaml", "X003")]}
    assert shown.portfolio.sources["plan"].title == {"en": "Plan"}


def test_a_second_file_with_the_same_id_does_not_take_the_first_off_the_board(
    folder: Path, kept: Store
) -> None:
    """Who was there first stays, and each of the two is told the truth about."""
    before = verdicts(kept, kept.refresh(NOW))
    (folder / "targets/trade").mkdir()
    (folder / "targets/trade/jobs.yaml").write_text(TARGET.replace("NAME", "jobs"), "utf-8")
    shown = kept.refresh(LATER)
    assert told(shown) == {
        "stale": [("targets/growth/jobs.yaml", "X001")],
        "absent": [("targets/trade/jobs.yaml", "X001")],
    }
    assert verdicts(kept, shown) == before


def test_a_sound_edit_is_shown_although_a_source_is_broken(folder: Path, kept: Store) -> None:
    """Only the source is shown in an earlier version, not the targets that cite it."""
    edit(folder / "seeds/plan.yaml", "publisher:", "publsher:")
    kept.refresh(LATER)
    edit(target(folder, "jobs"), "value: 10", "value: 12")
    shown = kept.refresh(LATER)
    assert told(shown) == {"stale": [("seeds/plan.yaml", "S004")]}
    assert shown.portfolio.targets["jobs"].observations[0].value == 12


def test_the_time_named_is_that_of_the_version_shown(folder: Path, kept: Store) -> None:
    """Edits of other files do not make an old version newer."""
    edit(target(folder, "wages"), "value: 10", "value: 11")
    kept.refresh(NOW + timedelta(hours=1))
    edit(target(folder, "jobs"), "value: 10", "value: ten")
    edit(target(folder, "wages"), "value: 11", "value: eleven")
    shown = kept.refresh(LATER)
    assert [one.read for one in shown.stale] == [NOW, NOW + timedelta(hours=1)]


def test_a_notice_names_what_is_missing_by_its_kind() -> None:
    """A folder is never called a file."""
    assert lack(Problem("F012", ".")) == "stale.absent_folder"
    assert lack(Problem("F001", "seeds")) == "stale.absent_folder"
    assert lack(Problem("F011", "targets/vocabulary.yaml")) == "stale.missing"
    assert lack(Problem("E002", "seeds/a.yml")) == "stale.absent"
