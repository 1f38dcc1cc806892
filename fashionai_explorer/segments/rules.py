"""The rule language: what a segment's rule is made of, and how it stands as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from fashionai_explorer.outcomes import Outcome

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "contains", "in", "is_empty"]
OPERATORS: tuple[Operator, ...] = ("=", "!=", "<", "<=", ">", ">=", "contains", "in", "is_empty")
AGE_OPERATORS: tuple[Operator, ...] = ("=", "!=", "<", "<=", ">", ">=")

Scalar = str | int | float | bool
Value = Scalar | tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Customers that every part takes; without parts, everybody."""

    parts: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Customers that some part takes; without parts, nobody."""

    parts: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """All customers of the list that the part does not take, those without a profile too."""

    part: Rule


@dataclass(frozen=True, slots=True)
class HasLabel:
    facet: str
    label: str


@dataclass(frozen=True, slots=True)
class HasTheme:
    facet: str
    theme: str


@dataclass(frozen=True, slots=True)
class ColumnIs:
    """A list column compared; ``value`` is a tuple for ``in`` and a bool for ``is_empty``."""

    column: str
    op: Operator
    value: Value


@dataclass(frozen=True, slots=True)
class AgeIs:
    """The days since the profile was fetched, compared; takes only customers with a profile."""

    op: Operator
    days: float


@dataclass(frozen=True, slots=True)
class InSegment:
    name: str


@dataclass(frozen=True, slots=True)
class InRows:
    """Customers by their first rows in a file, as ``fixed_rows`` writes them; ``file`` is its digest."""

    rows: str
    file: str


@dataclass(frozen=True, slots=True)
class HasOutcome:
    """One of ``CUSTOMER_OUTCOMES``: no customer has another."""

    outcome: Outcome


Rule = All | AnyOf | Not | HasLabel | HasTheme | ColumnIs | AgeIs | InSegment | InRows | HasOutcome


def to_json(rule: Rule) -> dict[str, Any]:
    """The rule as JSON takes it: ``parsing.parse_rule`` gives the same rule back."""
    match rule:
        case All(parts):
            return {"all": [to_json(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [to_json(part) for part in parts]}
        case Not(part):
            return {"not": to_json(part)}
        case HasLabel(facet, label):
            return {"facet": facet, "label": label}
        case HasTheme(facet, theme):
            return {"facet": facet, "theme": theme}
        case ColumnIs(column, op, value):
            return {"column": column, "op": op, "value": list(value) if isinstance(value, tuple) else value}
        case AgeIs(op, days):
            return {"profile": "age_days", "op": op, "value": days}
        case InSegment(name):
            return {"segment": name}
        case InRows(rows, file):
            return {"rows": rows, "file": file}
        case HasOutcome(outcome):
            return {"outcome": outcome.value}
