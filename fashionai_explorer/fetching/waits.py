"""How long a server asks us to wait, in each form it may say it.

Anything that is not exactly one of these forms counts as not said: a misread header would either hammer
the service or leave a run standing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import mktime_tz, parsedate_tz
from typing import Final

LEAST_SECONDS: Final = 1.0
MOST_SECONDS: Final = 3600.0

_DIGITS: Final = re.compile(r"[0-9]{1,10}")
_RESET_IN_RATELIMIT: Final = re.compile(r"(?:^|[;\s])(?:t|reset)=([0-9]{1,10})(?=$|[;\s])")
_SOME_ARE_LEFT: Final = re.compile(r";\s*r=0*[1-9]")
_RESET_DIGITS: Final = re.compile(r"[0-9]{1,13}")
_AN_EPOCH: Final = 1_000_000_000
_AN_EPOCH_IN_MILLISECONDS: Final = 1_000_000_000_000


def wait_ordered(headers: Mapping[str, str], now: float) -> float | None:
    """Return the seconds to wait by ``Retry-After``, else by the RateLimit headers; None when neither says.

    ``headers`` finds names in lower case; ``now`` is this machine's time (epoch seconds). The result is
    at least a second and at most an hour.
    """
    server_now = _date(headers.get("date", "")) or now
    seconds = _retry_after(headers.get("retry-after", ""), server_now)
    if seconds is None:
        seconds = _rate_limit(headers, server_now)
    return None if seconds is None else min(MOST_SECONDS, max(LEAST_SECONDS, seconds))


def _retry_after(value: str, server_now: float) -> float | None:
    # RFC 9110 10.2.3: ASCII digits or an HTTP date. str.isdigit() would take "１２" too.
    if _DIGITS.fullmatch(value):
        return float(value)
    moment = _date(value)
    # Reckoned by the server's own clock where it sent one: ours may be an hour off.
    return None if moment is None else moment - server_now


def _rate_limit(headers: Mapping[str, str], server_now: float) -> float | None:
    # draft-ietf-httpapi-ratelimit-headers: `RateLimit: "default";r=0;t=50`, before that
    # `RateLimit: limit=100, remaining=0, reset=50` and `RateLimit-Reset: 50`. Of several limits the longest
    # wait counts among those that are used up.
    used_up = [one for one in headers.get("ratelimit", "").split(",") if not _SOME_ARE_LEFT.search(one)]
    waits = [float(found[1]) for one in used_up if (found := _RESET_IN_RATELIMIT.search(one))]
    if waits:
        return max(waits)
    return _reset(headers.get("ratelimit-reset") or headers.get("x-ratelimit-reset", ""), server_now)


def _reset(value: str, server_now: float) -> float | None:
    # Seconds from now in the draft and in express-rate-limit, the moment itself at GitHub and others.
    if not _RESET_DIGITS.fullmatch(value):
        return None
    seconds = float(value)
    if seconds >= _AN_EPOCH_IN_MILLISECONDS:
        return seconds / 1000 - server_now
    return seconds - server_now if seconds >= _AN_EPOCH else seconds


def _date(value: str) -> float | None:
    # parsedate_tz alone takes "3" and "Monday" for parts of a date: a clock time and a year are asked for.
    if not value.isascii() or not re.search(r"[0-9]{2}:[0-9]{2}:[0-9]{2}", value):
        return None
    try:
        parts = parsedate_tz(value)
        if parts is None or parts[0] < 1970:
            return None
        # asctime's form names no zone and means GMT; mktime_tz would take it for this machine's.
        return float(mktime_tz((*parts[:9], parts[9] or 0)))
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
