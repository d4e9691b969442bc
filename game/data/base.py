"""Orders of battle that build on another one: entries of the base by id, changed where the own file says so.

The two files are laid over each other as plain text, before any class is made of them; whoever asks where a value of
the result stands is sent to the file that it came from.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from game.data.problems import Path, Problem, did_you_mean
from game.data.source import Node, Source
from game.data.structure import Built, Fault

CHOSEN = ("units", "squadrons")
"""Lists of which only those entries are taken from the base that the own file names."""
COUNTED = ("weapons", "vehicles")
"""Mappings of an entry in which a count of 0 strikes out what the base has."""
_PROVENANCE = ("source", "estimate", "confidence")

Rows = tuple[tuple[int | None, int | None], ...]
"""For each entry of a merged list its place in the own file and in the base; None where it is not."""


@frozen(kw_only=True, slots=False)
class Layered(Source):
    """A file laid over its base. `file` and `text` are the own file's, `data` is what both say together."""

    own: Source
    base: Source
    rows: dict[str, Rows]
    """Where entries of merged lists come from."""

    def origin(self, path: Path) -> tuple[Source, Path]:
        """The file in which the value at a path stands, and its path there; the own file if both have it."""
        tries: list[tuple[Source, Path]] = [(self.own, path), (self.base, path)]
        if len(path) > 1 and path[0] in self.rows and isinstance(path[1], int):
            places = zip((self.own, self.base), self.rows[str(path[0])][path[1]], strict=True)
            tries = [(source, (path[0], place, *path[2:])) for source, place in places if place is not None]
        source, found = max(tries, key=lambda entry: _depth(entry[0].data, entry[1]))
        return source.origin(found) if isinstance(source, Layered) else (source, found)

    def find(self, path: Path) -> Node | None:
        """The node at a path, in whichever file it stands."""
        source, found = self.origin(path)
        return source.find(found)

    def problem(self, code: str, path: Path, text: str, hint: str = "", **more: Any) -> Problem:
        """A problem at a path, in the file in which the value stands."""
        source, found = self.origin(path)
        return source.problem(code, found, text, hint, **more)

    def explained(self, built: Built) -> Iterator[Fault]:
        """Faults of the merged file; a change of an entry that the base does not have is said to be just that (B03)."""
        for fault in built.faults:
            if fault.code == "K02" and self._is_change(fault):
                yield self._stray(fault)
            elif fault.code == "V03" and self._strikes(fault.path):
                yield Fault(code="V03", path=fault.path, text=f"there is no {fault.path[3]} to strike out with 0")
            else:
                yield fault

    def _strikes(self, path: Path) -> bool:
        """Whether a count of 0 is meant to strike out what the base does not have."""
        if len(path) != 4 or path[0] != "units" or path[2] not in COUNTED or not isinstance(path[1], int):
            return False
        return bool(self.data["units"][path[1]][path[2]].get(path[3]) == "0")

    def _is_change(self, fault: Fault) -> bool:
        """Whether an entry that is not in the base lacks so much that it can only be meant to change one."""
        path = fault.path
        if len(path) != 2 or path[0] not in self.rows or not isinstance(path[1], int):
            return False
        is_new = self.rows[str(path[0])][path[1]][1] is None
        return is_new and "id" in self.data[path[0]][path[1]] and fault.text.startswith("keys ")

    def _stray(self, fault: Fault) -> Fault:
        name = self.data[fault.path[0]][fault.path[1]]["id"]
        known = _by_id(self.base.data, str(fault.path[0]))
        text = f"the base has no entry '{name}' to change, and as a new one {fault.text}"
        return Fault(code="B03", path=fault.path, text=text, hint=did_you_mean(str(name), known))


def base_of(source: Source) -> str | None:
    """Name of the order of battle that a forces file builds on; None if there is none, or no plain text."""
    found = source.data.get("base") if isinstance(source.data, dict) else None
    return found if isinstance(found, str) else None


def layered(own: Source, base: Source) -> Layered:
    """A forces file laid over its base.

    Units are those that the own file names, in its order; formations those that these need, and those it names. Of a
    base's formation a headquarters that is not among the units is left out.
    """
    top = {key: base.data[key] for key in _PROVENANCE if isinstance(base.data, dict) and key in base.data}
    if "source" in own.data or "estimate" in own.data:
        top = {key: value for key, value in top.items() if key == "confidence"}
    data: dict[str, Any] = {**top, **own.data}
    rows: dict[str, Rows] = {}
    for key in CHOSEN:
        if isinstance(own.data.get(key), list):
            data[key], rows[key] = _chosen(own.data[key], base.data, key)
    if isinstance(own.data.get("formations", []), list):
        data["formations"], rows["formations"] = _formations(data, own.data.get("formations", []), base.data)
    return Layered(file=own.file, text=own.text, data=data, own=own, base=base, rows=rows)


def _depth(data: Any, path: Path) -> int:
    """How many steps of a path exist."""
    for depth, step in enumerate(path):
        in_list = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if not (in_list or (isinstance(data, dict) and step in data)):
            return depth
        data = data[step]
    return len(path)


def _by_id(data: Any, key: str) -> dict[str, tuple[int, dict[str, Any]]]:
    """Entries of a list, with their places, by id; the first of two with one id."""
    entries = data.get(key) if isinstance(data, dict) else None
    found: dict[str, tuple[int, dict[str, Any]]] = {}
    for place, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            found.setdefault(entry["id"], (place, entry))
    return found


def _chosen(entries: list[Any], base: Any, key: str) -> tuple[list[Any], Rows]:
    """Entries of the own list, each over the one of the base with its id."""
    below = _by_id(base, key)
    merged, rows = [], []
    for place, entry in enumerate(entries):
        name = entry.get("id") if isinstance(entry, dict) else None
        under = below.get(name) if isinstance(name, str) else None
        merged.append(_over(entry, under[1]) if under else entry)
        rows.append((place, under[0] if under else None))
    return merged, tuple(rows)


def _formations(data: dict[str, Any], own: list[Any], base: Any) -> tuple[list[Any], Rows]:
    """Formations of the base that are needed, in its order, then the own file's others."""
    above, below = _by_id({"formations": own}, "formations"), _by_id(base, "formations")
    units = [entry for entry in data.get("units") or () if isinstance(entry, dict)]
    present = {entry.get("id") for entry in units if isinstance(entry.get("id"), str)}
    flying = [entry for entry in data.get("squadrons") or () if isinstance(entry, dict)]
    used = {name for entry in (*units, *flying) if isinstance(name := entry.get("formation"), str)}
    wanted = _with_parents({*above, *used}, above, below)
    merged: list[Any] = []
    rows: list[tuple[int | None, int | None]] = []
    for name, (place, entry) in below.items():
        if name in wanted:
            kept = {k: v for k, v in entry.items() if k != "hq" or v in present}
            merged.append(_over(above[name][1], kept) if name in above else kept)
            rows.append((above[name][0] if name in above else None, place))
    for place, entry in enumerate(own):
        called = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(called, str) or called not in below or above[called][0] != place:
            merged.append(entry)
            rows.append((place, None))
    return merged, tuple(rows)


def _with_parents(names: set[str], above: dict[str, Any], below: dict[str, Any]) -> set[str]:
    """Formations named, and those over them, all the way up."""
    found: set[str] = set()
    for name in sorted(names):
        step: Any = name
        seen: set[str] = set()
        while isinstance(step, str) and step not in seen:
            seen.add(step)
            entry = {**(below[step][1] if step in below else {}), **(above[step][1] if step in above else {})}
            step = entry.get("parent")
        found |= seen
    return found


def _over(own: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """An entry over that of the base: mappings key by key, all else as a whole."""
    merged = dict(base)
    for key, value in own.items():
        under = base.get(key)
        if isinstance(value, dict) and isinstance(under, dict):
            both = {**under, **value}
            merged[key] = {k: v for k, v in both.items() if v != "0" or k not in under} if key in COUNTED else both
        else:
            merged[key] = value
    return merged
