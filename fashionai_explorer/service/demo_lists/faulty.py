"""Rows as they go wrong in real lists, one fault each, between good ones."""

from __future__ import annotations

from fashionai_explorer.service.people import plain
from fashionai_explorer.service.seeded import chance
from fashionai_explorer.service.shop import Customer

GOOD_ROWS = 40
Row = list[str]

_BLANK: Row = ["", "", "", "", ""]
_SPACES: Row = ["  ", "", " ", "", ""]

# No identifier of these rows can be asked for.
_HOPELESS: list[Row] = [
    ["Sem Arroba", "sem.arroba.example.com", "", "", "120,00"],
    ["Dois Arrobas", "dois@@example.com", "", "", "85,90"],
    ["Domínio Cortado", "cortado@example", "", "", "310,00"],
    ["Espaço no Meio", "espaco no.meio@example.com", "", "", "59,90"],
    ["Vírgula no Domínio", "virgula@example,com", "", "", "77,00"],
    ["Ponto Duplo", "ponto..duplo@example.com", "", "", "0,00"],
    ["Dígito Errado", "", "", "123.456.789-00", "410,00"],
    ["Dígito Errado Também", "", "", "987.654.321-01", "95,00"],
    ["Número Científico", "", "", "1,23457E+10", "230,00"],
    ["Telefone Científico", "", "5,51191E+12", "", "199,00"],
    ["Telefone Curto", "", "9012-34", "", "15,00"],
    ["Telefone Longo", "", "+55 11 90123-4567-8901", "", "64,50"],
    ["DDD Que Não Existe", "", "(20) 90123-4567", "", "48,00"],
    ["Marcador", "n/a", "-", "000.000.000-00", "0,00"],
    ["Outro Marcador", "teste@teste.com", "", "", "0,00"],
    ["Repetido", "", "", "111.111.111-11", "12,00"],
    ["Não Informado", "não tem", "não informado", "", "33,00"],
    ["CPF Incompleto", "", "", "1234567", "21,00"],
]


def faulty_rows(customers: list[Customer]) -> list[Row]:
    """The rows of `com_erros.csv`, without its header: good, half-good, hopeless, repeated and blank ones.

    Made from the first of ``customers``, in a fixed order that mixes them.
    """
    good = [_good(customer) for customer in customers[:GOOD_ROWS]]
    rows = good + _half_good(customers[GOOD_ROWS:]) + _HOPELESS + [_BLANK, _BLANK, _SPACES]
    chance("faults").shuffle(rows)
    # What repeats stands behind what it repeats.
    return rows + _repeated(customers) + [_BLANK]


def _good(customer: Customer) -> Row:
    phone, document = customer.phone, customer.document
    return [
        customer.name,
        customer.email,
        f"({phone[2:4]}) {phone[4:9]}-{phone[9:]}",
        f"{document[:3]}.{document[3:6]}.{document[6:9]}-{document[9:]}",
        f"{customer.spend:.2f}".replace(".", ","),
    ]


def _half_good(customers: list[Customer]) -> list[Row]:
    """Rows with one fault whose customer can still be asked for by another identifier."""
    broken_email, wrong_digit, no_phone, named = (_good(customer) for customer in customers[:4])
    broken_email[1] = broken_email[1].replace("@", " em ")
    wrong_digit[3] = wrong_digit[3][:-1] + str((int(wrong_digit[3][-1]) + 1) % 10)
    no_phone[2] = "sem telefone"
    named[1] = f"{plain(named[0])} <{named[1]}>"
    return [broken_email, wrong_digit, no_phone, named]


def _repeated(customers: list[Customer]) -> list[Row]:
    """Customers of the good rows once more: to the letter, in capitals, with spaces around."""
    exact, shouted, spaced = (_good(customer) for customer in customers[:3])
    shouted[1] = shouted[1].upper()
    spaced[1] = f"  {spaced[1]} "
    return [exact, exact, shouted, spaced]
