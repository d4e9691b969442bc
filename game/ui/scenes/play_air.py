"""Squadrons in the play scene: which one is chosen, what it is to do and where. Chapter 9."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.core.ids import HexId, enemy_of
from game.language.grammar import format_order
from game.model.aircraft import MISSIONS, RAID
from game.model.orders import Fly

if TYPE_CHECKING:
    from game.ui.scenes.play import PlayScene


def squadron(scene: PlayScene, words: str) -> None:
    """Chooses a squadron by its id, the next one that can fly for no word, or lets go of it with `none`."""
    state = scene.state
    options = state.desk.options().squadrons
    every = state.desk.scenario.squadrons
    state.tab, state.air_target, state.air_base = "air", None, ""
    if words == "none":
        state.squadron = None
        return
    mine = {every[own.number].id: own.number for own in state.desk.view().squadrons}
    able = [option.squadron for option in options]
    if words:
        state.squadron = mine.get(words, state.squadron)
    elif not able:
        scene.session.book.say([("No squadron can fly now.", "secondary")])
    else:
        state.squadron = able[(able.index(state.squadron) + 1) % len(able)] if state.squadron in able else able[0]
    can = next((tuple(m for m, _ in option.missions) for option in options if option.squadron == state.squadron), ())
    if can and state.sortie not in can:
        state.sortie = can[0]


def sortie(scene: PlayScene, words: str) -> None:
    """What the chosen squadron is to do."""
    if words in MISSIONS:
        scene.state.sortie, scene.state.tab = words, "air"


def aim(scene: PlayScene, hex_: HexId) -> bool:
    """Aims the chosen squadron at a hex while the air panel is open, or sends it where it is aimed at already."""
    state = scene.state
    if state.tab != "air" or state.squadron is None or state.sortie == RAID:
        return False
    if state.air_target == hex_:
        fly(scene)
    else:
        state.air_target = state.cursor = hex_
    return True


def raid(scene: PlayScene, words: str) -> None:
    """Aims the chosen squadron at an enemy airfield, by its id."""
    state = scene.state
    if words in scene.session.scenario.bases_of[enemy_of(state.desk.side)]:
        state.sortie, state.tab, state.air_base = RAID, "air", words


def is_aimed(scene: PlayScene) -> bool:
    """Whether the chosen squadron has something to go to: an airfield for a raid, else a hex."""
    state = scene.state
    return bool(state.air_base) if state.sortie == RAID else state.air_target is not None


def fly(scene: PlayScene) -> None:
    """Sends the chosen squadron to the hex it is aimed at."""
    state = scene.state
    if state.squadron is None or not is_aimed(scene):
        scene.session.book.say([("Choose a squadron and a hex first: Shift+F goes through the squadrons.", "warning")])
        return
    if state.sortie == RAID:
        order = Fly(state.desk.side, state.squadron, RAID, base=state.air_base)
    else:
        order = Fly(state.desk.side, state.squadron, state.sortie, state.air_target or HexId(0))
    scene.orders.give(format_order(order, scene.session.scenario))
