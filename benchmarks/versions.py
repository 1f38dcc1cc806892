"""Planted groups found again, noise called noise, and how long: `python -m benchmarks.versions [seeds [customers...]]`.

Three to five groups in the ratio 3:2:1 to 5:4:3:2:1, 60 labels at 0.5 inside and 0.1 outside, a fifth of each
customer's labels redrawn at the list's frequency; noise is the same table with each column shuffled by
itself. Target: an adjusted Rand index of 0.9 and "none" on noise, at most one miss in 20 seeds each.
Beside it what the best assignment reaches that knows the groups' true shares: nothing can do better.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

import numpy as np

from benchmarks.index_questions import made_table
from benchmarks.planted_groups import (
    Groups,
    Table,
    agreement,
    best_possible,
    index_of_table,
    planted,
    without_groups,
)
from fashionai_explorer.analysis import Ask, Split, as_numbers, build_index, split

CUSTOMERS = (500, 1_000, 2_000)
GROUPS = (3, 4, 5)


def split_of(table: Table, groups: int) -> tuple[Split, Groups]:
    made = split(index_of_table(table), Ask(groups, ("opportunity",)))
    group_of = np.empty(len(table), np.int64)
    for version in made.versions:
        group_of[as_numbers(version.customers)] = version.number - 1
    return made, group_of


def planted_again(seeds: int, sizes: Sequence[int], each: bool) -> None:
    kind = "60 labels for each group" if each else "60 labels dealt out among the groups"
    print(
        f"\n{kind}: adjusted Rand index over {seeds} seeds, misses of 0.9, called groups, noise called none"
    )
    for customers in sizes:
        for groups in GROUPS:
            ours, best, seen, quiet = [], [], 0, 0
            for seed in range(seeds):
                table, truth = planted(customers, groups, 60 * groups if each else 60, seed)
                made, group_of = split_of(table, groups)
                ours.append(agreement(group_of, truth))
                best.append(agreement(best_possible(table, truth), truth))
                seen += made.sureness.verdict != "none"
                noise, _ = split_of(without_groups(table, seed), groups)
                quiet += noise.sureness.verdict == "none"
            misses = sum(one < 0.9 for one in ours)
            print(
                f"  {customers:5,} customers, {groups} groups: mean {np.mean(ours):.3f}, least {min(ours):.3f},"
                f" misses {misses}; best possible {np.mean(best):.3f}; groups seen {seen}/{seeds},"
                f" noise called none {quiet}/{seeds}",
                flush=True,
            )


def how_long(customers: int) -> None:
    index = build_index(made_table(customers))
    began, worked = time.perf_counter(), time.process_time()
    made = split(index, Ask(3, ("style", "voice_tone", "occasion")))
    took, worked = time.perf_counter() - began, time.process_time() - worked
    words = f"{len(made.traits)} labels: {took:.1f} s, of these {worked:.1f} s of the processor"
    print(f"  {customers:9,} customers, {words}", flush=True)


if __name__ == "__main__":
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    sizes = [int(one) for one in sys.argv[2:]] or CUSTOMERS
    for each in (True, False):
        planted_again(seeds, sizes, each)
    print("\nThree versions over style, tone and occasion, from the index:")
    for size in (10_000, 100_000, 1_000_000):
        how_long(size)
