"""The top bar: scenario, turn, date and hours, sky and sight, moon, the side to move; points, seed, help."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.panels.model_game import TopBar
from game.ui.panels.model_parts import asks
from game.ui.text import line_width
from game.ui.theme import Rich, Theme
from game.ui.widgets import bar_line

_SIZE: Final = 13.5


def draw(theme: Theme, rect: Rect, panel: TopBar) -> Drawing:
    """The bar; where it is narrow it tells less, the seed first, the points and the side to move last."""
    c = Canvas(theme, rect)
    c.fill(rect, "panel")
    c.fill(rect.bottom_part(theme.px(1)), "line")
    inner = rect.inset(theme.px(14), 0)
    left, right = next(
        (both for both in _versions(panel) if _width(theme, both) <= inner.w), ([_mover(panel)], [_points(panel)])
    )
    bar_line(c, inner, left, right, _SIZE)
    c.hit(rect, "weather", panel.tooltip, context=asks(f"weather.{max(1, panel.turn)}"))
    return c.drawing()


def _width(theme: Theme, both: tuple[list[Rich], list[Rich]]) -> int:
    """Pixels that the items of both groups need."""
    items = [*both[0], *both[1]]
    gap = 2 * theme.px(10)
    return sum(line_width(theme.runs(item, _SIZE), theme.measure) for item in items) + gap * len(items)


def _mover(panel: TopBar) -> Rich:
    if not panel.mover:
        return [("the battle is over", "warning")]
    return [(panel.mover, f"{panel.mover_colour} bold"), " your part" if panel.own else " moving"]


def _points(panel: TopBar) -> Rich:
    (first, one), (second, two) = panel.points
    return [("points ", "secondary"), (str(one), f"{first} bold"), " : ", (str(two), f"{second} bold")]


def _versions(panel: TopBar) -> Iterator[tuple[list[Rich], list[Rich]]]:
    """Both groups, from everything to the least."""
    title: Rich = [(panel.title, "accent bold")]
    turn: Rich = ["Turn ", (str(panel.turn), "bold"), (f"/{panel.turns}", "secondary")]
    day: Rich = [panel.date, "  ", (panel.clock, "bold")]
    moon = f", {panel.moon}" if panel.moon and panel.moon not in panel.light else ""
    light = (panel.light, "link" if panel.is_dark else "text")
    sky: Rich = [light, (f"{moon} · {panel.sky}, {panel.sight}", "secondary")]
    short_sky: Rich = [light, (f" · {panel.sky}, {panel.sight}", "secondary")]
    mover, points = _mover(panel), _points(panel)
    seed: Rich = [("seed ", "secondary"), str(panel.seed)]
    help_: Rich = [("F1 help", "secondary")]
    yield [title, turn, day, mover, sky], [points, help_, seed]
    yield [title, turn, day, mover, sky], [points, help_]
    yield [title, turn, day, mover, short_sky], [points, help_]
    yield [turn, day, mover, sky], [points, help_]
    yield [turn, day, mover, short_sky], [points]
    yield [turn, [(panel.clock, "bold")], mover, [light]], [points]
    yield [turn, [(panel.clock, "bold")], mover], [points]
