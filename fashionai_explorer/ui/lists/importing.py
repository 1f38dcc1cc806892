"""From a file to a list: what was understood, what is wrong with it, and the two ways on."""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from fashionai_explorer import workspace
from fashionai_explorer.charts import outcome_bar, outcome_sentence
from fashionai_explorer.errors import UnreadableFileError
from fashionai_explorer.identifiers import ImportedList
from fashionai_explorer.outcomes import Outcome
from fashionai_explorer.presenting import import_words, masking
from fashionai_explorer.texts import _, _n, moment, number, reader_zone
from fashionai_explorer.ui.frame import action, address, empty, show
from fashionai_explorer.ui.lists import joining, questions, reading, scopes, upload
from fashionai_explorer.ui.lists.upload import GivenFile
from fashionai_explorer.ui.run import list_menu, orders
from fashionai_explorer.workspace import ListHead, PlanFigures, Scope

SHOWN_PROBLEMS = 1_000
_STRANGERS = "file-of-strangers"


def draw(given: GivenFile) -> None:
    """Draw a file that was brought, up to the buttons that make a list of it."""
    try:
        preview, choices = reading.understood(given)
    except UnreadableFileError as problem:
        show.error(problem)
        return
    result = reading.read(given, choices)
    with st.container(border=True, key="import"):
        if isinstance(result, ImportedList):
            show.line(*_sentence(result), size="large")
        else:
            show.error(result)
        masked = result.masked if isinstance(result, ImportedList) else preview.masked
        if masked is not None:
            reading.masked_warning(given, preview, masked)
        if isinstance(result, ImportedList):
            asked = st.container()
            _ways_on(given, result, _questions(asked, given, result))
        reading.columns(given, preview)
        reading.adjustments(given, preview)
        if isinstance(result, ImportedList):
            report(result.counts._asdict(), result.problems, key="import")


def report(counts: dict[str, int], problems: pa.Table, *, key: str) -> None:
    """Draw what a list's rows are, as a bar whose numbers add up, and what was wrong with them."""
    by_status = {**counts, Outcome.DUPLICATE: counts["duplicates"]}
    figure = outcome_bar(by_status, dark=show.is_dark())
    show.chart(figure, key=f"{key}-outcomes", alt=outcome_sentence(by_status))
    faults, notes = import_words.faults_and_notes(problems)
    if len(faults):
        with st.expander(import_words.rows_with_a_problem(faults)):
            problem_table(faults, key=f"{key}-faults")
    if len(notes):
        with st.expander(_n("{n} value was mended", "{n} values were mended", len(notes))):
            problem_table(notes, key=f"{key}-notes")


def problem_table(problems: pa.Table, *, key: str) -> None:
    """Draw problems by row; values stay masked on the screen until they are asked for, files hold them."""
    open_values = st.toggle(_("Show the values"), key=f"{key}-values")
    whole = import_words.problem_table(problems)
    shown = whole.head(SHOWN_PROBLEMS).copy()
    value = _("Value")
    if not open_values:
        shown[value] = shown[value].map(masking.masked)
    show.table(shown, _("problems"), alt=_("Rows with a problem, and why"), key=key, whole=whole)
    if len(whole) > len(shown):
        st.caption(_("The first {n} are shown; the files hold all.", n=number(len(shown))))


def _sentence(imported: ImportedList) -> list[str]:
    ready, wrong = import_words.understood(imported)
    return [show.Strong(ready), f"; {wrong}." if wrong else "."]


def _questions(place: DeltaGenerator, given: GivenFile, imported: ImportedList) -> tuple[str, ...] | None:
    """Ask what only a person can say; return what means yes in the consent column, None without one."""
    column = next(iter(imported.reading.columns_of("consent")), None)
    values = workspace.consents_in(imported.rows, column)
    with place, st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container():
            yes = questions.consent(values, key=f"consent-{given.id}-{column}")
        with st.container():
            reading.order(given, imported)
    return yes


def _ways_on(given: GivenFile, imported: ImportedList, yes: tuple[str, ...] | None) -> None:
    """Draw the name, how many, and the buttons: one of them primary."""
    replaced = list_menu.to_replace()
    if replaced is not None:
        _replace_instead(given, imported, replaced, yes)
        return
    taker = list_menu.to_join()
    if taker is not None:
        joining.draw(imported, taker, yes)
        return
    known = workspace.current().lists.known_file(imported.digest)
    if known is not None:
        _say_known(known)
    if not imported.counts.valid:
        empty.say(_("No row names a customer that could be asked for. Look at the problems above."))
        return
    name = st.text_input(
        _("Name of the list"),
        import_words.name_of(given.name),
        key=f"name-{given.id}",
        max_chars=import_words.NAME_SIGNS,
        width=420,
    )
    save = partial(_save, given, imported, yes, name.strip() or import_words.name_of(given.name))
    if _of_strangers(imported):
        st.markdown(
            _(
                "These customers are not of the demonstration’s shop. To get their profiles, connect to FashionAI."
            )
        )
        st.button(_("Save and connect to FashionAI"), type="primary", on_click=save, key="save")
        return
    scope = scopes.choose(partial(_plan, imported), has_value="value" in imported.reading.roles, key="import")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if scope is not None:
            st.button(
                _("Get profiles"),
                type="primary",
                icon=":material/person_search:",
                on_click=save,
                args=(scope,),
                key="get-profiles",
            )
        st.button(_("Only save"), type="tertiary" if scope else "primary", on_click=save, key="only-save")


def _of_strangers(imported: ImportedList) -> bool:
    """Tell whether nobody of the file is known without a key; asked once for each file and way of reading it."""
    mark = (imported.digest, workspace.current().connection.key_source)
    known: tuple[object, bool] | None = st.session_state.get(_STRANGERS)
    if known is None or known[0] != mark:
        with st.spinner(_("Asking for the first customers")):
            known = (mark, workspace.current().runs.needs_key(imported.rows))
        st.session_state[_STRANGERS] = known
    return known[1]


def _plan(imported: ImportedList, scope: Scope) -> PlanFigures:
    return workspace.current().runs.plan_import(imported, scope)


def _save(
    given: GivenFile,
    imported: ImportedList,
    yes: tuple[str, ...] | None,
    name: str,
    scope: Scope | None = None,
) -> None:
    ws = workspace.current()
    with action.block():
        head = ws.lists.save(imported, name, given.name, yes)
        upload.put_away()
        reading.forget()
        address.open_list(head.id)
        action.done(_("Saved: "), show.Strong(name), undo=partial(list_menu.delete, head))
        if scope is not None:
            orders.begin(head.id, scope)


def _replace_instead(
    given: GivenFile, imported: ImportedList, head: ListHead, yes: tuple[str, ...] | None
) -> None:
    show.line(_("This file takes the place of: "), show.Strong(head.name))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        act = partial(_replace, given, imported, head, yes)
        st.button(_("Replace the file"), type="primary", on_click=act, key="replace")
        st.button(_("Cancel"), type="tertiary", on_click=list_menu.end_replacing, key="do-not-replace")


def _replace(given: GivenFile, imported: ImportedList, head: ListHead, yes: tuple[str, ...] | None) -> None:
    with action.block():
        before = workspace.current().lists.as_it_is(head.id)
        workspace.current().lists.replace(head.id, imported, given.name, yes)
        upload.put_away()
        reading.forget()
        list_menu.end_replacing()
        address.open_list(head.id)
        undo = partial(list_menu.restore, before)
        action.done(_("Replaced the file of: "), show.Strong(head.name), undo=undo)


def _say_known(known: ListHead) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="known"):
        when = moment(known.created, workspace.current().now(), reader_zone())
        show.line(
            _("This file is here already: "), show.Strong(known.name), " · ", _("imported {when}", when=when)
        )
        st.button(_("Open"), on_click=_open_known, args=(known,), key="open-known")


def _open_known(known: ListHead) -> None:
    upload.put_away()
    reading.forget()
    address.open_list(known.id)
