"""The terms of one facet: the chooser, the table, and what can be done with several at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from hashlib import blake2s

import pandas as pd
import streamlit as st
from pyroaring import BitMap

from fashionai_explorer import workspace
from fashionai_explorer.labels.vocabulary import VOCABULARY_FACETS, AnyDecision, Hide, Join, Rename, Unhide
from fashionai_explorer.presenting import term_words
from fashionai_explorer.texts import FACET_ORDER, _, _n, facet_name, number
from fashionai_explorer.ui.frame import action, address, empty, show
from fashionai_explorer.workspace import View, term_table

FACET = "facet"
MOST_ROWS = 1_000
"""So many terms are listed; the search finds the others."""
_FACETS = [facet for facet in FACET_ORDER if facet in VOCABULARY_FACETS]
_TABLE = "terms-table"
_DRAWN = "terms-drawn"


def facet_chosen() -> str:
    """Draw the chooser of facets; return the one that the address names, else the first."""
    named = address.option(FACET)
    facet = named if named in _FACETS else _FACETS[0]
    st.session_state["terms-facet"] = facet
    st.pills(
        _("Look at"),
        _FACETS,
        format_func=facet_name,
        key="terms-facet",
        on_change=lambda: address.set_option(FACET, [st.session_state["terms-facet"] or facet]),
    )
    return facet


def themed(view: View, facet: str) -> View:
    """Return the view with the facet's themes, those by meaning too."""
    with st.spinner(_("Putting traits into themes"), show_time=False):
        return workspace.current().meanings.themed(view, [facet])


def table(view: View, facet: str) -> list[str]:
    """Draw the search, the table and the choice of terms; return the labels that are chosen.

    Chosen are terms in the table's rows or by name in the field below it: each follows the other.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            _("Search a term or a wording"), key="terms-search", icon=":material/search:", max_chars=200
        )
        hidden = st.toggle(
            _("Hidden ones too"), key="terms-hidden", disabled=not view.index.facet(facet).hidden
        )
    found = term_table(view, facet, hidden=hidden, search=search)
    if found.empty:
        empty.say(_("No term here has this text.") if search.strip() else _("The profiles say nothing here."))
        return []
    rows = found.head(MOST_ROWS)
    key = chosen_key(facet)
    labels = rows["label"].tolist()
    chosen = [label for label in st.session_state.get(key, []) if label in labels]
    st.session_state[key] = chosen
    _rows(rows, labels, chosen, key)
    if len(found) > MOST_ROWS:
        st.caption(
            _(
                "The {n} most frequent of {all}: search for the others.",
                n=number(MOST_ROWS),
                all=number(len(found)),
            )
        )
    st.multiselect(
        _("Chosen terms"),
        labels,
        key=key,
        placeholder=_("Mark rows above, or choose by name here"),
        on_change=_draw_anew,
    )
    return chosen


def together(view: View, facet: str, chosen: list[str]) -> None:
    """Draw what can be done with several terms at once: join them under one name, hide them."""
    index = view.index.facet(facet)
    counted = {label: len(index.customers_of(label)) for label in chosen}
    first = max(chosen, key=lambda label: counted[label])
    with st.container(border=True, key="terms-together"):
        show.heading(_n("{n} term chosen", "{n} terms chosen", len(chosen)))
        everybody = len(BitMap.union(*(index.customers_of(label) for label in chosen)))
        words = _n("together in {n} profile", "together in {n} profiles", everybody)
        show.line(term_words.quoted(chosen), " · ", words, muted=True)
        name = st.selectbox(
            _("Name of the joined term"),
            sorted(chosen, key=lambda label: -counted[label]),
            accept_new_options=True,
            key=key_of("join-name", *chosen),
        )
        with st.container(horizontal=True):
            st.button(
                _("Join"),
                type="primary",
                icon=":material/merge:",
                key="terms-join",
                disabled=not (name or "").strip(),
                on_click=_join,
                args=(view, facet, chosen, (name or "").strip(), first),
            )
            hide_button(view, facet, chosen)


def hide_button(view: View, facet: str, chosen: list[str]) -> None:
    """Draw the button that hides terms, or shows them again where all of them are hidden."""
    index = view.index.facet(facet)
    wordings = tuple(index.wordings_of(label)[0] for label in chosen)
    if all(label in index.hidden for label in chosen):
        said = (_("Shown again: "), show.Strong(term_words.quoted(chosen)))
        act = partial(decide, facet, said, Unhide(facet, wordings))
        st.button(_("Show again"), icon=":material/visibility:", key="terms-unhide", on_click=act)
        return
    said = (_("Hidden: "), show.Strong(term_words.quoted(chosen)))
    act = partial(decide, facet, said, Hide(facet, wordings))
    st.button(_("Hide"), icon=":material/visibility_off:", key="terms-hide", on_click=act)


def decide(
    facet: str, said: tuple[str, ...], *decisions: AnyDecision, then: Callable[[], list[str]] = list
) -> None:
    """Take decisions as one step, say so with what takes it back, and choose what ``then`` names."""
    terms = workspace.current().terms
    with action.block():
        state = terms.decide(*decisions).state
        action.done(*said, undo=partial(terms.undo, state))
        choose(facet, then())


def choose(facet: str, labels: list[str]) -> None:
    """Make these the chosen terms of a facet."""
    st.session_state[chosen_key(facet)] = labels
    _draw_anew()


def chosen_key(facet: str) -> str:
    """Return where the session keeps the chosen terms of a facet."""
    return f"terms-chosen-{facet}"


def key_of(name: str, *texts: str) -> str:
    """Return the key of a widget that is of these texts: other ones begin with a fresh one."""
    return f"{name}-{blake2s(repr(texts).encode()).hexdigest()[:16]}"


def label_now(list_id: str, facet: str, wording: str) -> list[str]:
    """Return the label that a wording has now, as a choice."""
    label = workspace.current().views.of_list(list_id).index.facet(facet).label_named(wording)
    return [] if label is None else [label]


def _join(view: View, facet: str, chosen: list[str], name: str, first: str) -> None:
    index = view.index.facet(facet)
    wordings = tuple(index.wordings_of(label)[0] for label in chosen)
    decisions: list[AnyDecision] = [Join(facet, wordings)]
    if name != first or name not in index.label_of:
        decisions.append(Rename(facet, index.wordings_of(first)[0], name))
    said = (_("Joined as "), show.Strong(name), ": ", term_words.quoted(chosen))
    decide(facet, said, *decisions, then=partial(label_now, view.head.id, facet, wordings[0]))


def _rows(rows: pd.DataFrame, labels: list[str], chosen: list[str], key: str) -> None:
    generation = st.session_state.get(_DRAWN, 0)
    columns = {"label": _("Term"), "customers": _("Customers"), "wordings": _("Wordings")}
    if rows["hidden"].any():
        rows = rows.assign(hidden=[_("hidden") if is_hidden else "" for is_hidden in rows["hidden"]])
        columns["hidden"] = _("In charts")
    drawn_key = f"{_TABLE}-{generation}"

    def picked() -> None:
        places = st.session_state[drawn_key].selection.rows
        st.session_state[key] = [labels[place] for place in places if place < len(labels)]

    st.dataframe(
        rows[list(columns)].rename(columns=columns),
        hide_index=True,
        height=min(36 * (len(rows) + 1) + 2, 400),
        key=drawn_key,
        on_select=picked,
        selection_mode="multi-row",
        selection_default={"selection": {"rows": [labels.index(label) for label in chosen]}},
        alt=_("The terms with their customers and wordings"),
    )


def _draw_anew() -> None:
    """Let the table be drawn with what is chosen now: its own selection is then the old one's no more."""
    st.session_state[_DRAWN] = st.session_state.get(_DRAWN, 0) + 1
