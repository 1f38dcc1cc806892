"""Names that a person gave and that tell of a customer: of lists, of the files they came from, of segments.

Forgetting does not change them: a name is how people find a thing again, and what is left of one may say nothing.
They are told, with a new name offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fashionai_explorer.identifiers.within import Within, any_of
from fashionai_explorer.workspace.brands import Brands
from fashionai_explorer.workspace.register import Departed

FEWEST_SIGNS = 6
"""Shorter words of a profile may stand in a segment's name by chance."""


@dataclass(frozen=True, slots=True)
class HeldName:
    """A name that holds an identifier of a customer, or of a segment a wording that nobody else has.

    ``masked`` is the name with marks in its place, ``proposed`` without it; a file needs no name at all.
    """

    kind: Literal["list", "file", "segment"]
    id: str
    masked: str
    proposed: str


def held_names(brands: Brands, departed: Departed, country: str) -> tuple[HeldName, ...]:
    """Return the names of all brands that tell of customers."""
    return tuple(_held(brands, departed, Within(departed.identifiers, country)))


def _held(brands: Brands, departed: Departed, within: Within) -> Iterator[HeldName]:
    words = sorted({text for own in departed.wordings.values() for text in own if len(text) >= FEWEST_SIGNS})
    longest_first = sorted(words, key=len, reverse=True)
    said = any_of([rf"(?<!\w){re.escape(word)}(?!\w)" for word in longest_first] or ["(?!)"])
    for one in brands.all():
        for head in one.lists.heads():
            if within.holds(head.name):
                yield HeldName("list", head.id, within.masked(head.name), within.cut_out(head.name))
            if within.holds(head.file_name):
                yield HeldName("file", head.id, within.masked(head.file_name), "")
        for segment in one.segments.all():
            if within.holds(segment.name) or said.search(segment.name):
                masked = within.masked(said.sub("•••", segment.name))
                yield HeldName("segment", segment.id, masked, _without(said, within.cut_out(segment.name)))


def _without(said: re.Pattern[str], name: str) -> str:
    return (
        " ".join(said.sub(" ", name).replace("“ ”", " ").split()).strip(" :,;·-")
        if said.search(name)
        else name
    )
