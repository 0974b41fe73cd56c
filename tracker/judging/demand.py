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
    def with_rest(cls, rest: Callable[[], Mapping[str, object]], **known: object) -> Self:
        """Return a record of which `rest` gives the other fields once one of them is asked for."""
        made = object.__new__(cls)
        made.__dict__.update(known)
        made.__dict__["_rest"] = rest
        return made

    def having(self, **more: object) -> Self:
        """Return a copy with other values; what is still put off stays put off."""
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.__dict__.pop("said", None)
        made.__dict__.update(more)
        return made

    @cached_property
    def said(self) -> dict[tuple[object, ...], tuple[Any, ...]]:
        """What was said of the record; pages, feeds and files say the same sentences again and again."""
        return {}

    if not TYPE_CHECKING:  # for the type checker every field is simply there

        def __getattr__(self, name: str) -> object:
            """Work out the rest. Two readers may do so at once: both find the same."""
            own = self.__dict__
            rest = own.get("_rest")
            if rest is not None:
                own.update(rest())
                own["_rest"] = None
            if name in own:
                return own[name]
            raise AttributeError(f"{type(self).__name__} has no {name}")
