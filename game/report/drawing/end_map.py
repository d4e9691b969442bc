"""The map of the end: both sides where they stood, and where history had them and the front at that hour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.core.ids import HexId
from game.model.scenario import Scenario
from game.model.state import GameState
from game.report.drawing.forces import Labels, counters, fronts, ghosts, places, symbols
from game.report.drawing.ground import ground, patterns
from game.report.drawing.lattice import HALF, Window, window_on
from game.report.drawing.svg import element, label, number
from game.report.history import ControlBar
from game.report.positions import Positions

_READ_AT = 900.0
"""Width in pixels at which the page shows a map."""
_LETTERS = 11.0
"""Height of its letters in pixels at that width."""


def end_map(scenario: Scenario, state: GameState, found: Positions, control: Sequence[ControlBar]) -> str:
    """The map as one `<svg>`, cropped to where anything stands."""
    window = window_on(scenario.board.grid, _of_interest(scenario, found))
    x, y, w, h = window.box
    labels = Labels(size=_LETTERS * max(w, 300.0) / _READ_AT, window=window)
    units = counters(scenario, state, found, window, labels)
    marks, ghost_names = ghosts(scenario, found, window, labels)
    content = [
        element("defs", patterns(scenario.board) + symbols()),
        ground(scenario, window),
        fronts(scenario, found),
        places(scenario, control, found.minute, window, labels),
        marks,
        units,
        ghost_names,
        _rim(window, labels.size),
    ]
    box = " ".join(number(value) for value in (x - 12, y - 12, w + 24, h + 24))
    style = f"--letters:{labels.size:.2f}px"
    return element("svg", "".join(content), xmlns="http://www.w3.org/2000/svg", viewBox=box, class_="map", style=style)


def _of_interest(scenario: Scenario, found: Positions) -> Iterator[HexId]:
    yield from (hex_ for hex_, _, _ in found.stacks)
    yield from (standing.history for standing in found.standings)
    yield from (place.hex for place in scenario.board.objectives)


def _rim(window: Window, size: float) -> str:
    """Numbers of columns and rows, every fifth."""
    x, y, w, h = window.box
    found = []
    for column in range(window.left, window.right + 1):
        if (column + 1) % 5 == 0:
            at = (2 * column + 1.5) * HALF
            found += [label(f"{column + 1:02d}", at, edge, "rim") for edge in (y - 3.5, y + h + 0.8 * size)]
    for row in range(window.top, window.bottom + 1):
        if (row + 1) % 5 == 0:
            at = (3 * row + 2) * 5 + 0.33 * size
            found += [label(f"{row + 1:02d}", edge, at, "rim") for edge in (x - 6.5, x + w + 6.5)]
    return element("g", "".join(found), class_="rims")
