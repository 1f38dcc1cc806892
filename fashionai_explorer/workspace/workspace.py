"""The open workspace: where storage and analysis meet. Pages and commands ask only this."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
from pyroaring import BitMap

from fashionai_explorer.analysis import Ask, Index
from fashionai_explorer.errors import ListMissingError
from fashionai_explorer.identifiers import Identifier, ImportedList, read_file
from fashionai_explorer.labels.vocabulary import Vocabulary
from fashionai_explorer.outcomes import Outcome
from fashionai_explorer.profiles import Profile, read_profile
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
    themed_facets,
    write,
)
from fashionai_explorer.service import DEMO_LIST, demo_list
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import Clock, DataFolder, ListHead, SavedList, SegmentHead, Segments
from fashionai_explorer.workspace.asking import Scope
from fashionai_explorer.workspace.campaigns import Campaign, Campaigns, listed_rows
from fashionai_explorer.workspace.listing import Deleted, order_of
from fashionai_explorer.workspace.meanings import Meanings
from fashionai_explorer.workspace.noting import Noting
from fashionai_explorer.workspace.opened_views import OpenedViews
from fashionai_explorer.workspace.shapes import ShapeReport, shape_of
from fashionai_explorer.workspace.terms import Terms
from fashionai_explorer.workspace.viewing import Grouped, build_view, in_terms
from fashionai_explorer.workspace.views import ListFigures, View, figures_of_list, standing

DEMO_LIST_NAME = "Loja de demonstração"


@dataclass(frozen=True, slots=True)
class Export:
    """A file for a destination, with its name and its account."""

    file_name: str
    written: Written


class Workspace(Noting):
    """One a process: lists, runs, views and segments over one open data folder and one connection."""

    def __init__(self, settings: Settings, folder: DataFolder, clock: Clock, config_dir: Path) -> None:
        super().__init__(settings, folder, clock, config_dir)
        self._opened = OpenedViews(folder.snapshots)
        self._campaigns = Campaigns()
        self.terms = Terms(lambda: folder.vocabulary(self.brand), clock)
        self.meanings = Meanings(lambda: folder.themes(self.brand))

    def start_demo(self) -> ListHead:
        """Import the demonstration's list if it is not there, and ask for all of it."""
        imported = read_file(demo_list(DEMO_LIST), DEMO_LIST)
        shelf = self._demo_shelf
        head = shelf.by_digest(imported.digest) or shelf.save(imported, DEMO_LIST_NAME, DEMO_LIST)
        self.begin(head.id, Scope())
        return head

    def view(self, list_id: str) -> View:
        """Return a list as it stands stored.

        While a run of the list goes on its view stands still, once there is a profile in it; ``newer`` and
        ``refresh`` take the new ones in. All sessions share it. Raises ``ListMissingError``.
        """
        head = self.list_head(list_id)
        if head is None:
            raise ListMissingError
        with self._lock:
            kept = self._opened.kept(head, self.brand)
            if kept is None or not self._may_stand(kept):
                return self.refresh(list_id)
            grouped = self._grouped
            if kept.vocabulary is not grouped.vocabulary:
                kept = self._opened.regrouped(kept, self.brand, self.answers, grouped)
        return kept if kept.head == head else replace(kept, head=head)

    def view_of_import(self, imported: ImportedList, name: str, vocabulary: Vocabulary | None = None) -> View:
        """Return the view of a file that is not kept as a list: the kept one's where there is one.

        Labels are those of the brand's vocabulary, or of another that is handed in.
        """
        grouped = self._grouped if vocabulary is None else Grouped(vocabulary)
        known = self.known_file(imported.digest)
        if known is not None:
            return in_terms(self.view(known.id), grouped)
        head = self._own_shelf.head_of(imported, "", name, name, self.now())
        return build_view(SavedList(head, imported.rows, imported.problems), self.answers, grouped)

    def refresh(self, list_id: str) -> View:
        """Bring the view of a list up to date, for all sessions. Raises ``ListMissingError``."""
        head = self.list_head(list_id)
        if head is None:
            raise ListMissingError
        with self._lock:
            view = self._opened.newest(
                head, lambda: self.open_list(list_id), self.brand, self.answers, self._grouped
            )
        return replace(view, head=head)

    def list_figures(self, list_id: str) -> ListFigures:
        """Count what is stored of a list now, without opening a profile. Raises ``ListMissingError``."""
        head = self.list_head(list_id)
        if head is None:
            raise ListMissingError
        with self._lock:
            stored = self._opened.stored_now(
                head, lambda: self.open_list(list_id).rows, self.brand, self.answers
            )
        return figures_of_list(stored)

    def delete_list(self, list_id: str) -> Deleted:
        """Delete a list with what was made of it. Raises ``ListMissingError``."""
        deleted = super().delete_list(list_id)
        with self._lock:
            self._opened.drop(list_id)
        self.meanings.drop(list_id)
        return deleted

    def replace_list(
        self,
        list_id: str,
        imported: ImportedList,
        file_name: str = "",
        consent_yes: Sequence[str] | None = None,
    ) -> ListHead:
        """Put another file's content into a list. Raises ``ListMissingError``."""
        replaced = super().replace_list(list_id, imported, file_name, consent_yes)
        with self._lock:
            self._opened.drop(list_id)
        self.meanings.drop(list_id)
        return replaced

    def first_profiles(self, list_id: str, count: int = 5) -> list[tuple[Identifier, Profile]]:
        """Return the first profiles of a list that are stored, each with the identifier that found it."""
        rows = self.open_list(list_id).rows
        stored = standing(rows, self.answers)
        found = [row for row, item in enumerate(stored.items) if item.outcome == Outcome.FOUND][:count]
        keys = [stored.key(row) for row in found]
        bodies = {key: answer.body for key, answer in self.answers.bodies(keys)}
        found_by = [self.identifiers(rows, stored.positions[row])[stored.items[row].place] for row in found]
        pairs = zip(found_by, keys, strict=True)
        return [(identifier, read_profile(bodies[key])) for identifier, key in pairs if key in bodies]

    def shape_report(self, list_id: str) -> ShapeReport:
        """Count what of a list's profiles does not fit the documented shape. Raises ``ListMissingError``."""
        stored = standing(self.open_list(list_id).rows, self.answers)
        found = [stored.key(row) for row, item in enumerate(stored.items) if item.outcome == Outcome.FOUND]
        return shape_of(self.answers, list(dict.fromkeys(found)))

    def newer(self, view: View) -> int:
        """Return how many profiles were stored for the list's rows since its view was made."""
        with self._lock:
            return self._opened.newer(view, self.brand, self.answers)

    def segments(self, list_id: str | None = None) -> list[SegmentHead]:
        """Return the saved segments, the oldest first; of one list, or of all."""
        return [head for head in self._segments.all() if list_id in {None, head.list_id}]

    def save_segment(
        self, list_id: str, name: str, rule: dict[str, Any], *, anew: bool = False
    ) -> SegmentHead:
        """Keep a rule under a name, with the present state of the terms.

        Raises ``SegmentNameTakenError`` unless ``anew``, a ``RuleError``.
        """
        parse_rule(rule)
        terms = self.terms.vocabulary()
        return self._segments.save(
            name, list_id, rule, replace=anew, terms=terms.state, terms_at=terms.changed_at
        )

    def restore_segment(self, head: SegmentHead) -> SegmentHead:
        """Take the deletion of a segment back. Raises ``SegmentNameTakenError``."""
        return self._segments.save(
            head.name, head.list_id, head.rule, terms=head.terms, terms_at=head.terms_at
        )

    def rename_segment(self, segment_id: str, name: str) -> SegmentHead:
        """Give a segment another name. Raises ``SegmentMissingError``, ``SegmentNameTakenError``."""
        return self._segments.rename(segment_id, name)

    def delete_segment(self, segment_id: str) -> SegmentHead:
        """Delete a segment; ``restore_segment`` takes that back. Raises ``SegmentMissingError``."""
        head = self._segments.get(segment_id)
        self._segments.delete(segment_id)
        return head

    def members(self, view: View, rule: object) -> Members:
        """Return the customers that meet a rule, and what it names in vain. Raises a ``RuleError``."""
        parsed = parse_rule(rule)
        index = self._themed_for(view, parsed)
        return members(parsed, index, self._rule_of_segment, self.now(), listed_rows(view))

    def campaign(
        self, view: View, ask: Ask, progress: Callable[[float], object] = lambda _share: None
    ) -> Campaign:
        """Return a campaign's versions; kept, so that it is split once. Raises as ``analysis.split`` does."""
        return self._campaigns.made(view, ask, progress)

    def rule_labels(self, view: View, rule: object) -> set[tuple[str, str]]:
        """Return the (facet, label) pairs that a rule speaks of, segments looked into. Raises a ``RuleError``."""
        parsed = parse_rule(rule)
        return labels_of(parsed, self._themed_for(view, parsed), self._rule_of_segment)

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
        day = dt.datetime.fromtimestamp(self.now(), dt.UTC).astimezone().date()
        return file_name(name, destination, day)

    def _themed_for(self, view: View, rule: Rule) -> Index:
        """Return the view's index with the themes that a rule speaks of."""
        return self.meanings.themed(view, themed_facets(rule, self._rule_of_segment)).index

    def _rule_of_segment(self, name: str) -> dict[str, Any] | None:
        return next((head.rule for head in self._segments.all() if head.name == name), None)

    @property
    def _grouped(self) -> Grouped:
        return Grouped(self.terms.vocabulary())

    @property
    def _segments(self) -> Segments:
        return self._folder.segments(self.settings.brand)

    def _computed_anew(self) -> None:
        super()._computed_anew()
        with self._lock:
            self._opened = OpenedViews(self._folder.snapshots)

    def _may_stand(self, view: View) -> bool:
        """Tell whether a view may be shown as it is: nothing is newer, or a run goes and it has profiles."""
        if self.answers.mark() == view.mark:
            return True
        run = self.run(view.head.id)
        return view.profiled > 0 and run is not None and run.snapshot.state in {"going", "ending", "waiting"}
