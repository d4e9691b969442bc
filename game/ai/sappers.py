"""Where engineers work: the end of a crossing that a group can come to."""

from __future__ import annotations

from game.ai.office import Office
from game.ai.ways import FAR, going, minutes_to
from game.core.ids import HexId
from game.model.view import OwnUnit

WORKS = ("bridge", "demolish")
"""Missions about a crossing; their object is the hex at either end of it."""


def near_end(office: Office, units: tuple[OwnUnit, ...], goal: HexId) -> HexId:
    """The end of the crossing at a hex that most quickly comes under the spades of a group; the hex if none is there.

    Where two crossings meet, the ends of the first.
    """
    board = office.scenario.board
    sites = board.bridges_at.get(goal, ())
    ends = dict.fromkeys(end for number in sites for end in board.bridges[number].ends)
    best, least = goal, FAR
    at = going(office.desk.view(), "foot")
    for end in ends:
        minutes = min([minutes_to(board, office.scenario.rules, at, end)[unit.hex] for unit in units], default=FAR)
        if minutes < least:
            best, least = end, minutes
    return best
