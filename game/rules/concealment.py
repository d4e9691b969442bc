"""Rule 5.95: how hard a unit is to find from above."""

from __future__ import annotations

from game.core.ids import UnitId
from game.model import events as ev
from game.model.state import GameState
from game.rules.ground import turn_of
from game.rules.guise import has_engines, is_show
from game.rules.ledger import Ledger


def exposure(state: GameState, unit: UnitId) -> float:
    """How easily a unit is found from the air, against one that lies still in the open. Rules 5.95, 9.6 and 9.19.

    Works, nets and the ground hide it; movement, fire and vehicles give it away. A show is found like what it shows.
    """
    look, nets = state.scenario.rules.air.look, state.scenario.rules.deception.nets
    found = 1.0 - state.scenario.board.terrain(state.hex[unit]).concealment
    dark = turn_of(state).is_dark
    if dark:
        found *= look["dark"]
    if state.noise[unit]:
        # In the dark neither dust nor shadow tells of a march.
        found *= 1.0 if dark else look["moving"]
    elif state.dug[unit] >= state.scenario.rules.engineering.works["hasty"]:
        found *= look["dug"]
        # Nobody puts a show under nets: it is there to be found.
        if state.minute - state.line_since[unit] >= nets["minutes"] and not is_show(state, unit):
            found *= nets["air"]
    return found * look["vehicles"] if has_engines(state, unit) else found


def grade_from_above(ledger: Ledger, unit: UnitId) -> int:
    """Grade at which aircraft know a unit that they have found; a show may be seen through. Rule 5.91."""
    state = ledger.state
    if is_show(state, unit) and ledger.dice.chance(state.scenario.rules.deception.dummy["air"]):
        return ev.IDENTIFIED
    return ev.SEEN
