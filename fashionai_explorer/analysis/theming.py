"""A facet with themes that were made elsewhere: by meaning, where neither a rule nor a decision gives one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fashionai_explorer.analysis.index import FacetIndex, of_one_name, union, unions
from fashionai_explorer.labels import key_of


def without_theme(facet: FacetIndex) -> set[str]:
    """Return the shown labels that have no theme yet."""
    themed = {facet.label_of[wording] for wording in facet.theme_of}
    return {label for label in facet.labels if label not in themed}


def with_themes(facet: FacetIndex, theme_of: Mapping[str, str], theme_names: Mapping[str, str]) -> FacetIndex:
    """Return the facet with a theme for each label of ``theme_of`` that has none; those that are there win.

    ``theme_names`` gives for a theme's key what it is called instead. Themes that the rules take for one are one.
    """
    bare = without_theme(facet)
    named = dict(facet.theme_of)
    for wording, label in facet.label_of.items():
        if label in bare and (theme := theme_of.get(label)):
            named[wording] = theme_names.get(key_of(facet.facet, theme).plain, theme)
    named = of_one_name(facet.facet, named)
    customers = {wording: facet.wordings[wording] for wording in named}
    return replace(facet, theme_of=named, themes=unions(customers, named.__getitem__, union))
