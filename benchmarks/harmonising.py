"""Wordings grouped by the rules: `python -m benchmarks.harmonising [wordings]`.

Target: 20,000 distinct wordings in under 1 s. Beside it OpenRefine's fingerprint written straight, for the time
and for what it finds on the gold set's two halves (figures only).
"""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections.abc import Callable
from itertools import product

import numpy as np

from fashionai_explorer.labels import CountedWordings, by_rule, grouping
from tests.label_gold import HALVES, figures, of_half

_PUNCTUATION = re.compile(r"[^\w\s]|_")

ACTS = (
    "Curadoria de",
    "Enviar lookbook de",
    "Oferecer",
    "Cross-sell de",
    "Destacar",
    "sugestões de",
    "Kit com",
)
GARMENTS = (
    *("vestidos", "camisas sociais", "calças de alfaiataria", "tênis", "saias midi", "blazers", "shorts"),
    *("jaquetas jeans", "bolsas", "blusas de lã", "macacões", "sandálias", "maiôs", "óculos de sol"),
)
TRAITS = (
    "brancos",
    "pretas",
    "sofisticados",
    "leves",
    "azul-marinho",
    "sem estampa",
    "em linho",
    "sustentáveis",
    "florais",
)
MOMENTS = (
    *("", "para o verão", "verão", "de inverno", "até R$ 200", "com 10% de desconto", "para o trabalho"),
    *(
        "e acessórios",
        "- meia-estação",
        "para a mãe",
        "no Dia das Mães",
        "!",
        "antes do Natal",
        "do dia à noite",
    ),
)


def made(how_many: int) -> list[str]:
    """Distinct wordings, in an order that mixes them."""
    every = [" ".join(part for part in parts if part) for parts in product(ACTS, GARMENTS, TRAITS, MOMENTS)]
    more = (f"{text} {season}" for season in ("2024", "2025", "alto verão") for text in every)
    distinct = list(dict.fromkeys([*every, *(text.upper() for text in every), *more]))[:how_many]
    return [distinct[n * 7919 % len(distinct)] for n in range(len(distinct))]


def fingerprint(text: str) -> str:
    """OpenRefine's key collision method: https://openrefine.org/docs/technical-reference/clustering-in-depth."""
    plain = _PUNCTUATION.sub("", unicodedata.normalize("NFKD", text.strip().lower()))
    return " ".join(sorted(set(plain.encode("ascii", "ignore").decode().split())))


def best_of(times: int, work: Callable[[], object]) -> tuple[float, float]:
    """The least wall-clock and processor seconds."""
    walls, processors = [], []
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return min(walls), min(processors)


def unprepared(rows: CountedWordings) -> object:
    """Group wordings none of whose keys is remembered."""
    grouping._known.cache_clear()
    return by_rule("opportunity", rows)


def main(how_many: int) -> None:
    texts = made(how_many)
    rows = CountedWordings(texts, np.ones(len(texts), np.int64))
    print(f"{len(texts):,} distinct wordings {'wall':>21} {'processor':>11}")
    ours = best_of(3, lambda: unprepared(rows))
    theirs = best_of(3, lambda: {text: fingerprint(text) for text in texts})
    print(f"{'grouped by the rules':<36} {ours[0]:8.3f} s {ours[1]:8.3f} s")
    print(f"{'fingerprint':<36} {theirs[0]:8.3f} s {theirs[1]:8.3f} s")
    print(f"{'rules, times the fingerprint':<36} {ours[0] / theirs[0]:8.1f}   {ours[1] / theirs[1]:8.1f}")
    for half in HALVES:
        lines = of_half(half)
        print(f"rules, {half} half: {figures(lines)}")
        print(f"fingerprint, {half} half: {figures(lines, fingerprint)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
