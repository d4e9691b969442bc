"""Other courses of a record: a battle of its own from a point of it, and what an order or a turn cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.ai.levels import LEVELS
from game.language.grammar import format_order
from game.match import HUMAN
from game.record import replay, storage
from game.record.forking import cut_off
from game.record.problems import RecordProblem
from game.record.replay import Record
from game.ui.scenes import replay_view
from game.ui.scenes.overlay import FieldOverlay
from game.ui.scenes.replay_measure import MEASURE, NothingElse, fork_at, measure_order, measure_turn, read_orders

if TYPE_CHECKING:
    from game.ui.scenes.replay import ReplayScene


def free_path(name: str) -> Path:
    """A file in the folder of saves that is not there yet."""
    path, number = storage.save_path(name), 1
    while path.exists():
        number += 1
        path = storage.save_path(f"{name}-{number}")
    return path


def play_on(scene: ReplayScene) -> None:
    """Writes a save of the battle as it is here, and plays on from it."""
    from game.ui.scenes.play import PlayScene  # noqa: PLC0415  (the battle leads to its report, and that here)
    from game.ui.session import open_save  # noqa: PLC0415

    reel = scene.reel
    if reel.game.state.result is not None:
        scene.state.said = "The battle is over there: go back to an order from which to play on."
        return
    record = reel.playback.record
    seats = [seat if seat in LEVELS else HUMAN for seat in record.header.seats]
    if HUMAN not in seats:
        seats[reel.game.state.side if reel.viewer is None else reel.viewer] = HUMAN
    try:
        _keep(scene, record)
        path = free_path(f"fork-{reel.scenario.id}-order-{reel.at}")
        cut = cut_off(record, reel.at, reel.game.digest(), (seats[0], seats[1]))
        storage.replace_file(path, replay.text_of(cut), replay.parse)
        session = open_save(path, scene.shell.catalogue)
    except (RecordProblem, LookupError, OSError) as error:
        scene.tell("The battle cannot go on from here", f"{error}.", "The record is as it was.")
        return
    battle = PlayScene(scene.shell, session)
    scene.shell.restart(battle)
    words = f"You play on from order {reel.at} of the record; it is saved as {path.name}."
    battle.session.book.say([(words, "accent")])


def _keep(scene: ReplayScene, record: Record) -> None:
    """Puts a record by that lies only where the new course will be saved by itself."""
    auto = storage.autosave_path(scene.reel.scenario.id)
    if scene.reel.origin is None or scene.reel.origin == auto:
        path = free_path(f"whole-{scene.reel.scenario.id}-{record.header.seed}")
        storage.replace_file(path, replay.text_of(record), replay.parse)


def measure(scene: ReplayScene, words: str) -> None:
    """Measures the order shown, or with `turn` the side's whole part: "10", "30 3", "turn 10 3"; else asks."""
    reel = scene.reel
    if scene.worker.is_busy:
        scene.state.said = "A measurement is at work; Esc stops it."
        return
    if reel.only_side is not None:
        scene.state.said = "Measuring would tell what the enemy has: finish this battle first."
        return
    if not reel.at:
        scene.state.said = "No order was given yet: go to the order that is to be measured."
        return
    whole = words.startswith("turn")
    numbers = [int(word) for word in words.split() if word.isdigit()]
    if not numbers:
        scene.cover(replay_view.measure_dialog(scene, whole=whole))
        return
    _start(scene, numbers[0], numbers[1] if len(numbers) > 1 else 0, whole=whole)


def _start(scene: ReplayScene, games: int, turns: int, *, whole: bool) -> None:
    reel, number = scene.reel, scene.reel.at
    others = (scene.state.instead[1],) if scene.state.instead and scene.state.instead[0] == number else ()
    side, turn = reel.orders[number - 1].side, reel.turn_of(number - 1)
    try:
        fork = fork_at(reel, scene.shell.catalogue)
    except NothingElse as fault:
        scene.state.said = str(fault)
        return
    if whole:
        scene.worker.start(MEASURE, lambda tell, stop: measure_turn(fork, reel, turn, side, games, turns, tell, stop))
    else:
        scene.worker.start(
            MEASURE, lambda tell, stop: measure_order(fork, reel, number, others, games, turns, tell, stop)
        )


def instead(scene: ReplayScene, words: str) -> None:
    """An order that could have been given in place of the one shown; then asks how to measure it."""
    reel, number = scene.reel, scene.reel.at
    if reel.only_side is not None or not number or scene.worker.is_busy:
        measure(scene, "")
        return
    if not words:
        order = format_order(reel.orders[number - 1], reel.scenario)
        told = (f"Order {number} was: {order}.", "What could have been ordered instead?")
        scene.cover(FieldOverlay("Another order", told, "ui instead", accept="Measure"))
        return
    reel.aim(number - 1)
    try:
        reel.step(lambda: False)
        scene.state.instead = (number, read_orders(reel, number, words))
    except NothingElse as fault:
        scene.tell("Another order", str(fault))
        return
    finally:
        reel.aim(number)
        reel.step(lambda: False)
    scene.cover(replay_view.measure_dialog(scene, whole=False))
