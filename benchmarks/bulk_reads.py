"""100,000 sealed profiles read by key, opened: in bulk, and next to it a loop of ``Cache.get`` of diskcache.

    python -m benchmarks.bulk_reads [NUMBER]

diskcache as it comes keeps the same bodies in clear, unsealed: it has less to do for each.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import diskcache

from fashionai_explorer.storage import Answer, AnswerStore, DataFolder

BODY_BYTES = 1_300
BATCH = 5_000


def body(number: int, chance: random.Random) -> bytes:
    text = chance.randbytes(BODY_BYTES // 2).hex()
    return json.dumps({"userProfileId": f"{number:08d}", "profile": {"descricao": text}}).encode()


def fill(store: AnswerStore, plain: diskcache.Cache, number: int) -> list[bytes]:
    chance = random.Random(1)
    keys = [store.key("email", f"customer{n}@example.com") for n in range(number)]
    for start in range(0, number, BATCH):
        some = [(key, body(start + n, chance)) for n, key in enumerate(keys[start : start + BATCH])]
        store.put((key, Answer("found", 1e9, content)) for key, content in some)
        with plain.transact():
            for key, content in some:
                plain.set(key, content)
    chance.shuffle(keys)
    return keys


def told(what: str, work: Callable[[], object], number: int) -> None:
    start, processor = time.perf_counter(), time.process_time()
    work()
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    print(
        f"{what:50} {seconds:7.3f} s ({processor:.3f} s of processor) {seconds / number * 1e6:7.2f} µs a key"
    )


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        plain = diskcache.Cache(str(root / "plain"), size_limit=2**40)
        with DataFolder.open(root / "ours", os.urandom(32), root / "keys") as ours:
            store = ours.answers("benchmark")
            keys = fill(store, plain, number)
            for _ in range(2):
                told("ours, bulk: found, opened", lambda: sum(1 for _ in store.bodies(keys)), number)
                told("ours, states of all keys", lambda: store.states(keys), number)
                told(
                    "ours, changes since the last of them", lambda: store.changes(store.mark() - 500), number
                )
                told(
                    "ours, a loop of get",
                    lambda: [store.get(key) for key in keys[: number // 10]],
                    number // 10,
                )
                told(
                    "diskcache as it comes, a loop of Cache.get",
                    lambda: [plain.get(key) for key in keys],
                    number,
                )
        plain.close()


if __name__ == "__main__":
    main()
