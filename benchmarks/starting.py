"""What a command costs before it does anything: `python -m benchmarks.starting [customers]`.

- **Help**: processor time of `python -m fashionai_explorer --help`, and of each command's, beyond a bare
  `python -c pass`. At most 0.45 s.
- **Labels**: a list of 100,000 customers with a stored profile each and a snapshot: `labels LIST --facet opportunity`
  by the clock, start of the process included, beside a plain loop over the same profiles from a file (a line each:
  `json.loads`, the facet's values into a `Counter`). No slower.

Each is the median of seven runs; the ratio is the median of pairs that were run one after the other, and whatever
else the machine does falls on both. Bytecode is written first, as it is for everybody who starts a command twice,
into a folder of its own; `PYTHONDONTWRITEBYTECODE` would have every module compiled at each start. Exit status 1
where either is missed.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.explore_click import stored_list
from benchmarks.made_profiles import made_bodies
from fashionai_explorer import workspace
from fashionai_explorer.cli.parser import COMMANDS
from fashionai_explorer.settings import load_settings

RUNS = 7
MOST_HELP_SECONDS, MOST_RATIO = 0.45, 1.0
BARE = ["-c", "pass"]
EXPLORER = ["-m", "fashionai_explorer"]
PLAIN_LOOP = """
import json, sys
from collections import Counter

counted = Counter()
with open(sys.argv[1], "rb") as profiles:
    for line in profiles:
        counted.update(set(json.loads(line)["profile"]["momento_compra_atual"]["oportunidades"]))
for label, customers in counted.most_common(10):
    print(label, customers)
"""


class Seconds(NamedTuple):
    """What a process took: by the clock, and of processor in all its threads."""

    wall: float
    processor: float


def took(arguments: list[str], environment: dict[str, str]) -> Seconds:
    """Run a Python process to its end."""
    began, before = time.perf_counter(), _processor()
    subprocess.run([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)
    return Seconds(time.perf_counter() - began, _processor() - before)


def _processor() -> float:
    """Seconds of processor that ended children have taken; `os.times` knows them in hundredths only."""
    taken = resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken.ru_utime + taken.ru_stime


def beyond_bare(arguments: list[str], environment: dict[str, str]) -> float:
    """Seconds of processor more than a Python that does nothing."""
    took(arguments, environment)  # the bytecode is written
    pairs = [(took(arguments, environment), took(BARE, environment)) for _ in range(RUNS)]
    return statistics.median(ours.processor - bare.processor for ours, bare in pairs)


def labels_beside_a_loop(folder: Path, customers: int, environment: dict[str, str]) -> float:
    """Print both, and return how many times as long as the plain loop ``labels`` takes."""
    bodies = list(made_bodies(customers))
    with workspace.open_workspace(load_settings(environment), folder / "fashionai-explorer-key") as ws:
        ws.views.of_list(stored_list(ws, customers, bodies).id)
    profiles, listed = folder / "profiles.jsonl", folder / "c.csv"
    profiles.write_bytes(b"\n".join(bodies))
    listed.write_text("\n".join(["email", *(f"c{n}@example.com" for n in range(customers))]))
    ours = [*EXPLORER, "labels", str(listed), "--facet", "opportunity", "--top", "10"]
    plain = ["-c", PLAIN_LOOP, str(profiles)]
    took(ours, environment)
    pairs = [(took(ours, environment), took(plain, environment)) for _ in range(RUNS)]
    for name, runs in zip(("labels", "plain loop"), zip(*pairs, strict=True), strict=True):
        wall, processor = (statistics.median(seconds) for seconds in zip(*runs, strict=True))
        print(f"{name + f', {customers:,} profiles':<34} {wall:.3f} s ({processor:.3f} s of processor)")
    return statistics.median(ours.wall / plain.wall for ours, plain in pairs)


def main(customers: int) -> int:
    """Measure both, and print seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {
            **{key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
            "XDG_CONFIG_HOME": str(folder),
            "FASHION_AI_DATA_DIR": str(folder / "data"),
            "FASHION_AI_BRAND": "bench",
            "FASHION_AI_TOKEN": "none",
        }
        helps = {
            command: beyond_bare([*EXPLORER, *command.split(), "--help"], environment)
            for command in ("", *COMMANDS)
        }
        for command, seconds in helps.items():
            print(f"{f'{command} --help'.strip():<34} {seconds:.3f} s of processor beyond a bare Python")
        ratio = labels_beside_a_loop(folder, customers, environment)
        print(f"labels take {ratio:.2f} times as long as the loop")
    return 0 if max(helps.values()) <= MOST_HELP_SECONDS and ratio <= MOST_RATIO else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
