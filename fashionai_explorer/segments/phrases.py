"""A rule as parts that a page can put into words, in any language: chips and sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from fashionai_explorer.segments.fixed_rows import as_rows
from fashionai_explorer.segments.rules import (
    AgeIs,
    All,
    AnyOf,
    ColumnIs,
    HasLabel,
    HasOutcome,
    HasTheme,
    InRows,
    InSegment,
    Not,
    Operator,
    Rule,
    Scalar,
)

Kind = Literal["all", "any", "not", "label", "theme", "column", "age_days", "segment", "rows", "outcome"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One part of a rule.

    ``subject`` is the facet or column (``""`` for the rest), ``values`` what it is compared with, any of
    which will do, ``negated`` says "is not". ``all``, ``any`` and ``not`` have ``parts`` instead.
    """

    kind: Kind
    subject: str = ""
    op: Operator = "="
    values: tuple[Scalar, ...] = ()
    negated: bool = False
    parts: tuple[Phrase, ...] = ()


def describe(rule: Rule) -> Phrase:
    """The rule in parts, the shortest way: labels of one facet joined by "any" are one part."""
    match rule:
        case All(parts):
            return _joined("all", tuple(map(describe, parts)))
        case AnyOf(parts):
            inner = tuple(map(describe, parts))
            return _one_of(inner) or _joined("any", inner)
        case Not(part):
            phrase = describe(part)
            return (
                Phrase("not", parts=(phrase,))
                if phrase.parts
                else replace(phrase, negated=not phrase.negated)
            )
        case HasLabel(facet, label):
            return Phrase("label", facet, values=(label,))
        case HasTheme(facet, theme):
            return Phrase("theme", facet, values=(theme,))
        case ColumnIs(column, op, value):
            return Phrase("column", column, op, value if isinstance(value, tuple) else (value,))
        case AgeIs(op, days):
            return Phrase("age_days", op=op, values=(days,))
        case InSegment(name):
            return Phrase("segment", values=(name,))
        case InRows(rows):
            return Phrase("rows", values=(len(as_rows(rows)),))
        case HasOutcome(outcome):
            return Phrase("outcome", values=(outcome,))


def _joined(kind: Literal["all", "any"], parts: tuple[Phrase, ...]) -> Phrase:
    return parts[0] if len(parts) == 1 else Phrase(kind, parts=parts)


def _one_of(parts: tuple[Phrase, ...]) -> Phrase | None:
    """Parts that differ in their values alone, as one part with all the values."""
    if not parts or parts[0].kind not in ("label", "theme") or parts[0].negated:
        return None
    alike = {replace(part, values=()) for part in parts}
    values = dict.fromkeys(value for part in parts for value in part.values)
    return replace(parts[0], values=tuple(values)) if len(alike) == 1 else None
