"""Writers of what a side knows, believes and expects: contacts, alertness, habits of the ear, surprise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.core.ids import NOWHERE
from game.model import events as ev
from game.model.state import GameState
from game.rules.guise import HEARD
from game.rules.stale import drop_known


def _contact_made(state: GameState, e: ev.ContactMade) -> None:
    side, unit = e.side, e.unit
    if not state.contact_number[side][unit]:
        state.contacts_made[side] += 1
        state.contact_number[side][unit] = state.contacts_made[side]
    state.grade[side][unit] = max(state.grade[side][unit], e.grade)
    state.seen_hex[side][unit] = e.hex
    state.seen_minute[side][unit] = state.minute
    state.seen_men[side][unit] = (e.men_low, e.men_high)
    state.seen_dug[side][unit] = e.dug
    state.by_ear[side][unit] = e.by in HEARD
    if e.grade >= ev.IDENTIFIED and state.scenario.units[unit].dummy is not None:
        state.exposed[unit] = True
    if e.by != "before" and e.by not in HEARD:
        state.hidden[unit] = False
    drop_known(state, side)


def _contact_lost(state: GameState, e: ev.ContactLost) -> None:
    if e.is_dropped:
        state.grade[e.side][e.unit] = ev.UNKNOWN
        state.seen_hex[e.side][e.unit] = NOWHERE
        drop_known(state, e.side)


def _alert(state: GameState, e: ev.AlertChanged) -> None:
    state.alert[e.unit] = e.alert


def _feigned(state: GameState, e: ev.Feigned) -> None:
    state.feint[e.unit] = e.hex


def _habit(state: GameState, e: ev.EarsChanged) -> None:
    if e.used_to:
        state.used_to[e.side][e.sector] = e.used_to
    else:
        state.used_to[e.side].pop(e.sector, None)


def _stirred(state: GameState, e: ev.SideStirred) -> None:
    state.stirred[e.side] = e.minute
    if e.shock:
        state.shock[e.side], state.shocked_at[e.side] = e.shock, e.minute


def _lulled(state: GameState, e: ev.SideLulled) -> None:
    state.stirred[e.side] -= e.minutes


INTEL_WRITERS: dict[type, Callable[[GameState, Any], None]] = {
    ev.ContactMade: _contact_made,
    ev.ContactLost: _contact_lost,
    ev.AlertChanged: _alert,
    ev.Feigned: _feigned,
    ev.EarsChanged: _habit,
    ev.SideStirred: _stirred,
    ev.SideLulled: _lulled,
}
