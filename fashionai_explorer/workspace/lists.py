"""The lists: imported, kept by name, opened, replaced and deleted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from weakref import WeakSet

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer import storage
from fashionai_explorer.fetching import valid_rows
from fashionai_explorer.identifiers import (
    COLUMN_PREFIX,
    ConsentValue,
    Identifier,
    ImportedList,
    Kind,
    consent_values,
    read_file,
    reordered,
)
from fashionai_explorer.service import DEMO_LIST, demo_list
from fashionai_explorer.storage import ListHead, SavedList
from fashionai_explorer.workspace import traces
from fashionai_explorer.workspace.brands import Brands
from fashionai_explorer.workspace.joins import Joining, joined
from fashionai_explorer.workspace.list_heads import column_with_role, counted_anew, order_of
from fashionai_explorer.workspace.register import Register

DEMO_LIST_NAME = "Loja de demonstração"


@dataclass(slots=True, eq=False, weakref_slot=True)
class Deleted:
    """A list as it was before it was deleted or changed, and where it lay: what takes that back.

    Whoever is forgotten is taken out of it too, for as long as anybody holds it.
    """

    saved: SavedList
    shelf: storage.Lists


class Lists:
    """A list belongs to its brand; the demonstration's list is there only while there is no key.

    ``wake`` has the engine look at the runs. May be asked from any thread.
    """

    def __init__(self, brands: Brands, register: Register, wake: Callable[[], None]) -> None:
        self._brands = brands
        self._register = register
        self._wake = wake
        self._deleted: WeakSet[Deleted] = WeakSet()

    def all(self) -> list[ListHead]:
        """Return the heads of all lists, the newest first."""
        heads = [head for shelf in self._brands.shelves() for head in shelf.heads()]
        return sorted(heads, key=lambda head: (-head.created, head.id))

    def head(self, list_id: str) -> ListHead | None:
        """Return a list's head; None where it is gone."""
        return next((shelf.head(list_id) for shelf in self._brands.shelves() if shelf.has(list_id)), None)

    def is_demo_list(self, head: ListHead) -> bool:
        """Tell whether a list is the demonstration's."""
        return self._brands.demo.lists.has(head.id)

    def known_file(self, digest: str) -> ListHead | None:
        """Return the list that was made of this file with these choices, if there is one."""
        return self._brands.own.lists.by_digest(digest)

    def open(self, list_id: str) -> SavedList:
        """Return a whole list. Raises ``ListMissingError``."""
        return self._brands.shelf_of(list_id).open(list_id)

    def save(
        self,
        imported: ImportedList,
        name: str,
        file_name: str = "",
        consent_yes: Sequence[str] | None = None,
    ) -> ListHead:
        """Keep an imported file as a list under a name, with what means yes in its consent column."""
        shelf = self._brands.own.lists
        head = shelf.save(imported, name, file_name)
        return head if consent_yes is None else shelf.say_consent(head.id, consent_yes)

    def save_demo(self) -> ListHead:
        """Return the demonstration's list, imported if it is not there."""
        imported = read_file(demo_list(DEMO_LIST), DEMO_LIST)
        shelf = self._brands.demo.lists
        return shelf.by_digest(imported.digest) or shelf.save(imported, DEMO_LIST_NAME, DEMO_LIST)

    def set_order(self, list_id: str, order: Sequence[Kind]) -> ListHead:
        """Ask for the customers of a list by their identifiers in another order; its rows are counted anew.

        Raises ``ListMissingError``.
        """

        def change(saved: SavedList) -> SavedList:
            rows = reordered(saved.rows, order)
            reading = {**saved.head.reading, "order": list(order)}
            return SavedList(counted_anew(saved.head, rows, reading), rows, saved.problems)

        return self._changed(list_id, self._brands.shelf_of(list_id).change(list_id, change))

    def set_consent(self, list_id: str, yes: Sequence[str]) -> ListHead:
        """Say which texts of a list's consent column mean yes. Raises ``ListMissingError``."""
        return self._brands.shelf_of(list_id).say_consent(list_id, yes)

    def consent_values(self, list_id: str) -> list[ConsentValue]:
        """Return what a list's consent column says, with what is taken for a yes; nothing without such a column.

        Raises ``ListMissingError``.
        """
        saved = self.open(list_id)
        return consents_in(saved.rows, column_with_role(saved.head, "consent"), saved.head.consent_yes)

    def replace(
        self,
        list_id: str,
        imported: ImportedList,
        file_name: str = "",
        consent_yes: Sequence[str] | None = None,
    ) -> ListHead:
        """Put another file's content into a list. Raises ``ListMissingError``."""
        shelf = self._brands.shelf_of(list_id)
        head = self._changed(list_id, shelf.replace(list_id, imported, file_name))
        return head if consent_yes is None else shelf.say_consent(list_id, consent_yes)

    def as_it_is(self, list_id: str) -> Deleted:
        """Return a list as it is now, to be restored after a change. Raises ``ListMissingError``."""
        shelf = self._brands.shelf_of(list_id)
        as_it_is = Deleted(shelf.open(list_id), shelf)
        self._deleted.add(as_it_is)
        return as_it_is

    def rename(self, list_id: str, name: str) -> ListHead:
        """Give a list another name. Raises ``ListMissingError``."""
        return self._brands.shelf_of(list_id).rename(list_id, name)

    def clear_file_name(self, list_id: str) -> ListHead:
        """Keep no longer what the file of a list was called. Raises ``ListMissingError``."""
        return self._brands.shelf_of(list_id).rename_file(list_id, "")

    def plan_join(self, list_id: str, imported: ImportedList) -> Joining:
        """Reckon what joining a file to a list would add; nothing is changed. Raises ``ListMissingError``."""
        saved = self.open(list_id)
        return joined(saved, imported, order_of(saved.head))

    def join(self, list_id: str, imported: ImportedList, consent_yes: Sequence[str] | None = None) -> Deleted:
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

        self._changed(list_id, before.shelf.change(list_id, change))
        return before

    def delete(self, list_id: str) -> Deleted:
        """Delete a list with what was made of it, and end its runs; what was fetched stays.

        Raises ``ListMissingError``.
        """
        deleted = self.as_it_is(list_id)
        self._brands.present.end_runs_of(list_id)
        self._wake()
        deleted.shelf.delete(list_id)
        self._register.drop_list(list_id)
        return deleted

    def restore(self, deleted: Deleted) -> ListHead:
        """Take a deletion or a change back, without the customers that were forgotten since: the list comes
        again under its old id and name."""
        return self._changed(deleted.saved.head.id, deleted.shelf.restore(deleted.saved))

    def forget(self, customers: Collection[Identifier]) -> tuple[int, int]:
        """Empty the rows of these customers in all lists, also in those that may come back by undo.

        Counts the lists and the rows. Raises a ``StoreError``.
        """
        for one in list(self._deleted):
            one.saved = _anew(_without(one.saved, customers))
        lists = rows = 0
        for shelf in [brand.lists for brand in self._brands.all()]:
            for head in shelf.heads():
                saved = shelf.open(head.id)
                left, problems, count = traces.without(saved.rows, saved.problems, customers)
                if left.equals(saved.rows) and problems.num_rows == saved.problems.num_rows:
                    continue
                shelf.change(head.id, lambda now: _without(now, customers))
                lists, rows = lists + 1, rows + count
        return lists, rows

    def _changed(self, list_id: str, head: ListHead) -> ListHead:
        self._register.drop_list(list_id)
        return head


def consents_in(rows: pa.Table, column: str | None, yes: Collection[str] | None = None) -> list[ConsentValue]:
    """Return what the consent column of a list's table says, the most frequent first.

    Rows that are blank or repeat another do not count. ``yes`` are the texts that a person took for a yes.
    """
    if column is None:
        return []
    asked = rows.take(pa.array(valid_rows(rows), pa.int32()))
    found = consent_values(asked[COLUMN_PREFIX + column])
    return found if yes is None else [one._replace(yes=one.text in yes) for one in found]


def _without(saved: SavedList, customers: Collection[Identifier]) -> SavedList:
    """Return a list without customers."""
    rows, problems, _ = traces.without(saved.rows, saved.problems, customers)
    rows = reordered(rows, order_of(saved.head))
    head = counted_anew(saved.head, rows, saved.head.reading)
    return SavedList(msgspec.structs.replace(head, consent_yes=_consent_left(saved, rows)), rows, problems)


def _consent_left(saved: SavedList, rows: pa.Table) -> tuple[str, ...] | None:
    """Return the texts that mean yes without those that stood in emptied rows alone."""
    yes, column = saved.head.consent_yes, column_with_role(saved.head, "consent")
    if yes is None or column is None:
        return yes
    before, now = (
        {str(text).strip() for text in pc.unique(one[COLUMN_PREFIX + column]).to_pylist()}
        for one in (saved.rows, rows)
    )
    return tuple(text for text in yes if text not in before - now)


def _anew(saved: SavedList) -> SavedList:
    return SavedList(
        msgspec.structs.replace(saved.head, version=storage.new_id()), saved.rows, saved.problems
    )
