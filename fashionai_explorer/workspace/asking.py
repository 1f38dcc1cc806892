"""Asking for the customers of a list: what a person chose, what that will take, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fashionai_explorer.fetching import (
    Event,
    FetchChoices,
    Order,
    Plan,
    Policy,
    Progress,
    Snapshot,
    Whom,
    seconds_for,
)
from fashionai_explorer.identifiers import KINDS, Kind
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import RunHead


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom to ask for: by the age of what is stored, how many (None: all), in which order, by what.

    The policies are those of ``fetching.Whom``. ``order`` ``value`` asks the highest value first, which is
    no fair sample. ``kinds`` is the order of identifiers; empty, it is the list's own.
    """

    policy: Policy = "new_only"
    sample: int | None = None
    order: Order = "random"
    older_than_days: float = 30.0
    kinds: tuple[Kind, ...] = ()

    def choices(self, settings: Settings) -> FetchChoices:
        """Return what the planner takes: the scope, with the ages that the settings say."""
        whom = Whom(
            self.policy,
            settings.cache_ttl_minutes * 60,
            settings.not_found_ttl_minutes * 60,
            self.older_than_days,
        )
        return FetchChoices(whom, self.sample, self.order, self.kinds or KINDS)


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """What a run would take.

    ``asked_for`` of the ``considered`` rows are asked; ``fresh`` of them have a profile already and
    ``known_not_found`` a "no profile" that is still believed. ``requests`` is at least what it takes (a row
    whose first identifier is unknown takes another). ``seconds`` and ``ends_at`` (epoch seconds) are None
    where there is no limit to reckon from.
    """

    asked_for: int
    considered: int
    fresh: int
    known_not_found: int
    requests: int
    seconds: float | None
    ends_at: float | None
    sample: bool


def figures_of(plan: Plan, requests_per_minute: float | None, now: float) -> PlanFigures:
    """Return a plan's figures at a pace."""
    requests = len(plan.rows)
    seconds = seconds_for(requests, requests_per_minute)
    return PlanFigures(
        asked_for=len(plan.rows),
        considered=plan.considered,
        fresh=plan.fresh,
        known_not_found=plan.known_not_found,
        requests=requests,
        seconds=seconds,
        ends_at=None if seconds is None else now + seconds,
        sample=plan.sample,
    )


@dataclass(frozen=True, slots=True)
class RunFigures:
    """A list's newest run: what was said of it, how it stands now, what happened, and how many go first."""

    head: RunHead
    snapshot: Snapshot
    events: Sequence[Event]
    ahead: int = 0

    @property
    def progress(self) -> Progress:
        """The rows asked for, by outcome."""
        return self.snapshot.progress

    @property
    def going(self) -> bool:
        """Whether it is worked on now, or requests are still coming home."""
        return self.snapshot.state in {"going", "ending"}

    @property
    def unfinished(self) -> bool:
        """Whether there is more to come without a new order: it goes, waits its turn or is paused."""
        return self.snapshot.state in {"going", "ending", "waiting", "paused"}

    @property
    def share_done(self) -> float:
        """How much of it is done, from 0 to 1."""
        return self.progress.done / max(1, self.progress.asked_for)
