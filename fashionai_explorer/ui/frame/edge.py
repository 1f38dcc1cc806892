"""The edge of a page: whatever goes wrong in it ends in a sentence, and the app goes on."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from fashionai_explorer.errors import ExplorerError
from fashionai_explorer.ui.frame import show

log = logging.getLogger(__name__)


@contextmanager
def told() -> Iterator[None]:
    """Tell an error where the page stands, with its code; one that nobody foresaw goes to the log, whole.

    Streamlit's own ways to end a run (a rerun, another page) are no errors and pass.
    """
    try:
        yield
    except ExplorerError as problem:
        show.error(problem)
    except Exception:
        log.exception("a page could not be drawn")
        show.error(ExplorerError())
