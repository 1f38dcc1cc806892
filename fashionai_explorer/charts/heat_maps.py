"""Which labels of two facets go together: a cell a pair, coloured by how many more or fewer than by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

import plotly.graph_objects as go

from fashionai_explorer.charts.lettering import escaped, hover_text, lines
from fashionai_explorer.charts.theme import (
    BUTTON_MARGIN,
    FONT,
    SMALL_SIZE,
    Palette,
    blank_figure,
    font,
    palette,
)
from fashionai_explorer.texts import _, _n, factor, listing, number

CELL_HEIGHT = 34
MOST_SAID = 3
LEFT, BOTTOM = 190, 120
LABEL_SIGNS, COLUMN_SIGNS = 26, 22
STRONGEST = 2.0
"""The factor, up or down, from which on a cell has the full colour."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair of labels: how many customers have both, how many times what chance gives, and whether that is sure."""

    customers: int
    lift: float
    certain: bool


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Labels of one facet downwards and of another across, and a cell for each pair: ``cells[row][column]``."""

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[Cell]]


def heat_map(shown: HeatMap, *, dark: bool) -> go.Figure:
    """Draw the map. A cell carries its place as ``customdata``: row and column, with a point between.

    Pairs that may be chance stay in the page's colour; the number in a cell is its customers.
    """
    colours = palette(dark)
    figure = blank_figure(CELL_HEIGHT * max(1, len(shown.rows)), 1, colours, top=BUTTON_MARGIN)
    places = [(r, c) for r in range(len(shown.rows)) for c in range(len(shown.columns))]
    cells = [shown.cells[r][c] for r, c in places]
    figure.add_bar(
        orientation="h",
        base=[c for _r, c in places],
        x=[1] * len(places),
        y=[r for r, _c in places],
        width=1,
        marker={
            "color": [_colour(cell, colours) for cell in cells],
            "line": {"width": 2, "color": colours.page},
        },
        customdata=[f"{r}.{c}" for r, c in places],
        text=[escaped(number(cell.customers)) for cell in cells],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": 12, "family": FONT, "color": [_ink(cell, colours) for cell in cells]},
        hovertext=[_hover(shown, r, c) for r, c in places],
        hovertemplate="%{hovertext}<extra></extra>",
        unselected={"marker": {"opacity": 1}},
    )
    figure.update_layout(
        height=CELL_HEIGHT * max(1, len(shown.rows)) + BUTTON_MARGIN + BOTTOM,
        margin={"l": LEFT, "r": 4, "t": BUTTON_MARGIN, "b": BOTTOM, "pad": 4},
        xaxis=_axis([_short(name, COLUMN_SIGNS) for name in shown.columns], colours, 0.5)
        | {"range": [0, len(shown.columns)], "tickangle": -40},
        yaxis=_axis([_short(name, LABEL_SIGNS) for name in shown.rows], colours, 0)
        | {"range": [len(shown.rows) - 0.5, -0.5]},
    )
    return figure


def heat_map_sentence(shown: HeatMap) -> str:
    """Say what the map shows, for those who cannot see it: the pairs that go together most."""
    sure = [
        (cell.lift, shown.rows[r], shown.columns[c], cell.customers)
        for r, row in enumerate(shown.cells)
        for c, cell in enumerate(row)
        if cell.certain and cell.lift > 1
    ]
    if not sure:
        return _("In this map no pair goes together more often than by chance.")
    first = sorted(sure, key=lambda one: -one[0])[:MOST_SAID]
    said = [
        _n("{first} and {second} ({n} customer, {times})", "{first} and {second} ({n} customers, {times})",
           customers, first=lines(one, signs=60, most=1)[0], second=lines(other, signs=60, most=1)[0],
           times=factor(lift))
        for lift, one, other, customers in first
    ]  # fmt: skip
    return _("What goes together most: {pairs}.", pairs=listing(said))


def _colour(cell: Cell, colours: Palette) -> str:
    """Mix the page's colour with that of more or of less, by the logarithm of the factor."""
    if not cell.certain:
        return colours.cell
    strength = min(1.0, abs(log2(cell.lift)) / log2(STRONGEST)) if cell.lift > 0 else 1.0
    return mixed(colours.page, colours.more if cell.lift > 1 else colours.less, 0.25 + 0.75 * strength)


def _ink(cell: Cell, colours: Palette) -> str:
    """Return the colour of the number that keeps apart best from its cell."""
    if not cell.certain:
        return colours.muted
    ground = luminance(_colour(cell, colours))
    return max((colours.text, colours.page), key=lambda ink: _contrast(ground, luminance(ink)))


def mixed(one: str, other: str, part: float) -> str:
    """Mix two colours (hexadecimal RGB): ``part`` of the second."""
    return "#" + "".join(
        f"{round(a + (b - a) * part):02X}" for a, b in zip(_channels(one), _channels(other), strict=True)
    )


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (v / 255 for v in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: float, other: float) -> float:
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _axis(names: list[str], colours: Palette, middle: float) -> dict[str, object]:
    return {
        "visible": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
        "tickmode": "array",
        "tickvals": [place + middle for place in range(len(names))],
        "ticktext": names,
        "tickfont": font(colours.text, SMALL_SIZE),
    }


def _short(name: str, signs: int) -> str:
    return escaped(lines(name, signs=signs, most=1)[0])


def _hover(shown: HeatMap, row: int, column: int) -> str:
    cell = shown.cells[row][column]
    counted = _n("{n} customer", "{n} customers", cell.customers)
    times = _("{times} what chance gives", times=factor(cell.lift)) if cell.customers else ""
    doubt = "" if cell.certain else _("may be chance")
    told = " · ".join(escaped(words) for words in (counted, times, doubt) if words)
    return f"<b>{hover_text(shown.rows[row])}</b><br><b>{hover_text(shown.columns[column])}</b><br>{told}"
