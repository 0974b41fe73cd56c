"""Show: blocks on a page of the app; the one place that turns what is told into Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from tracker import hypertext, markup
from tracker.style import THEMES
from tracker.telling.blocks import (
    Asked,
    Band,
    Beside,
    Block,
    Cards,
    Choice,
    Copied,
    Fold,
    Heading,
    Leads,
    Offer,
    Paged,
    Picture,
    Prose,
    Strip,
    Timeline,
)
from tracker.ui import address, choosing
from tracker.ui.view import View, draw, turned

FLOWING = Heading | Prose | Cards | Leads | Band | Strip | Timeline
Tool = Callable[[Offer, View], None]
ALONE = 2
"""Choices that stand below each other; more of them stand beside each other where there is room."""


def show(blocks: Iterable[Block], view: View, tools: Mapping[str, Tool]) -> None:
    """Show blocks one below the other; what is text goes to the browser in as few pieces as can be.

    Args:
        blocks: what the page says.
        view: what to show it from.
        tools: what this app offers to do, by the names in `Offer`.
    """
    for flowing, run in groupby(blocks, key=lambda block: isinstance(block, FLOWING)):
        if flowing:
            st.html(markup.joined(hypertext.fragment(block, THEMES[view.theme]) for block in run))
            continue
        for block in run:
            _one(block, view, tools)


def _one(block: Block, view: View, tools: Mapping[str, Tool]) -> None:
    match block:
        case Picture():
            draw(block, view)
        case Offer():
            if block.what in tools:
                tools[block.what](block, view)
        case Copied():
            st.code(block.text, language=None, wrap_lines=True)
        case Paged():
            show(block.show(turned(block.items, block.key, block.most)), view, tools)
        case Asked():
            show(block.show(ask(block.choices, view)), view, tools)
        case Fold():
            with st.expander(markup.markdown(block.title)):
                show(block.blocks, view, tools)
        case Beside():
            for column, inside in zip(st.columns(len(block.columns)), block.columns, strict=True):
                with column:
                    show(inside, view, tools)
        case _:
            st.html(hypertext.fragment(block, THEMES[view.theme]))


def ask(choices: Sequence[Choice], view: View) -> dict[str, str]:
    """Let the reader choose and return the choices by their names; each lives in the address."""
    if len(choices) <= ALONE:
        return {choice.name: ask_one(choice, view) for choice in choices}
    found: dict[str, str] = {}
    for choice, column in zip(choices, st.columns(len(choices), vertical_alignment="bottom"), strict=True):
        with column:
            found[choice.name] = ask_one(choice, view)
    return found


def ask_one(choice: Choice, view: View) -> str:
    """Show one choice as the widget that fits it and return it as it stands in the address."""
    match choice.form:
        case "one":
            return choosing.one(choice, view.words)
        case "several":
            return ",".join(choosing.several(choice, view.words))
        case "buttons":
            shown = _named(choice)
            return address.segment(choice.name, list(choice.options), choice.default, shown, choice.label)
        case "text":
            return address.typed(choice.name, choice.label, placeholder=choice.hint)
        case "day":
            return _day(choice)


def _named(choice: Choice) -> Callable[[str], str]:
    return lambda option: markup.markdown(choice.options[option])


def _day(choice: Choice) -> str:
    """Let the reader choose a day between the first and the last that there can be."""
    earliest, latest = (date.fromisoformat(end) for end in choice.span)
    usual = min(max(date.fromisoformat(choice.default), earliest), latest)
    picked = address.day(
        choice.name, usual, markup.markdown(choice.label), (earliest, latest), format=choice.hint
    )
    return (picked or usual).isoformat()
