"""Runs put down while customers are taken out of them: held so long, and taken up again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from contextlib import ExitStack, suppress
from typing import Final

from fashionai_explorer import storage
from fashionai_explorer.errors import RunMissingError, StoreLockedError
from fashionai_explorer.fetching import Why
from fashionai_explorer.identifiers import Identifier
from fashionai_explorer.storage import Clock, RunEvent
from fashionai_explorer.workspace.brands import Brands
from fashionai_explorer.workspace.stored_traces import keys_of

_PUT_DOWN_SECONDS: Final = 60.0
_LOOK_SECONDS: Final = 0.2


class PutDown:
    """``wake`` has the engine look at the runs, and ``ended`` is set when the workspace closes."""

    def __init__(
        self, brands: Brands, wake: Callable[[], None], ended: threading.Event, clock: Clock
    ) -> None:
        self._brands = brands
        self._wake = wake
        self._ended = ended
        self._clock = clock

    def take_up(self) -> None:
        """Have the runs go on that a kill left put down."""
        for one in self._brands.all():
            for head in one.runs.all():
                if head.said == "pause" and head.why == Why.FORGETTING:
                    _take_up(one.runs, head.id)

    def without(self, known: Collection[Identifier], held: ExitStack) -> int:
        """Take customers out of all runs; one that goes is put down for it and held until all is done.

        Counts the runs that had any. Raises ``StoreLockedError`` where whoever works on one does not let go.
        """
        changed = 0
        for one in self._brands.all():
            keys = keys_of(one.answers, known)
            for head in one.runs.all():
                claim = self._put_down(one.runs, head.id)
                if claim is not None:
                    if head.said == "go":
                        held.callback(_take_up, one.runs, head.id)
                    held.enter_context(claim)
                    with suppress(RunMissingError):  # erased meanwhile
                        changed += bool(one.runs.without(head.id, keys))
        return changed

    def _put_down(self, runs: storage.Runs, run_id: str) -> ExitStack | None:
        """Return the claim on a run once nobody works on it; None where it is gone."""
        until = self._clock.monotonic() + _PUT_DOWN_SECONDS
        try:
            if runs.head(run_id).said == "go":
                runs.say(run_id, "pause", Why.FORGETTING, instead_of="go")
                runs.note(run_id, RunEvent(self._clock.now(), Why.FORGETTING))
            self._wake()
            while (claim := runs.claim(run_id)) is None:
                if self._clock.monotonic() > until:
                    runs.say(run_id, "go", instead_of="pause")
                    raise StoreLockedError(file="")
                self._clock.wait(self._ended, _LOOK_SECONDS)
        except RunMissingError:
            return None
        return claim


def _take_up(runs: storage.Runs, run_id: str) -> None:
    """Have a run go on; one that was erased meanwhile stays gone."""
    with suppress(RunMissingError):
        runs.say(run_id, "go", instead_of="pause")
