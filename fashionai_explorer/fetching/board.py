"""How each run stands, for whoever looks: from the runner at work in this process, else from the store."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

import msgspec

from fashionai_explorer.errors import StoreError
from fashionai_explorer.fetching.budget import Budget
from fashionai_explorer.fetching.kept_progress import KeptProgress
from fashionai_explorer.fetching.progress import Progress, seconds_for
from fashionai_explorer.fetching.runner import Runner
from fashionai_explorer.fetching.snapshot import Snapshot, state_of
from fashionai_explorer.storage.answers import AnswerStore
from fashionai_explorer.storage.clock import Clock
from fashionai_explorer.storage.runs import RunHead, Runs

REQUESTS_TO_KNOW_A_RATE = 5

# Runs that are kept up with the store at a time: of 100,000 rows each takes about 8 MB.
_KEPT = 8


class _Pace(NamedTuple):
    """What the record of sends says: requests a minute, those of the last one, how long a 429 still holds."""

    rate: float | None
    used: int | None
    held_seconds: float


class Board:
    """Reads and never changes anything.

    ``runners`` are those at work now, by run id. ``set_aside`` are the runs that wait for what a disk without
    room could not take down: by run id, why.
    """

    def __init__(
        self,
        runs: Runs,
        answers: AnswerStore,
        budget: Budget,
        runners: Mapping[str, Runner],
        set_aside: Mapping[str, str],
        clock: Clock,
    ) -> None:
        self._runs = runs
        self._answers = answers
        self._budget = budget
        self._runners = runners
        self._set_aside = set_aside
        self._clock = clock
        self._known: dict[str, tuple[int, Progress]] = {}
        self._kept: dict[str, KeptProgress] = {}
        self._locks: dict[str, threading.Lock] = {}

    def snapshot(self, run_id: str) -> Snapshot:
        """Return a run as it is now. Raises ``RunMissingError`` or a ``StoreError``."""
        head = self._head(run_id)
        runner = self._runners.get(run_id)
        progress = self._progress(head)
        pace = self._pace()
        return Snapshot(
            run_id=run_id,
            state=state_of(head, going=runner is not None),
            why=head.why,
            progress=progress,
            requests=0 if runner is None else runner.requests,
            rate=0.0 if runner is None else runner.rate(),
            budget=pace.rate,
            budget_used=pace.used,
            held_seconds=pace.held_seconds,
            ends_at=self._ends_at(head, progress, pace),
            all_404=runner is not None and runner.all_404,
            failed_sends=0 if runner is None else runner.failed_sends,
            again_seconds=0.0 if runner is None else runner.again_seconds(),
        )

    def remember(self, runner: Runner) -> None:
        """Keep the figures of a runner that ends: nothing need be read again until more is stored."""
        with suppress(StoreError):
            self._known[runner.run_id] = self._answers.mark(), runner.progress()

    def _head(self, run_id: str) -> RunHead:
        head, why = self._runs.head(run_id), self._set_aside.get(run_id)
        return head if why is None else msgspec.structs.replace(head, said="pause", why=why)

    def _progress(self, head: RunHead) -> Progress:
        runner = self._runners.get(head.id)
        if runner is not None:
            return runner.progress()
        # Nothing stored since: nothing to count again, in a run of any size.
        mark = self._answers.mark()
        known = self._known.get(head.id)
        if known is None or known[0] != mark:
            known = self._known[head.id] = mark, self._counted(head)
        return known[1]

    def _counted(self, head: RunHead) -> Progress:
        """Count a run that nobody works on here, out of what was counted of it before."""
        with self._locks.setdefault(head.id, threading.Lock()):
            kept = self._kept.get(head.id)
            if kept is None or kept.asked_for != head.asked_for:
                kept = KeptProgress(self._runs.get(head.id).keys, self._answers, head.began)
                self._kept = {head.id: kept, **dict(islice(self._kept.items(), _KEPT - 1))}
            return kept.now()

    def _pace(self) -> _Pace:
        try:
            return _Pace(self._budget.rate(), self._budget.used(), self._budget.pause_left())
        except StoreError:
            # The run that meets this record waits and says why; that must be shown all the same.
            return _Pace(None, None, 0.0)

    def _ends_at(self, head: RunHead, progress: Progress, pace: _Pace) -> float | None:
        """Return when a run ends, those before it first, if every row takes one request."""
        if head.said != "go":
            return None
        before = [other for other in self._runs.all() if other.said == "go" and other.began < head.began]
        requests = progress.pending + sum(self._progress(other).pending for other in before)
        seconds = seconds_for(requests, pace.rate or self._observed_rate())
        return None if seconds is None else self._clock.now() + pace.held_seconds + seconds

    def _observed_rate(self) -> float | None:
        for runner in list(self._runners.values()):
            if runner.requests >= REQUESTS_TO_KNOW_A_RATE:
                return runner.rate()
        return None
