"""What changed since an earlier day's fetch, in sentences."""

from __future__ import annotations

from fashionai_explorer import workspace
from fashionai_explorer.texts import _, _n, day, number, percent, reader_zone, was_once
from fashionai_explorer.workspace import Change, View


def sentences(view: View, change: Change) -> list[str]:
    """Say the profiles and new behaviour then and now, and the label that moved most beyond chance."""
    then = day(change.since, workspace.current().now(), reader_zone())
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
