"""Texts, numbers and dates as the reader's language has them.

    from fashionai_explorer.texts import _, _n, N_

``_`` translates a sentence and fills its gaps, ``_n`` does so by number, ``N_`` only marks a sentence
that is translated later. Everything answers in the language of the present reader: ``follow`` says who
knows it, ``speaking`` sets it for a block.
"""

from fashionai_explorer.errors import N_
from fashionai_explorer.facets import FACET_ORDER
from fashionai_explorer.names import ROLE_ORDER
from fashionai_explorer.texts.alphabet import listing, sort_key
from fashionai_explorer.texts.catalogues import _, _n
from fashionai_explorer.texts.dates import calendar_day, clock_time, day, duration, end_time, moment
from fashionai_explorer.texts.languages import LANGUAGES, closest, follow, language, speaking
from fashionai_explorer.texts.numbers import factor, hundredths, money, number, percent, points, separators
from fashionai_explorer.texts.sentences import (
    appears,
    commonest,
    error_text,
    in_group,
    in_selection,
    own_group,
    was_once,
)
from fashionai_explorer.texts.words import (
    facet_name,
    facet_word,
    kind_name,
    label_text,
    outcome_name,
    role_name,
)
from fashionai_explorer.texts.zones import follow_zone, reader_zone, zone

__all__ = [
    "FACET_ORDER",
    "LANGUAGES",
    "N_",
    "ROLE_ORDER",
    "_",
    "_n",
    "appears",
    "calendar_day",
    "clock_time",
    "closest",
    "commonest",
    "day",
    "duration",
    "end_time",
    "error_text",
    "facet_name",
    "facet_word",
    "factor",
    "follow",
    "follow_zone",
    "hundredths",
    "in_group",
    "in_selection",
    "kind_name",
    "label_text",
    "language",
    "listing",
    "moment",
    "money",
    "number",
    "outcome_name",
    "own_group",
    "percent",
    "points",
    "reader_zone",
    "role_name",
    "separators",
    "sort_key",
    "speaking",
    "was_once",
    "zone",
]
