"""Fires: the plan's tasks, targets of opportunity, registration, and what is kept back."""

from __future__ import annotations

from collections.abc import Iterator

from game.ai import budget
from game.ai.aims import SHELL
from game.ai.hauling import is_rich
from game.ai.office import Office
from game.core.ids import HexId
from game.model.orders import Bombard, Flare, Order, Refusal, Register
from game.model.plan import FireTask
from game.model.view import OwnUnit

KEPT_BACK = 40
"""Share of the shells, in hundredths, spent only by plan (doctrine: 30 per cent Red Army, 50 Japanese)."""
CROWD = 3
"""Gun units on one target that halve what one more is worth there."""
KEPT_BY_RICH = 85
"""The same share where the dumps are full: so much less is fired in one turn, but in every turn."""
CHEAP = 6
"""Shells that are worth as much, where the dumps are full, as a thousandth of a point."""
PINNERS = 2
"""Gun units that are enough to keep the heads of one position down."""
LEAST_PINNED = 0.2
"""Pinning below which fire on an enemy beside own troops is not worth its shells."""
ALARMED = 0.2
"""Rise in alertness from which a stack sends up a flare over its front."""


def prepare(office: Office) -> Iterator[Order]:
    """The plan's fires before the assault, and fire on enemies whom own troops face in daylight."""
    minute = office.desk.view().minute
    for position, task in enumerate(office.phase.fire):
        late = task.to_minute is not None and minute >= task.to_minute
        if minute < task.from_minute or late:
            continue
        # In long battles an office of its own fights the enemy's guns, unless the plan names the places.
        by_day = not office.picture.is_dark and (bool(task.at) or not office.is_long)
        if task.task == "prepare" or (task.task == "counter-battery" and by_day):
            yield from _by_plan(office, task, f"{office.phase.id}/{position}")
    if not office.picture.is_dark:
        yield from _opportunity(office)


def _by_plan(office: Office, task: FireTask, key: str) -> Iterator[Order]:
    targets = task.at or _enemy_guns(office)
    for number in task.units:
        unit = office.picture.by_number.get(number)
        if unit is None or not unit.shells:
            continue
        allowed = int(office.scenario.units[number].shells_full * task.load) - office.memory.fired.get(
            f"{key}/{number}", 0
        )
        for target in targets:
            if allowed <= 0 or target not in office.picture.foes:
                continue
            order = Bombard(office.side, number, target, min(allowed, unit.shells))
            if office.may(order):
                before = unit.shells
                yield order
                after = office.picture.by_number.get(number)
                spent = before - (after.shells if after is not None else 0)
                office.memory.fired[f"{key}/{number}"] = office.memory.fired.get(f"{key}/{number}", 0) + spent
                name = office.scenario.units[number].id
                office.tell("fires", name, ("place", office.name(target)), ("rounds", spent))
                break


def may_fire(office: Office, unit: OwnUnit) -> bool:
    """Whether the plan lets a gun unit fire for the assault now: in the hours and with the share of shells it gives.

    Guns of which the plan says nothing are silent while others creep, and free after that.
    """
    minute = office.desk.view().minute
    tasks = [task for task in office.phase.fire if unit.number in task.units]
    if not tasks:
        return not office.picture.is_anybody_creeping
    stock = office.scenario.units[unit.number].shells_full
    return any(
        task.from_minute <= minute + 30
        and (task.to_minute is None or minute < task.to_minute)
        and unit.shells > int(stock * (1.0 - task.load))
        for task in tasks
    )


def _enemy_guns(office: Office) -> tuple[HexId, ...]:
    return tuple(sorted({c.hex for c in office.desk.view().contacts if c.symbol in ("guns", "mortar") and c.hex >= 0}))


def _opportunity(office: Office) -> Iterator[Order]:
    """Guns whose shells hit more than they are worth: on enemies seen beside own troops."""
    specs, rich = office.scenario.units, is_rich(office)
    fallen: dict[HexId, int] = {}
    for unit in office.picture.units:
        spec = specs[unit.number]
        spare = unit.shells - spec.shells_full * (KEPT_BY_RICH if rich else KEPT_BACK) // 100
        able = spec.kind.fires and spare > 0 and unit.minutes and office.leads(unit)
        if not able or not may_fire(office, unit):
            continue
        best: tuple[int, HexId] | None = None
        for target in _in_range(office, unit):
            shots = fallen.get(target, 0)
            found = _worth_of_fire(office, unit, target, spare, free=rich, pins=not rich or shots < PINNERS)
            found = found * CROWD // (CROWD + shots) if rich else found
            if found > 0 and (best is None or found > best[0]):
                best = (found, target)
        if best is not None:
            order = Bombard(office.side, unit.number, best[1], spare)
            if office.may(order):
                office.tell("fires", spec.id, ("place", office.name(best[1])), ("rounds", spare))
                fallen[best[1]] = fallen.get(best[1], 0) + 1
                yield order


def _in_range(office: Office, unit: OwnUnit) -> list[HexId]:
    """Positions that a gun unit's shells reach, in order."""
    board, arms = office.scenario.board, office.scenario.units[unit.number].arms
    reach = max([arm.weapon.range_m for arm in arms if arm.weapon.indirect], default=0) // board.hex_m
    return [h for h in sorted(office.picture.foes) if board.grid.distance(unit.hex, h) <= reach]


def _worth_of_fire(office: Office, unit: OwnUnit, target: HexId, rounds: int, *, free: bool, pins: bool) -> int:
    """Thousandths of a point that a bombardment brings beyond its shells.

    Args:
        free: whether the lorries bring more shells than can be stacked, so that a shell saved is worth little.
        pins: whether to keep heads down beside own men counts.
    """
    picture = office.picture
    if not picture.view.in_sight >> target & 1 or not office.ration.affords(budget.FIRE_FORECAST):
        return 0
    office.ration.spend(budget.FIRE_FORECAST)
    found = office.desk.forecast_fire(Bombard(office.side, unit.number, target, rounds))
    if isinstance(found, Refusal):
        return 0
    beside = picture.own_mask & office.scenario.board.grid.near_mask[target]
    pinned = office.worth.of(target) // 20 if pins and beside and found.pinned >= LEAST_PINNED else 0
    return (
        int(found.killed * office.worth.enemy_man) + pinned - (found.rounds // CHEAP if free else found.rounds * SHELL)
    )


def defend(office: Office) -> Iterator[Order]:
    """Registration of the ground that must be kept, and flares where an attack is felt in the dark."""
    wanted = [h for task in office.phase.fire if task.task == "defend" for h in task.at]
    registered = office.desk.view().registered
    for target in wanted:
        if registered >> target & 1:
            continue
        for task in office.phase.fire:
            for number in task.units if task.task == "defend" else ():
                order = Register(office.side, number, target)
                if not registered >> target & 1 and number in office.picture.by_number and office.may(order):
                    yield order
                    registered = office.desk.view().registered
    if office.picture.is_dark:
        yield from _flares(office)


def _flares(office: Office) -> Iterator[Order]:
    """One flare a turn from a stack that has been roused, over the side from which nobody has come yet."""
    places = office.worth.places
    for hex_, stack in sorted(office.picture.stacks.items()):
        if hex_ not in places or not _is_roused(office, stack):
            continue
        keeper = max(stack, key=lambda u: (office.leads(u), u.flares, -u.number))
        dark = [
            h
            for h in office.scenario.board.grid.adjacent[hex_]
            if h not in office.desk.view().lit
            and h not in office.picture.foes
            and h not in office.picture.stacks
            and not office.scenario.board.terrain(h).is_water
        ]
        if keeper.flares < 2 or keeper.minutes < 30 or not dark or not office.leads(keeper):
            continue
        target = min(dark, key=lambda h: (_walk_in(office, h), h))
        order = Flare(office.side, keeper.number, target)
        if office.may(order):
            yield order


def _is_roused(office: Office, stack: tuple[OwnUnit, ...]) -> bool:
    """Whether something has woken a stack since the battle began, and no friend may be creeping in front of it."""
    creeping = office.picture.is_anybody_creeping
    woken = max([unit.alert - office.scenario.units[unit.number].alert for unit in stack], default=0.0)
    return woken >= ALARMED and not creeping


def _walk_in(office: Office, hex_: HexId) -> int:
    """Hexes from the nearest known enemy: the likeliest way in is the shortest."""
    return office.picture.nearest_foe(hex_)
