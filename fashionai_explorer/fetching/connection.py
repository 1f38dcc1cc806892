"""Which service is asked, with which key, how fast."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Connection:
    """A service and how to use it. ``requests_per_minute`` None: no limit, as for the embedded service.

    Neither the address (it may be a company's own) nor the token shows in a ``repr``.
    """

    base_url: str = field(repr=False)
    token: str = field(repr=False)
    brand: str
    requests_per_minute: int | None
    concurrency: int
    read_timeout_seconds: float
