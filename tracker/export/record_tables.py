"""Record tables: the tables behind one target: figures, goals, arithmetic, methods, parts, steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker import board, digits, flags, meaning, printed, split
from tracker.export.briefing import Briefing
from tracker.export.citations import Citations
from tracker.model import Goal, Milestones, Observation
from tracker.progress import NUMBERS, Assessment, GoalResult, MethodResult, Point, judged_on
from tracker.promised import remarks, way
from tracker.scalars import Figure, Period
from tracker.telling.blocks import Cell, Span, Table, cell
from tracker.worked import Line, worked

NONE = cell("–")
SHARES = ("gap_closed", "time_used")
_PACES = ("pace_observed", "pace_required", "pace_required_now", "pace_recent")
_NEEDED = ("pace_required", "pace_required_now")
_PLAIN = {"ratio": "linear_pace", "acceleration_factor": "acceleration_factor"}
_DIFFERENCES = ("gap", "deviation")


@dataclass(frozen=True, slots=True)
class RecordTables:
    """Writes the tables of one target: the briefing and the numbers of its documents."""

    briefing: Briefing
    citations: Citations

    def state(self, assessment: Assessment) -> Cell:
        """Return the state as a word."""
        return cell(
            Span(
                self.briefing.wording.state(assessment), state=assessment.state, standing=assessment.standing
            )
        )

    def latest(self, assessment: Assessment) -> Cell:
        """Return the latest figure, or what is judged in its stead, with its period."""
        wording = self.briefing.wording
        number = printed.judged(assessment, wording.scale(assessment))
        if number is None:
            return cell(wording.latest(assessment))
        return self._figure_cell(wording.latest(assessment), number.value, number.shown)

    def goal(self, goal: Goal | None, assessment: Assessment) -> Cell:
        """Return a promise with its deadline; the bound is the value when there is only one."""
        ends = [end for end in (goal.low, goal.high) if end is not None] if goal else []
        bound = ends[0] if len(ends) == 1 else None
        return self._number(self.briefing.wording.goal(goal, assessment), bound)

    def promise(self, assessment: Assessment) -> Cell:
        """Return the promise by which an assessment is judged."""
        if judged_on(assessment)[0] is assessment:
            return self.goal(assessment.goal, assessment)
        return cell(self.briefing.wording.promise(assessment))

    def share(self, share: float | None, decimals: int = 0, vague: str = "") -> Cell:
        """Return a fraction as a percentage."""
        if share is None:
            return NONE
        text = self.briefing.words.percent(share, decimals)
        return cell(self.briefing.wording.qualified(text, vague), share, text, decimals, share=True)

    def done(self, assessment: Assessment) -> Cell:
        """Return how many steps are done."""
        return cell(self.briefing.wording.steps_done(assessment))

    def next_step(self, assessment: Assessment) -> Cell:
        """Return when the next step is due; nothing where none is to come."""
        words, due = self.briefing.words, board.deadline(assessment)
        return cell(words("card.due", day=words.short_day(due))) if due and due >= assessment.on else NONE

    def projection(self, value: float | None, assessment: Assessment) -> Cell:
        """Return a projected value, which ends at the bounds of the measure."""
        if value is None:
            return NONE
        wording, scale = self.briefing.wording, self.briefing.wording.scale(assessment)
        shown = printed.projection(value, assessment, scale)
        within = scale.within(printed.held(value, assessment))
        return self._number(wording.projection(value, assessment), within, shown.decimals)

    def value(self, value: float, assessment: Assessment) -> Cell:
        """Return a published value in the unit of the assessment."""
        return self._number(self.briefing.wording.value(value, assessment), value)

    def beside(self, value: Figure, assessment: Assessment) -> Cell:
        """Return what a body expects, printed beside the goals as every figure is."""
        shown = printed.told(value, assessment, self.briefing.wording.scale(assessment))
        return self._figure_cell(self.briefing.wording.printed(shown, assessment), value, shown)

    def on_path(self, value: float, assessment: Assessment) -> Cell:
        """Return the value on the path, as the sentence of the verdict says it."""
        wording = self.briefing.wording
        shown = printed.on_path(assessment, wording.scale(assessment))
        return self._number(wording.printed(shown, assessment), value, shown.decimals)

    def _figure_cell(self, text: str, value: float, shown: Figure) -> Cell:
        """Return a figure, or what is printed in its stead where a program would round it otherwise."""
        kept = value if digits.rounded(value, shown.decimals) == shown else shown
        return self._number(text, kept, shown.decimals)

    def _number(self, text: str, value: float | None, decimals: int | None = None) -> Cell:
        if value is None:
            return cell(text)
        written, mark = self.briefing.words.number(value, decimals), self.briefing.words.separators[0]
        places = len(written) - written.rfind(mark) - 1 if mark in written else 0
        return cell(text, float(value), written if written in text else "", places)

    def table(
        self,
        name: str,
        columns: Mapping[str, int],
        rows: Iterable[tuple[Cell, ...]],
        *,
        numeric: tuple[int, ...] = (),
        title: str = "",
    ) -> list[Table]:
        """Return a table as a list of one, or of none when it has no rows; empty columns are left out.

        Args:
            name: of the table.
            columns: heads with the widths of their columns.
            rows: the cells.
            numeric: places of the columns that are set to the right.
            title: instead of the usual one.
        """
        words, listed, heads = self.briefing.words, tuple(rows), list(columns)
        if not listed:
            return []
        named = title or words(f"export.table.{name}")
        kept = [at for at in range(len(heads)) if at == 0 or any(row[at].text for row in listed)]
        return [
            Table(
                tuple(words(f"column.{heads[at]}") for at in kept),
                tuple(tuple(row[at] for at in kept) for row in listed),
                named,
                tuple(columns[heads[at]] for at in kept),
                tuple(kept.index(at) for at in numeric if at in kept),
                name,
            )
        ]

    def parts(self, parts: Iterable[Assessment], name: str = "parts") -> list[Table]:
        """Return tiers, shares of a whole or series, each with its goal, figure and verdict."""
        words = self.briefing.words
        rows = [
            (
                cell(words.text(part.title)),
                self.goal(part.goal, part),
                self.latest(part),
                self.state(part),
                self.share(printed.gap_closed(part)),
                self.citations.mark(part.goal.source, part.goal.at) if part.goal else NONE,
                cell((part.goal.as_printed or "") if part.goal else ""),
                cell(
                    words.strung((*self._remarks(part.goal, part), *self.flags(part), words.text(part.note)))
                ),
            )
            for part in parts
        ]
        columns = {
            "part": 18,
            "goal": 18,
            "latest": 13,
            "state": 13,
            "gap_closed": 8,
            "source": 12,
            "printed": 12,
            "note": 12,
        }
        return self.table(name, columns, rows, numeric=(4,))

    def steps(self, assessment: Assessment, target: Milestones) -> list[Table]:
        """Return steps with state, due date and the document that proves it."""
        words, announced = self.briefing.words, {step.id: step for step in target.steps}
        rows = []
        for step in assessment.parts:
            record, own = step.record, announced[step.id]
            evidence = words("step.no_record")
            if record:
                state = words(f"state.{record.state}")
                evidence = f"{words('step.record', state=state, day=words.period(record.on))} "
                evidence += self.citations.mark(record.source, record.at).text
            notes = [own.note, record.note if record else None]
            rows.append(
                (
                    cell(words.text(step.title)),
                    self.state(step),
                    self.period(step.due) if step.due else cell(words("step.no_due")),
                    cell(evidence),
                    self.citations.mark(own.source, own.at),
                    cell(words.strung(words.text(note) for note in notes)),
                )
            )
        columns = {"step": 27, "state": 13, "due": 12, "evidence": 20, "source": 14, "note": 22}
        return self.table("steps", columns, rows)

    def figures(self, assessment: Assessment, part: str = "") -> list[Table]:
        """Return every figure known on the day with its papers, newest first, the uncounted as well."""
        points = [(point, "") for point in assessment.series]
        points += [(rival.point, str(rival.role)) for rival in assessment.others]
        points += [(point, "") for point in assessment.withheld]
        if assessment.stated:
            points.append((assessment.stated, "baseline"))
        points.sort(key=lambda pair: (pair[0].period.last, pair[0].published or date.min), reverse=True)
        rows = [self._figure(point, role, assessment) for point, role in points]
        columns = {
            "period": 10,
            "figure": 14,
            "printed": 14,
            "status": 10,
            "source": 17,
            "published": 11,
            "note": 24,
        }
        title = self._of("figures", part)
        return self.table("figures", columns, rows, numeric=(1,), title=title)

    def _of(self, name: str, part: str) -> str:
        title = self.briefing.words(f"export.table.{name}")
        return self.briefing.words("export.table.of", table=title, part=part) if part else title

    def _figure(self, point: Point, role: str, assessment: Assessment) -> tuple[Cell, ...]:
        words, wording, seen = self.briefing.words, self.briefing.wording, point.observation
        notes = [words("export.role.baseline" if role == "baseline" else f"role.{role}")] if role else []
        if seen:
            notes += self._doubt(seen, assessment)
            notes += [words.text(text) for text in (seen.set_aside, seen.break_, seen.note) if text]
        return (
            self.period(point.period),
            NONE
            if point.suppressed
            else self._figure_cell(
                wording.point(point, assessment), point.value, wording.figure(point, assessment)
            ),
            cell(seen.as_printed or "" if seen else ""),
            cell(words(f"obs.{seen.status}") if seen and seen.status else ""),
            self.citations.mark(point.source, seen.at if seen else None),
            self._published(point),
            cell(words.strung(notes)),
        )

    def _published(self, point: Point) -> Cell:
        """Return when a figure was published; where nobody knows, when its source was read."""
        if point.published is None:
            return NONE
        own = point.observation.published if point.observation else None
        record = self.citations.record(point.source)
        unknown = own is None and record is not None and record.day_unknown
        shown = self.citations.published(point.source) if unknown else ""
        return cell(shown or self.briefing.words.short_day(point.published), point.published)

    def _doubt(self, seen: Observation, assessment: Assessment) -> list[str]:
        """Return how sure a figure is, and its footnote."""
        words, told = self.briefing.words, list[str]()
        if seen.interval:
            ends = self.briefing.wording.ends(seen.interval, assessment)
            name = "figure.interval" if seen.confidence is None else "figure.interval.sure"
            sure = words.percent((seen.confidence or 0) / 100)
            told.append(words(name, **ends, confidence=sure))
        if seen.of:
            whole = words.figure(seen.of.value, self.briefing.wording.units.get(seen.of.unit))
            told.append(words("figure.of", whole=whole))
        if seen.quality:
            told.append(words(f"quality.of.{seen.quality}"))
        return [*told, words.text(seen.footnote)] if seen.footnote else told

    def period(self, period: Period) -> Cell:
        """Return a period; one day, month or year carries its last day for spreadsheets."""
        whole = (
            not period.printed
            and "/" not in period.text
            and "Q" not in period.text
            and "H" not in period.text
        )
        return cell(self.briefing.words.period(period), period.last if whole else None, period.text)

    def goals(self, assessment: Assessment, part: str = "") -> list[Table]:
        """Return every goal, drafts and replaced ones too, each with its own verdict."""
        rows = [self._goal(result, assessment) for result in assessment.goals]
        columns = {
            "goal": 21,
            "role": 10,
            "state": 14,
            "gap_closed": 9,
            "source": 14,
            "printed": 13,
            "note": 19,
        }
        return self.table("goals", columns, rows, numeric=(3,), title=self._of("goals", part))

    def _goal(self, result: GoalResult, assessment: Assessment) -> tuple[Cell, ...]:
        words, goal, name = self.briefing.words, result.goal, split.reached(result, assessment)
        return (
            self.goal(goal, assessment),
            cell(split.role(result, assessment, words)),
            cell(Span(flags.label(name, result.flags, words), state=result.state, standing=name)),
            self.share(None if result.state == "met" else result.gap_closed),
            self.citations.mark(goal.source, goal.at),
            cell(goal.as_printed or ""),
            cell(words.strung(self._remarks(goal, assessment))),
        )

    def _remarks(self, goal: Goal | None, assessment: Assessment) -> list[str]:
        if goal is None:
            return []
        cited = self.citations.mark(goal.path.source, goal.path.at).text if goal.path else ""
        path = way(self.briefing.words, goal, lambda one: self.briefing.wording.value(one, assessment))
        return [*remarks(self.briefing.words, goal), f"{path} {cited}".strip()]

    def flags(self, assessment: Assessment) -> list[str]:
        """Return what qualifies a verdict, each in a sentence."""
        return flags.sentences(assessment, self.briefing.words)

    def arithmetic(self, assessment: Assessment, part: str = "") -> list[Table]:
        """Return the quantities behind the verdict, with the formula where one is published."""
        formulas = {
            line.label: line for line in worked(assessment, self.briefing.wording, self.briefing.rule)
        }
        rows = []
        for name in NUMBERS:
            if printed.quantity(assessment, name) is not None:
                label = meaning.quantity_name(name, assessment, self.briefing.words)
                formula = self._formula(name, formulas.get(label))
                rows.append((cell(label), cell(formula), self.quantity(name, assessment)))
        columns = {"quantity": 40, "formula": 40, "value": 20}
        return self.table("arithmetic", columns, rows, numeric=(2,), title=self._of("arithmetic", part))

    def _formula(self, name: str, line: Line | None) -> str:
        """Return a formula; behind that of a pace that is needed what it comes to, not rounded up."""
        if line is None:
            return ""
        equal = name in _NEEDED
        return f"{line.formula} = {line.value}" if equal else line.formula

    def quantity(self, name: str, assessment: Assessment) -> Cell:
        """Return one computed number of an assessment in its own unit."""
        value, words = printed.quantity(assessment, name), self.briefing.words
        if value is None:
            return NONE
        vague = printed.vagueness_of(name, assessment)
        if name in SHARES:
            return self.share(value, digits.share(value).decimals, vague)
        if name in _PLAIN:
            return self._ratio(value, _PLAIN[name], 3)
        if name in (*_PACES, *_DIFFERENCES):
            moved = self._moved(name, value, assessment, vague)
            text = words("export.a_year", pace=moved) if name in _PACES else moved
            plain = abs(value) if name == "gap" else value  # its name says whether it is missing or spare
            return self._number(text, plain, _decimals(text, words.separators[0]))
        if name == "projection":
            return self.projection(assessment.projection, assessment)
        return self.on_path(value, assessment)

    def _moved(self, name: str, value: float, assessment: Assessment, vague: str) -> str:
        """Return an amount of change, as vague as the figures behind it."""
        wording = self.briefing.wording
        if name == "gap":
            return wording.missing(assessment)
        if name in _NEEDED:
            return wording.needed(value, assessment, vague)
        moved = wording.off_path(assessment) if name == "deviation" else wording.change(value, assessment)
        return wording.qualified(moved, vague)

    def _ratio(self, value: float, method: str, decimals: int = 2) -> Cell:
        """Return a ratio or factor, never as one of another class."""
        shown = meaning.ratio_shown(value, method, self.briefing.rule, decimals)
        return self._number(self.briefing.words.number(shown), value, shown.decimals)

    def methods(self, assessment: Assessment) -> list[Table]:
        """Return what each of the methods says, and why one does not apply."""
        if assessment.state == "met":
            return []  # of a goal that is met no method has anything left to compare
        rows = [self._method(name, result, assessment) for name, result in assessment.methods.items()]
        columns = {"method": 22, "state": 18, "ratio": 9, "projection": 14, "note": 37}
        return self.table("methods", columns, rows, numeric=(2, 3))

    def _method(self, name: str, result: MethodResult, assessment: Assessment) -> tuple[Cell, ...]:
        words = self.briefing.words
        state, ratio = result.state, result.ratio
        return (
            cell(words(f"method.{name}")),
            cell(Span(words(f"state.{state}"), state=state)) if state else NONE,
            self._ratio(ratio, result.id) if ratio is not None else NONE,
            self.projection(result.projection, assessment),
            cell(meaning.of_method(result, assessment, words)),
        )


def _decimals(text: str, mark: str) -> int:
    """Return the digits after the decimal mark of the number in a text."""
    found = re.search(rf"[0-9]{re.escape(mark)}([0-9]+)", text)
    return len(found[1]) if found else 0
