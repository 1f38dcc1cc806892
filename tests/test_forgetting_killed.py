"""Forgetting that is killed at each thing it writes, and asked again: in the end nothing is left."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fashionai_explorer.settings import Settings
from fashionai_explorer.storage.answer_file import AnswerFile
from fashionai_explorer.workspace import Workspace, open_workspace
from fashionai_explorer.workspace.privacy import DAY_SECONDS
from tests.everything_kept import opened_files
from tests.fetching_things import until
from tests.planted_customer import EMAIL, PHONE, TRACES, WORD
from tests.storage_things import HeldClock
from tests.test_forgetting_planted import KEY, with_everything


class Killed(BaseException):
    """The process ends here."""


class Steps:
    """Counts what brings a change to the disk, and kills at one step; whoever is dead writes nothing more."""

    def __init__(self, last: int, *, before: bool) -> None:
        self.done = 0
        self.last = last
        self.before = before

    @contextmanager
    def step(self) -> Iterator[None]:
        self.done += 1
        if self.done > self.last or (self.before and self.done == self.last):
            raise Killed
        yield
        if self.done == self.last:
            raise Killed


@contextmanager
def killed_at(patch: pytest.MonkeyPatch, steps: Steps) -> Iterator[None]:
    """Every rename into place, removal and transaction is a step."""
    replace, unlink, writing = Path.replace, Path.unlink, AnswerFile.writing

    def replaced(self, target):
        with steps.step():
            return replace(self, target)

    def unlinked(self, missing_ok=False):
        if self.suffix in {".aside", ".lock", ".claim"}:  # left aside by a kill as well
            return None if steps.done >= steps.last else unlink(self, missing_ok)
        with steps.step():
            return unlink(self, missing_ok)

    @contextmanager
    def written(self):
        with steps.step(), writing(self) as cache:
            yield cache

    with patch.context() as only:
        only.setattr(Path, "replace", replaced)
        only.setattr(Path, "unlink", unlinked)
        only.setattr(AnswerFile, "writing", written)
        yield


@contextmanager
def opened(folder: Path) -> Iterator[Workspace]:
    settings = Settings(data_dir=folder / "data", data_key=KEY, brand="b", token="none")
    with open_workspace(settings, config_dir=folder / "key", clock=HeldClock()) as ws:
        yield ws


def left(folder: Path) -> list[str]:
    files = opened_files(folder / "data", KEY)
    return sorted({name for name, text in files.items() for one in TRACES if one in text.casefold()})


@pytest.fixture(scope="module")
def planted_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the customer in everything, to be copied."""
    folder = tmp_path_factory.mktemp("planted")
    with opened(folder) as ws:
        with_everything(ws)
    return folder


def killed(folder: Path, planted: Path, patch: pytest.MonkeyPatch, steps: Steps, named: str = EMAIL) -> bool:
    """Forget in a copy of the planted folder until the step; says whether it came to it."""
    shutil.copytree(planted, folder)
    with opened(folder) as ws, killed_at(patch, steps):
        try:
            ws.privacy.forget([EMAIL])
        except Killed:
            return True
    return False


def hours_pass(folder: Path) -> None:
    """What a killed writer left aside is known for dead after an hour."""
    for aside in folder.rglob("*.aside"):
        os.utime(aside, (0, 0))


def all_steps(folder: Path, planted: Path, patch: pytest.MonkeyPatch) -> int:
    steps = Steps(1_000, before=True)
    assert not killed(folder, planted, patch, steps)
    return steps.done


# By the phone alone nothing leads to the second list once the first one's row is empty.
@pytest.mark.parametrize(("named", "before"), [(EMAIL, True), (PHONE, False)])
def test_killed_at_any_step_and_asked_again_it_finishes(
    tmp_path: Path, planted_folder: Path, monkeypatch: pytest.MonkeyPatch, named: str, before: bool
) -> None:
    most = all_steps(tmp_path / "whole", planted_folder, monkeypatch)
    assert most > 15
    for last in range(1, most + 1):
        folder = tmp_path / str(last)
        assert killed(folder, planted_folder, monkeypatch, Steps(last, before=before), named)
        with opened(folder) as ws:
            hours_pass(folder)
            gone = ws.privacy.forget([named])
            assert (gone.given, gone.forgotten + gone.unknown) == (1, 1)
        assert left(folder) == [], f"killed at step {last} of {most}"


def test_killed_half_way_it_finishes_at_the_next_start(
    tmp_path: Path, planted_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = all_steps(tmp_path / "whole", planted_folder, monkeypatch)
    assert killed(tmp_path / "half", planted_folder, monkeypatch, Steps(most // 2, before=False))
    hours_pass(tmp_path / "half")
    assert left(tmp_path / "half")

    with opened(tmp_path / "half") as ws:
        ws.privacy.start()
        until(lambda: not ws._folder.departing.read() or ws._folder.departing.read() == b"{}")

    assert left(tmp_path / "half") == []


def test_an_error_on_the_way_is_told_and_the_next_try_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as ws:
        with_everything(ws)
        with monkeypatch.context() as patch:
            patch.setattr(ws.lists, "forget", worn_out)
            with pytest.raises(OSError, match="worn out"):
                ws.privacy.forget([EMAIL])

        ws.privacy.forget(["ninguem@nada.com.br"])

    assert left(tmp_path) == []


def worn_out(_: object) -> tuple[int, int]:
    raise OSError("worn out")


def test_old_profiles_that_went_before_a_kill_take_their_words_along_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as ws:
        with_everything(ws)
        clock: HeldClock = ws._clock  # type: ignore[assignment]
        clock.passed += 31 * DAY_SECONDS
        ws._folder.secrets.put("days that profiles are kept", "30")
        steps = Steps(2, before=False)  # the note, the transaction
        with killed_at(monkeypatch, steps), pytest.raises(Killed):
            ws.privacy.apply_retention()
        assert ws.connection.answers.profiles() == (0, None)

    with opened(tmp_path) as ws:
        ws.privacy.start()
        until(lambda: ws._folder.departing.read() == b"{}")

    files = opened_files(tmp_path / "data", KEY)
    words = {Path(name).suffix for name, text in files.items() if WORD in text.casefold()}
    assert words == {".list", ".segment", ".vocabulary"}
