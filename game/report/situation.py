"""A game as the umpire sees it at one moment: time, hands, losses, units. For replays, never for players."""

from __future__ import annotations

from typing import Any

from game.core.ids import SideId
from game.engine import Game
from game.language import dates
from game.language.describe_game import hour_lines
from game.language.names import hex_at, short_place, side_name
from game.language.phrases import count, men, sentence
from game.language.words_state import end_words
from game.model.units import FATES, ON_MAP, STANCES, WAITING
from game.report.history import ending_clock
from game.report.positions import positions, standing_words
from game.rules import victory


def situation(game: Game) -> dict[str, Any]:
    """Everything about the state that a reader may want, as plain data."""
    state, scenario = game.state, game.scenario
    sides = [side.id for side in scenario.sides]
    points = state.result.points if state.result is not None else victory.totals(state, ending_clock(game))
    actor = game.actor()
    return {
        "turn": state.turn,
        "minute": state.minute,
        "time": scenario.calendar.stamp(state.minute),
        "to_act": None if actor is None else sides[actor],
        "order_count": state.order_count,
        "digest": game.digest(),
        "result": None
        if state.result is None
        else {"reason": state.result.reason, "level": scenario.victory.levels[state.result.level].name},
        "points": dict(zip(sides, points, strict=True)),
        "losses": {
            side: {"killed": state.killed[s], "wounded": state.wounded[s], "missing": state.missing[s]}
            for s, side in enumerate(sides)
        },
        "resolve": {side: state.resolve[s] / 10 for s, side in enumerate(sides)},
        "holder": {
            place.id: "contested" if state.contested[i] else None if state.holder[i] < 0 else sides[state.holder[i]]
            for i, place in enumerate(scenario.board.objectives)
        },
        "units": [_unit(game, unit.number) for unit in scenario.units],
    }


def _unit(game: Game, number: int) -> dict[str, Any]:
    state, unit = game.state, game.scenario.units[number]
    return {
        "unit": unit.id,
        "side": game.scenario.sides[unit.side].id,
        "status": FATES[state.status[number]],
        "hex": game.scenario.board.grid.name(state.hex[number]) if state.hex[number] >= 0 else None,
        "men": state.men[number],
        "vehicles": sum(state.vehicles[number]),
        "cohesion": state.cohesion[number] / 10,
        "fatigue": state.fatigue[number] / 10,
        "minutes": state.minutes[number],
        "stance": STANCES[state.stance[number]],
        "hidden": state.hidden[number],
    }


def situation_lines(game: Game) -> tuple[str, ...]:
    """The same in sentences."""
    state, scenario = game.state, game.scenario
    turn = scenario.calendar.turns[max(0, state.turn - 1)]
    lines = [sentence(dates.turn_words(scenario.calendar, turn))]
    if state.result is not None:
        lines.append(sentence(f"The battle is over: {end_words(state.result.reason, scenario)}"))
    elif (actor := game.actor()) is not None:
        lines.append(sentence(f"{scenario.sides[actor].name} is to act"))
    points = state.result.points if state.result is not None else victory.totals(state, ending_clock(game))
    first, second = scenario.sides
    lines.append(f"Points: {first.name} {points[0]}, {second.name} {points[1]}.")
    for index, place in enumerate(scenario.board.objectives):
        lines.append(sentence(f"{short_place(place)}: held by {side_name(scenario, state.control_of(index))}"))
    for side in scenario.sides:
        lines += _side_lines(game, side.number)
    return (*lines, f"State {game.digest()} after {count(state.order_count, 'order')}.")


def gap_lines(game: Game) -> tuple[str, ...]:
    """The record at this hour beside the game: who held what, where the front ran, how far each formation is from it.

    The front is told to each side as it sees it.
    """
    scenario, state = game.scenario, game.state
    first, second = (hour_lines(game.view(side.number)) for side in scenario.sides)
    told = [line for line in first if line in second]
    for side, own in zip(scenario.sides, (first, second), strict=True):
        apart = [line for line in own if line not in told]
        told += [f"As {side.name} sees it:", *(f"  {line}" for line in apart)] if apart else []
    told += [standing_words(scenario, one) for one in positions(scenario, state, state.minute).standings]
    return tuple(told) or ("The record is silent about this hour.",)


def _side_lines(game: Game, side: SideId) -> list[str]:
    state, scenario = game.state, game.scenario
    lost = state.killed[side] + state.wounded[side] + state.missing[side]
    units = scenario.units_of[side]
    here = [unit for unit in units if state.status[unit] == ON_MAP]
    lines = [
        f"{scenario.sides[side].name}: {count(len(here), 'unit')} on the map with "
        f"{men(sum(state.men[u] for u in here))}; {lost} lost, {state.killed[side]} of them killed; "
        f"resolve {state.resolve[side] / 10:g}."
    ]
    for unit in here:
        hulls = sum(state.vehicles[unit])
        carried = f", {count(hulls, 'vehicle')}" if hulls else ""
        lines.append(
            f"  {scenario.units[unit].id} at {hex_at(scenario.board, state.hex[unit])}: {men(state.men[unit])}"
            f"{carried}, cohesion {state.cohesion[unit] / 10:g}, "
            f"{STANCES[state.stance[unit]]}{', creeping unseen' if state.hidden[unit] else ''}."
        )
    away = [unit for unit in units if state.status[unit] not in (ON_MAP, WAITING)]
    lines += [f"  {scenario.units[unit].id}: {FATES[state.status[unit]]}." for unit in away]
    due = sum(state.status[unit] == WAITING for unit in units)
    return [*lines, f"  {count(due, 'unit')} still to come."] if due else lines
