"""What is missing: the promises that nobody has published a figure for, who could, and a letter that asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker import counting, language
from tracker.language import Words
from tracker.model import Goal, Milestones
from tracker.progress import Assessment, judged_on
from tracker.scene import Scene
from tracker.telling.blocks import Block, Copied, Fold, Given, Heading, Prose, line, tabled
from tracker.telling.signs import heads, opened
from tracker.tongue import Tongue
from tracker.wording import Wording


def missing(scene: Scene) -> Iterator[Block]:
    """Tell every promise without a figure, by whom and by when one would have to be published."""
    found = without_figures(scene)
    if not found:
        return
    yield Heading(scene.words("missing.title"), anchor="missing")
    yield Prose(line(scene.words.count("missing.about", len(found))))
    rows: list[Sequence[Given]] = [
        [
            opened(one.id, scene),
            _who(one, scene),
            _what(one, scene),
            _promise(one, scene.wording),
            _due(one, scene),
        ]
        for one in found
    ]
    yield tabled(heads(scene, "target", "publisher", "wanted", "goal", "deadline"), rows)
    for code in _languages(scene):
        words = language.words(code)
        title = scene.words("missing.letter", language=language.LANGUAGES[code])
        yield Fold(title, (Copied(_spoken(letter(found, scene, words), code, scene)),))


def without_figures(scene: Scene) -> list[Assessment]:
    """Return the promises with a deadline for which no figure is known, the nearest deadline first."""
    found = [entry.target for entry in counting.groups(scene.assessments.values())["unpublished"]]
    return sorted(found, key=lambda one: (min(_years(one), default=0.0), one.id))


def letter(found: Sequence[Assessment], scene: Scene, words: Words) -> str:
    """Return a letter that asks for the figures, ready to be copied, in one language."""
    wording = Wording(words, scene.portfolio.vocabulary.units)
    asked = [_line(one, scene, wording) for one in found]
    portfolio = words.text(scene.portfolio.vocabulary.title) or words("app.title")
    head = words("letter.head", portfolio=portfolio, day=words.day(scene.on))
    return "\n\n".join([head, "\n".join(asked), words("letter.foot")])


def _spoken(text: str, code: str, scene: Scene) -> str:
    """Return a text that knows its language where that is not the language of the page."""
    return text if code == scene.words.language else Tongue(text, code)


def _line(one: Assessment, scene: Scene, wording: Wording) -> str:
    words, cited = wording.words, _cited(one, scene, wording.words)
    return words("letter.line", title=words.text(one.title), goal=_promise(one, wording), source=cited)


def _languages(scene: Scene) -> list[str]:
    """Return the languages that the portfolio is written in, the reader's first."""
    written = set(scene.portfolio.vocabulary.title or {"en": ""})
    known = [code for code in language.LANGUAGES if code in written]
    return sorted(known, key=lambda code: code != scene.words.language)


def _goals(one: Assessment) -> list[tuple[Assessment, Goal]]:
    return [(leaf, leaf.goal) for leaf in judged_on(one) if leaf.goal is not None]


def _years(one: Assessment) -> list[float]:
    return [goal.by.year for _, goal in _goals(one) if goal.by]


def _promise(one: Assessment, wording: Wording) -> str:
    """Return every promise of a target, each part with its name."""
    words = wording.words
    parts = [
        words("missing.part", part=words.text(leaf.title), goal=wording.bound(goal, leaf))
        if leaf is not one
        else wording.bound(goal, leaf)
        for leaf, goal in _goals(one)
    ]
    return "; ".join(parts)


def _who(one: Assessment, scene: Scene) -> str:
    owner = scene.portfolio.targets[one.id].owner
    return scene.body_title(owner) if owner else "–"


def _what(one: Assessment, scene: Scene) -> str:
    """Return what would have to be counted."""
    subject = scene.portfolio.targets[one.id]
    if isinstance(subject, Milestones):
        return ""
    return scene.words.text(subject.measure.definition) or scene.unit_title(subject.measure.unit)


def _due(one: Assessment, scene: Scene) -> str:
    dues = sorted({goal.by.year: goal.by for _, goal in _goals(one) if goal.by}.items())
    return scene.words.period(dues[0][1]) if dues else ""


def _cited(one: Assessment, scene: Scene, words: Words) -> str:
    """Return the document of the promise, in the language of the letter."""
    record = scene.portfolio.sources.get(_goals(one)[0][1].source or "")
    return words.text(record.title) if record else ""
