"""How long the import of a list takes, and how much memory: 100,000 and 1,000,000 rows.

Run from the project's folder::

    python -m benchmarks.import_rows [rows ...]

Each size is read in a process of its own, so that the peak of its memory is its own. The file is made from a
seed: what Excel writes in Brazil (semicolons, Windows-1252, CPFs without their leading zeros), with 3 % bad
cells, 1 % repeated customers and some blank lines.
"""

from __future__ import annotations

import math
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from stdnum.br import cpf

from fashionai_explorer.identifiers import read_file, read_preview
from fashionai_explorer.tables import load_file

SEED = 20261124
TARGETS = {100_000: (5.0, 2000), 1_000_000: (20.0, 2000)}
_FIRST = ["Ana", "Bia", "José", "João", "Conceição", "Márcia", "Rui", "Íris"]
_LAST = ["Silva", "Souza", "Araújo", "Gonçalves", "Lima", "Simões"]
_HOSTS = ["gmail.com", "hotmail.com", "uol.com.br", "yahoo.com.br", "loja-exemplo.com.br"]
_BAD = ["n/a", "-", "sem email", "5,51199E+12", "teste@teste.com", "ana@", "@", "123"]


def make_list(rows: int, seed: int = SEED) -> bytes:
    """The made list: e-mail, phone, CPF, name, city and spend."""
    dice = random.Random(seed)
    lines = [_line(dice, number) for number in range(rows)]
    return "\r\n".join(["E-mail;Telefone;CPF;Nome;Cidade;Gasto", *lines]).encode("cp1252")


def _line(dice: random.Random, number: int) -> str:
    if dice.random() < 0.002:
        return ";;;;;"
    if dice.random() < 0.01:
        number //= 2
    first, last = dice.choice(_FIRST), dice.choice(_LAST)
    email = f"{last.lower()[:2]}.cliente{number}@{_HOSTS[number % len(_HOSTS)]}"
    area, local = 11 + number % 9, 900_000_000 + dice.randrange(100_000_000)
    phone = f"({area}) {local // 10_000}-{local % 10_000:04d}" if dice.random() < 0.6 else f"55{area}{local}"
    document = f"{dice.randrange(10**9):09d}"
    document += cpf._calc_check_digits(document)
    cells = [email, phone, document.lstrip("0")]
    if dice.random() < 0.09:
        cells[dice.randrange(3)] = dice.choice(_BAD)
    spend = f"{dice.randrange(10_000)},{dice.randrange(100):02d}"
    return ";".join([*cells, f"{first} {last}", "São Paulo", spend])


def peak_megabytes() -> float:
    """The largest resident size that this process had; NaN on Windows, which has no such count."""
    try:
        import resource
    except ImportError:
        return math.nan
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def measure(path: Path, rows: int) -> bool:
    """Read one made list and print the figures; tell whether they are within the target."""
    content = load_file(path)
    began = time.perf_counter()
    preview = read_preview(content, path.name)
    shown = time.perf_counter() - began
    steps: list[float] = []
    began = time.perf_counter()
    imported = read_file(content, path.name, progress=steps.append)
    seconds = time.perf_counter() - began
    megabytes = peak_megabytes()
    counts = imported.counts
    assert counts.rows == rows == sum(counts[1:])
    assert preview.reading == imported.reading
    limit_seconds, limit_megabytes = TARGETS.get(rows, (math.inf, math.inf))
    print(f"{rows:,} rows, {len(content) / 1e6:.1f} MB: {seconds:.2f} s (target {limit_seconds:g})")
    print(
        f"  peak {megabytes:.0f} MB (target {limit_megabytes:g}), "
        f"preview {shown:.2f} s, progress told {len(steps)} times"
    )
    print(f"  {counts}, {imported.problems.num_rows:,} problems", flush=True)
    return seconds <= limit_seconds and not megabytes > limit_megabytes


def measure_apart(rows: int) -> bool:
    """Make a list, and read it in a process of its own, whose peak is the import's alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clientes.csv"
        path.write_bytes(make_list(rows))
        command = [sys.executable, "-m", "benchmarks.import_rows", "--read", str(path), str(rows)]
        return subprocess.run(command, check=False).returncode == 0


def main() -> None:
    """Measure each size that was asked for, or those with a target."""
    if sys.argv[1:2] == ["--read"]:
        sys.exit(not measure(Path(sys.argv[2]), int(sys.argv[3])))
    sizes = [int(size) for size in sys.argv[1:]] or list(TARGETS)
    results = {size: measure_apart(size) for size in sizes}
    sys.exit(not all(results.values()))


if __name__ == "__main__":
    main()
