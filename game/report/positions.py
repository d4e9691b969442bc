"""Where the troops stood at the end, and where history had them at that hour."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from game.core.ids import HexId, SideId, UnitId
from game.language.names import hex_at, hex_name, wind
from game.language.phrases import count, kilometres, sentence
from game.model.history import Front, Ghost
from game.model.scenario import Scenario
from game.model.state import GameState
from game.model.units import ON_MAP


@frozen(kw_only=True)
class Standing:
    """A formation at one hour: its hex in history, and its units in the game."""

    formation: str
    """Id."""
    name: str
    side: SideId
    history: HexId
    units: tuple[UnitId, ...]
    """Those of it that are on the map, by number."""
    middle: HexId | None
    """The hex of the unit next to the middle of them all; None where none is left."""
    apart_m: float | None
    """Metres between the middle of its units and the hex of history."""
    bearing: str
    """Point of the compass from history's hex to there; empty without a distance."""


@frozen(kw_only=True)
class Positions:
    """Both sides at one hour, beside the record."""

    minute: int
    stacks: tuple[tuple[HexId, SideId, tuple[UnitId, ...]], ...]
    """Units of each side by hex, the one with most men first."""
    standings: tuple[Standing, ...]
    """Formations of which the record says where they were, in its order."""
    fronts: tuple[Front, ...]
    """Lines of the front in the record that held."""


def positions(scenario: Scenario, state: GameState, minute: int) -> Positions:
    """Where everybody stands in a state, beside the record of a minute."""
    found: dict[tuple[HexId, SideId], list[UnitId]] = {}
    for unit in scenario.units:
        hex_ = state.hex[unit.number]
        if state.status[unit.number] == ON_MAP and hex_ >= 0 and unit.dummy is None:
            found.setdefault((hex_, unit.side), []).append(unit.number)
    stacks = [
        (hex_, side, tuple(sorted(units, key=lambda unit: (-state.men[unit], unit))))
        for (hex_, side), units in sorted(found.items())
    ]
    here = [_standing(scenario, state, ghost, minute) for ghost in scenario.history.ghosts]
    return Positions(
        minute=minute,
        stacks=tuple(stacks),
        standings=tuple(standing for standing in here if standing is not None),
        fronts=scenario.history.fronts_at(minute),
    )


def _standing(scenario: Scenario, state: GameState, ghost: Ghost, minute: int) -> Standing | None:
    """A formation against the last place that the record gives it; None before the first."""
    past = [hex_ for at, hex_ in ghost.at if at <= minute and hex_ >= 0]
    if not past:
        return None
    own = [
        unit
        for unit in scenario.units_in.get(ghost.id, ())
        if state.status[unit] == ON_MAP and state.hex[unit] >= 0 and scenario.units[unit].dummy is None
    ]
    board, then = scenario.board, past[-1]
    middle = apart = None
    bearing = ""
    if own:
        spots = [board.reference.offset_km(board.grid, state.hex[unit]) for unit in own]
        east, north = (sum(axis) / len(own) for axis in zip(*spots, strict=True))
        x, y = board.reference.offset_km(board.grid, then)
        apart = 1000.0 * ((east - x) ** 2 + (north - y) ** 2) ** 0.5
        bearing = wind(east - x, north - y)
        nearest = min(range(len(own)), key=lambda n: (spots[n][0] - east) ** 2 + (spots[n][1] - north) ** 2)
        middle = state.hex[own[nearest]]
    return Standing(
        formation=ghost.id,
        name=ghost.name,
        side=ghost.side,
        history=then,
        units=tuple(own),
        middle=middle,
        apart_m=apart,
        bearing=bearing,
    )


def standing_words(scenario: Scenario, standing: Standing) -> str:
    """One formation in a sentence: "71st Infantry: history at 3634; 3 units of it 4.2 km west of there, about 3233"."""
    then = hex_at(scenario.board, standing.history)
    return sentence(f"{standing.name}: history at {then}; {gap_words(scenario, standing)}")


def gap_words(scenario: Scenario, standing: Standing) -> str:
    """Where a formation stands against history's place for it."""
    if standing.apart_m is None or standing.middle is None:
        return "nothing of it on the map"
    who = f"{count(len(standing.units), 'unit')} of it"
    if standing.apart_m < scenario.board.hex_m / 2:
        return f"{who} there"
    about = hex_name(scenario.board, standing.middle)
    return f"{who} {kilometres(standing.apart_m)} {standing.bearing} of there, about {about}"


def plain(scenario: Scenario, found: Positions) -> dict[str, Any]:
    """The same as plain data."""
    grid = scenario.board.grid
    return {
        "at": scenario.calendar.stamp(found.minute),
        "units": {scenario.units[unit].id: grid.name(hex_) for hex_, _, units in found.stacks for unit in units},
        "history": [
            {
                "formation": one.formation,
                "side": scenario.sides[one.side].id,
                "hex": grid.name(one.history),
                "units": len(one.units),
                "game": None if one.middle is None else grid.name(one.middle),
                "apart_km": None if one.apart_m is None else round(one.apart_m / 1000.0, 2),
            }
            for one in found.standings
        ],
        "fronts": [front.id for front in found.fronts],
    }
