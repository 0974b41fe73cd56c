"""Syntax: why a text is not YAML, in plain terms and at the line where the mistake was made.

A YAML parser stops where it can go no further, which is often a line after the mistake, and says so
in words of its own grammar. Here its sentence and its marks are turned into a code and a line.
"""

from __future__ import annotations

import re
from typing import Protocol

from tracker.numberless import beside_a_sign, is_failed_cell, is_spreadsheet_error, plain_number, word_behind
from tracker.problems import Path, Problem, dotted
from tracker.reading.characters import is_text_field
from tracker.reading.tree import Mark

# Words of the parser's sentence (its context, then its problem), the code, and whether the fault is
# where the parser began (its context mark) rather than where it stopped.
_SENTENCES: tuple[tuple[str, str, bool], ...] = (
    ("alias", "Y012", True),
    ("anchor", "Y012", True),
    ("tag", "Y014", True),
    ("directive", "Y021", True),
    ("YAML document", "Y021", True),
    ("scanning a quoted scalar", "Y103", True),
    ("parsing a quoted scalar", "Y107", False),
    ("block scalar", "Y109", False),
    ("flow sequence", "Y104", True),
    ("flow mapping", "Y104", True),
    ("violates indentation", "Y101", False),
    ("cannot start any token", "Y106", False),
    ("expected node content", "Y106", False),
    ("expected ':'", "Y108", True),
    ("mapping values are not allowed", "Y102", False),
    ("block sequence entries are not allowed", "Y102", False),
    ("mapping keys are not allowed", "Y102", False),
    ("did not find expected key", "Y105", False),
    ("expected '-' indicator", "Y105", False),
    ("<block end>", "Y105", False),
    ("<document start>", "Y105", False),
)
_LONE_HYPHEN = re.compile(r"-(\s+-)*(\s+#.*)?")
"""Begins an entry whose first field stands on the next line, and lacks no colon itself."""
_UNSPACED = re.compile(r"[ ]*(?:- +)*([A-Za-z][A-Za-z0-9_-]*)(?: *:?[：﹕](.*)|:(?!//)([^ ].*))")
"""A name whose colon lacks its space, or is the wide one of Chinese and Japanese."""

_OVER = re.compile(r"\b(at_least|at_most|more_than|less_than|value): +(>=? *[0-9][^,}#]*)")


class Scalar(Protocol):
    """The part of a parser's scalar event that is needed here."""

    style: str | None
    start_mark: Mark
    end_mark: Mark


def explained(error: Exception, text: str, file: str, last: Scalar | None) -> Problem:
    """Return the problem behind an error of the YAML parser.

    Args:
        error: what the parser raised.
        text: the text of the file.
        file: its path.
        last: the scalar event before the error, or None.
    """
    lines = text.split("\n")
    sentence = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    stopped = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if stopped is None:
        return _unplaced(error, text, file)
    code, early = next(
        ((code, early) for words, code, early in _SENTENCES if words in sentence), ("Y110", False)
    )
    mark = getattr(error, "context_mark", None) if early else None
    line, column = _place(mark or stopped)
    if tab := _tab_line(lines, stopped.line):
        return Problem("Y101", file, tab)
    if last is not None and (quoted := _quoted(code, last, stopped.line)):
        code, line, column = quoted
    elif code == "Y102":
        code, line, column = _colon(lines, line, column)
    if code in ("Y104", "Y106") and (opened := _left_open(lines, code, stopped.line, line, column)):
        code, line, column = opened
    line = min(line, len(lines))
    code = _closer(code, sentence, lines[:line], column)
    if code == "Y113" and (given := _spreadsheet_error(lines[line - 1], column)):
        return Problem("S042", file, line, column, values={"given": given})
    if code in ("Y106", "Y109") and (found := _over(lines[line - 1], column)):
        given = found[2].strip()
        plain = "" if word_behind(given) else plain_number(given)
        path, is_whole = _path(lines[:line], found)
        values = {"given": given, "plain": plain} | (beside_a_sign(path, given) if plain else {})
        return Problem("S002", file, line, found.start(2) + 1, dotted(path) if is_whole else "", values)
    values = _values(code, lines[line - 1], column) | {"reached": str(stopped.line + 1)}
    return Problem(code, file, line, column, values=values)


def unspaced(problem: Problem, text: str) -> Problem:
    """Return a problem of a line by its true cause, where a plain colon with its space is what it lacks."""
    if problem.code not in ("Y002", "Y102", "Y108"):
        return problem
    found = _UNSPACED.fullmatch(text.split("\n")[problem.line - 1])
    if found is None:
        return problem
    values = {
        "given": found[0][found.start(1) :],
        "plain": f"{found[1]}: {(found[2] or found[3] or '').strip()}".strip(),
    }
    return Problem("S095", problem.file, problem.line, found.start(1) + 1, values=values)


def _place(mark: Mark) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def _unplaced(error: Exception, text: str, file: str) -> Problem:
    """Return the problem of an error without a mark: a character that the parser refuses."""
    position = getattr(error, "position", 0)
    before = text[:position] if isinstance(position, int) else ""
    return Problem("Y110", file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _tab_line(lines: list[str], stopped: int) -> int:
    """Return the number of a line indented with a tab, here or just before; 0 when there is none."""
    for index in (stopped, stopped - 1):
        if 0 <= index < len(lines) and re.match(r" *\t", lines[index]):
            return index + 1
    return 0


def _quoted(code: str, last: Scalar, stopped: int) -> tuple[str, int, int] | None:
    """Return the fault of a quoted text that ends where the parser stopped: begun too early, or ended."""
    if last.style not in ("'", '"') or last.end_mark.line != stopped:
        return None
    if code in ("Y102", "Y104", "Y105", "Y106") and last.start_mark.line < stopped:
        return "Y103", *_place(last.start_mark)
    return ("Y111", *_place(last.end_mark)) if code in ("Y104", "Y105") else None


def _closer(code: str, sentence: str, lines: list[str], column: int) -> str:
    """Return a code that says more than the first guess, from the line where the fault is."""
    line = lines[-1]
    if code == "Y106":
        sign = line[column - 1 : column]
        return "Y101" if sign == "\t" else "Y104" if sign in ("[", "{", "") else _unless_word(sign)
    if code != "Y105":
        return "Y112" if code == "Y012" and re.match(r"\s*\*\s", line) else code
    if line.lstrip().startswith(":"):
        return "Y020"
    if "<document start>" in sentence and (lines[0].startswith("%") or "..." in lines):
        return "Y021" if lines[0].startswith("%") else "Y015"
    if re.match(r"\s*(-[^\s-]|[–—•*·]\s)", line):
        return "Y112"
    return "Y111" if line[: column - 1].strip() else code


def _unless_word(sign: str) -> str:
    """Return the code of a sign that no text can begin with; a letter is out of place instead."""
    return "Y105" if sign.isalnum() else "Y106"


def _left_open(
    lines: list[str], code: str, stopped: int, line: int, column: int
) -> tuple[str, int, int] | None:
    """Return the bracket that a half-written file leaves open, or whose end a comment hides."""
    rest = "\n".join(lines[stopped:] if code == "Y106" else ())
    if code == "Y106":
        ends = not re.sub(r"(?m)#.*$", "", rest[column:]).strip()
        place = _last_open(lines) if ends or re.match(rf" {{{column - 1}}}-\s", rest) else None
        if place is None or place > (line, column):
            return None
        line, column = place
    within = lines[line - 1][column:] if line <= len(lines) else ""
    hidden = re.search(r"\s#", re.sub(r"'[^']*'|\"[^\"]*\"", lambda quoted: " " * len(quoted[0]), within))
    if hidden and set(within[hidden.end() :]) & set("]}") and not set(within[: hidden.start()]) & set("]}"):
        return "Y113", line, column + hidden.end()
    return "Y104", line, column


def _spreadsheet_error(line: str, column: int) -> str:
    """Return the error of a spreadsheet that stands at a number sign in the place of a figure, or nothing."""
    place = re.search(r"(?:([\w-]+):|[\[,]) *$", line[: column - 1])
    if place is None or (place[1] and is_text_field(place[1])):
        return ""  # a comment behind a value, or any word of a text
    given = re.split(r"[,\]}]", line[column - 1 :], maxsplit=1)[0].strip()
    if is_spreadsheet_error(given):
        return given
    return given.split()[0] if is_failed_cell(given.split()[0]) else ""


def _over(line: str, column: int) -> re.Match[str] | None:
    """Return the field and its number behind `>`, which begins a text block in YAML, at a place of a line."""
    return next((found for found in _OVER.finditer(line) if found.start(2) < column <= found.end()), None)


def _path(lines: list[str], field: re.Match[str]) -> tuple[Path, bool]:
    """Return the path of a field in the last line, and whether nothing stands between its entry and it."""
    tops = [at for at, line in enumerate(lines) if re.match(r"[a-z_]+:", line)]
    if not tops:
        return (field[1],), False
    below = [re.match(r" *(?=- )", line) for line in lines[tops[-1] + 1 :]]
    depths = [found.end() for found in below if found]
    entry = (len(depths) - 1,) if depths else ()
    before = lines[-1][: field.start()]
    is_whole = len({*depths}) < 2 and before.count("{") < 2 and "[" not in before
    return (lines[tops[-1]].partition(":")[0], *entry, field[1]), is_whole


def _last_open(lines: list[str]) -> tuple[int, int] | None:
    """Return line and column of the last bracket that is not closed, outside quotes and comments."""
    opened: list[tuple[int, int]] = []
    for number, line in enumerate(lines, 1):
        plain = re.sub(r"'[^']*'|\"[^\"]*\"|(^|\s)#.*$", lambda found: " " * len(found[0]), line)
        for column, sign in enumerate(plain, 1):
            if sign in "[{":
                opened.append((number, column))
            elif sign in "]}" and opened:
                opened.pop()
    return opened[-1] if opened else None


def _colon(lines: list[str], line: int, column: int) -> tuple[str, int, int]:
    """Return the true place of a colon out of place: a line above it may lack its own colon."""
    first = 0
    for number in range(line - 1, 0, -1):
        content = lines[number - 1].strip()
        if not content or content.startswith("#") or _LONE_HYPHEN.fullmatch(content):
            continue
        if re.search(r":(\s|$)", content):
            begun = re.search(r":\s+[^\s\"'\[{|>#]", content)
            return ("Y102", line, column) if begun or not first else ("Y108", first, _indent(lines, first))
        first = number
    return ("Y108", first, _indent(lines, first)) if first else ("Y102", line, column)


def _indent(lines: list[str], number: int) -> int:
    line = lines[number - 1]
    return len(line) - len(line.lstrip()) + 1


def _values(code: str, content: str, column: int) -> dict[str, str]:
    """Return what the sentence of a code names: the sign at fault, or the line."""
    if code == "Y106":
        is_unit = re.search(r"(?<![\w-])unit: +$", content[: column - 1])
        percent = is_unit and re.match(r"%\s*([,}]|\s#|$)", content[column - 1 :])
        return {"plain": "percent" if percent else "", "sign": content[column - 1 : column] or "-"}
    if code == "Y014":
        return {"name": content[column - 1 :].partition(" ")[0]}
    return {"text": content.strip()} if code in ("Y108", "Y110", "Y112") else {}
