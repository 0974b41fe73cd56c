"""House colours: what of a given deck lies behind its slides, and the words that can be read on it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from tracker import style
from tracker.style import Theme, contrast, luminance

_DARK = 0.18
"""Relative luminance below which a background asks for light words."""


def theme_of(layout: Any) -> Theme:
    """Return light or dark words by the background of a deck, with its own ink and first accent."""
    try:
        colours = _scheme(layout.slide_master)
        paper = _paper(background_of(layout), colours)
    except (KeyError, ValueError, AttributeError):
        return style.LIGHT
    base = style.DARK if luminance(paper) < _DARK else style.LIGHT
    ink, accent = colours["tx1"], colours["accent1"]
    return replace(
        base,
        paper=paper,
        ink=ink if contrast(ink, paper) >= 7 else base.ink,
        observed=accent if contrast(accent, paper) >= 4.5 else base.observed,
    )


def ink_of(sheet: Any, place: Any) -> Any:
    """Return the colour of the words that stand in the place for a title; None where titles have one anyway.

    LibreOffice colours those words alone; other programs the place, or all titles of the deck.
    """
    filled = qn("a:solidFill")
    styles = getattr(sheet, "slide_master", sheet).element.find(".//" + qn("p:titleStyle"))
    if place is None or (styles is not None and next(styles.iter(filled), None) is not None):
        return None
    styled = place.element.find(f".//{qn('a:lstStyle')}//{filled}")
    return place.element.find(f".//{qn('a:p')}//{filled}") if styled is None else None


def _scheme(master: Any) -> dict[str, str]:
    """Return the colours of a deck by the names that its masters use."""
    text = master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob.decode()
    found = {
        name: f"#{(direct or system).lower()}"
        for name, system, direct in re.findall(
            r"<a:(dk1|lt1|dk2|lt2|accent\d)>\s*"
            r'<a:(?:sysClr[^>]*lastClr="([0-9A-Fa-f]{6})"|srgbClr val="([0-9A-Fa-f]{6})")',
            text,
        )
    }
    names = dict(master.element.find(qn("p:clrMap")).attrib)
    return found | {own: found[other] for own, other in names.items() if other in found}


def background_of(layout: Any) -> Any:
    """Return what a layout has behind it, else its master; None where neither says so."""
    found = (one.element.find(".//" + qn("p:bg")) for one in (layout, layout.slide_master))
    return next((one for one in found if one is not None), None)


def _paper(background: Any, colours: dict[str, str]) -> str:
    """Return the colour behind the slides; of a picture that of the paper below it."""
    if background is None or pictured(background):
        return colours["bg1"]
    for element in background.iter(qn("a:srgbClr")):
        return f"#{element.get('val').lower()}"
    for element in background.iter(qn("a:schemeClr")):
        return colours.get(element.get("val"), colours["bg1"])
    return colours["bg1"]


def pictured(background: Any) -> bool:
    """Tell whether a background is a picture or runs from one colour to another."""
    return any(next(background.iter(qn(name)), None) is not None for name in ("a:blip", "a:gradFill"))
