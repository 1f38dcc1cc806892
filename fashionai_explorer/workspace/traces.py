"""All that is kept of some customers, found and taken out of a list. Pure: tables go in, tables come out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.identifiers import COLUMN_PREFIX, KINDS, Identifier, Kind, guess_kind, normalise
from fashionai_explorer.identifiers.imported_list import statuses_as_dictionary
from fashionai_explorer.outcomes import STATUSES, Outcome

Rows = npt.NDArray[np.int64]


def readings(text: str, country: str) -> list[Identifier]:
    """Return what a text may name a customer by, the likeliest first: eleven digits can be many things."""
    guessed = guess_kind(text, country)
    kinds = [guessed] if guessed else []
    kinds += [kind for kind in KINDS if kind != guessed]
    found = ((kind, normalise(kind, text, country).value) for kind in kinds)
    return [Identifier(kind, value) for kind, value in found if value]


def rows_of(rows: pa.Table, wanted: Collection[Identifier]) -> Rows:
    """Return the places of a list's rows that hold any of these identifiers."""
    hit = np.zeros(rows.num_rows, bool)
    for kind in KINDS:
        values = [one.value for one in wanted if one.kind == kind]
        if values:
            found = pc.is_in(rows[kind].combine_chunks(), value_set=pa.array(values, pa.string()))
            hit |= np.asarray(found.to_numpy(zero_copy_only=False), bool)
    return np.flatnonzero(hit)


def identifiers_in(rows: pa.Table, places: Rows) -> set[Identifier]:
    """Return all identifiers of these rows."""
    taken = rows.take(pa.array(places))
    kinds: Iterable[Kind] = KINDS
    return {Identifier(kind, value) for kind in kinds for value in taken[kind].to_pylist() if value}


def known_by(
    tables: Collection[pa.Table],
    given: Collection[Identifier],
    profiles_of: Callable[[Collection[Identifier]], set[str]],
    rows_of_profiles: Callable[[pa.Table, set[str]], Rows],
) -> set[Identifier]:
    """Return every identifier of the customers that ``given`` name: those of their rows in all lists, and of
    the rows that lead to the same profile, until nothing is added.

    ``profiles_of`` gives the profile ids behind identifiers, ``rows_of_profiles`` the rows of a table that
    lead to one of them.
    """
    known: set[Identifier] = set(given)
    looked: set[str] = set()
    while True:
        before = len(known)
        for table in tables:
            known |= identifiers_in(table, rows_of(table, known))
        named = {one.value for one in known if one.kind == "user_profile_id"}
        profiles = (profiles_of(known) | named) - looked
        for table in tables if profiles else ():
            known |= identifiers_in(table, rows_of_profiles(table, profiles))
        looked |= profiles
        known |= {Identifier("user_profile_id", profile) for profile in profiles}
        if len(known) == before:
            return known


def without(
    rows: pa.Table, problems: pa.Table, gone: Collection[Identifier]
) -> tuple[pa.Table, pa.Table, int]:
    """Empty the rows of these customers, and take out their problems; returns how many rows.

    A row stays in its place, blank: a spreadsheet's row numbers hold, and runs name rows by their place.
    """
    places = rows_of(rows, gone)
    numbers = rows["row"].take(pa.array(places))
    mask = np.zeros(rows.num_rows, bool)
    mask[places] = True
    values = pa.array(sorted({one.value for one in gone}), pa.string())
    columns = dict(_emptied(rows, pa.array(mask), values))
    theirs = pc.or_(
        pc.is_in(problems["row"], value_set=numbers.combine_chunks()), _says(problems["value"], values)
    )
    left = problems.filter(pc.invert(theirs))
    return pa.table(columns), left, len(places)


def _emptied(
    rows: pa.Table, gone: pa.BooleanArray, values: pa.StringArray
) -> Iterator[tuple[str, pa.Array | pa.ChunkedArray]]:
    for name in rows.column_names:
        cells = rows[name].combine_chunks()
        if name == "status":
            codes = pc.if_else(gone, STATUSES.index(Outcome.BLANK), cells.indices.cast(pa.int8()))
            yield name, statuses_as_dictionary(codes.to_numpy(zero_copy_only=False).astype(np.int8))
        elif name.startswith(COLUMN_PREFIX):
            # A column that is not used as an identifier may hold one all the same.
            yield name, pc.if_else(pc.or_(gone, _says(cells, values)), "", cells)
        elif name == "row":
            yield name, cells
        else:
            # Taken anew: a null that is laid over a cell leaves its bytes in the file.
            places = pc.if_else(gone, pa.scalar(None, pa.int64()), pa.array(np.arange(len(cells))))
            yield name, cells.take(places)


def _says(cells: pa.Array | pa.ChunkedArray, values: pa.StringArray) -> pa.Array | pa.ChunkedArray:
    return pc.is_in(pc.utf8_lower(pc.utf8_trim_whitespace(cells)), value_set=pc.utf8_lower(values))
