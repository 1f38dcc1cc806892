"""What stands on the screen for an identifier until somebody asks to see it."""

from __future__ import annotations


def masked(value: str) -> str:
    """Return what stands for an identifier until somebody asks to see it: its first two signs."""
    return value[:2] + "•" * min(8, max(0, len(value) - 2))


def masked_identifier(kind: str, value: str) -> str:
    """Return what stands for an identifier: an e-mail's first two signs, of others the last two.

    Every phone begins with its country's code: the first two would tell no two of them apart.
    """
    if kind == "email" or len(value) <= 2:
        return masked(value)
    return masked(value[::-1])[::-1]
