"""Recorded front lines: the ground behind them, and the gap in words."""

from __future__ import annotations

import attrs

from game.core.ids import SideId
from game.engine import Game
from game.language.describe_fronts import front_lines
from game.model.fronts import ground
from game.model.history import Front, History
from tests.sketch import sketch

ROWS = "A . . . b\n . . . . .\nC . . . ."


def played(*fronts: Front) -> Game:
    scenario = attrs.evolve(sketch(ROWS, light=1.0), history=History(fronts=fronts))
    return Game.new(scenario, 1)


def line(at: float, *, holder: int = 0, minute: int = 0, closed: bool = False) -> Front:
    """A line from north to south, so many hexes east of the column of A."""
    board = sketch(ROWS).board
    km = board.reference.hex_km
    east, _ = board.reference.offset_km(board.grid, board.grid.parse("0101") or 0)
    x = east + at * km
    points = ((x, 9 * km), (x, -9 * km))
    if closed:
        points = (*points, (x + 9 * km, -9 * km), (x + 9 * km, 9 * km))
    return Front(id="f", name="The line", minute=minute, holder=SideId(holder), points=points, is_closed=closed)


def test_the_ground_behind_a_line_lies_to_its_right() -> None:
    board = sketch(ROWS).board
    behind, before = ground(board, line(1.6))
    assert {board.grid.name(h) for h in range(board.grid.size) if behind >> h & 1} == {
        *("0101", "0201", "0102", "0202", "0103", "0203")
    }
    assert behind & before == 0 and behind | before == (1 << board.grid.size) - 1


def test_nobody_beyond_the_line_is_said_so() -> None:
    (words,) = front_lines(played(line(1.6)).desk(SideId(0)).view())
    assert words.endswith("nobody stands on the other side of it.")


def test_units_beyond_the_line_are_named() -> None:
    (words,) = front_lines(played(line(-0.6)).desk(SideId(0)).view())
    assert "A and C of yours stand beyond it" in words


def test_a_pocket_counts_who_is_caught() -> None:
    desk = played(line(-0.6, closed=True)).desk(SideId(0))
    (words,) = front_lines(desk.view())
    assert words.endswith("A and C inside it now.")


def test_the_last_picture_holds() -> None:
    early, late = line(1.6, minute=-60), line(2.6, minute=30)
    history = History(fronts=(early, late))
    assert history.fronts_at(0) == (early,) and history.fronts_at(30) == (late,)
    assert history.fronts_at(-61) == ()
