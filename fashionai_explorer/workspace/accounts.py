"""What became of every row of a list, one by one: the account that ``fetch`` writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import msgspec
import pyarrow as pa

from fashionai_explorer.fetching import ItemState, item_state
from fashionai_explorer.identifiers import KINDS, NOTES, Kind, identifiers_of
from fashionai_explorer.outcomes import Outcome
from fashionai_explorer.storage import AnswerStore, Run
from fashionai_explorer.tables import csv_file
from fashionai_explorer.workspace.views import Standing, standing

_ANSWERED = {Outcome.FOUND, Outcome.NOT_FOUND}
_ROWS_AT_ONCE = 2_000


class RowAccount(msgspec.Struct, frozen=True):
    """One row of a list: ``row`` as a spreadsheet counts, the identifier that answered (else the first
    asked), its outcome, and the API's whole body; None for what a row lacks."""

    row: int
    kind: str | None
    identifier: str | None
    outcome: str
    reason: str | None
    fetched_at: str | None
    profile: msgspec.Raw | None


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the rows of a list that can be asked for: ``items``, in the order of ``stored``,
    and the order in which their identifiers are asked."""

    stored: Standing
    items: list[ItemState]
    kinds: tuple[Kind, ...] = KINDS

    def answered_before(self, moment: float) -> int:
        """How many rows are settled by an answer from before ``moment`` (epoch seconds)."""
        return sum(
            1
            for place, (outcome, which) in enumerate(self.items)
            if outcome in _ANSWERED and self.stored.states[self.stored.keys[place][which]].fetched_at < moment
        )


def account(
    rows: pa.Table, answers: AnswerStore, run: Run | None = None, kinds: tuple[Kind, ...] = KINDS
) -> Account:
    """Look up what became of a list's rows.

    A row that ``run`` asks counts by what was answered since the run began: what is older is what the run
    was to replace. For all others the last answer counts, of whatever age.
    """
    stored = standing(rows, answers, kinds)
    items = list(stored.items)
    if run is not None:
        place_of = {position: place for place, position in enumerate(stored.positions)}
        for position, keys in zip(run.rows.to_pylist(), run.keys.to_pylist(), strict=True):
            place = place_of.get(position)
            if place is not None:
                items[place] = _since(stored, stored.keys[place], keys, run.began)
    return Account(stored, items, kinds)


def row_accounts(
    rows: pa.Table, problems: pa.Table, counted: Account, answers: AnswerStore
) -> Iterator[RowAccount]:
    """Give every row's account in the order of the list, a duplicate's with what its first row got."""
    place_of = {position: place for place, position in enumerate(counted.stored.positions)}
    reasons = _first_reasons(problems)
    for start in range(0, rows.num_rows, _ROWS_AT_ONCE):
        portion = rows.slice(start, _ROWS_AT_ONCE)
        sources = [
            start + n if first is None else first for n, first in enumerate(portion["first"].to_pylist())
        ]
        places = [place_of.get(source) for source in sources]
        wanted = {_key(counted, place) for place in places if place is not None and _found(counted, place)}
        bodies = {key: answer.body for key, answer in answers.bodies(list(wanted))}
        for n, (row, status, place) in enumerate(
            zip(portion["row"].to_pylist(), portion["status"].to_pylist(), places, strict=True)
        ):
            if place is None:
                yield RowAccount(row, None, None, status, reasons.get(row), None, None)
            else:
                yield _asked(rows, start + n, row, counted, place, bodies)


def as_jsonl(accounts: Iterable[RowAccount]) -> Iterator[bytes]:
    """Write rows' accounts as JSON lines: what ``fetch --out`` holds."""
    encoder = msgspec.json.Encoder()
    for one in accounts:
        yield encoder.encode(one) + b"\n"


def as_csv(accounts: Iterable[RowAccount]) -> Iterator[bytes]:
    """Write the same as CSV for a spreadsheet: the profile as its JSON text, no cell that could run."""
    names = RowAccount.__struct_fields__
    return csv_file(chain([names], ([_cell(getattr(one, name)) for name in names] for one in accounts)))


def _cell(value: object) -> str:
    if isinstance(value, msgspec.Raw):
        return bytes(value).decode(errors="replace")
    return "" if value is None else str(value)


def _since(stored: Standing, all_keys: list[bytes], asked: list[bytes], began: float) -> ItemState:
    """Return a row's state counting what came since ``began`` for the keys that the run asks.

    A key that the run passes over holds a 404 that is believed.
    """
    state = item_state(asked, stored.states, stored.failures, began)
    return ItemState(state.outcome, all_keys.index(asked[state.place]))


def _asked(
    rows: pa.Table, position: int, row: int, counted: Account, place: int, bodies: dict[bytes, bytes]
) -> RowAccount:
    outcome, which = counted.items[place]
    own = identifiers_of(rows, position, counted.kinds)
    identifier = own[which] if which < len(own) else own[0]
    key = counted.stored.keys[place][which]
    failure = counted.stored.failures.get(key)
    fetched = counted.stored.states[key].fetched_at if outcome in _ANSWERED else None
    return RowAccount(
        row=row,
        kind=identifier.kind,
        identifier=identifier.value,
        outcome=outcome,
        reason=failure.reason if outcome == Outcome.FAILED and failure else outcome.reason or None,
        fetched_at=None if fetched is None else dt.datetime.fromtimestamp(fetched, dt.UTC).isoformat(),
        profile=msgspec.Raw(bodies[key]) if key in bodies and outcome == Outcome.FOUND else None,
    )


def _key(counted: Account, place: int) -> bytes:
    return counted.stored.keys[place][counted.items[place].place]


def _found(counted: Account, place: int) -> bool:
    return counted.items[place].outcome == Outcome.FOUND


def _first_reasons(problems: pa.Table) -> dict[int, str]:
    """Return the first fault of each row."""
    reasons: dict[int, str] = {}
    for row, reason in zip(problems["row"].to_pylist(), problems["reason"].to_pylist(), strict=True):
        if reason not in NOTES:
            reasons.setdefault(row, reason)
    return reasons
