"""Segments: named rules, one sealed file each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from fashionai_explorer.errors import SegmentMissingError, SegmentNameTakenError
from fashionai_explorer.storage.clock import Clock
from fashionai_explorer.storage.sealed_folder import SealedFolder, new_id

_SUFFIX = "segment"


class SegmentHead(msgspec.Struct, frozen=True, kw_only=True):
    """``rule`` as JSON knows it; ``list_id`` of the list it was made on; ``created`` in seconds, UTC.

    ``terms`` names the state of the vocabulary that it was made with and ``terms_at`` tells from when that
    is; both are None where it was not noted, ``terms_at`` also where nothing had been decided.
    """

    id: str
    name: str
    list_id: str
    rule: dict[str, Any]
    created: float
    terms: str | None = None
    terms_at: float | None = None


class Segments:
    """The segments of one brand. Rules call each other by name, so no two have the same."""

    def __init__(self, folder: SealedFolder, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    def save(
        self,
        name: str,
        list_id: str,
        rule: dict[str, Any],
        *,
        replace: bool = False,
        terms: str | None = None,
        terms_at: float | None = None,
    ) -> SegmentHead:
        """Keep a rule under a name. Raises ``SegmentNameTakenError``; with ``replace`` changes that one."""
        with self._folder.changing():
            old = self._named(name)
            if old is not None and not replace:
                raise SegmentNameTakenError
            id, created = (new_id(), self._clock.now()) if old is None else (old.id, old.created)
            return self._write(
                SegmentHead(
                    id=id,
                    name=name,
                    list_id=list_id,
                    rule=rule,
                    created=created,
                    terms=terms,
                    terms_at=terms_at,
                )
            )

    def all(self) -> list[SegmentHead]:
        """Give every segment, the oldest first."""
        heads = [msgspec.json.decode(head, type=SegmentHead) for _, head in self._folder.heads(_SUFFIX)]
        return sorted(heads, key=lambda head: (head.created, head.id))

    def get(self, id_or_name: str) -> SegmentHead:
        """Find a segment by its name, or else by its id. Raises ``SegmentMissingError``."""
        named = self._named(id_or_name)
        return self._by_id(id_or_name) if named is None else named

    def rename(self, id: str, name: str) -> SegmentHead:
        """Give a segment another name. Raises ``SegmentMissingError``, ``SegmentNameTakenError``."""
        with self._folder.changing():
            other = self._named(name)
            if other is not None and other.id != id:
                raise SegmentNameTakenError
            return self._write(msgspec.structs.replace(self._by_id(id), name=name))

    def change(self, id: str, changed: Callable[[SegmentHead], SegmentHead | None]) -> bool:
        """Put in a segment's place what ``changed`` makes of it, None to remove it; says whether it differs.

        One that is gone stays so. Raises a ``StoreError``.
        """
        with self._folder.changing():
            sections = self._folder.read(id, _SUFFIX)
            if sections is None:
                return False
            before = msgspec.json.decode(sections[0], type=SegmentHead)
            after = changed(before)
            if after is None:
                return self._folder.remove(id, _SUFFIX)
            if after != before:
                self._write(after)
            return after != before

    def delete(self, id: str) -> bool:
        """Remove a segment; says whether there was one."""
        with self._folder.changing():
            return self._folder.remove(id, _SUFFIX)

    def _named(self, name: str) -> SegmentHead | None:
        return next((segment for segment in self.all() if segment.name == name), None)

    def _by_id(self, id: str) -> SegmentHead:
        sections = self._folder.read(id, _SUFFIX)
        if sections is None:
            raise SegmentMissingError
        return msgspec.json.decode(sections[0], type=SegmentHead)

    def _write(self, head: SegmentHead) -> SegmentHead:
        self._folder.write(head.id, _SUFFIX, msgspec.json.encode(head))
        return head
