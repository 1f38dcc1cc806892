"""How our charts look: colours, type, and the frame that every figure starts from.

The colours are the page's (``.streamlit/config.toml``); a test holds them together, and those that must be
told apart at CIEDE2000 >= 12, also for protan and deutan sight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from fashionai_explorer.texts import _, language, separators

# Streamlit's own page font; charts with another one stand out.
FONT = '"Source Sans", sans-serif'
LABEL_SIZE, SMALL_SIZE = 14, 13
TRANSPARENT = "rgba(0,0,0,0)"

# Plotly's button lies over the first row unless the figure begins this much higher.
BUTTON_MARGIN = 30

# Of the scale: a hair more than all of it, so that a mark at its very end keeps its full width.
ROOM_FOR_A_MARK = 1.005


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, as hexadecimal RGB.

    ``cell`` is a map's cell of which nothing is said. ``muted`` is a true grey: one with a touch of plum is the plum of ``more`` to deutan eyes.
    """

    page: str
    text: str
    muted: str
    bar: str
    picked: str
    more: str
    less: str
    groups: tuple[str, str, str, str]
    blank: str
    cell: str


LIGHT = Palette(
    page="#FFFFFF",
    text="#120E17",
    muted="#686868",
    bar="#AB86A5",
    picked="#6B1F5C",
    more="#7A2E6B",
    less="#0072B2",
    groups=("#7A2E6B", "#0072B2", "#B45F06", "#00735A"),
    blank="#C9C3CE",
    cell="#F1EFF2",
)
DARK = Palette(
    page="#16131A",
    text="#EFEAF2",
    muted="#A9A9A9",
    bar="#82597A",
    picked="#E8A9DC",
    more="#C65BAE",
    less="#A9DCF6",
    groups=("#C65BAE", "#A9DCF6", "#C98A1B", "#2FCF97"),
    blank="#4E4757",
    cell="#221F27",
)


def palette(dark: bool) -> Palette:
    """Return the colours for the page's theme."""
    return DARK if dark else LIGHT


def blank_figure(height: float, length: float, colours: Palette, top: int = 0) -> go.Figure:
    """Return a figure to draw on: x from 0 to ``length`` over the full width, y in pixels downwards.

    ``height`` is that of the drawing, in pixels, without the margin ``top``. As y counts pixels, a text and
    a bar stand where they are put at every width.
    """
    return go.Figure(layout=frame(height, length, colours, top))


def frame(height: float, length: float, colours: Palette, top: int = 0) -> dict[str, Any]:
    """Return the layout of such a figure.

    Handed to Plotly in one piece with all that is drawn: twice as quick as adding to a figure (10 and 22 ms
    a chart).
    """
    return {
        "template": "none",
        "height": height + top,
        "autosize": True,
        "margin": {"l": 0, "r": 0, "t": top, "b": 0, "pad": 0},
        "paper_bgcolor": colours.page,
        "plot_bgcolor": TRANSPARENT,
        "font": {"family": FONT, "size": LABEL_SIZE, "color": colours.text},
        "separators": separators(),
        "showlegend": False,
        "bargap": 0,
        "barmode": "overlay",
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": colours.page,
            "bordercolor": colours.muted,
            "align": "left",
            "font": {"family": FONT, "size": SMALL_SIZE, "color": colours.text},
        },
        "modebar": {"bgcolor": TRANSPARENT, "color": colours.muted, "activecolor": colours.text},
        "xaxis": {"range": [0, length * ROOM_FOR_A_MARK], "visible": False, "fixedrange": True},
        "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True},
    }


def written(
    text: str,
    *,
    y: float,
    type_: dict[str, Any],
    x: float = 0,
    xshift: float = 0,
    side: str = "left",
) -> dict[str, Any]:
    """Return Plotly's description of a text with its middle ``y`` pixels below the top; it is escaped already.

    It begins, or with ``side="right"`` ends, ``xshift`` pixels from ``x`` (0 to 1 of the width). ``align``
    holds it there even where the page's font arrives after the figure was measured. A figure takes all of
    its texts at once (``layout.annotations``): Plotly copies what is there for each that is added alone,
    which took half a second a chart.
    """
    return {
        "text": text,
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "y",
        "xanchor": side,
        "align": side,
        "yanchor": "middle",
        "xshift": xshift,
        "showarrow": False,
        "borderpad": 0,
        "font": type_,
    }


def font(colour: str, size: int = LABEL_SIZE, *, bold: bool = False) -> dict[str, Any]:
    """Return Plotly's description of a piece of type."""
    return {"size": size, "color": colour, "weight": 700 if bold else 400}


def chart_config(file_name: str) -> dict[str, Any]:
    """Return what ``st.plotly_chart`` takes as ``config``: one button, which saves ``file_name``.svg.

    Plotly speaks English where nobody tells it otherwise, so its few words come with it.
    """
    words = {
        "Download plot": _("Download picture"),
        "Preparing image - this may take a few seconds": _("Making the picture"),
        "Sorry, there was a problem downloading your image!": _("The picture could not be made. Try again."),
    }
    return {
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "svg", "filename": file_name},
        "typesetMath": False,
        "scrollZoom": False,
        "doubleClick": False,
        "locale": language(),
        "locales": {language(): {"dictionary": words, "format": {}}},
    }
