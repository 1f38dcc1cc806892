"""What a click does on a page: one block around it, what was done with what takes it back, or what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st

from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.texts import _
from fashionai_explorer.ui.frame import show

_DONE = "done"
_TROUBLE = "trouble"
_PAGE = "page"


@dataclass(frozen=True, slots=True)
class Done:
    """A finished action: what was done, on which page, and what takes it back."""

    words: tuple[str, ...]
    page: str
    undo: Callable[[], object] | None


@contextmanager
def block() -> Iterator[None]:
    """Hold what a click does: an error ends it, and the page that comes next says which."""
    try:
        yield
    except ExplorerError as problem:
        st.session_state[_TROUBLE] = problem


def done(*words: str, undo: Callable[[], object] | None = None) -> None:
    """Keep the sentence on a finished action for the line under the title, with what takes it back."""
    st.session_state[_DONE] = Done(words, _page(), undo)


def line() -> None:
    """Show the last action under the title: an error once, a finished one until the next or another page."""
    if (problem := st.session_state.pop(_TROUBLE, None)) is not None:
        show.error(problem)
    last: Done | None = st.session_state.get(_DONE)
    if last is None:
        return
    if last.page != _page():
        del st.session_state[_DONE]
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="done-line"):
        st.markdown(":green[:material/check:]", width="content")
        show.line(*last.words)
        if last.undo is not None:
            st.button(_("Undo"), icon=":material/undo:", type="tertiary", on_click=_take_back, key="undo")


def stand_on(page: str) -> None:
    """Say which page is drawn, by its script's name: a line on what was done does not follow to others."""
    st.session_state[_PAGE] = page


def _take_back() -> None:
    last: Done = st.session_state.pop(_DONE)
    if last.undo is not None:
        with block():
            last.undo()


def _page() -> str:
    return str(st.session_state.get(_PAGE, ""))
