"""The staff's picture: what the view shows, added up by hex in whole numbers."""

from __future__ import annotations

from functools import cached_property

from attrs import field, frozen

from game.ai.ways import Flood, going, minutes_to
from game.core.ids import HexId, UnitId, enemy_of
from game.core.portable import exp, total
from game.model.scenario import Scenario
from game.model.sides import IN_FORCE
from game.model.units import ON_MAP, Unit
from game.model.view import Contact, OwnUnit, View
from game.model.weapons import Weapon
from game.rules.belief import ASSUMED_COHESION, typical

LONG = 120
"""Minutes of a turn, as the mean of the calendar, from which one assault is only the first hour of a fight."""
DOUBT = 50
"""Hundredths of its reported strength at which a contact is taken that nobody has seen."""
DAY = 0.5
"""Light from which the staff reckons with being seen."""


@frozen
class Foe:
    """The enemies believed to stand in one hex."""

    hex: HexId
    men: int
    power: int
    """Thousandths of a QJM point, darkness in it, ground and works not."""
    numbers: tuple[int, ...]
    """Numbers of the contacts."""
    minute: int
    """When the latest of them was seen."""


@frozen(slots=False, eq=False)
class Picture:
    """One side's picture at one moment. Everything in it comes from the view."""

    view: View
    kept: dict[tuple[object, ...], int] = field(factory=dict, repr=False)
    """Powers already reckoned, by what they hang on; handed on from picture to picture."""
    fields: dict[tuple[object, ...], Flood] = field(factory=dict, repr=False)
    """Minutes to goals round the enemies of the moment, by goal, mobility and what they close; handed on likewise."""

    @property
    def scenario(self) -> Scenario:
        """The scenario played."""
        return self.view.scenario

    @property
    def is_dark(self) -> bool:
        """Whether the staff acts as by night."""
        return self.view.light < DAY

    @property
    def is_long(self) -> bool:
        """Whether turns are long enough for fights of hours: then battles are thought through to their end."""
        calendar = self.scenario.calendar
        return calendar.end_minute >= LONG * len(calendar.turns)

    @cached_property
    def units(self) -> tuple[OwnUnit, ...]:
        """Own units on the map, in order of number."""
        return tuple([u for u in self.view.units if u.status == ON_MAP and u.men > 0])

    @cached_property
    def by_number(self) -> dict[UnitId, OwnUnit]:
        """The same by number."""
        return {u.number: u for u in self.units}

    @cached_property
    def stacks(self) -> dict[HexId, tuple[OwnUnit, ...]]:
        """The same by hex."""
        found: dict[HexId, list[OwnUnit]] = {}
        for unit in self.units:
            found.setdefault(unit.hex, []).append(unit)
        return {h: tuple(units) for h, units in found.items()}

    @cached_property
    def foes(self) -> dict[HexId, Foe]:
        """Known enemies by hex."""
        by_hex: dict[HexId, list[Contact]] = {}
        for contact in self.view.contacts:
            if contact.hex >= 0:
                by_hex.setdefault(contact.hex, []).append(contact)
        return {h: self._foe(h, contacts) for h, contacts in by_hex.items()}

    def _foe(self, hex_: HexId, contacts: list[Contact]) -> Foe:
        men = sum([(c.men_low + c.men_high) // 2 for c in contacts])
        power = sum([self._contact_power(c) * (DOUBT if c.by_ear else 100) // 100 for c in contacts])
        return Foe(hex_, men, power, tuple([c.number for c in contacts]), max([c.minute for c in contacts]))

    def _contact_power(self, contact: Contact) -> int:
        men = max(1, (contact.men_low + contact.men_high) // 2)
        key = ("foe", contact.unit, men, self.view.light)
        found = self.kept.get(key)
        if found is None:
            found = self.kept[key] = self._reckon_foe(contact, men)
        return found

    def _reckon_foe(self, contact: Contact, men: int) -> int:
        scenario = self.scenario
        if contact.unit is not None:
            spec = scenario.units[contact.unit]
            arms = [(arm.weapon, arm.count * men / max(1, spec.men)) for arm in spec.arms]
            worth = _worth(arms, self.view.light, scenario) + _hulls(spec, [v.count for v in spec.vehicles], self)
            quality = spec.quality
        else:
            kept, quality, _ = typical(scenario, enemy_of(self.view.side), men)
            worth = _worth(list(kept), self.view.light, scenario)
        return int(1000.0 * worth * quality * _spirit(int(ASSUMED_COHESION), scenario))

    @cached_property
    def foe_zoc(self) -> int:
        """Bit set of the hexes beside known enemies."""
        near = self.scenario.board.grid.near_mask
        bits = 0
        for hex_ in self.foes:
            bits |= near[hex_]
        return bits

    @cached_property
    def own_mask(self) -> int:
        """Bit set of the hexes where own units stand."""
        return self.scenario.board.grid.mask(list(self.stacks))

    @cached_property
    def shared(self) -> int:
        """Bit set of the hexes where own units and known enemies stand together. Rule 7.67."""
        return self.own_mask & self.scenario.board.grid.mask(list(self.foes))

    @cached_property
    def forbidden(self) -> int:
        """Bit set of the hexes that a restraint in force forbids to enter. Rule 14.2."""
        bits = 0
        for index, restraint in enumerate(self.scenario.restraints):
            mine = restraint.side == self.view.side and restraint.forbids == "enter"
            if mine and self.view.restraints[index] == IN_FORCE:
                board = self.scenario.board
                bits |= board.regions[restraint.region].mask if restraint.region else (1 << board.grid.size) - 1
        return bits

    @cached_property
    def sheltered(self) -> int:
        """Bit set of the hexes at which the enemy's guns may not fire, by a restraint of his in force. Rule 14.2."""
        bits = 0
        for index, restraint in enumerate(self.scenario.restraints):
            his = restraint.side != self.view.side and restraint.forbids == "fire-into"
            if his and self.view.restraints[index] == IN_FORCE and restraint.region:
                bits |= self.scenario.board.regions[restraint.region].mask
        return bits

    @cached_property
    def powers(self) -> dict[UnitId, int]:
        """Power of each own unit now, in thousandths of a QJM point, without its guns."""
        return {u.number: self._own_power(u) for u in self.units}

    def _own_power(self, unit: OwnUnit) -> int:
        key = (unit.number, unit.arms, unit.vehicles, unit.cohesion, unit.fatigue, unit.pinned, self.view.light)
        found = self.kept.get(key)
        if found is None:
            found = self.kept[key] = self._reckon_own(unit)
        return found

    def _reckon_own(self, unit: OwnUnit) -> int:
        scenario = self.scenario
        spec = scenario.units[unit.number]
        arms = [(arm.weapon, float(n)) for arm, n in zip(spec.arms, unit.arms, strict=True)]
        worth = _worth(arms, self.view.light, scenario) + _hulls(spec, list(unit.vehicles), self)
        worth *= spec.quality * _spirit(unit.cohesion, scenario) * (1.0 - 0.003 * unit.fatigue)
        return int(1000.0 * worth * (1.0 - 0.7 * unit.pinned))

    def field(self, goal: HexId, mobility: str, *, stealth: bool = False) -> Flood:
        """Minutes from every hex to a goal under the conditions of now."""
        return minutes_to(self.scenario.board, self.scenario.rules, going(self.view, mobility, stealth=stealth), goal)

    def nearest_foe(self, hex_: HexId) -> int:
        """Hexes to the nearest known enemy; 99 if none is known."""
        found = self._nearest.get(hex_)
        if found is None:
            distance = self.scenario.board.grid.distance
            found = self._nearest[hex_] = min([distance(hex_, h) for h in self.foes], default=99)
        return found

    @cached_property
    def _nearest(self) -> dict[HexId, int]:
        return {}

    @cached_property
    def is_anybody_creeping(self) -> bool:
        """Whether own men lie undiscovered beside the enemy: noise and light would give them away."""
        return any([u.hidden and bool(self.foe_zoc >> u.hex & 1) for u in self.units])

    def holder(self, hex_: HexId) -> int | None:
        """Side that holds the objective at a hex, -1 for nobody; None if it is no objective."""
        for index, place in enumerate(self.scenario.board.objectives):
            if place.hex == hex_:
                return self.view.holder[index]
        return None

    def is_mine(self, hex_: HexId) -> bool:
        """Whether own units stand in a hex, or it is an objective that the side holds and no enemy is known in."""
        if hex_ in self.stacks:
            return hex_ not in self.foes
        return self.holder(hex_) == self.view.side and hex_ not in self.foes


def _worth(arms: list[tuple[Weapon, float]], light: float, scenario: Scenario) -> float:
    """QJM points of small arms, machine guns and grenade throwers in some light. Rule 8.12."""
    dim = scenario.rules.combat.dark_power
    dark = 1.0 - light
    kept = [w.oli * n * (1.0 - dim[w.role] * dark) for w, n in arms if w.role in ("small", "mg")]
    return total(kept)


def _hulls(spec: Unit, counts: list[int], picture: Picture) -> float:
    tables = picture.scenario.rules.combat
    dark = 1.0 - tables.dark_power["tank"] * (1.0 - picture.view.light)
    points = total([v.vehicle.oli * n for v, n in zip(spec.vehicles, counts, strict=True)])
    return tables.armour.power * dark * points


def _spirit(cohesion: int, scenario: Scenario) -> float:
    """Factor of cohesion on power. Rule 13.11."""
    spirit = scenario.rules.combat.cohesion
    return exp((cohesion - spirit.full) / spirit.points)


def ground_factor(scenario: Scenario, hex_: HexId) -> float:
    """Factor of the ground on a defender's power, scratched holes assumed. Rules 7.21 and 7.22."""
    return scenario.board.terrain(hex_).defence * scenario.rules.combat.posture_strength["hasty"]
