"""How the play scene looks and how clicks are meant: overlays, tabs, gait, reach, lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.core.ids import HexId
from game.model.missions import Mission
from game.ui.mapview import OVERLAYS
from game.ui.panels.model_army import first_folds
from game.ui.scenes.mission import MissionOverlay
from game.ui.scenes.play_state import PRESSES, TABS

if TYPE_CHECKING:
    from game.ui.scenes.play import PlayScene


def press(scene: PlayScene, words: str) -> None:
    """How hard clicked assaults are pressed, by name or the next one."""
    state = scene.state
    state.press = words if words in PRESSES else PRESSES[(PRESSES.index(state.press) + 1) % len(PRESSES)]
    scene.session.book.say([(f"Assaults are pressed as: {state.press}.", "secondary")])


def gait(scene: PlayScene, words: str) -> None:
    """How clicked moves are made, by name or the other way."""
    other = "march" if scene.state.gait == "stealth" else "stealth"
    scene.state.gait = words if words in ("march", "stealth") else other
    how = "by stealth" if scene.state.gait == "stealth" else "at the march"
    scene.session.book.say([(f"Clicked moves are made {how}.", "secondary")])


def reach(scene: PlayScene, words: str) -> None:
    """In how many turns the reach shown is."""
    if words.isdigit() and 1 <= int(words) <= 7:
        scene.state.turns = int(words)


def show(scene: PlayScene, words: str) -> None:
    """Turns overlays on and off."""
    for word in words.split():
        if word in OVERLAYS:
            scene.state.overlays = scene.state.overlays ^ {word}
            state = "shown" if word in scene.state.overlays else "hidden"
            scene.session.book.say([(f"{OVERLAYS[word]}: {state}.", "secondary")])
        else:
            scene.session.book.say([(f"There is no overlay '{word}'; there are {', '.join(OVERLAYS)}.", "bad")])


def highlight(scene: PlayScene, words: str) -> None:
    """Shows where the units of the selected unit's formation are, or no longer."""
    unit = scene.state.unit
    formation = scene.session.scenario.units[unit].formation if unit is not None else ""
    scene.state.highlighted = "" if scene.state.highlighted else formation


def mission(scene: PlayScene, words: str) -> None:
    """Opens the dialog for an order to a formation, the one named or that of the selected unit; or gives the order.

    Words that say more than a formation are the rest of an `order` line: it is given at once.
    """
    session, state = scene.session, scene.state
    if len(words.split()) > 1:
        scene.orders.give(f"order {words}")
        if session.formations.asked.get(session.viewer) is not None:
            scene.orders.give("confirm")
        return
    scenario, unit = session.scenario, state.unit
    mine = [f.id for f in scenario.formations.values() if f.side == session.viewer and scenario.units_in[f.id]]
    formation = words if words in mine else scenario.units[unit].formation if unit is not None else mine[0]
    if not session.may_order:
        session.book.say([("Orders to formations are given in your own part of the turn.", "warning")])
        return
    stands = next(
        (s.mission for s in session.match.staffs.live(session.viewer) if s.mission.formation == formation), None
    )
    spot = state.target if state.target is not None else state.cursor
    own = state.own(unit)
    if spot is None or (own is not None and own.hex == spot):
        spot = scenario.board.objectives[0].hex if scenario.board.objectives else HexId(0)
    draft = stands or Mission(side=session.viewer, formation=formation, verb="seize", object=spot)
    scene.cover(MissionOverlay(state.desk, draft, session.formations.answer))


def fold(scene: PlayScene, words: str) -> None:
    """Shows the units of a formation in the organisation tree, or hides them; `all` and `none` for all at once."""
    state, formations = scene.state, scene.session.scenario.formations
    if words in ("all", "none"):
        state.folds = first_folds(state.desk) or frozenset(formations) if words == "all" else frozenset()
    elif words in formations:
        state.folds = state.folds ^ {words}
    state.tab = "oob"


def tab(scene: PlayScene, words: str) -> None:
    """Opens a tab of the panel."""
    if words in TABS:
        scene.state.tab = words


def scroll(scene: PlayScene, words: str) -> None:
    """Scrolls a tab of the panel, the one that is open unless one is named."""
    tab, _, lines = words.partition(" ")
    if tab.lstrip("-").isdigit():
        tab, lines = scene.state.tab, tab
    if tab in scene.state.scroll and lines.lstrip("-").isdigit():
        scene.state.scroll[tab].top = max(0, scene.state.scroll[tab].top - int(lines))


def contact(scene: PlayScene, words: str) -> None:
    """Shows an enemy as far as he is known, by the number of the contact."""
    if words.isdigit():
        scene.orders.give(f"show #{words}")


def lesson(scene: PlayScene, words: str) -> None:
    """Shows the card with the lesson, or puts it away until the next one."""
    now = scene.session.lesson
    if now is None:
        scene.session.book.say([("There are no lessons left.", "secondary")])
        return
    scene.state.lesson_hidden = words == "hide" or (words != "show" and not scene.state.lesson_hidden)
