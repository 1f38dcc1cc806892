"""A wording as signs: its words and the marks between them, in small letters of one Unicode form."""

from __future__ import annotations

import re
import unicodedata

_ORDINAL = re.compile(r"(\d)\s?[ªº°]")
_ORDINAL_LETTER = re.compile(r"(\d)(?:[ao]s?|[ao]\.)(?![^\W_])")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]+")
_SHORT = re.compile(r"(?<![^\W_])([cps])/\s*(?=[^\W\d_]{2})")
_SHORT_FOR = {"c": "com ", "p": "para ", "s": "sem "}
_PER_CENT = re.compile(r"(?<=\d)\s*(?:por\s*cento(?![^\W_])|%)")
_MONEY = re.compile(r"(?:r\$|brl)\s*(?=\d)")
_REAIS = re.compile(r"(?<!\$)(?<!\$ )(?<![\d.,])(\d[\d.]*(?:,\d+)?)\s*reais(?![^\W_])")
_POSSESSIVE = re.compile(r"(?<=[^\W\d_])['’]s(?![^\W_])")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.])")
_DIGIT = re.compile(r"\d")
_NO_CENTS = re.compile(r",0{1,2}(?!\d)")
_LATIN_MARKS = re.compile("[\u0300-\u036f]+")


def _marks() -> str:
    """The combining marks that are part of a word in other scripts (those of emoji are not)."""
    codes = (*range(0x370, 0x20D0), *range(0x2100, 0xFE00))
    return "".join(chr(code) for code in codes if unicodedata.category(chr(code)) in {"Mn", "Mc"})


_LETTER = rf"[^\W\d_][\u0300-\u036f{_marks()}]*"
_AMOUNT = r"(?:r\$)?\d+(?:[.,:]\d+)*(?:%|\+|º)?"
_SIGN = re.compile(rf"{_AMOUNT}|(?:{_LETTER})+(?:\d+(?![^\W_]))?|[,;/&+|()\n]|[:–—―−]|[.!?…](?=\s)|\s-+\s")
_PARTS = frozenset(",;/&+|()\n")
COMMA, COLON = ",", ":"


def signs(wording: str) -> list[str]:
    """The words, amounts and marks of a wording, in order.

    Words are in small letters, with their accents (NFC); amounts without separators of thousands, with their
    unit (``10%``, ``r$200``). Of marks those that part clauses are given: ``,`` for commas, slashes, "&" and
    their like, ``:`` for colons, ends of sentences and dashes (a hyphen inside a word parts nothing).
    """
    small = wording.casefold() if wording.isascii() else _one_form(wording)
    if "/" in small:
        small = _SHORT.sub(lambda found: _SHORT_FOR[found[1]], small)
    if "'" in small or "’" in small:
        small = _POSSESSIVE.sub("", small)
    if _DIGIT.search(small):
        small = _amounts(small)
    return [_sign(found) for found in _SIGN.findall(small)]


def unaccented(word: str) -> str:
    """A word without accents and cedillas; marks of other scripts stay, there they are a letter's meaning."""
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", _LATIN_MARKS.sub("", unicodedata.normalize("NFD", word)))


def _one_form(wording: str) -> str:
    """Compatibility forms, case and composition brought to one form; what nobody sees left out."""
    marked = _ORDINAL.sub("\\1o ", wording)
    small = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", marked).casefold())
    return _INVISIBLE.sub("", small)


def _amounts(small: str) -> str:
    small = _ORDINAL_LETTER.sub("\\1º", _PER_CENT.sub("%", small))
    small = _MONEY.sub("r$", _REAIS.sub("r$\\1", small))
    return _THOUSANDS.sub(lambda found: found[0].replace(".", ""), small)


def _sign(found: str) -> str:
    if found[0].isalnum():
        return _NO_CENTS.sub("", found) if found[0] == "r" and found[1:2] == "$" else found
    return COMMA if found in _PARTS else COLON
