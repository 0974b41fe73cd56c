"""Style: the one look of every picture, with the colours and symbols of the states, light and dark.

Every colour is explicit, so that a picture looks the same on a page, in an export and on a slide.
Contrast follows WCAG 2.2: marks at least 3:1 and text at least 4.5:1 against the paper. Colour is
never the only sign: states differ by symbol, lines by their dash.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from tracker.judging.states import State, state_of

ThemeName = Literal["light", "dark"]
_PICTURE = (800, 450)
VISIBLE = 3.0
"""Contrast that a mark has with the paper."""
FONT = (
    "'Source Sans', 'Source Sans 3', 'Source Sans Pro', 'Noto Sans', "
    "'Liberation Sans', Arial, 'DejaVu Sans', sans-serif"
)


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a picture.

    Attributes:
        paper: the background; every contrast is measured against it.
        raised: a background a little apart from the paper, for bars not yet filled.
        ink, muted: text of the first and of the second rank.
        grid, axis: lines that carry no data.
        observed, required, projected: the three kinds of line; good for text as well.
        target: the marker of a goal. rival: a figure that is not counted. today: the day of assessment.
    """

    name: ThemeName
    paper: str
    raised: str
    ink: str
    muted: str
    grid: str
    axis: str
    observed: str
    required: str
    projected: str
    target: str
    rival: str
    today: str


LIGHT = Theme(
    name="light",
    paper="#ffffff",
    raised="#eef1f5",
    ink="#1b1b1b",
    muted="#565b63",
    grid="#e4e7ec",
    axis="#8a9099",
    observed="#0063a3",
    required="#00704f",
    projected="#a84300",
    target="#00543b",
    rival="#6b7078",
    today="#542673",
)
DARK = Theme(
    name="dark",
    paper="#0e1117",
    raised="#1f2530",
    ink="#f2f4f7",
    muted="#aeb5c0",
    grid="#2a313c",
    axis="#7d8694",
    observed="#6cb8f0",
    required="#3ccb9c",
    projected="#f59b62",
    target="#8ee6c8",
    rival="#969da8",
    today="#c18ac7",
)
THEMES: dict[ThemeName, Theme] = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True, slots=True)
class Sign:
    """How a state is shown: a colour family, a Plotly marker symbol and the same shape as a character."""

    family: Literal["blue", "green", "amber", "red", "plum", "grey"]
    symbol: str
    glyph: str


SIGNS: dict[State, Sign] = {
    "met": Sign("blue", "star", "★"),
    "done": Sign("blue", "circle", "●"),
    "done_late": Sign("blue", "circle-cross-open", "⊕"),
    "on_track": Sign("green", "triangle-up", "▲"),
    "in_progress": Sign("green", "triangle-right", "▶"),
    "slightly_off_track": Sign("amber", "diamond", "◆"),
    "well_off_track": Sign("red", "triangle-down", "▼"),
    "moving_away": Sign("plum", "triangle-left", "◀"),
    "improving": Sign("green", "arrow-up", "↑"),
    "little_change": Sign("amber", "arrow-right", "→"),
    "worsening": Sign("plum", "arrow-down", "↓"),
    "missed": Sign("red", "x", "✖"),
    "overdue": Sign("red", "square", "■"),
    "awaiting_final": Sign("grey", "hourglass", "⧗"),
    "awaiting_figure": Sign("grey", "hexagon-open", "⬡"),
    "too_early": Sign("grey", "pentagon-open", "⬠"),
    "insufficient_data": Sign("grey", "circle-open", "○"),
    "not_assessable": Sign("grey", "square-open", "□"),
    "not_started": Sign("grey", "triangle-right-open", "▷"),
    "unclear": Sign("grey", "diamond-open", "◇"),
    "dropped": Sign("grey", "line-ew-open", "―"),
}

FINER = {
    "no_figures": Sign("grey", "circle-open-dot", "∅"),
    "no_record": Sign("red", "square-open-dot", "▣"),
}
"""Signs of standings that are no state of their own, where another word of the state has its sign."""


def sign(standing: str) -> Sign:
    """Return the sign of a standing, or of a state."""
    return FINER.get(standing) or SIGNS[state_of(standing)]


def glyph(standing: str) -> str:
    """Return the character of a standing, or of a state."""
    return sign(standing).glyph


# Chosen so that every pair of families stays apart in normal, protan, deutan and tritan vision.
MARKS = {
    "blue": "#4169e1",
    "green": "#009e73",
    "amber": "#c27a00",
    "red": "#d0342c",
    "plum": "#a0459f",
    "grey": "#6f747c",
}
_TEXTS: dict[ThemeName, dict[str, str]] = {
    "light": {
        "blue": "#2f55c8",
        "green": "#00704f",
        "amber": "#8a5600",
        "red": "#b3261e",
        "plum": "#86308a",
        "grey": "#565b63",
    },
    "dark": {
        "blue": "#8fa9ff",
        "green": "#3ccb9c",
        "amber": "#eba937",
        "red": "#ff8a80",
        "plum": "#e39be2",
        "grey": "#aeb5c0",
    },
}


def visible(colour: str, theme: Theme) -> str:
    """Return a colour of the house as it can be seen on a paper: darker or lighter until it holds 3:1."""
    for tenths in range(10):
        mixed = _mixed(colour, theme.ink, tenths / 10)
        if contrast(mixed, theme.paper) >= VISIBLE:
            return mixed
    return theme.ink


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb as WCAG 2.2 defines it."""
    parts = [one / 255 for one in _channels(colour)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def state_colour(state: State) -> str:
    """Return the colour of a state's mark; it holds 3:1 on both papers."""
    return MARKS[SIGNS[state].family]


def state_ink(state: State, theme: Theme) -> str:
    """Return the colour of a state's word; it holds 4.5:1 on the paper of the theme."""
    return _TEXTS[theme.name][SIGNS[state].family]


@dataclass(frozen=True, slots=True)
class Look:
    """The theme and the size for which a picture is laid out.

    Attributes:
        width, height: pixels. The width decides where lines wrap; a page may show the picture wider, so
            the usual width is the smallest of a page that is no phone.
        text: size of the running text in pixels.
        fill: whether charts that need less height stretch to fill it, as in a picture of a given format.
        still: nobody points at it, so that what a pointer would be told is not made.
    """

    theme: Theme = LIGHT
    width: int = 640
    height: int = 460
    text: int = 14
    fill: bool = False
    still: bool = False

    @property
    def narrow(self) -> bool:
        """Whether the picture is laid out for a phone."""
        return self.width < 520

    @property
    def head(self) -> int:
        """Size of the headline in pixels."""
        return round(self.text * (1.2 if self.narrow else 1.3))

    @property
    def small(self) -> int:
        """Size of the source line in pixels."""
        return max(11, round(self.text * 0.86))


def look(theme: ThemeName = "light", *, narrow: bool = False) -> Look:
    """Return the look of a page: the usual width, or the one of a phone."""
    if narrow:
        return Look(THEMES[theme], width=358, height=480, text=13)
    return Look(THEMES[theme])


def picture(theme: ThemeName, width: int, height: int) -> Look:
    """Return the look of an exported picture of a format.

    It is laid out at the size of a page and enlarged when it is drawn, by `width / look.width`, so
    that words and marks keep their proportions on a slide.
    """
    factor = math.sqrt(width * height / (_PICTURE[0] * _PICTURE[1]))
    return Look(THEMES[theme], round(width / factor), round(height / factor), fill=True)


def faded(colour: str, opacity: float) -> str:
    """Return a colour #rrggbb with an opacity between 0 and 1, as CSS and Plotly read it."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity:g})"


def layout(look: Look, separators: str) -> dict[str, Any]:
    """Return the part of a Plotly layout that every figure shares; nothing is left to a template."""
    theme = look.theme
    return {
        "template": {},
        "paper_bgcolor": theme.paper,
        "plot_bgcolor": theme.paper,
        "font": {"family": FONT, "size": look.text, "color": theme.ink},
        "separators": separators,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": theme.raised,
            "bordercolor": theme.axis,
            "align": "left",
            "font": {"family": FONT, "size": look.text, "color": theme.ink},
        },
    }


def axis(
    look: Look, span: tuple[float, float], places: Sequence[float] = (), names: Sequence[str] = ()
) -> dict[str, Any]:
    """Return an axis over a span with its ticks: quiet lines, readable words, no zoom, no grid."""
    theme = look.theme
    return {
        "range": list(span),
        "tickvals": list(places),
        "ticktext": [escape(name, quote=False) for name in names],
        "ticks": "",
        "showgrid": False,
        "showline": False,
        "gridcolor": theme.grid,
        "linecolor": theme.axis,
        "tickcolor": theme.axis,
        "tickfont": {"family": FONT, "size": look.text - 1, "color": theme.muted},
        "zeroline": False,
        "fixedrange": True,
        "automargin": False,
    }


def config(file_name: str, look: Look) -> dict[str, Any]:
    """Return the Plotly toolbar: one button that saves the picture, no logo, nothing sent away."""
    image = {"format": "png", "filename": file_name, "width": look.width, "height": look.height, "scale": 2}
    return {
        "displaylogo": False,
        "showSendToCloud": False,
        "responsive": True,
        "scrollZoom": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": image,
    }
