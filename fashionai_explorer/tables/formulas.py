"""The guard against formulas: what a cell becomes so that no spreadsheet runs it.

A cell that begins with ``=``, ``+``, ``-``, ``@``, tab or a line break may be run as a formula (OWASP, "CSV
Injection"; ASVS 5.0, 1.2.10 adds NUL; the full-width signs are ours). It gets an apostrophe in front. In a
CSV no mark is both harmless to Excel and invisible to a program, so it is set only where it is needed: a
plain number and a phone of ours can run nothing and stay as they are.
"""

from __future__ import annotations

import re

_SIGNS = "=+\\-@＝＋－＠"
_CONTROLS = "\t\r\n\x00"
_BLANK = "\\s\x00\u00a0\u200b-\u200f\u2060\ufeff"
_MAY_RUN = re.compile(f"[{_CONTROLS}]|[{_BLANK}]*[{_SIGNS}]")
# Read with the other delimiter, what follows one inside a text is the beginning of a cell.
_MAY_RUN_INSIDE = re.compile(f"([,;\t\r\n])([{_BLANK}]*)(?=[{_SIGNS}])")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*")

# An apostrophe more or less in front changes nothing about where these fit, so taking it off is exact.
_AT_FRONT = f"(?='*(?:[{_CONTROLS}]|[{_BLANK}\x00']*[{_SIGNS}]))"
_INSIDE = f"(?=[{_BLANK}\x00']*[{_SIGNS}])"
_TO_ESCAPE = re.compile(f"^{_AT_FRONT}|(?<=[,;\t\r\n]){_INSIDE}")
_ESCAPED = re.compile(f"^'{_AT_FRONT}|(?<=[,;\t\r\n])'{_INSIDE}")


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet runs, whatever it takes for the delimiter."""
    if _NUMBER.fullmatch(text):
        return text
    inside = _MAY_RUN_INSIDE.sub(lambda found: f"{found[1]}{found[2] or ' '}'", text)
    return "'" + inside if _MAY_RUN.match(text) else inside


def escaped(text: str) -> str:
    """The text as such a cell, for a table that is read back: ``plain`` gives the very text.

    ``harmless`` alone does not (of ``=a`` and ``'=a`` it makes one), and leaves what this gives as it is.
    """
    return _TO_ESCAPE.sub("'", text)


def plain(cell: str) -> str:
    """The text that was ``escaped``; any other cell as it is."""
    return _ESCAPED.sub("", cell)
