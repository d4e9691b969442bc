"""The legend: a card on the map with the border lines, the marks of units and contacts, and the scale."""

from __future__ import annotations

from attrs import evolve

from game.language.names import side_name
from game.language.phrases import listing
from game.ui.canvas import Canvas
from game.ui.counters import Counter, counter_image
from game.ui.draw import Command, Drawing, Hit, Image
from game.ui.geometry import Column, Rect
from game.ui.map_counters import side_colour
from game.ui.map_ghosts import ghost_frame
from game.ui.map_model import MapModel
from game.ui.map_ways import BORDER_PATTERNS, border_colour, pattern
from game.ui.theme import Theme

_WIDTH, _ROW, _LINE_ROW = 300, 25, 34


def legend(theme: Theme, rect: Rect, model: MapModel) -> Drawing:
    """The legend in the lower left corner of the map, as a picture that is kept; a click on it puts it away."""
    t = theme
    rows, borders = _rows(model), model.board.borders
    pad = t.px(12)
    height = 2 * pad + t.px(28) + t.px(_ROW) * len(rows) + t.px(_LINE_ROW) * len(borders) + t.px(26)
    height = min(height, rect.h)
    w = min(t.px(_WIDTH), rect.w)
    x, y = rect.x + t.px(28), max(rect.y, rect.bottom - height - t.px(12))
    names = tuple(border.name for border in borders)
    key = ("legend", t.name, t.unit, w, height, model.board.hex_m, names, tuple(words for _, words in rows))
    picture = Image(x, y, w, height, key, lambda: _card(t, Rect(0, 0, w, height), model), opaque=True)
    hits = [Hit(Rect(x, y, w, height), "ui overlay legend", "Click to put the legend away.")]
    top = y + pad + t.px(28)
    for number, name in enumerate(names):
        row = Rect(x, top + number * t.px(_LINE_ROW), w, t.px(_LINE_ROW))
        hits.append(Hit(row, "ui overlay legend", name))
    return Drawing((picture,), tuple(hits))


def _card(t: Theme, box: Rect, model: MapModel) -> tuple[Command, ...]:
    c = Canvas(t, box)
    c.fill(box, "paper")
    c.outline(box, "rule", t.px(1))
    column = Column(box.inset(t.px(12)))
    head = column.take(t.px(28))
    c.text(head, "Legend", 14, tone="ink", face="semibold")
    c.text(head, f"1 hex = {model.board.hex_m} m", 12, tone="meta", align="right")
    for index in range(len(model.board.borders)):
        _border_row(c, column.take(t.px(_LINE_ROW)), model, index)
    column.skip(t.px(4))
    for mark, words in _rows(model):
        row = column.take(t.px(_ROW))
        x, y = row.x + t.px(20), row.y + row.h / 2
        if isinstance(mark, Counter):
            c.add(counter_image(x, y, t.px(15), mark, t))
        elif mark in t.sides:
            c.add(ghost_frame(evolve(t, name="paper"), t.px(15), x, y, t.side(mark), False))
        else:
            c.text(row.left_part(t.px(44)), mark, 11, align="centre", tone="ink", face="semibold")
        c.text(row.without(left=t.px(52)), words, 12, tone="ink")
    if model.board.objectives:
        c.text(column.take(t.px(26)), "flag: who holds an objective", 12, tone="meta")
    return c.drawing().commands


def _rows(model: MapModel) -> list[tuple[Counter | str, str]]:
    """Marks with what they mean: a counter, words as they stand on the map, or the side whose ghosts are shown."""
    view = model.view
    own = side_colour(view.scenario, view.side) if view else "blue"
    foe = side_colour(view.scenario, 1 - view.side) if view else "red"
    rows: list[tuple[Counter | str, str]] = [
        (Counter("infantry", own, "", cohesion=0.8), "yours; the bar is cohesion"),
        (Counter("infantry", own, "", moved=True), "has moved or holds"),
        (Counter("infantry", own, "", hidden=True), "creeps unseen"),
        (Counter("infantry", own, "", suppressed=True), "pinned by fire"),
        (Counter("infantry", own, "", dug_in=2), "dug in, by depth"),
        (Counter("infantry", foe, contact="seen"), "enemy seen"),
        (Counter("infantry", foe), "enemy identified"),
        (Counter("", foe, contact="unknown"), "heard or reported, not seen"),
        (Counter("infantry", foe, contact="seen", aged=True), "not in sight now"),
        ("16h", "hours since it was seen"),
    ]
    if view is not None and any(view.scenario.units[u.number].dummy is not None for u in view.units):
        rows.insert(5, ("(id)", "a show of yours, no real unit"))
    if "ghost" in model.overlays:
        rows.append((own, "history: yours stood here"))
        rows.append((foe, "history: the enemy stood here"))
    return rows


def _border_row(c: Canvas, row: Rect, model: MapModel, index: int) -> None:
    """A border line's stroke, its name and who claims it."""
    t, border = c.theme, model.board.borders[index]
    scenario = model.view.scenario if model.view else None
    paper = evolve(t, name="paper")
    middle = row.y + row.h / 2
    line = ((float(row.x), middle), (row.x + float(t.px(42)), middle))
    colour = border_colour(paper, border, scenario)
    c.add(*pattern(line, BORDER_PATTERNS[index % len(BORDER_PATTERNS)], colour, t.px(15)))
    names: list[str] = []
    if scenario:
        names = [side_name(scenario, scenario.side_by_id[s]) for s in border.claimed_by if s in scenario.side_by_id]
    words = row.without(left=t.px(52))
    c.text(words.top_part(row.h // 2), border.name, 12, tone="ink")
    c.text(words.bottom_part(row.h // 2), f"claimed by {listing(names)}" if names else "", 11, tone="meta")
