"""An empty place on a page: what is missing, and the way to where it comes from."""

from __future__ import annotations

from typing import Literal, NoReturn

import streamlit as st

from fashionai_explorer.texts import N_, _
from fashionai_explorer.ui.frame import address

Page = Literal["lists", "explore"]

_WAYS: dict[Page, tuple[str, str]] = {
    "lists": (N_("Go to Lists"), ":material/upload_file:"),
    "explore": (N_("Go to Explore"), ":material/bar_chart:"),
}


def say(words: str) -> None:
    """Say why there is nothing to see here; ``words`` are ours and constant."""
    st.info(words, icon=":material/info:")


def stop(words: str, way: Page, parameters: address.Parameters | None = None) -> NoReturn:
    """Say why the page has nothing to show, draw the way on, and end the page here.

    The way keeps the address's parameters, or has those that are handed in.
    """
    say(words)
    label, icon = _WAYS[way]
    if st.button(_(label), type="primary", icon=icon):
        there = address.others() if parameters is None else parameters
        st.switch_page(f"pages/{way}.py", query_params=there)
    st.stop()
