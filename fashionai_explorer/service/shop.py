"""A shop as data: customers with what they bought and looked at. Profiles are written from this alone.

Where the data come from does not matter here: the demonstration makes them up, files may bring them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

Kind = Literal["user_profile_id", "email", "phone", "document"]
KINDS: tuple[Kind, ...] = get_args(Kind)

# The day on which the demonstration's data end: fixed, so that its shop, profiles and lists never change.
DEMO_DAY = date(2026, 11, 20)

Seen = Literal["product", "category", "search"]


@dataclass(frozen=True, slots=True)
class Product:
    """One article: ``garment`` names its kind in `catalogue.GARMENTS`, ``price`` is in reais."""

    id: str
    name: str
    garment: str
    colour: str
    material: str
    price: float


@dataclass(frozen=True, slots=True)
class Order:
    """What was bought in one go; ``paid`` in reais, after ``discounted`` says whether it was on offer."""

    day: date
    products: tuple[Product, ...]
    paid: float
    discounted: bool = False


@dataclass(frozen=True, slots=True)
class BrowsingEvent:
    """One look into the shop: at a product, at a category, or for words typed into the search."""

    day: date
    seen: Seen
    text: str
    product: Product | None = None


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer: four identifiers (empty: none known), some master data and the history, oldest first.

    ``phone`` is digits with the country code, ``document`` digits alone, ``birth_year`` 0 where unknown.
    """

    user_profile_id: str
    email: str = ""
    phone: str = ""
    document: str = ""
    name: str = ""
    city: str = ""
    birth_year: int = 0
    accepts_contact: bool = False
    orders: tuple[Order, ...] = ()
    events: tuple[BrowsingEvent, ...] = ()

    @property
    def spend(self) -> float:
        """All that was ever paid, in reais."""
        return round(sum(order.paid for order in self.orders), 2)


@dataclass(frozen=True)
class Shop:
    """All customers, and the day on which the data end (what is called recent is recent on that day)."""

    customers: tuple[Customer, ...]
    day: date
    _index: dict[tuple[str, str], Customer] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index: dict[tuple[str, str], Customer] = {}
        for customer in self.customers:
            for kind in KINDS:
                value: str = getattr(customer, kind)
                if value:
                    index.setdefault((kind, comparable(kind, value)), customer)
        object.__setattr__(self, "_index", index)

    def find(self, kind: str, value: str) -> Customer | None:
        """The customer that an identifier names, if the shop knows one."""
        return self._index.get((kind, comparable(kind, value)))


def comparable(kind: str, value: str) -> str:
    """An identifier as it is looked up: e-mails whatever their case, everything else to the letter."""
    return value.lower() if kind == "email" else value
