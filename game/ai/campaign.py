"""A plan of the staff's own for a long battle: what is held, the main effort and its seconds, reserves, guns."""

from __future__ import annotations

from attrs import frozen

from game.ai.aims import POINT, worth
from game.ai.approach import round_field
from game.ai.picture import Picture, ground_factor
from game.ai.ways import FAR
from game.core.ids import HexId, UnitId
from game.model.plan import FireTask, Plan, PlanGroup, PlanPhase, ReserveRule
from game.model.view import OwnUnit

OWN_PLAN = "own-plan"
"""Id of a plan that the staff has made."""
NEAR = 2
"""Hexes from a place within which enemies count against whoever wants it, and own men hold it."""
ENOUGH = 250
"""Power against the enemy's on his ground, in hundredths, from which the next object is thought of."""
LEAST = 3
"""Teams that belong before any object, however few enemies are known there."""
TANKS = 5
"""Tanks carry an attack for this part of their power only: where they can go, others must have been."""
KEEPS = 60
"""Power against the enemies near held ground, in hundredths, that is left there."""
HOUR = 60
SLOW = 300
"""Thousandths of a point that an hour of march takes from what an object is worth to a regiment."""
RESERVE, FEW = 9, 4
"""One part in so many of the power that is not bound waits behind, once there are so many teams."""
ATTACK_LOSS, HOLD_LOSS = 0.35, 0.7
"""Shares of its men at which a group gives its mission up."""
LOAD = 0.5
"""Share of the shells that the plan's fires may spend."""


@frozen
class Team:
    """What marches and fights together: the units of one formation."""

    name: str
    units: tuple[OwnUnit, ...]
    power: int
    centre: HexId
    """Where most of its men stand."""


def corps_plan(picture: Picture) -> Plan:
    """Hold what is held against what is near it, seize the dearest ground in reach with weight, keep a reserve."""
    teams = _teams(picture)
    fighting = [t for t in teams if t.power]
    objects = _objects(picture)
    held = [h for h in objects if picture.is_mine(h)]
    wanted = [h for h in objects if not picture.is_mine(h)]
    posted: dict[HexId, list[Team]] = {h: [] for h in objects}
    free = _garrison(picture, fighting, held, posted)
    reserve = _reserve(free)
    free = [t for t in free if t not in reserve]
    main = _attack(picture, free, wanted, posted)
    groups = [_group(picture, h, posted[h]) for h in objects if posted[h]]
    idle = [t for t in teams if not any(t in there for there in posted.values()) and t not in reserve]
    if idle:
        units = tuple(u.number for t in idle for u in t.units)
        groups.append(PlanGroup(id="rear", units=units, mission="support"))
    attacks = [h for h in wanted if posted[h]]
    helped = next((g.id for g in groups if main is not None and g.object == main), groups[0].id if groups else "")
    waiting = tuple(u.number for t in reserve for u in t.units)
    phase = PlanPhase(
        id="battle",
        from_minute=0,
        until=None,
        groups=tuple(groups),
        fire=_fires(picture, attacks, held),
        reserve=ReserveRule(units=waiting, stalled=helped, turns=2) if waiting else None,
    )
    return Plan(id=OWN_PLAN, side=picture.view.side, title="Plan of the staff", main_effort=helped, phases=(phase,))


def _teams(picture: Picture) -> list[Team]:
    specs, found = picture.scenario.units, dict[str, list[OwnUnit]]()
    for unit in picture.units:
        found.setdefault(specs[unit.number].formation, []).append(unit)
    made = []
    for name, units in sorted(found.items()):
        fighters = [u for u in units if specs[u.number].kind.assaults]
        men: dict[HexId, int] = {}
        for unit in fighters or units:
            men[unit.hex] = men.get(unit.hex, 0) + unit.men
        centre = min(men, key=lambda h: (-men[h], h))
        power = sum([picture.powers[u.number] // (TANKS if any(u.vehicles) else 1) for u in fighters])
        made.append(Team(name, tuple(units), power, centre))
    return sorted(made, key=lambda t: (-t.power, t.name))


def _objects(picture: Picture) -> list[HexId]:
    values = worth(picture.view).places
    kept = [h for h, value in values.items() if value >= POINT and not picture.forbidden >> h & 1]
    return sorted(kept, key=lambda h: (-values[h], h))


def _against(picture: Picture, hex_: HexId) -> float:
    """Known enemy power at a place and near it, as it counts on the ground of the place."""
    distance = picture.scenario.board.grid.distance
    there = sum([f.power for h, f in picture.foes.items() if distance(h, hex_) <= NEAR])
    return there * ground_factor(picture.scenario, hex_)


def _garrison(picture: Picture, teams: list[Team], held: list[HexId], posted: dict[HexId, list[Team]]) -> list[Team]:
    """Posts the nearest teams to held ground until it is safe against what is near; the others are returned."""
    free = list(teams)
    for hex_ in held:
        need = max(1.0, _against(picture, hex_) / ground_factor(picture.scenario, hex_) * KEEPS / 100.0)
        for team in sorted(free, key=lambda t, h=hex_: (_minutes(picture, t, h), t.name)):  # type: ignore[misc]
            if sum([t.power for t in posted[hex_]]) >= need or _minutes(picture, team, hex_) >= FAR:
                break
            posted[hex_].append(team)
            free.remove(team)
    return free


def _reserve(free: list[Team]) -> list[Team]:
    """The weakest free teams, until they have the share of the power that doctrine keeps back."""
    kept: list[Team] = []
    whole = sum([t.power for t in free])
    for team in reversed(free):
        if len(free) < FEW or sum([t.power for t in kept]) * RESERVE >= whole:
            break
        kept.append(team)
    return kept


def _attack(picture: Picture, free: list[Team], wanted: list[HexId], posted: dict[HexId, list[Team]]) -> HexId | None:
    """Sends every free team where it is worth most, weight before width; the object of the main effort."""
    main: HexId | None = None
    for team in free:
        pulls = [(_pull(picture, team, h, posted[h]), -h) for h in wanted if _minutes(picture, team, h) < FAR]
        if pulls:
            best = HexId(-max(pulls)[1])
            posted[best].append(team)
            main = best if main is None else main
    return main


def _pull(picture: Picture, team: Team, goal: HexId, there: list[Team]) -> int:
    """Worth of an object to a team: less for the march, more where others need its weight, nothing beyond enough."""
    ahead = sum([t.power for t in there])
    need = max(float(LEAST * team.power), _against(picture, goal) * ENOUGH / 100.0)
    value = worth(picture.view).of(goal)
    share = 1.0 if ahead < need else need / (ahead + team.power)
    weight = 1.5 if there and ahead < need else 1.0
    return int(value * share * weight) - _minutes(picture, team, goal) * SLOW // HOUR


def _minutes(picture: Picture, team: Team, goal: HexId) -> int:
    return round_field(picture, goal, "foot")[team.centre]


def _group(picture: Picture, goal: HexId, teams: list[Team]) -> PlanGroup:
    place = next(p.id for p in picture.scenario.board.objectives if p.hex == goal)
    mine = picture.is_mine(goal)
    units: tuple[UnitId, ...] = tuple(sorted(u.number for t in teams for u in t.units))
    return PlanGroup(
        id=place,
        units=units,
        mission="hold" if mine else "seize",
        object=goal,
        stance="hold",
        loss_limit=HOLD_LOSS if mine else ATTACK_LOSS,
    )


def _fires(picture: Picture, attacks: list[HexId], held: list[HexId]) -> tuple[FireTask, ...]:
    """Guns prepare the attacks, or lie on the ground over which the enemy would come."""
    specs = picture.scenario.units
    guns = tuple(
        u.number
        for u in picture.units
        if specs[u.number].kind.fires and any(arm.weapon.indirect for arm in specs[u.number].arms)
    )
    if not guns:
        return ()
    tasks = []
    if attacks:
        tasks.append(FireTask(units=guns, task="prepare", at=tuple(attacks), load=LOAD))
    near = [_front(picture, h) for h in held if picture.nearest_foe(h) <= 2 * NEAR]
    if near:
        tasks.append(FireTask(units=guns, task="defend", at=tuple(dict.fromkeys(near)), load=LOAD))
    return tuple(tasks)


def _front(picture: Picture, hex_: HexId) -> HexId:
    """The hex beside held ground that lies nearest to a known enemy."""
    board = picture.scenario.board
    around = [h for h in board.grid.adjacent[hex_] if h not in picture.stacks and not board.terrain(h).is_water]
    return min(around, key=lambda h: (picture.nearest_foe(h), h), default=hex_)
