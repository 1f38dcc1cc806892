"""*O que mudou desde a última busca*: what the counts of an earlier day tell beside today's."""

from __future__ import annotations

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.texts import _, _n, day, number, percent, was_once
from fashionai_explorer.ui import show
from fashionai_explorer.workspace import Change, View


def draw(view: View) -> None:
    """Draw what changed; nothing where no earlier fetch is known."""
    change = workspace.current().tallies.change_since_last(view)
    if change is None:
        return
    with st.container(border=True, gap="xxsmall", key="changed"):
        show.line(
            show.Strong(_("What changed since the last fetch")), " · ", " ".join(sentences(view, change))
        )


def sentences(view: View, change: Change) -> list[str]:
    """Say the profiles and new behaviour then and now, and the label that moved most beyond chance."""
    then = day(change.since, workspace.current().now(), show.reader_zone())
    said = [
        _n("{n} profile (on {day}: {before}).", "{n} profiles (on {day}: {before}).", view.profiled,
           day=then, before=number(change.profiled_before))
    ]  # fmt: skip
    new = len(view.index.new_behaviour) / max(1, view.profiled)
    said.append(
        _("New behaviour in {share} of the profiles (on {day}: {before}).",
          share=percent(new), day=then, before=percent(change.new_behaviour_before))
    )  # fmt: skip
    if change.moved is None:
        return [*said, _("No trait moved by more than chance.")]
    one = change.moved
    return [*said, was_once(one.facet, one.label, one.now, one.before, then)]
