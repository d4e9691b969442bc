"""Checks of times, weather and events."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from game.data.checks import Finding, check
from game.data.names import Names
from game.data.problems import Path
from game.data.schema_events import ConditionData, EffectData, EventData, OfferData
from game.data.schema_forces import SquadronData, UnitData
from game.data.schema_plans import GroupData, PhaseData
from game.data.schema_scenario import LineData


@check("T01", "error", "A time does not exist, or lies more than sixty days from the battle.")
def impossible(names: Names) -> Iterator[Finding]:
    """Every time in every file."""
    if names.clock is None:
        return
    for file, walked in names.walks.items():
        for ref in walked.references:
            if ref.to == "time":
                minute = names.minute(ref.name)
                if minute is None:
                    yield Finding(file, ref.path, f"there is no {ref.name}", "check the day of the month")
                elif days := names.clock.days_off(minute):
                    text = f"{ref.name} lies {days} days from the battle"
                    yield Finding(file, ref.path, text, "check the month")


@check("T02", "error", "The start of the scenario is no date of the calendar.")
def start(names: Names) -> Iterator[Finding]:
    """The start."""
    scenario = names.bundle.scenario
    if scenario and names.clock is None:
        yield Finding("scenario", ("start",), f"there is no {scenario.start}", "check the day of the month")


def _late(names: Names) -> Iterator[tuple[str, Path, str]]:
    """Times that mean nothing once the battle is over."""
    scenario = names.bundle.scenario
    for index, weather in enumerate(scenario.weather if scenario else ()):
        yield "scenario", ("weather", index, "from"), weather.from_
    for index, restraint in enumerate(scenario.restraints if scenario else ()):
        if restraint.from_:
            yield "scenario", ("restraints", index, "from"), restraint.from_
    for file, path, line in names.entries(LineData, "scenario"):
        if line.from_:
            yield file, (*path, "from"), line.from_
    for file, path, unit in names.entries(UnitData, "forces"):
        if unit.arrives:
            yield file, (*path, "arrives", "time"), unit.arrives.time
    for file, path, squadron in names.entries(SquadronData, "forces"):
        if squadron.from_:
            yield file, (*path, "from"), squadron.from_
    for file, path, phase in names.entries(PhaseData, "plans"):
        yield file, (*path, "from"), phase.from_
    for file, path, group in names.entries(GroupData, "plans"):
        for key, when in (("start", group.start), ("by", group.by)):
            if when:
                yield file, (*path, key), when


@check("T03", "warning", "A time lies after the end of the last turn, so that nothing comes of it.")
def too_late(names: Names) -> Iterator[Finding]:
    """Weather, restraints, arrivals and plans after the end."""
    if names.clock is None:
        return
    for file, path, when in _late(names):
        minute = names.minute(when)
        if minute is not None and minute >= names.clock.length and not names.clock.days_off(minute):
            yield Finding(file, path, f"{when} is after the last turn", "add turns, or choose an earlier time")


@check("T04", "error", "Something ends before it begins.")
def backwards(names: Names) -> Iterator[Finding]:
    """Spans from `from` or `start` to `to` or `by`."""
    for file, walked in names.walks.items():
        for path, entry in walked.entries:
            for first, last, key in (("from_", "to", "to"), ("start", "by", "by")):
                a, b = getattr(entry, first, None), getattr(entry, last, None)
                begin = _minute(names, a)
                end = _minute(names, b) if begin is not None else None  # `by` may be a text elsewhere
                if begin is not None and end is not None and end <= begin:
                    yield Finding(file, (*path, key), f"{b} is not after {a}", "exchange the two times")


def _minute(names: Names, when: Any) -> int | None:
    return names.minute(when) if isinstance(when, str) and len(when) == len("07-31 05:15") else None


@check("T05", "warning", "The weather at the start is not given.")
def first_weather(names: Names) -> Iterator[Finding]:
    """A line of weather must hold at minute 0."""
    scenario = names.bundle.scenario
    if scenario and names.clock and names.is_whole("scenario", "weather"):
        minutes = [names.minute(weather.from_) for weather in scenario.weather]
        if not any(minute is not None and minute <= 0 for minute in minutes):
            text = "no weather is given for the start; clear sky is assumed"
            yield Finding("scenario", ("weather",), text, f"add a line from {scenario.start[5:]}")


@check("T06", "warning", "Times in a list do not rise.")
def order(names: Names) -> Iterator[Finding]:
    """Weather, control by place, positions of a formation, phases of a plan."""
    for file, path, times in _series(names):
        minutes = [(at, names.minute(when), when) for at, when in times]
        for (_, before, earlier), (at, after, later) in pairwise(minutes):
            if before is not None and after is not None and after < before:
                yield Finding(file, (*path, *at), f"{later} stands after {earlier}", "put the lines in order of time")
                break


def _series(names: Names) -> Iterator[tuple[str, Path, list[tuple[Path, str]]]]:
    scenario, history, plans = names.bundle.scenario, names.bundle.value("history"), names.bundle.value("plans")
    if scenario:
        yield "scenario", ("weather",), [((i, "from"), w.from_) for i, w in enumerate(scenario.weather)]
    places: dict[str, list[tuple[Path, str]]] = {}
    for i, control in enumerate(history.control if history else ()):
        places.setdefault(control.place, []).append(((i, "from"), control.from_))
    for times in places.values():
        yield "history", ("control",), times
    for i, ghost in enumerate(history.ghosts if history else ()):
        yield "history", ("ghosts", i, "at"), [((k, "time"), point.time) for k, point in enumerate(ghost.at)]
    for i, plan in enumerate(plans.plans if plans else ()):
        yield "plans", ("plans", i, "phases"), [((k, "from"), phase.from_) for k, phase in enumerate(plan.phases)]


@check("E01", "warning", "A condition can never come true, so that nothing ever follows from it.")
def never(names: Names) -> Iterator[Finding]:
    """Conditions of time and turn after the end, on events that wait for themselves, and on nothing at all."""
    scenario, clock = names.bundle.scenario, names.clock
    if scenario is None or clock is None:
        return
    last = sum(turns.count for turns in scenario.turns)
    for file, path, condition in names.entries(ConditionData):
        minute = names.minute(condition.time) if condition.time else None
        if minute is not None and minute > clock.length and not clock.days_off(minute):
            yield Finding(file, (*path, "time"), f"{condition.time} is after the last turn", "choose an earlier time")
        elif condition.turn and condition.turn > last:
            yield Finding(file, (*path, "turn"), f"there are only {last} turns", "choose an earlier turn")
        elif condition.any == ():
            yield Finding(file, (*path, "any"), "an empty list is never true", "add conditions")


@check("E02", "warning", "An event waits for itself, directly or through others.")
def circles(names: Names) -> Iterator[Finding]:
    """Events that cannot fire because each waits for the next."""
    scenario = names.bundle.scenario
    events = {event.id: event for event in scenario.events} if scenario else {}
    for number, event in enumerate(scenario.events if scenario else ()):
        seen: set[str] = set()
        waiting = list(_needs(event.when))
        while waiting:
            name = waiting.pop()
            if name == event.id:
                text = f"event '{event.id}' waits for itself"
                yield Finding("scenario", ("events", number, "when"), text, "wait for something else")
                break
            if name in events and name not in seen:
                seen.add(name)
                waiting += _needs(events[name].when)


def _needs(condition: ConditionData) -> Iterator[str]:
    """Events that must have happened before a condition can be true; `any` and `not` need none for certain."""
    if condition.fired:
        yield condition.fired
    if condition.decided:
        yield condition.decided.event
    for part in condition.all or ():
        yield from _needs(part)


@check("E03", "error", "An offer has fewer than two answers.")
def answers(names: Names) -> Iterator[Finding]:
    """Answers of offers."""
    for file, path, offer in names.entries(OfferData):
        if len(offer.options) < 2:
            yield Finding(file, (*path, "options"), "a choice needs at least two answers", "add an answer")


@check("E06", "error", "Two answers to one offer are both marked as history's.")
def two_histories(names: Names) -> Iterator[Finding]:
    """Options of offers."""
    for file, path, offer in names.entries(OfferData):
        past = [i for i, option in enumerate(offer.options) if option.historical]
        if len(past) > 1:
            where = (*path, "options", past[1], "historical")
            yield Finding(file, where, "another answer is marked already", "mark the one that history took")


@check("E04", "warning", "An event has no effect.")
def idle(names: Names) -> Iterator[Finding]:
    """Events with an empty `then` and no text."""
    for file, path, event in names.entries(EventData):
        if not event.then and not event.text:
            yield Finding(file, (*path, "then"), f"event '{event.id}' does nothing", "add an effect or a text")


@check("E05", "warning", "Two effects bring the same unit onto the map, or bring one that is there.")
def brought_twice(names: Names) -> Iterator[Finding]:
    """Units in `reinforce`."""
    brought: set[str] = set()
    for file, path, effect in names.entries(EffectData, "scenario"):
        for index, name in enumerate(effect.reinforce.units if effect.reinforce else ()):
            unit = names.units.get(name)
            if unit and (unit.at != "off" or name in brought):
                text = f"{name} is already on the map" if unit.at != "off" else f"another effect brings {name} too"
                yield Finding(file, (*path, "reinforce", "units", index), text)
            brought.add(name)
