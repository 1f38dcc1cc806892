"""Pairs of labels that go together: the selection of a pair, and the map of a pairing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fashionai_explorer.analysis import PAIRINGS, Pair, Pairing, Side
from fashionai_explorer.charts import Cell, HeatMap
from fashionai_explorer.segments import Pick, Selection
from fashionai_explorer.texts import _, facet_name


def selection_of_pair(selection: Selection, pairing: Pairing, first: str, second: str) -> Selection:
    """Return the selection with both labels picked, in the place of what was picked in their facets."""
    picked = selection
    for side, label in zip(pairing, (first, second), strict=True):
        picked = picked.with_pick(Pick(side.facet).with_one(label, theme=side.by == "theme"))
    return replace(picked, either=False)


def map_of(pairs: Sequence[Pair], place: int) -> tuple[HeatMap, bool]:
    """Return a pairing's map, and whether its first side stands across.

    The longer names stand downwards, where they can be read.
    """
    own = [pair for pair in pairs if pair.pairing == place]
    first = list(dict.fromkeys(pair.first for pair in own))
    second = list(dict.fromkeys(pair.second for pair in own))
    cells = {(pair.first, pair.second): Cell(pair.customers, pair.lift, pair.certain) for pair in own}
    across = _signs(first) < _signs(second)
    if across:
        return HeatMap(second, first, [[cells[a, b] for a in first] for b in second]), True
    return HeatMap(first, second, [[cells[a, b] for b in second] for a in first]), False


def after_cell(selection: Selection, place: int, shown: HeatMap, cell: str, *, across: bool) -> Selection:
    """Return the selection after a click on a cell, which carries its row and column with a point between.

    What names no cell of the map changes nothing.
    """
    row, _point, column = cell.partition(".")
    if not (row.isdigit() and column.isdigit()):
        return selection
    if int(row) >= len(shown.rows) or int(column) >= len(shown.columns):
        return selection
    names = shown.rows[int(row)], shown.columns[int(column)]
    first, second = reversed(names) if across else names
    return selection_of_pair(selection, PAIRINGS[place], first, second)


def pairing_name(pairing: Pairing) -> str:
    """Return a pairing's name: ``Estilo × Tom de voz``."""
    return " × ".join(facet_name(side.facet) for side in pairing)


def sides(pairing: Pairing) -> str:
    """Return what a pairing's sides are of: ``Estilo · Tom de voz (tema)``."""
    return " · ".join(_side(side) for side in pairing)


def _side(side: Side) -> str:
    return (
        _("{facet} (theme)", facet=facet_name(side.facet)) if side.by == "theme" else facet_name(side.facet)
    )


def _signs(names: Sequence[str]) -> float:
    return sum(map(len, names)) / max(1, len(names))
