"""Words for what is meant: one meaning, many wordings, as an AI writes Portuguese from one day to the next.

`phrases.toml` holds the wordings. On top come slips that run through all of them: a capital more or less, an
accent left out.
"""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files
from random import Random
from typing import NamedTuple

from fashionai_explorer.service.people import plain

FOREIGN = "~"
FOREIGN_WEIGHT = 0.05  # beside 1 for the commonest wording
OTHER_CASE = 0.18
ACCENTS_LOST = 0.05


class Wordings(NamedTuple):
    """The ways to say one thing, with their weights."""

    texts: tuple[str, ...]
    weights: tuple[float, ...]


@functools.cache
def phrase_book() -> dict[str, dict[str, Wordings]]:
    """Facet, meaning, wordings: `phrases.toml`, read once."""
    book = tomllib.loads(files(__package__).joinpath("phrases.toml").read_text("utf-8"))
    return {
        facet: {meaning: _weighted(texts) for meaning, texts in meanings.items()}
        for facet, meanings in book.items()
    }


def _weighted(texts: list[str]) -> Wordings:
    """The commonest wording 1, the n-th n to the power of -1.2; another language next to nothing."""
    weights = (FOREIGN_WEIGHT if text[0] == FOREIGN else float(n) ** -1.2 for n, text in enumerate(texts, 1))
    return Wordings(tuple(text.removeprefix(FOREIGN) for text in texts), tuple(weights))


def phrase(dice: Random, facet: str, meaning: str, gaps: dict[str, str]) -> str:
    """One wording, the gaps filled, letters as the phrase book has them: for sentences."""
    wordings = phrase_book()[facet][meaning]
    return dice.choices(wordings.texts, wordings.weights)[0].format_map(gaps)


def label(dice: Random, facet: str, meaning: str, gaps: dict[str, str]) -> str:
    """One wording with the slips of free text: for everything that is counted."""
    return slip(dice, phrase(dice, facet, meaning, gaps))


def slip(dice: Random, text: str) -> str:
    """A text with its first letter's case turned, or its accents lost, now and then."""
    fate = dice.random()
    if fate < OTHER_CASE:
        return text[:1].swapcase() + text[1:]
    if fate < OTHER_CASE + ACCENTS_LOST:
        return plain(text)
    return text
