"""The map in rows of two letters a hex, with a legend and the landmarks in view."""

from __future__ import annotations

from game.core.ids import HexId
from game.language.names import hex_name, short_place, side_name
from game.language.phrases import sentence
from game.model.board import Board
from game.model.view import View

GROUND = {
    "clear": ".",
    "dune": ":",
    "hill": "n",
    "steep": "^",
    "rough": ",",
    "marsh": '"',
    "wood": "&",
    "town": "#",
    "lake": "~",
    "river": "=",
}
"""Letter of each glyph of the terrain table."""
_GROUND_WORDS = {
    "clear": "flat",
    "dune": "dunes",
    "hill": "hill",
    "steep": "steep hill",
    "rough": "rolling or broken",
    "marsh": "marsh",
    "wood": "wood",
    "town": "village",
    "lake": "lake or pond",
    "river": "river",
}
_MOST = 9
"""Units in a hex beyond which the map shows a plus sign."""


def side_letters(view: View) -> tuple[str, str]:
    """Letter of each side: the first of its name, or A and B if both begin alike."""
    first, second = (side.name[:1].upper() for side in view.scenario.sides)
    return (first, second) if first != second else ("A", "B")


def map_lines(view: View, centre: HexId | None = None, radius: int = 0, width: int = 100) -> tuple[str, ...]:
    """The map, whole or within some hexes of a centre; a map too wide for the line is cut round the own units."""
    grid = view.scenario.board.grid
    if centre is None and 2 * grid.columns + 4 > width:
        centre, radius = _middle(view), (width - 6) // 4
    columns, rows = _window(view.scenario.board, centre, radius)
    header = "   " + "".join(f"{column + 1:02d}" for column in columns)
    lines = [header]
    for row in rows:
        cells = "".join(cell(view, grid.at(column, row)) for column in columns)
        lines.append(f"{row + 1:02d} {' ' if row & 1 else ''}{cells}".rstrip())
    hexes = {grid.at(column, row) for column in columns for row in rows}
    return (*lines, *_legend(view, hexes), *_landmarks(view, hexes))


def _middle(view: View) -> HexId:
    """The hex in the middle of the own units; of the map if there are none."""
    grid = view.scenario.board.grid
    spots = [divmod(own.hex, grid.columns) for own in view.units if own.hex >= 0]
    if not spots:
        return grid.at(grid.columns // 2, grid.rows // 2)
    return grid.at(sum(c for _, c in spots) // len(spots), sum(r for r, _ in spots) // len(spots))


def _window(board: Board, centre: HexId | None, radius: int) -> tuple[range, range]:
    grid = board.grid
    if centre is None or not radius:
        return range(grid.columns), range(grid.rows)
    row, column = divmod(centre, grid.columns)
    return (
        range(max(0, column - radius), min(grid.columns, column + radius + 1)),
        range(max(0, row - radius), min(grid.rows, row + radius + 1)),
    )


def cell(view: View, hex_: HexId) -> str:
    """Two letters for a hex: a side and its number of units, or the ground and what marks it."""
    own, foe = side_letters(view)[view.side], side_letters(view)[1 - view.side]
    if stack := view.stacks.get(hex_):
        return own + _digit(len(stack))
    if contacts := view.contacts_at.get(hex_):
        seen = any(contact.in_sight for contact in contacts)
        return (foe if seen else foe.lower()) + _digit(len(contacts))
    board = view.scenario.board
    return GROUND.get(board.terrain(hex_).glyph, "?") + _mark(board, hex_)


def _digit(number: int) -> str:
    return str(number) if number <= _MOST else "+"


def _mark(board: Board, hex_: HexId) -> str:
    place = board.place_at.get(hex_)
    if place:
        return "*" if place.is_objective else "'"
    return "-" if any(hex_ in road.hexes for road in board.roads) else " "


def _legend(view: View, hexes: set[HexId]) -> list[str]:
    board = view.scenario.board
    used = {board.terrain(hex_).glyph for hex_ in hexes}
    ground = [f"{letter} {_GROUND_WORDS[glyph]}" for glyph, letter in GROUND.items() if glyph in used]
    own, foe = side_letters(view)[view.side], side_letters(view)[1 - view.side]
    return [
        f"{own} your units with their number; {foe} enemy seen this turn, {foe.lower()} seen before.",
        f"Ground: {', '.join(ground)}. After the ground: * objective, ' place, - road or track.",
        "Columns stand above, rows to the left; even rows lie half a hex to the right.",
    ]


def _landmarks(view: View, hexes: set[HexId]) -> list[str]:
    board = view.scenario.board
    lines = []
    for index, place in enumerate(board.objectives):
        if place.hex in hexes:
            held = side_name(view.scenario, view.control[index])
            lines.append(sentence(f"{hex_name(board, place.hex)}, objective, held by {held}"))
    others = [
        f"{board.grid.name(place.hex)} {short_place(place)}"
        for place in board.places
        if place.hex in hexes and not place.is_objective
    ]
    return [*lines, *([f"Places: {', '.join(others)}."] if others else [])]
