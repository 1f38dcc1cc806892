"""Lists: an imported file's rows and problems, kept whole and sealed, one file a list.

The file has three sections: the head, the rows and the problems, so that heads are read without the rest, and
a list is replaced in one step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa

from fashionai_explorer.errors import ListMissingError
from fashionai_explorer.storage.arrow_bytes import table_from_bytes, table_to_bytes
from fashionai_explorer.storage.clock import Clock
from fashionai_explorer.storage.sealed_folder import SealedFolder, new_id

if TYPE_CHECKING:
    from fashionai_explorer.identifiers import ImportedList

_SUFFIX = "list"
_SECTIONS = 3


class ListHead(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a list without its rows.

    ``created`` and ``changed`` in seconds since the epoch, UTC. ``rows`` is the sum of the four counts behind
    it. ``by_kind``: distinct valid identifiers of each kind. ``reading``: how the file was understood, as
    JSON knows it. ``columns``: of the table of rows. ``version``: another one each time the rows change, so
    that what was computed from them can be known to be old. ``consent_yes``: the texts of the consent column
    that mean yes, as a person said; None where nobody was asked.
    """

    id: str
    name: str
    file_name: str
    digest: str
    created: float
    changed: float
    version: str
    rows: int
    valid: int
    invalid: int
    duplicates: int
    blank: int
    by_kind: dict[str, int]
    reading: dict[str, Any]
    columns: tuple[str, ...]
    consent_yes: tuple[str, ...] | None = None


@dataclass(frozen=True)
class SavedList:
    """A list as it was imported: ``rows`` and ``problems`` as ``identifiers.ImportedList`` has them."""

    head: ListHead
    rows: pa.Table
    problems: pa.Table


class Lists:
    """The lists of one brand. Threads and processes may share them."""

    def __init__(self, folder: SealedFolder, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    def save(self, imported: ImportedList, name: str, file_name: str = "") -> ListHead:
        """Keep a new list under a name (names need not differ)."""
        head = self.head_of(imported, new_id(), name, file_name or name, self._clock.now())
        return self._write(head, imported.rows, imported.problems)

    def replace(self, id: str, imported: ImportedList, file_name: str = "") -> ListHead:
        """Put another file's content into a list; id, name and day of creation stay."""
        with self._folder.changing():
            old = self.head(id)
            head = self.head_of(imported, id, old.name, file_name or old.file_name, old.created)
            return self._write(head, imported.rows, imported.problems)

    def change(self, id: str, change: Callable[[SavedList], SavedList]) -> ListHead:
        """Put in a list's place what ``change`` makes of it, as one step; it may raise, and nothing is changed.

        Raises ``ListMissingError``.
        """
        with self._folder.changing():
            made = change(self.open(id))
            head = msgspec.structs.replace(
                made.head,
                id=id,
                columns=tuple(made.rows.column_names),
                changed=self._clock.now(),
                version=new_id(),
            )
            return self._write(head, made.rows, made.problems)

    def say_consent(self, id: str, yes: Sequence[str] | None) -> ListHead:
        """Keep which texts of the consent column mean yes. Raises ``ListMissingError``."""
        with self._folder.changing():
            head = msgspec.structs.replace(self.head(id), consent_yes=None if yes is None else tuple(yes))
            self._folder.write_head(id, _SUFFIX, msgspec.json.encode(head))
            return head

    def rename(self, id: str, name: str) -> ListHead:
        """Give a list another name. Raises ``ListMissingError``."""
        return self._renamed(id, name=name)

    def rename_file(self, id: str, file_name: str) -> ListHead:
        """Say another name, or none, for the file that a list came from. Raises ``ListMissingError``."""
        return self._renamed(id, file_name=file_name)

    def _renamed(self, id: str, **names: str) -> ListHead:
        with self._folder.changing():
            head = msgspec.structs.replace(self.head(id), **names)
            self._folder.write_head(id, _SUFFIX, msgspec.json.encode(head))
            return head

    def delete(self, id: str) -> bool:
        """Remove a list; says whether there was one. What was fetched for it stays."""
        with self._folder.changing():
            return self._folder.remove(id, _SUFFIX)

    def restore(self, saved: SavedList) -> ListHead:
        """Keep a list that was deleted again, under the id and the name that it had."""
        return self._write(saved.head, saved.rows, saved.problems)

    def has(self, id: str) -> bool:
        """Say whether there is a list of this id, which may come from an address."""
        return self._folder.has(id, _SUFFIX)

    def heads(self) -> list[ListHead]:
        """Give the heads of all lists, the newest first."""
        heads = [msgspec.json.decode(head, type=ListHead) for _, head in self._folder.heads(_SUFFIX)]
        return sorted(heads, key=lambda head: (-head.created, head.id))

    def head(self, id: str) -> ListHead:
        """Give the head of a list. Raises ``ListMissingError``."""
        sections = self._folder.read(id, _SUFFIX)
        if sections is None:
            raise ListMissingError
        return msgspec.json.decode(sections[0], type=ListHead)

    def open(self, id: str) -> SavedList:
        """Give a whole list. Raises ``ListMissingError``."""
        sections = self._folder.read(id, _SUFFIX, _SECTIONS)
        if sections is None:
            raise ListMissingError
        head, rows, problems = sections
        return SavedList(
            msgspec.json.decode(head, type=ListHead), table_from_bytes(rows), table_from_bytes(problems)
        )

    def by_digest(self, digest: str) -> ListHead | None:
        """Find the newest list that was made of the same file with the same choices."""
        return next((head for head in self.heads() if head.digest == digest), None)

    def head_of(self, imported: ImportedList, id: str, name: str, file_name: str, created: float) -> ListHead:
        """Give the head that an imported file has, or would have, as a list; nothing is kept."""
        counts = imported.counts
        return ListHead(
            id=id,
            name=name,
            file_name=file_name,
            digest=imported.digest,
            created=created,
            changed=self._clock.now(),
            version=new_id(),
            rows=counts.rows,
            valid=counts.valid,
            invalid=counts.invalid,
            duplicates=counts.duplicates,
            blank=counts.blank,
            by_kind={str(kind): count for kind, count in imported.by_kind.items()},
            # Through JSON and back, so that it is now what it will be when it is read again.
            reading=msgspec.json.decode(msgspec.json.encode(imported.reading._asdict())),
            columns=tuple(imported.rows.column_names),
        )

    def _write(self, head: ListHead, rows: pa.Table, problems: pa.Table) -> ListHead:
        sections = msgspec.json.encode(head), table_to_bytes(rows), table_to_bytes(problems)
        self._folder.write(head.id, _SUFFIX, *sections)
        return head
