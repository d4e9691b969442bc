"""Losses by day and by formation, counted as every other column counts them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from game.core.ids import SideId
from game.language import dates
from game.language.names import side_name
from game.language.phrases import listing, men, sentence
from game.model.events import LossSuffered, TurnBegan
from game.model.scenario import Scenario
from game.report.played import Played
from game.sim.chronicle import DAY
from game.sim.toll import toll

COLUMNS = {
    "killed": "killed",
    "wounded": "wounded",
    "missing": "missing",
    "captured": "captured",
    "casualties": "men",
    "tanks_out": "tanks out",
    "cars_out": "armoured cars out",
    "guns_lost": "guns",
}
"""Figures of the tables and their heads; captured men are among the missing."""
Counts = Mapping[str, int]


@frozen(kw_only=True)
class DayToll:
    """What both sides lost in a day or, in a battle of hours, in a turn."""

    name: str
    start: int
    """Minute of the scenario at which it begins."""
    lost: tuple[Counts, Counts]


@frozen(kw_only=True)
class FormationToll:
    """What a formation lost, with those below it."""

    formation: str
    """Id."""
    name: str
    native: str
    side: SideId
    depth: int
    """Formations above it."""
    start: int
    """Men with whom its units began."""
    lost: Counts = field(factory=dict)


@frozen(kw_only=True)
class Tolls:
    """Losses of a game by time and by formation."""

    days: tuple[DayToll, ...]
    formations: tuple[FormationToll, ...]
    """Those that lost anything, in the order of the scenario's file, each after the one above it."""


def tolls(played: Played) -> Tolls:
    """Losses of a game by day, or by turn where it lasts two days at most, and by formation."""
    scenario = played.scenario
    by_turn: dict[int, tuple[dict[str, int], dict[str, int]]] = {}
    by_unit: dict[int, dict[str, int]] = {}
    for turn, event in _losses(played):
        spec = scenario.units[event.unit]
        for name, count in toll(spec, event).items():
            for sums in (by_turn.setdefault(turn, ({}, {}))[spec.side], by_unit.setdefault(event.unit, {})):
                sums[name] = sums.get(name, 0) + count
    return Tolls(
        days=tuple(_days(scenario, by_turn, played.game.state.turn)), formations=tuple(_formations(scenario, by_unit))
    )


def _losses(played: Played) -> Iterator[tuple[int, LossSuffered]]:
    turn = 1
    for event in played.events():
        if isinstance(event, TurnBegan):
            turn = event.turn
        elif isinstance(event, LossSuffered):
            yield turn, event


def _days(scenario: Scenario, by_turn: Mapping[int, tuple[Counts, Counts]], last: int) -> Iterator[DayToll]:
    """Turns put together by the date on which they begin; single ones in a short battle."""
    calendar = scenario.calendar
    is_short = calendar.end_minute <= 2 * DAY
    parts: dict[str, list[int]] = {}
    for turn in calendar.turns[:last]:
        name = dates.when(calendar, turn.start) if is_short else dates.day(calendar, turn.start)
        parts.setdefault(name, []).append(turn.number)
    for name, turns in parts.items():
        found = [by_turn[number] for number in turns if number in by_turn]
        first, second = (_sum([sums[side] for sums in found]) for side in (0, 1))
        yield DayToll(name=name, start=calendar.turns[turns[0] - 1].start, lost=(first, second))


def _formations(scenario: Scenario, by_unit: Mapping[int, Counts]) -> Iterator[FormationToll]:
    for name, formation in scenario.formations.items():
        lost = _sum([by_unit[unit] for unit in scenario.units_in[name] if unit in by_unit])
        if lost:
            yield FormationToll(
                formation=name,
                name=formation.name,
                native=formation.native,
                side=formation.side,
                depth=_depth(scenario, name),
                start=sum(scenario.units[unit].men for unit in scenario.units_in[name]),
                lost=lost,
            )


def _depth(scenario: Scenario, name: str) -> int:
    above = scenario.formations[name].parent
    return 1 + _depth(scenario, above) if above else 0


def _sum(parts: list[Counts]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in parts:
        for name, count in part.items():
            found[name] = found.get(name, 0) + count
    return found


def columns(found: list[Counts]) -> list[str]:
    """The figures of which there are any, in the order of the tables; men always."""
    return [name for name in COLUMNS if name == "casualties" or any(counts.get(name) for counts in found)]


def lines(scenario: Scenario, found: Tolls) -> list[str]:
    """Losses by day and by formation as text."""
    told = []
    for day in found.days:
        parts = [f"{side_name(scenario, side.number)} {counts_words(day.lost[side.number])}" for side in scenario.sides]
        told.append(sentence(f"{day.name}: {'; '.join(parts)}"))
    for one in found.formations:
        told.append(f"{'  ' * (one.depth + 1)}{one.name}, {men(one.start)} at the start: {counts_words(one.lost)}.")
    return told


def counts_words(counts: Counts) -> str:
    """Losses in a phrase: "12 men (3 killed, 9 wounded), 2 tanks out"."""
    split = [f"{counts[name]} {name}" for name in ("killed", "wounded", "missing") if counts.get(name)]
    said = men(counts.get("casualties", 0)) + (f" ({', '.join(split)})" if split else "")
    more = [f"{counts[name]} {COLUMNS[name]}" for name in ("tanks_out", "cars_out", "guns_lost") if counts.get(name)]
    return listing([said, *more])


def plain(scenario: Scenario, found: Tolls) -> dict[str, Any]:
    """The same as plain data."""
    sides = [side.id for side in scenario.sides]
    return {
        "by_day": [
            {"from": scenario.calendar.stamp(day.start), **dict(zip(sides, map(dict, day.lost), strict=True))}
            for day in found.days
        ],
        "by_formation": {one.formation: dict(one.lost) for one in found.formations},
    }
