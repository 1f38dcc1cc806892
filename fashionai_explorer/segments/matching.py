"""List columns compared with a rule's value: a bitmap of the customers that match."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from fashionai_explorer.analysis import Column, NumberColumn, TextColumn, as_bitmap
from fashionai_explorer.errors import UnsuitableOperatorError
from fashionai_explorer.identifiers import read_date
from fashionai_explorer.identifiers.amounts import DecimalSign, decimal_sign, read_amount
from fashionai_explorer.labels import fold
from fashionai_explorer.segments.rules import ColumnIs, Operator, Scalar

Mask = npt.NDArray[np.bool_]

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

ORDER: dict[Operator, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def matching(condition: ColumnIs, column: Column) -> BitMap:
    """The customers whose cell meets a condition.

    An empty cell meets only ``is_empty`` and ``!=``: what is not equal is exactly what ``=`` leaves.
    Texts are equal, and contain one another, whatever their case and accents. A text that writes a
    number is compared as one where the rule gives a number, one that writes a date where the rule gives an
    ISO date; otherwise texts stand in code-point order. Raises ``UnsuitableOperatorError``.
    """
    if condition.op == "!=":
        return as_bitmap(np.flatnonzero(~_mask(ColumnIs(condition.column, "=", condition.value), column)))
    return as_bitmap(np.flatnonzero(_mask(condition, column)))


def _mask(condition: ColumnIs, column: Column) -> Mask:
    if condition.op == "is_empty":
        empty = np.isnan(column.values) if isinstance(column, NumberColumn) else column.codes < 0
        return empty if condition.value else ~empty
    if condition.op == "in":
        assert isinstance(condition.value, tuple)  # noqa: S101 - parse_rule made it one
        none = np.zeros(len(column.values if isinstance(column, NumberColumn) else column.codes), bool)
        equal = (_mask(ColumnIs(condition.column, "=", one), column) for one in condition.value)
        any_of: Mask = np.logical_or.reduce([none, *equal])
        return any_of
    assert not isinstance(condition.value, tuple)  # noqa: S101 - only "in" takes several
    if isinstance(column, NumberColumn):
        return _compare_numbers(condition, condition.value, column)
    return _compare_texts(condition, condition.value, column)


def _compare_numbers(condition: ColumnIs, value: Scalar, column: NumberColumn) -> Mask:
    number = _number(value)
    if condition.op == "contains" or (np.isnan(number) and condition.op != "="):
        raise UnsuitableOperatorError(name=condition.column, operator=condition.op)
    # NaN, an empty cell or no number in the rule, is neither equal to anything nor in any order.
    met: Mask = ORDER[condition.op](column.values, number)
    return met


def _compare_texts(condition: ColumnIs, value: Scalar, column: TextColumn) -> Mask:
    sign = decimal_sign(column.texts)
    of_text = [_meets(text, condition.op, value, sign) for text in column.texts]
    met: Mask = np.array([*of_text, False], bool)[column.codes]  # code -1, empty, takes the last: no
    return met


def _meets(text: str, op: Operator, value: Scalar, sign: DecimalSign | None) -> bool:
    if op == "contains":
        return fold(_written(value)) in fold(text)
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = read_amount(text, sign)
        if number is not None:
            return bool(ORDER[op](number, value))
    if isinstance(value, str) and _ISO_DATE.fullmatch(value) and (day := read_date(text)) is not None:
        return bool(ORDER[op](day.isoformat(), value))
    if op == "=":
        return fold(text) == fold(_written(value))
    return isinstance(value, str) and bool(ORDER[op](text, value.strip()))


def _number(value: Scalar) -> float:
    if isinstance(value, bool):
        return float("nan")
    if isinstance(value, str):
        read = read_amount(value)
        return float("nan") if read is None else read
    return float(value)


def _written(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
