"""Where the parts of the play screen lie in a window of any size."""

from __future__ import annotations

import math

from attrs import frozen

from game.ui.geometry import Rect
from game.ui.glyphs import HEX_WIDTH
from game.ui.theme import Theme

TOP_BAR, LOG, LOW_LOG, COMMAND, PANEL, NARROW_PANEL = 34, 148, 104, 38, 384, 320
_NARROW_BELOW, _LOW_BELOW = 1200, 760
_MAP_MARGIN = 32


@frozen
class Frame:
    """The regions of the play screen. Narrow: short words, no hints. Low: the stack list goes to the hex tab."""

    window: Rect
    top: Rect
    map: Rect
    log: Rect
    command: Rect
    panel: Rect
    narrow: bool
    low: bool


def play_frame(theme: Theme, width: int, height: int) -> Frame:
    """The regions for a window of that size in pixels; spare width and height go to the map."""
    t = theme
    narrow, low = width < _NARROW_BELOW * t.unit, height < _LOW_BELOW * t.unit
    top_h, command_h, log_h = t.px(TOP_BAR), t.px(COMMAND), t.px(LOW_LOG if low else LOG)
    panel_w = min(t.px(NARROW_PANEL if narrow else PANEL), width * 2 // 5)
    left = width - panel_w
    command_y = height - command_h
    log_y = command_y - log_h
    return Frame(
        Rect(0, 0, width, height),
        Rect(0, 0, width, top_h),
        Rect(0, top_h, left, log_y - top_h),
        Rect(0, log_y, left, log_h),
        Rect(0, command_y, left, command_h),
        Rect(left, top_h, panel_w, height - top_h),
        narrow,
        low,
    )


def fitting_radius(area: Rect, columns: int, rows: int) -> float:
    """The hex radius in pixels at which a whole map of that size fits the area with a margin for its rim numbers."""
    across = (area.w - _MAP_MARGIN) / (HEX_WIDTH * (columns + 0.5))
    down = (area.h - _MAP_MARGIN) / (1.5 * rows + 0.5)
    return max(1.0, min(across, down))


def hex_centre(column: int, row: int, s: float, left: float = 0.0, top: float = 0.0) -> tuple[float, float]:
    """The centre of a hex of an odd-r map, 0-based column and row, whose extent begins at left, top."""
    return left + HEX_WIDTH * s * (column + 0.5 + 0.5 * (row & 1)), top + s * (1.0 + 1.5 * row)


def hex_under(x: float, y: float, s: float, left: float = 0.0, top: float = 0.0) -> tuple[int, int]:
    """The 0-based column and row of the hex nearest to a point; it may lie off the map."""
    guess = round((y - top - s) / (1.5 * s))
    best, nearest = (0, 0), math.inf
    for row in (guess - 1, guess, guess + 1):
        middle_column = round((x - left) / (HEX_WIDTH * s) - 0.5 - 0.5 * (row & 1))
        cx, cy = hex_centre(middle_column, row, s, left, top)
        distance = (cx - x) ** 2 + (cy - y) ** 2
        if distance < nearest:
            best, nearest = (middle_column, row), distance
    return best
