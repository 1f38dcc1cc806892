"""The demonstration: a fashion shop of made-up customers whose tastes really differ, made at start."""

from __future__ import annotations

import functools
import math
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

from fashionai_explorer.service import people
from fashionai_explorer.service.catalogue import GARMENTS, PALETTE_OF, products
from fashionai_explorer.service.seeded import chance, pick_one
from fashionai_explorer.service.shop import DEMO_DAY, BrowsingEvent, Customer, Order, Product, Seen, Shop
from fashionai_explorer.service.tastes import TASTES, Taste

CUSTOMERS = 1_200
WITHOUT_DATA = 0.08
THIN = 0.06
CONTACT = 0.78


@functools.cache
def demo_shop(customers: int = CUSTOMERS, seed: int = 4) -> Shop:
    """The demonstration's shop. The same numbers give the same shop; the default is what the lists name."""
    dice = chance("demo shop", seed)
    taken: set[str] = set()
    return Shop(tuple(_customer(dice, taken) for _ in range(customers)), DEMO_DAY)


def _customer(dice: Random, taken: set[str]) -> Customer:
    name_of_taste = pick_one(dice, {name: taste.share for name, taste in TASTES.items()})
    taste = TASTES[name_of_taste]
    man = dice.random() < taste.men
    name = people.person_name(dice, man)
    city = pick_one(dice, taste.cities)
    birth_year = dice.randint(*taste.born)
    orders, events = _history(dice, name_of_taste, "ele" if man else "ela")
    return Customer(
        user_profile_id=people.profile_id(dice, taken),
        email=people.email_address(dice, name, birth_year, taken),
        phone=people.mobile_number(dice, city, taken),
        document=people.cpf(dice, taken),
        name=name,
        city=city,
        birth_year=birth_year if dice.random() < 0.85 else 0,
        accepts_contact=dice.random() < CONTACT,
        orders=orders,
        events=events,
    )


def _history(dice: Random, taste: str, audience: str) -> tuple[tuple[Order, ...], tuple[BrowsingEvent, ...]]:
    fate = dice.random()
    if fate < WITHOUT_DATA:  # registered and never seen again, or one look
        return (), _browsing(dice, taste, audience, dice.randint(0, 1))
    if fate < WITHOUT_DATA + THIN:  # one order and next to no browsing
        return _orders(dice, taste, audience, 1), _browsing(dice, taste, audience, dice.randint(0, 1))
    orders = _orders(dice, taste, audience, dice.randint(*TASTES[taste].orders))
    looks_at = TASTES[taste].looks_next if dice.random() < TASTES[taste].novelty else taste
    return orders, _browsing(dice, looks_at, audience, dice.randint(2, 7))


def _orders(dice: Random, taste: str, audience: str, count: int) -> tuple[Order, ...]:
    ago = sorted((round(5 + 715 * dice.random() ** 1.6) for _ in range(count)), reverse=True)
    return tuple(_order(dice, taste, audience, DEMO_DAY - timedelta(days=days)) for days in ago)


def _order(dice: Random, taste: str, audience: str, day: date) -> Order:
    # One basket in seven is bought after somebody else's taste, or nobody would ever surprise.
    wanted = taste if dice.random() < 0.86 else dice.choice(list(TASTES))
    bought = _shelf(wanted, audience).draw(dice, dice.choice((1, 1, 2, 2, 3)))
    discounted = dice.random() < TASTES[taste].discounts
    paid = sum(product.price for product in bought) * (0.8 if discounted else 1.0)
    return Order(day, tuple(bought), round(paid, 2), discounted)


def _browsing(dice: Random, taste: str, audience: str, count: int) -> tuple[BrowsingEvent, ...]:
    ago = sorted((dice.randint(0, 45) for _ in range(count)), reverse=True)
    seen = _shelf(taste, audience).draw(dice, count)
    return tuple(
        _event(dice, product, DEMO_DAY - timedelta(days=days))
        for product, days in zip(seen, ago, strict=True)
    )


def _event(dice: Random, product: Product, day: date) -> BrowsingEvent:
    garment = GARMENTS[product.garment]
    kinds: dict[Seen, str] = {"product": product.name, "category": garment.category, "search": garment.name}
    seen: Seen = dice.choices(("product", "category", "search"), (70, 15, 15))[0]
    return BrowsingEvent(day, seen, kinds[seen], product)


class _Shelf(NamedTuple):
    """The products of an audience with the running sums of their weights for one taste."""

    products: tuple[Product, ...]
    sums: tuple[float, ...]

    def draw(self, dice: Random, count: int) -> list[Product]:
        return dice.choices(self.products, cum_weights=self.sums, k=count)


@functools.cache
def _shelf(taste: str, audience: str) -> _Shelf:
    fitting = tuple(p for p in products() if GARMENTS[p.garment].audience in (audience, "todos"))
    return _Shelf(fitting, tuple(accumulate(_liking(TASTES[taste], product) for product in fitting)))


def _liking(taste: Taste, product: Product) -> float:
    """How readily a taste buys a product: occasion first, then style, colour and what it costs."""
    garment = GARMENTS[product.garment]
    occasion = sum(taste.occasions.get(name, 0.0) / (n + 1) for n, name in enumerate(garment.occasions))
    style = 1 + sum(taste.styles.get(name, 0.0) for name in garment.styles)
    palette = 0.5 + taste.palettes.get(PALETTE_OF[product.colour], 0.0)
    low, high = garment.price
    dearness: float = taste.dear ** (2 * (product.price - low) / max(1, high - low) - 1)
    return 0.05 + math.pow(occasion, 1.5) * style * palette * dearness
