"""The list's own columns as the index keeps them: numbers as an array, everything else as codes of texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fashionai_explorer.identifiers.amounts import read_amounts

Floats = npt.NDArray[np.float64]

# A code that is made of digits is no number: a zero in front, more digits than a float holds, "12E3".
_CODE = re.compile(r"[+-]?0\d|.*\d{16}|.*\d[eE]")


@dataclass(frozen=True, slots=True, eq=False)
class NumberColumn:
    """A number a customer, NaN where the cell is empty or, in a column told to be of numbers, unreadable."""

    values: Floats
    unreadable: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class TextColumn:
    """The text ``texts[codes[n]]`` of customer ``n``, trimmed; code -1 where the cell is empty."""

    codes: npt.NDArray[np.int32]
    texts: list[str]


Column = NumberColumn | TextColumn


def make_column(values: Sequence[str | None], *, numeric: bool | None = None) -> Column:
    """A column of numbers where every filled cell is one, else of texts.

    ``1,234.50`` and ``R$ 1.234,50`` are read; what a comma means is decided for the column as a whole.
    ``numeric`` decides instead of the cells: ``True`` makes what is no number NaN and counts it, ``False``
    keeps texts.
    """
    column = _as_texts(values)
    if numeric is False or (numeric is None and not column.texts):
        return column
    read = read_amounts(column.texts)
    if numeric is None and (np.isnan(read).any() or any(map(_CODE.match, column.texts))):
        return column
    numbers = np.append(read, np.nan)[column.codes]  # code -1, an empty cell, takes the NaN at the end
    return NumberColumn(numbers, int(np.isnan(numbers).sum() - (column.codes < 0).sum()))


def _as_texts(values: Sequence[str | None]) -> TextColumn:
    code_of: dict[str, int] = {}
    codes = np.empty(len(values), np.int32)
    for n, value in enumerate(values):
        text = value.strip() if value else ""
        codes[n] = code_of.setdefault(text, len(code_of)) if text else -1
    return TextColumn(codes, list(code_of))
