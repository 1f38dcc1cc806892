"""How often each label of a facet occurs: a bar a label, and the whole row takes the click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from fashionai_explorer.charts.lettering import BOLD_WIDTH, LINE_SIGNS, escaped, hover_text, lines, text_width
from fashionai_explorer.charts.rows import Figure, Row
from fashionai_explorer.charts.theme import (
    BUTTON_MARGIN,
    LABEL_SIZE,
    ROOM_FOR_A_MARK,
    SMALL_SIZE,
    TRANSPARENT,
    Palette,
    font,
    frame,
    palette,
    written,
)
from fashionai_explorer.texts import _, _n, money, percent

BAR_HEIGHT = 14
LINE_HEIGHT = 16
ROW_HEIGHT = 42
BARLESS_HEIGHT = 24
TEXT_MIDDLE = 11
TEXT_INSET = 2  # a bar's straight end looks further left than a letter does
COLUMN_GAP = 12
TEXT_GAP = 8
TICK, TICK_WIDTH = " ✓", 16

# The narrowest card, on a phone of 360 px: labels break so as to keep off the columns there.
NARROWEST = 294
SHORTEST_BAR = 0.004  # of the scale: a share that is there is seen


def frequency_bars(rows: Sequence[Row], *, scale: float, dark: bool, figure: Figure = "share") -> go.Figure:
    """Draw ``rows`` from top to bottom as they come, on a scale from 0 to ``scale``.

    The transparent second trace carries each row's ``id`` as ``customdata``. ``figure`` is the number that
    stands out.
    """
    colours = palette(dark)
    columns = _Columns.of(rows, figure)
    places = _places(rows, columns)
    height = places[-1].bottom if places else ROW_HEIGHT
    placed = list(zip(rows, places, strict=True))
    drawn = {
        "shapes": [line for row, place in placed for line in _list_line(row, place, colours)],
        "annotations": [
            text
            for row, place in placed
            for text in (*_label(row, place, colours), *_numbers(row, place, columns, figure, colours))
        ],
    }
    layout = frame(height, scale, colours, top=BUTTON_MARGIN)
    bars = [_bars(rows, places, scale, colours), _rows_to_click(rows, places, scale)]
    return go.Figure(data=bars, layout=layout | {name: marks for name, marks in drawn.items() if marks})


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the numbers end, in pixels from the right edge, and where their columns begin."""

    aside: float
    points: float
    strong: float
    begin: float

    @classmethod
    def of(cls, rows: Sequence[Row], figure: Figure) -> _Columns:
        """Make each column as wide as its widest number, or not at all."""
        widest = max((text_width(row.aside(figure), SMALL_SIZE) for row in rows), default=0.0)
        points = max(32.0, widest) + COLUMN_GAP
        differences = [text_width(row.difference, SMALL_SIZE) for row in rows if row.list_share is not None]
        strong = points + (max(30.0, *differences) + COLUMN_GAP if differences else 0.0)
        width = max((text_width(row.strong(figure), LABEL_SIZE, bold=True) for row in rows), default=0.0)
        return cls(aside=0.0, points=points, strong=strong, begin=strong + width + TEXT_GAP)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row stands, in pixels from the top, and its label's lines."""

    top: float
    bottom: float
    label: tuple[str, ...]

    @property
    def bar_middle(self) -> float:
        return self.bottom - 6 - BAR_HEIGHT / 2


def _places(rows: Sequence[Row], columns: _Columns) -> list[_Place]:
    room = NARROWEST - columns.begin
    places, top = [], 0.0
    for row in rows:
        label = _label_lines(row, room)
        height = ROW_HEIGHT if row.id is not None else BARLESS_HEIGHT
        bottom = top + height + (len(label) - 1) * LINE_HEIGHT
        places.append(_Place(top, bottom, label))
        top = bottom
    return places


def _label_lines(row: Row, room: float) -> tuple[str, ...]:
    """Break a label; a picked one is bold and so wider, and its tick is never what is cut off."""
    if not row.picked:
        return tuple(lines(row.words, width=room))
    *above, last = lines(row.text, signs=LINE_SIGNS - len(TICK), width=(room - TICK_WIDTH) / BOLD_WIDTH)
    return (*above, last + TICK)


def _bars(rows: Sequence[Row], places: Sequence[_Place], scale: float, colours: Palette) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [_length(row, scale) for row in rows],
        "y": [place.bar_middle for place in places],
        "width": BAR_HEIGHT,
        "marker": {
            "color": [TRANSPARENT if row.small else _colour(row, colours) for row in rows],
            "line": {
                "width": [1 if row.small else 0 for row in rows],
                "color": [_colour(row, colours) for row in rows],
            },
            "cornerradius": 2,
        },
        "hoverinfo": "skip",
        "unselected": {"marker": {"opacity": 1}},
    }


def _length(row: Row, scale: float) -> float:
    """A bar's length. What stands for others has none: it would be the longest, and shorten all of theirs."""
    if row.id is None or not row.share:
        return 0.0
    return max(row.share, scale * SHORTEST_BAR)


def _colour(row: Row, colours: Palette) -> str:
    return colours.picked if row.picked else colours.bar


def _rows_to_click(rows: Sequence[Row], places: Sequence[_Place], scale: float) -> dict[str, Any]:
    """Lay a bar nobody sees over each row. Not ``hoverinfo="skip"``, which takes no click.

    It goes from right to left: Plotly sets the hover box at a bar's tip, where it would hide the numbers.
    """
    return {
        "type": "bar",
        "orientation": "h",
        "base": [scale * ROOM_FOR_A_MARK] * len(rows),
        "x": [-scale * ROOM_FOR_A_MARK] * len(rows),
        "y": [(place.top + place.bottom) / 2 for place in places],
        "width": [place.bottom - place.top for place in places],
        "marker": {"color": TRANSPARENT, "line": {"width": 0}},
        "customdata": [row.id for row in rows],
        # By way of hovertext: a template would read "%{x}" in a label.
        "hovertext": [_hover(row) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "unselected": {"marker": {"opacity": 1}},
    }


def _hover(row: Row) -> str:
    counted = _n("{n} customer", "{n} customers", row.customers)
    told = [f"<b>{hover_text(row.words)}</b>", f"{escaped(percent(row.share))} · {escaped(counted)}"]
    if row.amount is not None:
        mean = _("{amount} on average", amount=money(row.mean)) if row.mean is not None else ""
        sum_ = _("{amount} in all", amount=money(row.amount))
        told.append(" · ".join(escaped(words) for words in (sum_, mean) if words))
    if row.list_share is not None:
        in_list = _("whole list: {list_share}", list_share=percent(row.list_share))
        doubt = "" if row.certain in (True, None) else " · " + escaped(_("may be chance"))
        told.append(f"{escaped(in_list)}{doubt}")
    if row.small:
        told.append(escaped(_("too few customers to conclude anything")))
    return "<br>".join(told)


def _list_line(row: Row, place: _Place, colours: Palette) -> list[dict[str, Any]]:
    """Mark the list's share: 2 px of the text's colour in 5 px of the page's, so that it shows on any bar."""
    if row.list_share is None or row.id is None:
        return []
    half = BAR_HEIGHT / 2
    ends = {
        "type": "line",
        "x0": row.list_share,
        "x1": row.list_share,
        "y0": place.bar_middle - half,
        "y1": place.bar_middle + half,
    }
    return [
        ends | {"line": {"color": colour, "width": width}}
        for colour, width in ((colours.page, 5), (colours.text, 2))
    ]


def _label(row: Row, place: _Place, colours: Palette) -> list[dict[str, Any]]:
    type_ = font(colours.muted if row.id is None else colours.text, bold=row.picked)
    tops = (place.top + TEXT_MIDDLE + n * LINE_HEIGHT for n in range(len(place.label)))
    return [
        written(escaped(line), y=y, xshift=TEXT_INSET, type_=type_)
        for line, y in zip(place.label, tops, strict=True)
    ]


def _numbers(
    row: Row, place: _Place, columns: _Columns, figure: Figure, colours: Palette
) -> list[dict[str, Any]]:
    cells = [
        (row.strong(figure), columns.strong, font(colours.text, bold=True)),
        (row.difference, columns.points, font(_difference_colour(row, colours), SMALL_SIZE)),
        (row.aside(figure), columns.aside, font(colours.muted, SMALL_SIZE)),
    ]
    y = place.top + TEXT_MIDDLE
    return [
        written(escaped(text), y=y, x=1, xshift=-from_right, side="right", type_=type_)
        for text, from_right, type_ in cells
        if text
    ]


def _difference_colour(row: Row, colours: Palette) -> str:
    """Colour only what was tested, is more than chance, and of more than a few customers."""
    if not row.certain or row.small or row.list_share is None or row.difference == "=":
        return colours.muted
    return colours.more if row.share > row.list_share else colours.less
