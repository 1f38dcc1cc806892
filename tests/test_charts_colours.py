"""The charts' colours, measured: who sees them all, and who sees two as one."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path

import numpy as np
import pytest

from fashionai_explorer.charts.stacks import status_colours
from fashionai_explorer.charts.theme import DARK, LIGHT, Palette

THEMES = {"light": LIGHT, "dark": DARK}

# Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
# deficiency", IEEE TVCG 15(6), 2009: the matrices for severity 1.0, applied to linear RGB.
SIGHTS = {
    "common": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}


def linear(colour):
    """IEC 61966-2-1: the linear RGB of a hexadecimal colour."""
    signal = np.array([int(colour[n : n + 2], 16) for n in (1, 3, 5)]) / 255
    return np.where(signal <= 0.04045, signal / 12.92, ((signal + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    """CIE 1976 L*a*b* of linear sRGB, for the white D65."""
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    ratio = to_xyz @ rgb / (to_xyz @ np.ones(3))
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def ciede2000(one, other):
    """Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula: implementation notes, supplementary
    test data, and mathematical observations", Color Research and Application 30(1), 2005."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_c7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - np.sqrt(mean_c7 / (mean_c7 + 25.0**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    turn, grey = h2 - h1, c1 * c2 == 0
    dh = 0.0 if grey else turn - 360 * np.sign(turn) * (abs(turn) > 180)
    dl, dc = l2 - l1, c2 - c1
    chord = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(dh / 2))
    ml, mc = (l1 + l2) / 2, (c1 + c2) / 2
    if grey:
        mh = h1 + h2
    elif abs(turn) <= 180:
        mh = (h1 + h2) / 2
    else:
        mh = (h1 + h2 + 360 * (1 if h1 + h2 < 360 else -1)) / 2
    cosine = lambda factor, shift: np.cos(np.radians(factor * mh + shift))  # noqa: E731
    t = 1 - 0.17 * cosine(1, -30) + 0.24 * cosine(2, 0) + 0.32 * cosine(3, 6) - 0.20 * cosine(4, -63)
    sl = 1 + 0.015 * (ml - 50) ** 2 / np.sqrt(20 + (ml - 50) ** 2)
    sc, sh = 1 + 0.045 * mc, 1 + 0.015 * mc * t
    rt = -2 * np.sqrt(mc**7 / (mc**7 + 25.0**7)) * np.sin(np.radians(60 * np.exp(-(((mh - 275) / 25) ** 2))))
    return np.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (chord / sh) ** 2 + rt * (dc / sc) * (chord / sh))


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.8361, -74.0200), (50, 0, -82.7485), 3.4412),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (56, -27, -3), 31.9030),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_measure_of_distance_agrees_with_its_published_test_data(one, other, distance):
    assert ciede2000(np.array(one, float), np.array(other, float)) == pytest.approx(distance, abs=5e-5)


def pairs_to_tell_apart(colours: Palette):
    groups = list(itertools.combinations(colours.groups, 2))
    differences = list(itertools.combinations((colours.more, colours.less, colours.muted), 2))
    statuses = list(itertools.combinations(status_colours(colours).values(), 2))
    bars = [(colours.bar, colours.picked), (colours.text, colours.bar), (colours.text, colours.page)]
    on_the_page = [colours.bar, colours.picked, *colours.groups, *status_colours(colours).values()]
    return [*groups, *differences, *statuses, *bars, *((colour, colours.page) for colour in on_the_page)]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHTS)
def test_colours_that_mean_two_things_are_told_apart_by_everybody(theme, sight):
    simulate = SIGHTS[sight]
    for one, other in pairs_to_tell_apart(THEMES[theme]):
        seen = [lab(np.clip(simulate @ linear(colour), 0, 1)) for colour in (one, other)]
        assert ciede2000(*seen) >= 12, (one, other)


def contrast(one, other):
    """WCAG 2.2's contrast ratio."""
    dark, light = sorted(linear(colour) @ [0.2126, 0.7152, 0.0722] + 0.05 for colour in (one, other))
    return light / dark


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_is_dark_or_light_enough_to_be_read(theme):
    colours = THEMES[theme]
    for text in (colours.text, colours.muted, colours.more, colours.less):
        assert contrast(text, colours.page) >= 4.5, text


@pytest.mark.parametrize("theme", THEMES)
def test_bars_stand_out_from_the_page(theme):
    colours = THEMES[theme]
    for bar in (colours.bar, colours.picked, *colours.groups):
        assert contrast(bar, colours.page) >= 3, bar


@pytest.mark.parametrize("theme", THEMES)
def test_the_charts_have_the_colours_of_the_page(theme):
    config = tomllib.loads((Path(__file__).parents[1] / ".streamlit" / "config.toml").read_text("utf-8"))
    page, colours = config["theme"][theme], THEMES[theme]
    assert (page["backgroundColor"], page["textColor"]) == (colours.page, colours.text)
    assert tuple(page["chartCategoricalColors"]) == colours.groups
