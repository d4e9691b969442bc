"""A battle in play beside history and simulated games, as far as a side may know; how good the model is for it."""

from __future__ import annotations

from game.core.ids import SideId
from game.match import Match
from game.report import honesty, sidebyside
from game.report.clouds import shipped_cloud


def compare_lines(match: Match, side: SideId | None, width: int = 0) -> tuple[str, ...]:
    """The battle beside history and the simulated games that ship with its scenario.

    Args:
        side: who reads it, who knows only what is his while the battle goes on; None for the umpire.
        width: columns of the screen, 0 for no limit.
    """
    return tuple(sidebyside.lines(beside(match, side), width, full=False))


def beside(match: Match, side: SideId | None) -> sidebyside.SideBySide:
    """The same before it is told."""
    view = None if side is None else match.desk(side).view()
    return sidebyside.side_by_side(match.game, match.events, shipped_cloud(match.scenario), view)


def model_lines(match: Match, width: int = 0) -> tuple[str, ...]:
    """How the model stands to the record of the scenario in play."""
    return tuple(honesty.lines(match.scenario, shipped_cloud(match.scenario), width))
