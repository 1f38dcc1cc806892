"""The address of a page holds the whole view: the list, the language and the selection.

Nothing of it has a second copy in the session, and no widget is bound to it: a page reads it here, and a
widget's callback writes it here. So a link, a reload, *back* and *forward* bring the same view again.
"""

from __future__ import annotations

import streamlit as st

from fashionai_explorer.segments import Selection

LIST = "list"
LANGUAGE = "lang"
SEGMENT = "segment"
FRAME = (LIST, LANGUAGE)
"""The parameters that are of every page; of the others most are the selection's."""

Parameters = dict[str, list[str]]


def others() -> Parameters:
    """Return all parameters of the address, as links to other pages take them (``query_params=``).

    Streamlit's own links drop every parameter but those of bound widgets, and we bind none. The segment that
    is open stays behind: a link to *Segmentos* shows them all.
    """
    return {name: st.query_params.get_all(name) for name in st.query_params if name != SEGMENT}


def for_list(list_id: str | None) -> Parameters:
    """Return the parameters of a link to another list: the language stays, the selection was of its list."""
    language = st.query_params.get_all(LANGUAGE)
    kept = {LANGUAGE: language} if language else {}
    return kept | ({LIST: [list_id]} if list_id else {})


def list_id() -> str | None:
    """Return the id of the list that the address names; it may be gone."""
    return st.query_params.get(LIST)


def open_list(list_id: str | None) -> None:
    """Make the address name this list, or none; its selection goes, as it was of another list."""
    st.query_params.from_dict(for_list(list_id))


def selection() -> Selection:
    """Return the filter in force as the address has it; what it names may be gone."""
    return Selection.from_query(
        (name, value) for name in st.query_params for value in st.query_params.get_all(name)
    )


def set_selection(selection: Selection) -> None:
    """Make the address hold this filter in place of the one it holds: one step for *back*."""
    st.query_params.from_dict(with_selection(others(), selection))


def with_selection(parameters: Parameters, selection: Selection) -> Parameters:
    """Return parameters with this selection in place of theirs; all else stays, in its order."""
    kept = {
        name: list(values)
        for name, values in parameters.items()
        if Selection.from_query((name, value) for value in values) == Selection()
    }
    for name, value in selection.to_query():
        kept.setdefault(name, []).append(value)
    return kept


def option(name: str) -> str | None:
    """Return what the address says of an option of the page, such as how many bars a chart shows."""
    return st.query_params.get(name)


def options(name: str) -> list[str]:
    """Return all that the address says of an option that may be given several times."""
    return st.query_params.get_all(name)


def set_option(name: str, values: list[str]) -> None:
    """Make the address hold an option of the page; without values it goes."""
    everything = {other: st.query_params.get_all(other) for other in st.query_params if other != name}
    st.query_params.from_dict(everything | ({name: values} if values else {}))
