"""Texts taken out of a vocabulary: of wordings that only forgotten customers had no decision speaks any more.

A decision loses the wordings, and goes whole where nothing is left to decide: a join of one, a name for nothing.
Where a wording stood for a group that others are in, one of its fellows by an earlier decision stands for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from fashionai_explorer.labels.vocabulary.decisions import (
    AnyDecision,
    Hide,
    Join,
    Move,
    Part,
    PutTheme,
    Refuse,
    Rename,
    RenameTheme,
    Unhide,
    named_by,
)
from fashionai_explorer.labels.vocabulary.log import Entry, Vocabulary

IsGone = Callable[[str, str], bool]
"""Tells of a text in a facet whether it goes: a wording, a label or a theme."""


Fellows = dict[tuple[str, str], str]
"""For a wording that goes (facet and text) one that stays and was put into one group with it."""


class Left(NamedTuple):
    """What is left of a vocabulary, and how many of its decisions changed or went."""

    vocabulary: Vocabulary
    changed: int


def without(vocabulary: Vocabulary, is_gone: IsGone) -> Left:
    """Take texts out of all steps, also of those that were undone; a step without decisions goes."""
    fellows: Fellows = {}
    changed = 0
    kept: list[list[Entry]] = []
    for entries in (vocabulary.entries, vocabulary.undone):
        kept.append([])
        for entry in entries:
            left = [_left(one, is_gone, fellows) for one in entry.decisions]
            changed += sum(one != before for one, before in zip(left, entry.decisions, strict=True))
            decisions = tuple(one for one in left if one is not None)
            if decisions or not entry.decisions:
                kept[-1].append(msgspec.structs.replace(entry, decisions=decisions))
    return Left(Vocabulary(tuple(kept[0]), tuple(kept[1])), changed)


def texts_of(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Give the facet and every text that decisions name or give, also those that were undone."""
    for entry in (*vocabulary.entries, *vocabulary.undone):
        for one in entry.decisions:
            for text in (*named_by(one), *_themes_of(one)):
                yield one.facet, text


def _themes_of(decision: AnyDecision) -> tuple[str, ...]:
    if isinstance(decision, RenameTheme):
        return decision.theme, decision.text
    return (decision.theme,) if isinstance(decision, PutTheme) else ()


def _left(decision: AnyDecision, is_gone: IsGone, fellows: Fellows) -> AnyDecision | None:
    """Return what is left of a decision; notes in ``fellows`` who stands with whom from here on."""
    facet = decision.facet

    def standing(text: str) -> str | None:
        return fellows.get((facet, text)) if is_gone(facet, text) else text

    def groups(texts: tuple[str, ...]) -> tuple[str, ...]:
        """What still names the groups of these wordings."""
        found = [standing(text) for text in texts]
        return (
            texts if list(texts) == found else tuple(dict.fromkeys(one for one in found if one is not None))
        )

    def themselves(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(text for text in texts if not is_gone(facet, text))

    match decision:
        case Join(_, wordings):
            left = groups(wordings)
            _stand_together(facet, wordings, left, fellows)
            return decision if left == wordings else _or_none(decision, left, least=2)
        case Part(_, wordings):
            left = themselves(wordings)
            _stand_apart(facet, wordings, fellows)
            _stand_together(facet, wordings, left, fellows)
            return _or_none(decision, left)
        case Move(_, wordings, to):
            place = standing(to)
            _stand_apart(facet, wordings, fellows)
            _stand_together(facet, wordings, () if place is None else (place,), fellows)
            moved = None if place is None else msgspec.structs.replace(decision, to=place)
            return moved and _or_none(moved, themselves(wordings))
        case Rename(_, wording, text):
            named = None if is_gone(facet, text) else standing(wording)
            return None if named is None else msgspec.structs.replace(decision, wording=named)
        case Refuse(_, wording, other):
            one, two = standing(wording), standing(other)
            if (one, two) == (wording, other):
                return decision
            return None if one is None or two is None or one == two else Refuse(facet, one, two)
        case RenameTheme(_, theme, text):
            return None if is_gone(facet, theme) or is_gone(facet, text) else decision
        case PutTheme(_, wordings, theme):
            return None if is_gone(facet, theme) else _or_none(decision, groups(wordings))
        case Hide(_, wordings) | Unhide(_, wordings):
            return _or_none(decision, groups(wordings))


def _or_none(
    decision: Join | Part | Move | Hide | Unhide | PutTheme, wordings: tuple[str, ...], least: int = 1
) -> AnyDecision | None:
    return msgspec.structs.replace(decision, wordings=wordings) if len(wordings) >= least else None


def _stand_together(facet: str, wordings: tuple[str, ...], left: tuple[str, ...], fellows: Fellows) -> None:
    if left:
        fellows |= {(facet, text): left[0] for text in wordings if text not in left}


def _stand_apart(facet: str, wordings: tuple[str, ...], fellows: Fellows) -> None:
    for key in [key for key in fellows if key[0] == facet and {key[1], fellows[key]} & set(wordings)]:
        del fellows[key]
