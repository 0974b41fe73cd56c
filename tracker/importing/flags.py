"""Flags: what offices say of the quality of a figure, in the few words of the data format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tracker.importing.content import Status


@dataclass(frozen=True, slots=True)
class Quality:
    """What a flag says of a figure."""

    status: Status = ""
    breaks: bool = False
    low: bool = False
    hidden: bool = False


# The letters of Eurostat and SDMX (code list of the observation status) and of the World Bank.
_LETTERS = {
    "p": Quality(status="provisional"),
    "e": Quality(status="estimated"),
    "s": Quality(status="estimated"),
    "i": Quality(status="estimated"),
    "f": Quality(status="forecast"),
    "b": Quality(breaks=True),
    "u": Quality(low=True),
    "c": Quality(hidden=True),
    "q": Quality(hidden=True),
}
_PLAIN = "admnrvz"  # codes that say nothing of this: normal, definition differs, not significant, revised
_ALONE = "ghjklotwxy"  # codes of SDMX that stand alone and say nothing of this either: experimental, strike
_BETWEEN = re.compile(r"[,;/+&]")  # what stands between marks, as in `p,e`
_AROUND = " ()[]{}.:*†‡"  # what stands around a mark, as in `(p)`, `p*`, `prov.`
# Short words of offices that are no codes, and name no mark.
_NO_MARK = re.compile(r"fin|def|act|obs|rev|pub|ist|ok", re.IGNORECASE)
# Statistics Canada grades by letters: A to D are good, E is to be used with caution, F is not published.
STATISTICS_CANADA = {"A": "", "B": "", "C": "", "D": "", "E": "u", "F": "c", "r": "", "x": "c"}
# The German offices write e for final figures, which elsewhere are estimated ones.
DESTATIS = {"e": "", "r": ""}
# The United Nations say how a figure came about: of the country, adjusted, estimated, modelled, global.
NATURES = {"C": "", "CA": "", "E": "e", "M": "e", "G": "", "N": "", "NA": ""}
# The words of offices that spell it out.
_WORDS = (
    (
        re.compile(r"^(?:for|fct|prj)$|forecast|projecti|projected|prognos|pr[eé]vis|dự báo", re.IGNORECASE),
        _LETTERS["f"],
    ),
    (re.compile(r"^(?:pr[oév]|prov)$|provis|prel|vorläufig|foreløpig|sơ bộ", re.IGNORECASE), _LETTERS["p"]),
    (re.compile(r"estim|\best\b|imputed|geschätzt|ansl[aå]|uppskatt|ước", re.IGNORECASE), _LETTERS["e"]),
    (re.compile(r"^brk$|break|bruch|brudd|brott|^\|$", re.IGNORECASE), _LETTERS["b"]),
    (re.compile(r"low reliab|unreliab|unzuverl|upålitelig|osäker", re.IGNORECASE), _LETTERS["u"]),
    (re.compile(r"^con$|suppress|confidential|geheim|undertryk|sekretess", re.IGNORECASE), _LETTERS["c"]),
)
_SETTLED = re.compile(
    r"(?:final|definiti|définiti|endgültig|endelig|slutlig|chính thức|revis|révis|revid)\w*", re.IGNORECASE
)
# The words for figures of which there is nothing to say, and for those that are not there.
_NORMAL = re.compile(
    r"normal|official|reliable|valid|undefined|not applicable|not available|missing|no data", re.IGNORECASE
)


def is_status(text: str) -> bool:
    """Tell whether a word says how final a figure is; letters may be codes of anything."""
    is_word = len(text) > 3 or not text.isascii()
    return is_word and (_SETTLED.fullmatch(text) is not None or quality(text).status != "")


@lru_cache(maxsize=1024)
def quality(flag: str) -> Quality:
    """Return what a flag says; letters may stand together, as in `bp`, and marks apart, as in `(p), e`."""
    said = [meaning for mark in marks(flag) for meaning in _meanings(mark)]
    return Quality(
        next((one.status for one in said if one.status), ""),
        any(one.breaks for one in said),
        any(one.low for one in said),
        any(one.hidden for one in said),
    )


def is_known(flag: str) -> bool:
    """Tell whether every mark of a flag is one that is read, or is known to say nothing of quality."""
    return all(bool(_meanings(mark)) or _says_nothing(mark) for mark in marks(flag))


def marks(flag: str) -> list[str]:
    """Return the marks of a flag without what stands around and between them."""
    parts = (" ".join(part.replace("_", " ").split()).strip(_AROUND) for part in _BETWEEN.split(flag))
    spread = (part.split() if re.fullmatch(r"\w( \w)+", part) else [part] for part in parts)
    return [mark for own in spread for mark in own if mark]


def _meanings(mark: str) -> list[Quality]:
    letters = mark.casefold()
    if _NO_MARK.fullmatch(mark):
        return []
    if _are_codes(letters):
        return [_LETTERS[letter] for letter in letters if letter in _LETTERS]
    return [meaning for pattern, meaning in _WORDS if pattern.search(mark)]


def _are_codes(letters: str) -> bool:
    return len(letters) <= 3 and all(letter in _LETTERS or letter in _PLAIN for letter in letters)


def _says_nothing(mark: str) -> bool:
    letters = mark.casefold()
    words = _NO_MARK.fullmatch(mark) or _SETTLED.fullmatch(mark) or _NORMAL.search(mark)
    return bool(words) or _are_codes(letters) or (len(letters) == 1 and letters in _ALONE)
