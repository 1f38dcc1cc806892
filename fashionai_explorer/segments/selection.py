"""The filter in force on a page: what was picked in each chart, and conditions over the list's columns.

Pure and immutable: every change gives a new selection. Picks within a facet are joined by *or* (or *and*),
facets and conditions by *and*. It can be saved as a rule and stands in the address as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from fashionai_explorer.errors import RuleError
from fashionai_explorer.labels import FACETS
from fashionai_explorer.segments.parsing import parse_rule
from fashionai_explorer.segments.rules import (
    OPERATORS,
    All,
    AnyOf,
    ColumnIs,
    HasLabel,
    HasOutcome,
    Not,
    Rule,
    Value,
    to_json,
)

_COLUMN = "col."
_NOT, _EVERY = "not", "and"
_WITH_PROFILE = HasOutcome("found")


@dataclass(frozen=True, slots=True)
class Pick:
    """What is picked in one facet's chart: any of the labels, or every one of them.

    ``negated`` takes the others among the customers with a profile: of the rest nothing is known.
    """

    facet: str
    labels: tuple[str, ...]
    negated: bool = False
    every: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """The picks, one a facet, and the conditions over columns, each in the order they were made."""

    picks: tuple[Pick, ...] = ()
    conditions: tuple[ColumnIs, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.picks and not self.conditions

    def pick_of(self, facet: str) -> Pick | None:
        """What is picked in a facet."""
        return next((pick for pick in self.picks if pick.facet == facet), None)

    def toggle(self, facet: str, label: str) -> Selection:
        """Pick a label, or give it back; the last one given back ends the facet's pick."""
        pick = self.pick_of(facet)
        if pick is None:
            return replace(self, picks=(*self.picks, Pick(facet, (label,))))
        rest = tuple(one for one in pick.labels if one != label)
        labels = rest if label in pick.labels else (*pick.labels, label)
        return self.with_pick(replace(pick, labels=labels))

    def with_pick(self, pick: Pick) -> Selection:
        """Put a pick in the place of its facet's, else at the end; one without labels takes it off."""
        if not pick.labels:
            return self.without(pick.facet)
        if self.pick_of(pick.facet) is None:
            return replace(self, picks=(*self.picks, pick))
        return replace(self, picks=tuple(pick if one.facet == pick.facet else one for one in self.picks))

    def negate(self, facet: str) -> Selection:
        """Turn "is" into "is not" for a facet, and back."""
        pick = self.pick_of(facet)
        return self if pick is None else self.with_pick(replace(pick, negated=not pick.negated))

    def switch_every(self, facet: str) -> Selection:
        """Turn "or" between a facet's labels into "and", and back."""
        pick = self.pick_of(facet)
        return self if pick is None else self.with_pick(replace(pick, every=not pick.every))

    def without(self, facet: str) -> Selection:
        """The selection less a facet's pick: what the facet's own chart is filtered by."""
        return replace(self, picks=tuple(pick for pick in self.picks if pick.facet != facet))

    def with_condition(self, condition: ColumnIs) -> Selection:
        """Add a condition over a column, once."""
        return (
            self if condition in self.conditions else replace(self, conditions=(*self.conditions, condition))
        )

    def without_condition(self, condition: ColumnIs) -> Selection:
        return replace(self, conditions=tuple(one for one in self.conditions if one != condition))

    def to_rule(self) -> dict[str, object]:
        """The rule that takes the same customers, as JSON takes it; of an empty selection everybody's."""
        return to_json(self.rule())

    def rule(self) -> Rule:
        """The rule that takes the same customers."""
        parts = (*map(_rule_of, self.picks), *self.conditions)
        return parts[0] if len(parts) == 1 else All(parts)

    @classmethod
    def from_rule(cls, rule: object) -> Selection | None:
        """The selection that a rule was saved from; ``None`` where the rule says more than one can."""
        parsed = rule if isinstance(rule, Rule) else parse_rule(rule)
        found = cls()
        for part in _parts_of(parsed):
            if isinstance(part, ColumnIs):
                found = replace(found, conditions=(*found.conditions, part))
            elif (pick := _pick_of(part)) is None or found.pick_of(pick.facet):
                return None
            else:
                found = replace(found, picks=(*found.picks, pick))
        return found

    def to_query(self) -> list[tuple[str, str]]:
        """As query parameters: ``voice_tone=sofisticado``, ``style.not=boho``, ``col.ltv=>= 500``."""
        pairs = [(_key(pick), label) for pick in self.picks for label in pick.labels]
        return pairs + [(_COLUMN + one.column, f"{one.op} {_written(one.value)}") for one in self.conditions]

    @classmethod
    def from_query(cls, pairs: Iterable[tuple[str, str]]) -> Selection:
        """Read query parameters back; those of others, and broken ones, are passed over."""
        found = cls()
        for key, value in pairs:
            if key.startswith(_COLUMN):
                condition = _condition(key.removeprefix(_COLUMN), value)
                found = found.with_condition(condition) if condition else found
                continue
            facet, *flags = key.split(".")
            if facet not in FACETS or not set(flags) <= {_NOT, _EVERY}:
                continue
            before = found.pick_of(facet) or Pick(facet, (), _NOT in flags, _EVERY in flags)
            if value not in before.labels:
                found = found.with_pick(replace(before, labels=(*before.labels, value)))
        return found


def _rule_of(pick: Pick) -> Rule:
    labels = tuple(HasLabel(pick.facet, label) for label in pick.labels)
    met: Rule = labels[0] if len(labels) == 1 else All(labels) if pick.every else AnyOf(labels)
    return All((_WITH_PROFILE, Not(met))) if pick.negated else met


def _parts_of(rule: Rule) -> tuple[Rule, ...]:
    """The parts a selection's rule joins by "and"; a single pick stands alone."""
    if isinstance(rule, All) and _pick_of(rule) is None:
        return rule.parts
    return (rule,)


def _pick_of(rule: Rule) -> Pick | None:
    match rule:
        case All((HasOutcome("found"), Not(part))):
            pick = _pick_of(part)
            return None if pick is None or pick.negated else replace(pick, negated=True)
        case HasLabel(facet, label):
            return Pick(facet, (label,))
        case AnyOf(parts) | All(parts) if parts:
            labels = [part for part in parts if isinstance(part, HasLabel)]
            facets = {label.facet for label in labels}
            distinct = tuple(dict.fromkeys(label.label for label in labels))
            if len(labels) == len(parts) > 1 and len(facets) == 1 and len(distinct) == len(labels):
                return Pick(facets.pop(), distinct, every=isinstance(rule, All))
    return None


def _key(pick: Pick) -> str:
    return ".".join([pick.facet, *([_NOT] if pick.negated else []), *([_EVERY] if pick.every else [])])


def _written(value: Value) -> str:
    """A value for the address: texts as they are, unless they would be read back as something else."""
    if isinstance(value, str) and _read(value) == value:
        return value
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _read(written: str) -> Value:
    try:
        value = json.loads(written)
    except (ValueError, RecursionError):
        return written
    if isinstance(value, list):
        return tuple(value)
    return value if isinstance(value, str | int | float) else written


def _condition(column: str, written: str) -> ColumnIs | None:
    op, _, value = written.partition(" ")
    if op not in OPERATORS:
        return None
    read = _read(value)
    try:
        given = {"column": column, "op": op, "value": list(read) if isinstance(read, tuple) else read}
        parsed = parse_rule(given)
    except RuleError:
        return None
    return parsed if isinstance(parsed, ColumnIs) else None
