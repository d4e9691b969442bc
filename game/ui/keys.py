"""Keyboard events of pygame as `KeyPress` values with names that do not depend on library or layout."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from game.ui.inputs import InputEvent, KeyPress
from game.ui.sdl import pygame

_NAMES: Final = {
    pygame.K_RETURN: "enter",
    pygame.K_KP_ENTER: "enter",
    pygame.K_ESCAPE: "escape",
    pygame.K_TAB: "tab",
    pygame.K_SPACE: "space",
    pygame.K_BACKSPACE: "backspace",
    pygame.K_DELETE: "delete",
    pygame.K_INSERT: "insert",
    pygame.K_UP: "up",
    pygame.K_DOWN: "down",
    pygame.K_LEFT: "left",
    pygame.K_RIGHT: "right",
    pygame.K_HOME: "home",
    pygame.K_END: "end",
    pygame.K_PAGEUP: "page up",
    pygame.K_PAGEDOWN: "page down",
    pygame.K_KP_PLUS: "+",
    pygame.K_KP_MINUS: "-",
    **{getattr(pygame, f"K_KP{digit}"): f"kp{digit}" for digit in range(10)},
    **{getattr(pygame, f"K_F{number}"): f"f{number}" for number in range(1, 13)},
}
_FIRST_LETTER_CODE: Final = 4
"""SDL's scan code of the key that types A on an American keyboard; the other letters follow it."""
_MODIFIERS: Final = "LSHIFT RSHIFT LCTRL RCTRL LALT RALT LMETA RMETA LSUPER RSUPER MODE CAPSLOCK NUMLOCK SCROLLOCK"
_PURE_MODIFIERS: Final = frozenset(getattr(pygame, f"K_{name}") for name in _MODIFIERS.split())


def key_name(key: int, scancode: int) -> str:
    """The name of a key. On layouts without Latin letters a letter key is named by its place on an American one."""
    name = _NAMES.get(key)
    if name is not None:
        return name
    if 32 < key < 127:
        return chr(key).lower()
    if 0 <= scancode - _FIRST_LETTER_CODE < 26:
        return chr(ord("a") + scancode - _FIRST_LETTER_CODE)
    return pygame.key.name(key) or f"key{key}"


class KeyReader:
    """Reads key events. Text from an input method, which no key press brings, becomes a press of no key."""

    TYPES: Final = frozenset({pygame.KEYDOWN, pygame.TEXTINPUT})

    def __init__(self) -> None:
        self._brought = ""

    def read(self, event: pygame.event.Event) -> Iterable[InputEvent]:
        """The key press in an event, or nothing."""
        if event.type == pygame.TEXTINPUT:
            known, self._brought = self._brought == event.text, ""
            return [] if known or not event.text else [KeyPress("", event.text)]
        if event.key in _PURE_MODIFIERS:
            return []
        mods = event.mod
        altgr = bool(mods & pygame.KMOD_MODE) or bool(mods & pygame.KMOD_LCTRL and mods & pygame.KMOD_RALT)
        ctrl = bool(mods & (pygame.KMOD_CTRL | pygame.KMOD_META)) and not altgr
        alt = bool(mods & pygame.KMOD_ALT) and not altgr
        typed = event.unicode if event.unicode.isprintable() else ""
        self._brought = typed
        text = "" if ctrl or alt else typed
        return [KeyPress(key_name(event.key, event.scancode), text, ctrl, bool(mods & pygame.KMOD_SHIFT), alt)]


__all__ = ["KeyReader", "key_name"]
