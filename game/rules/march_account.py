"""What every step of a march costs and why, factor by factor: the reckoning of chapter 4 written out."""

from __future__ import annotations

from itertools import pairwise

from attrs import frozen

from game.core.ids import HexId, UnitId
from game.model.events import ModifierLine
from game.model.state import GameState
from game.rules import bridges, ferries
from game.rules.ground import known_zoc
from game.rules.movement import Route
from game.rules.terrain_costs import WHEELED, Conditions, conditions, going
from game.rules.wire import wire_minutes

PACE, MINUTES = "K", "M"
"""Effects of a line: a factor on the pace, or minutes added."""


@frozen
class StepAccount:
    """One step, reckoned from the time it takes at full pace on flat hard ground."""

    here: HexId
    there: HexId
    base: float
    """Minutes at full pace; 0 for a passage by boat."""
    lines: tuple[ModifierLine, ...]
    """Factors on the pace (`PACE`) and minutes added (`MINUTES`); what is left out is 1 or 0."""
    minutes: int
    """What the step costs."""

    def reckoned(self) -> int:
        """The minutes that the lines make: the base over the factors, and what is added."""
        pace, added = 1.0, 0.0
        for line in self.lines:
            pace, added = (pace * line.value, added) if line.effect == PACE else (pace, added + line.value)
        return max(1, int(self.base / pace + added + 0.5))


def account(state: GameState, route: Route, gait: str) -> tuple[StepAccount, ...]:
    """Every step of a route. Rules 4.1 to 4.7, 4.11, 4.12, 4.15 and 10.5."""
    unit = route.unit
    if "boat" in route.remarks:
        return (_passage(state, route),)
    at = conditions(state, state.side_of(unit), state.scenario.units[unit].kind.mobility, stealth=gait == "stealth")
    spent = [after - before for before, after in pairwise(route.minutes)]
    return tuple(
        [
            _step(state, unit, at, here, there, cost)
            for (here, there), cost in zip(pairwise(route.hexes), spent, strict=True)
        ]
    )


def _line(effect: str, name: str, value: float, rule: str, source: str) -> ModifierLine:
    return ModifierLine("march", effect, name, value, rule, source)


def _passage(state: GameState, route: Route) -> StepAccount:
    """A crossing by boat. Rules 4.7 and 10.6."""
    here, there = route.hexes
    load = state.scenario.rules.movement.obstacle["boat_load"]
    ferry = ferries.between(state, here, there)
    work = ferries.boat_minutes(state, route.unit, ferry) if ferry is not None else 0
    lines = (
        _line(MINUTES, "loading and landing", load, "4.7", "movement.obstacle.boat_load"),
        _line(MINUTES, "the boats", float(work), "10.6", "situation.men"),
    )
    return StepAccount(here, there, 0.0, lines, route.total)


def _step(state: GameState, unit: UnitId, at: Conditions, here: HexId, there: HexId, cost: int) -> StepAccount:
    board, table = state.scenario.board, state.scenario.rules.movement
    ground = _over_water(state, unit, at, here, there) or [
        *_way_lines(state, at, here, there),
        *_slope_lines(state, at, here, there),
    ]
    lines = [*_pace_lines(state, at), *ground, *_hindrances(state, unit, at, here, there)]
    base = board.grid.distance(here, there) * board.hex_m / 1000.0 / table.speed[at.mobility] * 60.0
    kept = tuple([line for line in lines if line.value != (1.0 if line.effect == PACE else 0.0)])
    return StepAccount(here, there, base, kept, cost)


def _pace_lines(state: GameState, at: Conditions) -> list[ModifierLine]:
    """Light, weather and stealth. Rule 4.4."""
    table = state.scenario.rules.movement.conditions
    dark = 1.0 - (1.0 - table["dark"]) * at.dark / 100.0
    words = [(word, table.get(word, 1.0)) for word in (at.sky, at.ground)]
    return [
        _line(PACE, "darkness", dark, "4.4", "movement.conditions.dark"),
        *(_line(PACE, word, value, "4.4", f"movement.conditions.{word}") for word, value in words),
        _line(PACE, "stealth", table["stealth"] if at.stealth else 1.0, "4.4", "movement.conditions.stealth"),
    ]


def _way_lines(state: GameState, at: Conditions, here: HexId, there: HexId) -> list[ModifierLine]:
    """Road or open ground. Rules 4.1, 4.3, 4.11 and 10.5."""
    board, table = state.scenario.board, state.scenario.rules.movement
    road = board.road_links.get((here, there))
    if road is None:
        factor = going(board, state.scenario.rules, at, here, there)
        return [_line(PACE, f"going: {board.terrain(there).name}", factor, "4.1", "ground.going")]
    mud = table.conditions.get(at.ground, 1.0) if at.mended >> there & 1 else 1.0
    wheeled = table.road["wheeled"] if at.mobility in WHEELED else 1.0
    return [
        _line(PACE, road, table.road[road], "4.3", f"movement.road.{road}"),
        _line(PACE, "wheels and tracks on it", wheeled, "4.3", "movement.road.wheeled"),
        _line(PACE, "mended", 1.0 / mud, "10.5", f"movement.conditions.{at.ground}"),
    ]


def _over_water(state: GameState, unit: UnitId, at: Conditions, here: HexId, there: HexId) -> list[ModifierLine]:
    """Bridge or ford, from bank to bank as along a track; nothing for a step that needs neither. Rules 4.12 to 4.15."""
    board, rules = state.scenario.board, state.scenario.rules
    across = bridges.minutes_across(state, unit, here, there) if state.spans else None
    if across is not None:
        water = _line(MINUTES, "bridge", float(across), "4.13", "engineering.passage.men_hour")
    elif there in board.forded.get(here, ()):
        water = _line(MINUTES, "ford", rules.engineering.passage["ford"], "4.15", "engineering.passage.ford")
    else:
        return []
    wheeled = rules.movement.road["wheeled"] if at.mobility in WHEELED else 1.0
    return [
        _line(PACE, "track", rules.movement.road["track"], "4.12", "movement.road.track"),
        _line(PACE, "wheels and tracks on it", wheeled, "4.3", "movement.road.wheeled"),
        water,
    ]


def _slope_lines(state: GameState, at: Conditions, here: HexId, there: HexId) -> list[ModifierLine]:
    """Climb and stream. Rules 4.2 and 4.5."""
    board, table = state.scenario.board, state.scenario.rules.movement
    climb = max(0, board.elevation[there] - board.elevation[here]) if at.mobility != "rail" else 0
    each = "wheeled" if at.mobility in WHEELED else "climb_minutes"
    wades = board.streams >> there & 1 and (here, there) not in board.road_links and at.mobility != "rail"
    return [
        _line(MINUTES, f"climb of {climb} m", climb * table.slope[each], "4.2", f"movement.slope.{each}"),
        _line(MINUTES, "stream", table.obstacle["stream"] if wades else 0.0, "4.5", "movement.obstacle.stream"),
    ]


def _hindrances(state: GameState, unit: UnitId, at: Conditions, here: HexId, there: HexId) -> list[ModifierLine]:
    """Wire and the enemy's zone of control. Rules 4.6 and 4.7."""
    table = state.scenario.rules.movement
    troubled = known_zoc(state, state.side_of(unit)) >> there & 1
    wire = wire_minutes(state, here, there, "stealth" if at.stealth else "march")
    return [
        _line(MINUTES, "wire", float(wire), "4.7", "movement.obstacle.wire_cut"),
        _line(
            MINUTES,
            "along the enemy's front",
            table.obstacle["zoc"] if troubled else 0.0,
            "4.6",
            "movement.obstacle.zoc",
        ),
    ]
