"""From a list to a run: the rows that can be asked, as keys of the store, and the run that a plan becomes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.fetching.plan import Order, Plan, Whom, plan_run
from fashionai_explorer.identifiers import KINDS, Identifier, Kind
from fashionai_explorer.outcomes import Outcome
from fashionai_explorer.storage.answers import AnswerStore
from fashionai_explorer.storage.runs import Run, RunHead, Runs, keys_array
from fashionai_explorer.storage.sealed_folder import new_id


@dataclass(frozen=True, slots=True)
class FetchChoices:
    """What a person chose for a run: whom, how many (None: all), in which order, by which identifiers."""

    whom: Whom = field(default_factory=Whom)
    sample: int | None = None
    order: Order = "random"
    kinds: tuple[Kind, ...] = KINDS

    def mark(self) -> str:
        """Return what tells these choices from others, kept with the run."""
        whom = (self.whom.policy, self.whom.older_than_days if self.whom.policy == "older" else None)
        text = repr((whom, self.sample, self.order, self.kinds))
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def seed_of(list_id: str) -> int:
    """Return the seed of a list's random order: always the same, so that samples of it nest."""
    return int.from_bytes(hashlib.sha256(list_id.encode()).digest()[:6], "big")


def valid_rows(rows: pa.Table) -> list[int]:
    """Return the positions of the rows that can be asked: neither invalid, blank nor a duplicate."""
    status = rows["status"].combine_chunks()
    valid = pc.fill_null(pc.equal(pc.cast(status, pa.string()), Outcome.VALID), False)
    positions: list[int] = pc.indices_nonzero(valid).to_pylist()
    return positions


def keys_of_rows(
    rows: pa.Table, positions: Sequence[int], answers: AnswerStore, kinds: Sequence[Kind] = KINDS
) -> list[list[bytes]]:
    """Return each row's keys in the order of asking; a row without an identifier of these kinds has none."""
    taken = rows.take(pa.array(positions, pa.int32()))
    keys: list[list[bytes]] = [[] for _ in positions]
    for kind in kinds:
        for its_keys, value in zip(keys, taken[kind].to_pylist(), strict=True):
            if value is not None:
                its_keys.append(answers.key(kind, value))
    return keys


class Lookup:
    """The identifiers behind a run's keys: a run keeps keys only, and its list knows the rest.

    Looked up one by one when they are asked, so a run over a million rows starts at once and holds none.
    """

    def __init__(self, rows: pa.Table, answers: AnswerStore) -> None:
        self._columns = [(kind, rows[kind]) for kind in KINDS]
        self._count = rows.num_rows
        self._answers = answers

    def identifier(self, row: int, key: bytes) -> Identifier | None:
        """Return the identifier of the list's row ``row`` with this key; None where the list has changed."""
        if not 0 <= row < self._count:
            return None
        for kind, column in self._columns:
            value = column[row].as_py()
            if value is not None and self._answers.key(kind, value) == key:
                return Identifier(kind, value)
        return None


def plan_list(
    rows: pa.Table,
    answers: AnswerStore,
    choices: FetchChoices,
    list_id: str,
    now: float,
    values: Sequence[float | None] | None = None,
    only: Collection[int] | None = None,
) -> Plan:
    """Plan a run over a list. The plan's ``rows`` are positions in the list's table.

    ``values``: one a table row, for the order ``value``. ``only``: table positions to keep to, such as the
    failed ones.
    """
    positions = [row for row in valid_rows(rows) if only is None or row in only]
    keys = keys_of_rows(rows, positions, answers, choices.kinds)
    askable = [place for place, its_keys in enumerate(keys) if its_keys]
    positions, keys = [positions[place] for place in askable], [keys[place] for place in askable]
    states = answers.states(list({key for its_keys in keys for key in its_keys}))
    plan = plan_run(
        keys,
        states,
        now,
        choices.whom,
        seed=seed_of(list_id),
        order=choices.order,
        sample=choices.sample,
        values=None if values is None else [values[row] for row in positions],
    )
    return _in_table_positions(plan, positions)


def new_run(plan: Plan, choices: FetchChoices, list_id: str, now: float) -> Run:
    """Return the run that a plan becomes; nothing is stored yet (``Runs.add``)."""
    return Run(
        id=new_id(),
        list_id=list_id,
        began=now,
        seed=plan.seed,
        order=plan.order,
        of=plan.of,
        sample=plan.sample,
        details={"choices": choices.mark()},
        keys=keys_array(plan.keys),
        rows=pa.array(plan.rows, pa.int32()),
    )


def unfinished_run(runs: Runs, list_id: str, choices: FetchChoices) -> RunHead | None:
    """Return the newest run of this list with these choices that is neither done nor stopped."""
    for head in reversed(runs.all()):
        same = head.list_id == list_id and head.details.get("choices") == choices.mark()
        if same and head.said != "stop":
            return head
    return None


def _in_table_positions(plan: Plan, positions: list[int]) -> Plan:
    return Plan(
        rows=[positions[row] for row in plan.rows],
        keys=plan.keys,
        considered=plan.considered,
        fresh=plan.fresh,
        known_not_found=plan.known_not_found,
        of=plan.of,
        seed=plan.seed,
        order=plan.order,
        sample=plan.sample,
    )
