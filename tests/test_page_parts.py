"""Parts of a page that Streamlit draws and ours names: another version may call them otherwise."""

import re
from pathlib import Path

import streamlit

UI = Path(__file__).parents[1] / "tracker/ui"
DRAWN = Path(streamlit.__file__).parent / "static"
# Streamlit joins these with the kind of the button.
JOINED = "stBaseButton-"


def test_every_part_that_is_named_is_drawn() -> None:
    """A name that no page of the installed Streamlit has any more would hide, colour or follow nothing."""
    files = (path for path in UI.iterdir() if path.suffix in (".css", ".js", ".py"))
    ours = "\n".join(path.read_text("utf-8") for path in files)
    named = {name.removesuffix("primary") for name in re.findall(r'data-testid="?([\w-]+)', ours)}
    drawn = "\n".join(path.read_text("utf-8", "replace") for path in DRAWN.rglob("*.js"))
    assert "stApp" in named
    assert {name for name in named if name not in drawn and not name.startswith(JOINED)} == set()
    assert JOINED in drawn
