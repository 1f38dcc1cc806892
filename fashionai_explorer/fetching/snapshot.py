"""What a page or the command line is told of a run at one moment, and the log that names nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fashionai_explorer.fetching.halts import Happening
from fashionai_explorer.fetching.progress import Progress
from fashionai_explorer.storage.runs import RunHead

State = Literal["going", "waiting", "ending", "paused", "stopped", "done"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A run now.

    ``state``: ``waiting`` means that another run goes first, or another process has this one; ``ending``
    that requests in flight are coming home. ``why`` is the code of what it waits for. ``requests`` and
    ``rate`` (a minute) are this process's since it took the run up; ``budget`` is what may leave in a minute
    at present and ``budget_used`` what left in the last one, both None without a limit. ``held_seconds`` is
    how long a 429 still holds everything. ``ends_at`` (epoch seconds) is reckoned from the budget, and
    without one from the rate; None where nothing is known. ``all_404``: the first 20 answers were all 404.
    ``failed_sends`` requests failed since the last answer, and ``again_seconds`` is when the next one leaves.
    ``went_on``: the end of another process (a kill, a restart) left it, and this one went on by itself.
    """

    run_id: str
    state: State
    why: str
    progress: Progress
    requests: int = 0
    rate: float = 0.0
    budget: float | None = None
    budget_used: int | None = None
    held_seconds: float = 0.0
    ends_at: float | None = None
    all_404: bool = False
    failed_sends: int = 0
    again_seconds: float = 0.0
    went_on: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a run: ``what`` is the code of a ``Happening`` or of a ``Why``.

    ``until`` (epoch seconds) is how long it holds, where it says so.
    """

    at: float
    run_id: str
    what: str
    until: float | None = None


def state_of(head: RunHead, *, going: bool) -> State:
    """Return a run's state from what was said of it, and whether this process works on it."""
    if going:
        return "going" if head.said == "go" else "ending"
    if head.said == "go":
        return "waiting"
    if head.said == "pause":
        return "paused"
    return "done" if head.why == Happening.DONE else "stopped"
