"""Mouse events of pygame as plain values: double clicks are counted, moves with a button down become drags."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from game.ui.inputs import Drag, InputEvent, MouseDown, MouseMove, MouseUp, Wheel
from game.ui.sdl import pygame

_BUTTONS: Final = {1: "left", 2: "middle", 3: "right"}
_DOUBLE_MS, _DOUBLE_PX, _DRAG_PX = 400, 5, 4


class MouseReader:
    """Reads mouse events; remembers which button is down since where."""

    TYPES: Final = frozenset(
        {pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEWHEEL, pygame.WINDOWLEAVE}
    )

    def __init__(self) -> None:
        self._down = ""
        self._start = (0, 0)
        self._last = (0, 0)
        self._dragging = False
        self._clicks = 0
        self._when = 0
        self._clicked = ("", 0, 0)

    def read(self, event: pygame.event.Event) -> Iterable[InputEvent]:
        """The values in an event, none or one."""
        if event.type == pygame.MOUSEMOTION:
            return self._moved(*event.pos)
        if event.type == pygame.MOUSEWHEEL:
            return self._turned(event)
        if event.type == pygame.WINDOWLEAVE:
            return [] if self._down else [MouseMove(-1, -1)]
        button = _BUTTONS.get(event.button)
        if button is None:
            return []
        if event.type == pygame.MOUSEBUTTONDOWN:
            return self._pressed(button, *event.pos)
        return self._released(button, *event.pos)

    def _moved(self, x: int, y: int) -> Iterable[InputEvent]:
        if not self._down:
            return [MouseMove(x, y)]
        far = max(abs(x - self._start[0]), abs(y - self._start[1]))
        if not self._dragging and far < _DRAG_PX:
            return []
        self._dragging = True
        dx, dy = x - self._last[0], y - self._last[1]
        self._last = (x, y)
        return [Drag(self._down, x, y, dx, dy, *self._start)]

    def _turned(self, event: pygame.event.Event) -> Iterable[InputEvent]:
        if not event.y:
            return []
        x, y = pygame.mouse.get_pos()
        _, ctrl, shift = _held()
        return [Wheel(-event.y if event.flipped else event.y, x, y, ctrl, shift)]

    def _pressed(self, button: str, x: int, y: int) -> Iterable[InputEvent]:
        now = pygame.time.get_ticks()
        name, last_x, last_y = self._clicked
        near = name == button and max(abs(x - last_x), abs(y - last_y)) <= _DOUBLE_PX
        self._clicks = self._clicks % 2 + 1 if near and now - self._when <= _DOUBLE_MS else 1
        self._when, self._clicked = now, (button, x, y)
        if not self._down:
            self._down, self._start, self._last, self._dragging = button, (x, y), (x, y), False
        alt, ctrl, shift = _held()
        return [MouseDown(button, x, y, self._clicks, ctrl, shift, alt)]

    def _released(self, button: str, x: int, y: int) -> Iterable[InputEvent]:
        clicks = self._clicks
        if button == self._down:
            clicks = 0 if self._dragging else clicks
            self._down, self._dragging = "", False
        alt, ctrl, shift = _held()
        return [MouseUp(button, x, y, clicks, ctrl, shift, alt)]


def _held() -> tuple[bool, bool, bool]:
    """Whether Alt, Ctrl and Shift are down."""
    mods = pygame.key.get_mods()
    return bool(mods & pygame.KMOD_ALT), bool(mods & pygame.KMOD_CTRL), bool(mods & pygame.KMOD_SHIFT)
