"""The frame of every page: the mark, the chosen list, the menu, and how far a run has come."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from fashionai_explorer import workspace
from fashionai_explorer.texts import _, percent
from fashionai_explorer.ui.frame import action, address, chosen_list, edge, language, show

PICTURES = Path(__file__).parent / "pictures"
PRODUCT = "FashionAI Explorer"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu: a page's script, its title in the reader's language, its icon.

    ``needs_list``: shown only where there is a list; ``apart``: stands in the second group.
    """

    script: str
    title: str
    icon: str
    needs_list: bool = False
    apart: bool = False


def entries() -> list[Entry]:
    """Return the menu, in its order; titles in the reader's language."""
    return [
        Entry("summary", _("Summary"), ":material/home:"),
        Entry("explore", _("Explore"), ":material/bar_chart:", needs_list=True),
        Entry("compare", _("Compare"), ":material/compare_arrows:", needs_list=True),
        Entry("segments", _("Segments"), ":material/groups:", needs_list=True),
        Entry("campaigns", _("Campaigns"), ":material/campaign:", needs_list=True),
        Entry("lists", _("Lists"), ":material/upload_file:", apart=True),
        Entry("terms", _("Terms"), ":material/sell:", needs_list=True, apart=True),
        Entry("settings", _("Settings"), ":material/settings:", apart=True),
    ]


def run() -> None:
    """Draw the frame and the page that the address names."""
    language.announce()
    menu = entries()
    pages = {entry.script: _page(entry) for entry in menu}
    page = st.navigation(list(pages.values()), position="hidden")
    action.stand_on(next(script for script, known in pages.items() if known == page))
    # A material icon here would ask Google's fonts for the favicon (research: streamlit.md); our own asks nobody.
    st.set_page_config(
        page_title=f"{page.title} · {PRODUCT}", page_icon=str(PICTURES / "mark.svg"), layout="wide"
    )
    mark = str(PICTURES / "mark.svg")
    st.logo(
        str(PICTURES / f"logo-{'dark' if show.is_dark() else 'light'}.svg"), size="large", icon_image=mark
    )
    with st.sidebar, edge.told():
        chosen_list.chooser()
        _menu(menu, pages, page.title)
    with edge.told():
        page.run()


def _page(entry: Entry) -> StreamlitPage:
    path = f"pages/{entry.script}.py"
    return st.Page(path, title=entry.title, url_path=entry.script, default=entry.script == "summary")


def _menu(menu: list[Entry], pages: dict[str, StreamlitPage], title: str) -> None:
    """Draw the lines on the chosen list and the links, with the progress of a run beside *Listas* and in the tab's title."""
    busy = workspace.current().runs.is_busy()
    has_list = bool(workspace.current().lists.all())

    # Polled only while something runs; the decorator is made anew at each full run.
    @st.fragment(run_every=2 if busy else None)
    def draw() -> None:
        chosen_list.chosen_lines()
        share, gap = workspace.current().runs.share_done(), False
        for entry in menu:
            if entry.needs_list and not has_list:
                continue
            if entry.apart and not gap:
                st.space("xsmall")
                gap = True
            label = entry.title
            if entry.script == "lists" and share is not None:
                label = f"{entry.title} · {percent(share)}"
            st.page_link(pages[entry.script], label=label, icon=entry.icon, query_params=address.others())
        if share is not None:
            st.set_page_config(page_title=f"{percent(share)} · {title} · {PRODUCT}")
        elif busy:
            st.rerun()  # the last run has ended: the frame follows once

    draw()
