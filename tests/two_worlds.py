"""Two worlds that look the same to one side: everything it cannot know is changed in a copy."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from game.core.dice import Dice
from game.core.hexgrid import hexes_of
from game.core.ids import NOWHERE, HexId, SideId, UnitId, enemy_of
from game.engine import Desk, Game
from game.model import orders as od
from game.model.state import Fight, GameState
from game.model.units import ON_MAP, WAITING
from game.rules import snapshot
from game.rules.ground import side_masks
from game.rules.viewing import CLAIM_STEP, RESOLVE_STEP


def other_world(state: GameState, side: SideId, dice: Dice) -> GameState:
    """A copy in which every enemy unit, its whereabouts and its very existence differ where the side cannot know.

    What the side has been told stays: contacts as last seen, its own units, who holds what.
    """
    twin = snapshot.clone(state)
    twin.caches = {}
    own = side_masks(state)[side]
    free = [HexId(h) for h in range(state.scenario.board.grid.size) if not own >> h & 1]
    for unit in state.scenario.units_of[enemy_of(side)]:
        if state.status[unit] in (ON_MAP, WAITING):
            _change(twin, unit, free, dice)
    foe = enemy_of(side)
    twin.minutes = [
        0 if state.scenario.units[u].side == foe and dice.below(2) else m for u, m in enumerate(state.minutes)
    ]
    twin.grade = _replaced(state.grade, foe, [0] * len(state.hex))
    # Enemy losses are claimed in steps (rule 5.7); within a step nobody can tell.
    lost = state.killed[foe] + state.wounded[foe] + state.missing[foe]
    if state.result is None:
        twin.killed[foe] += dice.below(CLAIM_STEP - lost % CLAIM_STEP)
    # A bridge that the side did not build may stand otherwise than it saw it last.
    for number, span in enumerate(twin.spans):
        if span.need and span.side == foe:
            twin.spans[number] = evolve(span, work=dice.below(span.need))
    twin.registered[foe] ^= 1 << dice.below(state.scenario.board.grid.size)
    _change_air(twin, foe, dice)
    step = RESOLVE_STEP * 10
    twin.resolve[foe] = state.resolve[foe] // step * step + dice.below(step)
    twin.fights = {h: Fight(f.men + 7, (f.red + 1) % 6, f.minutes, f.turn, f.side) for h, f in state.fights.items()}
    return twin


def _change_air(twin: GameState, foe: SideId, dice: Dice) -> None:
    """Other squadrons and patrols; aircraft over a road are seen by everybody (rule 9.5), and so are hits (9.75)."""
    for squadron in [s for s in twin.scenario.squadrons if s.side == foe]:
        for name in ("air_ready", "air_damaged", "air_lost", "air_left", "air_flown", "air_tired"):
            getattr(twin, name)[squadron.number] = dice.below(squadron.count + 1)
    squadrons = twin.scenario.squadrons
    twin.aloft = tuple(f for f in twin.aloft if f.mission != "patrol" or squadrons[f.squadron].side != foe)
    twin.sorties[foe] += dice.below(9)


def _change(twin: GameState, unit: UnitId, free: list[HexId], dice: Dice) -> None:
    spec = twin.scenario.units[unit]
    twin.status[unit], twin.hex[unit] = (
        (WAITING, NOWHERE) if dice.below(4) == 0 else (ON_MAP, free[dice.below(len(free))])
    )
    twin.men[unit] = 1 + dice.below(spec.men)
    twin.arms[unit] = tuple(dice.below(arm.count + 1) for arm in spec.arms)
    twin.vehicles[unit] = tuple(dice.below(group.count + 1) for group in spec.vehicles)
    for name, most in (("cohesion", 1000), ("fatigue", 1000), ("ammo", 100), ("alert", 1000), ("pinned", 1000)):
        getattr(twin, name)[unit] = dice.below(most)
    twin.shells[unit], twin.flares[unit] = dice.below(100), dice.below(5)
    twin.stance[unit], twin.dug[unit] = dice.below(5), dice.below(5000)
    twin.noise[unit], twin.hidden[unit], twin.leader[unit] = dice.below(3), bool(dice.below(2)), bool(dice.below(2))


def _replaced(pair: tuple[Any, Any], side: int, value: Any) -> tuple[Any, Any]:
    return (value, pair[1]) if side == 0 else (pair[0], value)


def answers(game: Game, side: SideId, dice: Dice) -> dict[str, Any]:
    """Everything the side's desk says of the position, by question."""
    desk = game.desk(side)
    view, options = desk.view(), desk.options()
    found: dict[str, Any] = {f"view.{name}": getattr(view, name) for name in FIELDS}
    found["options"] = options
    size = game.scenario.board.grid.size
    for unit in [u.number for u in view.units if u.status == ON_MAP]:
        to = HexId(dice.below(size))
        found[f"budget {unit}"] = desk.budget(unit)
        found[f"odds of discovery {unit}"] = desk.stealth_odds(unit, to)
        for gait in od.GAITS:
            found[f"reach {unit} {gait}"] = desk.reach(unit, gait)
            found[f"route {unit} {gait} {to}"] = desk.route(unit, to, gait)
            found[f"check {unit} {gait} {to}"] = desk.check(od.Move(side, unit, to, gait))
        found |= _about(desk, unit, to)
    for hex_ in {dice.below(size) for _ in range(6)}:
        found[f"threat {hex_}"] = desk.threat(HexId(hex_))
        found[f"sees from {hex_}"] = desk.sees_from(HexId(hex_))
    for flier in options.squadrons:
        for mission, mask in flier.missions:
            flight = od.Fly(side, flier.squadron, mission, hexes_of(mask)[dice.below(len(hexes_of(mask)))])
            found[f"forecast of {flight}"] = desk.forecast_air(flight)
    for offered in options.units:
        for target in offered.assaults:
            order = od.Assault(side, (offered.unit,), target)
            found[f"forecast {offered.unit} {target}"] = desk.forecast(order)
        for target in hexes_of(offered.bombards):
            order_ = od.Bombard(side, offered.unit, target)
            found[f"forecast of fire {offered.unit} {target}"] = desk.forecast_fire(order_)
    return found


def _about(desk: Desk, unit: UnitId, to: HexId) -> dict[str, Any]:
    """Judgements on orders that need no option."""
    side = desk.side
    orders: tuple[od.Order, ...] = (
        od.Assault(side, (unit,), to),
        od.Bombard(side, unit, to),
        od.Register(side, unit, to),
        od.Flare(side, unit, to),
        od.Feign(side, unit, to),
        od.BreakOut(side, unit, to),
        od.Dig(side, unit),
        od.Mend(side, unit),
        od.Recover(side, unit),
        od.Bridge(side, unit),
        od.Blow(side, unit),
        od.Rest(side, unit),
        *(od.LayWire(side, unit, direction) for direction in range(6)),
    )
    return {f"check {order}": desk.check(order) for order in orders}


FIELDS = (
    "turn",
    "minute",
    "to_move",
    "light",
    "weather",
    "units",
    "contacts",
    "holder",
    "contested",
    "resolve",
    "points",
    "scores",
    "losses",
    "restraints",
    "pending",
    "notes",
    "wire",
    "derelicts",
    "bridges",
    "bridge_used",
    "mended",
    "lit",
    "registered",
    "in_sight",
    "stores",
    "haul",
    "piles",
    "attached",
    "result",
    "squadrons",
    "flights",
    "harried",
    "enclosed",
    "aircraft_lost",
)


TOLD_AT_THE_END = ("view.scores", "view.aircraft_lost")
"""Once the game is over these are reckoned from the truth (rules 5.7 and 9.75)."""


def differences(state: GameState, side: SideId, seed: int) -> list[str]:
    """Questions that a side's desk answers differently in a world which it cannot tell from this one."""
    scenario = state.scenario
    here = answers(Game(scenario, 1, state), side, Dice(seed, "questions"))
    there = answers(Game(scenario, 1, other_world(state, side, Dice(seed, "world"))), side, Dice(seed, "questions"))
    told = TOLD_AT_THE_END if state.result is not None else ()
    return [q for q in here if here[q] != there.get(q) and q not in told]
