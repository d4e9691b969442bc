"""The picture of the play scene: map, panel, log and command line in their places."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from attrs import evolve

from game.language.complete import complete
from game.language.grammar import format_order
from game.model.orders import Refusal
from game.ui import mapview
from game.ui.canvas import Canvas
from game.ui.commands import COMMANDS
from game.ui.draw import Drawing
from game.ui.entry import Candidate, FieldLook, command_line, completion
from game.ui.geometry import Rect
from game.ui.layout import Frame, play_frame
from game.ui.lists import text_area
from game.ui.panels import air, hexes, history, journal, models, objectives, odds, org, stack, topbar, tutorial, unit
from game.ui.scenes import play_air
from game.ui.scenes.play_state import TAB_NAMES, TABS, PlayState
from game.ui.theme import Rich, Theme
from game.ui.widgets import PANEL_PADDING, TAB_HEIGHT, Button, Tab, button_row, progress, tabs

if TYPE_CHECKING:
    from game.ui.scenes.play import PlayScene

_HINTS = "Tab completes · Up recalls · Esc to the map"
_MAP_HINTS = "/ finds · : commands · ? keys"


def frame_of(theme: Theme, window: Rect) -> Frame:
    """Where the parts lie."""
    return play_frame(theme, window.w, window.h)


def paint(scene: PlayScene, theme: Theme, window: Rect) -> Drawing:
    """Everything but overlays, in parts that are kept as long as nothing about them changes."""
    frame = frame_of(theme, window)
    state, parts = scene.state, scene.state.parts
    desk = state.desk
    drawing = _map(scene, theme, frame)
    drawing += parts.get("log", frame.log, _log_key(scene, theme), (), lambda: _log(scene, theme, frame))
    seed = scene.session.match.game.seed
    top = (theme, seed)
    drawing += parts.get(
        "top", frame.top, top, (desk,), lambda: topbar.draw(theme, frame.top, models.topbar(desk, seed))
    )
    drawing += parts.get("panel", frame.panel, _panel_key(scene, theme), (desk,), lambda: _panel(scene, theme, frame))
    command = (theme, state.entry.text, state.entry.cursor, state.typing, ghost(scene), _placeholder(scene))
    drawing += parts.get("command", frame.command, command, (), lambda: _command(scene, theme, frame))
    if state.typing:
        items = candidates(scene)
        drawing += completion(theme, window, state.word_x, state.log_bottom, items, state.completion).grouped(window)
    return drawing


def _log_key(scene: PlayScene, theme: Theme) -> Hashable:
    log = scene.session.book.log
    return theme, scene.session.viewer, len(log.entries), log.back


def _panel_key(scene: PlayScene, theme: Theme) -> Hashable:
    """All that the panel hangs on besides the desk."""
    state, session = scene.state, scene.session
    flying = (state.squadron, state.sortie, state.air_target, state.air_base)
    chosen = (flying, state.tab, state.selected, state.cursor, state.target, state.contact, state.press, state.gait)
    course = (session.may_order, session.is_busy, session.is_over, scene.turns.step is None, session.viewer)
    tasks = tuple(session.formations.tasks(state.desk.side).items()) if state.tab in ("oob", "unit") else ()
    return theme, chosen, course, state.scroll[state.tab].top, len(session.remarks()), state.folds, tasks


# Map ------------------------------------------------------------------------------------------------------------------


def _map(scene: PlayScene, theme: Theme, frame: Frame) -> Drawing:
    state = scene.state
    camera = state.view_of(theme, frame.map)
    model, words = _map_model(scene), scene.turns_words()
    lesson = scene.session.lesson if not state.lesson_hidden and not words else None
    base = Canvas(theme, frame.map)
    base.fill(frame.map, "window")
    drawing = base.drawing() + mapview.draw(theme, frame.map, camera, model)
    drawing = drawing.grouped(frame.map, anchor=camera)
    if lesson is None and not words:
        return drawing
    over = (theme, words)
    return drawing + state.parts.get("over", frame.map, over, (lesson,), lambda: _over_map(scene, theme, frame.map))


def _over_map(scene: PlayScene, theme: Theme, rect: Rect) -> Drawing:
    """What lies over the map: the lesson, or what is at work."""
    c, words, lesson = Canvas(theme, rect), scene.turns_words(), scene.session.lesson
    if words:
        strip = rect.inset(theme.px(12)).bottom_part(theme.px(28))
        progress(c, strip, 1.0, words)
        c.hit(strip, "ui faster", "Esc hurries this on")
    elif lesson is not None:
        box = rect.inset(theme.px(12))
        c.paste(tutorial.draw(theme, box, models.tutorial(scene.session.scenario, lesson)))
    return c.drawing()


def _map_model(scene: PlayScene) -> mapview.MapModel:
    """The map with selection, reach and path; nothing of these while the enemy's part is shown."""
    state = scene.state
    live = state.shown_desk is None
    own = state.own(state.unit)
    route = state.route(state.hover) if live and scene.session.may_order else None
    enemy = state.hover is not None and state.hover in state.desk.view().contacts_at
    units = state.selected
    if state.highlighted:
        units = tuple(u for u in state.desk.view().units_in.get(state.highlighted, ()) if state.own(u))
    hover = state.hover if state.hover is not None else state.cursor
    moving = scene.turns.animation()
    if moving is not None:
        return mapview.map_model(
            state.desk,
            overlays=state.overlays,
            selected=own.hex if own is not None else None,
            units=units,
            animation=moving,
            target=state.target if live else None,
        )
    spot = own.hex if own is not None else state.cursor
    seen_from = hover if "sight" in state.overlays else None
    base = state.keep(
        ("map", state.overlays, seen_from),
        lambda: mapview.map_model(state.desk, overlays=state.overlays, hover=seen_from),
    )
    return evolve(
        base,
        selected=spot,
        units=units,
        hover=hover,
        reach=state.reach() if live else None,
        reach_kind=state.gait,
        path=None if enemy else route,
        target=state.air_target if state.tab == "air" else state.target,
    )


# Panel ----------------------------------------------------------------------------------------------------------------


def _panel(scene: PlayScene, theme: Theme, frame: Frame) -> Drawing:
    t, state, c = theme, scene.state, Canvas(theme, frame.panel)
    c.fill(frame.panel, "panel")
    c.fill(frame.panel.left_part(t.px(1)), "line")
    inner = frame.panel.inset(t.px(PANEL_PADDING), 0)
    items = [
        Tab(TAB_NAMES[tab], f"ui tab {tab}", f"ctrl+{number}", tab == state.tab)
        for number, tab in enumerate(TABS, 1)
        if tab != "air" or state.desk.view().squadrons
    ]
    tabs(c, inner.top_part(t.px(TAB_HEIGHT)), items)
    foot = inner.bottom_part(t.px(32 + 12))
    body = inner.without(top=t.px(TAB_HEIGHT + 10), bottom=foot.h + t.px(8))
    drawing = _tab(scene, t, body, frame)
    c.paste(drawing)
    if not any(hit.wheel and hit.rect.overlaps(body) for hit in drawing.hits):
        c.hit(body, wheel=f"ui scroll {state.tab}")
    button_row(c, foot.top_part(t.px(32)), _buttons(scene))
    return c.drawing()


def _tab(scene: PlayScene, theme: Theme, rect: Rect, frame: Frame) -> Drawing:
    state, desk = scene.state, scene.state.desk
    scroll = state.scroll[state.tab]
    match state.tab:
        case "unit":
            return _unit(scene, theme, rect, frame)
        case "hex":
            return _hex(state, theme, rect)
        case "odds":
            return _odds(state, theme, rect)
        case "oob":
            tasks = scene.session.formations.tasks(desk.side)
            key = ("org", state.selected, state.folds, tuple(tasks.items()))
            panel = state.keep(key, lambda: models.org_panel(desk, state.selected, state.folds, tasks))
            return org.draw(theme, rect, panel, scroll)
        case "air":
            flying = (state.squadron, state.sortie, state.air_target, state.air_base)
            sheet = state.keep(("air", *flying), lambda: models.air_panel(desk, *flying))
            return air.draw(theme, rect, sheet, scroll)
        case "aims":
            aims = state.keep("aims", lambda: models.objectives_panel(desk))
            upper, lower = rect.top_part(rect.h * 58 // 100), rect.without(top=rect.h * 60 // 100)
            record = state.keep("history", lambda: models.history_panel(desk, scene.session.book.taken))
            return objectives.draw(theme, upper, aims, scroll) + history.draw(theme, lower, record)
        case _:
            remarks = scene.session.remarks()
            notes = state.keep(("notes", len(remarks)), lambda: models.journal_panel(desk, remarks))
            return journal.draw(theme, rect, notes, scroll)


def _unit(scene: PlayScene, theme: Theme, rect: Rect, frame: Frame) -> Drawing:
    """The selected unit or contact, and its stack below where there is room."""
    state, desk = scene.state, scene.state.desk
    number = state.contact
    if number is not None:
        there = state.keep(("contact", number), lambda: models.contact_panel(desk, number))
        return unit.draw(theme, rect, there, state.scroll["unit"])
    own = state.own(state.unit)
    if own is None:
        c = Canvas(theme, rect)
        c.paragraph(
            rect, "No unit is selected. Click one, or press n for the next with something to do.", tone="secondary"
        )
        return c.drawing()
    why = scene.session.formations.why(own.number)
    sheet = state.keep(("unit", own.number, why), lambda: models.unit_panel(desk, own.number, why))
    stacked = desk.view().stacks.get(own.hex, ())
    if frame.low or len(stacked) < 2:
        return unit.draw(theme, rect, sheet, state.scroll["unit"])
    high = min(theme.px(20 * len(stacked) + 34), rect.h // 3)
    listed = state.keep(("stack", own.hex, state.selected), lambda: models.stack_panel(desk, own.hex, state.selected))
    upper = unit.draw(theme, rect.without(bottom=high + theme.px(8)), sheet, state.scroll["unit"])
    return upper + stack.draw(theme, rect.bottom_part(high), listed)


def _hex(state: PlayState, theme: Theme, rect: Rect) -> Drawing:
    desk, hex_ = state.desk, state.cursor
    if hex_ is None:
        c = Canvas(theme, rect)
        c.paragraph(rect, "No hex is chosen. Click one, or move the cursor with the arrows.", tone="secondary")
        return c.drawing()
    reach = state.reach()
    panel = state.keep(("hex", hex_, state.unit, state.gait), lambda: models.hex_panel(desk, hex_, reach))
    stacked = desk.view().stacks.get(hex_, ())
    if not stacked:
        return hexes.draw(theme, rect, panel, state.scroll["hex"])
    high = min(theme.px(20 * len(stacked) + 34), rect.h // 3)
    listed = state.keep(("stack", hex_, state.selected), lambda: models.stack_panel(desk, hex_, state.selected))
    upper = hexes.draw(theme, rect.without(bottom=high + theme.px(8)), panel, state.scroll["hex"])
    return upper + stack.draw(theme, rect.bottom_part(high), listed)


def _odds(state: PlayState, theme: Theme, rect: Rect) -> Drawing:
    """The odds at the target: of the assault if one is possible, else of the fire."""
    desk = state.desk
    order, forecast = state.assault(), state.forecast()
    gun, fire = state.bombardment(), state.fire()
    if order is not None and forecast is not None:
        line = format_order(order, desk.scenario)
        panel = (
            models.refused_panel(desk, forecast)
            if isinstance(forecast, Refusal)
            else state.keep(("odds", order), lambda: models.odds_panel(desk, forecast, line))
        )
        return odds.draw(theme, rect, panel, state.scroll["odds"])
    if gun is not None and fire is not None:
        line = format_order(gun, desk.scenario)
        panel = (
            models.refused_panel(desk, fire) if isinstance(fire, Refusal) else models.fire_panel(desk, gun, fire, line)
        )
        return odds.draw(theme, rect, panel, state.scroll["odds"])
    c = Canvas(theme, rect)
    words = "Nothing is aimed at. Select a unit, then click an enemy next to it, or press t for the next target."
    c.paragraph(rect, words, tone="secondary")
    return c.drawing()


def _buttons(scene: PlayScene) -> list[Button]:
    """Three buttons: the next unit, what can be done at the target, the end of the turn."""
    session, state = scene.session, scene.state
    if session.is_over:
        return [
            Button("Map", "ui zoom fit", "", ""),
            Button("Title", "ui title", "", "^W"),
            Button("Report", "ui over", "", "^Enter", primary=True),
        ]
    mine = session.may_order
    middle = Button("Undo", "undo", "", "U", enabled=mine, tooltip="Takes the last order back")
    if state.target is not None and state.assault() is not None:
        middle = Button(
            f"{state.press.capitalize()}",
            "ui assault",
            "",
            "A",
            "Assault",
            enabled=mine,
            tooltip="Assaults the target; e changes how hard to press",
        )
    elif state.target is not None and state.bombardment() is not None:
        middle = Button("Fire", "ui bombard", "", "B", enabled=mine, tooltip="Fires at the target")
    if state.tab == "air" and play_air.is_aimed(scene):
        middle = Button("Fly", "ui fly", "", "", enabled=mine, tooltip="Sends the squadron")
    if session.is_busy or scene.turns.step is not None:
        last = Button("Skip", "ui faster", "", "Esc", primary=True)
    elif mine and state.desk.view().pending:
        last = Button("Decide", "ui decision", "", "^Enter", primary=True)
    else:
        last = Button("End turn", "ui end", "", "^Enter", "End", primary=True, enabled=mine)
    return [Button("Next", "next", "", "N", tooltip="Next unit with something to do", enabled=mine), middle, last]


# Log and command line -------------------------------------------------------------------------------------------------


def _log(scene: PlayScene, theme: Theme, frame: Frame) -> Drawing:
    """The log; notes the height at which its newest line begins, below which the completion may not reach."""
    t, c = theme, Canvas(theme, frame.log)
    c.fill(frame.log, "window")
    c.fill(frame.log.top_part(t.px(1)), "line")
    inner = frame.log.inset(t.px(14), t.px(7))
    scene.state.log_bottom = text_area(c, inner, scene.session.book.log, wheel="ui log")
    return c.drawing()


def _command(scene: PlayScene, theme: Theme, frame: Frame) -> Drawing:
    """The command line; notes where the word begins that is being typed."""
    state, c = scene.state, Canvas(theme, frame.command)
    hints: Rich = "" if frame.narrow else _HINTS if state.typing else _MAP_HINTS
    look = FieldLook(ghost(scene), _placeholder(scene), focused=state.typing)
    state.word_x = command_line(c, frame.command, state.entry, look, hints, "ui command")
    return c.drawing()


def _placeholder(scene: PlayScene) -> str:
    """The command line says what a click or Enter would do just now."""
    state = scene.state
    if state.typing or not scene.session.may_order:
        return ""
    line = ""
    if state.target is not None and state.hover in (None, state.target):
        order = state.assault() or state.bombardment()
        line = format_order(order, scene.session.scenario) if order is not None else ""
    elif state.unit is not None and state.hover is not None and state.hover in (state.reach() or {}):
        units = scene.session.scenario
        name = units.board.grid.name(state.hover)
        line = f"move {units.units[state.unit].id} {name}{' stealth' if state.gait == 'stealth' else ''}"
    return line


def candidates(scene: PlayScene) -> list[Candidate]:
    """What may stand at the cursor of the command line, with reasons; commands of the interface after the others."""
    state = scene.state
    text = state.entry.text[: state.entry.cursor]
    if not text.strip():
        return []
    key = ("complete", text, state.unit)
    found = state.keep(key, lambda: complete(text, len(text), state.desk, state.unit))
    items = [Candidate(entry.text, entry.reason) for entry in found]
    word = text.removeprefix("ui ").lstrip()
    if " " not in word:
        known = {entry.text for entry in items}
        items += [
            Candidate(entry.word, entry.says)
            for entry in COMMANDS
            if entry.word.startswith(word.lower()) and (entry.word not in known or text.startswith("ui "))
        ]
    return items[:60]


def ghost(scene: PlayScene) -> str:
    """The rest of the word that Tab would complete."""
    state = scene.state
    if not state.typing:
        return ""
    items = candidates(scene)
    _, typed = state.entry.word()
    if not items or not 0 <= state.completion.selected < len(items):
        return ""
    chosen = items[state.completion.selected].text
    return chosen[len(typed) :] if chosen.lower().startswith(typed.lower()) else ""
