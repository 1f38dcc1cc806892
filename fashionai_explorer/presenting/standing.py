"""How far a list is, in words: one way of saying it for every page, for the sidebar and for a run."""

from __future__ import annotations

from typing import Protocol

from fashionai_explorer import workspace
from fashionai_explorer.analysis import widest_margin
from fashionai_explorer.presenting.least import FEW_PROFILES
from fashionai_explorer.texts import _, _n, clock_time, moment, number, reader_zone
from fashionai_explorer.workspace import RunFigures


class Figures(Protocol):
    """What the lines on a list are written from: a view's figures, or those of the list as it is stored now."""

    @property
    def customers(self) -> int: ...
    @property
    def profiled(self) -> int: ...
    @property
    def newest(self) -> float | None: ...


def in_words(figures: Figures, its_run: RunFigures | None) -> str:
    """Say how many customers have a profile, and from when they are or until when more are coming."""
    profiled, everybody = number(figures.profiled), number(figures.customers)
    if its_run is not None and its_run.going:
        words = _("{profiled} with a profile of {customers}", profiled=profiled, customers=everybody)
        ends_at = its_run.snapshot.ends_at
        if ends_at is None:
            return " · ".join([words, _("getting profiles")])
        until = clock_time(ends_at, reader_zone())
        return " · ".join([words, _("getting profiles, until {time}", time=until)])
    words = _n("{profiled} of {n} customer with a profile", "{profiled} of {n} customers with a profile",
               figures.customers, profiled=profiled)  # fmt: skip
    return " · ".join(filter(None, [words, age(figures)]))


def age(figures: Figures) -> str:
    """Say from when the newest profile is; nothing where there is none."""
    if figures.newest is None:
        return ""
    when = moment(figures.newest, workspace.current().now(), reader_zone())
    return _("profiles from {when}", when=when)


def margin_words(profiles: int) -> str:
    """Say within how many points a share among so many profiles is sure (95 %, worst case)."""
    if profiles < FEW_PROFILES:
        return _("too few to conclude from")
    return _("margin in this selection: ±{points} points", points=margin_points(profiles))


def margin_points(profiles: int) -> str:
    """Return the margin of a share among so many profiles in points, at least one (``widest_margin``)."""
    return number(max(1, round(100 * widest_margin(profiles))))
