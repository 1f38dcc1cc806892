"""A vocabulary as a table of what it comes to: one statement a wording, as files for other tools have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fashionai_explorer.errors import TwoMastersError, TwoThemesError, VocabularyFacetError
from fashionai_explorer.labels.folding import fold
from fashionai_explorer.labels.grouping import Groups
from fashionai_explorer.labels.harmonising import key_of
from fashionai_explorer.labels.table import CountedWordings, Wordings
from fashionai_explorer.labels.themes import THEMES_BY_RULE
from fashionai_explorer.labels.vocabulary.decisions import named_by
from fashionai_explorer.labels.vocabulary.log import VOCABULARY_FACETS, Vocabulary
from fashionai_explorer.labels.vocabulary.replaying import replay, with_texts


@dataclass(frozen=True, slots=True)
class Statement:
    """That a wording of a facet counts under a label, which has a theme (or none) and is hidden or not.

    ``line`` is where a file says so, from 1; 0 where no file does.
    """

    facet: str
    wording: str
    label: str
    theme: str = ""
    hidden: bool = False
    line: int = 0


def statements(facets: Mapping[str, Wordings], vocabulary: Vocabulary) -> list[Statement]:
    """What a vocabulary comes to, for the wordings of a list and all that it decides on.

    By facet, then by label and wording as their folded forms sort.
    """
    return [
        statement
        for facet in VOCABULARY_FACETS
        if facet in facets
        for statement in _of_facet(facet, facets[facet], vocabulary)
    ]


def check(stated: Sequence[Statement], name: str) -> None:
    """Check what a file called ``name`` states.

    Raises ``VocabularyFacetError`` for a facet that there is not, ``TwoMastersError`` for a wording with two
    labels, ``TwoThemesError`` for a label with two themes or of which a part is hidden. The rules' own
    themes are those of wordings, so that a label has several: of these facets only hidden ones count.
    """
    by_wording: dict[tuple[str, str], Statement] = {}
    by_label: dict[tuple[str, str], Statement] = {}
    for one in stated:
        if one.facet not in VOCABULARY_FACETS:
            known = ", ".join(VOCABULARY_FACETS)
            raise VocabularyFacetError(file=name, line=one.line, name=one.facet, known=known)
        first = by_wording.setdefault((one.facet, one.wording), one)
        if first.label != one.label:
            raise TwoMastersError(
                file=name,
                line=one.line,
                wording=one.wording,
                label=one.label,
                earlier=first.line,
                other=first.label,
            )
        first = by_label.setdefault((one.facet, one.label), one)
        themes = {fold(first.theme), fold(one.theme)} if one.facet not in THEMES_BY_RULE else {""}
        if first.hidden != one.hidden or len(themes) > 1:
            raise TwoThemesError(file=name, line=one.line, label=one.label, earlier=first.line)


def nobody() -> Wordings:
    """A facet that nobody has anything in."""
    return CountedWordings([], np.zeros(0, np.int64))


def theme_of(facet: str, wording: str, group: int, groups: Groups) -> str:
    """The theme of a wording in its group, by the name that it has now; empty where there is none."""
    by_rules = THEMES_BY_RULE.get(facet)
    theme = groups.themes.get(group) or (by_rules(wording) if by_rules else "")
    return groups.theme_names.get(key_of(facet, theme).plain, theme) if theme else ""


def _of_facet(facet: str, rows: Wordings, vocabulary: Vocabulary) -> Iterable[Statement]:
    made = vocabulary.decisions(facet)
    wide = with_texts(rows, (text for _, decision in made for text in named_by(decision)))
    groups = replay(facet, wide, made).groups
    stated = [
        Statement(
            facet, text, groups.shown[group], theme_of(facet, text, group, groups), group in groups.hidden
        )
        for text, group in zip(wide.texts, groups.group_of.tolist(), strict=True)
    ]
    return sorted(stated, key=lambda one: (fold(one.label), one.label, fold(one.wording), one.wording))
