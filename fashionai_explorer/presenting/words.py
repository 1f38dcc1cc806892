"""Selections and rules in words: on chips, on a segment's card, and as the name that is proposed for one.

What is returned holds labels, column names and values that others wrote: it is plain text, never Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from babel.numbers import format_currency, format_decimal

from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.identifiers import read_date
from fashionai_explorer.segments import ColumnIs, Phrase, Pick, Selection, describe, parse_rule
from fashionai_explorer.texts import (
    N_,
    _,
    _n,
    calendar_day,
    facet_word,
    label_text,
    money,
    number,
    outcome_name,
)
from fashionai_explorer.texts.languages import locale

NAME_SIGNS = 80
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_PATTERNS = {
    ">=": N_("{column} of {value} or more"),
    "<=": N_("{column} up to {value}"),
    ">": N_("{column} above {value}"),
    "<": N_("{column} below {value}"),
    "=": N_("{column}: {value}"),
    "in": N_("{column}: {value}"),
    "!=": N_("{column} is not {value}"),
    "contains": N_("{column} contains “{value}”"),
}
_OF_DAYS = {">=": N_("{column} from {value} on"), "<=": N_("{column} until {value}")}


def joined(words: Sequence[str], *, every: bool = False) -> str:
    """Write things that any of will do, or that every one of must be there: ``a ou b``, ``a e b``."""
    return f" {and_word() if every else or_word()} ".join(words)


def or_word() -> str:
    """Return the word between things of which any will do."""
    return _("or")


def and_word() -> str:
    """Return the word between things that must all be there."""
    return _("and")


def subject(facet: str) -> str:
    """Return a facet as the beginning of a chip: ``Tom de voz``."""
    word = facet_word(facet)
    return word[:1].upper() + word[1:]


def pick_words(pick: Pick) -> str:
    """Say a facet's pick: ``Tom de voz: sofisticado ou inspiracional``."""
    labels = joined(names_of(pick), every=pick.every)
    if pick.facet == "new_behaviour" and not pick.negated:
        return labels[:1].upper() + labels[1:]
    if pick.negated and pick.every:
        return _("{facet} is not both {labels}", facet=subject(pick.facet), labels=labels)
    if pick.negated:
        return _("{facet} is not {labels}", facet=subject(pick.facet), labels=labels)
    return _("{facet}: {labels}", facet=subject(pick.facet), labels=labels)


def names_of(pick: Pick) -> list[str]:
    """Return the names of what is picked: labels, then themes."""
    return [label_text(pick.facet, label) for label in pick.labels] + [theme_name(one) for one in pick.themes]


def theme_name(theme: str) -> str:
    """Return a theme's name, told apart from a label of the same word: ``trabalho (tema)``."""
    return _("{theme} (theme)", theme=theme)


def conditions_words(conditions: Sequence[ColumnIs], value_column: str | None) -> str:
    """Say the conditions over one column: ``gasto de R$ 500 ou mais``, both ends of a range as one."""
    column = conditions[0].column
    by_op = {condition.op: _value(condition, column == value_column) for condition in conditions}
    if len(conditions) == 2 and set(by_op) == {">=", "<="}:
        return _("{column} from {low} to {high}", column=column, low=by_op[">="], high=by_op["<="])
    return "; ".join(_condition_words(condition, by_op[condition.op]) for condition in conditions)


def _condition_words(condition: ColumnIs, value: str) -> str:
    empty = N_("{column} is filled in") if condition.value is False else N_("{column} is empty")
    patterns = _PATTERNS | (_OF_DAYS if _is_day(condition.value) else {})
    return _(patterns.get(condition.op, empty), column=condition.column, value=value)


def _is_day(value: object) -> bool:
    return isinstance(value, str) and _ISO_DATE.fullmatch(value) is not None and read_date(value) is not None


def _value(condition: ColumnIs, is_value_column: bool) -> str:
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    return joined([_scalar(value, is_value_column) for value in values])


def _scalar(value: object, is_value_column: bool) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return _exact(value, is_value_column)
    day = read_date(str(value)) if _is_day(value) else None
    return str(value) if day is None else calendar_day(day)


def _exact(value: float, is_value_column: bool) -> str:
    """Write a number of a rule with all its signs: rounded, the rule would say what it does not do."""
    if value == int(value):
        return money(value) if is_value_column else number(value)
    digits = Decimal(repr(value))
    if is_value_column and digits == digits.quantize(Decimal("0.01")):
        return format_currency(digits, "BRL", locale=locale())
    return str(format_decimal(digits, format="#,##0.##########", locale=locale()))


def selection_words(selection: Selection, value_column: str | None) -> list[str]:
    """Say each part of a selection, in the order of its chips."""
    words = [pick_words(pick) for pick in selection.picks]
    return words + [_column_words(selection, part, value_column) for part in selection.by_column()]


def _column_words(selection: Selection, part: Sequence[ColumnIs], value_column: str | None) -> str:
    words = conditions_words(part, value_column)
    return _("without {words}", words=words) if part[0].column in selection.excluded else words


def rule_words(rule: dict[str, object], value_column: str | None) -> str:
    """Say a whole rule in one line; one that no selection makes says its parts one inside the other."""
    try:
        selection = Selection.from_rule(rule)
        if selection is None:
            return _phrase_words(describe(parse_rule(rule)), value_column)
    except ExplorerError:
        return ""
    if selection.is_empty:
        return _("everyone in the list")
    said = selection_words(selection, value_column)
    return joined(said) if selection.either else " · ".join(said)


def _phrase_words(phrase: Phrase, value_column: str | None, *, inside: bool = False) -> str:
    if phrase.parts:
        words = [_phrase_words(part, value_column, inside=True) for part in phrase.parts]
        if phrase.kind == "not":
            return _("not ({words})", words=words[0])
        whole = joined(words, every=phrase.kind == "all")
        return f"({whole})" if inside else whole
    return _plain_words(phrase, value_column)


def _plain_words(phrase: Phrase, value_column: str | None) -> str:
    texts = [str(value) for value in phrase.values]
    match phrase.kind:
        case "label" | "theme":
            labels, themes = (texts, []) if phrase.kind == "label" else ([], texts)
            return pick_words(
                Pick(phrase.subject, tuple(labels), negated=phrase.negated, themes=tuple(themes))
            )
        case "column":
            value = phrase.values if phrase.op == "in" else phrase.values[0]
            said = conditions_words([ColumnIs(phrase.subject, phrase.op, value)], value_column)
        case "outcome":
            said = joined([outcome_name(text) for text in texts])
        case "segment":
            said = _("segment {name}", name=joined([f"“{text}”" for text in texts]))
        case "rows":
            said = _n("fixed: {n} customer", "fixed: {n} customers", int(texts[0]))
        case "age_days":
            said = _("age of the profile {op} {days} days", op=phrase.op, days=joined(texts))
        case _:
            said = _("everyone in the list") if phrase.kind == "all" else _("nobody")
    return _("not ({words})", words=said) if phrase.negated else said


def proposed_name(selection: Selection, value_column: str | None) -> str:
    """Return the name that a segment of this selection is proposed: its labels, without the facets."""
    pieces = [_name_of_pick(pick) for pick in selection.picks]
    pieces += [_column_words(selection, part, value_column) for part in selection.by_column()]
    name = joined(pieces) if selection.either else ", ".join(pieces)
    if len(name) > NAME_SIGNS:
        name = name[: NAME_SIGNS - 1].rstrip(" ,") + "…"
    return name[:1].upper() + name[1:]


def _name_of_pick(pick: Pick) -> str:
    labels = joined([*map(partial(label_text, pick.facet), pick.labels), *pick.themes], every=pick.every)
    return _("not {labels}", labels=labels) if pick.negated else labels
