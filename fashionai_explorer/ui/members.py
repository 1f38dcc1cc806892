"""The members of a segment as a table: identifiers masked until somebody asks to see them."""

from __future__ import annotations

import csv
import io

import pandas as pd
import streamlit as st
from pyroaring import BitMap

from fashionai_explorer import workspace
from fashionai_explorer.identifiers import KINDS
from fashionai_explorer.segments import ExportTable, export_table, write
from fashionai_explorer.texts import _, _n, facet_name, kind_name, label_text, number
from fashionai_explorer.ui import show
from fashionai_explorer.workspace import View

MOST_ROWS = 1_000
"""More of them than these nobody reads on a screen; the file has all."""
FIRST_ROWS = 10

_DELIMITERS = {"csv": ",", "csv-br": ";"}
_LABELS = ("style", "voice_tone", "opportunity", "new_behaviour")


def table(view: View, members: BitMap) -> None:
    """Draw the members, the first thousand of them, and the toggle that shows their identifiers."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(members) > MOST_ROWS:
            st.caption(
                _(
                    "The first {some} of {all}; the file has all.",
                    some=number(MOST_ROWS),
                    all=number(len(members)),
                )
            )
        seen = st.toggle(_("Show identifiers"), key="identifiers-seen")
    frame = workspace.current().segments.member_table(view, members[:MOST_ROWS])
    shown = for_people(frame, masked=not seen)
    st.dataframe(
        shown,
        hide_index=True,
        key="members",
        height=min(36 * (len(shown) + 1) + 2, 560),
        alt=_n("Table of {n} customer", "Table of {n} customers", len(members)),
    )


def for_people(frame: pd.DataFrame, *, masked: bool) -> pd.DataFrame:
    """Return a table of members with headers and codes in words; the list's own columns as they are.

    ``masked`` hides the identifiers, and cells of other columns that repeat them.
    """
    shown = frame.copy()
    if masked:
        pairs = zip(frame["kind"], frame["identifier"], strict=True)
        shown["identifier"] = [masked_identifier(kind, value) for kind, value in pairs]
    shown["kind"] = [kind_name(kind) for kind in frame["kind"]]
    shown["new_behaviour"] = [
        label_text("new_behaviour", label) if label else "" for label in frame["new_behaviour"]
    ]
    own = [name for name in frame.columns if name not in {"kind", "identifier", *_LABELS}]
    shown = shown[["identifier", "kind", *own, *_LABELS]]
    headers = {"identifier": _("identifier"), "kind": _("kind")} | {
        facet: facet_name(facet) for facet in _LABELS
    }
    names = [headers.get(str(name), str(name)) for name in shown.columns]
    shown.columns = pd.Index(_told_apart(names))
    return shown


def masked_identifier(kind: str, value: str) -> str:
    """Return what stands for an identifier: an e-mail's first two signs, of others the last two.

    Every phone begins with its country's code: the first two would tell no two of them apart.
    """
    if kind == "email" or len(value) <= 2:
        return show.masked(value)
    return show.masked(value[::-1])[::-1]


def first_rows(view: View, members: BitMap, destination: str) -> pd.DataFrame:
    """Return the first ten rows with the headers that the destination's file will have, identifiers masked."""
    table = exported(view, members[:FIRST_ROWS])
    frame = table.frame.copy()
    for name, role in table.roles.items():
        if role in KINDS:
            frame[name] = [masked_identifier(role, value) for value in frame[name]]
    frame.columns = pd.Index(headers(table, destination))
    return frame


def headers(table: ExportTable, destination: str) -> list[str]:
    """Return the headers that a destination's file has, read off a file without rows."""
    if destination not in _DELIMITERS:
        return [str(name) for name in table.frame.columns]
    empty = ExportTable(table.frame.iloc[:0], table.roles)
    written = write(empty, destination).content.decode("utf-8-sig")
    return next(csv.reader(io.StringIO(written), delimiter=_DELIMITERS[destination]))


def exported(view: View, members: BitMap) -> ExportTable:
    """Return what a destination writes of these members."""
    columns = list(zip(view.head.reading["columns"], view.head.reading["roles"], strict=True))
    return export_table(view.index, members, view.rows, view.first_row, columns)


def _told_apart(names: list[str]) -> list[str]:
    """Number the names that stand twice: a list may have a column called as one of ours is."""
    seen: dict[str, int] = {}
    apart = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        apart.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return apart
