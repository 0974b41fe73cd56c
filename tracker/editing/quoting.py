"""Quoting: a text as one line of YAML that the reader gives back unchanged.

The grammar is narrower than that of YAML: a text is written plain only where no YAML program could
take it for something else. `reader.parse` is the inverse, and a property test holds the two together.
"""

from __future__ import annotations

import re

_SPLITS = re.compile(": | #")
_SPLITS_IN_FLOW = re.compile(r"[,\[\]{}:?]| #")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
# What other programs take for a truth value, a missing value, a number, a day or a time.
_TYPED = re.compile(r"(y|n|yes|no|true|false|on|off|null)|[-+.]?[0-9][0-9a-fox_.,:+ -]*", re.IGNORECASE)
_OCTAL = re.compile("0[0-9_]+")


def quoted(text: str, style: str = "", *, in_flow: bool = False, typed: bool = False) -> str:
    """Return a text as a YAML scalar on one line.

    Args:
        text: any text without the characters that the reader refuses.
        style: the quotation mark wanted, `'` or `"`; empty for none where the text allows it.
        in_flow: whether it stands between brackets.
        typed: whether the field holds a number, a period or a word, so that plain digits stay plain,
            but for a code such as 01001.
    """
    taken = _OCTAL if typed else _TYPED
    if not style and _may_be_plain(text, in_flow) and not taken.fullmatch(text):
        return text
    if style == "'" and not re.search(r"[\n\r\t]", text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.translate(_ESCAPES) + '"'


def _may_be_plain(text: str, in_flow: bool) -> bool:
    """Tell whether a text needs no quotation marks."""
    starts = text[:1].isalnum() or (text[:1] in ("-", "+", ".") and text[1:2].isdigit())
    ends = text[-1:] not in (" ", ":")
    splits = _SPLITS_IN_FLOW if in_flow else _SPLITS
    return starts and ends and text.isprintable() and not splits.search(text)
