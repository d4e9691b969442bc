"""Units, stacks, contacts and formations in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from game.core.ids import UnitId
from game.language import dates
from game.language.names import (
    STANCE_WORDS,
    contact_kind,
    contact_name,
    full_name,
    hex_at,
    hex_name,
    kind_words,
)
from game.language.phrases import band, count, decimal, kilometres, listing, men, minutes, percent, sentence
from game.language.words_supply import SUPPLY_WORDS
from game.language.words_vehicles import hull_words
from game.model.events import GRADES
from game.model.scenario import Scenario
from game.model.units import FATES, ON_MAP, WAITING, Leader, Unit
from game.model.view import OPEN, Contact, OwnUnit, View

POSTURE_WORDS = {
    "march": "on the march",
    "attack": "in the attack",
    "hasty": "in a hasty position",
    "prepared": "in a prepared position",
    "fortified": "in a fortified position",
}
"""Postures in words."""
HEARD = "only heard or reported"
"""In place of the grade of a contact that nobody has seen."""
_MOBILITY = {
    "foot": "on foot",
    "horse": "on horseback",
    "wheel": "on wheels",
    "track": "on tracks",
    "towed": "with gun teams",
    "boat": "in boats",
    "rail": "by rail",
    "motor": "on lorries",
}


def arms_words(unit: Unit, counts: Iterable[int], hulls: Iterable[int]) -> str:
    """Weapons and vehicles left: "110 rifles, 8 light machine guns and 2 T-26"."""
    parts = []
    for arm, number in zip(unit.arms, counts, strict=True):
        if number:
            name = arm.weapon.name[:1].lower() + arm.weapon.name[1:]
            parts.append(count(number, name, _plural(name)))
    parts += [f"{number} {group.vehicle.name}" for group, number in zip(unit.vehicles, hulls, strict=True) if number]
    return listing(parts) or "no weapons to speak of"


def _plural(name: str) -> str:
    """Plural of a weapon's name; a type stands after the noun: "37-mm anti-tank guns Type 94"."""
    for noun in ("gun", "howitzer", "mortar", "rifle", "discharger", "launcher"):
        head, found, tail = name.rpartition(noun)
        if found and (not tail or tail[0] == " "):
            return f"{head}{noun}s{tail}"
    return name


def condition_words(own: OwnUnit, behind_m: int = 0) -> list[str]:
    """What is out of the ordinary with a unit: pinned, hidden, out of command and so on."""
    said = [
        (own.pinned >= 0.05, f"pinned {percent(own.pinned)}"),
        (own.hidden, "creeping unseen"),
        (bool(behind_m), f"{kilometres(behind_m)} behind the edge of the map"),
        (not own.in_command, "out of command"),
        (own.supply > 0, SUPPLY_WORDS[own.supply]),
        (own.ring > OPEN, _ring_words(own)),
        (own.hunger > 0, f"without food for {minutes(own.hunger)}"),
        (own.in_enemy_zoc, "close to the enemy"),
        (own.held, "told to hold"),
        (any(own.bogged), f"with {count(sum(own.bogged), 'vehicle')} bogged"),
    ]
    return [words for is_so, words in said if is_so]


def _ring_words(own: OwnUnit) -> str:
    """How a unit's way home stands (rule 11.42)."""
    since = f" for {minutes(own.ringed)}" if own.ringed else ""
    return ("", "its way home threatened", "beyond the reach of carriers", f"encircled{since}")[own.ring]


def unit_line(view: View, own: OwnUnit) -> str:
    """A unit in one line for a list: id, kind, place, men, minutes, what ails it."""
    unit = view.scenario.units[own.number]
    if own.status != ON_MAP:
        return f"{unit.id}, {kind_words(unit)}: {FATES[own.status]}{_arrival(view.scenario, unit, own)}."
    said = [
        f"{unit.id}, {kind_words(unit)}, {hex_name(view.scenario.board, own.hex)}",
        men(own.men),
        f"{minutes(own.minutes)} left",
        f"cohesion {own.cohesion}",
        *condition_words(own, unit.off_map_m),
    ]
    return f"{', '.join(said)}."


def _arrival(scenario: Scenario, unit: Unit, own: OwnUnit) -> str:
    if own.status != WAITING or unit.arrives_minute is None:
        return ""
    due = dates.when(scenario.calendar, unit.arrives_minute)
    return f"; due on {due} at {hex_name(scenario.board, unit.arrives_at)}"


def unit_lines(view: View, number: UnitId) -> tuple[str, ...]:
    """A unit of one's own in full, one sentence or two a line."""
    scenario, own = view.scenario, view.unit_of[number]
    unit = scenario.units[number]
    heading = f"{full_name(scenario, number)}."
    if own.status != ON_MAP:
        return heading, sentence(f"it is {FATES[own.status]}{_arrival(scenario, unit, own)}")
    moves = _MOBILITY[unit.kind.mobility]
    lines = [heading, sentence(f"{kind_words(unit)} {moves}, at {hex_at(scenario.board, own.hex)}")]
    if unit.text:
        lines.append(sentence(unit.text))
    strength = men(own.men) + (f" of {unit.men}" if own.men != unit.men else "")
    lines.append(sentence(f"{strength}: {arms_words(unit, own.arms, own.vehicles)}"))
    lines += _vehicle_lines(view, unit, own)
    stores = [f"ammunition {decimal(own.ammo)} {'unit' if own.ammo == 1.0 else 'units'} of fire"]
    stores += [count(own.shells, "shell")] if unit.tubes else []
    stores += [count(own.flares, "flare")] if unit.flares else []
    lines.append(sentence(f"{minutes(own.minutes)} left this turn; {', '.join(stores)}"))
    lines.append(sentence(f"Cohesion {own.cohesion} of 100, fatigue {own.fatigue}, alertness {percent(own.alert)}"))
    dug = f", {minutes(own.dug)} of digging done" if own.dug else ""
    stands = POSTURE_WORDS.get(own.posture, own.posture)
    lines.append(sentence(f"it stands {stands}{dug}; told to {STANCE_WORDS[own.stance]} when pressed"))
    if own.led == "wire":
        lines.append("It is in command by telephone wire.")
    if shown := show_line(unit):
        lines.append(shown)
    if conditions := condition_words(own):
        lines.append(sentence(f"it is {listing(conditions)}"))
    lines += _leader_lines(unit, own)
    return tuple(lines)


def _vehicle_lines(view: View, unit: Unit, own: OwnUnit) -> list[str]:
    """Vehicles that lie bogged, were left so, or are with the workshops. Rules 4.11 and 7.74."""
    lines = []
    if any(own.bogged):
        lines.append(sentence(f"bogged here: {hull_words(unit, own.bogged)}"))
    for left in view.derelicts:
        if left.unit == own.number:
            where = hex_at(view.scenario.board, left.hex)
            lines.append(sentence(f"left bogged at {where}: {hull_words(unit, left.vehicles)}"))
    if any(own.damaged):
        lines.append(sentence(f"with the workshops: {hull_words(unit, own.damaged)}"))
    return lines


def _leader_lines(unit: Unit, own: OwnUnit) -> list[str]:
    return [] if unit.leader is None else [_commander(unit.leader, own.leader)]


def _commander(leader: Leader, in_action: bool) -> str:
    name = f"{leader.rank} {leader.name}" if leader.rank else leader.name
    return f"Commander: {name}, rated {leader.rating} of 5." if in_action else f"{name} has fallen."


def show_line(unit: Unit) -> str:
    """What a section of one's own pretends to be; empty for a real unit. Rule 5.9."""
    dummy = unit.dummy
    if dummy is None:
        return ""
    how = {"sight": "shows", "noise": "can sound like", "radio": "can pass on the air for"}[dummy.by]
    return sentence(f"it {how} a {dummy.shows.name.lower()} of {dummy.men} men")


def contact_line(view: View, contact: Contact) -> str:
    """An enemy unit as far as it is known, in one line."""
    scenario = view.scenario
    what = scenario.units[contact.unit].name if contact.unit is not None else contact_kind(contact)
    strength = band(contact.men_low, contact.men_high)
    age = view.minute - contact.minute
    seen = "in sight" if contact.in_sight else f"last seen {minutes(age)} ago" if age else "not in sight now"
    name = contact_name(scenario, contact)
    how = HEARD if contact.by_ear else GRADES[contact.grade]
    if contact.by_ear:
        seen = f"reported {minutes(age)} ago" if age else "reported now"
    return sentence(f"{name}, {how}: {what}, {strength}, at {hex_at(scenario.board, contact.hex)}, {seen}")


def formation_lines(view: View, formation: str) -> tuple[str, ...]:
    """A formation with its commander, its strength and its units."""
    scenario = view.scenario
    entry = scenario.formations[formation]
    native = f" ({entry.native})" if entry.native else ""
    parent = view.parent(formation)
    above = f", under {scenario.formations[parent].name}" if parent else ""
    lines = [sentence(f"{entry.id}: {entry.name}{native}{above}")]
    if entry.leader:
        staff = view.unit_of.get(entry.hq) if entry.hq is not None else None
        lines.append(_commander(entry.leader, staff is None or staff.status != ON_MAP or staff.leader))
    if entry.side != view.side:
        return (*lines, "It is the enemy's; 'units' lists what you know of him.")
    units = [view.unit_of[number] for number in view.units_in[formation]]
    here = [own for own in units if own.status == ON_MAP]
    at_start = sum(scenario.units[own.number].men for own in units)
    lines.append(f"{count(len(here), 'unit')} on the map, {men(sum(own.men for own in here))} of {at_start}.")
    return (*lines, *(unit_line(view, own) for own in units))


def tree_lines(view: View) -> tuple[str, ...]:
    """The organisation of a side: formations indented under those above them, units under their own."""
    scenario = view.scenario
    lines: list[str] = []

    def grow(parent: str, depth: int) -> None:
        for formation in scenario.formations.values():
            if formation.side != view.side or view.parent(formation.id) != parent:
                continue
            own = [view.unit_of[number] for number in view.units_in[formation.id]]
            total = sum(unit.men for unit in own if unit.status == ON_MAP)
            lines.append(f"{'  ' * depth}{formation.id}, {formation.name}: {men(total)}.")
            for unit in own:
                if scenario.units[unit.number].formation == formation.id:
                    lines.append(f"{'  ' * (depth + 1)}{unit_line(view, unit)}")
            grow(formation.id, depth + 1)

    grow("", 0)
    return tuple(lines)
