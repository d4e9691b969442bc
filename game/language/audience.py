"""Whom a sentence is for, and how much of the enemy it may name."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field, frozen

from game.core.ids import HexId, SideId, UnitId
from game.language.names import contact_name, hex_name, side_name, unit_name, unit_names
from game.language.phrases import about, count, listing, men
from game.model.scenario import Scenario
from game.model.view import Contact, View


@frozen
class Line:
    """One line of the log."""

    text: str
    kind: str
    """turn, march, contact, fire, fight, loss, work, arrival, note, message, asked, decision, control, score or
    end."""
    hex: HexId | None = None
    """Where it happened, for a click or a voice."""
    detail: bool = False
    """Whether it is told only on demand."""
    about: str = ""
    """What it gives the place of, such as "contact 4", or what it tells first, such as "new contact 4"; in a summary
    only the last line on that counts."""


@define
class Audience:
    """One side with its views before and after, or the umpire (side None), who may know everything."""

    scenario: Scenario
    side: SideId | None
    before: View | None = None
    after: View | None = None
    _numbers: dict[UnitId, int] = field(factory=dict, init=False)

    def is_own(self, unit: UnitId) -> bool:
        """Whether a unit is the audience's; all are the umpire's."""
        return self.side is None or self.scenario.units[unit].side == self.side

    def knows_side(self, side: SideId | None) -> bool:
        """Whether something meant for a side, or for both (None), reaches the audience."""
        return self.side is None or side is None or side == self.side

    def we(self, side: SideId) -> str:
        """A side as subject: "we", "the enemy", or its name for the umpire."""
        if self.side is None:
            return side_name(self.scenario, side)
        return "we" if side == self.side else "the enemy"

    def is_plural(self, side: SideId) -> bool:
        """Whether verbs after `we` stand in the plural."""
        return self.side is not None and side == self.side

    def lost(self, side: SideId, number: int, vehicles: int = 0) -> str:
        """Losses of a side in an object: exact for one's own, rounded for the enemy's (rule 5.7)."""
        if self.side is None or side == self.side:
            said = men(number)
        elif number <= 0:
            said = "nobody that was seen"
        else:
            said = f"{about(number)} men"
        return said + (f" and {count(vehicles, 'vehicle')}" if vehicles else "")

    def place(self, hex_: HexId) -> str:
        """A hex by number and place."""
        return hex_name(self.scenario.board, hex_)

    def sees(self, hex_: HexId) -> bool:
        """Whether the audience sees a hex now."""
        return self.after is None or bool(self.after.in_sight >> hex_ & 1)

    def contact(self, unit: UnitId, hex_: HexId | None = None, band: tuple[int, int] | None = None) -> Contact | None:
        """The contact that an enemy unit is to the audience, by identity, else by place and reported men."""
        if self.after is None:
            return None
        number = self._numbers.get(unit)
        for contact in self.after.contacts:
            if contact.number == number or contact.unit == unit:
                return contact
        taken = set(self._numbers.values())
        for contact in self.after.contacts:
            same = contact.hex == hex_ and contact.unit is None and contact.number not in taken
            if same and (band is None or (contact.men_low, contact.men_high) == band):
                self._numbers[unit] = contact.number
                return contact
        return None

    def name(self, unit: UnitId, hex_: HexId | None = None) -> str:
        """A unit as the audience calls it: its id, or its contact, or "the enemy"."""
        if self.is_own(unit):
            return unit_name(self.scenario, unit)
        contact = self.contact(unit, hex_)
        return contact_name(self.scenario, contact) if contact else "the enemy"

    def names(self, units: Iterable[UnitId], hex_: HexId | None = None) -> str:
        """Units in a row; unknown ones together as "the enemy"."""
        units = tuple(units)
        if units and self.is_own(units[0]):
            return unit_names(self.scenario, units)
        known = list(dict.fromkeys(self.name(unit, hex_) for unit in units))
        named = [name for name in known if name != "the enemy"]
        if not named:
            return "the enemy"
        return listing(named) + (" and others" if len(named) < len(known) else "")
