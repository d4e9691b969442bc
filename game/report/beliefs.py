"""What each side believed of the enemy, by day, against what was so: told once the battle is over.

Everything is found by writing the events of a game into a fresh state, as the game itself did.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define, field, frozen

from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.language import dates
from game.language.names import hex_at
from game.language.phrases import count, men, sentence
from game.model.events import IDENTIFIED, ContactMade, Event, TurnBegan
from game.model.scenario import Scenario
from game.model.state import GameState
from game.model.units import ON_MAP
from game.rules.apply import apply
from game.rules.guise import seems_kind
from game.rules.snapshot import opening_state

MOST_TURNS = 12
"""Turns up to which every turn is told; longer battles are told by day."""
MOST_ERRORS = 5
"""Errors told of a side."""
NEAR = 1
"""Hexes by which a contact may be off and still count as right."""


@frozen(kw_only=True)
class BeliefLine:
    """What one side had on its map of the enemy at one minute, and what was there."""

    side: SideId
    minute: int
    contacts: int
    men_low: int
    men_high: int
    tanks: int
    """Contacts taken for tanks."""
    false: int
    """Contacts with something that was not what it seemed."""
    astray: int
    """Contacts with real units that stood elsewhere, or were gone."""
    units: int
    """Enemy units on the map."""
    men: int
    tank_units: int
    unseen: int
    """Of the units, those never seen so far."""


@frozen(kw_only=True)
class Oversight:
    """A formation of the enemy that stood on the map unseen."""

    side: SideId
    """The side that did not see it."""
    formation: str
    units: int
    men: int
    since: int
    """Minute at which its first unit was on the map."""
    seen: int | None
    """Minute at which one of its units was first seen; None for never."""


@frozen(kw_only=True)
class Deceit:
    """A show that a side took for real."""

    side: SideId
    """The side that was deceived."""
    unit: UnitId
    minute: int
    hex: HexId
    seen_through: int | None
    """Minute at which it was seen through; None for never."""


@frozen(kw_only=True)
class Beliefs:
    """What both sides believed."""

    lines: tuple[BeliefLine, ...]
    """By minute, then side."""
    oversights: tuple[Oversight, ...]
    """By side, the gravest first."""
    deceits: tuple[Deceit, ...]
    """In order of time."""


@define
class _Watch:
    """Sums kept while the events are written."""

    scenario: Scenario
    came: dict[UnitId, int] = field(factory=dict)
    seen: dict[UnitId, int] = field(factory=dict)
    fooled: dict[UnitId, tuple[int, HexId]] = field(factory=dict)
    exposed: dict[UnitId, int] = field(factory=dict)
    lines: list[BeliefLine] = field(factory=list)

    def note(self, state: GameState, event: Event) -> None:
        """What an event tells, after it was written."""
        if isinstance(event, ContactMade):
            self.seen.setdefault(event.unit, state.minute)
            if self.scenario.units[event.unit].dummy is not None:
                if event.grade >= IDENTIFIED:
                    self.exposed.setdefault(event.unit, state.minute)
                else:
                    self.fooled.setdefault(event.unit, (state.minute, event.hex))

    def muster(self, state: GameState) -> None:
        """Who is on the map now."""
        for unit, status in enumerate(state.status):
            if status == ON_MAP:
                self.came.setdefault(UnitId(unit), state.minute)

    def sample(self, state: GameState) -> None:
        """Both sides' pictures as they stand."""
        self.lines += [_line(state, side) for side in (SideId(0), SideId(1))]


def beliefs(scenario: Scenario, events: Iterable[Event]) -> Beliefs:
    """What each side believed in a game, from its events alone."""
    state, watch = opening_state(scenario), _Watch(scenario)
    times = _times(scenario)
    for event in events:
        if isinstance(event, TurnBegan) and event.turn > 1 and event.minute in times:
            watch.sample(state)
        apply(state, event)
        watch.note(state, event)
        if isinstance(event, TurnBegan):
            watch.muster(state)
    if state.turn:
        watch.muster(state)
        watch.sample(state)
    return Beliefs(lines=tuple(watch.lines), oversights=_oversights(watch), deceits=_deceits(watch))


def _times(scenario: Scenario) -> set[int]:
    """Minutes at which turns begin whose eve is told: all of a short battle, the first of each day of a long one."""
    turns = scenario.calendar.turns
    if len(turns) <= MOST_TURNS:
        return {turn.start for turn in turns}
    days: dict[object, int] = {}
    for turn in turns:
        days.setdefault(scenario.calendar.moment(turn.start).date(), turn.start)
    return set(days.values())


def _line(state: GameState, side: SideId) -> BeliefLine:
    scenario = state.scenario
    known = [u for u in scenario.units_of[enemy_of(side)] if state.grade[side][u] and state.seen_hex[side][u] >= 0]
    there = [u for u in scenario.units_of[enemy_of(side)] if state.status[u] == ON_MAP]
    false = [u for u in known if scenario.units[u].dummy is not None and state.grade[side][u] < IDENTIFIED]
    real = [u for u in known if scenario.units[u].dummy is None]
    grid = scenario.board.grid
    return BeliefLine(
        side=side,
        minute=state.minute,
        contacts=len(known),
        men_low=sum([state.seen_men[side][u][0] for u in known]),
        men_high=sum([state.seen_men[side][u][1] for u in known]),
        tanks=len([u for u in known if seems_kind(state, side, u).symbol == "tank"]),
        false=len(false),
        astray=len(
            [u for u in real if state.hex[u] < 0 or grid.distance(state.hex[u], state.seen_hex[side][u]) > NEAR]
        ),
        units=len(there),
        men=sum([state.men[u] for u in there]),
        tank_units=len([u for u in there if scenario.units[u].kind.symbol == "tank"]),
        unseen=len([u for u in there if not state.contact_number[side][u]]),
    )


def _oversights(watch: _Watch) -> tuple[Oversight, ...]:
    """Formations that nobody saw for long, by men and time, the worst of each side."""
    scenario = watch.scenario
    end = scenario.calendar.end_minute
    by_formation: dict[str, list[UnitId]] = {}
    for unit in sorted(watch.came):
        if scenario.units[unit].dummy is None:
            by_formation.setdefault(scenario.units[unit].formation, []).append(unit)
    found = []
    for name, units in by_formation.items():
        since = min([watch.came[u] for u in units])
        seen = min([watch.seen[u] for u in units if u in watch.seen], default=None)
        if seen is None or seen > since:
            strength = sum([scenario.units[u].men for u in units])
            foe = enemy_of(scenario.units[units[0]].side)
            over = Oversight(side=foe, formation=name, units=len(units), men=strength, since=since, seen=seen)
            found.append((foe, -strength * ((end if seen is None else seen) - since), name, over))
    found.sort(key=lambda row: row[:3])
    return tuple(row[3] for side in (0, 1) for row in [r for r in found if r[0] == side][:MOST_ERRORS])


def _deceits(watch: _Watch) -> tuple[Deceit, ...]:
    found = [
        Deceit(
            side=enemy_of(watch.scenario.units[unit].side),
            unit=unit,
            minute=minute,
            hex=hex_,
            seen_through=watch.exposed.get(unit),
        )
        for unit, (minute, hex_) in watch.fooled.items()
    ]
    return tuple(sorted(found, key=lambda deceit: (deceit.minute, deceit.unit)))


# Words ---------------------------------------------------------------------------------------------------------------


def lines(scenario: Scenario, found: Beliefs) -> list[str]:
    """What both sides believed, sentence by sentence."""
    told = []
    for side in scenario.sides:
        told.append(f"{side.name} of the enemy:")
        told += [f"  {line_words(scenario, line)}" for line in found.lines if line.side == side.number]
        told += [f"  {words}" for words in error_lines(scenario, found, side.number)]
    return told


def line_words(scenario: Scenario, line: BeliefLine) -> str:
    """One side's picture at one time, against the truth."""
    wrong = [f"{line.false} false"] if line.false else []
    wrong += [f"{line.astray} astray"] if line.astray else []
    errors = f" ({', '.join(wrong)})" if wrong else ""
    tanks = f", {line.tanks} of them tanks" if line.tanks else ""
    so = f"in truth {count(line.units, 'unit')} with {men(line.men)}"
    so += f", {line.tank_units} of tanks" if line.tank_units else ""
    unseen = f", {line.unseen} never seen" if line.unseen else ""
    believed = f"{count(line.contacts, 'contact')}{errors}{tanks}"
    believed += f", {line.men_low} to {line.men_high} men" if line.contacts else ""
    return sentence(f"{dates.when(scenario.calendar, line.minute)}: {believed}; {so}{unseen}")


def error_lines(scenario: Scenario, found: Beliefs, side: int) -> list[str]:
    """The gravest errors of one side."""
    told = []
    for over in found.oversights:
        if over.side == side:
            told.append(_oversight_words(scenario, over))
    for deceit in found.deceits:
        if deceit.side == side:
            told.append(_deceit_words(scenario, deceit))
    return told


def _oversight_words(scenario: Scenario, over: Oversight) -> str:
    name = scenario.formations[over.formation].name
    calendar = scenario.calendar
    who = f"{name} ({count(over.units, 'unit')}, {men(over.men)})"
    on_map = "" if over.since <= 0 else f", on the map from {dates.when(calendar, over.since)},"
    if over.seen is None:
        return sentence(f"{who}{on_map} was never seen")
    return sentence(f"{who}{on_map} was not seen before {dates.when(calendar, over.seen)}")


def _deceit_words(scenario: Scenario, deceit: Deceit) -> str:
    unit = scenario.units[deceit.unit]
    dummy = unit.dummy
    shown = f"{dummy.shows.name.lower()} of {dummy.men} men" if dummy is not None else ""
    until = "and was never seen through"
    if deceit.seen_through is not None:
        until = f"until {dates.when(scenario.calendar, deceit.seen_through)}"
    where = hex_at(scenario.board, deceit.hex)
    since = dates.when(scenario.calendar, deceit.minute)
    return sentence(f"{unit.id} ({unit.name}) passed for a {shown} at {where} from {since}, {until}")


def plain(scenario: Scenario, found: Beliefs) -> dict[str, object]:
    """The same as plain data."""
    sides: Sequence[str] = [side.id for side in scenario.sides]
    return {
        "pictures": [
            {
                "side": sides[line.side],
                "minute": line.minute,
                "contacts": line.contacts,
                "men": [line.men_low, line.men_high],
                "tanks": line.tanks,
                "false": line.false,
                "astray": line.astray,
                "true_units": line.units,
                "true_men": line.men,
                "true_tanks": line.tank_units,
                "unseen": line.unseen,
            }
            for line in found.lines
        ],
        "not_seen": [
            {
                "side": sides[over.side],
                "formation": over.formation,
                "units": over.units,
                "men": over.men,
                "from": over.since,
                "seen": over.seen,
            }
            for over in found.oversights
        ],
        "deceived": [
            {
                "side": sides[deceit.side],
                "unit": scenario.units[deceit.unit].id,
                "hex": scenario.board.grid.name(deceit.hex),
                "minute": deceit.minute,
                "seen_through": deceit.seen_through,
            }
            for deceit in found.deceits
        ],
    }
