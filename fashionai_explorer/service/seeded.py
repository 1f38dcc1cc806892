"""Chance that can be repeated: the one place where the service gets its random numbers from."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random


def chance(*parts: object) -> Random:
    """A generator of random numbers that ``parts`` decide: the same parts, the same numbers, everywhere.

    Seeded by a text, because Python hashes that with SHA-512: stable across versions, systems and processes.
    """
    return Random("/".join(map(str, parts)))  # noqa: S311 - a demonstration's dice, no secret depends on them


def pick_some(dice: Random, weights: Mapping[str, float], count: int) -> list[str]:
    """Up to ``count`` different keys, a key of double weight drawn twice as readily; none of weight 0."""
    # Efraimidis and Spirakis (2006): the largest u^(1/w) are a weighted sample without replacement.
    drawn = sorted(((dice.random() ** (1 / w), key) for key, w in weights.items() if w > 0), reverse=True)
    return [key for _, key in drawn[:count]]


def pick_one(dice: Random, weights: Mapping[str, float]) -> str:
    """One key, by weight."""
    return dice.choices(list(weights), list(weights.values()))[0]
