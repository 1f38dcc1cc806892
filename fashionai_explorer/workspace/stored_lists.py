"""What is stored for the rows of the lists that were asked about last, kept up with the store."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa

from fashionai_explorer.storage import ListHead
from fashionai_explorer.workspace.brands import Brand
from fashionai_explorer.workspace.list_heads import order_of
from fashionai_explorer.workspace.lists import Lists
from fashionai_explorer.workspace.locks import Locks
from fashionai_explorer.workspace.newest import Newest
from fashionai_explorer.workspace.register import Register
from fashionai_explorer.workspace.stored_rows import StoredRows, kept_up, stored_rows

_KEPT = 16


class StoredLists:
    """May be asked from any thread; two that ask for one list look its rows up once."""

    def __init__(self, lists: Lists, register: Register) -> None:
        self._lists = lists
        self._locks = Locks()
        self._kept: Newest[tuple[str, str, str], StoredRows] = Newest(_KEPT)
        register.keep_in_memory("stored rows", self._drop, self._drop_all)

    def now(self, head: ListHead, brand: Brand, rows: Callable[[], pa.Table] | None = None) -> StoredRows:
        """Return what is stored for a list's rows now, no profile opened.

        ``rows`` gives its rows, where they are at hand. Raises ``ListMissingError`` or a ``StoreError``.
        """
        key = head.id, head.version, brand.name
        known = self._kept.get(key)
        if known is not None and known.mark == brand.answers.mark():
            return known
        opened = rows or (lambda: self._lists.open(head.id).rows)
        with self._locks.of(head.id):
            known = self._kept.get(key) or stored_rows(opened(), brand.answers, order_of(head))
            return self._kept.keep(key, kept_up(known, opened, brand.answers, order_of(head)))

    def know(self, head: ListHead, brand: Brand, stored: StoredRows) -> None:
        """Take over what another has looked up for a list, unless what is known is newer."""
        key = head.id, head.version, brand.name
        with self._locks.of(head.id):
            known = self._kept.get(key)
            if known is None or known.mark < stored.mark:
                self._kept.keep(key, stored)

    def _drop(self, list_id: str) -> None:
        """Let go of a list, once nobody looks its rows up."""
        with self._locks.of(list_id):
            self._kept.drop(lambda key: key[0] == list_id)

    def _drop_all(self) -> None:
        for list_id in self._locks.names():
            self._drop(list_id)
