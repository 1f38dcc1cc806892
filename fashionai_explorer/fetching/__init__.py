"""Identifiers in, stored answers out: client, budget, plan, engine."""

from __future__ import annotations

from fashionai_explorer.fetching.address import check_base_url
from fashionai_explorer.fetching.budget import Budget
from fashionai_explorer.fetching.connection import Connection
from fashionai_explorer.fetching.engine import Engine
from fashionai_explorer.fetching.halts import Happening, Why, log_words
from fashionai_explorer.fetching.orders import (
    FetchChoices,
    keys_of_rows,
    new_run,
    plan_list,
    unfinished_run,
    valid_rows,
)
from fashionai_explorer.fetching.plan import Order, Plan, Policy, Whom, plan_run
from fashionai_explorer.fetching.probing import NOBODY, Probe, probe, try_connection
from fashionai_explorer.fetching.progress import Progress, read_progress, seconds_for
from fashionai_explorer.fetching.replies import (
    Failed,
    Found,
    NotFound,
    NotSent,
    Refused,
    Reply,
    Throttled,
    WrongAddress,
)
from fashionai_explorer.fetching.restarts import go_on_with_a_new_key
from fashionai_explorer.fetching.snapshot import Event, Snapshot

__all__ = [
    "NOBODY",
    "Budget",
    "Connection",
    "Engine",
    "Event",
    "Failed",
    "FetchChoices",
    "Found",
    "Happening",
    "NotFound",
    "NotSent",
    "Order",
    "Plan",
    "Policy",
    "Probe",
    "Progress",
    "Refused",
    "Reply",
    "Snapshot",
    "Throttled",
    "Whom",
    "Why",
    "WrongAddress",
    "check_base_url",
    "go_on_with_a_new_key",
    "keys_of_rows",
    "log_words",
    "new_run",
    "plan_list",
    "plan_run",
    "probe",
    "read_progress",
    "seconds_for",
    "try_connection",
    "unfinished_run",
    "valid_rows",
]
