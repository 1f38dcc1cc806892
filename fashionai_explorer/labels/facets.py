"""The facets of a profile, and a profile's wordings in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fashionai_explorer.facets import FACETS
from fashionai_explorer.labels.folding import is_blank
from fashionai_explorer.labels.style import split_style
from fashionai_explorer.profiles import Profile


def _flag(profile: Profile) -> list[str]:
    return [] if profile.new_behaviour is None else ["true" if profile.new_behaviour else "false"]


# The texts of each facet as the profile has them: of ``style`` the sentence, which is then split.
SOURCES: dict[str, Callable[[Profile], list[str]]] = {
    "style": lambda profile: [profile.style],
    "voice_tone": lambda profile: profile.voice_tones,
    "opportunity": lambda profile: profile.opportunities,
    "visual_direction": lambda profile: profile.visual_directions,
    "campaign_guidance": lambda profile: profile.campaign_guidance,
    "content_hook": lambda profile: profile.content_hooks,
    "occasion": lambda profile: [occasion.name for occasion in profile.occasions],
    "outfit_item": lambda profile: [item for occasion in profile.occasions for item in occasion.outfit_items],
    "new_behaviour": _flag,
}


def split_text(facet: str, text: str) -> list[str]:
    """The wordings in one text of a facet: the pieces of a style sentence, else the text, trimmed."""
    if is_blank(text):
        return []
    return split_style(text) if facet == "style" else [text.strip()]


def wordings(profile: Profile) -> dict[str, list[str]]:
    """The raw wordings of every facet, in the profile's order, each once, empty ones left out."""
    return {facet: _distinct(facet, SOURCES[facet](profile)) for facet in FACETS}


def _distinct(facet: str, texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(wording for text in texts for wording in split_text(facet, text)))
