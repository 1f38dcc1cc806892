"""All there is to filter by: labels, themes, columns and their values, with what would be in view."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from fashionai_explorer.analysis import NumberColumn, TextColumn, as_numbers, bitmaps
from fashionai_explorer.labels import fold
from fashionai_explorer.presenting import words
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.texts import FACET_ORDER, _, facet_name, label_text, number, sort_key

MOST_OPTIONS = 2_000
"""More than these a browser lists slowly: beyond, a search box narrows them down first."""
MOST_VALUES = 100
"""A column of texts with at most this many different ones offers them to choose from."""

Kind = Literal["label", "theme", "value", "column"]
Id = tuple[Kind, str, str]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to filter by: a label or theme of a facet, a value of a column, or a column as a whole.

    ``customers`` would be in view, for a column those whose cell is filled.
    """

    kind: Kind
    subject: str
    text: str
    customers: int

    @property
    def id(self) -> Id:
        """What it is, without the count."""
        return self.kind, self.subject, self.text if self.kind != "column" else ""

    @property
    def name(self) -> str:
        """What it is called."""
        if self.kind == "theme":
            return words.theme_name(self.text)
        return label_text(self.subject, self.text) if self.kind == "label" else self.text

    @property
    def where(self) -> str:
        """Where it is from: a facet's name, or a column's."""
        if self.kind in {"label", "theme"}:
            return facet_name(self.subject)
        return _("column {name}", name=self.subject)

    @property
    def words(self) -> str:
        """How it stands in the list of options, told apart from every other."""
        name = "" if self.kind == "column" else f"{self.name} · "
        return f"{name}{self.where} · {number(self.customers)}"


def options_of(found: Explored) -> list[Option]:
    """Return all there is to filter by, what most customers have first."""
    options = [option for facet in FACET_ORDER for option in _labels(found, facet)]
    for name, column in found.index.columns.items():
        options.append(Option("column", name, name, _filled(column)))
        if isinstance(column, TextColumn) and len(column.texts) <= MOST_VALUES:
            options += _values(found, name, column)
    # The alphabet's order costs 10 µs a word: it is for those that are offered.
    return sorted(options, key=lambda option: (-option.customers, option.text))


def matching(options: list[Option], sought: str) -> list[Option]:
    """Return the options with all words sought in them, whatever their case and accents.

    They are the ``MOST_OPTIONS`` that most customers have, those of the same number by the alphabet.
    """
    pieces = fold(sought).split()
    found = options
    if pieces:
        wheres = {(one.kind, one.subject): fold(one.where) for one in _one_of_each(options)}
        found = [
            option
            for option in options
            if all(piece in f"{fold(option.name)} {wheres[option.kind, option.subject]}" for piece in pieces)
        ]
    first = found[:MOST_OPTIONS]
    return sorted(first, key=lambda option: (-option.customers, sort_key(option.name), option.words))


def _one_of_each(options: Iterable[Option]) -> Iterable[Option]:
    return {(one.kind, one.subject): one for one in options}.values()


def _labels(found: Explored, facet: str) -> Iterable[Option]:
    group = found.group(facet) & found.index.profiled
    kinds: tuple[Literal["label", "theme"], ...] = ("label", "theme")
    for kind in kinds:
        for text, customers in bitmaps(found.index.facet(facet), kind).items():
            counted = customers.intersection_cardinality(group)
            if counted:
                yield Option(kind, facet, text, counted)


def _values(found: Explored, name: str, column: TextColumn) -> Iterable[Option]:
    counted = np.bincount(column.codes[as_numbers(found.members)] + 1, minlength=len(column.texts) + 1)[1:]
    return [
        Option("value", name, text, int(customers))
        for text, customers in zip(column.texts, counted.tolist(), strict=True)
        if customers
    ]


def _filled(column: NumberColumn | TextColumn) -> int:
    if isinstance(column, NumberColumn):
        return int((~np.isnan(column.values)).sum())
    return int((column.codes >= 0).sum())
