"""Named figures of a game. The same functions serve a played game and every simulated one."""

from __future__ import annotations

from game.core.ids import SideId, enemy_of
from game.engine import Game
from game.model.aircraft import CAUSES
from game.model.scenario import Scenario
from game.model.state import GameState
from game.sim.chronicle import Chronicle
from game.sim.depth import depth
from game.sim.toll import guns_in

AERIAL = (".aircraft_lost", ".sorties")
"""Ends of measures that are only taken where somebody flies or the record tells of it."""
SHELLS = ".shells"
"""End of the measure of shells fired, which is only taken where the record tells of it."""
CAPTURES = ("captured", "vehicles_captured", "guns_captured")
"""Ends of measures of what the enemy took."""
Measures = dict[str, float | None]
"""Figures by name; None for a place that never fell."""


def measures(game: Game, chronicle: Chronicle | None = None) -> Measures:
    """All figures of a game as it stands: losses by side, points, the minute each place fell.

    Args:
        chronicle: what the game came to by certain hours; with it come the recorded figures of a part of the battle.
    """
    state, scenario = game.state, game.scenario
    found: Measures = {}
    aerial = bool(scenario.squadrons) or any(f.measure.endswith(AERIAL) for f in scenario.history.measured)
    points = state.result.points if state.result is not None else (0, 0)
    for side in scenario.sides:
        s = side.number
        killed, wounded, missing = state.killed[s], state.wounded[s], state.missing[s]
        found[f"{side.id}.killed"] = killed
        found[f"{side.id}.wounded"] = wounded
        found[f"{side.id}.missing"] = missing
        found[f"{side.id}.casualties"] = killed + wounded + missing
        found |= {f"{side.id}.{name}": count for name, count in _vehicles(state, s).items()}
        found |= {f"{side.id}.{name}": count for name, count in _guns(state, s).items()}
        if aerial:
            found |= {f"{side.id}.{name}": count for name, count in _aircraft(state, s).items()}
        if any(f.measure.endswith(SHELLS) for f in scenario.history.measured):
            found[f"{side.id}.shells"] = state.shells_fired[s]
        found[f"{side.id}.points"] = points[s]
    found["margin"] = points[0] - points[1]
    found |= _ground(state)
    if chronicle is not None:
        found |= _taken(scenario, chronicle, aerial=aerial)
        end = scenario.calendar.end_minute
        for figure in scenario.history.measured:
            if figure.key != figure.measure or "/" in figure.measure:
                until = end if figure.to_minute is None else figure.to_minute
                found[figure.key] = chronicle.between(figure.measure, figure.from_minute, until)
    return found


def _ground(state: GameState) -> Measures:
    """The minute each place fell, a ring was closed, a region was rid of a side; and how deep each side has come."""
    scenario, found = state.scenario, Measures()
    for index, place in enumerate(scenario.board.objectives):
        minute = fall(state, index)
        if minute is not NEVER_HELD:
            found[f"fall.{place.id}"] = minute
    for side in scenario.sides:
        if scenario.sides[side.number].supply or scenario.lines_of[side.number]:
            closed = state.ring_closed[side.number]
            found[f"ring.{side.id}"] = float(closed) if closed >= 0 else None
    for side in scenario.sides:
        advance = depth(state, side.number)
        if advance is not None:
            found[f"depth.{side.id}"] = advance
    for figure in scenario.history.measured:
        if figure.measure.startswith("clear."):
            found[figure.measure] = cleared(state, figure.measure)
    return found


def _aircraft(state: GameState, side: SideId) -> dict[str, int]:
    """Aircraft lost in all and by cause, and sorties flown."""
    mine = [q.number for q in state.scenario.squadrons if q.side == side]
    found = {"aircraft_lost": sum(state.air_lost[n] for n in mine), "sorties": state.sorties[side]}
    for which, cause in enumerate(CAUSES):
        found[f"aircraft_lost_{cause}"] = sum(state.air_causes[n][which] for n in mine)
    return found


def _vehicles(state: GameState, side: SideId) -> dict[str, int]:
    """Tanks of a side out of action, beyond repair and mended, and armoured cars where there are any."""
    scenario = state.scenario
    ruined = [scenario.units[u].tanks_and_cars(state.wrecked[u]) for u in scenario.units_of[side]]
    found = {
        "tanks_out": state.tanks_out[side],
        "tanks_lost": sum([tanks for tanks, _ in ruined]),
        "tanks_repaired": state.tanks_repaired[side],
    }
    told = any(".cars_" in figure.measure for figure in scenario.history.measured)
    if told or any(group.vehicle.class_ == "car" for unit in scenario.units for group in unit.vehicles):
        found["cars_out"] = state.cars_out[side]
        found["cars_lost"] = sum([cars for _, cars in ruined])
        found["cars_repaired"] = state.cars_repaired[side]
    return found


NEVER_HELD = -1.0
"""Answer of `fall` for a place that nobody held at the start."""


def fall(state: GameState, place: int) -> float | None:
    """Minute of the scenario at which a place first fell to the side that did not hold it at the start; None: never.

    Args:
        place: position in `Board.objectives`.
    """
    first, second = state.first_taken[place]
    holder = 0 if first == 0 else 1 if second == 0 else None
    if holder is None:
        return NEVER_HELD
    minute = state.first_taken[place][enemy_of(state.scenario.sides[holder].number)]
    return float(minute) if minute >= 0 else None


def cleared(state: GameState, measure: str) -> float | None:
    """Minute since which no unit of a side has stood in a region any more; None: one still does, or none ever did.

    Args:
        measure: such as clear.japan.west-bank.
    """
    _, side, region = measure.split(".", 2)
    minute = state.cleared[state.scenario.side_by_id[side]].get(region)
    return None if minute is None else float(minute)


def _guns(state: GameState, side: SideId) -> dict[str, int]:
    """Guns and anti-tank guns that a side has lost, and those of 75 mm and more among them."""
    lost = field = 0
    for number in state.scenario.units_of[side]:
        spec = state.scenario.units[number]
        gone = tuple(arm.count - left for arm, left in zip(spec.arms, state.arms[number], strict=True))
        guns, large = guns_in(spec, gone)
        lost, field = lost + guns, field + large
    return {"guns_lost": lost, "field_guns_lost": field}


def _taken(scenario: Scenario, chronicle: Chronicle, *, aerial: bool) -> Measures:
    """Men, vehicles and guns in the enemy's hands, and aircraft damaged and mended; only events tell of them."""
    names = (*CAPTURES, *(("aircraft_damaged", "aircraft_repaired") if aerial else ()))
    keys = [f"{side.id}.{name}" for side in scenario.sides for name in names]
    return {key: chronicle.now.get(key, 0) for key in keys}
