"""Interchange: problems in the forms that other programs take: JUnit and SARIF."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from tracker import problems
from tracker.language import Words
from tracker.problems import CATALOGUE, Problem

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def listed(found: Iterable[Problem], words: Words, form: str) -> str:
    """Return problems as JUnit XML or as SARIF, sorted by place."""
    ordered = sorted(found, key=lambda problem: problem.order)
    return _junit(ordered, words) if form == "junit" else _sarif(ordered, words)


def _junit(found: Sequence[Problem], words: Words) -> str:
    """Return a test suite in which every file with a problem is a case; an error fails it."""
    errors = [problem for problem in found if problem.severity == "error"]
    files = list(dict.fromkeys(problem.file for problem in found))
    suite = Element("testsuite", name="tracker check", tests=str(max(len(files), 1)), errors="0")
    suite.set("failures", str(len({problem.file for problem in errors})))
    if not files:
        SubElement(suite, "testcase", classname="tracker", name="check")
    for file in files:
        own = [problem for problem in found if problem.file == file]
        case = SubElement(suite, "testcase", classname="tracker", name=problems.named(file))
        failing = [problem for problem in own if problem.severity == "error"]
        if failing:
            message = problems.told(failing[0], words)[0]
            failure = SubElement(case, "failure", type=failing[0].code, message=message)
            failure.text = "\n".join(problems.render(problem, words) for problem in failing)
        warnings = [problem for problem in own if problem.severity == "warning"]
        if warnings:
            out = SubElement(case, "system-out")
            out.text = "\n".join(problems.render(problem, words) for problem in warnings)
    top = Element("testsuites")
    top.append(suite)
    indent(top)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(top, encoding="unicode")


def _sarif(found: Sequence[Problem], words: Words) -> str:
    """Return a SARIF 2.1.0 log with one run; each code is a rule."""
    codes = sorted({problem.code for problem in found})
    rules = [{"id": code, "shortDescription": {"text": CATALOGUE[code]}} for code in codes]
    driver = {"name": "tracker", "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_result(problem, words) for problem in found]}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _result(problem: Problem, words: Words) -> dict[str, object]:
    sentence, hint = problems.told(problem, words)
    text = ": ".join(part for part in (problems.shown(problem.path), sentence) if part)
    place = {
        "artifactLocation": {"uri": quote(problems.named(problem.file).replace("\\", "/"))},
        "region": {"startLine": max(problem.line, 1), "startColumn": max(problem.column, 1)},
    }
    return {
        "ruleId": problem.code,
        "level": problem.severity,
        "message": {"text": f"{text} ({hint})" if hint else text},
        "locations": [{"physicalLocation": place}],
    }
