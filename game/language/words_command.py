"""Telephone lines, attachments, and units that leave a ring or the field, in words."""

from __future__ import annotations

from typing import assert_never

from game.language.phrases import count
from game.language.telling import Telling
from game.model import events as ev

Chain = ev.LineCut | ev.FormationAttached | ev.BrokeOut | ev.UnitBroke
BREAK_WORDS = {"armour": "before the armour", "shelled": "under the shells", "encircled": "in the ring"}
"""Why troops of little loyalty gave way."""
LED_WORDS = {
    "staff": "a headquarters",
    "reach": "in reach of its headquarters",
    "wire": "in command by telephone wire",
    "alone": "on its own: nobody above leads it from the map",
    "": "out of reach of every headquarters, and no wire lies",
}
"""How orders come to a unit (rules 12.1, 12.2 and 12.5)."""


def tell_command(event: Chain, telling: Telling) -> None:
    """Lines cut and formations attached, to the side concerned."""
    to = telling.to
    match event:
        case ev.LineCut(unit, _):
            if to.is_own(unit):
                hex_ = to.after.unit_of[unit].hex if to.after and unit in to.after.unit_of else None
                telling.say(f"fire cuts the telephone wire to {to.name(unit)}", "loss", hex_)
        case ev.FormationAttached(formation, above):
            entry = to.scenario.formations[formation]
            if to.knows_side(entry.side):
                under = to.scenario.formations[above].name if above else "nobody"
                telling.say(f"{entry.name} now answers to {under}", "message")
        case ev.BrokeOut(unit, at, zones, share):
            if to.is_own(unit):
                past = f"past the enemy in {count(zones, 'hex', 'hexes')}" if zones else "past nobody"
                cost = f", {share:.0%} of the men to be lost on the way" if zones else ""
                telling.say(f"{to.name(unit)} breaks out to {to.place(at)} {past}{cost}", "fight", at)
        case ev.UnitBroke(unit, why):
            if to.is_own(unit):
                telling.say(f"{to.name(unit)} gives way {BREAK_WORDS[why]}", "fight")
        case _:
            assert_never(event)
