"""Where men go: the hexes from which to assault, and the ground behind them."""

from __future__ import annotations

from game.ai.approach import round_field
from game.ai.charges import Charge
from game.ai.office import Office
from game.ai.picture import Picture
from game.ai.ways import FAR
from game.core.ids import HexId
from game.model.view import OwnUnit

CLIMB = 4
"""Metres of climb before the last step that weigh as much as a minute's march."""
CROSSFIRE = 25
"""Minutes of march that a staff spends to keep out of the reach of one more enemy stack."""
GLIMMER = 0.2
"""Light by which guns can be directed on men before their own trenches."""
EXPOSED = 40
"""Minutes that a staff goes round to assault from ground on which the enemy's guns may not fire."""
FLANK = 20
"""Minutes that a staff goes round for each sixth of the circle beyond the first between two attacks."""
WIRED = 20
"""Minutes that wire in front is worth going round for."""


def slots(office: Office, charge: Charge, others: tuple[HexId, ...] = ()) -> tuple[HexId, ...]:
    """Hexes from which a group may assault its object, the best first.

    The hex where it forms up counts first if it touches the object; then short ways, gentle climbs, few other enemies,
    and another side than that from which others come. Rule 7.26.

    Args:
        others: places from which other groups are to assault the same object.
    """
    picture, goal = office.picture, charge.goal
    if goal is None:
        return ()
    board = office.scenario.board
    near = [h for h in board.grid.adjacent[goal] if _stands(picture, h)]
    if picture.shared >> goal & 1:
        near = [goal, *near]
    start = _centre(charge)
    scored = [(_cost(office, charge, h, start) - _flank(office, goal, h, others), h) for h in near]
    return tuple(h for cost, h in sorted(scored) if cost < FAR)


def second_line(office: Office, front: tuple[HexId, ...]) -> tuple[HexId, ...]:
    """Hexes out of the enemy's reach just behind those from which others assault, where the next wave waits."""
    picture, grid = office.picture, office.scenario.board.grid
    near = {h for place in front for h in grid.within(place, 2)}
    kept = [h for h in sorted(near) if _stands(picture, h) and not picture.foe_zoc >> h & 1 and h not in front]
    return tuple(h for h in kept if office.scenario.board.terrain(h).water != "marsh") or tuple(kept)


def _stands(picture: Picture, hex_: HexId) -> bool:
    terrain = picture.scenario.board.terrain(hex_)
    held = hex_ in picture.foes and hex_ not in picture.stacks
    return not (terrain.is_water or picture.forbidden >> hex_ & 1 or held)


def _centre(charge: Charge) -> HexId:
    """Where most of the group's men stand."""
    men: dict[HexId, int] = {}
    for unit in charge.units:
        men[unit.hex] = men.get(unit.hex, 0) + unit.men
    return min(men, key=lambda h: (-men[h], h))


def _cost(office: Office, charge: Charge, hex_: HexId, start: HexId) -> int:
    picture, board = office.picture, office.scenario.board
    goal = charge.goal if charge.goal is not None else hex_
    if hex_ in (charge.group.form_up, goal):
        return -1000
    if hex_ == start:
        return -500
    minutes = (round_field(picture, hex_, "foot") if office.is_long else picture.field(hex_, "foot"))[start]
    if minutes >= FAR:
        return FAR
    others = sum([1 for h in board.grid.adjacent[hex_] if h in picture.foes and h != goal])
    climb = max(0, board.elevation[goal] - board.elevation[hex_]) // CLIMB
    via = min([board.grid.distance(hex_, h) for h in charge.group.axis], default=0)
    wired = WIRED if _wire_between(picture, hex_, goal) else 0
    bare = EXPOSED if _grows_light(office) and picture.sheltered and not picture.sheltered >> hex_ & 1 else 0
    return minutes + others * CROSSFIRE + climb + via * 15 + wired + bare


def _grows_light(office: Office) -> bool:
    """Whether there will be light to shoot by before an assault made now is over: within two turns."""
    turns, now = office.scenario.calendar.turns, office.desk.view().turn
    return max([turn.light for turn in turns[now - 1 : now + 2]]) >= GLIMMER


def _flank(office: Office, goal: HexId, hex_: HexId, others: tuple[HexId, ...]) -> int:
    """Minutes that an attack from another side than the others' is worth going for."""
    around = office.scenario.board.grid.neighbours[goal]
    if hex_ == goal:
        return 0
    mine = around.index(hex_)
    turns = [min((around.index(h) - mine) % 6, (mine - around.index(h)) % 6) for h in others if h != goal]
    return FLANK * max(0, max(turns, default=0) - 1)


def _wire_between(picture: Picture, here: HexId, there: HexId) -> bool:
    direction = picture.scenario.board.grid.direction(here, there)
    if direction is None:
        return False
    side = here * 6 + direction if here < there else there * 6 + (direction + 3) % 6
    return side in picture.view.wire


def room(office: Office, hex_: HexId, unit: OwnUnit) -> int:
    """Men for whom there is room in a hex beside the others there."""
    men, _ = office.desk.stack_limit()
    return men - sum([u.men for u in office.picture.stacks.get(hex_, ()) if u.number != unit.number])


def behind(office: Office, charge: Charge) -> HexId | None:
    """Where those of a group wait who do not assault: its forming-up hex, if it does not touch the enemy, or where they
    stand."""
    form_up = charge.group.form_up
    if form_up is None or office.picture.foe_zoc >> form_up & 1:
        return None
    return form_up
