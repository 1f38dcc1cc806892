"""The key under which wordings of one label meet.

``Curadoria looks verão`` and ``curadoria de looks de verão`` have one key. A key depends on nothing but the
wording (and its facet), so adding a wording never moves those already grouped; the one exception is ``com``,
which goes where no wording says ``sem`` in its place. A key that joins too much is worse than one that
misses: a miss is seen and mended with one click.

The steps: one Unicode form, small letters, marks and dashes as spaces (``signs``); open and closed compounds
as one (``compounds``); linking words out, governing words kept in their place (``linking``); plural
(``inflections``) and the gender of adjectives (``adjectives``); accents; the order of what is left, where
order says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from fashionai_explorer.labels.arranging import arranged
from fashionai_explorer.labels.folding import fold
from fashionai_explorer.labels.items import items_of


@dataclass(frozen=True, slots=True)
class Key:
    """A wording's keys: ``plain`` without ``com``, ``strict`` with it; the same where nothing says ``com``.

    ``twin`` is the strict key of the wording that says ``com`` where this one says ``sem``, else empty.
    """

    plain: str
    strict: str
    twin: str


def key_of(facet: str, wording: str) -> Key:
    """The keys of a wording in a facet; never empty where the wording has a visible sign."""
    items = items_of(facet, wording)
    if not items:
        only = fold(wording)
        return Key(only, only, "")
    plain = arranged(items, with_kept=False)
    kinds = {item.kind for item in items}
    strict = arranged(items, with_kept=True) if "with" in kinds else plain
    twin = arranged([item.turned() for item in items], with_kept=True) if "without" in kinds else ""
    return Key(plain, strict, twin)
