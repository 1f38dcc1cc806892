"""What a facet's chart counts as tables: for people on the page, and as files with numbers for a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fashionai_explorer.charts import Row
from fashionai_explorer.presenting.explored import Explored
from fashionai_explorer.texts import _, facet_word, money, percent


def for_people(rows: Sequence[Row], facet: str, value: str | None = None) -> pd.DataFrame:
    """Return the bars as a table, headers in the reader's language; ``value`` is the column they are of."""
    columns: dict[str, list[object]] = {
        facet_word(facet): [row.text for row in rows],
        _("customers"): [row.customers for row in rows],
    }
    if value is not None:
        columns[_("sum of {name}", name=value)] = [money(row.amount or 0.0) for row in rows]
        columns[_("average of {name}", name=value)] = [_money_or_nothing(row.mean) for row in rows]
    columns[_("share")] = [percent(row.share) for row in rows]
    if rows and rows[0].list_share is not None:
        columns[_("share in the list")] = [percent(row.list_share or 0.0) for row in rows]
        columns[_("difference in points")] = [row.difference for row in rows]
        columns[_("more than chance")] = [_certainty(row) for row in rows]
    return pd.DataFrame(columns)


def for_a_file(rows: Sequence[Row], facet: str, value: str | None = None) -> pd.DataFrame:
    """Return the bars as a file has them: numbers as numbers are, so that a spreadsheet reckons with them."""
    columns: dict[str, list[object]] = {
        facet_word(facet): [row.text for row in rows],
        _("customers"): [row.customers for row in rows],
    }
    if value is not None:
        columns[_("sum of {name}", name=value)] = [round(row.amount or 0.0, 2) for row in rows]
        columns[_("average of {name}", name=value)] = [
            None if row.mean is None else round(row.mean, 2) for row in rows
        ]
    columns[_("share (%)")] = [round(row.share * 100, 2) for row in rows]
    if rows and rows[0].list_share is not None:
        columns[_("share in the list (%)")] = [round((row.list_share or 0.0) * 100, 2) for row in rows]
        columns[_("more than chance")] = [_certainty(row) for row in rows]
    return pd.DataFrame(columns)


def of_wordings(found: Explored, facet: str) -> pd.DataFrame:
    """Return the original wordings as a table for people."""
    table = found.wordings(facet)
    table.columns = pd.Index([_("original wording"), facet_word(facet), _("customers")])
    return table


def _certainty(row: Row) -> str:
    if row.small:
        return _("too few customers")
    if row.certain is None:
        return _("not tested")
    return _("yes") if row.certain else _("may be chance")


def _money_or_nothing(amount: float | None) -> str:
    return "" if amount is None else money(amount)
