"""Where a briefing leads to newer figures: to what is published, and to a command that others can run."""

import argparse
import io
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.briefings import ON, ROOT, briefing, chromium, few, squeezed
from tracker.export import command
from tracker.export.briefing import Briefing, Choice, Extent
from tracker.export.formats import written
from tracker.export.pictures import pictures
from tracker.given import for_others
from tracker.language import LANGUAGES

SITE = "https://targets.example.org/policy"


def published(made: Briefing) -> Briefing:
    """Return a briefing of a portfolio whose vocabulary names a site."""
    vocabulary = made.portfolio.vocabulary.model_copy(update={"site": f"{SITE}/"})
    return replace(made, portfolio=replace(made.portfolio, vocabulary=vocabulary))


def shown(data: bytes, form: str) -> str:
    """Return what a file holds, as one text without blanks and marks."""
    if form == "pdf":
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    elif form in ("docx", "pptx", "xlsx"):
        held = zipfile.ZipFile(io.BytesIO(data))
        text = "".join(
            held.read(name).decode() for name in held.namelist() if name.endswith((".xml", ".rels"))
        )
    else:
        text = data.decode()
    return squeezed(text.replace("\\", ""))


@pytest.mark.parametrize("extent", ["full", "short"])
@pytest.mark.parametrize("form", ["pdf", "docx", "pptx", "xlsx", "html", "md", "txt"])
def test_a_published_site_is_where_the_newest_figures_stand(form: str, extent: Extent) -> None:
    """Every format of words leads to the front page of the site, in the language of the file."""
    made = published(briefing(few(), "de", extent=extent))
    if form == "xlsx" and extent == "short":
        made = replace(made, extent="full")
    assert squeezed(f"{SITE}/de/index.html") in shown(written(made, form, chromium()), form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_link_leads_to_what_was_chosen(language: str) -> None:
    """One target has its page, a theme its own, any other choice the front page; without a site none."""
    one = briefing(few()[:1], language)
    assert one.followed == ""
    assert published(one).followed == f"{SITE}/{language}/target/{few()[0]}.html"
    many = published(briefing(few(), language))
    assert many.followed == f"{SITE}/{language}/index.html"
    assert replace(many, choice=Choice(theme="laws")).followed == f"{SITE}/{language}/theme/laws.html"
    assert replace(many, choice=Choice(theme="laws", state="met")).followed == f"{SITE}/{language}/index.html"
    app = replace(many, site="https://app.example.org")
    assert app.followed == app.address == app.rebuilt


def test_the_picture_of_several_targets_holds_the_link() -> None:
    """What is sent alone leads back, too."""
    made = published(briefing(few()))
    data = next(data for name, data in pictures(made, "svg") if name == "_overview")
    assert f"{SITE}/en/index.html" in data.decode()


def test_a_place_is_named_as_others_can_use_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the folder of work it is named from there; anywhere else by its name; the folder itself not."""
    monkeypatch.chdir(tmp_path)
    assert for_others(Path()) == for_others(tmp_path) == ""
    assert for_others(tmp_path / "ours" / "data") == for_others(Path("ours/data")) == "ours/data"
    assert for_others(Path("/home/writer/data")) == "data"
    assert for_others(Path("../data")) == "../data"


def test_a_file_holds_no_place_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data folder and deck of the house are given by their whole paths, and stand by their names."""
    folder = tmp_path / "writer" / "data"
    shutil.copytree(ROOT / "portfolios" / "nz-government-targets", folder)
    monkeypatch.chdir(tmp_path.parent)
    deck, out = Path(command.__file__).with_name("plain.pptx"), tmp_path / "out.md"
    code, told = called(out, "--data", str(folder), "--template", str(deck))
    text = out.read_text() if out.exists() else "\n".join(told)
    assert "--template plain.pptx" in text, (code, text)
    assert str(tmp_path) not in text.replace("\\", "")
    assert str(deck.parent) not in text.replace("\\", "")


def called(out: Path, *options: str) -> tuple[int, list[str]]:
    """Run the command and return its exit code and its lines."""
    parser, told = argparse.ArgumentParser(), list[str]()
    command.add(parser.add_subparsers())
    given = parser.parse_args(["brief", "--out", str(out), "--on", ON.isoformat(), *options])
    return command.run(given, date(2026, 11, 22), told.append), told


@pytest.mark.parametrize("host", ["http://localhost:8501", "http://127.0.0.1", "https://LOCALHOST/app"])
def test_an_address_of_this_machine_is_refused(host: str, tmp_path: Path) -> None:
    """A link that leads its reader to the reader's own machine goes into no file."""
    with pytest.raises(SystemExit):
        called(tmp_path / "out.md", "--site", host)


def test_how_to_build_it_again_stands_on_no_page_alone() -> None:
    """Where the first page has no room for it, what stands before it moves along."""
    for lines in (23, 24, 25):
        made = briefing(("rd-spend-gdp",), "vi", extent="short", remark="\n".join(["Dòng."] * lines))
        pages = PdfReader(io.BytesIO(written(made, "pdf", chromium()))).pages
        assert len(pages) == 2
        assert squeezed(made.words("export.decisions")) in squeezed(pages[-1].extract_text())
