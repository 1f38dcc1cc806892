"""The names that files, rules and commands use for things: kinds of identifiers, facets, destinations.

They stand by themselves so that the command line can offer them without importing what acts on them, which
takes half a second. Whoever acts on a name has an entry for each; tests/test_names.py holds it.
"""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal["user_profile_id", "email", "phone", "document"]
"""What a value names a customer by."""

KINDS: tuple[Kind, ...] = get_args(Kind)
"""All kinds, in the order of asking unless somebody changes it."""

FACETS = (
    "style",
    "voice_tone",
    "opportunity",
    "visual_direction",
    "campaign_guidance",
    "content_hook",
    "occasion",
    "outfit_item",
    "new_behaviour",
)
"""What a profile says labels of: see ``labels.facets``."""

DESTINATIONS = ("csv", "csv-br", "xlsx")
"""What a segment's members are written for: see ``segments.destinations``."""
