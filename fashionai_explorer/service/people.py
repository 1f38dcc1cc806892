"""Made-up people: plausible Brazilian names, and identifiers that are well formed and reach nobody.

E-mail addresses end in the domains that RFC 2606 keeps for examples. Mobile numbers begin with 90 after the
area code: libraries call them valid, and no operator hands them out (90 is the prefix of collect calls), so a
file exported from the demonstration and sent by mistake rings at nobody's.
"""

from __future__ import annotations

import tomllib
import unicodedata
import uuid
from importlib.resources import files
from random import Random

_NAMES = tomllib.loads(files(__package__).joinpath("names.toml").read_text("utf-8"))
WOMEN: list[str] = _NAMES["women"].split()
MEN: list[str] = _NAMES["men"].split()
FAMILIES: list[str] = _NAMES["families"].split()

AREA_CODES = {
    "São Paulo": "11",
    "Campinas": "19",
    "Rio de Janeiro": "21",
    "Belo Horizonte": "31",
    "Curitiba": "41",
    "Florianópolis": "48",
    "Porto Alegre": "51",
    "Brasília": "61",
    "Goiânia": "62",
    "Salvador": "71",
    "Recife": "81",
    "Fortaleza": "85",
    "Belém": "91",
    "Manaus": "92",
}

DOMAINS = (
    "example.com",
    "example.com",
    "example.net",
    "example.org",
    "correio.example",
    "mail.example",
    "caixa.example",
)


def person_name(dice: Random, man: bool) -> str:
    """A first name and one or two family names, now and then joined by ``de`` or ``dos``."""
    first = dice.choice(MEN if man else WOMEN)
    families = dice.sample(FAMILIES, 1 if dice.random() < 0.55 else 2)
    if dice.random() < 0.12:
        last = families[-1]
        families[-1] = f"dos {last}" if last.endswith("s") else f"de {last}"
    return " ".join([first, *families])


def email_address(dice: Random, name: str, birth_year: int, taken: set[str]) -> str:
    """An address that looks like the name and that nobody has: ``taken`` is added to."""
    words = plain(name).lower().replace(" de ", " ").replace(" dos ", " ").split()
    first, last = words[0], words[-1]
    local = dice.choice(
        (f"{first}.{last}", f"{first}{last}", f"{first[0]}{last}", f"{first}_{last}", f"{first}.{last}")
    )
    if dice.random() < 0.35:
        local += str(birth_year)[2:]
    if dice.random() < 0.02:
        local += "+loja"  # an address that a careless client breaks on its way into the path
    domain = dice.choice(DOMAINS)
    address, n = f"{local}@{domain}", 2
    while address in taken:
        address, n = f"{local}{n}@{domain}", n + 1
    taken.add(address)
    return address


def plain(text: str) -> str:
    """A text without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def mobile_number(dice: Random, city: str, taken: set[str]) -> str:
    """Country code, area code of the city and nine digits; ``taken`` is added to."""
    while True:
        number = f"55{AREA_CODES[city]}90{dice.randrange(10_000_000):07}"
        if number not in taken:
            taken.add(number)
            return number


def cpf(dice: Random, taken: set[str]) -> str:
    """Eleven digits with both check digits right; one in five begins with a zero, one in thirty with two."""
    while True:
        kind = dice.random()
        limit = 10_000_000 if kind < 0.025 else 100_000_000 if kind < 0.125 else 1_000_000_000
        number = with_check_digits(f"{dice.randrange(1, limit):09}")
        if number not in taken and len(set(number)) > 1:
            taken.add(number)
            return number


def with_check_digits(nine: str) -> str:
    """The CPF that begins with these nine digits."""
    digits = [int(digit) for digit in nine]
    for _ in range(2):
        total = sum(
            digit * weight for digit, weight in zip(digits, range(len(digits) + 1, 1, -1), strict=True)
        )
        digits.append(total * 10 % 11 % 10)
    return "".join(map(str, digits))


def profile_id(dice: Random, taken: set[str]) -> str:
    """A short code such as ``ddsd23223``, for one in five a GUID; ``taken`` is added to."""
    while True:
        if dice.random() < 0.2:
            made = str(uuid.UUID(int=dice.getrandbits(128), version=4))
        else:
            made = "".join(dice.choices("abcdefghjkmnpqrstuvxyz", k=4)) + f"{dice.randrange(100_000):05}"
        if made not in taken:
            taken.add(made)
            return made
