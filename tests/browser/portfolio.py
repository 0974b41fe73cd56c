"""A small portfolio on the disk, written the way a careless or hostile author would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def save(folder: Path, file: str, record: dict[str, Any]) -> Path:
    """Write a record as YAML, in its flow form, and return the path."""
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")
    return path


def vocabulary(**more: Any) -> dict[str, Any]:
    """Return the words that the targets of this module use."""
    return {
        "units": {"percent": {"title": {"en": "per cent"}, "symbol": "%", "decimals": 1}},
        "themes": {"health": {"title": {"en": "Health"}}},
        "bodies": {"office": {"title": {"en": "Office of Statistics"}}},
        **more,
    }


def source(ident: str = "yearbook", **more: Any) -> dict[str, Any]:
    """Return a source record."""
    return {
        "id": ident,
        "kind": "statistics",
        "title": "Yearbook",
        "publisher": "office",
        "published": "2025-02-01",
        **more,
    }


def indicator(ident: str, title: str, latest: str = "60", **more: Any) -> dict[str, Any]:
    """Return an indicator with three figures and a goal of 80 per cent by 2030."""
    figures = {"2020": "40", "2022": "50", "2024": latest}
    return {
        "id": ident,
        "title": {"en": title},
        "kind": "indicator",
        "measure": {"unit": "percent", "frequency": "year"},
        "goals": [{"at_least": "80", "by": "2030", "source": "yearbook"}],
        "baseline": "2020",
        "observations": [
            {"period": period, "value": value, "source": "yearbook"} for period, value in figures.items()
        ],
        **more,
    }


def begun(folder: Path) -> Path:
    """Write a portfolio of three indicators and one source, and return its folder."""
    save(folder, "targets/vocabulary.yaml", vocabulary())
    save(folder, "seeds/yearbook.yaml", source())
    for name in ("clinics", "nurses", "vaccines"):
        save(folder, f"targets/health/{name}.yaml", indicator(name, name.title()))
    return folder
