"""The open workspace: where storage and analysis meet. Pages and commands ask only this."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
from pyroaring import BitMap

from fashionai_explorer.analysis import Ask
from fashionai_explorer.errors import ListMissingError, StoreError
from fashionai_explorer.identifiers import Identifier, ImportedList, read_file
from fashionai_explorer.profiles import Profile, read_profile
from fashionai_explorer.segments import (
    Members,
    Written,
    export_table,
    file_name,
    member_table,
    members,
    parse_rule,
    write,
)
from fashionai_explorer.service import DEMO_LIST, demo_list
from fashionai_explorer.settings import DEMO_BRAND, Settings
from fashionai_explorer.storage import (
    Clock,
    DataFolder,
    ListHead,
    SavedList,
    SegmentHead,
    Segments,
    Tallies,
)
from fashionai_explorer.workspace.asking import Scope
from fashionai_explorer.workspace.campaigns import Campaign, Campaigns, listed_rows
from fashionai_explorer.workspace.changes import Change, change, tally_of
from fashionai_explorer.workspace.listing import Deleted
from fashionai_explorer.workspace.opened_views import OpenedViews
from fashionai_explorer.workspace.running import Running
from fashionai_explorer.workspace.viewing import BY_RULE, build_view
from fashionai_explorer.workspace.views import ListFigures, View, figures_of_list, standing

logger = logging.getLogger(__name__)

DEMO_LIST_NAME = "Loja de demonstração"


@dataclass(frozen=True, slots=True)
class Export:
    """A file for a destination, with its name and its account."""

    file_name: str
    written: Written


class Workspace(Running):
    """One a process: lists, runs, views and segments over one open data folder and one connection."""

    def __init__(self, settings: Settings, folder: DataFolder, clock: Clock, config_dir: Path) -> None:
        super().__init__(settings, folder, clock, config_dir)
        self._opened = OpenedViews(folder.snapshots)
        self._grouped = BY_RULE
        self._campaigns = Campaigns()
        self._noted: set[tuple[str, str, int]] = set()

    def start_demo(self) -> ListHead:
        """Import the demonstration's list if it is not there, and ask for all of it."""
        imported = read_file(demo_list(DEMO_LIST), DEMO_LIST)
        shelf = self._demo_shelf
        head = shelf.by_digest(imported.digest) or shelf.save(imported, DEMO_LIST_NAME, DEMO_LIST)
        self.begin(head.id, Scope())
        return head

    def view(self, list_id: str) -> View:
        """Return a list as it stands stored.

        While a run of the list goes on its view stands still, once there is a profile in it; ``newer`` and
        ``refresh`` take the new ones in. All sessions share it. Raises ``ListMissingError``.
        """
        head = self.list_head(list_id)
        if head is None:
            raise ListMissingError
        with self._lock:
            kept = self._opened.kept(head, self.brand)
            if kept is None or not self._may_stand(kept):
                return self.refresh(list_id)
            if kept.grouped_as != self._grouped.state:
                kept = self._opened.regrouped(kept, self.brand, self.answers, self._grouped)
        return kept if kept.head == head else replace(kept, head=head)

    def view_of_import(self, imported: ImportedList, name: str) -> View:
        """Return the view of a file that is not kept as a list: the kept one's where there is one."""
        known = self.known_file(imported.digest)
        if known is not None:
            return self.view(known.id)
        head = self._own_shelf.head_of(imported, "", name, name, self.now())
        return build_view(SavedList(head, imported.rows, imported.problems), self.answers, self._grouped)

    def refresh(self, list_id: str) -> View:
        """Bring the view of a list up to date, for all sessions. Raises ``ListMissingError``."""
        head = self.list_head(list_id)
        if head is None:
            raise ListMissingError
        with self._lock:
            view = self._opened.newest(
                head, lambda: self.open_list(list_id), self.brand, self.answers, self._grouped
            )
        return replace(view, head=head)

    def list_figures(self, list_id: str) -> ListFigures:
        """Count what is stored of a list now, without opening a profile. Raises ``ListMissingError``."""
        head = self.list_head(list_id)
        if head is None:
            raise ListMissingError
        with self._lock:
            stored = self._opened.stored_now(
                head, lambda: self.open_list(list_id).rows, self.brand, self.answers
            )
        return figures_of_list(stored)

    def delete_list(self, list_id: str) -> Deleted:
        """Delete a list with what was made of it. Raises ``ListMissingError``."""
        deleted = super().delete_list(list_id)
        with self._lock:
            self._opened.drop(list_id)
        for brand in {self.settings.brand, DEMO_BRAND}:
            self._folder.tallies(brand).forget(list_id)
        self._noted.clear()
        return deleted

    def replace_list(self, list_id: str, imported: ImportedList, file_name: str = "") -> ListHead:
        """Put another file's content into a list. Raises ``ListMissingError``."""
        replaced = super().replace_list(list_id, imported, file_name)
        with self._lock:
            self._opened.drop(list_id)
        return replaced

    def first_profiles(self, list_id: str, count: int = 5) -> list[tuple[Identifier, Profile]]:
        """Return the first profiles of a list that are stored, each with the identifier that found it."""
        rows = self.open_list(list_id).rows
        stored = standing(rows, self.answers)
        found = [row for row, item in enumerate(stored.items) if item.outcome == "found"][:count]
        keys = [stored.key(row) for row in found]
        bodies = {key: answer.body for key, answer in self.answers.bodies(keys)}
        found_by = [self.identifiers(rows, stored.positions[row])[stored.items[row].place] for row in found]
        pairs = zip(found_by, keys, strict=True)
        return [(identifier, read_profile(bodies[key])) for identifier, key in pairs if key in bodies]

    def newer(self, view: View) -> int:
        """Return how many profiles were stored for the list's rows since its view was made."""
        with self._lock:
            return self._opened.newer(view, self.brand, self.answers)

    def note(self, view: View) -> None:
        """Keep a view's counts for the days to come, unless a run of the list still goes on; once a view.

        What cannot be written is logged and no more: no page depends on it.
        """
        key, its_run = (view.head.version, self.brand, view.mark), self.run(view.head.id)
        now = None if key in self._noted else tally_of(view)
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

    def segments(self, list_id: str | None = None) -> list[SegmentHead]:
        """Return the saved segments, the oldest first; of one list, or of all."""
        return [head for head in self._segments.all() if list_id in {None, head.list_id}]

    def save_segment(
        self, list_id: str, name: str, rule: dict[str, Any], *, anew: bool = False
    ) -> SegmentHead:
        """Keep a rule under a name. Raises ``SegmentNameTakenError`` unless ``anew``, a ``RuleError``."""
        parse_rule(rule)
        return self._segments.save(name, list_id, rule, replace=anew)

    def rename_segment(self, segment_id: str, name: str) -> SegmentHead:
        """Give a segment another name. Raises ``SegmentMissingError``, ``SegmentNameTakenError``."""
        return self._segments.rename(segment_id, name)

    def delete_segment(self, segment_id: str) -> SegmentHead:
        """Delete a segment; saving what is returned again takes that back. Raises ``SegmentMissingError``."""
        head = self._segments.get(segment_id)
        self._segments.delete(segment_id)
        return head

    def members(self, view: View, rule: object) -> Members:
        """Return the customers that meet a rule, and what it names in vain. Raises a ``RuleError``."""
        return members(parse_rule(rule), view.index, self._rule_of_segment, self.now(), listed_rows(view))

    def campaign(
        self, view: View, ask: Ask, progress: Callable[[float], object] = lambda _share: None
    ) -> Campaign:
        """Return a campaign's versions; kept, so that it is split once. Raises as ``analysis.split`` does."""
        return self._campaigns.made(view, ask, progress)

    def member_table(self, view: View, customers: BitMap) -> pd.DataFrame:
        """Return the table of members that a page shows; identifiers are not masked in it."""
        return member_table(view.index, customers, view.rows, view.first_row)

    def export(self, view: View, customers: BitMap, destination: str, name: str) -> Export:
        """Write members for a destination. Raises ``UnknownDestinationError``."""
        columns = list(zip(view.head.reading["columns"], view.head.reading["roles"], strict=True))
        table = export_table(view.index, customers, view.rows, view.first_row, columns)
        return Export(self.export_name(name, destination), write(table, destination))

    def export_name(self, name: str, destination: str) -> str:
        """Return the name of a file for a destination: ``segmento_destino_data.csv``."""
        day = dt.datetime.fromtimestamp(self.now(), dt.UTC).astimezone().date()
        return file_name(name, destination, day)

    def _rule_of_segment(self, name: str) -> dict[str, Any] | None:
        return next((head.rule for head in self._segments.all() if head.name == name), None)

    @property
    def _tallies(self) -> Tallies:
        return self._folder.tallies(self.brand)

    @property
    def _segments(self) -> Segments:
        return self._folder.segments(self.settings.brand)

    def _may_stand(self, view: View) -> bool:
        """Tell whether a view may be shown as it is: nothing is newer, or a run goes and it has profiles."""
        if self.answers.mark() == view.mark:
            return True
        run = self.run(view.head.id)
        return view.profiled > 0 and run is not None and run.snapshot.state in {"going", "ending", "waiting"}
