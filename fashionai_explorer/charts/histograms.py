"""How a column's numbers are spread among the customers in view, with the range that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import plotly.graph_objects as go

from fashionai_explorer.charts.lettering import escaped
from fashionai_explorer.charts.theme import SMALL_SIZE, blank_figure, font, palette, written
from fashionai_explorer.texts import _n, number

BARS_HEIGHT, TEXT_HEIGHT = 72, 22
LOWEST_BAR = 2  # pixels: a bin with somebody in it is seen


def histogram(
    edges: Sequence[float],
    customers: Sequence[int],
    *,
    names: Sequence[str],
    low: float | None,
    high: float | None,
    dark: bool,
) -> go.Figure:
    """Draw a bar a bin, those inside ``low`` to ``high`` (None: no end) in the strong colour.

    ``edges`` are one more than ``customers``; ``names`` are what stands at the two ends of the axis. A bin
    that the range only touches is inside of it.
    """
    colours = palette(dark)
    figure = blank_figure(BARS_HEIGHT + TEXT_HEIGHT, 1, colours)
    most = max(customers, default=0) or 1
    heights = [max(LOWEST_BAR, BARS_HEIGHT * one / most) if one else 0 for one in customers]
    width = 1 / max(1, len(customers))
    inside = [
        (high is None or left <= high) and (low is None or right >= low) for left, right in pairwise(edges)
    ]
    figure.add_bar(
        x=[(place + 0.5) * width for place in range(len(customers))],
        base=BARS_HEIGHT,
        y=[-height for height in heights],
        width=width * 0.92,
        marker={"color": [colours.picked if one else colours.bar for one in inside], "line": {"width": 0}},
        hovertext=[
            escaped(_n("{low} to {high}: {n} customer", "{low} to {high}: {n} customers", many,
                       low=number(left), high=number(right)))
            for many, left, right in zip(customers, edges[:-1], edges[1:], strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
    type_, y = font(colours.muted, SMALL_SIZE), BARS_HEIGHT + TEXT_HEIGHT / 2
    first, last = (escaped(name) for name in names)
    figure.update_layout(
        annotations=[written(first, y=y, type_=type_), written(last, y=y, x=1, side="right", type_=type_)]
    )
    return figure


def histogram_sentence(name: str, customers: Sequence[int], names: Sequence[str]) -> str:
    """Say what the histogram shows: how many customers have a number, and between which ends."""
    return _n(
        "{column} of {n} customer, from {low} to {high}.",
        "{column} of {n} customers, from {low} to {high}.",
        sum(customers),
        column=name,
        low=names[0],
        high=names[1],
    )
