"""Drawings as text: for golden screens, which are read like prose, and for the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from game.ui.colours import Colour, code
from game.ui.draw import (
    Circle,
    Clip,
    Drawing,
    Ellipse,
    Fill,
    Hit,
    Image,
    Mark,
    Outline,
    Polygon,
    Raster,
    Stroke,
    TextLine,
    Unclip,
    flat,
    seen_part,
    visible,
)
from game.ui.geometry import Point
from game.ui.text import plain


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _runs(line: TextLine, tone: Callable[[Colour], str]) -> str:
    return " ".join(f'"{r.text}" {r.font.face} {r.font.px} {tone(r.colour)}' for r in line.runs)


def to_text(drawing: Drawing, names: Mapping[Colour, str] | None = None) -> str:
    """The drawing as text, a line for each command and hit region, clips shown by indents; for golden screens.

    `names` gives colours their words, as `Theme.tone_names()` does; others are printed as codes.
    """

    def tone(colour: Colour) -> str:
        return (names or {}).get(colour, code(colour))

    lines: list[str] = []
    depth = 0
    for command in flat(drawing.commands):
        if isinstance(command, Unclip):
            depth = max(0, depth - 1)
            continue
        lines.append("  " * depth + _described(command, tone))
        depth += isinstance(command, Clip)
    lines += [_hit_text(hit) for hit in drawing.hits]
    return "\n".join(lines) + "\n"


def _described(command: Mark | Clip, tone: Callable[[Colour], str]) -> str:
    match command:
        case Clip(rect):
            words = [f"clip {rect}"]
        case Fill(rect, colour, radius):
            words = [f"fill {rect} {tone(colour)}", f"r{radius}" * bool(radius)]
        case Outline(rect, colour, width, radius):
            words = [f"outline {rect} {tone(colour)} w{width}", f"r{radius}" * bool(radius)]
        case Stroke(points, colour, width, closed):
            words = [f"stroke {_points(points)} {tone(colour)} w{width:g}", "closed" * closed]
        case Polygon(points, colour):
            words = [f"polygon {_points(points)} {tone(colour)}"]
        case Circle(x, y, radius, colour, width):
            words = [f"circle {x:.1f},{y:.1f} r{radius:.1f} {tone(colour)}", f"w{width:g}" * bool(width)]
        case Ellipse(rect, colour, width):
            words = [f"ellipse {rect} {tone(colour)}", f"w{width}" * bool(width)]
        case TextLine():
            words = [f"text {command.x},{command.y} {_runs(command, tone)}"]
        case Raster(rect, columns, rows):
            words = [f"raster {rect} {columns}x{rows}"]
        case Image(x, y, w, h, key):
            words = [f"image {x},{y} {w}x{h} {key}"]
    return " ".join(word for word in words if word)


def _hit_text(hit: Hit) -> str:
    words = [f"hit {hit.rect}"]
    words += [
        f'{name} "{value}"'
        for name in ("action", "tooltip", "context", "wheel", "key")
        if (value := getattr(hit, name))
    ]
    return " ".join(words + ["modal"] * hit.modal)


def words(drawing: Drawing) -> str:
    """What a person reads on the drawing, in rows from top to bottom: for the terminal and for screen readers."""
    rows: dict[int, list[TextLine]] = {}
    for mark, clip in visible(drawing.commands):
        if isinstance(mark, TextLine) and not seen_part(mark, clip).empty:
            base = mark.y + mark.h // 2
            row = next((known for known in rows if abs(known - base) <= mark.h // 3), base)
            rows.setdefault(row, []).append(mark)
    return "\n".join(
        "  ".join(plain(line.runs) for line in sorted(rows[row], key=lambda line: line.x)) for row in sorted(rows)
    )
