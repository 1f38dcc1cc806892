"""Why a run waits, and what else happens to one: each code once, with what is said of it.

The codes are kept with the runs on disk, so they stay; a newer version may have written others. All texts are
keys of the catalogues, and name nobody.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Self

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


class Why(StrEnum):
    """Why a run waits: what ``RunHead.why`` holds, and what its log says of that.

    ``sentence`` is a page's, ``{at}`` in it the time where it is known; a page adds what is stored.
    ``logged`` is what the log calls it. ``ends_with`` is what a command ends with: an error with its own
    sentence and exit status, or a sentence alone.
    """

    sentence: str
    logged: str
    ends_with: str | type[ExplorerError]

    def __new__(cls, code: str, sentence: str, logged: str, ends_with: str | type[ExplorerError]) -> Self:
        why = str.__new__(cls, code)
        why._value_ = code
        why.sentence, why.logged, why.ends_with = sentence, logged, ends_with
        return why

    PERSON = (
        "person",
        N_("Paused. It goes on from here whenever you like."),
        N_("Paused by a person"),
        N_("Paused."),
    )
    TOKEN_REFUSED = (
        "token_refused",
        N_("FashionAI refused the access key{at}."),
        N_("FashionAI refused the access key"),
        TokenRefusedError,
    )
    WRONG_ADDRESS = (
        "wrong_address",
        N_(
            "What answers at the address is not FashionAI. Nobody was counted as without a profile. "
            "Have the setting FASHION_AI_BASE_URL checked, start the app again, and continue."
        ),
        N_("What answered was not FashionAI"),
        WrongAddressError,
    )
    TEN_FAILURES = (
        "ten_failures",
        N_("Ten customers in a row failed{at}: the service may be down. Continue when it is back."),
        N_("Ten customers in a row failed"),
        ServiceSilentError,
    )
    ALL_404 = (
        "all_404",
        N_("None of the first 20 customers has a profile. There are three likely causes:"),
        N_("None of the first 20 customers had a profile"),
        N_(
            "The first 20 customers have no profile. Is this the right kind of identifier, and this brand's key?"
        ),
    )
    DISK_FULL = (
        "disk_full",
        N_("The disk is full{at}. Free some space and continue; what came last is held in memory."),
        N_("The disk was full"),
        StoreFullError,
    )
    STORE_LOCKED = (
        "store_locked",
        N_("Another program holds the data folder{at}. Close it and continue."),
        N_("Another program held the data folder"),
        StoreLockedError,
    )
    STORE_READ_ONLY = (
        "store_read_only",
        N_("The data folder cannot be written{at}. Have its permissions mended and continue."),
        N_("The data folder could not be written"),
        StoreReadOnlyError,
    )
    STORE_BROKEN = (
        "store_broken",
        N_("The stored profiles cannot be read{at}. Restore the data folder from a backup and continue."),
        N_("The stored profiles could not be read"),
        StoreCorruptError,
    )
    LIST_GONE = (
        "list_gone",
        N_("The list of this order is no longer there."),
        N_("The list was gone"),
        N_("The list of this run is no longer there."),
    )
    FORGETTING = (
        "forgetting",
        N_("Waiting while a customer’s data are removed; it goes on by itself."),
        N_("Waited while a customer’s data were removed"),
        N_("A customer's data are being removed. The run goes on by itself, or with the same command."),
    )

    @classmethod
    def of(cls, code: str) -> Self | None:
        """Return what a code read from disk means; None for none, and for one of a newer version."""
        return next((why for why in cls if why == code), None)

    def error(self) -> ExplorerError | None:
        """Return the error that the command line ends with; None where there is a sentence alone."""
        if isinstance(self.ends_with, str):
            return None
        return self.ends_with(file="") if issubclass(self.ends_with, StoreError) else self.ends_with()


class Happening(StrEnum):
    """What else a run's log tells: by the engine, and by people (``PAUSED``, ``RESUMED``, ``STOPPED``).

    ``DONE`` is also the ``why`` of a run that has ended by itself.
    """

    logged: str

    def __new__(cls, code: str, logged: str) -> Self:
        happening = str.__new__(cls, code)
        happening._value_ = code
        happening.logged = logged
        return happening

    BEGAN = "began", N_("Began to get profiles")
    WENT_ON = "went_on", N_("Went on by itself")
    PAUSED = "paused", N_("Paused by a person")
    RESUMED = "resumed", N_("Continued by a person")
    STOPPED = "stopped", N_("Stopped by a person")
    THROTTLED = "throttled", N_("FashionAI asked for a break")
    CLOSING = "closing", N_("The app stopped")
    DONE = "done", N_("Ended: everyone was asked")


_LOGGED: Final[dict[str, str]] = {
    **{why: why.logged for why in Why},
    **{happening: happening.logged for happening in Happening},
}


def log_words(code: str) -> str:
    """Return what a run's log calls a code; one of a newer version stays as it is."""
    return _LOGGED.get(code, code)


def why_of(error: StoreError) -> Why:
    """Return why a run waits after an error of the store."""
    return next((why for why in Why if why.ends_with is type(error)), Why.STORE_BROKEN)
