"""The course of a battle on the screen: computers, what was seen of their part, notes, decisions, the end."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import define, field

from game.core.ids import HexId, SideId, UnitId
from game.language.names import unit_names
from game.language.phrases import count
from game.model.events import Event, UnitAdvanced, UnitMoved, UnitRetreated
from game.table.answers import left_idle
from game.table.quiet import Quiet
from game.ui import mapview
from game.ui.notes import shown_note
from game.ui.reenact import Step
from game.ui.scenes.overlay import CurtainOverlay, DialogOverlay, NoteOverlay
from game.ui.settings import FRAME_SECONDS
from game.ui.theme import Rich
from game.ui.widgets import Button
from game.ui.worker import Done

if TYPE_CHECKING:
    from game.ui.scenes.play import PlayScene

_HEX_SECONDS = 0.09
"""Time a counter takes for one hex of its way at normal speed."""
_FRAME = 1 / 30
HURRY = "End the enemy's part now?"
"""Title of the dialog that hurries a computer on."""


@define
class Motion:
    """A counter on its way."""

    unit: UnitId
    path: tuple[HexId, ...]
    began: float
    each: float

    def place(self, now: float) -> tuple[UnitId, HexId, HexId, float] | None:
        """Where it is: from, to, and the share of the way between them; None when it has arrived."""
        done = (now - self.began) / self.each if self.each > 0 else len(self.path)
        leg = int(done)
        if leg >= len(self.path) - 1:
            return None
        return self.unit, self.path[leg], self.path[leg + 1], done - leg


@define
class Turns:
    """Goes on with the battle whenever nothing lies over the map."""

    scene: PlayScene
    steps: list[Step] = field(factory=list)
    step: Step | None = None
    shown_until: float = 0.0
    motion: Motion | None = None
    summary_due: bool = False
    skip_show: bool = False
    """Whether the next show is passed over."""
    reported: bool = False
    """Whether the final report was opened by itself."""
    asked: int = -1
    """The decision that was put by to look at the map first."""
    quiet: Quiet | None = None
    """Set while the player lets turns go by."""

    # Going on ---------------------------------------------------------------------------------------------------------

    def after_order(self) -> None:
        """An order was given: lessons, then whatever must happen next."""
        self.lessons()
        self.tell_faults()
        self.go_on()

    def tell_faults(self) -> None:
        """Says what failed without stopping the battle, such as an automatic save."""
        for words in self.scene.session.new_faults():
            self.scene.session.book.say([(words, "bad")])

    def go_on(self) -> None:
        """Opens what waits: computers, curtain, decision, note, report; one thing at a time."""
        scene = self.scene
        session = scene.session
        if scene.overlays or session.is_busy or self.step is not None or session.worker.is_busy:
            return
        if session.waits_for_computer:
            self._let_computers_play()
        elif not session.is_over and self._must_change_seats():
            self._draw_curtain()
        elif self.quiet is not None and session.may_order and self._goes_by(self.quiet):
            scene.orders.give("end")
        elif session.book.new_notes():
            self._next_note()
        elif session.desk.view().pending and self.asked != session.match.game.state.order_count:
            self.decision()
        elif session.is_over and not self.reported:
            self.reported = True
            scene.open_report()

    # Quiet turns ------------------------------------------------------------------------------------------------------

    def skip(self) -> None:
        """Lets turns go by until something wants the player. Rule 3.5."""
        session = self.scene.session
        if not session.may_order or len(session.humans) > 1:
            words = "With two players each ends his own parts." if len(session.humans) > 1 else "It is not your turn."
            session.book.say([(words, "warning")])
            return
        self.quiet = Quiet(session.viewer, session.formations, session.desk.view(), session.book)
        self.scene.orders.give("end")

    def _goes_by(self, quiet: Quiet) -> bool:
        """Whether the part that begins is to be ended at once; if not, says what wants the player."""
        book, view = self.scene.session.book, self.scene.session.desk.view()
        if view.turn == quiet.view.turn and view.to_move == quiet.side and view.result is None:
            self.quiet = None  # the part did not end: something stood in the way, and was told
            return False
        reasons = quiet.reasons(view)
        if reasons:
            self.quiet = None
            book.say(*([(words, "accent")] for words in reasons))
            return False
        book.say(quiet.passed(view))
        return True

    def _must_change_seats(self) -> bool:
        session = self.scene.session
        actor = session.match.game.actor()
        return len(session.humans) > 1 and actor is not None and actor != session.viewer

    def _draw_curtain(self) -> None:
        session = self.scene.session
        actor = session.match.game.actor()
        side = session.scenario.sides[actor if actor is not None else session.viewer]
        ready = Button(f"{side.name} is ready", "ui seat", "enter", "Enter", primary=True)
        words = "The map is covered so that neither sees what the other knows. Sit down alone, then go on."
        self.scene.cover(CurtainOverlay(f"Pass the seat to {side.name}", words, ready))

    def take_seat(self) -> None:
        """The other player sits down: the screen shows that side's picture."""
        session, state = self.scene.session, self.scene.state
        if not session.humans:
            session.viewer = SideId(1 - session.viewer)
            return
        actor = session.match.game.actor()
        if actor is None or actor not in session.books or session.is_busy:
            return
        session.viewer = SideId(actor)
        state.select()
        state.tab, state.hover, state.cursor = "aims", None, None
        self._summary()

    # Computers --------------------------------------------------------------------------------------------------------

    def _let_computers_play(self) -> None:
        session = self.scene.session
        session.book.say(
            [("The enemy's part of the turn." if session.humans else "The staffs are at work.", "secondary")]
        )
        session.start_computers()

    def woken(self) -> None:
        """The worker has something: results of the computers' part, or only words on how far it is."""
        session = self.scene.session
        done = session.worker.take()
        if done is not None:
            self._computers_done(done)

    def _computers_done(self, done: Done) -> None:
        part = self.scene.session.take_computers(done)
        if part.error is not None:
            self.scene.failed("The computer's part of the turn failed", part.error)
            return
        self.tell_faults()
        self.summary_due = True
        seconds = FRAME_SECONDS[self.scene.shell.settings.speed]
        self.steps = list(part.steps) if seconds and not self.skip_show and self.quiet is None else []
        self.skip_show = False
        self._drop_stale()
        self._show_next()

    def _drop_stale(self) -> None:
        """Takes the dialog away that asked about a part that is over."""
        overlays = self.scene.overlays
        if overlays and isinstance(overlays[-1], DialogOverlay) and overlays[-1].title == HURRY:
            overlays.pop()

    # The sights of the enemy's part -----------------------------------------------------------------------------------

    def _show_next(self) -> None:
        """Shows the next sight, or ends the show."""
        state = self.scene.state
        if not self.steps:
            self.end_show()
            return
        self.step = self.steps.pop(0)
        state.shown_desk = self.step.desk
        self.scene.hands.reveal(self.step.hex)
        seconds = FRAME_SECONDS[self.scene.shell.settings.speed]
        now = time.monotonic()
        if self.step.units:
            unit, path = self.step.units[0]
            self._start(unit, path)
            seconds = max(seconds, len(path) * _HEX_SECONDS)
        self.shown_until = now + seconds

    def end_show(self) -> None:
        """Shows things as they stand, with the summary of what was seen, and goes on."""
        self.steps.clear()
        was, self.step, self.motion = self.step, None, None
        self.scene.state.shown_desk = None
        self.scene.session.catch_up()
        if self.summary_due:
            self.summary_due = False
            self.scene.state.tidy()
            self._summary()
        if was is not None or not self.scene.overlays:
            self.lessons()
            self.go_on()

    def _summary(self) -> None:
        """Moves the map to the latest action; the log holds what was seen since the last turn."""
        book = self.scene.session.book
        news = [line for line in book.since_last_turn() if line.kind != "turn"]
        spots = [line.hex for line in news if line.hex is not None and line.hex >= 0]
        if spots:
            self.scene.hands.reveal(spots[-1])
        told = f"Since your last turn: {count(len(news), 'report')}; r lists them." if news else ""
        if told:
            book.say([(told, "accent")])

    def moved(self, events: Sequence[Event]) -> None:
        """Shows own counters on their way after an order."""
        if FRAME_SECONDS[self.scene.shell.settings.speed] == 0.0:
            return
        own = self.scene.state.desk.view().unit_of
        for event in events:
            match event:
                case UnitMoved(unit, path) | UnitAdvanced(unit, path) | UnitRetreated(unit, path):
                    if unit in own and len(path) > 1:
                        self._start(unit, path)
                        return

    def _start(self, unit: UnitId, path: tuple[HexId, ...]) -> None:
        self.motion = Motion(unit, path, time.monotonic(), _HEX_SECONDS)

    def pause(self) -> float | None:
        """Seconds until the next frame."""
        if self.motion is not None:
            return _FRAME
        if self.step is not None:
            return max(0.0, self.shown_until - time.monotonic())
        return None

    def tick(self) -> None:
        """The next frame, and the next sight when this one was shown long enough."""
        now = time.monotonic()
        if self.motion is not None and self.motion.place(now) is None:
            self.motion = None
        if self.step is not None and now >= self.shown_until and not self.scene.overlays:
            self._show_next()

    def animation(self) -> mapview.Animation | None:
        """What moves and flashes on the map just now."""
        place = self.motion.place(time.monotonic()) if self.motion is not None else None
        flashes = ((self.step.hex, self.step.flash),) if self.step is not None else ()
        if place is None and not flashes:
            return None
        return mapview.Animation(units=(place,) if place else (), flashes=flashes)

    def faster(self) -> None:
        """Ends the show; while the computers are still at work, none will follow."""
        self.skip_show = self.scene.session.is_busy
        if self.step is not None:
            self.end_show()

    def ask_hurry(self) -> None:
        """Asks whether the computer is to end its part at once, which changes the battle."""
        words = "What the enemy has done stands; the rest of his units stay where they are."
        self.scene.cover(
            DialogOverlay(
                HURRY,
                (words,),
                (
                    Button("Wait for him", "close", "escape", "Esc", primary=True),
                    Button("Skip what is shown", "ui faster", "s", "S"),
                    Button("End his part", "ui hurry", "e", "E"),
                ),
                620,
            )
        )

    # Notes and decisions ----------------------------------------------------------------------------------------------

    def _next_note(self) -> None:
        book = self.scene.session.book
        index = book.new_notes()[0]
        book.read.add(index)
        if self.scene.shell.settings.show_notes:
            self._show_note(index)
        else:
            self.go_on()

    def _show_note(self, index: int, *, other: bool = False) -> None:
        session = self.scene.session
        note = session.scenario.notes[index]
        self.scene.cover(NoteOverlay(shown_note(session.scenario, note, session.viewer, other=other)))

    def open_note(self, word: str) -> None:
        """Opens a note by its id, the latest for no word; `other` gives the other side's account alone."""
        session = self.scene.session
        notes = session.desk.view().notes
        if not notes:
            session.book.say([("You have read no note yet.", "secondary")])
            return
        other = word == "other"
        index = next((i for i in notes if session.scenario.notes[i].id == word), notes[-1])
        session.book.read.add(index)
        self._show_note(index, other=other)

    def decision(self) -> None:
        """Puts the decision that waits to the player."""
        session = self.scene.session
        pending = session.desk.view().pending
        if not pending or not session.may_order:
            return
        offer = pending[0].offer
        self.asked = session.match.game.state.order_count
        buttons = [Button("Look at the map first", "close", "escape", "Esc", "Later")]
        buttons += [
            Button(option.id.replace("-", " ").capitalize(), f"decide {option.id}", str(number), str(number))
            for number, option in enumerate(offer.options, 1)
        ]
        body: list[Rich] = [offer.text]
        body += [[(f"{n}  ", "accent bold"), option.text] for n, option in enumerate(offer.options, 1)]
        self.scene.cover(DialogOverlay("A decision", tuple(body), tuple(buttons), 640))

    # End of the turn --------------------------------------------------------------------------------------------------

    def ask_end(self) -> None:
        """Ends the turn, and asks first while units still have something to do."""
        scene = self.scene
        session = scene.session
        if session.is_over:
            scene.open_report()
            return
        if not session.may_order:
            scene.orders.give("end")
            return
        if session.desk.view().pending:
            self.decision()
            return
        view = session.desk.view()
        busy, skipped = session.match.staffs.busy(session.viewer), scene.state.skipped
        left = [u for u in left_idle(session.desk, busy) if (view.turn, u) not in skipped]
        if not left or not scene.shell.settings.warn_idle:
            scene.orders.give("end")
            return
        names = unit_names(session.scenario, left[:12]) + (" and others" if len(left) > 12 else "")
        buttons = (
            Button("Back", "close", "escape", "Esc"),
            Button("Next unit", "next", "n", "N"),
            Button("End turn", "end", "enter", "Enter", primary=True),
        )
        words = f"{count(len(left), 'unit')} did nothing yet and still could: {names}."
        scene.cover(DialogOverlay("End your part of the turn?", (words,), buttons))

    # Lessons ----------------------------------------------------------------------------------------------------------

    def lessons(self) -> None:
        """Goes on to the next lesson when the present one is done."""
        for words in self.scene.session.lesson_news():
            self.scene.session.book.say([(words, "good")])
            self.scene.state.lesson_hidden = False
