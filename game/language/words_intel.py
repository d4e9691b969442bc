"""Shows, noises and the sleep of quiet weeks in the log."""

from __future__ import annotations

from typing import assert_never

from game.language.names import side_name
from game.language.phrases import minutes
from game.language.telling import Telling
from game.model import events as ev

Guile = ev.Feigned | ev.EarsChanged | ev.SideStirred | ev.SideLulled


def tell_guile(event: Guile, telling: Telling) -> None:
    """Says what one's own sections feign; how it works on the enemy only the umpire is told."""
    to = telling.to
    match event:
        case ev.Feigned(unit, hex_):
            if to.is_own(unit):
                dummy = to.scenario.units[unit].dummy
                what = "sends false messages about" if dummy is not None and dummy.by == "radio" else "makes noise at"
                telling.say(f"{to.name(unit)} {what} {to.place(hex_)}", "work", hex_)
        case ev.SideStirred(side, _, shock):
            found = f"the blow finds it {shock // 10}% asleep" if shock else "it is wide awake"
            _tell_umpire(telling, f"{side_name(to.scenario, side)}: {found}")
        case ev.EarsChanged(side, sector, used_to):
            _tell_umpire(
                telling, f"{side_name(to.scenario, side)}: ears {used_to // 10}% used to noise in sector {sector}"
            )
        case ev.SideLulled(side, time):
            _tell_umpire(telling, f"{side_name(to.scenario, side)}: lulled, as by {minutes(time)} of quiet")
        case _:
            assert_never(event)


def _tell_umpire(telling: Telling, text: str) -> None:
    """What works on a side without its noticing, for whoever may know everything."""
    if telling.to.side is None:
        telling.say(text, "work", detail=True)
