"""Render: blocks as a page of the site; the one place that turns what is told into files."""

from __future__ import annotations

from collections.abc import Iterable

from tracker import hypertext
from tracker.markup import Html, joined, link, tag
from tracker.site.pictures import NARROW, both, drawn
from tracker.site.place import ROOT, SiteScene
from tracker.telling.blocks import Asked, Beside, Block, Copied, Fold, Offer, Paged, Picture

WHOLE = 200
"""Items of a folded list that stand on one page."""


class Renderer:
    """Writes blocks as HTML and keeps the files of the charts.

    Attributes:
        pages: how many pages there are, of which one is written.
        charts: the files of each chart, for wide screens and for phones, by the name of its picture.
    """

    def __init__(self, scene: SiteScene, page: int | None = 1) -> None:
        """Begin with a page of which nothing is written.

        Args:
            scene: of the site.
            page: which page is written; without its number long lists stay whole.
        """
        self._scene, self._page = scene, page
        self.pages = 1
        self._offered = set[str]()
        self.charts: dict[tuple[str, ...], tuple[str, str]] = {}

    def html(self, blocks: Iterable[Block | Html]) -> Html:
        """Return blocks as HTML, one below the other."""
        return joined(one if isinstance(one, Html) else self._one(one) for one in blocks)

    def _one(self, block: Block) -> Html:
        match block:
            case Picture():
                made = self._figure(block)
            case Paged():
                made = self._slice(block)
            case Fold():
                made = tag("details", tag("summary", block.title), self._folded(block))
            case Beside():
                columns = (tag("div", self.html(column)) for column in block.columns)
                made = tag("div", *columns, class_="beside")
            case Asked():
                made = self.html(block.plain())
            case Copied():
                made = copied(block.text, self._scene.words("site.copy"))
            case Offer():
                made = self._offer(block)
            case _:
                made = hypertext.fragment(block)
        return made

    def _figure(self, picture: Picture) -> Html:
        chart, wide = drawn(picture)
        files = self.charts[picture.name] = wide, drawn(picture, NARROW)[1]
        return tag("figure", both(*files), tabindex="0", role="group", aria_label=chart.headline)

    def _folded(self, fold: Fold) -> Html:
        """Return what is folded; a list that is not too long stays whole, so that its number above holds."""
        whole = (
            one.show(one.items) if isinstance(one, Paged) and len(one.items) <= WHOLE else (one,)
            for one in fold.blocks
        )
        return self.html(block for some in whole for block in some)

    def _slice(self, paged: Paged) -> Html:
        if self._page is None:
            return self.html(paged.show(paged.items))
        count = -(-len(paged.items) // paged.most)
        self.pages = max(self.pages, count)
        start = (self._page - 1) * paged.most
        some = paged.items[start : start + paged.most]
        return self.html(paged.show(some)) if len(some) else Html()

    def _offer(self, offer: Offer) -> Html:
        """Return, once, the files that lie beside the page of a target; what needs a server is left out."""
        if offer.what != "take" or len(offer.ids) != 1 or offer.ids[0] in self._offered:
            return Html()
        self._offered.add(offer.ids[0])
        words, base = self._scene.words, f"{ROOT}{self._scene.words.language}/target/{offer.ids[0]}"
        forms = ("svg", "csv", "json") if self.charts else ("csv", "json")
        links = joined((link(form.upper(), f"{base}.{form}", download="") for form in forms), " ")
        return tag("p", words("take.title"), ": ", links, class_="tracker-note tracker-screen")


def copied(text: str, label: str) -> Html:
    """Return a text to take along, with a button that the script shows."""
    button = tag("button", label, type="button", class_="copy", hidden="")
    return tag("div", tag("pre", tag("code", text)), button, class_="copied")
