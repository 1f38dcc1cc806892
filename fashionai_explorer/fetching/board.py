"""How each run stands, for whoever looks: from the runner at work in this process, else from the store."""

from __future__ import annotations

from collections.abc import Mapping

from fashionai_explorer.fetching.budget import Budget
from fashionai_explorer.fetching.progress import Progress, read_progress, seconds_for
from fashionai_explorer.fetching.runner import Runner
from fashionai_explorer.fetching.snapshot import Snapshot, state_of
from fashionai_explorer.storage.answers import AnswerStore
from fashionai_explorer.storage.clock import Clock
from fashionai_explorer.storage.runs import RunHead, Runs

REQUESTS_TO_KNOW_A_RATE = 5


class Board:
    """Reads and never changes anything. ``runners`` are those at work now, by run id."""

    def __init__(
        self,
        runs: Runs,
        answers: AnswerStore,
        budget: Budget,
        runners: Mapping[str, Runner],
        clock: Clock,
    ) -> None:
        self._runs = runs
        self._answers = answers
        self._budget = budget
        self._runners = runners
        self._clock = clock
        self._known: dict[str, tuple[int, Progress]] = {}

    def snapshot(self, run_id: str) -> Snapshot:
        """Return a run as it is now. Raises ``RunMissingError`` or a ``StoreError``."""
        head = self._runs.head(run_id)
        runner = self._runners.get(run_id)
        progress = self._progress(head)
        held = self._budget.pause_left()
        return Snapshot(
            run_id=run_id,
            state=state_of(head, going=runner is not None),
            why=head.why,
            progress=progress,
            requests=0 if runner is None else runner.requests,
            rate=0.0 if runner is None else runner.rate(),
            budget=self._budget.rate(),
            budget_used=self._budget.used(),
            held_seconds=held,
            ends_at=self._ends_at(head, progress, held),
            all_404=runner is not None and runner.all_404,
        )

    def _progress(self, head: RunHead) -> Progress:
        runner = self._runners.get(head.id)
        if runner is not None:
            return runner.progress()
        # Nothing stored since: nothing to count again, in a run of any size.
        mark = self._answers.mark()
        known = self._known.get(head.id)
        if known is None or known[0] != mark:
            run = self._runs.get(head.id)
            known = mark, read_progress(run.keys.to_pylist(), self._answers, run.began)[0]
            self._known[head.id] = known
        return known[1]

    def _ends_at(self, head: RunHead, progress: Progress, held_seconds: float) -> float | None:
        """Return when a run ends, those before it first, if every row takes one request."""
        if head.said != "go":
            return None
        before = [other for other in self._runs.all() if other.said == "go" and other.began < head.began]
        requests = progress.pending + sum(self._progress(other).pending for other in before)
        seconds = seconds_for(requests, self._budget.rate() or self._observed_rate())
        return None if seconds is None else self._clock.now() + held_seconds + seconds

    def _observed_rate(self) -> float | None:
        for runner in list(self._runners.values()):
            if runner.requests >= REQUESTS_TO_KNOW_A_RATE:
                return runner.rate()
        return None
