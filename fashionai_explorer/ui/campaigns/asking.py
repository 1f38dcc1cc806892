"""What a campaign is asked for: number, traits, least size, labels moved by hand, names. All in the address."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fashionai_explorer.analysis import FEWEST, MOST, VERSION_FACETS, Ask, Pin, Split
from fashionai_explorer.labels import FACETS
from fashionai_explorer.presenting import campaign_words
from fashionai_explorer.texts import FACET_ORDER, _, facet_name
from fashionai_explorer.ui.export import saving
from fashionai_explorer.ui.frame import address, show

COUNT, TRAITS, LEAST, MOVED, NAMED = "count", "traits", "least", "moved", "named"
USUAL = 3


def asked() -> Ask:
    """Return what the address asks for; what it says wrongly counts as not said."""
    count = _number(address.option(COUNT), FEWEST, MOST) or USUAL
    facets = tuple(dict.fromkeys(name for name in address.options(TRAITS) if name in FACETS))
    least = _number(address.option(LEAST), 1, 1_000_000_000)
    pins = tuple(pin for pin in map(_pin, address.options(MOVED)) if pin and pin.version <= count)
    return Ask(count, facets, least, pins)


def given_names() -> dict[int, str]:
    """Return the names that a person gave to versions, by number."""
    pairs = (value.partition(":") for value in address.options(NAMED))
    return {int(number): name for number, _colon, name in pairs if number.isdecimal() and name.strip()}


def name_version(number: int, name: str) -> None:
    """Give a version a name; an empty one takes the given name back."""
    names = given_names() | {number: name.strip()[: saving.NAME_SIGNS]}
    address.set_option(NAMED, [f"{one}:{text}" for one, text in sorted(names.items()) if text])


def adjust(ask: Ask, default_least: int) -> None:
    """Draw *Ajustar*: how many versions, over which traits, and how small one may be."""
    with st.popover(_("Adjust"), icon=":material/tune:"):
        _control("versions-count", ask.count)
        st.segmented_control(
            _("How many versions"),
            list(range(FEWEST, MOST + 1)),
            required=True,
            key="versions-count",
            on_change=lambda: _restart(COUNT, [str(st.session_state["versions-count"])]),
        )
        _control("versions-traits", list(ask.facets or VERSION_FACETS))
        st.pills(
            _("Split by"),
            FACET_ORDER,
            selection_mode="multi",
            format_func=facet_name,
            key="versions-traits",
            on_change=lambda: _restart(TRAITS, st.session_state["versions-traits"]),
        )
        _control("versions-least", ask.least or default_least)
        st.number_input(
            _("Least customers in a version"),
            min_value=1,
            step=10,
            key="versions-least",
            on_change=lambda: address.set_option(LEAST, [str(st.session_state["versions-least"])]),
        )


def move(split: Split, ask: Ask, names: list[str]) -> None:
    """Draw the way to move a trait to another version, and the traits that were moved."""
    with st.popover(_("Move a trait"), icon=":material/swap_horiz:"):
        st.caption(_("Customers with this trait go to the version chosen, unless the rest of their profile "
                     "speaks more strongly for another one."))  # fmt: skip
        trait = st.selectbox(
            _("Trait"),
            split.traits,
            index=None,
            format_func=lambda one: campaign_words.trait_text(*one),
            placeholder=_("Choose a trait"),
            key="moved-trait",
        )
        numbers = [version.number for version in split.versions]
        to = st.selectbox(
            _("To version"), numbers, format_func=lambda n: f"{n} · {names[n - 1]}", key="moved-to"
        )
        act = partial(_move, Pin(*trait, to)) if trait else None
        st.button(_("Move"), disabled=trait is None, on_click=act, key="move")
        for place, pin in enumerate(ask.pins):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                gone = (pin.facet, pin.label) not in split.traits
                text = campaign_words.trait_text(pin.facet, pin.label)
                text = _("{label} (no longer there)", label=text) if gone else text
                show.line(text, " → ", show.Strong(names[pin.version - 1]))
                st.button("✕", help=_("Undo"), on_click=partial(_put_back, pin), key=f"put-back-{place}")


def split_by(facet: str) -> None:
    """Ask for a split over one facet alone."""
    _restart(TRAITS, [facet])


def _restart(option: str, values: list[str]) -> None:
    """Another number or other traits make other versions: what was said of the old ones goes."""
    address.set_option(MOVED, [])
    address.set_option(NAMED, [])
    address.set_option(option, values)


def _move(pin: Pin) -> None:
    others = [one for one in asked().pins if (one.facet, one.label) != (pin.facet, pin.label)]
    address.set_option(MOVED, [_written(one) for one in (*others, pin)])


def _put_back(pin: Pin) -> None:
    address.set_option(MOVED, [_written(one) for one in asked().pins if one != pin])


def _written(pin: Pin) -> str:
    return f"{pin.version}:{pin.facet}:{pin.label}"


def _pin(written: str) -> Pin | None:
    number, _colon, rest = written.partition(":")
    facet, _colon, label = rest.partition(":")
    version = _number(number, 1, MOST)
    return Pin(facet, label, version) if version and facet in FACETS and label else None


def _number(text: str | None, least: int, most: int) -> int | None:
    if text is None or not text.isascii() or not text.isdecimal() or len(text) > 10:
        return None
    return int(text) if least <= int(text) <= most else None


def _control(key: str, value: object) -> None:
    """Show what the address says; the address is the only copy that counts."""
    st.session_state[key] = value
