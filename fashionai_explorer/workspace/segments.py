"""The segments: rules kept by name, whom they mean, and their files for destinations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakSet

import msgspec
import pandas as pd
from pyroaring import BitMap

from fashionai_explorer import storage
from fashionai_explorer.analysis import Index
from fashionai_explorer.errors import RuleError
from fashionai_explorer.segments import (
    Members,
    Rule,
    Written,
    export_table,
    file_name,
    labels_of,
    member_table,
    members,
    parse_rule,
    renamed,
    themed_facets,
    to_json,
    write,
)
from fashionai_explorer.storage import Clock, SegmentHead
from fashionai_explorer.workspace.brands import Brands
from fashionai_explorer.workspace.campaigns import listed_rows
from fashionai_explorer.workspace.list_heads import order_of
from fashionai_explorer.workspace.meanings import Meanings
from fashionai_explorer.workspace.terms import Terms
from fashionai_explorer.workspace.view import View


@dataclass(frozen=True, slots=True)
class Export:
    """A file for a destination, with its name and its account."""

    file_name: str
    written: Written


@dataclass(slots=True, eq=False, weakref_slot=True)
class DeletedSegment:
    """A segment as it was before it was deleted: what takes that back. None once it went with a customer."""

    head: SegmentHead | None


class Segments:
    """The segments of the settings' brand. May be asked from any thread."""

    def __init__(self, brands: Brands, terms: Terms, meanings: Meanings, clock: Clock) -> None:
        self._brands = brands
        self._terms = terms
        self._meanings = meanings
        self._clock = clock
        self._deleted: WeakSet[DeletedSegment] = WeakSet()

    def all(self, list_id: str | None = None) -> list[SegmentHead]:
        """Return the saved segments, the oldest first; of one list, or of all."""
        return [head for head in self._shelf.all() if list_id in {None, head.list_id}]

    def save(self, list_id: str, name: str, rule: dict[str, Any], *, anew: bool = False) -> SegmentHead:
        """Keep a rule under a name, with the present state of the terms.

        Raises ``SegmentNameTakenError`` unless ``anew``, a ``RuleError``.
        """
        parse_rule(rule)
        terms = self._terms.vocabulary()
        return self._shelf.save(
            name, list_id, rule, replace=anew, terms=terms.state, terms_at=terms.changed_at
        )

    def restore(self, deleted: DeletedSegment) -> SegmentHead | None:
        """Take the deletion of a segment back, as far as forgotten customers left it.

        Raises ``SegmentNameTakenError``.
        """
        head = deleted.head
        if head is None:
            return None
        return self._shelf.save(head.name, head.list_id, head.rule, terms=head.terms, terms_at=head.terms_at)

    def rename(self, segment_id: str, name: str) -> SegmentHead:
        """Give a segment another name, in the rules that call it too.

        Raises ``SegmentMissingError``, ``SegmentNameTakenError``.
        """
        old = self._shelf.get(segment_id).name
        head = self._shelf.rename(segment_id, name)
        for other in self._shelf.all():
            self._shelf.change(other.id, lambda now: _calling(now, old, name))
        return head

    def delete(self, segment_id: str) -> DeletedSegment:
        """Delete a segment; ``restore`` takes that back. Raises ``SegmentMissingError``."""
        deleted = DeletedSegment(self._shelf.get(segment_id))
        self._deleted.add(deleted)
        self._shelf.delete(segment_id)
        return deleted

    def take_out(self, left: Callable[[SegmentHead], SegmentHead | None]) -> None:
        """Take out of the segments that may come back by undo what is left out of the others."""
        for one in list(self._deleted):
            one.head = None if one.head is None else left(one.head)

    def members(self, view: View, rule: object) -> Members:
        """Return the customers that meet a rule, and what it names in vain. Raises a ``RuleError``."""
        parsed = parse_rule(rule)
        index = self._themed_for(view, parsed)
        return members(parsed, index, self._rule_of, self._clock.now(), listed_rows(view))

    def rule_labels(self, view: View, rule: object) -> set[tuple[str, str]]:
        """Return the (facet, label) pairs that a rule speaks of, segments looked into. Raises a ``RuleError``."""
        parsed = parse_rule(rule)
        return labels_of(parsed, self._themed_for(view, parsed), self._rule_of)

    def member_table(self, view: View, customers: BitMap) -> pd.DataFrame:
        """Return the table of members that a page shows; identifiers are not masked in it."""
        return member_table(view.index, customers, view.rows, view.first_row, order_of(view.head))

    def export(self, view: View, customers: BitMap, destination: str, name: str) -> Export:
        """Write members for a destination. Raises ``UnknownDestinationError``."""
        columns = list(zip(view.head.reading["columns"], view.head.reading["roles"], strict=True))
        table = export_table(view.index, customers, view.rows, view.first_row, columns)
        return Export(self.export_name(name, destination), write(table, destination))

    def export_name(self, name: str, destination: str) -> str:
        """Return the name of a file for a destination: ``segmento_destino_data.csv``."""
        day = dt.datetime.fromtimestamp(self._clock.now(), dt.UTC).astimezone().date()
        return file_name(name, destination, day)

    def _themed_for(self, view: View, rule: Rule) -> Index:
        """Return the view's index with the themes that a rule speaks of."""
        return self._meanings.themed(view, themed_facets(rule, self._rule_of)).index

    def _rule_of(self, name: str) -> dict[str, Any] | None:
        return next((head.rule for head in self._shelf.all() if head.name == name), None)

    @property
    def _shelf(self) -> storage.Segments:
        return self._brands.own.segments


def _calling(head: SegmentHead, old: str, new: str) -> SegmentHead:
    """Return a segment whose rule calls another one by its new name; one that cannot be read stays as it is."""
    try:
        rule = parse_rule(head.rule)
    except RuleError:
        return head
    after = renamed(rule, old, new)
    return head if after == rule else msgspec.structs.replace(head, rule=to_json(after))
