"""What meaning says of the labels of lists: computed when it is first asked for, kept with the newest index.

No list waits for it at its opening. What was made of a facet holds as long as the facet does: a view that is
brought up to date shares the facets that did not change.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any, TypeVar, cast

from fashionai_explorer.analysis import FacetIndex
from fashionai_explorer.labels.meaning import is_installed
from fashionai_explorer.storage import VocabularyFile
from fashionai_explorer.workspace.suggesting import Suggestion, refused_pairs, suggested
from fashionai_explorer.workspace.theming import THEMED_BY_MEANING, themed
from fashionai_explorer.workspace.views import View

T = TypeVar("T")


class Meanings:
    """One a process. ``themes_file`` gives the file of the present brand. Every method may be called from any thread."""

    def __init__(self, themes_file: Callable[[], VocabularyFile]) -> None:
        self._themes_file = themes_file
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str, str], tuple[FacetIndex, object, Any]] = {}

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

    def drop(self, list_id: str) -> None:
        """Let go of all that was made of a list."""
        with self._lock:
            for key in [key for key in self._kept if key[0] == list_id]:
                del self._kept[key]

    def _themed(self, view: View, facet: str) -> FacetIndex:
        index = view.index.facet(facet)
        return self._of_facet(
            view, "themes", index, None, lambda: themed(index, view.vocabulary, self._themes_file())
        )

    def _of_facet(self, view: View, what: str, index: FacetIndex, asked: object, make: Callable[[], T]) -> T:
        """Return what was made of this very facet before, else make it; the older one of the list goes."""
        key = view.head.id, what, index.facet
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and kept[0] is index and kept[1] == asked:
                return cast("T", kept[2])
        made = make()
        with self._lock:
            self._kept[key] = index, asked, made
        return made
