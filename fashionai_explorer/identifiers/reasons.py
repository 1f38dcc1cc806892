"""Why a cell or a row was not taken, or what was mended: one fixed English phrase a fault.

The command line prints the phrases as they stand; pages show their translation, for which the phrase is
the catalogue's key. None of them holds anything of the cell.
"""

from __future__ import annotations

from fashionai_explorer.errors import N_

EMPTY = N_("the cell is empty")
PLACEHOLDER = N_("a placeholder, not a customer's own value")
SCIENTIFIC = N_(
    "digits were lost to scientific notation: format the column as text and export the list again"
)
UNREADABLE = N_("the text has broken characters: choose another encoding")
SEVERAL = N_("more than one value in one cell")

EMAIL_WITHOUT_AT = N_("an e-mail address needs an @")
EMAIL_BEFORE_AT = N_("the part before the @ is not allowed in an e-mail address")
EMAIL_AFTER_AT = N_("the part after the @ is not a domain name")
EMAIL_MASKED = N_("an e-mail address masked by the shop: no profile can be found by it")

PHONE_NOT_A_NUMBER = N_("not a phone number")
PHONE_TOO_SHORT = N_("the phone number is too short")
PHONE_WITHOUT_AREA = N_("the phone number has no area code")
PHONE_TOO_LONG = N_("the phone number is too long")
PHONE_NOT_IN_USE = N_("no such phone number: the area code or the number of digits is wrong")

DOCUMENT_NOT_A_NUMBER = N_("not a document number")
DOCUMENT_LENGTH = N_("a document number has another number of digits")
DOCUMENT_CHECK_DIGIT = N_("the check digit is wrong")

PROFILE_ID_NOT_ONE_WORD = N_("a profile id is one word, without spaces")
PROFILE_ID_IS_AN_EMAIL = N_("an e-mail address, not a profile id")
PROFILE_ID_TOO_LONG = N_("too long for a profile id")
PROFILE_ID_NOT_ALLOWED = N_("not a profile id")

AMOUNT_UNREADABLE = N_("not an amount of money: this customer counts without a value")
DATE_UNREADABLE = N_("not a date that can be read")

ROW_WITHOUT_IDENTIFIER = N_("the row has no identifier")
ROW_TOO_LONG = N_("the row has more cells than the list has columns")

LEADING_ZEROS_RESTORED = N_("leading zeros that a spreadsheet had removed were put back")
NINTH_DIGIT_ADDED = N_("the ninth digit of the mobile number was added")

NOTES: frozenset[str] = frozenset({LEADING_ZEROS_RESTORED, NINTH_DIGIT_ADDED})
"""What is said of a cell that is valid: what was mended in it."""

REASONS: tuple[str, ...] = (
    EMPTY,
    PLACEHOLDER,
    SCIENTIFIC,
    UNREADABLE,
    SEVERAL,
    EMAIL_WITHOUT_AT,
    EMAIL_BEFORE_AT,
    EMAIL_AFTER_AT,
    EMAIL_MASKED,
    PHONE_NOT_A_NUMBER,
    PHONE_TOO_SHORT,
    PHONE_WITHOUT_AREA,
    PHONE_TOO_LONG,
    PHONE_NOT_IN_USE,
    DOCUMENT_NOT_A_NUMBER,
    DOCUMENT_LENGTH,
    DOCUMENT_CHECK_DIGIT,
    PROFILE_ID_NOT_ONE_WORD,
    PROFILE_ID_IS_AN_EMAIL,
    PROFILE_ID_TOO_LONG,
    PROFILE_ID_NOT_ALLOWED,
    ROW_WITHOUT_IDENTIFIER,
    ROW_TOO_LONG,
    LEADING_ZEROS_RESTORED,
    NINTH_DIGIT_ADDED,
    AMOUNT_UNREADABLE,
    DATE_UNREADABLE,
)
"""All of them; a reason's place here is its code in the bulk checks."""
