"""The picture of the title: a sheet of the map lying askew on a dark desk, under a lamp."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from game.model.board import Board
from game.ui import mapview
from game.ui.colours import rgb
from game.ui.draw import Drawing, Image
from game.ui.fonts import Fonts
from game.ui.geometry import Rect
from game.ui.painter import Painter
from game.ui.sdl import pygame
from game.ui.theme import Theme

if TYPE_CHECKING:
    from pygame import Surface

_TILT = 7.0
_BORDER = rgb("#E6DFC9")


def sheet(theme: Theme, area: Rect, board: Board) -> Drawing:
    """The sheet as one picture, kept for the size of the area; nothing where there are no fonts to draw it with."""
    fonts = theme.measure
    if not isinstance(fonts, Fonts) or area.w < 50 or area.h < 50:
        return Drawing()
    key = ("title sheet", board.id, theme.name, theme.scale, theme.text_size)
    return Drawing((Image(area.x, area.y, area.w, area.h, key, lambda: _picture(theme, area, board, fonts)),))


def _picture(theme: Theme, area: Rect, board: Board, fonts: Fonts) -> Surface:
    """Paints a part of the map, frames it as paper, turns it and lays it into a pool of light."""
    desk = pygame.Surface((area.w, area.h))
    desk.fill(theme.chrome.window)
    size = (round(area.w * 0.98), round(area.h * 1.02))
    paper = pygame.Surface(size)
    paper.fill(_BORDER)
    inner = Rect(0, 0, *size).inset(theme.px(14))
    model = mapview.MapModel(board=board, overlays=frozenset({"borders", "grid"}))
    hexes = [place.hex for place in board.objectives] or [place.hex for place in board.places]
    camera = mapview.framed(inner, board, hexes)
    drawing = mapview.draw(evolve(theme, name="paper"), inner, camera, model)
    Painter(fonts).paint(paper, drawing.commands)
    sheet_ = pygame.Surface(size, pygame.SRCALPHA)
    sheet_.blit(paper, (0, 0))
    turned = pygame.transform.rotozoom(sheet_, _TILT, 1.0)
    left, top = (area.w - turned.get_width()) // 2 + round(area.w * 0.1), (area.h - turned.get_height()) // 2
    shadow = pygame.mask.from_surface(turned).to_surface(setcolor=(0, 0, 0, 110), unsetcolor=(0, 0, 0, 0))
    for step in (theme.px(10), theme.px(5)):
        desk.blit(shadow, (left + step, top + step))
    desk.blit(turned, (left, top))
    desk.blit(_lamp(area), (0, 0), special_flags=pygame.BLEND_RGB_MULT)
    # What the light does not reach keeps the colour of the desk instead of going black.
    floor = pygame.Surface((area.w, area.h))
    floor.fill(theme.chrome.window)
    desk.blit(floor, (0, 0), special_flags=pygame.BLEND_RGB_MAX)
    return desk


def _lamp(area: Rect) -> Surface:
    """Light that falls off from a point, dark towards the left edge where the words stand."""
    small = pygame.Surface((48, 32))
    for y in range(32):
        for x in range(48):
            far = ((x - 31) / 27) ** 2 + ((y - 11) / 21) ** 2
            light = max(0.06, 1.0 - 0.62 * far**0.8)
            light *= min(1.0, max(0.0, (x - 1) / 13))
            red, green, blue = (round(255 * min(1.0, light * tint)) for tint in (1.0, 0.95, 0.84))
            small.set_at((x, y), (max(red, 0), max(green, 0), max(blue, 0)))
    return pygame.transform.smoothscale(small, (area.w, area.h))
