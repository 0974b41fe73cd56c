"""Numbers and verdicts meet in one place: claims, which wording says; nowhere else."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tracker.judging.states import TABLE
from tracker.language import LANGUAGES

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "tracker" / "locale"
CODE = [*sorted((ROOT / "tracker").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py"))]
QUANTITIES = {
    *("gap_closed", "time_used", "pace_observed", "pace_required", "pace_required_now", "pace_recent"),
    *("acceleration_factor", "projection", "path_value", "deviation", "ratio"),
}
READERS = {
    "tracker/printed.py": "decides what may be shown",
    "tracker/claims.py": "makes claims",
    "tracker/standing.py": "makes the claim of a standing",
    "tracker/contract.py": "hands numbers to programs",
    "tracker/worked.py": "puts numbers into formulas",
    "tracker/meaning.py": "tells the ratio of the method that gives a verdict",
    "tracker/whatif.py": "computes with another pace",
    "tracker/ui/target.py": "sets the ends of the slider of what-if",
    "tracker/charts/parts.py": "draws bars of paces",
    "tracker/charts/slope.py": "draws lines between shares that it has asked for",
    "tracker/telling/pages.py": "writes shares that it has asked for",
    "tracker/telling/evidence.py": "lists what each method says",
    "tracker/export/record_tables.py": "lists what each method says",
}
"""Who may read a quantity of an assessment as it is; everybody else asks `printed`."""
TALLIES = re.compile(
    r"(count|front|quality|changes|export\.method|state|flag|reason|problem|method)\.|verdict\.(headline\.)?member"
)
"""Messages that count verdicts or explain words, and say nothing of one target."""


def messages(code: str, claims: bool) -> dict[str, str]:
    """Return the messages of a language, those of claims or all others, by id."""
    found = {}
    for file in sorted((LOCALE / code / "LC_MESSAGES").glob("*.po")):
        if (file.name == "claims.po") == claims:
            with file.open("rb") as opened:
                for message in read_po(opened, locale=code):
                    if message.id:
                        name = message.id[0] if isinstance(message.id, tuple) else message.id
                        found[name] = " ".join(
                            message.string if isinstance(message.string, tuple) else [message.string]
                        )
    return found


def test_only_claims_say_a_verdict_with_a_number() -> None:
    """No message outside claims.po holds the word of a verdict, or a place for one, beside another value."""
    words = messages("en", claims=False)
    verdicts = [words[f"state.{row.name}"].lower() for row in TABLE if row.kind == "goal" and row.judged]
    for name, text in words.items():
        if TALLIES.match(name):
            continue
        places = set(re.findall(r"{(\w+)}", text))
        said = "state" in places or any(re.search(rf"\b{word}\b", text.lower()) for word in verdicts)
        if said:
            # Who said what of a target, of which period, and when, is no number of ours.
            assert places <= {"state", "states", "day", "who", "says", "when", "period"}, f"{name}: {text}"


def test_only_wording_says_claims() -> None:
    """The messages of claims are named in wording and its amounts alone, but for a title set before one."""
    for file in CODE:
        name = file.relative_to(ROOT).as_posix()
        texts = [
            node.value
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        named = {text for text in texts if text.startswith("claim.")}
        assert name in ("tracker/wording.py", "tracker/amounts.py") or named <= {"claim.of"}, name


def test_quantities_are_shown_through_one_door() -> None:
    """Whoever shows a share, a pace or a projection asks whether it may be shown."""
    for file in CODE:
        name = file.relative_to(ROOT).as_posix()
        if name in READERS or name.startswith("tracker/judging/") or name == "tracker/progress.py":
            continue
        read = {
            node.attr
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.Attribute) and node.attr in QUANTITIES
        }
        if file.read_text("utf-8").count("wording.projection("):
            read.discard("projection")  # the method of wording has the name of the quantity
        asked = {"gap_closed", "time_used", "projection"} if "printed." in file.read_text("utf-8") else set()
        assert read <= asked, f"{name}: {sorted(read)}"


def literals(file: Path) -> set[str]:
    """Return the texts in a module, and the parts of those put together."""
    return {
        str(node.value)
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_claim_that_has_words_is_made() -> None:
    """No clause outlives the claim that it says."""
    homes = (
        "amounts.py",
        "claims.py",
        "standing.py",
        "wording.py",
        "worked.py",
        "language.py",
        "ui/target.py",
        "judging/assessment.py",
    )
    made = {text for home in homes for text in literals(ROOT / "tracker" / home)}
    whole = " ".join(sorted(made))
    for name in (one for one in messages("en", claims=True) if one.startswith("claim.")):
        last = name.split(".")[-1]
        assert name in made or last in made or f".{last}" in whole or last in whole, name


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_clauses_end_without_a_stop(code: str) -> None:
    """A clause becomes a sentence in one place; none brings a full stop of its own."""
    for name, text in messages(code, claims=True).items():
        if re.match(r"claim\.(standing|outlook|freshness)\.", name):
            assert not text.endswith("."), name
