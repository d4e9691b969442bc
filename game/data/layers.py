"""Files laid over other files, as plain text, before any class is made of them.

Whoever asks where a value of the result stands is sent to the file that it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from attrs import field, frozen

from game.data.problems import Path, Problem, did_you_mean
from game.data.source import Node, Source
from game.data.structure import Built, Fault

COUNTED = ("weapons", "vehicles")
"""Mappings of an entry in which a count of 0 strikes out what lies below."""
STRUCK = "\0"
"""Stands for a count of 0 that struck one out already, and is to do so in the order of battle below; no file has it."""

Rows = tuple[tuple[int | None, int | None], ...]
"""For each entry of a merged list its place in the own file and in the base; None where it is not."""


@frozen(kw_only=True, slots=False)
class Section(Source):
    """A part of a file that stands for a file of its own, such as `forces` in a variant."""

    whole: Source
    at: Path
    """Where in the whole file the part stands."""
    head: tuple[str, ...] = ()
    """Keys of `data` that stand at the top of the whole file instead, or nowhere."""

    def find(self, path: Path) -> Node | None:
        """The node at a path of the part."""
        return self.whole.find(self._outer(path))

    def problem(self, code: str, path: Path, text: str, hint: str = "", **more: Any) -> Problem:
        """A problem at a path of the part."""
        return self.whole.problem(code, self._outer(path), text, hint, **more)

    def _outer(self, path: Path) -> Path:
        return path if path and path[0] in self.head else (*self.at, *path)


@frozen(kw_only=True, slots=False)
class Layered(Source):
    """A file laid over its base. `file` and `text` are the own file's, `data` is what both say together."""

    own: Source
    base: Source
    rows: Mapping[Path, Rows] = field(factory=dict)
    """Where entries of merged lists come from, by the list's path."""

    def origin(self, path: Path) -> tuple[Source, Path]:
        """The file in which the value at a path stands, and its path there; the own file if both have it."""
        own, base = self._ways(path)
        mine, theirs = (_depth(source.data, way) for source, way in ((self.own, own), (self.base, base)))
        source, found = (self.own, own) if mine >= theirs else (self.base, base)
        return source.origin(found) if isinstance(source, Layered) else (source, found)

    def _ways(self, path: Path) -> tuple[Path, Path]:
        """The path in the own file and in the base; either ends where that file has no part in the value."""
        own: Path | None = ()
        base: Path | None = ()
        ends: tuple[Path, Path] = ((), ())
        for number, step in enumerate(path):
            rows = self.rows.get(path[:number])
            mine, theirs = rows[step] if rows and isinstance(step, int) and step < len(rows) else (step, step)
            if own is not None and base is not None and rows is None and not self._joined(own, base):
                base = None
            own = None if own is None or mine is None else (*own, mine)
            base = None if base is None or theirs is None else (*base, theirs)
            ends = (ends[0] if own is None else own, ends[1] if base is None else base)
        return ends

    def _joined(self, own: Path, base: Path) -> bool:
        """Whether the value at a way of the own file does not simply replace the one of the base."""
        mine, theirs = _value(self.own.data, own), _value(self.base.data, base)
        return mine is None or (isinstance(mine, dict) and isinstance(theirs, dict))

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
                yield Fault(code="V03", path=fault.path, text=f"there is no {fault.path[-1]} to strike out with 0")
            else:
                yield fault

    def _strikes(self, path: Path) -> bool:
        """Whether a count of 0 is meant to strike out what the base does not have."""
        return len(path) > 2 and path[-2] in COUNTED and _value(self.data, path) == "0"

    def _is_change(self, fault: Fault) -> bool:
        """Whether an entry that is not in the base lacks so much that it can only be meant to change one."""
        path = fault.path
        if not path or path[:-1] not in self.rows or not isinstance(path[-1], int):
            return False
        is_new = self.rows[path[:-1]][path[-1]][1] is None
        return is_new and "id" in _value(self.data, path) and fault.text.startswith("keys ")

    def _stray(self, fault: Fault) -> Fault:
        name = _value(self.data, fault.path)["id"]
        known = by_id(_value(self.base.data, self._ways(fault.path[:-1])[1]))
        text = f"the base has no entry '{name}' to change, and as a new one {fault.text}"
        return Fault(code="B03", path=fault.path, text=text, hint=did_you_mean(str(name), known))


def laid_over(own: Source, base: Source) -> Layered:
    """A part of a variant laid over the file that it changes.

    Mappings are joined key by key; lists whose entries have ids entry by entry, new ones at the end, and an entry with
    `drop: true` goes; everything else is replaced as a whole.
    """
    rows: dict[Path, Rows] = {}
    keeps_zeros = isinstance(base.data, dict) and "base" in base.data  # the order of battle below strikes out
    data = joined(own.data, base.data, (), rows, keeps_zeros)
    return Layered(file=own.file, text=own.text, data=data, own=own, base=base, rows=rows)


def joined(own: Any, base: Any, path: Path, rows: dict[Path, Rows], keeps_zeros: bool) -> Any:
    """Plain data laid over other, as `laid_over` says; where entries of lists come from is entered in `rows`."""
    if isinstance(own, dict) and isinstance(base, dict):
        found = dict(base)
        for key, value in own.items():
            step = (*path, key)
            found[key] = joined(value, base[key], step, rows, keeps_zeros) if key in base else value
        if path and path[-1] in COUNTED:
            gone = [key for key, value in own.items() if value == "0" and key in base]
            found = {key: STRUCK if key in gone else value for key, value in found.items()}
            return found if keeps_zeros else {key: value for key, value in found.items() if key not in gone}
        return found
    if not (isinstance(own, list) and isinstance(base, list) and own and len(by_id(own)) == len(own)):
        return own
    above = by_id(own)
    merged: list[Any] = []
    places: list[tuple[int | None, int | None]] = []
    for place, entry in enumerate(base):
        over = above.pop(entry["id"], None) if isinstance(entry, dict) and isinstance(entry.get("id"), str) else None
        if over is not None and over[1].get("drop") == "true":
            continue
        step = (*path, len(merged))
        merged.append(entry if over is None else joined(over[1], entry, step, rows, keeps_zeros))
        places.append((None if over is None else over[0], place))
    for place, entry in above.values():
        merged.append(entry)
        places.append((place, None))
    rows[path] = tuple(places)
    return merged


_MOMENT = re.compile(r"(\d\d\d\d-)?\d\d-\d\d \d\d:\d\d")
_LEAP = "1936-"
"""A year for times without one: any leap year does, so that 29 February can be read."""


def shifted(data: Any, days: int) -> Any:
    """Plain data with every time in it so many days later; what is no time stays."""
    if isinstance(data, dict):
        return {key: shifted(value, days) for key, value in data.items()}
    if isinstance(data, list):
        return [shifted(value, days) for value in data]
    if not (isinstance(data, str) and (found := _MOMENT.fullmatch(data))):
        return data
    try:
        moment = datetime.strptime(data if found[1] else _LEAP + data, "%Y-%m-%d %H:%M") + timedelta(days=days)
    except (ValueError, OverflowError):
        return data  # judged where it stands
    return moment.strftime("%Y-%m-%d %H:%M" if found[1] else "%m-%d %H:%M")


def by_id(entries: Any) -> dict[str, tuple[int, dict[str, Any]]]:
    """Entries of a list, with their places, by id; the first of two with one id."""
    found: dict[str, tuple[int, dict[str, Any]]] = {}
    for place, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            found.setdefault(entry["id"], (place, entry))
    return found


def _value(data: Any, path: Path) -> Any:
    """The value at a path; None if there is none."""
    for step in path:
        in_list = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if not (in_list or (isinstance(data, dict) and step in data)):
            return None
        data = data[step]
    return data


def _depth(data: Any, path: Path) -> int:
    """How many steps of a path exist."""
    return next((depth for depth in range(len(path), 0, -1) if _value(data, path[:depth]) is not None), 0)
