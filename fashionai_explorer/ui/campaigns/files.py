"""A campaign leaves the page: its versions kept as segments, and a package with a file for each."""

from __future__ import annotations

import io
import zipfile
from functools import partial

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.presenting import campaign_words
from fashionai_explorer.segments import OFFERED
from fashionai_explorer.texts import _, _n, language, number, speaking
from fashionai_explorer.ui.export import exporting, saving
from fashionai_explorer.ui.frame import action, show
from fashionai_explorer.workspace import Campaign, SegmentHead, View

ZIP_MIME = "application/zip"
_FORM = "package-form"


def foot(view: View, campaign: Campaign, groups: list[exporting.Group]) -> None:
    """Draw the foot: the sum of all groups, *Salvar como segmentos*, *Baixar pacote*."""
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", key="foot"):
        whole = _n("{n} customer", "{n} customers", view.customers)
        parts = " + ".join(number(len(group.customers)) for group in groups)
        show.line(show.Strong(whole), " = ", parts)
        with st.container(horizontal=True, width="content", vertical_alignment="center"):
            st.button(
                _("Save as segments"),
                icon=":material/bookmark_add:",
                on_click=partial(save, view, groups),
                key="save-versions",
            )
            st.download_button(
                _("Download package"),
                data=partial(package, view, campaign, groups, _form(), spoken=language()),
                file_name=workspace.current().segments.export_name(_("campaign"), "zip"),
                mime=ZIP_MIME,
                type="primary",
                icon=":material/folder_zip:",
                on_click="ignore",
                key="package",
            )


def choose_form() -> None:
    """Draw the choice of what the package's files are for."""
    with st.popover(_("Files"), icon=":material/description:"):
        st.radio(
            _("File for"),
            OFFERED,
            format_func=exporting.title,
            key=_FORM,
        )


def _form() -> str:
    form: str = st.session_state.get(_FORM) or OFFERED[0]
    return form


def save(view: View, groups: list[exporting.Group]) -> None:
    """Keep every group as a fixed segment, and say so with what takes all of them back."""
    kept: list[SegmentHead] = []
    with action.block():
        kept.extend(saving.keep(view.head.id, group.name, group.rule) for group in groups if group.rule)
        ws = workspace.current()
        said = _n("{n} fixed segment saved.", "{n} fixed segments saved.", len(kept))
        action.done(said, undo=lambda: [ws.segments.delete(head.id) for head in kept])
        st.toast(_("They are under Segments."), icon=":material/check:")


def package(
    view: View, campaign: Campaign, groups: list[exporting.Group], destination: str, *, spoken: str
) -> bytes:
    """Write the package: called when the button is pressed, outside of sessions, so the language is told."""
    sink = io.BytesIO()
    sizes = [(group.name, len(group.customers)) for group in groups]
    with speaking(spoken), zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(_("read me") + ".txt", campaign_words.brief(view, campaign, sizes))
        for place, group in enumerate(groups, start=1):
            made = workspace.current().segments.export(view, group.customers, destination, group.name)
            file.writestr(f"{place}-{made.file_name}", made.written.content)
    return sink.getvalue()
