"""The views: each list with what is stored of its customers, opened once for all sessions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from fashionai_explorer.errors import ListMissingError
from fashionai_explorer.fetching.row_arrays import FOUND
from fashionai_explorer.identifiers import Identifier, ImportedList, identifiers_of
from fashionai_explorer.labels.vocabulary import Vocabulary
from fashionai_explorer.profiles import Profile, read_profile
from fashionai_explorer.storage import Clock, DataFolder, ListHead, SavedList
from fashionai_explorer.workspace.brands import Brand, Brands
from fashionai_explorer.workspace.list_heads import order_of
from fashionai_explorer.workspace.lists import Lists
from fashionai_explorer.workspace.locks import Locks
from fashionai_explorer.workspace.newest import Newest
from fashionai_explorer.workspace.opened_views import OpenedViews
from fashionai_explorer.workspace.register import Derived, Register
from fashionai_explorer.workspace.runs import Runs
from fashionai_explorer.workspace.shapes import ShapeReport, shape_of
from fashionai_explorer.workspace.stored_lists import StoredLists
from fashionai_explorer.workspace.terms import Terms
from fashionai_explorer.workspace.view import ListFigures, View, figures_of_list
from fashionai_explorer.workspace.viewing import Grouped, build_view, in_terms

_FIRST_KEPT = 16


class Views:
    """May be asked from any thread. A list is opened by one at a time; who asks for another does not wait."""

    def __init__(
        self,
        folder: DataFolder,
        brands: Brands,
        lists: Lists,
        runs: Runs,
        stored: StoredLists,
        terms: Terms,
        register: Register,
        clock: Clock,
    ) -> None:
        self._folder = folder
        self._brands = brands
        self._lists = lists
        self._runs = runs
        self._stored = stored
        self._terms = terms
        self._clock = clock
        self._locks = Locks()
        self._opened = OpenedViews(folder.snapshots)
        self._first: Newest[tuple[object, ...], list[tuple[Identifier, Profile]]] = Newest(_FIRST_KEPT)
        register.add(
            Derived("snapshots", "snapshots", self._drop, self._drop_all, lambda _: self._drop_all())
        )
        register.keep_in_memory(
            "first profiles",
            lambda list_id: self._first.drop(lambda key: key[0] == list_id),
            self._first.drop,
        )

    def of_list(self, list_id: str) -> View:
        """Return a list as it stands stored.

        While a run of the list goes on its view stands still, once there is a profile in it; ``newer`` and
        ``refresh`` take the new ones in. All sessions share it. Raises ``ListMissingError``.
        """
        brand, grouped = self._brands.present, self._grouped
        head = self._head(list_id)
        kept = self._standing(head, brand)
        if kept is None or kept.vocabulary is not grouped.vocabulary:
            with self._locks.of(list_id):
                head = self._head(list_id)
                kept = self._standing(head, brand)
                if kept is None:
                    kept = self._newest(head, brand, grouped)
                elif kept.vocabulary is not grouped.vocabulary:
                    kept = self._opened.regrouped(kept, brand.name, brand.answers, grouped)
        return kept if kept.head == head else replace(kept, head=head)

    def of_import(self, imported: ImportedList, name: str, vocabulary: Vocabulary | None = None) -> View:
        """Return the view of a file that is not kept as a list: the kept one's where there is one.

        Labels are those of the brand's vocabulary, or of another that is handed in.
        """
        grouped = self._grouped if vocabulary is None else Grouped(vocabulary)
        known = self._lists.known_file(imported.digest)
        if known is not None:
            return in_terms(self.of_list(known.id), grouped)
        head = self._brands.own.lists.head_of(imported, "", name, name, self._clock.now())
        saved = SavedList(head, imported.rows, imported.problems)
        return build_view(saved, self._brands.present.answers, grouped)

    def refresh(self, list_id: str) -> View:
        """Bring the view of a list up to date, for all sessions. Raises ``ListMissingError``."""
        with self._locks.of(list_id):
            head = self._head(list_id)
            view = self._newest(head, self._brands.present, self._grouped)
        return replace(view, head=head)

    def newer(self, view: View) -> int:
        """Return how many profiles were stored for the list's rows since its view was made."""
        brand = self._brands.present
        self._stored.know(view.head, brand, view.made_of.stored)
        now = self._stored.now(view.head, brand, lambda: view.rows)
        return int(np.count_nonzero(now.noticed[now.place[now.outcome == FOUND]] > view.mark))

    def figures(self, list_id: str) -> ListFigures:
        """Count what is stored of a list now, without opening a profile. Raises ``ListMissingError``."""
        return figures_of_list(self._stored.now(self._head(list_id), self._brands.present))

    def first_profiles(self, list_id: str, count: int = 5) -> list[tuple[Identifier, Profile]]:
        """Return the first profiles of a list that are stored, each with the identifier that found it.

        Kept while they are the same: a panel asks once a second. Raises ``ListMissingError``.
        """
        head, brand = self._head(list_id), self._brands.present
        stored = self._stored.now(head, brand)
        found = np.flatnonzero(stored.outcome == FOUND)[:count]
        keys = stored.keys_of(found)
        fetched_at = stored.answered_at[stored.place[found]].tolist()
        mark = (list_id, head.version, brand.name, count, tuple(keys), tuple(fetched_at))
        first = self._first.get(mark)
        if first is None:
            saved = self._lists.open(list_id)
            if saved.head.version != head.version:  # its file was replaced meanwhile
                return self.first_profiles(list_id, count)
            places, before = stored.positions[found].tolist(), stored.identifiers_before(found).tolist()
            pairs = zip(_identifiers(saved, places, before), keys, strict=True)
            bodies = {key: answer.body for key, answer in brand.answers.bodies(keys)}
            first = [(one, read_profile(bodies[key])) for one, key in pairs if key in bodies]
            self._first.keep(mark, first)
        return first

    def shape_report(self, list_id: str) -> ShapeReport:
        """Count what of a list's profiles does not fit the documented shape. Raises ``ListMissingError``."""
        brand = self._brands.present
        stored = self._stored.now(self._head(list_id), brand)
        found = stored.keys_of(np.flatnonzero(stored.outcome == FOUND))
        return shape_of(brand.answers, list(dict.fromkeys(found)))

    @property
    def _grouped(self) -> Grouped:
        return Grouped(self._terms.vocabulary())

    def _head(self, list_id: str) -> ListHead:
        head = self._lists.head(list_id)
        if head is None:
            raise ListMissingError
        return head

    def _newest(self, head: ListHead, brand: Brand, grouped: Grouped) -> View:
        """Bring a list's view up to date; whoever calls holds the list's lock."""
        view = self._opened.newest(
            head,
            lambda: self._lists.open(head.id),
            brand.name,
            brand.answers,
            grouped,
            lambda saved: self._stored.now(saved.head, brand, lambda: saved.rows),
        )
        self._stored.know(view.head, brand, view.made_of.stored)
        return view

    def _standing(self, head: ListHead, brand: Brand) -> View | None:
        """Return the view in memory that may be shown as it is: nothing is newer, or a run goes and it has profiles."""
        view = self._opened.kept(head, brand.name)
        if view is None or brand.answers.mark() == view.mark:
            return view
        run = self._runs.of_list(head.id) if view.profiled else None
        goes = run is not None and run.snapshot.state in {"going", "ending", "waiting"}
        return view if goes else None

    def _drop(self, list_id: str) -> None:
        """Let go of a list, once no opening of it goes on."""
        with self._locks.of(list_id):
            self._opened.drop(list_id)

    def _drop_all(self) -> int:
        for list_id in self._locks.names():
            with self._locks.of(list_id):
                self._opened.let_go(list_id)
        return self._folder.snapshots.drop_all()


def _identifiers(saved: SavedList, places: list[int], before: list[int]) -> Iterator[Identifier]:
    """Give of each of these rows of a list the identifier that so many of its own come before."""
    for place, number in zip(places, before, strict=True):
        yield identifiers_of(saved.rows, place, order_of(saved.head))[number]
