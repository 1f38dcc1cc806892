"""The lists: imported, kept by name, opened, replaced and deleted."""

from __future__ import annotations

from dataclasses import dataclass

from fashionai_explorer.errors import ListMissingError
from fashionai_explorer.identifiers import ImportedList
from fashionai_explorer.settings import DEMO_BRAND
from fashionai_explorer.storage import ListHead, Lists, RunHead, Runs, SavedList
from fashionai_explorer.workspace.connected import Connected


@dataclass(frozen=True, slots=True, eq=False)
class Deleted:
    """A list that was deleted, and where it lay: what takes the deletion back."""

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

    def save_list(self, imported: ImportedList, name: str, file_name: str = "") -> ListHead:
        """Keep an imported file as a list under a name."""
        return self._own_shelf.save(imported, name, file_name)

    def replace_list(self, list_id: str, imported: ImportedList, file_name: str = "") -> ListHead:
        """Put another file's content into a list. Raises ``ListMissingError``."""
        return self._shelf_of(list_id).replace(list_id, imported, file_name)

    def rename_list(self, list_id: str, name: str) -> ListHead:
        """Give a list another name. Raises ``ListMissingError``."""
        return self._shelf_of(list_id).rename(list_id, name)

    def delete_list(self, list_id: str) -> Deleted:
        """Delete a list and end its runs; what was fetched stays. Raises ``ListMissingError``."""
        shelf = self._shelf_of(list_id)
        deleted = Deleted(shelf.open(list_id), shelf)
        self._end_runs_of(list_id)
        shelf.delete(list_id)
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
                self._runs.say(head.id, "stop", "person")
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
