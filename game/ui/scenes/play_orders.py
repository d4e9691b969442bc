"""Lines of the play scene: whatever key, mouse or typing asks for comes through here as a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.core.ids import UnitId
from game.engine import Accepted
from game.language import parsed as q
from game.language.grammar import format_order, parse, split_commands
from game.language.lexicon import COMMANDS as WORDS
from game.language.parsed import Fault, Orders
from game.language.wording import fault_sentence, refusal_sentence
from game.model.orders import Assault, Bombard, EndPhase, Move, Order, Refusal
from game.record.storage import save_path
from game.table.answers import answer
from game.ui.logbook import answers
from game.ui.scenes.overlay import TextOverlay

if TYPE_CHECKING:
    from game.ui.scenes.play import PlayScene

LONG = 6
"""Answers of more lines than this open in a box as well."""
_KNOWN = {word for command in WORDS for word in (command.word, *command.short)}


class OrderDesk:
    """Takes lines, gives orders, answers questions."""

    def __init__(self, scene: PlayScene) -> None:
        self.scene = scene

    def typed(self, text: str) -> None:
        """Carries out what was typed; several commands may stand in a line."""
        for line in split_commands(text):
            if self.is_interface(line):
                self.scene.session.book.echo(line)
                self.scene.run(line if line.startswith("ui ") else f"ui {line}")
            else:
                self.give(line)

    def is_interface(self, line: str) -> bool:
        """Whether a line is a command of the interface: it says so, or the order language has no such word."""
        word = line.split(maxsplit=1)[0].lower()
        return word == "ui" or (word not in _KNOWN and word in self.scene.verbs)

    def give(self, line: str) -> None:
        """Carries out one line of the order language."""
        scene, state = self.scene, self.scene.state
        scene.turns.end_show()
        book = scene.session.book
        book.echo(line)
        scene.history(line)
        found = parse(line, state.desk, state.unit)
        if isinstance(found, Fault):
            book.say([(fault_sentence(found), "bad")])
        elif isinstance(found, Orders):
            self._orders(found.orders)
        else:
            self._ask(found, line)

    def _orders(self, orders: tuple[Order, ...]) -> None:
        session = self.scene.session
        if session.is_busy:
            session.book.say([("The enemy is moving; give orders when it is your turn. Esc hurries it on.", "warning")])
            return
        if isinstance(orders[0], EndPhase) and not self._staffs_first():
            self.scene.turns.after_order()
            return
        for order in orders:
            if not self.submit(order, named=len(orders) > 1):
                continue
        self.scene.turns.after_order()

    def _staffs_first(self) -> bool:
        """Lets formations act that have not done so in this turn; whether the part can end then."""
        session = self.scene.session
        told = session.formations.rest_of_turn(session.viewer, self._hear_staff) if session.may_order else ()
        if not told:
            return True
        session.book.say(*answers(told, session.scenario))
        return session.match.game.actor() == session.viewer and not session.desk.view().pending

    def _hear_staff(self, order: Order, accepted: Accepted) -> None:
        """Lets the sides hear what came of an order that a formation's staff gave."""
        self.scene.session.hear_order(order, accepted.events, by_staff=True)

    def submit(self, order: Order, *, named: bool = False) -> bool:
        """Gives one order; tells what came of it or why it was refused."""
        scene = self.scene
        session, state = scene.session, scene.state
        found, lines = session.submit(order)
        if isinstance(found, Refusal):
            what = f"{format_order(order, session.scenario)}: " if named else ""
            session.book.say([(what + refusal_sentence(found, session.scenario), "bad")])
            return False
        if isinstance(found, Accepted) and not lines and not isinstance(order, EndPhase):
            session.book.say([("Done.", "secondary")])
        unit = getattr(order, "unit", None)
        if isinstance(order, Move | Bombard) and unit is not None and unit not in state.selected:
            state.select(unit)
        if isinstance(order, Assault) and not set(order.units) & set(state.selected):
            state.select(*order.units)
        scene.turns.moved(found.events)
        state.tidy()
        return True

    # Questions --------------------------------------------------------------------------------------------------------

    def _ask(self, query: q.Query, line: str) -> None:
        """Answers a question; the screen turns to what it is about."""
        if self._formations(query):
            return
        match query:
            case q.Plain("quit"):
                self.scene.ask_quit()
            case q.Plain("next"):
                self.scene.hands.next("")
            case q.Plain("skip"):
                self.scene.turns.skip()
            case q.Plain("redo"):
                self.redo()
            case q.Plain("seed"):
                self.scene.session.book.say(f"The seed is {self.scene.session.match.game.seed}.")
            case q.Plain("compare" | "model" as word):
                self.scene.open_report("history" if word == "compare" else "model")
            case q.Plain("journal"):
                self.scene.run("ui tab notes")
            case q.TakeBack(all_):
                self.undo(all_=all_)
            case q.SaveGame(name):
                self.save(name)
            case q.ReadNote(note):
                self.scene.turns.open_note(note)
            case q.WriteRemark(text):
                self.scene.session.match.remark(text)
                self.scene.session.book.say([("Noted.", "secondary")])
            case q.AskHelp(topic):
                self.scene.help(topic or "commands")
            case q.ShowMap(centre, _):
                if centre is not None:
                    self.scene.hands.centre(centre)
                self.scene.session.book.say([("The map is on the screen.", "secondary")])
            case _:
                self._turn_to(query)
                self.scene.session.book.busy = self.scene.session.match.staffs.busy(self.scene.session.viewer)
                words = answer(query, self.scene.state.desk, self.scene.session.book)
                on_panel = isinstance(query, q.ShowUnit | q.ShowHex | q.ShowContact | q.AskOdds | q.AskFire)
                self._tell(words, "" if on_panel else line)

    def _formations(self, query: q.Query) -> bool:
        """Carries out a command about formations, with what is told of it; False for any other query."""
        scene, session = self.scene, self.scene.session
        acts = isinstance(query, q.GiveMission) or query in (q.Plain("confirm"), q.Plain("carry"))
        if acts and session.is_busy:
            session.book.say([("The enemy is moving; give orders when it is your turn. Esc hurries it on.", "warning")])
            return True
        if isinstance(query, q.AskWhy) and query.unit is not None:
            session.book.say(*answers(session.formations.why(query.unit), session.scenario))
        told = session.formations.obey(query, session.viewer, self._hear_staff)
        if told is None:
            return False
        self._tell(told, "Formations under order" if query == q.Plain("missions") else "")
        scene.state.tidy()
        scene.turns.after_order()
        return True

    def _tell(self, words: tuple[str, ...], title: str) -> None:
        """Writes an answer into the log; a long one that no panel shows opens in a box too."""
        scene = self.scene
        told = answers(words, scene.session.scenario)
        if len(told) > LONG and title:
            scene.cover(TextOverlay(title, told))
        scene.session.book.say(*told)

    def _turn_to(self, query: q.Query) -> None:
        """Shows on map and panel what a question is about."""
        state = self.scene.state
        match query:
            case q.ShowUnit(unit):
                self._show_unit(unit)
            case q.ShowHex(hex_) | q.Look(hex_) | q.AskThreat(hex_):
                state.look(hex_)
                self.scene.hands.reveal(hex_)
            case q.AskOdds(order):
                state.select(*order.units)
                state.press = order.press
                state.aim(order.target)
            case q.AskFire(order):
                state.select(order.unit)
                state.aim(order.target)
            case q.AskReach(unit, gait):
                state.select(unit)
                state.gait = gait
            case q.ShowContact(number):
                state.contact, state.tab = number, "unit"
                state.selected = ()
                self._see_contact(number)
            case q.ShowFormation(formation):
                state.highlighted = formation
            case q.Plain("oob"):
                state.tab = "oob"
            case q.Plain("objectives"):
                state.tab = "aims"

    def _show_unit(self, unit: UnitId) -> None:
        state = self.scene.state
        own = state.own(unit)
        if own is not None:
            state.select(unit)
            self.scene.hands.reveal(own.hex)

    def _see_contact(self, number: int) -> None:
        for contact in self.scene.state.desk.view().contacts:
            if contact.number == number and contact.hex >= 0:
                self.scene.state.cursor = contact.hex
                self.scene.hands.reveal(contact.hex)

    # Undo, save -------------------------------------------------------------------------------------------------------

    def undo(self, *, all_: bool = False) -> None:
        """Takes the last order back, with those its staff gave with it, or all that can be; says why it cannot."""
        session = self.scene.session
        book, orders = session.book, session.match.orders
        batch = session.match.staffs.batch(len(orders))
        wanted, taken = len(orders) if all_ else max(1, batch), 0
        while not session.is_busy and taken < wanted:
            order, why = session.undo()
            if order is None:
                if not taken or not all_:
                    what = "The staff's other orders stand" if taken else "Nothing is taken back"
                    book.say([(f"{what}: {why}", "warning")])
                break
            taken += 1
            book.say([("Taken back: ", "secondary"), format_order(order, session.scenario)])
        self.scene.state.tidy()
        self.scene.turns.lessons()

    def redo(self) -> None:
        """Gives the order again that was taken back last, with those its staff gave with it."""
        session = self.scene.session
        if session.is_busy:
            return
        for number in range(max(1, session.match.staffs.batch_ahead(len(session.match.orders)))):
            order, why = session.redo()
            if order is None:
                if not number:
                    session.book.say([(f"Nothing is given again: {why}", "warning")])
                return
            session.book.say([("Given again: ", "secondary"), format_order(order, session.scenario)])
        self.scene.state.tidy()
        self.scene.turns.after_order()

    def save(self, name: str) -> None:
        """Saves under a name, that of the scenario if none is given."""
        session = self.scene.session
        if session.is_busy:
            session.book.say([("The enemy is moving; saving waits until it is your turn.", "warning")])
            return
        path = save_path(name or session.scenario.id)
        try:
            session.save(path)
        except OSError as error:
            session.book.say([(f"The battle could not be saved in {path.name}: {error}.", "bad")])
            return
        session.book.say([("Saved as ", "secondary"), f"{path.name}."])
