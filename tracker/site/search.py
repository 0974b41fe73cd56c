"""Search: the board as data for the script, and what a reader chooses there."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tracker import board, style
from tracker.board import Entry
from tracker.collation import folded
from tracker.judging.states import UNKNOWN
from tracker.markup import Html, joined, link, tag
from tracker.site.place import ROOT, SiteScene
from tracker.telling import overview
from tracker.telling.blocks import Card, Choice

PART = 1000
"""Entries in one part of the index."""
LATE = ("owner", "source")
"""Choices whose options are many, so that they come with the index."""


def forms(choice: Choice, page: str, chosen: str, scene: SiteScene) -> Html:
    """Return the forms of a page as links to the files that show them."""
    first = next(iter(choice.options))
    entries = [
        tag(
            "li",
            link(
                text,
                f"{ROOT}{scene.words.language}/{page if form == first else f'{page}-{form}'}.html",
                aria_current="true" if form == chosen else None,
            ),
        )
        for form, text in choice.options.items()
    ]
    return tag("nav", tag("ul", *entries), class_="forms", aria_label=choice.label)


def form(scene: SiteScene) -> Html:
    """Return the fields for searching the board; the script shows them, because only it can search."""
    words = scene.words
    fields = [_field(choice) for choice in overview.choices(scene) if choice.name != "group"]
    return tag(
        "form",
        joined(fields),
        tag("button", words("site.clear"), type="reset"),
        tag("p", role="status", class_="tracker-note", id="found"),
        id="search",
        hidden="",
        role="search",
        data_one=words.count("board.found", 1),
        data_many=words.count("board.found", 2).replace(words.number(2), "{n}"),
        data_none=words("board.nothing"),
        data_more=words("site.more"),
        data_language=words.language,
    )


def _field(choice: Choice) -> Html:
    name = f"f-{choice.name}"
    if choice.form == "text":
        field = tag("input", type="search", id=name, name=choice.name, placeholder=choice.hint)
        return tag("p", tag("label", choice.label, for_=name), Html(field.removesuffix("</input>")))
    if choice.form == "several":
        now = {} if choice.name in LATE else choice.options
        boxes = (_box(choice.name, code, text) for code, text in now.items())
        return tag(
            "details",
            tag("summary", choice.label),
            tag("div", *boxes, id=name, class_="boxes"),
            class_="field",
        )
    options = (tag("option", text, value=code) for code, text in choice.options.items())
    return tag("p", tag("label", choice.label, for_=name), tag("select", *options, id=name, name=choice.name))


def _box(name: str, code: str, text: str) -> Html:
    box = tag("input", type="checkbox", name=name, value=code).removesuffix("</input>")
    return tag("label", Html(box), " ", text)


def index(shown: Sequence[Entry], scene: SiteScene) -> dict[str, str]:
    """Return the parts of the index by their files; the first tells how many follow."""
    parts = [shown[at : at + PART] for at in range(0, len(shown), PART)]
    ranks = _ranks(scene)
    choices = {one.name: list(one.options.items()) for one in overview.choices(scene) if one.name in LATE}
    titles = {theme: scene.theme_title(theme) for theme in sorted({entry.target.theme for entry in shown})}
    head = {"parts": len(parts), "choices": choices, "themes": titles, "page": overview.PAGE}
    made = {"search/board-0.js": _script(0, head)}
    for number, part in enumerate(parts, 1):
        made[f"search/board-{number}.js"] = _script(number, [_record(one, ranks, scene) for one in part])
    return made


def _script(number: int, given: object) -> str:
    """Return data as a classic script: modules and fetching do not work from a file."""
    text = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    return f"trackerPart({number},{text});\n"


def _ranks(scene: SiteScene) -> dict[str, list[int]]:
    """Return the place of each entry in every order that a reader may choose."""
    found: dict[str, list[int]] = {}
    for order in overview.SORTINGS:
        for at, one in enumerate(board.ordered(scene.entries, order, scene.portfolio, scene.words.language)):
            found.setdefault(one.path, []).append(at)
    return found


def _record(entry: Entry, ranks: dict[str, list[int]], scene: SiteScene) -> list[object]:
    """Return one entry as the script reads it; the order of the fields is that of `FIELDS` in site.js."""
    shown: Card = overview.card(entry, scene)
    sign = style.SIGNS[entry.leaf.state]
    subject = scene.portfolio.targets[entry.target.id]
    titles = (*entry.target.title.values(), *entry.leaf.title.values(), entry.path)
    return [
        entry.target.id,
        shown.title.text,
        shown.above,
        *shown.figure,
        shown.goal,
        shown.told,
        sign.family,
        style.glyph(entry.leaf.standing),
        shown.sign.text,
        entry.standing,
        None if shown.closed is None else round(100 * min(1.0, max(0.0, shown.closed))),
        None if shown.used is None else round(100 * min(1.0, max(0.0, shown.used))),
        shown.label,
        folded(" ".join(dict.fromkeys(titles))),
        entry.target.theme,
        subject.owner or "",
        sorted(board.sources_of(scene.portfolio, entry.target.id)),
        entry.due.year if entry.due else 0,
        ranks[entry.path],
        int(entry.standing in UNKNOWN),
    ]
