"""Number words of five languages: which words of a text are numbers, and which number they name.

Ordinary articles (ein, en, et, một) and words for "both" are no figures and stand in no list. Words
that are numbers only beside what they count (andra gången, năm nhóm) carry the words they need.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tracker.multiples import SPELLED


@dataclass(frozen=True)
class Tongue:
    """The number words of one language.

    Attributes:
        values: cardinals, ordinals and fractions that are always figures.
        tens: the words for 20, 30 and so on, of which compounds are made (einundzwanzig, tjuefem).
        scales: words that multiply the number before them; the long scale where it is in use.
        hundred, thousand, joint: the other words of compounds (zweihundert, femhundreogto).
        doubtful: words that are figures only before a word that begins like one of `counted`.
        endings: what may follow a number from 2 upward within one word (femårsplan, dreistufig).
        capital: number nouns that are written with a capital letter, by how they begin.
    """

    values: dict[str, float]
    tens: dict[str, float]
    scales: dict[str, float]
    hundred: str = ""
    thousand: str = ""
    joint: str = ""
    doubtful: dict[str, float] | None = None
    counted: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()


def _table(text: str, tails: str = "") -> dict[str, float]:
    """Return words by the number that opens their line; a word ending in ~ takes each of the tails."""
    found: dict[str, float] = {}
    for line in text.strip().splitlines():
        number, *words = line.split()
        for word in words:
            forms = [word[:-1] + tail for tail in tails.split()] if word.endswith("~") else [word]
            found |= dict.fromkeys(forms, float(number))
    return found


_GERMAN = """
0 null
0.1 zehntel
0.2 fünftel
0.25 viertel
0.333333333333 drittel
0.5 hälfte halb halbe halben
1 eins
1.5 anderthalb
2 zwei zwo zweit~ doppelt doppelte verdoppeln verdoppelt
3 drei dritt~ verdreifachen verdreifacht
4 vier viert~ vervierfacht
5 fünf fünft~
6 sechs sechst~
7 sieben siebt~ siebent~
8 acht acht~
9 neun neunt~
10 zehn zehnt~
11 elf elft~
12 zwölf zwölft~ dutzend dutzende
13 dreizehn dreizehnt~
14 vierzehn vierzehnt~
15 fünfzehn fünfzehnt~
16 sechzehn sechzehnt~
17 siebzehn siebzehnt~
18 achtzehn achtzehnt~
19 neunzehn neunzehnt~
20 zwanzig zwanzigst~
30 dreißig dreissig dreißigst~
40 vierzig vierzigst~
50 fünfzig fünfzigst~
60 sechzig sechzigst~
70 siebzig siebzigst~
80 achtzig achtzigst~
90 neunzig neunzigst~
100 hundert hundertst~ hunderte hunderten
1000 tausend tausendst~ tausende tausenden
"""
_NORWEGIAN = """
0 null
0.2 femtedel femtedeler
0.25 fjerdedel fjerdedeler
0.333333333333 tredjedel tredjedeler
0.5 halvparten halv halvt halve
1 én éi ett
1.5 halvannen halvannet
2 to dobbelt doble doblet fordoble fordoblet
3 tre tredje tredoblet
4 fire fjerde firedoblet
5 fem femte
6 seks sjette
7 sju syv sjuende syvende
8 åtte åttende
9 ni niende
10 ti tiende
11 elleve ellevte
12 tolv tolvte dusin
13 tretten trettende
14 fjorten fjortende
15 femten femtende
16 seksten sekstende
17 sytten syttende
18 atten attende
19 nitten nittende
20 tjue tyve tjuende tyvende
30 tretti tredve trettiende
40 førti førtiende
50 femti femtiende
60 seksti sekstiende
70 sytti syttiende
80 åtti åttiende
90 nitti nittiende
100 hundre hundrevis
1000 tusen tusenvis
"""
_SWEDISH = """
0 noll
0.2 femtedel femtedelar
0.25 fjärdedel fjärdedelar
0.333333333333 tredjedel tredjedelar
0.5 hälften halv halvt halva
2 två dubbelt dubbla fördubbla fördubblat fördubblats
3 tre tredje tredubblat
4 fyra fjärde fyrdubblat
5 fem femte
6 sex sjätte
7 sju sjunde
8 åtta åttonde
9 nio nionde
10 tio tionde
11 elva elfte
12 tolv tolfte dussin
13 tretton trettonde
14 fjorton fjortonde
15 femton femtonde
16 sexton sextonde
17 sjutton sjuttonde
18 arton artonde
19 nitton nittonde
20 tjugo tjugonde tjog
30 trettio trettionde
40 fyrtio fyrtionde
50 femtio femtionde
60 sextio sextionde
70 sjuttio sjuttionde
80 åttio åttionde
90 nittio nittionde
100 hundra hundratals
1000 tusen tusentals
"""
_ENGLISH = """
0 zero
0.5 half halved
1 one
2 two twice double doubled doubling
3 three third thirds triple tripled
4 four fourth
5 five fifth
6 six sixth
7 seven seventh
8 eight eighth
9 nine ninth
10 ten tenth
11 eleven eleventh
12 twelve twelfth dozen dozens
13 thirteen thirteenth
14 fourteen fourteenth
15 fifteen fifteenth
16 sixteen sixteenth
17 seventeen seventeenth
18 eighteen eighteenth
19 nineteen nineteenth
20 twenty twentieth
30 thirty thirtieth
40 forty fortieth
50 fifty fiftieth
60 sixty sixtieth
70 seventy seventieth
80 eighty eightieth
90 ninety ninetieth
100 hundred hundreds
1000 thousand thousands
"""
_VIETNAMESE = """
0.5 nửa rưỡi
2 hai
3 ba
4 bốn
5 lăm
6 sáu
7 bảy bẩy
8 tám
9 chín
10 mười mươi chục
100 trăm
"""

# Words that look like a scale but begin another word in Vietnamese: tỷ lệ (ratio), vạn vật (all things).
OTHERWISE = {
    "tỷ": ("lệ", "trọng", "giá", "suất", "số", "phú"),
    "tỉ": ("lệ", "trọng", "giá", "suất", "số", "phú", "mỉ"),
    "triệu": ("tập", "chứng", "hồi"),
    "vạn": ("vật", "sự"),
}
# Four in Vietnamese (tư) is a number only after these words; alone it means private, or to invest.
FOURTH = ("quý", "thứ", "tháng")
# One (một) is mostly an article; before these words it is a figure.
ONE = ("trăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "nửa", "phần")


def _made(table: str, language: str, tails: str = "", **rest: object) -> Tongue:
    values = _table(table, tails)
    scales = {word: factor for word, factor in SPELLED[language].items() if word not in values}
    tens = {word: number for word, number in values.items() if number in range(20, 100, 10)}
    return Tongue(values, tens, scales, **rest)  # type: ignore[arg-type]  # fields of a tongue


@cache
def _tongues() -> dict[str, Tongue]:
    """Return the number words by language."""
    return {
        "de": _made(
            _GERMAN,
            "de",
            "e er en es em",
            hundred="hundert",
            thousand="tausend",
            joint="und",
            doubtful=_table("1 erst~", "e er en es em"),
            counted=_list(
                "quartal halbjahr mal phase sitzung platz rang stelle jahr stufe runde"
                " tag woche monat schritt"
            ),
            endings=_list("jähr tägig monatig wöchig stufig teilig fach stellig mal"),
            capital=_list("hälfte drittel viertel fünftel zehntel dutzend hunderte tausende milli billi"),
        ),
        "nb": _made(
            _NORWEGIAN,
            "nb",
            hundred="hundre",
            thousand="tusen",
            joint="og",
            doubtful=_table("1 første\n2 andre annen"),
            counted=_list(
                "kvartal halvår gang fase sesjon plass rang år nivå runde halvdel trinn dag uke måned steg"
            ),
            endings=_list("år dag måned uke trinn nivå part del doblet sifret"),
        ),
        "sv": _made(
            _SWEDISH,
            "sv",
            hundred="hundra",
            thousand="tusen",
            doubtful=_table("1 första\n2 andra andre"),
            counted=_list(
                "kvartal halvår gång fas session plats rang år nivå omgång hälft steg dag veck månad"
            ),
            endings=_list("år dagars månaders veckors steg parts del dubblat siffrig"),
        ),
        "vi": _made(
            _VIETNAMESE,
            "vi",
            doubtful=_table("1 một\n5 năm"),
            counted=_list(
                "trăm nghìn ngàn triệu tỷ tỉ mươi nhóm bước trụ lĩnh nội mục giải ngành tỉnh nước quốc"
                " doanh dự nhiệm đề chương sản công địa điểm người trung khu tiêu yếu cấp mức tháng ngày lần"
                " phần bộ luật kỳ"
            ),
        ),
        "en": _made(
            _ENGLISH,
            "en",
            joint="and",
            doubtful=_table("1 first\n2 second"),
            counted=_list("quarter half time phase session place rank year level round step day week month"),
        ),
    }


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


def known() -> tuple[str, ...]:
    """Return the languages for which there are number words."""
    return tuple(_tongues())


def tongue(language: str) -> Tongue | None:
    """Return the number words of a language, or None when there is no list for it."""
    plain = language.lower().split("-")[0]
    return _tongues().get("nb" if plain in ("no", "nn") else plain)


def value(word: str, words: Tongue) -> float | None:
    """Return the number that one word in small letters names, compounds included, or None."""
    plain = words.values.get(word, words.scales.get(word))
    return plain if plain is not None else _compound(word, words) or _prefixed(word, words)


def _compound(word: str, words: Tongue) -> float | None:
    """Return the number of a compound such as zweitausendfünfhundert or tjuefem, or None."""
    for name, factor in ((words.thousand, 1000.0), (words.hundred, 100.0)):
        before, found, after = word.partition(name) if name else (word, "", "")
        if found:
            many = 1.0 if before in ("", "ein", "en", "ett") else _below(before, words)
            rest = _below(after.removeprefix(words.joint), words) if after else 0.0
            return None if many is None or rest is None else many * factor + rest
    for name, ten in words.tens.items():
        if word != name and (word.startswith(name) or word.endswith(name)):
            digit = word.removeprefix(name) if word.startswith(name) else word.removesuffix(name)
            digit = digit.removesuffix(words.joint) if words.joint else digit
            one = 1.0 if digit in ("ein", "en", "én", "ett") else words.values.get(digit, 0.0)
            if 1 <= one <= 9:
                return ten + one
    return None


def _below(word: str, words: Tongue) -> float | None:
    return words.values.get(word) or _compound(word, words)


def _prefixed(word: str, words: Tongue) -> float | None:
    """Return the number at the head of a word such as femårsplan or dreistufig, or None."""
    for ending in words.endings:
        head = word.partition(ending)[0]
        found = words.values.get(head, 0.0) if head != word else 0.0
        if found >= 2 and found.is_integer():
            return found
    return None
