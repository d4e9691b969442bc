"""What a formation's staff answers before it acts: when it is ready, with whom, with what hope and at what price."""

from __future__ import annotations

from attrs import frozen

from game.ai import contest
from game.ai.charges import ATTACKS
from game.ai.gathering import RALLY
from game.ai.office import Office
from game.ai.ways import FAR, going, walk
from game.core.ids import HexId, UnitId
from game.model.missions import Appraisal, Late, Mission
from game.model.units import WAITING
from game.model.view import OwnUnit

QUORUM = 80
"""Share of the power that can come, in hundredths, with which the formation counts as ready."""
EMPTY = 90
"""Hundredths of a chance to take or keep ground on which, or near which, no enemy is known."""
SPREAD = 50
"""Losses are told as a band of so many hundredths about the mean."""
BOGGY = 3
"""Hexes of marsh on the way from which a late unit blames the bog."""
HOUR = 60
SLOW = "the march is long"
GAITS = {
    "foot": "on foot",
    "horse": "on horseback",
    "track": "on tracks",
    "towed": "with its guns",
    "motor": "on lorries",
}
"""How a unit goes, in words; others go on wheels."""


@frozen
class _Arrival:
    """When a unit can stand where it must."""

    unit: OwnUnit
    minute: int | None
    post: HexId
    why: str = SLOW


@frozen
class _Hope:
    """What a mission promises."""

    chance: int | None = None
    losses: tuple[int, int] | None = None
    remarks: tuple[str, ...] = ()


def appraisal(office: Office, mission: Mission, units: tuple[UnitId, ...]) -> Appraisal:
    """The answer of a staff to a mission, on what its side knows."""
    view, picture, goal = office.desk.view(), office.picture, mission.object
    here = [picture.by_number[u] for u in units if u in picture.by_number]
    if not here:
        return _never(0, "Nobody of the formation is on the map.")
    absent = [Late(unit=u, minute=None, why="is not here yet") for u in units if view.unit_of[u].status == WAITING]
    if goal is None:
        count = len(here)
        return Appraisal(possible=True, ready_minute=view.minute, ready=count, units=count, late=tuple(absent))
    if picture.forbidden >> goal & 1:
        return _never(len(here), f"A restraint forbids us to go to {office.name(goal)}.")
    due = mission.by_minute if mission.by_minute is not None else office.scenario.calendar.end_minute
    arrivals = _arrivals(office, mission, goal, here)
    in_time = [a for a in arrivals if a.minute is not None and a.minute <= due]
    late = [Late(unit=a.unit.number, minute=a.minute, why=a.why) for a in arrivals if a not in in_time]
    ready = _ready(office, arrivals)
    if ready is None:
        return _never(len(here), f"Nobody of the formation has a way to {office.name(goal)}.", (*late, *absent))
    hope = _hope(office, mission, goal, in_time, max(0, due - max(ready, view.minute)))
    return Appraisal(
        possible=True,
        ready_minute=ready,
        ready=len(in_time),
        units=len(here),
        chance=hope.chance,
        losses=hope.losses,
        late=(*late, *absent),
        remarks=hope.remarks,
    )


def _never(units: int, remark: str, late: tuple[Late, ...] = ()) -> Appraisal:
    return Appraisal(possible=False, units=units, late=late, remarks=(remark,))


def _arrivals(office: Office, mission: Mission, goal: HexId, units: list[OwnUnit]) -> list[_Arrival]:
    """When each unit can be beside the object, or on it if no enemy is there: the nearest choose their places first.

    Guns and headquarters fire and lead from where they are. Units for whom there is no room in the first line come
    behind it.
    """
    picture, specs = office.picture, office.scenario.units
    turn = office.scenario.calendar.turns[office.desk.view().turn - 1]
    over = office.desk.view().minute + turn.minutes
    posts = [goal]
    if goal in picture.foes:
        around = office.scenario.board.grid.adjacent[goal]
        posts = [h for h in around if h not in picture.foes and not picture.forbidden >> h & 1]
    room = {h: office.desk.stack_limit()[0] for h in posts}
    found: list[_Arrival] = []
    for unit in sorted(units, key=lambda u: (_nearest(office, u, posts), u.number)):
        kind, now = specs[unit.number].kind, over - unit.minutes
        if kind.is_hq or (kind.fires and not kind.assaults):
            found.append(_Arrival(unit, now, unit.hex))
        elif unit.cohesion < RALLY and mission.verb in ATTACKS:
            found.append(_Arrival(unit, None, unit.hex, f"is shaken, its cohesion {unit.cohesion}"))
        else:
            found.append(_arrival(office, unit, now, room))
    return found


def _nearest(office: Office, unit: OwnUnit, posts: list[HexId]) -> int:
    mobility = office.scenario.units[unit.number].kind.mobility
    return min([office.picture.field(h, mobility)[unit.hex] for h in posts], default=FAR)


def _arrival(office: Office, unit: OwnUnit, now: int, room: dict[HexId, int]) -> _Arrival:
    """One unit's way to the best place that has room for it.

    Args:
        room: men for whom there is room, by place; this unit's are taken off.
    """
    mobility = office.scenario.units[unit.number].kind.mobility
    ways = sorted([(office.picture.field(h, mobility)[unit.hex], h) for h in room])
    if not ways or ways[0][0] >= FAR:
        return _Arrival(unit, None, unit.hex, f"has no way there {GAITS.get(mobility, 'on wheels')}")
    for minutes, post in ways:
        if minutes < FAR and room[post] >= unit.men:
            room[post] -= unit.men
            return _Arrival(unit, now + minutes, post, _hindrance(office, unit, post))
    return _Arrival(unit, None, unit.hex, "has no room in the first line and follows")


def _hindrance(office: Office, unit: OwnUnit, post: HexId) -> str:
    """What makes a way long, in a few words."""
    board = office.scenario.board
    at = going(office.desk.view(), office.scenario.units[unit.number].kind.mobility)
    bog = [h for h in walk(board, office.scenario.rules, at, unit.hex, post) if board.terrain(h).water == "marsh"]
    if len(bog) < BOGGY:
        return SLOW
    around = [r for r in board.regions.values() if r.mask >> bog[0] & 1]
    least = min(around, key=lambda r: (r.mask.bit_count(), r.id), default=None)
    return f"{least.name} is bog" if least is not None else "the way leads through bog"


def _ready(office: Office, arrivals: list[_Arrival]) -> int | None:
    """The minute at which most of the power that can come has come; None if nobody can."""
    rows = sorted([(a.minute, a.unit.number) for a in arrivals if a.minute is not None])
    fighters = [row for row in rows if office.scenario.units[row[1]].kind.assaults]
    planned = sum([office.picture.powers[u] for _, u in fighters])
    there = 0
    for minute, number in fighters:
        there += office.picture.powers[number]
        if there * 100 >= planned * QUORUM:
            return minute
    return rows[-1][0] if rows and not planned else None


def _hope(office: Office, mission: Mission, goal: HexId, there: list[_Arrival], left: int) -> _Hope:
    """Chance, band of losses and remarks.

    Args:
        left: minutes between readiness and the hour by which it is to be done.
    """
    if mission.verb == "hold" and goal not in office.picture.foes:
        return _keep(office, goal)
    if mission.verb not in ATTACKS:
        return _Hope()
    if goal not in office.picture.foes:
        return _Hope(EMPTY, (0, 0), ("No enemy is known there.",))
    fighters = [a for a in there if office.scenario.units[a.unit.number].kind.assaults]
    prospect = office.desk.prospect(goal, tuple([(a.unit.number, a.post) for a in fighters]))
    if prospect is None:
        return _Hope(0, (0, 0), ("Nobody who can assault will be there in time.",))
    spirit = sum([a.unit.cohesion * a.unit.men for a in fighters]) / max(1, prospect.own_men)
    hour = contest.Hour(
        ratio=prospect.ratio,
        own_men=prospect.own_men,
        own_loss=prospect.own_loss,
        own_spirit=spirit,
        enemy_men=prospect.enemy_men,
        enemy_loss=prospect.enemy_loss,
    )
    found = contest.outlook(office.scenario, hour, mission.press, left / HOUR)
    win = max(found.win, min(contest.SURE, int(prospect.win * 100))) if left else 0
    low, high = found.own_loss * (100 - SPREAD) // 100, found.own_loss * (100 + SPREAD) // 100
    remarks = [f"About {prospect.enemy_men} men are known there; powers {prospect.ratio:.1f} to 1 without our guns."]
    if mission.loss_limit and high > mission.loss_limit:
        remarks.append(f"The limit of {mission.loss_limit} men may be passed.")
    return _Hope(win, (low, high), tuple(remarks))


def _keep(office: Office, goal: HexId) -> _Hope:
    """What is known near a place against those who hold it."""
    threats = office.desk.threat(goal)
    if not threats:
        return _Hope(EMPTY, (0, 0), ("No enemy is known near it.",))
    worst = max(threats, key=lambda t: (t.win, t.ratio, t.contacts))
    lost = int(worst.own_loss)
    return _Hope(max(3, 100 - int(worst.win * 100)), (lost // 2, lost * 2), ())
