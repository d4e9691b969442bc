"""Rule 6.8: guns that fire give themselves away to the enemy's gunners by flash and sound."""

from __future__ import annotations

from game.core.ids import SideId, UnitId, enemy_of
from game.core.portable import exp
from game.model import events as ev
from game.model.state import GameState
from game.model.units import ON_MAP
from game.rules import observation
from game.rules.ground import weather
from game.rules.ledger import Ledger


def chance(state: GameState, gun: UnitId, rounds: int) -> float:
    """The chance that the enemy's gunners fix a unit that has fired so many rounds. Rules 6.8 and 6.14."""
    table = state.scenario.rules.fires.flash
    here, grid = state.hex[gun], state.scenario.board.grid
    if gun in state.scenario.off_map:
        return 0.0
    nearest = min(
        [grid.distance(here, state.hex[u]) for u in _listeners(state, enemy_of(state.side_of(gun)))], default=-1
    )
    if nearest < 0:
        return 0.0
    near = max(0.0, 1.0 - nearest * state.scenario.board.hex_m / table["range_m"])
    return (1.0 - exp(-rounds / table["rounds"])) * near * table.get(weather(state).sky, 1.0)


def _listeners(state: GameState, side: SideId) -> list[UnitId]:
    """Units of a side whose guns fire at what they do not see, and so have posts for it."""
    return [
        unit
        for unit in state.scenario.units_of[side]
        if state.status[unit] == ON_MAP
        and state.scenario.units[unit].kind.fires
        and any(arm.weapon.indirect for arm in state.scenario.units[unit].arms)
    ]


def give_away(ledger: Ledger, gun: UnitId, rounds: int) -> None:
    """Rolls for whether guns that have fired are found where they stand. Rule 6.8."""
    state = ledger.state
    if state.status[gun] == ON_MAP and ledger.dice.chance(chance(state, gun, rounds)):
        observation.make_contact(ledger, enemy_of(state.side_of(gun)), gun, ev.SEEN, "flash")
