"""What only a person can say of a list: which texts of its consent column mean yes, and what to ask by first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import permutations

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.identifiers import KINDS, ConsentValue, Kind
from fashionai_explorer.texts import _, kind_name, number
from fashionai_explorer.ui.frame import action, show
from fashionai_explorer.workspace import ListHead, order_of

MOST_VALUES = 100
"""So many different texts of a consent column can be chosen among; a column with more is none of consents."""


def consent(
    values: Sequence[ConsentValue], *, key: str, on_change: Callable[[], None] | None = None
) -> tuple[str, ...] | None:
    """Ask which texts mean yes, ours ticked already; return them, None where there is no consent column."""
    if not values:
        return None
    shown = {value.text: _counted(value) for value in values[:MOST_VALUES]}
    chosen = st.multiselect(
        _("Who can be contacted? Choose what means yes"),
        list(shown),
        default=[value.text for value in values[:MOST_VALUES] if value.yes],
        format_func=lambda text: shown.get(text, text),
        placeholder=_("Nothing means yes: nobody can be contacted"),
        key=key,
        on_change=on_change,
    )
    return tuple(chosen)


def order(
    kinds: Sequence[Kind],
    present: tuple[Kind, ...],
    *,
    key: str,
    on_change: Callable[[], None] | None = None,
) -> None:
    """Ask in which order a customer's identifiers are tried; nothing where the list has one kind of them.

    ``kinds`` are those the list has. The choice is the session's value of ``key``: all kinds in their order.
    """
    if len(kinds) < 2:
        return
    options = [_whole(tuple(some)) for some in permutations([kind for kind in KINDS if kind in kinds])]
    now = _whole(tuple(kind for kind in present if kind in kinds))
    st.selectbox(
        _("Ask by, in this order until one is known"),
        options,
        index=options.index(now),
        format_func=lambda some: " → ".join(kind_name(kind) for kind in some if kind in kinds),
        key=key,
        on_change=on_change,
    )


def of_list(head: ListHead) -> None:
    """Draw both for a list that is kept; what is changed is kept with it."""
    kinds: list[Kind] = [kind for kind in KINDS if head.by_kind.get(kind)]
    key = f"order-{head.id}"
    order(kinds, order_of(head), key=key, on_change=partial(_keep_order, head, key))
    key = f"consent-{head.id}"
    values = workspace.current().lists.consent_values(head.id)
    consent(values, key=key, on_change=partial(_keep_consent, head, key))


def _whole(some: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """All kinds: these first, the others behind them."""
    return some + tuple(kind for kind in KINDS if kind not in some)


def _counted(value: ConsentValue) -> str:
    text = value.text or _("(empty)")
    return f"{text} · {number(value.rows)}"


def _keep_order(head: ListHead, key: str) -> None:
    chosen: tuple[Kind, ...] = st.session_state[key]
    _kept(partial(workspace.current().lists.set_order, head.id, chosen), head)


def _keep_consent(head: ListHead, key: str) -> None:
    _kept(partial(workspace.current().lists.set_consent, head.id, st.session_state[key]), head)


def _kept(act: Callable[[], ListHead], head: ListHead) -> None:
    with action.block():
        act()
        action.done(_("Saved: "), show.Strong(head.name))
