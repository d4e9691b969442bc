"""From the plan to what each group is to do now."""

from __future__ import annotations

from typing import cast

from attrs import evolve, frozen

from game.ai import mopping
from game.ai.approach import way_in
from game.ai.knowledge import holds
from game.ai.memory import KEPT, MISSING, UNTAKEN, Course
from game.ai.office import Office
from game.ai.picture import Picture
from game.ai.sappers import WORKS, near_end
from game.core.ids import HexId, UnitId
from game.model.plan import PlanGroup
from game.model.units import WAITING
from game.model.view import ENCIRCLED, OwnUnit

ATTACKS = ("seize", "infiltrate", "envelop", "counter-attack", "relieve")
"""Missions that go for their object."""
LEAVES = ("withdraw", "break-out")
"""Missions that leave nobody behind."""
LOST_NEAR = 3
"""Hexes within which a group that is to hold a lost object tries to take it back."""


@frozen(kw_only=True)
class Charge:
    """What one group is to do now."""

    group: PlanGroup
    verb: str
    """attack, hold, pin, wait, follow, delay, leave or feign."""
    units: tuple[OwnUnit, ...]
    goal: HexId | None
    """Hex it is about; None: where it stands."""
    aim: HexId | None = None
    """What it is after in the end, if its goal is only a position in the way."""
    started: bool = True
    """Whether its hour has come."""
    improvised: bool = False
    """Whether the staff, not the plan, has ordered it."""

    @property
    def name(self) -> str:
        """Name of the group in the plan."""
        return self.group.id


def advance(office: Office) -> None:
    """Moves the plan on to the phase that is due, and tells of what that leaves undone."""
    view, memory, phases = office.desk.view(), office.memory, office.plan.phases
    done = frozenset(memory.assaulted)
    while memory.phase + 1 < len(phases):
        now, then = phases[memory.phase], phases[memory.phase + 1]
        if now.until is not None:
            if not holds(view, now.until, done):
                break
        elif view.minute < then.from_minute:
            break
        undone = [g for g in now.groups if g.mission in ATTACKS and g.object is not None and _undone(office, g)]
        facts = tuple((g.id, office.name(g.object)) for g in undone if g.object is not None)
        memory.phase += 1
        memory.committed = False
        _leave_guards(office)
        office.tell("phase", then.id, *facts)


def _leave_guards(office: Office) -> None:
    """In a long battle somebody stays on dear ground that the new phase leaves, until a phase sends others there."""
    if not office.is_long:
        return
    objects = {group.object for group in office.phase.groups}
    leaving = {unit for group in office.phase.groups if group.mission in LEAVES for unit in group.units}
    for number in [u for u, hex_ in office.memory.sent.items() if hex_ in objects or u in leaving]:
        del office.memory.sent[number]
    held = set(office.memory.sent.values())
    for unit, hex_ in mopping.guards(office.picture, office.worth.places, office.phase):
        if hex_ not in held and office.leads(unit) and unit.number not in leaving:
            office.memory.sent[unit.number] = hex_
            office.tell("guard", office.scenario.units[unit.number].id, ("place", office.name(hex_)))


def _undone(office: Office, group: PlanGroup) -> bool:
    return group.object is not None and not office.picture.is_mine(group.object)


def charges(office: Office) -> tuple[Charge, ...]:
    """What every group of the phase is to do, its reserve and units without a group among them."""
    memory = office.memory
    given_up = tuple(name for name, course in memory.groups.items() if course.given_up)
    instead = tuple(course.instead for course in memory.groups.values())
    key = (office.picture, memory.phase, memory.broken, memory.committed, given_up, instead, len(memory.sent))
    if office.charges is None or office.charges[0] != key:
        office.charges = (key, _charges(office))
    return cast("tuple[Charge, ...]", office.charges[1])


def _charges(office: Office) -> tuple[Charge, ...]:
    picture, phase = office.picture, office.phase
    found = _sent(office)
    taken = {u.number for charge in found for u in charge.units}
    taken.update(u.number for u in picture.units if not office.leads(u))
    shows = tuple([u for u in picture.units if picture.scenario.units[u.number].dummy is not None])
    taken.update(u.number for u in shows)
    found += _deceits(office, shows)
    for group in phase.groups:
        units = _present(picture, group.units, taken)
        taken.update(u.number for u in units)
        if units:
            found.append(_charge(office, group, units))
    if phase.reserve is not None:
        units = _present(picture, phase.reserve.units, taken)
        taken.update(u.number for u in units)
        if units:
            found.append(_reserve(office, units))
    rest = tuple([u for u in picture.units if u.number not in taken])
    if rest:
        found += _left_over(office, rest, [c for c in found if c.verb != "feign"])
    return tuple(_clearing(office, found)) if office.is_long else tuple(found)


def _clearing(office: Office, found: list[Charge]) -> list[Charge]:
    """Groups that have what they were sent for, and are to attack, clear the positions near it meanwhile."""
    made: list[Charge] = []
    objects = {c.goal for c in found if c.verb in ("attack", "pin") and c.goal is not None}
    for charge in found:
        taken = charge.verb == "hold" and charge.group.mission in ATTACKS and charge.group.stance == "attack"
        goal = None
        if taken and charge.goal is not None and not office.memory.broken:
            goal = mopping.position_near(office.picture, charge.units, charge.goal, objects)
        if goal is None or charge.goal is None:
            made.append(charge)
            continue
        objects.add(goal)
        stay, go = mopping.split(office.picture, charge.units, charge.goal, goal)
        if not go:
            made.append(charge)
            continue
        numbers = tuple([u.number for u in go])
        group = evolve(charge.group, units=numbers, mission="seize", object=goal, form_up=None, axis=(), by_minute=None)
        made += [evolve(charge, units=stay)] if stay else []
        made.append(Charge(group=group, verb="attack", units=go, goal=goal, aim=goal, improvised=True))
    return made


def _sent(office: Office) -> list[Charge]:
    """Units that the staff has sent to ground in danger: they hold it."""
    found: dict[HexId, list[OwnUnit]] = {}
    for number, goal in office.memory.sent.items():
        unit = office.picture.by_number.get(number)
        if unit is not None and goal not in office.picture.foes:
            found.setdefault(goal, []).append(unit)
    made = []
    for goal, units in found.items():
        numbers = tuple([u.number for u in units])
        group = PlanGroup(id="reinforcement", units=numbers, mission="hold", object=goal, stance="hold")
        made.append(Charge(group=group, verb="hold", units=tuple(units), goal=goal, improvised=True))
    return made


def _deceits(office: Office, shows: tuple[OwnUnit, ...]) -> list[Charge]:
    """Sections that show or sound like troops: they serve the groups that are to deceive, and nothing else."""
    made = []
    for group in office.phase.groups:
        mine = tuple([u for u in shows if u.number in group.units])
        if mine and group.mission == "deceive":
            made.append(Charge(group=group, verb="feign", units=mine, goal=group.object))
    return made


def _present(picture: Picture, numbers: tuple[UnitId, ...], taken: set[UnitId]) -> tuple[OwnUnit, ...]:
    return tuple([picture.by_number[u] for u in numbers if u in picture.by_number and u not in taken])


def _charge(office: Office, group: PlanGroup, units: tuple[OwnUnit, ...]) -> Charge:
    picture, goal = office.picture, group.object
    course = office.memory.course(group)
    started = group.start_minute is None or picture.view.minute >= group.start_minute
    if group.mission in ATTACKS:
        return _attack(office, group, units, course, started)
    if group.mission == "deceive":
        return Charge(group=group, verb="hold", units=units, goal=None)
    if group.mission in WORKS and goal is not None:
        return Charge(group=group, verb="hold", units=units, goal=near_end(office, units, goal))
    if group.mission == "reserve":
        return Charge(group=group, verb="wait", units=units, goal=goal)
    if group.mission == "support":
        return Charge(group=group, verb="follow", units=units, goal=goal)
    if group.mission == "break-out":
        # While the ring holds them they wait for the dark, and slip out; who is out goes on.
        is_out = started and all(u.ring != ENCIRCLED for u in units)
        return Charge(group=group, verb="leave" if is_out else "hold", units=units, goal=goal if is_out else None)
    if group.mission == "withdraw":
        return Charge(group=group, verb="leave" if started else "hold", units=units, goal=goal)
    if office.is_long and group.mission == "pin" and goal is not None and not picture.is_mine(goal):
        return Charge(group=group, verb="pin", units=units, goal=goal)
    if goal is not None and goal in picture.foes and goal not in picture.stacks and not course.given_up:
        near = [u for u in units if picture.scenario.board.grid.distance(u.hex, goal) <= LOST_NEAR]
        if near and group.mission != "delay" and not picture.forbidden >> goal & 1:
            return Charge(group=group, verb="attack", units=units, goal=goal, improvised=True)
    verb = "delay" if group.mission == "delay" else "hold"
    return Charge(group=group, verb=verb, units=units, goal=goal)


def _attack(office: Office, group: PlanGroup, units: tuple[OwnUnit, ...], course: Course, started: bool) -> Charge:
    goal = course.instead if course.instead >= 0 else group.object
    if goal is None or course.given_up or office.memory.broken:
        return Charge(group=group, verb="hold", units=units, goal=None)
    if office.picture.is_mine(goal):
        if group.mission == "counter-attack" and goal not in {u.hex for u in units}:
            return Charge(group=group, verb="wait", units=units, goal=group.form_up)
        return Charge(group=group, verb="hold", units=units, goal=goal)
    step = way_in(office, _centre(units), goal, group.axis) if office.is_long and started else goal
    return Charge(group=group, verb="attack", units=units, goal=step, aim=goal, started=started)


def _centre(units: tuple[OwnUnit, ...]) -> HexId:
    """Where most of a group's men stand."""
    men: dict[HexId, int] = {}
    for unit in units:
        men[unit.hex] = men.get(unit.hex, 0) + unit.men
    return min(men, key=lambda h: (-men[h], h))


def _reserve(office: Office, units: tuple[OwnUnit, ...]) -> Charge:
    rule = office.phase.reserve
    group = PlanGroup(id="reserve", units=tuple([u.number for u in units]), mission="reserve", stance="hold")
    helped = next((g for g in office.phase.groups if rule is not None and g.id == rule.stalled), None)
    if helped is None or helped.object is None:
        return Charge(group=group, verb="wait", units=units, goal=None)
    if office.memory.committed:
        group = evolve(group, mission="seize", object=helped.object, stealth=helped.stealth, press=helped.press)
        return _attack(office, group, units, office.memory.course(group), True)
    hour = helped.start_minute if helped.start_minute is not None else office.phase.from_minute
    closes_up = helped.mission in ATTACKS and office.picture.view.minute >= hour
    return Charge(group=group, verb="wait", units=units, goal=_rear(office, helped) if closes_up else None)


def _rear(office: Office, helped: PlanGroup) -> HexId | None:
    """Where a reserve closes up behind the group it is to help: where that group forms up, in this phase or before."""
    for phase in reversed(office.plan.phases[: office.memory.phase + 1]):
        for group in phase.groups:
            if group.id == helped.id and group.form_up is not None:
                return group.form_up
    return None


def _left_over(office: Office, units: tuple[OwnUnit, ...], found: list[Charge]) -> list[Charge]:
    """Units that the plan forgets: they join the group of their formation, else they hold where they stand."""
    specs = office.scenario.units
    homes = {specs[u.number].formation: c for c in reversed(found) for u in c.units}
    joined: dict[str, list[OwnUnit]] = {}
    alone: list[OwnUnit] = []
    for unit in units:
        home = homes.get(specs[unit.number].formation)
        if home is None:
            alone.append(unit)
        else:
            joined.setdefault(home.name, []).append(unit)
    extra = [evolve(charge, units=tuple(joined[charge.name])) for charge in found if charge.name in joined]
    if alone:
        group = PlanGroup(id="others", units=tuple([u.number for u in alone]), mission="hold", stance="hold")
        extra.append(Charge(group=group, verb="hold", units=tuple(alone), goal=None))
    return extra


def review(office: Office) -> None:
    """At the start of a phase: what has come of each group's mission, and what follows from it."""
    picture, memory = office.picture, office.memory
    _weigh_losses(office)
    for charge in charges(office):
        group, course = charge.group, memory.course(charge.group)
        goal = group.object
        if group.mission not in ATTACKS or goal is None:
            continue
        if picture.is_mine(goal):
            if course.taken == UNTAKEN:
                course.taken = KEPT
            elif course.taken == MISSING:
                course.taken = picture.view.minute
                due = group.by_minute if group.by_minute is not None else -1
                office.tell("taken", group.id, ("place", office.name(goal)), ("by", due))
            course.stalled = 0
            continue
        course.taken = MISSING if course.taken < 0 else course.taken
        hour = group.start_minute if group.start_minute is not None else office.phase.from_minute
        if charge.verb == "attack" and picture.view.minute > hour:
            course.stalled += 1
        if group.by_minute is not None and picture.view.minute >= group.by_minute and not course.late:
            course.late = True
            office.tell("late", group.id, ("place", office.name(goal)), ("by", group.by_minute))
        _weigh_group(office, charge, course)
    _weigh_reserve(office)


def _weigh_group(office: Office, charge: Charge, course: Course) -> None:
    """A group that has lost its share gives its mission up."""
    specs = office.scenario.units
    own = office.desk.view().unit_of
    arrived = [u for u in charge.group.units if own[u].status != WAITING]
    before = sum([specs[u].men for u in arrived])
    lost = (before - sum([own[u].men for u in arrived])) * 100 // max(1, before)
    if not course.given_up and lost >= int(charge.group.loss_limit * 100):
        course.given_up = True
        office.tell("given-up", charge.name, ("lost", lost), ("limit", int(charge.group.loss_limit * 100)))


def _weigh_losses(office: Office) -> None:
    """The plan is given up when the side has lost the share it allows."""
    rule, view = office.phase.break_rule, office.desk.view()
    if rule is None or office.memory.broken:
        return
    before = sum([office.scenario.units[u.number].men for u in view.units if u.status != WAITING]) or 1
    lost = view.losses[office.side] * 100 // before
    if lost >= int(rule.losses_share * 100):
        office.memory.broken = True
        limit = int(rule.losses_share * 100)
        office.tell("broken", office.plan.id, ("lost", lost), ("limit", limit), ("then", rule.then))


def _weigh_reserve(office: Office) -> None:
    """The reserve goes when the group it waits for has stalled long enough, or when little time is left."""
    rule, memory = office.phase.reserve, office.memory
    if rule is None or memory.committed or not rule.stalled:
        return
    group = next((g for g in office.phase.groups if g.id == rule.stalled), None)
    if group is None or group.object is None:
        return
    course = memory.course(group)
    lost_hold = group.mission not in ATTACKS and group.object in office.picture.foes
    if lost_hold and group.object not in office.picture.stacks:
        course.stalled += 1
    calendar = office.scenario.calendar
    last = office.desk.view().minute * 6 >= calendar.end_minute * 5 and course.stalled > 0
    if (course.stalled >= rule.turns or last) and not office.picture.is_mine(group.object):
        memory.committed = True
        office.tell("reserve", rule.stalled, ("turns", course.stalled), ("place", office.name(group.object)))
