"""Runs: planned, begun, stopped, and how they stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa

from fashionai_explorer.errors import ListMissingError, NeedsKeyError
from fashionai_explorer.fetching import (
    Happening,
    Plan,
    Snapshot,
    Why,
    new_run,
    plan_list,
    probe,
    unfinished_run,
    valid_rows,
)
from fashionai_explorer.identifiers import (
    COLUMN_PREFIX,
    KINDS,
    Identifier,
    ImportedList,
    Kind,
    identifiers_of,
    read_amounts,
)
from fashionai_explorer.outcomes import Outcome
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import Clock, DataFolder, ListHead, RunEvent, RunHead, SavedList
from fashionai_explorer.workspace.accounts import Account, RowAccount, account, as_csv, as_jsonl, row_accounts
from fashionai_explorer.workspace.asking import PlanFigures, RunFigures, Scope, figures_of
from fashionai_explorer.workspace.listing import Listing, order_of
from fashionai_explorer.workspace.views import column_with_role, standing

FIRST_CUSTOMERS = 20
"""How many customers the local service is asked for before a run without a key is made."""

_PLANS_KEPT = 16


class Running(Listing):
    """The runs of the present brand."""

    def __init__(self, settings: Settings, folder: DataFolder, clock: Clock, config_dir: Path) -> None:
        super().__init__(settings, folder, clock, config_dir)
        self._plans: dict[tuple[object, ...], Plan] = {}
        self._strangers: dict[str, bool] = {}

    def plan(self, list_id: str, scope: Scope) -> PlanFigures:
        """Reckon what a run would take; nothing is asked or stored. Raises ``ListMissingError``."""
        plan = self._plan(list_id, self._of_list(list_id, scope))
        return figures_of(plan, self.engine.budget.rate(), self.now())

    def plan_import(self, imported: ImportedList, scope: Scope) -> PlanFigures:
        """Reckon what a run over a file would take that is not kept as a list yet."""
        scope = replace(scope, kinds=scope.kinds or imported.reading.order)
        values = _amounts(imported.rows, *imported.reading.columns_of("value")[:1])
        key = (imported.digest, self.brand, self.answers.mark(), scope)
        plan = self._kept_plan(key, lambda: self._plan_anew(imported.rows, imported.digest, scope, values))
        return figures_of(plan, self.engine.budget.rate(), self.now())

    @property
    def pace(self) -> int | None:
        """How many customers may be asked for in a minute; None without a limit."""
        return self.connection.requests_per_minute

    def begin(self, list_id: str, scope: Scope) -> RunHead | None:
        """Begin to ask for a list's customers, in place of an unfinished run of the same list.

        Returns None where there is nothing to ask. Raises ``NeedsKeyError`` where there is no key and the
        local service knows none of the first customers: then nothing is stored, and nobody counts as
        without a profile. Raises ``ListMissingError``.
        """
        scope = self._of_list(list_id, scope)
        return self._begin(list_id, scope, self._plan(list_id, scope))

    def retry_failed(self, list_id: str) -> RunHead | None:
        """Ask again for the customers of a list that failed. Raises as ``begin`` does."""
        rows = self.open_list(list_id).rows
        stored = standing(rows, self.answers)
        failed = {
            place
            for place, item in zip(stored.positions, stored.items, strict=True)
            if item.outcome == Outcome.FAILED
        }
        scope = self._of_list(list_id, Scope())
        return self._begin(list_id, scope, self._plan_anew(rows, list_id, scope, only=failed))

    def unfinished(self, list_id: str, scope: Scope) -> RunHead | None:
        """Return the run of this list and scope that is neither done nor stopped, if there is one."""
        choices = self._of_list(list_id, scope).choices(self.settings)
        return unfinished_run(self._runs, list_id, choices)

    def run(self, list_id: str) -> RunFigures | None:
        """Return how a list's newest run stands; None where there never was one."""
        heads = self._runs_of(list_id)
        return self._figures(heads[-1]) if heads else None

    def pause(self, run_id: str) -> None:
        """Let a run wait for a person; what is in flight comes home."""
        self._runs.say(run_id, "pause", Why.PERSON)
        self._note(run_id, Happening.PAUSED)
        self.wake()

    def resume(self, run_id: str) -> None:
        """Go on with a run."""
        if self._runs.head(run_id).said != "go":
            self._note(run_id, Happening.RESUMED)
        self._runs.say(run_id, "go")
        self.wake()

    def stop(self, run_id: str) -> None:
        """End a run for good; what was fetched stays."""
        self._runs.say(run_id, "stop", Why.PERSON)
        self._note(run_id, Happening.STOPPED)
        self.wake()

    def remove_run(self, run_id: str) -> None:
        """Remove a run and what is written of it, whatever it does; what was fetched stays."""
        self._runs.remove(run_id)
        self.wake()

    def is_busy(self) -> bool:
        """Tell whether some run goes or waits its turn."""
        return any(head.said == "go" for head in self._runs.all())

    def share_done(self) -> float | None:
        """Return how much of the run that goes now is done (0 to 1); None where none goes."""
        going = next((head for head in self._runs.all() if head.said == "go"), None)
        return None if going is None else self._figures(going).share_done

    def run_to_end(
        self, run_id: str, on_progress: Callable[[Snapshot], None] | None = None
    ) -> tuple[Snapshot, int]:
        """Work on a run in this thread until it ends or waits; for the command line.

        Returns how it stands then, and how many requests this process has sent.
        """
        snapshot = self.engine.run_to_end(run_id, on_progress)
        return snapshot, self.engine.requests_sent

    def let_go(self) -> None:
        """End ``run_to_end`` early: nothing more is sent, what is in flight is stored. The run stays unfinished."""
        self.engine.let_go()

    def account_of(self, saved: SavedList, run_id: str | None) -> Account:
        """Look up what became of a list's rows, counting for those that a run asks only what it brought."""
        run = self._runs.get(run_id) if run_id else None
        return account(saved.rows, self.answers, run, order_of(saved.head))

    def account_jsonl(self, list_id: str) -> bytes:
        """Return what became of a list's rows so far, as ``fetch --out`` writes it. Raises ``ListMissingError``."""
        return b"".join(as_jsonl(self._accounts(list_id)))

    def account_csv(self, list_id: str) -> bytes:
        """Return the same as CSV. Raises ``ListMissingError``."""
        return b"".join(as_csv(self._accounts(list_id)))

    def needs_key(self, rows: pa.Table, kinds: Sequence[Kind] = KINDS) -> bool:
        """Tell whether there is no key and the local service knows none of a list's first customers.

        A service that does not answer is no reason: the run then says so itself.
        """
        if not self.is_demo:
            return False
        customers = [
            self.identifiers(rows, place, kinds) for place in islice(valid_rows(rows), FIRST_CUSTOMERS)
        ]
        # Our own service, so no budget is touched: under a small one set by hand a page would wait a minute.
        asked = probe(self.connection, [one for one in customers if one], FIRST_CUSTOMERS)
        return asked.known == 0 and asked.trouble is None

    def needs_key_for(self, list_id: str) -> bool:
        """Tell the same of a list; asked once for each version of it. Raises ``ListMissingError``."""
        head = self.list_head(list_id)
        if head is None:
            raise ListMissingError
        if not self.is_demo:
            return False
        if head.version not in self._strangers:
            self._strangers[head.version] = self.needs_key(self.open_list(list_id).rows)
        return self._strangers[head.version]

    def identifiers(self, rows: pa.Table, place: int, kinds: Sequence[Kind] = KINDS) -> list[Identifier]:
        """Return the identifiers of one row, in the order of asking."""
        return identifiers_of(rows, place, kinds)

    def first_identifier(self, list_id: str) -> Identifier | None:
        """Return an identifier of the list's first valid row, to test a key with."""
        rows = self.open_list(list_id).rows
        return next((self.identifiers(rows, place)[0] for place in valid_rows(rows)), None)

    def _begin(self, list_id: str, scope: Scope, plan: Plan) -> RunHead | None:
        if not plan.rows:
            return None
        if self.needs_key(self.open_list(list_id).rows, scope.kinds or KINDS):
            raise NeedsKeyError
        self._end_runs_of(list_id)
        head = self._runs.add(new_run(plan, scope.choices(self.settings), list_id, self.now()))
        self.wake()
        return head

    def _accounts(self, list_id: str) -> Iterator[RowAccount]:
        saved = self.open_list(list_id)
        return row_accounts(saved.rows, saved.problems, self.account_of(saved, None), self.answers)

    def _of_list(self, list_id: str, scope: Scope) -> Scope:
        """Return the scope with the list's own order of identifiers, where it names none."""
        return scope if scope.kinds else replace(scope, kinds=order_of(self.list_head(list_id)))

    def _plan(self, list_id: str, scope: Scope) -> Plan:
        """Plan, or give the same plan again while neither the list nor what is stored has changed.

        A page reckons two or three plans at each click; a plan over 100,000 rows takes most of a second.
        """
        head = self.list_head(list_id)
        key = (list_id, head.version if head else "", self.brand, self.answers.mark(), scope)

        def anew() -> Plan:
            rows = self.open_list(list_id).rows
            return self._plan_anew(rows, list_id, scope, _amounts(rows, value_column(head) if head else None))

        return self._kept_plan(key, anew)

    def _kept_plan(self, key: tuple[object, ...], make: Callable[[], Plan]) -> Plan:
        if key not in self._plans:
            for old in list(self._plans)[: -_PLANS_KEPT + 1]:
                self._plans.pop(old, None)
            self._plans[key] = make()
        return self._plans[key]

    def _plan_anew(
        self,
        rows: pa.Table,
        list_id: str,
        scope: Scope,
        values: list[float | None] | None = None,
        only: Collection[int] | None = None,
    ) -> Plan:
        choices = scope.choices(self.settings)
        return plan_list(rows, self.answers, choices, list_id, self.now(), values, only)

    def _figures(self, head: RunHead) -> RunFigures:
        ahead = sum(1 for other in self._runs.all() if other.said == "go" and other.began < head.began)
        return RunFigures(head, self.engine.status(head.id), self.engine.events(head.id), ahead)

    def _note(self, run_id: str, what: str) -> None:
        self._runs.note(run_id, RunEvent(self.now(), what))


def _amounts(rows: pa.Table, column: str | None = None) -> list[float | None] | None:
    """Return each row's value, None for none; nothing where the list has no value column."""
    if column is None:
        return None
    amounts = read_amounts(rows[COLUMN_PREFIX + column].to_pylist())
    return [None if np.isnan(amount) else float(amount) for amount in amounts]


def value_column(head: ListHead) -> str | None:
    """Return the column that says what a customer is worth (spend), if the list has one."""
    return column_with_role(head, "value")
