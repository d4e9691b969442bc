"""The ledger of a game: what every combat cost, divided among its factors, and the sums by factor, side and cause.

Rule 7.78 says how a loss is divided (`game.rules.division`). Here the combats are found among the events and each loss
is put down to the combat that it came from, so that over the game

    lost = base + factors + flight, crews and close quarters + luck + what was lost in no combat

for each side, in men and in vehicles, to the last man.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from attrs import define, evolve, field, frozen

from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.model.events import AssaultResolved, BrokeOut, Event, LossSuffered, UnitStruck, VehiclesShot
from game.model.scenario import Scenario
from game.report.played import Played
from game.rules import division
from game.rules.division import Division

MEN, VEHICLES = "men", "vehicles"
"""What can be lost."""
OWN, ENEMY, BOTH = "own", "enemy", "both"
"""Whose a factor is, as the side that suffers sees it."""
ASSAULT, SHOTS, BREAK_OUT = "assault", "anti-tank", "break-out"
"""Causes of combats besides those of `UnitStruck`."""
_IN_ASSAULT = ("assault", "pursuit", "capture", "close-assault", "anti-tank", "field-guns", "tanks")
_IN_SHOTS = ("anti-tank",)


@frozen(kw_only=True)
class Entry:
    """What one combat cost one side, in men or in vehicles."""

    order: int
    """Number of the order, 0 for the opening."""
    turn: int
    hex: HexId
    cause: str
    """assault, shells, bombing, fire, anti-tank or break-out."""
    by: SideId
    """Who attacked or fired."""
    side: SideId
    """Who suffered it."""
    what: str
    """men or vehicles."""
    division: Division
    beyond: int = 0
    """Lost beyond what was drawn: who was caught when the beaten side could not fall back, or had too few to lose."""

    @property
    def lost(self) -> int:
        """All that the combat cost the side."""
        return self.division.lost + self.beyond


@frozen(kw_only=True)
class FactorLine:
    """What one factor was worth to the losses of a side in combats of one cause."""

    side: SideId
    """Who suffered the losses."""
    what: str
    cause: str
    name: str
    whose: str
    """own, enemy or both."""
    rule: str
    value: float
    """Above 0 if it cost the side so much, below if it spared it."""
    combats: int
    """In how many it counted."""


@frozen(kw_only=True)
class SideSum:
    """How the losses of a side come about: lost = base + factors + apart + luck + outside."""

    side: SideId
    what: str
    combats: int
    lost: int
    base: float
    """What the bare law takes."""
    factors: float
    apart: tuple[tuple[str, float], ...]
    """Flight, crews, close quarters."""
    luck: float
    outside: tuple[tuple[str, int], ...]
    """What was lost in no combat, by cause."""


@frozen(kw_only=True)
class Ledger:
    """All combats, and their sums."""

    entries: tuple[Entry, ...]
    factors: tuple[FactorLine, ...]
    """By side, then what, cause and name."""
    sums: tuple[SideSum, ...]
    """Both sides in men, then both in vehicles."""


def ledger(played: Played) -> Ledger:
    """The ledger of a game that was played from its record."""
    book = _Book(played.scenario)
    turns = {mark.after: mark.turn for mark in played.record.marks}
    turn = turns.get(0, 1)
    book.take(played.opening, 0, turn)
    for step in played.steps:
        book.take(step.events, step.number, turn)
        turn = turns.get(step.number, turn)
    return summed(book.entries, book.outside)


def entries_of(scenario: Scenario, events: Iterable[Event], order: int = 0, turn: int = 0) -> tuple[Entry, ...]:
    """The combats among the events of one order."""
    book = _Book(scenario)
    book.take(events, order, turn)
    return tuple(book.entries)


def summed(entries: Iterable[Entry], outside: dict[tuple[SideId, str, str], int]) -> Ledger:
    """A ledger of some combats.

    Args:
        outside: what was lost in no combat, by side, what and cause.
    """
    kept = tuple(entries)
    sums = [_side_sum(kept, outside, SideId(side), what) for what in (MEN, VEHICLES) for side in (0, 1)]
    return Ledger(entries=kept, factors=_factors(kept), sums=tuple(sums))


def by_factor(found: Ledger, side: SideId, what: str = MEN) -> tuple[FactorLine, ...]:
    """What each factor was worth to a side over all causes, the weightiest first; the cause is empty."""
    lines: dict[tuple[str, str], list[FactorLine]] = {}
    for line in found.factors:
        if line.side == side and line.what == what:
            lines.setdefault((line.name, line.whose), []).append(line)
    made = [
        evolve(same[0], cause="", value=fsum(one.value for one in same), combats=sum(one.combats for one in same))
        for same in lines.values()
    ]
    return tuple(sorted(made, key=lambda line: (-abs(line.value), line.name, line.whose)))


# Finding the combats --------------------------------------------------------------------------------------------------


@define
class _Book:
    """Combats being gathered, order by order."""

    scenario: Scenario
    entries: list[Entry] = field(factory=list)
    outside: dict[tuple[SideId, str, str], int] = field(factory=dict)
    _open: dict[tuple[str, str, SideId], int] = field(factory=dict)
    """Places of the entries to which losses may still be added: by cause, what and side."""
    _target: UnitId | None = None
    """Whom the last fire struck."""

    def take(self, events: Iterable[Event], order: int, turn: int) -> None:
        """Takes note of what one order brought."""
        self._open, self._target = {}, None
        for event in events:
            match event:
                case AssaultResolved():
                    self._assault(event, order, turn)
                case UnitStruck():
                    made = Entry(
                        order=order,
                        turn=turn,
                        hex=event.hex,
                        cause=event.cause,
                        by=event.by,
                        side=enemy_of(event.by),
                        what=MEN,
                        division=division.of_fire(event, 0),
                    )
                    self._target = event.unit
                    self._put(made)
                case VehiclesShot():
                    self._shots(event, order, turn)
                case BrokeOut(unit, hex_, _, _, _):
                    side = self.scenario.units[unit].side
                    self._target = unit
                    self._put(
                        Entry(
                            order=order,
                            turn=turn,
                            hex=hex_,
                            cause=BREAK_OUT,
                            by=enemy_of(side),
                            side=side,
                            what=MEN,
                            division=division.of_break_out(event, 0),
                        )
                    )
                case LossSuffered():
                    self._lose(event)
                case _:
                    pass

    def _put(self, entry: Entry) -> None:
        self._open[entry.cause, entry.what, entry.side] = len(self.entries)
        self.entries.append(entry)

    def _assault(self, event: AssaultResolved, order: int, turn: int) -> None:
        sides = (event.side, enemy_of(event.side))
        parts = ((MEN, division.of_assault(event)), (VEHICLES, division.vehicles_of_assault(event)))
        for what, pair in parts:
            for side, found in zip(sides, pair, strict=True):
                # What was drawn is taken as drawn; losses that follow are counted against it.
                self._put(
                    Entry(
                        order=order,
                        turn=turn,
                        hex=event.hex,
                        cause=ASSAULT,
                        by=event.side,
                        side=side,
                        what=what,
                        division=found,
                        beyond=-found.lost,
                    )
                )

    def _shots(self, event: VehiclesShot, order: int, turn: int) -> None:
        side = self.scenario.units[event.target].side
        found = division.of_shots(event)
        self._target = event.target
        for what, part in ((VEHICLES, found), (MEN, Division(lost=0, base=0.0))):
            self._put(
                Entry(
                    order=order,
                    turn=turn,
                    hex=event.hex,
                    cause=SHOTS,
                    by=enemy_of(side),
                    side=side,
                    what=what,
                    division=part,
                    beyond=-part.lost,
                )
            )

    def _lose(self, event: LossSuffered) -> None:
        side = self.scenario.units[event.unit].side
        men, hulls = event.killed + event.wounded + event.missing, sum(event.vehicles)
        for what, number in ((MEN, men), (VEHICLES, hulls)):
            if number:
                self._count(event, side, what, number)

    def _count(self, event: LossSuffered, side: SideId, what: str, number: int) -> None:
        place = self._place(event, side, what)
        if place is None:
            key = (side, what, event.cause)
            self.outside[key] = self.outside.get(key, 0) + number
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
            cause = SHOTS if event.cause in _IN_SHOTS else event.cause
            place = self._open.get((cause, what, side))
            if place is not None:
                return place
        return self._open.get((ASSAULT, what, side)) if event.cause in _IN_ASSAULT else None


# Sums -----------------------------------------------------------------------------------------------------------------


def _whose(tag: str, entry: Entry) -> str:
    """Whose a factor is; of fire on vehicles none is one side's alone, since it lies between gun and plate."""
    if tag == "both" or entry.what == VEHICLES:
        return BOTH
    attacks = entry.by == entry.side
    return OWN if (tag == "A") == attacks else ENEMY


def _factors(entries: Iterable[Entry]) -> tuple[FactorLine, ...]:
    sums: dict[tuple[SideId, str, str, str, str, str], list[float]] = {}
    for entry in entries:
        for part in entry.division.parts:
            line = part.line
            key = (entry.side, entry.what, entry.cause, line.name, _whose(line.side, entry), line.rule)
            sums.setdefault(key, []).append(part.value)
    return tuple(
        FactorLine(
            side=side,
            what=what,
            cause=cause,
            name=name,
            whose=whose,
            rule=rule,
            value=fsum(values),
            combats=len(values),
        )
        for (side, what, cause, name, whose, rule), values in sorted(sums.items())
    )


def _side_sum(
    entries: tuple[Entry, ...], outside: dict[tuple[SideId, str, str], int], side: SideId, what: str
) -> SideSum:
    own = [entry for entry in entries if entry.side == side and entry.what == what]
    apart: dict[str, list[float]] = {}
    for entry in own:
        for name, value in entry.division.apart:
            apart.setdefault(name, []).append(value)
        if entry.beyond:
            apart.setdefault("flight" if what == MEN else "left without crews", []).append(float(entry.beyond))
    beside = tuple((cause, n) for (who, kind, cause), n in sorted(outside.items()) if who == side and kind == what)
    return SideSum(
        side=side,
        what=what,
        combats=len(own),
        lost=sum(entry.lost for entry in own) + sum(number for _, number in beside),
        base=fsum(entry.division.base for entry in own),
        factors=fsum(part.value for entry in own for part in entry.division.parts),
        apart=tuple((name, fsum(values)) for name, values in sorted(apart.items())),
        luck=fsum(entry.division.luck for entry in own),
        outside=beside,
    )
