"""The bytes of a text file as UTF-8: which encoding they are in, and the same text without surprises."""

from __future__ import annotations

import codecs
import re

_STEP = 1 << 22
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LONE_RETURN = re.compile(rb"\r(?!\n)")
# Everything below a space but tab, line feed, form feed, return and DOS's end of file.
_CONTROLS = bytes(sorted(set(range(32)) - {9, 10, 12, 13, 26}))
_LOOKED_AT = 1 << 16
# A stray one happens in exports; of a packed picture's bytes one in ten is one.
_FORGIVEN = 8


def detect_encoding(content: bytes) -> str:
    """The encoding of a text file: ``utf-8``, ``utf-16`` (with its mark), ``utf-16-le``, ``utf-16-be`` or
    ``windows-1252``.

    A file that is UTF-8 but for a few broken places is UTF-8. Mac Roman cannot be told by its bytes from
    Windows-1252 and is taken for it.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding
    if (sixteen := _utf16_without_mark(content[:_LOOKED_AT])) is not None:
        return sixteen
    if _is_utf8(content) or _is_mostly_utf8(content):
        return "utf-8"
    return "windows-1252"


def canonical_text(content: bytes, encoding: str) -> bytes:
    """The text as UTF-8 without a byte order mark, lines ending in LF or CRLF; broken places as U+FFFD."""
    if encoding.lower().replace("_", "-") in {"utf-8", "utf8", "utf-8-sig"}:
        text = content.removeprefix(codecs.BOM_UTF8)
        if not _is_utf8(text):
            text = text.decode("utf-8", "replace").encode()
    else:
        # A lone surrogate in UTF-16 is replaced by the decoder, so that the text can always be encoded.
        text = content.decode(encoding, "replace").removeprefix("\ufeff").encode("utf-8", "replace")
    if text.count(b"\r") != text.count(b"\r\n"):
        text = _LONE_RETURN.sub(b"\n", text)
    return text.rstrip(b"\x1a")


def looks_like_text(text: bytes) -> bool:
    """Tell text (as UTF-8) from a picture or an archive by its control characters."""
    start = text[:_LOOKED_AT]
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return controls <= _FORGIVEN + len(start) // 50


def _utf16_without_mark(start: bytes) -> str | None:
    """UTF-16 by its zeros: nearly all in every other place, as texts in Latin letters have them."""
    pairs = len(start) // 2
    if pairs == 0 or start.count(0) < pairs // 2:
        return None
    high_first, low_first = start[0::2].count(0), start[1::2].count(0)
    if min(high_first, low_first) > pairs // 20:
        return None
    return "utf-16-be" if high_first > low_first else "utf-16-le"


def _is_utf8(content: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), _STEP):
            decoder.decode(content[start : start + _STEP])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _is_mostly_utf8(content: bytes) -> bool:
    """More well-formed signs beyond ASCII than broken ones: Windows-1252 has next to none of those."""
    text = content[: _STEP * 4].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return beyond_ascii - broken > broken
