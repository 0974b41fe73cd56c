"""JSON Schema of the data files, made from the records, with which editors complete and check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import models_json_schema

from tracker.model import (
    KINDS,
    Elsewhere,
    Goal,
    Indicator,
    MemberSeries,
    Observation,
    Relative,
    Series,
    Source,
    Total,
)
from tracker.ratings import ENTRIES, SERIES
from tracker.reading.descriptions import DESCRIPTIONS
from tracker.reading.names import record_in, written_fields
from tracker.scalars import NUMERAL
from tracker.series import ONE_SIDED
from tracker.terms import BOUNDS, Record, Vocabulary

# The dialect that editors know best; nothing here needs a newer one.
DIALECT = "http://json-schema.org/draft-07/schema#"
_VALUED = ("value", "interval", *BOUNDS)
"""The fields with a figure of the measure, or with a word of its scale."""


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas of a target file, a source file and the vocabulary, by these names."""
    return {
        "target": _document("A target of the policy target tracker", *KINDS.values()),
        "source": _document("A source of the policy target tracker", Source),
        "vocabulary": _document("The vocabulary of the policy target tracker", Vocabulary),
    }


def described(record: type[Record], name: str) -> str:
    """Return what a field means, as the record or the one it builds on says.

    Raises:
        KeyError: nobody has described the field.
    """
    for home in record.__mro__:
        if f"{home.__name__}.{name}" in DESCRIPTIONS:
            return DESCRIPTIONS[f"{home.__name__}.{name}"]
    raise KeyError(f"{record.__name__}.{name}")


def records_in(*models: type[Record]) -> Iterator[type[Record]]:
    """Yield records and every record inside them; one that is used twice comes twice."""
    for model in models:
        yield model
        if issubclass(model, Series):
            yield Elsewhere
        if model is Goal:
            yield Relative
        for annotation in written_fields(model).values():
            if inner := record_in(annotation):
                yield from records_in(inner)


def _document(title: str, *models: type[Record]) -> dict[str, Any]:
    """Return the schema of a file that holds one of several records."""
    _, made = models_json_schema([(model, "validation") for model in models], by_alias=True)
    bodies = {
        record.__name__: _body(record, made["$defs"][record.__name__]) for record in records_in(*models)
    }
    if Indicator in models:
        bodies |= {"Counted": _holding("Counted", NUMERAL), "Rated": _holding("Rated", {"type": "string"})}
    choices = [{"$ref": f"#/$defs/{model.__name__}"} for model in models]
    whole = {"oneOf": choices} if len(choices) > 1 else {"allOf": choices}
    return {"$schema": DIALECT, "title": title, **whole, "$defs": dict(sorted(bodies.items()))}


def _holding(name: str, kind: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of whatever holds figures of one kind: all numbers, or all words of a scale."""
    again = {"$ref": f"#/$defs/{name}"}
    held = {"anyOf": [kind, {"type": "array", "items": kind}, {"type": "object"}]}
    apart: dict[str, Any] = {"of": {}, "total": {}}  # what is counted there is of another unit, or a sum
    return {
        "properties": dict.fromkeys(_VALUED, held) | apart,
        "additionalProperties": again,
        "items": again,
    }


def _figures(record: type[Record]) -> dict[str, Any]:
    """Return the rule by which a target has words in the place of figures: where its measure has a scale."""
    scale = {"type": "array", "items": {"type": ["string", "object"]}}
    measure = {"required": ["scale"], "properties": {"scale": scale}}
    rated = {"required": ["measure"], "properties": {"measure": measure}}
    names = [name for name in written_fields(record) if name in (*ENTRIES, *SERIES, "baseline")]

    def holding(kind: str) -> dict[str, Any]:
        return {"properties": {name: {"$ref": f"#/$defs/{kind}"} for name in names}}

    return {"if": rated, "then": holding("Rated"), "else": holding("Counted")}


def _body(record: type[Record], made: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one record: its fields described, and only what an author can write."""
    body: dict[str, Any] = {
        "description": " ".join((record.__doc__ or "").split("\n\n")[0].split()),
        "type": "object",
        "additionalProperties": False,
        "required": made.get("required", []),
        "properties": {
            name: _field(record, name, made["properties"][name]) for name in written_fields(record)
        },
    }
    if "measure" in body["properties"]:
        body |= _figures(record)
    if record is Goal:
        body["oneOf"] = [{"required": [bound]} for bound in (*BOUNDS, "total", "aim")]
    if record is Observation:  # what is suppressed has no value
        hidden = {"required": ["quality"], "properties": {"quality": {"const": "suppressed"}}}
        body["anyOf"] = [{"required": ["value"]}, hidden]
    if record is Total:
        body["oneOf"] = [{"required": [bound]} for bound in ONE_SIDED]
    return body


def _field(record: type[Record], name: str, made: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one field; what is not known is left out in a file, never written as null."""
    kept = {key: value for key, value in made.items() if key not in ("title", "default", "anyOf", "$ref")}
    choices = [choice for choice in made.get("anyOf", [made]) if choice != {"type": "null"}]
    if name == "observations" and issubclass(record, Series):
        choices = [{key: kept.pop(key) for key in ("type", "items")}, {"$ref": "#/$defs/Elsewhere"}]
        kept.pop("minItems", None)
    if record is Goal and name in ONE_SIDED:
        choices.append({"$ref": "#/$defs/Relative"})
    if record is Source and name == "published":
        choices = [{key: kept.pop(key) for key in ("type", "pattern")}, {"const": "unknown"}]
    if name == "baseline":
        choices.append({"$ref": "#/$defs/Baseline/properties/period"})
    if record is MemberSeries and name == "goals":
        array = {key: kept.pop(key) for key in ("type", "items")}
        kept["anyOf"] = [array, {"const": "same"}]
        return {"description": described(record, name), **kept}
    if "patternProperties" in kept:
        kept["additionalProperties"] = False
    if len(choices) > 1 or "$ref" in choices[0]:  # beside $ref nothing else is read
        kept["anyOf"] = [{key: value for key, value in one.items() if key != "default"} for one in choices]
    elif choices[0] is not made:
        kept |= choices[0]
    return {"description": described(record, name), **kept}
