"""How the demonstration's lists are made from its shop: four files, each with its own habits."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from random import Random

from fashionai_explorer.service import people
from fashionai_explorer.service.demo import demo_shop
from fashionai_explorer.service.demo_lists import DEMO_LIST
from fashionai_explorer.service.demo_lists.faulty import faulty_rows
from fashionai_explorer.service.seeded import chance
from fashionai_explorer.service.shop import Customer

STRANGERS = 24  # people on the lists whom the shop does not know
EXCEL_ROWS = 640


def made_lists() -> dict[str, bytes]:
    """File name to content; the same bytes each time."""
    everybody = _everybody()
    return {
        DEMO_LIST: _clean(everybody),
        "emails.csv": _emails(everybody),
        "clientes_excel.csv": _excel(everybody[:EXCEL_ROWS]),
        "com_erros.csv": _faulty(everybody[EXCEL_ROWS:]),
    }


def _everybody() -> list[Customer]:
    """The shop's customers and some strangers, in an order of no meaning."""
    dice = chance("lists")
    shop = demo_shop()
    taken = {value for c in shop.customers for value in (c.email, c.phone, c.document)}
    everybody = [*shop.customers, *(_stranger(dice, taken) for _ in range(STRANGERS))]
    dice.shuffle(everybody)
    return everybody


def _stranger(dice: Random, taken: set[str]) -> Customer:
    name = people.person_name(dice, man=dice.random() < 0.4)
    city = dice.choice(list(people.AREA_CODES))
    return Customer(
        "",
        people.email_address(dice, name, dice.randint(1970, 2004), taken),
        people.mobile_number(dice, city, taken),
        people.cpf(dice, taken),
        name,
        city,
        accepts_contact=dice.random() < 0.5,
    )


def _table(rows: Iterable[Sequence[str]], delimiter: str, encoding: str, line_end: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue().encode(encoding)


def _clean(customers: list[Customer]) -> bytes:
    """As a shop system writes it: UTF-8, commas, a point in numbers."""
    rows = (
        [c.email, c.name, c.city, f"{c.spend:.2f}", "sim" if c.accepts_contact else "não"] for c in customers
    )
    return _table([["e-mail", "nome", "cidade", "gasto", "aceita_contato"], *rows], ",", "utf-8", "\n")


def _emails(customers: list[Customer]) -> bytes:
    """One column of e-mails."""
    return _table([["email"], *([c.email] for c in customers)], ",", "utf-8", "\n")


def _excel(customers: list[Customer]) -> bytes:
    """As Excel in Brazil saves it: semicolons, Windows-1252, decimal commas, CPFs without leading zeros."""
    dice = chance("excel")
    header = ["Nome", "Telefone", "CPF", "Cidade", "Gasto", "Aceita e-mail"]
    rows = (
        [
            c.name,
            dice.choice(PHONE_FORMS)(c.phone),
            c.document.lstrip("0"),
            c.city,
            _reais(c.spend),
            "Sim" if c.accepts_contact else "Não",
        ]
        for c in customers
    )
    return _table([header, *rows], ";", "cp1252", "\r\n")


def _faulty(customers: list[Customer]) -> bytes:
    """Rows of every sort that goes wrong, between good ones."""
    header = ["Nome", "E-mail", "Telefone", "CPF", "Gasto"]
    return _table([header, *faulty_rows(customers)], ";", "utf-8", "\r\n")


def _reais(amount: float) -> str:
    """``1.234,50``."""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


# Country code, area code and the nine digits, as people type them.
PHONE_FORMS: tuple[Callable[[str], str], ...] = (
    lambda n: f"({n[2:4]}) {n[4:9]}-{n[9:]}",
    lambda n: f"({n[2:4]}) {n[4:9]}-{n[9:]}",
    lambda n: f"{n[2:4]} {n[4:9]}-{n[9:]}",
    lambda n: f"+55 {n[2:4]} {n[4:9]}-{n[9:]}",
    lambda n: f"+55 ({n[2:4]}) {n[4:9]} {n[9:]}",
    lambda n: f"0{n[2:4]} {n[4:9]}-{n[9:]}",
    lambda n: n,
    lambda n: n[2:],
)
