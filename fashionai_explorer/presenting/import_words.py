"""A file that becomes a list, in words: what was understood, what is wrong with it, what joining it would give."""

from __future__ import annotations

from pathlib import PurePath

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.identifiers import NOTES, ImportedList
from fashionai_explorer.texts import _, _n, kind_name, listing, number
from fashionai_explorer.workspace import Joining

NAME_SIGNS = 100


def understood(imported: ImportedList) -> tuple[str, str]:
    """Say how many customers a file has and by what, and how many of its rows have a problem; "" for none."""
    counts, kinds = imported.counts, [kind for kind, n in imported.by_kind.items() if n]
    ready = _n("{n} customer ready, by {kinds}", "{n} customers ready, by {kinds}",
               counts.valid, kinds=listing([kind_name(kind) for kind in kinds]))  # fmt: skip
    return ready, rows_with_a_problem(imported.faults) if len(imported.faults) else ""


def rows_with_a_problem(faults: pa.Table) -> str:
    """Say how many rows these problems are of."""
    rows = pc.count_distinct(faults["row"]).as_py()
    return _n("{n} row with a problem", "{n} rows with a problem", rows)


def faults_and_notes(problems: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Return what was refused, and what was mended."""
    mended = pc.is_in(problems["reason"], pa.array(sorted(NOTES), pa.string()))
    return problems.filter(pc.invert(mended)), problems.filter(mended)


def problem_table(problems: pa.Table) -> pd.DataFrame:
    """Return problems as people read them: row, column, value, why."""
    frame = problems.to_pandas()
    return pd.DataFrame(
        {
            _("Row"): frame["row"].astype("str"),
            _("Column"): frame["column"],
            _("Value"): frame["value"],
            _("Why"): [_(reason) for reason in frame["reason"]],
        }
    )


def name_of(file_name: str) -> str:
    """Return a list's name from its file's: without the ending, with spaces for underscores."""
    return PurePath(file_name).stem.replace("_", " ").strip()[:NAME_SIGNS] or _("List")


def account(plan: Joining) -> list[str]:
    """Say what joining a file's columns to a list would give, a line each."""
    of = number(plan.of)
    lines = [_n("{n} customer of {of} is in the file.", "{n} customers of {of} are in the file.",
                plan.customers, of=of)]  # fmt: skip
    if plan.strangers:
        lines.append(_n("{n} row of the file is nobody of the list, and is left out.",
                        "{n} rows of the file are nobody of the list, and are left out.", plan.strangers))  # fmt: skip
    if plan.repeated:
        lines.append(_n("{n} row names a customer again: the first one counts.",
                        "{n} rows name a customer again: the first one counts.", plan.repeated))  # fmt: skip
    if plan.added:
        lines.append(_("New columns: {names}", names=listing(list(plan.added))))
    if plan.replaced:
        lines.append(
            _("Changed where the file has the customer: {names}", names=listing(list(plan.replaced)))
        )
    return lines
