"""Why an identifier failed and why a run waits: one fixed English phrase each.

A phrase of the first kind is stored with a failure, printed by the command line as it stands and used by
pages as the catalogue's key. None of them names a customer, an address or a key.
"""

from __future__ import annotations

from typing import Final

from fashionai_explorer.errors import (
    N_,
    ExplorerError,
    ServiceSilentError,
    StoreCorruptError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreReadOnlyError,
    TokenRefusedError,
    WrongAddressError,
)

NO_CONNECTION: Final = N_("the service could not be reached")
TOO_SLOW: Final = N_("the service did not answer in time")
CUT_OFF: Final = N_("the connection broke before the answer was complete")
TOO_LARGE: Final = N_("the answer was larger than any profile")
NO_JSON: Final = N_("the answer was damaged or was no JSON")
NO_PROFILE_SHAPE: Final = N_("the answer did not have the shape of a profile")
EMPTY: Final = N_("the answer was empty")
WEB_PAGE: Final = N_("a web page came in place of an answer")
REDIRECT: Final = N_("the service pointed to another address, which is not followed")
SERVICE_ERROR: Final = N_("the service reported an error of its own")
SERVICE_BUSY: Final = N_("the service was not ready to answer")
NOT_ACCEPTED: Final = N_("the service does not accept this identifier")
NOT_ASKABLE: Final = N_("this identifier cannot be put into a request")
NOT_IN_LIST: Final = N_("the list no longer holds this identifier")
UNEXPECTED: Final = N_("an unexpected error stopped this request")

# Why a run waits for a person: the codes that ``Run.why`` holds.
PERSON: Final = "person"
DONE: Final = "done"
TOKEN_REFUSED: Final = "token_refused"  # noqa: S105 - a code, not a token
WRONG_ADDRESS: Final = "wrong_address"
TEN_FAILURES: Final = "ten_failures"
ALL_404: Final = "all_404"
DISK_FULL: Final = "disk_full"
STORE_LOCKED: Final = "store_locked"
STORE_READ_ONLY: Final = "store_read_only"
STORE_BROKEN: Final = "store_broken"
LIST_GONE: Final = "list_gone"

WHY_A_RUN_WAITS: Final[dict[str, str]] = {
    PERSON: N_("Paused."),
    TOKEN_REFUSED: N_("The access key was refused. Ask FashionAI for a new one, enter it, and continue."),
    WRONG_ADDRESS: N_("The address answers, but not as the profiling service does. Check the address."),
    TEN_FAILURES: N_("Ten customers in a row failed. The service may be down: continue when it is back."),
    ALL_404: N_(
        "The first 20 customers have no profile. Is this the right kind of identifier, and this brand's key?"
    ),
    DISK_FULL: N_("The disk is full. Free some space and continue: what came is held in memory."),
    STORE_LOCKED: N_("Another program holds the store. Close it and continue: what came is held in memory."),
    STORE_READ_ONLY: N_("The data folder cannot be written. Mend its rights and continue."),
    STORE_BROKEN: N_("The store is damaged. Nothing more is asked until it can be read again."),
    LIST_GONE: N_("The list of this run is no longer there."),
}
"""A sentence for each code; a page adds that nothing is lost and how many profiles are stored."""


_STORE_ERRORS: Final[dict[type[StoreError], str]] = {
    StoreFullError: DISK_FULL,
    StoreLockedError: STORE_LOCKED,
    StoreReadOnlyError: STORE_READ_ONLY,
    StoreCorruptError: STORE_BROKEN,
}


def why_of(error: StoreError) -> str:
    """Return the code that a run waits with after an error of the store."""
    return _STORE_ERRORS.get(type(error), STORE_BROKEN)


def error_of(why: str) -> ExplorerError | None:
    """Return the error that the command line ends with after a run stopped for ``why``; None: no error."""
    if why == TOKEN_REFUSED:
        return TokenRefusedError()
    if why == WRONG_ADDRESS:
        return WrongAddressError()
    if why == TEN_FAILURES:
        return ServiceSilentError()
    for kind, code in _STORE_ERRORS.items():
        if code == why:
            return kind(file="")
    return None
