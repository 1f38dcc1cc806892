"""One text to one identifier: by a kind that is known, or by the kind it looks like."""

from __future__ import annotations

import re

from fashionai_explorer.identifiers.cleaning import clean
from fashionai_explorer.identifiers.documents import has_check_digits, normalise_document
from fashionai_explorer.identifiers.emails import normalise_email
from fashionai_explorer.identifiers.kinds import Identifier, Kind, Verdict
from fashionai_explorer.identifiers.phones import normalise_phone
from fashionai_explorer.identifiers.profile_ids import is_guid, normalise_profile_id

_DIALLED = re.compile(r"[+(]|\d[\d\s()./+-]{9,}$")
_FEWEST_DIGITS_OF_A_PHONE = 10


def normalise(kind: Kind, text: str, country: str = "BR") -> Verdict:
    """Judge a text that is meant to be an identifier of this kind."""
    if kind == "email":
        return normalise_email(text)
    if kind == "phone":
        return normalise_phone(text, country)
    if kind == "document":
        return normalise_document(text, country)
    return normalise_profile_id(text)


def guess_kind(text: str, country: str = "BR") -> Kind | None:
    """The kind that one text without a column's name looks like; None where it is no identifier.

    Eleven digits that pass for a CPF and for a mobile number alike are a CPF: of random CPFs 6 % look like
    a mobile number, of mobile numbers 1 % pass the check digits.
    """
    value = clean(text)
    if "@" in value:
        return "email" if normalise_email(value).value else None
    if is_guid(value):
        return "user_profile_id"
    if not value.startswith(("+", "(")) and _is_whole_document(value, country):
        return "document"
    if _DIALLED.match(value) and _is_long_phone(value, country):
        return "phone"
    return "user_profile_id" if normalise_profile_id(value).value else None


def parse_identifier(text: str, country: str = "BR") -> Identifier | None:
    """Read one identifier of whatever kind, as a person types it; None where it is none."""
    kind = guess_kind(text, country)
    if kind is None:
        return None
    value = normalise(kind, clean(text), country).value
    return Identifier(kind, value) if value else None


def _is_whole_document(value: str, country: str) -> bool:
    """A document with all its digits: short codes that would need zeros put back are no evidence."""
    if not has_check_digits(country):
        return False
    verdict = normalise_document(value, country)
    return verdict.value is not None and verdict.reason is None


def _is_long_phone(value: str, country: str) -> bool:
    found = normalise_phone(value, country).value
    return found is not None and sum(sign.isdigit() for sign in value) >= _FEWEST_DIGITS_OF_A_PHONE
