"""Taking along: every chart as a picture or table, every choice of targets as a briefing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from functools import partial
from typing import get_args
from urllib.parse import urlsplit

import streamlit as st

from tracker import board, markup, style
from tracker.export import charted, citations, delimited, formats, pictures
from tracker.export.briefing import SHAPES, Briefing, Choice, Extent, Shape, compose
from tracker.export.browser import Browser, UnavailableError
from tracker.given import LOOPBACK, for_others
from tracker.judging.states import state_of
from tracker.language import Words
from tracker.logo import logo_of
from tracker.markup import page_address
from tracker.telling import blocks
from tracker.telling.blocks import Cell, Offer, Paged, Picture, Rows, Table, cell
from tracker.telling.signs import heads, opened, sign
from tracker.ui import address, choosing
from tracker.ui.door import fragment, guarded, noted, outside
from tracker.ui.show import show
from tracker.ui.view import View, key

DOCUMENTS = tuple(form for form in formats.MIME if form not in formats.PICTURES)
PICTURES: tuple[pictures.Form, ...] = ("png", "svg", "pdf")
ALONE: tuple[pictures.Form, ...] = ("svg",)
"""The pictures that need no browser."""
LONGEST_REMARK = 600
PREVIEW = 15
"""Targets of a briefing that are listed at a time."""
LARGEST_TEMPLATE = 30_000_000
Make = Callable[[], bytes]


@st.cache_resource(show_spinner=False)
def _browser() -> Browser:
    """Return the one browser that draws pictures; it starts when the first one is asked for."""
    return Browser()


def _here() -> str:
    """Return the address of the app as the reader's browser sees it, with its path."""
    parts = urlsplit(str(st.context.url or ""))
    below = str(st.get_option("server.baseUrlPath") or "").strip("/")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc}/{below}".rstrip("/")


def _site() -> str:
    """Return the address that goes into files: none where others could not follow it."""
    here = _here()
    return "" if urlsplit(here).hostname in LOOPBACK else here


def take(offer: Offer, view: View) -> None:
    """Offer a picture in every form and shape, its figures and a link; of one target a citation, too."""
    if offer.picture is not None:
        made = replace(_briefing(view, Choice(ids=offer.ids)), placed=offer.placed, splits=offer.splits)
        _take(offer.picture, made, view)


def _briefing(view: View, choice: Choice, title: str = "", remark: str = "") -> Briefing:
    made = compose(view.portfolio, replace(choice, method=view.method), view.on, view.words, view.judged)
    picture, folder = logo_of(view.portfolio.vocabulary, view.folder), for_others(view.folder)
    made = replace(made, title=title, remark=remark, site=_site(), folder=folder)
    return replace(made, named=view.named, logo=picture)


@fragment
def _take(picture: Picture, made: Briefing, view: View) -> None:
    words, named = view.words, picture.name
    drawer = st.popover(
        words("take.title"), icon=":material/download:", key=key("take", *named), on_change="rerun"
    )
    here = _shown(made, view)
    whole = f"{_here()}/{here}" if _here() else here
    st.html(markup.tag("div", *_copies(made, whole, view), class_="tracker-copies tracker-screen"))
    if not drawer.open:
        return
    with drawer:
        shape, look = _shape_asked(words, key("shape", *named)), _look_asked(words, key("look", *named))
        settled = replace(made, shape=shape, theme=look)
        if not _browser().found:
            st.caption(markup.markdown(words("export.no_browser")))
        forms = PICTURES if _browser().found else ALONE
        columns, told = st.columns(len(forms) + 2), _told(named)
        link = f"{settled.site}/{here}" if settled.site else ""
        for form, column in zip(forms, columns, strict=False):
            with column:
                make = partial(_picture, picture.draw, form, settled, link)
                _button(form, picture, settled, _telling(make, told))
        with columns[-2]:
            _button("csv", picture, settled, _telling(lambda: delimited.figures(settled), told))
        with columns[-1]:
            _button("xlsx", picture, settled, _telling(lambda: formats.written(settled, "xlsx"), told))
        _say(told, view)
        if len(made.assessments) == 1:
            st.caption(markup.markdown(words("take.cite")))
            st.code(citations.citation(made.assessments[0], settled), language=None, wrap_lines=True)
        st.caption(markup.markdown(words("take.link")))
        st.code(whole, language=None, wrap_lines=True)


def _copies(made: Briefing, link: str, view: View) -> list[markup.Html]:
    """Return buttons that copy link, figures, picture and, of one target, its citation; a script acts."""
    words, texts = view.words, {"link": link, "figures": delimited.pasted(made)}
    if len(made.assessments) == 1:
        texts["citation"] = citations.citation(made.assessments[0], made)
    told = {"data_done": words("copy.done"), "data_failed": words("copy.failed"), "aria_live": "polite"}
    return [
        markup.tag(
            "button",
            words(f"copy.{what}"),
            type="button",
            class_="tracker-copy",
            data_copy=what,
            data_text=texts.get(what),
            **told,
        )
        for what in (*texts, "picture")
    ]


Told = list[tuple[str, dict[str, str]]]
"""Why the last file could not be made: nothing, or a message with its values."""


def _told(named: tuple[str, ...]) -> Told:
    """Return what a reader is told of the files of a picture; the same list as long as the session lasts."""
    told: Told = st.session_state.setdefault(key("told", *named), [])
    return told


def _telling(make: Make, told: Told) -> Make:
    """Return what makes a file and, where it fails, leaves word: Streamlit makes files outside of any run."""

    def tell(error: Exception) -> None:
        if isinstance(error, UnavailableError):
            told.append((error.id, error.values))
        else:
            told.append(("app.incident", {"number": noted(error, "take")}))

    def telling() -> bytes:
        told.clear()
        return outside(make, tell)

    return telling


@partial(fragment, every=1.0)
def _say(told: Told, view: View) -> None:
    """Tell the reader why no file came, as soon as that is known."""
    for message, values in told:
        st.error(markup.markdown(view.words(message, **values)), icon=":material/error:")


def _shown(made: Briefing, view: View) -> str:
    """Return the address below the site at which a picture is seen: of one target its page, else this page.

    The page keeps what was chosen on it, such as the reading of tiers and the form of a comparison.
    """
    page, chosen = address.whole()
    if len(made.assessments) == 1 and not set(chosen) - {"id"}:
        page, chosen = "target", {"id": made.assessments[0].id}
    return page_address(page, **chosen, **view.stays)


def _picture(draw: charted.Draw, form: pictures.Form, made: Briefing, link: str) -> bytes:
    return pictures.picture(draw, form, made, _browser(), link)


def _button(form: str, picture: Picture, made: Briefing, make: Make) -> None:
    """Show a button that makes the file when it is pressed."""
    named = picture.name
    chosen = [one for one in picture.chosen if isinstance(one, str)]
    st.download_button(
        form.upper(),
        data=make,
        file_name=formats.file_name(made, form, "_".join(dict.fromkeys((*named, *chosen)))),
        mime=formats.MIME[form],
        on_click="ignore",
        key=key("take", *named, form),
        width="stretch",
    )


def briefing(view: View) -> None:
    """Let the reader choose, order and title targets, look at the result and take it along."""
    words = view.words
    made = _chosen(view)
    if not made.assessments:
        st.html(markup.tag("div", words("brief.nothing"), class_="tracker-empty"))
        return
    st.html(markup.tag("h2", made.heading, class_="tracker-theme"))
    if made.remark:
        st.text(made.remark)
    _preview(made, view)
    _deliver(made, view)


def _chosen(view: View) -> Briefing:
    words = view.words
    titles = blocks.Choice("ids", words("brief.ids"), "several", view.titles, hint=words("filter.any"))
    ids = choosing.several(titles, words)
    one, two, three = st.columns(3)
    themes = sorted({found.theme for found in view.assessments.values()})
    states = list(board.tally(view.entries))
    with one:
        theme = address.chosen(
            "theme",
            ["", *themes],
            "",
            lambda t: view.theme_title(t) if t else words("filter.any"),
            words("filter.theme"),
            disabled=bool(ids),
        )
    with two:
        standing = address.chosen(
            "state",
            ["", *(state for state in states if state_of(state) == state)],
            "",
            lambda s: words(f"state.{s}") if s else words("filter.any"),
            words("filter.state"),
            disabled=bool(ids),
        )
    with three:
        since = _since(view, disabled=bool(ids))
    title = address.typed("title", words("brief.own_title"), max_chars=120)
    remark = address.written("remark", words("brief.remark"), max_chars=LONGEST_REMARK, height=80)
    was = address.read_day(address.current("was"))
    choice = Choice(tuple(ids), "" if ids else theme, "" if ids else standing, since, was=was)
    return _briefing(view, choice, title=title, remark=remark.strip())


def _since(view: View, *, disabled: bool) -> date | None:
    """Let the reader narrow the choice to what became known after a day; the day lives in the address."""
    label, form = view.words("brief.since"), view.words("day.typed")
    span = (date(1900, 1, 1), view.on)
    picked = address.day("since", None, label, span, format=form, disabled=disabled)
    return None if disabled else picked


def _preview(made: Briefing, view: View) -> None:
    words = view.words

    def row(at: int) -> tuple[Cell, ...]:
        one = made.assessments[at]
        told = (words.number(at + 1), opened(one.id, view), sign(one, view), view.wording.verdict(one))
        return tuple(cell(part) for part in told)

    names = ("#", *heads(view, "target", "state", "verdict"))
    title = words.count("brief.count", len(made.assessments))
    rows = Rows(range(len(made.assessments)), row)
    paged = Paged("brief", rows, lambda some: [Table(names, some, title, (4, 30, 16, 50))], PREVIEW)
    show([paged], view, {})


@fragment
def _deliver(made: Briefing, view: View) -> None:
    """Make the file with a bar that shows how far it is, then hand it over."""
    words = view.words
    form = st.segmented_control(
        words("brief.form"),
        DOCUMENTS,
        format_func=lambda one: words(f"brief.form.{one}"),
        default="pptx",
        required=True,
        key="brief-form",
    )
    wanted = str(form or "pptx")
    made = _dressed(_extended(made, wanted, view), wanted, view)
    if made.template is not None and not _fits(made.template, view):
        return
    st.button(words("brief.make"), type="primary", icon=":material/draft:", on_click=_ask_for, args=(wanted,))
    if st.session_state.get(key("brief-asked")) == wanted:
        guarded("brief", lambda: _make(made, wanted, view))
        _ask_for(None)
    kept = st.session_state.get(key("brief-file"))
    if kept and kept[0] == _named(made, wanted, view):
        name = formats.file_name(made, wanted)
        st.download_button(
            words("brief.take", file=markup.markdown(name)),
            data=kept[1],
            file_name=name,
            mime=formats.MIME[wanted],
            on_click="ignore",
            icon=":material/download:",
        )


def _ask_for(form: str | None) -> None:
    """Note that a file is wanted; kept until it is made, since another run of the page may cut that short."""
    st.session_state[key("brief-asked")] = form


def _named(made: Briefing, form: str, view: View) -> tuple[object, ...]:
    """Return all that a file is made from; folder and stamp stand for what is read there."""
    read = ("portfolio", "assessments", "changes", "words")
    asked = (getattr(made, one.name) for one in fields(made) if one.name not in read)
    return (view.folder, view.snapshot.stamp, made.words.language, form, *asked)


def _extended(made: Briefing, form: str, view: View) -> Briefing:
    """Let the reader choose how much goes into the file; of tables the sign before the decimals."""
    words = view.words
    if form == "csv":
        return replace(made, comma=st.toggle(words("brief.comma"), key="brief-comma"))
    extent = st.segmented_control(
        words("brief.extent"),
        get_args(Extent),
        format_func=lambda one: words(f"brief.extent.{one}"),
        default="full",
        required=True,
        key="brief-extent",
    )
    return replace(made, extent=next((one for one in get_args(Extent) if one == extent), "full"))


def _shape_asked(words: Words, name: str) -> Shape:
    """Let the reader choose the shape of a picture or of slides."""
    given = st.segmented_control(
        words("take.shape"),
        list(SHAPES),
        format_func=lambda one: markup.markdown(words(f"take.shape.{one.replace(':', 'x')}")),
        default="16:9",
        required=True,
        key=name,
    )
    return next((shape for shape in SHAPES if shape == given), "16:9")


def _look_asked(words: Words, name: str) -> style.ThemeName:
    """Let the reader choose the colours of a picture or of slides."""
    given = st.segmented_control(
        words("take.look"),
        list(get_args(style.ThemeName)),
        format_func=lambda one: words(f"take.look.{one}"),
        default="light",
        required=True,
        key=name,
    )
    return "dark" if given == "dark" else "light"


def _dressed(made: Briefing, form: str, view: View) -> Briefing:
    """Let the reader choose shape, colours and deck, where the format takes them."""
    words, columns = view.words, st.columns(2)
    if form in formats.SHAPED:
        with columns[0]:
            made = replace(made, shape=_shape_asked(words, "brief-shape"))
    if form in formats.COLOURED:
        with columns[1]:
            made = replace(made, theme=_look_asked(words, "brief-look"))
    if form == "pptx":
        deck = st.file_uploader(words("brief.template"), type=["pptx", "potx"], key="brief-template")
        made = replace(made, template=deck.getvalue(), deck=deck.name) if deck else made
    return made


def _fits(template: bytes, view: View) -> bool:
    """Tell whether slides can be put into a deck, and say what it has no place for."""
    words = view.words
    try:
        if len(template) > LARGEST_TEMPLATE:
            raise UnavailableError("export.template.unreadable")
        lacks = formats.lacking(template)
    except UnavailableError as reason:
        st.error(markup.markdown(words(reason.id, **reason.values)))
        return False
    if lacks:
        what = words.listed([words(f"export.template.{name}") for name in lacks])
        st.caption(markup.markdown(words("export.template.lacks", what=what)))
    return True


def _make(made: Briefing, form: str, view: View) -> None:
    """Make the file and keep it until another one is made, so that no further choice loses it."""
    words, bar = view.words, st.progress(0.0)

    def step(done: int, total: int, title: str) -> None:
        bar.progress(done / total, text=markup.markdown(title))

    try:
        data = formats.written(made, form, _browser(), step)
    except UnavailableError as reason:
        st.error(markup.markdown(words(reason.id, **reason.values)))
        return
    finally:
        bar.empty()
    st.session_state[key("brief-file")] = (_named(made, form, view), data)
