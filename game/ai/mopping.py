"""What is left behind a break-in: positions near taken ground that are cleared, and men who stay where others go on."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from game.ai.picture import Foe, Picture, ground_factor
from game.core.ids import HexId
from game.model.plan import PlanPhase
from game.model.view import OwnUnit

NEAR, IN_A_RING = 3, 5
"""Hexes from the ground it has taken within which a group clears a position, and one that is shut in."""
ODDS = 120
"""Power against the enemy's on his ground, in hundredths, from which a group clears a position on its own account."""
STAYS = 30
"""Share of a group's men, in hundredths, that stays on the ground it has taken meanwhile."""
FIT = 50
"""Cohesion from which a unit is thought of."""
CLOSE = 8
"""Hexes from ground within which known enemies make a staff leave a guard there."""


def position_near(picture: Picture, units: tuple[OwnUnit, ...], held: HexId, others: Collection[HexId]) -> HexId | None:
    """The position that a group should clear next, from the ground it has taken; None if there is none it can.

    Args:
        others: objects of other groups, which are theirs.
    """
    specs = picture.scenario.units
    able = [u for u in units if specs[u.number].kind.assaults and u.cohesion >= FIT]
    power = sum([picture.powers[u.number] for u in able])
    distance, enclosed = picture.scenario.board.grid.distance, picture.view.enclosed
    found = []
    for hex_, foe in picture.foes.items():
        away, shut_in = distance(held, hex_), bool(enclosed >> hex_ & 1)
        if away > (IN_A_RING if shut_in else NEAR) or hex_ in others or not _can_be_had(picture, foe, power):
            continue
        found.append((not shut_in, away, hex_))
    return min(found)[2] if found else None


def _can_be_had(picture: Picture, foe: Foe, power: int) -> bool:
    if foe.hex in picture.stacks or picture.forbidden >> foe.hex & 1 or not foe.men:
        return False
    return power * 100 >= foe.power * ground_factor(picture.scenario, foe.hex) * ODDS


def split(
    picture: Picture, units: tuple[OwnUnit, ...], held: HexId, goal: HexId
) -> tuple[tuple[OwnUnit, ...], tuple[OwnUnit, ...]]:
    """Those of a group who stay on the ground it has taken, and those who clear a position near it."""
    specs, distance = picture.scenario.units, picture.scenario.board.grid.distance
    fighters = [u for u in units if specs[u.number].kind.assaults]
    foot = [u for u in fighters if not any(u.vehicles)]
    stay, men = set[int](), 0
    for unit in sorted(foot or fighters, key=lambda u: (u.hex != held, -distance(u.hex, goal), u.number)):
        if men * 100 >= STAYS * sum([u.men for u in fighters]):
            break
        stay.add(unit.number)
        men += unit.men
    go = tuple([u for u in fighters if u.number not in stay])
    return tuple([u for u in units if u not in go]), go


def guards(picture: Picture, places: Mapping[HexId, int], phase: PlanPhase) -> list[tuple[OwnUnit, HexId]]:
    """Who stays on a place, dear or close to the enemy, that a new phase leaves: the smallest fit fighter."""
    specs = picture.scenario.units
    kept = {group.object for group in phase.groups}
    found = []
    for hex_ in sorted({place.hex for place in picture.scenario.board.objectives}):
        stack = [u for u in picture.stacks.get(hex_, ()) if specs[u.number].kind.assaults and u.cohesion >= FIT]
        if hex_ in kept or hex_ in picture.foes or picture.nearest_foe(hex_) > (CLOSE if hex_ in places else NEAR):
            continue
        able = [u for u in stack if not any(u.vehicles)] or stack
        if able:
            found.append((min(able, key=lambda u: (u.men, u.number)), hex_))
    return found
