"""Titles that somebody may write: markup, formulas, links, marks that turn or hide text."""

from __future__ import annotations

from typing import Any

from tests.portfolio import SOURCES, figures, goal, target
from tracker.model import Target

NASTY = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<b>bold</b> & <i>italic</i>",
    "</title></style><h1>x",
    "<!-- comment -->",
    "&lt;already&gt; &amp; &#60;",
    "<iframe srcdoc='<script>1</script>'>",
    "]]> CDATA <![CDATA[x]]>",
    "<br> new line",
    "<a href=javascript:alert(1)>x</a>",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    '=HYPERLINK("http://evil.example","x")',
    "  =1+1",
    "＝1+1",
    "'=1+1",
    '"=1+1"',
    "=cmd|'/c calc'!A1",
    "{=1+1}",
    "#REF!",
    "1e5",
    "00123",
    "2025-01-01",
    "TRUE",
    "**bold** and _italic_",
    "# heading",
    "1. item",
    "- item",
    "+ item",
    "> quote",
    "```code```",
    "`code`",
    "[link](http://evil.example)",
    "![image](http://evil.example/x.png)",
    "http://evil.example/x",
    "www.evil.example",
    "a|b|c",
    "| --- | --- |",
    "~~gone~~ and ~sub~",
    "$E=mc^2$ and $$x$$",
    ":smile: :material/home:",
    "{state} {0} {{x}} %s %(a)s %d",
    "\\newline \\\\ \\* \\",
    "*a*b_c_",
    "---",
    "===",
    "[^1]: note",
    "<http://evil.example>",
    "file:///etc/passwd",
    "internal:'Sheet1'!A1",
    "mailto:x@evil.example",
    "\u202eright to left\u202c",
    "\u200fמימין לשמאל",
    "a\u200bb zero width",
    "Đổi mới sáng tạo: ẶỆỖ ữ̃",
    "emoji 🇻🇳 👩‍👩‍👧 ﷽",
    "a\x00b\x07c\x1b[31m",
    "tab\there and\nline\r\nbreaks",
    "W" * 300,
    "%%Title (x) endobj",
    "Sheet:name/with*bad?[chars]\\",
    "History",
)


def targets() -> list[Target]:
    """Return one target for each nasty title, with figures, so that everything is drawn and written."""
    return [
        target(
            id=f"nasty-{at}",
            title={"en": text},
            about={"en": text},
            goals=[goal(at_least=90, by=2030, as_printed=text, note={"en": text})],
            baseline="2020",
            observations=figures({2020: 10, 2024: 40}, as_printed=text, note={"en": text}),
            ambiguities=[{"question": {"en": text}, "reading": {"en": text}, "settled": "no"}],
        )
        for at, text in enumerate(NASTY)
    ]


def groups() -> list[Target]:
    """Return tiers and milestones whose parts carry the nasty titles."""
    parts = [
        {
            "id": f"p{at}",
            "title": {"en": text},
            "goals": [goal(at_least=at + 1, by=2030)],
            "observations": figures({2024: at}),
        }
        for at, text in enumerate(NASTY[:12])
    ]
    steps = [{"id": f"s{at}", "title": {"en": text}, "source": "plan"} for at, text in enumerate(NASTY[:12])]
    tiers = target("tiers", id="tiers", title={"en": "=1+1"}, nesting="exclusive", tiers=parts)
    return [tiers, target("milestones", id="steps", title={"en": "=1+1"}, steps=steps)]


def sources() -> dict[str, Any]:
    """Return the documents that the targets cite."""
    return {name: SOURCES[name] for name in ("plan", "office")}
