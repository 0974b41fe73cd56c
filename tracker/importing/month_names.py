"""Month names: the words for months that offices print, long and short, in many languages."""

from __future__ import annotations

from collections.abc import Mapping

# English, German, Norwegian, Danish, Swedish, Dutch, French, Spanish, Portuguese, Italian, Finnish, Polish.
MONTHS: Mapping[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "jan january januar januari jän janv janvier ene enero janeiro gennaio tammikuu styczeń",
            "feb february februar februari févr fevr février fevrier febrero fevereiro febbraio"
            " helmikuu luty",
            "mar march mär märz mars maerz mrz marts maart mrt marzo março maaliskuu marzec",
            "apr april avr avril abr abril aprile huhtikuu kwiecień",
            "may mai maj mei mayo maio maggio toukokuu",
            "jun june juni juin junio junho giugno kesäkuu czerwiec",
            "jul july juli juil juillet julio julho luglio heinäkuu lipiec",
            "aug august augusti août aout augustus ago agosto elokuu sierpień",
            "sep sept september septembre septiembre setembro settembre syyskuu wrzesień",
            "oct october okt oktober octobre octubre outubro ottobre lokakuu październik",
            "nov november novembre noviembre novembro marraskuu listopad",
            "dec december dez dezember des desember déc décembre decembre dic diciembre dezembro dicembre"
            " joulukuu grudzień",
        ),
        1,
    )
    for word in words.split()
}
