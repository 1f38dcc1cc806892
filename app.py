"""The server (engine's start and end) and the navigation: nothing else.

Streamlit runs this file as a script for each visitor; a server (``streamlit run app.py`` or
``uvicorn app:app``) imports it once, as the module ``app``.
"""

from fashionai_explorer.ui import navigation, server

if __name__ == "__main__":
    navigation.run()
else:
    app = server.application(__file__)
