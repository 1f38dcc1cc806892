"""What the store knows of customers: the profiles behind identifiers, and the rows and keys behind profiles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa

from fashionai_explorer.errors import ProfileShapeError
from fashionai_explorer.fetching.row_arrays import FOUND, rows_of
from fashionai_explorer.identifiers import Identifier
from fashionai_explorer.profiles import read_profile
from fashionai_explorer.storage import AnswerStore, Lists
from fashionai_explorer.workspace.stored_rows import stored_rows
from fashionai_explorer.workspace.traces import Rows


def tables(shelf: Lists) -> Iterable[pa.Table]:
    """Give the rows of every list of a shelf, one list at a time."""
    return (shelf.open(head.id).rows for head in shelf.heads())


def keys_of(answers: AnswerStore, known: Collection[Identifier]) -> list[bytes]:
    """Return the store's keys of identifiers."""
    return [answers.key(one.kind, one.value) for one in known]


def profiles_of(answers: AnswerStore) -> Callable[[Collection[Identifier]], set[str]]:
    """Return what gives the profile ids that are stored under identifiers."""

    def behind(known: Collection[Identifier]) -> set[str]:
        return {profile for _, profile in _profile_ids(answers, keys_of(answers, known))}

    return behind


def rows_of_profiles(answers: AnswerStore) -> Callable[[pa.Table, set[str]], Rows]:
    """Return what gives the rows of a list's table that lead to one of some profiles."""

    def leading(table: pa.Table, profiles: set[str]) -> Rows:
        stored = stored_rows(table, answers)
        found = np.flatnonzero(stored.answers == FOUND)
        keys = stored.keys.take(pa.array(found)).to_pylist()
        theirs = {key for key, profile in _profile_ids(answers, keys) if profile in profiles}
        hit = found[[key in theirs for key in keys]]
        return np.unique(stored.positions[rows_of(stored.starts, hit)]).astype(np.int64)

    return leading


def _profile_ids(answers: AnswerStore, keys: Sequence[bytes]) -> Iterator[tuple[bytes, str]]:
    for key, answer in answers.bodies(keys):
        try:
            yield key, read_profile(answer.body).user_profile_id
        except ProfileShapeError:
            continue


def keys_of_profiles(answers: AnswerStore, profiles: Collection[str]) -> set[bytes]:
    """Return the keys of all stored profiles with one of these ids; opens every profile there is."""
    if not profiles:
        return set()
    written = [profile.encode() for profile in profiles]
    plain = all(profile.isascii() and profile.isprintable() and "/" not in profile for profile in profiles)
    found = set()
    for key, answer in answers.bodies(answers.profile_keys()):
        # A search for the bytes is a hundredth of reading the profile; what JSON may write otherwise is read.
        if plain and not any(one in answer.body for one in written):
            continue
        try:
            if read_profile(answer.body).user_profile_id in profiles:
                found.add(key)
        except ProfileShapeError:
            continue
    return found
