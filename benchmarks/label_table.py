"""Profiles to a label table, next to `json_normalize` on each: `python -m benchmarks.label_table [customers]`.

Targets at 100,000 profiles: under 2 s in all, under 0.75 s of it decoding. How a list opens from the store and
from its snapshot is `benchmarks.open_list`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import pandas as pd

from benchmarks.made_profiles import made_bodies
from fashionai_explorer.labels import FACETS, build_label_table, by_rule
from fashionai_explorer.profiles import read_profile


def timed(what: str, work: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    made = work()
    print(f"{what:<46} {time.perf_counter() - began:8.3f} s")
    return made


def decode(bodies: list[bytes]) -> None:
    for body in bodies:
        read_profile(body)


def main(customers: int) -> None:
    bodies = list(made_bodies(customers))
    print(f"{customers:,} profiles of {sum(map(len, bodies)) // customers:,} bytes")
    timed("decoding alone", lambda: decode(bodies))
    table = timed("decoding, packing, splitting: the label table", lambda: build_label_table(bodies))
    print(f"  {sum(len(table.facets[facet].codes) for facet in FACETS) / customers:.1f} labels a customer")
    timed("grouping all wordings", lambda: [by_rule(facet, rows) for facet, rows in table.facets.items()])
    timed("pandas.json_normalize, 1,000 of them", lambda: [normalised(body) for body in bodies[:1000]])


def normalised(body: bytes) -> pd.DataFrame:
    return pd.json_normalize(json.loads(body))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
