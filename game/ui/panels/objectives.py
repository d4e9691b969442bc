"""The victory list: what earns points, who holds what, the level as things stand, history beside it."""

from __future__ import annotations

from game.ui.draw import Drawing, Polygon
from game.ui.geometry import Rect
from game.ui.lists import ListState
from game.ui.panels.model_aims import Award, ObjectivesPanel
from game.ui.panels.model_parts import asks
from game.ui.panels.page import Page, page
from game.ui.text import wrap
from game.ui.theme import Theme

_POINTS, _HOLDER, _HISTORY = 4, 10, 3
"""Characters of the columns of points, of the holder and of history's points."""


def draw(theme: Theme, rect: Rect, panel: ObjectivesPanel, state: ListState | None = None) -> Drawing:
    """The list; `state.top` is how many lines it is scrolled, set back where that goes beyond its end."""

    scores = [f"{award.now}/{award.points}" for side in panel.sides for award in side[4]]
    most = max(_POINTS, max(map(len, scores), default=0))

    def write(sheet: Page) -> None:
        _level(sheet, panel)
        for name, colour, now, past, awards in panel.sides:
            _side_head(sheet, name, colour, now, past)
            for award in awards:
                _award(sheet, award, most)
        sheet.skip(6)
        sheet.words(panel.losses, size=12, tone="secondary")

    return page(theme, rect, state, write)


def _level(sheet: Page, panel: ObjectivesPanel) -> None:
    """The level that the points would give now, and where they stand between the levels."""
    t, c = sheet.theme, sheet.canvas
    c.text(sheet.take(t.line(15)), [("as things stand: ", "secondary"), (panel.level, "bold")])
    track = sheet.row(30).inset(0, t.px(8))
    bounds = [margin for _, margin, _ in panel.levels if margin is not None]
    if not bounds:
        return
    reach = max(12, *(abs(bound) for bound in bounds), abs(panel.margin)) * 1.25
    spots = [track.x + round(track.w * (0.5 - bound / reach / 2)) for bound in bounds]
    edges = [track.x, *spots, track.right]
    for (name, _, colour), left, right in zip(panel.levels, edges, edges[1:], strict=False):
        part = Rect(left, track.y, right - left, track.h)
        tone = t.side(colour).body if colour != "none" else t.colour("line")
        c.fill(part, tone)
        c.fill(part.right_part(t.px(1)), "panel")
        c.hit(part, tooltip=name)
    x = track.x + round(track.w * (0.5 - panel.margin / reach / 2))
    high = t.px(6)
    c.add(Polygon(((x, track.y + t.px(2)), (x + high, track.y - high), (x - high, track.y - high)), t.colour("accent")))
    c.fill(Rect(x - t.px(1), track.y, t.px(2), track.h), "accent")


def _side_head(sheet: Page, name: str, colour: str, now: int, past: int) -> None:
    t, c = sheet.theme, sheet.canvas
    sheet.skip(4)
    row = sheet.row(22)
    history = t.measure.width("0" * _HISTORY, t.font())
    c.fill(row.bottom_part(t.px(1)), "line")
    chip = Rect(row.x, row.y + t.px(6), t.px(9), row.h - 2 * t.px(6))
    c.fill(chip, t.side(colour).body, 1)
    c.text(row.without(left=t.px(16)), [(name, "accent bold"), ("   points now ", "secondary"), (str(now), "bold")])
    c.text(row, [("history ", "secondary"), (str(past), "bold")], align="right")
    c.hit(row.right_part(history * 2), tooltip="Points that the historical result scores on the lines below.")


def _award(sheet: Page, award: Award, score: int) -> None:
    """Points in a column of so many characters, what they are for, who holds the place, history's points."""
    t, c, size = sheet.theme, sheet.canvas, 12.5
    points, holder, history = (t.measure.width("0" * n, t.font(size)) for n in (score, _HOLDER, _HISTORY))
    room = sheet.rect.w - points - holder - history - t.px(18)
    lines = wrap(t.runs(award.text, size), room, t.measure)
    pitch = t.line(size)
    row = sheet.take(max(t.px(19), pitch * len(lines)))
    words = f"{award.now}/{award.points}"
    first = row.top_part(pitch)
    c.text(first.left_part(points), words, size, face="semibold", tone="good" if award.now else "text")
    for number, line in enumerate(lines):
        c.line(Rect(row.x + points + t.px(8), row.y + number * pitch, room, pitch), line)
    if award.holder:
        spot = Rect(row.right - history - holder, row.y, holder, pitch)
        c.fill(Rect(spot.x, spot.y + t.px(6), t.px(7), pitch - 2 * t.px(6)), t.side(award.holder_colour).body, 1)
        c.text(spot.without(left=t.px(12)), award.holder, 12, tone="secondary")
    past = "?" if award.history is None else str(award.history)
    c.text(first.right_part(history), past, size, align="right", tone="secondary")
    tip = "History scores this many points here." if award.history is not None else "The record is silent here."
    held = f" Held by {award.holder} now." if award.holder else ""
    each = f" Earned for {award.each}." if award.each else ""
    c.hit(row, award.action, tip + held + each, context=asks(award.source))
