"""What the API last said of each identifier, sealed, under keys that name nobody.

A row's ``tag`` says in clear what the answer is and when it was fetched, so that SQL can count a run without
opening anything; the value is sealed for its key and its tag, so neither can be changed unseen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from fashionai_explorer.errors import SealBrokenError
from fashionai_explorer.outcomes import Outcome
from fashionai_explorer.storage.answer_file import FORGOTTEN, OURS, AnswerFile, move_to_top
from fashionai_explorer.storage.clock import Clock
from fashionai_explorer.storage.seal import Sealer, joined

_LETTERS: dict[str, str] = {Outcome.FOUND: "f", Outcome.NOT_FOUND: "n"}
_OUTCOMES = {"f": Outcome.FOUND, "n": Outcome.NOT_FOUND}
_FAILED = "x"
# A failure has a row of its own, one byte beside its answer's.
_FAILURE_SUFFIX = b"x"
_KEY_BYTES = 32
# A million rows in one transaction would keep a run from storing for half a minute.
_ROWS_A_FORGETTING = 5_000


class Answer(msgspec.Struct, frozen=True, gc=False):
    """``fetched_at`` in seconds since the epoch, UTC; ``body`` whole as the API sent it, or empty."""

    outcome: Outcome
    fetched_at: float
    body: bytes = b""


class Failure(msgspec.Struct, frozen=True, gc=False):
    """Why there is no answer (a reason's code or phrase, of no person), and when that was found."""

    reason: str
    failed_at: float


class State(msgspec.Struct, frozen=True, gc=False):
    """An answer without its body."""

    outcome: Outcome
    fetched_at: float


class Changes(msgspec.Struct, frozen=True):
    """What was stored since a mark, of all brands: ``states`` and ``failures`` by key, and the next ``mark``.

    An answer takes its key's failure away. ``forgotten``: something was removed as well, so whoever keeps
    states reads them anew.
    """

    states: dict[bytes, State]
    failures: dict[bytes, Failure]
    mark: int
    forgotten: bool


class AnswerStore:
    """The answers of one brand. Threads may share it."""

    def __init__(self, file: AnswerFile, sealer: Sealer, brand: str, clock: Clock) -> None:
        self._file = file
        self._sealer = sealer
        self._brand = brand
        self._clock = clock
        self.unreadable_keys: set[bytes] = set()

    @property
    def unreadable(self) -> int:
        """How many rows met so far do not open; ``unreadable_keys`` may be forgotten and asked again."""
        return len(self.unreadable_keys)

    def key(self, identifier_kind: str, value: str) -> bytes:
        """Give the 32 bytes under which an identifier's answer is kept: an HMAC of brand, kind and value."""
        return self._sealer.mac(b"answer" + joined(self._brand, identifier_kind, value))

    def keys(self, identifier_kind: str, values: Sequence[str]) -> list[bytes]:
        """Give ``key`` of each of many values of one kind."""
        prefix = b"answer" + joined(self._brand, identifier_kind)
        return self._sealer.macs(prefix, (_measured(value) for value in values))

    def put(self, entries: Iterable[tuple[bytes, Answer | Failure]]) -> None:
        """Store all entries in one transaction, committed and on the disk on return.

        An answer takes the failure of its key away; a failure leaves the answer of its key as it is. Raises
        a ``StoreError``, and then nothing of ``entries`` is stored.
        """
        rows = [row for key, entry in entries for row in self._rows(key, entry)]
        if not rows:
            return
        with self._file.writing() as cache:
            for key, tag, sealed in rows:
                # Removed first, so that the row gets a new number: see ``changes``.
                cache.delete(key)
                if sealed is not None:
                    cache.set(key, sealed, tag=tag)

    def get(self, key: bytes) -> Answer | None:
        """Give the answer of a key, of either outcome; None where there is none or it does not open."""
        for found, tag, sealed in self._file.values([key]):
            return self._opened(found, tag, sealed)
        return None

    def states(self, keys: Sequence[bytes]) -> dict[bytes, State]:
        """Tell which keys have an answer, which one and of when, from tags alone."""
        rows = self._file.tags(keys)
        return {key: state for key, tag in rows if (state := _state(tag)) is not None}

    def mark(self) -> int:
        """Give the present point in time of the store, for ``changes``. Take it before ``states``."""
        return next((mark or 0 for (mark,) in self._file.rows("SELECT max(rowid) FROM Cache")), 0)

    def changes(self, mark: int) -> Changes:
        """Tell what was stored after ``mark``, by this process or another.

        Made to be asked once a second while a run of any size goes on: it reads the new rows and no others.
        """
        query = f"SELECT rowid, key, tag FROM Cache WHERE rowid > ? AND {OURS}"  # noqa: S608 - a constant
        rows = self._file.rows(query, (mark,))
        newest = max((row for row, _, _ in rows), default=0) or self.mark()
        states = {key: state for _, key, tag in rows if (state := _state(tag)) is not None}
        failed = [key[:-1] for _, key, tag in rows if _letter(tag) == _FAILED]
        # A lower number than the caller's is another database than the caller's (a restored backup).
        forgotten = newest < mark or any(key == FORGOTTEN for _, key, _ in rows)
        return Changes(states, self.failures(failed), newest, forgotten)

    def failures(self, keys: Sequence[bytes]) -> dict[bytes, Failure]:
        """Give the failures of those keys that have one."""
        rows = self._file.values(key + _FAILURE_SUFFIX for key in keys)
        opened = ((key, tag, self._open(key, tag, sealed)) for key, tag, sealed in rows)
        return {
            key[:-1]: Failure(reason.decode(), float(tag[1:]))
            for key, tag, reason in opened
            if reason is not None
        }

    def bodies(self, keys: Iterable[bytes]) -> Iterator[tuple[bytes, Answer]]:
        """Give the found answers among ``keys``, opened, in no order.

        A row that does not open is left out and counted in ``unreadable``. Reads some hundred rows at a
        time, so a million profiles need not fit into memory.
        """
        for key, tag, sealed in self._file.values(keys):
            if _letter(tag) == "f":
                body = self._open(key, tag, sealed)
                if body is not None:
                    yield key, Answer(Outcome.FOUND, float(tag[1:]), body)

    def forget(self, keys: Sequence[bytes]) -> int:
        """Remove the answers and failures of ``keys``, from the write-ahead log too; counts the answers.

        Raises a ``StoreError``; asked again it goes on where it stopped.
        """
        gone = 0
        for some in _portions(keys):
            with self._file.writing() as cache:
                gone += sum(bool(cache.delete(key)) for key in some)
                for key in some:
                    cache.delete(key + _FAILURE_SUFFIX)
                move_to_top(cache, FORGOTTEN)
        self.unreadable_keys.difference_update(keys)
        self._file.checkpoint()
        return gone

    def forget_older_than(self, seconds: float) -> int:
        """Remove every answer and failure, of all brands, from more than ``seconds`` ago; counts them."""
        before = self._clock.now() - seconds
        query = f"SELECT key, tag FROM Cache WHERE {OURS} AND tag IS NOT NULL"  # noqa: S608 - a constant
        old = [key for key, tag in self._file.rows(query) if _time(tag) < before]
        gone = 0
        for some in _portions(old):
            with self._file.writing() as cache:
                # Read again now that nobody else writes: it may have been fetched anew since.
                still = [key for key, tag in self._file.tags(some) if _time(tag) < before]
                gone += sum(bool(cache.delete(key)) for key in still)
                move_to_top(cache, FORGOTTEN)
        self._file.checkpoint()
        return gone

    def profiles(self) -> tuple[int, float | None]:
        """Count the profiles of all brands, and tell when the oldest was fetched; from tags alone."""
        query = (
            f"SELECT count(*), min(CAST(substr(tag, 2) AS REAL)) FROM Cache WHERE {OURS}"  # noqa: S608
            " AND tag >= 'f' AND tag < 'g'"
        )
        return next(((count, oldest) for count, oldest in self._file.rows(query)), (0, None))

    def profile_keys(self) -> list[bytes]:
        """Give the keys of all profiles, of all brands."""
        query = f"SELECT key FROM Cache WHERE {OURS} AND tag >= 'f' AND tag < 'g'"  # noqa: S608 - a constant
        return [key for (key,) in self._file.rows(query)]

    def forget_all(self) -> int:
        """Remove every answer and failure of all brands, from the write-ahead log too; counts them."""
        return self.forget_older_than(-math.inf)

    def strangers(self) -> int:
        """Count the rows in the file that are not ours, a planted pickle for one: ignored, to be reported."""
        return self._file.strangers()

    def _rows(self, key: bytes, entry: Answer | Failure) -> Iterator[tuple[bytes, str, bytes | None]]:
        if len(key) != _KEY_BYTES:
            msg = f"an answer's key has {_KEY_BYTES} bytes, not {len(key)}"
            raise ValueError(msg)
        if isinstance(entry, Answer):
            yield key + _FAILURE_SUFFIX, "", None
            yield self._row(key, _LETTERS[entry.outcome], entry.fetched_at, entry.body)
        else:
            yield self._row(key + _FAILURE_SUFFIX, _FAILED, entry.failed_at, entry.reason.encode())

    def _row(self, key: bytes, letter: str, at: float, plain: bytes) -> tuple[bytes, str, bytes]:
        if not math.isfinite(at):
            msg = "an answer needs the time it was fetched at"
            raise ValueError(msg)
        tag = f"{letter}{float(at)!r}"
        return key, tag, self._sealer.seal(plain, _context(key, tag))

    def _opened(self, key: bytes, tag: Any, sealed: Any) -> Answer | None:
        outcome = _OUTCOMES.get(_letter(tag))
        body = None if outcome is None else self._open(key, tag, sealed)
        return None if outcome is None or body is None else Answer(outcome, float(tag[1:]), body)

    def _open(self, key: bytes, tag: Any, sealed: Any) -> bytes | None:
        """Open what a row holds; it may hold anything, and then it counts as unreadable."""
        try:
            return self._sealer.open(sealed, _context(key, tag))
        except (SealBrokenError, TypeError, AttributeError):
            self.unreadable_keys.add(key[:_KEY_BYTES])
            return None


def _context(key: bytes, tag: str) -> bytes:
    return b"answer" + key + tag.encode()


def _measured(value: str) -> bytes:
    """Give ``joined(value)``: a fourth of the time, for a million values."""
    encoded = value.encode("utf-8", "surrogatepass")
    return len(encoded).to_bytes(8, "big") + encoded


def _letter(tag: Any) -> str:
    return tag[:1] if isinstance(tag, str) else ""


def _time(tag: Any) -> float:
    """Read a tag's time; one that cannot be read is of now, so that nothing is removed for it."""
    try:
        return float(tag[1:])
    except (TypeError, ValueError):
        return math.inf


def _state(tag: Any) -> State | None:
    """Read a tag; None for a failure's, a mark's, and for one that somebody else wrote."""
    try:
        return State(_OUTCOMES[tag[0]], float(tag[1:]))
    except (KeyError, IndexError, TypeError, ValueError):
        return None


def _portions(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(keys), _ROWS_A_FORGETTING):
        yield keys[start : start + _ROWS_A_FORGETTING]
