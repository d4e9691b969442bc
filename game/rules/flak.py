"""Rules 9.7 and 9.8: what fire from the ground and fighters do to aircraft."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from game.core.ids import HexId, SideId, SquadronId, enemy_of
from game.model import events as ev
from game.model.aircraft import PATROL, Flight, Squadron
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


@frozen
class Fight:
    """A meeting of a patrol and a mission, before the dice."""

    hit: float
    """Machines of the mission expected to be hit."""
    hit_back: float
    driven: float
    """Machines expected to turn back."""
    modifiers: tuple[ev.ModifierLine, ...]


def fight(state: GameState, raiders: Squadron, mission: str, sorties: int, patrol: Squadron, fighters: int) -> Fight:
    """What a patrol and a mission are expected to do to each other. Rule 9.8."""
    table = state.scenario.rules.air.combat
    ours, theirs = patrol.aircraft, raiders.aircraft
    speed = min(table["speed"], ours.speed_kmh / theirs.speed_kmh)
    lines = (
        ev.ModifierLine("D", "P", "worth in a fight", ours.fight, "9.8", f"aircraft.{ours.id}.fight"),
        ev.ModifierLine("D", "P", "speed", speed, "9.8", f"aircraft.{ours.id}.speed_kmh"),
        ev.ModifierLine("D", "P", "toughness", 1.0 / theirs.toughness, "9.8", f"aircraft.{theirs.id}.toughness"),
        ev.ModifierLine("A", "P", "worth in a fight", theirs.fight, "9.8", f"aircraft.{theirs.id}.fight"),
        ev.ModifierLine("A", "P", "toughness", 1.0 / ours.toughness, "9.8", f"aircraft.{ours.id}.toughness"),
    )
    hit, back = fighters * table["hit"], sorties * table["hit"]
    for line in lines:
        if line.side == "D":
            hit *= line.value
        else:
            back *= line.value
    driven = 0.0 if mission == PATROL else min(sorties * table["most"], fighters * table["driven"])
    return Fight(min(hit, float(sorties)), min(back, float(fighters)), driven, lines)


def patrols_over(state: GameState, side: SideId, target: HexId) -> tuple[Flight, ...]:
    """Enemy patrols that cover a hex against a side, those nearest first. Rule 9.8."""
    if not state.aloft:
        return ()
    grid, squadrons = state.scenario.board.grid, state.scenario.squadrons
    radius = state.scenario.rules.air.combat["radius"]
    found = [
        (grid.distance(f.hex, target), f.squadron, f)
        for f in state.aloft
        if f.mission == PATROL and squadrons[f.squadron].side != side and grid.distance(f.hex, target) <= radius
    ]
    return tuple([flight for _, _, flight in sorted(found, key=lambda entry: entry[:2])])


def run_gauntlet(ledger: Ledger, squadron: SquadronId, mission: str, target: HexId, sorties: int) -> int:
    """Aircraft on their way meet the patrols over their target; those that get past. Rule 9.8."""
    state = ledger.state
    raiders = state.scenario.squadrons[squadron]
    table = state.scenario.rules.air.combat
    for flight in patrols_over(state, raiders.side, target):
        if not sorties:
            break
        patrol = state.scenario.squadrons[flight.squadron]
        met = fight(state, raiders, mission, sorties, patrol, flight.sorties)
        hits = min(sorties, ledger.dice.whole(met.hit))
        back = min(flight.sorties, ledger.dice.whole(met.hit_back))
        driven = min(sorties - hits, ledger.dice.whole(met.driven))
        ledger.emit(
            ev.Intercepted(
                squadron,
                flight.squadron,
                target,
                sorties,
                flight.sorties,
                met.hit,
                met.hit_back,
                driven,
                met.modifiers,
            )
        )
        damage(ledger, raiders, hits, "fighters", target, table["down"])
        damage(ledger, patrol, back, "fighters", target, table["down"])
        # A fight takes fuel and bullets: half of the patrol has to land after it.
        ledger.emit(ev.FlightSpent(flight.squadron, PATROL, flight.hex, max(back, (flight.sorties + 1) // 2)))
        sorties -= hits + driven
    return sorties
