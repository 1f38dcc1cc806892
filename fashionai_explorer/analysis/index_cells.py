"""An index's facets as arrays and back, for its snapshot: the bitmaps' own bytes, each bitmap once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from pyroaring import BitMap

from fashionai_explorer.analysis.index import FacetIndex

_BITMAPS = ("labels", "hidden", "wordings", "themes")
_TEXTS = ("label_of", "theme_of", "label_of_key")


def facet_cells(facets: Mapping[str, FacetIndex]) -> dict[str, Any]:
    """The arrays, by a name that says whose they are."""
    cells: dict[str, Any] = {"facets": list(facets)}
    for name, facet in facets.items():
        place_of: dict[int, int] = {}
        bitmaps: list[BitMap] = []
        for customers in _all(facet):
            if id(customers) not in place_of:
                place_of[id(customers)] = len(bitmaps)
                bitmaps.append(customers)
        for part in _BITMAPS:
            own: Mapping[str, BitMap] = getattr(facet, part)
            cells[f"{name}.{part}"] = list(own)
            cells[f"{name}.{part}.places"] = _numbers(place_of[id(one)] for one in own.values())
        for part in _TEXTS:
            texts: Mapping[str, str] = getattr(facet, part)
            cells |= {f"{name}.{part}": list(texts), f"{name}.{part}.texts": list(texts.values())}
        cells[f"{name}.labelled"] = _numbers([place_of[id(facet.labelled)]])
        content = [bitmap.serialize() for bitmap in bitmaps]
        cells[f"{name}.bytes"] = np.frombuffer(b"".join(content), np.uint8)
        cells[f"{name}.lengths"] = _numbers(map(len, content))
    return cells


def facets_from_cells(cells: Mapping[str, Any]) -> dict[str, FacetIndex]:
    """The facets; raises ``KeyError`` where an array is missing."""
    return {name: _facet(name, cells) for name in cells["facets"].to_pylist()}


def _facet(name: str, cells: Mapping[str, Any]) -> FacetIndex:
    content = memoryview(cells[f"{name}.bytes"].to_numpy())
    ends = np.cumsum(cells[f"{name}.lengths"].to_numpy()).tolist()
    bitmaps = [
        BitMap.deserialize(content[start:end].tobytes()) for start, end in zip([0, *ends], ends, strict=False)
    ]
    parts: dict[str, Any] = {}
    for part in _BITMAPS:
        places = cells[f"{name}.{part}.places"].to_pylist()
        parts[part] = dict(
            zip(cells[f"{name}.{part}"].to_pylist(), map(bitmaps.__getitem__, places), strict=True)
        )
    for part in _TEXTS:
        texts = cells[f"{name}.{part}.texts"].to_pylist()
        parts[part] = dict(zip(cells[f"{name}.{part}"].to_pylist(), texts, strict=True))
    return FacetIndex(facet=name, labelled=bitmaps[cells[f"{name}.labelled"][0].as_py()], **parts)


def _all(facet: FacetIndex) -> Iterable[BitMap]:
    """All bitmaps of a facet; a label with one wording shares that one's."""
    for part in _BITMAPS:
        yield from getattr(facet, part).values()
    yield facet.labelled


def _numbers(values: Iterable[int]) -> Any:
    return np.fromiter(values, np.int64)
