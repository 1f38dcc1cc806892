"""The brand's vocabulary on disk: whole or not at all, shared by processes, no step of another's lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fashionai_explorer.errors import (
    SealBrokenError,
    StoreError,
    TermsChangedError,
    VocabularyFileError,
    VocabularyVersionError,
)
from fashionai_explorer.labels.vocabulary import Entry, Hide, Join, Vocabulary, from_json, to_json
from fashionai_explorer.storage import DataFolder
from fashionai_explorer.workspace.terms import Terms
from tests.storage_things import KEY, HeldClock

JOIN, HIDE = Join("voice_tone", ("Leve", "Fino")), Hide("voice_tone", ("Leve",))


@pytest.fixture
def folder(tmp_path):
    with DataFolder.open(tmp_path / "data", KEY, tmp_path / "config", HeldClock()) as opened:
        yield opened


def terms_of(folder: DataFolder, brand: str = "brand") -> Terms:
    return Terms(lambda: folder.vocabulary(brand), HeldClock())


def the_file(tmp_path: Path) -> Path:
    [path] = (tmp_path / "data" / "vocabulary").glob("*/*.vocabulary")
    return path


def test_there_is_none_until_something_is_decided(folder):
    assert terms_of(folder).vocabulary() == Vocabulary()


def test_what_is_decided_is_there_for_the_next_process_with_what_was_undone(folder):
    terms = terms_of(folder)
    terms.decide(JOIN)
    terms.decide(HIDE, source="x.csv")
    terms.undo()

    again = terms_of(folder)
    assert [entry.decisions for entry in again.vocabulary().entries] == [(JOIN,)]
    assert again.redo() == terms.vocabulary()
    assert again.vocabulary().entries[-1].source == "x.csv"


def test_another_process_change_is_seen_at_once(folder):
    one, other = terms_of(folder), terms_of(folder)
    assert one.vocabulary() == other.vocabulary()
    other.decide(JOIN)
    assert one.vocabulary() == other.vocabulary() != Vocabulary()


def test_brands_have_each_their_own(folder):
    terms_of(folder).decide(JOIN)
    assert terms_of(folder, "other").vocabulary() == Vocabulary()


def test_undo_takes_back_only_the_step_that_was_looked_at(folder):
    one, other = terms_of(folder), terms_of(folder)
    seen = one.decide(JOIN).state
    after = other.decide(HIDE)

    for step in (one.undo, one.redo, lambda state: one.back_to(0, state)):
        with pytest.raises(TermsChangedError):
            step(seen)
    assert one.vocabulary() == after


def test_nothing_on_disk_tells_a_wording_and_a_changed_file_does_not_open(folder, tmp_path):
    terms_of(folder).decide(JOIN)
    path = the_file(tmp_path)
    content = path.read_bytes()
    assert b"Leve" not in content
    assert path.stat().st_mode & 0o777 == 0o600

    path.write_bytes(content[:-3])
    with pytest.raises(SealBrokenError):
        terms_of(folder).vocabulary()
    with pytest.raises(SealBrokenError):
        terms_of(folder).decide(HIDE)
    assert path.read_bytes() == content[:-3], "what does not open is not written over"


def test_a_step_that_cannot_be_written_leaves_the_old_file(folder, tmp_path, monkeypatch):
    terms = terms_of(folder)
    before = terms.decide(JOIN)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError):
        terms.decide(HIDE)
    monkeypatch.undo()
    assert terms.vocabulary() == terms_of(folder).vocabulary() == before
    assert not list(tmp_path.rglob("*.aside"))


PROCESS = """
import sys
from pathlib import Path
from fashionai_explorer.labels.vocabulary import Hide
from fashionai_explorer.storage import DataFolder, SystemClock
from fashionai_explorer.workspace.terms import Terms

place = Path(sys.argv[1])
with DataFolder.open(place / "data", bytes(range(32)), place / "config", SystemClock()) as folder:
    terms = Terms(lambda: folder.vocabulary("brand"), SystemClock())
    for number in range(15):
        terms.decide(Hide("style", (f"{sys.argv[2]} {number}",)))
"""


def test_no_step_of_several_processes_is_lost(folder, tmp_path):
    started = [
        subprocess.Popen([sys.executable, "-c", PROCESS, str(tmp_path), name]) for name in ("a", "b", "c")
    ]
    assert [process.wait(120) for process in started] == [0, 0, 0]

    told = [entry.decisions[0].wordings[0] for entry in terms_of(folder).vocabulary().entries]
    assert sorted(told) == sorted(f"{name} {number}" for name in "abc" for number in range(15))
    for name in "abc":
        assert [one for one in told if one.startswith(name)] == [f"{name} {n}" for n in range(15)]


def test_the_own_form_comes_back_as_it_was_and_says_what_is_wrong():
    log = Vocabulary((Entry((JOIN, HIDE), 1.5, "x"),), (Entry((HIDE,), 2.0),))
    content = to_json(log)

    assert from_json(content, "t.json") == log
    for broken in (content[:-5], b"", b"[]", b"\xff\xfe", content.replace(b'"join"', b'"other"')):
        with pytest.raises(VocabularyFileError, match=r"t\.json"):
            from_json(broken, "t.json")
    with pytest.raises(VocabularyVersionError, match="its form is 9"):
        from_json(content.replace(b'vocabulary":1', b'vocabulary":9'), "t.json")
