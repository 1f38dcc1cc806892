"""What a column of consents holds, and which of its words may mean yes."""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.identifiers.cleaning import fold

_YES = frozenset(
    {
        *("sim", "s", "si", "yes", "y", "true", "verdadeiro", "1", "x", "ok", "on", "ativo", "active"),
        *("aceito", "aceita", "aceitou", "autorizado", "autoriza", "opt-in", "optin", "subscribed"),
        *("inscrito", "permitido", "allow", "allowed"),
    }
)
_NO = frozenset(
    {
        *("nao", "n", "no", "false", "falso", "0", "off", "inativo", "inactive", "recusado", "recusou"),
        *("negado", "opt-out", "optout", "unsubscribed", "cleaned", "descadastrado", "bloqueado"),
    }
)


class ConsentValue(NamedTuple):
    """One thing a consent column says: the text, on how many rows, and whether it seems to mean yes.

    ``yes`` is None where the word is not known, and for an empty cell it is False: the person is asked.
    """

    text: str
    rows: int
    yes: bool | None


def consent_values(column: pa.Array | pa.ChunkedArray) -> list[ConsentValue]:
    """The different texts of a column, the most frequent first, ties by text."""
    counted = [(count["values"] or "", count["counts"]) for count in pc.value_counts(column).to_pylist()]
    return [
        ConsentValue(text, rows, means_yes(text))
        for text, rows in sorted(counted, key=lambda c: (-c[1], c[0]))
    ]


def means_yes(text: str) -> bool | None:
    """A first guess whether a text gives consent; None where the word is not known."""
    word = fold(text)
    if word in _YES:
        return True
    return False if word in _NO or not word else None
