"""Marks: what a source says of a figure beside its value, and whether an edition says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import language
from tracker.importing import flags, numbers

if TYPE_CHECKING:
    from tracker.importing.content import Figure
    from tracker.model import Observation

Marks = tuple[str, ...]
"""How final a figure is, `low` for a low reliability, `break` for a break before it; none for a plain one."""


def of_figure(figure: Figure) -> Marks:
    """Return the marks of a figure of a source."""
    return _marks(figure.status, low=figure.low, breaks=bool(figure.break_))


def of_observation(known: Observation) -> Marks:
    """Return the marks of a figure that a target holds."""
    return _marks(known.status or "", low=known.quality == "low", breaks=known.break_ is not None)


def _marks(status: str, *, low: bool, breaks: bool) -> Marks:
    said = ("" if status == "final" else status, "low" if low else "", "break" if breaks else "")
    return tuple(filter(None, said))


def differ(figure: Figure, known: Observation, *, stated: bool) -> bool:
    """Tell whether a source says something else of a figure than what is there.

    Where a source has no place for marks, its silence lifts none but that of a provisional figure, which
    the next edition settles, and one that stood in the cell itself or beside the period. A break in words
    of a person stays.

    Args:
        figure: the figure of the source.
        known: the one that is there, with the same value.
        stated: whether the source has a place for marks.
    """
    new, old = of_figure(figure), of_observation(known)
    if new == old:
        return False
    lifted = set(old) - set(new)
    if not (stated or _printed(known)):
        lifted &= {"provisional", flags.quality(_beside(known)).status}
    if "break" in lifted and not _is_imported(known):
        lifted -= {"break"}
    return bool(lifted or set(new) - set(old))


def _printed(known: Observation) -> bool:
    """Tell whether a figure was printed with a mark behind it, as `43 p`."""
    found = numbers.taken_apart(known.as_printed or "")
    return found is not None and flags.quality(found.flag) != flags.Quality()


def _beside(known: Observation) -> str:
    """Return what stood beside the period, as the words of an import tell it."""
    before, _, after = language.words("en")("import.note.tail", text="\n").partition("\n")
    note = (known.note or {}).get("en", "")
    is_told = note.startswith(before) and note.endswith(after)
    return note.removeprefix(before).removesuffix(after).strip("[]()") if is_told else ""


def _is_imported(known: Observation) -> bool:
    """Tell whether a break is told in the words of an import."""
    begins = language.words("en")("import.note.break", flag="\n").partition("\n")[0]
    return known.break_ is not None and known.break_.get("en", "").startswith(begins)
