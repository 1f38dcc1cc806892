"""One label as a chart shows it, and what a chart of labels says in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from fashionai_explorer.charts.lettering import lines
from fashionai_explorer.texts import _, _n, facet_name, listing, money, number, percent, points

MOST_SAID = 5

Figure = Literal["share", "count"]
"""Which number stands out: how large a part, or how many (or how much)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One label as a chart shows it.

    ``share`` is of the customers with a profile in view, 0 to 1; ``list_share`` of those of the whole list,
    None where no filter is in force. ``certain`` says whether the difference of the two is more than
    chance, None where nobody has tested it. ``picked`` labels are part of the filter; of ``small`` ones
    nothing can be said. Where a chart is of a column, ``amount`` is its sum, ``mean`` that of a customer, and
    the shares are of the sum. A row without ``id`` stands for that many others, and cannot be picked.
    """

    id: str | None
    text: str
    customers: int
    share: float
    list_share: float | None = None
    certain: bool | None = None
    picked: bool = False
    small: bool = False
    amount: float | None = None
    mean: float | None = None
    stands_for: int = 0

    @property
    def words(self) -> str:
        """What the row is called; of one that stands for others, how many."""
        if self.id is not None:
            return self.text
        return _n("the other {n}", "the other {n}", self.stands_for)

    @property
    def difference(self) -> str:
        """The difference to the list in points; nothing without a filter."""
        return "" if self.list_share is None else points(self.share - self.list_share)

    def strong(self, figure: Figure) -> str:
        """The number that stands out."""
        return percent(self.share) if figure == "share" else self._count

    def aside(self, figure: Figure) -> str:
        """The number at the edge: the one that does not stand out."""
        return self._count if figure == "share" else percent(self.share)

    @property
    def _count(self) -> str:
        return number(self.customers) if self.amount is None else money(self.amount)


def shared_scale(*charts: Iterable[Row]) -> float:
    """Return the share at the right end of all charts of a page: the largest that any of them shows."""
    drawn = (row for rows in charts for row in rows if row.id is not None)
    shares = [share for row in drawn for share in (row.share, row.list_share or 0.0)]
    return max(shares, default=0.0) or 1.0


def sentence(rows: Sequence[Row], facet: str, customers: int) -> str:
    """Say what the chart shows, for those who cannot see it: its first ``MOST_SAID`` labels with their shares.

    ``customers`` are those with a profile in view, of whom the shares are.
    """
    heading = facet_name(facet)
    if not rows:
        return _("{facet}: nothing to show.", facet=heading)
    items = listing([_said(row) for row in rows[:MOST_SAID]])
    said = _n(
        "{facet} of {n} customer: {items}.",
        "{facet} of {n} customers: {items}.",
        customers,
        facet=heading,
        items=items,
    )
    rest = len(rows) - MOST_SAID
    return said if rest <= 0 else said + " " + _n("{n} more in the table.", "{n} more in the table.", rest)


def _said(row: Row) -> str:
    label = lines(row.words, signs=80, most=1)[0]
    if row.amount is not None:
        share, amount = percent(row.share), money(row.amount)
        return _("“{label}” {amount} ({share} of the sum)", label=label, amount=amount, share=share)
    if row.list_share is None:
        return _("“{label}” {share}", label=label, share=percent(row.share))
    return _(
        "“{label}” {share} (whole list: {list_share})",
        label=label,
        share=percent(row.share),
        list_share=percent(row.list_share),
    )
