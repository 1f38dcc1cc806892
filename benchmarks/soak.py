"""A long fetch: does memory stay where it is, and how does the pace compare with a bare client's?

    python -m benchmarks.soak [REQUESTS]

200,000 customers are asked of a service in a process of its own; a profile comes for four of five, some 2 kB.
In the same run, before and after, as many threads with a plain ``httpx.Client`` each ask for the same and
throw the answers away. To be held: the resident size at the end is at most 1.1 times that after a tenth of
the requests, and the pace at least half of the bare client's.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.endless_shop import EndlessShop, endless_emails
from fashionai_explorer.fetching import Connection, Engine, FetchChoices, Whom, new_run, plan_list
from fashionai_explorer.identifiers import read_file
from fashionai_explorer.service import LocalService
from fashionai_explorer.storage import DataFolder

TOKEN, BRAND = "benchmark", "benchmark"
REQUESTS, BARE_REQUESTS, IN_FLIGHT, SHOP = 200_000, 10_000, 8, 2_000


def serve() -> None:
    """Serve until standard input ends: the other process's work."""
    with LocalService(EndlessShop(SHOP), TOKEN) as service:
        print(json.dumps(service.url), flush=True)
        sys.stdin.read()


@contextmanager
def service_elsewhere() -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.soak", "serve"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield json.loads(process.stdout.readline())


def bare(url: str) -> float:
    """Ask with plain clients, one a thread, and keep nothing; returns the requests a second."""
    context, values = httpx.create_ssl_context(trust_env=False), iter(endless_emails(BARE_REQUESTS))
    headers = {"X-FashionAI-APP-Token": TOKEN, "Accept-Encoding": "identity"}

    def work() -> None:
        with httpx.Client(headers=headers, verify=context, trust_env=False) as client:
            for value in values:
                client.get(f"{url}/protected/profile/email/{value}")

    threads = [threading.Thread(target=work) for _ in range(IN_FLIGHT)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = BARE_REQUESTS / (time.perf_counter() - started)
    print(f"bare client, {IN_FLIGHT} threads: {rate:.0f} requests/s", flush=True)
    return rate


def resident() -> dict[str, float]:
    """The resident size in MB, and the part of it that is no file's page (Linux tells)."""
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return {name: int(lines[name].split()[0]) / 1024 for name in ("VmRSS", "RssAnon")}


def soak(url: str, requests: int) -> tuple[float, float]:
    """Fetch all; returns the requests a second and how many times as large the process has become."""
    sizes: list[dict[str, float]] = []
    with (
        tempfile.TemporaryDirectory() as root,
        DataFolder.open(Path(root) / "data", bytes(32), Path(root) / "config") as folder,
    ):
        imported = read_file("\n".join(["email", *endless_emails(requests)]).encode(), "list.csv")
        list_id, answers = folder.lists(BRAND).save(imported, "list").id, folder.answers(BRAND)
        choices, now = FetchChoices(Whom("refresh")), time.time()
        plan = plan_list(imported.rows, answers, choices, list_id, now)
        run = folder.runs(BRAND).add(new_run(plan, choices, list_id, now))
        del imported, plan
        engine = Engine(folder, Connection(url, TOKEN, BRAND, None, IN_FLIGHT, 30.0))
        started = time.perf_counter()

        def look(snapshot) -> None:
            if snapshot.progress.done >= (len(sizes) + 1) * requests // 10:
                sizes.append(resident())
                rate = snapshot.progress.done / (time.perf_counter() - started)
                size, own = sizes[-1]["VmRSS"], sizes[-1]["RssAnon"]
                print(
                    f"{snapshot.progress.done:8} {rate:6.0f}/s {size:7.1f} MB, no file's {own:7.1f}",
                    flush=True,
                )

        end = engine.run_to_end(run.id, look)
        seconds = time.perf_counter() - started
        sizes.append(resident())
        engine.stop()
        assert end.progress.done == end.progress.answers == requests, end
    return requests / seconds, sizes[-1]["VmRSS"] / sizes[0]["VmRSS"]


def main() -> None:
    if sys.argv[1:] == ["serve"]:
        serve()
        return
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else REQUESTS
    with service_elsewhere() as url:
        bare(url)  # every profile written once, so that all find the same service
        before = bare(url)
        rate, growth = soak(url, requests)
        after = bare(url)
    share = rate / ((before + after) / 2)
    print(f"{rate:.0f}/s committed: {share:.2f} of the bare client's pace; memory x {growth:.3f}")
    if share < 0.5 or growth > 1.1:
        sys.exit("not held")


if __name__ == "__main__":
    main()
