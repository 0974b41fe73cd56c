"""Numbers: the figures of a verdict by name, each with a value or with the reason why it has none."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isfinite

NUMBERS = (
    "gap",
    "gap_closed",
    "time_used",
    "pace_observed",
    "pace_required",
    "ratio",
    "pace_required_now",
    "pace_recent",
    "acceleration_factor",
    "projection",
    "path_value",
    "deviation",
)
RECORDS = ("goal", "baseline", "latest", "deadline_figure", "recent_window")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The figures of a verdict by name, each with a value or with the reason why it has none."""

    values: dict[str, float | None] = field(default_factory=lambda: dict.fromkeys(NUMBERS))
    reasons: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: float | None, *against: str | None) -> None:
        """Note a figure, or the first of the reasons against it; a number too large for any is none."""
        for reason in against:
            if reason is not None:
                self.reasons[name] = reason
                return
        if value is not None and isfinite(value):
            self.values[name] = value
        else:
            self.reasons[name] = "out_of_range"

    def forget(self, reason: str, kept: str) -> None:
        """Forget every figure but one: they would reckon with what is only in order."""
        self.drop(reason, *(name for name in NUMBERS if name != kept))

    def drop(self, reason: str, *names: str) -> None:
        """Forget figures that mean nothing for this promise."""
        for name in names:
            self.values[name], self.reasons[name] = None, reason

    def settle(self) -> None:
        """Forget what means nothing once a goal is met: share, paces, time and projection; the gap stays."""
        for name in NUMBERS[1:]:
            if self.values[name] is not None:
                self.values[name], self.reasons[name] = None, "met"
