"""Chapter 9: aircraft sent out, what they do over the target, and what can be said of it before."""

from __future__ import annotations

from attrs import frozen

from game.core.hexgrid import hexes_of
from game.core.ids import HexId, SideId, SquadronId, UnitId, enemy_of
from game.core.portable import total
from game.model import events as ev
from game.model.aircraft import ATTACKS, ESCORT, INTERDICT, LOITERS, RAID, RECON, SWEEP, Squadron
from game.model.orders import Fly, Refusal
from game.model.state import Concentration, GameState
from game.model.units import ON_MAP
from game.rules import (
    belief,
    blows,
    concealment,
    concentration,
    dogfight,
    escalation,
    factors,
    flak,
    gunnery,
    killers,
    observation,
    raids,
    squadrons,
)
from game.rules.ground import interdicted, minute_of, pinned_now, shelter, side_masks, turn_of, units_at, weather
from game.rules.ledger import Ledger
from game.rules.shellfire import Bombardment, bombardment


@frozen(kw_only=True)
class AirForecast:
    """What a mission is expected to do, by what its side knows. Rule 9.9."""

    sent: int
    arrive: float
    """Sorties expected to find the target; enemy patrols are not known beforehand."""
    lost: float
    """Machines expected to be shot down by the fire known there, accidents among them."""
    hit: float
    """Machines expected to be hit, those lost among them."""
    killed: float
    """Men expected to be hit among the known enemies there."""
    pinned: float
    """Pinning of the worst-hit of them if all arrive that are expected, 0 to 1."""
    modifiers: tuple[ev.ModifierLine, ...]


def check(state: GameState, order: Fly) -> Refusal | None:
    """Why a mission cannot be flown. Rules 9.1 to 9.4 and 14.2."""
    every = state.scenario.squadrons
    if not 0 <= order.squadron < len(every) or every[order.squadron].side != order.side:
        return Refusal("no-such-squadron", "9.1")
    squadron = every[order.squadron]
    missions = squadrons.missions_of(squadron)
    if order.mission not in missions:
        names = " or ".join(missions)
        return Refusal("bad-mission", "9.3", (("squadron", squadron.id), ("missions", names)))
    if order.mission == RAID:
        return raids.check(state, order) or _check_means(state, order, squadron)
    if not 0 <= order.target < state.scenario.board.grid.size:
        return Refusal("off-map", "4.1")
    return _check_means(state, order, squadron) or _check_target(state, order)


def _check_means(state: GameState, order: Fly, squadron: Squadron) -> Refusal | None:
    """Machines, crews, weather and light. Rules 9.1 and 9.2."""
    if not squadrons.is_there(state, squadron):
        when = state.scenario.calendar.stamp(squadron.from_minute)
        return Refusal("squadron-away", "9.1", (("squadron", squadron.id), ("when", when)))
    if turn_of(state).is_dark and not squadron.aircraft.night:
        return Refusal("no-night", "9.2", (("squadron", squadron.id),))
    if squadrons.is_closed(state):
        return Refusal("field-closed", "9.2", (("metres", weather(state).visibility_m),))
    if order.sorties < 0 or not squadrons.sorties_left(state, squadron):
        return Refusal("no-sorties", "9.1", (("squadron", squadron.id),))
    return None


def _check_target(state: GameState, order: Fly) -> Refusal | None:
    """Where aircraft may not go, or not drop anything. Rules 9.4 and 14.2."""
    hex_, drops = order.target, order.mission in ATTACKS
    if drops and side_masks(state)[order.side] >> hex_ & 1:
        return Refusal("friends-there", "9.4", (("hex", state.scenario.board.grid.name(hex_)),))
    if restraint := escalation.forbids_flight(state, order.side, hex_, drops=drops):
        return Refusal("restraint", "14.2", (("restraint", restraint),))
    return None


def sent_by(state: GameState, order: Fly) -> int:
    """Sorties that an order sends. Rule 9.1."""
    left = squadrons.sorties_left(state, state.scenario.squadrons[order.squadron])
    return min(order.sorties or left, left)


def carry_out(order: Fly, ledger: Ledger) -> None:
    """Sends aircraft: weather, enemy fighters, fire from the ground, then the mission. Rules 9.1 to 9.15."""
    state, table = ledger.state, ledger.state.scenario.rules.air
    squadron = state.scenario.squadrons[order.squadron]
    sent = sent_by(state, order)
    chance, lines = squadrons.finding(state)
    arrived = 0
    for start in range(0, sent, int(table.limits["flight"])):
        if ledger.dice.chance(chance):
            arrived += min(int(table.limits["flight"]), sent - start)
    tired = int(table.crews["sortie"] * 1000 * sent / max(1, squadrons.crews_left(state, squadron)) + 0.5)
    flown = ev.SortiesFlown(squadron.number, order.mission, order.target, sent, arrived, tired, lines, order.base)
    ledger.emit(flown)
    # Always a roll, so that whether an order can be taken back tells nothing.
    crashed = ledger.dice.whole(sent * table.flak["accident"] / flak.THOUSAND)
    flak.damage(ledger, squadron, crashed, "accident", order.target, 1.0)
    if order.mission == RAID:
        if arrived:
            raids.carry_out(ledger, squadron, order.base, arrived)
        return
    if order.mission not in (SWEEP, ESCORT):
        arrived = dogfight.run_gauntlet(ledger, squadron.number, order.mission, order.target, arrived)
    if arrived and order.mission in (*ATTACKS, RECON):
        arrived = flak.under_fire(ledger, squadron, order.mission, order.target, arrived)
    if not arrived:
        return
    if order.mission == SWEEP:
        dogfight.sweep(ledger, squadron, order.target, arrived)
    elif order.mission in LOITERS:
        ledger.emit(ev.FlightStays(squadron.number, order.mission, order.target, arrived))
    elif order.mission == RECON:
        look_down(ledger, squadron, order.target, arrived)
    else:
        attack(ledger, squadron, order.mission, order.target, arrived)


def aim(state: GameState, squadron: Squadron, mission: str) -> tuple[str, float, tuple[ev.ModifierLine, ...]]:
    """Key of the table of aim, factor on the loads, and both as lines. Rule 9.4."""
    low = squadrons.is_low(squadron, mission)
    key = "low-level" if low else "night-bombing" if turn_of(state).is_dark else "bombing"
    value = state.scenario.rules.combat.aim[key]
    lines = [ev.ModifierLine("A", "V", key.replace("-", " "), value, "9.4", f"combat.aim.{key}")]
    worth = 1.0
    if not low and weather(state).sky != "clear":
        worth = state.scenario.rules.air.attack["cloud"]
        lines.append(ev.ModifierLine("A", "P", "cloud below", worth, "9.4", "air.attack.cloud"))
    return key, worth, tuple(lines)


def attack(ledger: Ledger, squadron: Squadron, mission: str, target: HexId, sorties: int) -> None:
    """Bombs and bursts on the enemies in a hex, with whatever else falls there. Rules 9.4 and 9.41."""
    state = ledger.state
    victims = [u for u in units_at(state, target) if state.side_of(u) != squadron.side]
    key, worth, lines = aim(state, squadron, mission)
    fire = falls_with(state, squadron, mission, target, sorties * worth)
    ledger.emit(ev.FireFell(squadron.side, target, fire))
    dealt = []
    for victim in victims:
        held = max(fire.pinned / 1000.0, pinned_now(state, victim, fire.lifts))
        dealt.append(effect(state, squadron, mission, sorties * worth, victim, key)._replace(pinned=held))
    mean = total([blow.killed for blow in dealt]) / len(dealt) if dealt else 0.0
    worst = max([blow.pinned for blow in dealt], default=0.0)
    seen = bool(observation.in_sight(state, squadron.side) >> target & 1)
    ledger.emit(ev.Bombed(squadron.number, mission, target, sorties, sorties * worth, seen, mean, worst, lines))
    for victim, blow in zip(victims, dealt, strict=True):
        bombs = _bombs(state, squadron, mission, victim, key, lines)
        blows.strike(ledger, victim, squadron.side, blow, bombs, fire.lifts)


def _fall_on(ledger: Ledger, squadron: Squadron, unit: UnitId, sorties: int) -> None:
    """Waiting aircraft attack one unit on the march. Rule 9.5."""
    state, here = ledger.state, ledger.state.hex[unit]
    key, worth, lines = aim(state, squadron, INTERDICT)
    blow = effect(state, squadron, INTERDICT, sorties * worth, unit, key)
    loads = sorties * worth
    ledger.emit(ev.Bombed(squadron.number, INTERDICT, here, sorties, loads, True, blow.killed, blow.pinned, lines))
    bombs = _bombs(state, squadron, INTERDICT, unit, key, lines)
    blows.strike(ledger, unit, squadron.side, blow, bombs, minute_of(state, unit))


def _bombs(
    state: GameState, squadron: Squadron, mission: str, victim: UnitId, key: str, lines: tuple[ev.ModifierLine, ...]
) -> blows.Fire:
    """What the account says of an attack from the air on one unit. Rules 7.77 and 7.78."""
    return blows.Fire(
        cause="bombing",
        kinds=killers.by_shells([(weapon, float(n)) for weapon, n in squadrons.payload(squadron, mission)]),
        modifiers=factors.of_bombs(state, victim, key, lines),
    )


def falls_with(state: GameState, squadron: Squadron, mission: str, target: HexId, loads: float) -> Concentration:
    """The fire of so many loads, together with what else falls on the hex in this turn. Rules 6.32 and 9.41.

    Aircraft come at the time of the last fire of their side on the hex in this turn, else at its beginning.
    """
    minutes = int(state.scenario.rules.air.attack["minutes"])
    last = state.fire_on[squadron.side].get(target)
    lifts = state.minute + minutes
    if last is not None and last.lifts > state.minute:
        lifts = last.lifts
    weight = total([weapon.shell_76 * count * loads for weapon, count in squadrons.payload(squadron, mission)])
    return concentration.joined(state, squadron.side, target, weight, lifts - minutes, lifts, (), flown=True)


def effect(state: GameState, squadron: Squadron, mission: str, loads: float, victim: UnitId, key: str) -> Bombardment:
    """What so many loads do to a unit, and to those beside it. Rules 6.16 and 9.4."""
    side = state.side_of(victim)
    men = gunnery.men_of(state, [u for u in units_at(state, state.hex[victim]) if state.side_of(u) == side])
    return _blow(state, squadron, mission, loads, men, shelter(state, victim), key, pinned_now(state, victim))


def _blow(
    state: GameState,
    squadron: Squadron,
    mission: str,
    loads: float,
    men: int,
    stands: str,
    key: str,
    pinned: float = 0.0,
) -> Bombardment:
    shells = [(weapon, count * loads) for weapon, count in squadrons.payload(squadron, mission)]
    minutes = state.scenario.rules.air.attack["minutes"]
    area = gunnery.ground_ha(state, men, laid=True)
    return bombardment(shells, area, stands, minutes, key, state.scenario.rules.combat, pinned)


def harry(ledger: Ledger, unit: UnitId) -> bool:
    """Aircraft over a hex turn on a unit that marches into it; True if its march ends there. Rule 9.5."""
    state = ledger.state
    side, here = state.side_of(unit), state.hex[unit]
    if not interdicted(state, side) >> here & 1:
        return False
    table = state.scenario.rules.air.harry
    for flight in [f for f in state.aloft if f.mission == INTERDICT and f.hex == here]:
        squadron = state.scenario.squadrons[flight.squadron]
        if squadron.side == side or state.status[unit] != ON_MAP:
            continue
        sorties = min(flight.sorties, int(flight.sorties * table["share"] + 0.999))
        ledger.emit(ev.FlightSpent(flight.squadron, INTERDICT, here, sorties))
        _fall_on(ledger, squadron, unit, sorties)
        observation.make_contact(ledger, squadron.side, unit, ev.SEEN, "air")
    if state.status[unit] == ON_MAP:
        ledger.emit(ev.MinutesSpent(unit, min(state.minutes[unit], int(table["cover"])), "air attack"))
    return True


def look_down(ledger: Ledger, squadron: Squadron, target: HexId, sorties: int) -> None:
    """What aircraft see of the enemy round a hex. Rule 9.6."""
    state = ledger.state
    grid = state.scenario.board.grid
    radius = int(state.scenario.rules.air.look["hexes"])
    near = (grid.disk(target, radius) | 1 << target) & side_masks(state)[enemy_of(squadron.side)]
    for hex_ in hexes_of(near):
        for unit in units_at(state, hex_):
            if state.side_of(unit) == squadron.side or state.hidden[unit]:
                continue
            if ledger.dice.chance(sighting(state, unit, sorties)):
                grade = concealment.grade_from_above(ledger, unit)
                observation.make_contact(ledger, squadron.side, unit, grade, "air")


def sighting(state: GameState, unit: UnitId, sorties: int) -> float:
    """Chance that so many sorties find a unit. Rules 9.6 and 9.19."""
    table = state.scenario.rules.air.look
    chance = table["chance"] * concealment.exposure(state, unit)
    missed = 1.0
    for _ in range(sorties):
        missed *= 1.0 - min(1.0, chance)
    return 1.0 - missed


def forecast(state: GameState, order: Fly) -> AirForecast | Refusal:
    """What a mission is expected to do to the enemies known at its target, and they to it. Rule 9.9."""
    refusal = check(state, order)
    if refusal is not None:
        return refusal
    squadron = state.scenario.squadrons[order.squadron]
    table = state.scenario.rules.air.flak
    sent = sent_by(state, order)
    chance, lines = squadrons.finding(state)
    arrive, hit = sent * chance, 0.0
    if order.mission in (*ATTACKS, RECON):
        fire = flak.believed_batteries(state, order.side, order.target)
        odds, terms = flak.hit_chance(state, squadron, order.mission, fire)
        hit, lines = arrive * odds, (*lines, *terms)
    killed = pinned = 0.0
    if order.mission in ATTACKS:
        key, worth, factors = aim(state, squadron, order.mission)
        lines = (*lines, *factors)
        bodies = belief.believed_at(state, order.side, order.target)
        men = sum([body.men for body in bodies])
        for body in bodies:
            blow = _blow(state, squadron, order.mission, arrive * worth, men, body.posture, key)
            killed += body.men * blow.killed
        if bodies:
            pinned = falls_with(state, squadron, order.mission, order.target, arrive * worth).pinned / 1000.0
    return AirForecast(
        sent=sent,
        arrive=arrive,
        lost=hit * table["down"] + sent * table["accident"] / flak.THOUSAND,
        hit=hit,
        killed=killed,
        pinned=pinned,
        modifiers=lines,
    )


@frozen(kw_only=True)
class SquadronOptions:
    """What one squadron can do now."""

    squadron: SquadronId
    sorties: int
    """Sorties it can still send in this turn."""
    missions: tuple[tuple[str, int], ...]
    """Each mission with the bit set of the hexes it may go to; strikes and low attacks only where enemies are known."""
    bases: tuple[str, ...] = ()
    """Ids of the enemy's airfields that it may raid."""


def options(state: GameState, side: SideId) -> tuple[SquadronOptions, ...]:
    """What the squadrons of a side can do now; those that can do nothing are left out. Rules 9.1 to 9.4."""
    if not state.scenario.squadrons or squadrons.is_closed(state):
        return ()
    masks = squadrons.targets(state, side)
    found = []
    for squadron in squadrons.squadrons_of(state, side):
        left = squadrons.sorties_left(state, squadron)
        missions = tuple([(m, masks[m]) for m in squadrons.missions_of(squadron) if masks.get(m)])
        bases = raids.within_reach(state, squadron)
        if left and (missions or bases):
            found.append(SquadronOptions(squadron=squadron.number, sorties=left, missions=missions, bases=bases))
    return tuple(found)
