"""Who stands in the first line of a long battle and who waits behind it: room for men and tanks, fresh before tired."""

from __future__ import annotations

from attrs import define, field

from game.ai import posts
from game.ai.approach import is_cut_off, round_field
from game.ai.charges import Charge, charges
from game.ai.office import Office
from game.ai.ways import FAR, going, walk
from game.core.ids import HexId
from game.model.view import OwnUnit

SPENT = 50
"""Cohesion below which a unit is taken out of the first line."""
RESTED = 62
"""Cohesion from which a unit that has been taken out goes in again."""
EMPTY_BELTS = 0.15
"""Units of fire below which a unit is taken out of the first line."""
WORSE = 10
"""Minutes of march that a unit makes for the sake of a place one rank better."""
WELL_IN_RANGE = 75
"""Share of their range, in hundredths, at which guns take their positions."""
STAY = 2
"""Hexes from held ground within which a unit that holds it stays where it is."""
GARRISON = 50
"""Share of a group's men, in hundredths, that belongs on the ground it holds, as far as there is room."""


@define
class Bookings:
    """Places that are spoken for in this round of marches."""

    slots: dict[HexId, list[HexId]] = field(factory=dict)
    """By object: places from which groups are going to assault it."""
    men: dict[HexId, int] = field(factory=dict)
    vehicles: dict[HexId, int] = field(factory=dict)

    def has_room(self, office: Office, unit: OwnUnit, hex_: HexId) -> bool:
        """Whether a unit still finds room in a hex beside those who have booked it. Rule 4.8."""
        most_men, most_vehicles = office.desk.stack_limit()
        return (
            self.men.get(hex_, 0) + unit.men <= most_men
            and self.vehicles.get(hex_, 0) + sum(unit.vehicles) <= most_vehicles
        )

    def book(self, unit: OwnUnit, hex_: HexId) -> None:
        """Keeps room for a unit."""
        self.men[hex_] = self.men.get(hex_, 0) + unit.men
        self.vehicles[hex_] = self.vehicles.get(hex_, 0) + sum(unit.vehicles)


@define
class Line:
    """Where the fighters of one group go."""

    first: list[tuple[OwnUnit, HexId]] = field(factory=list)
    behind: list[tuple[OwnUnit, HexId]] = field(factory=list)


def is_spent(unit: OwnUnit) -> bool:
    """Whether a unit has fought enough for now."""
    return unit.cohesion < SPENT or (unit.ammo < EMPTY_BELTS and not any(unit.vehicles))


def line_up(office: Office, charge: Charge, fighters: list[OwnUnit], booked: Bookings) -> Line:
    """Places for a group that is to assault: foot first and from where it stands, tanks beside it, the rest behind."""
    goal = charge.goal
    found = Line()
    if goal is None:
        return found
    places = posts.slots(office, charge, tuple(booked.slots.get(goal, ())))
    rear = posts.second_line(office, places)
    for unit in sorted(fighters, key=lambda u: _precedence(office, u, places, goal)):
        fresh = unit.hex in places or unit.cohesion >= RESTED
        slot = _place(office, unit, places, booked, alone=charge.group.alone) if fresh else None
        if slot is not None:
            found.first.append((unit, slot))
            booked.slots.setdefault(goal, []).append(slot)
        else:
            slot = _place(office, unit, rear, booked, alone=charge.group.alone)
            if slot is not None:
                found.behind.append((unit, slot))
        if slot is not None:
            booked.book(unit, slot)
    _close_up(office, found, booked)
    return found


def _close_up(office: Office, line: Line, booked: Bookings) -> None:
    """Those who stand in the way of others go on to the further places, and leave theirs to who comes up behind."""
    for position, (unit, slot) in enumerate(line.first):
        if unit.hex == slot:
            continue
        for other, (ahead, held) in enumerate(line.first):
            if ahead.hex != held or held == slot or not _may_swap(office, unit, slot, ahead, booked):
                continue
            for gone, left in ((unit, slot), (ahead, held)):
                booked.men[left] -= gone.men
                booked.vehicles[left] -= sum(gone.vehicles)
            booked.book(unit, held)
            booked.book(ahead, slot)
            line.first[position], line.first[other] = (unit, held), (ahead, slot)
            break


def _may_swap(office: Office, unit: OwnUnit, slot: HexId, ahead: OwnUnit, booked: Bookings) -> bool:
    """Whether a unit behind is nearer to where another stands than to its own place, and that one can go on to it."""
    mobility = office.scenario.units[unit.number].kind.mobility
    if mobility != office.scenario.units[ahead.number].kind.mobility:
        return False
    far = round_field(office.picture, slot, mobility)
    near = round_field(office.picture, ahead.hex, mobility)
    most = office.desk.stack_limit()[0]
    roomy = (
        booked.men.get(slot, 0) - unit.men + ahead.men <= most
        and booked.men.get(ahead.hex, 0) - ahead.men + unit.men <= most
    )
    return roomy and far[ahead.hex] < far[unit.hex] and near[unit.hex] < far[unit.hex]


def _precedence(office: Office, unit: OwnUnit, places: tuple[HexId, ...], goal: HexId) -> tuple[bool, bool, int, int]:
    mobility = office.scenario.units[unit.number].kind.mobility
    return (
        any(unit.vehicles),
        unit.hex not in places,
        round_field(office.picture, goal, mobility)[unit.hex] - unit.cohesion,
        unit.number,
    )


def _place(
    office: Office, unit: OwnUnit, places: tuple[HexId, ...], booked: Bookings, *, alone: bool = False
) -> HexId | None:
    """Where a unit stands if that is one of the places, else a good and near one; tanks go where foot soldiers are.

    Args:
        alone: whether tanks are told to go in by themselves.
    """
    if unit.hex in places and booked.has_room(office, unit, unit.hex):
        return unit.hex
    board, kind = office.scenario.board, office.scenario.units[unit.number].kind
    ranked = sorted(
        (rank * WORSE + round_field(office.picture, place, kind.mobility)[unit.hex], place)
        for rank, place in enumerate(places)
    )
    for cost, place in ranked:
        ground = board.terrain(place)
        closed = kind.mobility in ground.closed or (any(unit.vehicles) and ground.water == "marsh")
        waits = any(unit.vehicles) and not alone and not booked.men.get(place)
        if cost >= FAR or closed or waits or not booked.has_room(office, unit, place):
            continue
        if not is_cut_off(office.picture, unit.hex, place, kind.mobility):
            return place
    return None


def gun_position(office: Office, unit: OwnUnit, goal: HexId) -> HexId | None:
    """Where a gun unit must go to reach an object well within its range; None if it does already or cannot come."""
    spec, board = office.scenario.units[unit.number], office.scenario.board
    reach = max([a.weapon.range_m for a in spec.arms if a.weapon.role in ("gun", "at")], default=0)
    most = reach * WELL_IN_RANGE // (100 * board.hex_m)
    if board.grid.distance(unit.hex, goal) <= most:
        return None
    at = going(office.desk.view(), spec.kind.mobility)
    for hex_ in walk(board, office.scenario.rules, at, unit.hex, goal):
        if office.picture.foe_zoc >> hex_ & 1 or hex_ in office.picture.foes:
            return None
        if board.grid.distance(hex_, goal) <= most:
            return hex_
    return None


def face(office: Office, charge: Charge, units: list[OwnUnit], booked: Bookings) -> list[tuple[OwnUnit, HexId]]:
    """Places for a group that is to keep an enemy busy: just out of his reach, or where it faces him already."""
    if charge.goal is None:
        return []
    grid, found = office.scenario.board.grid, list[tuple[OwnUnit, HexId]]()
    around = posts.second_line(office, (charge.goal,))
    # Where others are to assault, the places before the enemy belong to them.
    others = any(c.verb == "attack" and c.goal == charge.goal for c in charges(office))
    for unit in sorted(units, key=lambda u: (grid.distance(u.hex, charge.goal or u.hex), u.number)):
        away = grid.distance(unit.hex, charge.goal)
        near = away <= STAY and not (others and away == 1)
        slot = unit.hex if near else _place(office, unit, around, booked)
        if slot is not None:
            booked.book(unit, slot)
            found.append((unit, slot))
    return found


def garrison(office: Office, charge: Charge, units: list[OwnUnit], booked: Bookings) -> list[tuple[OwnUnit, HexId]]:
    """Places for a group that holds ground: half of it there, the others close by where they are or come to."""
    goal = charge.goal
    if goal is None or (goal in office.picture.foes and goal not in office.picture.stacks):
        return []
    grid, found = office.scenario.board.grid, list[tuple[OwnUnit, HexId]]()
    wanted = sum([u.men for u in units]) * GARRISON // 100
    around = tuple([goal, *posts.second_line(office, (goal,))])
    there = 0
    for unit in sorted(units, key=lambda u: (grid.distance(u.hex, goal), -u.cohesion, u.number)):
        near = grid.distance(unit.hex, goal) <= STAY
        if there < wanted and booked.has_room(office, unit, goal) and not any(unit.vehicles):
            slot: HexId | None = goal
        elif near:
            slot = unit.hex
        else:
            slot = _place(office, unit, around, booked)
        if slot is not None:
            there += unit.men if slot == goal else 0
            booked.book(unit, slot)
            found.append((unit, slot))
    return found
