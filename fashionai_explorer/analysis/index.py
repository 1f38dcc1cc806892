"""The index of a list: every label, wording, theme and outcome as a bitmap of customer numbers.

A filter, a segment, a group is a bitmap too, so counting is the size of an intersection. Nothing here
changes after it is built, bitmaps included: they are shared between sessions.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from fashionai_explorer.analysis.columns import Column, Floats, make_column
from fashionai_explorer.errors import UnknownFacetError
from fashionai_explorer.labels import (
    THEMES_BY_RULE,
    CountedWordings,
    FacetLabels,
    Grouping,
    LabelTable,
    by_rule,
    key_of,
)


@dataclass(frozen=True, slots=True, eq=False)
class FacetIndex:
    """One facet, ready to be counted: the customers of each label (as shown), wording and theme.

    ``label_of`` and ``theme_of`` name each wording's label and theme,
    ``label_of_key`` each key's label; ``labelled`` are the customers
    that have any. Labels that the marketer has ``hidden`` are not among ``labels`` and have no theme; their
    wordings stay, and a rule that names one still finds its customers.
    """

    facet: str
    labels: Mapping[str, BitMap]
    wordings: Mapping[str, BitMap]
    themes: Mapping[str, BitMap]
    label_of: Mapping[str, str]
    theme_of: Mapping[str, str]
    label_of_key: Mapping[str, str]
    labelled: BitMap
    hidden: Mapping[str, BitMap] = field(default_factory=dict)

    def customers_of(self, label: str) -> BitMap:
        """The customers of a label, hidden or not."""
        return self.labels[label] if label in self.labels else self.hidden[label]

    def label_named(self, text: str) -> str | None:
        """The label that a text means: any wording of it may be given, or one of the same key by the rules."""
        if text in self.label_of:
            return self.label_of[text]
        key = key_of(self.facet, text)  # "com" counts where the facet has its "sem" too
        return self.label_of_key.get(key.strict) or self.label_of_key.get(key.plain)

    def theme_named(self, text: str) -> str | None:
        """The theme that a text means, in any wording of it that the rules take for one."""
        key = key_of(self.facet, text).plain
        return next((theme for theme in self.themes if key_of(self.facet, theme).plain == key), None)

    def labels_of_theme(self, theme: str) -> list[str]:
        """The labels with a customer in a theme by one of their wordings."""
        name = self.theme_named(theme)
        within = {
            label for wording, label in self.label_of.items() if name and self.theme_of.get(wording) == name
        }
        return sorted(within)

    def wordings_of(self, label: str) -> list[str]:
        """The wordings of a label, most customers first."""
        own = [wording for wording, shown in self.label_of.items() if shown == label]
        return sorted(own, key=lambda wording: (-len(self.wordings[wording]), wording))


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """A list with its labels. Customers are the numbers from 0 to ``customers`` - 1."""

    customers: int
    profiled: BitMap
    facets: Mapping[str, FacetIndex]
    columns: Mapping[str, Column] = field(default_factory=dict)
    outcomes: Mapping[str, BitMap] = field(default_factory=dict)
    fetched_at: Floats = field(default_factory=lambda: np.empty(0))

    def facet(self, name: str) -> FacetIndex:
        """The facet of a name. Raises ``UnknownFacetError``."""
        if name not in self.facets:
            raise UnknownFacetError(name=name, known=", ".join(self.facets))
        return self.facets[name]

    @property
    def everyone(self) -> BitMap:
        return BitMap(range(self.customers))

    @property
    def new_behaviour(self) -> BitMap:
        """The customers whose profile says that their behaviour is new."""
        return self.facet("new_behaviour").labels.get("true", BitMap())


def build_index(
    table: LabelTable,
    columns: Mapping[str, Sequence[str | None] | Column] | None = None,
    outcomes: Sequence[str] | Mapping[str, BitMap] | None = None,
    fetched_at: Floats | None = None,
    *,
    grouping: Grouping = by_rule,
) -> Index:
    """Build the index of a label table.

    ``columns``, ``outcomes`` and ``fetched_at`` (seconds since the epoch, NaN for never) have one value a
    customer; columns may be made already, outcomes be bitmaps already. ``grouping`` turns wordings into labels.
    """
    return Index(
        customers=table.customers,
        profiled=as_bitmap(table.profiled),
        facets={facet: index_facet(facet, rows, grouping) for facet, rows in table.facets.items()},
        columns={
            name: values if isinstance(values, Column) else make_column(values)
            for name, values in (columns or {}).items()
        },
        outcomes=outcomes if isinstance(outcomes, Mapping) else _by_outcome(outcomes or ()),
        fetched_at=np.full(table.customers, np.nan) if fetched_at is None else fetched_at,
    )


def index_facet(facet: str, rows: FacetLabels, grouping: Grouping = by_rule) -> FacetIndex:
    """One facet's bitmaps; a label is the union of its wordings."""
    return group_facet(facet, dict(zip(rows.texts, _bitmaps(rows), strict=True)), grouping)


def group_facet(
    facet: str,
    customers_of: Mapping[str, BitMap],
    grouping: Grouping = by_rule,
    unite: Callable[[list[BitMap]], BitMap] | None = None,
) -> FacetIndex:
    """One facet's labels and themes from the customers of each wording.

    ``unite`` makes the customers of a label, or a theme, that has several wordings.
    """
    # A wording that no customer has any more (renumbered away) names nothing.
    wordings = {wording: customers for wording, customers in customers_of.items() if customers}
    sizes = np.fromiter(map(len, wordings.values()), np.int64, len(wordings))
    groups = grouping(facet, CountedWordings(list(wordings), sizes))
    shown = [groups.shown[number] for number in groups.group_of]
    label_of = dict(zip(wordings, shown, strict=True))
    every = unions(wordings, label_of.__getitem__, unite or union)
    hidden = {groups.shown[number] for number in groups.hidden}
    labels = {
        label: every[label] for label in sorted(every) if label not in hidden
    }  # counting wants the order
    theme_of = _themes(
        facet,
        {wording: label for wording, label in label_of.items() if label not in hidden},
        {groups.shown[number]: theme for number, theme in groups.themes.items()},
        groups.theme_names,
    )
    return FacetIndex(
        facet=facet,
        labels=labels,
        wordings=wordings,
        themes=unions(
            {wording: wordings[wording] for wording in theme_of}, theme_of.__getitem__, unite or union
        ),
        label_of=label_of,
        theme_of=theme_of,
        label_of_key={key: label for key, label in groups.label_of_keys() if label in every},
        labelled=BitMap.union(BitMap(), *labels.values()),
        hidden={label: customers for label, customers in every.items() if label in hidden},
    )


def as_bitmap(customers: npt.NDArray[Any]) -> BitMap:
    """Ascending customer numbers as a bitmap; through ``array``, seven times as fast."""
    made = BitMap(array("I", customers.astype(np.uint32, copy=False).tobytes()))
    made.run_optimize()
    return made


def as_numbers(customers: BitMap) -> npt.NDArray[np.int64]:
    """A bitmap's customer numbers, ascending."""
    return np.frombuffer(customers.to_array(), np.uint32).astype(np.int64)


def _bitmaps(rows: FacetLabels) -> list[BitMap]:
    ends = np.cumsum(rows.sizes()).tolist()
    return [as_bitmap(rows.customers[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


def unions(
    parts: Mapping[str, BitMap], name_of: Callable[[str], str], unite: Callable[[list[BitMap]], BitMap]
) -> dict[str, BitMap]:
    """Unite customers by name; a name with one part shares its bitmap."""
    gathered: dict[str, list[BitMap]] = {}
    for part, customers in parts.items():
        gathered.setdefault(name_of(part), []).append(customers)
    return {name: own[0] if len(own) == 1 else unite(own) for name, own in gathered.items()}


def union(parts: list[BitMap]) -> BitMap:
    """Unite bitmaps into one that is packed."""
    united = BitMap.union(*parts)
    united.run_optimize()
    return united


def _themes(
    facet: str, label_of: Mapping[str, str], decided: Mapping[str, str], theme_names: Mapping[str, str]
) -> dict[str, str]:
    """Each wording's theme: what was decided of its label, or what the rules say, by the name it has now.

    Themes that the rules take for one are one, written with accents.
    """
    named_by = THEMES_BY_RULE.get(facet)
    named: dict[str, str] = {}
    for wording, label in label_of.items():
        theme = decided.get(label) or (named_by(wording) if named_by else "")
        if theme:
            named[wording] = theme_names.get(key_of(facet, theme).plain, theme) if theme_names else theme
    return of_one_name(facet, named)


def of_one_name(facet: str, named: Mapping[str, str]) -> dict[str, str]:
    """Make themes one that the rules take for one, written with accents."""
    key_by_name = {theme: key_of(facet, theme).plain for theme in set(named.values())}
    shown: dict[str, str] = {}
    for theme in sorted(key_by_name, key=lambda theme: (theme.isascii(), len(theme), theme)):
        shown.setdefault(key_by_name[theme], theme)
    return {wording: shown[key_by_name[theme]] for wording, theme in named.items()}


def _by_outcome(outcomes: Sequence[str]) -> dict[str, BitMap]:
    gathered: dict[str, list[int]] = {}
    for customer, outcome in enumerate(outcomes):
        gathered.setdefault(outcome, []).append(customer)
    return {outcome: BitMap(customers) for outcome, customers in gathered.items()}
