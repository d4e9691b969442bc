"""The way to an object through a front: which position must fall first."""

from __future__ import annotations

from game.ai.office import Office
from game.ai.picture import Picture
from game.ai.ways import FAR, Flood, going, minutes_round, walk
from game.core.ids import HexId

DETOUR = 45
"""Minutes that a group goes round, beside a quarter of the straight way, rather than through a position."""
LOST_WAY = 90
"""Minutes that a unit goes round, beside the straight way once more, before its place counts as cut off."""


def round_field(picture: Picture, goal: HexId, mobility: str) -> Flood:
    """Minutes from every hex to a goal by ways that no known enemy and no ban closes; the goal itself may be held."""
    shut = picture.forbidden & ~(1 << goal)
    for hex_ in picture.foes:
        if hex_ != goal and hex_ not in picture.stacks:
            shut |= 1 << hex_
    key = ("round", goal, mobility, shut)
    found = picture.fields.get(key)
    if found is None:
        at = going(picture.view, mobility)
        found = picture.fields[key] = minutes_round(picture.scenario.board, picture.scenario.rules, at, goal, shut)
    return found


def is_cut_off(picture: Picture, start: HexId, goal: HexId, mobility: str) -> bool:
    """Whether the enemy, or a ban, leaves no way to a hex that is worth going."""
    straight = picture.field(goal, mobility)[start]
    return straight >= FAR or round_field(picture, goal, mobility)[start] > 2 * straight + LOST_WAY


def way_in(office: Office, start: HexId, goal: HexId, axis: tuple[HexId, ...] = ()) -> HexId:
    """The hex that a group must take next to come to its goal: the goal, or the first position in its way.

    Args:
        axis: way-points of the plan; those that lie ahead are passed in their order.
    """
    picture = office.picture
    if goal in picture.stacks:
        return goal
    straight, around = picture.field(goal, "foot")[start], round_field(picture, goal, "foot")[start]
    if straight >= FAR or (not axis and around <= straight * 5 // 4 + DETOUR):
        return goal
    for hex_ in _along(office, start, goal, axis)[1:]:
        if hex_ in picture.foes and hex_ not in picture.stacks and not picture.forbidden >> hex_ & 1:
            return hex_
    return goal


def _along(office: Office, start: HexId, goal: HexId, axis: tuple[HexId, ...]) -> list[HexId]:
    """The quickest way over open ground by those way-points that lie nearer to the goal than the start."""
    board, rules, at = office.scenario.board, office.scenario.rules, going(office.picture.view, "foot")
    left, way = office.picture.field(goal, "foot"), [start]
    ahead = [h for h in axis if left[h] < left[start]]
    for point in (*ahead, goal):
        way += walk(board, rules, at, way[-1], point)[1:]
    return way
