"""Rules 8.7 to 8.9: quiet weeks put a side to sleep, and the blow that ends them finds it so.

Nothing here is written into a scenario as an event: the surprise of a day is what the quiet before it made of the side.
"""

from __future__ import annotations

from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.model import events as ev
from game.model.state import GameState
from game.rules.ledger import Ledger

DAY = 24 * 60


def sector(state: GameState, hex_: HexId) -> int:
    """Number of the sector of the front that a hex belongs to. Rule 5.93."""
    size = int(state.scenario.rules.deception.habit["hexes"])
    columns = state.scenario.board.grid.columns
    return hex_ // columns // size * columns + hex_ % columns // size


def lull(state: GameState, side: SideId) -> float:
    """How far a quiet spell has put a side to sleep, 0 to 1. Rule 8.7."""
    table = state.scenario.rules.deception.lull
    days = (state.minute - state.stirred[side]) / DAY
    share = (days - table["from_days"]) / (table["full_days"] - table["from_days"])
    return table["most"] * min(1.0, max(0.0, share))


def shock(state: GameState, side: SideId) -> float:
    """What is left of the surprise of the blow that ended a quiet spell, 0 to 1. Rule 8.8."""
    if not state.shock[side]:
        return 0.0
    hours = (state.minute - state.shocked_at[side]) / 60.0
    left = 1.0 - hours / state.scenario.rules.deception.lull["shock_hours"]
    return state.shock[side] / 1000.0 * max(0.0, left)


def stir(ledger: Ledger, side: SideId) -> None:
    """Whether a side has attacked in earnest in this turn: the enemy wakes up, and his ears with him. Rule 8.7."""
    state, table = ledger.state, ledger.state.scenario.rules.deception.lull
    foe = enemy_of(side)
    fought = [(h, f) for h, f in state.fights.items() if f.side == side and f.turn == state.turn]
    men = sum([f.men for _, f in fought])
    shells = sum([int(c.weight) for c in state.fire_on[side].values() if c.lifts > state.minute]) // 10
    if men >= table["men"] or shells >= table["shells"]:
        ledger.emit(ev.SideStirred(foe, state.minute, round(lull(state, foe) * 1000)))
        ledger.emit(ev.SideStirred(side, state.minute, 0))
    for number in sorted({sector(state, h) for h, _ in fought}):
        if number in state.used_to[foe]:
            ledger.emit(ev.EarsChanged(foe, number, 0))


def readiness(state: GameState, unit: UnitId) -> float:
    """Share of its defensive fire that a unit gives, surprised as its side is and awake as it is. Rule 8.9."""
    side = state.side_of(unit)
    asleep = max(lull(state, side), shock(state, side))
    table = state.scenario.rules.deception.lull
    return 1.0 - table["guns"] * asleep * (1.0 - state.alert[unit] / 1000.0) if asleep else 1.0
