"""The window: opens it, turns pygame's events into plain values, presents, copies and pastes, takes pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Self, TypeAlias

from game.ui.geometry import Rect
from game.ui.inputs import Drag, InputEvent, MouseMove, Quit, Resize, Wake
from game.ui.keys import KeyReader
from game.ui.mouse import MouseReader
from game.ui.sdl import pygame
from game.ui.theme import LEAST_SIZE

Pointer: TypeAlias = Literal["arrow", "hand", "text", "wait"]

_REPEAT_DELAY_MS, _REPEAT_EVERY_MS = 350, 33
_POINTERS: Final[dict[Pointer, int]] = {
    "arrow": pygame.SYSTEM_CURSOR_ARROW,
    "hand": pygame.SYSTEM_CURSOR_HAND,
    "text": pygame.SYSTEM_CURSOR_IBEAM,
    "wait": pygame.SYSTEM_CURSOR_WAIT,
}


class Window:
    """One window. Open it with `Window.open`, close it with `close` or by leaving a `with` block."""

    def __init__(self, surface: pygame.Surface, flags: int) -> None:
        self.surface = surface
        self._flags = flags
        self._wake_type = pygame.event.custom_type()
        self._keys = KeyReader()
        self._mouse = MouseReader()
        self._copied = ""
        self._pointer: Pointer = "arrow"
        self._plain_size = surface.get_size()
        self._scrap = False

    @classmethod
    def open(
        cls,
        size: tuple[int, int] = (1280, 800),
        caption: str = "",
        *,
        fullscreen: bool = False,
        resizable: bool = True,
        icon: Path | None = None,
    ) -> Self:
        """A new window of at least 1024x700 pixels.

        Raises:
            OSError: there is no display.
        """
        width, height = max(size[0], LEAST_SIZE[0]), max(size[1], LEAST_SIZE[1])
        flags = pygame.RESIZABLE if resizable else 0
        try:
            pygame.display.init()
            if icon is not None:
                pygame.display.set_icon(pygame.image.load(str(icon)))
            pygame.display.set_caption(caption)
            shown = ((0, 0), pygame.FULLSCREEN) if fullscreen else ((width, height), flags)
            surface = pygame.display.set_mode(*shown)
        except pygame.error as error:
            raise OSError(f"no window could be opened: {error}") from error
        pygame.key.set_repeat(_REPEAT_DELAY_MS, _REPEAT_EVERY_MS)
        window = cls(surface, flags)
        window._plain_size = (width, height)
        return window

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        width, height = self.surface.get_size()
        return width, height

    @property
    def rect(self) -> Rect:
        """The whole window."""
        return Rect(0, 0, *self.size)

    @property
    def is_fullscreen(self) -> bool:
        """True while the window covers the screen."""
        return bool(self.surface.get_flags() & pygame.FULLSCREEN)

    def events(self, timeout: float | None = 0.0) -> list[InputEvent]:
        """What happened, in order. Sleeps until something does, at most `timeout` seconds; None sleeps without limit,
        0 does not sleep. Moves of the pointer that follow each other are joined into one."""
        raw: list[pygame.event.Event] = []
        if timeout is None:
            raw.append(pygame.event.wait())
        elif timeout > 0:
            raw.append(pygame.event.wait(max(1, round(timeout * 1000))))
        raw += pygame.event.get()
        found: list[InputEvent] = []
        for event in raw:
            for value in self._translated(event):
                _append(found, value)
        return found

    def _translated(self, event: pygame.event.Event) -> Iterable[InputEvent]:
        kind = event.type
        if kind in KeyReader.TYPES:
            return self._keys.read(event)
        if kind in MouseReader.TYPES:
            return self._mouse.read(event)
        found: list[InputEvent] = []
        if kind == pygame.QUIT:
            found.append(Quit())
        elif kind == self._wake_type:
            found.append(Wake(event.token))
        elif kind == pygame.VIDEORESIZE:
            found.append(self._resized(event.w, event.h))
        elif kind == pygame.WINDOWEXPOSED:
            # The window's pixels may be lost; what we last drew is still on our surface.
            pygame.display.flip()
        return found

    def _resized(self, width: int, height: int) -> Resize:
        """Takes the new surface; a window made too small is set back to the least size."""
        least_w, least_h = LEAST_SIZE
        surface = pygame.display.get_surface()
        if not self.is_fullscreen and (width < least_w or height < least_h):
            surface = pygame.display.set_mode((max(width, least_w), max(height, least_h)), self._flags)
        if surface is not None:
            self.surface = surface
        return Resize(*self.size)

    def wake(self, token: str = "") -> None:
        """Ends the sleep of `events` with a `Wake`; may be called from any thread, also after the window closed."""
        try:
            pygame.event.post(pygame.event.Event(self._wake_type, token=token))
        except pygame.error:
            return

    def present(self, regions: Sequence[Rect] | None = None) -> None:
        """Shows what was painted: everything, or only the given regions; an empty list shows nothing new."""
        if regions is None:
            pygame.display.flip()
        elif regions:
            pygame.display.update([(r.x, r.y, r.w, r.h) for r in regions])

    def set_fullscreen(self, on: bool) -> None:
        """Covers the screen or goes back to the size before."""
        if on == self.is_fullscreen:
            return
        if on:
            self._plain_size = self.size
            self.surface = pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
        else:
            self.surface = pygame.display.set_mode(self._plain_size, self._flags)
        width, height = self.size
        pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, w=width, h=height, size=(width, height)))

    def set_caption(self, caption: str) -> None:
        """Sets the words in the window's title bar."""
        pygame.display.set_caption(caption)

    def set_pointer(self, pointer: Pointer) -> None:
        """Sets the shape of the pointer, where the platform has it."""
        if pointer == self._pointer:
            return
        self._pointer = pointer
        try:
            pygame.mouse.set_cursor(_POINTERS[pointer])
        except pygame.error:
            return

    def copy(self, text: str) -> None:
        """Puts text on the clipboard; where the platform refuses, it is kept for `paste` alone."""
        self._copied = text
        try:
            if self._clipboard_works():
                if hasattr(pygame.scrap, "put_text"):
                    pygame.scrap.put_text(text)
                else:
                    pygame.scrap.put(pygame.SCRAP_TEXT, text.encode())
        except (pygame.error, UnicodeError, AttributeError):
            return

    def paste(self) -> str:
        """The text on the clipboard, else what `copy` was last given, without trailing zero bytes."""
        try:
            if self._clipboard_works():
                if hasattr(pygame.scrap, "get_text"):
                    return str(pygame.scrap.get_text()) or self._copied
                data = pygame.scrap.get(pygame.SCRAP_TEXT)
                if data:
                    return data.rstrip(b"\0").decode("utf-8", "replace")
        except (pygame.error, UnicodeError, AttributeError):
            return self._copied
        return self._copied

    def _clipboard_works(self) -> bool:
        if not self._scrap:
            if not hasattr(pygame.scrap, "put_text"):
                pygame.scrap.init()
            self._scrap = True
        return True

    def screenshot(self, path: Path) -> None:
        """Writes the window's picture as PNG, or as the kind that the path's ending names.

        Raises:
            OSError: the file cannot be written.
        """
        try:
            pygame.image.save(self.surface, str(path))
        except pygame.error as error:
            raise OSError(f"the picture could not be written: {error}") from error

    def close(self) -> None:
        """Closes the window."""
        pygame.display.quit()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _append(found: list[InputEvent], value: InputEvent) -> None:
    """Appends an event; a move of the pointer replaces the move before it, a drag is added to the drag before it."""
    last = found[-1] if found else None
    if isinstance(value, MouseMove) and isinstance(last, MouseMove):
        found[-1] = value
    elif isinstance(value, Drag) and isinstance(last, Drag) and value.button == last.button:
        found[-1] = Drag(
            value.button, value.x, value.y, last.dx + value.dx, last.dy + value.dy, value.start_x, value.start_y
        )
    elif isinstance(value, Resize) and isinstance(last, Resize):
        found[-1] = value
    else:
        found.append(value)
