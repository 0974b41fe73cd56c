"""Tally: what a reader of tables leaves out, so that nothing is lost without a word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tracker.importing.content import Notice


@dataclass(slots=True)
class Tally:
    """What was left out of a file, counted by reason, with one example of each and its place."""

    file: str
    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, reason: str, example: str, place: str) -> None:
        """Count one more figure that is left out, at its place."""
        self.counts[reason] += 1
        self.examples.setdefault(reason, (example, place.removeprefix(f"{self.file}, ")))

    def notices(self) -> tuple[Notice, ...]:
        """Return one sentence for each reason."""
        told = ((why, str(n), self._example(why)) for why, n in sorted(self.counts.items()))
        return tuple(
            Notice(f"import.left.{why}", {"count": n, "example": example, "file": self.file})
            for why, n, example in told
        )

    def _example(self, reason: str) -> str:
        text, place = self.examples[reason]
        return f"{text} ({place})" if place else text
