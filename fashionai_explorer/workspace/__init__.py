"""Where storage and analysis meet: opens a list with its profiles and labels, starts and stops runs.

A server has one workspace open, which pages reach by ``current``; a command opens its own.
"""

from __future__ import annotations

from pathlib import Path

from fashionai_explorer.fetching import (
    NOBODY,
    Event,
    Happening,
    Policy,
    Progress,
    Snapshot,
    Why,
    log_words,
)
from fashionai_explorer.service import DEMO_LIST, demo_list
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import (
    Clock,
    DataFolder,
    ListHead,
    SavedList,
    SegmentHead,
    SystemClock,
    key_folder,
)
from fashionai_explorer.workspace.access_key import KeySource, KeyTest
from fashionai_explorer.workspace.accounts import Account, RowAccount, as_jsonl, row_accounts
from fashionai_explorer.workspace.asking import PlanFigures, RunFigures, Scope
from fashionai_explorer.workspace.campaigns import (
    LEADS,
    Campaign,
    answered_by,
    campaign,
    listed_rows,
    value_share,
)
from fashionai_explorer.workspace.changes import Change, Moved
from fashionai_explorer.workspace.held_names import HeldName
from fashionai_explorer.workspace.joins import Joining
from fashionai_explorer.workspace.list_heads import column_with_role, order_of, value_column
from fashionai_explorer.workspace.lists import Deleted, consents_in
from fashionai_explorer.workspace.privacy import Forgotten, KeptThings, KindKept, Traces
from fashionai_explorer.workspace.register import Departed, Derived, Register
from fashionai_explorer.workspace.segments import DeletedSegment, Export
from fashionai_explorer.workspace.shapes import ShapeReport
from fashionai_explorer.workspace.suggesting import Suggestion, alike_above, joining
from fashionai_explorer.workspace.term_groups import (
    TermGroup,
    TermsForm,
    TermWording,
    taking_out,
    term_group,
    term_table,
    terms_file,
    what_a_file_changes,
)
from fashionai_explorer.workspace.theming import THEMED_BY_MEANING
from fashionai_explorer.workspace.view import ListFigures, View, same_customers
from fashionai_explorer.workspace.viewing import build_view
from fashionai_explorer.workspace.workspace import Workspace

__all__ = [
    "DEMO_LIST",
    "LEADS",
    "NOBODY",
    "THEMED_BY_MEANING",
    "Account",
    "Campaign",
    "Change",
    "Deleted",
    "DeletedSegment",
    "Departed",
    "Derived",
    "Event",
    "Export",
    "Forgotten",
    "Happening",
    "HeldName",
    "Joining",
    "KeptThings",
    "KeySource",
    "KeyTest",
    "KindKept",
    "ListFigures",
    "ListHead",
    "Moved",
    "PlanFigures",
    "Policy",
    "Progress",
    "Register",
    "RowAccount",
    "RunFigures",
    "SavedList",
    "Scope",
    "SegmentHead",
    "ShapeReport",
    "Snapshot",
    "Suggestion",
    "TermGroup",
    "TermWording",
    "TermsForm",
    "Traces",
    "View",
    "Why",
    "Workspace",
    "alike_above",
    "answered_by",
    "as_jsonl",
    "build_view",
    "campaign",
    "column_with_role",
    "consents_in",
    "current",
    "demo_list",
    "joining",
    "listed_rows",
    "log_words",
    "open_workspace",
    "order_of",
    "row_accounts",
    "same_customers",
    "taking_out",
    "term_group",
    "term_table",
    "terms_file",
    "use",
    "value_column",
    "value_share",
    "what_a_file_changes",
]

_current: Workspace | None = None


def open_workspace(
    settings: Settings, config_dir: Path | None = None, clock: Clock | None = None
) -> Workspace:
    """Open the data folder that the settings name, with its key.

    ``config_dir`` is where a key that nobody gave is kept: the user's own place, unless another is handed
    in. Raises as ``DataFolder.open`` does, and then nothing was written.
    """
    place = key_folder() if config_dir is None else config_dir
    ticking = SystemClock() if clock is None else clock
    folder = DataFolder.open(settings.data_dir, settings.data_key, place, ticking)
    return Workspace(settings, folder, ticking, place)


def use(opened: Workspace | None) -> None:
    """Make a workspace the one that pages see."""
    global _current
    _current = opened


def current() -> Workspace:
    """Return the server's workspace."""
    if _current is None:
        msg = "no workspace is open"
        raise RuntimeError(msg)
    return _current
