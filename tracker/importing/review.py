"""Review: a change set for the eyes of a person, and for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from tracker import problems
from tracker.importing.amendments import Amendment
from tracker.importing.changes import ChangeSet, Item, TargetChange
from tracker.importing.content import Notice
from tracker.importing.marks import Marks
from tracker.language import Words

_SIGNS = {"new": "+", "revised": "~", "rival": "!", "older": "<", "gone": "?"}
_MARKS = {"low": "quality.of.low", "break": "import.mark.break", "none": "import.mark.none"}
_MOST = 12  # figures listed of one target


def notice(given: Notice, words: Words) -> str:
    """Return one sentence about a source; what comes from a file is escaped and cut."""
    values = {name: problems.shown(value) for name, value in given.values.items()}
    if fault := given.fault:
        values |= {"file": problems.named(fault.file), "line": str(fault.line), "code": fault.code}
        values["fault"], _ = problems.told(fault, words)
    return words(given.reason, **values)


def text(found: ChangeSet, words: Words) -> str:
    """Return a change set as lines: what was seen, then target by target, then the files."""
    return "\n".join(_lines(found, words))


def _lines(found: ChangeSet, words: Words) -> Iterator[str]:
    for one in found.told:
        yield notice(one, words)
    for target in found.targets:
        if target.is_changed or any(item.what != "unchanged" for item in target.items):
            yield ""
            yield from _target(target, words)
    unchanged = sum(not target.is_changed for target in found.targets)
    if unchanged:
        yield ""
        yield words("import.unchanged", count=str(unchanged))
    if found.changes:
        yield ""
        yield words("import.files", count=str(len(found.changes)))
        for change in found.changes:
            yield f"  {'A' if change.before is None else 'M'} {problems.named(change.file)}"
    for problem in found.problems:
        yield problems.render(problem, words)


def _target(target: TargetChange, words: Words) -> Iterator[str]:
    title = problems.shown(words.text(target.title))
    key = "import.target.new" if target.is_new else "import.target.known"
    yield words(key, title=title, file=problems.named(target.file))
    for goal in target.goals:
        yield f"  + {words('import.goal')}: {problems.shown(goal)}"
    for sign, line in figures(target, words, _MOST):
        yield f"  {sign} {line}"
    before = words(f"state.{target.before}") if target.before else "–"
    after = words(f"state.{target.after}") if target.after else "–"
    if target.before != target.after:
        yield "    " + words("import.verdict", before=before, after=after)


def figures(target: TargetChange, words: Words, most: int) -> Iterator[tuple[str, str]]:
    """Yield what becomes of the figures of a target, each line with its sign; unchanged ones are counted."""
    shown = [item for item in target.items if item.what != "unchanged"]
    for item in shown[:most]:
        yield _SIGNS[item.what], of(item, words)
    if len(shown) > most:
        yield " ", words("import.more", count=words.number(len(shown) - most))
    if same := target.count("unchanged"):
        yield " ", words("import.same", count=words.number(same))


def of(item: Item, words: Words) -> str:
    """Return what becomes of one figure, in one line."""
    old, new = (problems.shown(one) for one in (item.old, item.new))
    if item.marks:
        old, new = (f"{one} ({_marked(own, words)})" for one, own in zip((old, new), item.marks, strict=True))
    said = words(f"import.item.{item.what}", period=item.period, old=old, new=new)
    said = f"{problems.shown(item.of)}: {said}" if item.of else said
    place = f"  [{problems.shown(item.at)}]" if item.at else ""
    return f"{said}{place}"


def _marked(marks: Marks, words: Words) -> str:
    said = [words(_MARKS.get(one, f"obs.{one}")) for one in marks or ("none",)]
    return ", ".join(said)


def as_json(found: ChangeSet, words: Words) -> str:
    """Return a change set for machines."""
    return json.dumps(
        {
            "told": [
                {"reason": one.reason, "values": dict(one.values), "text": notice(one, words)}
                for one in found.told
            ],
            "targets": [_as_fields(target) for target in found.targets],
            "files": [{"file": one.file, "new": one.before is None} for one in found.changes],
            "problems": [problems.as_json(problem, words) for problem in found.problems],
        },
        ensure_ascii=False,
        indent=2,
    )


def _as_fields(target: TargetChange) -> dict[str, object]:
    items: Sequence[dict[str, str]] = [
        {"what": one.what, "of": one.of, "period": one.period, "old": one.old, "new": one.new, "at": one.at}
        for one in target.items
    ]
    return {
        "id": target.id,
        "file": target.file,
        "new": target.is_new,
        "goals": list(target.goals),
        "verdict": {"before": target.before, "after": target.after},
        "figures": items,
    }


def amendment(given: Amendment, words: Words) -> str:
    """Return what one change of a file did to one entry; what comes from the file is cut."""
    fate = "changed" if given.old and given.new else "new" if given.new else "gone"
    said = {"where": given.where, "old": given.old, "new": given.new}
    return words(f"log.{given.subject}.{fate}", **{name: problems.shown(text) for name, text in said.items()})
