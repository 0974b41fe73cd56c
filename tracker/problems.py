"""Problems: what can be wrong with a portfolio, where, and how grave it is.

A problem carries a stable code and the values of its sentence, which is a message (`problem.CODE`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from string import Formatter
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tracker.language import Words

Severity = Literal["error", "warning"]
Step = str | int
Path = tuple[Step, ...]
LONGEST_SHOWN = 80
_LONGEST = {"choices": 400}
"""What may be longer: of the words that are allowed, the right one may be the last."""

CATALOGUE: dict[str, str] = {
    # F: the file and where it lies
    "F001": "a data folder is missing",
    "F002": "the file cannot be opened",
    "F003": "the file is too large",
    "F004": "not a plain file",
    "F005": "a link that leads out of the data folder",
    "F006": "a link that leads nowhere or in a circle",
    "F007": "the file changes while it is read",
    "F008": "the file lies at the wrong depth",
    "F009": "the name of a file or folder is not an id",
    "F010": "a data folder holds no file",
    "F011": "vocabulary.yaml is missing",
    "F012": "no data folder",
    "F013": "a link to a folder",
    # E: bytes and characters
    "E001": "another encoding than UTF-8",
    "E002": "a byte that is not UTF-8",
    "E003": "a character that may not stand in a text file",
    "E004": "a line end that programs disagree on",
    "E005": "a character that changes the direction of writing",
    "E006": "indentation with something that only looks like a space",
    "E007": "an Office or ZIP file",
    "E008": "a line that is too long",
    "E009": "a PDF file",
    "E010": "a picture",
    "E011": "a compressed archive",
    "E012": "a rich text file",
    "E013": "a file of a program or a database",
    # Y: what of YAML is understood, and its limits
    "Y001": "an empty file",
    "Y002": "a file that is not made of field lines",
    "Y003": "a table instead of YAML",
    "Y004": "a web page instead of YAML",
    "Y005": "a fence of Markdown",
    "Y012": "an anchor or an alias",
    "Y013": "a merge key",
    "Y014": "a tag",
    "Y015": "a second document",
    "Y016": "too many levels",
    "Y017": "too many entries",
    "Y018": "a text that is too long",
    "Y019": "a field name that is too long",
    "Y020": "a field name that is not a plain word",
    "Y021": "a directive",
    "Y022": "a control character written as an escape",
    "Y024": "a field given twice",
    "Y025": "a merge conflict left in the file",
    "Y026": "a patch pasted into the file",
    # Y1: lines that cannot be understood
    "Y101": "a tab in the indentation",
    "Y102": "a colon or an indentation out of place",
    "Y103": "a quotation mark that is not closed",
    "Y104": "a bracket that is not closed",
    "Y105": "an indentation that fits no line above",
    "Y106": "a sign that a text cannot begin with",
    "Y107": "an unknown escape",
    "Y108": "a line without its colon",
    "Y109": "text after the sign of a text block",
    "Y110": "a line that cannot be understood",
    "Y111": "text after the end of a value",
    "Y112": "a list entry without hyphen and space",
    "Y113": "a comment inside brackets",
    # S: fields and values
    "S001": "a required field is missing",
    "S002": "not a number",
    "S003": "an unknown unit",
    "S004": "an unknown field",
    "S005": "a number out of range",
    "S006": "not a day",
    "S007": "not a period",
    "S008": "an empty value",
    "S009": "a list or fields where a text belongs",
    "S010": "not an id",
    "S011": "not a web address",
    "S012": "neither true nor false",
    "S013": "not a whole number",
    "S014": "not a language code",
    "S015": "the English text is missing",
    "S016": "a text where one text per language belongs",
    "S017": "a range whose ends are not in order",
    "S018": "not exactly one bound",
    "S019": "an unknown choice",
    "S020": "no list where a list belongs",
    "S021": "no fields where fields belong",
    "S022": "an empty list",
    "S023": "a range that does not have two ends",
    "S024": "not a SHA-256",
    "S025": "the id is not the file name",
    "S027": "more faults than are listed",
    "S028": "a value that cannot be understood",
    "S029": "a number with a comma inside brackets",
    "S036": "a field in the wrong place",
    "S030": "a part id given twice",
    "S031": "a goal id given twice",
    "S032": "a replaced goal that does not exist",
    "S033": "a baseline without its observation",
    "S034": "parts that add up to more than the whole",
    "S035": "one period given twice from one source",
    "S037": "an unknown time zone",
    "S038": "not the name of a file",
    "S048": "a goal with both by and for",
    "S049": "cut-offs that do not fit the method",
    "S039": "a text that its comma ended",
    "S042": "an error of a spreadsheet",
    "S043": "two numbers in one field",
    "S044": "a change instead of a value",
    "S045": "a number with too many decimals",
    "S040": "an unknown body",
    "S041": "an unknown theme",
    "S050": "a period of a calendar that is not named",
    "S051": "a period with two meanings",
    "S052": "a period that the calendar does not know",
    "S053": "an unknown calendar",
    "S057": "not two months",
    "S058": "not the name of a part of a year",
    "S059": "not a length in months",
    "S054": "an unknown dimension",
    "S055": "an unknown member of its dimension",
    "S060": "a series given twice",
    "S061": "the same goals as a target without goals",
    "S062": "a breakdown by something other than a region",
    "S063": "a file of figures that is not there",
    "S064": "a file of figures with faults",
    "S065": "not exactly one place of the figures",
    "S066": "not the name of a CSV file",
    "S067": "a table without commas or heads",
    "S068": "a row with other cells than the heads",
    "S069": "a quotation mark out of place in a row",
    "S070": "a column without a name, or given twice",
    "S071": "figures taken from each other in a circle",
    "S072": "figures of a target that has none of its own",
    "S073": "neither or both of change and times",
    "S074": "not a change",
    "S075": "a statement outside its scale",
    "S076": "an unknown scale",
    "S078": "a related target that is not there",
    "S079": "a next step of nobody",
    "S080": "a total with a deadline of its own",
    "S081": "a total of figures that do not add up",
    "S082": "a suppressed figure with a value",
    "S083": "a word outside the scale of its measure",
    "S084": "not a colour",
    "S085": "not the name of a PNG file",
    "S087": "a list that is too short",
    "S088": "a word of a scale given twice",
    "S089": "a rating that is reckoned with",
    "S090": "goals that replace each other",
    "S091": "one stretch to be held in every period",
    "S092": "figures of another unit or scale",
    "S093": "a number that the field cannot mean",
    "S094": "no words where words belong",
    "S095": "a name without a plain colon and its space",
    "S077": "a document of unknown day that nobody read",
    # X: between files
    "X001": "an id used by two files",
    "X003": "an unknown source",
    "X004": "a source whose file cannot be read",
    "X005": "an unknown base unit",
    # V: the articles that the data was read from
    "V001": "an article that is not there",
    "V002": "an article with another content",
    "V003": "a number that nothing accounts for",
    "V004": "a figure that its paragraph does not print",
    "V005": "not a paragraph of the article",
    "V006": "a left-out number that its paragraph does not print",
    "V007": "a number left out without need",
    "V008": "an article without a source record",
    "V009": "a value that is not the figure as printed",
    "V011": "a figure without its paragraph",
    "V012": "a language without number words",
    "V013": "a figure that stands in another paragraph",
    # M: taken elsewhere it may not work
    "M001": "a name that Windows keeps for itself",
    # W: understood, but worth a look
    "W001": "an invisible character",
    "W002": "a look-alike letter of another alphabet",
    "W003": "a file that is not read",
    "W004": "a letter that got lost",
    "W005": "a pending change that cannot be understood",
    "W010": "a number that may mean thousands",
    "W011": "a jump between neighbouring figures",
    "W012": "a share written as a fraction of one",
    "W013": "a value outside its natural bounds",
    "W014": "a running total that falls",
    "W015": "two publishers, two figures, one period",
    "W016": "a period that has not ended",
    "W017": "a figure for a period that ends after its source",
    "W018": "a goal that is younger than its deadline",
    "W019": "a deadline before the baseline",
    "W020": "a day in the future",
    "W021": "nobody compared the file with its sources for a year",
    "W022": "a series without a recent figure",
    "W023": "no definition",
    "W024": "no frequency",
    "W025": "no owner",
    "W026": "a goal outside its natural bounds",
    "W027": "no day on which it was compared with its sources",
    "W080": "several goals that are to lead",
    "W028": "a text cut off by a comment",
    "W029": "letters that were decoded wrongly",
    "W030": "a title that nobody can see",
    "W031": "a figure that is not the one printed",
    "W032": "a goal written as a fraction of one",
    "W033": "a goal of another magnitude",
    "W034": "a rank below one",
    "W081": "a rank that is to be large",
    "W050": "a year pair that is read as a month",
    "W051": "tiers that add up to more than the whole",
    "W053": "a relative goal whose base has no figure",
    "W078": "a leading target that does not exist",
    "W056": "a logo that is not there",
    "W057": "a logo that cannot be shown",
    "W082": "a figure outside its own interval",
    "W083": "a confidence that is no percentage",
    "W084": "a point of a path that is out of order",
    "W054": "a part greater than its whole",
    "W055": "an aim without a wanted direction",
    "W085": "a list without an entry",
    "W086": "a path to a goal that none leads to",
    "W087": "a confidence without its interval",
    "W088": "a goal that no word of its scale keeps",
    "W089": "a baseline that its own source contradicts",
    "W090": "a share of a figure that is not above zero",
    "W091": "a base from before a change of definition",
    "W092": "a month of publication for figures that come more often than once a year",
    "W093": "a target that is to lead twice",
    "W094": "a goal for a year that its calendar does not have",
    "W095": "a title that another has too",
    "W096": "a goal by a year whose parts alone have figures",
    "W097": "percentage points of what is no percentage",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault at one place of one file.

    Attributes:
        code: stable code; the letter is the family (docs/data-format.md, section on messages).
        file: path relative to the data folder, or as typed when it lies elsewhere.
        line: line number from 1; column: column number from 1.
        path: the field, for example `observations[2].value`; empty for the whole file.
        values: what the sentence names, by placeholder.
        declared: whether the file itself says that this is an open question, so that `--strict` lets it pass.
    """

    code: str
    file: str
    line: int = 1
    column: int = 1
    path: str = ""
    values: dict[str, str] = field(default_factory=dict)
    declared: bool = False

    @property
    def severity(self) -> Severity:
        """`warning` for the families W and M, `error` for every other."""
        return "warning" if self.code.startswith(("W", "M")) else "error"

    @property
    def order(self) -> tuple[str, int, bool, int, str]:
        """The key by which problems are listed: file and line, errors before warnings."""
        return (self.file, self.line, self.severity == "warning", self.column, self.code)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in a record, before its place in the file is looked up.

    Attributes:
        path: the steps to the field, for example ("observations", 2, "value").
        at_name: whether the fault is in the field's name rather than in its value.
        other: the field that this one contradicts; its line becomes the value `line`.
        declared: whether the file itself says that this is an open question, so that `--strict` lets it pass.
    """

    code: str
    path: Path
    values: dict[str, str] = field(default_factory=dict)
    at_name: bool = False
    other: Path = ()
    declared: bool = False

    def below(self, path: Path) -> Finding:
        """Return the same finding for a record that stands at a path."""
        return replace(self, path=path + self.path, other=self.other and path + self.other)


def dotted(path: Path) -> str:
    """Return a path as it is shown: ("tiers", 0, "id") is `tiers[0].id`."""
    shown = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return shown.removeprefix(".")


def shown(text: str, most: int = LONGEST_SHOWN) -> str:
    """Return a text from a file so that a terminal takes it literally, cut at 80 characters."""
    signs = (sign if sign.isprintable() else _escaped(sign) for sign in text[: most + 1])
    safe = "".join(signs)
    return safe if len(safe) <= most else safe[: most - 1] + "…"


def _escaped(sign: str) -> str:
    number = ord(sign)
    if 0xDC80 <= number <= 0xDCFF:  # a byte of a file name that is not UTF-8
        number -= 0xDC00
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}"


def told(problem: Problem, words: Words) -> tuple[str, str]:
    """Return sentence and hint of a problem; whatever comes from a file is escaped and cut.

    The hint is empty when there is none. One that would name something unknown gives way to the general
    one, `problem.CODE.advice`.
    """
    key = f"problem.{problem.code}"
    values = {name: shown(str(v), _LONGEST.get(name, LONGEST_SHOWN)) for name, v in problem.values.items()}
    kinds = ("hedged", "instead", "rated", "compared", "signed", "unit", "turned", "hint", "advice")
    for hint in (f"{key}.{kind}" for kind in kinds):
        wanted = [name for _, name, _, _ in Formatter().parse(words(hint)) if name]
        if words.has(hint) and all(values.get(name) for name in wanted):
            return words(key, **values), words(hint, **values)
    return words(key, **values), ""


def render(problem: Problem, words: Words) -> str:
    """Return a problem as `file:line:column: severity CODE: field: sentence`, the hint below it."""
    sentence, hint = told(problem, words)
    place = f"{named(problem.file)}:{problem.line}:{problem.column}"
    parts = [place, f"{problem.severity} {problem.code}", shown(problem.path), sentence]
    return ": ".join(part for part in parts if part) + (f"\n    {hint}" if hint else "")


def as_json(problem: Problem, words: Words) -> dict[str, str | int]:
    """Return a problem as a mapping for JSON."""
    sentence, hint = told(problem, words)
    return {
        "file": named(problem.file),
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "code": problem.code,
        "path": shown(problem.path),
        "message": sentence,
        "hint": hint,
    }


def as_github(problem: Problem, words: Words) -> str:
    """Return a problem as a workflow command, so that it appears beside the line on GitHub."""
    sentence, hint = told(problem, words)
    place = f"file={_property(named(problem.file))},line={problem.line},col={problem.column}"
    text = ": ".join(part for part in (shown(problem.path), sentence) if part)
    text = f"{text} ({hint})" if hint else text
    return f"::{problem.severity} {place},title={problem.code}::{_data(text)}"


def listed(problems: Iterable[Problem], words: Words, form: str) -> str:
    """Return problems in one of the forms `text`, `json` and `github`, sorted by place."""
    ordered = sorted(problems, key=lambda problem: problem.order)
    if form == "json":
        return json.dumps([as_json(problem, words) for problem in ordered], ensure_ascii=False, indent=2)
    line = as_github if form == "github" else render
    return "\n".join(line(problem, words) for problem in ordered)


def named(file: str) -> str:
    """Return a file name in full, escaped: cut short, it could not be opened."""
    return "".join(sign if sign.isprintable() else _escaped(sign) for sign in file)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
