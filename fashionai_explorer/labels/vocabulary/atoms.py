"""Wordings as atoms, and atoms in groups: what the decisions of a log are carried out on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class Name(NamedTuple):
    """The text that a group was given, by the log's entry of this number; ``order`` counts all names."""

    order: int
    text: str
    number: int


class Atoms:
    """A facet's wordings in atoms, and these in groups; an atom that no decision names is its own group.

    ``texts`` are the wordings, ``rule_group`` the number of each one's group by the rules: that is its atom
    until it is parted alone. Only what decisions touch is written down, so a long list costs nothing.
    """

    def __init__(self, texts: list[str], rule_group: npt.NDArray[np.int32]) -> None:
        self._code_of = {text: code for code, text in enumerate(texts)}
        self._rule_group = rule_group
        self._atoms_made = int(rule_group.max(initial=-1)) + 1
        self._alone: dict[int, int] = {}  # a wording's code with its own atom
        self._group: dict[int, int] = {}
        self._atoms: dict[int, list[int]] = {}
        self._names: dict[int, Name] = {}
        self._former: list[tuple[str, int]] = []
        self._names_given = 0
        self._called: dict[str, list[int]] = {}
        self._hidden: set[int] = set()
        self._themes: dict[int, tuple[int, str]] = {}
        self._split: set[int] = set()  # atoms of the rules that lost a wording
        self.joined_at: dict[int, int] = {}

    def join(self, wordings: Iterable[str], number: int) -> None:
        """Make the groups of these wordings one, by the entry of this number."""
        self._unite([self.group_of_wording(text) for text in wordings], number)

    def part(self, wordings: Iterable[str], *, alone: bool) -> None:
        """Take the atoms of these wordings, or these wordings alone, into a group of their own."""
        self._part(wordings, alone=alone)
        self._unite_names()

    def _part(self, wordings: Iterable[str], *, alone: bool) -> int | None:
        taken = self._taken(wordings, alone=alone)
        groups = {self.group(atom) for atom in taken}
        if len(groups) == 1 and len(self.atoms(*groups)) == len(taken):
            return groups.pop()  # it is one already
        for atom in taken:
            self._take_out(atom)
        return self._unite_taken(taken) if taken else None

    def move(self, wordings: Iterable[str], to: str, number: int, *, alone: bool) -> None:
        """Take the atoms of these wordings, or these alone, into the group of another wording.

        Its name stays: those that come along are former ones from here on.
        """
        aim = self.atom_of_wording(to)
        moved = [text for text in wordings if text != to]
        if not alone:
            moved = [text for text in moved if self.atom_of_wording(text) != aim]
        parted = self._part(moved, alone=alone)
        if parted is None:
            return
        for atom in self.atoms(parted):
            self._drop_name(atom)
        self._unite([self.group(aim), parted], number)
        self._unite_names()

    def rename(self, wording: str, text: str, number: int) -> None:
        """Give the group of a wording a name, and let it take in the group that the text is of as a wording.

        Not a group that shows another name: there the text was put on purpose. The name goes where the
        text goes, or else the wording.
        """
        group, other = self.group_of_wording(wording), self.group_of_wording(text)
        theirs = self.name(other)
        if group == other or theirs is None or theirs.text == text:
            self._unite([group, other], number)
        atom = self.atom_of_wording(text)
        if self.group(atom) != self.group_of_wording(wording):
            atom = self.atom_of_wording(wording)
        self._names_given += 1
        self._drop_name(atom)
        self._names[atom] = Name(self._names_given, text, number)
        self._called.setdefault(text, []).append(atom)
        self._unite(self._groups_called(text, first=self.group(atom)), number)

    def hide(self, wordings: Iterable[str], *, hidden: bool) -> None:
        """Hide the groups of these wordings, or show them again."""
        for text in wordings:
            for atom in self._members(self.group_of_wording(text)):
                (self._hidden.add if hidden else self._hidden.discard)(atom)

    def put_theme(self, wordings: Iterable[str], theme: str, number: int) -> None:
        """Put the groups of these wordings under a theme; of two in one group the later counts."""
        for text in wordings:
            for atom in self._members(self.group_of_wording(text)):
                self._themes[atom] = (number, theme)

    def atom_of_wording(self, text: str) -> int:
        """The atom of a wording that is known."""
        code = self._code_of[text]
        return self._alone.get(code, int(self._rule_group[code]))

    def group_of_wording(self, text: str) -> int:
        """The group of a wording that is known."""
        return self.group(self.atom_of_wording(text))

    def group(self, atom: int) -> int:
        """The group that an atom is in."""
        return self._group.get(atom, atom)

    def atoms(self, group: int) -> list[int]:
        """The atoms of a group."""
        return self._atoms.get(group, [group])

    def name(self, group: int) -> Name | None:
        """The name given last to any atom of a group."""
        names = [self._names[atom] for atom in self.atoms(group) if atom in self._names]
        return max(names, default=None)

    def former_names(self) -> Iterator[tuple[str, int]]:
        """The names that atoms were called by, each with its atom, the later ones last."""
        yield from self._former
        yield from ((name.text, atom) for atom, name in self._names.items())

    def is_hidden(self, group: int) -> bool:
        """Whether a group is hidden: all that it was put together from is."""
        return bool(self._hidden) and all(atom in self._hidden for atom in self.atoms(group))

    def theme(self, group: int) -> str | None:
        """The theme that a group was put under last; None where nobody decided."""
        themes = [self._themes[atom] for atom in self.atoms(group) if atom in self._themes]
        return max(themes)[1] if themes else None

    def decided_groups(self) -> set[int]:
        """The groups of which an atom was named, hidden or put under a theme."""
        return {self.group(atom) for atom in {*self._names, *self._hidden, *self._themes}}

    def changed_groups(self) -> Iterator[int]:
        """The groups that are not just what the rules made of their wordings."""
        yield from (group for group, atoms in self._atoms.items() if atoms and len(atoms) > 1)
        yield from {self.group(atom) for atom in self._split}
        yield from {self.group(atom) for atom in self._alone.values()}

    def atom_of_codes(self) -> npt.NDArray[np.int32]:
        """Each wording's atom, by its code."""
        atoms = self._rule_group.copy()
        for code, atom in self._alone.items():
            atoms[code] = atom
        return atoms

    @property
    def made(self) -> int:
        """How many atoms there are: every atom's and group's number is below it."""
        return self._atoms_made

    def groups_of(self, atoms: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """Each atom's group."""
        group_of = np.arange(self._atoms_made, dtype=np.int32)
        for atom, group in self._group.items():
            group_of[atom] = group
        return group_of[atoms]

    def _taken(self, wordings: Iterable[str], *, alone: bool) -> list[int]:
        """The atoms that a decision takes along, each once; a wording taken alone gets one of its own."""
        if not alone:
            return list(dict.fromkeys(self.atom_of_wording(text) for text in wordings))
        return list(dict.fromkeys(self._set_alone(self._code_of[text]) for text in wordings))

    def _set_alone(self, code: int) -> int:
        if code in self._alone:
            return self._alone[code]
        old, atom = int(self._rule_group[code]), self._atoms_made
        self._atoms_made += 1
        self._alone[code] = atom
        self._split.add(old)
        group = self.group(old)
        self._group[atom] = group
        self._members(group).append(atom)
        if old in self._hidden:
            self._hidden.add(atom)
        if old in self._themes:
            self._themes[atom] = self._themes[old]
        name = self._names.get(old)
        if name is not None and self._code_of.get(name.text) == code:
            self._names[atom] = self._names.pop(old)
            self._called[name.text].append(atom)
        return atom

    def _take_out(self, atom: int) -> None:
        group = self.group(atom)
        members = self._members(group)
        if members == [atom]:
            return
        members.remove(atom)
        if group == atom:  # a group is called by one of its atoms: the others need another
            self._call_anew(group)
        self._group[atom] = atom
        self._atoms[atom] = [atom]
        self.joined_at.pop(atom, None)

    def _drop_name(self, atom: int) -> None:
        name = self._names.pop(atom, None)
        if name is not None:
            self._former.append((name.text, atom))

    def _members(self, group: int) -> list[int]:
        return self._atoms.setdefault(group, [group])

    def _call_anew(self, group: int) -> None:
        atoms = self._atoms.pop(group)
        for atom in atoms:
            self._group[atom] = atoms[0]
        self._atoms[atoms[0]] = atoms

    def _unite_names(self) -> None:
        """Put together what would read the same: a group of a name, and the one that shows this very wording."""
        for atom, name in sorted(self._names.items(), key=lambda one: one[1].order):
            group, other = self.group(atom), self.group_of_wording(name.text)
            theirs = self.name(other)
            if self.name(group) == name and (theirs is None or theirs.text == name.text):
                self._unite([group, other], name.number)

    def _groups_called(self, text: str, first: int) -> list[int]:
        """The groups that show this name, ``first`` first."""
        groups = [self.group(atom) for atom in self._called[text]]
        names = [(group, self.name(group)) for group in groups]
        return [first, *(group for group, name in names if name is not None and name.text == text)]

    def _unite_taken(self, taken: list[int]) -> int:
        """Put atoms that a decision took out together into one group."""
        first, *others = dict.fromkeys(self.group(atom) for atom in taken)
        for group in others:
            self._absorb(first, group)
        return first

    def _unite(self, groups: Iterable[int], number: int) -> None:
        """Put groups together; what joins the first of them remembers the entry."""
        first, *others = dict.fromkeys(groups)
        for group in others:
            for atom in self._members(group):
                self.joined_at[atom] = number
            self._absorb(first, group)

    def _absorb(self, group: int, other: int) -> None:
        for atom in self._atoms.pop(other, [other]):
            self._group[atom] = group
            self._members(group).append(atom)
