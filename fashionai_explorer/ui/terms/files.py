"""Terms as files: downloads, and an import that shows what it would change before it does."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.labels.vocabulary import AnyDecision
from fashionai_explorer.presenting import term_words
from fashionai_explorer.texts import _, _n
from fashionai_explorer.ui.frame import action, empty, show
from fashionai_explorer.workspace import TermsForm, View, terms_file, what_a_file_changes

_MOST = 20
_GENERATION = "terms-import-generation"
_MEGABYTES = 20


def draw(view: View) -> None:
    """Draw the downloads and the import."""
    with st.expander(_("Export and import"), icon=":material/swap_vert:", key="terms-files"):
        st.markdown(
            _("As a table for Excel, as SKOS for tools that keep vocabularies, or whole with its history.")
        )
        forms: dict[TermsForm, tuple[str, str]] = {
            "csv": (_("Table (CSV)"), "text/csv"),
            "ttl": ("SKOS (Turtle)", "text/turtle"),
            "json": (_("With history (JSON)"), "application/json"),
        }
        day = show.today().isoformat()
        with st.container(horizontal=True):
            for form, (label, mime) in forms.items():
                st.download_button(
                    label,
                    data=partial(terms_file, view, form),
                    file_name=f"termos_{day}.{form}",
                    mime=mime,
                    icon=":material/download:",
                    type="tertiary",
                    on_click="ignore",
                    key=f"terms-{form}",
                )
        _import(view)


def _import(view: View) -> None:
    st.markdown(_("Bring a file of terms: what it would change is shown first."))
    given = st.file_uploader(
        _("File of terms: CSV, Turtle, RDF/XML or JSON, up to 20 MB"),
        type=["csv", "ttl", "rdf", "xml", "json"],
        max_upload_size=_MEGABYTES,
        key=f"terms-import-{st.session_state.get(_GENERATION, 0)}",
    )
    if given is None:
        return
    try:
        decisions = what_a_file_changes(view, given.getvalue(), given.name)
    except ExplorerError as problem:
        show.error(problem)
        return
    if not decisions:
        empty.say(_("This file says what is so already: it changes nothing."))
        return
    _preview(decisions)
    st.button(
        _n("Make {n} change", "Make {n} changes", len(decisions)),
        key="terms-apply",
        icon=":material/check:",
        on_click=partial(_apply, decisions, given.name),
    )


def _preview(decisions: tuple[AnyDecision, ...]) -> None:
    with st.container(border=True, key="terms-preview"):
        show.line(show.Strong(_n("{n} change", "{n} changes", len(decisions))))
        for decision in decisions[:_MOST]:
            show.line(term_words.decision_words(decision), size="small")
        if len(decisions) > _MOST:
            show.line(_n("and {n} more", "and {n} more", len(decisions) - _MOST), muted=True, size="small")


def _apply(decisions: tuple[AnyDecision, ...], name: str) -> None:
    terms = workspace.current().terms
    with action.block():
        state = terms.decide(*decisions, source=name).state
        st.session_state[_GENERATION] = st.session_state.get(_GENERATION, 0) + 1
        words = _n("{n} change made from ", "{n} changes made from ", len(decisions))
        action.done(words, show.Strong(name), undo=partial(terms.undo, state))
