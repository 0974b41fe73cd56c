"""Begin: a new data folder that explains itself, `tracker init`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from tracker import language
from tracker.editing.insertion import with_source
from tracker.editing.layout import Layout, Value
from tracker.editing.together import Change
from tracker.editing.words import word_lines
from tracker.importing.written import SCHEMA, target
from tracker.reading import files, schema

_START = Path(__file__).parent / "start"
_COPIED = {
    "README.md": "README.md",
    "workflow.yaml": ".github/workflows/check.yml",
    "pre-commit.yaml": ".pre-commit-config.yaml",
    "settings.json": ".vscode/settings.json",
    "extensions.json": ".vscode/extensions.json",
}


def is_free(folder: Path) -> bool:
    """Tell whether a folder can begin: it has no targets and no sources yet, whatever else lies in it."""
    if any(problem.code == "F002" for problem in files.find(folder)[1]):
        return False  # what cannot be looked into may hold anything
    return not any(path.is_file() for top in ("targets", "seeds") for path in (folder / top).glob("**/[!.]*"))


def beginning(title: str, languages: Sequence[str], on: date) -> list[Change]:
    """Return the files of a new data folder: words, one example with its source, settings, schemas.

    Args:
        title: what the portfolio is called.
        languages: codes of the languages of its texts; English is always among them.
        on: the day; the example ends with the year before.
    """
    spoken = list(dict.fromkeys(("en", *languages)))
    made = {
        "targets/vocabulary.yaml": _vocabulary(title, spoken),
        "targets/example/example.yaml": _example(spoken, on),
        "seeds/example-report.yaml": _source(spoken, on),
    }
    for name, place in _COPIED.items():
        made[place] = (_START / name).read_bytes().replace(b"TITLE", title.encode("utf-8", "replace"))
    for name, document in schema.schemas().items():
        made[f"schemas/{name}.schema.json"] = (
            json.dumps(document, ensure_ascii=False, indent=2) + "\n"
        ).encode()
    return [Change(file, None, content) for file, content in made.items()]


def _texts(key: str, spoken: Sequence[str]) -> dict[str, str]:
    return {code: language.words(code)(key) for code in spoken}


def _vocabulary(title: str, spoken: Sequence[str]) -> bytes:
    words: Mapping[str, Mapping[str, Mapping[str, Value]]] = {
        "units": {"percent": {"title": _texts("init.percent", spoken), "symbol": "%", "decimals": "1"}},
        "themes": {"example": {"title": _texts("init.theme", spoken), "order": "1"}},
        "bodies": {"our-office": {"title": _texts("init.body", spoken)}},
    }
    titles = dict.fromkeys(spoken, title)
    lines = [SCHEMA.format(up="../", kind="vocabulary"), *Layout(dash=0, gap=0).bare_lines({"title": titles})]
    for group, added in words.items():
        lines.append(f"{group}:")
        for name, fields in added.items():
            lines += (f"  {line}" for line in word_lines(name, fields))
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _example(spoken: Sequence[str], on: date) -> bytes:
    last = on.year - 1
    entries = [
        {"period": str(last - 1), "value": "41.5", "source": "example-report", "as_printed": "41.5 %"},
        {"period": str(last), "value": "47.2", "source": "example-report", "as_printed": "47.2 %"},
    ]
    goal = {"id": "by-2030", "at_least": "80", "by": str(on.year + 4), "source": "example-report"}
    fields: dict[str, Value] = {"id": "example", "title": _texts("init.title", spoken), "kind": "indicator"}
    fields |= {"owner": "our-office", "about": _texts("init.about", spoken)}
    measure: dict[str, Value] = {"definition": _texts("init.definition", spoken), "unit": "percent"}
    measure |= {"frequency": "year"}
    goal["id"] = f"by-{goal['by']}"
    heading = SCHEMA.format(up="../../", kind="target")
    made = target(fields, measure, [goal], str(last - 1), entries, heading)
    return made + f"checked: {on.isoformat()}\n".encode()


def _source(spoken: Sequence[str], on: date) -> bytes:
    fields: dict[str, Value] = {
        "id": "example-report",
        "kind": "report",
        "title": _texts("init.source", spoken),
        "publisher": "our-office",
        "published": on.isoformat(),
        "reliability": "primary",
    }
    return with_source(fields, SCHEMA.format(up="../", kind="source"))
