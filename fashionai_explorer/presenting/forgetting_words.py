"""What is said of a customer who is forgotten: what there is, what went, and which names are still to be changed."""

from __future__ import annotations

from fashionai_explorer.errors import N_
from fashionai_explorer.texts import _, _n
from fashionai_explorer.workspace import Forgotten, HeldName, Traces

HELD = {
    "list": N_("List: {name}"),
    "file": N_("File that a list came from: {name}"),
    "segment": N_("Segment: {name}"),
}
FREE = {"list": N_("List"), "segment": N_("Segment"), "file": ""}


def counted(found: Traces | Forgotten) -> str:
    """Say how many rows and answers, and how many decisions on terms, if any."""
    pieces = [
        _n("{n} row in lists", "{n} rows in lists", found.rows),
        _n("{n} answer of FashionAI", "{n} answers of FashionAI", found.answers),
    ]
    if found.decisions:
        pieces.append(_n("{n} decision on terms", "{n} decisions on terms", found.decisions))
    return ", ".join(pieces)


def held(one: HeldName) -> str:
    """Say which name still tells of the customer, without the identifier in it."""
    return _(HELD[one.kind], name=one.masked)


def proposed(one: HeldName) -> str:
    """Return the name that is offered instead; never an empty one, but for a file."""
    return one.proposed or (_(FREE[one.kind]) if FREE[one.kind] else "")
