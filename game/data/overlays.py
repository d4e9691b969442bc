"""What is laid over a scenario's files before they are judged: a variant, overlay files, single values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
from attrs import field, frozen

from game.data.changes import NONE, Changes
from game.data.datafile import DataFile, built_of, faulty
from game.data.layers import Section, laid_over, shifted
from game.data.problems import Problem
from game.data.scalars import Bad
from game.data.schema_variant import Laid
from game.data.singles import Single, singles, with_single
from game.data.source import Source, read_text

HEAD = ("title", "summary")
"""Keys of scenario.yaml that a variant or overlay has at its top."""


@frozen(kw_only=True, eq=False)
class Above:
    """Layers over a scenario's files, from the lowest to the topmost."""

    files: tuple[DataFile, ...] = ()
    """A variant, overlays and claims, in their order."""
    sets: tuple[Single, ...] = ()
    """Single values that stand in no file; they come last."""
    key: tuple[object, ...] = ()
    """What tells one from another; empty if nothing lies over the files."""
    faults: tuple[Problem, ...] = ()
    """Changes that cannot be read."""
    _singles: tuple[tuple[Single, ...], ...] = field(init=False)

    @_singles.default
    def _of_files(self) -> tuple[tuple[Single, ...], ...]:
        return tuple(_singles_of(file) for file in self.files)

    def touches(self, kind: str) -> bool:
        """Whether anything in a file is changed, by its key in the bundle."""
        own = any(_is_for(single, kind) for group in (*self._singles, self.sets) for single in group)
        return own or any(_says_of(file, kind) for file in self.files)

    def over(self, source: Source, kind: str, below: Any = None) -> tuple[Source, tuple[Problem, ...]]:
        """A file with all layers over it, and the changes that could not be made.

        Args:
            below: plain data of the order of battle on which a forces file builds.
        """
        faults: list[Problem] = []
        if not isinstance(source.data, dict):
            return source, ()
        for file, own in zip(self.files, self._singles, strict=True):
            source = _with_part(source, kind, file)
            source = _with_singles(source, kind, own, below, faults)
        return _with_singles(source, kind, self.sets, below, faults), tuple(faults)

    def strays(self, kinds: dict[str, Any]) -> list[Problem]:
        """Single values whose file the scenario does not have, or nobody has."""
        found: list[Problem] = []
        for single in (one for group in (*self._singles, self.sets) for one in group):
            try:
                kind, _ = single.target()
            except Bad as fault:
                found.append(single.problem(fault.code, fault.text, fault.hint))
                continue
            if kind not in kinds:
                found.append(single.problem("K01", f"the scenario has no {kind}.yaml"))
        return found


def above(variant: DataFile | None, changes: Changes = NONE) -> Above:
    """Layers of a variant and of changes."""
    sets, faults = singles(changes.sets)
    files = tuple(_overlay(name, text) for name, text in changes.overlays)
    key = (variant.path if variant else None, changes) if variant or changes else ()
    return Above(files=(*([variant] if variant else ()), *files), sets=sets, key=key, faults=faults)


def _overlay(name: str, text: str) -> DataFile:
    """An overlay, or a claim, whose change is one."""
    read = read_text(text, name)
    if isinstance(read, Problem):
        return faulty(Path(name), "overlay", read)
    is_claim = isinstance(read.data, dict) and "expect" in read.data
    return attrs.evolve(built_of(Path(name), "claim" if is_claim else "overlay", read), label=name)


def _laid(file: DataFile) -> Laid | None:
    """What a file lays over others; None if it could not be built."""
    found: Laid | None = file.value.change if file.kind == "claim" and file.value else file.value
    return found


def _where(file: DataFile) -> tuple[str, ...]:
    return ("change",) if file.kind == "claim" else ()


def _singles_of(file: DataFile) -> tuple[Single, ...]:
    laid, at = _laid(file), (*_where(file), "set")
    sets = getattr(laid, "set", {})
    return tuple(
        Single(path=path, value=value, label=file.label, whole=file.source, at=(*at, path))
        for path, value in sets.items()
    )


def _is_for(single: Single, kind: str) -> bool:
    try:
        return single.target()[0] == kind
    except Bad:
        return False


def _part(file: DataFile, kind: str) -> dict[str, Any]:
    """What a file says of a kind of file; a variant's id is its name, and its title and summary stand at its top."""
    laid = _laid(file)
    found: dict[str, Any] = dict(getattr(laid, kind, {}))
    if kind == "scenario" and file.kind != "claim" and laid is not None:
        found |= {"id": file.path.stem} if file.kind == "variant" else {}
        found |= {key: value for key in HEAD if (value := getattr(laid, key)) is not None}
    return found


def _says_of(file: DataFile, kind: str) -> bool:
    laid = _laid(file)
    shifts = laid is not None and bool(laid.shift_days) and kind in ("scenario", "history", "notes", "plans")
    return shifts or bool(_part(file, kind))


def _with_part(source: Source, kind: str, file: DataFile) -> Source:
    """A file with a part of another one laid over it."""
    laid, whole = _laid(file), file.source
    if laid is None or whole is None or not _says_of(file, kind):
        return source
    if kind != "forces" and laid.shift_days:
        source = attrs.evolve(source, data=shifted(source.data, laid.shift_days))
    part, at = _part(file, kind), (*_where(file), kind)
    head = HEAD if file.kind != "claim" else ()
    return laid_over(Section(file=whole.file, text=whole.text, data=part, whole=whole, at=at, head=head), source)


def _with_singles(source: Source, kind: str, sets: tuple[Single, ...], below: Any, faults: list[Problem]) -> Source:
    """A file with those values set that are for it; faults are added to the list."""
    for single in sets:
        if _is_for(single, kind):
            try:
                source = with_single(single, source, below)
            except Bad as fault:
                faults.append(single.problem(fault.code, fault.text, fault.hint))
    return source
