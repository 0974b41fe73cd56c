"""The words: nothing missing, nothing unused, nothing untranslated, no words in code."""

import ast
import re
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.pofile import read_po

from tracker import language, problems, style
from tracker.importing import review
from tracker.importing.changes import Item, TargetChange, What
from tracker.judging.states import STANDINGS
from tracker.language import LANGUAGES, words

ROOT = Path(__file__).parents[1]
CODE = [*sorted((ROOT / "tracker").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py"))]
ID = re.compile(r"[a-z][a-z0-9_-]*(\.[A-Za-z0-9_-]+)+")
PLACEHOLDER = re.compile(r"{(\w+)}")


def catalogue(code: str) -> dict[str, tuple[str, ...]]:
    """Return the messages of a language by id, every plural form of each."""
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted((ROOT / "tracker" / "locale" / code / "LC_MESSAGES").glob("*.po")):
        with file.open("rb") as opened:
            for message in read_po(opened, locale=code):
                if message.id:
                    name = message.id[0] if isinstance(message.id, tuple) else message.id
                    forms = message.string if isinstance(message.string, tuple) else (message.string,)
                    assert name not in found, f"{name} stands twice in {code}"
                    found[name] = tuple(str(form) for form in forms)
    return found


def literals() -> tuple[set[str], set[str]]:
    """Return the texts in the code that may be message ids, and the beginnings of those put together."""
    whole, begun = set(), set()
    for file in CODE:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if ID.fullmatch(node.value):
                    whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                first = node.values[0]
                start = str(first.value) if isinstance(first, ast.Constant) else ""
                if re.fullmatch(r"[a-z_]+\.([a-z_.]+)?", start):
                    begun.add(start)
    return whole, begun


ENGLISH = catalogue("en")


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_every_message_is_translated(code: str) -> None:
    """A language has the messages of English, no more and no fewer, none of them empty."""
    here = catalogue(code)
    assert sorted(set(ENGLISH) - set(here)) == [], "missing"
    assert sorted(set(here) - set(ENGLISH)) == [], "unknown"
    assert [name for name, forms in here.items() if not all(form.strip() for form in forms)] == []


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_a_translation_fills_in_the_same_values(code: str) -> None:
    """The placeholders of a message are those of the English one; a plural may leave out the number."""
    wrong = []
    for name, forms in catalogue(code).items():
        wanted = set(PLACEHOLDER.findall(ENGLISH[name][-1]))
        for form in forms:
            given = set(PLACEHOLDER.findall(form))
            if given - wanted or (wanted - given) - {"n"}:
                wrong.append(f"{name}: {sorted(given ^ wanted)}")
    assert wrong == []


def test_every_id_in_the_code_is_a_message() -> None:
    """An id that the code names exists in English."""
    homes = {name.split(".")[0] for name in ENGLISH}
    whole, _ = literals()
    files = (".yaml", ".py", ".js", ".css", ".html", ".json", ".csv", ".svg")
    candidates = {name for name in whole if name.split(".")[0] in homes and not name.endswith(files)}
    missing = sorted(name for name in candidates if name not in ENGLISH and not _is_name(name))
    assert missing == []


def _is_name(name: str) -> bool:
    """Tell whether a dotted text in the code is something else than a message id."""
    return bool(re.match(r"(tracker|targets|seeds|methods?\.[a-z]+\()", name)) or "/" in name


def test_every_message_is_used() -> None:
    """No message outlives the code that showed it."""
    whole, begun = literals()
    unused = sorted(
        name for name in ENGLISH if name not in whole and not any(name.startswith(start) for start in begun)
    )
    assert unused == []


def test_every_problem_has_its_sentence() -> None:
    """Each code of the catalogue of problems has words, and no words lack their code."""
    told = {name.split(".")[1] for name in ENGLISH if name.startswith("problem.")}
    assert told == set(problems.CATALOGUE)


def test_every_state_flag_and_reason_has_its_word() -> None:
    """Whatever an assessment can say, a reader can read, and the manual explains."""
    assert [name for name in (*STANDINGS, *style.SIGNS) if f"state.{name}" not in ENGLISH] == []
    manual = (ROOT / "docs" / "method.md").read_text("utf-8")
    for kind in ("flag", "reason"):
        told = {name.split(".", 1)[1] for name in ENGLISH if name.startswith(f"{kind}.")}
        assert told, kind
        assert [name for name in sorted(told) if f"`{name}`" not in manual] == [], kind


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_a_message_can_be_filled_in(code: str) -> None:
    """Every message takes its values without a fault of its braces."""
    words = language.words(code)
    for name, forms in ENGLISH.items():
        values = dict.fromkeys(PLACEHOLDER.findall(forms[-1]), "x")
        assert words(name, **values) if len(forms) == 1 else words.count(name, 2, **values)


SHOWING = [
    *sorted((ROOT / "tracker" / "ui").glob("*.py")),
    *sorted((ROOT / "tracker" / "charts").glob("*.py")),
]
SHOWING += [
    ROOT / "tracker" / f"{name}.py" for name in ("hypertext", "markup", "wording", "worked", "tables")
]
SHOWING += sorted((ROOT / "tracker" / "telling").glob("*.py"))
# Class names, CSS and log lines are not words that a reader sees.
SILENT = re.compile(r"tracker-|[:;{]|^incident |^noopener ")


@pytest.mark.parametrize("file", SHOWING, ids=lambda file: file.stem)
def test_no_sentence_stands_in_the_code(file: Path) -> None:
    """What a reader sees comes from the catalogues: no text of two words stands in a module that shows."""
    tree = ast.parse(file.read_text("utf-8"))
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and isinstance(node.body[0], ast.Expr)
    }
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documented | loose
        and re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", node.value)
        and not SILENT.search(node.value)
    ]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [1, 2])
def test_every_standing_of_what_is_measured_can_be_counted(language: str, number: int) -> None:
    """The first sentence of the board counts the standings; none comes out as the name of a message."""
    steps = {"overdue", "no_record", "unclear", "not_started", "in_progress", "done_late", "done", "dropped"}
    told = {name: words(language).count(f"count.{name}", number) for name in STANDINGS if name not in steps}
    assert [name for name, text in told.items() if text == f"count.{name}"] == []


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("what", get_args(What))
def test_whatever_becomes_of_a_figure_of_an_import_is_said_in_words(code: str, what: What) -> None:
    """A review in the app and on the command line says each fate; none comes out as the name of a message."""
    target = TargetChange("x", "", {"en": "X"}, False, [Item(what, "", "2024", "1", "2", "row 2")])
    said = [line for _, line in review.figures(target, words(code), 40)]
    assert len(said) == 1
    assert not ID.match(said[0]), said


def test_every_beginning_of_an_id_in_the_code_has_messages() -> None:
    """An id that is put together begins as a message does."""
    homes = {name.split(".")[0] for name in ENGLISH}
    _, begun = literals()
    assert [
        one for one in begun if one.split(".")[0] in homes and not any(n.startswith(one) for n in ENGLISH)
    ] == []


def test_no_message_speaks_of_the_first_portfolio() -> None:
    """The words of the program fit any portfolio: firms, ministries and Viet Nam are words of the data."""
    own = re.compile(
        r"viet ?nam|việt nam|\bministr|ministeri|\benterprises?\b|doanh nghiệp|unternehmen\b"
        r"|bedrifter|företag",
        re.IGNORECASE,
    )
    found = []
    for code in LANGUAGES:
        for file in sorted((ROOT / "tracker/locale" / code).rglob("*.po")):
            texts = re.findall(r'^msgstr(?:\[\d\])? "(.*)"$', file.read_text("utf-8"), re.MULTILINE)
            found += [(file.name, code, text) for text in texts if own.search(text)]
    assert found == []
