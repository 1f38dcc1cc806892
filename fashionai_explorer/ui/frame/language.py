"""Which language the present reader gets: the switch if it was touched, else the browser's."""

from __future__ import annotations

import streamlit as st

from fashionai_explorer.texts import LANGUAGES, closest, follow, follow_zone
from fashionai_explorer.ui.frame.address import LANGUAGE

DEFAULT = "pt-BR"
_SWITCH = "language-switch"
_TOUCHED = "language-touched"


def present() -> str:
    """Return the reader's language, one of ``LANGUAGES``.

    The switch on *Configurações* writes it into the address, so that links and a reload keep it. A browser
    of a language that we do not have gets English; no word from the browser (a test) Portuguese.
    """
    chosen = st.query_params.get(LANGUAGE)
    if chosen in LANGUAGES:
        return str(chosen)
    return closest(st.context.locale) if st.context.locale else DEFAULT


def switch(label: str) -> None:
    """Draw the choice of language; it overrules the browser's."""
    st.session_state[_SWITCH] = present()
    st.segmented_control(
        label,
        list(LANGUAGES),
        format_func=lambda known: LANGUAGES[known].name,
        required=True,
        key=_SWITCH,
        on_change=_choose,
    )


def was_switched() -> bool:
    """Tell whether the switch was touched last: all words change then, and its tab is a new one."""
    return bool(st.session_state.get(_TOUCHED))


def announce() -> None:
    """Make texts and times follow the reader, and tell the browser and its screen reader the page's language."""
    follow(present)
    follow_zone(lambda: st.context.timezone)
    script = f"<script>document.documentElement.lang = {present()!r}</script>"
    st.html(script, unsafe_allow_javascript=True)  # a constant of ours, never data


def _choose() -> None:
    st.query_params[LANGUAGE] = st.session_state[_SWITCH]
    st.session_state[_TOUCHED] = True
