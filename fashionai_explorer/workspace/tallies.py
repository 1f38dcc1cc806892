"""The counts that are kept of each day's profiles, for what changed since: aggregated, nothing of a person."""

from __future__ import annotations

import logging

import msgspec

from fashionai_explorer.errors import StoreError
from fashionai_explorer.storage import Tally
from fashionai_explorer.workspace.brands import Brands
from fashionai_explorer.workspace.changes import Change, change, tally_of
from fashionai_explorer.workspace.register import Departed, Derived, Register
from fashionai_explorer.workspace.runs import Runs
from fashionai_explorer.workspace.view import View

logger = logging.getLogger(__name__)


class Tallies:
    """Keeps views' counts, and compares with those of an earlier day. May be asked from any thread."""

    def __init__(self, brands: Brands, runs: Runs, register: Register) -> None:
        self._brands = brands
        self._runs = runs
        self._noted: set[tuple[str, str, int, str]] = set()
        register.keep_in_memory("noted views", lambda _: self._noted.clear(), self._noted.clear)
        register.add(Derived("tallies", "tallies", self._drop, self._drop_all, self._without))

    def note(self, view: View) -> None:
        """Keep a view's counts for the days to come, unless a run of the list still goes on; once a view.

        What cannot be written is logged and no more: no page depends on it.
        """
        brand = self._brands.present
        key = (view.head.version, brand.name, view.mark, view.grouped_as)
        if key in self._noted:
            return
        now, its_run = tally_of(view), self._runs.of_list(view.head.id)
        if now is None or (its_run is not None and its_run.unfinished):
            return
        try:
            if now not in brand.tallies.of_list(view.head.id):
                brand.tallies.keep(view.head.id, now)
        except StoreError as problem:
            logger.warning("The counts of a list were not kept: %s", problem)
        self._noted.add(key)

    def change_since_last(self, view: View) -> Change | None:
        """Return what changed since an earlier day's fetch; None where no earlier one is known."""
        now = tally_of(view)
        try:
            return None if now is None else change(now, self._brands.present.tallies.of_list(view.head.id))
        except StoreError as problem:
            logger.warning("The counts of earlier days could not be read: %s", problem)
            return None

    def _drop(self, list_id: str) -> int:
        return sum(brand.tallies.forget(list_id) for brand in self._brands.all())

    def _drop_all(self) -> int:
        return sum(self._drop(list_id) for brand in self._brands.all() for list_id in brand.tallies.lists())

    def _without(self, departed: Departed) -> int:
        def changed(tally: Tally) -> Tally:
            labels = {
                facet: {label: count for label, count in counts.items() if not departed.had(facet, label)}
                for facet, counts in tally.labels.items()
            }
            return msgspec.structs.replace(tally, labels=labels)

        shelves = [brand.tallies for brand in self._brands.all()]
        return sum(tallies.change(list_id, changed) for tallies in shelves for list_id in tallies.lists())
