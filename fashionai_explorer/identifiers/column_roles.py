"""What each column of a list is used for, judged by its name and by many of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.identifiers.bulk import check
from fashionai_explorer.identifiers.header_names import is_weak_id, numbers_something_else, role_of_name
from fashionai_explorer.identifiers.kinds import KINDS, OWN_ROLES, Kind, OwnRole, Role
from fashionai_explorer.identifiers.masked import MASKED_SHAPE, MaskedColumn
from fashionai_explorer.identifiers.own_cells import FITS, MOST
from fashionai_explorer.identifiers.profile_ids import GUID_SHAPE
from fashionai_explorer.identifiers.reasons import EMAIL_MASKED, REASONS

LOOKED_AT = 500
"""How many filled cells of a column are judged."""

_ENOUGH = 0.5
# A fifth of valid addresses makes a bad column of e-mails and nothing else; numbers can be many things.
_ENOUGH_OF: dict[Kind, float] = {"email": 0.2, "phone": _ENOUGH, "document": _ENOUGH}
_NAMED = 1.0
_CODE_SHAPE = "^[A-Za-z0-9_.:-]{4,64}$"


class Column(NamedTuple):
    """A column to be judged: its name (empty where the list has no header) and some of its filled cells."""

    name: str
    cells: list[str]


def detect_roles(columns: Sequence[Column], country: str) -> tuple[Role, ...]:
    """One role for each column; each role but ``extra`` is given once, to the column that fits it best.

    All are ``extra`` where no column holds identifiers.
    """
    roles: dict[int, Role] = {}
    for candidate in _by_evidence(columns, country):
        roles[candidate.place] = candidate.kind
    if not roles and len(columns) == 1:
        roles = _mixed_column(columns[0], country)
    if (profile := _profile_id_column(columns, roles)) is not None:
        roles[profile] = "user_profile_id"
    if not roles:
        roles = _by_name(columns)
    for role in OWN_ROLES:
        place = next((p for p, c in enumerate(columns) if p not in roles and _is_used_as(role, c)), None)
        if place is not None:
            roles[place] = role
    return tuple(roles.get(place, "extra") for place in range(len(columns)))


def _by_name(columns: Sequence[Column]) -> dict[int, Role]:
    """The columns that say in their name what they hold, whatever stands in their cells: each bad one is then told."""
    named: dict[int, Role] = {}
    for place, column in enumerate(columns):
        role = role_of_name(column.name)
        if role is not None and role in KINDS and role not in named.values():
            named[place] = role
    return named


def best_column(columns: Sequence[Column], kind: Kind, country: str) -> int | None:
    """The column that fits a kind best, None where none has anything of it."""
    fits = [
        _fit(column, kind, country) + (is_weak_id(column.name) and kind == KINDS[0]) for column in columns
    ]
    best = max(range(len(columns)), key=lambda place: fits[place])
    return best if fits[best] > 0 else None


def best_kind(column: Column, country: str) -> Kind:
    """The kind that a column fits best; a profile id where it fits none."""
    fits = {kind: _fit(column, kind, country) for kind in KINDS if kind != "user_profile_id"}
    best = max(fits, key=lambda kind: fits[kind])
    named = role_of_name(column.name) == "user_profile_id"
    return best if fits[best] >= _ENOUGH and not named else "user_profile_id"


def masked_column(columns: Sequence[Column], roles: Sequence[Role], country: str) -> MaskedColumn | None:
    """The e-mail column of these roles, if the shop masked most of it, with the column to use instead."""
    for place, role in enumerate(roles):
        share = _share_of(columns[place], MASKED_SHAPE) if role == "email" else 0.0
        if share >= _ENOUGH:
            better, kind = _better(columns, roles, place, country)
            return MaskedColumn(columns[place].name, share, better, kind)
    return None


class _Candidate(NamedTuple):
    fit: float
    place: int
    kind: Kind


def _by_evidence(columns: Sequence[Column], country: str) -> list[_Candidate]:
    """E-mail, phone and document columns, each kind and each column once, the best fit first."""
    candidates = [
        _Candidate(_fit(column, kind, country), place, kind)
        for place, column in enumerate(columns)
        for kind in KINDS
        if kind != "user_profile_id"
    ]
    chosen: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.fit, c.place)):
        free = all(candidate.place != c.place and candidate.kind != c.kind for c in chosen)
        if free and candidate.fit >= _ENOUGH_OF[candidate.kind]:
            chosen.append(candidate)
    return chosen


def _mixed_column(column: Column, country: str) -> dict[int, Role]:
    """A list of one column that holds several kinds: the commonest, if most cells are of one of them."""
    fits = [(_fit(column, kind, country), kind) for kind in KINDS if kind != "user_profile_id"]
    return {0: max(fits)[1]} if sum(fit for fit, _ in fits) >= _ENOUGH else {}


def _fit(column: Column, kind: Kind, country: str) -> float:
    """How well a column fits a kind: the share of its cells that are valid, and a bonus for its name.

    A masked e-mail counts a little: such a column is one of e-mails, and any other of them is better. A
    column named for another use than identifying (``email_optin``) is judged by its cells alone.
    """
    named = _NAMED if role_of_name(column.name) == kind else 0.0
    if not column.cells:
        return named * 0.9
    if kind in ("phone", "document") and numbers_something_else(column.name):
        return 0.0
    checked = check(kind, pa.array(column.cells, pa.string()), country)
    valid = 1 - checked.values.null_count / len(column.cells)
    masked = float((checked.reasons == REASONS.index(EMAIL_MASKED)).mean())
    if named and valid == 0 and masked == 0 and not any(_has_digit_or_at(cell) for cell in column.cells):
        return 0.0  # "tipo de documento", "email: sim/não": the name alone does not make it one
    return float(named + valid + masked * _ENOUGH)


def _has_digit_or_at(cell: str) -> bool:
    return "@" in cell or any(map(str.isdigit, cell))


def _profile_id_column(columns: Sequence[Column], taken: dict[int, Role]) -> int | None:
    """The column of profile ids: the one named so; else GUIDs named as a customer's code or not at all;
    else, in a list without any other identifier, the column that looks like codes."""
    free = [place for place in range(len(columns)) if place not in taken]
    for place in free:
        if role_of_name(columns[place].name) == "user_profile_id":
            return place
    for place in free:
        unnamed = not columns[place].name
        if (unnamed or is_weak_id(columns[place].name)) and _share_of(columns[place], GUID_SHAPE) >= MOST:
            return place
    if taken:
        return None
    weak = [place for place in free if is_weak_id(columns[place].name) and _are_codes(columns[place], False)]
    strong = [
        place for place in free if _is_open_to_codes(columns[place]) and _are_codes(columns[place], True)
    ]
    return next(iter(weak + strong), None)


def _is_open_to_codes(column: Column) -> bool:
    return role_of_name(column.name) in (None, "name")


def _are_codes(column: Column, strict: bool) -> bool:
    """Single words, nearly all different. Strictly: with letters and digits, so that no number passes."""
    cells = column.cells
    if not cells or _share_of(column, _CODE_SHAPE if strict else r"^\S+$") < MOST:
        return False
    if len(set(cells)) < MOST * len(cells):
        return False
    if not strict:
        return True
    mixed = sum(1 for c in cells if any(map(str.isdigit, c)) and any(map(str.isalpha, c)))
    return mixed >= MOST * len(cells)


def _is_used_as(role: OwnRole, column: Column) -> bool:
    """Whether a column's name gives it this use, and its cells do not say otherwise."""
    return role_of_name(column.name) == role and FITS[role](column.cells)


def _share_of(column: Column, pattern: str) -> float:
    """The share of a column's cells, in lower case, that a pattern of RE2 fits."""
    if not column.cells:
        return 0.0
    cells = pc.utf8_lower(pa.array(column.cells, pa.string()))
    return float(pc.mean(pc.match_substring_regex(cells, pattern)).as_py())


def _better(
    columns: Sequence[Column], roles: Sequence[Role], masked: int, country: str
) -> tuple[str | None, Kind | None]:
    """Another identifier of the list, in the order of asking; else a column that could be one."""
    for kind in KINDS:
        for place, role in enumerate(roles):
            if role == kind and place != masked:
                return columns[place].name, kind
    others = [column for place, column in enumerate(columns) if place != masked]
    fits = [
        (_fit(c, kind, country), c.name, kind) for c in others for kind in KINDS if kind != "user_profile_id"
    ]
    best = max(fits, default=(0.0, "", KINDS[0]))
    if best[0] >= _ENOUGH:
        return best[1], best[2]
    codes = next((c.name for c in others if is_weak_id(c.name) and _are_codes(c, False)), None)
    return codes, "user_profile_id" if codes else None
