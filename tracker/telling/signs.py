"""Signs: the state of an assessment as a span, and other spans that many pages need."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tracker.board import Entry
from tracker.judging.states import State, state_of
from tracker.language import ENDED, Words
from tracker.progress import Assessment
from tracker.scene import Scene
from tracker.telling.blocks import Span, Strip, line


def sign(assessment: Assessment, scene: Scene) -> Span:
    """Return the state as symbol and word; the word says the same as the colour."""
    return Span(scene.wording.state(assessment), state=assessment.state, standing=assessment.standing)


def named(state: State, scene: Scene) -> Span:
    """Return a state by its usual name."""
    return Span(scene.words(f"state.{state}"), state=state)


def standing(name: str, scene: Scene) -> Span:
    """Return a standing, which may be a finer state, by its name."""
    return Span(scene.words(f"state.{name}"), state=state_of(name), standing=name)


def strip(counts: Mapping[str, int], words: Words, link: Callable[[str], str] = lambda _: "") -> Strip:
    """Return how many entries have which standing; `link` leads to the entries of one."""

    def named_count(name: str, number: int) -> Span:
        text = f"{words.number(number)} {words(f'state.{name}')}"
        return Span(text, link=link(name), state=state_of(name), standing=name)

    return Strip(tuple((named_count(name, number), number) for name, number in counts.items()))


MARK = "\x1f"


def woven(sentence: Callable[..., str], spans: Mapping[str, Span]) -> tuple[Span, ...]:
    """Return a message as spans, those of its placeholders where the message names them.

    Args:
        sentence: takes the values of the placeholders and returns the message.
        spans: by the names of the placeholders.
    """
    text = sentence(**{name: f"{MARK}{name}{MARK}" for name in spans})
    parts = text.split(MARK)
    if parts[-1] == "." and len(parts) > 1 and f"{spans[parts[-2]].text}.".endswith(ENDED):
        del parts[-1]  # behind "12 Mio." stands no second point
    return line(*(spans[part] if at % 2 else part for at, part in enumerate(parts)))


def linked(entry: Entry, scene: Scene) -> Span:
    """Return the title of an entry, linked to the page of its target."""
    return Span(scene.title(entry), link=scene.link("target", id=entry.target.id))


def opened(target: str, scene: Scene) -> Span:
    """Return the title of a target, linked to its page."""
    return Span(scene.target_title(target), link=scene.link("target", id=target))


def heads(scene: Scene, *names: str) -> list[str]:
    """Return the heads of columns by their names."""
    return [scene.words(f"column.{name}") for name in names]
