"""Every setting: its name, where it comes from, its default and its check.

Settings are environment variables, or the same names in the table ``[fashionai]`` of
``.streamlit/secrets.toml``; the environment beats the file, in the app and on the command line. The file
is read here and not by Streamlit, which copies root-level secrets over the environment: a name of ours
at the root of that file is therefore refused.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import platformdirs

from fashionai_explorer.errors import N_, SettingError

PREFIX = "FASHION_AI_"
SECRETS_FILE = Path(".streamlit") / "secrets.toml"
APP_NAME = "fashionai-explorer"
DEMO_BRAND = "demo"
"""Whose customers the embedded service's are: with a key of one's own they would pass for real ones."""

DEFAULT_BASE_URL = "https://catalog.api.fashionaiale.com/api/v1/crm"
"""The base endpoint of the API's reference. The host has changed once already, so nothing depends on it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user set, checked, with the defaults of ``docs/settings.md`` for the rest.

    ``given`` are the names that were set; a rule that differs between the embedded service and a real
    address (the budget) asks it. Neither the token nor the data key shows in a ``repr``.
    """

    token: str | None = field(default=None, repr=False)
    base_url: str = DEFAULT_BASE_URL
    brand: str = "default"
    requests_per_minute: int = 30
    concurrency: int = 8
    cache_ttl_minutes: float = 30
    not_found_ttl_minutes: float = 1440
    data_dir: Path = field(
        default_factory=lambda: Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))
    )
    data_key: bytes | None = field(default=None, repr=False)
    country: str = "BR"
    read_timeout_seconds: float = 30
    given: frozenset[str] = frozenset()


def load_settings(environ: Mapping[str, str] | None = None, secrets_file: Path | None = None) -> Settings:
    """Read and check all settings.

    ``environ`` is the process's environment and ``secrets_file`` is ``.streamlit/secrets.toml`` below the
    working folder, unless others are handed in. An empty value counts as not set. Raises ``SettingError``
    with the name of the first setting that is unknown, misplaced or wrong.
    """
    raw: dict[str, object] = dict(_from_file(SECRETS_FILE if secrets_file is None else secrets_file))
    environ = os.environ if environ is None else environ
    raw |= {name: value for name, value in environ.items() if name.startswith(PREFIX) and value.strip()}
    checked: dict[str, Any] = {}
    for name in sorted(raw):
        if name not in _CHECKS:
            raise SettingError(name=name, problem=N_("there is no setting of this name"))
        attribute, check = _CHECKS[name]
        checked[attribute] = check(name, _as_text(name, raw[name]))
    if checked.get("brand") == DEMO_BRAND and "token" in checked:
        raise SettingError(
            name="FASHION_AI_BRAND", problem=N_("this name is kept for the demonstration's made-up customers")
        )
    return Settings(**checked, given=frozenset(raw))


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address is this machine itself."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_token(text: str) -> bool:
    """Tell whether a text can be an access key: it travels as a header, so it is visible ASCII."""
    return re.fullmatch(r"[\x21-\x7e]{1,4096}", text) is not None


def checked_base_url(url: str) -> str:
    """Return a base URL without its last slash; raises ``ValueError`` with what is wrong with it.

    Plain http is taken for this machine alone: elsewhere it would show the token to the network.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(N_("this is no address of the form https://host/path"))
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise ValueError(N_("the address must begin with https, or the key would travel in clear"))
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError(N_("the address must hold no user name, password, question mark or hash sign"))
    _ = parts.port  # raises ValueError where it is no number
    return url.rstrip("/")


def _from_file(path: Path) -> dict[str, object]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingError(name=str(path), problem=N_("this file cannot be read as TOML")) from error
    for name in content:
        if name.startswith(PREFIX):
            raise SettingError(
                name=name,
                problem=N_("in secrets.toml this stands in the table [fashionai], not at the root"),
            )
    table = content.get("fashionai", {})
    if not isinstance(table, dict):
        raise SettingError(name="fashionai", problem=N_("in secrets.toml this must be a table: [fashionai]"))
    return {name: value for name, value in table.items() if str(value).strip()}


def _as_text(name: str, value: object) -> str:
    """A value of the file as the environment would have it; a list, a date or true is no setting's value."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise SettingError(
            name=name, problem=N_("in secrets.toml its value must be text in quotes, or a number")
        )
    return str(value).strip()


def _token(name: str, value: str) -> str:
    if not is_token(value):
        raise SettingError(name=name, problem=N_("an access key has neither spaces nor accents"))
    return value


def _base_url(name: str, value: str) -> str:
    try:
        return checked_base_url(value)
    except ValueError as error:
        raise SettingError(name=name, problem=str(error)) from None


def _brand(name: str, value: str) -> str:
    if len(value) > 100 or not value.isprintable():
        raise SettingError(name=name, problem=N_("a brand is a short name of at most 100 signs"))
    return value


def _whole(least: int, most: int) -> Callable[[str, str], int]:
    def check(name: str, value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
            raise SettingError(name=name, problem=f"a whole number from {least} to {most} is needed")
        return int(value)

    return check


def _number(least: float, most: float) -> Callable[[str, str], float]:
    def check(name: str, value: str) -> float:
        if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value) or not least <= float(value) <= most:
            raise SettingError(name=name, problem=f"a number from {least:g} to {most:g} is needed")
        return float(value)

    return check


def _folder(name: str, value: str) -> Path:
    path = Path(value).expanduser()
    if path.exists() and not path.is_dir():
        raise SettingError(name=name, problem=N_("there is a file where the data folder should be"))
    return path.absolute()


def _key(name: str, value: str) -> bytes:
    try:
        key = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != 32:
        raise SettingError(name=name, problem=N_("a data key is the base64 of exactly 32 bytes"))
    return key


def _country(name: str, value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", value):
        raise SettingError(name=name, problem=N_("a country is two letters, such as BR"))
    return value.upper()


_CHECKS: dict[str, tuple[str, Callable[[str, str], Any]]] = {
    "FASHION_AI_TOKEN": ("token", _token),
    "FASHION_AI_BASE_URL": ("base_url", _base_url),
    "FASHION_AI_BRAND": ("brand", _brand),
    "FASHION_AI_REQUESTS_PER_MINUTE": ("requests_per_minute", _whole(1, 1_000_000)),
    "FASHION_AI_CONCURRENCY": ("concurrency", _whole(1, 512)),
    "FASHION_AI_CACHE_TTL_MINUTES": ("cache_ttl_minutes", _number(0, 10_000_000)),
    "FASHION_AI_NOT_FOUND_TTL_MINUTES": ("not_found_ttl_minutes", _number(0, 10_000_000)),
    "FASHION_AI_DATA_DIR": ("data_dir", _folder),
    "FASHION_AI_DATA_KEY": ("data_key", _key),
    "FASHION_AI_COUNTRY": ("country", _country),
    "FASHION_AI_READ_TIMEOUT_SECONDS": ("read_timeout_seconds", _number(0.01, 3600)),
}
