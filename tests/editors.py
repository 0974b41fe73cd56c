"""What an editor says of a file by the JSON Schema of the product: YAML 1.2 read as editors read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import yaml
from jsonschema import Draft7Validator

ROOT = Path(__file__).parents[1]


class Editor(yaml.CSafeLoader):
    """Values as YAML 1.2 types them: 2024-06-30 is a text, 2024 a number, and so is 04."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


_TYPES = {
    "bool": ("true|false", "tf"),
    "null": ("null|~|", ["n", "~", ""]),
    "int": ("[-+]?[0-9]+", "-+0123456789"),
    "float": (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
}
for _name, (_text, _first) in _TYPES.items():
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(f"^({_text})$"), list(_first))
Editor.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


@cache
def _schema(name: str) -> Draft7Validator:
    return Draft7Validator(json.loads((ROOT / f"schemas/{name}.schema.json").read_text("utf-8")))


def refused(folder: Path, editor: type = Editor) -> Iterator[tuple[str, str]]:
    """Yield every file of a portfolio that its schema refuses as an editor reads it, with what is told."""
    for home, name in (("seeds", "source"), ("targets", "target")):
        for file in sorted((folder / home).rglob("*.yaml")):
            known = _schema("vocabulary" if file.name == "vocabulary.yaml" else name)
            written = yaml.load(file.read_text("utf-8"), editor)
            yield from ((file.name, error.message[:300]) for error in known.iter_errors(written))
