"""The everyday shapes of identifiers, decided for a whole column at once.

Each function gives values and reasons of the cells that it is sure of, and leaves the others null and
without a reason: those go to the libraries. Texts come trimmed; patterns are RE2's.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from fashionai_explorer.identifiers.cleaning import PLACEHOLDER_WORDS
from fashionai_explorer.identifiers.emails import PLACEHOLDER_SHAPE
from fashionai_explorer.identifiers.kinds import Kind
from fashionai_explorer.identifiers.masked import MASKED_SHAPE
from fashionai_explorer.identifiers.reasons import (
    DOCUMENT_CHECK_DIGIT,
    DOCUMENT_LENGTH,
    LEADING_ZEROS_RESTORED,
    REASONS,
)

Decided = tuple[pa.StringArray, npt.NDArray[np.int8]]

# Plain ASCII without doubled hyphens (those may be punycode) and short enough for every limit of RFC 5321.
_EMAIL = r"^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}$"
_LONGEST_EMAIL = 64

_WRITTEN_PHONE = r"^(?:(?:\+?55)?[ .-]?|0?)\(?0?[1-9][0-9]\)?[ .-]{0,2}(?:9[ .]?)?[0-9]{4}[ .-]?[0-9]{4}$"
_REPEATED = "(?:" + "|".join(f"{digit}{{8,9}}" for digit in range(10)) + ")$"

_WRITTEN_DIGITS = r"^[0-9]{3,14}$"
_WRITTEN_CPF = r"^[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}$"
_WRITTEN_CNPJ = r"^[0-9]{2}\.[0-9]{3}\.[0-9]{3}/[0-9]{4}-[0-9]{2}$"
_ONE_DIGIT_ONLY = "^(?:" + "|".join(f"{digit}+" for digit in range(10)) + ")$"
_CPF_WEIGHTS = ((10, 9, 8, 7, 6, 5, 4, 3, 2), (11, 10, 9, 8, 7, 6, 5, 4, 3, 2))
_CNPJ_WEIGHTS = ((5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2), (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2))

_PROFILE_ID = r"^[A-Za-z0-9_-]{4,64}$"


def decide(kind: Kind, texts: pa.StringArray, country: str) -> Decided:
    """Decide the everyday ones among the trimmed texts of a column."""
    if kind == "email":
        return _emails(texts)
    if kind == "user_profile_id":
        return _profile_ids(texts)
    if country != "BR":
        return pa.nulls(len(texts), pa.string()), _no_reasons(texts)
    return _phones(texts) if kind == "phone" else _documents(texts)


def _emails(texts: pa.StringArray) -> Decided:
    lower = pc.ascii_lower(texts)
    sure = pc.and_(_matches(lower, _EMAIL), pc.less_equal(pc.binary_length(lower), _LONGEST_EMAIL))
    for unsure in (_reserved(), MASKED_SHAPE, PLACEHOLDER_SHAPE):
        sure = pc.and_not(sure, _matches(lower, unsure))
    return _where(sure, lower), _no_reasons(texts)


def _reserved() -> str:
    """Addresses below a name that nobody can have, by email-validator's list (imported here: it takes 20 ms)."""
    from email_validator import SPECIAL_USE_DOMAIN_NAMES

    return r"[@.](?:" + "|".join(name.replace(".", r"\.") for name in SPECIAL_USE_DOMAIN_NAMES) + ")$"


def _phones(texts: pa.StringArray) -> Decided:
    digits = pc.replace_substring_regex(texts, r"[^0-9]+", "")
    national = pc.replace_substring_regex(digits, r"^(?:55([0-9]{10,11})|0([1-9][0-9]{9,10}))$", r"\1\2")
    sure = pc.and_(_matches(texts, _WRITTEN_PHONE), _matches(national, _brazilian_numbers()))
    sure = pc.and_not(sure, _matches(national, "^[0-9]{2}" + _REPEATED))
    sure = pc.and_not(sure, _matches(national, _ONE_DIGIT_ONLY))
    return _where(sure, pc.binary_join_element_wise("55", national, "")), _no_reasons(texts)


def _brazilian_numbers() -> str:
    """Fixed and mobile numbers with their area code, by phonenumbers' own patterns."""
    import phonenumbers  # here for what `phones` says

    brazil = phonenumbers.PhoneMetadata.metadata_for_region("BR")
    assert brazil is not None  # noqa: S101 - phonenumbers ships it
    patterns = (brazil.fixed_line, brazil.mobile)
    return "^(?:" + "|".join(f"(?:{p.national_number_pattern})" for p in patterns if p) + ")$"


def _documents(texts: pa.StringArray) -> Decided:
    written = pc.or_(
        _matches(texts, _WRITTEN_DIGITS),
        pc.or_(_matches(texts, _WRITTEN_CPF), _matches(texts, _WRITTEN_CNPJ)),
    )
    digits = pc.replace_substring_regex(texts, r"[^0-9]+", "")
    sure = _mask(pc.and_not(written, _matches(digits, _ONE_DIGIT_ONLY)))
    lengths = pc.binary_length(digits).to_numpy(zero_copy_only=False)
    reasons = _no_reasons(texts)
    values = pa.nulls(len(texts), pa.string())
    for length, weights, shorter in ((11, _CPF_WEIGHTS, range(3, 11)), (14, _CNPJ_WEIGHTS, range(12, 14))):
        asked = sure & ((lengths == length) | np.isin(lengths, shorter))
        if asked.any():
            values = _check_digits(values, reasons, digits, asked, lengths, length, weights)
    return values, reasons


def _check_digits(
    values: pa.StringArray,
    reasons: npt.NDArray[np.int8],
    digits: pa.StringArray,
    asked: npt.NDArray[np.bool_],
    lengths: npt.NDArray[np.int32],
    length: int,
    weights: tuple[tuple[int, ...], tuple[int, ...]],
) -> pa.StringArray:
    """Fill in the values of the numbers asked for, with zeros in front where they are short."""
    numbers = pc.ascii_lpad(digits.filter(pa.array(asked)), length, "0")
    holds = _holds(numbers, length, weights)
    whole = lengths[asked] == length
    wrong = np.where(whole, REASONS.index(DOCUMENT_CHECK_DIGIT), REASONS.index(DOCUMENT_LENGTH))
    right = np.where(whole, -1, REASONS.index(LEADING_ZEROS_RESTORED))
    reasons[asked] = np.where(holds, right, wrong)
    return pc.replace_with_mask(values, pa.array(asked), _where(pa.array(holds), numbers))


def _holds(
    numbers: pa.StringArray, length: int, weights: tuple[tuple[int, ...], tuple[int, ...]]
) -> npt.NDArray[np.bool_]:
    """Whether both check digits of each number (all ``length`` digits long) are right."""
    # A kernel's result starts at the beginning of its own buffer, and all texts are of one length.
    signs = np.frombuffer(numbers.buffers()[2], np.uint8, len(numbers) * length)
    table = signs.reshape(-1, length).astype(np.int32) - ord("0")
    holds = table[:, : length - 2].any(axis=1)
    for place, factors in zip((length - 2, length - 1), weights, strict=True):
        expected = (11 - table[:, : len(factors)] @ np.array(factors, np.int32)) % 11 % 10
        holds &= table[:, place] == expected
    return np.asarray(holds, bool)


def _profile_ids(texts: pa.StringArray) -> Decided:
    sure = pc.and_(_matches(texts, _PROFILE_ID), _matches(texts, "[A-Za-z0-9]"))
    words = pa.array(sorted(PLACEHOLDER_WORDS), pa.string())
    sure = pc.and_not(sure, pc.is_in(pc.ascii_lower(texts), words))
    sure = pc.and_not(sure, _matches(texts, _ONE_DIGIT_ONLY))
    return _where(sure, texts), _no_reasons(texts)


def _matches(texts: pa.StringArray, pattern: str) -> pa.BooleanArray:
    return pc.match_substring_regex(texts, pattern)


def _where(sure: pa.BooleanArray, texts: pa.StringArray) -> pa.StringArray:
    return pc.if_else(sure, texts, pa.scalar(None, pa.string()))


def _mask(values: pa.BooleanArray) -> npt.NDArray[np.bool_]:
    return np.asarray(values.to_numpy(zero_copy_only=False), bool)


def _no_reasons(texts: pa.StringArray) -> npt.NDArray[np.int8]:
    return np.full(len(texts), -1, np.int8)
