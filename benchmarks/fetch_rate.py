"""How fast profiles are fetched, stored and committed, and how much of the ideal is reached under latency.

    python -m benchmarks.fetch_rate            2,000 profiles at zero latency (at least 500/s is to be held)
    python -m benchmarks.fetch_rate latency    300 ms with 50 and 256 in flight, beside two other ways

The service runs in a process of its own, as any real one does, and once more inside of this one, as the
embedded one does. Every figure of ours is of committed answers, from the start of the run to its end.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.endless_shop import EndlessShop, endless_emails
from fashionai_explorer.fetching import Connection, Engine, FetchChoices, Whom, new_run, plan_list
from fashionai_explorer.identifiers import read_file
from fashionai_explorer.service import LocalService, demo_shop
from fashionai_explorer.storage import DataFolder

TOKEN, BRAND = "benchmark", "benchmark"
CUSTOMERS = 2_000
LATENCY = 0.3


def serve(latency: float) -> None:
    """Serve until standard input ends: the other process's work."""
    shop = EndlessShop(CUSTOMERS) if latency else demo_shop(CUSTOMERS)
    with LocalService(shop, TOKEN, latency=(latency, latency)) as service:
        print(json.dumps(service.url), flush=True)
        sys.stdin.read()


@contextmanager
def service_elsewhere(latency: float = 0.0) -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.fetch_rate", "serve", str(latency)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())


def fetched(url: str, emails: list[str], in_flight: int) -> float:
    """Fetch all into a new data folder; returns the seconds from the run's start to its end."""
    with (
        tempfile.TemporaryDirectory() as root,
        DataFolder.open(Path(root) / "data", bytes(32), Path(root) / "config") as folder,
    ):
        imported = read_file("\n".join(["email", *emails]).encode(), "list.csv")
        list_id, answers = folder.lists(BRAND).save(imported, "list").id, folder.answers(BRAND)
        choices, now = FetchChoices(Whom("refresh")), time.time()
        plan = plan_list(imported.rows, answers, choices, list_id, now)
        run = folder.runs(BRAND).add(new_run(plan, choices, list_id, now))
        engine = Engine(folder, Connection(url, TOKEN, BRAND, None, in_flight, 30.0))
        started = time.perf_counter()
        end = engine.run_to_end(run.id)
        seconds = time.perf_counter() - started
        engine.stop()
        assert end.state == "done"
        assert end.progress.found + end.progress.not_found == len(emails), end
    return seconds


def one_by_one(url: str, emails: list[str]) -> float:
    """Fetch as the reference's examples do: a request after the other, a new connection each."""
    started = time.perf_counter()
    for email in emails:
        httpx.get(f"{url}/protected/profile/email/{email}", headers={"X-FashionAI-APP-Token": TOKEN})
    return time.perf_counter() - started


async def shared_client(url: str, emails: list[str], in_flight: int) -> float:
    """Fetch with one ``AsyncClient`` and its pool, the usual way."""
    gate = asyncio.Semaphore(in_flight)
    limits = httpx.Limits(max_connections=in_flight, max_keepalive_connections=in_flight)
    headers = {"X-FashionAI-APP-Token": TOKEN}
    async with httpx.AsyncClient(headers=headers, limits=limits, timeout=60) as client:

        async def ask(email: str) -> None:
            async with gate:
                await client.get(f"{url}/protected/profile/email/{email}")

        started = time.perf_counter()
        await asyncio.gather(*(ask(email) for email in emails))
        return time.perf_counter() - started


def told(what: str, requests: int, seconds: float, ideal: float | None = None) -> None:
    rate = requests / seconds
    share = "" if ideal is None else f"  {rate / ideal:5.2f} of the ideal {ideal:.0f}/s"
    print(f"{what:58} {requests:5} requests {seconds:7.2f} s {rate:8.1f}/s{share}", flush=True)


def at_zero_latency(emails: list[str]) -> None:
    with service_elsewhere() as url:
        for round_ in ("first", "second"):
            for in_flight in (8, 16):
                seconds = fetched(url, emails, in_flight)
                told(f"service elsewhere, {in_flight} in flight, {round_} time", len(emails), seconds)
    with LocalService(demo_shop(CUSTOMERS), TOKEN) as service:
        for round_ in ("first", "second"):
            seconds = fetched(service.url, emails, 8)
            told(f"service inside of this process, 8 in flight, {round_} time", len(emails), seconds)


def under_latency() -> None:
    """Thirty requests for each in flight, so that the first and the last of them weigh little."""
    with service_elsewhere(LATENCY) as url:
        fetched(url, endless_emails(CUSTOMERS), 64)  # every profile written once: all find the same service
        for in_flight in (50, 256):
            ideal, some = in_flight / LATENCY, endless_emails(in_flight * 30)
            told(f"ours, {in_flight} in flight", len(some), fetched(url, some, in_flight), ideal)
            few = some[: in_flight * 4]  # it is slow: more of it would only take longer
            seconds = asyncio.run(shared_client(url, few, in_flight))
            told(f"one shared AsyncClient, {in_flight} in flight", len(few), seconds, ideal)
        told("a loop of single requests", 10, one_by_one(url, some[:10]), 1 / LATENCY)


def main() -> None:
    if sys.argv[1:2] == ["serve"]:
        serve(float(sys.argv[2]))
        return
    emails = [customer.email for customer in demo_shop(CUSTOMERS).customers]
    if sys.argv[1:] == ["latency"]:
        under_latency()
    else:
        at_zero_latency(emails)


if __name__ == "__main__":
    main()
