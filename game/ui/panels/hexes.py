"""The hex panel: a rose of the hex and its neighbours, the ground's factors, what is known, who is there."""

from __future__ import annotations

import math

from game.ui.canvas import Canvas
from game.ui.draw import Drawing, Polygon, Stroke
from game.ui.geometry import Rect
from game.ui.glyphs import HEX_WIDTH, hex_points, hexside, terrain_glyph, wire
from game.ui.lists import ListState
from game.ui.panels.model_hex import HexPanel, Neighbour
from game.ui.panels.page import Page, page
from game.ui.text import wrap
from game.ui.theme import Theme

_RADIUS = 25.0
"""Hex radius of the rose, in lengths of the design."""
_FACTOR_COLUMN = 84


def draw(theme: Theme, rect: Rect, panel: HexPanel, state: ListState | None = None) -> Drawing:
    """A hex; `state.top` is how many lines it is scrolled, set back where that goes beyond its end."""

    def write(sheet: Page) -> None:
        _head(sheet, panel)
        _rose_and_factors(sheet, panel)
        sheet.skip(6)
        sheet.facts(panel.facts)
        if panel.regions:
            sheet.skip(6)
            sheet.words([("Belongs to: ", "hint"), "; ".join(panel.regions) + "."], size=12, tone="secondary")
        _enemies(sheet, panel)

    return page(theme, rect, state, write)


def _enemies(sheet: Page, panel: HexPanel) -> None:
    """Who of the enemy is known to be here; own stacks have a list of their own."""
    lines = [line for line in panel.stack.lines if line.is_contact]
    if not lines:
        return
    t, c = sheet.theme, sheet.canvas
    sheet.title("Known enemies", "men")
    for line in lines:
        row = sheet.row(20)
        c.fill(Rect(row.x, row.y + t.px(6), t.px(8), row.h - 2 * t.px(6)), t.side(line.colour).body, 1)
        right = t.measure.width(line.right, t.font()) + t.px(8)
        c.text(row.without(left=t.px(16), right=right), [(line.id, "text"), (f"  {line.name}", "secondary")])
        c.text(row, line.right, align="right")
        c.hit(row, line.action, line.tooltip)


def _head(sheet: Page, panel: HexPanel) -> None:
    t, c = sheet.theme, sheet.canvas
    title = wrap(t.runs([(panel.name, "link bold"), "  ", (panel.title, "bold")], 16), sheet.rect.w, t.measure)[:2]
    for line in title:
        c.line(sheet.take(t.line(16)), line)
    native = [name for name in panel.native if t.measure.can_draw(name)]
    if native:
        sheet.words(" · ".join(native), tone="secondary")
    sheet.skip(4)


def _rose_and_factors(sheet: Page, panel: HexPanel) -> None:
    """The rose on the left, the ground and its factors on the right."""
    t, c = sheet.theme, sheet.canvas
    s = _RADIUS * t.unit
    wide, high = math.ceil(3 * HEX_WIDTH * s), math.ceil(5 * s)
    lines = 2 + len(panel.factors)
    row = sheet.take(max(high + t.px(6), lines * t.px(18)))
    _rose(c, row.x + wide / 2, row.y + t.px(3) + high / 2, s, panel)
    right = row.without(left=wide + t.px(16))
    c.text(right.top_part(t.px(19)), panel.ground, face="semibold")
    y = right.y + t.px(19)
    c.text(Rect(right.x, y, right.w, t.px(18)), f"{panel.elevation} m high", 12, tone="secondary")
    y += t.px(20)
    column = min(t.px(_FACTOR_COLUMN), t.measure.width("0" * 9, t.font()))
    for fact in panel.factors:
        line = Rect(right.x, y, right.w, t.px(18))
        c.text(line.left_part(column), fact.key, tone="secondary")
        c.text(line.without(left=column), fact.value)
        c.hit(line, tooltip=fact.tooltip, context=fact.context)
        y += t.px(18)


def _rose(c: Canvas, x: float, y: float, s: float, panel: HexPanel) -> None:
    """The hex in the middle with its height, its neighbours with how much higher or lower they are."""
    for neighbour in panel.neighbours:
        angle = math.radians(60 * neighbour.direction - 60)
        nx, ny = x + HEX_WIDTH * s * math.cos(angle), y + HEX_WIDTH * s * math.sin(angle)
        _petal(c, nx, ny, s, neighbour)
    colours = c.theme.map.of(panel.glyph)
    ring = hex_points(x, y, s - 1)
    c.add(Polygon(ring, colours.fill), *terrain_glyph(panel.glyph, x, y - 0.28 * s, 0.8 * s, colours.glyph))
    c.add(Stroke(ring, c.theme.colour("accent"), max(1.5, 0.07 * s), closed=True))
    _figure(c, x, y + 0.42 * s, f"{panel.elevation}", "bold")
    for neighbour in panel.neighbours:
        if neighbour.wire:
            start, end = hexside(x, y, s, neighbour.direction)
            c.add(*wire(start, end, s, c.theme.map.rail))


def _petal(c: Canvas, x: float, y: float, s: float, neighbour: Neighbour) -> None:
    ring = hex_points(x, y, s - 1)
    if not neighbour.name:
        c.add(Stroke(ring, c.theme.colour("line"), 1, closed=True))
        c.hit(_box(x, y, s), tooltip=neighbour.tooltip)
        return
    colours = c.theme.map.of(neighbour.glyph)
    c.add(Polygon(ring, colours.fill), *terrain_glyph(neighbour.glyph, x, y - 0.3 * s, 0.75 * s, colours.glyph))
    words = f"{neighbour.rise:+d}" if neighbour.rise else "0"
    _figure(c, x, y + 0.42 * s, words, "")
    c.hit(_box(x, y, s), neighbour.action, neighbour.tooltip)


def _box(x: float, y: float, s: float) -> Rect:
    return Rect(round(x - 0.8 * s), round(y - 0.75 * s), round(1.6 * s), round(1.5 * s))


def _figure(c: Canvas, x: float, y: float, words: str, style: str) -> None:
    """A height or a difference of heights on the ground's colour."""
    t = c.theme
    w, h = t.px(44), t.px(14)
    tone = t.map.rim_numbers if t.name == "paper" else t.map.names
    runs = t.runs([(words, style)], 11.5, tone)
    c.line(Rect(round(x) - w // 2, round(y) - h // 2, w, h), runs, align="centre")
