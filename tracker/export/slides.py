"""Slides: a briefing as a PowerPoint file: one message a slide, native charts and tables.

The first slide says where everything stands. Then one target a slide: the finding is its title, the
picture fills it. What nobody has published shares a slide. Method and sources come last, and what
does not fit stands in the speaker notes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION

from tracker import split, style
from tracker.charts import labels
from tracker.charts.captions import marks
from tracker.charts.phrases import subtitle, value_format
from tracker.charts.trajectory_data import trajectory_data
from tracker.export import columns, findings, native, native_members, slide_layout, slide_tables
from tracker.export.archive import describe, deterministic
from tracker.export.briefing import SHAPES, Briefing, Step, quiet
from tracker.export.content import Content, Section
from tracker.export.edition import edition
from tracker.export.foreign import foreign
from tracker.export.house import House, opened, title_of
from tracker.export.house_colours import ink_of
from tracker.export.slide_card import card
from tracker.export.slide_layout import TITLE, Box, Line, SlideWriter, height_of, titled
from tracker.export.slide_tables import fits, pages
from tracker.progress import Assessment
from tracker.telling.blocks import Table
from tracker.telling.target import spread

if TYPE_CHECKING:
    from pptx.slide import Slide

_GROWTH, _ALONE = 4.0, 6.0
"""Points by which the type of a short table, and of one with one or two rows, may grow."""
_BETWEEN = 0.6
"""Inches between two tables, with the title of the second."""
_SMALL, _LOW = 10.0, 4.0
"""Points of the smallest type, and inches below which a body spends one line on a source or unit, not two."""
_WHOLE = 18.0
"""Points of a text that has a slide to itself, where there is room for them."""
_LEFTOVERS = (RELATION.THUMBNAIL, RELATION.EXTENDED_PROPERTIES, RELATION.PRINTER_SETTINGS)
_TOLD_APART = 6
"""Lines with goals of their own that can be told apart in one picture; more are a table."""
_POINTS, _BAR = 72, 24.0
"""Points of an inch, and how high two bars with their words have to be; with less the table says it."""


def slides(briefing: Briefing, step: Step = quiet) -> bytes:
    """Return the briefing as a PPTX file; `step` is told about each target.

    Raises:
        UnavailableError: the deck of the house cannot be read.
    """
    content = edition(briefing)
    deck = _Deck(briefing, content)
    if briefing.is_sheets:
        for at, section in enumerate(content.sections, 1):
            step(at, len(content.sections), section.title)
            deck.target(section)
        return deck.saved()
    deck.summary()
    if briefing.extent == "short":
        deck.decisions()
        return deck.saved()
    grouped = findings.grouped(briefing.assessments) if len(content.sections) > 1 else {}
    deck.overview()
    for at, section in enumerate(content.sections, 1):
        step(at, len(content.sections), section.title)
        if section.id not in grouped:
            deck.target(section)
    deck.undrawn(grouped)
    deck.method()
    deck.sources()
    return deck.saved()


class _Deck:
    """Adds the slides of one briefing to a deck, one after the other."""

    def __init__(self, briefing: Briefing, content: Content) -> None:
        self._briefing, self._content, self._words = briefing, content, briefing.words
        self._house: House = opened(briefing.template, SHAPES[briefing.shape], briefing.theme)
        self._theme, self._body = self._house.theme, self._house.body
        self._first: Table | None = None  # what the first slide has whole
        self._writer = SlideWriter(self._theme, briefing.words.regional, foreign(briefing))

    def saved(self) -> bytes:
        """Return the file, with its properties set and nothing in it that names the moment of writing."""
        made = self._house.made
        describe(made.core_properties, self._briefing)
        for relations in (made.part.package._rels, made.part.rels):
            for key, relation in list(relations.items()):
                if relation.reltype in _LEFTOVERS:
                    relations.pop(key)
        out = io.BytesIO()
        made.save(out)
        return deterministic(out.getvalue())

    def _slide(self, title: str, *, context: str = "") -> tuple[Slide, Box]:
        """Add a slide with its title, and return it with what is left to fill."""
        house, body = self._house, self._body
        slide = house.slide(f"{self._content.title} · {self._content.known}", self._writer.language)
        if house.plain and (accent := self._briefing.portfolio.vocabulary.accent):
            self._writer.bar(slide, Box(0, 0, house.wide, 0.08), style.visible(accent, self._theme))
        if house.busy:
            sheet = Box(body.left - 0.12, body.top - 0.04, body.width + 0.24, body.height + 0.08)
            self._writer.bar(slide, sheet, self._theme.paper)
        place = title_of(slide)
        line = titled(title, house.title, self._theme.ink, 1.06 if house.plain else 1.3)
        if place is None:
            self._writer.text(slide, house.title, [line])
        else:
            frame = place.text_frame
            if house.plain or house.moved or place.height > house.title.emu[3] + 9525:  # a pixel
                place.left, place.top, place.width, place.height = house.title.emu
                frame.vertical_anchor = MSO_ANCHOR.TOP
            self._writer.title(
                frame, line, None if house.plain else ink_of(house.titles, title_of(house.titles))
            )
        if context:
            self._writer.text(slide, house.above, [Line(context, _SMALL, self._theme.muted, after=0)])
        return slide, house.below(context)

    def _notes(self, slide: Slide, lines: Sequence[str]) -> None:
        slide.notes_slide.notes_text_frame.text = "\n".join(line for line in lines if line)

    def summary(self) -> None:
        """Add the first slide: the finding in a sentence, the reader's remark, all standings in a picture."""
        content, writer, theme = self._content, self._writer, self._theme
        context = " · ".join(dict.fromkeys(part for part in (content.portfolio, content.title) if part))
        slide, body = self._slide(content.headline or content.title, context=context)
        if self._briefing.logo and self._house.plain:
            self._writer.logo(slide, self._house.title, self._briefing.logo)
        told = [content.known, content.headline, *content.remark, *content.method, *content.closing]
        self._notes(slide, told)
        remark = [Line(text, 14, theme.muted) for text in content.remark]
        tall = 0.3 * min(4, len(remark))
        writer.text(slide, replace(body, height=tall), remark, smallest=11)
        below = replace(body, top=body.top + tall, height=body.height - tall)
        if not content.sections:
            writer.text(slide, below, [Line(self._words("export.empty"), 16, theme.ink)])
            return
        rows, urgent = findings.standings(self._briefing), findings.decisions(self._briefing)
        table = content.overview if self._is_short(content.overview) or not urgent.rows else urgent
        if rows:
            needed = sum(slide_tables.row_heights(table, below.width, 12))
            high = below.height if len(rows) > 1 else max(1.5, min(2.4, below.height - needed - 0.2))
            box = replace(below, height=high)
            native.standings(slide, box, rows, self._briefing, self._drawn(content.headline))
            below = replace(below, top=below.top + high, height=below.height - high)
        if len(rows) < 2 and self._fitting(slide, table, below, 12):
            self._first = table

    def decisions(self) -> None:
        """Add the second slide of a short briefing: what needs a decision, the worst first."""
        table = findings.decisions(self._briefing)
        slide, body = self._slide(table.title, context=self._content.title)
        self._notes(slide, self._content.closing)
        if table.rows:
            self._fitting(slide, table, body, 13)
        else:
            self._writer.text(slide, body, [Line(self._words("export.decisions.none"), 16, self._theme.ink)])

    def overview(self) -> None:
        """Add every verdict in a table, unless the first slide has it, and what changed."""
        content = self._content
        if self._first is not content.overview:
            self._tables(content.overview, 11.5)
        if content.changes and content.changes.rows:
            self._tables(content.changes, 11.5)
        elif content.changes:
            slide, body = self._slide(content.changes.title)
            self._writer.text(slide, body, [Line(self._words("export.changes.none"), 16, self._theme.ink)])

    def _is_short(self, table: Table) -> bool:
        """Tell whether a table fits below the picture of the first slide."""
        body = self._house.below(self._content.title)
        return fits(table, replace(body, height=body.height - 2.1), _SMALL)

    def _tables(self, table: Table, size: float) -> None:
        """Add a table over as many slides as it needs."""
        pieces, size = slide_tables.even_pages(table, self._body, size)
        for number, piece in enumerate(pieces, 1):
            values = {"title": table.title, "number": self._words.number(number)}
            title = self._words("export.continued", count=self._words.number(len(pieces)), **values)
            slide, body = self._slide(title if len(pieces) > 1 else table.title)
            self._writer.table(slide, body, piece, size)
            if addresses := findings.addresses(piece):
                self._notes(slide, addresses)

    def target(self, section: Section) -> None:
        """Add the slide of one target: the finding, its standing in a line, the picture, the sources."""
        assessment = self._of(section)
        title, told = findings.claim(
            assessment, self._briefing.wording, TITLE, (self._house.title.width - 0.1) * 72
        )
        context = section.context if told else " · ".join((section.title, section.context))
        slide, body = self._slide(title, context=context)
        ink = style.state_ink(section.state, self._theme)
        rest = self._standing(section, replace(body, height=0.66))
        if section.label not in section.verdict:
            rest = self._words("export.chart.named", name=section.label, value=rest)
        before, label, after = rest.partition(section.label)
        size, plain = 16 if assessment.kind == "milestones" else 13, self._theme.ink
        lines = [Line(before, size, plain), Line(label, size, ink, bold=True), Line(after, size, plain)]
        box, most = replace(body, height=0.66), body.height * 0.4
        tall = self._writer.joined(slide, box, lines, smallest=11, most=most) + 0.06
        foot = self._foot(slide, section, body)
        body = replace(body, top=body.top + tall, height=body.height - tall - foot)
        if assessment.kind == "milestones":
            self._steps(slide, section, body)
        elif assessment.parts:
            self._parts(slide, section, assessment, body)
        else:
            self._indicator(slide, section, assessment, body)
        self._notes(slide, findings.spoken(section))

    def _standing(self, section: Section, box: Box) -> str:
        """Return standing, outlook and freshness, and further sentences as long as there is room."""
        told = section.verdict
        for line in section.lines:
            longer = f"{told} {line}"
            if len(labels.wrap(longer, 12, box.width * 72)) > 3:
                break
            told = longer
        return told

    def _of(self, section: Section) -> Assessment:
        return next(one for one in self._briefing.assessments if one.id == section.id)

    def _drawn(self, alt: str) -> native.Drawn:
        return native.Drawn(self._theme, alt)

    def _foot(self, slide: Slide, section: Section, body: Box) -> float:
        """Write sources and link at the lower edge of the body, and return the height they take."""
        colour = self._theme.muted
        view = self._words("export.view", address=section.address)
        below = [Line(view, _SMALL, colour, link=section.address, after=0)] if section.address else []
        if section.cited:
            cited = self._words("export.sources.cited", sources=section.cited)
            below.append(Line(cited, _SMALL, colour, after=0))
        most = 1 if body.height < _LOW else 2
        tall = 0.19 * sum(min(most, len(labels.wrap(one.text, _SMALL, body.width * 72))) for one in below)
        box = Box(body.left, body.top + body.height - tall, body.width, tall)
        self._writer.text(slide, box, below)
        return tall + 0.06 if below else 0.0

    def _indicator(self, slide: Slide, section: Section, assessment: Assessment, body: Box) -> None:
        """Draw the chart over the whole slide, with unit and definition above it."""
        setting = self._briefing.setting()
        fmt = value_format(assessment, setting)
        whole = marks(trajectory_data(assessment, fmt.measure), setting, "┈")
        keys = native_members.keys(assessment, self._briefing) if spread(assessment) else whole
        unit = " · ".join((subtitle(fmt), *keys))
        alt = f"{section.title}. {section.verdict}"
        most = 1 if self._body.height < _LOW else int(body.height)
        tall = 0.05 + 0.18 * min(most, len(labels.wrap(unit, _SMALL, body.width * 72)))
        below = replace(body, top=body.top + tall, height=body.height - tall)
        draw = native_members.members if spread(assessment) else native.trajectory
        owned = split.apart(assessment, self._briefing.wording)
        left, right = below.halves if owned else (below, below)
        many, drawn = owned and len(assessment.members) > _TOLD_APART, self._drawn(alt)
        if many or (untold := draw(slide, left, assessment, self._briefing, drawn)) is None:
            self._told(slide, section, body)
            return
        unit = " · ".join((*dict.fromkeys(untold), unit))
        rows = len(labels.wrap(unit, _SMALL, body.width * 72)) if untold else 0
        more = slide_layout.lowered(slide.shapes[-1], 0.05 + 0.18 * rows - tall)
        if owned:
            table = findings.standing_of("series", section, self._words)
            self._fitting(slide, table, replace(right, top=right.top + more, height=right.height - more), 12)
        line = Line(unit, _SMALL, self._theme.muted, after=0)
        meaning = setting.words.text(fmt.measure.definition) if fmt.measure else ""
        self._writer.joined(slide, replace(body, height=tall + more), slide_layout.tongues(line, meaning))

    def _told(self, slide: Slide, section: Section, box: Box) -> None:
        """Write what is known large, and what it means, where there is nothing to draw."""
        table = findings.behind(section, self._words)
        below = card(self._writer, slide, box, section, self._briefing)
        if table is not None:
            self._fitting(slide, table, below, 13)

    def _parts(self, slide: Slide, section: Section, assessment: Assessment, body: Box) -> None:
        """Draw the goals of the parts as bars, with the standing of each beside them."""
        alt = f"{section.title}. {section.verdict}"
        table = findings.standing_of("parts", section, self._words)
        bare = all(part.latest is None and part.goal is None for part in assessment.parts)
        if bare or body.height * _POINTS / len(assessment.parts) < _BAR:
            self._fitting(slide, table, body, 13)
            return
        left, right = body.halves
        native.bars(slide, left, assessment.parts, self._briefing, self._drawn(alt))
        self._fitting(slide, table, right, 12)

    def _steps(self, slide: Slide, section: Section, body: Box) -> None:
        table = next((one for one in section.tables if one.name == "steps"), None)
        if table is not None:
            names = ("step", "state", "due", "evidence", "source")
            wanted = [self._words(f"column.{name}") for name in names]
            self._fitting(slide, columns.narrowed(table, wanted), body, 14)

    def undrawn(self, grouped: Mapping[str, str]) -> None:
        """Add the targets of which there is nothing to draw: on one slide where one has room for all."""
        tables = [
            findings.together(name, self._briefing, sections)
            for name in ("silent", "lone")
            if (sections := [one for one in self._content.sections if grouped.get(one.id) == name])
        ]
        body = self._house.below(self._content.title)
        needed = sum(sum(slide_tables.row_heights(one, body.width, 13)) for one in tables) + _BETWEEN
        if len(tables) == 2 and needed <= body.height:
            self._below_each_other(*tables)
            return
        for table in tables:
            pieces, size = slide_tables.even_pages(table, body, 13)
            for piece in pieces:
                slide, _ = self._slide(table.title, context=self._content.title)
                self._writer.table(slide, body, piece, size)
                self._notes(slide, self._spoken_of(piece))

    def _below_each_other(self, upper: Table, lower: Table) -> None:
        """Add one slide with two tables; the upper one gives the slide its title."""
        slide, body = self._slide(upper.title, context=self._content.title)
        heights = [sum(slide_tables.row_heights(one, body.width, 13)) for one in (upper, lower)]
        spare = (body.height - _BETWEEN - sum(heights)) / (len(upper.rows) + len(lower.rows))
        first = replace(body, height=heights[0] + spare * len(upper.rows))
        top = first.top + first.height + _BETWEEN
        second = replace(body, top=top, height=body.top + body.height - top)
        places, most = ((upper, first), (lower, second)), 13 + _GROWTH
        sizes = [slide_tables.grown(one, box, 13, most) for one, box in places]
        self._writer.table(slide, first, upper, min(sizes))
        head = Line(lower.title, 18, self._theme.ink, bold=True, after=0)
        self._writer.text(slide, Box(body.left, top - 0.42, body.width, 0.38), [head])
        self._writer.table(slide, second, lower, min(sizes))
        self._notes(slide, [*self._spoken_of(upper), *self._spoken_of(lower)])

    def _spoken_of(self, table: Table) -> list[str]:
        """Return the speaker notes of the targets that the rows of a table name."""
        named = {row[0].text for row in table.rows}
        sections = [one for one in self._content.sections if one.title in named]
        return [line for one in sections for line in (one.title, *findings.spoken(one), "")]

    def _fitting(self, slide: Slide, table: Table, box: Box, size: float) -> bool:
        """Write a table into a box, smaller if it must be and larger if it may; tell whether all has room.

        What still does not fit is counted below it.
        """
        while not (whole := fits(table, box, size)) and size > _SMALL:
            size -= 0.5
        size = slide_tables.grown(table, box, size, size + (_ALONE if len(table.rows) < 3 else _GROWTH))
        pieces = pages(table, box, size)
        if len(pieces) > 1:
            pieces = pages(table, replace(box, height=box.height - 0.3), size)
            rest = len(table.rows) - len(pieces[0].rows)
            more = Line(self._words.count("export.more_rows", rest), _SMALL, self._theme.muted)
            self._writer.text(slide, Box(box.left, box.top + box.height - 0.22, box.width, 0.22), [more])
            box = replace(box, height=box.height - 0.3)
        if table.rows:
            self._writer.table(slide, box, pieces[0], size)
        return whole

    def sources(self) -> None:
        """Add the documents behind the figures; their addresses are links, and written out in the notes."""
        if self._content.sources.rows:
            self._tables(findings.documents(self._content), _SMALL)

    def method(self) -> None:
        """Add how a verdict is reached, and what the states mean where there is room, else on their own."""
        content, states = self._content, findings.met_with(self._content)
        slide, body = self._slide(self._words("export.method"))
        self._notes(slide, [*content.method, *content.closing])
        lines = [Line(text, 12, self._theme.ink, after=4) for text in content.method]
        made = [Line(text, _SMALL, self._theme.muted) for text in content.closing]
        tall = min(body.height * 0.3, height_of(made, body))
        room = body.height - tall - 0.09
        share = room - sum(slide_tables.row_heights(states, body.width, _SMALL))
        least = height_of([replace(one, size=_SMALL) for one in lines], body)
        if apart := least > share:
            lines = [replace(one, size=_WHOLE, after=9) for one in lines]
        first = room if apart else max(least, min(body.height * 0.36, height_of(lines, body) + 0.15, share))
        self._writer.text(slide, replace(body, height=first), lines)
        if not apart:
            middle = replace(body, top=body.top + first + 0.05, height=room - first)
            self._fitting(slide, states, middle, 12)
        self._writer.text(slide, replace(body, top=body.top + body.height - tall, height=tall), made)
        if apart:
            self._tables(states, 12)
