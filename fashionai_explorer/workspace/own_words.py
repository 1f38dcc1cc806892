"""What only some customers say: of their profiles' words those that nobody else's profile has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from fashionai_explorer.labels import THEMES_BY_RULE, build_label_table, fold
from fashionai_explorer.labels.vocabulary import VOCABULARY_FACETS, Vocabulary, texts_of, without
from fashionai_explorer.storage import AnswerStore

Texts = dict[str, set[str]]
ByFacet = Mapping[str, frozenset[str]]

_PROFILES_AT_ONCE = 1_800


class OwnWords(NamedTuple):
    """By facet: ``wordings`` that no stored profile has but theirs; ``names``, folded, of which the same is true,
    with those of labels and themes that led to nobody else; ``stale`` are those of the given labels that no
    profile has any more, which an earlier one of theirs may have had."""

    wordings: ByFacet
    names: ByFacet
    stale: ByFacet


def own_words(
    answers: AnswerStore,
    theirs: Collection[bytes],
    vocabularies: Collection[Vocabulary] = (),
    labels: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> OwnWords:
    """Return what only the profiles under these keys say, of any brand; ``labels`` are those that are kept.

    Reads other profiles until each word was met; all of them where one is met nowhere.
    """
    own = _wordings(answers, theirs)
    said = {facet: _folded(facet, texts) for facet, texts in own.items()}
    given = _gone_with(vocabularies, own, said)
    wordings: Texts = {facet: set(texts) for facet, texts in own.items()}
    names: Texts = {facet: said[facet] | given.get(facet, set()) for facet in own}
    stale: Texts = {facet: set(labels.get(facet, ())) - own[facet] for facet in own}
    others = sorted(set(answers.profile_keys()) - set(theirs))
    for start in range(0, len(others), _PROFILES_AT_ONCE):
        if not any((*wordings.values(), *names.values(), *stale.values())):
            break
        for facet, texts in _wordings(answers, others[start : start + _PROFILES_AT_ONCE]).items():
            wordings[facet] -= texts
            stale[facet] -= texts
            if names[facet]:
                names[facet] -= _folded(facet, texts)
    directly = {facet: texts & said[facet] for facet, texts in names.items()}
    lost = _gone_with(vocabularies, wordings, directly)
    told = {facet: directly[facet] | (names[facet] & lost.get(facet, set())) for facet in own}
    return OwnWords(_frozen(wordings), _frozen(told), _frozen(stale))


def _wordings(answers: AnswerStore, keys: Iterable[bytes]) -> Texts:
    table = build_label_table(answer.body for _, answer in answers.bodies(keys))
    return {facet: set(table.facets[facet].texts) for facet in VOCABULARY_FACETS}


def _folded(facet: str, texts: Iterable[str]) -> set[str]:
    """Return what a facet's wordings are told by: themselves, and their theme where a rule gives it."""
    by_rule = THEMES_BY_RULE.get(facet)
    return {fold(name) for text in texts for name in ((text, by_rule(text)) if by_rule else (text,))}


def _gone_with(
    vocabularies: Collection[Vocabulary], wordings: Mapping[str, set[str]], names: Mapping[str, set[str]]
) -> Texts:
    """Return in folded form the labels and themes that no decision gives any more once these texts go."""

    def is_gone(facet: str, text: str) -> bool:
        return text in wordings.get(facet, ()) or fold(text) in names.get(facet, ())

    found: Texts = {}
    for vocabulary in vocabularies:
        for facet, text in set(texts_of(vocabulary)) - set(texts_of(without(vocabulary, is_gone).vocabulary)):
            found.setdefault(facet, set()).add(fold(text))
    return found


def _frozen(texts: Texts) -> dict[str, frozenset[str]]:
    return {facet: frozenset(own) for facet, own in texts.items() if own}
