"""The lists: imported, kept by name, opened, replaced and deleted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.errors import ListMissingError
from fashionai_explorer.fetching import Why, valid_rows
from fashionai_explorer.identifiers import (
    COLUMN_PREFIX,
    KINDS,
    ConsentValue,
    ImportedList,
    Kind,
    consent_values,
    counts_of,
    reordered,
)
from fashionai_explorer.settings import DEMO_BRAND
from fashionai_explorer.storage import ListHead, Lists, RunHead, Runs, SavedList
from fashionai_explorer.workspace.connected import Connected
from fashionai_explorer.workspace.joins import Joining, joined
from fashionai_explorer.workspace.views import column_with_role


@dataclass(frozen=True, slots=True, eq=False)
class Deleted:
    """A list as it was before it was deleted or changed, and where it lay: what takes that back."""

    saved: SavedList
    shelf: Lists


class Listing(Connected):
    """A list belongs to its brand; the demonstration's list is there only while there is no key."""

    def lists(self) -> list[ListHead]:
        """Return the heads of all lists, the newest first."""
        heads = [head for shelf in self._shelves() for head in shelf.heads()]
        return sorted(heads, key=lambda head: (-head.created, head.id))

    def list_head(self, list_id: str) -> ListHead | None:
        """Return a list's head; None where it is gone."""
        return next((shelf.head(list_id) for shelf in self._shelves() if shelf.has(list_id)), None)

    def is_demo_list(self, head: ListHead) -> bool:
        """Tell whether a list is the demonstration's."""
        return self._demo_shelf.has(head.id)

    def known_file(self, digest: str) -> ListHead | None:
        """Return the list that was made of this file with these choices, if there is one."""
        return self._own_shelf.by_digest(digest)

    def open_list(self, list_id: str) -> SavedList:
        """Return a whole list. Raises ``ListMissingError``."""
        return self._shelf_of(list_id).open(list_id)

    def save_list(
        self,
        imported: ImportedList,
        name: str,
        file_name: str = "",
        consent_yes: Sequence[str] | None = None,
    ) -> ListHead:
        """Keep an imported file as a list under a name, with what means yes in its consent column."""
        head = self._own_shelf.save(imported, name, file_name)
        return head if consent_yes is None else self._own_shelf.say_consent(head.id, consent_yes)

    def set_order(self, list_id: str, order: Sequence[Kind]) -> ListHead:
        """Ask for the customers of a list by their identifiers in another order; its rows are counted anew.

        Raises ``ListMissingError``.
        """

        def change(saved: SavedList) -> SavedList:
            rows = reordered(saved.rows, order)
            reading = {**saved.head.reading, "order": list(order)}
            return SavedList(counted_anew(saved.head, rows, reading), rows, saved.problems)

        return self._shelf_of(list_id).change(list_id, change)

    def set_consent(self, list_id: str, yes: Sequence[str]) -> ListHead:
        """Say which texts of a list's consent column mean yes. Raises ``ListMissingError``."""
        return self._shelf_of(list_id).say_consent(list_id, yes)

    def consent_values(self, list_id: str) -> list[ConsentValue]:
        """Return what a list's consent column says, with what is taken for a yes; nothing without such a column.

        Raises ``ListMissingError``.
        """
        saved = self.open_list(list_id)
        return consents_in(saved.rows, column_with_role(saved.head, "consent"), saved.head.consent_yes)

    def replace_list(
        self,
        list_id: str,
        imported: ImportedList,
        file_name: str = "",
        consent_yes: Sequence[str] | None = None,
    ) -> ListHead:
        """Put another file's content into a list. Raises ``ListMissingError``."""
        shelf = self._shelf_of(list_id)
        head = shelf.replace(list_id, imported, file_name)
        return head if consent_yes is None else shelf.say_consent(list_id, consent_yes)

    def as_it_is(self, list_id: str) -> Deleted:
        """Return a list as it is now, to be restored after a change. Raises ``ListMissingError``."""
        shelf = self._shelf_of(list_id)
        return Deleted(shelf.open(list_id), shelf)

    def rename_list(self, list_id: str, name: str) -> ListHead:
        """Give a list another name. Raises ``ListMissingError``."""
        return self._shelf_of(list_id).rename(list_id, name)

    def plan_join(self, list_id: str, imported: ImportedList) -> Joining:
        """Reckon what joining a file to a list would add; nothing is changed. Raises ``ListMissingError``."""
        saved = self.open_list(list_id)
        return joined(saved, imported, order_of(saved.head))

    def join_columns(
        self, list_id: str, imported: ImportedList, consent_yes: Sequence[str] | None = None
    ) -> Deleted:
        """Add a file's columns to a list, by identifier; returns the list as it was, to be restored.

        ``consent_yes``: what means yes in the file's consent column. Raises ``ListMissingError``.
        """
        before = self.as_it_is(list_id)

        def change(saved: SavedList) -> SavedList:
            made = joined(saved, imported, order_of(saved.head))
            head = counted_anew(saved.head, made.rows, made.reading)
            if consent_yes is not None:
                head = msgspec.structs.replace(head, consent_yes=tuple(consent_yes))
            return SavedList(head, made.rows, saved.problems)

        before.shelf.change(list_id, change)
        return before

    def delete_list(self, list_id: str) -> Deleted:
        """Delete a list and end its runs; what was fetched stays. Raises ``ListMissingError``."""
        deleted = self.as_it_is(list_id)
        self._end_runs_of(list_id)
        deleted.shelf.delete(list_id)
        return deleted

    def restore_list(self, deleted: Deleted) -> ListHead:
        """Take a deletion back: the list comes again under its old id and name."""
        return deleted.shelf.restore(deleted.saved)

    @property
    def _runs(self) -> Runs:
        return self._folder.runs(self.brand)

    def _runs_of(self, list_id: str) -> list[RunHead]:
        """Return the runs of a list, the newest last."""
        return [head for head in self._runs.all() if head.list_id == list_id]

    def _end_runs_of(self, list_id: str) -> None:
        for head in self._runs_of(list_id):
            if head.said != "stop":
                self._runs.say(head.id, "stop", Why.PERSON)
        self.wake()

    def wake(self) -> None:
        """Let the engine look at the runs now, if there is one."""
        if self._engine is not None:
            self._engine.wake()

    @property
    def _own_shelf(self) -> Lists:
        return self._folder.lists(self.settings.brand)

    @property
    def _demo_shelf(self) -> Lists:
        return self._folder.lists(DEMO_BRAND)

    def _shelves(self) -> list[Lists]:
        return [self._own_shelf, self._demo_shelf] if self.is_demo else [self._own_shelf]

    def _shelf_of(self, list_id: str) -> Lists:
        for shelf in self._shelves():
            if shelf.has(list_id):
                return shelf
        raise ListMissingError


def consents_in(rows: pa.Table, column: str | None, yes: Collection[str] | None = None) -> list[ConsentValue]:
    """Return what the consent column of a list's table says, the most frequent first.

    Rows that are blank or repeat another do not count. ``yes`` are the texts that a person took for a yes.
    """
    if column is None:
        return []
    asked = rows.take(pa.array(valid_rows(rows), pa.int32()))
    found = consent_values(asked[COLUMN_PREFIX + column])
    return found if yes is None else [one._replace(yes=one.text in yes) for one in found]


def counted_anew(head: ListHead, rows: pa.Table, reading: dict[str, Any]) -> ListHead:
    """Return a list's head after its rows have changed."""
    counts = counts_of(rows)
    return msgspec.structs.replace(
        head,
        rows=counts.rows,
        valid=counts.valid,
        invalid=counts.invalid,
        duplicates=counts.duplicates,
        blank=counts.blank,
        by_kind={kind: int(pc.count_distinct(rows[kind]).as_py()) for kind in KINDS},
        reading=reading,
    )


def order_of(head: ListHead | None) -> tuple[Kind, ...]:
    """Return the order in which a list's identifiers are asked."""
    kept = head.reading.get("order") if head is not None else None
    return tuple(kept) if kept else KINDS
