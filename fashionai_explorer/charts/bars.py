"""How often each label of a facet occurs: a bar a label, and the whole row takes the click."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from fashionai_explorer.charts.lettering import BOLD_WIDTH, LINE_SIGNS, escaped, hover_text, lines, text_width
from fashionai_explorer.charts.theme import (
    BUTTON_MARGIN,
    LABEL_SIZE,
    ROOM_FOR_A_MARK,
    SMALL_SIZE,
    TRANSPARENT,
    Palette,
    blank_figure,
    font,
    palette,
    written,
)
from fashionai_explorer.texts import _, _n, facet_name, listing, number, percent, points

BAR_HEIGHT = 14
LINE_HEIGHT = 16
ROW_HEIGHT = 42
TEXT_MIDDLE = 11
TEXT_INSET = 2  # a bar's straight end looks further left than a letter does
COLUMN_GAP = 12
TEXT_GAP = 8
TICK, TICK_WIDTH = " ✓", 16

# The narrowest card, on a phone of 360 px: labels break so as to keep off the columns there.
NARROWEST = 294
SHORTEST_BAR = 0.004  # of the scale: a share that is there is seen


@dataclass(frozen=True, slots=True)
class Row:
    """One label as a chart shows it.

    ``share`` is of the customers with a profile in view, 0 to 1; ``list_share`` of those of the whole list,
    None where no filter is in force. ``certain`` says whether the difference of the two is more than
    chance, None where nobody has tested it. ``picked`` labels are part of the filter.
    """

    id: str
    text: str
    customers: int
    share: float
    list_share: float | None = None
    certain: bool | None = None
    picked: bool = False


def shared_scale(*charts: Iterable[Row]) -> float:
    """Return the share at the right end of all charts of a page: the largest that any of them shows."""
    shares = [share for rows in charts for row in rows for share in (row.share, row.list_share or 0.0)]
    return max(shares, default=0.0) or 1.0


def frequency_bars(
    rows: Sequence[Row], *, scale: float, dark: bool, picture_button: bool = True
) -> go.Figure:
    """Draw ``rows`` from top to bottom as they come, on a scale from 0 to ``scale``.

    The transparent second trace carries each row's ``id`` as ``customdata``.
    """
    colours = palette(dark)
    columns = _Columns.of(rows)
    places = _places(rows, columns)
    height = places[-1].bottom if places else ROW_HEIGHT
    figure = blank_figure(height, scale, colours, top=BUTTON_MARGIN if picture_button else 0)
    _add_bars(figure, rows, places, scale, colours)
    _add_rows_to_click(figure, rows, places, scale)
    placed = list(zip(rows, places, strict=True))
    figure.update_layout(
        shapes=[line for row, place in placed for line in _list_line(row, place, colours)],
        annotations=[
            text
            for row, place in placed
            for text in (*_label(row, place, colours), *_numbers(row, place, columns, colours))
        ],
    )
    return figure


def sentence(rows: Sequence[Row], facet: str, customers: int, most: int = 5) -> str:
    """Say what the chart shows, for those who cannot see it: its first ``most`` labels with their shares.

    ``customers`` are those with a profile in view, of whom the shares are.
    """
    heading = facet_name(facet)
    if not rows:
        return _("{facet}: nothing to show.", facet=heading)
    items = listing([_said(row) for row in rows[:most]])
    said = _n(
        "{facet} of {n} customer: {items}.",
        "{facet} of {n} customers: {items}.",
        customers,
        facet=heading,
        items=items,
    )
    rest = len(rows) - most
    return said if rest <= 0 else said + " " + _n("{n} more in the table.", "{n} more in the table.", rest)


def _said(row: Row) -> str:
    label = lines(row.text, signs=80, most=1)[0]
    if row.list_share is None:
        return _("“{label}” {share}", label=label, share=percent(row.share))
    return _(
        "“{label}” {share} (whole list: {list_share})",
        label=label,
        share=percent(row.share),
        list_share=percent(row.list_share),
    )


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the numbers end, in pixels from the right edge, and where their columns begin."""

    customers: float
    points: float
    share: float
    begin: float

    @classmethod
    def of(cls, rows: Sequence[Row]) -> _Columns:
        """Make each column as wide as its widest number, or not at all."""
        widest = max((text_width(number(row.customers), SMALL_SIZE) for row in rows), default=0.0)
        after_points = max(32.0, widest) + COLUMN_GAP
        differences = [text_width(_difference(row), SMALL_SIZE) for row in rows if row.list_share is not None]
        after_share = after_points + (max(30.0, *differences) + COLUMN_GAP if differences else 0.0)
        shares = max((text_width(percent(row.share), LABEL_SIZE, bold=True) for row in rows), default=0.0)
        return cls(
            customers=0.0, points=after_points, share=after_share, begin=after_share + shares + TEXT_GAP
        )


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
        bottom = top + ROW_HEIGHT + (len(label) - 1) * LINE_HEIGHT
        places.append(_Place(top, bottom, label))
        top = bottom
    return places


def _label_lines(row: Row, room: float) -> tuple[str, ...]:
    """Break a label; a picked one is bold and so wider, and its tick is never what is cut off."""
    if not row.picked:
        return tuple(lines(row.text, width=room))
    *above, last = lines(row.text, signs=LINE_SIGNS - len(TICK), width=(room - TICK_WIDTH) / BOLD_WIDTH)
    return (*above, last + TICK)


def _add_bars(
    figure: go.Figure, rows: Sequence[Row], places: Sequence[_Place], scale: float, colours: Palette
) -> None:
    figure.add_bar(
        orientation="h",
        x=[max(row.share, scale * SHORTEST_BAR) if row.share else 0.0 for row in rows],
        y=[place.bar_middle for place in places],
        width=BAR_HEIGHT,
        marker={
            "color": [colours.picked if row.picked else colours.bar for row in rows],
            "line": {"width": 0},
            "cornerradius": 2,
        },
        hoverinfo="skip",
        unselected={"marker": {"opacity": 1}},
    )


def _add_rows_to_click(
    figure: go.Figure, rows: Sequence[Row], places: Sequence[_Place], scale: float
) -> None:
    """Lay a bar nobody sees over each row. Not ``hoverinfo="skip"``, which takes no click.

    It goes from right to left: Plotly sets the hover box at a bar's tip, where it would hide the numbers.
    """
    figure.add_bar(
        orientation="h",
        base=[scale * ROOM_FOR_A_MARK] * len(rows),
        x=[-scale * ROOM_FOR_A_MARK] * len(rows),
        y=[(place.top + place.bottom) / 2 for place in places],
        width=[place.bottom - place.top for place in places],
        marker={"color": TRANSPARENT, "line": {"width": 0}},
        customdata=[row.id for row in rows],
        # By way of hovertext: a template would read "%{x}" in a label.
        hovertext=[_hover(row) for row in rows],
        hovertemplate="%{hovertext}<extra></extra>",
        unselected={"marker": {"opacity": 1}},
    )


def _hover(row: Row) -> str:
    counted = _n("{n} customer", "{n} customers", row.customers)
    told = f"<b>{hover_text(row.text)}</b><br>{escaped(percent(row.share))} · {escaped(counted)}"
    if row.list_share is None:
        return told
    in_list = _("whole list: {list_share}", list_share=percent(row.list_share))
    doubt = "" if row.certain in (True, None) else " · " + escaped(_("may be chance"))
    return f"{told}<br>{escaped(in_list)}{doubt}"


def _list_line(row: Row, place: _Place, colours: Palette) -> list[dict[str, Any]]:
    """Mark the list's share: 2 px of the text's colour in 5 px of the page's, so that it shows on any bar."""
    if row.list_share is None:
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
    type_ = font(colours.text, bold=row.picked)
    tops = (place.top + TEXT_MIDDLE + n * LINE_HEIGHT for n in range(len(place.label)))
    return [
        written(escaped(line), y=y, xshift=TEXT_INSET, type_=type_)
        for line, y in zip(place.label, tops, strict=True)
    ]


def _numbers(row: Row, place: _Place, columns: _Columns, colours: Palette) -> list[dict[str, Any]]:
    cells = [
        (percent(row.share), columns.share, font(colours.text, bold=True)),
        (_difference(row), columns.points, font(_difference_colour(row, colours), SMALL_SIZE)),
        (number(row.customers), columns.customers, font(colours.muted, SMALL_SIZE)),
    ]
    y = place.top + TEXT_MIDDLE
    return [
        written(escaped(text), y=y, x=1, xshift=-from_right, side="right", type_=type_)
        for text, from_right, type_ in cells
        if text
    ]


def _difference(row: Row) -> str:
    return "" if row.list_share is None else points(row.share - row.list_share)


def _difference_colour(row: Row, colours: Palette) -> str:
    """Colour only what was tested and is more than chance."""
    if not row.certain or row.list_share is None or _difference(row) == "=":
        return colours.muted
    return colours.more if row.share > row.list_share else colours.less
