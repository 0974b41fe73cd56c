"""JSON Schema and manual: made from the records, complete and current."""

import json
from pathlib import Path

import pytest

from tracker.model import KINDS, Source
from tracker.problems import CATALOGUE
from tracker.reading.descriptions import DESCRIPTIONS
from tracker.reading.names import written_fields
from tracker.reading.schema import described, records_in, schemas
from tracker.terms import BOUNDS, Record, Vocabulary

ROOT = Path(__file__).parents[1]
MANUAL = (ROOT / "docs/data-format.md").read_text("utf-8")
SCHEMAS = schemas()
RECORDS = sorted(set(records_in(*KINDS.values(), Source, Vocabulary)), key=lambda record: record.__name__)


@pytest.mark.parametrize("name", ["target", "source", "vocabulary"])
def test_the_schemas_in_the_repository_are_current(name: str) -> None:
    """Who changes a record writes the schemas anew: python -m tracker schema --out schemas."""
    kept = json.loads((ROOT / f"schemas/{name}.schema.json").read_text("utf-8"))
    assert kept == SCHEMAS[name]


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_is_described_in_schema_and_manual(record: type[Record]) -> None:
    """An editor shows what a field means, and the manual says the same."""
    for name in written_fields(record):
        meaning = described(record, name)
        assert f"| {meaning} |" in [row[row.rindex("| ", 0, -2) :] for row in rows_of(name)], name
        for document in SCHEMAS.values():
            body = document["$defs"].get(record.__name__)
            assert body is None or body["properties"][name]["description"] == meaning


def rows_of(name: str) -> list[str]:
    """Return the rows of the manual on fields of a name."""
    return [line for line in MANUAL.splitlines() if line.startswith(f"| `{name}` |")]


def test_no_description_outlives_its_field() -> None:
    """Every description belongs to a field that an author can write."""
    fields = {
        f"{home.__name__}.{name}"
        for record in RECORDS
        for home in record.__mro__
        for name in written_fields(record)
    }
    assert sorted(set(DESCRIPTIONS) - fields) == []


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_is_in_the_manual(code: str) -> None:
    """Who searches the manual for a code finds what is wrong."""
    assert f"| `{code}` | {CATALOGUE[code]} |" in MANUAL


def test_what_comes_from_the_place_of_a_file_cannot_be_written() -> None:
    """Theme and file name are no fields, under no spelling."""
    for kind in KINDS.values():
        properties = SCHEMAS["target"]["$defs"][kind.__name__]["properties"]
        assert not {"theme", "file", "(folder)", "(file)"} & properties.keys()


def test_a_schema_knows_the_rules_of_a_goal() -> None:
    """A goal has one bound, a figure is a number or a word of a scale, and nothing may be null."""
    goal = SCHEMAS["target"]["$defs"]["Goal"]
    assert goal["oneOf"] == [{"required": [bound]} for bound in (*BOUNDS, "total", "aim")]
    figure = {"type": ["string", "number"]}
    assert goal["properties"]["at_least"]["anyOf"] == [figure, {"$ref": "#/$defs/Relative"}]
    assert "null" not in json.dumps(SCHEMAS)


def test_a_baseline_is_a_period_or_a_record() -> None:
    """An editor accepts `baseline: 2020` as well as the long form."""
    baseline = SCHEMAS["target"]["$defs"]["Indicator"]["properties"]["baseline"]
    refs = [choice["$ref"] for choice in baseline["anyOf"]]
    assert refs == ["#/$defs/Baseline", "#/$defs/Baseline/properties/period"]
