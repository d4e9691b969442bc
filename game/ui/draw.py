"""Draw commands and hit regions: what a panel returns, as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve, field, frozen

from game.ui.colours import Colour
from game.ui.geometry import Point, Rect, around
from game.ui.text import Line

if TYPE_CHECKING:
    from pygame import Surface


@frozen(cache_hash=True)
class Fill:
    """A filled rectangle, with round corners where a radius is given."""

    rect: Rect
    colour: Colour
    radius: int = 0

    def bounds(self) -> Rect:
        """The pixels it may touch."""
        return self.rect


@frozen(cache_hash=True)
class Outline:
    """The rim of a rectangle, drawn inside it."""

    rect: Rect
    colour: Colour
    width: int = 1
    radius: int = 0

    def bounds(self) -> Rect:
        """The pixels it may touch."""
        return self.rect


@frozen(cache_hash=True)
class Stroke:
    """A line through the points; closed, it returns to the first."""

    points: tuple[Point, ...]
    colour: Colour
    width: float = 1.0
    closed: bool = False

    def bounds(self) -> Rect:
        """The pixels it may touch."""
        return around(self.points, self.width / 2 + 1)


@frozen(cache_hash=True)
class Polygon:
    """A filled polygon."""

    points: tuple[Point, ...]
    colour: Colour

    def bounds(self) -> Rect:
        """The pixels it may touch."""
        return around(self.points, 1)


@frozen(cache_hash=True)
class Circle:
    """A disc, or a ring of the given width inside the radius."""

    x: float
    y: float
    radius: float
    colour: Colour
    width: float = 0.0

    def bounds(self) -> Rect:
        """The pixels it may touch."""
        return around([(self.x, self.y)], self.radius + 1)


@frozen(cache_hash=True)
class Ellipse:
    """A filled ellipse in a rectangle, or its rim of the given width."""

    rect: Rect
    colour: Colour
    width: int = 0

    def bounds(self) -> Rect:
        """The pixels it may touch."""
        return self.rect


@frozen(cache_hash=True)
class TextLine:
    """One line of runs with its top left corner and measured size; a halo is a one-pixel rim of that colour."""

    x: int
    y: int
    runs: Line
    w: int
    h: int
    halo: Colour | None = None

    def bounds(self) -> Rect:
        """The pixels it may touch."""
        return Rect(self.x - 2, self.y - 2, self.w + 4, self.h + 4)


@frozen(cache_hash=True)
class Image:
    """A picture kept by its key: the builder is called only when the painter has none of that key and size.

    The builder returns draw commands within (0, 0, w * oversample, h * oversample), which are scaled down smoothly, or
    a finished surface. Everything the picture depends on belongs into the key. `alpha` makes the whole picture fainter;
    an opaque picture has none.
    """

    x: int
    y: int
    w: int
    h: int
    key: Hashable
    build: Callable[[], Sequence[Command] | Surface] = field(eq=False, repr=False)
    oversample: int = 1
    opaque: bool = False
    alpha: int = 255

    def bounds(self) -> Rect:
        """The pixels it may touch."""
        return Rect(self.x, self.y, self.w, self.h)


@frozen(cache_hash=True)
class Raster:
    """A few samples stretched smoothly over a rectangle: light and shade, clouds. Row by row, four bytes RGBA each."""

    rect: Rect
    columns: int
    rows: int
    samples: bytes = field(repr=False)

    def bounds(self) -> Rect:
        """The pixels it may touch."""
        return self.rect


@frozen(cache_hash=True)
class Clip:
    """From here to the matching `Unclip` nothing shows outside the rectangle; clips nest."""

    rect: Rect


@frozen
class Unclip:
    """Ends the innermost clip."""


@frozen(eq=False)
class Group:
    """Commands that are drawn together and kept from frame to frame: the same group is the same picture.

    Its clips are balanced, and nothing of it shows outside the rectangle.
    """

    rect: Rect
    commands: tuple[Command, ...]
    is_whole: bool = False
    """Whether it is painted whole when something in it has changed: cheaper where most of it changes at once."""
    anchor: Hashable = None
    """Where its marks hang; with another anchor all of them have moved, and it is painted whole as well."""

    def bounds(self) -> Rect:
        """The pixels it may touch."""
        return self.rect


Mark: TypeAlias = Fill | Outline | Stroke | Polygon | Circle | Ellipse | TextLine | Image | Raster
Command: TypeAlias = Mark | Clip | Unclip | Group


@frozen
class Hit:
    """A region that answers to the mouse, and the keys that do the same.

    `action` is a line of the order language or a command of the interface; `context` is that of the right button;
    `wheel` is a command to which the number of lines is added; `key` is a chord as `KeyPress.chord` gives it. A modal
    region lets nothing below it answer.
    """

    rect: Rect
    action: str = ""
    tooltip: str = ""
    context: str = ""
    wheel: str = ""
    key: str = ""
    modal: bool = False
    at: Callable[[float, float], Hit | None] | None = field(default=None, eq=False, repr=False)
    """For regions that no rectangle can tell, such as hexes: what answers at a point inside; None for nothing."""


@frozen
class Drawing:
    """Draw commands, back to front, and hit regions, the last on top."""

    commands: tuple[Command, ...] = ()
    hits: tuple[Hit, ...] = ()

    def grouped(self, rect: Rect, *, is_whole: bool = False, anchor: Hashable = None) -> Drawing:
        """The same as one group within the rectangle."""
        return Drawing((Group(rect, self.commands, is_whole, anchor),), self.hits)

    def __add__(self, other: Drawing) -> Drawing:
        return Drawing(self.commands + other.commands, self.hits + other.hits)

    def _found(self, x: float, y: float, want: str) -> Hit | None:
        for hit in reversed(self.hits):
            if hit.rect.contains(x, y):
                found = hit if hit.at is None else hit.at(x, y)
                if found is not None and getattr(found, want):
                    return found
            if hit.modal:
                return None
        return None

    def action_at(self, x: float, y: float) -> str:
        """The action of a left click there, or an empty string."""
        hit = self._found(x, y, "action")
        return hit.action if hit else ""

    def context_at(self, x: float, y: float) -> str:
        """The action of a right click there, or an empty string."""
        hit = self._found(x, y, "context")
        return hit.context if hit else ""

    def wheel_at(self, x: float, y: float, lines: int) -> str:
        """The action of turning the wheel there by so many lines, or an empty string."""
        hit = self._found(x, y, "wheel")
        return f"{hit.wheel} {lines}" if hit else ""

    def tooltip_at(self, x: float, y: float) -> str:
        """The explanation of what is there, or an empty string."""
        hit = self._found(x, y, "tooltip")
        return hit.tooltip if hit else ""

    def action_for(self, chord: str) -> str:
        """The action of a key chord among the regions shown, or an empty string; a modal region hides those below."""
        for hit in reversed(self.hits):
            if hit.key and hit.key == chord and hit.action:
                return hit.action
            if hit.modal:
                return ""
        return ""


def clipped(drawing: Drawing, rect: Rect) -> Drawing:
    """The drawing kept within the rectangle, hit regions too."""
    hits = tuple(hit if hit.modal else evolve(hit, rect=hit.rect.meet(rect)) for hit in drawing.hits)
    return Drawing((Clip(rect), *drawing.commands, Unclip()), tuple(h for h in hits if h.modal or not h.rect.empty))


def visible(commands: Iterable[Command]) -> Iterator[tuple[Mark, Rect | None]]:
    """Each mark with the clip in force where it is drawn; None where nothing clips."""
    clips: list[Rect] = []
    for command in flat(commands):
        if isinstance(command, Clip):
            clips.append(command.rect.meet(clips[-1]) if clips else command.rect)
        elif isinstance(command, Unclip):
            if clips:
                clips.pop()
        else:
            yield command, clips[-1] if clips else None


def flat(commands: Iterable[Command]) -> Iterator[Mark | Clip | Unclip]:
    """The commands with those of groups in their places."""
    for command in commands:
        if isinstance(command, Group):
            yield from flat(command.commands)
        else:
            yield command


def seen_part(mark: Mark, clip: Rect | None) -> Rect:
    """The pixels that the mark may touch under its clip."""
    return mark.bounds() if clip is None else mark.bounds().meet(clip)


def changed(old: Drawing, new: Drawing) -> tuple[Rect, ...] | None:
    """The regions in which two drawings may differ; None where everything is to be drawn anew.

    None is also the answer where marks common to both changed their order, since then any pixel may differ. Drawings
    that are made of groups are compared group by group, in order: what both share costs nothing.
    """
    pairs = list(zip_longest(old.commands, new.commands))
    if not all(isinstance(a, Group) or a is None for pair in pairs for a in pair):
        return _changed(old.commands, new.commands)
    regions: list[Rect] = []
    for before, after in pairs:
        if before is after:
            continue
        both = [group for group in (before, after) if isinstance(group, Group)]
        moved = all(group.is_whole for group in both) or len({group.anchor for group in both}) > 1
        found = None if moved else _changed(_inside(before), _inside(after))
        regions += [group.rect for group in both] if found is None else found
    return _joined(regions)


def _inside(command: Command | None) -> tuple[Command, ...]:
    return command.commands if isinstance(command, Group) else ()


def _changed(old: Sequence[Command], new: Sequence[Command]) -> tuple[Rect, ...] | None:
    before, after = _unlike(list(visible(old)), list(visible(new)))
    if not before and not after:
        return ()
    shared = Counter(before) & Counter(after)
    if _kept(before, shared) != _kept(after, shared):
        return None
    odd = (Counter(before) - shared) + (Counter(after) - shared)
    return _joined([seen_part(*entry) for entry in odd])


def _unlike(
    before: list[tuple[Mark, Rect | None]], after: list[tuple[Mark, Rect | None]]
) -> tuple[list[tuple[Mark, Rect | None]], list[tuple[Mark, Rect | None]]]:
    """Both lists without what they begin and end with in common, which is nearly all after a move."""
    start, most = 0, min(len(before), len(after))
    while start < most and before[start] == after[start]:
        start += 1
    end, most = 0, most - start
    while end < most and before[-1 - end] == after[-1 - end]:
        end += 1
    return before[start : len(before) - end], after[start : len(after) - end]


def _kept(
    entries: Sequence[tuple[Mark, Rect | None]], shared: Counter[tuple[Mark, Rect | None]]
) -> list[tuple[Mark, Rect | None]]:
    left = Counter(shared)
    kept = []
    for entry in entries:
        if left[entry] > 0:
            left[entry] -= 1
            kept.append(entry)
    return kept


def _joined(rects: Sequence[Rect], most: int = 12) -> tuple[Rect, ...]:
    """The rectangles with overlapping ones joined; one around all where there are too many."""
    regions: list[Rect] = []
    for rect in rects:
        region = rect
        touching = [other for other in regions if other.overlaps(region)]
        while touching:
            for other in touching:
                regions.remove(other)
                region = region.join(other)
            touching = [other for other in regions if other.overlaps(region)]
        if not region.empty:
            regions.append(region)
        if len(regions) > _SCATTERED * most:
            # So many will not grow together any more, and looking for it costs their square.
            return (_around(rects),)
    return (_around(regions),) if len(regions) > most else tuple(regions)


_SCATTERED = 4
"""Times the wanted number of regions at which joining them is given up."""


def _around(rects: Sequence[Rect]) -> Rect:
    """The rectangle around all that are not empty."""
    some = [rect for rect in rects if not rect.empty]
    whole = some[0]
    for rect in some[1:]:
        whole = whole.join(rect)
    return whole
