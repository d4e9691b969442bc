"""What completion works with: the line so far, and the offers that several commands share."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define

from game.core.ids import HexId, UnitId
from game.engine import Desk, Options, UnitOptions
from game.language.lookup import Lookup
from game.language.names import contact_name
from game.language.tokens import Token

Offer = tuple[str, str]
"""A word and its reason."""


@define
class Ask:
    """What has been typed so far after the command, and what is known."""

    desk: Desk
    look: Lookup
    options: Options
    words: tuple[Token, ...]
    """Complete arguments."""
    typed: str = ""
    """The word that is being typed."""

    @property
    def by_unit(self) -> dict[UnitId, UnitOptions]:
        """What each unit can do."""
        return {option.unit: option for option in self.options.units}

    def units_at(self, position: int) -> tuple[UnitId, ...]:
        """The units named by an argument; none if nothing is called so."""
        if position >= len(self.words):
            return ()
        found = self.look.exact_units(self.words[position].text)
        if found is None:
            begun = list(self.look.begun(self.words[position].text).values())
            found = begun[0] if len(begun) == 1 else ()
        return found

    def unit_at(self, position: int) -> UnitId | None:
        """The single unit named by an argument."""
        found = self.units_at(position)
        return found[0] if len(found) == 1 else None


def hexes(ask: Ask, costs: dict[HexId, str]) -> Iterator[Offer]:
    """Hexes with reasons: places by their id first, then all by number."""
    board = ask.desk.scenario.board
    for place in board.places:
        if place.hex in costs:
            yield place.id, f"{board.grid.name(place.hex)}, {costs[place.hex]}"
    for hex_, reason in costs.items():
        place_here = board.place_at.get(hex_)
        yield board.grid.name(hex_), (f"{place_here.name}, " if place_here else "") + reason


def spots(ask: Ask) -> Iterator[Offer]:
    """Any hex: places, contacts, own units."""
    board, view = ask.desk.scenario.board, ask.look.view
    if ask.words:
        return
    for place in board.places:
        yield place.id, f"{board.grid.name(place.hex)}, {place.kind}"
    for contact in view.contacts:
        yield f"#{contact.number}", contact_name(ask.desk.scenario, contact)
