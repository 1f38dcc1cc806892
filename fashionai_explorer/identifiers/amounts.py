"""Amounts of money as lists write them: ``R$ 1.234,50``, ``1,234.50``, ``1234.5``."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Literal

import numpy as np
import numpy.typing as npt

DecimalSign = Literal[",", "."]

_CURRENCY = re.compile(r"R\$|US\$|\$|€|£|BRL|USD|EUR|reais|real", re.IGNORECASE)
_SPACES = re.compile(r"[\s\u00a0\u202f']+")
_NUMBER = re.compile(r"[+-]?(?:\d[\d.,]*|[.,]\d+)(?:e[+-]?\d+)?", re.IGNORECASE | re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:[.,]\d{3})+", re.ASCII)


def read_amount(text: str, decimal_sign: DecimalSign | None = None) -> float | None:
    """The number that a text writes, None where it writes none.

    ``decimal_sign`` is what the column uses (see ``decimal_sign``). Without it the text decides alone: of
    two signs the last is the decimal one, a lone sign with three digits behind it (``1.234``) groups
    thousands. A minus may stand behind, or brackets around.
    """
    number = _bare(text)
    if number is None:
        return None
    sign = _own_sign(number) or decimal_sign
    thousands = "" if sign is None else "," if sign == "." else "."
    if sign is None:
        number = number.replace(".", "").replace(",", "")
    else:
        number = number.replace(thousands, "").replace(sign, ".")
    return _finite(number)


def decimal_sign(texts: Iterable[str]) -> DecimalSign | None:
    """The decimal sign that a column uses, by the cells that leave no doubt; None where all leave one."""
    votes = {",": 0, ".": 0}
    for text in texts:
        number = _bare(text)
        sign = _own_sign(number) if number else None
        if sign is not None:
            votes[sign] += 1
    if votes[","] == votes["."] == 0:
        return None
    return "," if votes[","] >= votes["."] else "."


def read_amounts(texts: Iterable[str | None]) -> npt.NDArray[np.float64]:
    """A whole column of amounts, NaN where there is none; the decimal sign is the column's."""
    cells = [text or "" for text in texts]
    sign = decimal_sign(cells)
    known: dict[str, float] = {}
    for text in cells:
        if text not in known:
            amount = read_amount(text, sign)
            known[text] = math.nan if amount is None else amount
    return np.fromiter((known[text] for text in cells), np.float64, len(cells))


def _bare(text: str) -> str | None:
    """The digits and signs of an amount, a minus in front; None where the text is no amount."""
    number = _SPACES.sub("", _CURRENCY.sub("", text))
    negative = number.startswith("(") and number.endswith(")")
    number = number.strip("()") if negative else number
    if number.endswith("-") and len(number) > 1:
        negative, number = True, number[:-1]
    if not _NUMBER.fullmatch(number):
        return None
    return f"-{number.lstrip('+-')}" if negative else number


def _own_sign(number: str) -> DecimalSign | None:
    """The decimal sign of a number that leaves no doubt, None where it has no sign or an unclear one."""
    comma, dot = number.count(","), number.count(".")
    if comma and dot:
        return "," if number.rindex(",") > number.rindex(".") else "."
    if comma > 1:
        return "."
    if dot > 1:
        return ","
    if (not comma and not dot) or _GROUPED.fullmatch(number):
        return None
    return "," if comma else "."


def _finite(number: str) -> float | None:
    try:
        amount = float(number)
    except ValueError:
        return None
    return amount if math.isfinite(amount) else None
