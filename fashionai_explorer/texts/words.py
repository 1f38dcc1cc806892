"""The names of our own codes, as the reader's language has them."""

from __future__ import annotations

from collections.abc import Mapping

from fashionai_explorer.errors import N_
from fashionai_explorer.outcomes import Outcome
from fashionai_explorer.texts.catalogues import _

# In the order of the pages: what to offer before how to say it.
FACET_NAMES = {
    "opportunity": N_("Opportunities"),
    "occasion": N_("Occasions"),
    "style": N_("Style"),
    "voice_tone": N_("Tone of voice"),
    "visual_direction": N_("Visual direction"),
    "campaign_guidance": N_("Campaign guidance"),
    "content_hook": N_("Content hooks"),
    "outfit_item": N_("Suggested items"),
    "new_behaviour": N_("New behaviour"),
}
FACET_ORDER = tuple(FACET_NAMES)

FACET_WORDS = {
    "opportunity": N_("opportunity"),
    "occasion": N_("occasion"),
    "style": N_("style"),
    "voice_tone": N_("tone of voice"),
    "visual_direction": N_("visual direction"),
    "campaign_guidance": N_("campaign guidance"),
    "content_hook": N_("content hook"),
    "outfit_item": N_("suggested item"),
    "new_behaviour": N_("new behaviour"),
}

KIND_NAMES = {
    "user_profile_id": N_("profile ID (FashionAI)"),
    "email": N_("e-mail"),
    "phone": N_("phone"),
    "document": N_("CPF/CNPJ"),
}

ROLE_NAMES = {
    "email": KIND_NAMES["email"],
    "phone": KIND_NAMES["phone"],
    "document": KIND_NAMES["document"],
    "user_profile_id": KIND_NAMES["user_profile_id"],
    "name": N_("name"),
    "value": N_("value (spend)"),
    "consent": N_("consent (opt-in)"),
    "date": N_("date"),
    "extra": N_("extra information"),
    "ignore": N_("do not use"),
}
ROLE_ORDER = tuple(ROLE_NAMES)

OUTCOME_NAMES = {outcome.value: outcome.words for outcome in Outcome}

NEW_BEHAVIOUR_LABELS = {"true": N_("with new behaviour"), "false": N_("without new behaviour")}


def facet_name(facet: str) -> str:
    """Return a facet's name as a heading: ``Oportunidades``."""
    return _named(FACET_NAMES, facet)


def facet_word(facet: str) -> str:
    """Return what one label of a facet is called inside a sentence: ``oportunidade``."""
    return _named(FACET_WORDS, facet)


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


def _named(names: Mapping[str, str], code: str) -> str:
    """Translate a code's name; a code that is none of ours (of a later version's data) stays as it is."""
    return _(names[code]) if code in names else code
