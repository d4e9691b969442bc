"""Marches, retreats, arrivals and contacts in words."""

from __future__ import annotations

from typing import assert_never

from game.core.ids import HexId
from game.language.names import contact_kind, contact_name, hex_at, side_name
from game.language.phrases import band, listing, minutes
from game.language.telling import Telling
from game.model import events as ev
from game.model.units import DESTROYED, SURRENDERED
from game.model.view import Contact

HALT_WORDS = {
    "zoc": "; the enemy is near, and it stops to deploy",
    "contact": "; it runs into the enemy and stops",
    "fire": "; fire stops it",
}
"""Why a march stopped short."""
RETREAT_WORDS = {"repulse": "is thrown back", "retreat": "falls back", "rout": "runs"}
"""How a unit left a fight."""

Paths = ev.UnitMoved | ev.UnitRetreated | ev.UnitAdvanced | ev.UnitArrived | ev.UnitRemoved
Sightings = ev.ContactMade | ev.ContactLost


def tell_path(event: Paths, telling: Telling) -> None:
    """Says that a unit changed its place, if the audience may know."""
    to = telling.to
    match event:
        case ev.UnitMoved():
            if to.is_own(event.unit):
                _tell_march(event, telling)
            else:
                _tell_enemy_march(event, telling)
        case ev.UnitRetreated(unit, path, how):
            if len(path) > 1 and (to.is_own(unit) or to.sees(path[-1])):
                telling.say(
                    f"{to.name(unit, path[-1])} {RETREAT_WORDS[how]} to {to.place(path[-1])}", "fight", path[-1]
                )
        case ev.UnitAdvanced(unit, path):
            if to.is_own(unit) or to.sees(path[-1]):
                telling.say(f"{to.name(unit, path[-1])} occupies {to.place(path[-1])}", "fight", path[-1])
        case ev.UnitArrived(unit, hex_):
            if to.is_own(unit):
                telling.say(f"{to.name(unit)} arrives at {to.place(hex_)}", "arrival", hex_)
        case ev.UnitRemoved():
            _tell_end(event, telling)
        case _:
            assert_never(event)


def _tell_march(event: ev.UnitMoved, telling: Telling) -> None:
    """One line for all steps of a march."""
    to, unit = telling.to, event.unit
    path, spent, halted = list(event.path), event.minutes, event.halted
    for position in range(telling.at + 1, len(telling.events)):
        later = telling.events[position]
        if isinstance(later, ev.UnitMoved) and later.unit == unit and later.path[0] == path[-1]:
            path += later.path[1:]
            spent, halted = spent + later.minutes, later.halted
            telling.told.add(position)
        elif _breaks_march(later, telling):
            break
    if event.gait == "stealth":
        telling.creeping.add(unit)
    verb = "creeps" if event.gait == "stealth" else "marches"
    own = to.after.unit_of.get(unit) if to.after else None
    left = f", {minutes(own.minutes)} left" if own and own.minutes else ", none left" if own else ""
    if len(path) == 1:
        telling.say(
            f"{to.name(unit)} does not get away from {to.place(path[0])}{HALT_WORDS.get(halted, '')}; "
            f"{minutes(spent)} spent{left}",
            "march",
            path[0],
        )
        return
    telling.say(
        f"{to.name(unit)} {verb} to {to.place(path[-1])} in {minutes(spent)}{left}{HALT_WORDS.get(halted, '')}",
        "march",
        path[-1],
    )


def _breaks_march(event: ev.Event, telling: Telling) -> bool:
    """Whether an event belongs to a later order than the march before it."""
    match event:
        case ev.UnitMoved(unit) | ev.UnitRested(unit) | ev.UnitDug(unit):
            return telling.to.is_own(unit)
        case ev.AssaultResolved() | ev.PhaseEnded() | ev.PhaseBegan() | ev.TurnBegan():
            return True
        case _:
            return False


def _tell_enemy_march(event: ev.UnitMoved, telling: Telling) -> None:
    """An enemy's march from one hex in view to another."""
    to = telling.to
    if to.before is None or to.after is None or len(event.path) < 2 or not to.sees(event.path[-1]):
        return
    known = {contact.number: contact for contact in to.after.contacts if contact.in_sight}
    for old in to.before.contacts:
        new = known.get(old.number)
        if new and old.hex == event.path[0] and new.hex == event.path[-1]:
            telling.say(
                f"{contact_name(to.scenario, new)} moves from {to.place(old.hex)} to {to.place(new.hex)}",
                "contact",
                new.hex,
                about=_about(new),
            )
            return


def _tell_end(event: ev.UnitRemoved, telling: Telling) -> None:
    to = telling.to
    if event.fate not in (DESTROYED, SURRENDERED):
        if to.is_own(event.unit):
            telling.say(f"{to.name(event.unit)} leaves the battle", "arrival")
        return
    fate = "is destroyed" if event.fate == DESTROYED else "surrenders"
    if to.is_own(event.unit):
        telling.say(f"{to.name(event.unit)} {fate}", "loss")
        return
    old = next((c for c in to.before.contacts if c.unit == event.unit), None) if to.before else None
    if old:
        telling.say(f"{contact_name(to.scenario, old)} {fate}", "loss", old.hex)


def tell_sighting(event: Sightings, telling: Telling) -> None:
    """Says what the audience sees anew, or that one of its own creeping units was discovered."""
    to = telling.to
    match event:
        case ev.ContactMade(side, unit, hex_):
            if to.side is None:
                telling.say(
                    f"{side_name(to.scenario, side)} sees {to.name(unit)} at {to.place(hex_)}",
                    "contact",
                    hex_,
                    detail=True,
                )
            elif side == to.side:
                _tell_contact(event, telling)
            elif unit in telling.creeping:
                telling.creeping.discard(unit)
                if event.by == "assault":
                    return  # the line of the assault says it
                telling.say(f"{to.name(unit)} is discovered at {to.place(hex_)}", "contact", hex_)
        case ev.ContactLost(side, unit):
            if to.side is None:
                telling.say(
                    f"{side_name(to.scenario, side)} gives up its contact with {to.name(unit)}", "contact", detail=True
                )
            elif side == to.side:
                _tell_lost(telling)
        case _:
            assert_never(event)


def _tell_contact(event: ev.ContactMade, telling: Telling) -> None:
    to = telling.to
    for position in range(telling.at + 1, len(telling.events)):
        later = telling.events[position]
        if isinstance(later, ev.ContactMade) and (later.side, later.unit) == (event.side, event.unit):
            return  # the later sighting knows more
    contact = to.contact(event.unit, event.hex, (event.men_low, event.men_high))
    strength = band(event.men_low, event.men_high)
    if contact is None and event.by == "assault":
        return  # he was met and beaten in one order; the lines of the assault say it
    if contact is None:
        telling.say(f"Enemy seen at {to.place(event.hex)}, {strength}, and lost again", "contact", event.hex)
        return
    old = next((c for c in to.before.contacts if c.number == contact.number), None) if to.before else None
    telling.say(
        *_contact_news(contact, old, telling, strength, event.by),
        contact.hex,
        detail=old is not None and (old.hex, old.grade) == (contact.hex, contact.grade),
        about=("" if old is not None and old.grade == contact.grade else "new ") + _about(contact),
    )


def _about(contact: Contact) -> str:
    return f"contact {contact.number}"


def _contact_news(contact: Contact, old: Contact | None, telling: Telling, strength: str, by: str) -> tuple[str, str]:
    to = telling.to
    name = contact_name(to.scenario, contact)
    what = to.scenario.units[contact.unit].name if contact.unit is not None else contact_kind(contact)
    where = _where(contact.hex, telling)
    if old is None:
        how = {
            "fire": "gives itself away by firing",
            "flash": "found by the flash and sound of its guns",
            "flare": "caught in the light of a flare",
            "approach": "met at close quarters",
            "before": "known from before",
            "air": "seen from the air",
            "noise": "heard in the dark",
            "radio": "placed by wireless",
            "rumour": "reported",
        }.get(by, "seen")
        return f"{name} {how} at {where}: {what}, {strength}", "contact"
    if old.grade < contact.grade:
        return f"{name} at {where} is identified: {what}, {strength}", "contact"
    if old.hex != contact.hex:
        return f"{name} is now at {where}, {strength}", "contact"
    return f"{name} is still at {where}, {strength}", "contact"


def _where(hex_: HexId, telling: Telling) -> str:
    return hex_at(telling.to.scenario.board, hex_)


def _tell_lost(telling: Telling) -> None:
    """All contacts that are struck off, once for the batch."""
    to = telling.to
    for position in range(telling.at + 1, len(telling.events)):
        later = telling.events[position]
        if isinstance(later, ev.ContactLost) and later.side == to.side:
            telling.told.add(position)
    if to.before is None or to.after is None:
        return
    left = {contact.number for contact in to.after.contacts}
    removed = {e.unit for e in telling.events if isinstance(e, ev.UnitRemoved)}
    gone: dict[HexId, list[str]] = {}
    for contact in to.before.contacts:
        if contact.number not in left and contact.unit not in removed:
            gone.setdefault(contact.hex, []).append(contact_name(to.scenario, contact))
    for hex_, names in gone.items():
        verb = "is" if len(names) == 1 else "are"
        telling.say(f"{listing(names)} {verb} no longer at {_where(hex_, telling)}", "contact", hex_)
