"""Chapter 3: the budget of minutes."""

from __future__ import annotations

from attrs import frozen

from game.core.ids import UnitId
from game.model.calendar import DAY
from game.model.state import GameState
from game.rules import surprise
from game.rules.command import in_command, rating
from game.rules.ground import pinned_now, turn_of
from game.rules.shellfire import pinned_after


@frozen
class BudgetLine:
    """One entry in the account of a unit's minutes."""

    name: str
    """turn, long, command, fatigue, pinned, leader or surprise."""
    minutes: int
    """Given (or taken, below 0)."""
    rule: str


def budget(state: GameState, unit: UnitId) -> tuple[BudgetLine, ...]:
    """The account of the minutes a unit gets in this turn; their sum is its allotment. Rules 3.1, 3.2, 3.6."""
    table = state.scenario.rules.movement.budget
    turn = turn_of(state)
    day = min(turn.minutes, DAY)
    lines = [BudgetLine("turn", turn.minutes, "3.1")]
    if turn.minutes > day:
        lines.append(BudgetLine("long", day - turn.minutes, "3.6"))
    if not in_command(state, unit):
        lines.append(BudgetLine("command", -int(day * table["out_of_command"]), "3.2"))
    elif (points := rating(state, unit) - 3) < 0:
        # A good commander saves no clock time; a poor one wastes it.
        lines.append(BudgetLine("leader", int(day * table["rating"] * points), "3.2"))
    fatigue = state.fatigue[unit] / 1000.0
    if lost := int(day * table["fatigue"] * fatigue):
        lines.append(BudgetLine("fatigue", -lost, "3.2"))
    if lost := int(table["pinned"] * pinned_minutes(state, unit)):
        lines.append(BudgetLine("pinned", -lost, "3.2"))
    surprised = surprise.shock(state, state.side_of(unit)) * (1.0 - state.alert[unit] / 1000.0)
    if lost := int(turn.minutes * state.scenario.rules.deception.lull["minutes"] * surprised):
        lines.append(BudgetLine("surprise", -lost, "8.8"))
    return tuple(lines)


def pinned_minutes(state: GameState, unit: UnitId) -> float:
    """Minutes of the present turn for which a unit is held down, as its pinning fades from the start. Rule 3.2."""
    tables = state.scenario.rules.combat
    level = pinned_now(state, unit, state.minute)
    fades = tables.shellfire.pin_hours * 60.0
    return fades * (level - pinned_after(level, turn_of(state).minutes, tables))


def allotment(state: GameState, unit: UnitId) -> int:
    """Minutes a unit gets in this turn."""
    return max(0, sum([line.minutes for line in budget(state, unit)]))
