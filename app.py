"""The server (engine's start and end) and the navigation: nothing else.

Streamlit runs this file as a script for each visitor; a server (``streamlit run app.py`` or
``uvicorn app:app``) imports it once, as the module ``app``. ``st.App(`` must stand here in so many words:
``streamlit run`` reads the file's text to find out that it is an application.
"""

import streamlit as st

from fashionai_explorer.ui.frame import navigation, server

if __name__ == "__main__":
    navigation.run()
else:
    server.open_workspace_or_exit()
    app = st.App(__file__, lifespan=server.engine_running, middleware=server.MIDDLEWARE)
