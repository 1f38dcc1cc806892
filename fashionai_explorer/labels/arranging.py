"""The order of a key: words sorted where their order says nothing, kept where it is meaning.

``verão - campanha`` is ``campanha de verão``. But a governing word holds what follows it (``preto sem
brilho``), several amounts hold their order (``leve 3, pague 2``), a time of the day says another thing at the
end (``festa de dia``), and what describes one of several things stays with it (``camisa branca e calça
preta``).
"""

from __future__ import annotations

from functools import lru_cache

from fashionai_explorer.labels import linking
from fashionai_explorer.labels.compounds import GARMENTS
from fashionai_explorer.labels.words import Item, read_word

_AND = "&"
# Larger numbers are sizes, years and ages.
_MOST_COUNTED = 24
# Things that are named side by side, each with its own colour.
_SEVERAL = GARMENTS | {"fundo", "texto"}


def arranged(items: list[Item], *, with_kept: bool) -> str:
    """The key of a wording's items.

    ``with_kept`` makes "com" a governing word; it is one anyway beside a negation.
    """
    with_kept = with_kept or any(item.text in linking.NEGATION for item in items if item.kind != "word")
    main, scopes = _scopes(items, with_kept=with_kept)
    parts = [_bag(_timed(main) if not scopes else main)]
    parts.extend(sorted(f"{name}[{_bag(_governed(name, words))}]" for name, words in scopes))
    return " ".join(part for part in parts if part)


def _scopes(items: list[Item], *, with_kept: bool) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """The words that nothing governs, and those governed, each with what governs them."""
    main: list[str] = []
    scopes: list[tuple[str, list[str]]] = []
    current = main
    for place, item in enumerate(items):
        if item.kind == "word":
            current.append(item.text)
        elif item.kind in {"governing", "without"} or (item.kind == "with" and with_kept):
            name = item.text
            if scopes and current is scopes[-1][1] and not current:
                name = f"{scopes.pop()[0]} {name}"
            current = []
            scopes.append((name, current))
        elif current is not main and (current or not _governs(items, place + 1, with_kept=with_kept)):
            if current and item.kind == "and" and not _governs(items, place + 1, with_kept=with_kept):
                current.append(_AND)  # "sem estampa e brilho": what is governed goes on
            else:
                current = main
    return main, scopes


def _governs(items: list[Item], place: int, *, with_kept: bool) -> bool:
    kind = items[place].kind if place < len(items) else "mark"
    return kind in {"governing", "without", "mark"} or (kind == "with" and with_kept)


def _bag(words: list[str]) -> str:
    """Words sorted, or in order or in groups where that is meaning."""
    if len(words) < 2:
        return "".join(words)
    if len(words) == 2 and _AND not in words and not _is_amount(words[0]):
        one, other = words
        if (one, other) in linking.PHRASES:
            return f"{one}+{other}"
        if other not in linking.SHADES:
            return f"{one} {other}" if one < other else f"{other} {one}"
    shaded = _shaded(words)
    amounts = sum(map(_is_amount, shaded))
    if _AND in words or amounts > 1:
        return " ".join(shaded)
    if amounts:
        shaded = _counted(shaded)
    return " ".join(_groups(shaded) or sorted(shaded))


def _governed(name: str, words: list[str]) -> list[str]:
    """What a word governs; what "and" joins is in no order but behind a negation or a degree."""
    if name.rpartition(" ")[2] in linking.GRADING:
        return words
    return [word for word in words if word != _AND]


def _is_amount(word: str) -> bool:
    return word[0].isdecimal() or word.startswith("r$")


def _counted(words: list[str]) -> list[str]:
    """A small number and what it counts as one word: "a mesma peça em 3 ocasiões"."""
    for place, word in enumerate(words[:-1]):
        before = words[place - 1] if place else ""
        if (
            word.isdecimal()
            and len(word) < 3
            and int(word) <= _MOST_COUNTED
            and before not in linking.NUMBERED
        ):
            return [*words[:place], f"{word}_{words[place + 1]}", *words[place + 2 :]]
    return words


def _timed(words: list[str]) -> list[str]:
    """A time of the day that ends a wording is marked: "festa de dia" is no "dia de festa"."""
    if len(words) > 1 and words[-1] in linking.TIMES and words[-2] not in linking.TIMES:
        return [*words[:-1], f"{words[-1]}$"]
    return words


def _shaded(words: list[str]) -> list[str]:
    """A colour and its shade as one word: "azul claro e branco" is "branco e azul claro"."""
    made: list[str] = []
    for word in words:
        if made and word in linking.SHADES and made[-1] in linking.COLOURS:
            made[-1] = f"{made[-1]}_{word}"
        else:
            made.append(word)
    return made


def _groups(words: list[str]) -> list[str]:
    """Each thing with what describes it, sorted; nothing where only one thing is described."""
    if len(words) < 3:
        return []
    groups: list[list[str]] = []
    things = 0
    for word in words:
        describes = _describes(word)
        if describes and groups:
            groups[-1].append(word)
        else:
            things += not describes
            groups.append([word])
    described = sum(len(group) > 1 for group in groups)
    garments = sum(group[0] in _SEVERAL for group in groups)
    if things > 1 and (described > 1 or (described and garments > 1)):
        return sorted(" ".join([group[0], *sorted(group[1:])]) + ";" for group in groups)
    return []


@lru_cache(maxsize=8192)
def _describes(word: str) -> bool:
    """Whether a root says how a thing is. Few roots make up many wordings, so the answers are remembered."""
    colour = word.partition("_")[0]
    return colour in linking.COLOURS or word in linking.MATERIALS or read_word(word).is_adjective
