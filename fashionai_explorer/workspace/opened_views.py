"""The newest view of each list, shared by sessions; of lists nobody has looked at for long on disk alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pyarrow as pa

from fashionai_explorer.storage import AnswerStore, ListHead, SavedList, Snapshots
from fashionai_explorer.workspace.stored_rows import FOUND, StoredRows, kept_up, stored_rows
from fashionai_explorer.workspace.view_snapshots import load, save
from fashionai_explorer.workspace.viewing import Grouped, brought_up_to_date, build_view
from fashionai_explorer.workspace.views import View

VIEWS_KEPT = 8
"""Lists in memory at a time. One of 100,000 customers takes about 20 MB, and opens from disk in a blink."""

_STORED_KEPT = 16
# A snapshot is written anew when so many rows have changed since: fewer are read again at the next opening
# in less time than writing takes.
_WORTH_WRITING = 0.01
_NEVER = -1

K = TypeVar("K")
V = TypeVar("V")


class OpenedViews:
    """Made for one thread at a time: whoever calls holds the workspace's lock."""

    def __init__(self, snapshots: Snapshots) -> None:
        self._snapshots = snapshots
        self._views: dict[tuple[str, str], View] = {}
        self._written: dict[tuple[str, str], int] = {}
        self._stored: dict[tuple[str, str], StoredRows] = {}

    def kept(self, head: ListHead, brand: str) -> View | None:
        """Return the view of this version of a list that is in memory."""
        view = self._views.get((head.id, brand))
        if view is None or view.head.version != head.version:
            return None
        return _touch(self._views, (head.id, brand), view, VIEWS_KEPT)

    def newest(
        self,
        head: ListHead,
        open_list: Callable[[], SavedList],
        brand: str,
        answers: AnswerStore,
        grouped: Grouped,
    ) -> View:
        """Return the view of what is stored now, out of what was kept where there is such.

        Raises a ``StoreError``.
        """
        view = self.kept(head, brand)
        if view is None:
            saved = open_list()
            view = load(self._snapshots, saved.head, saved.rows, brand)
            self._written[head.id, brand] = _NEVER
            if view is None:
                return self._keep(build_view(saved, answers, grouped), brand)
            if view.grouped_as == grouped.state:
                self._written[head.id, brand] = view.mark
        before = view.made_of.stored
        stored = kept_up(before, view.rows, answers)
        if stored.keys is not before.keys:  # something was forgotten: it goes from the disk as well
            self._written[head.id, brand] = _NEVER
        return self._keep(brought_up_to_date(view, stored, answers, grouped), brand)

    def regrouped(self, view: View, brand: str, answers: AnswerStore, grouped: Grouped) -> View:
        """Return the view of the same profiles under another vocabulary."""
        return self._keep(brought_up_to_date(view, view.made_of.stored, answers, grouped), brand)

    def stored_now(
        self, head: ListHead, rows: Callable[[], pa.Table], brand: str, answers: AnswerStore
    ) -> StoredRows:
        """Return what is stored for a list's rows now, no profile opened. Raises a ``StoreError``."""
        key = head.version, brand
        known = self._stored.get(key)
        now = stored_rows(rows(), answers) if known is None else known
        if now.mark != answers.mark():
            now = kept_up(now, rows(), answers)
        return _touch(self._stored, key, now, _STORED_KEPT)

    def newer(self, view: View, brand: str, answers: AnswerStore) -> int:
        """Return how many of the list's profiles were stored since the view was made."""
        key = view.head.version, brand
        if (known := self._stored.get(key)) is None or known.mark < view.mark:
            self._stored[key] = view.made_of.stored
        now = self.stored_now(view.head, lambda: view.rows, brand, answers)
        return int(np.count_nonzero(now.noticed[now.place[now.outcome == FOUND]] > view.mark))

    def drop(self, list_id: str) -> None:
        """Let go of a list, in memory and on the disk. Raises a ``StoreError``."""
        for key in [key for key in self._views if key[0] == list_id]:
            del self._views[key]
        self._snapshots.drop(list_id)

    def _keep(self, view: View, brand: str) -> View:
        key, stored = (view.head.id, brand), view.made_of.stored
        _touch(self._views, key, view, VIEWS_KEPT)
        _touch(self._stored, (view.head.version, brand), stored, _STORED_KEPT)
        written = self._written.get(key, _NEVER)
        changed = np.count_nonzero(stored.noticed > written)
        is_worth = written == _NEVER or (changed and changed >= _WORTH_WRITING * len(stored.noticed))
        if is_worth and save(self._snapshots, view, brand):
            self._written[key] = view.mark
        return view


def _touch(kept: dict[K, V], key: K, value: V, most: int) -> V:
    """Keep a value as the one used last, and let those go that were used longest ago."""
    kept.pop(key, None)
    kept[key] = value
    for old in list(kept)[:-most]:
        del kept[old]
    return value
