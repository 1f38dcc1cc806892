"""The counts that are kept of each day's profiles, for what changed since: aggregated, nothing of a person."""

from __future__ import annotations

import logging
from pathlib import Path

from fashionai_explorer.errors import StoreError
from fashionai_explorer.settings import DEMO_BRAND, Settings
from fashionai_explorer.storage import Clock, DataFolder, Tallies
from fashionai_explorer.workspace.changes import Change, change, tally_of
from fashionai_explorer.workspace.forgetting import Forgetting
from fashionai_explorer.workspace.listing import Deleted
from fashionai_explorer.workspace.views import View

logger = logging.getLogger(__name__)


class Noting(Forgetting):
    """Keeps a view's counts, and compares with those of an earlier day."""

    def __init__(self, settings: Settings, folder: DataFolder, clock: Clock, config_dir: Path) -> None:
        super().__init__(settings, folder, clock, config_dir)
        self._noted: set[tuple[str, str, int, str]] = set()

    def note(self, view: View) -> None:
        """Keep a view's counts for the days to come, unless a run of the list still goes on; once a view.

        What cannot be written is logged and no more: no page depends on it.
        """
        key = (view.head.version, self.brand, view.mark, view.grouped_as)
        if key in self._noted:
            return
        now, its_run = tally_of(view), self.run(view.head.id)
        if now is None or (its_run is not None and its_run.unfinished):
            return
        try:
            if now not in self._tallies.of_list(view.head.id):
                self._tallies.keep(view.head.id, now)
        except StoreError as problem:
            logger.warning("The counts of a list were not kept: %s", problem)
        self._noted.add(key)

    def change_since_last(self, view: View) -> Change | None:
        """Return what changed since an earlier day's fetch; None where no earlier one is known."""
        now = tally_of(view)
        try:
            return None if now is None else change(now, self._tallies.of_list(view.head.id))
        except StoreError as problem:
            logger.warning("The counts of earlier days could not be read: %s", problem)
            return None

    def delete_list(self, list_id: str) -> Deleted:
        """Delete a list, with what was counted of it on earlier days. Raises ``ListMissingError``."""
        deleted = super().delete_list(list_id)
        for brand in {self.settings.brand, DEMO_BRAND}:
            self._folder.tallies(brand).forget(list_id)
        self._noted.clear()
        return deleted

    @property
    def _tallies(self) -> Tallies:
        return self._folder.tallies(self.brand)
