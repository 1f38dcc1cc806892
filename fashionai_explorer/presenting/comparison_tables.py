"""The comparison of two groups as tables, for people and as a file, and in words to forward."""

from __future__ import annotations

import pandas as pd

from fashionai_explorer.analysis import LEAST_CUSTOMERS
from fashionai_explorer.charts import certainty
from fashionai_explorer.presenting.comparing import Comparing
from fashionai_explorer.texts import _, _n, facet_word, factor, label_text, number, percent, points


def plain_text(found: Comparing) -> str:
    """Return the sentences as plain text, with the list and where the words come from; nothing of a person."""
    source = _("Profiles written by AI from purchases and browsing.")
    part = [_("Provisional: a part of the list.")] if found.view.is_part else []
    return "\n".join([found.view.head.name, *found.sentences(), *part, "", source])


def table_of(found: Comparing) -> pd.DataFrame:
    """Return the comparison as a table for people, the strongest first."""
    table = found.found.table
    columns = {
        _("trait"): [label_text(f, label) for f, label in zip(table["facet"], table["label"], strict=True)],
        _("kind"): [facet_word(facet) for facet in table["facet"]],
        _("group"): [percent(share) for share in table["a_share"]],
        _("the other"): [percent(share) for share in table["b_share"]],
        _("difference in points"): [points(one) for one in table["difference"]],
        _("from"): [points(one) for one in table["difference_low"]],
        _("to"): [points(one) for one in table["difference_high"]],
        _("times"): [factor(one) for one in table["lift"]],
        _("how sure"): [certainty(q) for q in table["q"]],
    }
    return pd.DataFrame(columns)


def file_of(found: Comparing) -> pd.DataFrame:
    """Return the comparison as a file has it: numbers as numbers, p and q for whoever checks them."""
    table = found.found.table

    def in_percent(name: str) -> pd.Series:
        return (table[name] * 100).round(2)

    return pd.DataFrame(
        {
            _("trait"): [
                label_text(f, label) for f, label in zip(table["facet"], table["label"], strict=True)
            ],
            _("kind"): [facet_word(facet) for facet in table["facet"]],
            _("customers in the group"): table["a_customers"],
            _("group (%)"): in_percent("a_share"),
            _("customers in the other"): table["b_customers"],
            _("the other (%)"): in_percent("b_share"),
            _("difference in points"): in_percent("difference"),
            _("from"): in_percent("difference_low"),
            _("to"): in_percent("difference_high"),
            _("times"): [factor(one) for one in table["lift"]],
            "p": table["p"],
            "q": table["q"],
            _("how sure"): [certainty(q) for q in table["q"]],
        }
    )


def notes(found: Comparing) -> list[str]:
    """Say how many profiles are compared, and who and what was left out."""
    both, rare, own = found.contrast.in_both, found.found.rare, found.found.own
    said = [_("{a} profiles against {b}", a=number(len(found.contrast.a)), b=number(len(found.contrast.b)))]
    if both:
        said.append(
            _n(
                "{n} customer is in both groups and was left out",
                "{n} customers are in both groups and were left out",
                both,
            )
        )
    if own:
        said.append(
            _n(
                "{n} trait was set aside: the group was made by it",
                "{n} traits were set aside: the groups were made by them",
                own,
            )
        )
    if rare:
        said.append(
            _n(
                "{n} trait was set aside: fewer than {least} profiles have it",
                "{n} traits were set aside: fewer than {least} profiles have them",
                rare,
                least=number(LEAST_CUSTOMERS),
            )
        )
    return said
