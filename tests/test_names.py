"""A name that is offered has whoever acts on it: an entry that is missing is found here, and not on a page."""

from __future__ import annotations

from io import BytesIO
from typing import get_args

from babel.messages.pofile import read_po

from fashionai_explorer.identifiers import Role
from fashionai_explorer.identifiers.normalising import normalise
from fashionai_explorer.labels.facets import SOURCES
from fashionai_explorer.names import DESTINATIONS, FACETS, KINDS
from fashionai_explorer.segments import OFFERED, destination_of
from fashionai_explorer.texts.catalogues import catalogue_path
from fashionai_explorer.texts.words import FACET_NAMES, FACET_WORDS, KIND_NAMES, ROLE_NAMES


def test_every_facet_is_read_from_profiles_and_has_its_words() -> None:
    assert tuple(SOURCES) == FACETS
    assert set(FACET_NAMES) == set(FACET_WORDS) == set(FACETS)


def test_every_destination_has_its_writer_its_ending_its_type_and_its_name() -> None:
    assert sorted(OFFERED) == sorted(DESTINATIONS)
    for name in DESTINATIONS:
        one = destination_of(name)
        assert one.extension.isalnum()
        assert "/" in one.mime
        assert one.title in english()


def english() -> set[str]:
    """All texts of the catalogues, by their English keys."""
    return {
        str(entry.id[0] if isinstance(entry.id, tuple) else entry.id)
        for entry in read_po(BytesIO(catalogue_path("en").read_bytes()))
    }


def test_every_kind_of_identifier_is_judged_and_has_its_words() -> None:
    assert set(KIND_NAMES) == set(KINDS) <= set(ROLE_NAMES)
    assert set(ROLE_NAMES) == set(get_args(Role))
    assert all(
        normalise(kind, "no such thing @").value is None for kind in KINDS if kind != "user_profile_id"
    )
