"""Orders of battle that build on another one: entries of the base by id, changed where the own file says so."""

from __future__ import annotations

from typing import Any

from game.data.layers import COUNTED, STRUCK, Layered, Rows, by_id
from game.data.problems import Path
from game.data.source import Source

CHOSEN = ("units", "squadrons")
"""Lists of which only those entries are taken from the base that the own file names."""
_PROVENANCE = ("source", "estimate", "confidence")


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
    rows: dict[Path, Rows] = {}
    for key in CHOSEN:
        if isinstance(own.data.get(key), list):
            data[key], rows[key,] = _chosen(own.data[key], base.data, key)
    if isinstance(own.data.get("formations", []), list):
        data["formations"], rows["formations",] = _formations(data, own.data.get("formations", []), base.data)
    return Layered(file=own.file, text=own.text, data=data, own=own, base=base, rows=rows)


def _list(data: Any, key: str) -> Any:
    return data.get(key) if isinstance(data, dict) else None


def _chosen(entries: list[Any], base: Any, key: str) -> tuple[list[Any], Rows]:
    """Entries of the own list, each over the one of the base with its id."""
    below = by_id(_list(base, key))
    merged, rows = [], []
    for place, entry in enumerate(entries):
        name = entry.get("id") if isinstance(entry, dict) else None
        under = below.get(name) if isinstance(name, str) else None
        merged.append(_over(entry, under[1] if under else {}) if isinstance(entry, dict) else entry)
        rows.append((place, under[0] if under else None))
    return merged, tuple(rows)


def _formations(data: dict[str, Any], own: list[Any], base: Any) -> tuple[list[Any], Rows]:
    """Formations of the base that are needed, in its order, then the own file's others."""
    above, below = by_id(own), by_id(_list(base, "formations"))
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
        below = under if isinstance(under, dict) else {}
        merged[key] = {**below, **value} if isinstance(value, dict) else value
        if key in COUNTED and isinstance(value, dict):
            merged[key] = {k: v for k, v in merged[key].items() if v != STRUCK and (v != "0" or k not in below)}
    return merged
