"""By how much two groups differ: a dot a label with its interval, more than the other to the right of zero."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from fashionai_explorer.analysis import CERTAIN, CLEAR
from fashionai_explorer.charts.lettering import escaped, hover_text, lines, text_width
from fashionai_explorer.charts.theme import (
    BUTTON_MARGIN,
    LABEL_SIZE,
    SMALL_SIZE,
    TRANSPARENT,
    Palette,
    blank_figure,
    font,
    palette,
    written,
)
from fashionai_explorer.texts import _, facet_word, listing, percent, points

LINE_HEIGHT = 16
TEXT_MIDDLE = 12
BELOW_TEXT = 19  # from a row's last line of text to its interval
BELOW_INTERVAL = 14
HEAD, FOOT = 22, 24
DOT, INTERVAL = 12, 3
RIGHT = 92
"""The right margin, in pixels: room for two shares, and for the longest word on certainty."""
NARROWEST = 294 - RIGHT
SCALE_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
SIDE_GAP = 8
MOST_SAID = 5


@dataclass(frozen=True, slots=True)
class Dot:
    """One label of a comparison.

    ``share`` and ``other_share`` are those of the group and of the other (0 to 1), ``low`` and ``high`` the
    ends of the difference's interval; ``q`` tells how sure the difference is.
    """

    id: str
    facet: str
    text: str
    share: float
    other_share: float
    low: float
    high: float
    q: float

    @property
    def difference(self) -> float:
        return self.share - self.other_share

    @property
    def sure(self) -> bool:
        """Whether it may be called a difference."""
        return self.q < CERTAIN


def certainty(q: float) -> str:
    """Say how sure a difference is, in a word: from q, the false discovery rate at which it passes."""
    if q < CLEAR:
        return _("clear")
    return _("reliable") if q < CERTAIN else _("may be chance")


def difference_dots(dots: Sequence[Dot], *, dark: bool) -> go.Figure:
    """Draw ``dots`` from top to bottom as they come, on a scale that is the same to both sides of zero.

    The last trace carries each row's ``id`` as ``customdata``: a bar nobody sees over the whole row.
    """
    colours = palette(dark)
    places = list(_places(dots))
    bottom = places[-1].bottom if places else HEAD
    scale, step = _scale(dots)
    figure = blank_figure(bottom + FOOT, scale, colours, top=BUTTON_MARGIN)
    figure.update_layout(margin={"r": RIGHT}, xaxis={"range": [-scale, scale]})
    for of_colour, is_sure in _by_colour(dots, colours).items():
        _add_dots(figure, [(dots[n], places[n]) for n in is_sure], of_colour, colours)
    _add_rows_to_click(figure, dots, places, scale)
    placed = list(zip(dots, places, strict=True))
    figure.update_layout(
        shapes=[*_rules(places, colours), _zero(bottom, colours)],
        annotations=[
            *_directions(colours),
            *(
                text
                for dot, place in placed
                for text in (*_label(dot, place, colours), *_right(dot, place, colours))
            ),
            *_ticks(scale, step, bottom, colours),
        ],
    )
    return figure


def dots_sentence(dots: Sequence[Dot], group: str, other: str) -> str:
    """Say what the chart shows, for those who cannot see it: its ``MOST_SAID`` greatest differences.

    ``group`` and ``other`` name the two groups.
    """
    found = sorted((dot for dot in dots if dot.sure), key=lambda dot: -abs(dot.difference))[:MOST_SAID]
    if not found:
        return _("{group} against {other}: no difference beyond chance.", group=group, other=other)
    items = listing([_said(dot) for dot in found])
    return _("{group} against {other}: {items}.", group=group, other=other, items=items)


def _said(dot: Dot) -> str:
    return _(
        "{facet} “{label}” {share} and {other}",
        facet=facet_word(dot.facet),
        label=lines(dot.text, signs=80, most=1)[0],
        share=percent(dot.share),
        other=percent(dot.other_share),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row stands, in pixels from the top: its label's lines, whether its facet is on the last one."""

    top: float
    label: tuple[str, ...]
    facet_beside: bool

    @property
    def text_lines(self) -> int:
        return len(self.label) + (not self.facet_beside)

    @property
    def interval(self) -> float:
        return self.top + TEXT_MIDDLE + (self.text_lines - 1) * LINE_HEIGHT + BELOW_TEXT

    @property
    def bottom(self) -> float:
        return self.interval + BELOW_INTERVAL


def _places(dots: Sequence[Dot]) -> Iterator[_Place]:
    top = float(HEAD)
    for dot in dots:
        label = tuple(lines(dot.text, width=NARROWEST))
        used = text_width(label[-1], LABEL_SIZE) + text_width(" " + facet_word(dot.facet), SMALL_SIZE)
        place = _Place(top, label, used <= NARROWEST)
        top = place.bottom
        yield place


def _scale(dots: Sequence[Dot]) -> tuple[float, float]:
    """The share at both ends, and from tick to tick: as far as any interval goes, and at most three ticks."""
    ends = [abs(end) for dot in dots for end in (dot.low, dot.high) if math.isfinite(end)]
    widest = max([0.01, *ends])
    step = next(step for step in SCALE_STEPS if widest <= 3.4 * step)
    return widest * 1.04, step


def _by_colour(dots: Sequence[Dot], colours: Palette) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, dot in enumerate(dots):
        found.setdefault(_colour(dot, colours), []).append(place)
    return found


def _colour(dot: Dot, colours: Palette) -> str:
    """Grey for what may be chance: only a difference has a direction."""
    if not dot.sure:
        return colours.muted
    return colours.more if dot.difference > 0 else colours.less


def _add_dots(figure: go.Figure, rows: Sequence[tuple[Dot, _Place]], colour: str, colours: Palette) -> None:
    """Draw intervals and dots of one colour; what may be chance is hollow, so that colour is not all it has."""
    figure.add_scatter(
        mode="lines",
        x=[end for dot, _ in rows for end in (dot.low, dot.high, None)],
        y=[end for _, place in rows for end in (place.interval, place.interval, None)],
        line={"color": colour, "width": INTERVAL},
        hoverinfo="skip",
    )
    hollow = colour == colours.muted
    figure.add_scatter(
        mode="markers",
        x=[dot.difference for dot, _ in rows],
        y=[place.interval for _, place in rows],
        marker={
            "size": DOT,
            "color": colours.page if hollow else colour,
            "line": {"color": colour, "width": 2},
            "opacity": 1,
        },
        cliponaxis=False,
        hoverinfo="skip",
    )


def _add_rows_to_click(
    figure: go.Figure, dots: Sequence[Dot], places: Sequence[_Place], scale: float
) -> None:
    """Lay a bar nobody sees over each row, from right to left as the hover box stands at its tip."""
    figure.add_bar(
        orientation="h",
        base=[scale] * len(dots),
        x=[-2 * scale] * len(dots),
        y=[(place.top + place.bottom) / 2 for place in places],
        width=[place.bottom - place.top for place in places],
        marker={"color": TRANSPARENT, "line": {"width": 0}},
        customdata=[dot.id for dot in dots],
        # By way of hovertext: a template would read "%{x}" in a label.
        hovertext=[_hover(dot) for dot in dots],
        hovertemplate="%{hovertext}<extra></extra>",
        unselected={"marker": {"opacity": 1}},
    )


def _hover(dot: Dot) -> str:
    told = _(
        "{share} against {other}: {difference} points ({low} to {high})",
        share=percent(dot.share),
        other=percent(dot.other_share),
        difference=points(dot.difference),
        low=points(dot.low),
        high=points(dot.high),
    )
    heading = f"<b>{hover_text(dot.text)}</b> {escaped(facet_word(dot.facet))}"
    return f"{heading}<br>{escaped(told)} · {escaped(certainty(dot.q))}"


def _label(dot: Dot, place: _Place, colours: Palette) -> Iterator[dict[str, Any]]:
    """Write the label above its interval, and its facet small behind it, or below where it has no room."""
    colour = colours.text if dot.sure else colours.muted
    small = f'<span style="font-size:{SMALL_SIZE}px;color:{colours.muted}">{escaped(facet_word(dot.facet))}</span>'
    texts = [escaped(line) for line in place.label]
    texts = [*texts[:-1], f"{texts[-1]} {small}"] if place.facet_beside else [*texts, small]
    for n, text in enumerate(texts):
        yield written(text, y=place.top + TEXT_MIDDLE + n * LINE_HEIGHT, type_=font(colour))


def _right(dot: Dot, place: _Place, colours: Palette) -> Iterator[dict[str, Any]]:
    """Write both shares into the right margin, and below them how sure their difference is."""
    ink = colours.text if dot.sure else colours.muted
    shares = f"<b>{escaped(percent(dot.share))}</b> · {escaped(percent(dot.other_share))}"
    for text, shift, size, colour in (
        (shares, -8, LABEL_SIZE, ink),
        (escaped(certainty(dot.q)), 9, SMALL_SIZE, colours.text if dot.sure else colours.muted),
    ):
        y = place.interval + shift
        yield written(text, y=y, x=1, xshift=RIGHT, side="right", type_=font(colour, size))


def _rules(places: Sequence[_Place], colours: Palette) -> list[dict[str, Any]]:
    """A hair line a row leads the eye from the interval to the shares on the right."""
    line = {"color": colours.blank, "width": 1}
    ends = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "layer": "below", "line": line}
    return [ends | {"y0": place.interval, "y1": place.interval} for place in places]


def _zero(bottom: float, colours: Palette) -> dict[str, Any]:
    line = {"color": colours.muted, "width": 1.5}
    return {"type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": bottom, "layer": "below", "line": line}


def _directions(colours: Palette) -> Iterator[dict[str, Any]]:
    """Say above the zero line what its two sides mean."""
    for text, shift, side, colour in (
        (_("less ←"), -SIDE_GAP, "right", colours.less),
        (_("→ more in the group"), SIDE_GAP, "left", colours.more),
    ):
        type_ = font(colour, SMALL_SIZE)
        yield written(escaped(text), y=HEAD / 2, x=0.5, xshift=shift, side=side, type_=type_)


def _ticks(scale: float, step: float, bottom: float, colours: Palette) -> Iterator[dict[str, Any]]:
    """Write the axis in points, below the last row."""
    most = int(scale / step)
    for n in range(-most, most + 1):
        text = points(n * step) if n else "0"
        place = 0.5 + n * step / scale / 2
        yield written(
            escaped(text), y=bottom + FOOT / 2, x=place, side="center", type_=font(colours.muted, SMALL_SIZE)
        )
