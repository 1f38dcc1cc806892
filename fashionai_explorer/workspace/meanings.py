"""What meaning says of the labels of lists: computed when it is first asked for, kept with the newest index.

No list waits for it at its opening. What was made of a facet holds as long as the facet does: a view that is
brought up to date shares the facets that did not change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any, TypeVar, cast

import numpy as np

from fashionai_explorer.analysis import FacetIndex
from fashionai_explorer.labels.meaning import Vectors, is_installed, likeness_to, search_rows
from fashionai_explorer.labels.vocabulary import VOCABULARY_FACETS
from fashionai_explorer.workspace.brands import Brands
from fashionai_explorer.workspace.locks import Locks
from fashionai_explorer.workspace.register import Departed, Derived, Register
from fashionai_explorer.workspace.suggesting import Suggestion, most_common, refused_pairs, suggested
from fashionai_explorer.workspace.theming import THEMED_BY_MEANING, themed, themes_without
from fashionai_explorer.workspace.view import View

LEAST_FOUND = 0.45
"""How near a label must be to what is searched for: what has nothing to do with it comes to 0.4 at most."""
MOST_SEARCHED = 1_200
"""Labels of a facet that are searched by meaning, those that most customers have; by words all are found."""

T = TypeVar("T")


class Meanings:
    """One a process. Every method may be called from any thread; two that ask for the same make it once."""

    def __init__(self, brands: Brands, register: Register) -> None:
        self._brands = brands
        self._locks = Locks()
        self._kept: dict[tuple[str, str, str], tuple[FacetIndex, object, Any]] = {}
        register.keep_in_memory("meanings", self._drop, self._drop_all)
        # After what is in memory, which would put them back; of no single list, as all lists of a brand share them.
        register.add(Derived("themes", "vocabulary", lambda _: None, self._drop_themes, self._themes_without))

    def suggestions(self, view: View, facet: str) -> tuple[Suggestion, ...]:
        """Return the pairs of a facet's terms that may be one, best first. Raises ``EncoderMissingError``."""
        index = view.index.facet(facet)
        refused = refused_pairs(index, view.vocabulary)
        return self._of_facet(view, "pairs", index, refused, lambda: suggested(index, refused))

    def themed(self, view: View, facets: Collection[str]) -> View:
        """Return the view with themes by meaning in those of the facets that have them from there.

        Without the encoder only those that were made before are there.
        """
        made = {facet: self._themed(view, facet) for facet in THEMED_BY_MEANING if facet in facets}
        if not made:
            return view
        return replace(view, index=replace(view.index, facets={**view.index.facets, **made}))

    def may_be_themed(self, view: View, facet: str) -> bool:
        """Tell whether a facet has themes, or would have them if it was asked for them; nothing is loaded."""
        index = view.index.facet(facet)
        return bool(index.themes) or (facet in THEMED_BY_MEANING and bool(index.labels) and is_installed())

    def likeness(self, view: View, query: str) -> dict[tuple[str, str], float]:
        """Return the labels (facet and label) that are near in meaning to a query, each with how near (0 to 1).

        Looked through are those of each facet that most customers have. Raises ``EncoderMissingError``.
        """
        found: dict[tuple[str, str], float] = {}
        for facet in VOCABULARY_FACETS:
            labels, rows = self._searched(view, facet)
            near = likeness_to(query, rows)
            places = np.flatnonzero(near >= LEAST_FOUND).tolist()
            found |= {(facet, labels[place]): float(near[place]) for place in places}
        return found

    def _themed(self, view: View, facet: str) -> FacetIndex:
        index = view.index.facet(facet)
        file = self._brands.present.themes

        def make() -> FacetIndex:
            return themed(index, view.vocabulary, file, lambda: self._brands.forgot_since(view.mark))

        return self._of_facet(view, "themes", index, None, make)

    def _searched(self, view: View, facet: str) -> tuple[list[str], Vectors]:
        index = view.index.facet(facet)

        def make() -> tuple[list[str], Vectors]:
            labels = most_common(index, MOST_SEARCHED)
            return labels, search_rows(labels)

        return self._of_facet(view, "searched", index, None, make)

    def _of_facet(self, view: View, what: str, index: FacetIndex, asked: object, make: Callable[[], T]) -> T:
        """Return what was made of this very facet before, else make it; the older one of the list goes."""
        key = view.head.id, what, index.facet
        with self._locks.of("/".join(key)):
            kept = self._kept.get(key)
            if kept is None or kept[0] is not index or kept[1] != asked:
                kept = index, asked, make()
                if not self._brands.forgot_since(view.mark):
                    self._kept[key] = kept
            return cast("T", kept[2])

    def _drop(self, list_id: str) -> None:
        """Let go of all that was made of a list, once nothing is being made of it."""
        for name in self._locks.names():
            if name.startswith(f"{list_id}/"):
                self._let_go(name)

    def _drop_all(self) -> None:
        for name in self._locks.names():
            self._let_go(name)

    def _let_go(self, name: str) -> None:
        list_id, what, facet = name.split("/")
        with self._locks.of(name):
            self._kept.pop((list_id, what, facet), None)

    def _drop_themes(self) -> int:
        return sum(brand.themes.remove() for brand in self._brands.all())

    def _themes_without(self, departed: Departed) -> int:
        return sum(themes_without(brand.themes, departed) for brand in self._brands.all())
