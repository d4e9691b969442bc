"""Shows, noises and the sleep of quiet weeks in the log."""

from __future__ import annotations

from typing import assert_never

from game.language.names import side_name
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
            if to.side is None and shock:
                telling.say(f"the blow finds {side_name(to.scenario, side)} {shock // 10}% asleep", "fight")
        case ev.EarsChanged() | ev.SideLulled():
            pass  # nobody notices how he grows used to things
        case _:
            assert_never(event)
