"""Paints draw commands on a surface; keeps text, pictures and soft corners for the next time."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from typing import Final

from game.ui.colours import Colour, with_alpha
from game.ui.draw import (
    Circle,
    Clip,
    Command,
    Drawing,
    Ellipse,
    Fill,
    Group,
    Image,
    Mark,
    Outline,
    Polygon,
    Raster,
    Stroke,
    TextLine,
    Unclip,
    changed,
)
from game.ui.fonts import Fonts
from game.ui.geometry import Point, Rect
from game.ui.sdl import pygame
from game.ui.text import Font

MIB: Final = 1 << 20
_CORNER_SAMPLES: Final = 4
_SOFT_LIMIT: Final = 1 << 21
"""Above this many pixels a rounded rectangle is drawn with hard corners; smoothing it would cost more than it shows."""
_THIN: Final = 1.5
"""Lines thinner than this many pixels are drawn one pixel wide."""
_AROUND: Final = tuple((dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)


class Shelf:
    """Surfaces by key, the longest unused thrown away when they pass a number of bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.used = 0
        self._kept: OrderedDict[Hashable, pygame.Surface] = OrderedDict()

    def get(self, key: Hashable) -> pygame.Surface | None:
        """The surface of that key, now the most recently used, or None."""
        surface = self._kept.get(key)
        if surface is not None:
            self._kept.move_to_end(key)
        return surface

    def put(self, key: Hashable, surface: pygame.Surface) -> pygame.Surface:
        """Keeps the surface, which comes back; older ones make room for it."""
        replaced = self._kept.pop(key, None)
        if replaced is not None:
            self.used -= _bytes(replaced)
        self._kept[key] = surface
        self.used += _bytes(surface)
        while self.used > self.limit and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self.used -= _bytes(old)
        return surface

    def clear(self) -> None:
        """Forgets everything."""
        self._kept.clear()
        self.used = 0

    def __len__(self) -> int:
        return len(self._kept)


def _bytes(surface: pygame.Surface) -> int:
    return surface.get_width() * surface.get_height() * surface.get_bytesize()


def _area(rect: Rect) -> tuple[int, int, int, int]:
    return rect.x, rect.y, rect.w, rect.h


class Painter:
    """Paints draw commands. Soft edges are drawn on an opaque target; pictures get theirs by oversampling."""

    def __init__(self, fonts: Fonts, text_limit: int = 32 * MIB, image_limit: int = 256 * MIB) -> None:
        self.fonts = fonts
        self.texts = Shelf(text_limit)
        self.images = Shelf(image_limit)
        self._soft = True

    def forget(self) -> None:
        """Drops all kept surfaces, after a change of window mode."""
        self.texts.clear()
        self.images.clear()

    def paint(self, surface: pygame.Surface, commands: Iterable[Command], only: Rect | None = None) -> None:
        """Paints the commands in order, within `only` where it is given. The clip is put back afterwards."""
        whole = surface.get_clip()
        limit = Rect(*whole) if only is None else Rect(*whole).meet(only)
        clips = [limit]
        surface.set_clip(_area(limit))
        self._paint(surface, commands, clips)
        surface.set_clip(whole)

    def _paint(self, surface: pygame.Surface, commands: Iterable[Command], clips: list[Rect]) -> None:
        for command in commands:
            if isinstance(command, Clip):
                clips.append(command.rect.meet(clips[-1]))
                surface.set_clip(_area(clips[-1]))
            elif isinstance(command, Unclip):
                if len(clips) > 1:
                    clips.pop()
                    surface.set_clip(_area(clips[-1]))
            elif isinstance(command, Group):
                if command.rect.overlaps(clips[-1]):
                    self._paint(surface, command.commands, clips)
            elif command.bounds().overlaps(clips[-1]):
                self._mark(surface, command)

    def repaint(self, surface: pygame.Surface, old: Drawing | None, new: Drawing) -> tuple[Rect, ...]:
        """Paints what differs between the drawing on the surface and a new one; returns the regions touched."""
        whole = Rect(0, 0, *surface.get_size())
        regions = (whole,) if old is None else changed(old, new)
        if regions is None:
            regions = (whole,)
        for region in regions:
            self.paint(surface, new.commands, region)
        return tuple(region.meet(whole) for region in regions)

    def _mark(self, surface: pygame.Surface, mark: Mark) -> None:
        match mark:
            case Fill():
                self._fill(surface, mark)
            case Outline():
                self._outline(surface, mark)
            case Stroke():
                self._stroke(surface, mark)
            case Polygon():
                self._polygon(surface, mark.points, mark.colour)
            case Circle():
                self._circle(surface, mark)
            case Ellipse():
                pygame.draw.ellipse(surface, mark.colour, _area(mark.rect), mark.width)
            case TextLine():
                self._text(surface, mark)
            case Image():
                self._image(surface, mark)
            case Raster():
                self._raster(surface, mark)

    def _fill(self, surface: pygame.Surface, fill: Fill) -> None:
        rect, colour = fill.rect, fill.colour
        if fill.radius and self._soft and rect.w * rect.h * _CORNER_SAMPLES**2 <= _SOFT_LIMIT:
            self._soft_box(surface, rect, colour, 0, fill.radius)
        elif colour[3] == 255 and not fill.radius:
            surface.fill(colour, _area(rect))
        elif colour[3] == 255:
            pygame.draw.rect(surface, colour, _area(rect), border_radius=fill.radius)
        else:
            self._veil(surface, fill)

    def _veil(self, surface: pygame.Surface, fill: Fill) -> None:
        """A translucent rectangle: only the part inside the clip is made."""
        clip = Rect(*surface.get_clip())
        part = fill.rect.meet(clip)
        if part.empty:
            return
        layer = pygame.Surface((part.w, part.h), pygame.SRCALPHA)
        if fill.radius:
            box = fill.rect.moved(-part.x, -part.y)
            pygame.draw.rect(layer, fill.colour, _area(box), border_radius=fill.radius)
        else:
            layer.fill(fill.colour)
        surface.blit(layer, (part.x, part.y))

    def _outline(self, surface: pygame.Surface, line: Outline) -> None:
        rect = line.rect
        if line.radius and self._soft and rect.w * rect.h * _CORNER_SAMPLES**2 <= _SOFT_LIMIT:
            self._soft_box(surface, rect, line.colour, line.width, line.radius)
        else:
            pygame.draw.rect(surface, line.colour, _area(rect), line.width, border_radius=line.radius)

    def _soft_box(self, surface: pygame.Surface, rect: Rect, colour: Colour, width: int, radius: int) -> None:
        """A rounded rectangle, filled or as a rim, with smooth corners."""
        key = ("box", rect.w, rect.h, colour, width, radius)
        image = self.images.get(key)
        if image is None:
            k = _CORNER_SAMPLES
            large = pygame.Surface((rect.w * k, rect.h * k), pygame.SRCALPHA)
            pygame.draw.rect(large, colour, large.get_rect(), width * k, border_radius=radius * k)
            image = self.images.put(key, _reduced(large, rect.w, rect.h))
        surface.blit(image, (rect.x, rect.y), special_flags=pygame.BLEND_PREMULTIPLIED)

    def _polygon(self, surface: pygame.Surface, points: Sequence[Point], colour: Colour) -> None:
        if colour[3] == 255:
            pygame.draw.polygon(surface, colour, points)
            if self._soft:
                pygame.draw.aalines(surface, colour, True, points)
            return
        box = Polygon(tuple(points), colour).bounds().meet(Rect(*surface.get_clip()))
        if box.empty:
            return
        layer = pygame.Surface((box.w, box.h), pygame.SRCALPHA)
        pygame.draw.polygon(layer, colour, [(x - box.x, y - box.y) for x, y in points])
        surface.blit(layer, (box.x, box.y))

    def _stroke(self, surface: pygame.Surface, stroke: Stroke) -> None:
        points, colour = stroke.points, stroke.colour
        if len(points) < 2:
            return
        if colour[3] != 255:
            self._through_layer(surface, stroke)
        elif stroke.width < _THIN and self._soft:
            pygame.draw.aalines(surface, colour, stroke.closed, points)
        elif stroke.width < _THIN:
            pygame.draw.lines(surface, colour, stroke.closed, points)
        else:
            ring = (*points, points[0]) if stroke.closed else points
            for start, end in pairwise(ring):
                self._bar(surface, start, end, stroke.width, colour)
            for x, y in ring if stroke.closed else ring[1:-1]:
                self._circle(surface, Circle(x, y, stroke.width / 2, colour))

    def _through_layer(self, surface: pygame.Surface, mark: Stroke | Circle) -> None:
        """A translucent line or disc: drawn solid on a layer of its own, which is laid over once."""
        box = mark.bounds().meet(Rect(*surface.get_clip()))
        if box.empty:
            return
        layer = pygame.Surface((box.w, box.h), pygame.SRCALPHA)
        solid = with_alpha(mark.colour, 255)
        soft, self._soft = self._soft, False
        if isinstance(mark, Stroke):
            points = tuple((x - box.x, y - box.y) for x, y in mark.points)
            self._stroke(layer, Stroke(points, solid, mark.width, mark.closed))
        else:
            self._circle(layer, Circle(mark.x - box.x, mark.y - box.y, mark.radius, solid, mark.width))
        self._soft = soft
        layer.set_alpha(mark.colour[3])
        surface.blit(layer, (box.x, box.y))

    def _bar(self, surface: pygame.Surface, start: Point, end: Point, width: float, colour: Colour) -> None:
        dx, dy = end[0] - start[0], end[1] - start[1]
        length = math.hypot(dx, dy)
        if length == 0:
            return
        # The soft edge adds about half a pixel to the width.
        half = (width - 0.5) / 2 if self._soft else width / 2
        nx, ny = -dy / length * half, dx / length * half
        corners = [(start[0] + nx, start[1] + ny), (end[0] + nx, end[1] + ny)]
        corners += [(end[0] - nx, end[1] - ny), (start[0] - nx, start[1] - ny)]
        self._polygon(surface, corners, colour)

    def _circle(self, surface: pygame.Surface, circle: Circle) -> None:
        if circle.colour[3] != 255:
            self._through_layer(surface, circle)
        elif not self._soft:
            centre, radius = (circle.x, circle.y), circle.radius
            pygame.draw.circle(surface, circle.colour, centre, radius, math.ceil(circle.width))
        else:
            self._soft_circle(surface, circle)

    def _soft_circle(self, surface: pygame.Surface, circle: Circle) -> None:
        """A disc or ring with a smooth edge, placed to a quarter of a pixel."""
        k = _CORNER_SAMPLES
        left, top = math.floor(circle.x - circle.radius) - 1, math.floor(circle.y - circle.radius) - 1
        inner = (round((circle.x - left) * k), round((circle.y - top) * k))
        side = math.ceil(circle.radius * 2) + 3
        key = ("disc", inner, side, round(circle.radius * k), round(circle.width * k), circle.colour)
        image = self.images.get(key)
        if image is None:
            large = pygame.Surface((side * k, side * k), pygame.SRCALPHA)
            width = max(1, round(circle.width * k)) if circle.width else 0
            pygame.draw.circle(large, circle.colour, inner, circle.radius * k, width)
            image = self.images.put(key, _reduced(large, side, side))
        surface.blit(image, (left, top), special_flags=pygame.BLEND_PREMULTIPLIED)

    def _text(self, surface: pygame.Surface, line: TextLine) -> None:
        base = max((self.fonts.ascent(run.font) for run in line.runs), default=0)
        x = line.x
        for run in line.runs:
            y = line.y + base - self.fonts.ascent(run.font)
            if line.halo is not None:
                rim = self._words(run.text, run.font, line.halo)
                for dx, dy in _AROUND:
                    surface.blit(rim, (x + dx, y + dy))
            surface.blit(self._words(run.text, run.font, run.colour), (x, y))
            x += self.fonts.width(run.text, run.font)

    def _words(self, text: str, font: Font, colour: Colour) -> pygame.Surface:
        key = (text, font, colour)
        image = self.texts.get(key)
        if image is None:
            image = self.fonts.render(text, font, colour)
            if colour[3] != 255:
                image.set_alpha(colour[3])
            self.texts.put(key, image)
        return image

    def _image(self, surface: pygame.Surface, image: Image) -> None:
        key = _image_key(image)
        ready = self.images.get(key)
        if ready is None:
            ready = self.images.put(key, self._built(image))
        if image.opaque:
            surface.blit(ready, (image.x, image.y))
            return
        if image.alpha < 255:
            ready = self._faded(key, ready, image.alpha)
        surface.blit(ready, (image.x, image.y), special_flags=pygame.BLEND_PREMULTIPLIED)

    def _faded(self, key: Hashable, ready: pygame.Surface, alpha: int) -> pygame.Surface:
        """A fainter copy, kept too: premultiplied blits ignore the surface's own alpha."""
        fainter = ("faded", key, alpha)
        found = self.images.get(fainter)
        if found is None:
            found = ready.copy()
            found.fill((alpha,) * 4, special_flags=pygame.BLEND_RGBA_MULT)
            self.images.put(fainter, found)
        return found

    def _raster(self, surface: pygame.Surface, raster: Raster) -> None:
        """Not kept: rasters belong into pictures, which are."""
        few = pygame.image.frombuffer(raster.samples, (raster.columns, raster.rows), "RGBA")
        rect = raster.rect
        surface.blit(_reduced(few, rect.w, rect.h), (rect.x, rect.y), special_flags=pygame.BLEND_PREMULTIPLIED)

    def _built(self, image: Image) -> pygame.Surface:
        content = image.build()
        k = image.oversample
        if isinstance(content, pygame.Surface):
            large = content
        else:
            large = pygame.Surface((image.w * k, image.h * k), 0 if image.opaque else pygame.SRCALPHA)
            soft, self._soft = self._soft, image.opaque and k == 1
            self.paint(large, content)
            self._soft = soft
        if image.opaque:
            small = large if large.get_size() == (image.w, image.h) else _scaled(large, image.w, image.h)
            return small.convert() if pygame.display.get_surface() else small
        return _reduced(large, image.w, image.h)


def _image_key(image: Image) -> Hashable:
    return ("image", image.key, image.w, image.h, image.oversample)


def _scaled(surface: pygame.Surface, w: int, h: int) -> pygame.Surface:
    return pygame.transform.smoothscale(surface, (max(1, w), max(1, h)))


def _reduced(surface: pygame.Surface, w: int, h: int) -> pygame.Surface:
    """The surface scaled down smoothly, its colours multiplied by alpha so that edges show no dark fringe."""
    if surface.get_flags() & pygame.SRCALPHA == 0:
        bare, surface = surface, pygame.Surface(surface.get_size(), pygame.SRCALPHA)
        surface.blit(bare, (0, 0))
    multiplied = surface.premul_alpha()
    return multiplied if multiplied.get_size() == (w, h) else _scaled(multiplied, w, h)
