"""Bring the catalogues up to date with the code: ``python -m fashionai_explorer.texts.update``.

Every text in ``_``, ``_n`` and ``N_`` of ``app.py``, ``pages/`` and ``fashionai_explorer/`` gets its place
in every catalogue; translations that are there stay, texts that are gone go. The English one fills
itself: its texts are the keys. The files hold no line numbers, dates or paths, so that two people's
changes meet in them as seldom as can be. What still wants a translation is named.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from fashionai_explorer.texts.catalogues import catalogue_path
from fashionai_explorer.texts.languages import LANGUAGES

PROJECT = Path(__file__).parents[2]
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "_n": (1, 2), "N_": None}

Key = str | tuple[str, str]
OneKey = TypeVar("OneKey", str, tuple[str, str])


def main() -> int:
    """Update all catalogues, name what lacks a translation; 1 if anything does."""
    messages = messages_in(source_files(PROJECT))
    missing = 0
    for known in LANGUAGES:
        path = catalogue_path(known)
        content = updated(path.read_bytes() if path.exists() else b"", messages, known)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        for key in untranslated(content):
            missing += 1
            sys.stdout.write(f"{known}: no translation yet: {key if isinstance(key, str) else key[0]}\n")
    sys.stdout.write(f"{len(messages)} texts, {missing} without a translation\n")
    return 1 if missing else 0


def source_files(project: Path) -> list[Path]:
    """Return every file that may hold texts, in order."""
    folders = [project / "pages", project / "fashionai_explorer"]
    found = [path for folder in folders for path in folder.rglob("*.py")]
    return sorted(path for path in [project / "app.py", *found] if path.is_file())


def messages_in(paths: Iterable[Path]) -> set[Key]:
    """Return the keys of all texts in these files: a sentence, or its singular and plural."""
    found = {key for path in paths for key in _messages_of(path)}
    # A sentence that is also the singular of a pair has one place, the pair's: gettext looks there too.
    return found - {key[0] for key in found if not isinstance(key, str)}


def _messages_of(path: Path) -> Iterator[Key]:
    for _line, key, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
        yield key if isinstance(key, str) else (str(key[0]), str(key[1]))


def updated(old: bytes, messages: set[Key], known: str) -> bytes:
    """Return a catalogue's file with exactly these messages, keeping the translations that ``old`` has."""
    before = read_po(BytesIO(old), locale=known.replace("-", "_"))
    catalogue = Catalog(locale=known.replace("-", "_"))
    for key in messages:
        catalogue.add(key, _translation(before.get(key), key, known))
        # Babel guesses python-format flags from a per cent sign; ours never are.
        catalogue[key].flags.clear()
    body = BytesIO()
    write_po(body, catalogue, no_location=True, omit_header=True, sort_output=True, width=110)
    return _header(known).encode() + body.getvalue()


def _translation(entry: Message | None, key: Key, known: str) -> Key:
    """Return the translation to keep, in the shape of its key; English is its own key."""
    kept = entry.string if entry is not None and not entry.fuzzy else None
    if isinstance(key, str):
        return kept if isinstance(kept, str) and kept else _english(known, key, "")
    if isinstance(kept, list | tuple) and any(kept):
        return kept[0], kept[1]
    return _english(known, key, ("", ""))


def _english(known: str, key: OneKey, empty: OneKey) -> OneKey:
    """Return what stands for a text without a translation: in English its key, else nothing."""
    return key if known == "en" else empty


def _header(known: str) -> str:
    lines = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    lines += [f"Language: {known.replace('-', '_')}", f"Plural-Forms: {LANGUAGES[known].plurals}"]
    fields = "".join(f'"{line}\\n"\n' for line in lines)
    return (
        f"# FashionAI Explorer: {LANGUAGES[known].name}.\n"
        "# Updated by `python -m fashionai_explorer.texts.update`; translate by filling in msgstr.\n"
        f'msgid ""\nmsgstr ""\n{fields}\n'
    )


def untranslated(content: bytes) -> list[Key]:
    """Return the keys that have no translation, or only one of two forms."""
    entries = [entry for entry in read_po(BytesIO(content)) if entry.id]
    return [_key(entry) for entry in entries if not entry.string or not all(entry.string)]


def _key(entry: Message) -> Key:
    return entry.id if isinstance(entry.id, str) else (entry.id[0], entry.id[1])


if __name__ == "__main__":
    sys.exit(main())
