"""Fire that falls together on a hex, by the clocks of the guns: what it holds down, and until when."""

from __future__ import annotations

from attrs import evolve, frozen

from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.model import events as ev
from game.model.state import Concentration, GameState
from game.rules import blows
from game.rules.ground import minute_of, units_of_side_at
from game.rules.ledger import Ledger
from game.rules.shellfire import pinned_after, pinned_by


@frozen
class Timing:
    """When an assault goes in. Rules 6.32 and 7.17."""

    begins: int
    """Minute of the scenario: the last of the attackers is ready and the guns have lifted."""
    waits: int
    """Minutes for which the last of the attackers waits for the guns to lift."""
    early: int
    """Minutes for which guns that have fired before it had rather waited, and can."""


def joined(
    state: GameState,
    side: SideId,
    hex_: HexId,
    weight: float,
    start: int,
    lifts: int,
    guns: tuple[UnitId, ...],
    *,
    flown: bool = False,
    area: float | None = None,
) -> Concentration:
    """The fire of a side on a hex when more shells fall there from one minute to another. Rules 6.3, 6.16 and 6.32.

    Fires that overlap add up to one; otherwise pinning has faded since the last.

    Args:
        weight: shells of 76 mm that the new ones are worth.
        flown: whether aircraft bring them.
        area: hectares on which they fall; the whole hex if None.
    """
    tables = state.scenario.rules.combat
    last = state.fire_on[side].get(hex_)
    tenths = round(weight * 10)
    if last is None or start >= last.lifts or last.start >= lifts:
        before = round(pinned_on(state, side, hex_, start) * 1000)
        found = Concentration(start, lifts, tenths, before, 0, guns, flown)
    else:
        merged = (*last.guns, *[g for g in guns if g not in last.guns])
        span = min(start, last.start), max(lifts, last.lifts)
        found = Concentration(*span, tenths + last.weight, last.before, 0, merged, flown and last.flown)
    minutes = max(1, found.lifts - found.start)
    ground = blows.hectares(state) if area is None else area
    held = pinned_by(found.weight / 10.0, ground, minutes, found.before / 1000.0, tables)
    return evolve(found, pinned=min(1000, round(held * 1000)))


def pinned_on(state: GameState, side: SideId, hex_: HexId, at: int) -> float:
    """Pinning at a minute that a side's fire leaves on whoever is in a hex, as far as its gunners can reckon."""
    last = state.fire_on[side].get(hex_)
    if last is None:
        return 0.0
    ago = at - last.lifts
    if ago <= 0:
        return last.pinned / 1000.0
    return pinned_after(last.pinned / 1000.0, ago, state.scenario.rules.combat)


def early_by(state: GameState, side: SideId, hex_: HexId, at: int) -> int:
    """Minutes that the guns which fired on a hex in this turn could still have waited, up to a minute. Rule 6.32."""
    last = state.fire_on[side].get(hex_)
    if last is None or not (last.guns or last.flown) or last.lifts >= at or last.lifts < state.minute:
        return 0
    return min([at - last.lifts, *(state.minutes[gun] for gun in last.guns)])


def hold_back(ledger: Ledger, side: SideId, hex_: HexId, minutes: int) -> None:
    """The guns that fired on a hex have waited so long with it; whoever is there is pinned so much later. Rule 6.32."""
    state = ledger.state
    last = state.fire_on[side][hex_]
    for gun in last.guns:
        ledger.emit(ev.MinutesSpent(gun, minutes, "wait"))
    for victim in units_of_side_at(state, enemy_of(side), hex_):
        if state.pinned[victim] and state.pinned_at[victim] == last.lifts:
            ledger.emit(ev.UnitPinned(victim, state.pinned[victim], last.lifts + minutes))
    later = evolve(last, start=last.start + minutes, lifts=last.lifts + minutes, guns=())
    ledger.emit(ev.FireFell(side, hex_, later))


def timing(state: GameState, side: SideId, target: HexId, lead: tuple[UnitId, ...], pressed: int) -> Timing:
    """When an assault goes in by the clocks of its units and of the guns that prepared it. Rules 6.32 and 7.17.

    Args:
        pressed: minutes for which it is to be pressed; the attackers wait for the guns no longer than leaves them so
            many.
    """
    ready = max([minute_of(state, u) for u in lead], default=state.minute)
    fire = state.fire_on[side].get(target)
    spare = min([state.minutes[u] for u in lead], default=0) - pressed
    waits = max(0, min(fire.lifts - ready, spare)) if fire is not None else 0
    begins = ready + waits
    return Timing(begins, waits, early_by(state, side, target, begins))
