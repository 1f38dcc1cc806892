"""Members of a segment as tables: as people read them, and the first rows as a destination writes them."""

from __future__ import annotations

import pandas as pd
from pyroaring import BitMap

from fashionai_explorer.identifiers import KINDS
from fashionai_explorer.presenting import masking
from fashionai_explorer.segments import LABEL_FACETS, ExportTable, export_table, headers
from fashionai_explorer.texts import _, facet_name, kind_name, label_text
from fashionai_explorer.workspace import View

FIRST_ROWS = 10


def for_people(frame: pd.DataFrame, *, masked: bool) -> pd.DataFrame:
    """Return a table of members with headers and codes in words; the list's own columns as they are.

    ``masked`` hides the identifiers, and cells of other columns that repeat them.
    """
    shown = frame.copy()
    if masked:
        pairs = zip(frame["kind"], frame["identifier"], strict=True)
        shown["identifier"] = [masking.masked_identifier(kind, value) for kind, value in pairs]
    shown["kind"] = [kind_name(kind) for kind in frame["kind"]]
    shown["new_behaviour"] = [
        label_text("new_behaviour", label) if label else "" for label in frame["new_behaviour"]
    ]
    own = [name for name in frame.columns if name not in {"kind", "identifier", *LABEL_FACETS}]
    shown = shown[["identifier", "kind", *own, *LABEL_FACETS]]
    headers = {"identifier": _("identifier"), "kind": _("kind")} | {
        facet: facet_name(facet) for facet in LABEL_FACETS
    }
    names = [headers.get(str(name), str(name)) for name in shown.columns]
    shown.columns = pd.Index(_told_apart(names))
    return shown


def first_rows(view: View, members: BitMap, destination: str) -> pd.DataFrame:
    """Return the first ten rows with the headers that the destination's file will have, identifiers masked."""
    table = exported(view, members[:FIRST_ROWS])
    frame = table.frame.copy()
    for name, role in table.roles.items():
        if role in KINDS:
            frame[name] = [masking.masked_identifier(role, value) for value in frame[name]]
    frame.columns = pd.Index(headers(table, destination))
    return frame


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
