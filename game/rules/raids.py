"""Rules 9.15 and 9.77: raids on the enemy's airfields, which lie off the map."""

from __future__ import annotations

from game.core.ids import NOWHERE, SideId, SquadronId, enemy_of
from game.core.portable import total
from game.model import events as ev
from game.model.aircraft import RAID, AirBase, Squadron
from game.model.orders import Fly, Refusal
from game.model.state import GameState
from game.rules import dogfight, escalation, flak, squadrons
from game.rules.ledger import Ledger


def check(state: GameState, order: Fly) -> Refusal | None:
    """Why an airfield cannot be raided. Rules 9.15 and 14.2."""
    squadron = state.scenario.squadrons[order.squadron]
    fields = state.scenario.bases_of[enemy_of(order.side)]
    base = fields.get(order.base)
    if base is None:
        return Refusal("no-such-base", "9.15", (("bases", " or ".join(fields)),))
    if way_km(squadron, base) > squadron.aircraft.radius_km:
        facts = (("squadron", squadron.id), ("km", way_km(squadron, base)), ("radius", squadron.aircraft.radius_km))
        return Refusal("field-too-far", "9.15", facts)
    if restraint := escalation.forbids_raid(state, order.side):
        return Refusal("restraint", "14.2", (("restraint", restraint),))
    return None


def way_km(squadron: Squadron, base: AirBase) -> int:
    """Kilometres from a squadron's field to one of the enemy's, over the front between them. Rule 9.15."""
    return squadron.base.km + base.km


def within_reach(state: GameState, squadron: Squadron) -> tuple[str, ...]:
    """Ids of the enemy's airfields that a squadron can raid now. Rules 9.15 and 14.2."""
    if RAID not in squadrons.missions_of(squadron) or escalation.forbids_raid(state, squadron.side):
        return ()
    fields = state.scenario.bases_of[enemy_of(squadron.side)].items()
    return tuple([name for name, base in fields if way_km(squadron, base) <= squadron.aircraft.radius_km])


def parked(state: GameState, side: SideId, base: str) -> list[tuple[Squadron, int]]:
    """Squadrons of a side on a field with the machines of each that can fly and are not over the front. Rule 9.15."""
    found = []
    for squadron in squadrons.squadrons_of(state, side):
        if squadron.base.id == base and squadrons.is_there(state, squadron):
            aloft = sum([flight.sorties for flight in state.aloft if flight.squadron == squadron.number])
            there = max(0, state.air_ready[squadron.number] - aloft)
            if there:
                found.append((squadron, there))
    return found


def expected(state: GameState, squadron: Squadron, sorties: float, there: int) -> float:
    """Machines on a field that so many sorties are expected to hit. Rule 9.77."""
    table = state.scenario.rules.air.raid
    loads = total([weapon.shell_76 * count for weapon, count in squadrons.payload(squadron, RAID)])
    each = table["hit"] * min(table["best"], loads / table["load"])
    return min(sorties * each, there * table["most"])


def carry_out(ledger: Ledger, squadron: Squadron, base: str, sorties: int) -> None:
    """Machines that found an airfield: fighters take off, guns fire, bombs fall. Rules 9.15 and 9.77."""
    state = ledger.state
    table = state.scenario.rules.air.raid
    foe = enemy_of(squadron.side)
    warned = ledger.dice.chance(table["warned"])
    if warned:
        for defender, ready in parked(state, foe, base):
            up = int(ready * table["scramble"] + 0.5) if defender.aircraft.role == dogfight.FIGHTER else 0
            if up and sorties:
                sorties -= dogfight.meet(ledger, squadron, RAID, sorties, defender, up, NOWHERE, table["climb"])[0]
    sorties = max(0, sorties - _flak(ledger, squadron, sorties, 1.0 if warned else table["asleep"]))
    if not sorties:
        return
    there = parked(state, foe, base)
    machines = sum([n for _, n in there])
    hit = expected(state, squadron, float(sorties), machines)
    ledger.emit(ev.BaseRaided(squadron.number, base, sorties, warned, machines, hit))
    for number, hits in _dealt(ledger, there, min(machines, ledger.dice.whole(hit))):
        flak.damage(ledger, state.scenario.squadrons[number], hits, "ground", NOWHERE, table["down"])


def _flak(ledger: Ledger, squadron: Squadron, sorties: int, awake: float) -> int:
    """Losses to the guns of a field. Rules 9.15 and 9.71 to 9.73."""
    table, fire = ledger.state.scenario.rules.air.raid, ledger.state.scenario.rules.air.flak
    low = squadrons.is_low(squadron, RAID)
    guns = table["guns"] * fire["gun"] * (1.0 if low else fire["high"])
    machine_guns = table["machine_guns"] * fire["mg"] if low else 0.0
    each = awake / flak.THOUSAND / squadron.aircraft.toughness
    terms = (("anti-aircraft guns", guns * each, "guns"), ("machine guns", machine_guns * each, "machine_guns"))
    lines = tuple([ev.ModifierLine("D", "P", n, v, "9.15", f"air.raid.{key}") for n, v, key in terms if v])
    expected = sorties * min(fire["most"], (guns + machine_guns) * each)
    hits = ledger.dice.whole(expected)
    ledger.emit(ev.FlakMet(squadron.number, NOWHERE, sorties, expected, lines))
    return flak.damage(ledger, squadron, hits, "flak", NOWHERE, fire["down"], lines)


def _dealt(ledger: Ledger, there: list[tuple[Squadron, int]], hits: int) -> list[tuple[SquadronId, int]]:
    """Which machines on a field are hit: each is as likely as any other."""
    left = {squadron.number: machines for squadron, machines in there}
    dealt: dict[SquadronId, int] = {}
    for _ in range(hits):
        drawn = ledger.dice.below(sum([machines for machines in left.values()]))
        for number, machines in left.items():
            if drawn < machines:
                left[number] -= 1
                dealt[number] = dealt.get(number, 0) + 1
                break
            drawn -= machines
    return sorted(dealt.items())
