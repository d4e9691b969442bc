"""Chapter 11: supply lines with tonnage, dumps, and how what lies there is shared out."""

from __future__ import annotations

from attrs import define

from game.core.ids import SideId, UnitId, enemy_of
from game.core.portable import total
from game.model import events as ev
from game.model.sides import FOOD, FUEL, SHELLS, SupplyLine
from game.model.state import GameState
from game.model.units import ON_MAP
from game.rules import haul, morale, observation, rings, supply
from game.rules.ground import interdicted, side_masks, turn_of, weather, zoc
from game.rules.ledger import Ledger

IN_SUPPLY, STRAINED, ISOLATED = range(3)
"""Grades of supply."""
_GRAMS = 1000


def replenish(ledger: Ledger, side: SideId) -> None:
    """Stores come to the dumps of a side and from there to its units. Rules 11.2, 11.5, 11.7 and 11.11.

    A side without lines lives by the flow of rule 11.2.
    """
    state = ledger.state
    if not state.scenario.lines_of[side]:
        supply.flow(ledger, side)
        return
    for line in state.scenario.lines_of[side]:
        _bring(ledger, line)
    wants = _wants(state, side)
    _issue(ledger, side, wants, FOOD)
    _issue(ledger, side, wants, SHELLS)
    if haul.divides(state, side):
        _issue(ledger, side, wants, FUEL)
    for want in wants:
        _receive(ledger, want)


def _bring(ledger: Ledger, line: SupplyLine) -> None:
    """What a line brings since the side's last part of a turn. Rules 11.5, 11.6 and 11.8."""
    state = ledger.state
    masks = side_masks(state)
    if (masks[enemy_of(line.side)] & ~masks[line.side]) >> line.hex & 1 and state.stores[line.number]:
        ledger.emit(ev.StoresDrawn(line.number, state.stores[line.number], taken=True))
    kilograms, hindered = deliverable(state, line)
    if haul.divides(state, line.side):
        piles, hindered = haul.loads(state, line, kilograms, hindered)
        ledger.emit(ev.StoresBrought(line.number, sum([int(part) for part in piles]), hindered, piles))
        return
    room = max(0, line.most_kg - state.stores[line.number])
    if kilograms > room:
        kilograms, hindered = room, (*hindered, "full")
    if kilograms or hindered or state.brought[line.number] != (0, ()):
        ledger.emit(ev.StoresBrought(line.number, kilograms, hindered))


def deliverable(state: GameState, line: SupplyLine) -> tuple[int, tuple[str, ...]]:
    """Kilograms that a line would bring in the present turn, and what keeps more from coming. Rules 11.5 to 11.8."""
    turn, now = turn_of(state), weather(state)
    if state.minute < line.from_minute or (line.to_minute is not None and state.minute >= line.to_minute):
        return 0, ("closed",)
    foe, masks = enemy_of(line.side), side_masks(state)
    if (masks[foe] | zoc(state, foe)) & ~masks[line.side] & 1 << line.hex:
        return 0, ("shut",)
    kilograms = line.tons_day * 1000.0 * turn.minutes / 60.0
    hindered = []
    if line.night_only:
        kilograms *= (1.0 - turn.light) / state.scenario.rules.supply.lines["night_hours"]
        if turn.light > 0.0:
            hindered.append("day")
    else:
        kilograms /= 24.0
    if now.ground == "mud" and line.mud < 1.0:
        kilograms *= _mud_share(state, line)
        hindered.append("mud")
    if now.sky in ("rain", "heavy-rain") and line.rain < 1.0:
        kilograms *= line.rain if now.sky == "rain" else line.rain * line.rain
        hindered.append("rain")
    if line.watched < 1.0 and turn.light > 0.0 and observation.in_sight(state, foe) >> line.hex & 1:
        kilograms *= 1.0 - (1.0 - line.watched) * turn.light
        hindered.append("watched")
    if state.aloft and interdicted(state, line.side) >> line.hex & 1:
        kilograms *= state.scenario.rules.supply.lines["harried"]
        hindered.append("harried")
    return int(kilograms + 0.5), tuple(hindered)


def _mud_share(state: GameState, line: SupplyLine) -> float:
    """Share of a line that comes over mud; a road mended at its dump loses less. Rule 11.6."""
    if line.by == "road" and state.mended[line.side] >> line.hex & 1:
        return line.mud + (1.0 - line.mud) * state.scenario.rules.supply.lines["mended"]
    return line.mud


@define
class _Want:
    """What a unit asks of the dumps and what it gets; food in grams, cartridges in hundredths of a unit of fire."""

    unit: UnitId
    lines: tuple[int, ...]
    """Lines whose carriers reach it, the nearest first."""
    food: int
    ammo: int
    ammo_grams: int
    """Weight of a hundredth of a unit of fire."""
    shells: int
    shell_grams: int
    fuel: int
    """Minutes of march that its tanks would take."""
    fuel_grams: int
    """Weight of a minute's fuel."""
    eaten: int = 0
    got_ammo: int = 0
    got_shells: int = 0
    got_fuel: int = 0

    def grams(self, kind: int) -> int:
        """Weight of what is still wanted of a kind of stores; cartridges go with shells."""
        if kind == FOOD:
            return self.food - self.eaten
        if kind == FUEL:
            return (self.fuel - self.got_fuel) * self.fuel_grams
        return (self.ammo - self.got_ammo) * self.ammo_grams + (self.shells - self.got_shells) * self.shell_grams

    def take(self, share: int, of: int, kind: int) -> int:
        """Takes `share` parts in `of` of what is still wanted, in whole numbers; what it weighs."""
        before = self.grams(kind)
        if kind == FOOD:
            self.eaten += (self.food - self.eaten) * share // of
        elif kind == FUEL:
            self.got_fuel += (self.fuel - self.got_fuel) * share // of
        else:
            self.got_ammo += (self.ammo - self.got_ammo) * share // of
            self.got_shells += (self.shells - self.got_shells) * share // of
        return before - self.grams(kind)


def _wants(state: GameState, side: SideId) -> list[_Want]:
    """What every unit of a side on the map asks for, in order of number."""
    hours = turn_of(state).minutes / 60.0
    foe = enemy_of(side)
    held, troubled = side_masks(state)[foe], zoc(state, foe)
    watched = troubled if is_day(state) else 0
    slow = hours * state.scenario.rules.supply.lines["strained_share"]
    lines = state.scenario.lines_of[side]
    ways = [(line.number, supply.flood(state, side, (line.hex,), held, troubled)) for line in lines]
    found = []
    for unit in state.scenario.units_of[side]:
        if state.status[unit] != ON_MAP:
            continue
        bit = 1 << state.hex[unit]
        open_to = _dumps_inside(state, side) if rings.sealed(state, unit) else -1
        near = [number for number, way in ways if way.near & bit and open_to >> number & 1]
        far = [number for number, way in ways if way.reached & bit and not way.near & bit and open_to >> number & 1]
        ammo, shells = supply.lacking(state, unit, hours if near and not watched & bit else slow)
        found.append(
            _Want(
                unit,
                (*near, *far),
                int(food_kg(state, unit) * hours / 24.0 * _GRAMS + 0.5),
                ammo,
                int(fire_kg(state, unit) * _GRAMS / 100 + 0.5),
                shells,
                int(shell_kg(state, unit) * _GRAMS + 0.5),
                *_thirst(state, unit),
            )
        )
    return found


def _dumps_inside(state: GameState, side: SideId) -> int:
    """Bit set of the lines whose dumps lie in a closed ring themselves. Rule 11.43."""
    at, found = rings.ways(state, side), 0
    for line in state.scenario.lines_of[side]:
        if not at.open >> line.hex & 1:
            found |= 1 << line.number
    return found


def _thirst(state: GameState, unit: UnitId) -> tuple[int, int]:
    """Minutes of march missing in a unit's tanks, and grams of fuel for each; nothing where fuel is not counted."""
    if not (haul.divides(state, state.side_of(unit)) and haul.is_motor(state, unit)):
        return 0, 0
    full = int(state.scenario.rules.supply.haul["tank_minutes"])
    return full - state.fuel[unit], int(haul.fuel_kg(state, unit) * _GRAMS + 0.5)


def food_kg(state: GameState, unit: UnitId) -> float:
    """Kilograms of food that a unit uses in a day, and of fuel where it is not a store apart. Rules 11.7 and 11.14."""
    table = state.scenario.rules.supply.weights
    if haul.divides(state, state.side_of(unit)):
        return state.men[unit] * table["food"]
    return state.men[unit] * table["food"] + sum(state.vehicles[unit]) * table["fuel"]


def fire_kg(state: GameState, unit: UnitId) -> float:
    """Kilograms of a unit of fire for the small arms and vehicles that a unit has left. Rule 11.7."""
    spec = state.scenario.units[unit]
    arms = [
        arm.weapon.unit_of_fire * arm.weapon.round_kg * have
        for arm, have in zip(spec.arms, state.arms[unit], strict=True)
        if arm.weapon.role in ("small", "mg")
    ]
    hulls = [
        group.vehicle.unit_of_fire * group.vehicle.round_kg * have
        for group, have in zip(spec.vehicles, state.vehicles[unit], strict=True)
    ]
    return total([*arms, *hulls])


def shell_kg(state: GameState, unit: UnitId) -> float:
    """Kilograms of one shell of a unit, the mean of its tubes by what they fire. Rule 11.7."""
    tubes = [
        (arm.weapon.unit_of_fire * arm.count, arm.weapon.round_kg)
        for arm in state.scenario.units[unit].arms
        if arm.weapon.role in ("gun", "at")
    ]
    rounds = total([float(number) for number, _ in tubes])
    return total([number * weight for number, weight in tubes]) / rounds if rounds else 0.0


def _issue(ledger: Ledger, side: SideId, wants: list[_Want], kind: int) -> None:
    """Shares out what lies in the dumps, each unit asking the nearest first: what is short goes round. Rule 11.51."""
    state = ledger.state
    pile = kind if haul.divides(state, side) else -1
    lines = state.scenario.lines_of[side]
    for rank in range(len(lines)):
        for line in lines:
            asking = [w for w in wants if len(w.lines) > rank and w.lines[rank] == line.number and w.grams(kind)]
            wanted = sum([int(want.grams(kind)) for want in asking])
            stock = (state.stores[line.number] if pile < 0 else state.piles[line.number][pile]) * _GRAMS
            if wanted and stock:
                share = min(stock, wanted)
                drawn = sum([int(want.take(share, wanted, kind)) for want in asking])
                # The dump counts in whole kilograms.
                if kilograms := -(-drawn // _GRAMS):
                    ledger.emit(ev.StoresDrawn(line.number, kilograms, pile=pile))


def _receive(ledger: Ledger, want: _Want) -> None:
    """A unit gets its share; those whom nobody reaches, and the hungry, lose heart. Rules 11.3, 11.7 and 11.71."""
    state, unit = ledger.state, want.unit
    minutes = turn_of(state).minutes
    table = state.scenario.rules.supply
    if want.got_ammo or want.got_shells:
        ledger.emit(ev.AmmoReceived(unit, want.got_ammo, want.got_shells))
    if want.got_fuel:
        ledger.emit(ev.FuelReceived(unit, want.got_fuel))
    if want.food:
        short = want.food - want.eaten
        hunger = state.hunger[unit] + int(minutes * short / want.food * thirst(state, unit)) if short else 0
        if hunger != state.hunger[unit]:
            ledger.emit(ev.UnitFed(unit, hunger))
    if not want.lines:
        morale.shake(ledger, unit, supply.despair(state, unit) * minutes / 60.0, "isolated")
    if is_hungry(state, unit):
        morale.shake(ledger, unit, table.hunger["cohesion"] * minutes / 60.0, "hunger")


def thirst(state: GameState, unit: UnitId) -> float:
    """Factor on a unit's hunger: without water near, inside a ring, in the sun of a dry day. Rule 11.45."""
    table, now = state.scenario.rules.supply.ring, weather(state)
    if state.ringed[unit] < 0 or not is_day(state) or now.ground != "dry" or now.sky not in ("clear", "cloud"):
        return 1.0
    radius = int(table["water_km"] * 1000 / state.scenario.board.hex_m + 0.5)
    near = state.scenario.board.grid.disk(state.hex[unit], radius)
    return 1.0 if near & state.scenario.board.watered else table["thirst"]


def is_hungry(state: GameState, unit: UnitId) -> bool:
    """Whether a unit has eaten up what its men carry. Rule 11.71."""
    return state.hunger[unit] > state.scenario.rules.supply.hunger["carried"] * 60


def is_day(state: GameState) -> bool:
    """Whether carriers are seen from afar. Rule 11.7."""
    return turn_of(state).light >= 0.5


def grade(state: GameState, unit: UnitId, ways: supply.Carriage, troubled: int) -> int:
    """Grade of a unit's supply: in supply, strained or isolated. Rule 11.7.

    Args:
        ways: how far carriers are taken to come.
        troubled: bit set of the enemy's zones of control as they are taken to be.
    """
    bit = 1 << state.hex[unit]
    if not ways.reached & bit:
        return ISOLATED
    if not state.scenario.lines_of[state.side_of(unit)]:
        return IN_SUPPLY
    is_easy = ways.near & bit and not state.hunger[unit] and not (troubled & bit and is_day(state))
    return IN_SUPPLY if is_easy else STRAINED
