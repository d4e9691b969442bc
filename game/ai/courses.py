"""A plan made from the victory list, for a side to which the scenario gives none."""

from __future__ import annotations

from game.ai.aims import POINT, worth
from game.ai.campaign import OWN_PLAN, corps_plan
from game.ai.picture import Picture
from game.ai.ways import FAR
from game.core.ids import HexId, UnitId
from game.model.plan import Plan, PlanGroup, PlanPhase, ReserveRule
from game.model.scenario import Scenario

SHARE_IN_RESERVE = 6
"""One unit in so many that may assault waits behind, as field manuals of both armies ask (a ninth to a third)."""
MEN_PER_POINT = 12
"""Men a group may have for each point its object is worth, before the next object is manned."""


def make_plan(picture: Picture) -> Plan:
    """A plan of one phase: hold what is held, seize what is worth most for the way there, keep a reserve."""
    if picture.is_long:
        return corps_plan(picture)
    scenario, side = picture.scenario, picture.view.side
    objects = _objects(picture)
    teams = _teams(scenario, picture)
    reserve = _reserve(scenario, teams)
    posted: dict[HexId, list[UnitId]] = {h: [] for h in objects}
    for team in teams:
        kept = tuple([u for u in team if u not in reserve])
        if kept and objects:
            goal = max(objects, key=lambda h, t=kept: (_pull(picture, t, h, posted[h]), -h))  # type: ignore[misc]
            posted[goal] += kept
    groups = tuple([_group(picture, h, tuple(units)) for h, units in posted.items() if units])
    attack = next((g.id for g in groups if g.mission == "seize"), groups[0].id if groups else "")
    rule = ReserveRule(units=reserve, stalled=attack, turns=2) if reserve else None
    phase = PlanPhase(id="battle", from_minute=0, until=None, groups=groups, reserve=rule)
    return Plan(id=OWN_PLAN, side=side, title="Plan of the staff", main_effort=attack, phases=(phase,))


def _objects(picture: Picture) -> tuple[HexId, ...]:
    """Objectives that the victory list makes worth having, the dearest first."""
    values = worth(picture.view).places
    kept = [h for h, value in values.items() if value >= POINT and not picture.forbidden >> h & 1]
    return tuple(sorted(kept, key=lambda h: (-values[h], h)))


def _teams(scenario: Scenario, picture: Picture) -> list[tuple[UnitId, ...]]:
    """Units on the map by formation and place, the strongest first: what marches together."""
    teams: dict[tuple[str, HexId], list[UnitId]] = {}
    for unit in picture.units:
        teams.setdefault((scenario.units[unit.number].formation, unit.hex), []).append(unit.number)
    return sorted([tuple(t) for t in teams.values()], key=lambda t: (-sum([picture.by_number[u].men for u in t]), t))


def _reserve(scenario: Scenario, teams: list[tuple[UnitId, ...]]) -> tuple[UnitId, ...]:
    """Units that wait: a share of those that may assault, from the smallest teams."""
    able = [u for team in teams for u in team if scenario.units[u].kind.assaults]
    return tuple(sorted(able[len(able) - len(able) // SHARE_IN_RESERVE :]))


def _pull(picture: Picture, team: tuple[UnitId, ...], goal: HexId, there: list[UnitId]) -> int:
    """How much an object draws a team: its worth, less the minutes to it, less for those already sent."""
    value = worth(picture.view).of(goal)
    men = sum([picture.by_number[u].men for u in there])
    slowest = max([_minutes(picture, u, goal) for u in team])
    if slowest >= FAR:
        return -FAR - slowest
    crowd = max(0, men - value * MEN_PER_POINT // POINT)
    return value - slowest * 20 - crowd * 20


def _minutes(picture: Picture, unit: UnitId, goal: HexId) -> int:
    mobility = picture.scenario.units[unit].kind.mobility
    return picture.field(goal, mobility)[picture.by_number[unit].hex]


def _group(picture: Picture, goal: HexId, units: tuple[UnitId, ...]) -> PlanGroup:
    board = picture.scenario.board
    place = next(p.id for p in board.objectives if p.hex == goal)
    mine = picture.holder(goal) == picture.view.side
    return PlanGroup(
        id=place,
        units=units,
        mission="hold" if mine else "seize",
        object=goal,
        stealth=not mine,
        press="attack" if picture.view.light >= 0.5 else "storm",
        stance="hold",
    )
