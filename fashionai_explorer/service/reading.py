"""What one customer's orders and browsing say: counts and shares, before any rule or wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from fashionai_explorer.service.catalogue import GARMENTS, PALETTE_OF
from fashionai_explorer.service.shop import Customer, Product

ENOUGH_EVENTS = 3  # without an order, fewer looks than this make no profile
NEW_BELOW = 0.2  # an occasion with less than this share of what was bought is new to the customer
NEW_FROM = 0.5  # ... where at least this share of the browsing is for it


class Reading(NamedTuple):
    """The history in figures. Tuples of names run from the strongest to the weakest; reais, shares 0 to 1."""

    orders: int
    spend: float
    average_price: float
    discounted: float
    days_since_order: int | None
    looks: int
    audience: str
    age: int | None
    occasions: tuple[str, ...]
    styles: tuple[str, ...]
    palettes: tuple[str, ...]
    materials: tuple[str, ...]
    garments: tuple[str, ...]
    browsed: tuple[str, ...]  # garments looked at and never bought
    browsed_occasions: tuple[str, ...]
    new_occasion: str | None

    @property
    def is_thin(self) -> bool:
        """Too little for a whole profile: some of its sections stay empty."""
        return self.orders <= 1 and self.looks <= 1


def enough_to_write(customer: Customer) -> bool:
    """Whether there is any profile at all: an order, or some browsing."""
    return bool(customer.orders) or len(customer.events) >= ENOUGH_EVENTS


def read_history(customer: Customer, day: date) -> Reading:
    """Count what a customer bought and looked at, as on ``day``."""
    bought = [product for order in customer.orders for product in order.products]
    seen = [event.product for event in customer.events if event.product]
    told_by = bought or seen
    occasions, browsed_occasions = _occasions(told_by), _occasions(seen)
    garments = Counter(product.garment for product in told_by)
    return Reading(
        orders=len(customer.orders),
        spend=customer.spend,
        average_price=sum(product.price for product in told_by) / max(1, len(told_by)),
        discounted=sum(order.discounted for order in customer.orders) / max(1, len(customer.orders)),
        days_since_order=min(((day - order.day).days for order in customer.orders), default=None),
        looks=len(customer.events),
        audience=_audience(told_by),
        age=day.year - customer.birth_year if customer.birth_year else None,
        occasions=_ranked(occasions),
        styles=_ranked(_styles(told_by)),
        palettes=_ranked(Counter(PALETTE_OF.get(product.colour, "neutros") for product in told_by)),
        materials=_ranked(Counter(product.material for product in told_by)),
        garments=_ranked(garments),
        browsed=_ranked(Counter(p.garment for p in seen if p.garment not in garments)),
        browsed_occasions=_ranked(browsed_occasions),
        new_occasion=_new_occasion(occasions, browsed_occasions, seen) if bought else None,
    )


def _ranked(counts: Counter[str]) -> tuple[str, ...]:
    """Names by count; equal counts stay in the order in which they came up."""
    return tuple(name for name, _ in counts.most_common())


def _occasions(products: Iterable[Product]) -> Counter[str]:
    """Occasions in tenths: ten for a garment's first one, three for each other."""
    counts: Counter[str] = Counter()
    for product in products:
        for n, occasion in enumerate(GARMENTS[product.garment].occasions):
            counts[occasion] += 3 if n else 10
    return counts


def _styles(products: Iterable[Product]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for product in products:
        for n, style in enumerate(GARMENTS[product.garment].styles):
            counts[style] += 2 if n else 3
    return counts


def _audience(products: Iterable[Product]) -> str:
    """For whom the articles are: ``ela``, ``ele``, or ``todos`` where nothing tells."""
    counts = Counter(GARMENTS[product.garment].audience for product in products)
    counts.pop("todos", None)
    return counts.most_common(1)[0][0] if counts else "todos"


def _new_occasion(bought: Counter[str], browsed: Counter[str], seen: list[Product]) -> str | None:
    """The occasion that most looks are for and that purchases hardly know, if there is one."""
    if len(seen) < 2:
        return None
    firsts = Counter(GARMENTS[product.garment].occasions[0] for product in seen)
    occasion, looks = firsts.most_common(1)[0]
    is_new = bought[occasion] < NEW_BELOW * bought.total() and looks >= NEW_FROM * len(seen)
    return occasion if is_new and browsed[occasion] else None
