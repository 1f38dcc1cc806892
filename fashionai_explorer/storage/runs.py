"""Runs: what is to be asked, and what a person said last. Never how far it is: the answers tell that.

Three files a run. ``<id>.keys`` is written once; ``<id>.run``, small, each time somebody says something;
``<id>.log``, what happened to it, for people.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from typing import Any, Literal

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.errors import RunMissingError, StoreLockedError
from fashionai_explorer.storage.arrow_bytes import table_from_bytes, table_to_bytes
from fashionai_explorer.storage.atomic import held
from fashionai_explorer.storage.faults import told
from fashionai_explorer.storage.sealed_folder import SealedFolder

Said = Literal["go", "pause", "stop"]
Order = Literal["random", "value", "list"]

_HEAD = "run"
_KEYS = "keys"
_CLAIM = "claim"
_LOG = "log"

EVENTS_KEPT = 500


class RunHead(msgspec.Struct, frozen=True, kw_only=True):
    """A run without its keys.

    ``id``: from ``new_id()``. ``began``: seconds since the epoch, UTC. ``said``: what a person, or the engine
    for want of one, said last, and ``why``: "" or the code of what the run waits for
    (``fetching.Why``). ``asked_for``: rows
    in this run; ``of``: rows of the whole list that could be asked. ``details``: what else whoever planned
    the run wants to find again (JSON; nothing of a person).
    """

    id: str
    list_id: str
    began: float
    seed: int = 0
    order: Order = "random"
    said: Said = "go"
    why: str = ""
    asked_for: int = 0
    of: int = 0
    sample: bool = False
    details: dict[str, Any] = {}


class RunEvent(msgspec.Struct, frozen=True, array_like=True):
    """Something that happened to a run: when (epoch seconds), a code, and until when it holds, if it says so.

    It names nobody.
    """

    at: float
    what: str
    until: float | None = None


class Run(RunHead, frozen=True, kw_only=True):
    """A run with its keys, in the order of asking.

    ``keys``: Arrow ``list<binary>``, one item for each row to be asked: the row's keys, in the order of
    asking. ``rows``: Arrow ``int32``, where that row stands in the list's table (its index, from 0); may be
    empty.
    """

    keys: Any
    rows: Any = msgspec.field(default_factory=lambda: pa.array([], pa.int32()))


def keys_array(keys: Sequence[Sequence[bytes]]) -> pa.Array:
    """Put the keys of each row into the form that ``Run.keys`` has."""
    return pa.array(keys, pa.list_(pa.binary()))


class Runs:
    """The runs of one brand. Threads and processes may share them."""

    def __init__(self, folder: SealedFolder) -> None:
        self._folder = folder

    def add(self, run: Run) -> RunHead:
        """Keep a new run. It is there for others once its head is, which is written last."""
        head = _head(run)
        self._folder.write(run.id, _KEYS, table_to_bytes(_key_table(run)))
        self._folder.write(run.id, _HEAD, msgspec.json.encode(head))
        return head

    def head(self, id: str) -> RunHead:
        """Give a run without its keys. Raises ``RunMissingError``."""
        sections = self._folder.read(id, _HEAD)
        if sections is None:
            raise RunMissingError
        return msgspec.json.decode(sections[0], type=RunHead)

    def get(self, id: str) -> Run:
        """Give a run with its keys. Raises ``RunMissingError``."""
        head = self.head(id)
        sections = self._folder.read(id, _KEYS)
        if sections is None:
            raise RunMissingError
        table = table_from_bytes(sections[0])
        rows = table["rows"].combine_chunks().drop_null()
        return Run(**msgspec.structs.asdict(head), keys=table["keys"].combine_chunks(), rows=rows)

    def all(self) -> list[RunHead]:
        """Give every run without its keys, the oldest first."""
        heads = [msgspec.json.decode(head, type=RunHead) for _, head in self._folder.heads(_HEAD)]
        return sorted(heads, key=lambda head: (head.began, head.id))

    def say(self, id: str, said: Said, why: str = "", *, instead_of: Said | None = None) -> RunHead:
        """Write down what was said of a run, as one step; gives the head as it now is.

        With ``instead_of`` only if that was said last: an engine that wants to pause what goes must not
        take back a stop that a person said meanwhile. Raises ``RunMissingError``.
        """
        with self._folder.changing():
            head = self.head(id)
            if instead_of is not None and head.said != instead_of:
                return head
            head = msgspec.structs.replace(head, said=said, why=why)
            self._folder.write(id, _HEAD, msgspec.json.encode(head))
            return head

    def without(self, id: str, keys: Sequence[bytes]) -> int:
        """Take the rows with any of these keys out of a run that nobody works on; counts them.

        Whoever calls holds the claim. Raises ``RunMissingError``.
        """
        with self._folder.changing():
            run = self.get(id)
            hit = pc.is_in(run.keys.flatten(), value_set=pa.array(list(keys), pa.binary()))
            rows = pc.list_parent_indices(run.keys).filter(hit).unique()
            if not len(rows):
                return 0
            kept = pc.invert(pc.is_in(pa.array(range(len(run.keys)), pa.int64()), value_set=rows))
            left = run.rows.filter(kept) if len(run.rows) else run.rows
            changed = msgspec.structs.replace(run, keys=run.keys.filter(kept), rows=left)
            self._folder.write(id, _KEYS, table_to_bytes(_key_table(changed)))
            self._folder.write(id, _HEAD, msgspec.json.encode(_head(changed)))
            return len(rows)

    def note(self, id: str, event: RunEvent) -> None:
        """Write down what happened to a run; the newest ``EVENTS_KEPT`` are kept. Raises a ``StoreError``."""
        with self._folder.changing():
            if self._folder.has(id, _HEAD):
                events = [*self.events(id), event][-EVENTS_KEPT:]
                self._folder.write(id, _LOG, msgspec.json.encode(events))

    def events(self, id: str) -> list[RunEvent]:
        """Give what happened to a run, oldest first; nothing where nothing was written down."""
        sections = self._folder.read(id, _LOG)
        return [] if sections is None else msgspec.json.decode(sections[0], type=list[RunEvent])

    def remove(self, id: str) -> bool:
        """Remove a run; says whether there was one. What it fetched stays."""
        with self._folder.changing():
            there = self._folder.remove(id, _HEAD)
            self._folder.remove(id, _KEYS)
            self._folder.remove(id, _LOG)
            # Whoever holds the claim keeps it, and nobody claims a run that is gone. Windows lets nobody
            # remove a file that is held.
            with suppress(OSError):
                self._folder.path(id, _CLAIM).unlink(missing_ok=True)
            return there

    def claim(self, id: str) -> ExitStack | None:
        """Work on a run alone: gives what to enter with ``with``, or None when another has it.

        The claim is a lock of the operating system on a file and ends with the process, however that ends.
        It is held from here on: enter it, or ``close()`` it. Raises ``RunMissingError``.
        """
        self.head(id)
        lock = held(self._folder.path(id, _CLAIM), 0)
        try:
            with told(_CLAIM):
                lock.acquire()
        except StoreLockedError:
            return None
        claimed = ExitStack()
        claimed.callback(lock.release)
        return claimed


def _head(run: Run) -> RunHead:
    fields = {name: getattr(run, name) for name in RunHead.__struct_fields__}
    return RunHead(**{**fields, "asked_for": len(run.keys)})


def _key_table(run: Run) -> pa.Table:
    rows = run.rows if len(run.rows) else pa.nulls(len(run.keys), pa.int32())
    return pa.table({"keys": run.keys, "rows": rows})
