"""Data: what lies beside the pages for machines: verdicts, figures, sources, and what describes them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tracker import report
from tracker.export import delimited
from tracker.export.briefing import Briefing
from tracker.judging.numbers import NUMBERS
from tracker.model import Portfolio, Source
from tracker.progress import Assessment
from tracker.wording import Wording

SURE = ("id", "kind", "theme", "title", "state")
STATED = ("id", "title", "publisher", "published", "kind")
"""Columns of targets and of sources that are never empty."""


def of_target(assessment: Assessment, briefing: Briefing, voices: Sequence[Wording]) -> dict[str, bytes]:
    """Return the files of one target by their endings: the contract of `status`, and its figures."""
    return {
        "json": "".join(report.status_text([assessment], briefing.on, ".", voices)).encode(),
        "csv": delimited.figures(briefing),
    }


def of_all(portfolio: Portfolio, briefing: Briefing, voices: Sequence[Wording]) -> dict[str, bytes]:
    """Return the files about the whole portfolio by their names."""
    assessments = briefing.assessments
    sources = [_source(source) for source in portfolio.sources.values()]
    return {
        "data/targets.json": "".join(report.status_text(assessments, briefing.on, ".", voices)).encode(),
        "data/targets.csv": delimited.verdicts(briefing),
        "data/sources.csv": delimited.sources(portfolio.sources.values(), briefing),
        "data/sources.json": _json(sources),
        "data/datapackage.json": _json(_package(portfolio, briefing)),
    }


def _json(given: object) -> bytes:
    return (json.dumps(given, ensure_ascii=False, indent=1) + "\n").encode()


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": dict(source.title),
        "publisher": source.publisher,
        "published": source.dated,
        "kind": source.kind,
        "reliability": source.reliability,
        "url": source.url,
    }


def _package(portfolio: Portfolio, briefing: Briefing) -> dict[str, Any]:
    """Return the description of the data as a Frictionless data package."""
    words, vocabulary = briefing.words, portfolio.vocabulary
    about = words.text(vocabulary.about)
    columns = delimited.VERDICTS
    kinds = dict.fromkeys((*NUMBERS, "baseline", "latest", "judged_value", "goal_low", "goal_high"), "number")
    kinds |= dict.fromkeys(("by_day", "latest_day"), "date")
    fields = [_field(name, kinds.get(name, "string"), SURE) for name in columns]
    described = [_field(name, "string", STATED) for name in delimited.RECORD]
    return {
        "profile": "data-package",
        "name": "policy-targets",
        "title": words.text(vocabulary.title) or words("app.title"),
        **({"description": about} if about else {}),
        "created": f"{briefing.on.isoformat()}T00:00:00Z",
        "resources": [
            _resource("targets", "targets.csv", fields),
            _resource("sources", "sources.csv", described),
        ],
    }


def _field(name: str, kind: str, sure: Sequence[str]) -> dict[str, Any]:
    """Return what is said of a column; some are never empty."""
    found: dict[str, Any] = {"name": name, "type": kind}
    return found | {"constraints": {"required": True}} if name in sure else found


def _resource(name: str, path: str, fields: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "encoding": "utf-8",
        "schema": {"fields": list(fields)},
    }


def described(
    assessment: Assessment, briefing: Briefing, address: str, about: str, sources: Sequence[str]
) -> dict[str, Any]:
    """Return a target as a schema.org Dataset.

    Args:
        assessment: the verdict on the target.
        briefing: of this target alone.
        address: of its page without the ending; relative where the site has no address.
        about: the description.
        sources: addresses of the documents it rests on.
    """
    files = {"text/csv": "csv", "application/json": "json"}
    years = [point.period for point in assessment.series]
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": briefing.words.text(assessment.title),
        "description": about,
        "url": f"{address}.html",
        "inLanguage": briefing.words.language,
        "dateModified": briefing.on.isoformat(),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{address}.{ending}"}
            for kind, ending in files.items()
        ],
    }
    if years:
        found["temporalCoverage"] = f"{years[0].first.isoformat()}/{years[-1].last.isoformat()}"
    if sources:
        found["isBasedOn"] = list(sources)
    return found
