"""A shop that knows as many customers as one likes, for benchmarks that ask for more than could be made up."""

from __future__ import annotations

from fashionai_explorer.service import demo_shop


class EndlessShop:
    """Knows four of five numbers, each as one of a small shop's customers."""

    def __init__(self, customers: int) -> None:
        shop = demo_shop(customers)
        self.day, self._customers = shop.day, shop.customers

    def find(self, _kind: str, value: str) -> object:
        number = int(value[1:].split("@")[0])
        return None if number % 5 == 0 else self._customers[number % len(self._customers)]


def endless_emails(count: int) -> list[str]:
    """The addresses of its first customers."""
    return [f"c{number}@loja.com.br" for number in range(count)]
