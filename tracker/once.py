"""Once: what is said of an assessment is made when it is first asked for, and kept with it.

Pages, feeds, tables and files say the same few sentences again and again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from tracker.wording import Wording

Make = TypeVar("Make", bound=Callable[..., Any])


def once(make: Make) -> Make:
    """Return a method of the wording that makes nothing twice; its last place is the assessment's.

    Beside what was made stay the units, with others of which it is made anew, and whatever else it
    speaks of, so that nothing can take its place in memory, by which it is told from others.
    """
    name = make.__name__

    @wraps(make)
    def told(wording: Wording, *given: Any, **how: object) -> object:  # noqa: ANN401 - of any method
        *about, assessment = given
        key = (name, wording.words.language, *map(id, about), *how.values())
        kept = assessment.said.get(key)
        if kept is None or kept[1] is not wording.units:
            kept = assessment.said[key] = (make(wording, *given, **how), wording.units, about)
        return kept[0]

    return cast(Make, told)
