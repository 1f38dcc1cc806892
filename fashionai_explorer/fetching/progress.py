"""How far a run is, read from what is stored: nothing here was ever written down as progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from fashionai_explorer.fetching.steps import Pending
from fashionai_explorer.outcomes import CUSTOMER_OUTCOMES, Outcome

if TYPE_CHECKING:
    from fashionai_explorer.storage.answers import AnswerStore, Failure, State

ANY_AGE = float("-inf")
# Python 3.11 takes 70 ns to look a member up, and each row of a list asks three times.
_PENDING, _FOUND, _NOT_FOUND, _FAILED = CUSTOMER_OUTCOMES


ROWS_AT_ONCE = 5_000


class _Counts(NamedTuple):
    """What is counted while a run is read: rows by outcome, failures by reason, answers since it began."""

    outcomes: Counter[str]
    reasons: Counter[str]
    answers: Counter[str]


class ItemState(NamedTuple):
    """What became of one row: its outcome and which of its identifiers decided it, or is asked next."""

    outcome: Outcome
    place: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The figures of a run. ``asked_for`` is the sum of the four outcomes, in rows.

    ``reasons`` counts the failed by their phrase. ``answers`` are the identifiers answered since the run
    began, ``answers_found`` those of them with a profile. ``pending_items`` is what is left to ask.
    """

    asked_for: int
    found: int
    not_found: int
    failed: int
    pending: int
    reasons: Mapping[str, int] = field(default_factory=dict)
    answers: int = 0
    answers_found: int = 0

    @property
    def done(self) -> int:
        """How many rows have their outcome."""
        return self.asked_for - self.pending


def item_state(
    keys: Sequence[bytes],
    states: Mapping[bytes, State],
    failures: Mapping[bytes, Failure],
    since: float = ANY_AGE,
) -> ItemState:
    """Return what became of a row, counting only what was answered at ``since`` or later."""
    place = 0
    answered = [states[key] if key in states and states[key].fetched_at >= since else None for key in keys]
    for place, state in enumerate(answered):
        if state is not None and state.outcome == _FOUND:
            return ItemState(_FOUND, place)
    for place, (key, state) in enumerate(zip(keys, answered, strict=True)):
        if state is None:
            failed = key in failures and failures[key].failed_at >= since
            return ItemState(_FAILED if failed else _PENDING, place)
    return ItemState(_NOT_FOUND, place)


def read_progress(keys: Any, answers: AnswerStore, since: float) -> tuple[Progress, list[Pending]]:
    """Read a run's figures from the store, and what is left to ask, in the run's order.

    ``keys`` are the run's (Arrow ``list<binary>``, an item a row), ``since`` is when it began. Raises a
    ``StoreError``. Read in portions: 200,000 rows at once took 230 MB, which the process then kept.
    """
    counts = _Counts(Counter(), Counter(), Counter())
    pending: list[Pending] = []
    for start in range(0, len(keys), ROWS_AT_ONCE):
        items = keys.slice(start, ROWS_AT_ONCE).to_pylist()
        pending += _read_portion(start, items, answers, since, counts)
    found = counts.answers[_FOUND]
    outcomes = {outcome.value: counts.outcomes[outcome] for outcome in CUSTOMER_OUTCOMES}
    return Progress(
        len(keys),
        **outcomes,
        reasons=dict(counts.reasons),
        answers=counts.answers.total(),
        answers_found=found,
    ), pending


def _read_portion(
    start: int, items: Sequence[Sequence[bytes]], answers: AnswerStore, since: float, counts: _Counts
) -> Iterator[Pending]:
    """Count a portion of a run's rows, the first of which is ``start``; gives those that are to be asked."""
    keys = list(dict.fromkeys(chain.from_iterable(items)))
    states, failures = answers.states(keys), answers.failures(keys)
    counts.answers.update(state.outcome for state in states.values() if state.fetched_at >= since)
    for item, its_keys in enumerate(items, start):
        outcome, place = item_state(its_keys, states, failures, since)
        counts.outcomes[outcome] += 1
        if outcome == _PENDING:
            yield Pending(item, len(its_keys), place)
        elif outcome == _FAILED:
            counts.reasons[failures[its_keys[place]].reason] += 1


def seconds_for(requests: int, requests_per_minute: float | None) -> float | None:
    """Return the time that so many requests take at a rate, from the budget alone; None without a limit."""
    return None if not requests_per_minute else requests * 60.0 / requests_per_minute
