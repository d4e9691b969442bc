"""Questions that keys ask about what is under the cursor or aimed at, and the tables of losses and points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.language.grammar import format_order
from game.language.names import hex_name, kind_words
from game.language.phrases import kilometres
from game.model.units import FATES, ON_MAP
from game.ui import mapview
from game.ui.logbook import answers
from game.ui.scenes.overlay import TextOverlay
from game.ui.theme import Rich

if TYPE_CHECKING:
    from game.ui.scenes.play import PlayScene


def odds(scene: PlayScene, words: str) -> None:
    """The odds at the target, as the question that could be typed; `full` lists all that goes into them."""
    state, session = scene.state, scene.session
    if state.target is None and state.cursor is not None:
        state.aim(state.cursor if state.attackers(state.cursor) or state.gunners(state.cursor) else None)
    order = state.assault()
    gun = state.bombardment()
    if order is None and gun is None:
        session.book.say([("Aim at an enemy that the selected unit can reach; t finds one.", "secondary")])
        return
    if order is not None:
        target = order.target
        scene.orders.give(format_order(order, session.scenario).replace("assault", "odds", 1))
        state.aim(target)
        if words == "full":
            scene.cover(TextOverlay("All that goes into it", answers(session.book.why_last(), session.scenario)))
    elif gun is not None:
        scene.orders.give(format_order(gun, session.scenario).replace("bombard", "fire", 1))


def _pair(scene: PlayScene, words: str) -> tuple[int, int] | None:
    """The hex of the selected unit and the hex that is asked about."""
    state = scene.state
    own, there = state.own(state.unit), scene.hands.hex(words)
    if own is None or there is None or own.hex == there:
        scene.session.book.say([("Select a unit, then point at another hex.", "secondary")])
        return None
    return own.hex, there


def sight(scene: PlayScene, words: str) -> None:
    """Whether the selected unit sees a hex."""
    pair = _pair(scene, words)
    if pair is not None:
        names = [scene.session.scenario.board.grid.name(hex_) for hex_ in pair]  # type: ignore[arg-type]
        scene.orders.give(f"los {names[0]} {names[1]}")


def measure(scene: PlayScene, words: str) -> None:
    """How far a hex is from the selected unit."""
    pair = _pair(scene, words)
    if pair is None:
        return
    board = scene.session.scenario.board
    here, there = pair
    far = board.grid.distance(here, there)  # type: ignore[arg-type]
    climb = board.elevation[there] - board.elevation[here]
    names = f"From {hex_name(board, here)} to {hex_name(board, there)}"  # type: ignore[arg-type]
    scene.session.book.say([(f"{names}: {far} hexes, {kilometres(far * board.hex_m)}, {climb:+d} m.", "secondary")])


def describe(scene: PlayScene) -> None:
    """What is at the cursor; asked again at once, its neighbours too."""
    state = scene.state
    hex_ = state.hover if state.hover is not None else state.cursor
    if hex_ is None:
        return
    again = scene.hands.repeat == ("describe", hex_)
    scene.hands.repeat = ("" if again else "describe", hex_)
    scene.orders.give(f"{'look' if again else 'show'} {scene.hands.name(hex_)}")


def source_here(scene: PlayScene) -> str:
    """Path of the place in the hex under the pointer, or of its ground."""
    camera = scene.state.view_of(scene.shell.theme, scene.map_rect)
    board = scene.session.scenario.board
    inside = scene.map_rect.contains(*scene.mouse)
    hex_ = mapview.hex_at(camera, scene.map_rect, board, *scene.mouse) if inside else None
    if hex_ is None:
        return ""
    place = board.place_at.get(hex_)
    return f"places.{place.id}" if place is not None else f"terrains.{board.terrain(hex_).id}"


def statistics(scene: PlayScene) -> None:
    """Points, losses, resolve and luck so far, as far as the side knows."""
    session = scene.session
    view, book = session.desk.view(), session.book
    own, foe = session.scenario.sides[view.side], session.scenario.sides[1 - view.side]
    resolve = view.resolve[view.side]
    theirs = view.resolve[1 - view.side]
    lines: list[Rich] = [
        [("Points     ", "secondary"), f"{own.name} {view.points[view.side]}, {foe.name} {view.points[1 - view.side]}"],
        [("Losses     ", "secondary"), f"{view.losses[view.side]} of yours, {view.losses[1 - view.side]} claimed"],
        [
            ("Resolve    ", "secondary"),
            f"{resolve} of {own.resolve}; the enemy's " + (f"about {theirs}" if theirs is not None else "is not known"),
        ],
        [("Orders     ", "secondary"), f"{session.game.state.order_count} given by both sides"],
        "",
        book.luck.sentence(exact=False),
    ]
    scene.cover(TextOverlay("So far", lines))


def losses(scene: PlayScene) -> None:
    """Men lost by each unit of one's own."""
    view, units = scene.session.desk.view(), scene.session.scenario.units
    lines: list[Rich] = []
    for own in sorted(view.units, key=lambda o: o.men - units[o.number].men):
        unit = units[own.number]
        lost = unit.men - own.men
        fate = "" if own.status == ON_MAP else f", {FATES[own.status]}"
        tone = "bad" if lost > unit.men // 4 else "text" if lost else "hint"
        lines.append(
            [
                (f"{lost:>5} ", f"{tone} bold"),
                (f"{unit.id:<8} ", "link", f"ui select {unit.id}"),
                (f"of {unit.men}, {kind_words(unit)}{fate}", "secondary"),
            ]
        )
    scene.cover(TextOverlay("Losses by unit", lines))
