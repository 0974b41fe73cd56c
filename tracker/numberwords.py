"""Number words of German, Norwegian, Swedish, Vietnamese and English: which words are numbers, and which number.

Ordinary articles (ein, en, et, một) and words for "both" are no figures and stand in no list. Words
that are numbers only beside what they count (andra gången, năm nhóm) carry the words they need.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True)
class Tongue:
    """The number words of one language.

    Attributes:
        values: cardinals, ordinals and fractions that are always figures.
        scales: words that multiply the number before them, such as million; long scale where it is in use.
        hundred, thousand, joint: the words from which compounds are made (zweihundert, to hundre og ti).
        counted: beginnings of words that follow a doubtful number word when it is a figure.
        doubtful: words that are figures only before one of `counted`.
        endings: what may follow a number from 2 to 12 within one word (femårsplan, dreistufig).
        nouns: whether number nouns are written with a capital letter, as in German.
    """

    values: dict[str, float]
    scales: dict[str, float]
    hundred: str = ""
    thousand: str = ""
    joint: str = ""
    counted: tuple[str, ...] = ()
    doubtful: dict[str, float] = field(default_factory=dict)
    endings: tuple[str, ...] = ()
    nouns: bool = False


def _numbered(words: str, first: int = 0, step: int = 1) -> dict[str, float]:
    """Return words with rising numbers; a slash parts spellings of one number, a dash leaves it out."""
    return {
        word: float(first + step * place)
        for place, spellings in enumerate(words.split())
        for word in spellings.split("/")
        if word != "-"
    }


def _german() -> Tongue:
    ones = "null eins zwei/zwo drei vier fünf sechs sieben acht neun zehn elf zwölf"
    teens = "dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
    tens = _numbered("zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10)
    cardinals = _numbered(f"{ones} {teens}") | tens | {"hundert": 100.0, "tausend": 1000.0}
    for ten, value in tens.items():
        for digit, word in enumerate("ein zwei drei vier fünf sechs sieben acht neun".split(), 1):
            cardinals[f"{word}und{ten}"] = value + digit
    ordinals = _numbered("zweit dritt viert fünft sechst siebt/siebent acht neunt zehnt elft zwölft", 2)
    ordinals |= {f"{word}t": value for word, value in _numbered(teens, 13).items()}
    ordinals |= {f"{word}st": value for word, value in cardinals.items() if value >= 20}
    bent = {stem + tail: value for stem, value in ordinals.items() for tail in ("e", "er", "en", "es", "em")}
    parts = {"hälfte": 0.5, "halb": 0.5, "halbe": 0.5, "halben": 0.5, "anderthalb": 1.5, "drittel": 1 / 3}
    parts |= {"viertel": 0.25, "fünftel": 0.2, "zehntel": 0.1, "dutzend": 12.0, "doppelt": 2.0}
    parts |= {"verdoppeln": 2.0, "verdoppelt": 2.0, "verdreifachen": 3.0, "verdreifacht": 3.0}
    parts |= {"hunderte": 100.0, "hunderten": 100.0, "tausende": 1000.0, "tausenden": 1000.0}
    counted = "quartal halbjahr mal phase sitzung platz rang stelle jahr stufe runde tag woche monat schritt ausgabe"
    return Tongue(
        values=bent | parts | cardinals,
        scales={"million": 1e6, "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9}
        | {"billion": 1e12, "billionen": 1e12, "billiarden": 1e15},
        hundred="hundert",
        thousand="tausend",
        joint="und",
        counted=tuple(counted.split()),
        doubtful={"erste": 1.0, "ersten": 1.0, "erster": 1.0, "erstes": 1.0, "erstem": 1.0},
        endings=("jähr", "tägig", "monatig", "wöchig", "stufig", "teilig", "fach", "stellig", "mal"),
        nouns=True,
    )


def _norwegian() -> Tongue:
    ones = "null én/éi/ett to tre fire fem seks sju/syv åtte ni ti elleve tolv"
    teens = "tretten fjorten femten seksten sytten atten nitten"
    tens = _numbered("tjue/tyve tretti/tredve førti femti seksti sytti åtti nitti", 20, 10)
    cardinals = _numbered(f"{ones} {teens}") | tens | {"hundre": 100.0, "tusen": 1000.0}
    for ten, value in tens.items():
        for digit, words in enumerate("en/én/ett to tre fire fem seks sju/syv åtte ni".split(), 1):
            cardinals |= {f"{ten}{word}": value + digit for word in words.split("/")}
    ordinals = _numbered("tredje fjerde femte sjette sjuende/syvende åttende niende tiende ellevte tolvte", 3)
    ordinals |= _numbered("trettende fjortende femtende sekstende syttende attende nittende tjuende/tyvende", 13)
    parts = {"halvparten": 0.5, "halv": 0.5, "halvt": 0.5, "halve": 0.5, "halvannen": 1.5, "halvannet": 1.5}
    parts |= {"tredjedel": 1 / 3, "tredjedeler": 1 / 3, "fjerdedel": 0.25, "fjerdedeler": 0.25, "femtedel": 0.2}
    parts |= {"dusin": 12.0, "dobbelt": 2.0, "doble": 2.0, "doblet": 2.0, "fordoble": 2.0, "fordoblet": 2.0}
    parts |= {"hundrevis": 100.0, "tusenvis": 1000.0, "tredoblet": 3.0, "firedoblet": 4.0}
    counted = "kvartal halvår gang fase sesjon plass rang år nivå runde halvdel trinn dag uke måned utgave steg"
    return Tongue(
        values=cardinals | ordinals | parts,
        scales={"million": 1e6, "millioner": 1e6, "milliard": 1e9, "milliarder": 1e9}
        | {"billion": 1e12, "billioner": 1e12, "billiarder": 1e15},
        hundred="hundre",
        thousand="tusen",
        joint="og",
        counted=tuple(counted.split()),
        doubtful={"første": 1.0, "andre": 2.0, "annen": 2.0},
        endings=("år", "dag", "måned", "uke", "trinn", "nivå", "part", "del", "doblet", "sifret"),
    )


def _swedish() -> Tongue:
    ones = "noll - två tre fyra fem sex sju åtta nio tio elva tolv"
    teens = "tretton fjorton femton sexton sjutton arton nitton"
    tens = _numbered("tjugo trettio fyrtio femtio sextio sjuttio åttio nittio", 20, 10)
    cardinals = _numbered(f"{ones} {teens}") | tens | {"hundra": 100.0, "tusen": 1000.0}
    for ten, value in tens.items():
        for digit, words in enumerate("en/ett två tre fyra fem sex sju åtta nio".split(), 1):
            cardinals |= {f"{ten}{word}": value + digit for word in words.split("/")}
    ordinals = _numbered("tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte", 3)
    ordinals |= _numbered("trettonde fjortonde femtonde sextonde sjuttonde artonde nittonde tjugonde", 13)
    parts = {"hälften": 0.5, "halv": 0.5, "halvt": 0.5, "halva": 0.5, "tredjedel": 1 / 3, "tredjedelar": 1 / 3}
    parts |= {"fjärdedel": 0.25, "fjärdedelar": 0.25, "femtedel": 0.2, "dussin": 12.0, "tjog": 20.0}
    parts |= {"dubbelt": 2.0, "dubbla": 2.0, "fördubbla": 2.0, "fördubblat": 2.0, "fördubblats": 2.0}
    parts |= {"hundratals": 100.0, "tusentals": 1000.0, "tredubblat": 3.0, "fyrdubblat": 4.0}
    counted = "kvartal halvår gång fas session plats rang år nivå omgång hälft steg dag veck månad upplaga"
    return Tongue(
        values=cardinals | ordinals | parts,
        scales={"miljon": 1e6, "miljoner": 1e6, "miljard": 1e9, "miljarder": 1e9, "biljon": 1e12, "biljoner": 1e12},
        hundred="hundra",
        thousand="tusen",
        counted=tuple(counted.split()),
        doubtful={"första": 1.0, "andra": 2.0, "andre": 2.0},
        endings=("år", "dagars", "månaders", "veckors", "steg", "parts", "del", "dubblat", "siffrig"),
    )


def _english() -> Tongue:
    ones = "zero one two three four five six seven eight nine ten eleven twelve"
    teens = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    tens = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
    ordinals = _numbered("third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", 3)
    parts = {"half": 0.5, "thirds": 1 / 3, "dozen": 12.0, "twice": 2.0, "double": 2.0, "doubled": 2.0, "tripled": 3.0}
    parts |= {"doubling": 2.0, "triple": 3.0, "hundreds": 100.0, "thousands": 1000.0, "halved": 0.5}
    counted = "quarter half time phase session place rank year level round step day week month edition"
    return Tongue(
        values=_numbered(f"{ones} {teens}") | tens | ordinals | parts | {"hundred": 100.0, "thousand": 1000.0},
        scales={"million": 1e6, "millions": 1e6, "billion": 1e9, "billions": 1e9, "trillion": 1e12, "trillions": 1e12},
        joint="and",
        counted=tuple(counted.split()),
        doubtful={"first": 1.0, "second": 2.0},
    )


def _vietnamese() -> Tongue:
    digits = _numbered("không_ - hai ba bốn - sáu bảy/bẩy tám chín mười")
    rest = {"mươi": 10.0, "chục": 10.0, "trăm": 100.0, "nửa": 0.5, "rưỡi": 0.5, "lăm": 5.0}
    counted = "trăm nghìn ngàn triệu tỷ tỉ mươi nhóm bước trụ lĩnh nội mục giải ngành tỉnh nước quốc doanh dự nhiệm"
    counted += " đề chương sản công địa điểm người trung khu tiêu yếu cấp mức tháng ngày lần phần bộ luật mô kỳ phiên"
    return Tongue(
        values=digits | rest,
        scales={"nghìn": 1e3, "ngàn": 1e3, "vạn": 1e4, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9},
        counted=tuple(counted.split()),
        doubtful={"năm": 5.0, "một": 1.0},
    )


# Words that look like a scale but begin another word in Vietnamese: tỷ lệ (ratio), vạn vật (all things).
OTHERWISE = {
    "tỷ": ("lệ", "trọng", "giá", "suất", "số", "phú"),
    "tỉ": ("lệ", "trọng", "giá", "suất", "số", "phú", "mỉ"),
    "triệu": ("tập", "chứng", "hồi"),
    "vạn": ("vật", "sự"),
}
# The fourth in Vietnamese (tư) is a number only after these words; alone it means private or to invest.
FOURTH = ("quý", "thứ", "tháng")
# One (một) is mostly an article; before these words it is a figure.
ONE = ("trăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "nửa", "phần")

_MAKERS = {"de": _german, "nb": _norwegian, "sv": _swedish, "vi": _vietnamese, "en": _english}
_SAME = {"no": "nb", "nn": "nb"}
KNOWN = tuple(_MAKERS)


@cache
def tongue(language: str) -> Tongue | None:
    """Return the number words of a language, or None when there is no list for it."""
    plain = language.lower().split("-")[0]
    maker = _MAKERS.get(_SAME.get(plain, plain))
    return maker() if maker else None


def value(word: str, words: Tongue) -> float | None:
    """Return the number that one word in small letters names, compounds included, or None."""
    for table in (words.values, words.scales):
        if word in table:
            return table[word]
    return _compound(word, words) or _prefixed(word, words)


def _compound(word: str, words: Tongue) -> float | None:
    """Return the number of a compound such as zweitausendfünfhundert or femhundre, or None."""
    for name, factor in ((words.thousand, 1000.0), (words.hundred, 100.0)):
        before, found, after = word.partition(name) if name else (word, "", "")
        if not found:
            continue
        many = 1.0 if before in ("", "ein", "en", "ett") else _below(before, words)
        rest = 0.0 if not after else _below(after.removeprefix(words.joint) if words.joint else after, words)
        return None if many is None or rest is None else many * factor + rest
    return None


def _below(word: str, words: Tongue) -> float | None:
    return words.values.get(word) or _compound(word, words)


def _prefixed(word: str, words: Tongue) -> float | None:
    """Return the number at the head of a word such as femårsplan or dreistufig, or None."""
    for ending in words.endings:
        head = word.partition(ending)[0]
        found = words.values.get(head) if head != word else None
        if found is not None and found >= 2 and found == int(found):
            return found
    return None
