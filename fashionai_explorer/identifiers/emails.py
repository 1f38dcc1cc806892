"""E-mail addresses: syntax by email-validator, never a question to a name server."""

from __future__ import annotations

import re

from fashionai_explorer.identifiers import reasons
from fashionai_explorer.identifiers.cleaning import clean, common_fault
from fashionai_explorer.identifiers.kinds import Verdict
from fashionai_explorer.identifiers.masked import is_masked

_WRAPPED = re.compile(r"<\s*([^<>]*?)\s*>[\s.,;]*$")
_BETWEEN_ADDRESSES = re.compile(r"[\s;,/|]+")

# What people type into a form that insists on an address: a word twice, or a local part that says so.
_WORDS = "teste test testando email mail nome name exemplo example aaa xx xxx abc asd asdf nao sem none null"
_WORD_TWICE = "|".join(f"{word}@{word}" for word in _WORDS.split())
_SAYS_SO = "nao[._-]?tem(?:[._-]?email)?|nao[._-]?possui|nao[._-]?informado|(?:sem|no)[._-]?e?-?mail"
PLACEHOLDER_SHAPE = rf"^(?:(?:{_WORD_TWICE})\.[a-z.]+|(?:{_SAYS_SO})@.+)$"
"""Lower-case addresses that stand for nobody, in a form that both ``re`` and RE2 read alike."""

_PLACEHOLDER = re.compile(PLACEHOLDER_SHAPE)


def normalise_email(text: str) -> Verdict:
    """Judge one e-mail address; the value is in lower case.

    ``Name <a@b>`` and ``mailto:`` are unwrapped, spaces and dots at the end taken off; quoted and
    international forms are valid. An address of a reserved name without a dot (``a@localhost``) is not.
    """
    address = clean(text)
    if fault := common_fault(address):
        return Verdict(None, fault)
    address = _unwrapped(address)
    if "@" not in address:
        return Verdict(None, reasons.EMAIL_WITHOUT_AT)
    if is_masked(address):
        return Verdict(None, reasons.EMAIL_MASKED)
    if _PLACEHOLDER.match(address.lower()):
        return Verdict(None, reasons.PLACEHOLDER)
    value = _valid(address)
    return Verdict(value) if value else Verdict(None, _fault(address))


def _unwrapped(address: str) -> str:
    if wrapped := _WRAPPED.search(address):
        address = wrapped[1]
    if address[:7].lower() == "mailto:":
        address = address[7:]
    return address.strip(" <>,;").rstrip(".,;: ")


def _valid(address: str) -> str | None:
    # Here, because it takes 20 ms to import, and few lists have an address that `everyday` is not sure of.
    from email_validator import EmailNotValidError, validate_email

    try:
        # The test environment allows names under .test, which are meant for trying things out: like
        # example.com they hurt nobody. What else is reserved (.local, .invalid, .onion) stays refused.
        checked = validate_email(
            address, check_deliverability=False, allow_quoted_local=True, test_environment=True
        )
    except (EmailNotValidError, UnicodeError):
        return None
    return checked.normalized.lower() if "." in checked.domain else None


def _fault(address: str) -> str:
    pieces = [piece for piece in _BETWEEN_ADDRESSES.split(address) if "@" in piece]
    if len(pieces) > 1 and all(map(_valid, pieces)):
        return reasons.SEVERAL
    domain = address.rpartition("@")[2]
    return reasons.EMAIL_BEFORE_AT if _valid(f"a@{domain}") else reasons.EMAIL_AFTER_AT
