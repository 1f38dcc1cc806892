"""What is computed from people goes by one register: with its list, with everything, with the customer."""

from __future__ import annotations

import gc
from pathlib import Path

import msgspec
import pytest

from fashionai_explorer.analysis import Ask, list_findings
from fashionai_explorer.fetching import Plan
from fashionai_explorer.identifiers import read_file
from fashionai_explorer.labels.meaning import encoder
from fashionai_explorer.settings import Settings
from fashionai_explorer.storage import Answer
from fashionai_explorer.workspace import Campaign, Scope, View, Workspace, open_workspace
from fashionai_explorer.workspace.privacy import DAY_SECONDS
from tests.label_things import body_of
from tests.page_things import saved, stored
from tests.storage_things import HeldClock
from tests.test_labels_meaning import gold

LABELS = list(gold("opportunity"))[:40]
PLANTED = "bordado de capivara lunar"
COMMON = LABELS[0]
WHO = "c0@example.com"


@pytest.fixture
def ws(tmp_path: Path):
    settings = Settings(data_dir=tmp_path / "data", brand="b", token="none")
    with open_workspace(settings, config_dir=tmp_path / "key", clock=HeldClock()) as opened:
        yield opened


def with_planted(ws: Workspace) -> str:
    """A list whose first customer alone has a wording, that named a theme of others too; all of it computed."""
    bodies = [body_of("p0", opportunities=[PLANTED, COMMON], tones=[PLANTED])]
    bodies += [
        body_of(f"p{n}", opportunities=[label], tones=["leve" if n % 2 else "sofisticado"])
        for n, label in enumerate(LABELS, 1)
    ]
    head = stored(ws, bodies, {"gasto": [str(n) for n in range(len(bodies))]})
    compute(ws, head.id)
    ws.brands.present.themes.change(
        lambda _: themes_file({PLANTED: PLANTED, LABELS[3]: PLANTED, COMMON: COMMON})
    )
    ws.meanings._drop(head.id)
    compute(ws, head.id)
    return head.id


def themes_file(themes: dict[str, str]) -> bytes:
    return msgspec.json.encode({"format": 1, "facets": {"opportunity": themes}})


def compute(ws: Workspace, list_id: str) -> None:
    """All that pages compute of a list."""
    view = ws.views.of_list(list_id)
    ws.meanings.themed(view, ["opportunity"])
    ws.meanings.suggestions(view, "opportunity")
    ws.meanings.likeness(view, "bordado")
    ws.tallies.note(view)
    ws.campaigns.made(view, Ask(2, ("voice_tone",), 1))
    ws.views.first_profiles(list_id)
    ws.views.figures(list_id)
    ws.runs.plan(list_id, Scope())
    list_findings(view.index)


def on_disk(ws: Workspace) -> bytes:
    """All computed things of the data folder, opened."""
    parts: list[bytes] = []
    for brand in ws.brands.all():
        parts += [brand.themes.read() or b""]
        parts += [repr(brand.tallies.of_list(one)).encode() for one in brand.tallies.lists()]
        for head in brand.lists.heads():
            content = ws._folder.snapshots.content(head.id, brand.name)
            parts += content or ()
    return b"\n".join(parts)


def in_memory(but: list[object]) -> set[str]:
    """What holds the planted wording in memory, but for this module's own; and what was computed whole."""
    strangers = {id(one) for one in but}
    return {type(one).__name__ for one in computed() if id(one) not in strangers} | {
        type(one).__name__ for one in gc.get_objects() if _holds(one)
    }


def computed() -> list[object]:
    """Whatever a whole view, campaign or plan is in memory."""
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, View | Campaign | Plan)]


def _holds(one: object) -> bool:
    for part in gc.get_referents(one):
        if isinstance(part, str):
            if PLANTED in part.casefold() and part is not PLANTED:
                return True
        # Python's collector does not list a container of plain values: it is looked into from its holder.
        elif not gc.is_tracked(part) and isinstance(part, dict | tuple) and _holds(part):
            return True
    return False


def test_every_kind_of_computed_things_says_what_it_is_and_where(ws: Workspace) -> None:
    kinds = {(one.name, one.where) for one in ws.register.all()}

    assert {where for _, where in kinds} == {"memory", "snapshots", "tallies", "vocabulary", "segments"}
    assert {"snapshots", "tallies", "themes", "campaigns", "meanings", "plans", "stored rows", "words"} <= {
        name for name, _ in kinds
    }


def test_a_wording_that_only_a_forgotten_customer_had_is_gone_from_disk_and_memory(ws: Workspace) -> None:
    of_other_tests = computed()
    list_id = with_planted(ws)
    assert PLANTED.encode() in on_disk(ws)
    assert PLANTED in encoder._kept
    assert in_memory(of_other_tests) >= {"View", "Campaign", "Plan", "_lru_cache_wrapper"}

    ws.privacy.forget([WHO])

    assert PLANTED.encode() not in on_disk(ws)
    assert PLANTED not in encoder._kept
    assert in_memory(of_other_tests) == set()
    compute(ws, list_id)
    assert PLANTED.encode() not in on_disk(ws)


def test_what_others_have_too_stays_and_a_theme_that_lost_its_name_takes_the_next_labels(
    ws: Workspace,
) -> None:
    list_id = with_planted(ws)

    ws.privacy.forget([WHO])

    view = ws.meanings.themed(ws.views.of_list(list_id), ["opportunity"])
    theme_of = view.index.facet("opportunity").theme_of
    assert theme_of[COMMON] == COMMON
    assert theme_of[LABELS[3]] == LABELS[3]
    assert set(theme_of) >= set(LABELS)


def test_profiles_that_go_by_their_age_take_their_own_wordings_along(ws: Workspace) -> None:
    list_id = with_planted(ws)
    answers = ws.connection.answers
    keys = [answers.key("email", f"c{n}@example.com") for n in range(1, len(LABELS) + 1)]
    clock: HeldClock = ws._clock  # type: ignore[assignment]
    clock.passed += 31 * DAY_SECONDS
    answers.put(
        [(key, Answer("found", ws.now(), body)) for key, body in zip(keys, bodies(ws, keys), strict=True)]
    )

    assert ws.privacy.keep_profiles_for(30) == 1

    assert ws.views.figures(list_id).profiled == len(LABELS)
    assert PLANTED.encode() not in on_disk(ws)
    assert COMMON.encode() in (ws.brands.present.themes.read() or b"")
    assert ws.brands.present.tallies.lists() == [list_id]


def bodies(ws: Workspace, keys: list[bytes]) -> list[bytes]:
    found = {key: answer.body for key, answer in ws.connection.answers.bodies(keys)}
    return [found[key] for key in keys]


@pytest.mark.parametrize("kind", ["lists", "profiles"])
def test_erasing_lists_or_profiles_leaves_nothing_that_was_computed(ws: Workspace, kind) -> None:
    with_planted(ws)

    ws.privacy.erase(kind)

    computed = [
        place for name in ("snapshots", "tallies") for place in (ws.settings.data_dir / name).rglob("*.*")
    ]
    assert [place.name for place in computed if place.suffix != ".lock"] == []
    assert ws.brands.present.themes.read() is None


@pytest.mark.parametrize("change", ["delete", "replace", "join", "set_order", "restore"])
def test_a_list_that_changes_takes_along_what_was_computed_of_it_and_of_no_other(
    ws: Workspace, change
) -> None:
    other = saved(ws, b"email\nana@example.com\n", "Outra")
    ws.connection.answers.put(
        [(ws.connection.answers.key("email", "ana@example.com"), Answer("found", 1.0, body_of("q")))]
    )
    compute_tally = ws.views.of_list(other.id)
    ws.tallies.note(compute_tally)
    list_id = with_planted(ws)
    before = ws.lists.as_it_is(list_id)
    act = {
        "delete": lambda: ws.lists.delete(list_id),
        "replace": lambda: ws.lists.replace(list_id, read_file(b"email\nz@example.com\n", "l.csv")),
        "join": lambda: ws.lists.join(list_id, read_file(b"email;x\nc1@example.com;y\n", "l.csv")),
        "set_order": lambda: ws.lists.set_order(list_id, ("email", "user_profile_id", "phone", "document")),
        "restore": lambda: ws.lists.restore(before),
    }[change]

    act()

    assert ws._folder.snapshots.head(list_id, "b") is None
    assert ws._folder.snapshots.head(other.id, "b") is not None
    assert ws.brands.present.tallies.lists() == [other.id]
    assert ws.brands.present.themes.read() is not None


def test_a_page_that_is_drawn_while_a_customer_is_forgotten_puts_nothing_of_them_back(ws: Workspace) -> None:
    view = ws.views.of_list(with_planted(ws))

    ws.privacy.forget([WHO])
    ws.meanings.themed(view, ["opportunity", "voice_tone", "style"])
    ws.meanings.likeness(view, PLANTED)
    ws.tallies.note(view)

    assert PLANTED.encode() not in on_disk(ws)
    assert not ws.meanings._kept


def test_a_campaign_of_a_view_from_before_a_forgetting_is_not_kept(ws: Workspace) -> None:
    view = ws.views.of_list(with_planted(ws))

    ws.privacy.forget([WHO])
    ws.campaigns.made(view, Ask(2, ("voice_tone",), 1))

    assert not ws.campaigns._kept._kept


def test_what_is_remembered_of_an_index_goes_with_its_list(ws: Workspace) -> None:
    list_id = with_planted(ws)
    view = ws.views.of_list(list_id)
    list_findings(view.index)
    assert list_findings.cache_info().currsize == 1

    ws.lists.delete(list_id)

    assert list_findings.cache_info().currsize == 0
