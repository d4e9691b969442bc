"""The form-up rule: who waits for whom before an assault."""

from __future__ import annotations

from game.ai.charges import Charge, charges
from game.ai.office import Office
from game.ai.picture import DAY
from game.core.ids import HexId, UnitId
from game.model.view import OwnUnit

QUORUM = 80
"""Share of the planned power, in hundredths, that must stand beside the object."""
LEAST_QUORUM, IMPATIENCE = 35, 4
"""The least share that is waited for in a long battle, and by how much it falls in each hour without the object."""
TANKS = 10
"""Tanks in a long battle are waited for as if they had only this part of their power: bog and slope may keep them."""
RALLY = 30
"""Cohesion below which a unit will not attack. Rule 13.5."""
FULL = 30
"""Minutes below which an assault from cover is put off to the next dark turn."""
COMES = 240
"""Minutes of march within which a unit is waited for."""


def is_gathered(office: Office, target: HexId, units: tuple[UnitId, ...]) -> bool:
    """Whether enough of those meant for an object stand beside it, or their last hour has come.

    An object belongs to the groups that are sent for it: others who happen to lie beside it wait for them too.
    """
    meant = [c for c in charges(office) if c.verb == "attack" and c.goal == target]
    begun = target in office.fought if office.is_long else target in office.memory.assaulted
    if not meant or begun or target in office.picture.stacks or any(_is_last_hour(office, c) for c in meant):
        return True
    picture = office.picture
    ready = sum([weight(office, picture.by_number[u]) for u in units])
    if ready * 100 < _planned(office, target) * quorum(office, meant[0]):
        return False
    creeps = meant[0].group.stealth and office.can_hide(meant[0].units) and not office.memory.assaulted
    return not creeps or _others_ready(office, target)


def weight(office: Office, unit: OwnUnit) -> int:
    """What a unit counts for when it is asked whether enough have come: in long battles tanks are no reason to wait."""
    power = office.picture.powers[unit.number]
    return power // TANKS if office.is_long and any(unit.vehicles) else power


def quorum(office: Office, charge: Charge) -> int:
    """Share of the planned power, in hundredths, that is waited for: in long battles patience wears out."""
    if not office.is_long:
        return QUORUM
    begins = charge.group.start_minute if charge.group.start_minute is not None else office.phase.from_minute
    waited = max(0, office.desk.view().minute - max(0, begins))
    return max(LEAST_QUORUM, QUORUM - IMPATIENCE * waited // 60)


def _planned(office: Office, target: HexId) -> int:
    """Power of all units that are meant for an object and can still come in time: in long battles its first line."""
    line = office.lines.get(target, set())
    return sum(
        [
            weight(office, u)
            for c in charges(office)
            if c.verb == "attack" and c.goal == target
            for u in c.units
            if _counts(office, u, target) and (not office.is_long or u.number in line)
        ]
    )


def _counts(office: Office, unit: OwnUnit, target: HexId) -> bool:
    kind = office.scenario.units[unit.number].kind
    near = office.picture.field(target, kind.mobility)[unit.hex] <= COMES
    return kind.assaults and unit.cohesion >= RALLY and near


def _others_ready(office: Office, target: HexId) -> bool:
    """Whether those who creep up to objects within earshot are as far: the first shot wakes all of them. Rule 8.4."""
    found: dict[str, Charge] = {}
    grid = office.scenario.board.grid
    for other in [c for c in charges(office) if c.verb == "attack" and c.goal == target]:
        for neighbour in within_earshot(office, other):
            found.setdefault(neighbour.name, neighbour)
    for other in found.values():
        goal = other.goal
        hour = other.group.start_minute
        if goal is None or goal == target or (hour is not None and hour >= office.desk.view().minute):
            continue
        if is_found_out(office, other):
            return True
        beside = [u for u in other.units if grid.distance(u.hex, goal) == 1 and _counts(office, u, goal)]
        if sum([office.picture.powers[u.number] for u in beside]) * 100 < _planned(office, goal) * QUORUM:
            return False
    return True


def within_earshot(office: Office, charge: Charge) -> list[Charge]:
    """Other groups on their way, unseen, to objects so near that a fight at one wakes the other. Rule 8.4."""
    grid, here = office.scenario.board.grid, charge.goal
    earshot = office.scenario.rules.stealth.alert["neighbour_hexes"]
    return [
        c
        for c in charges(office)
        if c.verb == "attack"
        and c.started
        and c.group.stealth
        and c.name != charge.name
        and c.goal is not None
        and here is not None
        and grid.distance(c.goal, here) <= earshot
        and c.goal in office.picture.foes
    ]


def _is_last_hour(office: Office, charge: Charge) -> bool:
    """Whether a group can wait no longer: the turn before it should be done."""
    by = charge.group.by_minute
    by = by if by is not None else office.scenario.calendar.end_minute
    view = office.desk.view()
    return view.minute + office.scenario.calendar.turns[view.turn - 1].minutes >= by


def is_found_out(office: Office, charge: Charge) -> bool:
    """Whether a group that waits beside the enemy has been discovered: waiting then only lets him stand to."""
    near = [u for u in charge.units if office.picture.foe_zoc >> u.hex & 1]
    return any(not u.hidden for u in near)


def is_early(office: Office, charge: Charge, units: tuple[UnitId, ...]) -> bool:
    """Whether men who have come up unseen do better to put off their rush until the next dark turn begins."""
    mine = [office.picture.by_number[u] for u in units]
    view, turns = office.desk.view(), office.scenario.calendar.turns
    darkness = view.turn < len(turns) and turns[view.turn].light < DAY
    unseen = all(u.hidden for u in mine)
    return charge.verb == "attack" and unseen and darkness and min([u.minutes for u in mine]) < FULL
