"""The command `refresh`: figures of targets that name an origin, read again and proposed like an import."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Mapping as Fields
from dataclasses import replace
from datetime import date

from tracker import language, problems, reader
from tracker.importing import bring, editions, fetch, review, sources
from tracker.importing.changes import ChangeSet
from tracker.importing.command import DONE, WRONG, Terminal, settle, unknown
from tracker.importing.content import Content, Notice, StopError, Subject
from tracker.importing.counted import other_table, others
from tracker.importing.identifiers import ident
from tracker.importing.mapping import Mapping
from tracker.importing.propose import propose
from tracker.model import Indicator, Target
from tracker.problems import Problem
from tracker.reading import files
from tracker.terms import Origin


def run(given: argparse.Namespace, today: date, terminal: Terminal) -> int:
    """Refresh targets, and return the exit code: that of writing, or 1 where one was not refreshed."""
    words = language.words(given.lang)
    portfolio, found = reader.load(given.data)
    targets = portfolio.targets
    if code := unknown(given.ids, portfolio, found, terminal, words):
        return code
    wanted = [one for name, one in targets.items() if (not given.ids or name in given.ids) and one.origin]
    if not wanted:
        errors = [problem for problem in found if problem.severity == "error"]
        terminal.hint(problems.listed(errors, words, "text") if errors else words("refresh.none"))
        return WRONG if errors else DONE
    limits = fetch.Limits(private=given.allow_private)
    content, failed = read_again(wanted, limits, bring.remembered(given.data), targets.values())
    failed += [] if given.ids else _passed_over(found, targets.values())
    for one in failed:
        terminal.hint(review.notice(one, words))
    if not content.subjects:
        return WRONG

    def change_set(leave: Collection[str] = ()) -> ChangeSet:
        return propose(given.data, content, given.on or today, leave=leave)

    try:
        code = settle(given, change_set, terminal, words)
    except StopError as stopped:
        terminal.hint(review.notice(stopped.notice, words))
        return WRONG
    return code or (WRONG if failed else DONE)


def _passed_over(found: Iterable[Problem], targets: Iterable[Target]) -> list[Notice]:
    """Return a sentence on each file that holds no target, since it has a fault, with the first one."""
    known = {target.file for target in targets} | set(files.VOCABULARIES)
    first = dict[str, Problem]()
    for one in found:
        if one.severity == "error" and one.file.startswith("targets/") and one.file not in known:
            first.setdefault(one.file, one)
    return [Notice("refresh.passed_over", fault=one) for one in first.values()]


def read_again(
    wanted: Iterable[Target],
    limits: fetch.Limits,
    known: Fields[str, Mapping] | None = None,
    there: Iterable[Target] = (),
) -> tuple[Content, list[Notice]]:
    """Return what the origins of targets say now, and a sentence on each that says nothing.

    Args:
        wanted: targets with an origin; an address that several name is asked once.
        limits: how much may be asked of the network.
        known: how the tables of earlier imports were read, by their names.
        there: all targets of the folder; those of one origin have one quantity of it each.
    """
    origins = [_asked_for(one.origin) for one in there if one.origin]
    answers: dict[str, sources.Brought | StopError] = {}
    subjects, told, failed = list[Subject](), list[Notice](), list[Notice]()
    for target in wanted:
        if target.origin is None:
            continue
        address = target.origin.address
        if address not in answers:
            answers[address] = _asked(address, limits)
        answer = answers[address]
        shared = origins.count(_asked_for(target.origin)) > 1
        try:
            if isinstance(answer, StopError):
                raise answer
            found = _of(target, target.origin, answer, known or {}, shared)
        except StopError as stopped:
            failed += [Notice("refresh.failed", {"id": target.id}), stopped.notice]
            continue
        subjects += found.subjects
        told += found.told
    return Content(tuple(subjects), tuple(told)), failed


def _asked_for(origin: Origin) -> tuple[str, Fields[str, str]]:
    return origin.address, origin.pick


def _asked(address: str, limits: fetch.Limits) -> sources.Brought | StopError:
    try:
        return fetch.brought(address, limits)
    except StopError as stopped:
        return stopped


def _of(
    target: Target, origin: Origin, answer: sources.Brought, known: Fields[str, Mapping], shared: bool
) -> Content:
    """Return what an answer says of one target.

    Raises:
        StopError: it cannot be read, holds several quantities and none of this name, or now another one.
    """
    mapping = Mapping(kind=origin.kind, pick=dict(origin.pick), year_starts=origin.year_starts or 0)
    read = sources.recognised(answer, mapping, known).content
    own = [one for one in read.subjects if one.id == target.id] or _only(read.subjects)
    if not isinstance(target, Indicator) or len(own) != 1:
        raise StopError("refresh.several", id=target.id, count=str(len(read.subjects)))
    heads = {ident(name) for one in editions.of_one(known, origin.address).values() for name in one.columns}
    for name, member in others(own[0], target):
        said = {"address": origin.address, "id": target.id}
        raise StopError("refresh.other_member", name=name, member=member, **said)
    is_elsewhere = origin.kind == "json-stat" and other_table(own[0], target)
    if is_elsewhere or _is_another(own[0], target, heads, shared):
        raise StopError("refresh.gone", address=origin.address, title=target.title["en"])
    # Below another head than that of the import another unit may stand.
    says_unit = own[0].names_unit or (target.id in heads and own[0].id not in heads and own[0].unit != "")
    names_unit = says_unit and own[0].unit != origin.unit_name
    return Content((replace(own[0], id=target.id, goals=(), names_unit=names_unit),), read.told)


def _only(subjects: Sequence[Subject]) -> Sequence[Subject]:
    return subjects if len(subjects) == 1 else ()


def _is_another(only: Subject, target: Target, heads: Collection[str], shared: bool) -> bool:
    """Tell whether the only quantity of an answer is another one than that of a target.

    Args:
        only: the quantity.
        target: the target.
        heads: the columns that the origin had at the import, as ids.
        shared: whether other targets have the same origin.
    """
    if target.id == only.id or target.title["en"] in (only.title["en"], *(name for _, name in only.shared)):
        return False
    return shared or {target.id, only.id} <= set(heads)
