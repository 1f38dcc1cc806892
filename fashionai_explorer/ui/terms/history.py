"""The history of the terms: every step in words, undo and redo."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.labels.vocabulary import Entry, Vocabulary
from fashionai_explorer.presenting import term_words
from fashionai_explorer.texts import _, _n
from fashionai_explorer.ui.frame import action, show

_MOST = 50
"""So many steps are listed; going back leads to the earlier ones."""


def draw(vocabulary: Vocabulary) -> None:
    """Draw the steps, the latest first, with undo, redo and the way back to each."""
    count = len(vocabulary.entries)
    title = _n("History: {n} step", "History: {n} steps", count) if count else _("History")
    with st.expander(title, icon=":material/history:", key="terms-history"):
        if not count and not vocabulary.undone:
            st.markdown(_("Nothing was changed yet. Every step you take stands here, and can be taken back."))
            return
        _buttons(vocabulary)
        for entry in reversed(vocabulary.undone[:_MOST]):
            show.line(
                term_words.when(entry.at),
                " · ",
                term_words.entry_words(entry),
                " · ",
                _("undone"),
                muted=True,
            )
        for place in range(count, max(0, count - _MOST), -1):
            _step(vocabulary, place, vocabulary.entries[place - 1])


def _buttons(vocabulary: Vocabulary) -> None:
    terms, seen = workspace.current().terms, vocabulary.state
    with st.container(horizontal=True):
        st.button(
            _("Undo the last step"),
            icon=":material/undo:",
            key="terms-undo",
            disabled=not vocabulary.entries,
            on_click=partial(_take, _("Taken back: "), vocabulary.entries[-1:], partial(terms.undo, seen)),
        )
        st.button(
            _("Redo"),
            icon=":material/redo:",
            key="terms-redo",
            disabled=not vocabulary.undone,
            on_click=partial(_take, _("Done again: "), vocabulary.undone[:1], partial(terms.redo, seen)),
        )


def _step(vocabulary: Vocabulary, place: int, entry: Entry) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"terms-step-{place}"):
        show.line(term_words.when(entry.at), " · ", term_words.entry_words(entry))
        if place == len(vocabulary.entries):
            return
        later = vocabulary.entries[place:]
        back = partial(workspace.current().terms.back_to, place, vocabulary.state)
        st.button(
            _("Back to here"),
            key=f"terms-back-{place}",
            type="tertiary",
            on_click=partial(_take, _("Taken back: "), later, back),
        )


def _take(said: str, entries: tuple[Entry, ...], act: partial[Vocabulary]) -> None:
    with action.block():
        act()
        if len(entries) == 1:
            action.done(said, show.Strong(term_words.entry_words(entries[0])))
        else:
            action.done(said, show.Strong(_n("{n} step", "{n} steps", len(entries))))
