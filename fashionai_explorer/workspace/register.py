"""The register of derived data: whatever is computed from people says here how it goes.

Who computes something from lists, answers or profiles and keeps it, in memory or on the disk, adds it; so do
decisions and rules that a person made of what profiles say. Deleting a list, changing its rows, forgetting a
customer, erasing and the retention walk the register, and know of nothing else that was made of people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fashionai_explorer.identifiers import Identifier
from fashionai_explorer.labels import fold

MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Departed:
    """Who is taken out, and all that tells of nobody else. Where profiles went by their age nobody is named.

    ``identifiers`` are all of these customers, ``cells`` by column what stands in their rows (others may have the
    same). ``wordings``, ``names`` and ``stale`` by facet as ``OwnWords`` has them.
    """

    identifiers: frozenset[Identifier] = frozenset()
    wordings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    stale: Mapping[str, frozenset[str]] = field(default_factory=dict)
    cells: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def along_with(self, others: Departed) -> Departed:
        """Return these customers together with others."""
        return Departed(
            self.identifiers | others.identifiers,
            *(
                _both(getattr(self, name), getattr(others, name))
                for name in ("wordings", "names", "stale", "cells")
            ),
        )

    def had(self, facet: str, text: str) -> bool:
        """Tell whether a computed label goes with them."""
        return text in self.wordings.get(facet, ()) or text in self.stale.get(facet, ())

    def is_told_by(self, facet: str, text: str) -> bool:
        """Tell whether a text that a person wrote, a label or theme in whatever spelling, leads to them alone."""
        return text in self.wordings.get(facet, ()) or fold(text) in self.names.get(facet, ())


def _both(
    one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    return {name: one.get(name, frozenset()) | other.get(name, frozenset()) for name in {*one, *other}}


@dataclass(frozen=True, slots=True)
class Derived:
    """One kind of computed things: its name, and where it lies (a folder of the data folder, or ``MEMORY``).

    ``drop_list`` takes out what was made of one list, by id; what is of no single list has nothing to drop there.
    ``drop_all`` drops everything (what a person made stays), ``without`` what tells of customers; both return how
    many things changed or went, files as a rule.
    All may be called from any thread and twice, and raise a ``StoreError`` where a file stays.
    """

    name: str
    where: str
    drop_list: Callable[[str], object]
    drop_all: Callable[[], int]
    without: Callable[[Departed], int]


class Register:
    """All that is derived, in the order it was added."""

    def __init__(self) -> None:
        self._derived: list[Derived] = []

    def add(self, derived: Derived) -> None:
        """Take in a kind of computed things."""
        self._derived.append(derived)

    def keep_in_memory(
        self, name: str, drop_list: Callable[[str], object], drop_all: Callable[[], object]
    ) -> None:
        """Take in what is in memory alone: for a customer's sake all of it goes, and is computed anew."""

        def dropped() -> int:
            drop_all()
            return 0

        self.add(Derived(name, MEMORY, drop_list, dropped, lambda _: dropped()))

    def all(self) -> tuple[Derived, ...]:
        """Return every kind."""
        return tuple(self._derived)

    def drop_list(self, list_id: str) -> None:
        """Drop whatever was computed of a list. Raises a ``StoreError``."""
        for one in self._derived:
            one.drop_list(list_id)

    def drop_all(self) -> dict[str, int]:
        """Drop all that was computed; counts the files by the name of their kind. Raises a ``StoreError``."""
        return {one.name: one.drop_all() for one in self._derived}

    def without(self, departed: Departed) -> dict[str, int]:
        """Take customers out of all that was computed; counts as ``drop_all`` does. Raises a ``StoreError``."""
        return {one.name: one.without(departed) for one in self._derived}
