"""A campaign over a list: its versions with what each is worth and should say, and their segments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from pyroaring import BitMap

from fashionai_explorer.analysis import Ask, Lead, NumberColumn, Split, as_numbers, leading_label, split
from fashionai_explorer.identifiers import Identifier
from fashionai_explorer.segments import ListedRows
from fashionai_explorer.workspace.brands import Brands
from fashionai_explorer.workspace.list_heads import order_of, value_column
from fashionai_explorer.workspace.locks import Locks
from fashionai_explorer.workspace.newest import Newest
from fashionai_explorer.workspace.register import Register
from fashionai_explorer.workspace.view import View

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
    """The newest campaigns that were asked for, so that a click on the page does not split again.

    May be asked from any thread: a split of seconds holds up who asks for one of the same list, and nobody else.
    """

    def __init__(self, brands: Brands, register: Register) -> None:
        self._brands = brands
        self._kept: Newest[tuple[object, ...], Campaign] = Newest(_KEPT)
        self._locks = Locks()
        register.keep_in_memory("campaigns", self._drop, self._drop_all)

    def made(
        self, view: View, ask: Ask, progress: Callable[[float], object] = lambda _share: None
    ) -> Campaign:
        """Return a campaign's versions, kept or made now. Raises as ``analysis.split`` does."""
        # By what the view was made of, not by the view: each session may hold an own one of the same.
        key = (view.head.id, view.head.version, view.mark, view.grouped_as, view.profiled, ask)
        with self._locks.of(view.head.id):
            made = self._kept.get(key) or campaign(view, ask, progress)
            return made if self._brands.forgot_since(view.mark) else self._kept.keep(key, made)

    def _drop(self, list_id: str) -> None:
        """Let go of the campaigns of a list, once no split of it goes on."""
        with self._locks.of(list_id):
            self._kept.drop(lambda key: key[0] == list_id)

    def _drop_all(self) -> None:
        for list_id in self._locks.names():
            self._drop(list_id)


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
    column = value_column(view.head)
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
    which = stored.identifiers_before(answer)
    found: list[Identifier | None] = [None] * len(answer)
    seen = np.zeros(len(answer), np.int64)
    for kind in order_of(view.head):
        values = taken[kind].to_pylist()
        present = np.array([value is not None for value in values], bool)
        for n in np.flatnonzero(present & (seen == which)):
            found[n] = Identifier(kind, values[n])
        seen += present
    return [identifier for identifier in found if identifier is not None]
