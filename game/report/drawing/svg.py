"""Elements of SVG as text: numbers kept short, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from game.core.lines import XY
from game.report.harmless import harmless


def number(value: float) -> str:
    """A coordinate to a tenth, without needless noughts."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """An element; `class_` and `stroke_width` are written as class and stroke-width, and texts are escaped.

    Args:
        content: mark-up inside, made by the functions here.
    """
    written = "".join(f' {_name(key)}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return number(value) if isinstance(value, float | int) else escape(harmless(value))


def label(text: str, x: float, y: float, class_: str, **attributes: str | float) -> str:
    """A text at a point, by its middle."""
    return element("text", words(text), x=x, y=y, class_=class_, paint_order="stroke", **attributes)


def title(text: str) -> str:
    """What a pointer that rests on the element is told."""
    return element("title", words(text))


def words(text: str) -> str:
    """A text as content of an element."""
    return escape(harmless(text), quote=False)


def line(points: Iterable[XY], *, closed: bool = False) -> str:
    """The `d` of a path through points."""
    found = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M{found}{'Z' if closed else ''}" if found else ""


def lines(parts: Iterable[Sequence[XY]]) -> str:
    """The `d` of several open lines in one path."""
    return "".join(line(points) for points in parts)
