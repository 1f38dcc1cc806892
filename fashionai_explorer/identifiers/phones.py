"""Phone numbers, judged by phonenumbers: digits with the country code and no plus."""

from __future__ import annotations

import re

from fashionai_explorer.identifiers import reasons
from fashionai_explorer.identifiers.cleaning import (
    clean,
    common_fault,
    is_one_digit_repeated,
    without_float_tail,
)
from fashionai_explorer.identifiers.kinds import Verdict

_LABEL = re.compile(
    r"^(?:tel|fone|telefone|cel|celular|phone|mobile|movil|móvil|whats|whatsapp|wpp)\b[.:\s]*", re.IGNORECASE
)
_EXTENSION = re.compile(
    r"[\s,;-]*\b(?:ramal|ram|r|extension|ext|extn|anexo|interno|int|x)[\s.:]*\d{1,6}$", re.IGNORECASE
)
_REMARK = re.compile(r"[\s-]*(?:\([^\d()]*\)|[^\W\d_][^\d()]*)$")
_ZERO_XX = re.compile(r"^(\(?)0xx\s*", re.IGNORECASE)
_ANY_LETTER = re.compile(r"[^\W\d_]")
_BETWEEN_NUMBERS = re.compile(r"[/;,|]|\s(?:e|ou|y|o|or|and)\s", re.IGNORECASE)
_ONE_DIGIT_REPEATED = re.compile(r"(\d)\1+$")


def normalise_phone(text: str, country: str = "BR") -> Verdict:
    """Judge one phone number; ``country`` (two letters) is for numbers that name none.

    Taken as they are written in Brazil: with or without country code, trunk zero or carrier code, with a
    label before or an extension behind. A mobile number from before the ninth digit gets it, and a note.
    """
    number = clean(text)
    if fault := common_fault(number):
        return Verdict(None, fault)
    number = _bare(number)
    if _ANY_LETTER.search(number):
        return Verdict(None, reasons.PHONE_NOT_A_NUMBER)
    digits = _digits(number)
    if is_one_digit_repeated(digits):
        return Verdict(None, reasons.PLACEHOLDER)
    value = _valid(number, digits, country)
    if value:
        return Verdict(None, reasons.PLACEHOLDER) if _stands_for_nobody(value) else Verdict(value)
    if country == "BR" and (mended := _with_ninth_digit(digits)):
        return Verdict(mended, reasons.NINTH_DIGIT_ADDED)
    return Verdict(None, _fault(number, digits, country))


def _digits(text: str) -> str:
    # phonenumbers takes 13 ms to import, and few lists have a number that `everyday` is not sure of.
    from phonenumbers import normalize_digits_only

    return normalize_digits_only(text)


def _bare(number: str) -> str:
    """The number without the words around it."""
    number = _EXTENSION.sub("", _LABEL.sub("", number))
    number = _ZERO_XX.sub(r"\g<1>0", number)
    return without_float_tail(_REMARK.sub("", number).strip())


def _valid(number: str, digits: str, country: str) -> str | None:
    """The first reading of the number that is in use: as written, then 00 as +, then without a wrong +."""
    return (
        _in_use(number, country)
        or (digits.startswith("00") and _in_use(f"+{digits[2:]}", country))
        or (number.startswith("+") and _in_use(digits, country))
        or None
    )


def _in_use(number: str, country: str) -> str | None:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return f"{parsed.country_code}{phonenumbers.national_significant_number(parsed)}"


def _stands_for_nobody(value: str) -> bool:
    """All digits behind the Brazilian area code are the same: ``11 99999-9999``."""
    return (
        value.startswith("55") and len(value) >= 12 and _ONE_DIGIT_REPEATED.fullmatch(value[4:]) is not None
    )


def _with_ninth_digit(digits: str) -> str | None:
    """A Brazilian mobile number of eight digits (until 2016) as it is dialled today, or None."""
    national = digits.removeprefix("0") if len(digits) == 11 else digits
    if len(digits) in (12, 13) and digits.startswith("55"):
        national = digits[2:].removeprefix("0")
    if len(national) != 10 or national[2] not in "6789" or len(set(national[2:])) == 1:
        return None
    return _in_use(f"+55{national[:2]}9{national[2:]}", "BR")


def _fault(number: str, digits: str, country: str) -> str:
    pieces = _BETWEEN_NUMBERS.split(number)
    if len(pieces) > 1 and all(len(_digits(piece)) >= 8 for piece in pieces):
        return reasons.SEVERAL
    if not digits:
        return reasons.PHONE_NOT_A_NUMBER
    if len(digits) < 8:
        return reasons.PHONE_TOO_SHORT
    if country == "BR" and len(digits) < 10:
        return reasons.PHONE_WITHOUT_AREA
    return reasons.PHONE_TOO_LONG if len(digits) > 15 else reasons.PHONE_NOT_IN_USE
