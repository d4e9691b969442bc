"""Where the map lies in its rectangle: zoom and offset, from hexes to pixels and back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from attrs import evolve, frozen

from game.core.ids import HexId
from game.model.board import Board
from game.ui.geometry import Point, Rect
from game.ui.glyphs import HEX_WIDTH
from game.ui.layout import hex_centre, hex_under
from game.ui.theme import Theme

ZOOMS: Final = (1.0, 1.5, 2.0, 3.0, 4.0)
"""The steps of zoom; at 1 the whole map fits its rectangle."""
_LEAST_IN_VIEW: Final = 6
"""The rectangle's shorter side holds at least so many hex radii."""
_MARGIN_SHARE: Final = 30
"""The sheet's margin is this part of the rectangle's shorter side."""


@frozen
class MapCamera:
    """How the map is looked at: its zoom, and how far its middle lies from the middle of the rectangle, in pixels."""

    zoom: float = 1.0
    dx: float = 0.0
    dy: float = 0.0


@frozen(cache_hash=True)
class Sheet:
    """The map in pixels: the hex radius, the margin about the hexes, the corner of the hexes' extent."""

    s: float
    margin: int
    left: float
    top: float
    w: float
    h: float
    """Extent of the hexes, without the margin."""

    @property
    def paper(self) -> Rect:
        """The sheet with its margin, in whole pixels."""
        m = self.margin
        return Rect(round(self.left) - m, round(self.top) - m, round(self.w) + 2 * m, round(self.h) + 2 * m)

    @property
    def origin(self) -> tuple[int, int]:
        """The whole pixel at which the hexes' extent begins."""
        return round(self.left), round(self.top)


def margin_of(rect: Rect) -> int:
    """Width in pixels of the sheet's margin, which holds the rim numbers."""
    return max(16, min(rect.w, rect.h) // _MARGIN_SHARE)


def radius(camera: MapCamera, rect: Rect, board: Board) -> float:
    """Hex radius in pixels, in quarters, so that pictures of counters and ground can be kept."""
    room = 2 * margin_of(rect)
    across = (rect.w - room) / (HEX_WIDTH * (board.grid.columns + 0.5))
    down = (rect.h - room) / (1.5 * board.grid.rows + 0.5)
    whole = max(1.0, min(across, down))
    # A small map need not grow beyond a few hexes in view.
    most = max(whole, min(rect.w, rect.h) / _LEAST_IN_VIEW)
    return max(4.0, round(4 * min(most, whole * camera.zoom)) / 4)


@lru_cache(maxsize=256)
def sheet(camera: MapCamera, rect: Rect, board: Board) -> Sheet:
    """The map's place in the window."""
    s = radius(camera, rect, board)
    w, h = HEX_WIDTH * s * (board.grid.columns + 0.5), s * (1.5 * board.grid.rows + 0.5)
    left = rect.x + rect.w / 2 + camera.dx - w / 2
    top = rect.y + rect.h / 2 + camera.dy - h / 2
    # Whole pixels, so that the kept picture of the ground and what is drawn on it agree.
    return Sheet(s, margin_of(rect), float(round(left)), float(round(top)), w, h)


@lru_cache(maxsize=32)
def centres(board: Board, s: float) -> tuple[Point, ...]:
    """Centres of all hexes by HexId, from the corner of the hexes' extent."""
    columns = board.grid.columns
    return tuple(hex_centre(h % columns, h // columns, s) for h in range(board.grid.size))


def fit(theme: Theme, rect: Rect, board: Board) -> MapCamera:
    """The camera that shows the whole map in its rectangle."""
    del theme
    return framed(rect, board, ())


def kept(camera: MapCamera, rect: Rect, board: Board) -> MapCamera:
    """The camera moved back so that the sheet fills the rectangle, or stands in its middle where it is smaller."""
    lies = sheet(camera, rect, board)
    m = lies.margin
    most_x, most_y = max(0.0, (lies.w + 2 * m - rect.w) / 2), max(0.0, (lies.h + 2 * m - rect.h) / 2)
    dx, dy = min(most_x, max(-most_x, camera.dx)), min(most_y, max(-most_y, camera.dy))
    return camera if (dx, dy) == (camera.dx, camera.dy) else evolve(camera, dx=dx, dy=dy)


def moved(camera: MapCamera, dx: float, dy: float, rect: Rect, board: Board) -> MapCamera:
    """The camera after the map was shifted by so many pixels, kept in view."""
    return kept(evolve(camera, dx=camera.dx + dx, dy=camera.dy + dy), rect, board)


def zoomed(camera: MapCamera, by: int, at: Point | None, rect: Rect, board: Board) -> MapCamera:
    """The camera `by` steps of zoom nearer (or further, below 0); the ground under `at` stays where it is.

    Args:
        at: a point in window pixels; None for the middle of the rectangle.
    """
    nearest = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - camera.zoom))
    zoom = ZOOMS[min(len(ZOOMS) - 1, max(0, nearest + by))]
    share = radius(evolve(camera, zoom=zoom), rect, board) / radius(camera, rect, board)
    x, y = at or rect.centre
    px, py = x - rect.x - rect.w / 2, y - rect.y - rect.h / 2
    return kept(MapCamera(zoom, px - (px - camera.dx) * share, py - (py - camera.dy) * share), rect, board)


def centred(camera: MapCamera, board: Board, hex_: HexId, rect: Rect) -> MapCamera:
    """The camera with a hex in the middle, as far as the edges of the sheet allow."""
    x, y = centre_of(camera, rect, board, hex_)
    return moved(camera, rect.x + rect.w / 2 - x, rect.y + rect.h / 2 - y, rect, board)


def shown(camera: MapCamera, board: Board, hex_: HexId, rect: Rect) -> MapCamera:
    """The camera moved only if the hex is not well inside the rectangle; then the hex stands in the middle."""
    s = radius(camera, rect, board)
    inner = rect.inset(min(rect.w // 3, round(2 * s)), min(rect.h // 3, round(2 * s)))
    return camera if inner.contains(*centre_of(camera, rect, board, hex_)) else centred(camera, board, hex_, rect)


def framed(rect: Rect, board: Board, hexes: Iterable[HexId]) -> MapCamera:
    """The nearest camera that shows all the hexes with a hex to spare; the whole map for no hexes."""
    wanted = [h for h in hexes if h >= 0]
    if not wanted:
        return MapCamera()
    for zoom in reversed(ZOOMS):
        s = radius(MapCamera(zoom), rect, board)
        spots = [centres(board, s)[h] for h in wanted]
        low = (min(x for x, _ in spots), min(y for _, y in spots))
        high = (max(x for x, _ in spots), max(y for _, y in spots))
        if high[0] - low[0] + 4 * s <= rect.w and high[1] - low[1] + 4 * s <= rect.h:
            break
    lies = sheet(MapCamera(zoom), rect, board)
    middle = ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2)
    return kept(MapCamera(zoom, lies.w / 2 - middle[0], lies.h / 2 - middle[1]), rect, board)


def centre_of(camera: MapCamera, rect: Rect, board: Board, hex_: HexId) -> Point:
    """Where a hex's centre stands in the window, in pixels."""
    lies = sheet(camera, rect, board)
    x, y = centres(board, lies.s)[hex_]
    return lies.left + x, lies.top + y


def hex_at(camera: MapCamera, rect: Rect, board: Board, x: float, y: float) -> HexId | None:
    """The hex under a point of the window; None beside the map."""
    if not rect.contains(x, y):
        return None
    lies = sheet(camera, rect, board)
    column, row = hex_under(x, y, lies.s, lies.left, lies.top)
    grid = board.grid
    return grid.at(column, row) if 0 <= column < grid.columns and 0 <= row < grid.rows else None


def visible_hexes(camera: MapCamera, rect: Rect, board: Board) -> int:
    """Bit set of the hexes that touch the rectangle."""
    lies = sheet(camera, rect, board)
    s, grid = lies.s, board.grid
    first_row = max(0, int((rect.y - lies.top) / (1.5 * s)) - 1)
    last_row = min(grid.rows - 1, int((rect.bottom - lies.top) / (1.5 * s)) + 1)
    first = max(0, int((rect.x - lies.left) / (HEX_WIDTH * s)) - 1)
    last = min(grid.columns - 1, int((rect.right - lies.left) / (HEX_WIDTH * s)) + 1)
    if first > last or first_row > last_row:
        return 0
    row_bits = (1 << (last - first + 1)) - 1 << first
    return sum(row_bits << r * grid.columns for r in range(first_row, last_row + 1))
