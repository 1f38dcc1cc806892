"""What stands out of a whole list: findings that passed the test in words, or that there are none yet."""

from __future__ import annotations

from collections.abc import Iterator

from fashionai_explorer import workspace
from fashionai_explorer.analysis import CLEAR, Group, ListFinding, ListFindings, list_findings
from fashionai_explorer.presenting.least import FEW_PROFILES
from fashionai_explorer.segments import ColumnIs, Pick, Selection
from fashionai_explorer.texts import _, _n, duration, in_group, own_group
from fashionai_explorer.workspace import View, value_column

NEXT_COUNT_SECONDS = 120
"""How often the page counts anew by itself while a run goes and nothing has passed yet."""


def of_view(view: View) -> ListFindings:
    """Return the findings of a list as it is stored in a view."""
    return list_findings(view.index, value_column(view.head))


def sentence(one: ListFinding) -> str:
    """Say a finding in one sentence."""
    group = own_group(one.group.kind, one.group.column, one.group.value)
    return in_group(one.facet, one.label, one.share, group, one.other_share)


def sureness(one: ListFinding) -> str:
    """Say how sure a finding is: clear where fewer than 1 % of those that pass at its q are chance (``CLEAR``)."""
    return _("clear difference") if one.q < CLEAR else _("reliable difference")


def sentences(view: View, found: ListFindings, next_count: float = 0.0) -> Iterator[str]:
    """Give what stands out as plain text, for a message or a mail."""
    if found.found and view.is_part:
        yield _("Provisional, of a part of the list:")
    yield from map(sentence, found.found)
    if not found.found:
        yield nothing(view, next_count)


def selection_of(group: Group) -> Selection:
    """Return the selection that takes a group's customers."""
    if group.kind == "new_behaviour":
        return Selection((Pick("new_behaviour", ("true",)),))
    return Selection(
        (), (ColumnIs(group.column, "=" if group.kind == "column" else ">=", _whole(group.value)),)
    )


def suggested(one: ListFinding) -> Selection:
    """Return the selection that a finding suggests as a segment: its label within its group."""
    return selection_of(one.group).with_pick(Pick(one.facet, (one.label,)))


def nothing(view: View, next_count: float) -> str:
    """Say that nothing passed: for want of profiles, as far as is known, or at all.

    ``next_count`` is when the page counts anew while a run goes (epoch seconds).
    """
    its_run = workspace.current().runs.of_list(view.head.id)
    if its_run is not None and its_run.going:
        left = max(1.0, next_count - workspace.current().now())
        return _n("No conclusions yet with {n} profile; next count in {time}.",
                  "No conclusions yet with {n} profiles; next count in {time}.",
                  view.profiled, time=duration(min(left, NEXT_COUNT_SECONDS)))  # fmt: skip
    if view.is_part or view.profiled < FEW_PROFILES:
        return _n(
            "No conclusions yet with {n} profile.", "No conclusions yet with {n} profiles.", view.profiled
        )
    return _("Nothing in this list stands out beyond chance.")


def _whole(value: float | str) -> float | int | str:
    return int(value) if isinstance(value, float) and value == int(value) else value
