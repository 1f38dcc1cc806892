"""Texts that others wrote, made fit for a figure: escaped, broken into lines, measured.

Plotly reads a few HTML tags, entities and, where MathJax is about, ``$…$`` in every text of a figure.
"""

from __future__ import annotations

import unicodedata

LINE_SIGNS = 28
HOVER_SIGNS = 44
HOVER_LINES = 12
CUT = "…"
BOLD_WIDTH = 1.06

# What can turn the writing around beyond the end of its own text. Marks of direction and joiners stay:
# Hebrew, Arabic and emoji need them.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def escaped(text: str) -> str:
    """Return ``text`` so that Plotly shows it sign for sign; white space becomes one space."""
    entities = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"}
    return "".join(entities.get(sign, sign) for sign in plain(text))


def plain(text: str) -> str:
    """Return ``text`` on one line, without control signs and without signs that turn the writing around."""
    kept = (" " if sign.isspace() else sign for sign in text)
    return " ".join("".join(s for s in kept if s not in TURNING and unicodedata.category(s) != "Cc").split())


def lines(text: str, signs: int = LINE_SIGNS, most: int = 2, width: float | None = None) -> list[str]:
    """Break ``text`` into at most ``most`` lines of at most ``signs`` signs, between words where it can.

    With ``width`` a line is also no wider than that many pixels at 14 px. What does not fit ends in "…".
    Returns plain lines, not yet escaped.
    """
    rest = plain(text)
    broken: list[str] = []
    while rest and len(broken) < most:
        room = _room(rest, signs, width)
        if len(rest) <= room:
            return [*broken, rest]
        if len(broken) == most - 1:
            # The last one takes what it can, with room for the sign that more follows.
            return [*broken, rest[: max(1, room - 1)].rstrip() + CUT]
        line = _until_a_gap(rest, room)
        broken.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    return broken or [""]


def _room(text: str, signs: int, width: float | None) -> int:
    """Count how many of the next signs fit on a line; at least one."""
    if width is None:
        return signs
    used = 0.0
    for count, sign in enumerate(text[:signs]):
        used += text_width(sign, 14)
        if used > width:
            return max(1, count)
    return signs


def _until_a_gap(text: str, room: int) -> str:
    """Return the text's beginning to the last gap or hyphen within ``room`` signs, else all of these."""
    for end in range(room, room // 3, -1):
        if text[end : end + 1] == " " or text[end - 1] in "-/":
            return text[:end]
    return text[:room]


def hover_text(text: str) -> str:
    """Return a text for a hover box: escaped, whole unless it is longer than any label, in short lines."""
    return "<br>".join(escaped(line) for line in lines(text, HOVER_SIGNS, HOVER_LINES))


def text_width(text: str, size: int, *, bold: bool = False) -> float:
    """Estimate how many pixels wide a text stands in Source Sans: rather too many than too few."""
    return sum(map(_sign_width, text)) * size * (BOLD_WIDTH if bold else 1.0)


def _sign_width(sign: str) -> float:
    """Return a sign's width as a share of the type size, read off Source Sans 3 by kinds of sign."""
    if unicodedata.combining(sign):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF" or ord(sign) > 0x1F000:
        return 1.1
    base = unicodedata.normalize("NFD", sign)[0]
    if base in "ijl.,:;'!|I ’·":
        return 0.27
    if base in "frt()[]/-":
        return 0.34
    if base in "mwMWQO@%—":
        return 0.84
    return 0.6 if base.isupper() else 0.52
