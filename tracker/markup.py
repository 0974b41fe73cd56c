"""Markup: HTML fragments for the page, in which every text of an author is escaped.

Nothing here knows Streamlit; a fragment is a finished string of HTML without scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from html import escape
from urllib.parse import urlencode, urlsplit

from tracker.tongue import Tongue

_PUNCTUATION = re.compile(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")


_PLAIN = ("title", "option", "textarea")
"""Elements that hold nothing but text."""


class Html(str):
    """A string that is HTML already."""

    __slots__ = ()


def esc(text: object) -> Html:
    """Return a text as HTML that shows it literally; HTML passes as it is.

    A text in another language than the page is marked with it.
    """
    if isinstance(text, Html):
        return text
    shown = Html(escape(str(text)))
    return tag("span", shown, lang=text.lang) if isinstance(text, Tongue) else shown


def joined(fragments: Iterable[object], between: str = "") -> Html:
    """Return fragments as one, each escaped where needed."""
    return Html(between.join([one if type(one) is Html else esc(one) for one in fragments]))


def tag(name: str, /, *inside: object, **attributes: str | None) -> Html:
    """Return an element; an attribute of None is left out, an underscore at the end is dropped."""
    written = _attributes(attributes) if attributes else ""
    if name in _PLAIN:
        inside = tuple(str(one) if isinstance(one, Tongue) else one for one in inside)
    return Html(f"<{name}{written}>{joined(inside)}</{name}>")


def _attributes(given: Mapping[str, str | None]) -> str:
    pairs = [(key, value) for key, value in given.items() if value is not None]
    return "".join([f' {_attribute(key)}="{_escaped(value)}"' for key, value in pairs])


_escaped = lru_cache(maxsize=10_000)(escape)
"""Classes, heads of columns and addresses come again and again."""


@cache
def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def markdown(text: str) -> str:
    """Return a text as Markdown that shows it literally, for Streamlit's labels.

    Every ASCII punctuation mark is escaped; a word joiner keeps arrows from being drawn out of
    hyphens and angle brackets, which happens after the escapes are read.
    """
    flat = " ".join(text.split())
    flat = re.sub(r"(?<=[<>~=\-])(?=[<>=\-])", "\u2060", flat)
    flat = flat.replace(":streamlit:", ":\u2060streamlit:")
    return _PUNCTUATION.sub(r"\\\1", flat)


def link(text: object, address: str, **attributes: str | None) -> Html:
    """Return a link; an address that is neither http(s) nor within the app is shown as text."""
    scheme = _scheme(address)
    if scheme in ("http", "https"):
        attributes = {"target": "_blank", "rel": "noopener noreferrer", **attributes}
    elif scheme or address.startswith("//"):
        return esc(text)
    return tag("a", text, href=address, **attributes)


@lru_cache(maxsize=10_000)
def _scheme(address: str) -> str:
    return urlsplit(address).scheme


def page_address(page: str, **values: str | None) -> str:
    """Return the address of a page of the app with its parameters, without the empty ones."""
    query = urlencode({key: value for key, value in values.items() if value})
    return f"{page}?{query}" if query else page


def table(
    heads: Sequence[object],
    rows: Iterable[Sequence[object]],
    caption: str = "",
    numeric: Sequence[int] = (),
    widths: Sequence[float] = (),
) -> Html:
    """Return a table with column heads.

    Args:
        heads: one per column; on a phone each cell shows its own.
        rows: cells, texts or HTML.
        caption: the title above.
        numeric: columns that are set to the right.
        widths: share of each column in per cent; left to the browser without it.
    """
    columns = [Html(tag("col", class_=f"w-{width:g}").removesuffix("</col>")) for width in widths]
    kinds = ["number" if at in numeric else None for at in range(len(heads))]
    top = [tag("th", head, scope="col", class_=kind) for head, kind in zip(heads, kinds, strict=True)]
    opened = [
        f"<td{_attributes({'class': kind, 'data-label': _flat(head)})}>"
        for head, kind in zip(heads, kinds, strict=True)
    ]
    inner = tag(
        "table",
        tag("caption", caption) if caption else Html(),
        tag("colgroup", *columns) if columns else Html(),
        tag("thead", tag("tr", *top)),
        tag("tbody", *(_row(opened, row) for row in rows)),
        class_="tracker-table",
    )
    return tag("div", inner, class_="tracker-scroll", tabindex="0", role="group", aria_label=caption or None)


def _row(opened: Sequence[str], row: Sequence[object]) -> Html:
    """Return a row; `opened` is the tag before each of its cells."""
    return Html(f"<tr>{''.join([_cell(opened[at], cell) for at, cell in enumerate(row)])}</tr>")


def _cell(opened: str, cell: object) -> str:
    """Return a cell; on a phone it shows its head, beside which what has several parts stands as one."""
    text = esc(cell)
    if not text:
        return "<td></td>"
    return f"{opened}<span>{text}</span></td>" if "<" in text else f"{opened}{text}</td>"


def _flat(head: object) -> str:
    plain = str(head)
    return re.sub(r"<[^>]*>", "", plain) if "<" in plain else plain


def facts(pairs: Iterable[tuple[object, object]]) -> Html:
    """Return terms with their values as a description list."""
    inside = [tag("div", tag("dt", term), tag("dd", value)) for term, value in pairs if str(value)]
    return tag("dl", *inside, class_="tracker-facts")


def style(variables: Mapping[str, str], sheet: str) -> Html:
    """Return a style element with CSS variables before a style sheet; both come from the product."""
    lines = "".join(f"--{name}:{value};" for name, value in variables.items())
    return Html(f"<style>:root{{{lines}}}{sheet}</style>")
