"""The choosers of *Comparar*, and what it says where the two groups cannot be compared."""

from __future__ import annotations

import streamlit as st

from fashionai_explorer.presenting import comparing, group_options, groups
from fashionai_explorer.presenting.comparing import Comparing
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.presenting.least import LEAST_COMPARED
from fashionai_explorer.texts import _, number
from fashionai_explorer.ui.frame import address, empty, show
from fashionai_explorer.workspace import View

GROUP, AGAINST = "group", "against"


def compared(view: View, in_force: Explored) -> Comparing | None:
    """Return the comparison that the address names; None where the list offers no group to begin with."""
    return comparing.comparing(view, in_force, address.option(GROUP), address.option(AGAINST))


def draw(found: Comparing, offered: dict[str, str]) -> None:
    """Draw *Grupo · Comparar com · Inverter*; what stands in them is what the address holds."""
    one, other, between = st.columns([5, 5, 2], vertical_alignment="bottom")  # one below the other on a phone
    with one:
        _chooser(_("Group"), GROUP, found, offered)
    with other:
        _chooser(_("Compare with"), AGAINST, found, offered)
    with between:
        st.button(
            _("Invert"),
            icon=":material/swap_horiz:",
            on_click=_invert,
            args=(found,),
            key="invert-groups",
            width="stretch",
        )
    if found.gone:
        empty.say(_("A group that this link names is no longer there. Another one stands in its place."))


def same_or_few(found: Comparing, offered: dict[str, str]) -> bool:
    """Say it where the groups are the same or too small, and offer what can be compared; tell whether it was."""
    if found.are_the_same:
        empty.say(_("The two groups are the same customers: there is nothing to compare."))
        if found.against.code != groups.REST:
            st.button(
                _("Compare with the rest of the list"),
                on_click=_against_the_rest,
                type="primary",
                key="against-the-rest",
            )
        return True
    if found.least >= LEAST_COMPARED:
        return False
    empty.say(
        _("Few customers to compare ({n}): at least {least} with a profile are needed in each group.",
          n=number(found.least), least=number(LEAST_COMPARED))
    )  # fmt: skip
    _offer_larger(found, offered)
    return True


def _chooser(label: str, name: str, found: Comparing, offered: dict[str, str]) -> None:
    group = found.group if name == GROUP else found.against
    rest = found.group if found.group.code == groups.REST else found.against
    options = dict(offered)
    if name == AGAINST or group.code == groups.REST:
        words = group_options.in_words(rest) if rest.code == groups.REST else _("The rest of the list")
        options = {groups.REST: words, **options}
    options.setdefault(group.code, group_options.in_words(group))
    key = f"choose-{name}"
    st.session_state[key] = group.code

    def choose() -> None:
        _choose(name, st.session_state[key])

    st.selectbox(
        label, list(options), format_func=lambda code: options.get(code, code), key=key, on_change=choose
    )


def _choose(name: str, code: str) -> None:
    """Put a group into the address."""
    address.set_option(name, [code])


def _invert(found: Comparing) -> None:
    """Put each group in the other's place."""
    _choose(GROUP, found.against.code)
    _choose(AGAINST, found.group.code)


def _against_the_rest() -> None:
    address.set_option(AGAINST, [])


def _offer_larger(found: Comparing, offered: dict[str, str]) -> None:
    """Offer a group that is large enough, against the rest."""
    group = comparing.larger(found, list(offered))
    if group is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        show.line(show.Strong(group_options.in_words(group)), width="content")

        def compare() -> None:
            address.set_option(AGAINST, [])
            _choose(GROUP, group.code)

        st.button(_("Compare this group"), type="primary", on_click=compare, key="larger-group")
