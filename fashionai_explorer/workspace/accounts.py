"""What became of every row of a list, one by one: the account that ``fetch`` writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import msgspec
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.fetching.row_arrays import (
    FOUND,
    NOT_FOUND,
    PENDING,
    Codes,
    Ints,
    decided,
    put,
    rows_of,
)
from fashionai_explorer.identifiers import KINDS, NOTES, Kind, identifiers_of
from fashionai_explorer.outcomes import CUSTOMER_OUTCOMES, Outcome
from fashionai_explorer.storage import AnswerStore, Failure, Run
from fashionai_explorer.tables import csv_file
from fashionai_explorer.workspace.stored_rows import StoredRows

NO_ROW = -1

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


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """What became of the rows of a list that can be asked for.

    ``place`` gives for each row of ``stored`` which of all identifiers decided it, or is asked next, ``outcome``
    what became of it (a place in ``CUSTOMER_OUTCOMES``); ``kinds`` is the order in which identifiers are asked, and
    ``failures`` are those of ``stored``, by key.
    """

    stored: StoredRows
    place: Ints
    outcome: Codes
    failures: Mapping[bytes, Failure]
    kinds: tuple[Kind, ...] = KINDS

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many rows came to each outcome."""
        count = np.bincount(self.outcome, minlength=len(CUSTOMER_OUTCOMES)).tolist()
        return dict(zip(CUSTOMER_OUTCOMES, count, strict=True))

    def answered_before(self, moment: float) -> int:
        """How many rows are settled by an answer from before ``moment`` (epoch seconds)."""
        settled = (self.outcome == FOUND) | (self.outcome == NOT_FOUND)
        return int((self.stored.answered_at[self.place[settled]] < moment).sum())


def account(
    stored: StoredRows, answers: AnswerStore, run: Run | None = None, kinds: tuple[Kind, ...] = KINDS
) -> Account:
    """Tell what became of a list's rows, out of what is stored for them.

    A row that ``run`` asks counts by what was answered since the run began: what is older is what the run
    was to replace. For all others the last answer counts, of whatever age.
    """
    if run is None:
        return Account(stored, stored.place, stored.outcome, _failures(stored, stored.failed, answers), kinds)
    rows, asked = _asked_by(run, stored)
    # Asking anew may have failed for somebody who has an older answer.
    unanswered = asked & ~(stored.answered_at >= run.began)
    failures = _failures(stored, stored.failed | unanswered, answers)
    place, outcome = _since(stored, failures, run.began, rows, asked)
    return Account(
        stored, put(stored.place, rows, place), put(stored.outcome, rows, outcome), failures, kinds
    )


def row_accounts(
    rows: pa.Table, problems: pa.Table, counted: Account, answers: AnswerStore
) -> Iterator[RowAccount]:
    """Give every row's account in the order of the list, a duplicate's with what its first row got."""
    place_of = np.full(rows.num_rows, NO_ROW)
    place_of[counted.stored.positions] = np.arange(counted.stored.rows)
    keys = counted.stored.keys.take(pa.array(counted.place)).to_pylist()
    reasons = _first_reasons(problems)
    for start in range(0, rows.num_rows, _ROWS_AT_ONCE):
        portion = rows.slice(start, _ROWS_AT_ONCE)
        sources = [
            start + n if first is None else first for n, first in enumerate(portion["first"].to_pylist())
        ]
        places = place_of[sources].tolist()
        wanted = {keys[place] for place in places if place != NO_ROW and counted.outcome[place] == FOUND}
        bodies = {key: answer.body for key, answer in answers.bodies(list(wanted))}
        for n, (row, status, place) in enumerate(
            zip(portion["row"].to_pylist(), portion["status"].to_pylist(), places, strict=True)
        ):
            if place == NO_ROW:
                yield RowAccount(row, None, None, status, reasons.get(row), None, None)
            else:
                yield _asked(rows, start + n, row, counted, place, keys[place], bodies)


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


def _failures(stored: StoredRows, of: npt.NDArray[np.bool_], answers: AnswerStore) -> Mapping[bytes, Failure]:
    return answers.failures(stored.keys.filter(pa.array(of)).to_pylist())


def _asked_by(run: Run, stored: StoredRows) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Return the rows that a run asks, and which of all identifiers it asks for them.

    A key that the run passes over holds a 404 that is believed. What a replaced list no longer has is left out.
    """
    keys = pa.array(run.keys.flatten(), stored.keys.type)
    asked = np.asarray(pc.is_in(stored.keys, value_set=keys).to_numpy(zero_copy_only=False), bool)
    of_run = np.isin(stored.positions, run.rows.to_numpy())
    with_keys = np.unique(rows_of(stored.starts, np.flatnonzero(asked)))
    return with_keys[of_run[with_keys]], asked


def _since(
    stored: StoredRows,
    failures: Mapping[bytes, Failure],
    began: float,
    rows: Ints,
    asked: npt.NDArray[np.bool_],
) -> tuple[Ints, Codes]:
    """Return which identifier decided each of these rows, and its outcome, counting what came since ``began``."""
    recent = {key: one for key, one in failures.items() if one.failed_at >= began}
    failed = np.zeros(len(stored.answers), bool)
    failed[stored.index.places(recent)[0]] = True
    answers = np.where(stored.answered_at >= began, stored.answers, PENDING)
    return decided(answers, failed, stored.starts, rows, asked)


def _asked(
    rows: pa.Table,
    position: int,
    row: int,
    counted: Account,
    place: int,
    key: bytes,
    bodies: Mapping[bytes, bytes],
) -> RowAccount:
    stored, which = counted.stored, int(counted.place[place])
    outcome = CUSTOMER_OUTCOMES[counted.outcome[place]]
    own = identifiers_of(rows, position, counted.kinds)
    before = which - int(stored.starts[place])
    identifier = own[before] if before < len(own) else own[0]
    failure = counted.failures.get(key)
    fetched = float(stored.answered_at[which]) if outcome in {Outcome.FOUND, Outcome.NOT_FOUND} else None
    return RowAccount(
        row=row,
        kind=identifier.kind,
        identifier=identifier.value,
        outcome=outcome,
        reason=failure.reason if outcome == Outcome.FAILED and failure else outcome.reason or None,
        fetched_at=None if fetched is None else dt.datetime.fromtimestamp(fetched, dt.UTC).isoformat(),
        profile=msgspec.Raw(bodies[key]) if key in bodies and outcome == Outcome.FOUND else None,
    )


def _first_reasons(problems: pa.Table) -> dict[int, str]:
    """Return the first fault of each row."""
    reasons: dict[int, str] = {}
    for row, reason in zip(problems["row"].to_pylist(), problems["reason"].to_pylist(), strict=True):
        if reason not in NOTES:
            reasons.setdefault(row, reason)
    return reasons
