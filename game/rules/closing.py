"""How vehicles come to grips: how near they ride, who goes with them, and how hot their decks are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from game.core.ids import HexId
from game.core.portable import total
from game.model.state import GameState
from game.rules.belief import Body
from game.rules.ground import light_at, weather

ESCORT = 30.0
"""Men on foot whom each vehicle needs beside it. Rule 7.34."""


def inside(body: Body) -> float:
    """Men of a body of vehicles who do not fight on foot: crews, and drivers and fitters without arms. Rule 7.29."""
    if not body.vehicles:
        return 0.0
    crews = min(float(body.men), total([count * vehicle.crew for vehicle, count in body.vehicles]))
    return max(crews, body.men - total([count * weapon.crew for weapon, count in body.arms]))


class Manner(NamedTuple):
    """What the duel of vehicles and guns hangs on beside the two forces."""

    range_m: float
    """Range in metres at which they fire. Rule 7.28."""
    bearing: float
    """Share of the tubes that bear. Rule 7.28."""
    unsupported: float
    """Share of the attacker's vehicles that no infantry goes with. Rule 7.34."""
    hot: float
    """Factor of heat on close assault against petrol engines. Rule 7.35."""


def is_open(state: GameState, hex_: HexId) -> bool:
    """Whether tanks can ride over a hex as they like, in full view. Rule 7.28."""
    return state.scenario.board.terrain(hex_).tanks >= state.scenario.rules.combat.pursuit.open_ground


def manner(state: GameState, target: HexId, press: str, attackers: Sequence[Body]) -> Manner:
    """Range, bearing, escort and heat of an assault with vehicles or against them. Rules 7.28, 7.34 and 7.35."""
    tables, ground = state.scenario.rules.combat, state.scenario.board.terrain(target)
    if is_open(state, target):
        near, bears = tables.duel_range[press], tables.bearing["open"]
    elif ground.glyph == "dune":
        near, bears = tables.duel_range["dunes"], tables.bearing["elsewhere"]
    else:
        near, bears = tables.duel_range["elsewhere"], tables.bearing["elsewhere"]
    cars = total([n for body in attackers for _, n in body.vehicles])
    infantry = sum([body.men for body in attackers if not body.vehicles])
    hot = weather(state).hot and light_at(state, target) >= 0.5
    return Manner(
        range_m=near,
        bearing=bears,
        unsupported=max(0.0, 1.0 - infantry / (ESCORT * cars)) if cars else 0.0,
        hot=tables.weather.hot_decks if hot else 1.0,
    )
