"""Squadrons and what a mission would do, in sentences."""

from __future__ import annotations

from game.core.hexgrid import hexes_of
from game.core.ids import SquadronId, enemy_of
from game.engine import AirForecast
from game.language.names import hex_name, side_name
from game.language.phrases import count, decimal, listing, percent, sentence
from game.language.words_air import MISSION_WORDS
from game.model.aircraft import Squadron
from game.model.orders import Fly
from game.model.view import OwnSquadron, View
from game.rules.squadrons import missions_of

_STAYS = {"interdict": "wait for traffic through", "patrol": "patrol over", "escort": "cover strikes on"}


def air_lines(view: View) -> tuple[str, ...]:
    """All own squadrons, the aircraft that are over the field, and losses on both sides."""
    scenario = view.scenario
    if not scenario.squadrons:
        return ("Neither side has aircraft in this battle.",)
    lines = [squadron_line(view, own) for own in view.squadrons] or ["You have no aircraft."]
    for flight in view.flights:
        name, where = scenario.squadrons[flight.squadron].id, hex_name(scenario.board, flight.hex)
        what = _STAYS[flight.mission]
        lines.append(f"{name}: {count(flight.sorties, 'machine')} {what} {where}.")
    if view.harried:
        spots = [hex_name(scenario.board, h) for h in hexes_of(view.harried)]
        lines.append(f"Enemy aircraft hold down traffic through {listing(spots)}.")
    foe = 1 - view.side
    lines.append(
        f"Aircraft lost: {view.aircraft_lost[view.side]} of yours; {view.aircraft_lost[foe]} of "
        f"{side_name(scenario, foe)}{'' if view.result else ' claimed'}."
    )
    return tuple(lines)


def squadron_lines(view: View, number: SquadronId) -> tuple[str, ...]:
    """One of the side's squadrons: how it stands, its aircraft, what it can be sent to do."""
    squadron = view.scenario.squadrons[number]
    craft = squadron.aircraft
    own = next(entry for entry in view.squadrons if entry.number == number)
    carried = [count(n, weapon.name) for weapon, n in (*craft.load, *craft.guns)]
    lines = [
        squadron_line(view, own),
        f"{craft.name}: {craft.speed_kmh} km/h, goes {craft.radius_km} km, carries {listing(carried) or 'nothing'}"
        f"{', finds its way in the dark' if craft.night else ''}.",
        f"It can be sent to {listing(missions_of(squadron), 'or')}.",
    ]
    return (*lines, sentence(squadron.text)) if squadron.text else tuple(lines)


def squadron_line(view: View, own: OwnSquadron) -> str:
    """One squadron: machines, sorties left, where it flies from, what it can be sent to do."""
    squadron = view.scenario.squadrons[own.number]
    state = [f"{own.ready} ready"]
    state += [f"{own.damaged} damaged"] if own.damaged else []
    state += [f"{own.lost} lost"] if own.lost else []
    if own.present:
        left = f"{count(own.left, 'sortie')} left this turn, {own.today} today"
    else:
        left = f"not there before {view.scenario.calendar.stamp(squadron.from_minute)}"
    skill = f", crews {_skill(squadron.quality)}" if squadron.quality != 1.0 else ""
    tired = f", crews {percent(own.tired)} spent" if own.tired >= 0.005 else ""
    name = f"{squadron.id}: {squadron.name}, {squadron.aircraft.name}"
    return f"{name}, {listing(state)}{skill}; {left}{tired}; {_base(squadron)}."


def _skill(quality: float) -> str:
    """Rule 9.16 in a word."""
    if quality >= 1.25:
        return "veteran"
    return "seasoned" if quality > 1.0 else "raw"


def _base(squadron: Squadron) -> str:
    return f"from {squadron.base.name}, {squadron.base.km} km off"


def air_forecast_lines(view: View, order: Fly, found: AirForecast) -> tuple[str, ...]:
    """What a mission would do and what it would cost."""
    squadron = view.scenario.squadrons[order.squadron]
    where = goal_name(view, order)
    lines = [
        f"Forecast: {squadron.id} flies {count(found.sent, 'sortie')} {MISSION_WORDS[order.mission]} {where}; "
        f"about {found.arrive:.0f} find it.",
        f"To be expected from the guns that are known: {decimal(found.lost, 2)} aircraft lost, {decimal(found.hit, 2)} "
        "hit; enemy fighters are not reckoned in.",
    ]
    if order.base:
        lines.append("Aircraft on the field would be hit if there are any; nobody knows how many stand there.")
    if found.killed or found.pinned:
        lines.append(
            f"On average {decimal(found.killed, 1)} men would be hit, and whoever is there pinned by "
            f"{percent(found.pinned)}."
        )
    factors = [_modifier(line.name, line.value, line.side) for line in found.modifiers]
    return (*lines, *([sentence(f"factors: {', '.join(factors)}")] if factors else []))


def goal_name(view: View, order: Fly) -> str:
    """Where a mission goes: a hex, or an enemy airfield."""
    if not order.base:
        return hex_name(view.scenario.board, order.target)
    return view.scenario.bases_of[enemy_of(order.side)][order.base].name


def _modifier(name: str, value: float, side: str) -> str:
    return f"{name}: {percent(value)} a sortie" if side == "D" else f"{name} x {decimal(value)}"
