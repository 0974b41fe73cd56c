"""Further: the tables beside a verdict: series, what bodies say, what comes, open questions."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.changed import statement
from tracker.defined import of_measure
from tracker.export.record_tables import NONE, RecordTables
from tracker.model import Indicator, Milestones, Target
from tracker.progress import Assessment
from tracker.telling.blocks import Table, cell


def everything(papers: RecordTables, assessment: Assessment, target: Target) -> tuple[Table, ...]:
    """Return every table behind a target, in the order in which they are read."""
    found, beside = list[Table](), _Beside(papers)
    if isinstance(target, Milestones):
        found += papers.steps(assessment, target)
    elif assessment.parts:
        found += papers.parts(assessment.parts)
        found += _each(papers, assessment.parts)
    else:
        found += [*papers.figures(assessment), *papers.goals(assessment), *papers.arithmetic(assessment)]
        found += papers.methods(assessment)
        found += papers.parts(assessment.members, "series")
        found += _each(papers, assessment.members)
    if isinstance(target, Indicator):
        found += beside.splits(assessment, target)
    found += beside.statements(assessment)
    found += beside.projections(assessment, target)
    found += [*beside.coming(target), *beside.related(target)]
    return (*found, *beside.doubts(target), *beside.record(target))


def _each(papers: RecordTables, parts: tuple[Assessment, ...]) -> list[Table]:
    """Return the tables of each part or series, which is named in their titles."""
    found = list[Table]()
    for part in parts:
        title = papers.briefing.words.text(part.title)
        goals = papers.goals(part, title) if len(part.goals) > 1 else []
        found += [*papers.figures(part, title), *goals, *papers.arithmetic(part, title)]
    return found


@dataclass(frozen=True, slots=True)
class _Beside:
    """Writes what stands beside a verdict and is never mixed with it."""

    papers: RecordTables

    def statements(self, assessment: Assessment) -> list[Table]:
        """Return every statement known on the day, the newest first."""
        papers, words = self.papers, self.papers.briefing.words
        portfolio = papers.briefing.portfolio
        owner = portfolio.targets[assessment.id].owner
        rows = [
            (
                papers.period(one.for_) if one.for_ else NONE,
                cell(papers.citations.body(one.speaker(owner, portfolio.sources))),
                cell(words.text(one.says)),
                papers.citations.mark(one.source, one.at),
                cell(papers.citations.published(one.source)),
                cell(words.text(one.note)),
            )
            for one in reversed(assessment.statements)
        ]
        columns = {"period": 11, "body": 17, "says": 27, "source": 15, "published": 12, "note": 18}
        return papers.table("statements", columns, rows, title=words("statement.all"))

    def projections(self, assessment: Assessment, target: Target) -> list[Table]:
        """Return what bodies expect, as far as it was published on the day."""
        if not isinstance(target, Indicator):
            return []
        papers, words = self.papers, self.papers.briefing.words
        rows = [
            (
                cell(papers.citations.body(one.by)),
                papers.period(point.period),
                papers.beside(point.value, assessment),
                papers.citations.mark(one.source, one.at),
            )
            for one in target.projections
            if papers.citations.record(one.source)
            for point in one.points
        ]
        columns = {"body": 36, "period": 16, "expected": 20, "source": 28}
        return papers.table("projections", columns, rows, numeric=(2,), title=words("projections.title"))

    def coming(self, target: Target) -> list[Table]:
        """Return what comes next; what only this office says is called its note."""
        papers, words = self.papers, self.papers.briefing.words
        rows = [
            (
                cell(words.text(one.what)),
                cell(papers.citations.body(one.who)) if one.who else NONE,
                cell(words.period(one.by)) if one.by else NONE,
                papers.citations.mark(one.source, one.at) if one.source else cell(words("next.ours")),
            )
            for one in target.next
            if one.source is None or papers.citations.record(one.source)
        ]
        columns = {"what": 44, "who": 22, "due": 12, "source": 22}
        return papers.table("next", columns, rows, title=words("next.title"))

    def related(self, target: Target) -> list[Table]:
        """Return the nearest evidence of other targets, where this one has no figures of its own."""
        words, known = self.papers.briefing.words, self.papers.briefing.portfolio.targets
        rows = [
            (cell(words.text(known[one.target].title)), cell(words.text(one.why)))
            for one in target.related
            if one.target in known
        ]
        return self.papers.table("related", {"target": 50, "note": 50}, rows, title=words("related.title"))

    def splits(self, assessment: Assessment, target: Indicator) -> list[Table]:
        """Return how a quantity is split, for example by province, as far as it was known on the day."""
        papers, found = self.papers, list[Table]()
        words, shown = papers.briefing.words, papers.briefing.words.text
        for split in target.breakdowns:
            if not papers.citations.record(split.source):
                continue
            rows = [
                (
                    cell(shown(one.area)),
                    papers.value(one.value, assessment),
                    cell(one.as_printed or ""),
                    papers.citations.mark(split.source),
                    cell(shown(split.note) if at == 0 else ""),
                )
                for at, one in enumerate(split.values)
            ]
            columns = {"place": 26, "figure": 14, "printed": 14, "source": 20, "note": 26}
            title = words(
                "export.table.of", table=words("export.table.split"), part=words.period(split.period)
            )
            found += papers.table("split", columns, rows, numeric=(1,), title=title)
        return found

    def doubts(self, target: Target) -> list[Table]:
        """Return the open questions about the wording with the reading used."""
        papers, words = self.papers, self.papers.briefing.words
        rows = [
            (
                cell(words.text(doubt.question)),
                cell(words.text(doubt.reading)),
                cell(words(f"settled.{doubt.settled}")),
                papers.citations.mark(doubt.source),
            )
            for doubt in target.ambiguities
        ]
        return papers.table("doubts", {"question": 38, "reading": 38, "settled": 11, "source": 13}, rows)

    def record(self, target: Target) -> list[Table]:
        """Return how the measure is defined, and when a person last compared the file with its sources."""
        briefing, pairs = self.papers.briefing, list[tuple[str, str]]()
        words = briefing.words
        if not isinstance(target, Milestones):
            pairs = of_measure(target.measure, briefing.portfolio.vocabulary, words)
        if target.checked is None:
            pairs.append(("checked", words("papers.unchecked")))
        elif target.checked <= briefing.on:  # nobody knew on the day of what was compared later
            pairs.append(("checked", words.day(target.checked)))
        rows = [(cell(words(f"papers.{name}")), cell(text)) for name, text in pairs if text]
        heads = (words("papers.head"), words("papers.value"))
        return [Table(heads, tuple(rows), words("papers.title"), (25, 75), name="record")]


def own_words(papers: RecordTables, assessment: Assessment) -> tuple[str, ...]:
    """Return the newest statement, and what is promised in words only."""
    words, briefing = papers.briefing.words, papers.briefing
    target, found = briefing.portfolio.targets[assessment.id], list[str]()
    for goal in getattr(target, "goals", ()):
        if goal.aim and papers.citations.record(goal.source):
            told = words.text(goal.aim)
            told = words("aim.by", aim=told, by=words.period(goal.by)) if goal.by else told
            found.append(f"{words('aim.told', aim=told)} {papers.citations.mark(goal.source, goal.at).text}")
    if assessment.statements:
        said = assessment.statements[-1]
        speaker = said.speaker(target.owner, briefing.portfolio.sources)
        who, when = papers.citations.body(speaker), papers.citations.published(said.source)
        found.append(statement(said, who, when, assessment, briefing.wording))
    return tuple(found)
