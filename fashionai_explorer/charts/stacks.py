"""Small charts of a few numbers: what a list's rows are, and one share beside another."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from fashionai_explorer.charts.bars import BAR_HEIGHT, SHORTEST_BAR, TEXT_INSET
from fashionai_explorer.charts.lettering import escaped
from fashionai_explorer.charts.theme import (
    ROOM_FOR_A_MARK,
    SMALL_SIZE,
    Palette,
    blank_figure,
    font,
    palette,
    written,
)
from fashionai_explorer.outcomes import STATUSES, Outcome
from fashionai_explorer.texts import _, listing, number, outcome_name

STACK_HEIGHT = 66


def outcome_bar(counts: Mapping[str, int], *, dark: bool) -> go.Figure:
    """Draw how many rows of a list are valid, invalid, repeated and blank: one bar, whose parts are its rows.

    ``counts`` holds a number for each of ``STATUSES``.
    """
    colours = palette(dark)
    figure = blank_figure(STACK_HEIGHT, 1 / ROOM_FOR_A_MARK, colours)
    figure.update_layout(barmode="stack")
    for status, part in zip(STATUSES, _parts(counts), strict=True):
        _add_part(figure, status, part, counts[status], colours)
    for n, status in enumerate(STATUSES):
        _write_part(figure, n / len(STATUSES), status, counts[status], colours)
    return figure


def outcome_sentence(counts: Mapping[str, int]) -> str:
    """Say the same in words: ``2.480 linhas: 2.440 válidas, 31 inválidas, …``."""
    parts = [f"{number(counts[status])} {outcome_name(status)}" for status in STATUSES]
    return _("{number} rows: {parts}.", number=number(sum(counts[s] for s in STATUSES)), parts=listing(parts))


def _parts(counts: Mapping[str, int]) -> list[float]:
    """Return the parts' lengths, together 1; a row among a million still shows."""
    total = sum(counts[status] for status in STATUSES)
    seen = [max(counts[s], total * 2 * SHORTEST_BAR) if counts[s] else 0.0 for s in STATUSES]
    return [length / (sum(seen) or 1.0) for length in seen]


def status_colours(colours: Palette) -> dict[str, str]:
    """Return the colour of each of ``STATUSES``."""
    plum, blue, ochre, _green = colours.groups
    return {
        Outcome.VALID: plum,
        Outcome.INVALID: ochre,
        Outcome.DUPLICATE: blue,
        Outcome.BLANK: colours.blank,
    }


def _add_part(figure: go.Figure, status: str, length: float, count: int, colours: Palette) -> None:
    figure.add_bar(
        orientation="h",
        x=[length],
        y=[BAR_HEIGHT / 2],
        width=BAR_HEIGHT,
        marker={"color": status_colours(colours)[status], "line": {"color": colours.page, "width": 1}},
        hovertext=[f"{escaped(number(count))} {escaped(outcome_name(status))}"],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _write_part(figure: go.Figure, x: float, status: str, count: int, colours: Palette) -> None:
    strong = font(colours.text if count else colours.muted, bold=True)
    figure.add_annotation(
        **written(escaped(number(count)), y=BAR_HEIGHT + 18, x=x, xshift=TEXT_INSET, type_=strong)
    )
    square = f'<span style="color:{status_colours(colours)[status]}">■</span>'
    name = f"{square} {escaped(outcome_name(status))}"
    small = font(colours.muted, SMALL_SIZE)
    figure.add_annotation(**written(name, y=BAR_HEIGHT + 38, x=x, xshift=TEXT_INSET, type_=small))
