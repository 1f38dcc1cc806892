"""A campaign over a list: its versions with what each is worth and should say, and their segments."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from pyroaring import BitMap

from fashionai_explorer.analysis import Ask, Lead, NumberColumn, Split, as_numbers, leading_label, split
from fashionai_explorer.identifiers import KINDS, Identifier
from fashionai_explorer.segments import ListedRows
from fashionai_explorer.workspace.views import View, column_with_role

LEADS = ("voice_tone", "opportunity", "outfit_item", "content_hook")
"""What a text needs to know of its version: tone, offer, look, and an idea for the subject line."""
_KEPT = 8


@dataclass(frozen=True, slots=True, eq=False)
class Campaign:
    """The split of a view's customers, and for each version its leading label of each of ``LEADS``.

    ``default`` are the customers without a profile: with the versions they are the whole list.
    """

    split: Split
    leads: tuple[dict[str, Lead | None], ...]
    default: BitMap


class Campaigns:
    """The newest campaigns that were asked for, so that a click on the page does not split again."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], Campaign] = {}
        self._lock = threading.Lock()  # its own: a split of seconds must not hold up other pages

    def made(self, view: View, ask: Ask, progress: Callable[[float], object]) -> Campaign:
        """Return the campaign, kept or made now. Raises as ``analysis.split`` does."""
        # By what the view was made of, not by the view: each session may hold an own one of the same.
        key = (view.head.id, view.head.version, view.mark, view.grouped_as, view.profiled, ask)
        with self._lock:
            made = self._kept.pop(key, None) or campaign(view, ask, progress)
            self._kept[key] = made
            for oldest in list(self._kept)[:-_KEPT]:
                del self._kept[oldest]
        return made


def campaign(view: View, ask: Ask, progress: Callable[[float], object] = lambda _share: None) -> Campaign:
    """Split a view's customers into versions. Raises as ``analysis.split`` does."""
    made = split(view.index, ask, progress)
    leads = tuple(
        {facet: leading_label(view.index, facet, version.customers) for facet in LEADS}
        for version in made.versions
    )
    return Campaign(made, leads, view.index.everyone - view.index.profiled)


def value_share(view: View, customers: BitMap) -> float | None:
    """Return the customers' share of the list's value; None where the list has no value column, or no sum."""
    column = column_with_role(view.head, "value")
    values = view.index.columns.get(column) if column else None
    if not isinstance(values, NumberColumn):
        return None
    whole = float(np.nansum(values.values))
    return float(np.nansum(values.values[as_numbers(customers)])) / whole if whole > 0 else None


def listed_rows(view: View) -> ListedRows:
    """Return where each customer stands in the list's file: what fixed segments are made of."""
    numbers = view.rows["row"].take(pa.array(view.first_row)).to_numpy()
    return ListedRows(view.head.digest, numbers)


def answered_by(view: View, customers: BitMap) -> list[Identifier]:
    """Return the identifier that gave each customer's profile, by customer number; all must have one."""
    stored, numbering = view.made_of.stored, view.made_of.numbering
    answer = numbering.answer[as_numbers(customers)]
    taken = view.rows.take(pa.array(stored.positions[answer]))
    which = (stored.place - stored.starts[:-1])[answer]
    found: list[Identifier | None] = [None] * len(answer)
    seen = np.zeros(len(answer), np.int64)
    for kind in KINDS:
        values = taken[kind].to_pylist()
        present = np.array([value is not None for value in values], bool)
        for n in np.flatnonzero(present & (seen == which)):
            found[n] = Identifier(kind, values[n])
        seen += present
    return [identifier for identifier in found if identifier is not None]
