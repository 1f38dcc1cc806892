"""A page on one sheet of A4: what of it is printed, and the button that asks the browser to."""

from __future__ import annotations

import streamlit as st

from fashionai_explorer.texts import _
from fashionai_explorer.ui.frame import show

_ASKED = "print-asked"

# Streamlit's page scrolls inside of itself, which would print its visible part only, and stands beside a menu.
SHEET = """<style>
@media print {
  @page {size: A4 portrait; margin: 12mm;}
  html, body, #root, [data-testid="stApp"], [data-testid="stAppViewContainer"], [data-testid="stMain"] {
    position: static !important; height: auto !important; overflow: visible !important; display: block !important;
    background: #fff !important; color: #120E17 !important; color-scheme: light !important;
  }
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stBottom"],
  [data-testid="stStatusWidget"], [data-testid="stDecoration"], [data-testid="stToastContainer"],
  [data-testid="stElementContainer"]:has(> .stButton), [data-testid="stPopover"], [data-testid="stLayoutWrapper"]:has(
  > .st-key-next-step), .st-key-newer {display: none !important;}
  [data-testid="stMainBlockContainer"] {padding: 0 !important; max-width: none !important;}
  [data-testid="stMainBlockContainer"] * {color: #120E17 !important;}
  [class*="st-key-finding-"], [class*="st-key-commonest-"], .st-key-changed {break-inside: avoid;}
  .st-key-figures {flex-wrap: nowrap !important;}
  .st-key-figures > * {width: auto !important; min-width: 0 !important; flex: 1 1 0 !important;}
}
@media screen {.st-key-on-paper {display: none !important;}}
</style>"""


def button() -> None:
    """Draw the button; the browser's own dialog comes after the page has been drawn."""
    st.button(_("Print"), icon=":material/print:", type="tertiary", key="print", on_click=_ask)


def sheet() -> None:
    """Put the page's printed look in place, and print where the button was clicked; stands at the page's end.

    On paper stands what the words come from, which on the screen is known.
    """
    st.html(SHEET)
    with st.container(key="on-paper"):
        show.line(_("Profiles written by AI from purchases and browsing."), muted=True, size="small")
    if st.session_state.pop(_ASKED, False):
        st.html("<script>setTimeout(() => window.print(), 400)</script>", unsafe_allow_javascript=True)


def _ask() -> None:
    st.session_state[_ASKED] = True
