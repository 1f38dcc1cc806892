"""A selection chip by chip: what each part of it takes of a list, and what of it the list does not have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pyroaring import BitMap

from fashionai_explorer.analysis import Index
from fashionai_explorer.errors import RuleError
from fashionai_explorer.segments import ColumnIs, Pick, Selection, members


@dataclass(frozen=True, slots=True)
class Part:
    """What one chip stands for: a facet's pick, or the conditions over a column.

    ``selection`` is the part alone, ``gone`` what it names that the list does not have; ``customers`` are
    those that meet it, None where nothing of it is left and it filters nothing.
    """

    selection: Selection
    gone: tuple[str, ...]
    customers: BitMap | None

    @property
    def pick(self) -> Pick | None:
        """The facet's pick, if the part is one."""
        return next(iter(self.selection.picks), None)

    @property
    def conditions(self) -> tuple[ColumnIs, ...]:
        """The conditions over a column, if the part is of one."""
        return self.selection.conditions

    @property
    def in_force(self) -> Selection:
        """The part less what is gone of it."""
        if self.customers is None:
            return Selection()
        return Selection((less(self.pick, self.gone),)) if self.pick else self.selection


def as_shown(selection: Selection, index: Index) -> Selection:
    """Return a selection with each label as the list shows it: any wording of it means the same."""
    shown = selection
    for pick in selection.picks:
        facet = index.facet(pick.facet)
        labels = tuple(dict.fromkeys(facet.label_named(label) or label for label in pick.labels))
        themes = tuple(dict.fromkeys(facet.theme_named(theme) or theme for theme in pick.themes))
        shown = shown.with_pick(replace(pick, labels=labels, themes=themes))
    return shown


def parts_of(selection: Selection, index: Index, now: float) -> list[Part]:
    """Return the parts of a selection, in the order of its chips."""
    parts = [_of_pick(pick, index, now) for pick in selection.picks]
    return parts + [_of_column(own, selection, index, now) for own in selection.by_column()]


def less(pick: Pick, gone: Sequence[str]) -> Pick:
    """Return a pick without what is gone."""
    return replace(
        pick,
        labels=tuple(label for label in pick.labels if label not in gone),
        themes=tuple(theme for theme in pick.themes if theme not in gone),
    )


def _of_pick(pick: Pick, index: Index, now: float) -> Part:
    facet = index.facet(pick.facet)
    gone = [label for label in pick.labels if not _is_there(index, pick.facet, label)]
    gone += [theme for theme in pick.themes if facet.theme_named(theme) is None]
    left = less(pick, gone)
    customers = None if left.is_empty else _meet(Selection((left,)), index, now)
    return Part(Selection((pick,)), tuple(gone), customers)


def _is_there(index: Index, facet: str, label: str) -> bool:
    known = facet == "new_behaviour" and label in {"true", "false"}
    return known or index.facet(facet).label_named(label) is not None


def _of_column(own: tuple[ColumnIs, ...], selection: Selection, index: Index, now: float) -> Part:
    column = own[0].column
    alone = Selection((), own, (column,) if column in selection.excluded else ())
    try:
        return Part(alone, (), _meet(alone, index, now))
    except RuleError:  # the column is gone, or holds something else now
        return Part(alone, (column,), None)


def _meet(selection: Selection, index: Index, now: float) -> BitMap:
    return members(selection.rule(), index, now=now).customers
