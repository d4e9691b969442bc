"""The ground of a map as SVG: terrain by tint and glyph, water, roads, borders."""

from __future__ import annotations

from collections.abc import Sequence

from game.core.hexgrid import Grid
from game.core.ids import HexId
from game.core.lines import XY, curve, softened
from game.model.board import STREAMS, Board, Border, Path
from game.model.scenario import Scenario
from game.report.drawing.lattice import HALF, QUARTER, Window, centre, outline, spot
from game.report.drawing.svg import element, line, number

GLYPHS = {
    "dune": "M-.4-2.4h.8M-3.2 1.6h.8M2.4 1.6h.8",
    "hill": "M-4 1.5q1.8-4 3.6 0M.6.2q1.8-4 3.6 0",
    "steep": "M-4 2q1.6-5 3.2 0M.2.8q1.6-5 3.2 0M-2.2 2.4h5",
    "rough": "M-3.6 1.8l1.6-3 1.6 3M.8.4l1.6-3L4 .4",
    "marsh": "M-3-1.6q.8-1 1.6 0t1.6 0 1.6 0M-3 1.4q.8-1 1.6 0t1.6 0 1.6 0",
    "wood": "M-2.6 2.2v-1.4m-1.4 0l1.4-3 1.4 3zM2 .6V-.8m-1.4 0l1.4-3 1.4 3z",
    "town": "M-3-1.8h2.4v2.2H-3zM.8-.4h2.4v2.2H.8z",
    "lake": "M-3-1.4q1-1 2 0t2 0 2 0M-3 1.8q1-1 2 0t2 0 2 0",
}
"""Marks by terrain glyph about the middle of a hex, so that the ground can be told without colours."""
_TILE = (2 * HALF, 6 * QUARTER)
"""The pattern of hexes repeats so: one hex across, two rows down."""


def patterns(board: Board) -> str:
    """Definitions: the grid, and a pattern for each kind of ground that has a glyph."""
    w, h = HALF, QUARTER
    sides = [
        ((0.0, h), (w, 0.0), (2 * w, h)),
        ((0.0, 3 * h), (w, 4 * h), (2 * w, 3 * h)),
        ((0.0, h), (0.0, 3 * h)),
        ((2 * w, h), (2 * w, 3 * h)),
        ((w, 4 * h), (w, 6 * h)),
    ]
    grid = _pattern("map-grid", element("path", d="".join(line(points) for points in sides), class_="grid"))
    kinds = sorted({terrain.glyph for terrain in board.terrains} & set(GLYPHS))
    return grid + "".join(_pattern(f"map-glyph-{kind}", _glyphs(kind)) for kind in kinds)


def _glyphs(kind: str) -> str:
    """A glyph in the middle of the hex of each row; the second row's lies across the pattern's edge."""
    spots = ((HALF, 2 * QUARTER), (0.0, 5 * QUARTER), (2 * HALF, 5 * QUARTER))
    return "".join(element("path", d=GLYPHS[kind], transform=f"translate({x:.2f} {y:.2f})") for x, y in spots)


def _pattern(name: str, content: str) -> str:
    width, height = (f"{side:.4f}" for side in _TILE)
    return element("pattern", content, id=name, width=width, height=height, patternUnits="userSpaceOnUse")


def ground(scenario: Scenario, window: Window) -> str:
    """Everything below the units."""
    board = scenario.board
    parts = [_terrain(board, window), _water(board), _grid(board.grid, window)]
    return "".join([*parts, _ways(board), _borders(scenario)])


def _scaled(path: str, **attributes: str | float) -> str:
    """A path of lattice units, on paper."""
    return element("path", d=path, transform=f"scale({HALF:.4f} {number(QUARTER)})", **attributes)


def _terrain(board: Board, window: Window) -> str:
    """Each kind of ground as one area, and its glyphs above."""
    kinds: dict[str, list[HexId]] = {}
    for hex_ in window.hexes:
        kinds.setdefault(board.terrain(hex_).glyph, []).append(hex_)
    found = [_scaled(outline(board.grid, window.hexes), class_="clear")]
    for kind in sorted(kinds):
        area = outline(board.grid, kinds[kind])
        if kind != "clear":
            found.append(_scaled(area, class_=kind))
        if kind in GLYPHS:
            # The pattern is laid on paper, the area on the lattice: the pattern is scaled back.
            clip = element("clipPath", _scaled(area), id=f"map-area-{kind}")
            x, y, w, h = window.box
            found.append(clip)
            fill = f"fill:url(#map-glyph-{kind})"
            found.append(element("rect", x=x, y=y, width=w, height=h, style=fill, clip_path=f"url(#map-area-{kind})"))
    return element("g", "".join(found), class_="ground")


def _grid(grid: Grid, window: Window) -> str:
    clip = element("clipPath", _scaled(outline(grid, window.hexes)), id="map-sheet")
    x, y, w, h = window.box
    attributes = {"style": "fill:url(#map-grid)", "clip_path": "url(#map-sheet)"}
    return clip + element("rect", x=x, y=y, width=w, height=h, **attributes)


def course(board: Board, hexes: Sequence[HexId], rounds: int) -> tuple[XY, ...]:
    """A smooth line through hexes, carried on beyond the edge where the map ends."""
    points = softened([centre(board.grid, hex_) for hex_ in hexes], rounds)
    if len(points) < 2:
        return points
    first = [_beyond(points[1], points[0])] if _is_edge(board.grid, hexes[0]) else []
    last = [_beyond(points[-2], points[-1])] if _is_edge(board.grid, hexes[-1]) else []
    return curve([*first, *points, *last], 3)


def _is_edge(grid: Grid, hex_: HexId) -> bool:
    return len(grid.adjacent[hex_]) < 6


def _beyond(inner: XY, end: XY) -> XY:
    return 2 * end[0] - inner[0], 2 * end[1] - inner[1]


def _water(board: Board) -> str:
    found = []
    for river in sorted(board.rivers, key=lambda river: river.kind not in STREAMS):
        kind = "stream" if river.kind in STREAMS else "wide"
        found.append(element("path", d=line(course(board, river.hexes, 2)), class_=kind))
    return element("g", "".join(found), class_="water") if found else ""


def _ways(board: Board) -> str:
    order = {"track": 0, "road": 1, "rail": 2}
    roads = sorted(board.roads, key=lambda road: order.get(road.kind, 0))
    found = "".join(_way(board, road) for road in roads)
    return element("g", found, class_="ways") if found else ""


def _way(board: Board, road: Path) -> str:
    return element("path", d=line(course(board, road.hexes, 1)), class_=road.kind)


def _borders(scenario: Scenario) -> str:
    found = "".join(_border(scenario, border) for border in scenario.board.borders)
    return element("g", found, class_="borders") if found else ""


def _border(scenario: Scenario, border: Border) -> str:
    points = [spot(scenario.board, east, north) for east, north in border.points]
    claimed = [scenario.sides[scenario.side_by_id[s]].colour for s in border.claimed_by if s in scenario.side_by_id]
    return element("path", d=line(curve(points, 4)), class_=f"border {claimed[0] if len(claimed) == 1 else ''}".strip())
