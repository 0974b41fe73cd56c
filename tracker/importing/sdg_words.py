"""Translations of an Open SDG site: the words behind keys such as `units.PT` in its metadata."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Fields
from dataclasses import replace
from pathlib import Path
from typing import Any

from tracker.importing.content import Notice
from tracker.importing.sdg_meta import KEY, LARGEST, NAMES, UNITS, Meta, words
from tracker.reading.foreign import fields

_ENDINGS = (".yml", ".yaml")
_CONFIGURATIONS = ("config_data.yml", "_config.yml")


class Translations:
    """The folder `translations/` of a site: a folder a language, and in it the files that keys name."""

    def __init__(self, site: Path) -> None:
        self.site = site.resolve()
        home = site / "translations"
        there = sorted(one.name for one in home.iterdir() if one.is_dir()) if home.is_dir() else []
        stated = [_read(self.site, site / name).get("languages") for name in _CONFIGURATIONS]
        first = ["en", *(one for given in stated if isinstance(given, list) for one in given)]
        self.homes = {name: home / name for name in [*(n for n in first if n in there), *there]}
        self.files: dict[Path, Fields[str, Any]] = {}

    def into(self, meta: Meta | None) -> Meta | None:
        """Return the metadata of an indicator with words in place of keys, in each language that has them."""
        if meta is None:
            return None
        main = dict(meta.fields)
        for language in reversed(self.homes):  # the first one has the last word
            main |= self._said(meta.fields, language)
        names = [language for language in {**self.homes, **meta.others} if language != "en"]
        found = {name: self._said(meta.fields, name) | self._with_words(meta.others, name) for name in names}
        return replace(meta, fields=main, others=found)

    def _with_words(self, others: Fields[str, Fields[str, Any]], language: str) -> dict[str, Any]:
        own = others.get(language, {})
        return {**own, **self._said(own, language)}

    def _said(self, given: Fields[str, Any], language: str) -> dict[str, Any]:
        """Return the fields whose keys have words in a language."""
        found = {name: self._word(key, language) for name, key in given.items() if _is_key(key)}
        return {name: word for name, word in found.items() if word}

    def _word(self, key: str, language: str) -> str:
        file, *names = key.strip().split(".")
        found: Any = self._file(language, file)
        for name in names:
            found = found.get(name) if isinstance(found, dict) else None
        return words(found)

    def _file(self, language: str, name: str) -> Fields[str, Any]:
        """Return what a file of a language says; nothing where it is none that may be read."""
        if language not in self.homes:
            return {}
        path = self.homes[language] / name
        if path not in self.files:
            both = (_read(self.site, path.with_name(name + ending)) for ending in _ENDINGS)
            self.files[path] = next(filter(None, both), {})
        return self.files[path]


def _read(site: Path, path: Path) -> dict[str, Any]:
    if not path.is_file() or not path.resolve().is_relative_to(site) or path.stat().st_size >= LARGEST:
        return {}
    return fields(path.read_bytes().decode("utf-8-sig", "replace")) or {}


def _is_key(given: object) -> bool:
    return isinstance(given, str) and KEY.fullmatch(given.strip()) is not None


def unknown(metas: Iterable[Meta | None]) -> list[Notice]:
    """Return the notice of the names and units that are still keys."""
    keys = {key for meta in metas if meta for names in (NAMES, UNITS) for key in _left(meta, names)}
    return [Notice("import.sdg.keys", {"count": str(len(keys)), "example": min(keys)})] if keys else []


def _left(meta: Meta, names: Sequence[str]) -> list[str]:
    """Return the keys of several fields, none of which says anything in words."""
    more = ("SDG_INDICATOR",) if names is NAMES else ()
    given = () if meta.text(*names, *more) else map(meta.fields.get, names)
    return [str(one).strip() for one in given if _is_key(one)]
