"""What is logged where a thread ends: an error that nobody reckoned with."""

from __future__ import annotations

import logging
import traceback


def log_without_words(log: logging.Logger, what: str, error: BaseException) -> None:
    """Log where an error came from and its kind. Its own text is left out: it might name a customer."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s ended in %s\n%s", what, type(error).__name__, frames)
