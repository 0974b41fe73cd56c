"""Written: new targets as a careful person would write them by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.editing.layout import Fields, Layout, Value

SCHEMA = "# yaml-language-server: $schema={up}schemas/{kind}.schema.json"
_TOP = Layout(dash=0, gap=0)
_ENTRY = Layout(dash=2, gap=2)
_INNER = Layout(dash=6, gap=2)


def target(
    fields: Mapping[str, Value],
    measure: Mapping[str, Value],
    goals: Sequence[Fields],
    baseline: str,
    observations: Sequence[Fields],
    heading: str = "",
    origin: Mapping[str, Value] | None = None,
    series: Sequence[str] = (),
) -> bytes:
    """Return a target file.

    Args:
        fields: the top fields that come first, in their order.
        measure: the fields of the measure.
        goals: the goals; none is left out without a word.
        baseline: the period that progress is counted from; empty for none.
        observations: the figures.
        origin: where the figures are read from again.
        series: the series as lines, see `series_lines`.
        heading: the comment by which editors find the schema; empty for none.
    """
    lines = _top(fields, measure, heading)
    lines += _listed("goals", goals)
    lines += [f"baseline: {baseline}"] if baseline else []
    lines += _listed("observations", observations)
    lines += ["series:", *series] if series else []
    if origin:
        lines += ["origin:", *(f"  {line}" for line in _TOP.bare_lines(origin))]
    return ("\n".join(lines) + "\n").encode()


def compound(
    fields: Mapping[str, Value],
    measure: Mapping[str, Value],
    further: Mapping[str, Value],
    name: str,
    entries: Sequence[tuple[Fields, Mapping[str, str | Sequence[Fields]]]],
    heading: str = "",
) -> bytes:
    """Return the file of a target that is made of tiers, parts or steps.

    Args:
        fields: the top fields that come first, in their order.
        measure: the fields of the measure; none for a kind without one.
        further: the top fields behind it.
        name: of the list of tiers, parts or steps.
        entries: the fields of each entry, and what stands below them: lists, and fields between these.
        heading: the comment by which editors find the schema; empty for none.
    """
    lines = [*_top(fields, measure, heading), *_TOP.bare_lines(_said(further)), f"{name}:"]
    for own, lists in entries:
        lines += _ENTRY.lines(_said(own))
        for inner, records in lists.items():
            if records:
                lines.append(f"    {inner}: {records}" if isinstance(records, str) else f"    {inner}:")
            if not isinstance(records, str):
                lines += [line for record in records for line in _INNER.lines(_said(record))]
    return ("\n".join(lines) + "\n").encode()


def _top(fields: Mapping[str, Value], measure: Mapping[str, Value], heading: str) -> list[str]:
    lines = [heading] if heading else []
    lines += _TOP.bare_lines(_said(fields))
    if measure:
        lines += ["measure:", *(f"  {line}" for line in _TOP.bare_lines(_said(measure)))]
    return lines


def series_lines(of: Mapping[str, str], observations: Sequence[Fields]) -> list[str]:
    """Return one series, its figures one a line, since there are many of them."""
    return [
        f"  - of: {_TOP.bracketed(of)}",
        "    observations:",
        *(f"      - {_TOP.bracketed(_said(entry))}" for entry in observations),
    ]


def _listed(name: str, entries: Sequence[Fields]) -> list[str]:
    lines = [line for entry in entries for line in _ENTRY.lines(_said(entry))]
    return [f"{name}:", *lines] if lines else []


def _said(fields: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in fields.items() if value}
