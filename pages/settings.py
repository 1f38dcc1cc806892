"""Configurações: the connection to FashionAI, where the data are, the language."""

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.texts import _, number
from fashionai_explorer.ui.frame import action, address, language, show
from fashionai_explorer.ui.run import connect
from fashionai_explorer.ui.settings import connection, privacy

ws = workspace.current()
st.title(_("Settings"))
action.line()

link, data, tongue = st.tabs(
    [_("Connection"), _("Data and privacy"), _("Language")],
    default=_("Language") if language.was_switched() else None,
)

with link:
    if ws.connection.key_source == "environment":
        connection.installed()
    elif ws.connection.key_source == "page":
        st.markdown(_("Connected to FashionAI with the key that was entered here. It is kept encrypted."))
        st.button(
            _("Disconnect"), icon=":material/link_off:", on_click=connection.disconnect, key="disconnect"
        )
        with st.expander(_("Change the key")):
            connect.form(address.list_id(), primary=False)
    else:
        st.markdown(_("Not connected: the app runs on its demonstration shop, which is made up."))
        connect.form(address.list_id(), primary=True)
    with st.container(border=True):
        st.header(_("Brand and pace"))
        show.line(_("Brand: "), show.Strong(ws.connection.brand))
        budget = ws.connection.pace
        pace = _("{n} customers a minute", n=number(budget)) if budget else _("without a limit")
        show.line(_("Pace: "), show.Strong(pace))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(_("Whoever installed the app sets both."), width="content")
            with st.popover(_("For IT"), type="tertiary"):
                st.code("FASHION_AI_BRAND\nFASHION_AI_REQUESTS_PER_MINUTE", language=None)

with data:
    with st.container(border=True):
        st.header(_("What is kept, and where"))
        st.markdown(
            _("Lists, profiles and segments lie encrypted in this folder, on the computer that runs the app:")
        )
        st.code(str(ws.settings.data_dir), language=None)
        st.markdown(_("The key that opens them lies apart from them:"))
        st.code(ws.connection.key_place, language=None)
        st.caption(
            _("Keep a copy of both, in two places: without the key nobody can open the data, you neither.")
        )
        privacy.kept_things()
    with st.container(border=True):
        st.header(_("Remove a customer’s data (LGPD)"))
        privacy.forgetting()
    with st.container(border=True):
        st.header(_("How long profiles are kept"))
        privacy.retention()
    with st.container(border=True):
        st.header(_("What is sent"))
        st.markdown(
            _(
                "To FashionAI: one identifier for each customer asked for (e-mail, phone, CPF or ID). "
                "Names, spend and the list’s other columns never leave this computer. Nothing goes to anybody else."
            )
        )

with tongue:
    language.switch(_("Language of the pages"))
    st.caption(_("The choice stays in the address, and beats the browser’s language."))
