"""The list's own columns as the index keeps them: numbers as an array, everything else as codes of texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

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


def make_column(values: Sequence[str | None] | pa.ChunkedArray, *, numeric: bool | None = None) -> Column:
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


def take(column: Column, rows: npt.NDArray[np.int32]) -> Column:
    """The column of these rows, in this order; what is unreadable stays counted over all."""
    if isinstance(column, NumberColumn):
        return NumberColumn(column.values[rows], column.unreadable)
    return TextColumn(column.codes[rows], column.texts)


def _as_texts(values: Sequence[str | None] | pa.ChunkedArray) -> TextColumn:
    """Texts numbered in the order of their first cells; each distinct one is trimmed once."""
    cells = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else pa.array(values, pa.string())
    encoded = cells if isinstance(cells, pa.DictionaryArray) else cells.dictionary_encode()
    codes = encoded.indices.cast(pa.int32()).fill_null(-1).to_numpy()
    known = encoded.dictionary.to_pylist()
    code_of: dict[str, int] = {}
    numbers = np.full(len(known) + 1, -1, np.int32)
    for code in pd.unique(codes[codes >= 0]).tolist():
        text = (known[code] or "").strip()
        if text:
            numbers[code] = code_of.setdefault(text, len(code_of))
    return TextColumn(numbers[codes], list(code_of))
