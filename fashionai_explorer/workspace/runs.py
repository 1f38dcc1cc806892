"""Runs: begun, paused, ended, how they stand, and what became of each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import pyarrow as pa

from fashionai_explorer.errors import ListMissingError, NeedsKeyError
from fashionai_explorer.fetching import (
    Happening,
    Plan,
    Snapshot,
    Why,
    new_run,
    probe,
    unfinished_run,
    valid_rows,
)
from fashionai_explorer.fetching.row_arrays import FAILED
from fashionai_explorer.identifiers import KINDS, Identifier, ImportedList, Kind, identifiers_of
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import Clock, ListHead, RunEvent, RunHead, SavedList
from fashionai_explorer.workspace.accounts import Account, RowAccount, account, as_csv, as_jsonl, row_accounts
from fashionai_explorer.workspace.asking import PlanFigures, RunFigures, Scope, figures_of
from fashionai_explorer.workspace.brands import Brands
from fashionai_explorer.workspace.connection import Connection
from fashionai_explorer.workspace.list_heads import order_of
from fashionai_explorer.workspace.lists import Lists
from fashionai_explorer.workspace.locks import Locks
from fashionai_explorer.workspace.plans import Plans
from fashionai_explorer.workspace.register import Register
from fashionai_explorer.workspace.stored_lists import StoredLists
from fashionai_explorer.workspace.stored_rows import stored_rows

FIRST_CUSTOMERS = 20
"""How many customers the local service is asked for before a run without a key is made."""


class Runs:
    """The runs of the present brand. May be asked from any thread, and waits for no list that opens."""

    def __init__(
        self,
        settings: Settings,
        brands: Brands,
        connection: Connection,
        lists: Lists,
        stored: StoredLists,
        register: Register,
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._brands = brands
        self._connection = connection
        self._lists = lists
        self._stored = stored
        self._clock = clock
        self._plans = Plans(settings, clock, register)
        self._beginnings = Locks()
        self._strangers: dict[str, bool] = {}
        register.keep_in_memory("strangers", lambda _: self._strangers.clear(), self._strangers.clear)

    def plan(self, list_id: str, scope: Scope) -> PlanFigures:
        """Reckon what a run would take; nothing is asked or stored. Raises ``ListMissingError``."""
        return self._figures_of(self._plan(list_id, self._of_list(list_id, scope)))

    def plan_import(self, imported: ImportedList, scope: Scope) -> PlanFigures:
        """Reckon what a run over a file would take that is not kept as a list yet."""
        scope = replace(scope, kinds=scope.kinds or imported.reading.order)
        return self._figures_of(self._plans.of_import(imported, self._brands.present, scope))

    def begin(self, list_id: str, scope: Scope) -> RunHead | None:
        """Begin to ask for a list's customers, in place of an unfinished run of the same list.

        Returns None where there is nothing to ask. Raises ``NeedsKeyError`` where there is no key and the
        local service knows none of the first customers: then nothing is stored, and nobody counts as
        without a profile. Raises ``ListMissingError``.
        """
        scope = self._of_list(list_id, scope)
        return self._begin(list_id, scope, self._plan(list_id, scope))

    def begin_demo(self) -> ListHead:
        """Ask for all of the demonstration's list, which is imported if it is not there."""
        head = self._lists.save_demo()
        self.begin(head.id, Scope())
        return head

    def retry_failed(self, list_id: str) -> RunHead | None:
        """Ask again for the customers of a list that failed. Raises as ``begin`` does."""
        saved, brand = self._lists.open(list_id), self._brands.present
        stored = self._stored.now(saved.head, brand, lambda: saved.rows)
        failed = set(stored.positions[stored.outcome == FAILED].tolist())
        scope = self._of_list(list_id, Scope())
        plan = self._plans.anew(saved.rows, brand.answers, list_id, scope, only=failed)
        return self._begin(list_id, scope, plan)

    def unfinished(self, list_id: str, scope: Scope) -> RunHead | None:
        """Return the run of this list and scope that is neither done nor stopped, if there is one."""
        choices = self._of_list(list_id, scope).choices(self._settings)
        return unfinished_run(self._brands.present.runs, list_id, choices)

    def of_list(self, list_id: str) -> RunFigures | None:
        """Return how a list's newest run stands; None where there never was one."""
        heads = self._brands.present.runs.all()
        own = [head for head in heads if head.list_id == list_id]
        return self._figures(own[-1], heads) if own else None

    def pause(self, run_id: str) -> None:
        """Let a run wait for a person; what is in flight comes home."""
        self._brands.present.runs.say(run_id, "pause", Why.PERSON)
        self._note(run_id, Happening.PAUSED)
        self._connection.wake()

    def resume(self, run_id: str) -> None:
        """Go on with a run."""
        runs = self._brands.present.runs
        if runs.head(run_id).said != "go":
            self._note(run_id, Happening.RESUMED)
        runs.say(run_id, "go")
        self._connection.wake()

    def stop(self, run_id: str) -> None:
        """End a run for good; what was fetched stays."""
        self._brands.present.runs.say(run_id, "stop", Why.PERSON)
        self._note(run_id, Happening.STOPPED)
        self._connection.wake()

    def remove(self, run_id: str) -> None:
        """Remove a run and what is written of it, whatever it does; what was fetched stays."""
        self._brands.present.runs.remove(run_id)
        self._connection.wake()

    def is_busy(self) -> bool:
        """Tell whether some run goes or waits its turn."""
        return any(head.said == "go" for head in self._brands.present.runs.all())

    def share_done(self) -> float | None:
        """Return how much of the run that goes now is done (0 to 1); None where none goes."""
        heads = self._brands.present.runs.all()
        going = next((head for head in heads if head.said == "go"), None)
        return None if going is None else self._figures(going, heads).share_done

    def work_to_end(
        self, run_id: str, on_progress: Callable[[Snapshot], None] | None = None
    ) -> tuple[Snapshot, int]:
        """Work on a run in this thread until it ends or waits; for the command line.

        Returns how it stands then, and how many requests this process has sent.
        """
        engine = self._connection.engine
        snapshot = engine.run_to_end(run_id, on_progress)
        return snapshot, engine.requests_sent

    def let_go(self) -> None:
        """End ``work_to_end`` early: nothing more is sent, what is in flight is stored. The run stays unfinished."""
        self._connection.engine.let_go()

    def account_of(self, saved: SavedList, run_id: str | None) -> Account:
        """Tell what became of a list's rows, counting for those that a run asks only what it brought."""
        brand = self._brands.present
        run = brand.runs.get(run_id) if run_id else None
        order = order_of(saved.head)
        return account(stored_rows(saved.rows, brand.answers, order), brand.answers, run, order)

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
        if not self._brands.is_demo:
            return False
        customers = [
            identifiers_of(rows, place, kinds) for place in islice(valid_rows(rows), FIRST_CUSTOMERS)
        ]
        # Our own service, so no budget is touched: under a small one set by hand a page would wait a minute.
        asked = probe(self._connection.service, [one for one in customers if one], FIRST_CUSTOMERS)
        return asked.known == 0 and asked.trouble is None

    def list_needs_key(self, list_id: str) -> bool:
        """Tell the same of a list; asked once for each version of it. Raises ``ListMissingError``."""
        head = self._lists.head(list_id)
        if head is None:
            raise ListMissingError
        if not self._brands.is_demo:
            return False
        if head.version not in self._strangers:
            self._strangers[head.version] = self.needs_key(self._lists.open(list_id).rows)
        return self._strangers[head.version]

    def first_identifier(self, list_id: str) -> Identifier | None:
        """Return an identifier of the list's first valid row, to test a key with."""
        rows = self._lists.open(list_id).rows
        return next((identifiers_of(rows, place, KINDS)[0] for place in valid_rows(rows)), None)

    def _begin(self, list_id: str, scope: Scope, plan: Plan) -> RunHead | None:
        if not plan.rows:
            return None
        if self.needs_key(self._lists.open(list_id).rows, scope.kinds or KINDS):
            raise NeedsKeyError
        brand = self._brands.present
        with self._beginnings.of(list_id):  # two that begin at once leave one run that goes
            brand.end_runs_of(list_id)
            head = brand.runs.add(new_run(plan, scope.choices(self._settings), list_id, self._clock.now()))
        self._connection.wake()
        return head

    def _accounts(self, list_id: str) -> Iterator[RowAccount]:
        saved = self._lists.open(list_id)
        answers = self._brands.present.answers
        return row_accounts(saved.rows, saved.problems, self.account_of(saved, None), answers)

    def _of_list(self, list_id: str, scope: Scope) -> Scope:
        """Return the scope with the list's own order of identifiers, where it names none."""
        return scope if scope.kinds else replace(scope, kinds=order_of(self._lists.head(list_id)))

    def _plan(self, list_id: str, scope: Scope) -> Plan:
        head = self._lists.head(list_id)
        if head is None:
            raise ListMissingError
        return self._plans.of_list(head, lambda: self._lists.open(list_id).rows, self._brands.present, scope)

    def _figures_of(self, plan: Plan) -> PlanFigures:
        return figures_of(plan, self._connection.engine.budget.rate(), self._clock.now())

    def _figures(self, head: RunHead, heads: Sequence[RunHead]) -> RunFigures:
        ahead = sum(1 for other in heads if other.said == "go" and other.began < head.began)
        engine = self._connection.engine
        return RunFigures(head, engine.status(head.id), engine.events(head.id), ahead)

    def _note(self, run_id: str, what: str) -> None:
        self._brands.present.runs.note(run_id, RunEvent(self._clock.now(), what))
