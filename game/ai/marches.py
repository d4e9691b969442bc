"""Marches: who goes where in this phase, unseen or not, and who waits for the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from game.ai import budget, echelons, posts
from game.ai.approach import round_field
from game.ai.charges import Charge, charges
from game.ai.echelons import Bookings, is_spent
from game.ai.gathering import is_found_out, quorum, weight, within_earshot
from game.ai.office import Office
from game.ai.picture import DAY, Picture
from game.ai.ways import FAR
from game.core.ids import HexId, UnitId
from game.model.orders import Move, Order
from game.model.view import OwnUnit

QUORUM = 80
"""Share of the planned power, in hundredths, that must be able to come up before the first goes in."""
LOOKS = 3
"""Destinations tried for one unit before it stays where it is."""
SHAKEN = 35
"""Cohesion below which a unit that need not stand is taken out of the fight."""
ROOM = 3
"""Hexes within which a unit that could not go on looks for others who have gone."""
WORSE = 10
"""Minutes of march that a unit makes for the sake of a place one rank better."""


@frozen
class Task:
    """Where one unit is to be."""

    unit: OwnUnit
    goal: HexId
    charge: Charge
    closes: bool
    """Whether it may go right up to the enemy."""


def march(office: Office) -> Iterator[Order]:
    """Orders that bring every unit nearer to where its group wants it, the nearest first."""
    for task in sorted(all_tasks(office), key=lambda t: (_left(office, t), t.unit.number)):
        unit = office.picture.by_number.get(task.unit.number)
        if unit is None or not unit.minutes or unit.hex == task.goal:
            continue
        key = (unit.number, task.goal, task.closes)
        if _is_stuck(office, unit, key):
            continue
        order = _step(office, Task(unit, task.goal, task.charge, task.closes))
        if order is not None:
            office.left.append(unit.hex)
            office.quit.add((unit.number, unit.hex))
            yield order
        else:
            office.stuck[key] = len(office.left)


def _is_stuck(office: Office, unit: OwnUnit, key: tuple[UnitId, HexId, bool]) -> bool:
    """Whether a unit found no step in an earlier round of this phase, and nobody has made room near it since."""
    since = office.stuck.get(key)
    if not office.is_long or since is None:
        return False
    distance = office.scenario.board.grid.distance
    return not any(distance(unit.hex, hex_) <= ROOM for hex_ in office.left[since:])


def all_tasks(office: Office) -> list[Task]:
    """Where every unit of the side is to be. Room is given out in the order of the plan."""
    booked = Bookings()
    office.lines.clear()
    return [task for charge in charges(office) for task in tasks_of(office, charge, booked)]


def _left(office: Office, task: Task) -> int:
    mobility = office.scenario.units[task.unit.number].kind.mobility
    return office.picture.field(task.goal, mobility)[task.unit.hex]


def tasks_of(office: Office, charge: Charge, booked: Bookings) -> list[Task]:
    """The places of a group's units.

    Args:
        booked: places that other groups have taken; this group's are added.
    """
    shaken = [u for u in charge.units if _is_spent(office, charge, u)]
    staffs = [u for u in charge.units if u not in shaken and office.scenario.units[u.number].kind.is_hq]
    fit = [u for u in charge.units if u not in shaken and u not in staffs]
    tasks = [_out(office, charge, u) for u in shaken]
    tasks += [_lead(office, charge, u, fit) for u in staffs]
    match charge.verb:
        case "attack":
            tasks += _attack(office, charge, fit, booked)
        case "pin":
            near = echelons.face(office, charge, [u for u in fit if _goes_in(office, u)], booked)
            tasks += [Task(u, hex_, charge, False) for u, hex_ in near]
        case "delay":
            tasks += [_back(office, charge, u) for u in fit]
        case "feign":
            pass  # `ai.deceiving` leads its sections
        case _:
            tasks += _stand(office, charge, fit, booked)
    return [task for task in tasks if task is not None]


def _is_spent(office: Office, charge: Charge, unit: OwnUnit) -> bool:
    """Whether a unit has had enough: shaken, and not on ground that must be held."""
    holds = charge.verb == "hold" and unit.hex == charge.goal
    if office.is_long and charge.verb == "attack" and unit.hex not in office.worth.places:
        return is_spent(unit)
    return unit.cohesion < SHAKEN and not holds and unit.hex not in office.worth.places


def _lead(office: Office, charge: Charge, unit: OwnUnit, led: list[OwnUnit]) -> Task | None:
    """A headquarters follows the men it leads, as far as its reach asks and no further."""
    grid = office.scenario.board.grid
    table = office.scenario.rules.command.range_km
    reach = table.get(office.scenario.units[unit.number].kind.echelon, table["battalion"])
    reach *= 1.0 - (1.0 - table["dark"]) * (1.0 - office.desk.view().light)
    hexes = int(reach * 1000 / office.scenario.board.hex_m + 0.5)
    far = [u for u in led if grid.distance(u.hex, unit.hex) > hexes]
    if sum([u.men for u in far]) * 2 > sum([u.men for u in led]):
        goal = max(far, key=lambda u: (u.men, -u.number)).hex
        return Task(unit, goal, charge, False)
    if not led and charge.goal is not None and charge.goal not in office.picture.foes:
        return Task(unit, charge.goal, charge, False)
    return None


def _attack(office: Office, charge: Charge, units: list[OwnUnit], booked: Bookings) -> list[Task | None]:
    form_up = charge.group.form_up
    goal = charge.goal
    specs = office.scenario.units
    fighters = [u for u in units if specs[u.number].kind.assaults]
    if not charge.started or goal is None:
        if form_up is None:
            return []
        # Only those who will assault creep up to the enemy; every step there may be heard.
        exposed = bool(office.picture.foe_zoc >> form_up & 1)
        closes = exposed and charge.group.stealth and office.can_hide(fighters)
        return [Task(u, form_up, charge, closes and u in fighters) for u in units]
    if goal not in office.picture.foes:
        return [Task(u, goal, charge, True) for u in units if _goes_in(office, u)]
    if office.is_long:
        return _in_echelons(office, charge, fighters, booked) + _guns_forward(office, charge, units, goal)
    places = posts.slots(office, charge, tuple(booked.slots.get(goal, ())))
    taken: dict[HexId, int] = {}
    found: list[Task | None] = []
    for unit in fighters:
        slot = _slot(office, unit, places, taken)
        if slot is not None:
            taken[slot] = taken.get(slot, 0) + unit.men
            booked.slots.setdefault(goal, []).append(slot)
            found.append(Task(unit, slot, charge, False))
    if goes := _together(office, charge, found):
        found = [Task(t.unit, t.goal, t.charge, goes) if t is not None else None for t in found]
    base = posts.behind(office, charge)
    if base is not None:
        found += [Task(u, base, charge, False) for u in units if u not in fighters]
    return found


def _in_echelons(office: Office, charge: Charge, fighters: list[OwnUnit], booked: Bookings) -> list[Task | None]:
    """The first line, which closes when enough of it can, and those who wait behind it."""
    line = echelons.line_up(office, charge, fighters, booked)
    if charge.goal is not None:
        office.lines.setdefault(charge.goal, set()).update([unit.number for unit, _ in line.first])
    first: list[Task | None] = [Task(unit, slot, charge, False) for unit, slot in line.first]
    if _together(office, charge, first):
        first = [Task(unit, slot, charge, True) for unit, slot in line.first]
    return first + [Task(unit, slot, charge, False) for unit, slot in line.behind]


def _guns_forward(office: Office, charge: Charge, units: list[OwnUnit], goal: HexId) -> list[Task | None]:
    """Guns that cannot reach the object come nearer."""
    guns = [u for u in units if office.scenario.units[u.number].kind.fires]
    moves = [(u, echelons.gun_position(office, u, goal)) for u in guns]
    return [Task(u, hex_, charge, False) for u, hex_ in moves if hex_ is not None]


def _goes_in(office: Office, unit: OwnUnit) -> bool:
    """Whether a unit belongs on a hill that has been taken: not guns, nor headquarters."""
    kind = office.scenario.units[unit.number].kind
    return not kind.is_hq and not kind.fires


def _slot(office: Office, unit: OwnUnit, places: tuple[HexId, ...], taken: dict[HexId, int]) -> HexId | None:
    """The place from which a unit assaults: where it stands if that touches the enemy, else a good and near one."""
    if unit.hex in places:
        return unit.hex
    limit, _ = office.desk.stack_limit()
    mobility = office.scenario.units[unit.number].kind.mobility
    ranked = sorted(
        (position * WORSE + office.picture.field(place, mobility)[unit.hex], place)
        for position, place in enumerate(places)
    )
    for _, place in ranked:
        there = sum([u.men for u in office.picture.stacks.get(place, ())])
        if there + taken.get(place, 0) + unit.men <= limit:
            return place
    return None


def _together(office: Office, charge: Charge, tasks: list[Task | None]) -> bool:
    """Whether enough of the planned power can be up against the object in this turn. The form-up rule."""
    if _is_last_hour(office, charge):
        return True
    unseen = charge.group.stealth and office.can_hide(charge.units)
    if unseen and not office.memory.assaulted and not _earshot_ready(office, charge):
        return False
    return _share_able(office, [t for t in tasks if t is not None]) >= quorum(office, charge)


def _share_able(office: Office, tasks: list[Task]) -> int:
    """Share of some units' power, in hundredths, that can be at their places in this turn."""
    planned = sum([weight(office, t.unit) for t in tasks])
    able = sum([weight(office, t.unit) for t in tasks if t.unit.hex == t.goal or _one_step(office, t)])
    return able * 100 // planned if planned else 100


def _earshot_ready(office: Office, charge: Charge) -> bool:
    """Whether the groups that creep up to objects within earshot can close in the same turn. Rule 8.4."""
    specs = office.scenario.units
    for other in within_earshot(office, charge):
        goal = other.goal
        if goal is None or is_found_out(office, other):
            continue
        far = [u for u in other.units if specs[u.number].kind.assaults and _steps_to(office, u, goal) > 2]
        near = [u for u in other.units if specs[u.number].kind.assaults and u not in far]
        powers = office.picture.powers
        if sum([powers[u.number] for u in far]) * 100 > (100 - QUORUM) * sum([powers[u.number] for u in (*far, *near)]):
            return False
    return True


def _steps_to(office: Office, unit: OwnUnit, goal: HexId) -> int:
    return office.scenario.board.grid.distance(unit.hex, goal)


def _one_step(office: Office, task: Task) -> bool:
    """Whether a unit can be at its place before the turn ends. One step it may always take. Rule 4.9."""
    near = office.scenario.board.grid.distance(task.unit.hex, task.goal)
    if near == 1:
        return True
    mobility = office.scenario.units[task.unit.number].kind.mobility
    stealth = charge_creeps(office, task.charge, task.unit)
    return office.picture.field(task.goal, mobility, stealth=stealth)[task.unit.hex] <= task.unit.minutes


def _is_last_hour(office: Office, charge: Charge) -> bool:
    """Whether a group can wait no longer: two turns before it should be done."""
    by = charge.group.by_minute
    if by is None:
        by = office.scenario.calendar.end_minute
    turn = office.scenario.calendar.turns[office.desk.view().turn - 1]
    return office.desk.view().minute + 2 * turn.minutes >= by


def _stand(office: Office, charge: Charge, units: list[OwnUnit], booked: Bookings) -> list[Task | None]:
    """Those who hold, wait or follow: at the goal, not beside the enemy unless they are there already."""
    goal = charge.goal
    if goal is None or (goal in office.picture.foes and goal not in office.picture.stacks):
        return []
    if office.is_long and charge.verb == "hold":
        men = [u for u in units if _goes_in(office, u)]
        return [Task(u, hex_, charge, True) for u, hex_ in echelons.garrison(office, charge, men, booked)]
    closes = charge.verb == "hold" and office.picture.is_mine(goal)
    found: list[Task | None] = []
    for unit in units:
        if charge.verb == "hold" and unit.hex != goal and not _is_wanted(office, charge, unit, goal):
            continue
        found.append(Task(unit, goal, charge, closes))
    return found


def _is_wanted(office: Office, charge: Charge, unit: OwnUnit, goal: HexId) -> bool:
    """Whether a unit that stands elsewhere should go to the ground its group holds: guns keep their places."""
    if charge.group.mission in ("seize", "infiltrate") and not _goes_in(office, unit):
        return False
    kind = office.scenario.units[unit.number].kind
    return not (kind.fires and not kind.on_foot) and goal in office.worth.places


def _out(office: Office, charge: Charge, unit: OwnUnit) -> Task | None:
    """A spent unit goes to the nearest hex out of the enemy's reach, and stays there."""
    picture, grid = office.picture, office.scenario.board.grid
    if not picture.foe_zoc >> unit.hex & 1:
        return None
    around = [
        h
        for h in grid.within(unit.hex, 2)
        if not picture.foe_zoc >> h & 1 and h not in picture.foes and not picture.forbidden >> h & 1
    ]
    if not around:
        return None
    mobility = office.scenario.units[unit.number].kind.mobility
    away = min(around, key=lambda h: (picture.field(h, mobility)[unit.hex], -picture.nearest_foe(h), h))
    return Task(unit, away, charge, False)


def _back(office: Office, charge: Charge, unit: OwnUnit) -> Task | None:
    """A unit that delays gives way when the enemy beside it is stronger, towards its supplies."""
    picture = office.picture
    beside = [f.power for h, f in picture.foes.items() if office.scenario.board.grid.distance(h, unit.hex) == 1]
    own = sum([picture.powers[u.number] for u in picture.stacks.get(unit.hex, ())])
    if sum(beside) * 4 <= own * 5:
        return None
    home = office.scenario.sides[office.side].supply
    mobility = office.scenario.units[unit.number].kind.mobility
    ways = [(picture.field(h, mobility)[unit.hex], h) for h in home]
    return Task(unit, min(ways)[1], charge, False) if ways and min(ways)[0] < FAR else _out(office, charge, unit)


def charge_creeps(office: Office, charge: Charge, unit: OwnUnit) -> bool:
    """Whether a unit of a group goes unseen: by order, in the dark, on foot."""
    kind = office.scenario.units[unit.number].kind
    walks = kind.on_foot and not any(unit.vehicles)
    return charge.group.stealth and walks and (office.desk.view().light < DAY or office.can_hide((unit,)))


def _step(office: Office, task: Task) -> Order | None:
    """The move that brings a unit nearest to its goal without walking into the enemy's reach."""
    picture, unit = office.picture, task.unit
    creeps = charge_creeps(office, task.charge, unit)
    office.ration.spend(budget.REACH)
    mobility = office.scenario.units[unit.number].kind.mobility
    found = round_field(picture, task.goal, mobility) if office.is_long else picture.field(task.goal, mobility)
    field = found.up_to(unit.hex)
    if field[unit.hex] >= FAR:
        return None
    choices = _choices(office, task, creeps, field)
    if office.is_long:
        # What blocks the way changes from round to round; marching to and fro with it only tires the men.
        choices = [(h, gait) for h, gait in choices if (unit.number, h) not in office.quit]
    for hex_, gait in choices[:LOOKS]:
        order = Move(office.side, unit.number, hex_, gait)
        if office.may(order):
            return order
    return None


def _may_close(task: Task, hex_: HexId, gait: str) -> bool:
    """Whether a step beside the enemy is meant: the place of the task, or on the way to it unseen."""
    return task.closes and (hex_ == task.goal or gait == "stealth")


def _choices(office: Office, task: Task, creeps: bool, field: Sequence[int]) -> list[tuple[HexId, str]]:
    picture, unit = office.picture, task.unit
    ways = {h: "march" for h in office.desk.reach(unit.number)}
    if creeps and _listens(picture, unit.hex):
        near = office.desk.reach(unit.number, "stealth")
        # In the enemy's hearing only unseen; elsewhere the quicker gait.
        ways = {h: g for h, g in ways.items() if not _listens(picture, h)}
        ways.update({h: "stealth" for h in near if h not in ways})
    elif creeps:
        ways = {h: g for h, g in ways.items() if not picture.foe_zoc >> h & 1}
    nearer = sorted([(field[h], h, gait) for h, gait in ways.items() if field[h] < field[unit.hex]])
    kept = [(h, g) for _, h, g in nearer if _may_close(task, h, g) or not picture.foe_zoc >> h & 1]
    if office.is_long and task.closes and not any(h == task.goal for h, _ in kept):
        # A place beside a front of many positions is reached step by step in their sight.
        kept = [(h, g) for _, h, g in nearer]
    # Who stands beside the enemy already may have to slip along his front to get away from it.
    slips = picture.foe_zoc >> unit.hex & 1 and task.goal not in picture.foes and not picture.foe_zoc >> task.goal & 1
    return kept or ([(h, g) for _, h, g in nearer] if slips else [])


def _listens(picture: Picture, hex_: HexId) -> bool:
    """Whether a known enemy is within two hexes, where creeping pays."""
    return picture.nearest_foe(hex_) <= 2
