"""Vehicles out of action in an assault: to what, beyond repair or not, and their crews. Rules 7.38, 7.54 and 7.74."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from game.core.ids import UnitId, enemy_of
from game.model.events import Kinds
from game.model.units import ON_MAP
from game.rules import killers, losses
from game.rules.action import shared
from game.rules.armour import CLOSE_CAUSE, FLAMES, Shares, burning, written_off
from game.rules.ledger import Ledger

_THOUSAND = 1000


@frozen(kw_only=True)
class Toll:
    """How a side's vehicles fare in one assault."""

    shares: Shares
    """By cause of loss; they add up to 1."""
    holds_field: bool | None
    """Whether their side keeps the ground, and with it the wrecks; None if they lie between the lines."""
    in_open: bool
    """Whether they lie on open ground, in full view."""
    bogged: float
    """Share of its vehicles that were bogged."""
    situation: str
    """Key of the table of killed shares."""
    kinds: Mapping[str, Kinds]
    """Which weapons did it, by cause of loss."""


def lose(ledger: Ledger, unit: UnitId, hulls: tuple[int, ...], crews: int, toll: Toll) -> None:
    """One unit loses the vehicles that the outcome drawn takes from it, told by cause. Rules 7.5, 7.54 and 7.74.

    Args:
        hulls: vehicles out of action, by position.
        crews: men hit inside them.
    """
    whole = sum([n for n in hulls])
    if not whole:
        return
    left, told = hulls, 0
    for cause, count in _by_cause(ledger, whole, toll.shares).items():
        part = tuple(shared(count, list(left)))
        left = tuple([a - b for a, b in zip(left, part, strict=True)])
        upto = crews * (whole - sum([n for n in left])) // whole
        _lose_to(ledger, unit, part, upto - told, cause, toll)
        told = upto


def _by_cause(ledger: Ledger, count: int, shares: Shares) -> dict[str, int]:
    """So many vehicles shared out by cause with one roll, so that many small losses come to the shares."""
    found: dict[str, int] = {}
    offset, edge, done = ledger.dice.below(_THOUSAND) / _THOUSAND, 0.0, 0
    for cause, share in shares:
        edge += share * count
        upto = min(count, int(edge + offset))
        if upto > done:
            found[cause] = upto - done
        done = upto
    if done < count:
        last = shares[-1][0] if shares else CLOSE_CAUSE
        found[last] = found.get(last, 0) + count - done
    return found


def _lose_to(ledger: Ledger, unit: UnitId, hulls: tuple[int, ...], crews: int, cause: str, toll: Toll) -> None:
    """Those of one cause: some burn, some are beyond repair, the others lie with the workshops. Rules 7.38 and 7.74."""
    state = ledger.state
    if state.status[unit] != ON_MAP:
        return
    spec, tables = state.scenario.units[unit], state.scenario.rules.combat
    count = sum([n for n in hulls])
    fire = burning([(group.vehicle, float(n)) for group, n in zip(spec.vehicles, hulls, strict=True)])
    fire *= tables.wrecks.bottles if cause in FLAMES else 1.0
    lost = written_off(
        float(count), tables, holds_field=toll.holds_field, bogged=toll.bogged, burns=fire, in_open=toll.in_open
    )
    wrecked = min(count, ledger.dice.whole(lost))
    stuck = sum([n for n in state.bogged[unit]])
    of_them = int(count * stuck / max(1, sum([n for n in state.vehicles[unit]])) + 0.5)
    losses.inflict(
        ledger,
        unit,
        crews,
        situation=toll.situation,
        cause=cause,
        by=enemy_of(state.side_of(unit)),
        kinds=toll.kinds.get(cause, killers.QUARTERS),
        vehicles=hulls,
        wrecked=tuple(shared(wrecked, list(hulls))),
        bogged=tuple(shared(of_them, [min(a, b) for a, b in zip(hulls, state.bogged[unit], strict=True)])),
    )
