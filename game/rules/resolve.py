"""An order goes to its chapter."""

from __future__ import annotations

from typing import assert_never

from game.model import events as ev
from game.model import orders as od
from game.rules import (
    air,
    assault,
    breakout,
    bridging,
    engineering,
    escalation,
    fires,
    happenings,
    haul,
    hearing,
    morale,
    movement,
    recovery,
    sequence,
    stealth,
)
from game.rules.ledger import Ledger


def carry_out(order: od.Order, ledger: Ledger) -> None:
    """Carries out an order that was checked; then bridges are judged that fire may have hit. Rule 10.13."""
    _by_chapter(order, ledger)
    bridging.after_order(ledger)


def _by_chapter(order: od.Order, ledger: Ledger) -> None:
    match order:
        case od.Move():
            movement.carry_out(order, ledger)
        case od.Assault():
            assault.carry_out(order, ledger)
        case od.Bombard():
            fires.carry_out(order, ledger)
        case od.Dig() | od.LayWire() | od.Mend() | od.Bridge() | od.Blow():
            _works(order, ledger)
        case od.Recover():
            recovery.carry_out(order, ledger)
        case od.Rest():
            _rest(order, ledger)
        case od.Hold():
            ledger.emit(ev.UnitHeld(order.unit))
        case od.SetStance():
            ledger.emit(ev.StanceSet(order.unit, order.stance))
        case od.Flare():
            stealth.carry_out_flare(order, ledger)
        case od.Register():
            fires.carry_out_register(order, ledger)
        case od.BreakOut():
            breakout.carry_out(order, ledger)
        case od.Feign():
            hearing.carry_out_feign(order, ledger)
        case od.Fly():
            air.carry_out(order, ledger)
        case od.Haul():
            haul.carry_out(order, ledger)
        case od.BreakRestraint():
            escalation.carry_out(order, ledger)
        case od.Decide():
            happenings.carry_out(order, ledger)
        case od.EndPhase():
            sequence.end_phase(order, ledger)
        case _:
            assert_never(order)


def _rest(order: od.Rest, ledger: Ledger) -> None:
    """Sleep, and what the crews do for their vehicles meanwhile. Rules 7.56 and 13.2."""
    minutes = ledger.state.minutes[order.unit]
    morale.carry_out_rest(order, ledger)
    recovery.by_the_way(ledger, order.unit, minutes)


def _works(order: od.Dig | od.LayWire | od.Mend | od.Bridge | od.Blow, ledger: Ledger) -> None:
    """What spades and engineers do: chapter 10."""
    match order:
        case od.Dig():
            engineering.carry_out_dig(order, ledger)
        case od.LayWire():
            engineering.carry_out_wire(order, ledger)
        case od.Mend():
            engineering.carry_out_mend(order, ledger)
        case od.Bridge() | od.Blow():
            bridging.carry_out(order, ledger)
