"""Chapter 16: the victory list."""

from __future__ import annotations

from attrs import frozen

from game.core.ids import SideId, UnitId, enemy_of
from game.model import events as ev
from game.model.state import GameState
from game.model.units import ON_MAP, WAITING, WITHDRAWN
from game.model.victory import VictoryItem
from game.rules import happenings, morale
from game.rules.ground import occupants, shared_hexes, units_at
from game.rules.ledger import Ledger


@frozen
class Score:
    """One line of the list as it stands."""

    item: VictoryItem
    points: int
    """Earned so far (or as if the game ended now)."""
    history: int | None


def scores(state: GameState, clock: int) -> tuple[Score, ...]:
    """The list as if the game ended at a minute. Rule 16.1."""
    return tuple(Score(item, _points(state, item, clock), item.history) for item in state.scenario.victory.items)


def totals(state: GameState, clock: int) -> tuple[int, int]:
    """Points of the two sides, events and restraints among them. Rule 16.2."""
    sums = list(state.points)
    for score in scores(state, clock):
        sums[score.item.side] += score.points
    return sums[0], sums[1]


def _points(state: GameState, item: VictoryItem, clock: int) -> int:
    side, index = item.side, state.scenario.board.objective_index.get(item.place)
    match item.kind:
        case "hold":
            return _for_holding(state, item, index)
        case "take":
            if index is None:
                return 0
            taken = state.first_taken[index][side]
            in_time = item.by_minute is None or taken <= item.by_minute
            return item.points if taken > 0 and in_time else 0
        case "evict":
            return item.points if index is not None and _evicted(state, side, index) else 0
        case "exit":
            return item.points if item.unit is not None and state.status[item.unit] == WITHDRAWN else 0
        case "preserve":
            return item.points if _share_left(state, side) >= item.share else 0
        case "destroy":
            return item.points if item.unit is not None and is_lost(state, item.unit) else 0
        case "losses":
            of = item.of if item.of is not None else enemy_of(side)
            return item.points * (happenings.casualties(state, of) // max(1, item.per))
        case "pocketed":
            of = item.of if item.of is not None else enemy_of(side)
            return item.points * len([u for u in state.scenario.units_of[of] if _in_pocket(state, u, item.per)])
        case "time":
            return item.points * (_held(state, side, index, clock) // max(1, item.per)) if index is not None else 0
    raise AssertionError(f"no victory kind {item.kind}")


def is_lost(state: GameState, unit: UnitId) -> bool:
    """Whether a unit was removed from the battle and neither waits to come nor withdrew. Rule 16.1."""
    return state.status[unit] not in (ON_MAP, WAITING, WITHDRAWN)


def _in_pocket(state: GameState, unit: UnitId, least: int) -> bool:
    """Whether a unit of so many men at the start stands in a closed ring, or was lost in one. Rule 16.1."""
    is_gone = state.status[unit] in (WAITING, WITHDRAWN)
    return state.ringed[unit] >= 0 and state.scenario.units[unit].men >= least and not is_gone


def _for_holding(state: GameState, item: VictoryItem, index: int | None) -> int:
    """Points for a place held: all of them, or half of them for one that both sides hold. Rules 16.1 and 16.5."""
    if index is None:
        return 0
    if state.contested[index]:
        return item.points // 2
    return item.points if state.holder[index] == item.side else 0


def _evicted(state: GameState, side: SideId, index: int) -> bool:
    hex_ = state.scenario.board.objectives[index].hex
    near = state.scenario.board.grid.within(hex_, 1)
    return not any(state.side_of(u) != side for h in near for u in units_at(state, h))


def _share_left(state: GameState, side: SideId) -> float:
    units = [u for u in state.scenario.units_of[side] if state.status[u] != WAITING]
    start = sum([state.scenario.units[u].men for u in units])
    return sum([state.men[u] for u in units]) / start if start else 0.0


def _held(state: GameState, side: SideId, index: int, clock: int) -> int:
    minutes = state.held_minutes[index][side]
    if state.holder[index] == side and not state.contested[index]:
        minutes += max(0, clock - state.held_since[index])
    return minutes


def open_control(ledger: Ledger) -> None:
    """Who holds what before the first order: as the scenario says, and wherever somebody stands. Rule 16.3."""
    for index, side in ledger.state.scenario.held:
        ledger.emit(ev.ControlChanged(index, side, 0))
    judge_control(ledger, 0)


def judge_control(ledger: Ledger, clock: int) -> None:
    """An objective belongs to whoever stood there last, or to both while both stand there. Rules 5.9, 16.3, 16.5."""
    state = ledger.state
    standing, both = occupants(state), shared_hexes(state)
    for index, place in enumerate(state.scenario.board.objectives):
        if state.contested[index] != bool(both >> place.hex & 1):
            ledger.emit(ev.ContestChanged(index, not state.contested[index], clock))
        units = [u for u in standing.get(place.hex, ()) if state.scenario.units[u].dummy is None]
        if not units or state.contested[index]:
            continue
        side = state.side_of(units[0])
        before = state.holder[index]
        if before != side:
            ledger.emit(ev.ControlChanged(index, side, clock))
            if before >= 0 and state.turn:
                points = state.scenario.rules.morale.resolve["objective"]
                morale.change_resolve(ledger, SideId(before), -points, place.name)
                morale.change_resolve(ledger, side, points / 2.0, place.name)


def finish(ledger: Ledger, reason: str, clock: int) -> None:
    """Ends the game and names the level reached. Rule 16.4."""
    state = ledger.state
    points = totals(state, clock)
    level = state.scenario.victory.level(points[0] - points[1])
    ledger.emit(ev.GameEnded(reason, state.scenario.victory.levels.index(level), points))
