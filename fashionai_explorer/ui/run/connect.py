"""*Conectar à FashionAI*: the access key, tried before it is kept."""

from __future__ import annotations

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.errors import N_, ExplorerError
from fashionai_explorer.texts import _
from fashionai_explorer.ui.frame import action, show
from fashionai_explorer.workspace import NOBODY, KeyTest

KEYS_PAGE = "https://app.generativecrm.com/settings?tab=app-tokens"
"""Where FashionAI gives out access keys, by the API's reference; shown as text to copy."""

_FIELD_WIDTH = 520

OUTCOMES: dict[KeyTest, str] = {
    "refused": N_("FashionAI refused this key. Copy it again, whole, or make a new one there."),
    "wrong_address": N_("The address answers, but not as FashionAI does. Have FASHION_AI_BASE_URL checked."),
    "no_answer": N_("FashionAI did not answer. Check the connection to the internet and try again."),
}
MISWRITTEN = N_("An access key has neither spaces nor accents: copy it again, whole.")


def card(list_id: str | None) -> None:
    """Draw the card that asks for a key, where customers of a list (or none yet) cannot be asked for without."""
    with st.container(border=True, key="connect"):
        st.header(_("Connect to FashionAI"))
        if list_id is not None:
            st.markdown(
                _(
                    "The list is saved. Its customers are not of the demonstration, so their profiles come from FashionAI."
                )
            )
        form(list_id, primary=True)


def form(list_id: str | None, *, primary: bool) -> None:
    """Draw the field with its two ways on; ``primary`` where nothing on the page matters more."""
    outcome = st.container()
    with st.form("connect-form", border=False, enter_to_submit=False):  # its hint on Enter is English
        token = st.text_input(_("Access key"), type="password", autocomplete="off", width=_FIELD_WIDTH)
        st.caption(_("An App token of FashionAI, from Settings › App tokens at this address:"))
        st.code(KEYS_PAGE, language=None, width=_FIELD_WIDTH, wrap_lines=True)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            pressed = st.form_submit_button(
                _("Test and connect"), type="primary" if primary else "secondary", icon=":material/link:"
            )
            show.copyable(_("Copy a request to IT"), request_to_it())
    if pressed:
        with outcome:
            _try(token.strip(), list_id)


def request_to_it() -> str:
    """Return what to send to whoever manages FashionAI in the company."""
    return _(
        "Hello! I need an access key (App token) of FashionAI for FashionAI Explorer, which reads our customers’ "
        "profiles. It is made at {address} (Settings › App tokens). Please send it to me over a safe channel: "
        "it goes into one field, stays encrypted on the computer that runs the app, and is sent to FashionAI alone.",
        address=KEYS_PAGE,
    )


def _try(token: str, list_id: str | None) -> None:
    if not token:
        st.error(_("Paste the access key first."))
        return
    if not (token.isascii() and token.isprintable() and " " not in token):
        st.error(_(MISWRITTEN))
        return
    ws = workspace.current()
    try:
        with st.spinner(_("Asking FashionAI for one customer")):
            outcome = ws.connection.test_key(
                token, (ws.runs.first_identifier(list_id) if list_id else None) or NOBODY
            )
        if outcome == "accepted":
            ws.connection.connect(token)
    except ExplorerError as problem:
        show.error(problem)
        return
    if outcome != "accepted":
        st.error(_(OUTCOMES[outcome]))
        return
    action.done(_("Connected to FashionAI."))
    st.rerun()
