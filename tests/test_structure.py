"""The walls of the product: who may import whom, and what no file may contain."""

import ast
import re
from importlib.metadata import version
from pathlib import Path
from typing import get_args

import pytest

from tracker.telling.blocks import Block
from tracker.ui.underneath import READ_IN

ROOT = Path(__file__).parents[1]
PACKAGE = sorted((ROOT / "tracker").rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))


def name_of(file: Path) -> str:
    """Return the dotted name of a module below tracker."""
    parts = file.relative_to(ROOT / "tracker").with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports_of(file: Path) -> set[str]:
    """Return the full names of everything a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def uses(file: Path, package: str) -> bool:
    """Tell whether a file imports a package or something in it."""
    return any(name == package or name.startswith(package + ".") for name in imports_of(file))


@pytest.mark.parametrize(
    ("package", "home"),
    [
        ("streamlit", r"ui(\..*)?"),
        ("pandas", r"tables"),
        ("plotly", r"style|charts(\..*)?|export\.pictures"),
        ("yaml", r"reader|reading\..*"),
    ],
)
def test_each_library_stays_behind_its_door(package: str, home: str) -> None:
    """Streamlit, pandas, Plotly and PyYAML are known in one place each."""
    strangers = [
        name_of(file) for file in PACKAGE if uses(file, package) and not re.fullmatch(home, name_of(file))
    ]
    assert strangers == []


def test_what_is_told_knows_no_medium() -> None:
    """Scene, telling and their HTML import neither a library of a medium nor a medium."""
    told = [ROOT / "tracker" / "scene.py", ROOT / "tracker" / "hypertext.py"]
    told += sorted((ROOT / "tracker" / "telling").glob("*.py"))
    assert len(told) > 8
    for file in told:
        for medium in ("streamlit", "pandas", "plotly", "tracker.ui", "tracker.export", "tracker.site"):
            assert not uses(file, medium), f"{name_of(file)}: {medium}"


def test_every_kind_of_block_is_shown_by_every_medium() -> None:
    """A new kind of block cannot be forgotten: each renderer names it, or says that it is no fragment."""
    blocks = {kind.__name__ for kind in get_args(Block)}
    plain = _cases(ROOT / "tracker" / "hypertext.py")
    for medium in ("ui/show.py", "site/render.py"):
        assert plain | _cases(ROOT / "tracker" / medium) == blocks, medium


def _cases(file: Path) -> set[str]:
    """Return the classes that a file matches."""
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    return {ast.unparse(node.cls) for node in nodes if isinstance(node, ast.MatchClass)}


def test_the_core_knows_neither_the_pages_nor_the_exports() -> None:
    """Nothing below the user interface imports it; nothing below the exports imports them."""
    for file in PACKAGE:
        name = name_of(file)
        if not re.match(r"ui|__main__", name):
            assert not uses(file, "tracker.ui"), name
        if not re.match(r"ui|export|site|__main__", name):
            assert not uses(file, "tracker.export"), name
        if not re.match(r"site|__main__", name):
            assert not uses(file, "tracker.site"), name


def test_records_and_problems_know_nobody() -> None:
    """The lowest modules import nothing of the tracker."""
    for name in ("terms", "model", "problems"):
        inside = [one for one in _at_run_time(ROOT / "tracker" / f"{name}.py") if one.startswith("tracker")]
        low = ("tracker.scalars", "tracker.periods", "tracker.terms", "tracker.series")
        assert [one for one in inside if not one.startswith(low)] == [], name


def _at_run_time(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    for node in list(tree.body):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            tree.body.remove(node)
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def test_only_the_edge_looks_at_a_calendar_or_prints() -> None:
    """The day of assessment is an argument everywhere but in the user interface and the command line."""
    for file in PACKAGE:
        name, text = name_of(file), file.read_text("utf-8")
        if not re.match(r"ui|__main__", name):
            assert not re.search(r"\b(date|datetime)\.(today|now|utcnow)\(", text), name
        if name != "__main__":
            assert not any(
                isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
                for node in ast.walk(ast.parse(text))
            ), name


def test_pages_read_like_a_table_of_contents() -> None:
    """A page defines nothing, computes nothing, enters through the frame and is short."""
    assert PAGES
    for file in PAGES:
        tree = ast.parse(file.read_text("utf-8"))
        kinds = {type(node) for node in ast.walk(tree)}
        assert not kinds & {ast.FunctionDef, ast.ClassDef, ast.BinOp, ast.Lambda, ast.For, ast.While}, (
            file.name
        )
        assert len(file.read_text("utf-8").splitlines()) <= 60, file.name
        first = next(node for node in tree.body if isinstance(node, ast.Assign))
        assert ast.unparse(first) == "view = ui.enter()", file.name


def test_nothing_dangerous_is_called() -> None:
    """No raw HTML switch, no YAML loader, no eval, no pickle, no silent catch-all."""
    banned = re.compile(
        r"unsafe_allow_html|unsafe_allow_javascript|components\.html|components\.v1|\beval\(|\bexec\(|\bpickle\b"
        r"|yaml\.(safe_|full_|unsafe_)?(load|load_all|compose|compose_all)\(|except Exception|except:|Styler"
        r"|\.(to_csv|to_excel|to_html|write_html|write_formula|write_url|read_pickle)\(|os\.(system|popen|exec)"
        r"|shell=True|javascript:|layout_images|add_layout_image"
    )
    # Wanted are one catch-all, the door of the pages, which tells the reader a number and logs the rest,
    # and one link in a workbook, to an address of the web that the data format has checked.
    wanted = {
        "door.py": "except Exception as error:  # noqa: BLE001  # the last door",
        "workbook.py": "if link.startswith(WEB) and len(link) <= LONGEST_LINK:\n            sheet.write_url(",
    }
    for file in [*PACKAGE, *PAGES, ROOT / "dashboard.py"]:
        text = file.read_text("utf-8")
        found = banned.search(text.replace(wanted.get(file.name, "\0"), ""))
        assert found is None, f"{file.name}: {found and found[0]}"


OUTSIDE = {"pickle", "marshal", "shelve", "subprocess", "socket", "http", "ftplib", "smtplib", "requests"}
OUTSIDE |= {"httpx", "urllib.request", "webbrowser", "xmlrpc", "telnetlib", "code", "ctypes"}


def test_nobody_calls_out_or_starts_programs() -> None:
    """One module talks to a network, two ask the system, one runs git; nobody revives objects."""
    for file in [*PACKAGE, *PAGES, ROOT / "dashboard.py"]:
        wanted = {one for name in imports_of(file) for one in (name, name.partition(".")[0])} & OUTSIDE
        doors = {
            "exchange": {"ctypes"},
            "reading.quiet": {"ctypes"},
            "importing.history": {"subprocess"},
            "importing.fetch": {"http", "http.client", "socket", "urllib.request"},
        }
        name = name_of(file) if file in PACKAGE else file.name
        assert wanted <= doors.get(name.removeprefix("editing."), set()), file.name


def test_one_file_reaches_below_the_surface_of_streamlit_and_knows_its_version() -> None:
    """What has no public door is used in one file; whoever raises the version reads that file again."""
    below = re.compile(r"streamlit\.(runtime|web|net_util|proto|elements|config|url_util)")
    for file in [*PACKAGE, *PAGES, ROOT / "dashboard.py"]:
        if file.name != "underneath.py":
            assert [name for name in imports_of(file) if below.match(name)] == [], file.name
    assert version("streamlit") == READ_IN


def test_parts_of_pages_are_drawn_again_behind_a_door() -> None:
    """Streamlit's own fragment fails with a programmer's message."""
    users = [file.name for file in PACKAGE if "st.fragment" in file.read_text("utf-8")]
    assert users == ["door.py"]


LABELLED = {
    *("markdown", "write", "caption", "title", "header", "subheader", "error", "info", "warning", "success"),
    *("toast", "button", "link_button", "download_button", "form_submit_button", "checkbox", "toggle"),
    *(
        "radio",
        "pills",
        "segmented_control",
        "select_slider",
        "slider",
        "selectbox",
        "multiselect",
        "text_input",
    ),
    *("text_area", "number_input", "date_input", "time_input", "expander", "popover", "tabs", "status"),
    *("metric", "badge", "table", "dialog", "feedback", "chat_message"),
}
# A label handed on by the caller, and a text that has passed through markdown() a line above.
HANDED_ON = {("address.py", "label"), ("recording.py", "text")}


def is_literal(given: ast.expr, file: Path) -> bool:
    """Tell whether a label can hold no Markdown of an author: own words without values, or escaped."""
    if isinstance(given, ast.IfExp):
        return is_literal(given.body, file) and is_literal(given.orelse, file)
    if isinstance(given, ast.Call):
        name = ast.unparse(given.func)
        own = name in ("words", "view.words") and all(
            isinstance(one.value, ast.Call) and ast.unparse(one.value.func) == "markup.markdown"
            for one in given.keywords
        )
        return own or name == "markup.markdown" or ast.unparse(given) == "form.upper()"
    return isinstance(given, ast.Constant) or (file.name, ast.unparse(given)) in HANDED_ON


def test_every_label_is_escaped() -> None:
    """Streamlit reads labels as Markdown: what comes from a file passes through markdown() first."""
    seen = 0
    for file in [*(ROOT / "tracker" / "ui").glob("*.py"), *PAGES]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = ast.unparse(node.func)
                if called.startswith("st.") and node.func.attr in LABELLED and node.args:
                    seen += 1
                    assert is_literal(node.args[0], file), f"{file.name}:{node.lineno} {ast.unparse(node)}"
    assert seen >= 25


def is_fragment(given: ast.expr) -> bool:
    """Tell whether an expression is made by the functions that escape: tag, joined, markup and hypertext."""
    if isinstance(given, ast.IfExp):
        return is_fragment(given.body) and is_fragment(given.orelse)
    if not isinstance(given, ast.Call):
        return False
    name = ast.unparse(given.func)
    own_words = name in ("words", "view.words") and not given.keywords
    return own_words or name in ("tag", "joined", "Html") or name.startswith(("markup.", "hypertext."))


def test_html_is_made_by_the_functions_that_escape() -> None:
    """No string of HTML is put together by hand and shown."""
    shown = [
        (file, node)
        for file in [*(ROOT / "tracker" / "ui").glob("*.py"), *PAGES]
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.html"
    ]
    assert len(shown) >= 8
    for file, node in shown:
        assert is_fragment(node.args[0]), f"{file.name}:{node.lineno} {ast.unparse(node)}"


def test_what_a_chart_shows_on_hover_is_no_template_of_an_author() -> None:
    """Templates are constants; texts travel beside them, escaped."""
    for file in PACKAGE:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            pairs = zip(node.keys, node.values, strict=True) if isinstance(node, ast.Dict) else ()
            for key, value in pairs:
                if isinstance(key, ast.Constant) and key.value in ("hovertemplate", "texttemplate"):
                    assert isinstance(value, ast.Constant), f"{file.name}:{value.lineno}"


def test_files_stay_readable() -> None:
    """No module grows beyond 400 lines, and none is a drawer for leftovers."""
    for file in PACKAGE:
        assert len(file.read_text("utf-8").splitlines()) <= 400, name_of(file)
        assert not re.search(r"util|helper|common|misc|manager|core$|base$", name_of(file)), name_of(file)


def test_what_is_written_goes_where_it_was_shown() -> None:
    """Only the frame asks the address for the folder: another tab, Back or a late click changes that one.

    Whatever saves, undoes or looks into a file does so in the folder of the view it was shown in.
    """
    asking = {name_of(file) for file in PACKAGE if re.search(r"\bdata_folder\b", file.read_text("utf-8"))}
    assert asking == {"ui.frame", "ui.view"}
