"""The names of our own codes, as the reader's language has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fashionai_explorer.errors import N_
from fashionai_explorer.facets import SAYINGS
from fashionai_explorer.names import KIND_NAMES, ROLE_NAMES
from fashionai_explorer.outcomes import Outcome
from fashionai_explorer.texts.catalogues import _

OUTCOME_NAMES = {outcome.value: outcome.words for outcome in Outcome}

NEW_BEHAVIOUR_LABELS = {"true": N_("with new behaviour"), "false": N_("without new behaviour")}


def facet_name(facet: str) -> str:
    """Return a facet's name as a heading: ``Oportunidades``."""
    return _(SAYINGS[facet].name) if facet in SAYINGS else facet


def facet_word(facet: str) -> str:
    """Return what one label of a facet is called inside a sentence: ``oportunidade``."""
    return _(SAYINGS[facet].word) if facet in SAYINGS else facet


def label_text(facet: str, label: str) -> str:
    """Return a label as people read it: the yes and no of new behaviour in words, all others as they are."""
    return _named(NEW_BEHAVIOUR_LABELS, label) if facet == "new_behaviour" else label


def kind_name(kind: str) -> str:
    """Return the name of a kind of identifier: ``telefone``."""
    return _named(KIND_NAMES, kind)


def role_name(role: str) -> str:
    """Return what a column is used for: ``valor (gasto)``."""
    return _named(ROLE_NAMES, role)


def outcome_name(outcome: str) -> str:
    """Return what became of identifiers or rows, in the plural: ``com perfil``, ``inválidas``."""
    return _named(OUTCOME_NAMES, outcome)


def _named(names: Mapping[Any, str], code: str) -> str:
    """Translate a code's name; a code that is none of ours (of a later version's data) stays as it is."""
    return _(names[code]) if code in names else code
