"""Small fights on the map of Khalkhin Gol: units by hex, the real board and rulebook."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from attrs import evolve

from game.data.catalogue import shipped_root
from game.data.files import Library, read_map
from game.data.load_board import board as build
from game.engine import Game
from game.model.board import Board
from tests.sketch import Sketch, rules
from tests.vignette import Scene

__all__ = ["kg_board", "steppe_battle"]


@cache
def kg_board() -> Board:
    """The map that is shipped, with every kind of ground of the rulebook."""
    root = shipped_root()
    return build(read_map(root / "maps" / "khalkhin-gol.yaml", Library((root,))), dict(rules().terrains))


def steppe_battle(units: Mapping[str, tuple[str, str | Mapping[str, Any]]], seed: int = 1, **more: Any) -> Scene:
    """A battle of units by letter, each with its hex and what a vignette says of it.

    Capitals are "red", who moves first; small letters are "blue".
    """
    said = {letter: words for letter, (_, words) in units.items()}
    small = Sketch(units=said, **more).scenario(".")
    grid = kg_board().grid
    placed = []
    for unit in small.units:
        hex_ = grid.parse(units[unit.id][0])
        assert hex_ is not None, f"there is no hex {units[unit.id][0]} on the map"
        placed.append(evolve(unit, hex=hex_))
    return Scene(Game.new(evolve(small, board=kg_board(), units=tuple(placed)), seed))
