"""The newest view of each list, shared by sessions; of lists nobody has looked at for long on disk alone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from fashionai_explorer.storage import AnswerStore, ListHead, SavedList, Snapshots
from fashionai_explorer.workspace.list_heads import order_of
from fashionai_explorer.workspace.newest import Newest
from fashionai_explorer.workspace.stored_rows import StoredRows, kept_up
from fashionai_explorer.workspace.view import View
from fashionai_explorer.workspace.view_snapshots import load, save
from fashionai_explorer.workspace.viewing import Grouped, brought_up_to_date, build_view

VIEWS_KEPT = 8
"""Lists in memory at a time. One of 100,000 customers takes about 20 MB, and opens from disk in a blink."""

# A snapshot is written anew when so many rows have changed since: fewer are read again at the next opening
# in less time than writing takes.
_WORTH_WRITING = 0.01
_NEVER = -1


class OpenedViews:
    """Lists may be opened side by side, each by one thread at a time: whoever calls holds the list's lock."""

    def __init__(self, snapshots: Snapshots) -> None:
        self._snapshots = snapshots
        self._views: Newest[tuple[str, str], View] = Newest(VIEWS_KEPT)
        self._written: dict[tuple[str, str], int] = {}

    def kept(self, head: ListHead, brand: str) -> View | None:
        """Return the view of this version of a list that is in memory."""
        view = self._views.get((head.id, brand))
        return view if view is not None and view.head.version == head.version else None

    def newest(
        self,
        head: ListHead,
        open_list: Callable[[], SavedList],
        brand: str,
        answers: AnswerStore,
        grouped: Grouped,
        stored_of: Callable[[SavedList], StoredRows] | None = None,
    ) -> View:
        """Return the view of what is stored now, out of what was kept where there is such.

        ``stored_of`` gives what is stored of an opened list's rows, where that is known. Raises a ``StoreError``.
        """
        view = self.kept(head, brand)
        if view is None:
            saved = open_list()
            view = load(self._snapshots, saved.head, saved.rows, brand)
            self._written[head.id, brand] = _NEVER
            if view is None:
                stored = None if stored_of is None else stored_of(saved)
                return self._keep(build_view(saved, answers, grouped, stored), brand)
            if view.grouped_as == grouped.state:
                self._written[head.id, brand] = view.mark
        before, rows = view.made_of.stored, view.rows
        now = kept_up(before, lambda: rows, answers, order_of(view.head))
        if now.keys is not before.keys:  # something was forgotten: it goes from the disk as well
            self._written[head.id, brand] = _NEVER
        return self._keep(brought_up_to_date(view, now, answers, grouped), brand)

    def regrouped(self, view: View, brand: str, answers: AnswerStore, grouped: Grouped) -> View:
        """Return the view of the same profiles under another vocabulary."""
        return self._keep(brought_up_to_date(view, view.made_of.stored, answers, grouped), brand)

    def let_go(self, list_id: str) -> None:
        """Let go of a list in memory."""
        self._views.drop(lambda key: key[0] == list_id)

    def drop(self, list_id: str) -> None:
        """Let go of a list, in memory and on the disk. Raises a ``StoreError``."""
        self.let_go(list_id)
        self._snapshots.drop(list_id)

    def _keep(self, view: View, brand: str) -> View:
        key, stored = (view.head.id, brand), view.made_of.stored
        self._views.keep(key, view)
        written = self._written.get(key, _NEVER)
        changed = np.count_nonzero(stored.noticed > written)
        is_worth = written == _NEVER or (changed and changed >= _WORTH_WRITING * len(stored.noticed))
        if is_worth and save(self._snapshots, view, brand):
            self._written[key] = view.mark
        return view
