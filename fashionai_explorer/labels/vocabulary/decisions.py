"""What a marketer decides on wordings. Every decision names wordings, so it holds for data that come later.

What is named stands for more than itself: wordings that the rules put together are an *atom*, and a group
is one atom or several. ``Join``, ``Hide`` and ``PutTheme`` are about the whole groups of the wordings they
name; ``Part`` and ``Move`` about their atoms or, with ``alone``, about exactly these wordings, each of
which is an atom of its own from then on. A wording that comes later is in the atom that the rules give
it, and so follows all that was decided about its fellows. A wording that a list does not have does no harm.
"""

from __future__ import annotations

import msgspec


class Decision(msgspec.Struct, frozen=True, tag_field="kind"):
    """One decision within a facet."""

    facet: str


class Join(Decision, frozen=True, tag="join"):
    """Make the groups of these wordings one."""

    wordings: tuple[str, ...]


class Part(Decision, frozen=True, tag="part"):
    """Take wordings out of their groups: together they become one group of their own."""

    wordings: tuple[str, ...]
    alone: bool = False


class Move(Decision, frozen=True, tag="move"):
    """Take wordings out of their groups and into the group of another wording."""

    wordings: tuple[str, ...]
    to: str
    alone: bool = False


class Rename(Decision, frozen=True, tag="rename"):
    """Show the group of a wording by another text.

    Whoever has the text itself as a wording counts in the group too, now or later: what reads the same is
    the same. The name goes where the text goes. A name that was given before still leads to the group.
    """

    wording: str
    text: str


class Hide(Decision, frozen=True, tag="hide"):
    """Show the groups of these wordings in no chart and no label table."""

    wordings: tuple[str, ...]


class Unhide(Decision, frozen=True, tag="unhide"):
    """Show the groups of these wordings again."""

    wordings: tuple[str, ...]


class PutTheme(Decision, frozen=True, tag="theme"):
    """Put the groups of these wordings under a theme."""

    wordings: tuple[str, ...]
    theme: str


class RenameTheme(Decision, frozen=True, tag="rename_theme"):
    """Call a theme something else, wherever it comes from; two of one name are one."""

    theme: str
    text: str


class Refuse(Decision, frozen=True, tag="refuse"):
    """Say that two wordings do not mean the same: their groups are not proposed for joining again."""

    wording: str
    other: str


AnyDecision = Join | Part | Move | Rename | Hide | Unhide | PutTheme | RenameTheme | Refuse


def named_by(decision: AnyDecision) -> tuple[str, ...]:
    """Every wording, and every text shown as one, that a decision names."""
    match decision:
        case Move(_, wordings, to):
            return (*wordings, to)
        case Rename(_, wording, text):
            return (wording, text)
        case Refuse(_, wording, other):
            return (wording, other)
        case RenameTheme():
            return ()
        case _:
            return decision.wordings
