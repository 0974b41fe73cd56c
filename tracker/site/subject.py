"""Subject: everything about one target: its page, chart, data, and the chart for the pages of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.export.briefing import Briefing, Choice
from tracker.export.citations import Citations, citation, cited
from tracker.markup import Html, joined, link, tag
from tracker.progress import Assessment
from tracker.site import data, social
from tracker.site.frame import Frame, Sheet
from tracker.site.pictures import NARROW, both, drawn, height
from tracker.site.place import ROOT, SiteScene
from tracker.site.plan import Files, Site
from tracker.site.render import Renderer, copied
from tracker.site.social import Drawer
from tracker.telling import target
from tracker.telling.arithmetic import arithmetic
from tracker.telling.blocks import Block, Fold, Heading, Picture

TURN, LARGEST = 529, 375
"""Pixels: a frame from which on the wide chart is shown, and the width of the narrow one; see site.css."""
BELOW, LINE, DEEP = 64, 45, 20
"""Below a chart: pixels for two lines, signs in a line on a phone, pixels of each further line."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """Makes the files of targets in one language."""

    site: Site
    frame: Frame

    def _briefing(self, one: Assessment) -> Briefing:
        site = self.site
        folder = f"{self.frame.lang}/{self.frame.kept}" if self.frame.kept else self.frame.lang
        return _Published(
            site.portfolio,
            (one,),
            site.on,
            self.frame.scene.words,
            Choice((one.id,), method=site.method),
            site=f"{site.address}{folder}/" if site.address else "",
        )

    def files(self, one: Assessment) -> Files:
        """Return everything about one target: page, picture, data, and the chart for other pages."""
        scene, name = self.frame.scene, one.id
        pictures, briefing = target.pictures(one, scene), self._briefing(one)
        writer = Renderer(scene, page=None)
        told = writer.html(_told(one, scene))
        base = f"target/{name}"
        verdict, heading = scene.wording.verdict(one), scene.words.text(one.title)
        svg, narrow = _charts(one, pictures, writer)
        endings = data.of_target(one, briefing, self.site.voices) | ({"svg": svg.encode()} if svg else {})
        made = self.frame.beside({f"{base}.{ending}": held for ending, held in endings.items()})
        shown = Html()
        if svg:
            made |= self._embed(one, both(svg, narrow))
            shown = self._shown(one, height(svg), height(narrow))
        links = [scene.portfolio.sources[source].url or "" for source in cited(one, briefing)]
        page = Sheet(
            file=f"target/{name}.html",
            title=heading,
            description=verdict,
            body=joined([told, self._after(one, briefing, shown)]),
            data=data.described(
                one,
                briefing,
                f"{self.site.address}{self.frame.lang}/{base}" if self.site.address else name,
                scene.words.text(scene.portfolio.targets[name].about) or verdict,
                [link for link in links if link],
            ),
            feed=f"target/{name}.atom",
            picture=f"target/{name}.png",
        )
        return made | self.frame.files(page)

    def picture(self, one: Assessment, drawer: Drawer) -> Files:
        """Return the picture of a target for those who share its page: its chart, else its verdict.

        Raises:
            UnavailableError: there is no browser, or it failed.
        """
        scene = self.frame.scene
        found = target.pictures(one, scene)
        if found:
            page = social.of_chart(found[0], scene)
        else:
            page = social.of_words(scene.words.text(one.title), [target.verdict(one, scene)], scene)
        return drawer.files(f"{self.frame.lang}/target/{one.id}.png", page)

    def _after(self, one: Assessment, briefing: Briefing, shown: Html) -> Html:
        """Return the sources, how to cite the page, and how to show its chart elsewhere."""
        words = self.frame.scene.words
        sources = Citations(briefing).line(one)
        parts = [tag("h2", words("take.cite"), class_="tracker-theme")]
        if sources:
            parts.append(tag("p", words("export.sources.cited", sources=sources), class_="tracker-note"))
        parts.append(copied(citation(one, briefing), words("site.copy")))
        return tag("section", *parts, shown, class_="after")

    def _shown(self, one: Assessment, wide: float, narrow: float) -> Html:
        """Return what shows the chart on another page, in a frame as high as its drawing for its width."""
        words = self.frame.scene.words
        if not self.site.address:
            return Html()
        lines = len(f"{words.text(one.title)} · {self.frame.scene.known}") // LINE
        low, high = round(wide) + BELOW, round(narrow * LARGEST / NARROW) + BELOW + lines * DEEP
        frame = tag(
            "iframe",
            src=f"{self.site.address}{self.frame.lang}/embed/{one.id}.html",
            title=words.text(one.title),
            width="100%",
            height=str(max(low, high)),
            style=f"border:0;height:clamp({low}px,({TURN}px - 100cqw)*999,{high}px)",
            loading="lazy",
        )
        parts = [tag("h2", words("site.embed"), class_="tracker-theme")]
        parts.append(copied(str(tag("div", frame, style="container-type:inline-size")), words("site.copy")))
        return joined(parts)

    def _embed(self, one: Assessment, charts: Html) -> Files:
        """Return the page with nothing but the chart, drawn for either width of frame, and the way home."""
        words = self.frame.scene.words
        heading = words.text(one.title)
        home = link(heading, f"{ROOT}{self.frame.lang}/target/{one.id}.html", target="_blank", rel="noopener")
        day = self.frame.scene.known
        body = tag("figure", charts, tag("figcaption", home, " · ", day))
        body = joined([tag("h1", heading, class_="unseen"), body])
        sheet = Sheet(
            f"embed/{one.id}.html",
            heading,
            self.frame.scene.wording.verdict(one),
            body,
            feed=f"target/{one.id}.atom",
            picture=f"target/{one.id}.png",
            bare=True,
        )
        return self.frame.files(sheet)


def _charts(one: Assessment, pictures: Sequence[Picture], writer: Renderer) -> tuple[str, str]:
    """Return the chart that stands for a target, wide and for phones; empty where there is none.

    Dated steps are told as a list on the page of their target, and have a chart elsewhere alone.
    """
    if pictures and pictures[0].name in writer.charts:
        return writer.charts[pictures[0].name]
    if any(step.due or step.record for step in one.parts):
        return drawn(pictures[0])[1], drawn(pictures[0], NARROW)[1]
    return "", ""


def _told(one: Assessment, scene: SiteScene) -> Iterator[Block]:
    """Yield what the page of a target says, and the arithmetic that the app has on a page of its own."""
    yield from target.page(one, scene)
    worked = tuple(arithmetic(one, scene))
    if worked:
        titled = Heading(scene.words("method.worked"), anchor="method")
        yield Fold(scene.words("nav.method"), (titled, *worked))


class _Published(Briefing):
    """A briefing of one target whose address is that of its page on the site."""

    def target_address(self, target: str) -> str:
        return f"{self.site}target/{target}.html"
