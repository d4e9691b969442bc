"""Vehicles in words: bogged, left behind, pulled out, shot at, repaired."""

from __future__ import annotations

from typing import assert_never

from game.language.phrases import count, listing, minutes
from game.language.telling import Telling
from game.language.words_assault import modifier_words
from game.model import events as ev
from game.model.units import Unit

Vehicles = (
    ev.VehiclesBogged | ev.VehiclesLeft | ev.VehiclesFreed | ev.VehiclesRepaired | ev.VehiclesReturned | ev.VehiclesShot
)


def hull_words(unit: Unit, counts: tuple[int, ...]) -> str:
    """Vehicles by type: "3 T-26 and 1 BT-7"; empty for none."""
    named = zip(unit.vehicles, counts, strict=False)
    return listing([f"{number} {group.vehicle.name}" for group, number in named if number])


def tell_vehicles(event: Vehicles, telling: Telling) -> None:
    """What becomes of the audience's own vehicles, and what its anti-tank guns do."""
    if isinstance(event, ev.VehiclesShot):
        _tell_shots(event, telling)
        return
    to = telling.to
    if not to.is_own(event.unit):
        return
    name, unit = to.name(event.unit), to.scenario.units[event.unit]
    match event:
        case ev.VehiclesBogged(_, hex_, stuck, halted):
            stops = " and it halts" if halted else ""
            telling.say(f"{hull_words(unit, stuck)} of {name} bog at {to.place(hex_)}{stops}", "march", hex_)
        case ev.VehiclesLeft(_, hex_, left):
            telling.say(f"{name} goes on and leaves {hull_words(unit, left)} bogged at {to.place(hex_)}", "march", hex_)
        case ev.VehiclesFreed():
            _tell_freed(event, telling)
        case ev.VehiclesRepaired(_, repaired, evacuated):
            parts = [f"{hull_words(unit, repaired)} repaired"] if any(repaired) else []
            parts += [f"{hull_words(unit, evacuated)} towed to the rear"] if any(evacuated) else []
            telling.say(f"workshops of {name}: {listing(parts)}", "work")
        case ev.VehiclesReturned(_, _, back):
            telling.say(f"{hull_words(unit, back)} of {name} are back from the rear", "work")
        case _:
            assert_never(event)


def _tell_freed(event: ev.VehiclesFreed, telling: Telling) -> None:
    """Vehicles pulled out; all that a night has freed in one line."""
    to = telling.to
    side = to.scenario.units[event.unit].side
    freed = {telling.at: event}
    for position in range(telling.at + 1, len(telling.events)):
        later = telling.events[position]
        if isinstance(later, ev.VehiclesFreed) and to.scenario.units[later.unit].side == side:
            freed[position] = later
    telling.told.update(freed)
    units = list(dict.fromkeys(entry.unit for entry in freed.values()))
    said = []
    for number in units:
        unit, mine = to.scenario.units[number], [entry.vehicles for entry in freed.values() if entry.unit == number]
        said.append(f"{hull_words(unit, tuple(map(sum, zip(*mine, strict=True))))} of {to.name(number)}")
    places = list(dict.fromkeys(entry.hex for entry in freed.values()))
    others = list(dict.fromkeys(entry.by for entry in freed.values() if entry.by not in units))
    worker = f" by {to.names(others)}" if others else ""
    telling.say(f"{listing(said)} pulled out at {listing(map(to.place, places))}{worker}", "work", places[0])


def _tell_shots(event: ev.VehiclesShot, telling: Telling) -> None:
    """Anti-tank fire: the gunners count what stops; those under fire know that they are shot at."""
    to = telling.to
    if not to.is_own(event.unit) and not to.is_own(event.target):
        return
    out = sum(event.out)
    result = f"{count(out, 'vehicle')} out of action" if out else "without effect"
    guns = to.name(event.unit)
    guns = "enemy anti-tank guns" if guns == "the enemy" else guns
    stuck = " that lie bogged" if event.still else ""
    telling.say(
        f"{guns} {'fire' if guns == 'enemy anti-tank guns' else 'fires'} for {minutes(event.minutes)} at vehicles of "
        f"{to.name(event.target, event.hex)}{stuck} at {to.place(event.hex)}, {event.metres} m: {result}",
        "fire",
        event.hex,
        detail=event.still and not out,
    )
    if to.is_own(event.unit):
        for line in event.modifiers:
            telling.say(modifier_words(line), "fire", event.hex, detail=True)
