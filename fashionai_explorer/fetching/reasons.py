"""Why an identifier failed: one fixed English phrase each.

A phrase is stored with a failure, printed by the command line as it stands and used by pages as the
catalogue's key. None of them names a customer, an address or a key.
"""

from __future__ import annotations

from typing import Final

from fashionai_explorer.errors import N_

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
