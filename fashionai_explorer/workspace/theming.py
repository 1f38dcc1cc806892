"""Themes by meaning: made once of a brand's labels, kept in a sealed file, and grown when labels come.

A label that has a theme keeps it from run to run and from list to list, whatever comes later.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from itertools import islice

import msgspec

from fashionai_explorer.analysis import FacetIndex, with_themes, without_theme
from fashionai_explorer.errors import EncoderMissingError, StoreError
from fashionai_explorer.labels import THEMES_BY_RULE, key_of
from fashionai_explorer.labels.meaning import MOST_CLUSTERED, grow_themes
from fashionai_explorer.labels.vocabulary import VOCABULARY_FACETS, Vocabulary, theme_names
from fashionai_explorer.storage import VocabularyFile
from fashionai_explorer.workspace.register import Departed
from fashionai_explorer.workspace.suggesting import MOST_COMPARED, most_common

logger = logging.getLogger(__name__)

THEMED_BY_MEANING = tuple(facet for facet in VOCABULARY_FACETS if facet not in THEMES_BY_RULE)
"""The facets that have their themes from meaning and decisions; the others have them by rule."""

LEAST_KEPT = 30
"""Themes of fewer labels are made anew each time: what comes later would have to fit in with a handful."""


class KeptThemes(msgspec.Struct, frozen=True):
    """For each facet the theme of each label, in the order they came; ``format`` is 1."""

    format: int = 1
    facets: dict[str, dict[str, str]] = {}


class _OutdatedError(Exception):
    """The facet is of before somebody was forgotten: nothing that is made of it may be kept."""


def themed(
    index: FacetIndex,
    vocabulary: Vocabulary,
    file: VocabularyFile,
    is_outdated: Callable[[], bool] = lambda: False,
) -> FacetIndex:
    """Return the facet with themes by meaning where nothing was decided; decisions and their names win.

    Of a long facet those labels get one that most customers have. Without the encoder only those that were made
    before are there. Raises nothing: what cannot be kept is made anew the next time. ``is_outdated`` tells, when
    the themes are about to be kept, whether somebody was forgotten since the facet was made: then they are not.
    """
    bare = without_theme(index)
    labels = [label for label in most_common(index, MOST_COMPARED) if label in bare]
    weights = {label: len(index.labels[label]) for label in labels}
    names = theme_names(index.facet, vocabulary.decisions(index.facet))
    return with_themes(index, _theme_of(index.facet, weights, file, is_outdated), names)


def kept_themes(file: VocabularyFile) -> Mapping[str, Mapping[str, str]]:
    """Return by facet the labels that have a theme, each with it. Raises a ``StoreError``."""
    return _read(file.read()).facets


def themes_without(file: VocabularyFile, departed: Departed) -> bool:
    """Take the wordings that went with customers out of the kept themes; says whether there were any.

    A theme that one of them gave its name is named by its next label. Raises a ``StoreError``.
    """
    kept = _read(file.read())
    if _all_left(kept, departed) == kept:
        return False
    file.change(lambda now: msgspec.json.encode(_all_left(_read(now), departed)))
    return True


def _all_left(kept: KeptThemes, departed: Departed) -> KeptThemes:
    return KeptThemes(facets={facet: _left(facet, themes, departed) for facet, themes in kept.facets.items()})


def _left(facet: str, themes: Mapping[str, str], departed: Departed) -> dict[str, str]:
    """Return one facet's theme of each label that is left."""
    left = {label: theme for label, theme in themes.items() if not departed.had(facet, label)}
    named: dict[str, str] = {}
    for label, theme in left.items():
        named.setdefault(theme, label if departed.had(facet, theme) else theme)
    return {label: named[theme] for label, theme in left.items()}


def _theme_of(
    facet: str, weights: Mapping[str, int], file: VocabularyFile, is_outdated: Callable[[], bool]
) -> dict[str, str]:
    kept = _kept(file)
    found = _found(facet, weights, kept)
    if len(found) == len(weights):
        return found
    grown: dict[str, str] = {}

    def step(content: bytes | None) -> bytes:
        nonlocal grown
        before = _read(content)
        grown = _grown(facet, weights, before)
        if is_outdated():
            raise _OutdatedError
        return msgspec.json.encode(_with(before, facet, grown))

    try:
        if len(weights) < LEAST_KEPT and facet not in kept.facets:
            return _grown(facet, weights, kept)
        file.change(step)
    except EncoderMissingError:
        return found
    except _OutdatedError:
        return grown
    except StoreError as problem:
        logger.warning("The themes of a facet were not kept: %s", problem)
        return grown or found
    return grown


def _grown(facet: str, weights: Mapping[str, int], kept: KeptThemes) -> dict[str, str]:
    """Return a theme for each label: the kept one, else by nearness to the labels that have one."""
    known = kept.facets.get(facet, {})
    # The first are those that the themes were made of; a theme that began later stands by the label it is named by.
    base = dict(islice(known.items(), MOST_CLUSTERED)) | {
        theme: theme for theme in set(known.values()) if theme in known
    }
    found = _found(facet, weights, kept)
    all_labels = {**dict.fromkeys(base, 0), **weights}
    grown = grow_themes(facet, base | found, list(all_labels), list(all_labels.values()))
    return {label: grown[label] for label in weights}


def _found(facet: str, labels: Mapping[str, int], kept: KeptThemes) -> dict[str, str]:
    """Return the kept theme of each label that has one, by any of its wordings that the rules take for one."""
    known = kept.facets.get(facet, {})
    by_key = {key_of(facet, label).plain: theme for label, theme in known.items()} if known else {}
    themes = ((label, known.get(label) or by_key.get(key_of(facet, label).plain)) for label in labels)
    return {label: theme for label, theme in themes if theme is not None}


def _with(kept: KeptThemes, facet: str, grown: Mapping[str, str]) -> KeptThemes:
    return KeptThemes(facets={**kept.facets, facet: {**grown, **kept.facets.get(facet, {})}})


def _kept(file: VocabularyFile) -> KeptThemes:
    try:
        return _read(file.read())
    except StoreError as problem:
        logger.warning("The kept themes do not open: %s", problem)
        return KeptThemes()


def _read(content: bytes | None) -> KeptThemes:
    """Read the file; what another version wrote is made anew."""
    if content is None:
        return KeptThemes()
    try:
        kept = msgspec.json.decode(content, type=KeptThemes)
    except msgspec.MsgspecError:
        logger.warning("The kept themes are of another form; they are made anew.")
        return KeptThemes()
    return kept if kept.format == 1 else KeptThemes()
