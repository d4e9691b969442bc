"""Collects the draw commands and hit regions of one panel; widgets draw on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal, TypeAlias

from attrs import evolve

from game.ui.colours import Colour
from game.ui.draw import (
    Circle,
    Clip,
    Command,
    Drawing,
    Fill,
    Hit,
    Outline,
    Polygon,
    Stroke,
    TextLine,
    Unclip,
    clipped,
)
from game.ui.geometry import Point, Rect
from game.ui.text import Face, Line, line_height, line_width, shorten, wrap
from game.ui.theme import Rich, Theme

Tone: TypeAlias = str | Colour
Align: TypeAlias = Literal["left", "centre", "right"]


class Canvas:
    """A panel in the making. Everything on it is clipped to its rectangle; text is shortened to the space it is given.

    Tones are the theme's colour names or colours; sizes of text are those of the design, lengths are pixels.
    """

    def __init__(self, theme: Theme, rect: Rect) -> None:
        self.theme = theme
        self.rect = rect
        self._commands: list[Command] = []
        self._hits: list[Hit] = []
        self._clips: list[Rect] = []

    def drawing(self) -> Drawing:
        """What was drawn so far, clipped to the canvas."""
        return clipped(Drawing(tuple(self._commands), tuple(self._hits)), self.rect)

    def add(self, *commands: Command) -> None:
        """Appends ready draw commands."""
        self._commands.extend(commands)

    def paste(self, drawing: Drawing) -> None:
        """Appends another drawing with its hit regions."""
        self._commands.extend(drawing.commands)
        self._hits.extend(drawing.hits)

    def fill(self, rect: Rect, tone: Tone, radius: int = 0) -> None:
        """Fills a rectangle."""
        if not rect.empty:
            self._commands.append(Fill(rect, self.theme.colour(tone), radius))

    def outline(self, rect: Rect, tone: Tone, width: int = 1, radius: int = 0) -> None:
        """Draws the rim of a rectangle, inside it."""
        if not rect.empty:
            self._commands.append(Outline(rect, self.theme.colour(tone), width, radius))

    def stroke(self, points: Iterable[Point], tone: Tone, width: float = 1, closed: bool = False) -> None:
        """Draws a line through the points."""
        self._commands.append(Stroke(tuple(points), self.theme.colour(tone), width, closed))

    def polygon(self, points: Iterable[Point], tone: Tone) -> None:
        """Fills a polygon."""
        self._commands.append(Polygon(tuple(points), self.theme.colour(tone)))

    def circle(self, x: float, y: float, radius: float, tone: Tone, width: float = 0) -> None:
        """Draws a disc, or a ring where a width is given."""
        self._commands.append(Circle(x, y, radius, self.theme.colour(tone), width))

    def hit(
        self,
        rect: Rect,
        action: str = "",
        tooltip: str = "",
        *,
        context: str = "",
        wheel: str = "",
        key: str = "",
        modal: bool = False,
    ) -> None:
        """Makes a region answer to mouse and key; see `Hit`. Cut to the clip in force unless it is modal."""
        region = rect if modal or not self._clips else rect.meet(self._clips[-1])
        self._hits.append(Hit(region, action, tooltip, context, wheel, key, modal))

    @contextmanager
    def clip(self, rect: Rect) -> Iterator[Rect]:
        """Keeps what is drawn inside the `with` to the rectangle; hands out the part that is left of it."""
        inner = rect.meet(self._clips[-1]) if self._clips else rect
        self._clips.append(inner)
        self._commands.append(Clip(inner))
        try:
            yield inner
        finally:
            self._commands.append(Unclip())
            self._clips.pop()

    def text(
        self,
        rect: Rect,
        rich: Rich,
        size: float = 13,
        *,
        align: Align = "left",
        tone: Tone = "text",
        face: Face = "regular",
        halo: Tone | None = None,
    ) -> int:
        """Writes one line in the middle of the rectangle's height, shortened to its width.

        Returns the x at which the text ends.
        """
        return self.line(rect, self.theme.runs(rich, size, tone, face), align=align, halo=halo)

    def line(self, rect: Rect, runs: Line, *, align: Align = "left", halo: Tone | None = None) -> int:
        """Writes ready runs as `text` does; returns the x at which they end."""
        measure = self.theme.measure
        shown = shorten(runs, rect.w, measure)
        if not shown:
            return rect.x
        width, height = line_width(shown, measure), line_height(shown, measure)
        spare = rect.w - width
        x = rect.x + {"left": 0, "centre": spare // 2, "right": spare}[align]
        y = rect.y + (rect.h - height) // 2
        rim = None if halo is None else self.theme.colour(halo)
        # Links are kept out of the drawn runs so that equal words give equal text surfaces.
        drawn = tuple(evolve(run, action="") if run.action else run for run in shown)
        self._commands.append(TextLine(x, y, drawn, width, height, rim))
        at = x
        for run in shown:
            run_width = measure.width(run.text, run.font)
            if run.action:
                self.hit(Rect(at, rect.y, run_width, rect.h), run.action)
            at += run_width
        return x + width

    def paragraph(
        self,
        rect: Rect,
        rich: Rich,
        size: float = 13,
        *,
        tone: Tone = "text",
        face: Face = "regular",
        align: Align = "left",
        hang: int = 0,
    ) -> int:
        """Writes wrapped text from the top of the rectangle; returns the y below the last line.

        Lines that do not fit the height are left out, and the last one shown then ends in an ellipsis.
        """
        lines = wrap(self.theme.runs(rich, size, tone, face), rect.w, self.theme.measure, hang)
        return self.lines(rect, lines, self.theme.line(size), align=align, hang=hang)

    def lines(self, rect: Rect, lines: Sequence[Line], pitch: int, *, align: Align = "left", hang: int = 0) -> int:
        """Writes ready lines from the top of the rectangle as `paragraph` does; returns the y below the last."""
        room = max(0, rect.h // pitch)
        y = rect.y
        for number, runs in enumerate(lines[:room]):
            indent = hang if number else 0
            cut = number == room - 1 and len(lines) > room and runs
            shown = (*runs[:-1], evolve(runs[-1], text=runs[-1].text + " …")) if cut else runs
            self.line(Rect(rect.x + indent, y, rect.w - indent, pitch), shown, align=align)
            y += pitch
        return y
