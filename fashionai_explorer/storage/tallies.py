"""What a list's profiles said on earlier days: counts alone, nothing of a person, one sealed file a list.

The store keeps the last answer of each customer only, so what was there before a new fetch is gone with it;
these sums are what can still be told of it.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from fashionai_explorer.storage.sealed_folder import SealedFolder

_SUFFIX = "tally"
MOST_DAYS = 12


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """The counts of one day's profiles.

    ``day`` (ISO) is that of the newest profile, ``at`` its time (epoch seconds); ``version`` that of the
    list's content, ``grouped_as`` that of its terms; ``labels`` gives for each facet the customers of its labels, rare ones left out.
    """

    day: str
    at: float
    version: str
    grouped_as: str
    profiled: int
    new_behaviour: int
    labels: dict[str, dict[str, int]]


class Tallies:
    """The tallies of one brand's lists."""

    def __init__(self, folder: SealedFolder) -> None:
        self._folder = folder

    def of_list(self, list_id: str) -> list[Tally]:
        """Give a list's tallies, the oldest first; those of another version's making are passed over.

        Raises a ``StoreError``.
        """
        sections = self._folder.read(list_id, _SUFFIX)
        try:
            return [] if sections is None else msgspec.json.decode(sections[0], type=list[Tally])
        except msgspec.MsgspecError:
            return []

    def keep(self, list_id: str, tally: Tally) -> None:
        """Keep a day's tally, in the place of that day's earlier one; the last ``MOST_DAYS`` days stay."""
        with self._folder.changing():
            others = [one for one in self.of_list(list_id) if one.day != tally.day]
            kept = sorted([*others, tally], key=lambda one: one.at)[-MOST_DAYS:]
            self._folder.write(list_id, _SUFFIX, msgspec.json.encode(kept))

    def forget(self, list_id: str) -> bool:
        """Remove a list's tallies; says whether there were any."""
        with self._folder.changing():
            return self._folder.remove(list_id, _SUFFIX)

    def lists(self) -> list[str]:
        """Give the ids of the lists that there are tallies of."""
        return [list_id for list_id, _ in self._folder.heads(_SUFFIX)]

    def change(self, list_id: str, changed: Callable[[Tally], Tally]) -> bool:
        """Put in the place of each of a list's tallies what ``changed`` makes of it; says whether one differs."""
        with self._folder.changing():
            kept = self.of_list(list_id)
            after = [changed(one) for one in kept]
            if after == kept:
                return False
            self._folder.write(list_id, _SUFFIX, msgspec.json.encode(after))
            return True
