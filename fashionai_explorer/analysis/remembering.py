"""What is computed of an index and remembered for the newest ones, and how all of it is let go of."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

T = TypeVar("T")

_REMEMBERED: list[_lru_cache_wrapper[Any]] = []


def of_newest(most: int) -> Callable[[Callable[..., T]], _lru_cache_wrapper[T]]:
    """Remember what a function of an index returned for the last ``most`` that it was asked about."""

    def remembering(function: Callable[..., T]) -> _lru_cache_wrapper[T]:
        remembered = lru_cache(maxsize=most)(function)
        _REMEMBERED.append(remembered)
        return remembered

    return remembering


def forget_indexes() -> None:
    """Let go of every index that is remembered so, with what was computed of it."""
    for remembered in _REMEMBERED:
        remembered.cache_clear()
