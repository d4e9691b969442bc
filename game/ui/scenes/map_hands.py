"""Hands on any map: cursor, camera, hovering and dragging; each also a line that could be typed."""

from __future__ import annotations

from typing import Protocol

from game.core.hexgrid import DIRECTIONS
from game.core.ids import HexId
from game.model.board import Board
from game.ui import mapview
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.inputs import Drag, MouseDown, MouseMove, MouseUp, Wheel
from game.ui.scenes.scene import Shell

_PAN = 90
"""Pixels at 1280x800 by which a key scrolls the map."""


class MapScene(Protocol):
    """A scene with a map."""

    shell: Shell
    drawing: Drawing
    mouse: tuple[int, int]

    @property
    def map_rect(self) -> Rect:
        """Where the map lies."""


class MapState(Protocol):
    """What a scene keeps of its map."""

    cursor: HexId | None
    hover: HexId | None
    camera: mapview.MapCamera | None


class MapHands:
    """Cursor, camera, and the mouse on the map."""

    def __init__(self, scene: MapScene, state: MapState, board: Board) -> None:
        self.place, self.look, self.board = scene, state, board

    # Names ------------------------------------------------------------------------------------------------------------

    def name(self, hex_: HexId) -> str:
        """A hex as it is typed."""
        return self.board.grid.name(hex_)

    def hex(self, word: str) -> HexId | None:
        """The hex that a word names, by number or place; the cursor for no word."""
        board = self.board
        if not word:
            return self.look.cursor
        place = board.place_by_id.get(word)
        if place is not None:
            return place.hex
        return board.grid.parse(word)

    # Cursor and camera ------------------------------------------------------------------------------------------------

    def cursor(self, words: str) -> None:
        """Moves the cursor one hex, or to a hex that is named."""
        grid = self.board.grid
        state = self.look
        start = state.cursor if state.cursor is not None else grid.at(grid.columns // 2, grid.rows // 2)
        row, column = divmod(start, grid.columns)
        if words in ("up", "down"):
            row += -1 if words == "up" else 1
            there = grid.at(column, row) if 0 <= row < grid.rows else start
        elif words in DIRECTIONS:
            there = HexId(grid.neighbours[start][DIRECTIONS.index(words)])
        else:
            found = self.hex(words)
            there = found if found is not None else start
        if there >= 0:
            state.cursor = there
            state.hover = there
            self.reveal(there)
            self.looked()

    def reveal(self, hex_: HexId) -> None:
        """Moves the map only if a hex is not well in view."""
        camera, rect, board = self.camera()
        self.look.camera = mapview.shown(camera, board, hex_, rect)

    def centre(self, hex_: HexId | None) -> None:
        """Sets a hex in the middle of the map, and the cursor on it."""
        if hex_ is not None:
            camera, rect, board = self.camera()
            self.look.cursor = hex_
            self.look.camera = mapview.centred(camera, board, hex_, rect)

    def first_look(self, zoom: str, spots: list[HexId]) -> None:
        """The map as it is first shown: where the troops are, the whole map, or steps nearer."""
        rect, board = self.place.map_rect, self.board
        if zoom == "battle" and spots:
            near = [p.hex for p in board.objectives if any(board.grid.distance(p.hex, s) < 6 for s in spots)]
            self.look.camera = mapview.framed(rect, board, [*spots, *near])
        for _ in range({"1.5": 1, "2": 2, "3": 3}.get(zoom, 0)):
            self.zoom("in")

    def pan(self, words: str) -> None:
        """Scrolls the map by a step."""
        step = self.place.shell.theme.px(_PAN)
        across, down = {"up": (0, 1), "down": (0, -1), "left": (1, 0), "right": (-1, 0)}.get(words, (0, 0))
        camera, rect, board = self.camera()
        self.look.camera = mapview.moved(camera, across * step, down * step, rect, board)

    def zoom(self, words: str) -> None:
        """A step nearer or further, `fit` for the whole map, or the number of steps."""
        camera, rect, board = self.camera()
        if words == "fit":
            self.look.camera = mapview.fit(self.place.shell.theme, rect, board)
            return
        steps = {"in": 1, "out": -1}.get(words)
        steps = int(words) if steps is None and words.lstrip("-").isdigit() else steps or 0
        at = self.place.mouse if rect.contains(*self.place.mouse) else None
        if at is None and self.look.cursor is not None:
            at = self.spot(self.look.cursor)
        self.look.camera = mapview.zoomed(camera, max(-3, min(3, steps)), at, rect, board)

    def spot(self, hex_: HexId) -> tuple[int, int]:
        """Where a hex lies in the window, in pixels."""
        camera, rect, board = self.camera()
        x, y = mapview.centre_of(camera, rect, board, hex_)
        return round(x), round(y)

    def camera(self) -> tuple[mapview.MapCamera, Rect, Board]:
        """The camera, made to fit when the map is first shown, with the place of the map and its board."""
        rect = self.place.map_rect
        if self.look.camera is None:
            self.look.camera = mapview.fit(self.place.shell.theme, rect, self.board)
        return self.look.camera, rect, self.board

    # The mouse itself -------------------------------------------------------------------------------------------------

    def pointed(self, event: MouseMove | MouseDown | MouseUp | Drag | Wheel) -> bool:
        """Hovering, dragging and clicks with keys held; other clicks go by the hit regions."""
        camera, rect, board = self.camera()
        state = self.look
        match event:
            case MouseMove(x, y):
                inside = rect.contains(x, y) and self.place.drawing.action_at(x, y).startswith(("hex", "ui click"))
                state.hover = mapview.hex_at(camera, rect, board, x, y) if inside else None
            case Drag(button, _, _, dx, dy, sx, sy) if rect.contains(sx, sy) and button in ("left", "middle", "right"):
                state.camera = mapview.moved(camera, dx, dy, rect, board)
                return True
            case MouseUp(button, x, y, clicks, ctrl, shift, alt) if clicks and rect.contains(x, y):
                hex_ = mapview.hex_at(camera, rect, board, x, y)
                return hex_ is not None and self._held(button, hex_, ctrl=ctrl, shift=shift, alt=alt)
        return False

    def looked(self) -> None:
        """The cursor was moved."""

    def _held(self, button: str, hex_: HexId, *, ctrl: bool, shift: bool, alt: bool) -> bool:
        """What a click with keys held, or with another button, does; False where it is a plain click."""
        return False
