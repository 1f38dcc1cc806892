"""What pure code remembers of wordings, so as not to read them twice: let go of for a customer's sake."""

from __future__ import annotations

import sys

from fashionai_explorer.labels.meaning import forget_vectors

_OURS = "fashionai_explorer."


def forget_words() -> None:
    """Empty every cache of a function of ours, and the vectors of wordings; all of it is computed anew."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_OURS):
            for one in list(vars(module).values()):
                if hasattr(one, "cache_clear"):
                    one.cache_clear()
    forget_vectors()
