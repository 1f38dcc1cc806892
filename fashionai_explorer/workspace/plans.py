"""What runs would ask, reckoned once while neither the list nor what is stored has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np
import pyarrow as pa

from fashionai_explorer.fetching import Plan, plan_list
from fashionai_explorer.identifiers import COLUMN_PREFIX, ImportedList, read_amounts
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import AnswerStore, Clock, ListHead
from fashionai_explorer.workspace.asking import Scope
from fashionai_explorer.workspace.brands import Brand
from fashionai_explorer.workspace.list_heads import value_column
from fashionai_explorer.workspace.newest import Newest
from fashionai_explorer.workspace.register import Register

_PLANS_KEPT = 16


class Plans:
    """The newest plans. A page reckons two or three at each click; one over 100,000 rows takes most of a second."""

    def __init__(self, settings: Settings, clock: Clock, register: Register) -> None:
        self._settings = settings
        self._clock = clock
        self._kept: Newest[tuple[object, ...], Plan] = Newest(_PLANS_KEPT)
        register.keep_in_memory(
            "plans", lambda list_id: self._kept.drop(lambda key: key[0] == list_id), self._kept.drop
        )

    def of_list(self, head: ListHead, rows: Callable[[], pa.Table], brand: Brand, scope: Scope) -> Plan:
        """Plan a run over a list; ``rows`` opens it where that is needed."""

        def made() -> Plan:
            table = rows()
            return self.anew(table, brand.answers, head.id, scope, _amounts(table, value_column(head)))

        return self._of((head.id, head.version, brand.name, brand.answers.mark(), scope), made)

    def of_import(self, imported: ImportedList, brand: Brand, scope: Scope) -> Plan:
        """Plan a run over a file that is not kept as a list yet."""
        values = _amounts(imported.rows, *imported.reading.columns_of("value")[:1])
        return self._of(
            (imported.digest, "", brand.name, brand.answers.mark(), scope),
            lambda: self.anew(imported.rows, brand.answers, imported.digest, scope, values),
        )

    def anew(
        self,
        rows: pa.Table,
        answers: AnswerStore,
        list_id: str,
        scope: Scope,
        values: list[float | None] | None = None,
        only: Collection[int] | None = None,
    ) -> Plan:
        """Plan a run over rows, or over ``only`` some of them; not kept."""
        choices = scope.choices(self._settings)
        return plan_list(rows, answers, choices, list_id, self._clock.now(), values, only)

    def _of(self, key: tuple[object, ...], make: Callable[[], Plan]) -> Plan:
        return self._kept.get(key) or self._kept.keep(key, make())


def _amounts(rows: pa.Table, column: str | None = None) -> list[float | None] | None:
    """Return each row's value, None for none; nothing where the list has no value column."""
    if column is None:
        return None
    amounts = read_amounts(rows[COLUMN_PREFIX + column].to_pylist())
    return [None if np.isnan(amount) else float(amount) for amount in amounts]
