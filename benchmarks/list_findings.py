"""What a list says by itself, asked of the index: ``python -m benchmarks.list_findings [customers...]``.

The labels of ``index_questions`` with a flag, a spend and a city of ten: twelve groups over all facets as one
family. Milliseconds, best of three; Resumo asks once a view, and all sessions share the answer.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np

from benchmarks.index_questions import best, made_table
from fashionai_explorer.analysis import build_index
from fashionai_explorer.analysis.findings import list_findings
from fashionai_explorer.labels import FacetLabels


def main(customers: int) -> None:
    """Ask, and print milliseconds."""
    chance = np.random.default_rng(2)
    table = made_table(customers)
    flag = (chance.random(customers) < 0.2).astype(np.int32)
    order = np.argsort(flag, kind="stable").astype(np.int32)
    flags = FacetLabels(order, flag[order], ["false", "true"])
    table = replace(table, facets={**table.facets, "new_behaviour": flags})
    spend = [f"{one:.2f}" for one in chance.exponential(500, customers)]
    city = [f"cidade {one}" for one in chance.integers(0, 10, customers)]
    index = build_index(table, {"gasto": spend, "cidade": city})
    answer, took = best(lambda: list_findings.__wrapped__(index, "gasto"))
    print(
        f"{customers:,} customers: {answer.looked_at:,} differences in {took:.0f} ms, {len(answer.found)} shown"
    )


if __name__ == "__main__":
    for size in [int(one) for one in sys.argv[1:]] or [100_000, 1_000_000]:
        main(size)
