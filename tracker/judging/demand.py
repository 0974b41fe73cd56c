"""Demand: a record of which the costly part is worked out when somebody first asks for it.

A board shows thousands of standings and a handful of paces; what nobody looks at is never computed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self


def nothing() -> None:
    """Give the empty value of a field that may be worked out later.

    Such a field has a factory and no default, which would hide that it is still missing.
    """


class OnDemand:
    """A frozen record whose fields declared with a factory may still have to be worked out."""

    @classmethod
    def with_rest(cls, rest: Callable[[], Mapping[str, object]], known: Mapping[str, object]) -> Self:
        """Return a record of which `rest` gives the other fields once one of them is asked for.

        It may put off some of them once more, by a `_rest` among what it gives.
        """
        made = object.__new__(cls)
        # Taken over as a copy at one go, since a board makes thousands for every day that is shown.
        object.__setattr__(made, "__dict__", {**known, "_rest": rest})
        return made

    def having(self, **more: object) -> Self:
        """Return a copy with other values; what is still put off stays put off."""
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.__dict__.pop("said", None)
        made.__dict__.update(more)
        if (rest := made.__dict__.get("_rest")) is not None:
            made.__dict__["_rest"] = lambda: {**rest(), **more}
        return made

    @cached_property
    def said(self) -> dict[tuple[object, ...], tuple[Any, ...]]:
        """What was said of the record; pages, feeds and files say the same sentences again and again."""
        return {}

    if not TYPE_CHECKING:  # for the type checker every field is simply there

        def __getattr__(self, name: str) -> object:
            """Work out the rest. Two readers may do so at once: both find the same."""
            own = self.__dict__
            while name not in own and (rest := own.get("_rest")) is not None:
                own.update({"_rest": None} | dict(rest()))
            if name in own:
                return own[name]
            raise AttributeError(f"{type(self).__name__} has no {name}")
