"""The things of a scenario that can be asked for by an id, kind by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from game.model.scenario import Scenario


def _by_id(entries: Iterable[Any]) -> dict[str, Any]:
    return {entry.id: entry for entry in entries}


def _control(scenario: Scenario) -> dict[str, Any]:
    """The records of who held a place, by the place and their number in order of time."""
    found: dict[str, Any] = {}
    for place in dict.fromkeys(record.place for record in scenario.history.control):
        records = sorted((r for r in scenario.history.control if r.place == place), key=lambda r: r.minute)
        found |= {f"{place}.{number}": record for number, record in enumerate(records, 1)}
    return found


SHELVES: dict[str, Callable[[Scenario], Mapping[str, Any]]] = {
    "units": lambda s: {unit.id: unit for unit in s.units},
    "formations": lambda s: s.formations,
    "places": lambda s: s.board.place_by_id,
    "notes": lambda s: _by_id(s.notes),
    "sides": lambda s: _by_id(s.sides),
    "restraints": lambda s: _by_id(s.restraints),
    "events": lambda s: _by_id(s.happenings),
    "victory": lambda s: _by_id(s.victory.items),
    "plans": lambda s: _by_id(s.plans),
    "history": lambda s: _by_id(s.history.measured),
    "control": _control,
    "fronts": lambda s: _by_id(s.history.fronts),
    "ghosts": lambda s: _by_id(s.history.ghosts),
    "weapons": lambda s: s.rules.weapons,
    "vehicles": lambda s: s.rules.vehicles,
    "aircraft": lambda s: s.rules.aircraft,
    "squadrons": lambda s: _by_id(s.squadrons),
    "kinds": lambda s: s.rules.kinds,
    "terrains": lambda s: s.rules.terrains,
    "lines": lambda s: _by_id(s.lines),
    "bridges": lambda s: _by_id(s.board.bridges),
    "fords": lambda s: _by_id(s.board.fords),
    "ferries": lambda s: _by_id(s.board.ferries),
    "rivers": lambda s: _by_id(s.board.rivers),
    "roads": lambda s: _by_id(s.board.roads),
    "borders": lambda s: _by_id(s.board.borders),
    "regions": lambda s: s.board.regions,
    "weather": lambda s: {str(turn.number): turn.weather for turn in s.calendar.turns},
    "rules": lambda s: dict.fromkeys(s.rules.provenance),
    "sources": lambda s: s.sources,
}
"""Everything that can be shown, by kind; earlier kinds are looked through first."""


def shelf_of(word: str) -> str | None:
    """A kind of thing by its name in the singular or plural; None if there is no such kind."""
    return next((name for name in SHELVES if word in (name, name.removesuffix("s"))), None)
