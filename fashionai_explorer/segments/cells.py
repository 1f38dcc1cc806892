"""Cells that a spreadsheet opens: none may run, and identifiers keep their digits.

A cell that begins with ``=``, ``+``, ``-``, ``@``, tab or a line break may be run as a formula (OWASP, "CSV
Injection"; ASVS 5.0, 1.2.10 adds NUL; the full-width signs are ours). It gets an apostrophe in front and
stands in quotes. In a CSV no mark is both harmless to Excel and invisible to a program, so it is set only
where it is needed: a plain number and a phone of ours can run nothing and stay as they are.
"""

from __future__ import annotations

import re

_SIGNS = "=+\\-@＝＋－＠"
_BLANK = "\\s\u00a0\u200b-\u200f\u2060\ufeff"
_MAY_RUN = re.compile(f"[\t\r\n\x00]|[{_BLANK}]*[{_SIGNS}]")
# Read with the other delimiter, what follows one inside a text is the beginning of a cell.
_MAY_RUN_INSIDE = re.compile(f"([,;\t\r\n])([{_BLANK}]*)(?=[{_SIGNS}])")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*")
_FORBIDDEN_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def harmless(text: str) -> str:
    """The text as a CSV cell that no spreadsheet runs."""
    if _NUMBER.fullmatch(text):
        return text
    inside = _MAY_RUN_INSIDE.sub(lambda found: f"{found[1]}{found[2] or ' '}'", text)
    return "'" + inside if _MAY_RUN.match(text) else inside


def csv_field(text: str, delimiter: str) -> str:
    """One field by RFC 4180, quoted where it must be, or where an apostrophe was set."""
    if text.startswith("'") or any(sign in text for sign in (delimiter, '"', "\r", "\n")):
        return '"' + text.replace('"', '""') + '"'
    return text


def for_xml(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _FORBIDDEN_IN_XML.sub("", text)


def phone_plain(value: str) -> str:
    """A phone of ours (digits with country code) in E.164: ``+5511987654321``."""
    return f"+{value}" if value.isdigit() else value


def phone_brazilian(value: str) -> str:
    """``(11) 98765-4321``, which Excel leaves alone; from abroad digits in groups, without the plus."""
    national = re.fullmatch(r"55(\d{2})(\d{4,5})(\d{4})", value)
    if national:
        return f"({national[1]}) {national[2]}-{national[3]}"
    return " ".join(re.findall(r"\d{1,3}", value)) if value.isdigit() else value


def document_brazilian(value: str) -> str:
    """A CPF or CNPJ with its dots, so that Excel keeps the zero in front."""
    if re.fullmatch(r"\d{11}", value):
        return f"{value[:3]}.{value[3:6]}.{value[6:9]}-{value[9:]}"
    if re.fullmatch(r"[0-9A-Z]{12}\d{2}", value):
        return f"{value[:2]}.{value[2:5]}.{value[5:8]}/{value[8:12]}-{value[12:]}"
    return value
