"""A segment's rule read from JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from fashionai_explorer.errors import (
    RuleShapeError,
    UnknownOperatorError,
    UnknownOutcomeError,
    UnknownRuleFacetError,
)
from fashionai_explorer.labels import FACETS
from fashionai_explorer.outcomes import CUSTOMER_OUTCOMES
from fashionai_explorer.segments.fixed_rows import as_rows
from fashionai_explorer.segments.rules import (
    AGE_OPERATORS,
    OPERATORS,
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
)

# Rules are nested by hand or by another program; deeper than this is a mistake, not a wish.
_DEEPEST = 100


def parse_rule(rule: object) -> Rule:
    """Read a rule from decoded JSON, or from JSON text.

    Raises a ``RuleError`` that names the part that is not understood, or the facet or operator that
    there is not, or the outcome that no customer has. Columns and segments are looked up when members are.
    """
    if isinstance(rule, str | bytes):
        try:
            rule = json.loads(rule)
        except (ValueError, RecursionError):
            _refuse("the start", "it is no JSON")
    return _parse(rule, "rule")


def _parse(given: object, place: str) -> Rule:
    if place.count(".") > _DEEPEST:
        _refuse(place[:60], "it is nested too deep")
    if not isinstance(given, dict) or not given:
        _refuse(place, "a condition is an object")
    form = next((form for form in _FORMS if set(given) <= form.keys and form.needs <= set(given)), None)
    if form is None:
        _refuse(place, "these keys are no condition: " + ", ".join(sorted(map(str, given))))
    return form.read(given, place)


def _refuse(place: str, problem: str) -> NoReturn:
    raise RuleShapeError(place=place, problem=problem)


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of a condition: the keys it needs, those it may have, and how it is read."""

    needs: frozenset[str]
    keys: frozenset[str]
    read: Callable[[Mapping[str, Any], str], Rule]


def _all(given: Mapping[str, Any], place: str) -> Rule:
    return All(_parts(given["all"], f"{place}.all"))


def _any(given: Mapping[str, Any], place: str) -> Rule:
    return AnyOf(_parts(given["any"], f"{place}.any"))


def _not(given: Mapping[str, Any], place: str) -> Rule:
    return Not(_parse(given["not"], f"{place}.not"))


def _parts(given: object, place: str) -> tuple[Rule, ...]:
    if not isinstance(given, list):
        _refuse(place, "it takes a list of conditions")
    return tuple(_parse(part, f"{place}[{number}]") for number, part in enumerate(given))


def _label(given: Mapping[str, Any], place: str) -> Rule:
    label = given["label"]
    if isinstance(label, bool):  # {"facet": "new_behaviour", "label": true} is meant
        label = "true" if label else "false"
    return HasLabel(_facet(given["facet"]), _text(label, f"{place}.label"))


def _theme(given: Mapping[str, Any], place: str) -> Rule:
    return HasTheme(_facet(given["facet"]), _text(given["theme"], f"{place}.theme"))


def _new_behaviour(given: Mapping[str, Any], place: str) -> Rule:
    if not isinstance(given["new_behaviour"], bool):
        _refuse(f"{place}.new_behaviour", "it is true or false")
    return HasLabel("new_behaviour", "true" if given["new_behaviour"] else "false")


def _column(given: Mapping[str, Any], place: str) -> Rule:
    op = _operator(given["op"], OPERATORS)
    if op != "is_empty" and "value" not in given:
        _refuse(f"{place}.value", "it is missing")
    value = given.get("value", True)
    if op == "in":
        if not isinstance(value, list) or not all(map(_is_scalar, value)):
            _refuse(f"{place}.value", '"in" takes a list of texts or numbers')
        value = tuple(value)
    elif not _is_scalar(value) or (op == "is_empty" and not isinstance(value, bool)):
        _refuse(f"{place}.value", f'it does not fit "{op}"')
    return ColumnIs(_text(given["column"], f"{place}.column"), op, value)


def _age(given: Mapping[str, Any], place: str) -> Rule:
    if given["profile"] != "age_days":
        _refuse(f"{place}.profile", 'only "age_days" can be compared')
    days = given["value"]
    if isinstance(days, bool) or not isinstance(days, int | float) or not math.isfinite(days):
        _refuse(f"{place}.value", "days are a number")
    return AgeIs(_operator(given["op"], AGE_OPERATORS), days)


def _segment(given: Mapping[str, Any], place: str) -> Rule:
    return InSegment(_text(given["segment"], f"{place}.segment"))


def _rows(given: Mapping[str, Any], place: str) -> Rule:
    rows = _text(given["rows"], f"{place}.rows")
    try:
        as_rows(rows)
    except ValueError:
        _refuse(f"{place}.rows", "rows are written as ranges, such as 2-7,9")
    return InRows(rows, _text(given["file"], f"{place}.file"))


def _outcome(given: Mapping[str, Any], place: str) -> Rule:  # noqa: ARG001 - all forms are read alike
    outcome = next((one for one in CUSTOMER_OUTCOMES if one == given["outcome"]), None)
    if outcome is None:
        raise UnknownOutcomeError(name=given["outcome"], known=", ".join(CUSTOMER_OUTCOMES))
    return HasOutcome(outcome)


def _facet(name: object) -> str:
    if name not in FACETS:
        raise UnknownRuleFacetError(name=name, known=", ".join(FACETS))
    return name


def _operator(name: object, known: tuple[Operator, ...]) -> Operator:
    if name not in known:
        raise UnknownOperatorError(name=name, known=", ".join(known))
    return name


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        _refuse(place, "it is a text")
    return value


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))


def _form(read: Callable[[Mapping[str, Any], str], Rule], needs: str, may: str = "") -> _Form:
    return _Form(frozenset(needs.split()), frozenset(f"{needs} {may}".split()), read)


_FORMS = (
    _form(_all, "all"),
    _form(_any, "any"),
    _form(_not, "not"),
    _form(_label, "facet label"),
    _form(_theme, "facet theme"),
    _form(_new_behaviour, "new_behaviour"),
    _form(_column, "column op", "value"),
    _form(_age, "profile op value"),
    _form(_segment, "segment"),
    _form(_rows, "rows file"),
    _form(_outcome, "outcome"),
)
