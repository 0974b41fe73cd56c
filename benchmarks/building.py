"""Where building a site goes: each step by itself over all targets, in one process."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import Table, interleaved
from tracker import checks, reader
from tracker.export import drawing
from tracker.export.briefing import Briefing, Choice
from tracker.language import words
from tracker.progress import Assessment
from tracker.site import build, data, news
from tracker.site.pictures import HEIGHT, NARROW, WIDTH
from tracker.site.plan import Files, Site
from tracker.site.publish import Folder
from tracker.site.render import Renderer
from tracker.style import LIGHT, Look
from tracker.telling import target
from tracker.telling.arithmetic import arithmetic
from tracker.telling.blocks import Block, Picture, walked

ON = date(2026, 11, 22)


def table(folder: Path, count: int) -> Table:
    """Return where the time of building a site in one language goes, with what no step can do without."""
    read, found = reader.load(folder)
    site = Site(read, folder, ON, tuple(found), ("en",))
    scene, judged = site.scene("en"), list(site.assessments.values())
    told = [_told(one, site) for one in judged]
    drawn = [one for blocks in told for one in walked(blocks) if isinstance(one, Picture)]
    shapes = [(one, WIDTH) for one in drawn]
    shapes += [(found[0], NARROW) for one in judged if (found := target.pictures(one, scene))]
    charts = [(one.draw(_look(width)), width) for one, width in shapes]
    editions = news.edition(None, [scene], (), "")
    groups = list(build.groups(site, editions))
    subjects = [one for one in groups if one.name.startswith("en/target/")]
    others = [one for one in groups if not one.name.startswith("en/target/")]
    made = [one.make() for one in groups]
    actions: dict[str, Callable[[], object]] = {
        "read the files": lambda: reader.load(folder),
        "judge and check": lambda: (
            Site(read, folder, ON, (), ("en",)).assessments,
            checks.check(read, ON, folder),
        ),
        "pages of targets: what they say": lambda: [_told(one, site) for one in judged],
        "pages of targets: what they say as HTML, charts left out": lambda: [
            Renderer(scene, page=None).html(_without_pictures(blocks)) for blocks in told
        ],
        "charts: laid out": lambda: [one.draw(_look(width)) for one, width in shapes],
        "charts: as SVG": lambda: [drawing.svg(chart, width) for chart, width in charts],
        "JSON and CSV beside each page": lambda: [
            data.of_target(one, _briefing(one, site), site.voices) for one in judged
        ],
        "all files of targets: these, their frames, embeds and citations": lambda: [
            one.make() for one in subjects
        ],
        "pages, lists, search, feeds and data about the whole": lambda: [one.make() for one in others],
        "hash the files, write them beside the others, bring them into place": lambda: _afresh(made),
        "floor: write the same bytes": lambda: _bare(made),
    }
    with TemporaryDirectory() as left:
        _published(made, Path(left))
        actions["after an edit: see that every file lies as it was left"] = lambda: _seen(left, len(made))
        taken = interleaved(actions, 1)
    whole = sum(
        taken[name]
        for name in actions
        if name.startswith(("read", "judge", "all files", "pages, lists", "hash"))
    )
    rows = [[name, seconds, seconds / whole] for name, seconds in taken.items()]
    note = (
        f"CPU seconds, once each, over {sum(map(len, made)):,} files with {len(charts):,} charts. Reading,"
        " judging and checking, all files of targets, what is about the whole, and publishing are together"
        " the whole; the other rows are parts of those. After an edit to one target all files are read, all"
        " targets judged and all files looked at; its own are made anew, and what is about the whole."
    )
    title = f"Where building a site of {count:,} targets goes"
    return Table(title, ["step", "CPU s", "/ together"], rows, note)


def _look(width: int) -> Look:
    return Look(LIGHT, width, HEIGHT, still=True)


def _told(one: Assessment, site: Site) -> list[Block]:
    scene = site.scene("en")
    return [*target.page(one, scene), *arithmetic(one, scene)]


def _without_pictures(blocks: list[Block]) -> list[Block]:
    return [one for one in blocks if not isinstance(one, Picture)]


def _briefing(one: Assessment, site: Site) -> Briefing:
    return Briefing(site.portfolio, (one,), site.on, words("en"), Choice((one.id,)))


def _afresh(made: list[Files]) -> None:
    """Publish files into an empty folder."""
    with TemporaryDirectory() as place:
        _published(made, Path(place))


def _published(made: list[Files], place: Path) -> None:
    with Folder(place / "site") as folder:
        for number, files in enumerate(made):
            folder.put(str(number), "", files)
        folder.publish()


def _seen(place: str, count: int) -> None:
    """See that every file of a published folder is the one that was put there."""
    with Folder(Path(place) / "site") as folder:
        if not all(folder.same(str(number), "") for number in range(count)):
            raise RuntimeError("a file has changed")


def _bare(made: list[Files]) -> None:
    """Write files into an empty folder, and nothing else."""
    with TemporaryDirectory() as place:
        for files in made:
            for name, held in files.items():
                file = Path(place) / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(held)
