"""What a button's click orders: profiles to be got, now or again."""

from __future__ import annotations

from fashionai_explorer import workspace
from fashionai_explorer.errors import ExplorerError, NeedsKeyError
from fashionai_explorer.texts import _
from fashionai_explorer.ui import show
from fashionai_explorer.workspace import Scope


def begin(list_id: str, scope: Scope) -> None:
    """Begin to ask for a list's customers; where that cannot be, the page that comes next says why."""
    try:
        began = workspace.current().runs.begin(list_id, scope)
    except NeedsKeyError:
        return  # the page of the list offers the connection in place of its button
    except ExplorerError as problem:
        show.say_error(problem)
        return
    if began is None:
        show.say_done(_("There is nobody to ask for: everyone in this list has an answer already."))


def retry(list_id: str) -> None:
    """Ask again for the customers of a list that failed."""
    try:
        workspace.current().runs.retry_failed(list_id)
    except ExplorerError as problem:
        show.say_error(problem)
