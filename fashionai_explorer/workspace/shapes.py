"""How well the stored profiles of a list fit the API's documented shape: counted, never refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fashionai_explorer.errors import ProfileShapeError
from fashionai_explorer.profiles import read_profile
from fashionai_explorer.storage import AnswerStore


@dataclass(frozen=True, slots=True)
class ShapeReport:
    """Counts over a list's stored profiles.

    ``oddities``: in how many profiles each deviation occurs, such as ``tom_de_voz: not a list``; what could
    be read of them was read. ``unreadable`` are no profile at all, ``closed`` do not open with our key,
    ``foreign`` rows of the whole store are not ours (somebody else wrote them): all three are ignored.
    """

    profiles: int
    unreadable: int = 0
    closed: int = 0
    foreign: int = 0
    oddities: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """Whether everything fits."""
        return not (self.unreadable or self.closed or self.foreign or self.oddities)


def shape_of(answers: AnswerStore, keys: Sequence[bytes]) -> ShapeReport:
    """Read the profiles under these keys (each has one) and count what does not fit."""
    oddities: Counter[str] = Counter()
    opened = unreadable = 0
    for _, answer in answers.bodies(keys):
        opened += 1
        try:
            oddities.update(set(read_profile(answer.body).oddities))
        except ProfileShapeError:
            unreadable += 1
    return ShapeReport(
        opened - unreadable, unreadable, len(keys) - opened, answers.strangers(), dict(oddities.most_common())
    )
