"""Who is to be asked, and in which order. Pure: rows as keys and what is stored go in, a plan comes out."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from fashionai_explorer.outcomes import Outcome

if TYPE_CHECKING:
    from fashionai_explorer.storage.answers import State

Policy = Literal["fresh", "new_only", "refresh", "older"]
Order = Literal["random", "value", "list"]

SECONDS_A_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Whom:
    """Which stored answers settle a row, so that it is not asked.

    ``fresh``: profiles younger than ``profile_ttl_seconds``. ``new_only``: profiles of any age. ``older``:
    profiles younger than ``older_than_days``. ``refresh``: nothing. But for ``refresh`` a 404 younger than
    ``not_found_ttl_seconds`` is believed.
    """

    policy: Policy = "new_only"
    profile_ttl_seconds: float = 1_800.0
    not_found_ttl_seconds: float = 86_400.0
    older_than_days: float = 30.0

    def profiles_since(self, now: float) -> float:
        """Return from when on a profile settles its row (epoch seconds)."""
        ages = {
            "fresh": self.profile_ttl_seconds,
            "new_only": float("inf"),
            "older": self.older_than_days * SECONDS_A_DAY,
            "refresh": float("-inf"),
        }
        return now - ages[self.policy]

    def not_found_since(self, now: float) -> float:
        """Return from when on a 404 is believed (epoch seconds)."""
        return float("inf") if self.policy == "refresh" else now - self.not_found_ttl_seconds


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would ask, in the order of asking.

    ``rows`` are positions in the rows handed in, ``keys`` for each the identifiers that are left to ask.
    ``considered`` rows are in the part chosen (the sample, or all); of these ``fresh`` have a profile and
    ``known_not_found`` a 404 that is believed. ``of`` is how many the whole list would ask.
    """

    rows: list[int]
    keys: list[list[bytes]]
    considered: int
    fresh: int
    known_not_found: int
    of: int
    seed: int
    order: Order
    sample: bool


def plan_run(
    rows: Sequence[Sequence[bytes]],
    states: Mapping[bytes, State],
    now: float,
    whom: Whom,
    *,
    seed: int,
    order: Order = "random",
    sample: int | None = None,
    values: Sequence[float | None] | None = None,
) -> Plan:
    """Plan a run over rows, each given as its identifiers' keys in the order of asking.

    A profile on any identifier settles a row; identifiers with a 404 that is believed are passed over.
    ``sample`` takes that many rows of the whole list by the seeded order, so that a larger sample of the
    same seed contains the smaller one. ``values`` (one a row) are asked highest first with order ``value``.
    """
    left = [_left_to_ask(keys, states, whom.profiles_since(now), whom.not_found_since(now)) for keys in rows]
    sequence = _sequence(len(rows), seed, order, sample, values)
    asked = [row for row in sequence if left[row]]
    return Plan(
        rows=asked,
        keys=[left[row] or [] for row in asked],
        considered=len(sequence),
        fresh=sum(1 for row in sequence if left[row] is None),
        known_not_found=sum(1 for row in sequence if left[row] == []),
        of=sum(1 for keys in left if keys),
        seed=seed,
        order=order,
        sample=len(sequence) < len(rows),
    )


def _left_to_ask(
    keys: Sequence[bytes], states: Mapping[bytes, State], profiles_since: float, not_found_since: float
) -> list[bytes] | None:
    """Return the identifiers to ask; None where a profile settles the row, empty where 404s do."""
    left = []
    for key in keys:
        state = states.get(key)
        if state is None:
            left.append(key)
        elif state.outcome == Outcome.FOUND:
            if state.fetched_at > profiles_since:
                return None
            left.append(key)
        elif state.fetched_at <= not_found_since:
            left.append(key)
    return left


def _sequence(
    count: int, seed: int, order: Order, sample: int | None, values: Sequence[float | None] | None
) -> list[int]:
    """Return the chosen rows in the order of asking."""
    sequence = list(range(count))
    random.Random(seed).shuffle(sequence)  # noqa: S311 - a fair order, no secret
    if order == "value" and values is not None:
        # Rows without a value come last; ties stay in the random order, as sorting is stable.
        sequence.sort(key=lambda row: -_value(values[row]))
    chosen = sequence if sample is None else sequence[:sample]
    return sorted(chosen) if order == "list" else chosen


def _value(value: float | None) -> float:
    return float("-inf") if value is None or value != value else value
