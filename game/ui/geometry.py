"""Rectangles in whole pixels, and how a layout cuts them up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from attrs import define, frozen

Point: TypeAlias = tuple[float, float]


@frozen(cache_hash=True)
class Rect:
    """A rectangle in whole pixels; right and bottom are the first pixels outside."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """The first column right of the rectangle."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """The first row below the rectangle."""
        return self.y + self.h

    @property
    def centre(self) -> tuple[int, int]:
        """The pixel in the middle."""
        return self.x + self.w // 2, self.y + self.h // 2

    @property
    def empty(self) -> bool:
        """True where the rectangle holds no pixel."""
        return self.w <= 0 or self.h <= 0

    def contains(self, x: float, y: float) -> bool:
        """True where the point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def inset(self, dx: int, dy: int | None = None) -> Rect:
        """The rectangle smaller by dx on the left and right and by dy (else dx) above and below."""
        dy = dx if dy is None else dy
        return Rect(self.x + dx, self.y + dy, max(0, self.w - 2 * dx), max(0, self.h - 2 * dy))

    def moved(self, dx: int, dy: int) -> Rect:
        """The rectangle in another place."""
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def meet(self, other: Rect) -> Rect:
        """The part common to both; empty where there is none."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Rect(x, y, max(0, min(self.right, other.right) - x), max(0, min(self.bottom, other.bottom) - y))

    def join(self, other: Rect) -> Rect:
        """The smallest rectangle around both; an empty one counts for nothing."""
        if self.empty or other.empty:
            return other if self.empty else self
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def overlaps(self, other: Rect) -> bool:
        """True where the two have a pixel in common."""
        return (
            min(self.w, self.h, other.w, other.h) > 0
            and self.x < other.x + other.w
            and other.x < self.x + self.w
            and self.y < other.y + other.h
            and other.y < self.y + self.h
        )

    def top_part(self, h: int) -> Rect:
        """The uppermost `h` rows, or all."""
        return Rect(self.x, self.y, self.w, min(self.h, h))

    def bottom_part(self, h: int) -> Rect:
        """The lowest `h` rows, or all."""
        h = min(self.h, h)
        return Rect(self.x, self.bottom - h, self.w, h)

    def left_part(self, w: int) -> Rect:
        """The leftmost `w` columns, or all."""
        return Rect(self.x, self.y, min(self.w, w), self.h)

    def right_part(self, w: int) -> Rect:
        """The rightmost `w` columns, or all."""
        w = min(self.w, w)
        return Rect(self.right - w, self.y, w, self.h)

    def without(self, left: int = 0, top: int = 0, right: int = 0, bottom: int = 0) -> Rect:
        """The rectangle with strips cut off."""
        return Rect(self.x + left, self.y + top, max(0, self.w - left - right), max(0, self.h - top - bottom))

    def __str__(self) -> str:
        return f"{self.x},{self.y} {self.w}x{self.h}"


def middle(outer: Rect, w: int, h: int) -> Rect:
    """A rectangle of that size, at most that of the outer one, in its middle."""
    w, h = min(w, outer.w), min(h, outer.h)
    return Rect(outer.x + (outer.w - w) // 2, outer.y + (outer.h - h) // 2, w, h)


def around(points: Iterable[Point], margin: float = 0.0) -> Rect:
    """The smallest rectangle around the points, wider by a margin on all sides."""
    spots = list(points)
    if not spots:
        return Rect(0, 0, 0, 0)
    xs, ys = zip(*spots, strict=True)
    left, top = int(min(xs) - margin) - 1, int(min(ys) - margin) - 1
    right, bottom = int(max(xs) + margin) + 2, int(max(ys) + margin) + 2
    return Rect(left, top, right - left, bottom - top)


@define
class Column:
    """Hands out the rows of a rectangle from the top down, and from the bottom up."""

    rect: Rect
    gap: int = 0

    def take(self, h: int) -> Rect:
        """The next `h` rows from the top, as far as there are any."""
        row = self.rect.top_part(max(0, h))
        self.skip(row.h + self.gap)
        return row

    def bottom(self, h: int) -> Rect:
        """The next `h` rows from the bottom."""
        row = self.rect.bottom_part(max(0, h))
        self.rect = self.rect.without(bottom=row.h + self.gap)
        return row

    def skip(self, h: int) -> None:
        """Leaves rows empty."""
        self.rect = self.rect.without(top=min(h, self.rect.h))

    @property
    def y(self) -> int:
        """Where the next row begins."""
        return self.rect.y


def columns(rect: Rect, count: int, gap: int) -> tuple[Rect, ...]:
    """The rectangle cut into equal columns with a gap between them; spare pixels go to the last."""
    width = (rect.w - gap * (count - 1)) // count
    cells = [Rect(rect.x + i * (width + gap), rect.y, width, rect.h) for i in range(count)]
    return (*cells[:-1], Rect(cells[-1].x, rect.y, rect.right - cells[-1].x, rect.h))
