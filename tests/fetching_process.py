"""A program of its own that fetches: what the tests of kills and of several processes start.

Arguments: the folder, the service's address, the run's id, the requests a minute (0: no limit).
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.fetching_things import connection, engine_of, opened

if __name__ == "__main__":
    path, url, run, limit = sys.argv[1:]
    with (
        opened(Path(path)) as folder,
        engine_of(folder, connection(url, limit=int(limit) or None, timeout=5)) as engine,
    ):
        print(engine.run_to_end(run).state)
