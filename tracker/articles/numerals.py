"""Numerals: every number that a text states, in digits, in words or in Roman letters, with its place.

Digits are read with the separators of any language (2 772; 2.772; 39,85), so one numeral may have more
than one reading; number words are read with the lists of `tracker.articles.numberwords`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.articles.numberwords import FOURTH, ONE, OTHERWISE, Tongue, known, tongue, value

_SPACE = " \u00a0\u2007\u2009\u202f"
_DIGITS = re.compile(
    rf"(?<!\d)\d{{1,3}}(?:(?P<gap>[{_SPACE}.,'’])\d{{3}})(?:(?P=gap)\d{{3}})*(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*|[½⅓⅔¼¾²³]"
)
_ROMAN = re.compile(r"\b(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})\b")
_WORD = re.compile(r"[^\W\d_]+")
_SCALE = re.compile(rf"[{_SPACE}]?([^\W\d_]+)")
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_OPENERS = ".!?:;•–—(«»„“”\"'\n"
_FRACTIONS = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "²": 2.0, "³": 3.0}
_LETTERS = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text.

    Attributes:
        start, end: where it stands, as positions in the text; a scale word belongs to it (21,8 millioner).
        text: how it is written.
        readings: the numbers it may mean, with and without its scale; at least one.
    """

    start: int
    end: int
    text: str
    readings: frozenset[float]


def find(text: str, language: str | None) -> list[Numeral]:
    """Return every number in a text, in the order of the text.

    Args:
        text: one paragraph.
        language: the language it is written in; without one the lists of all languages are used. A
            paragraph in Vietnamese letters is read as Vietnamese, whatever the language around it.
    """
    tongues = _tongues(text, language)
    found = [*_digits(text, tongues), *_roman(text), *_words(text, tongues)]
    kept: list[Numeral] = []
    for numeral in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or numeral.start >= kept[-1].end:
            kept.append(numeral)
    return kept


def _tongues(text: str, language: str | None) -> list[Tongue]:
    """Return the lists of number words that a paragraph is read with."""
    words = _WORD.findall(text)
    if words and sum(bool(_VIETNAMESE.search(word)) for word in words) >= 0.3 * len(words):
        language = "vi"
    names: Iterable[str] = known() if language is None else (language,)
    return [words for words in map(tongue, names) if words]


def _digits(text: str, tongues: list[Tongue]) -> Iterator[Numeral]:
    for match in _DIGITS.finditer(text):
        plain = readings(match.group())
        end, factor = _scale(text, match.end(), tongues)
        scaled = frozenset(number * factor for number in plain)
        yield Numeral(match.start(), end, text[match.start() : end], plain | scaled)


def readings(digits: str) -> frozenset[float]:
    """Return the numbers that digits with separators may mean: 2,772 is 2.772 or 2772."""
    if digits in _FRACTIONS:
        return frozenset((_FRACTIONS[digits],))
    bare = re.sub(rf"[{_SPACE}'’]", "", digits)
    found = set()
    for point, comma in ((".", ","), (",", ".")):
        whole, _, decimals = bare.partition(point)
        groups = whole.split(comma)
        if decimals.isdecimal() or not decimals:
            if len(groups) > 1 and any(len(group) != 3 for group in groups[1:]):
                continue
            found.add(float("".join(groups) + ("." + decimals if decimals else "")))
    return frozenset(found) or frozenset((float(re.sub(r"\D", "", bare)),))


def _scale(text: str, end: int, tongues: list[Tongue]) -> tuple[int, float]:
    """Return where a number ends when the scale words after it belong to it, and their product."""
    factor = 1.0
    while match := _SCALE.match(text, end):
        word = match.group(1).lower()
        many = next((words.scales[word] for words in tongues if word in words.scales), None)
        if many is None or _begins_other(text, match.end(), word):
            break
        end, factor = match.end(), factor * many
    return end, factor


def _begins_other(text: str, end: int, word: str) -> bool:
    following = _SCALE.match(text, end)
    return following is not None and following.group(1).lower() in OTHERWISE.get(word, ())


def _roman(text: str) -> Iterator[Numeral]:
    for match in _ROMAN.finditer(text):
        worth = [_LETTERS[letter] for letter in match.group()]
        total = sum(-one if one < after else one for one, after in zip(worth, [*worth[1:], 0], strict=True))
        yield Numeral(match.start(), match.end(), match.group(), frozenset((float(total),)))


def _words(text: str, tongues: list[Tongue]) -> Iterator[Numeral]:
    """Yield the number words; neighbours (fem hundre tusen, hai trăm nghìn) make one number."""
    for words in tongues:
        run: list[tuple[re.Match[str], float]] = []
        for match in _WORD.finditer(text):
            number = _number(text, match, words)
            joined = bool(run) and text[run[-1][0].end() : match.start()] in (*_SPACE, "-")
            if run and not (number is not None and joined):
                yield _merged(text, run)
                run = []
            if number is not None:
                run.append((match, number))
        if run:
            yield _merged(text, run)


def _merged(text: str, run: list[tuple[re.Match[str], float]]) -> Numeral:
    """Return neighbouring number words as one number: two hundred thousand is 200000."""
    total = part = 0.0
    for _, number in run:
        if number >= 1000:
            total, part = total + (part or 1.0) * number, 0.0
        else:
            part = (part or 1.0) * number if number in (10.0, 100.0) and part else part + number
    start, end = run[0][0].start(), run[-1][0].end()
    first = run[0][1]
    return Numeral(start, end, text[start:end], frozenset((total + part, first)))


def _number(text: str, match: re.Match[str], words: Tongue) -> float | None:
    """Return the number that a word of a text means there, or None."""
    word, after = match.group().lower(), _SCALE.match(text, match.end())
    following = after.group(1).lower() if after else ""
    if _is_name(text, match, words):
        return None
    if word == "tư" and "tỷ" in words.scales:
        before = _WORD.findall(text[: match.start()].lower())
        return 4.0 if before and before[-1] in FOURTH else None
    if words.doubtful and word in words.doubtful:
        return words.doubtful[word] if _counts(text, match, words, following) else None
    if following in OTHERWISE.get(word, ()):
        return None
    return value(word, words)


def _counts(text: str, match: re.Match[str], words: Tongue, following: str) -> bool:
    """Tell whether a doubtful word is a number there, before what it counts (andra gången, năm nhóm)."""
    needed = ONE if match.group().lower() == "một" else words.counted
    beside_digits = re.search(rf"\d[{_SPACE}]?$", text[: match.start()]) is not None
    return bool(following) and following.startswith(needed) and not beside_digits


def _is_name(text: str, match: re.Match[str], words: Tongue) -> bool:
    """Tell whether a capital letter within a sentence makes the word a name: General Secretary To Lam."""
    if not match.group()[0].isupper() or match.group().isupper():
        return False
    before = text[: match.start()].rstrip()
    if not before or before[-1] in _OPENERS:
        return False
    # German writes some number nouns with a capital letter: Millionen, Hälfte, Zwei-Stufen-Plan.
    capital = bool(words.capital) and match.group().lower().startswith(words.capital)
    return not (capital or (words.capital and text[match.end() : match.end() + 1] == "-"))
