"""Rules, their members, and the destinations these are written for."""

from fashionai_explorer.names import DESTINATIONS
from fashionai_explorer.segments.destinations import (
    OFFERED,
    Written,
    destination_of,
    file_name,
    headers,
    write,
)
from fashionai_explorer.segments.fixed_rows import ListedRows
from fashionai_explorer.segments.leaving import renamed, rule_without, without_values
from fashionai_explorer.segments.member_rows import LABEL_FACETS, ExportTable, export_table, member_table
from fashionai_explorer.segments.membership import Members, UnknownLabel, labels_of, members, themed_facets
from fashionai_explorer.segments.parsing import parse_rule
from fashionai_explorer.segments.phrases import Phrase, describe
from fashionai_explorer.segments.picks import Pick
from fashionai_explorer.segments.rules import ColumnIs, HasLabel, HasTheme, InSegment, Rule, to_json
from fashionai_explorer.segments.selection import Selection

__all__ = [
    "DESTINATIONS",
    "LABEL_FACETS",
    "OFFERED",
    "ColumnIs",
    "ExportTable",
    "HasLabel",
    "HasTheme",
    "InSegment",
    "ListedRows",
    "Members",
    "Phrase",
    "Pick",
    "Rule",
    "Selection",
    "UnknownLabel",
    "Written",
    "describe",
    "destination_of",
    "export_table",
    "file_name",
    "headers",
    "labels_of",
    "member_table",
    "members",
    "parse_rule",
    "renamed",
    "rule_without",
    "themed_facets",
    "to_json",
    "without_values",
    "write",
]
