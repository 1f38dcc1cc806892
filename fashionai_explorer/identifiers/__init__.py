"""What the cells of a list mean: its rows in, clean identifiers and a report of the rest out."""

from __future__ import annotations

from fashionai_explorer.identifiers.amounts import decimal_sign, read_amount, read_amounts
from fashionai_explorer.identifiers.choices import Choices, Reading
from fashionai_explorer.identifiers.consents import ConsentValue, consent_values, means_yes
from fashionai_explorer.identifiers.dates import read_date
from fashionai_explorer.identifiers.documents import normalise_document
from fashionai_explorer.identifiers.emails import normalise_email
from fashionai_explorer.identifiers.imported_list import (
    COLUMN_PREFIX,
    Counts,
    ImportedList,
    counts_of,
    identifiers_of,
)
from fashionai_explorer.identifiers.importing import digest_of, read_file
from fashionai_explorer.identifiers.kinds import KINDS, OWN_ROLES, Identifier, Kind, Role, Verdict, is_kind
from fashionai_explorer.identifiers.masked import MaskedColumn, is_masked
from fashionai_explorer.identifiers.normalising import guess_kind, normalise, parse_identifier
from fashionai_explorer.identifiers.phones import normalise_phone
from fashionai_explorer.identifiers.preview import Preview, read_preview
from fashionai_explorer.identifiers.profile_ids import normalise_profile_id
from fashionai_explorer.identifiers.reasons import NOTES, REASONS
from fashionai_explorer.identifiers.statuses import reordered
from fashionai_explorer.identifiers.within import Within

__all__ = [
    "COLUMN_PREFIX",
    "KINDS",
    "NOTES",
    "OWN_ROLES",
    "REASONS",
    "Choices",
    "ConsentValue",
    "Counts",
    "Identifier",
    "ImportedList",
    "Kind",
    "MaskedColumn",
    "Preview",
    "Reading",
    "Role",
    "Verdict",
    "Within",
    "consent_values",
    "counts_of",
    "decimal_sign",
    "digest_of",
    "guess_kind",
    "identifiers_of",
    "is_kind",
    "is_masked",
    "means_yes",
    "normalise",
    "normalise_document",
    "normalise_email",
    "normalise_phone",
    "normalise_profile_id",
    "parse_identifier",
    "read_amount",
    "read_amounts",
    "read_date",
    "read_file",
    "read_preview",
    "reordered",
]
