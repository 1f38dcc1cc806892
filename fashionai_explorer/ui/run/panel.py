"""The panel of a run: how far it is, when it ends, what it brings, and what to do where it waits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.identifiers import Identifier
from fashionai_explorer.presenting import masking, standing
from fashionai_explorer.presenting.least import FEW_PROFILES
from fashionai_explorer.profiles import Profile
from fashionai_explorer.texts import _, _n, clock_time, duration, end_time, number, percent, reader_zone
from fashionai_explorer.ui.frame import address, edge, show
from fashionai_explorer.ui.run import halts, list_menu, log, orders
from fashionai_explorer.workspace import Happening, ListHead, Progress, RunFigures

LIVE = ("going", "waiting", "ending")
FAILED_TO_SAY = 3  # so many failures on end before the panel speaks of them
CARDS = 5
CARD_WIDTH = 152  # five abreast on a laptop, two on a phone


def draw(head: ListHead) -> None:
    """Draw the panel of a list's newest run, alive while the run is; nothing where there never was one."""
    found = workspace.current().runs.of_list(head.id)
    if found is None:
        return
    with st.container(border=True, key="run"), edge.told():
        _title(head, found)
        if found.snapshot.state in LIVE:
            _polled(head, found)
        else:
            _told(head, found)


def _polled(head: ListHead, drawn: RunFigures) -> None:
    """Draw what moves while a run goes, each second.

    The buttons above it are the page's own: a click that leads to another page must not fall into the middle
    of a fragment's run. So where other buttons belong there the whole page is drawn anew.
    """
    some = _has_profiles(head)

    @st.fragment(run_every=1)
    def draw() -> None:
        now = _run_of(head)
        if now is None or now.snapshot.state != drawn.snapshot.state or some != _has_profiles(head):
            st.rerun()
        with edge.told():
            _told(head, now)

    draw()


def _told(head: ListHead, now: RunFigures) -> None:
    _standing(now)
    _figures(head, now)
    halts.words(head, now)
    _failed(head, now)
    _first_profiles(head)
    log.expander(head, now)


def _has_profiles(head: ListHead) -> bool:
    return workspace.current().views.figures(head.id).profiled > 0


def results_button(head: ListHead, *, primary: bool = True) -> None:
    """Draw the way to what the profiles say, from the first profile on."""
    if _has_profiles(head) and st.button(
        _("See results"),
        type="primary" if primary else "secondary",
        icon=":material/arrow_forward:",
        key="results",
    ):
        st.switch_page("pages/explore.py", query_params=address.for_list(head.id))


def stopped_line(head: ListHead) -> None:
    """Say what a run brought that a person stopped, and when; nothing where none was."""
    found = workspace.current().runs.of_list(head.id)
    if found is None or found.snapshot.state != "stopped":
        return
    times = [event.at for event in found.events if event.what == Happening.STOPPED]
    pieces = [_("Stopped at {time}", time=clock_time(times[-1], reader_zone()))] if times else []
    progress = found.progress
    pieces += [f"{label}: {number(count)}" for label, count in _outcomes(progress) if count]
    show.line(" · ".join(pieces))


def progress_line(head: ListHead) -> None:
    """Draw how far a list's run is, in one line and a bar, or why it waits: for pages that wait for its profiles.

    The first profile has the whole page drawn anew.
    """
    found = workspace.current().runs.of_list(head.id)
    if found is None or found.snapshot.state not in LIVE:
        if found is not None:
            halts.words(head, found, leads=False)
        return
    some = _has_profiles(head)

    @st.fragment(run_every=1)
    def draw() -> None:
        now = _run_of(head)
        if now is None or now.snapshot.state not in LIVE or some != _has_profiles(head):
            st.rerun()
        with edge.told():
            _standing(now)

    draw()


def _run_of(head: ListHead) -> RunFigures | None:
    """Return the run of a list as it is now; nothing where the list is gone, by another tab."""
    ws = workspace.current()
    return ws.runs.of_list(head.id) if ws.lists.head(head.id) is not None else None


def _title(head: ListHead, found: RunFigures) -> None:
    state, run_id = found.snapshot.state, found.head.id
    ws = workspace.current()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        show.heading(head.name)
        if state in {"going", "waiting"}:
            _act(_("Pause"), ":material/pause:", partial(ws.runs.pause, run_id), key="pause")
        if state == "paused":
            _act(_("Continue"), ":material/play_arrow:", partial(ws.runs.resume, run_id), key="resume")
        if found.unfinished and state != "ending":
            _act(_("Stop"), ":material/stop:", partial(ws.runs.stop, run_id), key="stop")
        results_button(head)
        list_menu.draw(head)


def _act(label: str, icon: str, act: Callable[[], object], *, key: str) -> None:
    """Draw a button; what it does changes the whole page, not the panel alone."""
    if st.button(label, icon=icon, key=key):
        act()
        st.rerun()


def _standing(found: RunFigures) -> None:
    """How many were asked, when it ends, how quickly; and the bar."""
    progress, snapshot = found.progress, found.snapshot
    words = _("{done} of {asked_for}", done=number(progress.done), asked_for=number(progress.asked_for))
    if snapshot.state not in LIVE:
        if snapshot.state != "done":
            show.line(show.Strong(words))
            st.progress(found.share_done)
        return
    show.line(show.Strong(words), *(f" · {piece}" for piece in _pace(found)))
    st.progress(found.share_done)


def _pace(found: RunFigures) -> list[str]:
    snapshot, now = found.snapshot, workspace.current().now()
    if snapshot.state == "waiting":
        return [_n("waits for its turn, after {n} other list", "waits for its turn, after {n} other lists",
                   max(1, found.ahead))]  # fmt: skip
    if snapshot.state == "ending":
        return [_("the last answers are coming in")]
    if snapshot.held_seconds > 0:
        wait = duration(snapshot.held_seconds)
        return [_("FashionAI asked for a break; trying again in {wait}", wait=wait)]
    if snapshot.failed_sends >= FAILED_TO_SAY:
        return [_silence(snapshot.again_seconds)]
    pieces = []
    if snapshot.ends_at is not None:
        when = end_time(snapshot.ends_at, now, reader_zone())
        left = duration(max(1.0, snapshot.ends_at - now))
        pieces.append(_("ends {when} ({left} left)", when=when, left=left))
    if snapshot.budget:
        used, of = number(snapshot.budget_used or 0), number(_allowed(snapshot.budget))
        pieces.append(_("{used} of {n} customers asked in this minute", used=used, n=of))
        if snapshot.again_seconds >= 1:
            pieces.append(_("the next ones in {wait}", wait=duration(snapshot.again_seconds)))
    if snapshot.requests > snapshot.rate > 0:  # of the first minute no rate can be told
        pieces.append(_("{n} a minute so far", n=number(round(snapshot.rate))))
    return pieces


def _allowed(budget: float) -> int:
    """Return how many may be asked for in a minute: what was set, or less while FashionAI wants it slower."""
    pace = workspace.current().connection.pace
    keeps_a_margin = pace is not None and budget > 0.9 * pace
    return pace if pace is not None and keeps_a_margin else round(budget)


def _silence(again_seconds: float) -> str:
    if again_seconds < 1:
        return _("FashionAI does not answer; trying again now")
    return _("FashionAI does not answer; trying again in {wait}", wait=duration(again_seconds))


def _figures(head: ListHead, found: RunFigures) -> None:
    """The outcomes; together with what is still to come they are those asked for."""
    progress = found.progress
    stored = workspace.current().views.figures(head.id)
    already = max(0, stored.profiled - progress.found)
    figures = _outcomes(progress)
    figures[2:2] = [(_("Already here"), already)] if already else []
    with st.container(horizontal=True, gap="medium"):
        for label, count in figures:
            st.metric(label, number(count), width=140)
    if found.snapshot.state in LIVE:
        went_on = found.snapshot.went_on and progress.done
        again = _("It went on by itself where it had stopped.") + " " if went_on else ""
        st.caption(again + _("It goes on even if you close this page.") + _fairness(found))
    elif found.snapshot.state == "done":
        share = percent(stored.profiled / max(1, stored.customers))
        st.caption(_n("Done: {share} of the {n} customer has a profile.",
                      "Done: {share} of the {n} customers have a profile.", stored.customers, share=share))  # fmt: skip


def _outcomes(progress: Progress) -> list[tuple[str, int]]:
    """Return what the customers asked for came to, in words; those that failed only where there are some."""
    figures = [(_("With a profile"), progress.found), (_("Without a profile"), progress.not_found)]
    return figures + ([(_("Failed"), progress.failed)] if progress.failed else [])


def _fairness(found: RunFigures) -> str:
    if found.head.order == "value":
        return " " + _("The highest value is asked first, so what is here is no sample of the list.")
    if found.head.order != "random" or found.progress.found < FEW_PROFILES:
        return ""
    margin = standing.margin_points(found.progress.found)
    return " " + _(
        "The order is drawn by lot: what is here is a sample of the whole list (margin of ±{points} points).",
        points=margin,
    )


def _failed(head: ListHead, found: RunFigures) -> None:
    """The failed ones by reason, with one click to ask for them again."""
    if not found.progress.failed:
        return
    with st.container(border=True):
        for reason, count in sorted(found.progress.reasons.items(), key=lambda one: -one[1]):
            why = _(reason)
            words = _n("{n} failed: {why}", "{n} failed: {why}", count, why=why)
            st.markdown(f":material/error: {words}")
        if not found.unfinished and st.button(_("Try again"), icon=":material/refresh:", key="retry"):
            orders.retry(head.id)
            st.rerun()


def _first_profiles(head: ListHead) -> None:
    """The first profiles as small cards, as they come."""
    first = workspace.current().views.first_profiles(head.id, CARDS)
    if not first:
        return
    st.caption(_("The first profiles"))
    with st.container(horizontal=True, gap="small", key="first-profiles"):
        for identifier, profile in first:
            with st.container(border=True, width=CARD_WIDTH, height=176, gap="xsmall"):
                _card(identifier, profile)


def _card(identifier: Identifier, profile: Profile) -> None:
    show.line(masking.masked_identifier(identifier.kind, identifier.value), muted=True, size="small")
    show.line(show.Strong(_short(profile.style, 38)), size="small")
    show.line(_short(next(iter(profile.opportunities), ""), 36), size="small")


def _short(text: str, signs: int) -> str:
    return text if len(text) <= signs else text[: signs - 1].rstrip() + "…"
