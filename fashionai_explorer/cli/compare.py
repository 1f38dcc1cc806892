"""``compare``: what one group of a list's customers has more or less often than another, label by label."""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any

import pandas as pd
from pyroaring import BitMap

from fashionai_explorer.analysis import LEAST_CUSTOMERS, compare, contrast
from fashionai_explorer.cli.reading import opened_view, rule_file, vocabulary_file
from fashionai_explorer.cli.writing import print_table, say
from fashionai_explorer.settings import Settings
from fashionai_explorer.tables import load_file
from fashionai_explorer.workspace import View, Workspace, open_workspace


def run(given: argparse.Namespace, settings: Settings) -> int:
    """Print the table; return the exit status."""
    rules = [rule_file(path) for path in (given.a, given.b) if path is not None]
    content = load_file(Path(given.list))
    vocabulary = vocabulary_file(given.vocabulary)
    with open_workspace(settings) as ws:
        view = opened_view(ws, given, content, vocabulary)
        a, *others = [_members(ws, view, rule) for rule in rules]
        own = {pair for rule in rules for pair in ws.segments.rule_labels(view, rule)}
    b = others[0] if others else None
    _say_groups(view, a, b)
    table = compare(view.index, given.facet, a, b, own, raw=given.raw)
    _say_set_aside(table, {label for facet, label in own if facet == given.facet})
    if given.format == "json":
        records = table.to_dict("records")
        print(json.dumps([{k: _in_json(v) for k, v in row.items()} for row in records], ensure_ascii=False))
    else:
        print_table(table)
    return 0


def _members(ws: Workspace, view: View, rule: object) -> BitMap:
    found = ws.segments.members(view, rule)
    for warning in found.warnings:
        say(f"Warning: {warning}")
    return found.customers


def _say_groups(view: View, a: BitMap, b: BitMap | None) -> None:
    """Say how many are compared, and what makes a comparison say nothing."""
    groups = contrast(view.index, a, b)
    say(f"A: {len(groups.a)} customers with a profile; B: {len(groups.b)}.")
    if groups.in_both:
        say(f"{groups.in_both} customers are in both groups and were left out of the comparison.")
    if not groups.a or not groups.b:
        empty = (
            "Neither group has anybody" if not groups.a and not groups.b else "One of the groups has nobody"
        )
        say(f"Warning: {empty} with a profile to compare. Choose other rules, or fetch more profiles.")


def _say_set_aside(table: pd.DataFrame, own: set[str]) -> None:
    """Say how many labels were not tested, and why."""
    untested = table[table["p"].isna()]
    rules = int(untested["label"].isin(own).sum())
    rare = int((untested["a_customers"] + untested["b_customers"] < LEAST_CUSTOMERS).sum())
    if rules:
        say(f"{rules} labels of the rules themselves were not tested: they differ by being chosen.")
    if rare:
        say(f"{rare} labels that fewer than {LEAST_CUSTOMERS} customers of both groups have were not tested.")


def _in_json(value: Any) -> Any:
    """JSON knows neither infinity nor NaN: ``"inf"``, and null for what cannot be said."""
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else "inf"
    return value
