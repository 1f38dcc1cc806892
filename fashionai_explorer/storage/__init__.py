"""All that lives on disk, sealed: answers, runs, lists, segments, vocabularies, snapshots, secrets, sends."""

from __future__ import annotations

from fashionai_explorer.storage.answers import Answer, AnswerStore, Changes, Failure, State
from fashionai_explorer.storage.arrow_bytes import cells_from_bytes, cells_to_bytes
from fashionai_explorer.storage.clock import Clock, SystemClock
from fashionai_explorer.storage.data_key import KEY_FILE, key_folder, obtain_key
from fashionai_explorer.storage.folder import DataFolder
from fashionai_explorer.storage.lists import ListHead, Lists, SavedList
from fashionai_explorer.storage.runs import Run, RunEvent, RunHead, Runs, keys_array
from fashionai_explorer.storage.sealed_folder import new_id
from fashionai_explorer.storage.sealed_values import SealedValues
from fashionai_explorer.storage.segments import SegmentHead, Segments
from fashionai_explorer.storage.sends import SendRecord, Throttle
from fashionai_explorer.storage.snapshots import Snapshots
from fashionai_explorer.storage.tallies import Tallies, Tally
from fashionai_explorer.storage.vocabulary import Stamp, VocabularyFile

__all__ = [
    "KEY_FILE",
    "Answer",
    "AnswerStore",
    "Changes",
    "Clock",
    "DataFolder",
    "Failure",
    "ListHead",
    "Lists",
    "Run",
    "RunEvent",
    "RunHead",
    "Runs",
    "SavedList",
    "SealedValues",
    "SegmentHead",
    "Segments",
    "SendRecord",
    "Snapshots",
    "Stamp",
    "State",
    "SystemClock",
    "Tallies",
    "Tally",
    "Throttle",
    "VocabularyFile",
    "cells_from_bytes",
    "cells_to_bytes",
    "key_folder",
    "keys_array",
    "new_id",
    "obtain_key",
]
