"""What a game came to by certain hours: losses between two times, and who held each place at the end of each day."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from game.core.ids import SquadronId, UnitId
from game.model import events as ev
from game.model.scenario import Scenario
from game.model.sides import CONTESTED
from game.sim.toll import toll

DAY = 24 * 60
"""Minutes in a day."""


@define
class Chronicle:
    """Sums kept from the events of a game as they come, by the turns at whose start they stood so."""

    scenario: Scenario
    now: dict[str, int] = field(factory=dict)
    """Sums up to now, by measure."""
    _stood: list[tuple[int, dict[str, int]]] = field(factory=list)
    """(minute, sums) at the start of each turn."""
    _held: list[list[tuple[int, int]]] = field(init=False)
    """By objective: (minute, holder) from each change on; `CONTESTED` and -1 as in `GameState.control_of`."""
    _last: list[int] = field(init=False)
    _within: dict[UnitId, list[tuple[str, str]]] = field(init=False, factory=dict)
    """By unit: (name of the toll, measure) of each recorded figure of a formation that it is part of."""

    def __attrs_post_init__(self) -> None:
        count = len(self.scenario.board.objectives)
        self._held, self._last = [[] for _ in range(count)], [-1] * count
        for measure in dict.fromkeys(f.measure for f in self.scenario.history.measured if "/" in f.measure):
            base, _, name = measure.partition("/")
            for unit in units_called(self.scenario, name):
                self._within.setdefault(unit, []).append((base.rpartition(".")[2], measure))

    def clone(self) -> Chronicle:
        """Another that goes on by itself from here."""
        found = Chronicle(self.scenario)
        found.now, found._stood, found._last = dict(self.now), list(self._stood), list(self._last)
        found._held = [list(changes) for changes in self._held]
        return found

    def take(self, events: Iterable[ev.Event]) -> None:
        """Takes note of what happened."""
        for event in events:
            match event:
                case ev.LossSuffered():
                    self._lose(event)
                case ev.VehiclesRepaired(unit, repaired, _) | ev.VehiclesReturned(unit, _, repaired):
                    side = self.scenario.sides[self.scenario.units[unit].side].id
                    tanks, cars = self.scenario.units[unit].tanks_and_cars(repaired)
                    self._add(f"{side}.tanks_repaired", tanks)
                    self._add(f"{side}.cars_repaired", cars)
                case ev.AmmoSpent(unit, _, shells):
                    self._add(f"{self.scenario.sides[self.scenario.units[unit].side].id}.shells", shells)
                case ev.AircraftLost(squadron, lost, damaged):
                    self._add(f"{self._of(squadron)}.aircraft_lost", lost)
                    self._add(f"{self._of(squadron)}.aircraft_damaged", damaged)
                case ev.AircraftRepaired(squadron, mended):
                    self._add(f"{self._of(squadron)}.aircraft_repaired", mended)
                case ev.SortiesFlown():
                    self._add(f"{self._of(event.squadron)}.sorties", event.sent)
                case ev.TurnBegan(_, minute):
                    self._stood.append((minute, dict(self.now)))
                case ev.ControlChanged(place, side, minute):
                    self._last[place] = side
                    self._held[place].append((minute, side))
                case ev.ContestChanged(place, is_contested, minute):
                    self._held[place].append((minute, CONTESTED if is_contested else self._last[place]))
                case _:
                    pass

    def _of(self, squadron: SquadronId) -> str:
        return self.scenario.sides[self.scenario.squadrons[squadron].side].id

    def _lose(self, event: ev.LossSuffered) -> None:
        spec = self.scenario.units[event.unit]
        side = self.scenario.sides[spec.side].id
        found, within = toll(spec, event), self._within.get(event.unit, ())
        for name, count in found.items():
            self._add(f"{side}.{name}", count)
        for name, key in within:
            self._add(key, found.get(name, 0))

    def _add(self, key: str, count: int) -> None:
        if count:
            self.now[key] = self.now.get(key, 0) + count

    def between(self, measure: str, start: int, end: int) -> int:
        """Sum of a measure between two minutes of the scenario, as it stood when the turns at or before them began."""
        return self._by(measure, end) - self._by(measure, start)

    def _by(self, measure: str, minute: int) -> int:
        if minute >= self.scenario.calendar.end_minute:
            return self.now.get(measure, 0)
        past = [sums for at, sums in self._stood if at <= minute]
        return past[-1].get(measure, 0) if past else 0

    def holder(self, objective: int, minute: int) -> int:
        """Who held an objective at a minute: a side, -1 for nobody, `CONTESTED` for both."""
        past = [holder for at, holder in self._held[objective] if at <= minute]
        return past[-1] if past else -1

    def changes(self, objective: int) -> tuple[tuple[int, int], ...]:
        """(minute, holder) from the start and from each change on."""
        return ((0, -1), *self._held[objective])

    def by_day(self) -> tuple[tuple[int, ...], ...]:
        """By objective: who held it at each of `day_ends`."""
        ends = day_ends(self.scenario)
        return tuple(tuple(self.holder(index, minute) for minute in ends) for index in range(len(self._held)))


def chronicle_of(scenario: Scenario, events: Iterable[ev.Event]) -> Chronicle:
    """The chronicle of a game whose events are at hand."""
    found = Chronicle(scenario)
    found.take(events)
    return found


def units_called(scenario: Scenario, name: str) -> tuple[UnitId, ...]:
    """Units of the formation of a name as it was at the start, or the unit of that name; none for an unknown one."""
    if name in scenario.units_in:
        return scenario.units_in[name]
    return (scenario.unit_by_id[name],) if name in scenario.unit_by_id else ()


def day_ends(scenario: Scenario) -> tuple[int, ...]:
    """The minutes at which control is compared with the record: each midnight, and the end of the battle."""
    calendar = scenario.calendar
    first = DAY - (calendar.start.hour * 60 + calendar.start.minute)
    return (*range(first, calendar.end_minute, DAY), calendar.end_minute)


def recorded_holder(scenario: Scenario, objective: int, minute: int) -> int | None:
    """Who held an objective in history at a minute, `CONTESTED` for both; None where the record is silent."""
    place = scenario.board.objectives[objective].id
    past = [r for r in scenario.history.control if r.place == place and r.minute <= minute]
    if not past:
        return None
    latest = max(past, key=lambda r: r.minute)
    return CONTESTED if latest.is_contested else latest.side
