"""Row: one figure more in a CSV file of figures, not one byte of the others changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from tracker.editing.layout import Fields


def with_row(data: bytes, fields: Fields) -> bytes | tuple[str, ...]:
    """Return a CSV file with one more row at its end; where fields have no column, the names of those.

    Args:
        data: the content, with its heads in the first line.
        fields: the observation as texts, `note` and the like as text per language.
    """
    head = data.lstrip(b"\xef\xbb\xbf").splitlines()[0] if data.strip() else b""
    names = next(csv.reader([head.decode(errors="replace")]), [])
    cells: dict[str, str] = {}
    for name, value in fields.items():
        if isinstance(value, str):
            cells[name] = value
        elif isinstance(value, Mapping):
            cells |= {name if code == "en" else f"{name}.{code}": text for code, text in value.items()}
        else:
            cells |= {f"{name}.{end}": text for end, text in zip(("low", "high"), value, strict=False)}
    written = {name: text for name, text in cells.items() if text}
    if lacking := written.keys() - {name.strip() for name in names}:
        return tuple(name for name in written if name in lacking)
    out = io.StringIO()
    ending = "\r\n" if b"\r\n" in data else "\n"
    csv.writer(out, lineterminator=ending).writerow([written.get(name.strip(), "") for name in names])
    gap = "" if data.endswith(b"\n") else ending
    return data + f"{gap}{out.getvalue()}".encode(errors="surrogatepass")
