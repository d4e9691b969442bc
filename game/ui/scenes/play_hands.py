"""Hands on the map: what clicks, the cursor and unit cycling mean, always put as a line that could be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.core.ids import HexId, UnitId
from game.language.grammar import format_order
from game.language.phrases import count
from game.model.orders import Move
from game.table.answers import able
from game.ui import mapview
from game.ui.scenes import play_air
from game.ui.scenes.map_hands import MapHands
from game.ui.scenes.overlay import MenuOverlay
from game.ui.scenes.play_menu import hex_menu

if TYPE_CHECKING:
    from game.ui.scenes.play import PlayScene


class Hands(MapHands):
    """Selection and clicks on the map of a battle."""

    def __init__(self, scene: PlayScene) -> None:
        super().__init__(scene, scene.state, scene.session.scenario.board)
        self.scene = scene
        self.repeat: tuple[str, HexId | None] = ("", None)

    def looked(self) -> None:
        """The panel shows the hex, unless it shows a unit."""
        if self.scene.state.tab == "hex" or self.scene.state.unit is None:
            self.scene.state.tab = "hex"

    def id(self, unit: UnitId) -> str:
        """A unit as it is typed."""
        return self.scene.session.scenario.units[unit].id

    # Clicks -----------------------------------------------------------------------------------------------------------

    def click(self, word: str) -> None:
        """What a click on a hex does: selects, marches, aims or assaults."""
        hex_ = self.hex(word)
        state = self.scene.state
        if hex_ is None:
            return
        if state.typing and state.entry.text.strip():
            state.entry.insert(self.name(hex_) if state.entry.text.endswith(" ") else f" {self.name(hex_)}")
            return
        state.cursor = hex_
        if play_air.aim(self.scene, hex_):
            return
        view = state.desk.view()
        if hex_ in view.contacts_at and self._attack(hex_):
            return
        if hex_ in view.stacks and not state.via:
            self._pick(hex_)
        elif state.unit is not None and self._may_march(hex_):
            self.march(hex_)
        else:
            state.look(hex_)

    def _attack(self, hex_: HexId) -> bool:
        """Aims at an enemy, or strikes if he is aimed at already; False where nothing selected can reach him."""
        state = self.scene.state
        if not state.attackers(hex_) and not state.gunners(hex_):
            if hex_ in state.desk.view().contacts_at and hex_ not in state.desk.view().stacks:
                state.target = None
                state.look(hex_)
                return True
            return False
        if state.target != hex_:
            state.aim(hex_)
        elif state.assault() is not None:
            self.scene.run("ui assault")
        else:
            self.scene.run("ui bombard")
        return True

    def strike(self) -> None:
        """Assaults the target with the selected units."""
        order = self.scene.state.assault()
        if order is None:
            words = "Aim at an enemy next to the selected unit first; t finds one."
            self.scene.session.book.say([(words, "warning")])
            return
        self.scene.orders.give(format_order(order, self.scene.session.scenario))

    def fire(self) -> None:
        """Fires at the target with all selected guns."""
        state = self.scene.state
        guns = state.gunners(state.target) if state.target is not None else ()
        if not guns or state.target is None:
            words = "Select guns and aim at a hex in their range first; t finds one."
            self.scene.session.book.say([(words, "warning")])
            return
        name = self.name(state.target)
        for gun in guns:
            self.scene.orders.give(f"bombard {self.id(gun)} {name}")

    def _pick(self, hex_: HexId) -> None:
        """Selects the stack's first unit with something to do; a click on the selected stack goes through it."""
        state = self.scene.state
        stack = [own.number for own in state.desk.view().stacks[hex_]]
        if state.unit in stack:
            chosen = stack[(stack.index(state.unit) + 1) % len(stack)]
        else:
            chosen = next((unit for unit in stack if state.desk.view().unit_of[unit].minutes), stack[0])
        self.scene.run(f"ui select {self.id(chosen)}")

    def _may_march(self, hex_: HexId) -> bool:
        state = self.scene.state
        reach = state.reach() or {}
        route = state.route(hex_) if state.via else None
        return hex_ in reach or (route is not None and route.arrives)

    def march(self, hex_: HexId) -> None:
        """Marches all selected units that can go there; each as an order line."""
        state = self.scene.state
        lines = []
        for unit in state.selected:
            mask = state.options(unit).stealth if state.gait == "stealth" else state.options(unit).moves
            if state.own(unit) is not None and (mask >> hex_ & 1 or state.via):
                order = Move(state.desk.side, unit, hex_, state.gait, state.via)
                lines.append(format_order(order, self.scene.session.scenario))
        for line in lines or [f"move {self.id(state.selected[0])} {self.name(hex_)}"]:
            self.scene.orders.give(line)

    def select(self, words: str) -> None:
        """Selects units by their ids; nothing named lets go of all."""
        known = self.scene.session.scenario.unit_by_id
        units = [known[word] for word in words.split() if word in known]
        here = [unit for unit in units if self.scene.state.own(unit) is not None]
        self.scene.state.select(*here)
        if here:
            own = self.scene.state.own(here[0])
            if own is not None:
                self.reveal(own.hex)
        elif words:
            self.scene.session.book.say([(f"No unit of yours on the map is called '{words}'.", "bad")])

    def stack(self) -> None:
        """Selects all units of the hex under the cursor."""
        state = self.scene.state
        stack = state.desk.view().stacks.get(state.cursor, ()) if state.cursor is not None else ()
        if stack:
            self.scene.run("ui select " + " ".join(self.id(own.number) for own in stack))

    def join(self) -> None:
        """Selects every unit that can assault the target or support an assault on it."""
        state = self.scene.state
        target = state.target
        if target is None:
            return
        options = state.desk.options().units
        leads = [o.unit for o in options if target in o.assaults]
        helps = [o.unit for o in options if target in o.supports and o.unit not in leads]
        if leads:
            state.select(*leads, *helps)
            state.aim(target)

    # Cycling ----------------------------------------------------------------------------------------------------------

    def next(self, want: str, step: int = 1) -> None:
        """Selects the next unit with something to do that the player is not done with."""
        state = self.scene.state
        turn = state.desk.view().turn
        busy = self.scene.session.match.staffs.busy(state.desk.side)
        found = [unit for unit in able(state.desk, want) if (turn, unit) not in state.skipped]
        units = [unit for unit in found if unit not in busy]
        if found and not units:
            words = f"{count(len(found), 'unit')} could act and serve formations under order; w lets their staffs act."
            self.scene.session.book.say([(words, "secondary")])
            return
        if not units:
            word = {"fire": "No unit can fire now.", "march": "No unit can march now."}.get(want, "")
            told = word or "Every unit has its orders. Ctrl+Enter ends your part of the turn."
            self.scene.session.book.say([(told, "secondary")])
            return
        place = units.index(state.unit) + step if state.unit in units else (0 if step > 0 else -1)
        self.scene.run(f"ui select {self.id(units[place % len(units)])}")

    def done(self, words: str) -> None:
        """Leaves a unit out of the cycling for this turn, or takes that back; then goes to the next."""
        state = self.scene.state
        unit = self.scene.session.scenario.unit_by_id.get(words) if words else state.unit
        if unit is None:
            return
        entry = (state.desk.view().turn, unit)
        if entry in state.skipped:
            state.skipped.remove(entry)
            self.scene.session.book.say([(f"{self.id(unit)} is in the round again.", "secondary")])
        else:
            state.skipped.add(entry)
            self.next("")

    def target(self, words: str) -> None:
        """Aims at a hex, at the next or previous target, or at none."""
        state = self.scene.state
        if words in ("next", "previous"):
            targets = state.targets()
            if not targets:
                self.scene.session.book.say([("The selected unit has no target.", "secondary")])
                return
            step = 1 if words == "next" else -1
            place = targets.index(state.target) + step if state.target in targets else 0
            state.aim(targets[place % len(targets)])
            self.reveal(targets[place % len(targets)])
            return
        state.aim(None if words == "none" else self.hex(words))

    def reveal_troops(self, zoom: str) -> None:
        """The map as it is first shown, with both sides' troops in view."""
        view = self.scene.state.desk.view()
        spots = [own.hex for own in view.units if own.hex >= 0] + [c.hex for c in view.contacts if c.hex >= 0]
        self.first_look(zoom, spots)

    # The mouse itself -------------------------------------------------------------------------------------------------

    def _held(self, button: str, hex_: HexId, *, ctrl: bool, shift: bool, alt: bool) -> bool:
        """Clicks that mean something else with Ctrl, Shift or Alt, and the middle button, which centres."""
        word = self.name(hex_)
        if button == "middle":
            self.scene.run(f"ui centre {word}")
        elif button == "left" and ctrl:
            self.scene.run(f"ui los {word}")
        elif button == "left" and alt:
            self.scene.run(f"ui measure {word}")
        elif button == "left" and shift and self.scene.state.unit is not None:
            self.scene.run(f"ui way {word}")
        else:
            return False
        return True

    def way(self, word: str) -> None:
        """Adds a way-point for the next march."""
        hex_ = self.hex(word)
        if hex_ is not None and self.scene.state.unit is not None:
            self.scene.state.via = (*self.scene.state.via, hex_)
            self.scene.state.cursor = hex_

    def menu(self, word: str) -> None:
        """The menu of a hex."""
        hex_ = self.hex(word)
        if hex_ is None:
            return
        self.scene.state.cursor = hex_
        items = hex_menu(self.scene.state, hex_)
        camera, rect, board = self.camera()
        pointed = rect.contains(*self.scene.mouse) and mapview.hex_at(camera, rect, board, *self.scene.mouse) == hex_
        x, y = self.scene.mouse if pointed else self.spot(hex_)
        self.scene.cover(MenuOverlay(x, y, items))
