"""What *Resumo* says of a list: its figures, its commonest labels, all of it as text to copy."""

from __future__ import annotations

from collections.abc import Iterator

from fashionai_explorer.analysis import ListFindings, frequencies
from fashionai_explorer.presenting import list_findings, standing
from fashionai_explorer.texts import _, _n, commonest, money, number, percent
from fashionai_explorer.workspace import View

FACETS = ("opportunity", "occasion", "style")


def plain_text(view: View, found: ListFindings, next_count: float) -> str:
    """Return the summary as plain text: list, figures, sentences, where it comes from."""
    said = [
        f"{label}: {value} ({note})" if note else f"{label}: {value}" for label, value, note in figures(view)
    ]
    lines = [
        f"{view.head.name} · {standing.in_words(view, None)}",
        "",
        *said,
        "",
        *list_findings.sentences(view, found, next_count),
        *(
            []
            if found.found
            else [sentence for _facet, _label, _customers, sentence in commonest_labels(view)]
        ),
        "",
        _("Profiles written by AI from purchases and browsing."),
    ]
    return "\n".join(lines)


def figures(view: View) -> Iterator[tuple[str, str, str]]:
    """Give label, value and note of each figure that the list has."""
    profiled = view.profiled
    share = percent(profiled / max(1, view.customers))
    yield _("Customers with a profile"), number(profiled), _("{share} of the list", share=share)
    new = len(view.index.new_behaviour)
    yield _("With new behaviour"), percent(new / max(1, profiled)), _n("{n} customer", "{n} customers", new)
    if view.value_mean is not None:
        yield _("Average spend per customer"), money(view.value_mean), ""
    if view.contactable is not None:
        yield _("Can be contacted"), number(view.contactable), _("with consent")


def commonest_labels(view: View) -> Iterator[tuple[str, str, int, str]]:
    """Give facet, label, customers and sentence of each facet's commonest label."""
    for facet in FACETS:
        table = frequencies(view.index, facet)
        if not table.empty:
            first = table.iloc[0]
            label, share = str(first["label"]), float(first["share"])
            yield facet, label, int(first["customers"]), commonest(facet, label, share, view.profiled)
