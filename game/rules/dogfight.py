"""Rules 9.8, 9.13, 9.14 and 9.76: what fighters do to the aircraft they meet."""

from __future__ import annotations

from attrs import frozen

from game.core.ids import HexId, SideId, SquadronId
from game.model import events as ev
from game.model.aircraft import ESCORT, INTERDICT, PATROL, SWEEP, Aircraft, Flight, Squadron
from game.model.state import GameState
from game.rules import flak
from game.rules.ledger import Ledger
from game.rules.squadrons import is_low

FIGHTER = "fighter"
"""Role of the aircraft that turn and dive."""
_NOT_DRIVEN = (PATROL, SWEEP, ESCORT)
"""Missions that are flown for the fight: nobody turns back from it."""


@frozen
class Fight:
    """A meeting of fighters and a mission, before the dice."""

    hit: float
    """Machines of the mission expected to be hit."""
    hit_back: float
    driven: float
    """Machines expected to turn back."""
    modifiers: tuple[ev.ModifierLine, ...]


def fight(
    state: GameState, raiders: Squadron, mission: str, sorties: int, patrol: Squadron, fighters: int, share: float = 1.0
) -> Fight:
    """What fighters that attack a mission are expected to do to it, and it to them. Rules 9.8, 9.16, 9.17 and 9.76.

    Args:
        share: what the attackers are worth of what they are aloft and ready.
    """
    table = state.scenario.rules.air.combat
    lines = (*_attack(state, patrol, raiders, mission, share), *_defence(state, raiders, patrol))
    crowd = int(table["crowd"])
    hit = min(fighters, crowd * sorties) * table["hit"]
    back = min(sorties, crowd * fighters) * table["hit"]
    for line in lines:
        if line.side == "D":
            hit *= line.value
        else:
            back *= line.value
    driven = 0.0
    if mission not in _NOT_DRIVEN:
        driven = min(
            sorties * table["most"], fighters * table["driven"] * share * _height(state, patrol, raiders, mission)
        )
    return Fight(min(hit, float(sorties)), min(back, float(fighters)), driven, lines)


def _attack(
    state: GameState, ours: Squadron, theirs: Squadron, mission: str, share: float
) -> tuple[ev.ModifierLine, ...]:
    """Factors on the fire of fighters that attack."""
    table = state.scenario.rules.air.combat
    mine, other = ours.aircraft, theirs.aircraft
    speed = min(table["speed"], mine.speed_kmh / other.speed_kmh)
    lines = [
        ev.ModifierLine("D", "P", "worth in a fight", mine.fight, "9.8", f"aircraft.{mine.id}.fight"),
        ev.ModifierLine("D", "P", "speed", speed, "9.8", f"aircraft.{mine.id}.speed_kmh"),
        ev.ModifierLine("D", "P", "toughness", 1.0 / other.toughness, "9.8", f"aircraft.{other.id}.toughness"),
    ]
    if other.role == FIGHTER and mine.dive != 1.0:
        lines.append(ev.ModifierLine("D", "P", "dive", mine.dive, "9.76", f"aircraft.{mine.id}.dive"))
    if (height := _height(state, ours, theirs, mission)) != 1.0:
        lines.append(ev.ModifierLine("D", "P", "height", height, "9.17", "air.combat.above"))
    if share != 1.0:
        lines.append(ev.ModifierLine("D", "P", "taking off", share, "9.15", "air.raid.climb"))
    return (*lines, *_crews(state, ours, "D"))


def _defence(state: GameState, ours: Squadron, attacker: Squadron) -> tuple[ev.ModifierLine, ...]:
    """Factors on the fire of those who are attacked."""
    mine, other = ours.aircraft, attacker.aircraft
    lines = [
        ev.ModifierLine("A", "P", "worth in a fight", mine.fight, "9.8", f"aircraft.{mine.id}.fight"),
        ev.ModifierLine("A", "P", "toughness", 1.0 / other.toughness, "9.8", f"aircraft.{other.id}.toughness"),
    ]
    if mine.role == FIGHTER and mine.turn != 1.0:
        lines.append(ev.ModifierLine("A", "P", "turn", mine.turn, "9.76", f"aircraft.{mine.id}.turn"))
    return (*lines, *_crews(state, ours, "A"))


def _crews(state: GameState, squadron: Squadron, side: str) -> tuple[ev.ModifierLine, ...]:
    """Skill and weariness of crews. Rule 9.16."""
    lines = []
    if squadron.quality != 1.0:
        lines.append(ev.ModifierLine(side, "P", "skill", squadron.quality, "9.16", f"{squadron.id}.quality"))
    tired = state.air_tired[squadron.number] / 1000.0
    if tired:
        fresh = 1.0 - state.scenario.rules.air.combat["weary"] * tired
        lines.append(ev.ModifierLine(side, "P", "weary crews", fresh, "9.16", "air.combat.weary"))
    return tuple(lines)


def _height(state: GameState, fighters: Squadron, mission_of: Squadron, mission: str) -> float:
    """Factor on fighters against what flies above the height at which they fight well. Rule 9.17."""
    high = mission_of.aircraft.role != FIGHTER and not is_low(mission_of, mission)
    return (
        state.scenario.rules.air.combat["above"] if high and _is_above(mission_of.aircraft, fighters.aircraft) else 1.0
    )


def _is_above(craft: Aircraft, fighter: Aircraft) -> bool:
    return craft.height_m > fighter.ceiling_m


def flights_near(
    state: GameState, target: HexId, missions: tuple[str, ...], side: SideId, key: str
) -> tuple[Flight, ...]:
    """Flights of a side on some missions that are near a hex, those nearest first. Rules 9.8, 9.13 and 9.14.

    Args:
        key: name in `air.combat` of the distance in metres.
    """
    if not state.aloft:
        return ()
    grid, squadrons = state.scenario.board.grid, state.scenario.squadrons
    radius = int(state.scenario.rules.air.combat[key]) // state.scenario.board.hex_m
    found = [
        (grid.distance(f.hex, target), f.squadron, f)
        for f in state.aloft
        if f.mission in missions and squadrons[f.squadron].side == side and grid.distance(f.hex, target) <= radius
    ]
    return tuple([flight for _, _, flight in sorted(found, key=lambda entry: entry[:2])])


def run_gauntlet(ledger: Ledger, squadron: SquadronId, mission: str, target: HexId, sorties: int) -> int:
    """Aircraft on their way meet the patrols over their target; those that get past. Rules 9.8 and 9.14."""
    state = ledger.state
    raiders = state.scenario.squadrons[squadron]
    for flight in flights_near(state, target, (PATROL,), SideId(1 - raiders.side), "radius_m"):
        if not sorties:
            break
        tied, lost = (0, 0) if mission in _NOT_DRIVEN else _tied(ledger, raiders.side, target, flight)
        fighters = flight.sorties - tied
        if fighters > 0:
            patrol = state.scenario.squadrons[flight.squadron]
            out, back = meet(ledger, raiders, mission, sorties, patrol, fighters, target)
            sorties -= out
            _land(ledger, flight, lost + back)
    return sorties


def _tied(ledger: Ledger, side: SideId, target: HexId, patrol: Flight) -> tuple[int, int]:
    """Fighters of a patrol that a side's escorts near a hex draw upon themselves; those of them hit. Rule 9.14."""
    state, tied, lost = ledger.state, 0, 0
    every = state.scenario.squadrons
    for escort in flights_near(state, target, (ESCORT,), side, "escort_m"):
        free = patrol.sorties - tied
        if free <= 0:
            break
        met = min(free, escort.sorties)
        out, back = meet(ledger, every[escort.squadron], ESCORT, escort.sorties, every[patrol.squadron], met, target)
        _land(ledger, escort, out)
        lost += back
        tied += met
    if tied >= patrol.sorties:
        _land(ledger, patrol, lost)
    return tied, lost


def _land(ledger: Ledger, flight: Flight, hit: int) -> None:
    """A fight takes fuel and bullets: half of a flight has to land after it, those that were hit among them."""
    ledger.emit(ev.FlightSpent(flight.squadron, flight.mission, flight.hex, max(hit, (flight.sorties + 1) // 2)))


def meet(
    ledger: Ledger,
    raiders: Squadron,
    mission: str,
    sorties: int,
    patrol: Squadron,
    fighters: int,
    target: HexId,
    share: float = 1.0,
) -> tuple[int, int]:
    """Fighters attack a mission: how many of it were hit or turned back, how many fighters were hit. Rule 9.8."""
    table = ledger.state.scenario.rules.air.combat
    met = fight(ledger.state, raiders, mission, sorties, patrol, fighters, share)
    hits = min(sorties, ledger.dice.whole(met.hit))
    back = min(fighters, ledger.dice.whole(met.hit_back))
    driven = min(sorties - hits, ledger.dice.whole(met.driven))
    ledger.emit(
        ev.Intercepted(
            raiders.number,
            patrol.number,
            target,
            sorties,
            fighters,
            met.hit,
            met.hit_back,
            driven,
            met.modifiers,
        )
    )
    flak.damage(ledger, raiders, hits, "fighters", target, table["down"])
    flak.damage(ledger, patrol, back, "fighters", target, table["down"])
    return hits + driven, back


def sweep(ledger: Ledger, squadron: Squadron, target: HexId, sorties: int) -> None:
    """Fighters look for enemy aircraft over the front and attack those they find. Rule 9.13."""
    state = ledger.state
    for flight in flights_near(state, target, (PATROL, INTERDICT), SideId(1 - squadron.side), "sweep_m"):
        if sorties <= 0:
            return
        prey = state.scenario.squadrons[flight.squadron]
        out, back = meet(ledger, prey, flight.mission, flight.sorties, squadron, sorties, target)
        _land(ledger, flight, out)
        sorties = (sorties - back) // 2
