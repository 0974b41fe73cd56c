"""Columns: what the names of columns say of them, and which columns only repeat what another one says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from tracker.importing import flags, numbers, periods
from tracker.language import territories
from tracker.multiples import WORDS

_ROLES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "period": r"(data |calendar |fiscal |financial |reference )?years?|time|date|periods?|month|quarter"
        r"|(time|reference) ?period( start)?|ref ?date|stichtag|jahr|zeit|år|tid|ano|año|année|période"
        r"|perioden?|jaar|năm|thời gian|kỳ",
        "value": r"((data|obs|observation|numeric) ?)?values?|(fact ?)?value numeric|figure|wert|verdi|värde"
        r"|valor|valeur|waarde|giá trị",
        "unit": r"unit ?code|(series |value |data value |fact value )?units?|unit (measure|of measure)"
        r"|(fact value )?uom|(mess|maß)?einheit|(måle|mått)?enhet|(måle)?enhed|eenheid|đơn vị( tính)?"
        r"|unidad(es?)?( de medida)?|unités?( de mesure)?",
        "flag": r"(obs |value |observation )?(flag|status)(s| ?codes?| description| label)?|quality|symbol"
        r"|data marking|kennzeichen",
        "status": r"statut|estado|trạng thái|tình trạng",
        "scale": r"unit ?mult(iplier)?|power ?code|scalar factor|scale|multiplier|magnitude",
        "skip": r"(.* )?(code|id|iso|iso ?[23]|m49)( m49)?|(geo|area|country|region|power|unit|flag) codes"
        r"|vector|coordinate|dguid|decimals|terminated|last update|is latest year|date ?modified"
        r"|language|dataflow|structure( id)?|action|(.* )?(foot ?)?notes?|(.* )?remarks?|comments?|ghi chú"
        r"|anmerkung(en)?|bemerkung(en)?|merknad(er)?|anmärkning(ar)?"
        r"|(data ?)?source|description",
        "estimates": r"estimates start after",
        "names": r"indicators?( label)?|measure|variable|(series|indicator) ?name|series( description)?"
        r"|subject descriptor|value variable label|chỉ tiêu|indikator(en)?|indicador(es)?|indicateurs?"
        r"|variável|kennzahl(en)?|nyckeltal|nøkkeltall|nøgletal|tabellinnehåll|statistikkvariabel",
        "area": r"(reference |ref |geo |geo ?political )(area|entity|region|territory)( name| label)?"
        r"|(country|region|territory|economy)( name| label| or area)?|countries|geo( labels?)?|länder|pays"
        r"|país|quốc gia|tỉnh|tỉnh, thành phố|municipality|kommune|province|federal state|bundesland",
    }.items()
}
_MEMBER = re.compile(r"(?P<n>[0-9]+)_(Auspraegung_Label|variable_attribute_label)")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9_.:-]*|[0-9]+([.-][0-9a-z]+)+")
TOTALS = frozenset(
    [
        "total",
        "all",
        "world",
        "ambos_sexos",
        "ambos",
        "tous",
        "todos",
        "båda_könen",
        "begge_kjønn",
        "beide_geschlechter",
        "both",
        "everyone",
        "overall",
        "totaal",
        "riket",
        "bothsex",
        "btsx",
        "sex_btsx",
        "allage",
        "allarea",
        "t",
        "_t",
        "tot",
        "_z",
        "insgesamt",
        "gesamt",
        "totalt",
        "alle",
        "i_alt",
        "tổng_số",
        "tổng_cộng",
        "chung",
        "all_ages",
        "both_sexes",
        "all_persons",
        "all_sexes",
        "all_genders",
    ]
)
# Names of countries that are words of other things in one of the languages; alone they are not countries.
_ORDINARY = frozenset(
    ("man", "island", "turkey", "jersey", "guernsey", "jordan", "chad", "georgia", "guinea", "sark", "áo")
)
_SEXES = frozenset(("", *"tmfwkx"))  # as they are coded
_RATIO = re.compile(r"%|\b(per|rate|index|share|ratio)\b", re.IGNORECASE)  # what no total is made up of
# What figures are counted in, where a number of zeros or a word says it.
_POWERS = {
    **{-3: "thousandths", -2: "hundredths", -1: "tenths", 0: "", 1: "tens", 2: "hundreds", 3: "thousands"},
    **{4: "ten thousands", 5: "hundred thousands", 6: "millions", 7: "ten millions", 8: "hundred millions"},
    **{9: "billions", 12: "trillions", 1000: "thousands", 1_000_000: "millions", 1_000_000_000: "billions"},
}
_PLAIN_SCALES = ("", "units", "unit", "one", "ones")
_SINGULARS = frozenset(("ten", "hundred", "thousand", "million", "billion", "trillion"))
_EXPONENTS = frozenset(("0", "2", "3", "6", "9", "12"))
_FACTOR = re.compile(r"10*")
_MULTIPLYING = re.compile(
    rf"(in )?(ones?|units?|tens|hundreds?|{WORDS}|einheiten|enheter|hundre|tusental|đơn vị|trăm)",
    re.IGNORECASE,
)


def plain(name: str) -> str:
    """Return a name of a column as words: `GeoAreaName`, `geo_area.name` and `[Geo area name]` are one."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name.strip().strip("[]"))
    return " ".join(re.sub(r"[_.()]+", " ", spaced).split())


def spelled_out(names: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return names of columns, those of the German statistical offices by what they stand for.

    There the name of a dimension stands in a column of its own, and that of a figure is `CODE__Name__Unit`.
    """
    found = list(names)
    for place, name in enumerate(names):
        member = _MEMBER.fullmatch(name)
        of = next((c for c, other in enumerate(names) if member and _is_name_of(other, member["n"])), -1)
        said = {_cell(row, of) for row in rows} if of >= 0 else set()
        parts = name.split("__")
        if len(said) == 1:
            found[place] = said.pop() or name
        elif len(parts) == 3 and all(parts):
            found[place] = f"{parts[1]} ({parts[2]})"
    return tuple(found)


def _is_name_of(name: str, number: str) -> bool:
    return name in (f"{number}_Merkmal_Label", f"{number}_variable_label")


def plays(role: str, name: str) -> bool:
    """Tell whether a column is called as those of a role are."""
    bare = " ".join(name.split())
    return any(_ROLES[role].fullmatch(one) for one in (bare, plain(name)))


def are_codes(texts: Iterable[str]) -> bool:
    """Tell whether every member of a column is a code rather than words."""
    filled = [text for text in texts if text]
    return bool(filled) and all(_CODE.fullmatch(text) for text in filled)


def in_words(columns: Sequence[int], samples: Mapping[int, Sequence[str]]) -> list[int]:
    """Return columns of one role, those that hold words before those that hold codes."""
    return sorted(columns, key=lambda column: are_codes(samples[column]))


def are_figures(name: str, texts: Sequence[str]) -> bool:
    """Tell whether a column holds figures: numbers, and no codes such as 01."""
    filled = [text for text in texts if text and not numbers.is_missing(text)]
    if plays("skip", name) or is_scale(name, filled) or not filled:
        return False
    printed = sum(numbers.taken_apart(text) is not None for text in filled)
    return printed > 0.8 * len(filled) and not any(re.fullmatch(r"0[0-9]+", text) for text in filled)


def are_flags(name: str, texts: Sequence[str]) -> bool:
    """Tell whether a column speaks of the quality of figures; `_q` ends the names of the German offices.

    Some languages call a state or a status of people so too: there the words below decide.
    """
    filled = [text for text in texts if text]
    said = bool(filled) and plays("status", name) and all(map(flags.is_status, filled))
    said = said or plays("flag", name) or are_natures(name, filled)
    return said or (name.endswith("_q") and not are_figures(name, texts))


def are_natures(name: str, texts: Iterable[str]) -> bool:
    """Tell whether a column says by the codes of the United Nations how figures came about."""
    return plain(name).casefold() == "nature" and {*texts} - {""} <= flags.NATURES.keys()


def is_scale(name: str, texts: Iterable[str]) -> bool:
    """Tell whether a column says what figures are counted in: powers of ten throughout, or their names.

    Exponents and factors do not mix: 1, 2 and 3 are grades.
    """
    if not plays("scale", name):
        return False
    numbered = {text for text in texts if text and not _MULTIPLYING.fullmatch(text)}
    return numbered <= _EXPONENTS or all(map(_FACTOR.fullmatch, numbered))


def repeating(
    names: Sequence[str], labels: Collection[int], period: int, rows: Sequence[Sequence[str]]
) -> set[int]:
    """Return the columns that say what another one says: codes beside words, the period again."""
    held = {column: tuple(_cell(row, column) for row in rows) for column in labels}
    found = {column for column in labels if period >= 0 and _is_again(held[column], rows, period)}
    by_parts: dict[tuple[int, ...], list[int]] = {}
    for column in labels:
        if column not in found and len(set(held[column])) > 1:
            by_parts.setdefault(_parts(held[column]), []).append(column)
    for twins in by_parts.values():
        first = min(twins, key=lambda column: (plays("skip", names[column]), are_codes(held[column])))
        for column in twins:
            same = [text.casefold() for text in held[column]] == [text.casefold() for text in held[first]]
            coded = plays("skip", names[column]) or are_codes(held[column])
            if column != first and (same or (coded and not are_codes(held[first]))):
                found.add(column)
    return found


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _parts(texts: Sequence[str]) -> tuple[int, ...]:
    """Return which rows share a text, by numbers that are the same for columns that part rows alike."""
    numbered: dict[str, int] = {}
    return tuple(numbered.setdefault(text, len(numbered)) for text in texts)


def _is_again(texts: Sequence[str], rows: Sequence[Sequence[str]], period: int) -> bool:
    """Tell whether a column holds the period of its row once more, in the same or another spelling."""
    pairs = {(text, _cell(row, period)) for text, row in zip(texts, rows, strict=True)}
    return all(text == own or (text and _read(text) == _read(own) != "") for text, own in pairs)


def _read(text: str) -> str:
    found = periods.read(text, periods.Habits())
    return found.period if isinstance(found, periods.Read) else ""


def scaled(unit: str, scale: str, *, power: bool = False) -> str:
    """Return a unit with what it is counted in: `Persons (thousands)`; 3 and 1000 mean thousands, 6 millions.

    Args:
        unit: the unit, or an empty text.
        scale: a word, a number of zeros, or the number itself.
        power: whether it is always a number of zeros, so that 1 means tens.
    """
    said = scale.strip().casefold()
    said += "s" if said in _SINGULARS else ""
    if re.fullmatch(r"-?[0-9]{1,15}(\.0*)?", said):
        zeros = int(float(said))
        said = "" if zeros == 1 and not power else _POWERS.get(zeros, f"× 10^{zeros}")
    if said in _PLAIN_SCALES or (unit and said in unit.casefold()):
        return unit
    return f"{unit} ({said})" if unit else said


def are_areas(names: Iterable[str]) -> bool:
    """Tell whether at least two names, and all of them beside totals, are those of countries."""
    own = {name.strip().casefold() for name in names if not is_total(name)}
    return len(own) > 1 and own <= territories() and not own <= _ORDINARY


def is_total(member: str) -> bool:
    """Tell whether a word stands for the whole of a dimension."""
    return member.strip().casefold().replace(" ", "_") in TOTALS or not member.strip()


def is_named_total(member: str) -> bool:
    """Tell whether a word for the whole says which whole, so that a reader wants to know it."""
    return member.strip().casefold() in ("world", "riket")


def is_lettered(members: Iterable[str]) -> bool:
    """Tell whether members are single letters, such as A, B and T, of which T is no total.

    F, M and T are sexes and their total.
    """
    own = set()
    for member in members:
        letter = member.strip().casefold()
        if len(letter) > 1:
            return False
        own.add(letter)
    return not own <= _SEXES


def are_parts(members: Sequence[str]) -> bool:
    """Tell whether members are a total and what makes it up, which is counted in one unit."""
    own = [member for member in members if member and not is_total(member)]
    totals = {member.strip().casefold() for member in members if member and is_total(member)}
    if is_lettered(members):
        totals.discard("t")
    return bool(totals) and len({bool(_RATIO.search(member)) for member in own}) < 2
