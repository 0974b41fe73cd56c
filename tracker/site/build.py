"""Build: every file of the site, in groups that are made again only when what they rest on has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from tracker import board, counting, language
from tracker.board import Entry
from tracker.export.briefing import Briefing, Choice
from tracker.markup import Html, joined, link, tag
from tracker.model import Portfolio, series_of
from tracker.reading.elsewhere import table_of
from tracker.scene import Scene
from tracker.site import data, feeds, news, search, social
from tracker.site.frame import FRONT, Frame, Sheet
from tracker.site.place import ROOT, file_of, paged, rooted
from tracker.site.plan import Files, Group, Site
from tracker.site.publish import digest
from tracker.site.render import Renderer
from tracker.site.social import Drawer
from tracker.site.subject import Subjects
from tracker.telling import front, overview, target, themes, upkeep
from tracker.telling.blocks import Block, Heading, Prose, Span, Strip
from tracker.telling.contents import KINDS, PAGES, Page, offered
from tracker.telling.pages import title
from tracker.telling.signs import strip

Told = Callable[[], Iterator[Block | Html]]
INDEX = "index.html"
"""The front page, in the folder of a language and at the top."""


def groups(site: Site, editions: news.Editions, gone: Sequence[str] = ()) -> Iterator[Group]:
    """Yield every group of files of a site, in the order in which they are made.

    Args:
        site: what is published.
        editions: what each build announced.
        gone: the languages that are no longer built and have pages that are kept.
    """
    yield Group("assets", site.base, lambda: dict(site.assets), "assets")
    for lang in site.languages:
        yield from _Pages(site, lang, editions).groups()
    for lang in gone:
        pages = _Pages(site, site.languages[0], editions)
        yield Group(f"{lang}/gone", site.base, partial(pages.instead, lang), lang)
    yield Group("data", site.whole, lambda: _data(site), "data")
    yield Group("editions", digest(editions.text().encode()), lambda: _editions(editions), "editions")
    if site.address:
        yield Group("map", site.whole, lambda: {"sitemap.xml": _map(site)}, "sitemap")


def _editions(editions: news.Editions) -> Files:
    return {news.FILE: editions.text().encode()}


def _data(site: Site) -> Files:
    """Return the data about the whole portfolio, and the files it was read from."""
    found = list(site.assessments.values())
    words = language.words(site.languages[0])
    briefing = Briefing(site.portfolio, tuple(found), site.on, words, Choice(method=site.method))
    made = data.of_all(site.portfolio, briefing, site.voices)
    for file in sorted(site.portfolio.files.keys() - _unreviewed(site.portfolio)):
        made[f"data/{file}"] = (site.folder / file).read_bytes()
    if site.logo:
        made[f"data/targets/{site.portfolio.vocabulary.logo}"] = site.logo
    return made


def _unreviewed(portfolio: Portfolio) -> set[str]:
    """Return the files with figures that nobody has reviewed yet: these are for editors alone."""
    return {
        file
        for target in portfolio.targets.values()
        for _, series in series_of(target)
        if any(one.draft for one in series.observations)
        for file in (target.file, table_of(target, series.elsewhere))
        if file
    }


def _map(site: Site) -> bytes:
    told = [page.name for page in _told(site.scene(site.languages[0]))]
    files = [f"{name}.html" for name in ("index", "board", *told, "edition", "method")]
    files += [f"target/{name}.html" for name in site.portfolio.targets]
    files += [f"theme/{theme}.html" for theme in _themes(site)]
    languages = site.languages if len(site.languages) > 1 else ()
    return feeds.sitemap(
        (
            (
                f"{site.address}{lang}/{file}",
                [(other, f"{site.address}{other}/{file}") for other in languages],
            )
            for lang in site.languages
            for file in files
        ),
        site.on.isoformat(),
    )


def _told(scene: Scene) -> list[Page]:
    """Return the pages that the portfolio has something for, as the navigation offers them."""
    known = offered(scene)
    return [page for page in PAGES.values() if page.name in known]


def _themes(site: Site) -> list[str]:
    return list(dict.fromkeys(one.theme for one in site.assessments.values()))


class _Pages:
    """Makes the pages of one language."""

    def __init__(self, site: Site, lang: str, editions: news.Editions) -> None:
        self._site, self._lang, self._editions = site, lang, editions
        self._scene = site.scene(lang)
        kept = site.on.isoformat() if site.keep else ""
        # Not every portfolio has a logo.
        named = dict(zip(("style", "script", "icon", "logo"), site.assets, strict=False))
        self._frame = Frame(
            self._scene, site.languages, site.address, **named, kept=kept, pictured=site.drawer is not None
        )
        self._subjects = Subjects(site, self._frame)

    @property
    def _news_key(self) -> str:
        """What tells pages that tell the news from those that tell others."""
        return digest(f"{self._editions.text()}{self._site.whole}".encode())

    def groups(self) -> Iterator[Group]:
        """Yield the groups of files of this language."""
        site, lang = self._site, self._lang
        for name, one in site.assessments.items():
            title_of = self._scene.words.text(one.title)
            yield Group(
                f"{lang}/target/{name}", site.key([name]), partial(self._subjects.files, one), title_of
            )
        for theme in _themes(site):
            members = [entry for entry in site.entries if entry.target.theme == theme]
            key = site.key(sorted({entry.target.id for entry in members}))
            yield Group(f"{lang}/theme/{theme}", key, partial(self._theme, theme, members), theme)
        for page in _told(self._scene):
            yield Group(f"{lang}/{page.name}", self._page_key(page), partial(self._page, page), page.name)
        news_key = self._news_key
        yield Group(f"{lang}/edition", news_key, self._edition, "edition")
        whole = {"board": self._board, "index": self._front, "list": self._lists}
        yield Group(f"{lang}/method", site.base, self._method, "method")
        yield from (Group(f"{lang}/{name}", site.whole, make, name) for name, make in whole.items())
        if site.drawer:
            yield from self._pictures(site.drawer)
        yield Group(f"{lang}/feeds", news_key, self._feeds, "feeds")

    def _pictures(self, drawer: Drawer) -> Iterator[Group]:
        """Yield the pictures for those who share a page: of targets, themes and the front page."""
        site, lang, scene = self._site, self._lang, self._scene
        for name, one in site.assessments.items():
            make = partial(self._subjects.picture, one, drawer)
            yield Group(f"{lang}/picture/{name}", site.key([name]), make, scene.target_title(name))
        for theme in _themes(site):

            def of_theme(theme: str = theme) -> Files:
                members = [entry for entry in site.entries if entry.target.theme == theme]
                told = [strip(board.tally(members), scene.words)]
                page = social.of_words(scene.theme_title(theme), told, scene)
                return drawer.files(f"{lang}/theme/{theme}.png", page)

            yield Group(f"{lang}/pictured/{theme}", site.whole, of_theme, scene.theme_title(theme))

        def of_front() -> Files:
            said = front.standing(scene)
            told = [one for one in said if isinstance(one, Strip) or getattr(one, "kind", "") == "finding"]
            return drawer.files(f"{lang}/{FRONT}", social.of_words(self._frame.name, told, scene))

        yield Group(f"{lang}/{FRONT}", site.whole, of_front, FRONT)

    def _page_key(self, page: Page) -> str:
        if page.name == "changes":
            return self._news_key
        if page.name == "quality":
            return self._site.checked
        if page.name not in KINDS:
            return self._site.whole
        return self._site.key(
            [n for n, one in self._site.assessments.items() if one.kind == KINDS[page.name]]
        )

    def _paged(self, file: str, heading: str, about: str, blocks: Told, **more: object) -> Files:
        """Return a page, in as many files as it needs."""
        made: Files = {}
        page, pages, told = 1, 1, list(blocks())
        while page <= pages:
            writer = Renderer(self._scene, page)
            body = writer.html(told)
            pages = writer.pages
            sheet = Sheet(paged(file, page), heading, about, body, page=page, pages=pages, first=file)
            made |= self._frame.files(replace(sheet, **more))  # type: ignore[arg-type]  # fields of a sheet
            page += 1
        return made

    def _page(self, page: Page) -> Files:
        """Return a page about the whole portfolio, in each form that a reader may choose."""
        words, scene, made = self._scene.words, self._scene, Files()
        choices = page.choices(scene)
        chosen = {choice.name: choice.default for choice in choices}
        if page.name == "changes" and self._site.since:
            chosen["since"] = self._site.since.isoformat()
        buttons = next((choice for choice in choices if choice.form == "buttons"), None)
        forms = list(buttons.options) if buttons else [""]
        for form in forms:
            file = f"{page.name}.html" if form in ("", forms[0]) else f"{page.name}-{form}.html"
            asked = chosen | ({buttons.name: form} if buttons else {})

            def blocks(asked: Mapping[str, str] = asked) -> Iterator[Block | Html]:
                return page.tell(scene, asked)

            def told(form: str = form, blocks: Told = blocks) -> Iterator[Block | Html]:
                yield from title(scene, page.name)
                if buttons:
                    yield search.forms(buttons, page.name, form, scene)
                if page.name == "changes" and self._editions.on == scene.on.isoformat():
                    yield Prose((Span(news.since(self._editions, scene), link=scene.link("edition")),), "way")
                yield from blocks()

            made |= self._paged(file, words(f"nav.{page.name}"), words(f"about.{page.name}"), told)
        return made

    def _theme(self, theme: str, members: Sequence[Entry]) -> Files:
        scene = self._scene
        shown = board.ordered(members, "theme", scene.portfolio, self._lang)
        name = scene.theme_title(theme)

        def told() -> Iterator[Block | Html]:
            yield from themes.head(scene, {"theme": theme})
            yield from themes.theme(theme, shown, scene)

        about = scene.words.count("board.found", len(members))
        own = {"feed": f"theme/{theme}.atom", "picture": f"theme/{theme}.png"}
        return self._paged(f"theme/{theme}.html", name, f"{name}: {about}", told, **own)

    def _method(self) -> Files:
        scene, words = self._scene, self._scene.words

        def told() -> Iterator[Block | Html]:
            yield from title(scene, "method")
            yield from [] if scene.assessments else [target.nothing(scene, titled=True)]
            yield from upkeep.rules(scene)

        return self._paged("method.html", words("nav.method"), words("about.method"), told)

    def _edition(self) -> Files:
        """Return what is new since the edition before."""
        name = self._scene.words("site.edition")
        about = news.since(self._editions, self._scene)
        return self._paged("edition.html", name, about, lambda: news.told(self._editions, self._scene))

    def _board(self) -> Files:
        """Return the board in pages, and the index by which the script searches it."""
        scene, words = self._scene, self._scene.words
        shown = overview.found(scene, {})

        def told() -> Iterator[Block | Html]:
            yield from title(scene, "board")
            if not shown:
                yield target.nothing(scene, titled=True)
                return
            yield search.form(scene)
            yield from overview.listed(shown, scene)

        made = self._paged("board.html", words("nav.board"), words("about.board"), told)
        index = {file: text.encode() for file, text in search.index(shown, scene).items()}
        return made | self._frame.beside(index)

    def _front(self) -> Files:
        """Return the front page, in the folder of its language and, in the first language, at the top."""
        scene, words = self._scene, self._scene.words

        def told() -> Iterator[Block | Html]:
            if not scene.assessments:
                yield target.nothing(scene)
                return
            yield from front.front(scene)

        name = words.text(scene.portfolio.vocabulary.title) or words("app.title")
        blocks = list(told())
        lines = [one.line for one in blocks if isinstance(one, Prose) and one.kind == "finding"]
        found = "".join(span.text for span in lines[0]) if lines else name
        about = words.text(scene.portfolio.vocabulary.about) or found
        sheet = Sheet(INDEX, name, about, Renderer(scene, None).html(blocks))
        made = self._frame.files(sheet)
        if self._lang == self._site.languages[0]:
            made[INDEX] = rooted(self._frame.framed(sheet), INDEX).encode()
        return made

    def instead(self, gone: str) -> Files:
        """Return what lies at the front page of a language that is no longer built: it leads to the top."""
        file, name, newest = f"{gone}/{INDEX}", self._frame.name, language.words(gone)("site.newest")
        way = link(newest, f"{ROOT}{INDEX}", lang=gone, hreflang=self._lang)
        sheet = Sheet(INDEX, name, name, joined([tag("h1", name), tag("p", way)]), first=file)
        return {file: rooted(self._frame.framed(sheet), file).encode()}

    def _lists(self) -> Files:
        """Return a page for every count of the front page, with exactly the entries that were counted."""
        scene, words, made = self._scene, self._scene.words, Files()
        for group, entries in counting.groups(scene.assessments.values()).items():
            states = ["", *(board.tally(entries) if group == "promises" else ())]
            for state in states if entries else ():
                shown = overview.found(scene, {"group": group, "state": state})
                names = [words(f"group.{group}"), words(f"state.{state}") if state else ""]
                name = ": ".join(one for one in names if one)

                def told(name: str = name, shown: Sequence[Entry] = shown) -> Iterator[Block | Html]:
                    yield Heading(name, 1)
                    yield from overview.listed(shown, scene)

                file = file_of("board", group=group, state=state)
                made |= self._paged(file, name, words.count("board.found", len(shown)), told)
        return made

    def _feeds(self) -> Files:
        """Return one feed for all, one for each theme and one for each target."""
        made, site, scene, lang = Files(), self._site, self._scene, self._lang
        by_target: dict[str, list[news.News]] = {}
        by_theme: dict[str, list[news.News]] = {}
        for one in self._editions.news:
            by_target.setdefault(one.target, []).append(one)
            by_theme.setdefault(one.theme, []).append(one)
        whole = scene.words.text(scene.portfolio.vocabulary.title) or scene.words("app.title")

        def add(page: str, title_of: str, found: Sequence[news.News]) -> None:
            file = "feed" if page == "index.html" else page.removesuffix(".html")
            up = "../" * file.count("/")
            about = feeds.Feed(
                name=f"{self._editions.seed} {lang}/{file}",
                title=title_of,
                language=lang,
                author=whole,
                base=f"{site.address}{lang}/" if site.address else up or "./",
                page=page,
                began=self._editions.began or self._editions.on,
            )
            made[f"{lang}/{file}.atom"] = feeds.feed(about, found)

        add("index.html", whole, self._editions.news)
        for theme in _themes(site):
            add(f"theme/{theme}.html", f"{whole}: {scene.theme_title(theme)}", by_theme.get(theme, []))
        for name, subject in site.assessments.items():
            add(f"target/{name}.html", scene.words.text(subject.title), by_target.get(name, []))
        return made
