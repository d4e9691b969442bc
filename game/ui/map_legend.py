"""The legend: a card on the map with the border lines, the marks of units and contacts, and the scale."""

from __future__ import annotations

from game.language.names import side_name
from game.ui.canvas import Canvas
from game.ui.counters import Counter, counter_image
from game.ui.draw import Drawing
from game.ui.geometry import Column, Rect
from game.ui.map_counters import side_colour
from game.ui.map_model import MapModel
from game.ui.map_ways import BORDER_PATTERNS, border_colour, pattern
from game.ui.theme import Theme

_WIDTH = 268


def legend(theme: Theme, rect: Rect, model: MapModel) -> Drawing:
    """The legend in the lower left corner of the map."""
    t = theme
    rows = _rows(model)
    pad, high = t.px(12), t.px(22)
    height = pad * 2 + t.px(24) + high * (len(rows) + len(model.board.borders)) + t.px(34)
    box = Rect(rect.x + t.px(24), max(rect.y, rect.bottom - height - t.px(14)), t.px(_WIDTH), min(height, rect.h))
    c = Canvas(t, box)
    c.fill(box, "paper", t.px(3))
    c.outline(box, "rule", t.px(1), t.px(3))
    column = Column(box.inset(pad))
    c.text(column.take(t.px(24)), "Legend", 14, tone="ink", face="semibold")
    for index, border in enumerate(model.board.borders):
        _border_row(c, column.take(high), model, index)
        del border
    for counter, words in rows:
        row = column.take(high)
        c.add(counter_image(row.x + t.px(20), row.y + row.h / 2, t.px(13), counter, t))
        c.text(row.without(left=t.px(48)), words, 12, tone="ink")
    _scale(c, column.take(t.px(30)), model)
    c.hit(box, tooltip="", action="ui overlay legend")
    return c.drawing()


def _rows(model: MapModel) -> list[tuple[Counter, str]]:
    view = model.view
    own = side_colour(view.scenario, view.side) if view else "blue"
    foe = side_colour(view.scenario, 1 - view.side) if view else "red"
    return [
        (Counter("infantry", own, "", cohesion=0.8), "yours; the bar is cohesion"),
        (Counter("infantry", own, "", moved=True), "has moved or holds"),
        (Counter("infantry", own, "", hidden=True), "creeps unseen"),
        (Counter("infantry", own, "", suppressed=True), "pinned by fire"),
        (Counter("infantry", own, "", dug_in=2), "dug in, by depth"),
        (Counter("infantry", foe, contact="seen"), "enemy seen"),
        (Counter("infantry", foe), "enemy identified"),
        (Counter("infantry", foe, contact="seen", aged=True), "not in sight now"),
    ]


def _border_row(c: Canvas, row: Rect, model: MapModel, index: int) -> None:
    t, border = c.theme, model.board.borders[index]
    scenario = model.view.scenario if model.view else None
    colour = border_colour(t, border, scenario)
    middle = row.y + row.h / 2
    line = ((float(row.x), middle), (row.x + t.px(40.0), middle))
    c.add(*pattern(line, BORDER_PATTERNS[index % len(BORDER_PATTERNS)], colour, t.px(15)))
    who = ""
    if scenario:
        names = [side_name(scenario, scenario.side_by_id[s]) for s in border.claimed_by if s in scenario.side_by_id]
        who = f"claimed by {', '.join(names)}" if names else ""
    words = border.name if not who else who
    c.text(row.without(left=t.px(48)), words, 12, tone="ink")
    c.hit(row, tooltip=border.name)


def _scale(c: Canvas, row: Rect, model: MapModel) -> None:
    c.text(row, f"1 hex = {model.board.hex_m} m across", 12, tone="meta")
