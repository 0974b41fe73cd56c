"""The look: contrast by the formula of WCAG, shapes that differ, nothing left to a template."""

import itertools
import math

import pytest

from tracker import style
from tracker.judging.states import SEVERITY, STANDINGS, State, state_of
from tracker.style import SIGNS, THEMES


def luminance(colour):
    """Return the relative luminance of #rrggbb (WCAG 2.2, definition)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def seen(colour, vision):
    """Return #rrggbb in CIE Lab as seen with a colour blindness (Machado and others, 2009, severity 1)."""
    matrix = {
        "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
        "protan": (
            (0.152286, 1.052583, -0.204868),
            (0.114503, 0.786281, 0.099216),
            (-0.003882, -0.048116, 1.051998),
        ),
        "deutan": (
            (0.367322, 0.860646, -0.227968),
            (0.280085, 0.672501, 0.047413),
            (-0.011820, 0.042940, 0.968881),
        ),
        "tritan": (
            (1.255528, -0.076749, -0.178779),
            (-0.078411, 0.930809, 0.147602),
            (0.004733, 0.691367, 0.303900),
        ),
    }[vision]
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    red, green, blue = (
        min(1, max(0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in matrix
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def test_the_formula_of_contrast_knows_black_on_white():
    """Black on white is 21:1 and a colour on itself 1:1."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#0063a3", "#0063a3") == 1


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_words_can_be_read(theme):
    """Everything that is written has at least 4.5:1 against the paper and against raised ground."""
    inks = [
        theme.ink,
        theme.muted,
        theme.observed,
        theme.required,
        theme.projected,
        theme.target,
        theme.rival,
    ]
    inks += [theme.today, *(style.state_ink(state, theme) for state in SIGNS)]
    assert min(contrast(ink, theme.paper) for ink in inks) >= 4.5
    assert min(contrast(style.state_ink(state, theme), theme.raised) for state in SIGNS) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_marks_can_be_seen(theme):
    """Marks of states and the lines of axes have at least 3:1 against the paper."""
    marks = [style.state_colour(state) for state in SIGNS] + [theme.axis]
    assert min(contrast(mark, theme.paper) for mark in marks) >= 3


@pytest.mark.parametrize("vision", ["normal", "protan", "deutan", "tritan"])
def test_colours_of_states_stay_apart_for_every_eye(vision):
    """No two families of states come closer than 10 in CIE Lab, whatever the colour vision."""
    places = [seen(colour, vision) for colour in style.MARKS.values()]
    gaps = [
        sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5
        for pair in itertools.combinations(places, 2)
    ]
    assert min(gaps) >= 10


@pytest.mark.parametrize("vision", ["normal", "protan", "deutan", "tritan"])
@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_colours_of_lines_stay_apart_for_every_eye(theme, vision):
    """Figures, path, projection, what is not counted and the day: no two closer than 10, in both themes."""
    names = ("observed", "required", "projected", "rival", "today")
    places = [seen(getattr(theme, name), vision) for name in names]
    assert min(math.dist(*pair) for pair in itertools.combinations(places, 2)) >= 10


def test_every_state_has_a_sign_of_its_own():
    """Colour is never the only sign: symbols and characters differ from state to state."""
    states = set(State.__args__)
    assert set(SIGNS) == states == set(SEVERITY)
    assert len(SEVERITY) == len(states)
    assert (
        len({sign.symbol for sign in SIGNS.values()})
        == len({sign.glyph for sign in SIGNS.values()})
        == len(states)
    )
    assert all(len(sign.glyph) == 1 for sign in SIGNS.values())


def test_every_word_of_a_state_has_a_sign_of_its_own():
    """Words of one state stand side by side in a bar of counts: too few and none, late and unheard of."""
    signs = [style.sign(name) for name in STANDINGS]
    assert len({sign.glyph for sign in signs}) == len({sign.symbol for sign in signs}) == len(STANDINGS)
    assert {name: style.sign(name).family for name in STANDINGS} == {
        name: SIGNS[state_of(name)].family for name in STANDINGS
    }


def test_a_layout_leaves_nothing_to_a_template():
    """The template is cleared and colours, fonts and separators are said outright."""
    made = style.layout(style.look("dark"), ",.")
    assert made["template"] == {}
    assert made["paper_bgcolor"] == made["plot_bgcolor"] == style.DARK.paper
    assert made["separators"] == ",."
    assert made["font"]["color"] == style.DARK.ink


def test_the_toolbar_sends_nothing_away():
    """The only button saves the picture under the given name at its size, twice as sharp."""
    made = style.config("egdi-2026-11-22", style.look("light"))
    assert made["showSendToCloud"] is False
    assert made["modeBarButtons"] == [["toImage"]]
    assert made["toImageButtonOptions"]["filename"] == "egdi-2026-11-22"
    assert (made["toImageButtonOptions"]["width"], made["toImageButtonOptions"]["scale"]) == (640, 2)


def test_the_look_of_a_phone_fits_390_pixels():
    """A phone of 390 pixels leaves room for the padding of the page."""
    assert style.look("light", narrow=True).narrow
    assert style.look("light", narrow=True).width <= 390 - 32
    assert not style.picture("light", 1280, 720).narrow


def test_faded_is_a_colour_with_opacity():
    """#0063a3 at a quarter is 0, 99, 163 at 0.25."""
    assert style.faded("#0063a3", 0.25) == "rgba(0, 99, 163, 0.25)"
