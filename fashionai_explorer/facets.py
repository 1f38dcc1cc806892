"""What a profile says labels of: each facet once, with its words and its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fashionai_explorer.errors import N_

FACETS: Final = (
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
"""All facets, in the order of files and commands. How each is read from a profile: ``labels.facets``."""


@dataclass(frozen=True, slots=True)
class Sayings:
    """What is said of a facet, all of it keys of the catalogues.

    ``name`` is its heading, ``word`` what one label of it is called inside a sentence. The sentences have a
    label of it as their subject, or the profiles, and never the customer: ``commonest`` of a list, what
    ``appears`` in view, a selection against its list and a group against another (``texts.sentences``
    fills their gaps).
    """

    name: str
    word: str
    commonest: str
    appears: str
    in_selection: str
    in_group: str


SAYINGS: Final = {
    "opportunity": Sayings(
        name=N_("Opportunities"),
        word=N_("opportunity"),
        commonest=N_(
            "The commonest opportunity is “{label}”: it appears in {share} of the {number} profiles."
        ),
        appears=N_("The opportunity “{label}” appears in {share} of the profiles."),
        in_selection=N_(
            "The opportunity “{label}” appears in {share} of these profiles and {other} of the list’s{times}."
        ),
        in_group=N_("The opportunity “{label}” appears in {share} and in {other}{times}."),
    ),
    "occasion": Sayings(
        name=N_("Occasions"),
        word=N_("occasion"),
        commonest=N_("The commonest occasion is “{label}”: it appears in {share} of the {number} profiles."),
        appears=N_("The occasion “{label}” appears in {share} of the profiles."),
        in_selection=N_(
            "The occasion “{label}” appears in {share} of these profiles and {other} of the list’s{times}."
        ),
        in_group=N_("The occasion “{label}” appears in {share} and in {other}{times}."),
    ),
    "style": Sayings(
        name=N_("Style"),
        word=N_("style"),
        commonest=N_("The commonest style is “{label}”: it appears in {share} of the {number} profiles."),
        appears=N_("The style “{label}” appears in {share} of the profiles."),
        in_selection=N_(
            "The style “{label}” appears in {share} of these profiles and {other} of the list’s{times}."
        ),
        in_group=N_("The style “{label}” appears in {share} and in {other}{times}."),
    ),
    "voice_tone": Sayings(
        name=N_("Tone of voice"),
        word=N_("tone of voice"),
        commonest=N_("The tone advised most is “{label}”: it is for {share} of the {number} profiles."),
        appears=N_("The advised tone is “{label}” for {share} of the profiles."),
        in_selection=N_(
            "The advised tone is “{label}” for {share} of these profiles and {other} of the list’s{times}."
        ),
        in_group=N_("The advised tone is “{label}” for {share} and for {other}{times}."),
    ),
    "visual_direction": Sayings(
        name=N_("Visual direction"),
        word=N_("visual direction"),
        commonest=N_(
            "The commonest visual direction is “{label}”: it appears in {share} of the {number} profiles."
        ),
        appears=N_("Visual direction “{label}” appears in {share} of the profiles."),
        in_selection=N_(
            "Visual direction “{label}” appears in {share} of these profiles and {other} of the list’s{times}."
        ),
        in_group=N_("Visual direction “{label}” appears in {share} and in {other}{times}."),
    ),
    "campaign_guidance": Sayings(
        name=N_("Campaign guidance"),
        word=N_("campaign guidance"),
        commonest=N_(
            "The commonest campaign guidance is “{label}”: it appears in {share} of the {number} profiles."
        ),
        appears=N_("Campaign guidance “{label}” appears in {share} of the profiles."),
        in_selection=N_(
            "Campaign guidance “{label}” appears in {share} of these profiles and {other} of the list’s{times}."
        ),
        in_group=N_("Campaign guidance “{label}” appears in {share} and in {other}{times}."),
    ),
    "content_hook": Sayings(
        name=N_("Content hooks"),
        word=N_("content hook"),
        commonest=N_(
            "The commonest content hook is “{label}”: it appears in {share} of the {number} profiles."
        ),
        appears=N_("The content hook “{label}” appears in {share} of the profiles."),
        in_selection=N_(
            "The content hook “{label}” appears in {share} of these profiles and {other} of the list’s{times}."
        ),
        in_group=N_("The content hook “{label}” appears in {share} and in {other}{times}."),
    ),
    "outfit_item": Sayings(
        name=N_("Suggested items"),
        word=N_("suggested item"),
        commonest=N_("The item suggested most is “{label}”: it appears in {share} of the {number} profiles."),
        appears=N_("The item “{label}” appears in {share} of the profiles."),
        in_selection=N_(
            "The item “{label}” appears in {share} of these profiles and {other} of the list’s{times}."
        ),
        in_group=N_("The item “{label}” appears in {share} and in {other}{times}."),
    ),
    "new_behaviour": Sayings(
        name=N_("New behaviour"),
        word=N_("new behaviour"),
        commonest=N_("The sign “{label}” appears in {share} of the {number} profiles."),
        appears=N_("The sign “{label}” appears in {share} of the profiles."),
        in_selection=N_(
            "The sign “{label}” appears in {share} of these profiles and {other} of the list’s{times}."
        ),
        in_group=N_("The sign “{label}” appears in {share} and in {other}{times}."),
    ),
}
"""In the order of the pages: what to offer before how to say it."""

FACET_ORDER: Final = tuple(SAYINGS)
