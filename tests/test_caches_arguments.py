"""What follows from its arguments alone: whatever filled it, each place says what it would say anew."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date
from functools import _lru_cache_wrapper
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.test_caches import OF_ARGUMENTS, TODAY, Key, forget, pages, portfolio
from tracker.__main__ import main
from tracker.store import Store

ROOT = Path(__file__).parents[1]
MADE_ANEW = {"export.document_layout:_properties", "language:words"}
"""Objects that are equal to nothing but themselves."""
SIMPLE = str | float | int | date | tuple


def remembering() -> Iterator[tuple[str, _lru_cache_wrapper[Any]]]:
    """Yield each function that remembers, with its place."""
    for place in sorted(OF_ARGUMENTS - MADE_ANEW):
        module, _, name = place.partition(":")
        yield place, getattr(import_module(f"tracker.{module}"), name)


def asked(function: _lru_cache_wrapper[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield the arguments, none of them named, of everything that a function remembers."""
    for held in gc.get_referents(function):
        if isinstance(held, dict) and "__wrapped__" not in held:
            for key in held:
                given = tuple(key) if isinstance(key, list | tuple) else (key,)
                if all(one is None or isinstance(one, SIMPLE) for one in given):
                    yield given


def test_what_is_kept_is_what_would_be_made_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After pages of two portfolios in three languages, their files, checks and sites; the EU's check."""
    forget()
    for name, decimals in (("north", 1), ("south", 0)):
        folder = portfolio(tmp_path, name, 31.25, decimals)
        for language in ("vi", "en", "de"):
            pages(Store(folder), Key(name, TODAY, language, None, "light", False, False))
        for form in ("docx", "csv", "html"):
            main(["brief", "--data", str(folder), "--on", "2026-11-27", "--out", str(tmp_path / f"a.{form}")])
        main(["check", "--data", str(folder)])
        main(["site", "--data", str(folder), "--out", str(tmp_path / "site")])
    main(["check", "--data", str(ROOT / "portfolios/eu-digital-decade")])
    capsys.readouterr()
    seen = set[str]()
    for place, function in remembering():
        for given in list(asked(function)):
            kept, anew = function(*given), function.__wrapped__(*given)
            assert repr(kept) == repr(anew) or (isinstance(kept, frozenset) and kept == anew), (place, given)
            seen.add(place)
    assert len(seen) > 25
