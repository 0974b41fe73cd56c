"""The series of an indicator: by what it is split, and which of them a reader wants to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.model import MemberSeries
from tracker.scene import Scene
from tracker.telling.blocks import Choice


def dimensions(series: Sequence[MemberSeries], scene: Scene) -> list[str]:
    """Return the titles of what series are split by, as they stand within a sentence."""
    names = dict.fromkeys(name for one in series for name in one.of)
    return [scene.words.within(_title(name, scene)) for name in names]


def choices(series: Sequence[MemberSeries], scene: Scene) -> tuple[Choice, ...]:
    """Return what a reader may choose: a member of each dimension that has several, or all of them."""
    found: dict[str, list[str]] = {}
    for one in series:
        for name, member in one.of.items():
            found.setdefault(name, []).append(member)
    return tuple(
        _choice(name, list(dict.fromkeys(members)), scene)
        for name, members in found.items()
        if len(set(members)) > 1
    )


def _choice(name: str, members: Sequence[str], scene: Scene) -> Choice:
    known = scene.portfolio.vocabulary.dimensions.get(name)
    titles = {key: scene.words.text(member.title) for key, member in known.members.items()} if known else {}
    options = {"": scene.words("members.all"), **{one: titles.get(one, one) for one in members}}
    return Choice(f"of_{name}", _title(name, scene), "one", options)


def passing(series: Sequence[MemberSeries], chosen: Mapping[str, str]) -> set[str]:
    """Return the ids of the series that have every member that was chosen."""
    wanted = {name.removeprefix("of_"): member for name, member in chosen.items() if member}
    return {one.id for one in series if all(one.of.get(name) == member for name, member in wanted.items())}


def _title(name: str, scene: Scene) -> str:
    known = scene.portfolio.vocabulary.dimensions.get(name)
    return scene.words.text(known.title) if known else name
