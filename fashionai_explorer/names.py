"""The names that files, rules and commands use for things: kinds of identifiers, roles of columns, destinations.

They stand by themselves so that the command line can offer them without importing what acts on them, which
takes half a second, with their words, which are keys of the catalogues. Whoever acts on a name has an entry
for each; tests/test_names.py holds it. Facets, which have sentences too, are in ``facets``.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

from fashionai_explorer.errors import N_

Kind = Literal["user_profile_id", "email", "phone", "document"]
"""What a value names a customer by."""

KINDS: tuple[Kind, ...] = get_args(Kind)
"""All kinds, in the order of asking unless somebody changes it."""

OwnRole = Literal["name", "value", "consent", "date"]
"""What a column of the list's own is used for: of each role a list has one column at most."""

OWN_ROLES: tuple[OwnRole, ...] = get_args(OwnRole)
"""All of them, in the order in which columns are looked for."""

Role = Literal[Kind, OwnRole, "extra", "ignore"]
"""What a column of a list is used for. ``ignore`` leaves it out of the list altogether."""

KIND_NAMES: Final[dict[Kind, str]] = {
    "user_profile_id": N_("profile ID (FashionAI)"),
    "email": N_("e-mail"),
    "phone": N_("phone"),
    "document": N_("CPF/CNPJ"),
}

ROLE_NAMES: Final[dict[Role, str]] = {
    "email": KIND_NAMES["email"],
    "phone": KIND_NAMES["phone"],
    "document": KIND_NAMES["document"],
    "user_profile_id": KIND_NAMES["user_profile_id"],
    "name": N_("name"),
    "value": N_("value (spend)"),
    "consent": N_("consent (opt-in)"),
    "date": N_("date"),
    "extra": N_("extra information"),
    "ignore": N_("do not use"),
}
"""In the order in which a person is offered them."""

ROLE_ORDER: Final = tuple(ROLE_NAMES)

DESTINATIONS: Final = ("csv", "csv-br", "xlsx")
"""What a segment's members are written for: see ``segments.destinations``."""
