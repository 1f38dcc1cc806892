"""The same work without a screen: ``python -m fashionai_explorer COMMAND``.

A summary goes to standard output as one JSON object (a command that makes a table prints that instead),
progress and messages go to standard error. Exit status: 0 all resolved, 1 unexpected, 2 bad usage, a wrong
setting or unreadable input, 3 a key refused or needed, 4 some identifiers failed or are still pending.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from fashionai_explorer.analysis import frequencies
from fashionai_explorer.errors import (
    BadUsageError,
    ExplorerError,
    NeedsKeyError,
    OutFileError,
    OutMissingError,
    RuleFileError,
)
from fashionai_explorer.fetching import WHY_A_RUN_WAITS, Policy, Snapshot, error_of
from fashionai_explorer.identifiers import KINDS, Choices, ImportedList, load_file, read_file
from fashionai_explorer.labels import FACETS
from fashionai_explorer.segments import DESTINATIONS
from fashionai_explorer.service import LocalService
from fashionai_explorer.settings import Settings, load_settings
from fashionai_explorer.storage import ListHead, SavedList
from fashionai_explorer.workspace import Account, Scope, Workspace, open_workspace, row_accounts

SECONDS_BETWEEN_LINES = 2.0
UNRESOLVED = 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status, with the error's sentence on standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    given = _parser().parse_args(arguments)
    try:
        status: int = given.run(given, load_settings())
    except ExplorerError as error:
        _say(str(error))
        return error.exit_status
    except KeyboardInterrupt:
        _say("Stopped. What was fetched is kept; the same command goes on.")
        return UNRESOLVED
    return status


def _serve(given: argparse.Namespace, _settings: Settings) -> int:
    service = LocalService(
        token=given.token,
        port=given.port,
        latency=given.latency,
        requests_per_minute=given.requests_per_minute,
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that both signals end it alike
    try:
        with service:
            ready = {"url": service.url} | ({} if given.token else {"token": service.token})
            print(json.dumps(ready), flush=True)
            while not service.wait(1.0):
                pass
    except OSError as error:
        _say(f"The port {given.port} cannot be used: {error.strerror}.")
        return BadUsageError.exit_status
    except KeyboardInterrupt:
        pass
    return 0


def _check(given: argparse.Namespace, settings: Settings) -> int:
    imported = _imported(given, settings)
    reading, counts = imported.reading, imported.counts
    report = {
        **counts._asdict(),
        "by_kind": imported.by_kind,
        "columns": [
            {"name": name, "kind": kind} for name, kind in zip(reading.columns, reading.kinds, strict=True)
        ],
        "encoding": reading.encoding,
        "delimiter": reading.delimiter,
        "problems": imported.faults.to_pylist(),
        "notes": imported.notes.to_pylist(),
    }
    if imported.masked is not None:
        better = f" Use {imported.masked.better} instead." if imported.masked.better else ""
        _say(f"The shop masked the e-mails in {imported.masked.column}: nobody can be found by them.{better}")
    print(json.dumps(report, ensure_ascii=False))
    return 0


def _fetch(given: argparse.Namespace, settings: Settings) -> int:
    imported = _imported(given, settings)
    if not given.plan:
        _writable(given.out)
    policy: Policy = "new_only" if given.new_only else "refresh" if given.refresh else "fresh"
    scope = Scope(policy=policy, sample=given.sample)
    with open_workspace(settings) as ws:
        if given.plan:
            print(json.dumps(_plan(ws, imported, scope)))
            return 0
        name = Path(given.list).name
        head = ws.known_file(imported.digest) or ws.save_list(imported, Path(name).stem, name)
        return _fetch_list(ws, head, scope, given.out)


def _plan(ws: Workspace, imported: ImportedList, scope: Scope) -> dict[str, object]:
    plan = ws.plan_import(imported, scope)
    return {
        "asked": plan.asked_for,
        "fresh": plan.fresh,
        "known_not_found": plan.known_not_found,
        "requests": plan.requests,
        "seconds": plan.seconds,
        "ends_at": plan.ends_at and time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(plan.ends_at)),
    }


def _fetch_list(ws: Workspace, head: ListHead, scope: Scope, out: Path) -> int:
    began, clock = ws.now(), time.monotonic()
    saved = ws.open_list(head.id)
    run_id, requests, problem = None, 0, None
    try:
        unfinished = ws.unfinished(head.id, scope)
        if unfinished is not None:
            ws.resume(unfinished.id)
        run = unfinished or ws.begin(head.id, scope)
        if run is not None:
            run_id = run.id
            snapshot, requests = ws.run_to_end(run.id, _Teller())
            problem = _why_it_waits(snapshot)
    except NeedsKeyError as error:
        problem = error
    counted = ws.account_of(saved, run_id)
    _write_lines(out, ws, saved, counted)
    summary = _summary(head, counted, began)
    print(json.dumps({**summary, "requests": requests, "seconds": round(time.monotonic() - clock, 3)}))
    if problem is not None:
        _say(str(problem))
        return problem.exit_status
    return UNRESOLVED if summary["failed"] + summary["pending"] else 0


def _why_it_waits(snapshot: Snapshot) -> ExplorerError | None:
    if snapshot.state == "done":
        return None
    error = error_of(snapshot.why)
    if error is None and snapshot.why in WHY_A_RUN_WAITS:
        _say(WHY_A_RUN_WAITS[snapshot.why])
    return error


class _Teller:
    """Says on standard error how a run goes, every few seconds."""

    def __init__(self) -> None:
        self._next = 0.0
        self._warned = False

    def __call__(self, snapshot: Snapshot) -> None:
        if snapshot.all_404 and not self._warned:
            self._warned = True
            _say(f"Warning: {WHY_A_RUN_WAITS['all_404']}")
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + SECONDS_BETWEEN_LINES
        progress = snapshot.progress
        ends = ""
        if snapshot.ends_at is not None:
            ends = time.strftime(", ends %Y-%m-%d %H:%M", time.localtime(snapshot.ends_at))
        _say(f"{progress.done} of {progress.asked_for}{ends}")


def _summary(head: ListHead, counted: Account, began: float) -> dict[str, int]:
    count = Counter(item.outcome for item in counted.items)
    return {
        "rows": head.rows,
        "identifiers": len(counted.items),
        "found": count["found"],
        "not_found": count["not_found"],
        "failed": count["failed"],
        "pending": count["pending"],
        "invalid": head.invalid,
        "duplicates": head.duplicates,
        "blank": head.blank,
        "from_cache": counted.answered_before(began),
    }


def _write_lines(out: Path, ws: Workspace, saved: SavedList, counted: Account) -> None:
    """Write a line for every row of the list, whole or not at all."""
    encoder = msgspec.json.Encoder()

    def write(path: Path) -> None:
        with path.open("wb") as file:
            for row in row_accounts(saved.rows, saved.problems, counted, ws.answers):
                file.write(encoder.encode(row) + b"\n")

    _whole(out, write)


def _labels(given: argparse.Namespace, settings: Settings) -> int:
    imported = _imported(given, settings)
    with open_workspace(settings) as ws:
        view = ws.view_of_import(imported, Path(given.list).name)
    table = frequencies(view.index, given.facet, by="wording" if given.raw else "label")
    table = table.head(given.top) if given.top is not None else table
    if given.format == "json":
        print(json.dumps(table.to_dict("records"), ensure_ascii=False))
    else:
        table.to_csv(sys.stdout, index=False, lineterminator="\n")
    return 0


def _segment(given: argparse.Namespace, settings: Settings) -> int:
    rule = _rule(given.rule)
    imported = _imported(given, settings)
    _writable(given.out)
    with open_workspace(settings) as ws:
        view = ws.view_of_import(imported, Path(given.list).name)
        found = ws.members(view, rule)
        export = ws.export(view, found.customers, given.destination, given.rule.stem)
    for warning in found.warnings:
        _say(f"Warning: {warning}")
    _whole(given.out, lambda path: path.write_bytes(export.written.content))
    print(json.dumps(export.written.summary(), ensure_ascii=False))
    return 0


def _rule(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise RuleFileError(file=path.name) from error


def _imported(given: argparse.Namespace, settings: Settings) -> ImportedList:
    path = Path(given.list)
    choices = Choices(kind=given.kind, column=given.column)
    return read_file(load_file(path), path.name, settings.country, choices)


def _writable(out: Path | None) -> None:
    """Find out before any request that the result cannot be written."""
    if out is None:
        raise OutMissingError
    if out.is_dir() or not out.parent.is_dir():
        raise OutFileError(file=out.name)


def _whole(out: Path, write: Callable[[Path], object]) -> None:
    """Write a file aside and put it in its place: never a half one under its name."""
    aside = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        write(aside)
        aside.replace(out)
    except OSError as error:
        raise OutFileError(file=out.name) from error
    finally:
        aside.unlink(missing_ok=True)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _seconds(text: str) -> tuple[float, float]:
    least, _, most = text.partition("-")
    try:
        bounds = float(least), float(most or least)
    except ValueError:
        bounds = -1.0, -1.0
    if not 0 <= bounds[0] <= bounds[1] <= 600:
        raise argparse.ArgumentTypeError("seconds as 0.3 or 3-8 are needed")  # noqa: EM101 - argparse's own way
    return bounds


def _whole_number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
            message = f"a whole number from {least} to {most} is needed"
            raise argparse.ArgumentTypeError(message)
        return int(text)

    return read


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m fashionai_explorer", description=__doc__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Callable[..., int], about: str, *, takes_list: bool = True) -> Any:
        added = commands.add_parser(name, help=about, description=about)
        added.set_defaults(run=run)
        if takes_list:
            added.add_argument("list", metavar="LIST", help="a file of customers: CSV, TSV, TXT, XLSX or ODS")
            added.add_argument("--kind", choices=KINDS, help="what the identifiers are")
            added.add_argument("--column", help="the column that holds them")
        return added

    many = _whole_number(1, 1_000_000_000)
    serve = command("serve", _serve, "the local profiling service", takes_list=False)
    serve.add_argument("--port", type=_whole_number(0, 65_535), default=8765)
    serve.add_argument("--token")
    serve.add_argument("--latency", type=_seconds, metavar="A-B", help="seconds each answer takes")
    serve.add_argument("--requests-per-minute", type=many, metavar="N")

    command("check", _check, "the import report of a list")

    fetch = command("fetch", _fetch, "ask for the profiles of a list")
    fetch.add_argument("--out", type=Path, metavar="F.jsonl")
    whom = fetch.add_mutually_exclusive_group()
    whom.add_argument("--new-only", action="store_true", help="only those without a profile of any age")
    whom.add_argument("--refresh", action="store_true", help="everybody again")
    fetch.add_argument("--sample", type=many, metavar="N")
    fetch.add_argument("--plan", action="store_true", help="say what would be asked, and ask nothing")

    labels = command("labels", _labels, "how often each label occurs among the stored profiles of a list")
    labels.add_argument("--facet", required=True, choices=FACETS)
    labels.add_argument("--raw", action="store_true", help="wordings as they came")
    labels.add_argument("--top", type=many, metavar="N")
    labels.add_argument("--format", choices=("csv", "json"), default="csv")

    segment = command("segment", _segment, "the members of a rule, written for a destination")
    segment.add_argument("--rule", type=Path, required=True, metavar="RULE.json")
    segment.add_argument("--destination", choices=DESTINATIONS, default="csv")
    segment.add_argument("--out", type=Path, required=True, metavar="F")
    return parser
