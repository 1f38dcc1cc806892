"""Conditions taken out of a rule: what only forgotten customers had no segment asks for any more."""

from __future__ import annotations

from collections.abc import Callable

from fashionai_explorer.segments.rules import All, AnyOf, ColumnIs, InSegment, Not, Rule, Scalar

Kept = Callable[[Rule], Rule | None]
"""What is left of one condition: itself, another one, or None where it goes."""


def rule_without(rule: Rule, kept: Kept) -> Rule | None:
    """Return a rule with what is left of its conditions; None where nothing is.

    What held a condition that went goes with it, if it held no other: "all of none" would be everybody.
    """
    match rule:
        case All(parts):
            left = _parts_left(parts, kept)
            return None if parts and not left else All(left)
        case AnyOf(parts):
            left = _parts_left(parts, kept)
            return None if parts and not left else AnyOf(left)
        case Not(part):
            inner = rule_without(part, kept)
            return None if inner is None else Not(inner)
        case _:
            return kept(rule)


def renamed(rule: Rule, old: str, new: str) -> Rule:
    """Return a rule that calls a segment by its new name."""
    found = rule_without(rule, lambda one: InSegment(new) if one == InSegment(old) else one)
    return rule if found is None else found


def without_values(condition: ColumnIs, is_gone: Callable[[Scalar], bool]) -> ColumnIs | None:
    """Return a condition over a column without some of the values that it names; None where none is left."""
    if condition.op == "is_empty":
        return condition
    if not isinstance(condition.value, tuple):
        return None if is_gone(condition.value) else condition
    left = tuple(value for value in condition.value if not is_gone(value))
    return ColumnIs(condition.column, condition.op, left) if left or not condition.value else None


def _parts_left(parts: tuple[Rule, ...], kept: Kept) -> tuple[Rule, ...]:
    found = (rule_without(part, kept) for part in parts)
    return tuple(part for part in found if part is not None)
