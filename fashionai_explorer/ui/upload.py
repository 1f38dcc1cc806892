"""The file that a person brings: dropped, chosen or pasted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from fashionai_explorer.settings import is_loopback
from fashionai_explorer.texts import _
from fashionai_explorer.workspace import demo_list

PASTED_NAME = "lista.txt"
SAMPLE_FILE = "clientes_excel.csv"
_ROUND, _PASTED = "upload-round", "pasted"
_TYPES = ["csv", "tsv", "txt", "xlsx", "xls", "ods"]


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as it came. ``id`` tells it from any other of this session."""

    id: str
    name: str
    content: bytes


def given_file() -> GivenFile | None:
    """Draw the drop zone with our own words above it; return what was brought."""
    formats = _("CSV, Excel or text with one customer a line, up to 200 MB.")
    st.caption(" ".join([formats, _place(), _what_is_sent()]))
    _own_words()
    upload = st.file_uploader(
        _("File with customers"), type=_TYPES, key=f"file-{_this_round()}", label_visibility="collapsed"
    )
    if upload is not None:
        return GivenFile(upload.file_id, upload.name, upload.getvalue())
    pasted: GivenFile | None = st.session_state.get(_PASTED)
    return pasted


def other_ways() -> None:
    """Draw what stands under an empty drop zone: a column to paste, a file to see how one looks."""
    with st.container(horizontal=True, gap="small"):
        with st.popover(_("Paste a column"), icon=":material/content_paste:", type="tertiary"):
            _paste()
        st.download_button(
            _("Download a sample file"),
            data=partial(demo_list, SAMPLE_FILE),
            file_name=SAMPLE_FILE,
            mime="text/csv",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
        )


def put_away() -> None:
    """Empty the drop zone: the file has been saved, or is not wanted."""
    st.session_state[_ROUND] = _this_round() + 1
    st.session_state.pop(_PASTED, None)


def _paste() -> None:
    with st.form("paste", border=False, clear_on_submit=True):
        column = st.text_area(_("One customer a line: e-mail, phone, CPF or ID"), height=200)
        if st.form_submit_button(_("Use this column"), type="secondary") and column.strip():
            turn = st.session_state[_ROUND] = _this_round() + 1  # a file that is there gives way
            st.session_state[_PASTED] = GivenFile(f"pasted-{turn}", PASTED_NAME, column.encode())
            st.rerun()


def _own_words() -> None:
    """Put our words over the drop zone's own, which are English in every language.

    Where a later Streamlit names its parts otherwise the rule finds nothing, and its own words show again.
    """
    button, hint = _("Choose a file"), _("or drop it here · CSV, Excel, ODS or text")
    label = '[data-testid="stFileUploaderDropzone"] button p'
    note = '[data-testid="stFileUploaderDropzoneInstructions"] span'
    st.html(
        f"<style>{label},{note}{{font-size:0}}"
        f"{label}::after{{content:{json.dumps(button, ensure_ascii=False)};font-size:.875rem}}"
        f"{note}::after{{content:{json.dumps(hint, ensure_ascii=False)};font-size:.875rem}}</style>"
    )


def _this_round() -> int:
    return int(st.session_state.get(_ROUND, 0))


def _place() -> str:
    host = urlsplit(st.context.url or "").hostname or "localhost"
    if is_loopback(host):
        return _("The file is kept encrypted on this computer.")
    return _("The file is kept encrypted on this server.")


def _what_is_sent() -> str:
    return _("To get a profile, only the identifier (e-mail, phone, CPF or ID) goes to FashionAI.")
