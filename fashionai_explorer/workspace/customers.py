"""Whole customers: whom a text means, every identifier of theirs, and the wordings that nobody else has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import product

from fashionai_explorer.identifiers import Identifier
from fashionai_explorer.labels import build_label_table
from fashionai_explorer.labels.vocabulary import VOCABULARY_FACETS
from fashionai_explorer.storage import AnswerStore
from fashionai_explorer.workspace import traces
from fashionai_explorer.workspace.brands import Brands
from fashionai_explorer.workspace.stored_traces import (
    keys_of,
    keys_of_profiles,
    profiles_of,
    rows_of_profiles,
    tables,
)

_PROFILES_AT_ONCE = 1_800


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


def wordings_of_nobody_else(answers: AnswerStore, theirs: Collection[bytes]) -> dict[str, frozenset[str]]:
    """Return by facet the wordings of the profiles under these keys that no other stored one has, of any brand.

    Reads other profiles until each wording was met; all of them where one is met nowhere.
    """
    left = _wordings(answers, theirs)
    others = sorted(set(answers.profile_keys()) - set(theirs))
    for start in range(0, len(others), _PROFILES_AT_ONCE):
        if not any(left.values()):
            break
        met = _wordings(answers, others[start : start + _PROFILES_AT_ONCE])
        left = {facet: texts - met[facet] for facet, texts in left.items()}
    return {facet: frozenset(texts) for facet, texts in left.items() if texts}


def _wordings(answers: AnswerStore, keys: Iterable[bytes]) -> Mapping[str, set[str]]:
    table = build_label_table(answer.body for _, answer in answers.bodies(keys))
    return {facet: set(table.facets[facet].texts) for facet in VOCABULARY_FACETS}
