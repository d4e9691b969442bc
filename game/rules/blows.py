"""What fire of any kind does to the men of one unit: shells, bullets and bombs alike."""

from __future__ import annotations

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


def strike(ledger: Ledger, victim: UnitId, by: SideId, blow: Bombardment, cause: str, at: int | None = None) -> None:
    """Losses, pinning, cohesion and alarm of one unit under fire. Rules 6.2, 6.3 and 8.4.

    Args:
        at: minute of the scenario at which the fire lifts; the start of the turn if None.
    """
    state, killed, pinned = ledger.state, blow.killed, blow.pinned
    before = state.men[victim]
    men = min(before, ledger.dice.whole(before * killed))
    situation = "trench" if posture(state, victim) in ("prepared", "fortified") else "assault"
    if pinned > 0.01:
        ledger.emit(ev.UnitPinned(victim, min(1000, round(pinned * 1000)), state.minute if at is None else at))
    stealth.alarm(ledger, victim, "fired_on")
    command.cut_lines(ledger, victim, pinned)
    if men:
        tables = state.scenario.rules.combat
        losses.inflict(ledger, victim, men, situation=situation, cause=cause, by=by, tubes=blow.guns)
        if state.status[victim] == ON_MAP:
            morale.shake(ledger, victim, tables.cohesion.points * men / before, "fire")
