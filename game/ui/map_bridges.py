"""Bridges and fords on the map: what one's own side knows to stand there, to be in building, or to be down."""

from __future__ import annotations

from game.core.ids import HexId
from game.model.board import Board
from game.model.crossings import Span
from game.ui.colours import rgb, with_alpha
from game.ui.draw import Command, Stroke
from game.ui.geometry import Point
from game.ui.glyphs import crossing
from game.ui.map_camera import Sheet, centres
from game.ui.map_curves import dashes
from game.ui.map_model import MapModel
from game.ui.theme import Theme

_DOWN = rgb("#C02B1D")
_FROM = 8.0
"""Radius of a hex from which crossings are drawn."""


def bridge_marks(theme: Theme, lies: Sheet, model: MapModel) -> list[Command]:
    """Two bars for a bridge that stands; the same in dashes while it is built, and red and broken when it is down;
    dots for a ford."""
    view, board, marks = model.view, model.board, list[Command]()
    if view is None or lies.s < _FROM:
        return marks
    ink = theme.map.rail
    for site, span in zip(board.bridges, view.bridges, strict=True):
        if span.need:
            start, end = _banks(lies, board, site.ends)
            bars = [m for m in crossing(start, end, lies.s, ink) if isinstance(m, Stroke)]
            pale = with_alpha(theme.map.halo, 220)
            marks += [Stroke(bar.points, pale, bar.width + max(1.5, 0.1 * lies.s)) for bar in bars]
            left = view.scenario.rules.engineering.blowing["left"]
            marks += [mark for bar in bars for mark in _bar(theme, bar, span, lies.s, left)]
    for ford in board.fords:
        start, end = _banks(lies, board, ford.ends)
        dots = dashes((start, end), (max(1.5, 0.08 * lies.s), max(2.5, 0.17 * lies.s)))
        marks += [Stroke(dot, ink, max(1.0, 0.06 * lies.s)) for dot in dots]
    return marks


def _bar(theme: Theme, bar: Stroke, span: Span, s: float, left: float) -> list[Command]:
    """One bar of a bridge by how it stands; a bridge with no more than `left` of it is down."""
    if span.stands:
        return [Stroke(bar.points, theme.map.rail, bar.width)]
    colour, on = (theme.map.rail, 0.14) if span.share > left else (_DOWN, 0.1)
    return [Stroke(dash, colour, bar.width) for dash in dashes(bar.points, (max(2.0, on * s), max(2.0, 0.16 * s)))]


def _banks(lies: Sheet, board: Board, ends: tuple[HexId, HexId]) -> tuple[Point, Point]:
    """The two ends on the sheet; over a stream, a short way across its hex."""
    (ax, ay), (bx, by) = (centres(board, lies.s)[end] for end in ends)
    reach = 0.5 * lies.s if ends[0] == ends[1] else 0.0
    return (lies.left + ax, lies.top + ay - reach), (lies.left + bx, lies.top + by + reach)
