"""How few are too few: the least sizes below which a page says so in place of a figure or a sentence."""

from __future__ import annotations

from typing import Final

FEW_PROFILES: Final = 30
"""Below this many profiles a page draws no conclusions: a share's margin (95 %) is ±18 points and more there."""

LEAST_COMPARED: Final = 10
"""Of fewer profiles than this in one of two groups nothing is said: one customer is ten points of its share."""

LEAST_OFFERED: Final = 10
"""A label or value that fewer profiles have makes no group to compare; a filter still can."""

SMALL: Final = (10, 5, 20, 50)
"""Under how many customers a bar is marked, as nothing can be said about so few; the first is the default."""
