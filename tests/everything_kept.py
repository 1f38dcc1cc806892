"""All that a data folder and this process keep, opened for a search: what a forgotten customer must not be in.

Files are read from the disk by their form alone, past the code that is judged: sealed sections by the place that
is sealed along with them, then Arrow, JSON and SQLite values as texts. Memory is walked from what is handed in.
"""

from __future__ import annotations

import functools
import gc
import json
import sqlite3
import struct
import sys
import types
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pandas as pd
import pyarrow as pa

from fashionai_explorer.errors import SealBrokenError
from fashionai_explorer.storage.seal import Sealer

OURS = ("fashionai_explorer", "pages")


def opened_files(folder: Path, key: bytes) -> dict[str, str]:
    """Every file below the folder by its path, as text: whatever it says to whoever has the key."""
    sealer = Sealer(key)
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            found[name] = "\n".join([name, *_texts_of(path, name, sealer)])
    return found


def _texts_of(path: Path, name: str, sealer: Sealer) -> Iterator[str]:
    content = path.read_bytes()
    yield _plain(content)
    if content.startswith(b"FAX1") and path.suffix != ".aside":  # sealed for the place it never came to
        for number, sealed in enumerate(_sections(content)):
            place, _, own = name.rpartition("/")
            yield _plain(sealer.open(sealed, f"file {place} {own} {number}".encode()))
    elif content.startswith(b"SQLite format 3"):
        yield from _rows(path, sealer)


def _sections(content: bytes) -> Iterator[bytes]:
    (count,) = struct.unpack_from("<H", content, 4)
    at = 6 + 8 * count
    for length in struct.unpack_from(f"<{count}Q", content, 6):
        yield content[at : at + length]
        at += length


def _rows(path: Path, sealer: Sealer) -> Iterator[str]:
    with closing(sqlite3.connect(path)) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for table in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                yield from (_plain(value) if isinstance(value, bytes) else repr(value) for value in row)
        if "Cache" in tables:
            for key, tag, value in connection.execute("SELECT key, tag, value FROM Cache"):
                with suppress(SealBrokenError, TypeError, AttributeError):
                    yield _plain(sealer.open(bytes(value), b"answer" + bytes(key) + tag.encode()))


def _plain(content: bytes) -> str:
    """Bytes as text in every reading that they have: as they are, in hex, as Arrow and as JSON."""
    texts = [content.decode("utf-8", "replace"), content.hex()]
    with suppress(pa.ArrowException, OSError), pa.ipc.open_stream(content) as reader:
        texts.append(_table(reader.read_all()))
    with suppress(ValueError):
        texts.append(json.dumps(json.loads(content), ensure_ascii=False))
    return "\n".join(texts)


def _table(table: pa.Table) -> str:
    cells = repr(table.to_pylist())
    keys = [value for name in table.column_names if name == "keys" for value in table[name].to_pylist()]
    return cells + "".join(one.hex() for row in keys for one in row)


def held_in_memory(roots: Iterable[object], traces: Iterable[str]) -> list[str]:
    """What is reached from the roots, and from every module of ours, and says one of the traces: how it is
    reached, and what it says."""
    wanted = [trace.casefold() for trace in traces]
    found = []
    for way, text in _reached([*roots, *_of_our_modules()]):
        folded = text.casefold()
        found += [f"{way}: {trace}" for trace in wanted if trace in folded]
    return found


def _of_our_modules() -> Iterator[object]:
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in OURS:
            yield from (one for own, one in vars(module).items() if not own.startswith("__"))


def _reached(roots: Iterable[object]) -> Iterator[tuple[str, str]]:
    gc.collect()
    seen: set[int] = set()
    todo = [(one, type(one).__name__) for one in roots]
    alive = []  # a list made on the way must not give its number to the next
    while todo:
        one, way = todo.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        alive.append(one)
        text = _said_by(one)
        if text is not None:
            yield way, text
            continue
        todo += [(part, f"{way[-150:]}/{type(part).__name__}") for part in _parts(one)]


def _said_by(one: object) -> str | None:
    """What a thing says that has no parts for the walk."""
    if isinstance(one, str):
        return one
    if isinstance(one, bytes | bytearray):
        return bytes(one).decode("utf-8", "replace") + bytes(one).hex()
    if isinstance(one, pa.Buffer):
        return one.to_pybytes().decode("utf-8", "replace")
    if isinstance(one, pa.Table | pa.RecordBatch | pa.ChunkedArray | pa.Array):
        return repr(one.to_pylist())
    if isinstance(one, np.ndarray):
        return repr(one.tolist()) if one.dtype.kind in "OUS" else ""
    if isinstance(one, pd.DataFrame):
        return one.to_csv()
    if isinstance(one, pd.Series | pd.Index):
        return repr(one.tolist())
    return None


def _parts(one: object) -> list[Any]:
    if isinstance(one, types.ModuleType | types.BuiltinFunctionType | types.CodeType | types.FrameType):
        return []
    if isinstance(one, type):
        return list(vars(one).values()) if one.__module__.split(".")[0] in OURS else []
    if isinstance(one, types.FunctionType):  # its module's names are walked by themselves
        return [cell.cell_contents for cell in one.__closure__ or () if _is_filled(cell)] + [one.__defaults__]
    if isinstance(one, msgspec.Struct):
        return [getattr(one, name) for name in one.__struct_fields__]
    if isinstance(one, functools.partial):
        return [one.func, one.args, one.keywords]
    return gc.get_referents(one)


def _is_filled(cell: Any) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False
