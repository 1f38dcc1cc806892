"""What *Configurações* says of a key that is in force: where it was set, that it was refused, how to let go of it."""

from __future__ import annotations

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.texts import _, clock_time, reader_zone
from fashionai_explorer.ui.frame import action, show
from fashionai_explorer.ui.run.connect import KEYS_PAGE
from fashionai_explorer.workspace import Why


def installed() -> None:
    """Draw what there is to say of a key that was set where the app is started: only there can it be changed."""
    refused = _refused_at()
    if refused is None:
        st.markdown(_("Connected to FashionAI with the access key that was set when the app was installed."))
        st.text_input(_("Access key"), "••••••••••••", disabled=True, width=420)
        st.caption(_("Whoever installed the app can change it."))
        return
    at = _(" at {time}", time=clock_time(refused, reader_zone())) if refused else ""
    words = _("FashionAI refused this access key{at}. Whoever installed the app has to change it.", at=at)
    st.markdown(f":material/warning: {words}")
    show.copyable(_("Copy a request to IT"), _request_for_another(), type="secondary")


def disconnect() -> None:
    """Forget the key that was entered on the page."""
    with action.block():
        workspace.current().connection.connect(None)
        action.done(_("Disconnected. The profiles that came are kept."))


def _request_for_another() -> str:
    return _(
        "Hello! FashionAI refuses the access key (App token) of FashionAI Explorer. A new one is made at {address} "
        "(Settings › App tokens). Please put it into FASHION_AI_TOKEN where the app is started, and start it "
        "again: what waits goes on with it.",
        address=KEYS_PAGE,
    )


def _refused_at() -> float | None:
    """Return when the key was refused that a run waits for; 0 where that is not known, None where none does."""
    ws = workspace.current()
    waiting = [found for head in ws.lists.all() if (found := ws.runs.of_list(head.id)) is not None]
    waiting = [
        found
        for found in waiting
        if found.snapshot.state == "paused" and found.snapshot.why == Why.TOKEN_REFUSED
    ]
    times = [event.at for found in waiting for event in found.events if event.what == Why.TOKEN_REFUSED]
    return max(times, default=0.0) if waiting else None
