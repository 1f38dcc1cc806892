"""How pages show things: what others wrote, tables with their downloads, empty places, errors, what was done.

Labels, names of lists, files and columns, profile texts and cells are written by others. Markdown would load
the pictures and follow the links in them, so they reach a page through here, through table cells or through
the options of a selectbox, and never through ``st.markdown``, a label, a caption or a toast.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from html import escape
from typing import Any, Literal

import pandas as pd
import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.charts import palette
from fashionai_explorer.errors import ExplorerError, UnreadableFileError
from fashionai_explorer.segments import ExportTable, file_name, write
from fashionai_explorer.texts import _, error_text, language, reader_zone, speaking

Size = Literal["small", "normal", "large", "heading"]

# Muted is Streamlit's caption, a little darker: 60 % of the text colour fails WCAG's 4.5:1 on the sidebar's grey.
MUTED = "opacity:.7"
STYLES: dict[Size, str] = {
    "small": "font-size:.875rem;line-height:1.4",
    "normal": "line-height:1.5",
    "large": "font-size:1.125rem;line-height:1.45",
    "heading": "font-size:1.2rem;font-weight:600;line-height:1.3;padding:0",
}


class Strong(str):
    """A piece of a line that stands out."""

    __slots__ = ()


def text(body: str) -> None:
    """Show a text of others letter for letter."""
    st.text(body)


def line(
    *pieces: str,
    muted: bool = False,
    size: Size = "normal",
    width: Literal["stretch", "content"] = "stretch",
) -> None:
    """Show pieces of text as one line, letter for letter; those that are ``Strong`` stand out.

    Every sign is escaped, so nothing in a piece is read as HTML, and no Markdown is near.
    """
    tag = "h2" if size == "heading" else "div"
    style = f"margin:0;overflow-wrap:anywhere;{STYLES[size]}" + (f";{MUTED}" if muted else "")
    inner = "".join(f"<b>{escape(p)}</b>" if isinstance(p, Strong) else escape(p) for p in pieces)
    st.html(f'<{tag} style="{style}">{inner}</{tag}>', width=width)


def heading(name: str) -> None:
    """Show a text of others as a heading below the page's title."""
    line(name, size="heading")


def column_of_cells(cells: list[str], name: str) -> None:
    """Show a column's name and its first cells, one line each, cut where they are too long."""
    cut = "white-space:nowrap;overflow:hidden;text-overflow:ellipsis;font-size:.875rem;height:1.75rem;line-height:1.75rem"
    rows = "".join(f'<div style="{cut};border-top:1px solid #8884">{escape(cell)}</div>' for cell in cells)
    st.html(f'<div style="{cut};font-weight:600">{escape(name)}</div>{rows}')


def bar(share: float, words: str = "", *, strong: bool = False) -> None:
    """Show a share (0 to 1) as a bar, with words behind it; a sentence beside it says it for screen readers."""
    colours = palette(is_dark())
    colour = colours.picked if strong else colours.bar
    weight = "font-weight:600" if strong else MUTED
    length = (
        f"height:14px;border-radius:2px;background:{colour};flex:none;width:{0.6 * share:.1%};min-width:2px"
    )
    said = f'<span style="font-size:.875rem;line-height:1.2;{weight}">{escape(words)}</span>'
    st.html(
        f'<div aria-hidden="true" style="display:flex;align-items:center;gap:.5rem">'
        f'<i style="{length};print-color-adjust:exact;-webkit-print-color-adjust:exact"></i>{said}</div>'
    )


def table(frame: pd.DataFrame, name: str, *, alt: str, key: str, whole: pd.DataFrame | None = None) -> None:
    """Show a table with its downloads as CSV (semicolon, for a Brazilian Excel) and XLSX.

    ``whole`` is what the files hold, where the screen shows less of it. A file is made when it is asked for.
    """
    cells(frame, alt=alt, key=key)
    downloads(lambda: frame if whole is None else whole, name, key=key)


def cells(frame: pd.DataFrame, *, alt: str, key: str, most_pixels: int = 400) -> None:
    """Show a table without downloads, as high as its rows and at most about ten of them, or ``most_pixels``."""
    height = min(36 * (len(frame) + 1) + 2, most_pixels)
    st.dataframe(frame, hide_index=True, alt=alt, key=key, height=height)


def downloads(make: Callable[[], pd.DataFrame], name: str, *, key: str) -> None:
    """Draw the downloads of a table, as CSV and XLSX; ``make`` is called when one is asked for."""
    spoken = language()
    with st.container(horizontal=True, gap="small"):
        for label, destination in (("CSV", "csv-br"), ("Excel", "xlsx")):
            st.download_button(
                label,
                data=partial(_file, make, destination, spoken),
                file_name=file_name(name, destination, today()),
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
                key=f"{key}-{destination}",
            )


def copyable(
    label: str, text: str, *, note: str = "", type: Literal["secondary", "tertiary"] = "tertiary"
) -> None:
    """Draw the button that opens a text to be copied; ``note`` is ours and says what it is for."""
    with st.popover(label, icon=":material/content_copy:", type=type):
        if note:
            st.caption(note)
        st.code(text, language=None, wrap_lines=True)


def forwardable(label: str, text: str, *, type: Literal["secondary", "tertiary"] = "tertiary") -> None:
    """Draw the button that opens a text for a message or a mail; it names nobody."""
    copyable(
        label,
        text,
        note=_("Plain text for WhatsApp or e-mail. Copy it with the button at its corner."),
        type=type,
    )


def error(problem: ExplorerError) -> None:
    """Say what went wrong and what to do, with the code to quote to whoever helps."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(":material/error:", width="content")
        line(error_text(problem))  # the sentence may name a file, which others named
        if not isinstance(problem, UnreadableFileError):  # what is wrong with a file needs nobody's help
            st.caption(problem.code, width="content")


def is_dark() -> bool:
    """Tell whether the reader's theme is dark."""
    return st.context.theme.type == "dark"


def _file(make: Callable[[], pd.DataFrame], destination: str, spoken: str) -> bytes:
    """Write a table's file; outside of any session, so that the language has to be told."""
    with speaking(spoken):
        frame = make()
    numbers = {
        str(name): frame[name].to_numpy("float64")
        for name in frame.columns
        if pd.api.types.is_numeric_dtype(frame[name])
    }
    texts = frame.astype("str")
    mark = "," if destination == "csv-br" else "."  # as a Brazilian Excel reads numbers
    for name, values in numbers.items():
        whole = pd.api.types.is_integer_dtype(frame[name])
        texts[name] = [_written(value, mark, whole=whole) for value in values.tolist()]
    return write(ExportTable(texts, numbers=numbers), destination).content


def _written(value: float, mark: str, *, whole: bool) -> str:
    """Write a number with all its digits and no exponent, which a spreadsheet may take for a text; NaN is nothing."""
    if value != value:
        return ""
    return str(int(value)) if whole else f"{Decimal(repr(value)):f}".replace(".", mark)


def today() -> dt.date:
    """Return the day it is for the reader."""
    return dt.datetime.fromtimestamp(workspace.current().now(), reader_zone()).date()


def chart(figure: Any, *, key: str, alt: str, config: dict[str, Any] | None = None) -> None:
    """Show a chart that nothing is picked in; ``alt`` is the sentence that it says."""
    st.plotly_chart(figure, key=key, alt=alt, config=config or {"displayModeBar": False})
