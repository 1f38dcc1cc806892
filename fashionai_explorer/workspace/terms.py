"""The brand's vocabulary: read again when another process changed it, changed one step at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable

from fashionai_explorer.errors import TermsChangedError
from fashionai_explorer.labels.vocabulary import (
    NO_DECISIONS,
    AnyDecision,
    Entry,
    Vocabulary,
    from_json,
    to_json,
)
from fashionai_explorer.storage import Clock, Stamp, VocabularyFile

_FILE = "vocabulary"


class Terms:
    """One a process. ``file`` gives the file of the present brand. Every method may be called from any thread."""

    def __init__(self, file: Callable[[], VocabularyFile], clock: Clock) -> None:
        self._file = file
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: tuple[Stamp, Vocabulary] | None = None

    def vocabulary(self) -> Vocabulary:
        """Return the vocabulary as it is kept now. Raises a ``StoreError``, ``VocabularyVersionError``."""
        file = self._file()
        with self._lock:
            # Stamped before it is read: a change in between only makes it be read once more.
            stamp = file.stamp()
            if stamp is None:
                return NO_DECISIONS
            if self._kept is None or self._kept[0] != stamp:
                self._kept = stamp, read_terms(file.read())
            return self._kept[1]

    def let_go(self) -> None:
        """Let go of the vocabulary in memory; it is read again."""
        with self._lock:
            self._kept = None

    def decide(self, *decisions: AnyDecision, source: str = "") -> Vocabulary:
        """Take decisions as one step; ``source`` names the file they came from."""
        return self._change(lambda now: now.decide(Entry(decisions, self._clock.now(), source)))

    def undo(self, seen: str | None = None) -> Vocabulary:
        """Take the last step back. ``seen`` is the state that the reader looked at.

        Raises ``TermsChangedError`` where it is not the present one any more: another's step stays.
        """
        return self._change(Vocabulary.undo, seen)

    def redo(self, seen: str | None = None) -> Vocabulary:
        """Put the step back that was taken back last. Raises ``TermsChangedError`` as ``undo`` does."""
        return self._change(Vocabulary.redo, seen)

    def back_to(self, steps: int, seen: str | None = None) -> Vocabulary:
        """Take back all but the first ``steps`` steps. Raises ``TermsChangedError`` as ``undo`` does."""
        return self._change(lambda now: now.back_to(steps), seen)

    def _change(self, changed: Callable[[Vocabulary], Vocabulary], seen: str | None = None) -> Vocabulary:
        def step(content: bytes | None) -> bytes:
            now = read_terms(content)
            if seen is not None and now.state != seen:
                raise TermsChangedError
            return to_json(changed(now))

        return read_terms(self._file().change(step))


def read_terms(content: bytes | None) -> Vocabulary:
    """Read the content of a vocabulary's file; nothing is no decision. Raises ``VocabularyVersionError``."""
    return Vocabulary() if content is None else from_json(content, _FILE)
