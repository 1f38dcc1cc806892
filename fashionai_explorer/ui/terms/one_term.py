"""One term: its wordings with why they are one, and what can be done with it and with them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fashionai_explorer.labels.vocabulary import PutTheme, Rename
from fashionai_explorer.presenting import term_words
from fashionai_explorer.texts import _
from fashionai_explorer.ui.frame import show
from fashionai_explorer.ui.terms import facet_terms
from fashionai_explorer.workspace import TermGroup, View, taking_out, term_group

_MOST_SIGNS = 200


def panel(view: View, facet: str, label: str) -> None:
    """Draw the panel of a label; nothing where it is gone."""
    group = term_group(view, facet, label)
    if group is None:
        return
    with st.container(border=True, key="term-panel"):
        show.heading(group.label)
        show.line(term_words.figures(group), muted=True)
        show.cells(term_words.wordings_table(group), alt=_("The wordings of this term"), key="term-wordings")
        with st.container(horizontal=True):
            with st.popover(_("Rename"), icon=":material/edit:"):
                _name(view, group)
            with st.popover(_("Theme"), icon=":material/category:"):
                _theme(view, group)
            facet_terms.hide_button(view, facet, [label])
        if len(group.wordings) > 1:
            _some(view, group)


def _name(view: View, group: TermGroup) -> None:
    index = view.index.facet(group.facet)
    key = facet_terms.key_of("term-name", group.facet, group.label)
    name = st.text_input(_("Name"), group.label, key=key, max_chars=_MOST_SIGNS).strip()
    other = index.label_named(name) if name else None
    if other is not None and other != group.label:
        st.caption(_("There is a term of this name already: the two will be one."))
    first = group.wordings[0].text
    said = (_("Renamed: "), show.Strong(group.label), " → ", show.Strong(name))
    _save(
        view, said, Rename(group.facet, first, name), "term-rename", ready=bool(name) and name != group.label
    )


def _theme(view: View, group: TermGroup) -> None:
    known = sorted(view.index.facet(group.facet).themes)
    theme = st.selectbox(
        _("Theme"),
        known,
        index=known.index(group.themes[0]) if len(group.themes) == 1 else None,
        accept_new_options=True,
        placeholder=_("Choose or write one"),
        key=facet_terms.key_of("term-theme", group.facet, group.label),
    )
    theme = (theme or "").strip()
    first = group.wordings[0].text
    said = (_("Theme of "), show.Strong(group.label), ": ", show.Strong(theme))
    put = PutTheme(group.facet, (first,), theme)
    _save(view, said, put, "term-theme-save", ready=bool(theme) and group.themes != (theme,))


def _save(view: View, said: tuple[str, ...], decision: Rename | PutTheme, key: str, *, ready: bool) -> None:
    """Draw the button that takes a decision on a term; chosen stays the term, whatever it is called then."""
    first = decision.wording if isinstance(decision, Rename) else decision.wordings[0]
    then = partial(facet_terms.label_now, view.head.id, decision.facet, first)
    act = partial(facet_terms.decide, decision.facet, said, decision, then=then)
    st.button(_("Save"), key=key, disabled=not ready, on_click=act)


def _some(view: View, group: TermGroup) -> None:
    """Draw what can be done with some of the wordings: a term of their own, or another one's."""
    counts = {one.text: one.customers for one in group.wordings}
    taken = st.multiselect(
        _("Wordings that do not belong here"),
        list(counts),
        format_func=lambda text: f"{text} ({counts[text]})",
        key=facet_terms.key_of("term-taken", group.facet, group.label),
        placeholder=_("Choose wordings"),
    )
    whole = len(taken) == len(counts)
    if whole:
        st.caption(_("These are all of them: leave one, or rename the term."))
    said = (_("Taken out: "), show.Strong(term_words.quoted(taken)))
    stays = next((text for text in counts if text not in taken), group.wordings[0].text)
    then = partial(facet_terms.label_now, view.head.id, group.facet, stays)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            _("Make a term of their own"),
            key="term-part",
            icon=":material/call_split:",
            disabled=not taken or whole,
            on_click=partial(facet_terms.decide, group.facet, said, *taking_out(group, taken), then=then),
        )
        with st.popover(_("Move to another term"), icon=":material/drive_file_move:", disabled=not taken):
            _move(view, group, taken, whole=whole)


def _move(view: View, group: TermGroup, taken: list[str], *, whole: bool) -> None:
    index = view.index.facet(group.facet)
    others = sorted((label for label in index.labels if label != group.label), key=str.casefold)
    to = st.selectbox(
        _("To the term"), others, index=None, key="term-move-to", placeholder=_("Choose a term")
    )
    aim = index.wordings_of(to)[0] if to else ""
    decisions = list(taking_out(group, taken, aim))
    if to and len(index.wordings[aim]) <= max((len(index.wordings[text]) for text in taken), default=0):
        decisions.append(Rename(group.facet, aim, to))  # who comes to a term does not change its name
    said = (_("Moved to "), show.Strong(to or ""), ": ", term_words.quoted(taken))
    st.button(
        _("Move"),
        key="term-move",
        disabled=to is None,
        on_click=partial(
            facet_terms.decide,
            group.facet,
            said,
            *decisions,
            then=partial(facet_terms.label_now, view.head.id, group.facet, aim),
        ),
    )
    if whole:
        st.caption(_("The term goes into the other one whole."))
