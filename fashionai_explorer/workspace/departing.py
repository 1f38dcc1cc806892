"""Who is being taken out, written down until it is done: who is killed over it goes on where it stopped.

Half-way the lists may not tell any more which identifiers are one customer's, nor the profiles what they said.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

import msgspec

from fashionai_explorer.storage import VocabularyFile, new_id
from fashionai_explorer.workspace.register import Departed

Noted = dict[str, Departed]


class Departing:
    """One sealed file a data folder, empty but while somebody is taken out."""

    def __init__(self, file: VocabularyFile) -> None:
        self._file = file

    def noted(self) -> Noted:
        """Return whose taking out was begun, and is not known to be done. Raises a ``StoreError``."""
        return _read(self._file.read())

    @contextmanager
    def noting(self, departed: Departed, before: Collection[str] = ()) -> Iterator[None]:
        """Write down who is taken out for as long as that goes on; an error leaves it written down.

        ``before`` names those noted earlier that are done along with it.
        """
        note = new_id()
        if departed != Departed():
            self._change(lambda noted: noted | {note: departed})
        yield
        if departed != Departed() or before:
            self.done({note, *before})

    def done(self, notes: Collection[str]) -> None:
        """Strike out notes. Raises a ``StoreError``."""
        self._change(lambda noted: {note: one for note, one in noted.items() if note not in notes})

    def _change(self, changed: Callable[[Noted], Noted]) -> None:
        self._file.change(lambda now: msgspec.json.encode(changed(_read(now))))


def _read(content: bytes | None) -> Noted:
    return msgspec.json.decode(content, type=Noted) if content else {}
