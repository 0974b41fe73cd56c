"""Changes: what an import would do to a data folder, before anybody has agreed to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.editing.together import Change
from tracker.importing.content import Notice
from tracker.importing.marks import Marks
from tracker.model import Portfolio
from tracker.problems import Problem

What = Literal["new", "revised", "unchanged", "older", "gone", "rival"]
WRITTEN: tuple[What, ...] = ("new", "revised", "rival")


@dataclass(frozen=True, slots=True)
class Item:
    """What becomes of one figure.

    Attributes:
        what: `new`; `revised`: another figure was there; `unchanged`; `older`: what is there is newer, and
            stays; `gone`: the file no longer has the period, and the figure stays; `rival`: another
            publisher states another figure.
        of: the members of its series, as a text; empty for the whole.
        old: the figure that is there; empty where there is none.
        new: the figure of the file, as printed.
        at: where it stands.
        marks: the marks of the one that is there and of that of the file, where they differ.
    """

    what: What
    of: str
    period: str
    old: str
    new: str
    at: str
    marks: tuple[Marks, Marks] | None = None


@dataclass(frozen=True, slots=True)
class TargetChange:
    """What becomes of one target: its figures, and the verdict before and after."""

    id: str
    file: str
    title: Mapping[str, str]
    is_new: bool
    items: Sequence[Item]
    goals: Sequence[str] = ()
    before: str = ""
    after: str = ""

    def count(self, what: What) -> int:
        """Return how many figures share a fate."""
        return sum(item.what == what for item in self.items)

    @property
    def is_changed(self) -> bool:
        """Whether anything of it would be written."""
        return self.is_new or any(item.what in WRITTEN for item in self.items)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Everything an import would do.

    Attributes:
        targets: by target.
        changes: the files with their new contents.
        told: what is to be told about the source.
        problems: errors of the new contents; with any of them nothing is written.
        after: the data as they would be.
        stopped: whether nothing of the source can be taken.
    """

    targets: Sequence[TargetChange]
    changes: Sequence[Change]
    told: Sequence[Notice] = ()
    problems: Sequence[Problem] = ()
    after: Portfolio | None = None
    stopped: bool = False

    @property
    def sound(self) -> bool:
        """Whether it may be written."""
        return not any(problem.severity == "error" for problem in self.problems)
