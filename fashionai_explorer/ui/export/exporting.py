"""The export dialog, the same wherever customers leave as a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st
from pyroaring import BitMap

from fashionai_explorer import workspace
from fashionai_explorer.presenting import member_tables, projection
from fashionai_explorer.segments import OFFERED, destination_of
from fashionai_explorer.texts import _, _n, language, number, speaking
from fashionai_explorer.ui.export import projected, saving
from fashionai_explorer.ui.frame import show
from fashionai_explorer.workspace import View

_OPEN, _LAST = "export-dialog", "export-destination-last"

_FIRST_ROWS_PIXELS = 180  # so that the button below stands in a window of 768 pixels


@dataclass(frozen=True, slots=True)
class Group:
    """Who is exported: the customers, under which name, and the rule that may be kept as a segment.

    ``rule`` is None where they are a segment already.
    """

    customers: BitMap
    name: str
    rule: dict[str, Any] | None = None


def ask(of: str = "") -> None:
    """Open the dialog at the next run; ``of`` tells which group of several on the page."""
    st.session_state[_OPEN] = of


def asked_for() -> str | None:
    """Return which group the dialog is open for, None where it is closed."""
    opened: str | None = st.session_state.get(_OPEN)
    return opened


def dialog(view: View, group: Group) -> None:
    """Draw the dialog: destination, sums, first rows, download, and whether a segment is kept too."""

    @st.dialog(_("Export"), width="large", on_dismiss=_dismissed)
    def draw() -> None:
        destination = _destination()
        show.line(*sums(len(group.customers), {}))
        _consented(view, group)
        projected.line(view, group.customers)
        show.cells(
            member_tables.first_rows(view, group.customers, destination),
            alt=_("The first rows of the file, identifiers hidden"),
            key="first-rows",
            most_pixels=_FIRST_ROWS_PIXELS,
        )
        shown = min(member_tables.FIRST_ROWS, len(group.customers))
        st.caption(_n("The first {n} row, the identifier hidden here; the file has it.",
                      "The first {n} rows, identifiers hidden here; the file has them.", shown))  # fmt: skip
        name, keep = _also_kept(group)
        _download(view, group, destination, name, keep)

    draw()


def _consented(view: View, group: Group) -> None:
    """Say how many of those in the file agreed to be contacted: spreadsheets take the others too."""
    agreed = view.consenting()
    if agreed is None:
        return
    yes = group.customers.intersection_cardinality(agreed)
    without = len(group.customers) - yes
    if without:
        st.caption(
            _(
                "In the file: {yes} with consent to be contacted and {no} without.",
                yes=number(yes),
                no=number(without),
            ),
        )


def sums(customers: int, skipped: dict[str, int]) -> list[str]:
    """Return the account as pieces of a line: ``412 clientes = 287 no arquivo + 98 sem consentimento``."""
    whole = _n("{n} customer", "{n} customers", customers)
    in_file = _("{n} in the file", n=number(customers - sum(skipped.values())))
    left_out = [f"{number(n)} {_(reason)}" for reason, n in skipped.items() if n]
    return [show.Strong(whole), " = ", " + ".join([in_file, *left_out])]


def make_file(view: View, group: Group, destination: str, name: str, *, spoken: str) -> bytes:
    """Write the file: called when the button is pressed, outside of sessions, so the language is told."""
    with speaking(spoken):
        return workspace.current().segments.export(view, group.customers, destination, name).written.content


def title(destination: str) -> str:
    """Return what a destination is called in the reader's language."""
    return _(destination_of(destination).title)


def _destination() -> str:
    last: str = st.session_state.get(_LAST, OFFERED[0])
    chosen: str | None = st.segmented_control(
        _("File for"),
        OFFERED,
        default=last,
        required=True,
        format_func=title,
        key="export-destination",
    )
    st.session_state[_LAST] = chosen or last
    return chosen or last


def _also_kept(group: Group) -> tuple[str, bool]:
    """Draw the tick and the name; return the name and whether the segment is kept."""
    if group.rule is None:
        return group.name, False
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(_("Name"), group.name, key="export-name", max_chars=saving.NAME_SIGNS).strip()
        keep = st.checkbox(_("Save as a segment too"), value=True, key="export-keep")
    return name or group.name, keep


def _download(view: View, group: Group, destination: str, name: str, keep: bool) -> None:
    """Draw the button: the file is made when it is pressed, and the segment kept with it."""
    label = _("Download")
    if projection.in_list(view, group.customers) is not None:
        label = _n("Export this {n}", "Export these {n}", len(group.customers))
    kept = (
        partial(saving.at_click, view.head.id, name, group.rule, in_dialog=True)
        if keep and group.rule is not None
        else None
    )
    st.download_button(
        label,
        data=partial(make_file, view, group, destination, name, spoken=language()),
        file_name=workspace.current().segments.export_name(name, destination),
        mime=destination_of(destination).mime,
        type="primary",
        icon=":material/download:",
        on_click="ignore" if kept is None else kept,
        disabled=not group.customers,
        key="download",
    )


def _dismissed() -> None:
    st.session_state.pop(_OPEN, None)
