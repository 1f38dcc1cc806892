"""Why two wordings are one label by the rules, as codes that a page puts into a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from fashionai_explorer.errors import N_
from fashionai_explorer.labels.compounds import joined
from fashionai_explorer.labels.folding import has_accents
from fashionai_explorer.labels.harmonising import key_of
from fashionai_explorer.labels.signs import signs, unaccented
from fashionai_explorer.labels.words import read_word

# In the order in which they are given; each says in what the two differ and yet are one.
REASONS = {
    "case": N_("capital letters"),
    "accents": N_("accents"),
    "plural": N_("singular and plural"),
    "gender": N_("gender of an adjective"),
    "linking": N_("linking words"),
    "dashes": N_("hyphens, dashes and slashes"),
    "marks": N_("punctuation and symbols"),
    "compound": N_("words written together or apart"),
    "order": N_("order of words"),
    "amount": N_("way of writing a number"),
    "form": N_("spaces and forms of letters"),
}
_RAW = re.compile(r"[^\W_]+")
_DASHES = re.compile(r"[-‐‑‒–—―−/]")
_MARK = re.compile(r"[^\w\s\-‐‑‒–—―−/\u0300-\u036f]|_")
_AMOUNT = re.compile(r"\d")


def why(facet: str, wording: str, shown: str) -> tuple[str, ...]:
    """In what a wording differs from the one its group is shown by: codes of ``REASONS``.

    Nothing where they are the same, and where no rule makes them one (a person's decision did, then).
    """
    if wording == shown or not _is_one(facet, wording, shown):
        return ()
    found = {*_of_words(wording, shown), *_of_signs(wording, shown)}
    return tuple(code for code in REASONS if code in found) or ("form",)


def _is_one(facet: str, one: str, other: str) -> bool:
    ours, theirs = key_of(facet, one), key_of(facet, other)
    return bool({ours.plain, ours.strict} & {theirs.plain, theirs.strict})


def _of_signs(one: str, other: str) -> Iterator[str]:
    """What marks and amounts tell."""
    ours, theirs = (unicodedata.normalize("NFC", text) for text in (one, other))
    if _DASHES.findall(ours) != _DASHES.findall(theirs):
        yield "dashes"
    if Counter(_MARK.findall(ours)) != Counter(_MARK.findall(theirs)):
        yield "marks" if _amounts(ours) == _amounts(theirs) else "amount"
    elif _amounts(ours) != _amounts(theirs):
        yield "amount"


def _amounts(text: str) -> list[str]:
    """What is written around digits."""
    return sorted(run.casefold() for run in text.split() if _AMOUNT.search(run))


def _of_words(one: str, other: str) -> Iterator[str]:
    """What the words tell, each beside its like in the other wording."""
    ours, theirs = joined(signs(one)), joined(signs(other))
    if Counter(_linking(ours)) != Counter(_linking(theirs)):
        yield "linking"
    if set(ours) - set(signs(one)) != set(theirs) - set(signs(other)):
        yield "compound"
    ours, theirs = _words(ours), _words(theirs)
    if list(map(_root, ours)) != list(map(_root, theirs)):
        yield "order"
    written = {word.casefold(): word for word in _RAW.findall(unicodedata.normalize("NFKC", other))}
    own = {word.casefold(): word for word in _RAW.findall(unicodedata.normalize("NFKC", one))}
    for mine, yours in zip(sorted(ours, key=_root), sorted(theirs, key=_root), strict=False):
        yield from _of_pair(mine, yours)
        if _capitals(own.get(mine, "")) != _capitals(written.get(yours, "")):
            yield "case"


def _of_pair(mine: str, yours: str) -> Iterator[str]:
    ours, theirs = read_word(mine), read_word(yours)
    plural = (unaccented(mine) != ours.singular) != (unaccented(yours) != theirs.singular)
    if plural:
        yield "plural"
    elif has_accents(mine) != has_accents(yours):
        yield "accents"
    if ours.singular != theirs.singular and ours.masculine == theirs.masculine:
        yield "gender"


def _words(found: list[str]) -> list[str]:
    return [word for word in found if read_word(word).role != "mark" and not _links(word)]


def _linking(found: list[str]) -> list[str]:
    return [unaccented(word) for word in found if _links(word)]


def _links(word: str) -> bool:
    return read_word(word).role in {"linking", "and", "with"}


def _root(word: str) -> str:
    return read_word(word).masculine


def _capitals(word: str) -> tuple[bool, bool]:
    return word[:1].isupper(), len(word) > 1 and word.isupper()
