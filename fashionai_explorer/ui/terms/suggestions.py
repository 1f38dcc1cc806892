"""*Sugestões*: pairs of terms close in meaning, each to be joined or said to be different, or many at once."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.errors import EncoderMissingError
from fashionai_explorer.labels.vocabulary import Refuse
from fashionai_explorer.presenting import term_words
from fashionai_explorer.texts import _, _n, error_text, hundredths, number
from fashionai_explorer.ui.frame import empty, show
from fashionai_explorer.ui.terms import facet_terms
from fashionai_explorer.workspace import Suggestion, View, alike_above, joining

AT_ONCE = 20
_LEAST, _USUAL, _MOST = 55, 85, 99
_SHOWN = "suggestions-shown"


def draw(view: View, facet: str) -> None:
    """Draw the suggestions of a facet; without the encoder a sentence."""
    with st.container(border=True, key="suggestions"):
        show.heading(_("Suggestions"))
        try:
            with st.spinner(_("Looking for terms that are close in meaning"), show_time=False):
                found = workspace.current().meanings.suggestions(view, facet)
        except EncoderMissingError as problem:
            empty.say(error_text(problem))
            return
        if not found:
            show.line(_("No two terms here are close enough in meaning to be proposed as one."), muted=True)
            return
        st.caption(
            _(
                "Terms close in meaning, from 0 to 1. Those that differ by a negation, a number, a colour, "
                "a season, a size, a gender or that are opposites are never proposed."
            )
        )
        _all_above(view, facet, found)
        shown = _shown(facet)
        for pair in found[:shown]:
            _row(view, facet, pair)
        left = len(found) - shown
        if left > 0:
            more = _n("Show {n} more", "Show {n} more", min(AT_ONCE, left))
            st.button(more, key="suggestions-more", type="tertiary", on_click=partial(_show_more, facet))


def _all_above(view: View, facet: str, found: tuple[Suggestion, ...]) -> None:
    """Draw the line that the user sets, what accepting all above it would do, and the button that does it."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="suggestions-above"):
        line = st.select_slider(
            _("Accept all that are at least this close"),
            range(_LEAST, _MOST + 1),
            value=_USUAL,
            format_func=lambda percents: hundredths(percents / 100),
            key="suggestions-line",
        )
        groups = alike_above(found, line / 100)
        many = sum(map(len, groups))
        # The number stands on the button: nobody accepts more than they were told.
        words = _n(
            "Accept: {n} term becomes {fewer}", "Accept: {n} terms become {fewer}", many, fewer=len(groups)
        )
        said = (_n("{n} term joined by meaning", "{n} terms joined by meaning", many),)
        st.button(
            words if groups else _("Nothing is this close"),
            key="suggestions-accept",
            icon=":material/done_all:",
            disabled=not groups,
            on_click=partial(facet_terms.decide, facet, said, *joining(view.index.facet(facet), groups)),
        )


def _row(view: View, facet: str, pair: Suggestion) -> None:
    """Draw a pair: both terms with their customers, what joining them gains, and how near they are."""
    key = facet_terms.key_of("pair", pair.one, pair.other)
    with st.container(horizontal=True, vertical_alignment="center", key=key):
        with st.container(gap="xxsmall"):
            one, other = (show.Strong(term_words.cut(text)) for text in (pair.one, pair.other))
            show.line(one, f" ({number(pair.customers)}) · ", other, f" ({number(pair.others)})")
            gained = _n("{n} customer more", "{n} customers more", pair.gained)
            near = _("close in meaning: {likeness}", likeness=hundredths(pair.likeness))
            show.line(gained, " · ", near, muted=True, size="small")
        with st.container(horizontal=True, width="content"):
            _buttons(view, facet, pair)


def _buttons(view: View, facet: str, pair: Suggestion) -> None:
    index = view.index.facet(facet)
    both = show.Strong(term_words.quoted([pair.one, pair.other]))
    joined = joining(index, [(pair.one, pair.other)])
    first, second = (index.wordings_of(label)[0] for label in (pair.one, pair.other))
    st.button(
        _("Join"),
        key=facet_terms.key_of("pair-join", pair.one, pair.other),
        icon=":material/merge:",
        on_click=partial(facet_terms.decide, facet, (_("Joined: "), both), *joined),
    )
    st.button(
        _("They are different"),
        key=facet_terms.key_of("pair-refuse", pair.one, pair.other),
        type="tertiary",
        on_click=partial(facet_terms.decide, facet, (_("Different: "), both), Refuse(facet, first, second)),
    )


def _shown(facet: str) -> int:
    shown: dict[str, int] = st.session_state.get(_SHOWN, {})
    return shown.get(facet, AT_ONCE)


def _show_more(facet: str) -> None:
    st.session_state[_SHOWN] = st.session_state.get(_SHOWN, {}) | {facet: _shown(facet) + AT_ONCE}
