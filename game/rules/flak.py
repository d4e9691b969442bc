"""Rule 9.7: what fire from the ground does to aircraft, and what hits cost a squadron."""

from __future__ import annotations

from collections.abc import Iterable

from game.core.ids import HexId, SideId, enemy_of
from game.model import events as ev
from game.model.aircraft import Squadron
from game.model.state import GameState
from game.model.units import ON_MAP
from game.model.weapons import Weapon
from game.rules import belief
from game.rules.ground import known_enemies
from game.rules.ledger import Ledger
from game.rules.squadrons import is_low

THOUSAND = 1000.0
"""Hits and accidents are counted by a thousand sorties in air.yaml, for they are rare."""
Battery = tuple[int, tuple[tuple[Weapon, float], ...]]
"""Metres from the target, and the weapons of a unit."""


def batteries(state: GameState, side: SideId, target: HexId) -> list[Battery]:
    """Everything of the enemy that may fire at a side's aircraft over a hex, as it is. Rule 9.71."""
    grid, hex_m = state.scenario.board.grid, state.scenario.board.hex_m
    far = _reach(state)
    found: list[Battery] = []
    for unit in state.scenario.units_of[enemy_of(side)]:
        if state.status[unit] != ON_MAP:
            continue
        metres = grid.distance(state.hex[unit], target) * hex_m
        if metres <= far:
            arms = zip(state.scenario.units[unit].arms, state.arms[unit], strict=True)
            found.append((metres, tuple([(arm.weapon, float(n)) for arm, n in arms])))
    return found


def believed_batteries(state: GameState, side: SideId, target: HexId) -> list[Battery]:
    """The same by what a side knows of the enemy. Rule 9.9."""
    grid, hex_m = state.scenario.board.grid, state.scenario.board.hex_m
    far = _reach(state)
    found: list[Battery] = []
    for hex_ in sorted(known_enemies(state, side)):
        metres = grid.distance(hex_, target) * hex_m
        if metres <= far:
            found += [(metres, body.arms) for body in belief.believed_at(state, side, hex_)]
    return found


def _reach(state: GameState) -> float:
    table = state.scenario.rules.air.flak
    return max(table["gun_m"], table["mg_m"])


def hit_chance(
    state: GameState, squadron: Squadron, mission: str, fire: Iterable[Battery]
) -> tuple[float, tuple[ev.ModifierLine, ...]]:
    """Chance of a hit on one sortie over some fire, and the terms that add up to it. Rules 9.71 and 9.72."""
    table = state.scenario.rules.air.flak
    low = is_low(squadron, mission)
    guns = machine_guns = 0.0
    for metres, arms in fire:
        for weapon, count in arms:
            if weapon.anti_air > 0.0:
                if metres <= min(table["gun_m"], weapon.range_m):
                    guns += count * weapon.anti_air
            elif low and weapon.role == "mg" and metres <= table["mg_m"]:
                machine_guns += count
    high = 1.0 if low else table["high"]
    each = 1.0 / THOUSAND / squadron.aircraft.toughness
    terms = (
        ("anti-aircraft guns", guns * table["gun"] * high * each, "9.71", "gun"),
        ("machine guns", machine_guns * table["mg"] * each, "9.72", "mg"),
    )
    lines = tuple([ev.ModifierLine("D", "P", n, v, rule, f"air.flak.{key}") for n, v, rule, key in terms if v])
    chance = 0.0
    for line in lines:
        chance += line.value
    return min(chance, table["most"]), lines


def under_fire(ledger: Ledger, squadron: Squadron, mission: str, target: HexId, sorties: int) -> int:
    """Fire from the ground at aircraft over a hex; those that came through unhurt or damaged. Rules 9.71 to 9.73."""
    state = ledger.state
    chance, lines = hit_chance(state, squadron, mission, batteries(state, squadron.side, target))
    hits = ledger.dice.whole(sorties * chance)
    ledger.emit(ev.FlakMet(squadron.number, target, sorties, sorties * chance, lines))
    lost = damage(ledger, squadron, hits, "flak", target, state.scenario.rules.air.flak["down"], lines)
    return sorties - lost


def damage(
    ledger: Ledger,
    squadron: Squadron,
    hits: int,
    cause: str,
    hex_: HexId,
    down: float,
    lines: tuple[ev.ModifierLine, ...] = (),
) -> int:
    """Puts hits on a squadron's machines; the number lost. Rule 9.73."""
    hits = min(hits, ledger.state.air_ready[squadron.number])
    if hits <= 0:
        return 0
    lost = len([1 for _ in range(hits) if ledger.dice.chance(down)])
    ledger.emit(ev.AircraftLost(squadron.number, lost, hits - lost, cause, hex_, lines))
    return lost
