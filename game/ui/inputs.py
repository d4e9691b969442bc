"""What a person does, as plain values; scenes and widgets know no other input."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen


@frozen
class KeyPress:
    """A key went down. `key` is a name such as `a`, `enter`, `page up`, `f1`, `kp7`; `text` is what it types."""

    key: str
    text: str = ""
    ctrl: bool = False
    shift: bool = False
    alt: bool = False

    @property
    def chord(self) -> str:
        """The name to bind an action to, as `ctrl+shift+e`; a typed sign such as `?` stands for itself."""
        sign = self.text if len(self.text) == 1 and not self.text.isalnum() and self.text.isprintable() else ""
        if sign and sign != " " and not self.ctrl and not self.key.startswith("kp"):
            return f"alt+{sign}" if self.alt else sign
        held = [name for name, on in (("ctrl", self.ctrl), ("alt", self.alt), ("shift", self.shift)) if on]
        return "+".join([*held, self.key])


@frozen
class MouseMove:
    """The pointer moved with no button down."""

    x: int
    y: int


@frozen
class MouseDown:
    """A button went down: `left`, `middle` or `right`; `clicks` is 2 for the second of a double click."""

    button: str
    x: int
    y: int
    clicks: int = 1
    ctrl: bool = False
    shift: bool = False
    alt: bool = False


@frozen
class MouseUp:
    """A button came up; `clicks` is 0 where the pointer was dragged meanwhile, so that a drag is no click."""

    button: str
    x: int
    y: int
    clicks: int = 1
    ctrl: bool = False
    shift: bool = False
    alt: bool = False


@frozen
class Drag:
    """The pointer moved by dx, dy with a button down that was pressed at start_x, start_y."""

    button: str
    x: int
    y: int
    dx: int
    dy: int
    start_x: int
    start_y: int


@frozen
class Wheel:
    """The wheel turned at x, y: positive `lines` is away from the person, towards older and larger."""

    lines: int
    x: int
    y: int
    ctrl: bool = False
    shift: bool = False


@frozen
class Resize:
    """The window has a new size in pixels; everything is to be drawn anew."""

    w: int
    h: int


@frozen
class Quit:
    """The window was asked to close."""


@frozen
class Wake:
    """Another thread called `Window.wake` with this token."""

    token: str = ""


InputEvent: TypeAlias = KeyPress | MouseMove | MouseDown | MouseUp | Drag | Wheel | Resize | Quit | Wake
