"""A campaign's versions on the page: what changes between them, a card each, and how sure the split is."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st
from pyroaring import BitMap

from fashionai_explorer import workspace
from fashionai_explorer.analysis import CLEAR_GROUPS, SHUFFLES, Verdict, Version
from fashionai_explorer.presenting import campaign_words, masking
from fashionai_explorer.texts import _, _n, money, number, percent
from fashionai_explorer.ui.campaigns import asking
from fashionai_explorer.ui.export import exporting, saving
from fashionai_explorer.ui.frame import show
from fashionai_explorer.workspace import Campaign, View

_ICONS: dict[Verdict, str] = {
    "clear": ":material/check_circle:",
    "mixed": ":material/blur_on:",
    "none": ":material/info:",
}
DEFAULT = "default"


def how_sure(campaign: Campaign) -> None:
    """Say how sure the split is and how that is known; without groups, draw the ways on."""
    sure = campaign.split.sureness
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="how-sure"):
        st.markdown(f"{_ICONS[sure.verdict]} {_(campaign_words.SURE[sure.verdict])}", width="content")
        with st.popover(_("How we know"), type="tertiary"):
            st.markdown(
                _(
                    "We shuffle each trait among the customers, so that nothing goes together any more, and "
                    "split again, {times} times. Groups are natural where the real split explains clearly more "
                    "than the shuffled ones. They are called clear where a profile points to one version "
                    "with {clear} or more on average; here it is {certainty}.",
                    clear=percent(CLEAR_GROUPS),
                    times=number(SHUFFLES),
                    certainty=percent(sure.certainty),
                )
            )


def ways_on(ask_facets: tuple[str, ...]) -> None:
    """Draw what to do where there are no natural groups."""
    with st.container(horizontal=True, gap="small"):
        if ask_facets != ("occasion",):
            st.button(
                _("Split by occasion"),
                icon=":material/event:",
                on_click=partial(asking.split_by, "occasion"),
                key="by-occasion",
            )
        st.button(
            _("One message only: export everybody"),
            icon=":material/download:",
            on_click=exporting.ask,
            args=("everyone",),
            key="one-message",
        )


def what_changes(view: View, campaign: Campaign, names: list[str]) -> None:
    """Draw the table of the versions side by side; every cell is escaped, as labels are others' words."""
    columns = [*names, *([_("Default message")] if campaign.default else [])]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join(
        f'<tr><th scope="row">{escape(title)}</th>'
        + "".join(f"<td>{_lines(cell)}</td>" for cell in cells)
        + "</tr>"
        for title, cells in campaign_words.rows(view, campaign)
    )
    st.html(
        f"{TABLE}<div class='versions' tabindex='0'><table><thead><tr><td></td>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def cards(view: View, campaign: Campaign, names: list[str]) -> None:
    """Draw a card for each version, three or four abreast, and a last one for those without a profile."""
    drawn = [
        partial(_card, view, version, name)
        for version, name in zip(campaign.split.versions, names, strict=True)
    ]
    if campaign.default:
        drawn.append(partial(_default_card, view, campaign.default))
    abreast = 4 if len(drawn) == 4 else 3
    for left in range(0, len(drawn), abreast):
        for column, draw in zip(st.columns(abreast), drawn[left : left + abreast], strict=False):
            with column:
                draw()


def groups(view: View, campaign: Campaign, names: list[str]) -> list[exporting.Group]:
    """Return the versions as groups to export, those without a profile last; each kept by its fixed rule."""
    listed = workspace.listed_rows(view)
    pairs = [(version.customers, name) for version, name in zip(campaign.split.versions, names, strict=True)]
    if campaign.default:
        pairs.append((campaign.default, _("Default message")))
    return [exporting.Group(customers, name, listed.rule(customers)) for customers, name in pairs]


def _card(view: View, version: Version, name: str) -> None:
    with st.container(border=True, gap="small", key=f"version-{version.number}"):
        show.heading(name)
        show.line(*_worth(view, version.customers))
        with st.container(gap="xxsmall"):
            for mark in version.marks:
                show.line(campaign_words.mark_text(mark), muted=True)
        if not version.marks:
            show.line(_("Nothing sets this version apart from the others."), muted=True)
        show.line(_("Typical customers: {who}", who=_typical(view, version)), size="small", muted=True)
        with st.container(horizontal=True, gap="small"):
            _rename(version.number, name)
            _export_button(str(version.number))


def _default_card(view: View, customers: BitMap) -> None:
    with st.container(border=True, gap="small", key="version-default"):
        st.header(_("Default message"))
        show.line(*_worth(view, customers))
        show.line(_("Without a profile: they get the general text until their profile comes."), muted=True)
        _export_button(DEFAULT)


def _export_button(of: str) -> None:
    st.button(
        _("Export"),
        icon=":material/download:",
        type="tertiary",
        on_click=exporting.ask,
        args=(of,),
        key=f"export-{of}",
    )


def _rename(number: int, name: str) -> None:
    key = f"version-name-{number}"
    st.session_state[key] = name
    with st.popover(_("Rename"), icon=":material/edit:", type="tertiary"):
        st.text_input(
            _("Name"),
            max_chars=saving.NAME_SIGNS,
            key=key,
            on_change=lambda: asking.name_version(number, st.session_state[key]),
        )


def _worth(view: View, customers: BitMap) -> list[str]:
    pieces: list[str] = [show.Strong(_n("{n} customer", "{n} customers", len(customers)))]
    mean = view.mean_value(customers)
    if mean is not None:
        pieces.append(" · " + _("average spend per customer {figure}", figure=money(mean)))
    return pieces


def _typical(view: View, version: Version) -> str:
    frame = workspace.current().segments.member_table(view, BitMap(version.typical))
    pairs = zip(frame["kind"], frame["identifier"], strict=True)
    return " · ".join(masking.masked_identifier(kind, value) for kind, value in pairs)


def _lines(lines: list[str]) -> str:
    return "<br>".join(escape(line) for line in lines)


TABLE = """<style>
.versions {overflow-x: auto;}
.versions table {border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.4;}
.versions th, .versions td {text-align: left; vertical-align: top; padding: .45rem .75rem;
  border-bottom: 1px solid #8884; overflow-wrap: anywhere; min-width: 9rem;}
.versions thead th {font-weight: 600;}
.versions tbody th {font-weight: 400; opacity: .75; min-width: 7rem; width: 9rem;}
</style>"""
