"""What fire of any kind does to the men of one unit: shells, bullets and bombs alike."""

from __future__ import annotations

from attrs import frozen

from game.core.ids import SideId, UnitId
from game.model import events as ev
from game.model.state import GameState
from game.model.units import ON_MAP
from game.rules import command, losses, morale, stealth
from game.rules.ground import posture
from game.rules.ledger import Ledger
from game.rules.shellfire import Bombardment


def hectares(state: GameState) -> float:
    """Area of a hex in hectares."""
    width = state.scenario.board.hex_m
    return 0.8660254037844386 * width * width / 10_000.0


@frozen(kw_only=True)
class Fire:
    """What a fire was made of, for the account."""

    cause: str
    """shells, fire or bombing."""
    kinds: ev.Kinds
    """Which weapons fired."""
    modifiers: tuple[ev.ModifierLine, ...] = ()
    """Factors on the hits."""


def strike(ledger: Ledger, victim: UnitId, by: SideId, blow: Bombardment, fire: Fire, at: int | None = None) -> None:
    """Losses, pinning, cohesion and alarm of one unit under fire. Rules 6.2, 6.3, 7.78 and 8.4.

    Args:
        at: minute of the scenario at which the fire lifts; the start of the turn if None.
    """
    state, killed, pinned = ledger.state, blow.killed, blow.pinned
    before = state.men[victim]
    ledger.emit(ev.UnitStruck(victim, by, fire.cause, state.hex[victim], before, before * killed, fire.modifiers))
    men = min(before, ledger.dice.whole(before * killed))
    situation = "trench" if posture(state, victim) in ("prepared", "fortified") else "assault"
    if pinned > 0.01:
        ledger.emit(ev.UnitPinned(victim, min(1000, round(pinned * 1000)), state.minute if at is None else at))
    stealth.alarm(ledger, victim, "fired_on")
    command.cut_lines(ledger, victim, pinned)
    if men:
        tables = state.scenario.rules.combat
        losses.inflict(
            ledger, victim, men, situation=situation, cause=fire.cause, by=by, tubes=blow.guns, kinds=fire.kinds
        )
        if state.status[victim] == ON_MAP:
            morale.shake(ledger, victim, tables.cohesion.points * men / before, "fire")
