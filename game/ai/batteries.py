"""The counter-battery office: which of the enemy's guns are shelled, by which batteries, and with how many shells."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.ai.office import Office
from game.ai.support import rounds_an_hour
from game.core.ids import HexId, UnitId
from game.core.portable import total
from game.model.orders import Bombard, Order
from game.model.view import Contact, OwnUnit

LONG_M = 17_000
"""Range from which guns have this duty without a plan: corps artillery has little else to do."""
FRESH = 720
"""Minutes after which a battery that was found may have moved."""
TOGETHER = 3
"""Gun units that fire at one place in a turn."""
SPELL = 240
"""Minutes of a turn for each shoot of an hour; crews rest, shells are brought up."""
KEPT = 60
"""Share of the shells, in hundredths, that guns without a task in the plan keep for defence."""
LEAST = 12
"""Rounds below which laying on a target does not pay."""
UNKNOWN = 400.0
"""QJM points of guns of which nobody has told the type."""


@frozen
class _Shooter:
    """A gun unit with shells for the duel."""

    unit: UnitId
    range_m: int
    rounds: int
    key: str
    """Under which its rounds are counted against the task; empty for none."""


def duel(office: Office) -> Iterator[Order]:
    """Fire at the guns that are known, by day in long battles, each place by few batteries and the best first."""
    if not office.is_long or office.picture.is_dark:
        return
    for _ in range(max(1, office.turn_minutes // SPELL)):
        known, load = targets(office), dict[HexId, int]()
        # Guns with the shortest reach have the fewest targets and choose first.
        for shooter in sorted(_shooters(office), key=lambda s: (s.range_m, s.unit)):
            order = _shot(office, shooter, known, load)
            if order is None:
                continue
            load[order.target] = load.get(order.target, 0) + 1
            before = office.picture.by_number[order.unit].shells
            name = office.scenario.units[order.unit].id
            office.tell("fires", name, ("place", office.name(order.target)), ("rounds", order.rounds))
            yield order
            if shooter.key:
                after = office.picture.by_number.get(order.unit)
                spent = before - (after.shells if after is not None else 0)
                office.memory.fired[shooter.key] = office.memory.fired.get(shooter.key, 0) + spent
        if not load:
            return


def _shot(office: Office, shooter: _Shooter, known: dict[HexId, float], load: dict[HexId, int]) -> Bombard | None:
    """The best target of a gun unit: not yet under fire of many, strong, near."""
    own = office.picture.by_number[shooter.unit]
    board = office.scenario.board
    spec = office.scenario.units[shooter.unit]
    ranked = []
    for target, points in known.items():
        metres = board.grid.distance(own.hex, target) * board.hex_m + spec.off_map_m
        if metres <= shooter.range_m and load.get(target, 0) < TOGETHER:
            ranked.append((load.get(target, 0), -points, metres, target))
    for _, _, _, target in sorted(ranked):
        order = Bombard(office.side, shooter.unit, target, shooter.rounds)
        if office.may(order):
            return order
    return None


def targets(office: Office) -> dict[HexId, float]:
    """Hexes where enemy guns are known to stand, with their QJM points as far as one can tell."""
    view, found = office.desk.view(), dict[HexId, float]()
    for contact in view.contacts:
        if contact.symbol in ("guns", "mortar") and contact.hex >= 0 and view.minute - contact.minute <= FRESH:
            found[contact.hex] = found.get(contact.hex, 0.0) + _points(office, contact)
    return found


def _points(office: Office, contact: Contact) -> float:
    if contact.unit is None:
        return UNKNOWN
    arms = office.scenario.units[contact.unit].arms
    return total([arm.weapon.oli * arm.count for arm in arms if arm.weapon.indirect])


def _shooters(office: Office) -> list[_Shooter]:
    """Gun units that the plan gives the task, and long guns that it gives none."""
    tasked, found = _tasked(office), []
    for own in office.picture.units:
        spec = office.scenario.units[own.number]
        reach = max([arm.weapon.range_m for arm in spec.arms if arm.weapon.indirect], default=0)
        if not spec.kind.fires or not reach or not own.minutes or not own.shells or not office.leads(own):
            continue
        key, allowed = tasked.get(own.number, ("", _spare(office, own, reach)))
        rounds = min(allowed, own.shells, int(rounds_an_hour(office, own.number)))
        if rounds >= LEAST:
            found.append(_Shooter(own.number, reach, rounds, key))
    return found


def _tasked(office: Office) -> dict[UnitId, tuple[str, int]]:
    """By gun unit with a task of the phase: the rounds that a counter-battery task leaves it; none for other tasks."""
    minute, found = office.desk.view().minute, dict[UnitId, tuple[str, int]]()
    for position, task in enumerate(office.phase.fire):
        late = task.to_minute is not None and minute >= task.to_minute
        for unit in task.units:
            key = f"{office.phase.id}/{position}/{unit}"
            load = int(office.scenario.units[unit].shells_full * task.load)
            mine = task.task == "counter-battery" and minute >= task.from_minute and not late
            left = load - office.memory.fired.get(key, 0) if mine else 0
            if left > found.get(unit, ("", -1))[1]:
                found[unit] = (key, left)
    return found


def _spare(office: Office, own: OwnUnit, reach: int) -> int:
    """Shells that a unit without a task may spend on the enemy's guns; the rest is for defence."""
    if reach < LONG_M:
        return 0
    return own.shells - office.scenario.units[own.number].shells_full * KEPT // 100
