"""What is picked in one facet, and how a selection's parts stand in a rule and in an address."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import NamedTuple

from fashionai_explorer.errors import RuleError
from fashionai_explorer.labels import FACETS
from fashionai_explorer.outcomes import Outcome
from fashionai_explorer.segments.parsing import parse_rule
from fashionai_explorer.segments.rules import (
    OPERATORS,
    All,
    AnyOf,
    ColumnIs,
    HasLabel,
    HasOutcome,
    HasTheme,
    Not,
    Rule,
    Value,
)

_NOT, _EVERY, _THEME = "not", "and", "theme"
_WITH_PROFILE = HasOutcome(Outcome.FOUND)


@dataclass(frozen=True, slots=True)
class Pick:
    """What is picked in one facet's chart: any of the labels and themes, or every one of them.

    ``negated`` takes the others among the customers with a profile: of the rest nothing is known.
    """

    facet: str
    labels: tuple[str, ...] = ()
    negated: bool = False
    every: bool = False
    themes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.labels and not self.themes

    def toggle(self, text: str, *, theme: bool = False) -> Pick:
        """Pick a label or a theme, or give it back."""
        before = self.themes if theme else self.labels
        if text not in before:
            return self.with_one(text, theme=theme)
        left = tuple(one for one in before if one != text)
        return replace(self, themes=left) if theme else replace(self, labels=left)

    def with_one(self, text: str, *, theme: bool = False) -> Pick:
        """Pick a label or a theme, once."""
        if theme:
            return replace(self, themes=tuple(dict.fromkeys([*self.themes, text])))
        return replace(self, labels=tuple(dict.fromkeys([*self.labels, text])))

    def to_query(self) -> list[tuple[str, str]]:
        """As query parameters: ``style.not=boho``, ``occasion.theme=trabalho``."""
        flags = [*([_NOT] if self.negated else []), *([_EVERY] if self.every else [])]
        pairs = [(".".join([self.facet, *flags]), label) for label in self.labels]
        return pairs + [(".".join([self.facet, _THEME, *flags]), theme) for theme in self.themes]


class Flags(NamedTuple):
    """What a query parameter's name says of a pick."""

    facet: str
    theme: bool
    negated: bool
    every: bool


def flags_of(key: str) -> Flags | None:
    """Read the name of a query parameter; None where it is of no pick."""
    facet, *flags = key.split(".")
    if facet not in FACETS or not set(flags) <= {_NOT, _EVERY, _THEME}:
        return None
    return Flags(facet, _THEME in flags, _NOT in flags, _EVERY in flags)


def rule_of(pick: Pick) -> Rule:
    """The rule that takes the same customers."""
    parts: tuple[Rule, ...] = (
        *(HasLabel(pick.facet, label) for label in pick.labels),
        *(HasTheme(pick.facet, theme) for theme in pick.themes),
    )
    met: Rule = parts[0] if len(parts) == 1 else All(parts) if pick.every else AnyOf(parts)
    return All((_WITH_PROFILE, Not(met))) if pick.negated else met


def pick_of(rule: Rule) -> Pick | None:
    """The pick that a rule was made of; None where it is of no pick."""
    match rule:
        case All((HasOutcome(Outcome.FOUND), Not(part))):
            pick = pick_of(part)
            return None if pick is None or pick.negated else replace(pick, negated=True)
        case HasLabel(facet, label):
            return Pick(facet, (label,))
        case HasTheme(facet, theme):
            return Pick(facet, themes=(theme,))
        case AnyOf(parts) | All(parts) if len(parts) > 1:
            return _of_several(parts, every=isinstance(rule, All))
    return None


def _of_several(parts: tuple[Rule, ...], *, every: bool) -> Pick | None:
    """The pick of several labels and themes of one facet, each named once and labels first."""
    facets = {part.facet for part in parts if isinstance(part, HasLabel | HasTheme)}
    labels = tuple(part.label for part in parts if isinstance(part, HasLabel))
    themes = tuple(part.theme for part in parts if isinstance(part, HasTheme))
    if len(facets) != 1:
        return None
    pick = Pick(facets.pop(), tuple(dict.fromkeys(labels)), every=every, themes=tuple(dict.fromkeys(themes)))
    return pick if rule_of(pick) == (All(parts) if every else AnyOf(parts)) else None


def written(value: Value) -> str:
    """A value for the address: texts as they are, unless they would be read back as something else."""
    if isinstance(value, str) and _read(value) == value:
        return value
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def condition_of(column: str, text: str) -> ColumnIs | None:
    """Read a condition over a column as the address has it; None for a broken one."""
    op, _, value = text.partition(" ")
    if op not in OPERATORS:
        return None
    read = _read(value)
    try:
        given = {"column": column, "op": op, "value": list(read) if isinstance(read, tuple) else read}
        parsed = parse_rule(given)
    except RuleError:
        return None
    return parsed if isinstance(parsed, ColumnIs) else None


def _read(text: str) -> Value:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    if isinstance(value, list):
        return tuple(value)
    return value if isinstance(value, str | int | float) else text
