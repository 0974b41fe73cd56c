"""Flags: what qualifies a verdict, each in a sentence of its own."""

from __future__ import annotations

from collections.abc import Collection

from tracker import meaning
from tracker.judging.assessment import Assessment
from tracker.judging.states import LATE, LOST, label_of
from tracker.language import Words


def sentences(assessment: Assessment, words: Words) -> list[str]:
    """Return what qualifies a verdict; one that an interval can turn over does not blame the rounding."""
    late = LATE in assessment.flags  # then it was not met at its deadline, as the note on the loss has it
    flags = [flag for flag in assessment.flags if flag != LOST or not late]
    told = [f"flag.{flag}" for flag in flags if words.has(f"flag.{flag}")]
    since = meaning.since(assessment, words)
    return [
        words("verdict.within_interval" if _sampled(one, assessment) else one, since=since) for one in told
    ]


def label(standing: str, flags: Collection[str], words: Words) -> str:
    """Return a standing as a short label; of a goal that was met, whether late and whether still kept."""
    return words(f"state.{label_of(standing, flags)}")


def _sampled(flag: str, assessment: Assessment) -> bool:
    """Tell whether a verdict hangs on how sure a figure is by its own source."""
    points = (assessment.latest, assessment.baseline, assessment.origin)
    given = [point.observation for point in points if point is not None and point.observation is not None]
    return flag == "flag.borderline" and any(one.interval is not None for one in given)
