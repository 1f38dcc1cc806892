"""Numbers as the reader's language writes them, the same in sentences, charts and tables."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_currency, format_decimal

from fashionai_explorer.texts.languages import locale

MINUS = "\N{MINUS SIGN}"
CURRENCY = "BRL"
WHOLE, TENTHS = Decimal(1), Decimal("0.1")


def number(value: float) -> str:
    """Write a count, or a number with at most one decimal: ``1.284``."""
    return format_decimal(_rounded(value, TENTHS), format="#,##0.#", locale=locale())


def hundredths(value: float) -> str:
    """Write a number between 0 and 1 with two decimals: ``0,78``."""
    return format_decimal(_rounded(value, Decimal("0.01")), format="0.00", locale=locale())


def percent(share: float) -> str:
    """Write a share (0 to 1) as percents: whole from 10 % up, one decimal below.

    Some is never ``0%`` and not all is never ``100%``: ``<0,1%`` and ``>99%`` say so.
    """
    if not math.isfinite(share):
        return ""
    exact = Decimal(repr(float(share))) * 100  # repr: 0.145 is 14.5 %, and not 14.499999999999998
    if 0 < exact < Decimal("0.05"):
        return "<" + _percent(TENTHS)
    if Decimal("99.5") <= exact < 100:
        return ">" + _percent(Decimal(99))
    tenths = exact.quantize(TENTHS, ROUND_HALF_UP)
    if exact == 0 or abs(tenths) >= 10:
        return _percent(exact.quantize(WHOLE, ROUND_HALF_UP))
    return _percent(tenths)


def points(difference: float) -> str:
    """Write the difference of two shares in whole points: ``+11``, ``−6``, ``=`` for less than half one."""
    if not math.isfinite(difference):
        return ""
    whole = int(_rounded(difference * 100, WHOLE))
    if whole == 0:
        return "="
    return ("+" if whole > 0 else MINUS) + number(abs(whole))


def money(value: float) -> str:
    """Write an amount: without cents from 100 up, and where there are none (``R$ 1.284``, ``R$ 49,90``)."""
    cents = _rounded(value, Decimal("0.01"))
    if abs(cents) < 100 and cents != int(cents):
        return format_currency(cents, CURRENCY, locale=locale())
    pattern = locale().currency_formats["standard"].pattern.replace(".00", "")
    whole = _rounded(value, WHOLE)
    return format_currency(whole, CURRENCY, format=pattern, currency_digits=False, locale=locale())


def factor(ratio: float) -> str:
    """Write how many times as often: ``1,8×``, ``12×``. Nothing for a ratio to nobody."""
    if not math.isfinite(ratio):
        return ""
    return number(round(ratio) if ratio >= 9.95 else ratio) + "×"


def separators() -> str:
    """Return the decimal sign and the thousands' sign, as Plotly's ``layout.separators`` takes them."""
    signs = locale().number_symbols["latn"]
    return f"{signs['decimal']}{signs['group']}"


def _rounded(value: float | Decimal, step: Decimal) -> Decimal:
    """Round as people do, a half upwards; through repr, so that 2.675 is what it says."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    return exact.quantize(step, ROUND_HALF_UP) if exact.is_finite() else exact


def _percent(value: Decimal) -> str:
    """Put percents in the locale's pattern (``#,##0%``; Spanish has a space in it)."""
    written = format_decimal(
        value, format="0.0" if value.as_tuple().exponent == -1 else "#,##0", locale=locale()
    )
    return str(locale().percent_formats[None].pattern).replace("#,##0", written)
