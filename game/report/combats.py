"""The combats of a game among its events, with every loss put down to the combat that it came from."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, evolve, field, frozen

from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.model.events import (
    AircraftLost,
    AssaultResolved,
    BaseRaided,
    BrokeOut,
    Event,
    FlakMet,
    Intercepted,
    LossSuffered,
    UnitStruck,
    VehiclesShot,
)
from game.model.scenario import Scenario
from game.rules import division
from game.rules.division import Division

WHATS = MEN, VEHICLES, AIRCRAFT = "men", "vehicles", "aircraft"
"""What can be lost; aircraft count when they are hit."""
ASSAULT, SHOTS, BREAK_OUT = "assault", "anti-tank", "break-out"
"""Causes of combats besides those of `UnitStruck` and `AircraftLost`."""
BEYOND = {MEN: "flight", VEHICLES: "left without crews"}
"""What is lost beyond what was drawn, in words."""
_IN_ASSAULT = ("assault", "pursuit", "capture", "close-assault", "anti-tank", "field-guns", "tanks")


@frozen(kw_only=True)
class Entry:
    """What one combat cost one side, in men or in vehicles."""

    order: int
    """Number of the order, 0 for the opening."""
    turn: int
    hex: HexId
    cause: str
    """assault, shells, bombing, fire, anti-tank, break-out; of aircraft fighters, flak or ground."""
    by: SideId
    """Who attacked or fired."""
    side: SideId
    """Who suffered it."""
    what: str
    """One of `WHATS`."""
    division: Division
    beyond: int = 0
    """Lost beyond what was drawn: who was caught when the beaten side could not fall back, or had too few to lose."""

    @property
    def lost(self) -> int:
        """All that the combat cost the side."""
        return self.division.lost + self.beyond


@define
class Book:
    """Combats being gathered, order by order."""

    scenario: Scenario
    entries: list[Entry] = field(factory=list)
    outside: dict[tuple[SideId, str, str], int] = field(factory=dict)
    """What was lost in no combat, by side, what and cause."""
    _order: int = 0
    _turn: int = 0
    _open: dict[tuple[str, str, SideId], int] = field(factory=dict)
    """Places of the entries to which losses may still be added: by cause, what and side."""
    _target: UnitId | None = None
    """Whom the last fire struck."""

    def take(self, events: Iterable[Event], order: int, turn: int) -> None:
        """Takes note of what one order brought."""
        self._order, self._turn, self._open, self._target = order, turn, {}, None
        for event in events:
            match event:
                case AssaultResolved():
                    self._assault(event)
                case UnitStruck():
                    self._target = event.unit
                    self._put(event.cause, event.hex, event.by, enemy_of(event.by), MEN, division.of_fire(event, 0))
                case VehiclesShot():
                    self._shots(event)
                case BrokeOut():
                    side, self._target = self.scenario.units[event.unit].side, event.unit
                    self._put(BREAK_OUT, event.hex, enemy_of(side), side, MEN, division.of_break_out(event, 0))
                case LossSuffered():
                    self._lose(event)
                case Intercepted() | FlakMet() | BaseRaided():
                    self._aloft(event)
                case AircraftLost():
                    side = self.scenario.squadrons[event.squadron].side
                    self._add(self._open.get((event.cause, AIRCRAFT, side)), side, AIRCRAFT, event.cause, _hits(event))
                case _:
                    pass

    def combats(self) -> tuple[Entry, ...]:
        """The combats in which something was at stake, in order."""
        return tuple(entry for entry in self.entries if entry.lost or entry.division.expected > 0.0)

    def _put(
        self, cause: str, hex_: HexId, by: SideId, side: SideId, what: str, found: Division, *, drawn: bool = False
    ) -> None:
        """Enters a combat.

        Args:
            drawn: whether its division has what was drawn; losses that follow are then counted against that.
        """
        self._open[cause, what, side] = len(self.entries)
        self.entries.append(
            Entry(
                order=self._order,
                turn=self._turn,
                hex=hex_,
                cause=cause,
                by=by,
                side=side,
                what=what,
                division=found,
                beyond=-found.lost if drawn else 0,
            )
        )

    def _assault(self, event: AssaultResolved) -> None:
        sides = (event.side, enemy_of(event.side))
        parts = ((MEN, division.of_assault(event)), (VEHICLES, division.vehicles_of_assault(event)))
        for what, pair in parts:
            for side, found in zip(sides, pair, strict=True):
                self._put(ASSAULT, event.hex, event.side, side, what, found, drawn=True)

    def _shots(self, event: VehiclesShot) -> None:
        side, self._target = self.scenario.units[event.target].side, event.target
        self._put(SHOTS, event.hex, enemy_of(side), side, VEHICLES, division.of_shots(event), drawn=True)
        self._put(SHOTS, event.hex, enemy_of(side), side, MEN, Division(lost=0, base=0.0))

    def _aloft(self, event: Intercepted | FlakMet | BaseRaided) -> None:
        side = self.scenario.squadrons[event.squadron].side
        foe = enemy_of(side)
        if isinstance(event, Intercepted):
            mission, fighters = division.of_interception(event)
            self._put("fighters", event.hex, foe, side, AIRCRAFT, mission)
            self._put("fighters", event.hex, foe, foe, AIRCRAFT, fighters)
        elif isinstance(event, FlakMet):
            self._put("flak", event.hex, foe, side, AIRCRAFT, division.of_flak(event))
        else:
            self._put("ground", HexId(-1), side, foe, AIRCRAFT, Division(lost=0, base=event.hit))

    def _lose(self, event: LossSuffered) -> None:
        side = self.scenario.units[event.unit].side
        men, hulls = event.killed + event.wounded + event.missing, sum(event.vehicles)
        for what, number in ((MEN, men), (VEHICLES, hulls)):
            if number:
                self._add(self._place(event, side, what), side, what, event.cause, number)

    def _add(self, place: int | None, side: SideId, what: str, cause: str, number: int) -> None:
        """Adds a loss to a combat, or to what was lost in none."""
        if place is None:
            self.outside[side, what, cause] = self.outside.get((side, what, cause), 0) + number
            return
        entry = self.entries[place]
        found = entry.division
        if entry.cause == SHOTS and what == MEN:
            apart = (("crews", float(found.lost + number)),)
            entry = evolve(entry, division=evolve(found, lost=found.lost + number, apart=apart))
        elif entry.cause in (ASSAULT, SHOTS):
            entry = evolve(entry, beyond=entry.beyond + number)
        else:
            entry = evolve(entry, division=evolve(found, lost=found.lost + number))
        self.entries[place] = entry

    def _place(self, event: LossSuffered, side: SideId, what: str) -> int | None:
        """Place of the combat that a loss came from."""
        if event.unit == self._target:
            place = self._open.get((event.cause, what, side))
            if place is not None:
                return place
        return self._open.get((ASSAULT, what, side)) if event.cause in _IN_ASSAULT else None


def _hits(event: AircraftLost) -> int:
    return event.lost + event.damaged


def entries_of(scenario: Scenario, events: Iterable[Event], order: int = 0, turn: int = 0) -> tuple[Entry, ...]:
    """The combats among the events of one order."""
    book = Book(scenario)
    book.take(events, order, turn)
    return book.combats()
