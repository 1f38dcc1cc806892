"""What every kind of identifier shares: dirt to wash off, and texts that are nobody's."""

from __future__ import annotations

import re
import unicodedata

from fashionai_explorer.identifiers import reasons

# Invisible signs that come with a copy from a web page or a chat: soft hyphen, zero-width ones, marks of
# direction, byte order marks.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# With a decimal sign or a plus: 4e2 alone may be somebody's id.
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+e\+?|e\+)\d+", re.IGNORECASE | re.ASCII)
_FLOAT_TAIL = re.compile(r"(\d+)[.,]0{1,2}", re.ASCII)
_SPACES = re.compile(r"\s+")
# 77 may be a customer's number, 11111111 is a form filled in.
_FEWEST_REPEATED = 8

# What people and programs write where they know nothing, folded by ``fold``.
PLACEHOLDER_WORDS: frozenset[str] = frozenset(
    {
        *("n/a", "na", "n.a", "n.a.", "n/d", "nd", "n.d.", "n/i", "s/n", "s/e", "-", "--", "---", ".", ".."),
        *("...", "?", "??", "*", "/", "_", "x", "xx", "xxx", "xxxx", "null", "(null)", "none", "nan", "nil"),
        *("undefined", "#n/a", "#n/d", "#ref!", "#value!", "#valor!", "#name?", "#nome?", "true", "false"),
        *("verdadeiro", "falso", "teste", "test", "testing", "exemplo", "example", "sem", "vazio", "(vazio)"),
        *("empty", "(empty)", "blank", "(blank)", "nenhum", "nenhuma", "ninguem", "nao", "no", "unknown"),
        *("desconhecido", "desconocido", "ninguno", "anonimo", "anonymous"),
    }
) | {
    "nao tem",
    "nao possui",
    "nao informado",
    "nao informada",
    "nao consta",
    "nao se aplica",
    "nao disponivel",
    "sem email",
    "sem e-mail",
    "sem telefone",
    "sem cpf",
    "sem cadastro",
    "sem informacao",
    "sem dados",
    "no email",
    "not available",
    "not informed",
    "sin correo",
    "sin telefono",
    "no tiene",
}


def clean(text: str) -> str:
    """Take off what a spreadsheet or a copy puts around a value: spaces, quotes, invisible signs."""
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()
    if text.startswith('="') and text.endswith('"') and len(text) > 3:  # how Excel is kept from counting
        text = text[1:]
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1].strip()
    if text.count('"') == 1:  # left by a quote that was never closed
        text = text.strip('"')
    return text.lstrip("'").strip()


def is_one_digit_repeated(digits: str) -> bool:
    """Tell what a person types into a form that insists on a number: ``00000000000``, ``0``."""
    return len(set(digits)) == 1 and (digits[0] == "0" or len(digits) >= _FEWEST_REPEATED)


def fold(text: str) -> str:
    """A text without case, accents and doubled spaces, to compare words by."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return _SPACES.sub(" ", "".join(c for c in decomposed if not unicodedata.combining(c))).strip()


def common_fault(text: str) -> str | None:
    """The fault that a cleaned text has whatever kind it was meant to be, or None."""
    if not text:
        return reasons.EMPTY
    if "\ufffd" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        return reasons.UNREADABLE
    if not any(map(str.isalnum, text)) or fold(text) in PLACEHOLDER_WORDS:
        return reasons.PLACEHOLDER
    if _SCIENTIFIC.fullmatch(text):
        return reasons.SCIENTIFIC
    return None


def without_float_tail(text: str) -> str:
    """``12345678900.0`` as ``12345678900``: what a program writes of a number that was a code."""
    whole = _FLOAT_TAIL.fullmatch(text)
    return whole[1] if whole else text
