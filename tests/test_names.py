"""A name that is offered has whoever acts on it: an entry that is missing is found here, and not on a page."""

from __future__ import annotations

from typing import get_args

from fashionai_explorer.identifiers import Role
from fashionai_explorer.identifiers.normalising import normalise
from fashionai_explorer.labels.facets import SOURCES
from fashionai_explorer.names import DESTINATIONS, FACETS, KINDS
from fashionai_explorer.segments.destinations import _WRITERS, EXTENSIONS
from fashionai_explorer.texts.words import FACET_NAMES, FACET_WORDS, KIND_NAMES, ROLE_NAMES


def test_every_facet_is_read_from_profiles_and_has_its_words() -> None:
    assert tuple(SOURCES) == FACETS
    assert set(FACET_NAMES) == set(FACET_WORDS) == set(FACETS)


def test_every_destination_has_its_writer_and_its_extension() -> None:
    assert tuple(_WRITERS) == tuple(EXTENSIONS) == DESTINATIONS


def test_every_kind_of_identifier_is_judged_and_has_its_words() -> None:
    assert set(KIND_NAMES) == set(KINDS) <= set(ROLE_NAMES)
    assert set(ROLE_NAMES) == set(get_args(Role))
    assert all(
        normalise(kind, "no such thing @").value is None for kind in KINDS if kind != "user_profile_id"
    )
