"""The filter in force on a page: what was picked in each chart, and conditions over the list's columns.

Pure and immutable: every change gives a new selection. Picks within a facet are joined by *or* (or *and*),
facets and columns by *and* (or *or*), and each of them can be turned into *is not*. It can be saved as a rule
and stands in the address as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fashionai_explorer.segments.parsing import parse_rule
from fashionai_explorer.segments.picks import Pick, condition_of, flags_of, pick_of, rule_of, written
from fashionai_explorer.segments.rules import All, AnyOf, ColumnIs, Not, Rule, to_json

_COLUMN, _COLUMN_NOT = "col.", "col-not."
_EITHER = ("match", "any")


@dataclass(frozen=True, slots=True)
class Selection:
    """The picks, one a facet, and the conditions over columns, each in the order they were made.

    ``excluded`` are the columns whose conditions take the others; ``either``: one part met is enough.
    """

    picks: tuple[Pick, ...] = ()
    conditions: tuple[ColumnIs, ...] = ()
    excluded: tuple[str, ...] = ()
    either: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.picks and not self.conditions

    def pick_of(self, facet: str) -> Pick | None:
        """What is picked in a facet."""
        return next((pick for pick in self.picks if pick.facet == facet), None)

    def by_column(self) -> list[tuple[ColumnIs, ...]]:
        """The conditions column by column: each is one chip, and met when all of its conditions are."""
        columns = dict.fromkeys(one.column for one in self.conditions)
        return [tuple(one for one in self.conditions if one.column == column) for column in columns]

    def toggle(self, facet: str, label: str, *, theme: bool = False) -> Selection:
        """Pick a label or a theme, or give it back; the last one given back ends the facet's pick."""
        pick = self.pick_of(facet)
        return self.with_pick((pick or Pick(facet)).toggle(label, theme=theme))

    def with_pick(self, pick: Pick) -> Selection:
        """Put a pick in the place of its facet's, else at the end; one of nothing takes it off."""
        if pick.is_empty:
            return self.without(pick.facet)
        if self.pick_of(pick.facet) is None:
            return replace(self, picks=(*self.picks, pick))
        return replace(self, picks=tuple(pick if one.facet == pick.facet else one for one in self.picks))

    def negate(self, facet: str) -> Selection:
        """Turn "is" into "is not" for a facet, and back."""
        pick = self.pick_of(facet)
        return self if pick is None else self.with_pick(replace(pick, negated=not pick.negated))

    def negate_column(self, column: str) -> Selection:
        """Turn what is asked of a column into its contrary, and back."""
        if column in self.excluded:
            return replace(self, excluded=tuple(one for one in self.excluded if one != column))
        asked = any(one.column == column for one in self.conditions)
        return replace(self, excluded=(*self.excluded, column)) if asked else self

    def switch_every(self, facet: str) -> Selection:
        """Turn "or" between a facet's labels into "and", and back."""
        pick = self.pick_of(facet)
        return self if pick is None else self.with_pick(replace(pick, every=not pick.every))

    def switch_either(self) -> Selection:
        """Turn "and" between the facets and columns into "or", and back."""
        return replace(self, either=not self.either)

    def without(self, facet: str) -> Selection:
        """The selection less a facet's pick: what the facet's own chart is filtered by."""
        return replace(self, picks=tuple(pick for pick in self.picks if pick.facet != facet))

    def with_condition(self, condition: ColumnIs) -> Selection:
        """Add a condition over a column, once."""
        if condition in self.conditions:
            return self
        return replace(self, conditions=(*self.conditions, condition))

    def without_condition(self, condition: ColumnIs) -> Selection:
        """The selection less a condition; with the last one of a column its contrary ends too."""
        left = tuple(one for one in self.conditions if one != condition)
        columns = {one.column for one in left}
        return replace(self, conditions=left, excluded=tuple(one for one in self.excluded if one in columns))

    def to_rule(self) -> dict[str, object]:
        """The rule that takes the same customers, as JSON takes it; of an empty selection everybody's."""
        return to_json(self.rule())

    def rule(self) -> Rule:
        """The rule that takes the same customers."""
        parts = [*map(rule_of, self.picks), *self._column_rules()]
        if len(parts) == 1:
            return parts[0]
        return AnyOf(tuple(parts)) if self.either and parts else All(tuple(parts))

    @classmethod
    def from_rule(cls, rule: object) -> Selection | None:
        """The selection that a rule was saved from; ``None`` where the rule says more than one can."""
        parsed = rule if isinstance(rule, Rule) else parse_rule(rule)
        either = isinstance(parsed, AnyOf) and pick_of(parsed) is None
        found: Selection | None = cls(either=either)
        for part in _parts_of(parsed):
            found = found._with_part(part) if found is not None else None
        return found

    def to_query(self) -> list[tuple[str, str]]:
        """As query parameters: ``voice_tone=sofisticado``, ``style.not=boho``, ``col.ltv=>= 500``."""
        pairs = [pair for pick in self.picks for pair in pick.to_query()]
        pairs += [(self._key(one.column), f"{one.op} {written(one.value)}") for one in self.conditions]
        return pairs + ([_EITHER] if self.either else [])

    @classmethod
    def from_query(cls, pairs: Iterable[tuple[str, str]]) -> Selection:
        """Read query parameters back; those of others, and broken ones, are passed over."""
        found = cls()
        for key, value in pairs:
            if (key, value) == _EITHER:
                found = replace(found, either=True)
            elif key.startswith((_COLUMN, _COLUMN_NOT)):
                found = found._with_written_condition(key, value)
            elif (flags := flags_of(key)) is not None:
                pick = found.pick_of(flags.facet) or Pick(
                    flags.facet, negated=flags.negated, every=flags.every
                )
                found = found.with_pick(pick.with_one(value, theme=flags.theme))
        return found

    def _column_rules(self) -> list[Rule]:
        rules: list[Rule] = []
        for own in self.by_column():
            joined = own[0] if len(own) == 1 else All(own)
            if own[0].column in self.excluded:
                rules.append(Not(joined))
            else:
                rules += [joined] if self.either else own
        return rules

    def _with_part(self, part: Rule) -> Selection | None:
        """Take in one part of a rule; nothing where it is none that a selection makes."""
        match part:
            case ColumnIs():
                return self._with_column((part,))
            case Not(ColumnIs() as condition):
                return self._with_column((condition,), excluded=True)
            case Not(All(parts)):
                return self._with_column(parts, excluded=True)
            case All(parts) if self.either and all(isinstance(one, ColumnIs) for one in parts):
                return self._with_column(parts)
        pick = pick_of(part)
        if pick is None or self.pick_of(pick.facet):
            return None
        return replace(self, picks=(*self.picks, pick))

    def _with_column(self, parts: tuple[Rule, ...], *, excluded: bool = False) -> Selection | None:
        conditions = tuple(one for one in parts if isinstance(one, ColumnIs))
        columns = {one.column for one in conditions}
        known = {one.column for one in self.conditions}
        # A column once more would be a chip of its own, but for conditions joined by "and" as they came.
        again = columns & (known if excluded or self.either else set(self.excluded))
        if len(conditions) < len(parts) or len(columns) != 1 or again:
            return None
        added = replace(self, conditions=(*self.conditions, *conditions))
        return replace(added, excluded=(*self.excluded, *columns)) if excluded else added

    def _key(self, column: str) -> str:
        return (_COLUMN_NOT if column in self.excluded else _COLUMN) + column

    def _with_written_condition(self, key: str, value: str) -> Selection:
        negated = key.startswith(_COLUMN_NOT)
        condition = condition_of(key.removeprefix(_COLUMN_NOT if negated else _COLUMN), value)
        if condition is None:
            return self
        found = self.with_condition(condition)
        if negated and condition.column not in found.excluded:
            found = replace(found, excluded=(*found.excluded, condition.column))
        return found


def _parts_of(rule: Rule) -> tuple[Rule, ...]:
    """The parts that a selection's rule joins; a single pick stands alone."""
    if isinstance(rule, All | AnyOf) and pick_of(rule) is None:
        return rule.parts
    return (rule,)
