"""Many seeds of the kills that the suite runs a few of, judged by the server's own log.

    python -m benchmarks.kills [SEEDS]

Each seed: kills at random times, one at each named step of granting, sending, receiving and committing, and
two processes with one key, now this one killed and now that one. Ends at the first seed that fails.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests import killing

COURSES = {
    "at random times": killing.at_random,
    "at each named step": killing.at_each_step,
    "two processes at once": killing.two_at_once,
}


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    for seed in range(seeds):
        for name, course in COURSES.items():
            started = time.perf_counter()
            with tempfile.TemporaryDirectory() as folder:
                course(Path(folder), seed)
            print(f"seed {seed:3}  {name:22} {time.perf_counter() - started:6.1f} s", flush=True)
    print(f"{seeds} seeds: nothing stored was lost or asked again, no window was over budget")


if __name__ == "__main__":
    main()
