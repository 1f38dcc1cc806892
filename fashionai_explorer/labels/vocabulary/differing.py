"""From what a file states to the decisions that make it so: what an import would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from fashionai_explorer.labels.folding import fold
from fashionai_explorer.labels.table import Wordings
from fashionai_explorer.labels.vocabulary.decisions import (
    AnyDecision,
    Hide,
    Join,
    Part,
    PutTheme,
    Rename,
    Unhide,
)
from fashionai_explorer.labels.vocabulary.log import NO_DECISIONS, Entry, Vocabulary
from fashionai_explorer.labels.vocabulary.replaying import Replayed, replay, with_texts
from fashionai_explorer.labels.vocabulary.stating import Statement, nobody, theme_of

_PASSES = 4


def differences(
    stated: Sequence[Statement],
    facets: Mapping[str, Wordings],
    vocabulary: Vocabulary,
    *,
    name_all: bool = False,
) -> tuple[AnyDecision, ...]:
    """The decisions that bring a list under a vocabulary to what a file states; none where it is so already.

    What the file does not name stays where it is. A label that has no customers here keeps the name that its
    wordings give it, unless ``name_all``: then every label is named as the file has it.
    """
    decisions: list[AnyDecision] = []
    for facet in dict.fromkeys(one.facet for one in stated):
        own = [one for one in stated if one.facet == facet]
        rows = facets.get(facet) or nobody()
        decisions += _Facet(facet, own, rows, vocabulary, name_all=name_all).decisions()
    return tuple(decisions)


def vocabulary_of(stated: Sequence[Statement]) -> Vocabulary:
    """The vocabulary that a file states, over the rules alone."""
    decisions = differences(stated, {}, NO_DECISIONS, name_all=True)
    return NO_DECISIONS.decide(Entry(decisions, 0.0))


class _Facet:
    def __init__(
        self,
        facet: str,
        stated: Sequence[Statement],
        rows: Wordings,
        vocabulary: Vocabulary,
        *,
        name_all: bool,
    ) -> None:
        self._facet, self._name_all = facet, name_all
        self._label_of = {one.wording: one.label for one in stated}
        self._by_label: dict[str, list[Statement]] = {}
        for one in stated:
            self._by_label.setdefault(one.label, []).append(one)
        self._present = set(rows.texts)
        self._rows = with_texts(rows, [*self._label_of, *self._by_label])
        self._code = {text: code for code, text in enumerate(self._rows.texts)}
        self._vocabulary = vocabulary

    def decisions(self) -> list[AnyDecision]:
        made: list[AnyDecision] = []
        # Once is enough but where names in force read like the wordings of others: then what they pull along
        # is taken apart once more.
        for _ in range(_PASSES):
            before = len(made)
            for step in (self._parted, self._joined, self._kept_names, self._named, self._shown):
                made += step(self._replayed(made))
            if len(made) == before:
                break
        return made

    def _replayed(self, made: Iterable[AnyDecision]) -> Replayed:
        log = self._vocabulary.decide(Entry(tuple(made), 0.0))
        return replay(self._facet, self._rows, log.decisions(self._facet))

    def _parted(self, found: Replayed) -> list[AnyDecision]:
        """Take apart what stands together and is stated under several labels; the most wordings stay."""
        alone = self._not_the_most(found.atom_of.tolist(), self._label_of)
        left = {wording: label for wording, label in self._label_of.items() if wording not in alone}
        atoms = self._not_the_most(found.groups.group_of.tolist(), left)
        return [
            Part(self._facet, tuple(own), alone=is_alone)
            for is_alone, taken in ((True, alone), (False, atoms))
            for label in self._by_label
            if (own := [wording for wording, theirs in taken.items() if theirs == label])
        ]

    def _not_the_most(self, place_of: list[int], label_of: Mapping[str, str]) -> dict[str, str]:
        """The wordings that stand where most are stated under another label, each with its own."""
        counts: dict[int, Counter[str]] = {}
        for wording, label in label_of.items():
            counts.setdefault(place_of[self._code[wording]], Counter())[label] += 1
        keeper = {place: min(count, key=lambda one: (-count[one], one)) for place, count in counts.items()}
        return {
            wording: label
            for wording, label in label_of.items()
            if keeper[place_of[self._code[wording]]] != label
        }

    def _joined(self, found: Replayed) -> list[AnyDecision]:
        return [
            Join(self._facet, tuple(dict.fromkeys(one.wording for one in own)))
            for own in self._by_label.values()
            if len({self._group(found, one.wording) for one in own}) > 1
        ]

    def _kept_names(self, found: Replayed) -> list[AnyDecision]:
        """Name the groups that have a wording which another label is called by: else they would meet.

        One that is to be called otherwise gets a name that nothing has until then, as two may change names.
        """
        owner = {self._group(found, wording): label for wording, label in self._label_of.items()}
        held = {
            group: owner[group]
            for label in self._by_label
            if (own := owner.get(group := self._group(found, label), label)) != label
            and (group not in found.named_at or found.groups.shown[group] != own)
        }
        return [
            Rename(self._facet, self._by_label[label][0].wording, self._held_name(found, group, label))
            for group, label in held.items()
        ]

    def _held_name(self, found: Replayed, group: int, label: str) -> str:
        if found.groups.shown[group] == label:
            return label
        tries = (f"{label} ({number})" for number in range(2, len(self._code) + 3))
        return next(one for one in tries if one not in self._code)

    def _named(self, found: Replayed) -> list[AnyDecision]:
        return [
            Rename(self._facet, own[0].wording, label)
            for label, own in self._by_label.items()
            if self._wants_name(found, label, own)
        ]

    def _wants_name(self, found: Replayed, label: str, own: Sequence[Statement]) -> bool:
        group = self._group(found, own[0].wording)
        named = group in found.named_at
        if found.groups.shown[group] == label:
            return self._name_all and not named
        known = named or self._name_all or any(one.wording in self._present for one in own)
        return known or label not in {one.wording for one in own}

    def _shown(self, found: Replayed) -> list[AnyDecision]:
        """Hide, show and put under themes what is stated so and is not."""
        made: list[AnyDecision] = []
        for own in self._by_label.values():
            wordings = tuple(dict.fromkeys(one.wording for one in own))
            group = self._group(found, wordings[0])
            if own[0].hidden != (group in found.groups.hidden):
                made.append((Hide if own[0].hidden else Unhide)(self._facet, wordings))
            other = [one.theme for one in own if one.theme and not self._has_theme(found, one, group)]
            if other:
                made.append(PutTheme(self._facet, wordings, other[0]))
        return made

    def _has_theme(self, found: Replayed, one: Statement, group: int) -> bool:
        return fold(theme_of(self._facet, one.wording, group, found.groups)) == fold(one.theme)

    def _group(self, found: Replayed, wording: str) -> int:
        return int(found.groups.group_of[self._code[wording]])
