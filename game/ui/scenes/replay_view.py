"""The picture of the replay: the map, what was told, the time line, and the panel with battles, history and costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from game.language.describe_hex import hex_lines
from game.language.grammar import format_order
from game.model.orders import Assault
from game.ui import mapview
from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.layout import Frame, play_frame
from game.ui.lists import Log, text_area
from game.ui.logbook import linked, styled
from game.ui.map_counters import side_colour
from game.ui.panels import models, topbar
from game.ui.panels.page import Page, page
from game.ui.scenes.overlay import DialogOverlay
from game.ui.scenes.replay_measure import TURNS_ON, table
from game.ui.theme import Rich, Theme
from game.ui.widgets import PANEL_PADDING, TAB_HEIGHT, Button, Tab, button_row, progress, tabs

if TYPE_CHECKING:
    from game.ui.scenes.replay import ReplayScene

_SLOTS = 120
"""Places of the time line that answer to a click."""


_PRESSED = {"probe": "probes", "attack": "attacks", "storm": "storms"}


def frame_of(theme: Theme, window: Rect) -> Frame:
    """Where the parts lie: as in a battle, with the time line in place of the command line."""
    return play_frame(theme, window.w, window.h)


def paint(scene: ReplayScene, theme: Theme, window: Rect) -> Drawing:
    """Everything but overlays, in parts that are kept as long as nothing about them changes."""
    frame, reel, state = frame_of(theme, window), scene.reel, scene.state
    view, parts = reel.view, state.parts
    drawing = _map(scene, theme, frame)
    log = (theme, len(state.log.entries), state.log.back, reel.at, reel.viewer)
    drawing += parts.get("log", frame.log, log, (state.log,), lambda: _log(scene, theme, frame))
    bar = evolve(models.topbar(reel.desk, reel.game.seed), own=False)
    drawing += parts.get("top", frame.top, (theme, bar), (), lambda: topbar.draw(theme, frame.top, bar))
    line = (theme, reel.at, reel.goal, reel.viewer, state.said, state.plays, state.speed)
    drawing += parts.get("line", frame.command, line, (), lambda: _time_line(scene, theme, frame.command))
    busy = (scene.worker.is_busy, scene.worker.words)
    panel = (theme, state.tab, state.cursor, state.scroll[state.tab].top, reel.at, reel.viewer, state.plays, busy)
    drawing += parts.get("panel", frame.panel, panel, (view, state.found), lambda: _panel(scene, theme, frame))
    return drawing


def write_log(scene: ReplayScene) -> None:
    """What was told of the last orders, each under the order that brought it about."""
    reel = scene.reel
    entries: list[Rich] = []
    for told in reel.heard():
        if told.order:
            side = reel.scenario.sides[reel.orders[told.number - 1].side]
            head = [(f"{told.number} ", "hint"), (f"{side.name}: ", f"{side.colour} bold")]
            entries.append([*head, *linked(told.order, reel.scenario)])
        entries += [["   ", *styled(line, reel.scenario)] for line in told.lines]
    scene.state.log = Log(entries)


# Map ------------------------------------------------------------------------------------------------------------------


def _map(scene: ReplayScene, theme: Theme, frame: Frame) -> Drawing:
    """The map with what happened last marked on it, and what is at work over it."""
    reel, state = scene.reel, scene.state
    camera, rect, _ = scene.hands.camera()
    told = reel.now()
    last = mapview.Animation(flashes=told.spots) if told is not None and told.spots else None
    base = mapview.map_model(reel.desk, overlays=state.overlays)
    model = evolve(base, view=reel.view, selected=state.cursor, hover=state.hover, animation=last)
    c = Canvas(theme, frame.map)
    c.fill(frame.map, "window")
    drawing = (c.drawing() + mapview.draw(theme, rect, camera, model)).grouped(frame.map, anchor=camera)
    words, share = _at_work(scene)
    if words:
        over = Canvas(theme, frame.map)
        strip = frame.map.inset(theme.px(12)).bottom_part(theme.px(28))
        progress(over, strip, share, words)
        over.hit(strip, "ui stop", "Esc stops this")
        drawing += over.drawing().grouped(frame.map)
    return drawing


def _at_work(scene: ReplayScene) -> tuple[str, float]:
    """What goes on, and how far it is; empty for nothing."""
    reel, worker = scene.reel, scene.worker
    if worker.is_busy:
        numbers = [int(word) for word in worker.words.split() if word.isdigit()]
        share = numbers[0] / numbers[1] if len(numbers) > 1 and numbers[1] else 0.0
        return f"The computers play on: {worker.words or 'begins'}. Esc stops them.", share
    if reel.moves:
        return f"Going to order {reel.goal}: at {reel.at}. Esc stops.", reel.at / max(1, reel.goal)
    return "", 0.0


# Time line ------------------------------------------------------------------------------------------------------------


def _time_line(scene: ReplayScene, theme: Theme, rect: Rect) -> Drawing:
    """Where the replay stands among all orders: turns as ticks, assaults as marks; a click goes there."""
    t, c, reel = theme, Canvas(theme, rect), scene.reel
    c.fill(rect, "panel")
    c.fill(rect.top_part(t.px(1)), "line")
    total = max(1, len(reel.orders))
    words = f"order {reel.at} of {len(reel.orders)}"
    wide = min(rect.w // 2, t.measure.width("0" * (len(words) + 2), t.font(13)))
    label = rect.inset(t.px(14), 0).left_part(wide)
    c.text(label, [(words, "bold")], 13)
    room = rect.without(left=label.right - rect.x, right=t.px(16)).inset(0, t.px(9))
    if scene.state.said:
        c.text(room, [(scene.state.said, "accent")], 13)
        return c.drawing()

    def spot(number: int) -> int:
        return room.x + room.w * number // total

    middle = Rect(room.x, room.y + room.h // 2 - t.px(2), room.w, t.px(4))
    c.fill(middle, "line")
    c.fill(middle.left_part(spot(reel.at) - room.x), "accent")
    for mark in reel.playback.record.marks:
        c.fill(Rect(spot(mark.after), room.y, t.px(1), room.h), "hint")
    for number in reel.shown_battles():
        colour = side_colour(reel.scenario, reel.orders[number - 1].side)
        c.fill(Rect(spot(number) - t.px(1), room.y + t.px(3), t.px(3), room.h - t.px(6)), colour)
    c.fill(Rect(spot(reel.at) - t.px(2), room.y - t.px(2), t.px(4), room.h + t.px(4)), "accent")
    slots = min(_SLOTS, total)
    for slot in range(slots):
        number = round(slot * total / max(1, slots - 1))
        left = room.x + room.w * slot // slots
        cell = Rect(left, rect.y, room.x + room.w * (slot + 1) // slots - left, rect.h)
        c.hit(cell, f"ui go {number}", f"To order {number}, turn {reel.turn_of(number)}")
    return c.drawing()


# Panel ----------------------------------------------------------------------------------------------------------------


def _panel(scene: ReplayScene, theme: Theme, frame: Frame) -> Drawing:
    from game.ui.scenes.replay import TABS  # noqa: PLC0415  (the scene draws itself here)

    t, c, state = theme, Canvas(theme, frame.panel), scene.state
    c.fill(frame.panel, "panel")
    c.fill(frame.panel.left_part(t.px(1)), "line")
    inner = frame.panel.inset(t.px(PANEL_PADDING), 0)
    named = enumerate(TABS.items(), 1)
    tabs(
        c,
        inner.top_part(t.px(TAB_HEIGHT)),
        [Tab(name, f"ui tab {tab}", str(n), tab == state.tab) for n, (tab, name) in named],
    )
    foot = inner.bottom_part(t.px(2 * 32 + 8 + 12)).top_part(t.px(2 * 32 + 8))
    head = inner.without(top=t.px(TAB_HEIGHT + 8)).top_part(t.px(26))
    _viewers(scene, c, head)
    body = inner.without(top=head.bottom - inner.y + t.px(10), bottom=inner.bottom - foot.y + t.px(8))
    writers = {"battles": _battles, "record": _record, "hex": _hex, "cost": _cost}
    c.hit(body, wheel="ui scroll")
    c.paste(page(t, body, state.scroll[state.tab], lambda sheet: writers[state.tab](scene, sheet)))
    _buttons(scene, c, foot)
    return c.drawing()


def _viewers(scene: ReplayScene, c: Canvas, rect: Rect) -> None:
    """Whose picture is shown; a click changes it."""
    reel = scene.reel
    names: list[tuple[str, str, bool]] = [("Both sides", "both", reel.viewer is None)]
    names += [(side.adjective, side.id, reel.viewer == side.number) for side in reel.scenario.sides]
    if reel.only_side is not None:
        names = [names[reel.only_side + 1]]
    wide = rect.w // len(names)
    for number, (name, word, chosen) in enumerate(names):
        cell = Rect(rect.x + number * wide, rect.y, wide - c.theme.px(6), rect.h)
        c.fill(cell, "raised" if chosen else "panel")
        if chosen:
            c.outline(cell, "accent")
        c.text(cell, name, 13, align="centre", tone="text" if chosen else "secondary")
        c.hit(cell, f"ui viewer {word}", "Tab: whose picture is shown")


def _battles(scene: ReplayScene, sheet: Page) -> None:
    reel = scene.reel
    sheet.words([("Assaults", "accent bold"), ("   n next, p previous", "hint")])
    sheet.skip(4)
    numbers = reel.shown_battles()
    if not numbers:
        sheet.words("Nobody assaulted anybody.", tone="secondary")
    for number in numbers:
        order, side = reel.orders[number - 1], reel.scenario.sides[reel.orders[number - 1].side]
        if not isinstance(order, Assault):
            continue
        place = reel.scenario.board.place_at.get(order.target)
        where = place.name if place is not None else reel.scenario.board.grid.name(order.target)
        here = number == reel.at
        mark = "> " if here else "  "
        words: Rich = [
            (mark, "accent bold"),
            (f"{number:>4}", "link", f"ui go {number}"),
            (f"  T{reel.turn_of(number - 1):<3}", "secondary"),
            (side.name, f"{side.colour} bold"),
            (f" {_PRESSED[order.press]} {where}", "bold" if here else "text"),
        ]
        sheet.words(words)


def _record(scene: ReplayScene, sheet: Page) -> None:
    reel, view = scene.reel, scene.reel.view
    sheet.words([("The record at this hour", "accent bold"), ("   g: on the map", "hint")])
    sheet.skip(4)
    for line in reel.gaps():
        indent = 14 if line.startswith("  ") else 0
        sheet.words(linked(line.strip(), view.scenario, "secondary" if indent else "text"), indent=indent)
        sheet.skip(2)


def _hex(scene: ReplayScene, sheet: Page) -> None:
    state, reel = scene.state, scene.reel
    if state.cursor is None:
        sheet.words("No hex is chosen. Click one, or move the cursor with Alt and the arrows.", tone="secondary")
        return
    for line in hex_lines(reel.view, state.cursor):
        sheet.words(linked(line, reel.scenario))
        sheet.skip(2)


def _cost(scene: ReplayScene, sheet: Page) -> None:
    found = scene.state.found
    sheet.words([("What did it cost?", "accent bold")])
    sheet.skip(4)
    if found is None:
        sheet.words(
            "Go to an order and press m: the computers play on from it and from what could have been ordered instead, "
            "with the same dice, and tell what the order cost. Shift+M measures the whole part of a turn, i an order "
            "of your own making.",
            tone="secondary",
        )
        return
    for rich in table(found):
        line = rich if isinstance(rich, str) else "".join(part if isinstance(part, str) else part[0] for part in rich)
        if not line.strip():
            sheet.skip(8)
            continue
        sheet.words(_bare(rich), indent=14 if line.startswith("  ") else 0)


def _bare(rich: Rich) -> Rich:
    """The words without the blanks before them."""
    if isinstance(rich, str):
        return rich.strip()
    return [part.strip() if isinstance(part, str) else (part[0].strip(), *part[1:]) for part in rich]


def _buttons(scene: ReplayScene, c: Canvas, foot: Rect) -> None:
    t, reel, state = c.theme, scene.reel, scene.state
    at_start, at_end = not reel.at, reel.at >= len(reel.orders)
    upper, lower = foot.top_part(t.px(32)), foot.bottom_part(t.px(32))
    play = Button("Pause" if state.plays else "Play", "ui play", "", "Space", primary=True, enabled=not at_end)
    back = Button("Back", "ui step -1", "", "PgUp", enabled=not at_start)
    ahead = Button("Ahead", "ui step 1", "", "PgDn", enabled=not at_end)
    button_row(c, upper, [back, play, ahead])
    busy = scene.worker.is_busy
    measure = Button("Measure", "ui measure", "", "M", enabled=not at_start and not busy)
    over = reel.game.state.result is not None
    tip = "Plays on from here in a battle of its own; the record stays as it is"
    button_row(c, lower, [measure, Button("Play on", "ui fork", "", "F", tooltip=tip, enabled=not over)])


def measure_dialog(scene: ReplayScene, *, whole: bool) -> DialogOverlay:
    """How many games are to be played, and how far."""
    reel, number = scene.reel, scene.reel.at
    order = reel.orders[number - 1]
    what = f"Order {number}, {reel.scenario.sides[order.side].name}: {format_order(order, reel.scenario)}."
    if whole:
        what = f"All that {reel.scenario.sides[order.side].name} ordered in turn {reel.turn_of(number - 1)}."
    word = "turn " if whole else ""
    chosen, told = scene.state.instead, ""
    if chosen is not None and chosen[0] == number and not whole:
        told = f"Against: {'; '.join(format_order(one, reel.scenario) for one in chosen[1])}."
    body = (
        what,
        told,
        "The computers play both sides on from there, so many times after each choice. A long battle takes minutes for "
        f"each game: then play {TURNS_ON} turns on only. They are the yardstick, not the truth.",
    )
    return DialogOverlay(
        "What did it cost?",
        tuple(line for line in body if line),
        (
            Button("Cancel", "close", "escape", "Esc"),
            Button("10, short", f"ui measure {word}10 {TURNS_ON}", "1", "1"),
            Button("30, short", f"ui measure {word}30 {TURNS_ON}", "2", "2"),
            Button("10 games", f"ui measure {word}10", "3", "3", primary=True),
            Button("30 games", f"ui measure {word}30", "4", "4"),
        ),
        760,
    )


def _log(scene: ReplayScene, theme: Theme, frame: Frame) -> Drawing:
    t, c = theme, Canvas(theme, frame.log)
    c.fill(frame.log, "window")
    c.fill(frame.log.top_part(t.px(1)), "line")
    text_area(c, frame.log.inset(t.px(14), t.px(7)), scene.state.log, hang=4, wheel="ui log")
    return c.drawing()
