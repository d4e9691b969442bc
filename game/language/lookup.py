"""From typed names to units, formations, hexes and contacts."""

from __future__ import annotations

from attrs import define, field

from game.core.hexgrid import DIRECTIONS
from game.core.ids import HexId, UnitId
from game.engine import Desk
from game.language.parsed import Fault
from game.language.tokens import Words
from game.model.units import ON_MAP
from game.model.view import View

IT = ("it", ".")
"""Words for the unit selected last."""
_LONGEST = 4
"""Words in the longest name of a place."""
_LEAST_PREFIX = 2
"""Letters from which the beginning of a place's name is enough."""


def normal(text: str) -> str:
    """A name for comparison: lower case, words joined by hyphens, no apostrophes."""
    kept = "".join(c if c.isalnum() else " " for c in text.casefold().replace("'", "").replace("\u2019", ""))
    return "-".join(kept.split())


@define
class Lookup:
    """Names as one side may use them."""

    desk: Desk
    selected: UnitId | None = None
    """What "it" means."""
    view: View = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.view = self.desk.view()

    # Units ---------------------------------------------------------------------------------------------------------

    def exact_units(self, text: str) -> tuple[UnitId, ...] | None:
        """Units called by a full id or the word "it", or those of a formation; None if nothing is called so."""
        scenario = self.desk.scenario
        if text.lower() in IT and self.selected is not None:
            return (self.selected,)
        if text.lower() == "all":
            return self._on_map(scenario.units_of[self.desk.side])
        if text in scenario.unit_by_id:
            return (scenario.unit_by_id[text],)
        if text in scenario.formations:
            return self._on_map(self.view.units_in[text])
        lower = text.lower()
        for name, unit in scenario.unit_by_id.items():
            if name.lower() == lower or normal(scenario.units[unit].name) == normal(text):
                return (unit,)
        for name, formation in scenario.formations.items():
            if name.lower() == lower or normal(formation.name) == normal(text):
                return self._on_map(self.view.units_in[name])
        return None

    def _on_map(self, units: tuple[UnitId, ...]) -> tuple[UnitId, ...]:
        own = self.view.unit_of
        return tuple(unit for unit in units if unit in own and own[unit].status == ON_MAP)

    def begun(self, text: str) -> dict[str, tuple[UnitId, ...]]:
        """Own units on the map whose id begins with a text, by id."""
        lower = text.lower()
        units = self.desk.scenario.units
        found = self._on_map(self.desk.scenario.units_of[self.desk.side])
        return {units[u].id: (u,) for u in found if units[u].id.lower().startswith(lower)}

    def units(self, words: Words) -> tuple[UnitId, ...] | Fault:
        """One unit or the units of a formation, stepped over."""
        if not words.token:
            return words.fault("no-unit")
        text = words.token.text
        found = self.exact_units(text)
        if found is None:
            begun = self.begun(text)
            if len(begun) > 1:
                return words.fault("ambiguous-unit", candidates=tuple(begun))
            found = next(iter(begun.values()), None)
        if found is None:
            code = "nothing-selected" if text.lower() in IT else "unknown-unit"
            return words.fault(code, candidates=self.like(text))
        if not found:
            formation = self.desk.scenario.formations.get(text)
            mine = formation is None or formation.side == self.desk.side
            return words.fault("empty-formation" if mine else "not-your-formation")
        words.at += 1
        return found

    def unit(self, words: Words) -> UnitId | Fault:
        """A single unit, stepped over."""
        start = words.at
        found = self.units(words)
        if isinstance(found, Fault):
            return found
        if len(found) > 1:
            words.at = start
            return words.fault("one-unit", candidates=tuple(self.desk.scenario.units[u].id for u in found))
        return found[0]

    def like(self, text: str) -> tuple[str, ...]:
        """Ids of own units that hold what was typed, for a hint."""
        wanted = normal(text)
        units = self.desk.scenario.units
        own = self._on_map(self.desk.scenario.units_of[self.desk.side])
        return tuple(units[u].id for u in own if wanted and (wanted in normal(units[u].id + " " + units[u].name)))

    # Hexes ---------------------------------------------------------------------------------------------------------

    def exact_hex(self, words: Words, anchor: HexId | None = None) -> HexId | Fault | None:
        """A hex called by number, full name, direction or contact, stepped over; None if nothing is called so."""
        if not words.token:
            return None
        place = self._place(words)
        if place is not None:
            return place
        text = words.peek()
        grid = self.desk.scenario.board.grid
        if len(text) == 4 and text.isdigit():
            found = grid.parse(text)
            if found is None:
                return words.fault("no-such-hex", candidates=(grid.name(HexId(grid.size - 1)),))
            words.at += 1
            return found
        if text.upper() in DIRECTIONS and anchor is not None:
            return self._beside(words, anchor, DIRECTIONS.index(text.upper()))
        return self._contact_hex(words)

    def _place(self, words: Words) -> HexId | None:
        left = [token.text for token in words.tokens[words.at : words.at + _LONGEST]]
        for length in range(len(left), 0, -1):
            wanted = normal(" ".join(left[:length]))
            for place in self.desk.scenario.board.places:
                if wanted and wanted in (normal(place.id), normal(place.name), *map(normal, place.native)):
                    words.at += length
                    return place.hex
        return None

    def _beside(self, words: Words, anchor: HexId, direction: int) -> HexId | Fault:
        if anchor < 0:
            return words.fault("not-on-map")
        found = self.desk.scenario.board.grid.neighbours[anchor][direction]
        if found < 0:
            return words.fault("beyond-edge")
        words.at += 1
        return found

    def _contact_hex(self, words: Words) -> HexId | Fault | None:
        number = self.contact_number(words)
        if number is None or isinstance(number, Fault):
            return number
        return next(contact.hex for contact in self.view.contacts if contact.number == number)

    def contact_number(self, words: Words) -> int | Fault | None:
        """A contact called "#3" or "contact 3", stepped over; None if nothing is called so."""
        start, text = words.at, words.peek()
        if text == "contact":
            words.at += 1
            text = f"#{words.peek()}"
        if not (text.startswith("#") and text[1:].isdigit()):
            words.at = start
            return None
        if not any(contact.number == int(text[1:]) for contact in self.view.contacts):
            words.at = start
            return words.fault("no-contact", candidates=tuple(f"#{c.number}" for c in self.view.contacts))
        words.at += 1
        return int(text[1:])

    def begun_places(self, text: str) -> dict[str, HexId]:
        """Places whose name begins with a text, by id."""
        wanted = normal(text)
        if len(wanted) < _LEAST_PREFIX:
            return {}
        return {
            place.id: place.hex
            for place in self.desk.scenario.board.places
            if normal(place.id).startswith(wanted) or normal(place.name).startswith(wanted)
        }

    def hex(self, words: Words, anchor: HexId | None = None) -> HexId | Fault:
        """A hex by number, name, beginning of a name, direction from `anchor`, contact or own unit, stepped over."""
        if not words.token:
            return words.fault("no-hex")
        found = self.exact_hex(words, anchor)
        if found is not None:
            return found
        units = self.exact_units(words.token.text)
        if units and len({self.hex_of(unit) for unit in units}) == 1 and self.hex_of(units[0]) >= 0:
            words.at += 1
            return self.hex_of(units[0])
        begun = self.begun_places(words.token.text)
        if len(set(begun.values())) > 1:
            return words.fault("ambiguous-place", candidates=tuple(begun))
        if not begun:
            return words.fault("unknown-hex")
        words.at += 1
        return next(iter(begun.values()))

    def hex_of(self, unit: UnitId) -> HexId:
        """Hex of one of the side's units; `NOWHERE` for one off the map or not its own."""
        own = self.view.unit_of.get(unit)
        return own.hex if own else HexId(-1)
