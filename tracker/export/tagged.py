"""Tagged: what the browser leaves out of the structure of a printed page, so that it can be read aloud."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

_PATHS = frozenset(("m", "l", "c", "v", "y", "h", "re"))
_PAINTED = frozenset(("f", "F", "f*", "B", "B*", "b", "b*", "S", "s"))
_SHOWN = frozenset(("Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE"))
_ARTIFACT = pikepdf.ContentStreamInstruction([Name.Artifact], pikepdf.Operator("BMC"))
_END = pikepdf.ContentStreamInstruction([], pikepdf.Operator("EMC"))


def footed(pdf: pikepdf.Pdf, page: pikepdf.Page, foot: pikepdf.Page) -> None:
    """Lay a sheet of the same size over a page, under a name that is the same every time."""
    name = page.add_resource(pdf.copy_foreign(foot.as_form_xobject()), Name.XObject, Name.Foot)
    page.contents_add(b"q", prepend=True)
    page.contents_add(f"Q q {name} Do Q".encode())


def decorated(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Mark whatever of a page is outside its structure as decoration: rules, grounds, feet."""
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(_marked(page)))


def _marked(page: pikepdf.Page) -> list[Any]:
    found, depth, begun = list[Any](), 0, -1
    for one in pikepdf.parse_content_stream(page):
        name = str(one.operator)
        depth += (name in ("BDC", "BMC")) - (name == "EMC")
        if name in _PATHS and begun < 0:
            begun = len(found)
        if depth == 0 and name in _PAINTED | _SHOWN:
            found.insert(begun if name in _PAINTED else len(found), _ARTIFACT)
            found += [one, _END]
        else:
            found.append(one)
        if name in _PAINTED or name == "n":
            begun = -1
    return found


def grafted(pdf: pikepdf.Pdf, element: Any, part: int) -> None:
    """Make the structure of a part whole, and the names in it, by which cells find their heads, its own."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(one)
        elif isinstance(one, Dictionary) and "/S" in one:
            if "/ID" in one:
                one.ID = _own(one.ID, part)
            attributes = one.get("/A", ())
            for held in attributes if isinstance(attributes, pikepdf.Array) else (attributes,):
                if isinstance(held, Dictionary) and "/Headers" in held:
                    held.Headers = pikepdf.Array([_own(name, part) for name in held.Headers])
            waiting.append(one.get("/K"))
            if one.S == Name.LI:
                _bodied(pdf, one)


def _bodied(pdf: pikepdf.Pdf, item: Any) -> None:
    """Give an item of a list its body, where its content stands in elements of its own."""
    kids = list(item.K) if isinstance(item.K, pikepdf.Array) else [item.K]
    if not all(
        isinstance(kid, Dictionary) and kid.get("/S") not in (None, Name.LBody, Name.Lbl) for kid in kids
    ):
        return
    body = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, K=item.K))
    for kid in kids:
        kid.P = body
    item.K = body


def _own(name: Any, part: int) -> pikepdf.String:
    return pikepdf.String(f"{part}-{name}")
