"""Every command and its options: what the command line takes, and nothing of what it then does.

``add`` functions stand in the order of the help. What a command does is the function ``run`` of the module of
its name.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from fashionai_explorer.cli.arguments import (
    add_facet,
    add_format,
    add_label_file,
    add_list,
    add_vocabulary,
    count_of_versions,
    many,
    names,
    seconds,
    token,
    whole_number,
)
from fashionai_explorer.names import DESTINATIONS

Command = argparse.ArgumentParser


def make_parser(description: str | None = None) -> argparse.ArgumentParser:
    """Return what reads a command line; of what it read, ``command`` is the command's name."""
    parser = argparse.ArgumentParser(prog="python -m fashionai_explorer", description=description)
    commands = parser.add_subparsers(metavar="COMMAND", required=True, dest="command")
    for name, (about, add) in COMMANDS.items():
        add(commands.add_parser(name, help=about, description=about))
    return parser


def _serve(command: Command) -> None:
    command.add_argument("--port", type=whole_number(0, 65_535), default=8765)
    command.add_argument("--token", type=token, metavar="T")
    command.add_argument("--latency", type=seconds, metavar="A-B", help="seconds each answer takes")
    command.add_argument("--requests-per-minute", type=many, metavar="N")


def _fetch(command: Command) -> None:
    add_list(command)
    command.add_argument("--out", type=Path, metavar="F.jsonl")
    whom = command.add_mutually_exclusive_group()
    whom.add_argument("--new-only", action="store_true", help="only those without a profile of any age")
    whom.add_argument("--refresh", action="store_true", help="everybody again")
    command.add_argument("--sample", type=many, metavar="N")
    command.add_argument("--plan", action="store_true", help="say what would be asked, and ask nothing")


def _labels(command: Command) -> None:
    add_list(command)
    add_facet(command)
    add_vocabulary(command)
    command.add_argument("--top", type=many, metavar="N")
    add_format(command)


def _harmonise(command: Command) -> None:
    add_label_file(command)
    add_vocabulary(command)


def _similar(command: Command) -> None:
    add_label_file(command)
    command.add_argument("--top", type=many, default=5, metavar="K", help="how many for each label")


def _compare(command: Command) -> None:
    add_list(command)
    command.add_argument("--a", type=Path, required=True, metavar="RULE.json", help="the group")
    command.add_argument("--b", type=Path, metavar="RULE.json", help="the other one; else all the rest")
    add_facet(command)
    add_vocabulary(command)
    add_format(command)


def _versions(command: Command) -> None:
    add_list(command)
    command.add_argument("--count", type=count_of_versions, required=True, metavar="K")
    command.add_argument(
        "--facets", type=names, default=(), metavar="F,G", help="style, voice_tone and occasion if not given"
    )
    command.add_argument(
        "--min-size", type=many, metavar="N", help="5 %% of the customers with a profile and at least 20"
    )
    add_vocabulary(command)
    command.add_argument("--out", type=Path, metavar="F.csv")


def _segment(command: Command) -> None:
    add_list(command)
    command.add_argument("--rule", type=Path, required=True, metavar="RULE.json")
    add_vocabulary(command)
    command.add_argument("--destination", choices=DESTINATIONS, default="csv")
    command.add_argument("--out", type=Path, required=True, metavar="F")


def _forget(command: Command) -> None:
    command.add_argument(
        "identifiers", metavar="IDENTIFIER", nargs="+", help="an e-mail, phone, CPF, CNPJ or profile id"
    )


COMMANDS: dict[str, tuple[str, Callable[[Command], None]]] = {
    "serve": ("the local profiling service", _serve),
    "check": ("the import report of a list", add_list),
    "fetch": ("ask for the profiles of a list", _fetch),
    "labels": ("how often each label occurs among the stored profiles of a list", _labels),
    "harmonise": ("the group of each label of a file", _harmonise),
    "similar": ("the nearest in meaning of each label of a file", _similar),
    "themes": ("the theme of each label of a file", add_label_file),
    "compare": ("what a group has more or less often than another, label by label", _compare),
    "versions": ("each customer with a profile in one of a campaign's versions", _versions),
    "segment": ("the members of a rule, written for a destination", _segment),
    "forget": ("remove every trace of these customers", _forget),
}
"""Each command's sentence and what it takes, in the order of the help."""
