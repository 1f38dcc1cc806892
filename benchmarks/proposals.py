"""Proposals of labels close in meaning: 20,000 distinct wordings, encoded and paired.

    python -m benchmarks.proposals [LABELS]

Made of the gold set's wordings with fashion words behind, each once: as long as the demonstration's labels are (20 signs on
average, 31 for opportunities). Held to: under 10 s from texts nobody has
asked for before; what a second look takes (vectors kept by wording) stands beside it.
"""

from __future__ import annotations

import csv
import random
import sys
import time
from pathlib import Path

from fashionai_explorer.labels.meaning import cluster_themes, is_installed, proposed_pairs

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "later.tsv"
COLOURS = ["azul", "bege", "branco", "cinza", "marrom", "preto", "rosa", "verde", "vermelho", "vinho"]
WHEN = ["no verão", "no inverno", "de festa", "de viagem", "todo dia", "de trabalho", "na praia", "à noite"]


def main(count: int) -> None:
    dice = random.Random(7)
    with GOLD.open(encoding="utf-8") as file:
        stems = sorted({row["wording"].split()[0] for row in csv.DictReader(file, delimiter="\t")})
    made: dict[str, None] = {}
    while len(made) < count:
        made[f"{dice.choice(stems)} {dice.choice(COLOURS)} {dice.choice(WHEN)}"] = None
    labels, customers = list(made), [dice.randint(1, 500) for _ in range(count)]
    start = time.perf_counter()
    assert is_installed()
    print(
        f"{count} wordings of {sum(map(len, labels)) / count:.0f} signs; loading the encoder {time.perf_counter() - start:.2f} s"
    )
    for what in ("proposals, nothing known", "proposals, vectors kept"):
        start = time.perf_counter()
        pairs = proposed_pairs(labels, customers)
        print(f"{what}: {time.perf_counter() - start:.2f} s, {len(pairs)} pairs")
    start = time.perf_counter()
    themes = cluster_themes("opportunity", labels, customers)
    print(f"themes, vectors kept: {time.perf_counter() - start:.2f} s, {len(set(themes.values()))} themes")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
