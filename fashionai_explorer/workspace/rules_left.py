"""What is left of segments' rules without some customers: no condition that speaks of nobody else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec

from fashionai_explorer.errors import RuleError
from fashionai_explorer.identifiers import Within
from fashionai_explorer.segments import (
    ColumnIs,
    HasLabel,
    HasTheme,
    InSegment,
    Rule,
    parse_rule,
    rule_without,
    to_json,
    without_values,
)
from fashionai_explorer.segments.rules import Scalar
from fashionai_explorer.storage import SegmentHead
from fashionai_explorer.workspace.own_cells import OwnCells
from fashionai_explorer.workspace.register import Departed


class RulesLeft:
    """A rule loses labels and themes that led to these customers alone, their identifiers, and values that only
    their cells meet; a segment without a condition goes whole, and rules that call it lose that."""

    def __init__(self, departed: Departed, own: OwnCells, within: Within) -> None:
        self._departed = departed
        self._own = own
        self._within = within

    def gone(self, heads: Iterable[SegmentHead]) -> frozenset[str]:
        """Return the names of the segments that go whole."""
        known, gone = list(heads), frozenset[str]()
        while True:
            names = frozenset(head.name for head in known if self.segment(head, gone) is None)
            if names == gone:
                return gone
            gone = names

    def segment(self, head: SegmentHead, gone: Collection[str]) -> SegmentHead | None:
        """Return what is left of a segment, None where nothing is; ``gone`` names those that go whole."""
        rule = self._rule(head.rule, gone)
        return None if rule is None else msgspec.structs.replace(head, rule=dict(rule))

    def _rule(self, rule: dict[str, Any], gone: Collection[str]) -> Mapping[str, Any] | None:
        try:
            parsed = parse_rule(rule)
        except RuleError:  # what cannot be read is judged as one text
            return None if self._within.holds(msgspec.json.encode(rule).decode()) else rule
        left = rule_without(parsed, lambda one: self._condition(one, gone))
        if left is None:
            return None
        return rule if left == parsed else to_json(left)

    def _condition(self, condition: Rule, gone: Collection[str]) -> Rule | None:
        match condition:
            case HasLabel(facet, text) | HasTheme(facet, text):
                goes = self._departed.is_told_by(facet, text) or self._within.holds(text)
                return None if goes else condition
            case ColumnIs():
                return without_values(condition, lambda value: self._is_theirs(condition, value))
            case InSegment(name):
                return None if name in gone else condition
            case _:
                return condition

    def _is_theirs(self, condition: ColumnIs, value: Scalar) -> bool:
        return self._within.holds(str(value)) or self._own.are_meant(condition, value)
