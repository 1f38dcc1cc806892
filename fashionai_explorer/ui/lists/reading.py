"""How a file was understood: its first rows with a chooser over each column, and what may be corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from fashionai_explorer import workspace
from fashionai_explorer.errors import UnreadableFileError
from fashionai_explorer.identifiers import (
    KINDS,
    Choices,
    ImportedList,
    Kind,
    MaskedColumn,
    Preview,
    Role,
    read_file,
    read_preview,
)
from fashionai_explorer.tables import DELIMITERS
from fashionai_explorer.texts import ROLE_ORDER, _, kind_name, percent, role_name
from fashionai_explorer.ui.frame import show
from fashionai_explorer.ui.lists import questions
from fashionai_explorer.ui.lists.upload import GivenFile

ENCODINGS = ("utf-8", "windows-1252", "utf-16")
_KEPT = "reading"
_COLUMN_WIDTH = 176
_PREVIEW_HEIGHT = 264


@dataclass(frozen=True, slots=True)
class Kept:
    """The last file that was read, so that a click does not read it again."""

    mark: tuple[object, ...]
    result: ImportedList | UnreadableFileError


def understood(given: GivenFile) -> tuple[Preview, Choices]:
    """Return how a file is understood with what was corrected so far. Raises ``UnreadableFileError``."""
    choices = _corrections(given)
    preview = read_preview(given.content, given.name, workspace.current().settings.country, choices)
    roles = _roles(given, preview)
    return preview, choices._replace(roles=None if roles == preview.reading.roles else roles)


def read(given: GivenFile, choices: Choices) -> ImportedList | UnreadableFileError:
    """Read the whole file, with progress where that takes its time; the last one is remembered."""
    mark = (given.id, workspace.current().settings.country, choices)
    kept: Kept | None = st.session_state.get(_KEPT)
    if kept is None or kept.mark != mark:
        kept = Kept(mark, _read(given, choices))
        st.session_state[_KEPT] = kept
    return kept.result


def forget() -> None:
    """Let go of the file that was read: it lies in a list now."""
    st.session_state.pop(_KEPT, None)


def columns(given: GivenFile, preview: Preview) -> None:
    """Draw the first rows, with a chooser of its use over each column."""
    with (
        st.container(height=min(_PREVIEW_HEIGHT, 106 + 28 * len(preview.rows)), border=True, key="preview"),
        st.container(horizontal=True, wrap=False, gap="xsmall"),
    ):
        for place, name in enumerate(preview.reading.columns):
            with st.container(width=_COLUMN_WIDTH, gap="xxsmall"):
                _role_chooser(given, preview, place)
                show.column_of_cells([row[place] for row in preview.rows], name)


def order(given: GivenFile, imported: ImportedList) -> None:
    """Ask by which identifiers customers are asked for first, where rows have several."""
    kinds: list[Kind] = [kind for kind in KINDS if imported.by_kind.get(kind)]
    questions.order(kinds, imported.reading.order, key=_field_key(given, "order"))


def adjustments(given: GivenFile, preview: Preview) -> None:
    """Draw what can be corrected of the reading, open where it looks wrong."""
    reading = preview.reading
    with (
        st.expander(_("Something looks wrong? Adjust the reading"), expanded=preview.looks_wrong),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        if reading.sheet is not None:
            _pick(given, "sheet", _("Sheet"), preview.sheets, reading.sheet)
        else:
            _pick(given, "encoding", _("Accents (encoding)"), ENCODINGS, reading.encoding)
            _pick(given, "delimiter", _("Between columns"), ["", *DELIMITERS], reading.delimiter)
        _pick(given, "has_header", _("First row"), [True, False], reading.has_header)


def masked_warning(given: GivenFile, preview: Preview, masked: MaskedColumn) -> None:
    """Warn of e-mails that the shop masked, with the better column one click away."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="masked"):
        with st.container(gap="xxsmall"):
            words = _("{share} of the e-mails were masked by the shop: no profile is found by them.",
                      share=percent(masked.share))  # fmt: skip
            st.markdown(f":material/warning: {words}")
            show.line(_("Column: "), show.Strong(masked.column), muted=True, size="small")
        if masked.better is not None and masked.better_kind is not None:
            st.button(
                _("Use the column of {kind}", kind=kind_name(masked.better_kind)),
                on_click=_use_better,
                args=(given, preview, masked),
                key="use-better",
            )


def _corrections(given: GivenFile) -> Choices:
    encoding, delimiter, has_header, sheet = (
        st.session_state.get(_field_key(given, field))
        for field in ("encoding", "delimiter", "has_header", "sheet")
    )
    order: tuple[Kind, ...] = st.session_state.get(_field_key(given, "order")) or KINDS
    return Choices(encoding, delimiter, has_header, sheet, order=order)


def _read(given: GivenFile, choices: Choices) -> ImportedList | UnreadableFileError:
    bar = st.progress(0.0, _("Reading the file"))

    def tell(share: float) -> None:
        bar.progress(share, _("Reading the file"))

    try:
        return read_file(given.content, given.name, workspace.current().settings.country, choices, tell)
    except UnreadableFileError as problem:
        return problem
    finally:
        bar.empty()


def _roles(given: GivenFile, preview: Preview) -> tuple[Role, ...]:
    detected = preview.reading.roles
    return tuple(
        st.session_state.get(_role_key(given, preview, place), role) for place, role in enumerate(detected)
    )


def _role_chooser(given: GivenFile, preview: Preview, place: int) -> None:
    key = _role_key(given, preview, place)
    st.session_state.setdefault(key, preview.reading.roles[place])
    st.selectbox(
        _("Use of column {n}", n=place + 1),
        ROLE_ORDER,
        format_func=role_name,
        key=key,
        label_visibility="collapsed",
    )


def _use_better(given: GivenFile, preview: Preview, masked: MaskedColumn) -> None:
    places = {name: place for place, name in enumerate(preview.reading.columns)}
    st.session_state[_role_key(given, preview, places[masked.column])] = "ignore"
    if masked.better is not None:
        st.session_state[_role_key(given, preview, places[masked.better])] = masked.better_kind


def _pick(given: GivenFile, field: str, label: str, options: Sequence[object], present: object) -> None:
    """Draw one thing to correct, standing at what is so; untouched it stays as it was detected."""
    shown = list(options) if present in options else [present, *options]
    st.selectbox(
        label,
        shown,
        index=shown.index(present),
        format_func=_said,
        key=_field_key(given, field),
        width=220,
    )


def _said(option: object) -> str:
    names: dict[object, str] = {
        "": _("nothing: one column"),
        ",": _("comma"),
        ";": _("semicolon"),
        "\t": _("tab"),
        "|": _("bar"),
        True: _("holds the names"),
        False: _("is a customer already"),
        "utf-8": "UTF-8",
        "windows-1252": _("Windows (Excel)"),
        "utf-16": "UTF-16",
    }
    return names.get(option, str(option))


def _field_key(given: GivenFile, field: str) -> str:
    return f"{field}-{given.id}"


def _role_key(given: GivenFile, preview: Preview, place: int) -> str:
    """The chooser's key: another reading has other columns, and so other choosers."""
    reading = preview.reading
    how = (reading.encoding, reading.delimiter, reading.has_header, reading.sheet, len(reading.columns))
    return f"role-{given.id}-{hash(how)}-{place}"
