"""Document numbers: CPF and CNPJ with their check digits, other countries' by python-stdnum."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module

from stdnum.br import cnpj, cpf

from fashionai_explorer.identifiers import reasons
from fashionai_explorer.identifiers.cleaning import (
    clean,
    common_fault,
    is_one_digit_repeated,
    without_float_tail,
)
from fashionai_explorer.identifiers.kinds import Verdict

_LABEL = re.compile(r"^(?:cpf|cnpj|doc|documento)\b[.:\s/]*", re.IGNORECASE)
_SEPARATORS = str.maketrans("", "", " .-/‐‑–—")
_ALPHANUMERIC = re.compile(r"[0-9A-Z]+")
_ALPHANUMERIC_CNPJ = re.compile(r"[0-9A-Z]{12}[0-9]{2}")

# What a customer of a shop there is known by.
_ABROAD = {
    "AR": ("cuit", "dni"),
    "BO": (),
    "CL": ("rut",),
    "CO": ("nit",),
    "EC": ("ci", "ruc"),
    "ES": ("nif",),
    "MX": ("curp", "rfc"),
    "PE": ("cui", "ruc"),
    "PT": ("nif",),
    "PY": ("ruc",),
    "UY": ("rut",),
}


def has_check_digits(country: str) -> bool:
    """Tell whether a country's documents can be told from any other code."""
    return country == "BR" or bool(_ABROAD.get(country))


def normalise_document(text: str, country: str = "BR") -> Verdict:
    """Judge one document number; the value has no separators.

    In Brazil it is a CPF or a CNPJ, the alphanumeric one of 2026 too. Zeros that a spreadsheet took off the
    front are put back only where the check digits then hold, with a note: up to 10 digits for a CPF, 12 or
    13 for a CNPJ. Eleven digits are a CPF or nothing, since a mistyped CPF passes for a CNPJ once in a
    hundred times.
    """
    number = _LABEL.sub("", clean(text))
    if fault := common_fault(number):
        return Verdict(None, fault)
    number = without_float_tail(number).translate(_SEPARATORS).upper()
    if is_one_digit_repeated(number):
        return Verdict(None, reasons.PLACEHOLDER)
    if not _ALPHANUMERIC.fullmatch(number):
        return Verdict(None, reasons.DOCUMENT_NOT_A_NUMBER)
    return _brazilian(number) if country == "BR" else _foreign(number, country)


def _brazilian(number: str) -> Verdict:
    if not number.isdecimal():
        return _alphanumeric(number)
    if len(number) == 11:
        return _checked(number, cpf.is_valid)
    if len(number) == 14:
        return _checked(number, cnpj.is_valid)
    return _with_zeros(number)


def _alphanumeric(number: str) -> Verdict:
    if not _ALPHANUMERIC_CNPJ.fullmatch(number):
        return Verdict(None, reasons.DOCUMENT_NOT_A_NUMBER)
    return _checked(number, cnpj.is_valid)


def _checked(number: str, is_valid: Callable[[str], bool]) -> Verdict:
    return Verdict(number) if is_valid(number) else Verdict(None, reasons.DOCUMENT_CHECK_DIGIT)


def _with_zeros(number: str) -> Verdict:
    if 3 <= len(number) <= 10 and cpf.is_valid(number.zfill(11)):
        return Verdict(number.zfill(11), reasons.LEADING_ZEROS_RESTORED)
    if len(number) in (12, 13) and cnpj.is_valid(number.zfill(14)):
        return Verdict(number.zfill(14), reasons.LEADING_ZEROS_RESTORED)
    return Verdict(None, reasons.DOCUMENT_LENGTH)


def _foreign(number: str, country: str) -> Verdict:
    """Any number of its country that python-stdnum knows; where it knows none, any code of 5 to 20 signs."""
    names = _ABROAD.get(country, ())
    if not names:
        fits = 5 <= len(number) <= 20
        return Verdict(number) if fits else Verdict(None, reasons.DOCUMENT_LENGTH)
    for name in names:
        if import_module(f"stdnum.{country.lower()}.{name}").is_valid(number):
            return Verdict(number)
    return Verdict(None, reasons.DOCUMENT_CHECK_DIGIT)
