"""Whole customers: whom a text means, every identifier of theirs, their answers and the cells of their rows."""

from __future__ import annotations

from collections.abc import Collection
from itertools import product

import pyarrow as pa

from fashionai_explorer.identifiers import COLUMN_PREFIX, Identifier
from fashionai_explorer.workspace import traces
from fashionai_explorer.workspace.brands import Brands
from fashionai_explorer.workspace.list_heads import own_columns
from fashionai_explorer.workspace.stored_traces import (
    keys_of,
    keys_of_profiles,
    profiles_of,
    rows_of_profiles,
    tables,
)


def meant_by(text: str, country: str, brands: Brands) -> set[Identifier]:
    """Return the reading of a text that something is kept under, the likeliest first; nothing else."""
    for reading in traces.readings(text, country):
        for one in brands.all():
            keys = keys_of(one.answers, [reading])
            if one.answers.states(keys) or one.answers.failures(keys):
                return {reading}
            if any(len(traces.rows_of(table, [reading])) for table in tables(one.lists)):
                return {reading}
            # Found by an e-mail or a phone, and named here by the id that stands in the profile.
            if reading.kind == "user_profile_id" and keys_of_profiles(one.answers, {reading.value}):
                return {reading}
    return set()


def every_identifier(given: Collection[Identifier], brands: Brands) -> set[Identifier]:
    """Return every identifier of the customers that are meant."""
    known = set(given)
    while True:
        before = len(known)
        # Without a key a list of the brand is asked of the demonstration: its answers lie with that one.
        for one, other in product(brands.all(), repeat=2):
            known = traces.known_by(
                list(tables(one.lists)), known, profiles_of(other.answers), rows_of_profiles(other.answers)
            )
        if len(known) == before:
            return known


def answers_of(known: Collection[Identifier], brands: Brands) -> list[bytes]:
    """Return the keys of all answers to these identifiers, and of every profile of theirs under whatever other
    one: a list may be gone, and of another brand nobody here knows the identifiers."""
    profiles = {one.value for one in known if one.kind == "user_profile_id"}
    keys = {key for one in brands.all() for key in keys_of(one.answers, known)}
    return [*keys, *(keys_of_profiles(brands.present.answers, profiles) - keys)]


def cells_of(known: Collection[Identifier], brands: Brands) -> dict[str, frozenset[str]]:
    """Return by column what stands in the own columns of these customers' rows, in all lists."""
    found: dict[str, set[str]] = {}
    for one in brands.all():
        for table in tables(one.lists):
            rows = table.take(pa.array(traces.rows_of(table, known)))
            for column in own_columns(rows):
                cells = (text.strip() for text in rows[COLUMN_PREFIX + column].to_pylist() if text)
                found.setdefault(column, set()).update(text for text in cells if text)
    return {column: frozenset(cells) for column, cells in found.items() if cells}
